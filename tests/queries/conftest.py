"""What the tests of questions share: the answers of both engines, and stores to which statements are added.

They are asked of the article alone: over all sources rdflib's own engine takes minutes for some of them. The golden
answers under ``golden/`` are written anew by ``pytest tests/queries --write-golden``; read the difference against the
article before keeping it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kgraph.catalogue.answer import Answer, answer_text
from kgraph.catalogue.question import Question, all_questions
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.store.embedded import EmbeddedStore

Row = tuple[str, ...]
Rows = Callable[[str], list[Row]]
Golden = Callable[[Path, str], None]
GOLDEN = Path(__file__).parent / "golden"
_NUMBERS = (rdflib.XSD.integer, rdflib.XSD.decimal)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="write the golden answers of the questions anew")


@pytest.fixture(scope="session")
def expect_golden(request: pytest.FixtureRequest) -> Golden:
    """A function that holds an answer against the reviewed one in a file, or makes it so where that is asked for."""

    def expect(path: Path, answer: str) -> None:
        if request.config.getoption("--write-golden", default=False):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(answer, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == answer

    return expect


def as_table(answer: Answer) -> str:
    """Return an answer as text: one row a line, cells parted by tabs, unbound ones empty."""
    rows = ["\t".join(answer.columns), *("\t".join(value or "" for value in row.values()) for row in answer)]
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="session")
def home(article_home: Home) -> Home:
    return article_home


@pytest.fixture(scope="session")
def graph(article_graph: Graph) -> Graph:
    return article_graph


@pytest.fixture(scope="session")
def questions(home: Home) -> dict[str, Question]:
    return {question.name: question for question in all_questions(home)}


@pytest.fixture(scope="session")
def golden() -> Callable[[str], Path]:
    return lambda name: GOLDEN / f"{name}.csv"


@pytest.fixture(scope="session")
def as_csv(graph: Graph) -> Callable[[str], str]:
    """A function that writes the answer to a query as a table: short IRIs, plain values, an empty field for unbound."""

    def write(text: str) -> str:
        answer = answer_text(graph, text)
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows([row[column] or "" for column in answer.columns] for row in answer)
        return table.getvalue()

    return write


@pytest.fixture(scope="session")
def dataset(graph: Graph) -> rdflib.Dataset:
    """The same quads in rdflib's own store, to be asked by rdflib's own engine."""
    found = rdflib.Dataset(default_union=True)
    found.parse(data=ox.serialize(graph.store.quads(), format=ox.RdfFormat.N_QUADS), format="nquads")
    return found


@pytest.fixture
def changed(graph: Graph, dataset: rdflib.Dataset) -> Iterator[Callable[[str], tuple[Rows, Rows]]]:
    """A function that adds Turtle statements for the time of a test, and returns what then answers a query."""
    added = rdflib.Graph()

    def add(turtle: str) -> tuple[Rows, Rows]:
        store = EmbeddedStore()
        store.add(graph.store.quads())
        store.load_text(turtle, "added.ttl")
        added.parse(data=turtle, format="turtle")
        for triple in added:
            dataset.default_graph.add(triple)
        return (lambda text: rows_of_oxigraph(store, text)), (lambda text: rows_of_rdflib(dataset, text))

    yield add
    for triple in added:
        dataset.default_graph.remove(triple)


@pytest.fixture(scope="session")
def by_oxigraph(graph: Graph) -> Rows:
    return lambda text: rows_of_oxigraph(graph.store, text)


@pytest.fixture(scope="session")
def by_rdflib(dataset: rdflib.Dataset) -> Rows:
    return lambda text: rows_of_rdflib(dataset, text)


def rows_of_oxigraph(store: EmbeddedStore, text: str) -> list[Row]:
    """Return the rows in the order of the answer, each term in N3, an empty string for unbound."""
    found = store.query(text)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(_n3(_as_rdflib(term)) for term in row) for row in found]


def rows_of_rdflib(dataset: rdflib.Dataset, text: str) -> list[Row]:
    """Return the rows in the order of the answer, each term in N3, an empty string for unbound."""
    return [tuple(_n3(term) for term in row) for row in dataset.query(text)]


def _as_rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> rdflib.term.Identifier | None:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    assert isinstance(term, ox.Literal), f"no question answers with {term}"
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    kind = rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=None if kind == rdflib.XSD.string else kind)


def _n3(term: rdflib.term.Identifier | None) -> str:
    if term is None:
        return ""
    if isinstance(term, rdflib.Literal):
        if term.datatype == rdflib.XSD.string:
            return rdflib.Literal(str(term)).n3()
        if term.datatype in _NUMBERS:
            # 34 and 34.0 are one decimal; an integer and a decimal stay apart by their datatype.
            return f'"{Decimal(str(term)).normalize():f}"^^<{term.datatype}>'
    return term.n3()
