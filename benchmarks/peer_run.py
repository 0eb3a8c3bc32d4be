"""The same job with rdflib, owlrl and pyvis, as one would write it. Prints a summary as JSON.

It does less than kgraph: no proofs, and rivals by proxy only as candidates that know no time and no theatre, which is
all that OWL's property chains can say. Only the direct triples and the axioms about relations go to the reasoner; the
whole record would take it many times as long.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from os import environ
from pathlib import Path

import owlrl
from pyvis.network import Network
from rdflib import OWL, RDF, RDFS, Dataset, Graph, Namespace

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
    derived += _closed(terms, truthy)
    answers = {name: _rows(data, (home / "queries" / f"{name}.rq").read_text(encoding="utf-8")) for name in QUESTIONS}
    rivals = _rows(data, RIVALS)
    lines = data.serialize(format="nquads")
    (home / "peer.html").write_text(_page(data, truthy), encoding="utf-8")
    print(json.dumps({"answers": answers, "rivals": rivals, "lines": lines.count("\n")}))


def _closed(terms: Graph, truthy: Graph) -> Graph:
    """Return the relations between actors that follow by OWL RL."""
    closure = Graph()
    wanted = (RDFS.subPropertyOf, OWL.inverseOf, OWL.propertyChainAxiom, RDF.first, RDF.rest)
    for prop in wanted:
        for triple in terms.triples((None, prop, None)):
            closure.add(triple)
    for relation in terms.subjects(RDF.type, OWL.SymmetricProperty):
        closure.add((relation, RDF.type, OWL.SymmetricProperty))
    relations = {relation for relation in terms.subjects(RDF.type, OWL.ObjectProperty) if str(relation).startswith(KG)}
    for triple in truthy:
        if triple[1] in relations:
            closure.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    found = Graph()
    for triple in closure:
        if triple[1] in relations and triple not in truthy:
            found.add(triple)
    return found


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


if __name__ == "__main__":
    main()
