"""What the dates leave open in an answer of `why`: what holds only possibly, for want of a beginning, or no longer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgraph.dates import Extent, Window
from kgraph.model import Claim
from kgraph.views.wording import capital, clause, extent_words, listed

if TYPE_CHECKING:
    from kgraph.reasoning.proofs import Proof
    from kgraph.views.holder import GraphLike


def certainly(graph: GraphLike, proof: Proof) -> bool:
    """Say whether a proof certainly holds at some time in the window asked about.

    Its claims certainly hold on one common day of it; or it rests on one claim that certainly does.
    """
    leaves = proof.leaves()
    if len(leaves) == 1:
        return (graph.view.window or Window()).must_hold(leaves[0].extent)
    return not isinstance(proof.fact, Claim) and proof.fact.certain


def beginning_stated(proof: Proof) -> bool:
    """Say whether the dates tell for every claim of a proof before which day it cannot have begun or happened."""
    return all(claim.extent.earliest is not None for claim in proof.leaves())


def verdict(graph: GraphLike, proofs: Sequence[Proof]) -> str:
    """Return how surely something holds at the time asked about: ``holds``, or ``possibly holds``."""
    if graph.view.window is None or any(certainly(graph, proof) for proof in proofs):
        return "holds"
    return "possibly holds"


def said_of_dates(graph: GraphLike, proofs: Sequence[Proof]) -> list[str]:
    """Return how many proofs certainly hold at the time asked about, and how many only for want of a beginning."""
    if graph.view.window is None or graph.view.certainly or not proofs:
        return []
    sure = sum(certainly(graph, proof) for proof in proofs)
    unstated = sum(not certainly(graph, proof) and not beginning_stated(proof) for proof in proofs)
    lines = [f"By the dates given, {sure or 'none'} of them certainly; the others may have held then."]
    if sure == len(proofs):
        lines = ["By the dates given, all of them certainly."]
    if unstated:
        which = "All" if unstated == len(proofs) else f"{unstated} of them"
        count, may = ("counts", "it may") if unstated == 1 else ("count", "they may")
        lines.append(
            f"{which} {count} only because the sources leave open since when, or on which day before their own: {may} "
            "have come about later. --holds certainly counts only what is certain."
        )
    return lines


def over(graph: GraphLike, a: str, relation: str, b: str, holding: Sequence[Proof], most: int) -> list[str]:
    """Return the proofs that held before the time asked about and no longer hold then, each in a line.

    With those that hold then they are all that had come about by then: of two dates, the later one has more of both
    together by exactly what began in between.
    """
    window = graph.view.window
    last = window.last if window else None
    if last is None or graph.view.spanning or graph.view.certainly:
        return []
    known = {proof.fact.name for proof in holding}
    found = [p for p in graph.up_to_then().conclusions.proofs(a, relation, b) if p.fact.name not in known]
    if not found:
        return []
    # Latest first: what has just ended is nearest to the time asked about.
    found.sort(key=lambda proof: proof.fact.extent.latest or last, reverse=True)
    together = f"; with the {len(holding)} above, {len(holding) + len(found)} had come about by then" if holding else ""
    lines = ["", f"Over by then, by the dates given: {len(found)} (--to counts them too{together})"]
    lines += [f"  - {_line(graph, proof)}" for proof in found[:most]]
    if len(found) > most:
        lines.append(f"  {len(found) - most} more; --most 0 shows all")
    return lines


def _line(graph: GraphLike, proof: Proof) -> str:
    leaves = proof.leaves()
    said = listed(clause(graph, claim, details=False) for claim in leaves)
    extent = proof.fact.extent if not isinstance(proof.fact, Claim) or len(leaves) > 1 else leaves[0].extent
    when = extent_words(Extent(extent.earliest, extent.latest))
    return f"{capital(when)}: {said} [{'; '.join(claim.name for claim in leaves)}]"
