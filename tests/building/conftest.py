"""A built home with a small source, which builds quickly."""

import shutil
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
  - id: 01-russia-supports-assad
    paragraph: 1
    anchor: stands by Assad
    agent: russia
    relation: supports
    target: assad
    arenas: [syria]
    when: "/.."
    basis: Present tense.
  - id: 02-turkey-opposes-assad
    paragraph: 2
    anchor: wants him gone
    agent: turkey
    relation: opposes
    target: assad
    arenas: [syria]
    when: "/.."
    basis: Present tense.
"""
RECORD = ["actors.ttl", "manifest.json", "sources/paper.ttl", "theatres.ttl"]


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory, home: Home) -> Path:
    from kgraph.build import build

    root = tmp_path_factory.mktemp("built") / "home"
    for folder in ("ontology", "queries"):
        shutil.copytree(home.root / folder, root / folder)
    (root / "data" / "sources").mkdir(parents=True)
    for name in ("actors.yaml", "theatres.yaml"):
        shutil.copy2(home.data / name, root / "data" / name)
    (root / "data" / "sources" / "paper.yaml").write_text(SOURCE, encoding="utf-8")
    build(Home(root), lambda _: None)
    return root


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Home:
    """A home of its own with pens, record and store that belong together."""
    return Home(Path(shutil.copytree(built_once, tmp_path / "home")))


@pytest.fixture
def edited(built: Home) -> Home:
    """The same with a claim that the record does not have yet."""
    edit(built)
    return built


def edit(home: Home) -> None:
    path = home.data / "sources" / "paper.yaml"
    added = SOURCE[SOURCE.index("  - id: 02-") :].replace("02-turkey-opposes", "03-turkey-warns")
    added = added.replace("paragraph: 2", "paragraph: 3").replace("relation: opposes", "relation: warns")
    path.write_text(SOURCE + added, encoding="utf-8")


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    """A function that returns what every file below a folder holds."""

    def read(folder: Path) -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    return read
