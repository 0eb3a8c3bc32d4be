"""What else is said around the lines of a pair: claims that belong to the story and are no tie of the two."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from kgraph.analysis.disputes import Dispute
from kgraph.analysis.dyads import Dossier, theatres_of, with_agents
from kgraph.dates import Window
from kgraph.model import Actor, Claim, Source
from kgraph.reasoning.proofs import Conclusions
from kgraph.reasoning.view import View
from kgraph.vocabulary import Arena

# Why a claim counts for no line of the pair, in the order in which readers get them.
REASONS = ("not-between-the-two", "end-unnamed", "no-sign", "not-joined", "denial", "acts-for")


class Aside(NamedTuple):
    """A claim of the context and why it counts for no line, one of ``REASONS``.

    ``not-between-the-two``: a tie of one of them with a third party, or of third parties. ``end-unnamed``: the source
    leaves open who did it, or to whom. ``no-sign``: neither cooperation nor conflict between two actors.
    ``not-joined``: a tie of those who act for the two, at no time at which they are known to. ``denial``: denies
    something. ``acts-for``: says who acts for whom.
    """

    claim: Claim
    reason: str


def context(
    dossier: Dossier,
    conclusions: Conclusions,
    arenas: Mapping[str, Arena],
    actors: Mapping[str, Actor],
    disputed: Iterable[Dispute] = (),
    denials: Iterable[Claim] = (),
) -> tuple[Aside, ...]:
    """Return the context of a pair, ordered by reason, source, paragraph and claim.

    A claim that stands, or one of the denials given, is context if it is on no line of the dossier and in no dispute
    given, and

    - plays out in a theatre in which the pair has a line, or
    - stands in a paragraph that is cited for a line or a dispute, and names no actor, or has as an end one of the
      two or an actor that acts for one of the two (a paragraph that is cited only for who acts for whom does not
      count), or
    - ties one of the two to members of the other that the source names together without listing them, or says that
      they are members.

    Args:
        dossier: the lines of the pair.
        conclusions: what stands and follows under the view.
        arenas: every arena by name.
        actors: every actor by name.
        disputed: the disputes that are told with the dossier.
        denials: claims that deny something (`heard_denials`).
    """
    shown = [claim for line in (*dossier.unites, *dossier.divides) for claim in line.claims]
    shown += [claim for dispute in disputed for claim in (dispute.claim, *dispute.against)]
    names = {claim.name for claim in shown}
    cited = {(c.source, c.paragraph) for c in shown if not conclusions.vocabulary.is_a(c.relation, "actsFor")}
    theatres = theatres_of(dossier, arenas)
    sides = [with_agents(conclusions, actor) for actor in (dossier.a, dossier.b)]
    wider = [{actor, *_unlisted_members(conclusions, actors, actor)} for actor in (dossier.a, dossier.b)]
    found = []
    for claim in (*conclusions.claims.values(), *denials):
        ends = {end for end in (claim.agent, claim.target) if end}
        near = (claim.source, claim.paragraph) in cited and (not ends or ends & (sides[0] | sides[1]))
        by_members = len(ends) == 2 and (_joins(claim, *wider) or any(ends <= side for side in wider))
        if claim.name not in names and (near or by_members or theatres & set(claim.arenas)):
            found.append(Aside(claim, _reason(conclusions, claim, sides)))
    # A repetition is told with what it repeats.
    told = names | {aside.claim.name for aside in found}
    found = [aside for aside in found if conclusions.repeats.get(aside.claim.name) not in told]
    return tuple(sorted(found, key=_order))


def heard_denials(claims: Iterable[Claim], sources: Mapping[str, Source], view: View) -> list[Claim]:
    """Return the claims that deny something, on a word and at a time that count under the view; ``sources`` by name."""
    found = [claim for claim in claims if claim.stance == "denies"]
    if view.policy.own_voice_only:
        found = [claim for claim in found if claim.said_by == sources[claim.source].voice]
    window = view.window or Window()
    holds = window.must_hold if view.certainly else window.may_hold
    return [claim for claim in found if holds(claim.extent)]


def _unlisted_members(conclusions: Conclusions, actors: Mapping[str, Actor], whole: str) -> set[str]:
    """Return the groups of members of an actor that a source names together without listing them."""
    memberships = (
        claim
        for claim in conclusions.claims.values()
        if claim.target == whole and conclusions.vocabulary.is_a(claim.relation, "memberOf")
    )
    return {m.agent for m in memberships if m.agent and actors[m.agent].kind == "ActorGroup"}


def _joins(claim: Claim, a: Container[str | None], b: Container[str | None]) -> bool:
    return (claim.agent in a and claim.target in b) or (claim.agent in b and claim.target in a)


def _reason(conclusions: Conclusions, claim: Claim, sides: list[frozenset[str]]) -> str:
    if claim.stance == "denies":
        return "denial"
    if conclusions.vocabulary.is_a(claim.relation, "actsFor"):
        return "acts-for"
    if not conclusions.vocabulary.relations[claim.relation].polarity:
        return "no-sign"
    if claim.agent is None or claim.target is None:
        return "end-unnamed"
    return "not-joined" if _joins(claim, *sides) else "not-between-the-two"


def _order(aside: Aside) -> tuple[int, str, int, str]:
    claim = aside.claim
    return (REASONS.index(aside.reason), claim.source, claim.paragraph, claim.name)
