"""One measurement of the rules, in a process of its own; prints it as JSON.

Usage: ``python -m benchmarks.reasoning_run warm ROUNDS``, or ``… WAY CLAIMS ACTORS``, where the way is ``rules``,
``owlrl`` (given the same as the rules) or ``part`` (owlrl given only what is picked out for it).
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import benchmarks.collecting  # noqa: F401  (first: it tells Python how to collect garbage)
from benchmarks.reasoning_worlds import world
from kgraph.home import find_home
from kgraph.loading import load
from kgraph.model import Claim, Source
from kgraph.namespaces import KG, iri
from kgraph.reasoning.proofs import Conclusions
from kgraph.reasoning.rules import derive
from kgraph.store.freshness import ontology_files
from kgraph.vocabulary import Arena, Vocabulary

if TYPE_CHECKING:
    from rdflib import Graph


def main(how: str, number: int, actors: int = 0) -> None:
    """Measure."""
    if how == "warm":
        print(json.dumps(_warm(number)))
        return
    vocabulary = load().vocabulary
    claims, arenas = world(number, actors, max(10, number // 100))
    conclude = _WAYS[how](vocabulary, claims, arenas)
    start = time.process_time()
    found = conclude()
    cpu = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(json.dumps({"cpu": cpu, "claims": len(claims), "derivations": found, "memory": memory}))


def _warm(rounds: int) -> dict[str, float]:
    """Load the record under a view that no build has saved, apply the rules, and list every proof of every fact."""
    least, counts = float("inf"), (0, 0, 0)
    for _ in range(rounds + 1):
        start = time.process_time()
        graph = load(policy="all")
        facts = {(fact.agent, fact.relation, fact.target) for fact in graph.conclusions.derivations.values()}
        proofs = sum(len(graph.conclusions.proofs(*fact)) for fact in sorted(facts))
        least = min(least, time.process_time() - start)
        counts = (len(graph.claims), len(graph.conclusions.derivations), proofs)
    return {"cpu": least, **dict(zip(("claims", "derivations", "proofs"), counts, strict=True))}


def _by_rules(vocabulary: Vocabulary, claims: list[Claim], arenas: list[Arena]) -> Callable[[], int]:
    def conclude() -> int:
        derivations = derive(claims, vocabulary, arenas, find_home().rules)
        return len(Conclusions({claim.name: claim for claim in claims}, derivations, vocabulary).all_derivations)

    return conclude


def _by_owlrl(vocabulary: Vocabulary, claims: list[Claim], arenas: list[Arena]) -> Callable[[], int]:
    """Close under OWL RL what the rules are given too: the ontology, the claims, and the direct triples they make."""
    from rdflib import Graph

    from kgraph.sources.compile import compile_record
    from kgraph.sources.read import Pens

    source = Source("generated", "Generated", "report", "2021-01-01", "actor-0", "actor-0")
    graph = Graph()
    for path in ontology_files(find_home()):
        graph.parse(path)
    for text in compile_record(Pens((), (), (source,), tuple(claims), {}, ()), vocabulary).values():
        graph.parse(data=text, format="turtle")
    return _closing(graph, claims)


def _by_owlrl_in_part(vocabulary: Vocabulary, claims: list[Claim], arenas: list[Arena]) -> Callable[[], int]:
    """Close only the direct triples and the tree of relations, picked out for it by hand."""
    from rdflib import OWL, RDF, RDFS, Graph, URIRef

    graph = Graph()
    for relation in vocabulary.relations.values():
        for parent in relation.parents:
            graph.add((URIRef(KG + relation.name), RDFS.subPropertyOf, URIRef(KG + parent)))
        if relation.symmetric:
            graph.add((URIRef(KG + relation.name), RDF.type, OWL.SymmetricProperty))
    ends = URIRef(KG + "supports"), URIRef(KG + "isSupportedBy")
    graph.add((ends[1], OWL.inverseOf, ends[0]))
    graph.parse(data=_chain(), format="turtle")
    return _closing(graph, claims)


def _closing(graph: Graph, claims: list[Claim]) -> Callable[[], int]:
    """Add the direct triples; return what closes them and counts what follows: less than by rules, without proofs."""
    import owlrl
    from rdflib import URIRef

    for claim in claims:
        agent, target = (URIRef(iri("actor", str(end))) for end in (claim.agent, claim.target))
        graph.add((agent, URIRef(KG + claim.relation), target))
    before = len(graph)

    def close() -> int:
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
        return len(graph) - before

    return close


def _chain() -> str:
    steps = " ".join(f"<{KG}{name}>" for name in ("supports", "opposes", "isSupportedBy"))
    return f"<{KG}mayBeProxyRivalOf> <http://www.w3.org/2002/07/owl#propertyChainAxiom> ( {steps} ) ."


_WAYS: Mapping[str, Callable[[Vocabulary, list[Claim], list[Arena]], Callable[[], int]]] = {
    "rules": _by_rules,
    "owlrl": _by_owlrl,
    "part": _by_owlrl_in_part,
}


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
