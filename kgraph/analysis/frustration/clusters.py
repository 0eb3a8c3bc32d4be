"""Weak balance: any number of camps, or at most k, instead of two."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from kgraph.analysis.checks import whole
from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.frustration.partition import Partition
from kgraph.analysis.frustration.structure import adjacency, biconnected
from kgraph.analysis.frustration.whole import Budget, budget_of, seconds_allowed, unit_of
from kgraph.analysis.signed import Edge, SignedGraph


class Clusters(NamedTuple):
    """Bounds of the k-camp frustration, and camps that reach the upper one.

    ``stopped`` is as in `Frustration`, or ``branch limit``: the proof would go through more branches than are tried.

    ``camps`` has every actor with an edge, large camps first, then by name. Between parts that no edge connects nothing
    is known of who is with whom: that such actors share a camp says nothing.
    """

    lower: Fraction
    upper: Fraction
    camps: tuple[tuple[str, ...], ...]
    frustrated: tuple[Edge, ...]
    stopped: str

    @property
    def proved(self) -> bool:
        """Say whether the bounds meet."""
        return self.lower == self.upper


def clusters(graph: SignedGraph, most: int | None = None, seconds: float | None = None) -> Clusters:
    """Return the least weight of edges that any division into camps frustrates, two or more camps being allowed.

    A network is weakly balanced (clusterable) if no edge is frustrated, that is, if no cycle has exactly one negative
    edge (Davis 1967). With ``most`` = 2 this is the frustration index; without ``most`` it is the clusterability index
    (Doreian and Mrvar 1996), also known as correlation clustering.

    Any number of camps: a 0-1 program over the cycles with one negative edge, found as shortest paths of positive
    edges. At most k: actors are assigned to camps as well. HiGHS finds good camps; that there are none better is proved
    by branching with every bound in whole numbers (`ExactProgram`), so ``proved`` does not rest on floating point.

    Args:
        graph: a reduced graph.
        most: the greatest number of camps, from 1 on; None is any number.
        seconds: as in `frustration`.

    Raises:
        InputError: if ``most`` is below 1, or as in `frustration`.

    Sources: Davis, "Clustering and structural balance in graphs" (Human Relations 20, 1967); Doreian and Mrvar, "A
    partitioning approach to structural balance" (Social Networks 18, 1996); Aref and Neal, "Identifying hidden
    coalitions in the US House of Representatives" (Scientific Reports 11, 2021).
    """
    most = None if most is None else whole(most, "camps (None: any number)", 1)
    if most == 2:
        two = frustration(graph, seconds)
        # Camps of parts without a tie between them may be put together.
        halves = [sorted(name for pair in two.camps for name in pair[side]) for side in (0, 1)]
        return _result(graph, two.lower, [half for half in halves if half], two.stopped)
    budget = budget_of(seconds_allowed(seconds))
    place = {actor: number for number, actor in enumerate(graph.actors)}
    unit = unit_of(graph.edges)
    net, certain = adjacency((place[e.a], place[e.b], e.sign * int(e.weight / unit)) for e in graph.edges)
    camp: dict[int, int] = {}
    lower, stopped = certain, ""
    for pairs in _outwards(list(biconnected(net))):
        part = Partition(pairs, [net[a][b] for a, b in pairs])
        try:
            why = part.solve(most, budget)
            stopped = stopped or why
        except KeyboardInterrupt:
            stopped, budget = "interrupted", Budget(lambda: 0.0)
        lower += part.lower
        _settle(camp, part.nodes, part.labels.tolist(), most)
    for edge in graph.edges:
        # Only pairs whose signs weigh the same are left.
        camp.setdefault(place[edge.a], 0)
        camp.setdefault(place[edge.b], 0)
    members: dict[int, list[str]] = {}
    for actor in graph.actors:
        if place[actor] in camp:
            members.setdefault(camp[place[actor]], []).append(actor)
    found = _result(graph, lower * unit, list(members.values()), "")
    return found if found.proved else found._replace(stopped=stopped or "time limit")


def _result(graph: SignedGraph, lower: Fraction, camps: Sequence[Sequence[str]], stopped: str) -> Clusters:
    home = {actor: number for number, camp in enumerate(camps) for actor in camp}
    frustrated = tuple(edge for edge in graph.edges if (edge.sign > 0) != (home[edge.a] == home[edge.b]))
    upper = sum((edge.weight for edge in frustrated), Fraction(0))
    ordered = sorted((tuple(sorted(camp)) for camp in camps), key=lambda camp: (-len(camp), camp))
    return Clusters(lower, upper, tuple(ordered), frustrated, stopped)


def _outwards(blocks: list[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """Return blocks so that each shares at most one node with all before it: from the root of each tree outwards."""
    return blocks[::-1]


def _settle(camp: dict[int, int], nodes: Sequence[int], labels: Sequence[int], most: int | None) -> None:
    """Number the camps of a block so that the node it shares with what is settled keeps its camp."""
    shared = [(labels[number], camp[node]) for number, node in enumerate(nodes) if node in camp]
    names = dict(shared[:1])
    taken = set(names.values())
    # Without a limit, camps that nothing ties together stay apart.
    fresh = iter(range(most)) if most else iter(range(max(camp.values(), default=-1) + 1, 1 << 31))
    for number, node in enumerate(nodes):
        label = labels[number]
        if label not in names:
            names[label] = next(name for name in fresh if name not in taken)
            taken.add(names[label])
        camp.setdefault(node, names[label])
