"""Terms are for good: what a released version declared is there still, or given up in the way that users can follow."""

import csv
import io
import re
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
VERSIONS = ROOT / "ontology" / "versions"
Terms = dict[str, dict[str, str]]
Version = tuple[int, int, int]


def number(text: str) -> Version:
    """A semantic version as numbers."""
    found = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", text)
    assert found, text
    return int(found[1]), int(found[2]), int(found[3])


def listed(text: str) -> Terms:
    return {row["term"]: row for row in csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)}


def may_change_meaning(old: Version, new: Version) -> bool:
    """Before 1.0.0 the middle number stands for a change of meaning, as Semantic Versioning has it."""
    return new[0] > old[0] or (new[0] == 0 and new[1] > old[1])


def breaches(old: Terms, new: Terms, meaning_may_change: bool) -> list[str]:
    """What the step from one list of terms to a later one breaks."""
    found = [f"{term}: is gone" for term in sorted(old.keys() - new.keys())]
    for term in sorted(old.keys() & new.keys()):
        was, now = old[term], new[term]
        if was["kind"] != now["kind"]:
            found.append(f"{term}: was a {was['kind']} and is a {now['kind']}")
        if was["deprecated"] and not now["deprecated"]:
            found.append(f"{term}: was given up and is in use again")
        if not now["deprecated"] and not meaning_may_change:
            changed = [column for column in ("polarity", "parents") if was[column] != now[column]]
            found += [f"{term}: {key} was {was[key] or 'nothing'} and is {now[key] or 'nothing'}" for key in changed]
    return found


@pytest.fixture(scope="module")
def made() -> ModuleType:
    spec = spec_from_file_location("make_terms", ROOT / "docs" / "make_terms.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def released() -> list[tuple[Version, Terms]]:
    files = VERSIONS.glob("*.tsv")
    return sorted((number(path.stem), listed(path.read_text(encoding="utf-8"))) for path in files)


def test_the_list_of_this_version_is_up_to_date(made: ModuleType) -> None:
    assert made.text() == made.PAGE.read_text(encoding="utf-8"), "run 'python docs/make_terms.py'"


def test_this_version_is_the_newest_that_has_a_list(made: ModuleType) -> None:
    assert number(made.PAGE.stem) == released()[-1][0]


def test_no_version_breaks_what_an_earlier_one_promised() -> None:
    steps = [
        (earlier, later, breaches(was, now, may_change_meaning(earlier, later)))
        for (earlier, was), (later, now) in pairwise(released())
    ]
    assert [] == [step for step in steps if step[2]]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"kg:new": {"term": "kg:new", "kind": "relation", "polarity": "1", "parents": "kg:a", "deprecated": ""}}, []),
        ({"kg:supports": None}, ["kg:supports: is gone"]),
        ({"kg:supports": {"deprecated": "yes", "parents": ""}}, []),
        ({"kg:supports": {"kind": "class"}}, ["kg:supports: was a relation and is a class"]),
        ({"kg:supports": {"polarity": "0"}}, ["kg:supports: polarity was 1 and is 0"]),
        ({"kg:supports": {"parents": ""}}, ["kg:supports: parents was kg:cooperatesWith and is nothing"]),
    ],
)
def test_a_step_that_breaks_a_promise_is_noticed(made: ModuleType, change: dict, expected: list[str]) -> None:
    old = listed(made.text())
    new = {term: dict(row) for term, row in old.items()}
    for term, values in change.items():
        if values is None:
            del new[term]
        else:
            new[term] = {**new.get(term, {}), **values}
    assert expected == breaches(old, new, meaning_may_change=False)


def test_a_change_of_meaning_needs_the_number_that_stands_for_it(made: ModuleType) -> None:
    old = listed(made.text())
    new = {**old, "kg:supports": {**old["kg:supports"], "polarity": "-1"}}
    steps = {("0.1.0", "0.1.1"): False, ("0.1.0", "0.2.0"): True, ("1.1.0", "1.2.0"): False, ("1.1.0", "2.0.0"): True}
    for (earlier, later), allowed in steps.items():
        assert allowed == (not breaches(old, new, may_change_meaning(number(earlier), number(later)))), later


def test_a_term_that_was_given_up_does_not_come_back(made: ModuleType) -> None:
    new = listed(made.text())
    old = {**new, "kg:supports": {**new["kg:supports"], "deprecated": "yes"}}
    assert ["kg:supports: was given up and is in use again"] == breaches(old, new, meaning_may_change=True)
