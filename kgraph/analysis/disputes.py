"""The disputes that bear on a pair, both sides of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from kgraph.analysis.dyads import Dossier, theatres_of, with_agents
from kgraph.model import Claim, Derivation
from kgraph.reasoning.disputes import disputing
from kgraph.reasoning.proofs import Conclusions
from kgraph.vocabulary import Arena

# A line rests on it; it is about a tie of the two; the two contradict each other; it plays out in a theatre of theirs.
BEARINGS = ("line", "ends", "speakers", "theatre")


class Dispute(NamedTuple):
    """A claim, those that dispute it, and why it bears on the pair: one of ``BEARINGS``.

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

    - is one that a line of the dossier rests on (``line``), or
    - has the two, or somebody who acts for the one and somebody who acts for the other, as its ends (``ends``), or
    - is said by one of the two, or by somebody who acts for it, against a claim of the other (``speakers``), or
    - plays out in a theatre in which the pair has a line, and an end of it is one of the two, an actor that acts
      for one of the two, or an actor that one of the two supports or opposes in that theatre
      (``theatre``).

    Where several hold, the bearing is the first of these.

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
    denied_by: dict[str, set[str]] = {}
    for disputed, names in disputing(claims).items():
        if disputed in conclusions.claims:
            first = known.get(disputed, disputed)
            told = first if first in conclusions.claims else disputed
            for name in names:
                against.setdefault(told, {}).setdefault(known.get(name, name), claims[known.get(name, name)])
                # Who denies the repetition alone makes the repetition fall alone.
                if claims[name].stance == "denies" and disputed == told:
                    denied_by.setdefault(told, set()).add(claims[name].said_by)
    on_lines = {claim.name for line in (*dossier.unites, *dossier.divides) for claim in line.claims}
    two = [with_agents(conclusions, actor) for actor in (dossier.a, dossier.b)] if against else []
    theatres = theatres_of(dossier, arenas)
    parties = {theatre: _parties(conclusions, dossier, theatre) for theatre in theatres} if against else {}
    found = []
    for name, others in sorted(against.items()):
        sides = (claims[name], *others.values())
        bearing = ""
        if any(claim.name in on_lines for claim in sides):
            bearing = "line"
        elif any(_across(two, claim.agent, claim.target) for claim in sides):
            bearing = "ends"
        elif any(_across(two, sides[0].said_by, other.said_by) for other in others.values()):
            bearing = "speakers"
        elif any({c.agent, c.target} & parties.get(arena, set()) for c in sides for arena in c.arenas):
            bearing = "theatre"
        if bearing:
            fell_on = denied_by.get(name, set()) & set(preferred)
            found.append(Dispute(claims[name], tuple(others.values()), bearing, tuple(sorted(fell_on))))
    return tuple(found)


def _across(two: Sequence[Collection[str]], one: str | None, other: str | None) -> bool:
    """Say whether the one stands on one side of a pair and the other on the other side."""
    return one != other and any(one in a and other in b for a, b in (two, two[::-1]))


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
