"""Who acts for whom is often known for the day of the source only: then the deed is certain, and the office is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kgraph.analysis.dyads import COUNTED_FOR, root_claim
from kgraph.model import Claim
from kgraph.views.holder import GraphLike
from kgraph.views.page.times import days_of


def deed(graph: GraphLike, fact: str) -> tuple[Claim, list[Claim]] | None:
    """Return of a tie that counts for a principal the claim of it, and those of who acts for whom; else None."""
    found = graph.conclusions.all_derivations.get(fact)
    if found is None or found.rule not in COUNTED_FOR:
        return None
    root = root_claim(graph.conclusions, found)
    return root, [graph.claims[name] for name in sorted(graph.conclusions.leaves(fact)) if name != root.name]


def offices_of(graph: GraphLike, facts: Sequence[str], when: Callable[[Claim], str]) -> list[list[str] | None]:
    """Return for each fact that counts for a principal the days of the deed, as `times_of` does, and the office's date.

    None for facts of other kinds. ``when`` words the date of a claim.
    """
    told: list[list[str] | None] = []
    for name in facts:
        found = deed(graph, name)
        told.append([*days_of(found[0].extent), "claim", office_dates(found[1], when)] if found else None)
    return told


def certain_deed(graph: GraphLike, facts: Sequence[str]) -> list[Claim] | None:
    """Return who acts for whom, if one of the facts needs nothing else to hold certainly; else None."""
    window = graph.view.window
    for name in facts:
        found = deed(graph, name)
        if found and (window is None or window.must_hold(found[0].extent)):
            return found[1]
    return None


def office_dates(links: Sequence[Claim], when: Callable[[Claim], str]) -> str:
    """Return for when it is known who acts for whom."""
    return "; ".join(dict.fromkeys(when(claim) for claim in links))
