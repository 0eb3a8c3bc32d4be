"""Who sits between the camps: pivots, brokers between rivals, and patrons of both sides of a conflict."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from kgraph.analysis.frustration.index import Frustration
from kgraph.analysis.signed import Pair, SignedGraph, SignedMultigraph, Tie
from kgraph.analysis.triads import pair_types
from kgraph.dates import overlap


class Pivot(NamedTuple):
    """An actor, and what ties it to its own and to the other camp.

    ``satisfied`` and ``frustrated`` are the weights of its edges that suit the camps and that do not.
    """

    actor: str
    satisfied: Fraction
    frustrated: Fraction

    @property
    def cost_of_turning(self) -> Fraction:
        """How much frustration would rise if it alone changed sides: ``satisfied`` less ``frustrated``.

        0: it may as well be on the other side; below 0: the camps are not the best.
        """
        return self.satisfied - self.frustrated

    @property
    def share(self) -> Fraction:
        """The frustrated share of its weight: 0 for who is wholly in its camp, 1/2 for who is as much in either."""
        return self.frustrated / (self.satisfied + self.frustrated)


class Broker(NamedTuple):
    """An actor with positive ties to both of two rivals; ``ambivalent``: those of them it has negative ties to too."""

    actor: str
    rivals: Pair
    ambivalent: tuple[str, ...]


class Patron(NamedTuple):
    """An actor that supports both sides of a conflict in a theatre, with the names of the ties that say so."""

    actor: str
    arena: str
    sides: Pair
    ties: tuple[str, ...]


def pivots(graph: SignedGraph, found: Frustration) -> list[Pivot]:
    """Return every actor with an edge, those between the camps first: by frustrated share, then cost, then name.

        share = frustrated / (satisfied + frustrated),  cost of turning = satisfied - frustrated

    In optimal camps nobody gains by changing sides alone, so no cost is below 0. Actors with cost 0 leave the index as
    it is on either side: the camps are not the only best ones. Over all actors, frustrated weights add up to twice the
    frustration. This is what changes if an actor turns and its ties stay; how far the index falls without it is told by
    `contributions`, and which pairs lower it by turning their sign by the frustrated edges themselves.

    With bounds only (a time limit), costs are those of the camps found. Source: the vertex frustration of Zaslavsky,
    "Signed graphs" (Discrete Applied Mathematics 4, 1982), for switching a single vertex.
    """
    frustrated = set(found.frustrated)
    weights: dict[str, list[Fraction]] = {}
    for edge in graph.edges:
        for actor in (edge.a, edge.b):
            weights.setdefault(actor, [Fraction(0), Fraction(0)])[edge in frustrated] += edge.weight
    rows = [Pivot(actor, satisfied, bad) for actor, (satisfied, bad) in weights.items()]
    return sorted(rows, key=lambda pivot: (-pivot.share, pivot.cost_of_turning, pivot.actor))


def brokers(graph: SignedMultigraph) -> list[Broker]:
    """Return who has a positive tie to both of two actors that have a negative one, by actor and rivals.

    The brokerage of Gould and Fernandez (Sociological Methodology 19, 1989) asks for the absence of a tie between the
    two; here it is a negative tie. A pair with both signs counts as rivals, and its partner in between all the same.
    """
    types = pair_types(graph)
    friends: dict[str, set[str]] = {}
    for (a, b), kind in types.items():
        if kind != "-":
            friends.setdefault(a, set()).add(b)
            friends.setdefault(b, set()).add(a)
    rows = []
    for pair, kind in types.items():
        if kind == "+":
            continue
        for actor in friends.get(pair[0], set()) & friends.get(pair[1], set()):
            doubtful = tuple(one for one in pair if types[min(actor, one), max(actor, one)] == "±")
            rows.append(Broker(actor, pair, doubtful))
    return sorted(rows)


def patrons_of_both(supports: Iterable[Tie], conflicts: Iterable[Tie]) -> list[Patron]:
    """Return who supports both sides of a conflict in the same arena, by actor, arena and sides.

    Args:
        supports: directed ties, from who supports (``a``) to who is supported (``b``).
        conflicts: ties between opponents.

    The two need possibly overlap in time: a tie of each kind that cannot have held together counts for nothing.
    """
    by_client: dict[tuple[str, str], list[Tie]] = {}
    for tie in supports:
        for arena in tie.arenas:
            by_client.setdefault((tie.b, arena), []).append(tie)
    rows: dict[tuple[str, str, Pair], set[str]] = {}
    for conflict in conflicts:
        for arena in conflict.arenas:
            for one in by_client.get((conflict.a, arena), []):
                for other in by_client.get((conflict.b, arena), []):
                    if one.a == other.a and one.a not in conflict.pair and _together(one, other, conflict):
                        key = (one.a, arena, conflict.pair)
                        rows.setdefault(key, set()).update((one.name, other.name, conflict.name))
    return [Patron(*key, tuple(sorted(names))) for key, names in sorted(rows.items())]


def _together(*ties: Tie) -> bool:
    return overlap(tie.extent for tie in ties) is not None
