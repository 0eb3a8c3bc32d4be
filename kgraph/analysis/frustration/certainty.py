"""Who stands with whom in every best division into two camps, not only in the one that was found."""

from __future__ import annotations

from fractions import Fraction

from kgraph.analysis.frustration.index import Frustration, frustration
from kgraph.analysis.signed import Edge, SignedGraph


def certain_members(graph: SignedGraph, found: Frustration) -> frozenset[str]:
    """Return the largest set of actors of whom each two stand alike in every division with the frustration index.

    Two actors stand alike if they are together in all of these divisions, or apart in all of them. Only the first part
    of ``found.camps`` is looked at. Alike is an equivalence, so the set is one of its classes; of classes of one size,
    that of the actor whose ties weigh most. Empty if the index is not proved, or if no two actors stand alike.

    Each test forces two actors from how they stand and solves the graph again: they stand alike if that costs more.

    Args:
        graph: the graph that was divided.
        found: what `frustration` returned for it.
    """
    if not found.proved or not found.camps:
        return frozenset()
    sides = {name: number for number, camp in enumerate(found.camps[0]) for name in camp}
    inside = [edge for edge in graph.edges if edge.a in sides]
    weights = dict.fromkeys(sides, Fraction(0))
    for edge in inside:
        weights[edge.a] += edge.weight
        weights[edge.b] += edge.weight
    left = sorted(sides, key=lambda name: (-weights[name], name))
    best: list[str] = []
    while len(left) > max(1, len(best)):
        alike = _alike(SignedGraph(tuple(sorted(sides)), tuple(inside), graph.rule), sides, left[0], left[1:])
        if len(alike) > max(1, len(best)):
            best = alike
        left = [name for name in left if name not in alike]
    return frozenset(best)


def _alike(graph: SignedGraph, sides: dict[str, int], anchor: str, others: list[str]) -> list[str]:
    """Return the anchor and those of the others that stand to it in every best division as in ``sides``."""
    index = frustration(graph).upper
    # More than all edges weigh: never worth being frustrated.
    force = sum((edge.weight for edge in graph.edges), Fraction(1))
    free: set[str] = set()
    for name in others:
        if name in free:
            continue
        sign = -1 if sides[anchor] == sides[name] else 1
        edge = Edge(min(anchor, name), max(anchor, name), sign, force)
        forced = frustration(graph._replace(edges=(*graph.edges, edge)))
        if forced.upper == index:
            # All who moved in this division are free, not only the one that was forced.
            moved = {each: number for number, camp in enumerate(forced.camps[0]) for each in camp}
            free |= {each for each in others if (moved[each] == moved[anchor]) != (sides[each] == sides[anchor])}
    return [anchor, *(name for name in others if name not in free)]
