"""The rdflib view: the same quads, the same answers, no copy, reading only."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery

from kgraph.errors import InputError, StoreError
from kgraph.graph import Graph
from kgraph.namespaces import GRAPH_TRUTHY, KG, iri
from kgraph.store.embedded import EmbeddedStore
from kgraph.views.rdf import as_dataset

QUERIES = (
    "SELECT ?a ?b WHERE { ?a kg:supports ?b }",
    "SELECT ?claim WHERE { ?claim a kg:StandingClaim }",
    "SELECT ?a ?b WHERE { ?a kg:proxyRivalOf ?b }",
    "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph",
    "SELECT ?label WHERE { <https://w3id.org/kgraph/actor/turkey> rdfs:label ?label }",
)
DECLARED = f"PREFIX kg: <{KG}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, kg: Graph, tmp_path: Path) -> EmbeddedStore:
    if request.param == "memory":
        return kg.store
    kg.store.write_to(tmp_path / "quads")
    return EmbeddedStore.open(tmp_path / "quads")


@pytest.mark.parametrize("query", QUERIES)
def test_text_queries_are_answered_as_by_the_store(store: EmbeddedStore, query: str) -> None:
    expected = sorted(store.rows(DECLARED + query), key=str)
    found = [[None if term is None else str(term) for term in row] for row in as_dataset(store).query(query)]
    assert expected
    assert sorted(found, key=str) == expected


def test_ask_is_answered_as_by_the_store(store: EmbeddedStore) -> None:
    ask = f"{DECLARED} ASK {{ ?a kg:proxyRivalOf ?b }}"
    answer = store.query(ask)
    assert isinstance(answer, ox.QueryBoolean)
    assert as_dataset(store).query(ask).askAnswer is bool(answer) is True


def test_prepared_queries_agree(kg: Graph) -> None:
    query = "SELECT ?a ?b WHERE { ?a kg:supports ?b }"
    found = kg.rdf.query(prepareQuery(query, initNs={"kg": rdflib.Namespace(KG)}))
    assert {tuple(map(str, row)) for row in found} == {tuple(map(str, row)) for row in kg.rdf.query(query)}


def test_triples_and_named_graphs_can_be_walked(store: EmbeddedStore) -> None:
    data = as_dataset(store)
    truthy = data.graph(rdflib.URIRef(GRAPH_TRUTHY))
    triple = next(truthy.triples((None, rdflib.URIRef(f"{KG}supports"), None)))
    assert triple in data
    assert triple not in data.default_graph
    names = {str(graph.identifier) for graph in data.graphs()}
    assert GRAPH_TRUTHY in names
    assert sum(1 for _ in data.quads()) == len(store)


def test_nothing_is_copied() -> None:
    inner = ox.Store()
    data = as_dataset(EmbeddedStore(inner))
    quad = ox.Quad(ox.NamedNode("http://example.org/a"), ox.NamedNode("http://example.org/b"), ox.Literal("c"))
    assert len(data) == 0
    inner.add(quad)
    assert len(data) == 1


def test_our_prefixes_are_known(kg: Graph) -> None:
    assert dict(kg.rdf.namespaces())["actor"] == rdflib.URIRef(iri("actor", ""))


@pytest.mark.parametrize(
    "query", ["SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SELECT * FROM <file:///x> { ?s ?p ?o }"]
)
def test_a_query_that_reaches_outside_is_refused(kg: Graph, query: str) -> None:
    with pytest.raises(InputError, match="is refused"):
        kg.rdf.query(query)


def test_the_view_is_for_reading(store: EmbeddedStore) -> None:
    data, count = as_dataset(store), len(store)
    triple = (rdflib.URIRef(iri("actor", "turkey")), rdflib.URIRef(f"{KG}supports"), rdflib.URIRef("http://x.example"))
    with pytest.raises(StoreError, match="for reading"):
        data.add(triple)
    with pytest.raises(StoreError, match="for reading"):
        data.remove((None, None, None))
    with pytest.raises(StoreError, match="for reading"):
        data.update("DELETE WHERE { ?s ?p ?o }")
    with pytest.raises(StoreError, match="for reading"):
        data.remove_graph(rdflib.URIRef(GRAPH_TRUTHY))
    with pytest.raises(StoreError, match="for reading"):
        data.parse(data="<http://a.example> <http://b.example> 1 .", format="turtle")
    assert len(store) == count
