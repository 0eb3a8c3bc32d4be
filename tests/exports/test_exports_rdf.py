"""Turtle, TriG, N-Quads and JSON-LD, re-read by rdflib's own parsers."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from kgraph.graph import Graph
from kgraph.namespaces import GRAPH_DERIVED, GRAPH_TRUTHY, iri
from kgraph.store.embedded import EmbeddedStore
from kgraph.views.exports import export

READERS = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
WITH_GRAPHS = ("trig", "nquads", "jsonld")
# What the pens accept: one line, no control characters, separators of lines, or half characters.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("\"'\\{}<>&|@^#;.,=+- абвİışçﬁ🜃́\u200d"),
        st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"),
    ),
    min_size=1,
    max_size=40,
)


def canonical(quads: Iterable[ox.Quad]) -> set[str]:
    data = ox.Dataset(quads)
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in data}


def data_of(store: EmbeddedStore) -> list[ox.Quad]:
    """Return what a store holds but for what a built one says about itself; see kgraph/store/built.py."""
    return list(store.quads())


def merged(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    return [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads]


def term(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(node, rdflib.URIRef):
        return ox.NamedNode(node)
    if isinstance(node, rdflib.BNode):
        return ox.BlankNode(node)
    assert isinstance(node, rdflib.Literal)
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(node.datatype) if node.datatype else None)


def read(content: bytes, form: str) -> set[str]:
    """Return the canonical quads that rdflib finds."""
    data = rdflib.Dataset()
    data.parse(data=content.decode(), format=READERS[form])
    quads = []
    for subject, prop, value, graph in data.quads():
        name = None if graph in (None, DATASET_DEFAULT_GRAPH_ID) else ox.NamedNode(str(graph))
        quads.append(ox.Quad(term(subject), term(prop), term(value), name))
    return canonical(quads)


@pytest.mark.usefixtures("literals_as_written")
@pytest.mark.parametrize("form", WITH_GRAPHS)
def test_a_reader_finds_every_quad_of_the_store_in_its_graph(kg: Graph, form: str) -> None:
    assert read(export(kg, form), form) == canonical(data_of(kg.store))


@pytest.mark.usefixtures("literals_as_written")
def test_turtle_merges_the_graphs(kg: Graph) -> None:
    assert read(export(kg, "turtle"), "turtle") == canonical(merged(data_of(kg.store)))


@pytest.mark.parametrize("form", READERS)
def test_what_is_derived_can_be_left_out(kg: Graph, form: str) -> None:
    kept = [quad for quad in data_of(kg.store) if quad.graph_name != ox.NamedNode(GRAPH_DERIVED)]
    found = read(export(kg, form, derived=False), form)
    assert found == canonical(merged(kept) if form == "turtle" else kept)
    assert not any("DerivedRelation> " in quad and iri("derived", "") in quad for quad in found)


def test_trig_names_the_truthy_and_the_derived_graph(kg: Graph) -> None:
    data = rdflib.Dataset()
    data.parse(data=export(kg, "trig").decode(), format="trig")
    names = {str(graph.identifier) for graph in data.graphs()} - {str(DATASET_DEFAULT_GRAPH_ID)}
    assert names == {GRAPH_TRUTHY, GRAPH_DERIVED}


def test_json_ld_brings_its_own_context(kg: Graph) -> None:
    content = export(kg, "jsonld").decode()
    assert '"@context": {\n' in content
    assert content.count('"@context"') == 1
    assert '"@id": "claim:' in content


def test_nquads_are_sorted(kg: Graph) -> None:
    lines = export(kg, "nquads").splitlines()
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("form", READERS)
def test_a_store_on_disk_gives_the_same_bytes_as_one_in_memory(
    graph_around: Callable[[str], Any], form: str, tmp_path: Path
) -> None:
    graph = graph_around("text")
    expected = export(graph, form)
    graph.store.write_to(tmp_path / "quads")
    graph.store = EmbeddedStore.open(tmp_path / "quads")
    assert export(graph, form) == expected


@pytest.mark.usefixtures("literals_as_written")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
@example(text='she said "no"')
@example(text='ends with a quote"')
@example(text='"""')
@example(text='two lines\nand """three""" quotes"')
@example(text="back\\slash\\")
@example(text="\\u0041 \\n \\t")
@example(text="tab\tand\nline feed\n")
@example(text=" spaces ")
@example(text="=HYPERLINK(1)")
def test_odd_texts_come_through_record_store_and_every_syntax(graph_around: Callable[[str], Any], text: str) -> None:
    graph = graph_around(text)
    claim = graph.claim
    assert {claim.note, claim.about, claim.place, claim.anchor, claim.when_basis} == {text}
    assert graph.actors["norland"].labels == {"en": text, "ru": text, "tr": text}
    stored = canonical(data_of(graph.store))
    for form in READERS:
        assert read(export(graph, form), form) == stored
