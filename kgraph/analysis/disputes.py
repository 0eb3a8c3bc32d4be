"""The disputes that bear on a pair, both sides of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from kgraph.analysis.dyads import Dossier, theatres_of, with_agents
from kgraph.model import Claim, Derivation
from kgraph.reasoning.proofs import Conclusions
from kgraph.vocabulary import Arena


class Dispute(NamedTuple):
    """A claim, those that dispute it, and why it bears on the pair: on a ``line``, or in a ``theatre`` of theirs.

    ``fell_on`` are the preferred speakers on whose denial the claim no longer counts; none where it counts.
    """

    claim: Claim
    against: tuple[Claim, ...]
    bearing: str
    fell_on: tuple[str, ...]


def disputes(
    dossier: Dossier,
    conclusions: Conclusions,
    arenas: Mapping[str, Arena],
    claims: Mapping[str, Claim],
    preferred: Collection[str] = (),
    repeats: Mapping[str, str] | None = None,
) -> tuple[Dispute, ...]:
    """Return the disputes that bear on a pair, by the name of the disputed claim.

    A dispute bears on a pair if one of its claims, disputed or disputing,

    - is one that a line of the dossier rests on, or
    - plays out in a theatre in which the pair has a line, and an end of it is one of the two, an actor that acts
      for one of the two, or an actor that one of the two supports or opposes in that theatre.

    Args:
        dossier: the pair's lines as they are when nobody is preferred: else what fell would take its dispute along.
        conclusions: what stands and follows when nobody is preferred.
        arenas: every arena by name.
        claims: every claim of the record; the disputing ones need not stand.
        preferred: the speakers whose denial makes a claim fall.
        repeats: for each claim that only repeats another one the name of that one: what is said against the one is
            said against the other, and a dispute that is told twice is one.
    """
    known = repeats or {}
    against: dict[str, dict[str, Claim]] = {}
    for name in sorted(claims):
        for disputed in claims[name].disputes:
            if disputed in conclusions.claims:
                first = known.get(disputed, disputed)
                told = first if first in conclusions.claims else disputed
                against.setdefault(told, {}).setdefault(known.get(name, name), claims[known.get(name, name)])
    on_lines = {claim.name for line in (*dossier.unites, *dossier.divides) for claim in line.claims}
    theatres = theatres_of(dossier, arenas)
    parties = {theatre: _parties(conclusions, dossier, theatre) for theatre in theatres} if against else {}
    found = []
    for name, others in sorted(against.items()):
        sides = (claims[name], *others.values())
        bearing = ""
        if any(claim.name in on_lines for claim in sides):
            bearing = "line"
        elif any({c.agent, c.target} & parties.get(arena, set()) for c in sides for arena in c.arenas):
            bearing = "theatre"
        if bearing:
            denied_by = {other.said_by for other in others.values() if other.stance == "denies"}
            fell_on = denied_by & set(preferred)
            found.append(Dispute(claims[name], tuple(others.values()), bearing, tuple(sorted(fell_on))))
    return tuple(found)


def _parties(conclusions: Conclusions, dossier: Dossier, theatre: str) -> set[str]:
    """Return the two, those who act for them, and whom they support or oppose in a theatre."""
    pair = {dossier.a, dossier.b}
    parties = {*with_agents(conclusions, dossier.a), *with_agents(conclusions, dossier.b)}
    facts: list[Claim | Derivation] = [*conclusions.claims.values(), *conclusions.derivations.values()]
    for fact in facts:
        takes_side = any(conclusions.vocabulary.is_a(fact.relation, side) for side in ("supports", "opposes"))
        if takes_side and fact.target and fact.agent in pair and theatre in conclusions.arenas(fact):
            parties.add(fact.target)
    return parties
