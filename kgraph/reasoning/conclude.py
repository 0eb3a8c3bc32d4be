"""From a store to conclusions: what stands under a view, what follows, and the derived graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kgraph.model import Derivation, arenas_of
from kgraph.namespaces import GRAPH_DERIVED, KG, PREFIXES, iri
from kgraph.reasoning.proofs import Conclusions
from kgraph.reasoning.repeats import repeats
from kgraph.reasoning.rules import derive
from kgraph.reasoning.saved import Saved
from kgraph.reasoning.standing import make_truthy
from kgraph.reasoning.view import View
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.read import read_actors, read_claims, read_sources, read_theatres
from kgraph.store.words import read_vocabulary


def fill(store: EmbeddedStore, rules: Path, view: View) -> Conclusions:
    """Fill the truthy and the derived graph of a store in memory, and return the conclusions."""
    return read_filled(store, rules, view).conclusions


def read_filled(store: EmbeddedStore, rules: Path, view: View) -> Saved:
    """Fill the truthy and the derived graph of a store in memory, and return all that it then holds.

    The view names speakers and others by their local names.

    Raises:
        InputError: if a rule is at fault.
    """
    vocabulary, theatres = read_vocabulary(store), read_theatres(store)
    standing = make_truthy(store, view, rules)
    claims = read_claims(store)
    chosen = {name: claim for name, claim in claims.items() if name in standing}
    arenas = arenas_of(vocabulary, theatres)
    derivations = derive(chosen.values(), vocabulary, arenas.values(), rules, view)
    sources = read_sources(store)
    repeated = repeats(chosen.values(), sources, vocabulary)
    conclusions = Conclusions(chosen, derivations, vocabulary, view=view, repeats=repeated)
    store.clear(GRAPH_DERIVED)
    store.add(derived_quads(conclusions))
    return Saved(vocabulary, theatres, claims, conclusions, lambda: read_actors(store), lambda: sources)


def derived_iri(name: str) -> str:
    """Return the IRI of a derivation."""
    return iri("derived", name)


def derived_quads(conclusions: Conclusions) -> Iterator[ox.Quad]:
    """Return every minimal derivation as a kg:DerivedRelation, and the direct triples of the derived relations.

    A claim that only repeats another one is its prov:alternateOf: two tellings of one thing.

    Always in the same order, since the store answers unordered queries in the order in which it was filled.
    """
    node = cache(ox.NamedNode)
    graph = node(GRAPH_DERIVED)
    for fact in conclusions.with_premises():
        subject = node(derived_iri(fact.name))
        for prop, value in _statements(conclusions, fact, node):
            yield ox.Quad(subject, node(prop), value, graph)
        relation = conclusions.vocabulary.relations[fact.relation]
        if relation.derived_by:
            a, b = (node(iri("actor", end)) for end in (fact.agent, fact.target))
            yield ox.Quad(a, node(KG + relation.name), b, graph)
            if relation.symmetric:
                yield ox.Quad(b, node(KG + relation.name), a, graph)
    for copy, original in conclusions.repeats.items():
        yield ox.Quad(
            node(iri("claim", copy)), node(PREFIXES["prov"] + "alternateOf"), node(iri("claim", original)), graph
        )


def _statements(
    conclusions: Conclusions, fact: Derivation, node: Callable[[str], ox.NamedNode]
) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield PREFIXES["rdf"] + "type", node(KG + "DerivedRelation")
    yield KG + "agent", node(iri("actor", fact.agent))
    yield KG + "relation", node(KG + fact.relation)
    yield KG + "target", node(iri("actor", fact.target))
    yield KG + "rule", node(iri("rule", fact.rule))
    yield KG + "certainty", node(KG + ("certainly" if fact.certain else "possibly"))
    yield KG + "stance", node(KG + conclusions.stance(fact.name))
    for arena in conclusions.arenas(fact):
        kind = "domain" if arena in conclusions.vocabulary.domains else "theatre"
        yield KG + "arena", node(iri(kind, arena))
    for prop, day in zip(("earliest", "latest", "certainFrom", "certainUntil"), fact.extent, strict=True):
        if day:
            yield KG + prop, ox.Literal(day.isoformat(), datatype=node(PREFIXES["xsd"] + "date"))
    for premise in fact.premises:
        is_claim = premise in conclusions.claims
        yield KG + "premise", node(iri("claim", premise) if is_claim else derived_iri(premise))
    for leaf in sorted(conclusions.leaves(fact.name)):
        yield PREFIXES["prov"] + "wasDerivedFrom", node(iri("claim", leaf))
