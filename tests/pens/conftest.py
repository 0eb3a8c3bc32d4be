"""A small source beside the article's, to be spoilt, and what a build says about it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.home import Home

SOURCE = """\
source:
  id: paper
  title: News
  kind: news report
  issued: "2021-09-28"
  publisher: reuters
  voice: reuters

claims:
  - id: 01-russia-meets-turkey
    paragraph: 1
    anchor: one two three
    agent: russia
    relation: meets
    target: turkey
    arenas: [diplomacy]
    when: "2020-03-05"
    basis: Day given.
    amount: {bound: exactly, value: "2", unit: talks}

  - id: 02-russia-supports-assad
    paragraph: 2
    anchor: stands by Assad
    agent: russia
    relation: supports
    target: assad
    arenas: [syria]
    when: "/.."
    basis: Present tense.
    disputes: 01-russia-meets-turkey
"""


class Pen:
    """The small source of a home: its text, and builds that must fail and leave everything as it was."""

    def __init__(self, home: Home, run: Callable[..., tuple[int, str, str]]) -> None:
        self.home = home
        self.path = home.data / "sources" / "paper.yaml"
        for other in self.path.parent.iterdir():
            other.rename(home.root / other.name)
        self.path.write_text(SOURCE, encoding="utf-8")
        self._run = run

    def replace(self, old: str, new: str) -> None:
        text = self.path.read_text(encoding="utf-8")
        assert 1 == text.count(old)
        self.path.write_text(text.replace(old, new), encoding="utf-8")

    def line(self, marker: str) -> int:
        """The number of the only line that holds the marker."""
        lines = self.path.read_text(encoding="utf-8").split("\n")
        numbers = [number for number, line in enumerate(lines, 1) if marker in line]
        assert 1 == len(numbers), numbers
        return numbers[0]

    def article(self) -> Path:
        """Bring back the article's source, without its link to the text that it copies, which stays away."""
        name = "reuters-2021-09-28.yaml"
        kept = (self.home.root / name).read_text(encoding="utf-8").splitlines(keepends=True)
        path = self.path.with_name(name)
        path.write_text("".join(line for line in kept if not line.startswith("  derived_from:")), encoding="utf-8")
        return path

    def faults(self, *arguments: str) -> list[str]:
        """The lines that a build prints; nothing may be written meanwhile."""
        before = state(self.home.root)
        code, out, err = self._run("build", *arguments, home=self.home)
        assert (2, "") == (code, out)
        assert "Traceback" not in err
        assert before == state(self.home.root)
        talk = "kgraph: reading the pens"
        lines = [line for line in err.splitlines() if not line.startswith(talk) and "validating" not in line]
        assert all(line.startswith("kgraph: ") for line in lines)
        return [line.removeprefix("kgraph: ") for line in lines]


def state(root: Path) -> dict[str, tuple[bytes, int]]:
    files = [path for path in (root / "data").rglob("*") if path.is_file()]
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


@pytest.fixture
def pen(fresh_home: Home, run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch) -> Pen:
    monkeypatch.chdir(fresh_home.root)
    return Pen(fresh_home, run)
