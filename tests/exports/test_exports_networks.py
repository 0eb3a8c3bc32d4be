"""networkx, and GraphML, GEXF and node-link JSON as networkx reads them; GEXF also against its specification."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

import kgraph
from kgraph.errors import InputError
from kgraph.graph import Graph
from kgraph.namespaces import iri
from kgraph.views.exports import export
from kgraph.views.networkx import to_networkx

NAMESPACE = "{http://gexf.net/1.3}"
ODD = "«odd» \"text\" 'with' <tags> & \\ \t tab,\nline  two spaces | bar, é, ß, ﬁ, 🜃 "


def read_graphml(content: bytes) -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(content), force_multigraph=True)


def read_gexf(content: bytes) -> nx.MultiDiGraph:
    # networkx gives a DiGraph without keys where no edges are parallel, but keeps their ids.
    network = nx.read_gexf(io.BytesIO(content))
    found = nx.MultiDiGraph()
    found.add_nodes_from(network.nodes(data=True))
    for agent, target, data in network.edges(data=True):
        found.add_edge(agent, target, key=data.pop("id"), **data)
    return found


def read_nodelink(content: bytes) -> nx.MultiDiGraph:
    return nx.node_link_graph(json.loads(content), edges="edges")


READERS = {"graphml": read_graphml, "gexf": read_gexf, "nodelink": read_nodelink}


def nodes_of(network: nx.MultiDiGraph) -> dict[str, dict[str, object]]:
    return dict(network.nodes(data=True))


def edges_of(network: nx.MultiDiGraph) -> dict[str, tuple[str, str, dict[str, object]]]:
    return {key: (agent, target, data) for agent, target, key, data in network.edges(keys=True, data=True)}


def test_every_standing_claim_with_both_ends_is_an_edge_by_its_name(kg: Graph) -> None:
    expected = {
        name: (claim.agent, claim.target)
        for name, claim in kg.conclusions.claims.items()
        if claim.agent and claim.target
    }
    assert {key: ends[:2] for key, ends in edges_of(kg.to_networkx()).items()} == expected


def test_both_signs_of_a_pair_are_kept(kg: Graph) -> None:
    network = kg.to_networkx(derived=True)
    signs = {data["polarity"] for data in network["russia"]["turkey"].values()}
    assert signs >= {1, -1}


def test_an_edge_says_what_its_claim_says(kg: Graph) -> None:
    name, claim = next((name, claim) for name, claim in kg.conclusions.claims.items() if claim.amount and claim.target)
    assert claim.amount is not None
    _, _, data = edges_of(kg.to_networkx())[name]
    expected = {
        "relation": claim.relation,
        "label": kg.vocabulary.relations[claim.relation].label,
        "polarity": kg.vocabulary.relations[claim.relation].polarity,
        "arenas": " | ".join(claim.arenas),
        "derived": False,
        "said_by": claim.said_by,
        "stance": claim.stance,
        "sureness": claim.sureness,
        "when": claim.when,
        "document": claim.source,
        "paragraph": claim.paragraph,
        "amount_bound": claim.amount.bound,
        "amount_value": float(claim.amount.value),
        "amount_unit": claim.amount.unit,
    }
    assert {key: data[key] for key in expected} == expected


def test_reported_means_not_in_the_voice_of_the_source(kg: Graph) -> None:
    for name, (_, _, data) in edges_of(kg.to_networkx()).items():
        claim = kg.claims[name]
        assert data["reported"] is (claim.said_by != kg.sources[claim.source].voice)


def test_derived_edges_come_only_on_request_and_are_marked(kg: Graph) -> None:
    plain, full = edges_of(kg.to_networkx()), edges_of(kg.to_networkx(derived=True))
    more = {key: data for key, (_, _, data) in full.items() if key not in plain}
    assert not any(data["derived"] for _, _, data in plain.values())
    assert len(kg.conclusions.derivations) == len(more)
    both = [data for data in more.values() if data["relation"] == "partnerYetRivalOf"]
    facts = kg.conclusions.derivations.values()
    pairs = {frozenset((fact.agent, fact.target)) for fact in facts if fact.relation == "partnerYetRivalOf"}
    assert 1 < len(pairs) == len(both)
    for data in more.values():
        assert data["derived"] is True
        assert isinstance(data["certain"], bool)
        assert data["rule"]
        assert set(str(data["claims"]).split(" | ")) <= set(kg.conclusions.claims)


def test_a_derived_edge_is_keyed_by_its_iri_in_the_store(kg: Graph) -> None:
    query = "PREFIX kg: <https://w3id.org/kgraph/ontology#> SELECT ?d WHERE { ?d a kg:DerivedRelation }"
    known = {row[0] for row in kg.store.rows(query)}
    keys = {key for key, (_, _, data) in edges_of(kg.to_networkx(derived=True)).items() if data["derived"]}
    assert keys == {iri("derived", name) for name in kg.conclusions.derivations}
    assert keys <= known


def test_actors_whose_claims_do_not_stand_are_nodes_without_edges(root: Path) -> None:
    facts, everything = kgraph.load(root, policy="facts"), kgraph.load(root, policy="all")
    assert list(facts.to_networkx()) == list(everything.to_networkx())
    assert facts.to_networkx().number_of_edges() < everything.to_networkx().number_of_edges()
    assert facts.to_networkx().graph == {"policy": "facts"}


def test_nodes_carry_labels_and_codes(kg: Graph) -> None:
    node = kg.to_networkx().nodes["turkey"]
    assert (node["kind"], node["iso_alpha3"], node["wikidata"]) == ("State", "TUR", "Q43")
    assert node["label"] == kg.actors["turkey"].label
    assert node["label_ru"] == kg.actors["turkey"].labels["ru"]


def test_every_value_is_one_that_every_writer_takes(kg: Graph) -> None:
    network = kg.to_networkx(derived=True)
    values = [value for data in nodes_of(network).values() for value in data.values()]
    values += [value for _, _, data in edges_of(network).values() for value in data.values()]
    assert {type(value) for value in values} <= {str, int, float, bool}


def test_no_attribute_bears_a_name_that_formats_keep_for_ends_and_keys(kg: Graph) -> None:
    network = kg.to_networkx(derived=True)
    names = {name for _, _, data in edges_of(network).values() for name in data}
    assert names.isdisjoint({"source", "target", "id", "key", "weight", "type", "start", "end", "pid"})
    assert {name for data in nodes_of(network).values() for name in data}.isdisjoint({"id", "pid", "start", "end"})


def test_the_edge_list_makes_a_table(kg: Graph) -> None:
    pytest.importorskip("pandas")
    table = nx.to_pandas_edgelist(kg.to_networkx(), edge_key="claim")
    assert {"source", "target", "claim", "document", "polarity"} <= set(table.columns)


@pytest.mark.parametrize("derived", [True, False])
@pytest.mark.parametrize("form", READERS)
def test_networkx_reads_back_the_same_network(kg: Graph, form: str, derived: bool) -> None:
    network = to_networkx(kg, derived=derived)
    found = READERS[form](export(kg, form, derived=derived))
    assert nodes_of(found) == nodes_of(network)
    assert edges_of(found) == edges_of(network)


@pytest.mark.parametrize("form", READERS)
def test_odd_texts_come_back_unchanged(graph_around: Callable[[str], Any], form: str) -> None:
    graph = graph_around(ODD)
    found = READERS[form](export(graph, form))
    assert edges_of(found) == edges_of(to_networkx(graph))
    assert nodes_of(found) == nodes_of(to_networkx(graph))
    assert edges_of(found)[graph.claim.name][2]["note"] == ODD


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize("letter", ["\x01", "\x0b", "\r", "\ufffe"])
def test_a_character_that_xml_cannot_hold_is_refused(
    graph_around: Callable[[str], Any], with_note: Callable[..., Any], form: str, letter: str
) -> None:
    graph = with_note(graph_around("text"), f"a{letter}b")
    said = f"claim '{graph.claim.name}': 'note' holds the character U+{ord(letter):04X}"
    with pytest.raises(InputError, match=re.escape(said)):
        export(graph, form)


def test_graphml_declares_each_attribute_once_with_its_type(kg: Graph) -> None:
    tree = ElementTree.fromstring(export(kg, "graphml"))
    keys = [dict(key.attrib) for key in tree.iter("{http://graphml.graphdrawing.org/xmlns}key")]
    assert len({key["id"] for key in keys}) == len(keys)
    assert len({(key["for"], key["attr.name"]) for key in keys}) == len(keys)
    truths = {key["id"] for key in keys if key["attr.type"] == "boolean"}
    data = tree.iter("{http://graphml.graphdrawing.org/xmlns}data")
    assert {item.text for item in data if item.get("key") in truths} == {"true", "false"}


# GEXF 1.3 (https://gexf.net): what its schema requires, and what it leaves to the reader.

ATTRIBUTES = {
    "gexf": {"version"},
    "meta": set(),
    "creator": set(),
    "description": set(),
    "graph": {"mode", "defaultedgetype", "idtype"},
    "attributes": {"class", "mode"},
    "attribute": {"id", "title", "type"},
    "nodes": {"count"},
    "node": {"id", "label"},
    "edges": {"count"},
    "edge": {"id", "source", "target", "label", "kind"},
    "attvalues": set(),
    "attvalue": {"for", "value"},
}
CHILDREN = {
    "gexf": ["meta", "graph"],
    "meta": ["creator", "description"],
    "graph": ["attributes", "attributes", "nodes", "edges"],
}
VALUES = {"string": ".*", "boolean": "true|false", "integer": "-?[0-9]+", "double": r"-?[0-9]+\.[0-9]+(e[+-]?[0-9]+)?"}


@pytest.fixture(scope="module")
def gexf(kg: Graph) -> ElementTree.Element:
    return ElementTree.fromstring(export(kg, "gexf"))


def test_gexf_has_the_elements_of_the_schema_in_their_order(gexf: ElementTree.Element) -> None:
    assert gexf.tag == f"{NAMESPACE}gexf"
    for element in gexf.iter():
        name = element.tag.removeprefix(NAMESPACE)
        assert set(element.attrib) == ATTRIBUTES[name]
        if name in CHILDREN:
            assert [child.tag.removeprefix(NAMESPACE) for child in element] == CHILDREN[name]


def test_gexf_is_static_and_carries_no_date_of_writing(gexf: ElementTree.Element) -> None:
    head = gexf[1]
    assert dict(gexf.attrib) == {"version": "1.3"}
    assert dict(head.attrib) == {"mode": "static", "defaultedgetype": "directed", "idtype": "string"}
    assert dict(gexf[0].attrib) == {}


def test_gexf_ids_are_unique_and_edges_end_at_nodes(gexf: ElementTree.Element) -> None:
    nodes, edges = gexf[1][2], gexf[1][3]
    names = [node.attrib["id"] for node in nodes]
    keys = [edge.attrib["id"] for edge in edges]
    assert len(names) == len(set(names)) == int(nodes.attrib["count"])
    assert len(keys) == len(set(keys)) == int(edges.attrib["count"])
    assert {edge.attrib[end] for edge in edges for end in ("source", "target")} <= set(names)


def test_gexf_values_are_declared_once_and_of_their_type(gexf: ElementTree.Element) -> None:
    for declared, entries, kind in ((gexf[1][0], gexf[1][2], "node"), (gexf[1][1], gexf[1][3], "edge")):
        assert dict(declared.attrib) == {"class": kind, "mode": "static"}
        types = {item.attrib["id"]: item.attrib["type"] for item in declared}
        assert len(types) == len(declared)
        assert len({item.attrib["title"] for item in declared}) == len(declared)
        for values in entries.iter(f"{NAMESPACE}attvalues"):
            used = [value.attrib["for"] for value in values]
            assert len(used) == len(set(used))
            for value in values:
                pattern = VALUES[types[value.attrib["for"]]]
                assert re.fullmatch(pattern, value.attrib["value"], re.DOTALL)


def test_gexf_dates_stay_texts(gexf: ElementTree.Element, kg: Graph) -> None:
    types = {item.attrib["id"]: item.attrib["type"] for item in gexf[1][1]}
    assert {types[name] for name in ("when", "earliest", "latest", "reported_on")} == {"string"}
    found = {
        edge.attrib["id"]: value.attrib["value"]
        for edge in gexf[1][3]
        for value in edge.iter(f"{NAMESPACE}attvalue")
        if value.attrib["for"] == "when"
    }
    stated = edges_of(kg.to_networkx())
    assert found == {name: kg.claims[name].when for name in stated}


def test_gexf_keeps_unlike_ties_of_a_pair_apart(gexf: ElementTree.Element) -> None:
    kinds = {edge.attrib["id"]: edge.attrib["kind"] for edge in gexf[1][3]}
    derived = {key: kind for key, kind in kinds.items() if key.startswith("https:")}
    assert all(re.fullmatch(r"\w+ \([a-z-]+\)", kind) for kind in derived.values())
    pairs = [(edge.attrib["source"], edge.attrib["target"], edge.attrib["kind"]) for edge in gexf[1][3]]
    assert {kind for agent, target, kind in pairs if (agent, target) == ("russia", "turkey")} >= {
        "alliesWith",
        "deliversArmsTo",
        "proxyRivalOf (proxy-rival)",
    }
