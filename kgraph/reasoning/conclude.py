"""From a store to conclusions: what stands under a view, what follows, and the derived graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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

_ACTOR, _CLAIM, _DERIVED, _RULE = (PREFIXES[kind] for kind in ("actor", "claim", "derived", "rule"))
_DATE = PREFIXES["xsd"] + "date"
_DAYS = ("earliest", "latest", "certainFrom", "certainUntil")


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
    store.load_text("\n".join(derived_turtle(conclusions)), "derived.ttl", GRAPH_DERIVED)
    return Saved(vocabulary, theatres, claims, conclusions, lambda: read_actors(store), lambda: sources)


def derived_iri(name: str) -> str:
    """Return the IRI of a derivation."""
    return iri("derived", name)


def derived_turtle(conclusions: Conclusions) -> Iterator[str]:
    """Return every minimal derivation as a kg:DerivedRelation, and the direct triples of the derived relations.

    As Turtle, which the store reads faster than it takes terms one by one; all of it is made of names that the record
    has, none of which holds what an IRI may not. Always in the same order, since the store answers unordered queries in
    the order in which it was filled.

    A claim that only repeats another one is its prov:alternateOf: two tellings of one thing.
    """
    for fact in conclusions.with_premises():
        yield f"<{derived_iri(fact.name)}> {' ; '.join(_statements(conclusions, fact))} ."
        relation = conclusions.vocabulary.relations[fact.relation]
        if relation.derived_by:
            yield f"<{_ACTOR}{fact.agent}> <{KG}{relation.name}> <{_ACTOR}{fact.target}> ."
            if relation.symmetric:
                yield f"<{_ACTOR}{fact.target}> <{KG}{relation.name}> <{_ACTOR}{fact.agent}> ."
    for copy, original in conclusions.repeats.items():
        yield f"<{_CLAIM}{copy}> <{PREFIXES['prov']}alternateOf> <{_CLAIM}{original}> ."


def _statements(conclusions: Conclusions, fact: Derivation) -> list[str]:
    domains, claims = conclusions.vocabulary.domains, conclusions.claims
    premises = [f"<{_CLAIM if name in claims else _DERIVED}{name}>" for name in fact.premises]
    leaves = [f"<{_CLAIM}{name}>" for name in sorted(conclusions.leaves(fact.name))]
    return [
        f"a <{KG}DerivedRelation>",
        f"<{KG}agent> <{_ACTOR}{fact.agent}>",
        f"<{KG}relation> <{KG}{fact.relation}>",
        f"<{KG}target> <{_ACTOR}{fact.target}>",
        f"<{KG}rule> <{_RULE}{fact.rule}>",
        f"<{KG}certainty> <{KG}{'certainly' if fact.certain else 'possibly'}>",
        f"<{KG}stance> <{KG}{conclusions.stance(fact.name)}>",
        *(
            f"<{KG}arena> <{iri('domain' if arena in domains else 'theatre', arena)}>"
            for arena in conclusions.arenas(fact)
        ),
        *(f"<{KG}{name}> '{day.isoformat()}'^^<{_DATE}>" for name, day in zip(_DAYS, fact.extent, strict=True) if day),
        f"<{KG}premise> {', '.join(premises)}",
        f"<{PREFIXES['prov']}wasDerivedFrom> {', '.join(leaves)}",
    ]
