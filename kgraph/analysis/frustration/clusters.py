"""Weak balance: any number of camps, or at most k, instead of two."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from kgraph.analysis.frustration.engine import Budget
from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.frustration.program import add_columns, add_row, new_program
from kgraph.analysis.frustration.structure import adjacency, biconnected
from kgraph.analysis.frustration.whole import Ints, budget_of, indexed, seconds_allowed, unit_of
from kgraph.analysis.signed import Edge, SignedGraph
from kgraph.errors import InputError

Floats = NDArray[np.float64]
_MISSED = 1e-4


class Clusters(NamedTuple):
    """Bounds of the k-camp frustration, and camps that reach the upper one; ``stopped`` is as in `Frustration`.

    ``camps`` has every actor with an edge, large camps first, then by name.
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

    Any number of camps: an integer program in HiGHS over the cycles with one negative edge, found as shortest paths of
    positive edges. At most k: actors are assigned to camps. The bound is that of HiGHS's branch and bound in floating
    point, with whole numbers and no gap allowed; the camps and what they frustrate are counted exactly.

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
    if most is not None and most < 1:
        raise InputError(f"camps: {most} is too few; allow at least 1")
    if most == 2:
        two = frustration(graph, seconds)
        # Camps of parts without a tie between them may be put together.
        halves = [sorted(name for pair in two.camps for name in pair[side]) for side in (0, 1)]
        return _result(graph, two.lower, [half for half in halves if half], two.stopped)
    budget = budget_of(seconds_allowed(seconds))
    place = {actor: number for number, actor in enumerate(graph.actors)}
    unit = unit_of(edge.weight for edge in graph.edges)
    net, certain = adjacency((place[e.a], place[e.b], e.sign * int(e.weight / unit)) for e in graph.edges)
    camp: dict[int, int] = {}
    lower, stopped = certain, ""
    for pairs in _outwards(list(biconnected(net))):
        problem = _Problem(pairs, [net[a][b] for a, b in pairs])
        try:
            low, labels = problem.solve(most, budget)
        except KeyboardInterrupt:
            low, labels, stopped = 0, problem.greedy(most), "interrupted"
            budget = Budget(lambda: 0.0)
        lower += low
        _settle(camp, problem.nodes, labels.tolist(), most)
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


