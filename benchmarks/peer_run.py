"""The same job with rdflib, owlrl and pyvis, as one would write it. Prints a summary as JSON.

It does less than kgraph: no proofs, and rivals by proxy only as candidates that know no time and no theatre, which is
all that OWL's property chains can say. owlrl closes the ontology with the record, as its documentation shows it; with
the argument ``part``, only the direct triples and the axioms about relations, picked out by hand for it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from os import environ
from pathlib import Path

import owlrl
from pyvis.network import Network
from rdflib import OWL, RDF, RDFS, Dataset, Graph, Namespace

import benchmarks.collecting  # noqa: F401  (first: it tells Python how to collect garbage)
from benchmarks.cold_run import QUESTIONS

KG = Namespace("https://w3id.org/kgraph/ontology#")
TRUTHY = "https://w3id.org/kgraph/graph/truthy"
DERIVED = "https://w3id.org/kgraph/graph/derived"
RIVALS = f"SELECT DISTINCT ?a ?b WHERE {{ ?a <{KG}mayBeProxyRivalOf> ?b }} ORDER BY ?a ?b"


def main() -> None:
    """Do the job."""
    home = Path(environ["KGRAPH_HOME"])
    data = Dataset(default_union=True)
    terms = Graph()
    for path in sorted((home / "ontology").glob("*.ttl")):
        if path.stem not in ("shapes", "style"):
            terms.parse(path)
    data.default_graph += terms
    for path in sorted((home / "data" / "rdf").rglob("*.ttl")):
        data.default_graph.parse(path)
    standing = (home / "ontology" / "rules" / "standing.rq").read_text(encoding="utf-8")
    truthy = data.graph(TRUTHY)
    truthy += data.query(standing).graph or []
    derived = data.graph(DERIVED)
    if sys.argv[1:] == ["part"]:
        derived += _closed(terms, truthy, _part(terms, truthy))
    else:
        whole = Graph()
        for triple in (*data.default_graph, *truthy):
            whole.add(triple)
        derived += _closed(terms, truthy, whole)
    answers = {name: _rows(data, (home / "queries" / f"{name}.rq").read_text(encoding="utf-8")) for name in QUESTIONS}
    rivals = _rows(data, RIVALS)
    lines = data.serialize(format="nquads")
    (home / "peer.html").write_text(_page(data, truthy), encoding="utf-8")
    print(json.dumps({"answers": answers, "rivals": rivals, "lines": lines.count("\n")}))


def _part(terms: Graph, truthy: Graph) -> Graph:
    """Return the direct triples and what the ontology says of relations."""
    found = Graph()
    for prop in (RDFS.subPropertyOf, OWL.inverseOf, OWL.propertyChainAxiom, RDF.first, RDF.rest):
        for triple in terms.triples((None, prop, None)):
            found.add(triple)
    for relation in terms.subjects(RDF.type, OWL.SymmetricProperty):
        found.add((relation, RDF.type, OWL.SymmetricProperty))
    relations = _relations(terms)
    for triple in truthy:
        if triple[1] in relations:
            found.add(triple)
    return found


def _closed(terms: Graph, truthy: Graph, closure: Graph) -> Graph:
    """Close a graph under OWL RL, and return the relations between actors that follow."""
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    relations = _relations(terms)
    found = Graph()
    for triple in closure:
        if triple[1] in relations and triple not in truthy:
            found.add(triple)
    return found


def _relations(terms: Graph) -> set[object]:
    return {relation for relation in terms.subjects(RDF.type, OWL.ObjectProperty) if str(relation).startswith(KG)}


def _page(data: Dataset, truthy: Graph) -> str:
    network = Network(directed=True, cdn_resources="in_line")
    for claim in truthy.subjects(RDF.type, KG.StandingClaim):
        agent, target = data.value(claim, KG.agent), data.value(claim, KG.target)
        if agent is None or target is None:
            continue
        for actor in (agent, target):
            network.add_node(str(actor), label=str(data.value(actor, RDFS.label)))
        network.add_edge(str(agent), str(target), title=str(data.value(claim, KG.relation)))
    return str(network.generate_html())


def _rows(data: Dataset, query: str) -> list[list[str | None]]:
    found: Iterable[Iterable[object]] = data.query(query)  # type: ignore[assignment]
    return [[None if term is None else str(term) for term in row] for row in found]
