"""What the README and the pages on the model and on OWL show is what the commands print."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from kgraph.cli import VERBS

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/model.md", "docs/owl.md")
GAP = "…"
# What is asked of imported events.
OF_EVENTS = ("evidence", "compare", "--year")


class Example(NamedTuple):
    page: str
    command: str
    shown: list[str]
    code: int


def examples() -> list[Example]:
    """Every command after `$` in a console block, with the lines shown below it; `# exit N` is its code if not 0."""
    found = []
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        for block in re.findall(r"```console\n(.*?)```", text, flags=re.DOTALL):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                command, _, remark = command.partition("  # exit ")
                lines = [" ".join(line.split()) for line in output.splitlines() if line.strip()]
                found.append(Example(page, command.strip(), lines, int(remark or 0)))
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("home")
    for folder in ("ontology", "data", "queries"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("store", ".*"))
    return root


def fits(shown: str, line: str) -> bool:
    """Whether a printed line is the shown one, a gap standing for anything."""
    return bool(re.fullmatch(".*".join(map(re.escape, shown.split(GAP))), line))


def run_command(command: str, place: Path) -> subprocess.CompletedProcess[str]:
    kgraph, *arguments = shlex.split(command)
    assert "kgraph" == kgraph
    program = Path(sys.executable).with_name("kgraph")
    settings = {**os.environ, "KGRAPH_HOME": str(place), "PYTHONUTF8": "1", "COLUMNS": "100"}
    return subprocess.run(
        [program, *arguments], cwd=place, env=settings, capture_output=True, text=True, encoding="utf-8", check=False
    )


def import_table(place: Path) -> None:
    """Import what the page imports before, unless that example has run: each example can be run alone."""
    [imported] = [example.command for example in examples() if example.command.startswith("kgraph import ")]
    if not (place / "data" / "events").exists():
        assert 0 == run_command(imported, place).returncode


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.command)
def test_a_command_prints_what_is_shown(example: Example, place: Path) -> None:
    if any(word in OF_EVENTS for word in shlex.split(example.command)):
        import_table(place)
    run = run_command(example.command, place)
    assert (example.code, "") == (run.returncode, "" if run.returncode == example.code else run.stdout + run.stderr)
    printed = iter([" ".join(line.split()) for line in run.stdout.splitlines() if line.strip()])
    exact = True
    for shown in example.shown:
        if shown == GAP:
            exact = False
            continue
        if exact:
            assert fits(shown, next(printed, "")), f"{shown!r} is not what comes next"
        else:
            assert any(fits(shown, line) for line in printed), f"{shown!r} is not printed, or not in this order"
        exact = True


def test_the_readme_has_an_example_of_every_verb() -> None:
    shown = {example.command.split()[1] for example in examples() if example.page == "README.md"}
    assert set(VERBS) == shown


def test_every_link_leads_somewhere() -> None:
    pages = [
        ROOT / "README.md",
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "data/README.md",
        *(ROOT / "notebooks").glob("*.md"),
    ]
    for page in pages:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target} is not there"


def test_the_python_of_the_readme_runs() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    [code] = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    settings = {**os.environ, "KGRAPH_HOME": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], env=settings, check=True)
