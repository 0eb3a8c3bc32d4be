"""Camps of one biconnected block, any number of them or at most k: good ones, and the proof that none is better."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from kgraph.analysis.frustration.exact import ExactProgram, Row
from kgraph.analysis.frustration.whole import Budget, indexed

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_MISSED = 1e-4


class Partition:
    """The division of one biconnected block into camps: ``lower`` bounds what the best one costs, ``labels`` is one."""

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
        self.most: int | None = None
        self.lower = 0
        self.labels = np.zeros(self.count, dtype=np.int64)

    def solve(self, most: int | None, budget: Budget) -> str:
        """Work out ``lower`` and ``labels``; return why the bound does not meet what these cost, if it does not."""
        self.most = most
        self.labels = self.greedy()
        if not self.frustrated_cost(self.labels):
            return ""
        stopped = self._proved(self._any_number(), budget)
        if most is not None and self.lower < self.frustrated_cost(self.labels) and not budget.spent:
            # More camps may be better, but too many: now with who is in which.
            stopped = self._proved(self._at_most(most), budget)
        return stopped

    def _proved(self, program: ExactProgram, budget: Budget) -> str:
        """Bound a program, look for good camps, then prove that there are no better ones."""
        program.lower = max(program.lower, self.lower)
        try:
            program.relax(self.frustrated_cost(self.labels), budget)
            if program.lower < self.frustrated_cost(self.labels) and not budget.spent:
                self._look(program, budget)
            return program.solve(self.frustrated_cost(self.labels), budget).stopped
        finally:
            self.lower = max(self.lower, program.lower)

    def _look(self, program: ExactProgram, budget: Budget) -> None:
        while (values := program.look(budget)) is not None:
            program.evaluate(values)
            if not program.add(self._broken(np.rint(values))) or budget.spent:
                return

    def frustrated_cost(self, labels: Ints) -> int:
        """Return the weight of the edges that these camps frustrate."""
        return int(self.cost[self.positive != (labels[self.u] == labels[self.v])].sum())

    def greedy(self) -> Ints:
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
                if self.most is None or unused < self.most:
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

    def _broken(self, values: Floats) -> list[Row]:
        return [Row(cycle, [1] * len(cycle), 1) for cycle in self.violated(values[: len(self.cost)])]

    def _any_number(self) -> ExactProgram:
        """Return the program over z alone, whose rows are cycles."""
        top = np.ones(len(self.cost), dtype=np.int64)
        return ExactProgram(self.cost, top, lambda values: self._keep(self._parts(values)), self._broken)

    def _keep(self, labels: Ints) -> int:
        """Keep camps if they are the best so far and not too many; return what they cost."""
        cost = self.frustrated_cost(labels)
        few = self.most is None or len(np.unique(labels)) <= self.most
        if few and cost < self.frustrated_cost(self.labels):
            self.labels = labels
        return cost

    def _parts(self, values: Floats) -> Ints:
        """Return the parts that positive edges hold together where z is 0."""
        held = self.positive & (values < 0.5)
        shape = (self.count, self.count)
        graph = csr_array((np.ones(int(held.sum())), (self.u[held], self.v[held])), shape=shape)
        return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)

    def _at_most(self, most: int) -> ExactProgram:
        """Return the program that assigns nodes to camps: a 0-1 column for each edge, and for each node and camp.

        The n-th node may begin no camp after the n-th, which breaks the symmetry.
        """
        edges, camps = len(self.cost), min(most, self.count)
        homes = edges + np.arange(self.count * camps).reshape(self.count, camps)
        top = np.ones(edges + homes.size, dtype=np.int64)
        order = np.argsort(-np.bincount(np.concatenate([self.u, self.v])), kind="stable")
        for position, node in enumerate(order.tolist()):
            top[homes[node, position + 1 :]] = 0

        def evaluate(values: Floats) -> int:
            return self._keep(values[homes].argmax(axis=1).astype(np.int64))

        cost = np.concatenate([self.cost, np.zeros(homes.size, dtype=np.int64)])
        program = ExactProgram(cost, top, evaluate, self._broken)
        one, none = [1] * camps, [-1] * camps
        program.add(row for home in homes.tolist() for row in (Row(home, one, 1), Row(home, none, -1)))
        for edge, (a, b) in enumerate(zip(homes[self.u].tolist(), homes[self.v].tolist(), strict=True)):
            for x, y in zip(a, b, strict=True):
                if self.positive[edge]:
                    program.add([Row([edge, x, y], [1, -1, 1], 0), Row([edge, y, x], [1, -1, 1], 0)])
                else:
                    program.add([Row([edge, x, y], [1, -1, -1], -1)])
        return program