class _Problem:
    """One biconnected block."""

    def __init__(self, pairs: Sequence[tuple[int, int]], weights: Sequence[int]) -> None:
        part = indexed(pairs)
        self.nodes, self.u, self.v = part.nodes, part.u, part.v
        signed = np.array(weights, dtype=np.int64)
        self.positive, self.cost = signed > 0, np.abs(signed)
        self.count = len(part.nodes)
        self.edge_of = {
            pair: number
            for number, (a, b) in enumerate(zip(self.u.tolist(), self.v.tolist(), strict=True))
            for pair in ((a, b), (b, a))
        }

    def solve(self, most: int | None, budget: Budget) -> tuple[int, Ints]:
        """Return a lower bound and the camp of each node."""
        labels = self.greedy(most)
        best = self.frustrated_cost(labels)
        if budget.spent or not best:
            return 0, labels
        rows = self._root(budget)
        if most is None:
            return self._any_number(rows, labels, budget)
        return self._at_most(most, rows, labels, budget)

    def frustrated_cost(self, labels: Ints) -> int:
        """Return the weight of the edges that these camps frustrate."""
        return int(self.cost[self.positive != (labels[self.u] == labels[self.v])].sum())

    def greedy(self, most: int | None) -> Ints:
        """Return camps that no move of one node makes better, from all nodes in one camp."""
        around: list[list[tuple[int, int]]] = [[] for _ in range(self.count)]
        for a, b, positive, cost in zip(self.u, self.v, self.positive, self.cost, strict=True):
            worth = int(cost) if positive else -int(cost)
            around[a].append((int(b), worth))
            around[b].append((int(a), worth))
        labels = np.zeros(self.count, dtype=np.int64)
        moved = True
        while moved:
            moved = False
            for node in range(self.count):
                gain = {int(labels[node]): 0}
                for other, value in around[node]:
                    gain[int(labels[other])] = gain.get(int(labels[other]), 0) + value
                unused = next(name for name in range(self.count + 1) if name not in labels)
                if most is None or unused < most:
                    gain.setdefault(unused, 0)
                choice = max(sorted(gain), key=gain.__getitem__)
                if gain[choice] > gain[int(labels[node])]:
                    labels[node], moved = choice, True
        return labels

    def violated(self, values: Floats) -> list[list[int]]:
        """Return cycles with one negative edge on which z adds up to less than 1, the negative edge first."""
        positive = np.flatnonzero(self.positive)
        length = np.maximum(values[positive], 0) + 1e-6
        rows = np.concatenate([self.u[positive], self.v[positive]])
        columns = np.concatenate([self.v[positive], self.u[positive]])
        shape = (self.count, self.count)
        graph = csr_array((np.concatenate([length, length]), (rows, columns)), shape=shape)
        negative = np.flatnonzero(~self.positive & (values < 1 - _MISSED))
        if not len(negative):
            return []
        sources = np.unique(self.u[negative])
        distances, before = dijkstra(graph, indices=sources, limit=1.0, return_predecessors=True)
        row_of = {int(source): row for row, source in enumerate(sources)}
        found = []
        for edge in negative.tolist():
            start, node = int(self.u[edge]), int(self.v[edge])
            row = row_of[start]
            if values[edge] + distances[row, node] < 1 - _MISSED:
                cycle = [edge]
                while node != start:
                    cycle.append(self.edge_of[node, int(before[row, node])])
                    node = int(before[row, node])
                found.append(cycle)
        return found

    def _program(self, rows: Sequence[Sequence[int]], columns: int = 0) -> highspy.Highs:
        """Return a program over z and further 0-1 columns without cost, with a row for each cycle."""
        program = new_program()
        edges = len(self.cost)
        count = edges + columns
        cost = np.concatenate([self.cost, np.zeros(columns)]).astype(np.float64)
        add_columns(program, cost, np.zeros(count), np.ones(count))
        for row in rows:
            add_row(program, 1.0, highspy.kHighsInf, row, np.ones(len(row)))
        return program

    def _root(self, budget: Budget) -> list[list[int]]:
        """Return the cycles that the linear program needs."""
        program = self._program([])
        rows: list[list[int]] = []
        while not budget.spent:
            program.run()
            cycles = self.violated(np.array(program.getSolution().col_value))
            if not cycles:
                break
            for cycle in cycles:
                add_row(program, 1.0, highspy.kHighsInf, cycle, np.ones(len(cycle)))
            rows.extend(cycles)
        return rows

    def _any_number(self, rows: list[list[int]], labels: Ints, budget: Budget) -> tuple[int, Ints]:
        lower, best = 0, labels
        while not budget.spent and lower < self.frustrated_cost(best):
            program = self._program(rows)
            bound, values = _solved(program, len(self.cost), budget)
            lower = max(lower, bound)
            if values is None:
                break
            found = self._parts(values)
            if self.frustrated_cost(found) < self.frustrated_cost(best):
                best = found
            cycles = self.violated(np.rint(values))
            if not cycles:
                break
            rows = [*rows, *cycles]
        return min(lower, self.frustrated_cost(best)), best

    def _parts(self, values: Floats) -> Ints:
        """Return the parts that positive edges hold together where z is 0."""
        held = self.positive & (values < 0.5)
        shape = (self.count, self.count)
        graph = csr_array((np.ones(int(held.sum())), (self.u[held], self.v[held])), shape=shape)
        return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)

    def _at_most(self, most: int, rows: list[list[int]], labels: Ints, budget: Budget) -> tuple[int, Ints]:
        """Assign nodes to camps; the n-th node may begin no camp after the n-th, which breaks the symmetry."""
        edges, camps = len(self.cost), min(most, self.count)
        program = self._program(rows, self.count * camps)
        order = np.argsort(-np.bincount(np.concatenate([self.u, self.v])), kind="stable")
        for position, node in enumerate(order.tolist()):
            columns = edges + node * camps + np.arange(camps)
            add_row(program, 1.0, 1.0, columns, np.ones(camps))
            for late in range(position + 1, camps):
                program.changeColBounds(int(columns[late]), 0.0, 0.0)
        for edge in range(edges):
            a, b = (edges + int(end[edge]) * camps for end in (self.u, self.v))
            for camp in range(camps):
                if self.positive[edge]:
                    for one, other in ((a, b), (b, a)):
                        add_row(program, 0.0, highspy.kHighsInf, [edge, one + camp, other + camp], [1.0, -1.0, 1.0])
                else:
                    add_row(program, -1.0, highspy.kHighsInf, [edge, a + camp, b + camp], [1.0, -1.0, -1.0])
        bound, values = _solved(program, edges + self.count * camps, budget)
        best = labels
        if values is not None:
            found = values[edges:].reshape(self.count, camps).argmax(axis=1).astype(np.int64)
            if self.frustrated_cost(found) < self.frustrated_cost(best):
                best = found
        return min(bound, self.frustrated_cost(best)), best


def _solved(program: highspy.Highs, columns: int, budget: Budget) -> tuple[int, Floats | None]:
    """Solve with all columns 0 or 1; return a bound, rounded up, and the values if there are any."""
    kinds = np.array([highspy.HighsVarType.kInteger] * columns)
    program.changeColsIntegrality(columns, np.arange(columns, dtype=np.int32), kinds)
    program.setOptionValue("mip_rel_gap", 0.0)
    program.setOptionValue("mip_abs_gap", 0.999)
    program.setOptionValue("time_limit", max(budget.seconds_left(), 0.01))
    program.run()
    info = program.getInfo()
    bound = int(np.ceil(info.mip_dual_bound - 1e-6)) if np.isfinite(info.mip_dual_bound) else 0
    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return max(bound, 0), np.array(program.getSolution().col_value) if feasible else None
