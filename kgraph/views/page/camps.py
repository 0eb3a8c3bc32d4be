"""The two camps of the whole graph: the division that the fewest claims contradict."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from kgraph.views.holder import GraphLike
from kgraph.views.page.ties import Tie

# The exact search is for networks up to this many pairs; beyond, the best division that structure alone gives is shown.
_MOST_PAIRS = 1500
# Who stands where in every best division takes a search for each actor.
_MOST_PAIRS_TESTED = 300


def camps_of(graph: GraphLike, ties: Sequence[Tie]) -> dict[str, Any]:
    """Return for each actor with a certain camp which one, 1 or 2, and how many claims contradict the division.

    Only the largest connected part is divided: between parts nothing is known of who is on whose side. Claims that
    count are counted, not what follows from them. Whoever acts for another stands with it: they are divided as one.
    ``certain`` says whether those are left out who could stand in either camp at no cost; ``against`` and ``all`` are
    numbers of claims, also of those left out.
    """
    from kgraph.analysis.frustration.certainty import certain_members
    from kgraph.analysis.frustration.index import frustration
    from kgraph.analysis.signed import Edge, SignedGraph

    head = _heads(graph, ties)
    signed = [tie for tie in ties if tie.rule is None and tie.counted and tie.sign and tie.agent != tie.target]
    weights: dict[tuple[str, str, int], int] = {}
    for tie in signed:
        a, b = sorted((head.get(tie.agent, tie.agent), head.get(tie.target, tie.target)))
        if a != b:
            weights[a, b, tie.sign] = weights.get((a, b, tie.sign), 0) + 1
    edges = tuple(Edge(a, b, sign, Fraction(count)) for (a, b, sign), count in sorted(weights.items()))
    divided = SignedGraph(tuple(sorted({end for edge in edges for end in (edge.a, edge.b)})), edges, "both")
    found = frustration(divided, None if len(edges) <= _MOST_PAIRS else 0.0)
    side = {name: number for number, camp in enumerate(found.camps[0] if found.camps else (), 1) for name in camp}
    tested = found.proved and len(edges) <= _MOST_PAIRS_TESTED
    framed = certain_members(divided, found) if tested else side.keys()
    standing = {name: side.get(head.get(name, name)) for name in {*graph.actors, *side}}
    inside = [(standing.get(tie.agent), standing.get(tie.target), tie.sign) for tie in signed]
    inside = [each for each in inside if each[0] and each[1]]
    return {
        "members": {name: camp for name, camp in sorted(standing.items()) if camp and head.get(name, name) in framed},
        "against": sum((one == other) != (sign > 0) for one, other, sign in inside),
        "all": len(inside),
        "certain": tested,
    }


def _heads(graph: GraphLike, ties: Sequence[Tie]) -> dict[str, str]:
    """Return for each actor that acts for another one the name under which all of them are divided as one.

    Who acts for several that do not act for each other does not bind these together, and is nobody's alone.
    """
    above: dict[str, set[str]] = {}
    for tie in ties:
        if tie.counted and tie.agent != tie.target and graph.vocabulary.is_a(tie.relation, "actsFor"):
            above.setdefault(tie.agent, set()).add(tie.target)

    def reached(name: str) -> set[str]:
        found: set[str] = set()
        todo = [name]
        while todo:
            new = above.get(todo.pop(), set()) - found
            found |= new
            todo.extend(new)
        return found

    # A principal of another principal is reached through it.
    only = {}
    for name, principals in above.items():
        nearest = {each for each in principals if not any(each in reached(other) - {other} for other in principals)}
        if len(nearest) == 1:
            only[name] = nearest.pop()
    heads = {}
    for name in sorted(only):
        line = [name]
        while line[-1] in only and only[line[-1]] not in line:
            line.append(only[line[-1]])
        # Of those who act for each other in a ring, the first by name stands for all.
        ring = line[line.index(only[line[-1]]) :] if line[-1] in only else line[-1:]
        heads[name] = min(ring)
    return heads
