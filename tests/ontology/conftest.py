"""The modules of the ontology, read once."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import Graph, Namespace

FOLDER = Path(__file__).parents[2] / "ontology"
MODULES = ("kgraph", "actors", "arenas", "claims", "derived", "events", "relations")
SH = Namespace("http://www.w3.org/ns/shacl#")


def read(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        triples = ox.parse(path=str(FOLDER / f"{name}.ttl"))
        graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    return graph


def merged(*graphs: Graph) -> Graph:
    whole = Graph()
    for graph in graphs:
        for triple in graph:
            whole.add(triple)
    return whole


@pytest.fixture(scope="session")
def folder() -> Path:
    return FOLDER


@pytest.fixture(scope="session")
def parsed() -> Graph:
    """All modules in one graph; not to be changed."""
    return read(*MODULES)


@pytest.fixture
def ontology(parsed: Graph) -> Graph:
    """All modules in one graph of the test's own."""
    return merged(parsed)


@pytest.fixture(scope="session")
def read_modules() -> Callable[..., Graph]:
    return read


@pytest.fixture(scope="session")
def complaints() -> Callable[..., list[tuple[str, str]]]:
    """A function that validates and gives what is wrong as sorted pairs of focus node and message."""

    def run(data: Graph, shapes: Graph) -> list[tuple[str, str]]:
        conforms, report, _ = validate(data, shacl_graph=shapes)
        assert isinstance(report, Graph)
        found = {
            (str(report.value(result, SH.focusNode)), str(report.value(result, SH.resultMessage)))
            for result in report.subjects(predicate=SH.sourceShape)
            if (None, SH.result, result) in report
        }
        assert conforms == (not found)
        return sorted(found)

    return run
