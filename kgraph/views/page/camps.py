"""The two camps of the whole graph: the division that the fewest lines contradict."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from kgraph.views.holder import GraphLike
from kgraph.views.page.ties import Tie

# The exact search is for networks up to this many pairs; beyond, the best division that structure alone gives is shown.
_MOST_PAIRS = 1500


def camps_of(graph: GraphLike, ties: Sequence[Tie]) -> dict[str, Any]:
    """Return for each actor its camp, 1 or 2, and how many claims contradict the division.

    Only the largest connected part is divided: between parts nothing is known of who is on whose side. Claims count,
    not what follows from them. Whoever has no tie of its own but acts for a member stands with it.
    """
    from kgraph.analysis.frustration.index import frustration
    from kgraph.analysis.signed import Edge, SignedGraph

    weights: dict[tuple[str, str, int], int] = {}
    for tie in ties:
        if tie.rule is None and tie.sign and tie.agent != tie.target:
            a, b = sorted((tie.agent, tie.target))
            weights[a, b, tie.sign] = weights.get((a, b, tie.sign), 0) + 1
    edges = tuple(Edge(a, b, sign, Fraction(count)) for (a, b, sign), count in sorted(weights.items()))
    actors = tuple(sorted({end for edge in edges for end in (edge.a, edge.b)}))
    found = frustration(SignedGraph(actors, edges, "both"), None if len(edges) <= _MOST_PAIRS else 0.0)
    sides = found.camps[0] if found.camps else ((), ())
    members = {name: number for number, camp in enumerate(sides, 1) for name in camp}
    for tie in ties:
        acts = graph.vocabulary.is_a(tie.relation, "actsFor")
        if acts and tie.agent not in members and tie.target in members:
            members[tie.agent] = members[tie.target]
    inside = [edge for edge in edges if edge.a in members and edge.b in members]
    against = sum(edge.weight for edge in inside if (edge.sign > 0) != (members[edge.a] == members[edge.b]))
    return {
        "members": dict(sorted(members.items())),
        "against": int(against),
        "all": int(sum(edge.weight for edge in inside)),
    }
