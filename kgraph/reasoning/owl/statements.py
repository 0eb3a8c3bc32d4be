"""All axioms of a home: those of the ontology, what kind each actor is, and the truthy graph; each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pyoxigraph as ox

from kgraph.home import Home
from kgraph.model import Claim
from kgraph.namespaces import GRAPH_TRUTHY, KG, PREFIXES, curie, iri, local
from kgraph.reasoning.owl.axioms import TYPE, Axiom
from kgraph.reasoning.owl.fragment import Fragment, read_fragment
from kgraph.reasoning.proofs import Conclusions
from kgraph.sources.read import shown
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.freshness import ontology_files, record_files
from kgraph.store.lines import located_triples


class Statements(NamedTuple):
    """The ontology's fragment, and its axioms together with those of the data."""

    fragment: Fragment
    axioms: tuple[Axiom, ...]


def read_statements(
    home: Home, store: EmbeddedStore, conclusions: Conclusions, places: Mapping[str, str]
) -> Statements:
    """Return all axioms of a home. Claims themselves stay out: their dates and numbers are not OWL's business.

    Args:
        home: whose ontology and record are read.
        store: its filled store.
        conclusions: what stands and follows in it.
        places: where each claim and actor is written, as ``file:line``.

    Raises:
        InputError: if the ontology holds axioms that the rules do not follow.
    """
    fragment = read_fragment(ontology_files(home))
    kinds = _kinds(home, fragment, places)
    return Statements(fragment, (*fragment.axioms, *kinds, *_truthy(store, conclusions, places)))


def _kinds(home: Home, fragment: Fragment, places: Mapping[str, str]) -> list[Axiom]:
    """Return of which kind each actor and theatre is; placed in the pen, or in the record where that says more."""
    lines = {
        (triple.subject.value, triple.object.value): f"{shown(path)}:{line}"
        for path in record_files(home)
        for line, triple in located_triples(path)
        if triple.predicate.value == TYPE
        and isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.NamedNode)
    }
    found = []
    for (individual, of), line in lines.items():
        kind = next((kind for kind in ("actor", "theatre") if individual.startswith(PREFIXES[kind])), None)
        if kind and of in fragment.terms.classes:
            alone = sum(other == individual for other, _ in lines) == 1
            place = places.get(f"{kind}:{local(individual)}", line) if alone else line
            found.append(Axiom("type", (individual, of), place))
    return sorted(found)


def _truthy(store: EmbeddedStore, conclusions: Conclusions, places: Mapping[str, str]) -> list[Axiom]:
    """Return the direct triples of the truthy graph, each with the claims that say it."""
    claims: dict[tuple[str, ...], list[Claim]] = {}
    for claim in conclusions.claims.values():
        if claim.agent and claim.target:
            triple = (iri("actor", claim.agent), KG + claim.relation, iri("actor", claim.target))
            claims.setdefault(triple, []).append(claim)
    found = []
    for quad in store.inner.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH_TRUTHY)):
        agent, target = quad.subject, quad.object
        if quad.predicate.value != TYPE and isinstance(agent, ox.NamedNode) and isinstance(target, ox.NamedNode):
            terms = (agent.value, quad.predicate.value, target.value)
            said = sorted(claims.get(terms, ()), key=lambda claim: claim.name)
            where = [places.get(claim.name, claim.name) for claim in said]
            note = f"claim {said[0].name}" if said else ""
            note += f", also said at {', '.join(where[1:])}" if where[1:] else ""
            found.append(Axiom("relates", terms, where[0] if where else curie(GRAPH_TRUTHY), note))
    return sorted(found)
