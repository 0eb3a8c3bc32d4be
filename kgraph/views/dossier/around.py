"""What stands around the lines of a dossier: its disputes and its context, and how to head them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kgraph.analysis.context import Aside, context, heard_denials
from kgraph.analysis.disputes import Dispute, disputes
from kgraph.analysis.dyads import Dossier
from kgraph.analysis.dyads import dossier as dossier_of
from kgraph.model import Claim
from kgraph.reasoning.repeats import repeats
from kgraph.views import wording
from kgraph.views.dossier.wider import concluded
from kgraph.views.holder import GraphLike

REASON_WORDS = {
    "not-between-the-two": "Cooperation and conflict with others or between others, not between the two",
    "end-unnamed": "The source does not name who did it, or to whom",
    "no-sign": "Neither cooperation nor conflict between two actors",
    "not-joined": "Between those who act for the two, at no time at which they are known to act for them",
    "denial": "Denials",
    "acts-for": "Who acts for whom; no line above needs it",
}

_BEARING_WORDS = {"ends": "it is about the two", "speakers": "here the two contradict each other"}


class Around(NamedTuple):
    """The disputes that bear on a pair, and its context."""

    disputes: tuple[Dispute, ...]
    context: tuple[Aside, ...]


def around(graph: GraphLike, dossier: Dossier) -> Around:
    """Return what stands around the lines of a dossier.

    Disputes are found as if no speaker were preferred, so that none vanishes with the claim that fell.
    """
    whole, conclusions = dossier, graph.conclusions
    if graph.view.preferred:
        found = concluded(graph, graph.view._replace(preferred=()))
        if found is not None:
            conclusions, whole = found, dossier_of(found, graph.arenas, dossier.a, dossier.b)
    claims = {name: claim for name, claim in graph.claims.items() if not _left_out(graph, claim)}
    repeated = repeats(claims.values(), graph.sources, graph.vocabulary)
    bearing = disputes(whole, conclusions, graph.arenas, claims, graph.view.preferred, repeated)
    denials = heard_denials(claims.values(), graph.sources, graph.view)
    asides = context(dossier, graph.conclusions, graph.arenas, graph.actors, bearing, denials)
    return Around(bearing, asides)


def _left_out(graph: GraphLike, claim: Claim) -> bool:
    """Say whether the user leaves out the claim, its source or speaker, or an actor that takes part in it."""
    of_claim = {("claim", claim.name), ("source", claim.source), ("speaker", claim.said_by)}
    of_claim |= {("actor", actor) for actor in (claim.agent, claim.target, claim.through) if actor}
    return not of_claim.isdisjoint(graph.view.without)


def copies_of(graph: GraphLike, claim: Claim) -> list[Claim]:
    """Return the claims that only repeat this one, by name."""
    return [graph.claims[name] for name, original in graph.conclusions.repeats.items() if original == claim.name]


def disputed_by(graph: GraphLike, claims: Iterable[Claim]) -> list[str]:
    """Return the names of the claims that dispute one of these."""
    return sorted({other for claim in claims for other in graph.disputing.get(claim.name, ())})


def dispute_marks(graph: GraphLike, dispute: Dispute) -> tuple[str, ...]:
    """Say why a dispute bears on the pair, and whether the disputed claim counts, on whose preference not."""
    marks = []
    if dispute.bearing in _BEARING_WORDS:
        marks.append(f"no line rests on it: listed since {_BEARING_WORDS[dispute.bearing]}")
    if dispute.bearing == "theatre":
        theatres = [name for name in dispute.claim.arenas if graph.arenas[name].is_theatre]
        where = f": listed since it plays out {wording.listed(wording.where(graph, name) for name in theatres)}"
        marks.append(f"no line rests on it{where if theatres else ''}")
    if dispute.fell_on:
        speakers = wording.listed(wording.name(graph, speaker) for speaker in dispute.fell_on)
        without = ", nor does what rests on it" if dispute.bearing == "line" else ""
        marks.append(f"does not count here{without}: denied by {speakers}, preferred by the reader")
    return tuple(marks)


def claim_certainty(graph: GraphLike, claim: Claim) -> str | None:
    """Return ``certainly`` or ``possibly``: by its dates, a claim holds in the window asked about; None without one."""
    window = graph.view.window
    if window is None:
        return None
    return "certainly" if window.must_hold(claim.extent) else "possibly"


def links(graph: GraphLike, claim: Claim) -> tuple[str, ...]:
    """Say what triggered a claim, and of what it is the outcome, as far as the source says so."""
    return (
        *(f"Triggered by: {_referred(graph, name)}" for name in claim.triggered_by),
        *(f"Outcome of: {_referred(graph, name)}" for name in claim.outcome_of),
    )


def _referred(graph: GraphLike, name: str) -> str:
    claim = graph.claims[name]
    return f"{wording.clause(graph, claim)} · {wording.citation(graph, claim)}"
