"""From a store to conclusions: what stands under a view, what follows, and the derived graph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kgraph.dates import Window
from kgraph.model import Derivation
from kgraph.reasoning.proofs import Conclusions
from kgraph.reasoning.rules import derive
from kgraph.reasoning.standing import View, make_truthy
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.read import arenas_of, read_claims, read_theatres
from kgraph.store.words import read_vocabulary
from kgraph.vocabulary import GRAPH_DERIVED, GRAPH_TRUTHY, KG, PREFIXES, iri, local

_STANDING = f"SELECT ?claim WHERE {{ GRAPH <{GRAPH_TRUTHY}> {{ ?claim a <{KG}StandingClaim> }} }}"


def conclude(store: EmbeddedStore, rules: Path, window: Window | None = None) -> Conclusions:
    """Return what follows from the claims that stand in the store's truthy graph."""
    vocabulary = read_vocabulary(store)
    standing = {local(str(row[0])) for row in store.rows(_STANDING)}
    claims = {name: claim for name, claim in read_claims(store).items() if name in standing}
    arenas = arenas_of(vocabulary, read_theatres(store))
    derivations = derive(claims.values(), vocabulary, arenas.values(), rules, window)
    return Conclusions(claims, derivations, vocabulary)


def fill(store: EmbeddedStore, rules: Path, view: View) -> Conclusions:
    """Fill the truthy and the derived graph of a store in memory, and return the conclusions."""
    make_truthy(store, view, rules)
    conclusions = conclude(store, rules, view.window)
    store.clear(GRAPH_DERIVED)
    store.add(sorted(set(derived_quads(conclusions)), key=str))
    return conclusions


def derived_iri(name: str) -> str:
    """Return the IRI of a derivation: stable as long as its rule and premises are."""
    return iri("derived", hashlib.sha256(name.encode()).hexdigest()[:16])


def derived_quads(conclusions: Conclusions) -> Iterator[ox.Quad]:
    """Return every minimal derivation as a kg:DerivedRelation, and the direct triples of the derived relations."""
    graph = ox.NamedNode(GRAPH_DERIVED)
    for derivation in conclusions.derivations.values():
        subject = ox.NamedNode(derived_iri(derivation.name))
        for prop, value in _statements(conclusions, derivation):
            yield ox.Quad(subject, ox.NamedNode(prop), value, graph)
        relation = conclusions.vocabulary.relations[derivation.relation]
        if relation.derived_by:
            a, b = (ox.NamedNode(iri("actor", end)) for end in (derivation.agent, derivation.target))
            yield ox.Quad(a, ox.NamedNode(KG + relation.name), b, graph)
            if relation.symmetric:
                yield ox.Quad(b, ox.NamedNode(KG + relation.name), a, graph)


def _statements(conclusions: Conclusions, derivation: Derivation) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield PREFIXES["rdf"] + "type", ox.NamedNode(KG + "DerivedRelation")
    yield KG + "agent", ox.NamedNode(iri("actor", derivation.agent))
    yield KG + "relation", ox.NamedNode(KG + derivation.relation)
    yield KG + "target", ox.NamedNode(iri("actor", derivation.target))
    yield KG + "rule", ox.NamedNode(iri("rule", derivation.rule))
    yield KG + "certainty", ox.NamedNode(KG + ("certainly" if derivation.certain else "possibly"))
    yield KG + "stance", ox.NamedNode(KG + conclusions.stance(derivation.name))
    for arena in conclusions.arenas(derivation):
        kind = "domain" if arena in conclusions.vocabulary.domains else "theatre"
        yield KG + "arena", ox.NamedNode(iri(kind, arena))
    for prop, day in zip(("earliest", "latest", "certainFrom", "certainUntil"), derivation.extent, strict=True):
        if day:
            yield KG + prop, ox.Literal(day.isoformat(), datatype=ox.NamedNode(PREFIXES["xsd"] + "date"))
    for premise in derivation.premises:
        is_claim = premise in conclusions.claims
        yield KG + "premise", ox.NamedNode(iri("claim", premise) if is_claim else derived_iri(premise))
    for leaf in conclusions.leaves(derivation.name):
        yield PREFIXES["prov"] + "wasDerivedFrom", ox.NamedNode(iri("claim", leaf))
