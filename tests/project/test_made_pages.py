"""Files made from code are up to date."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from kgraph.cli import VERBS

DOCS = Path(__file__).parents[2] / "docs"


def script(name: str) -> ModuleType:
    spec = spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["make_cli", "make_questions", "make_schema", "make_states"])
def test_a_made_file_is_up_to_date(name: str) -> None:
    made = script(name)
    assert made.text() == made.PAGE.read_text(encoding="utf-8"), f"run 'python docs/{name}.py'"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_option_is_explained(verb: str) -> None:
    section = (DOCS / "cli.md").read_text(encoding="utf-8").partition(f"\n## {verb}\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert rows
    assert [] == [row for row in rows if row.endswith("|  |")]
