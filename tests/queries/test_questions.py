"""Every question is complete, gives its reviewed answer, gives it in one order, and gives it on both engines."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgraph.catalogue.question import Question
from kgraph.graph import Graph
from kgraph.namespaces import PREFIXES
from kgraph.store.embedded import EmbeddedStore
from tests.queries.conftest import Golden

# rdflib warns of its own words.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.relative_to(ROOT / "queries").with_suffix("").as_posix() for path in ROOT.glob("queries/*/*.rq"))
FOLDERS = {"actors", "dyads", "theatres", "proxies", "provenance", "structure", "quality", "events"}
# Error messages send the reader to these.
NAMED_BY_MESSAGES = {"actors/list", "structure/relations", "theatres/arenas", "provenance/disputes"}

Rows = Callable[[str], list[tuple[str, ...]]]
Questions = dict[str, Question]


def test_the_catalogue_covers_every_field() -> None:
    assert len(NAMES) >= 25
    assert {name.split("/")[0] for name in NAMES} == FOLDERS
    assert set(NAMES) >= NAMED_BY_MESSAGES


def test_a_name_is_unique_without_its_folder() -> None:
    short = [name.split("/")[1] for name in NAMES]
    assert len(short) == len(set(short))


@pytest.mark.parametrize("name", NAMES)
def test_front_matter_is_complete(name: str, questions: Questions, graph: Graph) -> None:
    question = questions[name]
    solutions = graph.store.query(question.text)
    assert isinstance(solutions, ox.QuerySolutions)
    assert question.title
    assert question.title != name
    assert question.question.endswith("?")
    assert [variable.value for variable in solutions.variables] == list(question.columns)
    assert all(question.columns.values())
    for parameter in question.parameters.values():
        assert parameter.description
        lines = re.findall(rf"^ *VALUES \?{parameter.name} \{{[^{{}}]*\}}$", question.text, re.MULTILINE)
        assert len(lines) == 1, parameter.name
    left_open = set(re.findall(r"VALUES \?(\w+) \{ UNDEF \}", question.text))
    assert left_open <= set(question.parameters)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_reads_well(name: str, questions: Questions) -> None:
    text = questions[name].text
    code = re.sub(r'<[^<>\s]*>|"[^"]*"|^#.*$', "", text, flags=re.MULTILINE)
    used = set(re.findall(r"(?<![\w?])([a-z]+):(?=\w)", code))
    declared = dict(re.findall(r"^PREFIX (\w+): <([^>]+)>$", text, re.MULTILINE))
    assert declared == {prefix: PREFIXES[prefix] for prefix in sorted(used)}
    assert list(declared) == sorted(declared)
    assert "ORDER BY" in text
    assert max(map(len, text.splitlines())) <= 120
    assert text.endswith("\n")


@pytest.mark.parametrize("name", NAMES)
def test_gives_the_reviewed_answer(
    name: str,
    questions: Questions,
    as_csv: Callable[[str], str],
    golden: Callable[[str], Path],
    expect_golden: Golden,
) -> None:
    expect_golden(golden(name), as_csv(questions[name].text))


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_agree(name: str, questions: Questions, by_oxigraph: Rows, by_rdflib: Rows) -> None:
    text = questions[name].text
    assert sorted(by_rdflib(text)) == sorted(by_oxigraph(text))


@pytest.fixture(scope="session")
def reversed_store(graph: Graph) -> EmbeddedStore:
    """The same quads, added the other way round."""
    store = EmbeddedStore()
    for quad in sorted(graph.store.quads(), key=str, reverse=True):
        store.inner.add(quad)
    return store


@pytest.mark.parametrize("name", NAMES)
def test_the_order_is_that_of_the_answer(
    name: str, questions: Questions, graph: Graph, reversed_store: EmbeddedStore
) -> None:
    text = questions[name].text
    assert list(reversed_store.rows(text)) == list(graph.store.rows(text))


@pytest.mark.parametrize("name", NAMES)
def test_no_row_comes_twice(name: str, questions: Questions, by_oxigraph: Rows) -> None:
    rows = by_oxigraph(questions[name].text)
    assert len(rows) == len(set(rows))


def test_no_golden_answer_is_left_over(golden: Callable[[str], Path]) -> None:
    folder = golden("x/y").parents[1]
    assert {path.relative_to(folder).with_suffix("").as_posix() for path in folder.glob("*/*.csv")} == set(NAMES)
