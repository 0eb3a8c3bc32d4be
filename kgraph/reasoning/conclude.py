"""From a store to conclusions: what stands under a view, what follows, and the derived graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kgraph.dates import hull
from kgraph.model import Derivation, arenas_of
from kgraph.names import actor_names
from kgraph.namespaces import GRAPH_DERIVED, GRAPH_TRUTHY, KG, PREFIXES, iri, local
from kgraph.reasoning.proofs import Conclusions
from kgraph.reasoning.rules import derive
from kgraph.reasoning.saved import Saved
from kgraph.reasoning.standing import make_truthy
from kgraph.reasoning.view import View
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.read import read_actors, read_claims, read_sources, read_theatres
from kgraph.store.words import read_vocabulary

_STANDING = f"SELECT ?claim WHERE {{ GRAPH <{GRAPH_TRUTHY}> {{ ?claim a <{KG}StandingClaim> }} }}"


def fill(store: EmbeddedStore, rules: Path, view: View) -> Conclusions:
    """Fill the truthy and the derived graph of a store in memory, and return the conclusions."""
    return read_filled(store, rules, view).conclusions


def read_filled(store: EmbeddedStore, rules: Path, view: View) -> Saved:
    """Fill the truthy and the derived graph of a store in memory, and return all that it then holds.

    Raises:
        UnknownName: if a preferred speaker is unknown.
    """
    vocabulary, actors, theatres = read_vocabulary(store), read_actors(store), read_theatres(store)
    names = actor_names(actors)
    view = view._replace(preferred=tuple(names.resolve(speaker) for speaker in view.preferred))
    make_truthy(store, view, rules)
    standing = {local(str(row[0])) for row in store.rows(_STANDING)}
    claims = read_claims(store)
    chosen = {name: claim for name, claim in claims.items() if name in standing}
    arenas = arenas_of(vocabulary, theatres)
    derivations = derive(chosen.values(), vocabulary, arenas.values(), rules, view.window)
    conclusions = Conclusions(chosen, derivations, vocabulary)
    store.clear(GRAPH_DERIVED)
    store.add(derived_quads(conclusions))
    return Saved(vocabulary, actors, theatres, read_sources(store), claims, conclusions)


def derived_iri(name: str) -> str:
    """Return the IRI of a derivation."""
    return iri("derived", name)


def derived_quads(conclusions: Conclusions) -> Iterator[ox.Quad]:
    """Return every minimal derivation as a kg:DerivedRelation, and the direct triples of the derived relations.

    Always in the same order, since the store answers unordered queries in the order in which it was filled.
    """
    graph = ox.NamedNode(GRAPH_DERIVED)
    for name, group in conclusions.recorded(conclusions.with_premises()).items():
        subject = ox.NamedNode(derived_iri(name))
        for prop, value in _statements(conclusions, group):
            yield ox.Quad(subject, ox.NamedNode(prop), value, graph)
        relation = conclusions.vocabulary.relations[group[0].relation]
        if relation.derived_by:
            a, b = (ox.NamedNode(iri("actor", end)) for end in (group[0].agent, group[0].target))
            yield ox.Quad(a, ox.NamedNode(KG + relation.name), b, graph)
            if relation.symmetric:
                yield ox.Quad(b, ox.NamedNode(KG + relation.name), a, graph)


def _statements(conclusions: Conclusions, group: list[Derivation]) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    one = group[0]
    extent = one.extent if len(group) == 1 else hull(derivation.extent for derivation in group)
    stances = {conclusions.stance(derivation.name) for derivation in group}
    yield PREFIXES["rdf"] + "type", ox.NamedNode(KG + "DerivedRelation")
    yield KG + "agent", ox.NamedNode(iri("actor", one.agent))
    yield KG + "relation", ox.NamedNode(KG + one.relation)
    yield KG + "target", ox.NamedNode(iri("actor", one.target))
    yield KG + "rule", ox.NamedNode(iri("rule", one.rule))
    yield KG + "certainty", ox.NamedNode(KG + ("certainly" if any(d.certain for d in group) else "possibly"))
    yield KG + "stance", ox.NamedNode(KG + ("asserts" if "asserts" in stances else "expects"))
    for arena in conclusions.arenas(one):
        kind = "domain" if arena in conclusions.vocabulary.domains else "theatre"
        yield KG + "arena", ox.NamedNode(iri(kind, arena))
    for prop, day in zip(("earliest", "latest", "certainFrom", "certainUntil"), extent, strict=True):
        if day:
            yield KG + prop, ox.Literal(day.isoformat(), datatype=ox.NamedNode(PREFIXES["xsd"] + "date"))
    for premise in sorted({premise for derivation in group for premise in derivation.premises}):
        is_claim = premise in conclusions.claims
        yield KG + "premise", ox.NamedNode(iri("claim", premise) if is_claim else derived_iri(premise))
    for leaf in sorted({leaf for derivation in group for leaf in conclusions.leaves(derivation.name)}):
        yield PREFIXES["prov"] + "wasDerivedFrom", ox.NamedNode(iri("claim", leaf))
