"""One measurement of the rules, in a process of its own; prints it as JSON.

Usage: ``python -m benchmarks.reasoning_run warm ROUNDS``, ``… rules CLAIMS ACTORS`` or ``… owlrl CLAIMS ACTORS``.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable

from benchmarks.reasoning_worlds import world
from kgraph.graph import load
from kgraph.home import find_home
from kgraph.model import Claim
from kgraph.namespaces import KG, iri
from kgraph.reasoning.proofs import Conclusions
from kgraph.reasoning.rules import derive
from kgraph.vocabulary import Arena, Vocabulary


def main(how: str, number: int, actors: int = 0) -> None:
    """Measure."""
    if how == "warm":
        print(json.dumps(_warm(number)))
        return
    vocabulary = load().vocabulary
    claims, arenas = world(number, actors, max(10, number // 100))
    act: Callable[[Vocabulary, list[Claim], list[Arena]], int] = _by_rules if how == "rules" else _by_owlrl
    start = time.process_time()
    found = act(vocabulary, claims, arenas)
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


def _by_rules(vocabulary: Vocabulary, claims: list[Claim], arenas: list[Arena]) -> int:
    derivations = derive(claims, vocabulary, arenas, find_home().rules)
    return len(Conclusions({claim.name: claim for claim in claims}, derivations, vocabulary).all_derivations)


def _by_owlrl(vocabulary: Vocabulary, claims: list[Claim], arenas: list[Arena]) -> int:
    """Close the direct triples and the tree of relations under OWL RL: less than the rules do, without proofs."""
    import owlrl
    from rdflib import OWL, RDF, RDFS, Graph, URIRef

    graph = Graph()
    for relation in vocabulary.relations.values():
        for parent in relation.parents:
            graph.add((URIRef(KG + relation.name), RDFS.subPropertyOf, URIRef(KG + parent)))
        if relation.symmetric:
            graph.add((URIRef(KG + relation.name), RDF.type, OWL.SymmetricProperty))
    ends = URIRef(KG + "supports"), URIRef(KG + "opposes"), URIRef(KG + "isSupportedBy")
    graph.add((ends[2], OWL.inverseOf, ends[0]))
    graph.parse(data=_chain(), format="turtle")
    for claim in claims:
        agent, target = (URIRef(iri("actor", str(end))) for end in (claim.agent, claim.target))
        graph.add((agent, URIRef(KG + claim.relation), target))
    before = len(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return len(graph) - before


def _chain() -> str:
    steps = " ".join(f"<{KG}{name}>" for name in ("supports", "opposes", "isSupportedBy"))
    return f"<{KG}mayBeProxyRivalOf> <http://www.w3.org/2002/07/owl#propertyChainAxiom> ( {steps} ) ."


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
