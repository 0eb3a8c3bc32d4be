"""What the structure of a signed graph settles before any search: the presolve of the frustration index.

Weights are signed whole numbers, one for each pair of nodes: an edge of each sign between two nodes costs the lighter
one whatever the camps, and the difference stays. Every step keeps the optimum: see `reduce_graph`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

# Signed weight by neighbour, by node.
Adjacency = dict[int, dict[int, int]]


class Camps:
    """Which nodes are known to be in the same or in opposite camps: a union-find with parity."""

    def __init__(self, count: int) -> None:
        """Begin with every node on its own."""
        self._parent = list(range(count))
        self._opposite = [False] * count

    def find(self, node: int) -> tuple[int, bool]:
        """Return the root of a node, and whether the node is in the other camp than its root."""
        path = []
        while self._parent[node] != node:
            path.append(node)
            node = self._parent[node]
        opposite = False
        for step in reversed(path):
            opposite ^= self._opposite[step]
            self._parent[step], self._opposite[step] = node, opposite
        return node, opposite

    def join(self, first: int, second: int, opposite: bool) -> None:
        """Put two nodes into the same camp, or into opposite ones; nothing changes where this is known."""
        (root, turned), (other, other_turned) = self.find(first), self.find(second)
        if root != other:
            self._parent[other], self._opposite[other] = root, turned ^ other_turned ^ opposite

    def roots(self) -> list[int]:
        """Return the root of each node."""
        return [self.find(node)[0] for node in range(len(self._parent))]

    def sides(self) -> list[int]:
        """Return 1 or -1 for each node; nodes with different roots are free of each other."""
        return [-1 if self.find(node)[1] else 1 for node in range(len(self._parent))]


class Block(NamedTuple):
    """A biconnected part that structure alone does not settle: its edges as (u, v, signed weight)."""

    edges: tuple[tuple[int, int, int], ...]


def adjacency(edges: Iterable[tuple[int, int, int]]) -> tuple[Adjacency, int]:
    """Return the net weights of signed edges and what the pairs with both signs cost in any case."""
    found: Adjacency = {}
    cost = 0
    for u, v, weight in edges:
        cost += _add(found, u, v, weight)
    return found, cost


def reduce_graph(graph: Adjacency, camps: Camps) -> tuple[list[Block], int]:
    """Settle what structure settles; return the blocks that are left and the cost that is certain.

    - An edge that weighs at least as much as all other edges of one of its ends together is satisfied in some optimum:
      that end follows it, and the two become one node. Pendant actors, whole trees, and chains of actors with two
      neighbours are special cases; a chain becomes one edge as light as its lightest.
    - A bridge is never frustrated, and biconnected blocks are independent of each other: the frustration index is the
      sum of theirs (Aref, Mason and Wilson 2018, section 4).
    """
    cost = 0
    blocks: list[Block] = []
    waiting = [graph]
    while waiting:
        part = waiting.pop()
        cost += _follow_heavy_edges(part, camps)
        for edges in biconnected(part):
            if len(edges) == 1:
                [(u, v)] = edges
                camps.join(u, v, part[u][v] < 0)
                continue
            inner = adjacency((u, v, part[u][v]) for u, v in edges)[0]
            if any(_heavy(inner, node) is not None for node in inner):
                waiting.append(inner)
            else:
                blocks.append(Block(tuple((u, v, part[u][v]) for u, v in edges)))
    return sorted(blocks), cost


def _add(graph: Adjacency, u: int, v: int, weight: int) -> int:
    """Add an edge to the net weights; return what the signs that meet cost in any case."""
    known = graph.setdefault(u, {}).get(v, 0)
    graph.setdefault(v, {})
    net = known + weight
    if net:
        graph[u][v] = graph[v][u] = net
    elif known:
        del graph[u][v], graph[v][u]
    return min(abs(known), abs(weight)) if known * weight < 0 else 0


def _heavy(graph: Adjacency, node: int) -> int | None:
    """Return the neighbour whose edge weighs as much as all others of the node together, or None."""
    around = graph[node]
    if not around:
        return None
    heaviest = max(around, key=lambda other: (abs(around[other]), -other))
    return heaviest if 2 * abs(around[heaviest]) >= sum(map(abs, around.values())) else None


def _follow_heavy_edges(graph: Adjacency, camps: Camps) -> int:
    cost = 0
    waiting = sorted(graph, reverse=True)
    while waiting:
        node = waiting.pop()
        if node not in graph or (other := _heavy(graph, node)) is None:
            continue
        around = graph.pop(node)
        sign = 1 if around.pop(other) > 0 else -1
        camps.join(other, node, sign < 0)
        del graph[other][node]
        for third, weight in around.items():
            del graph[third][node]
            cost += _add(graph, other, third, weight * sign)
            waiting.append(third)
        waiting.append(other)
    return cost


def biconnected(graph: Adjacency) -> Iterator[list[tuple[int, int]]]:
    """Return the edges of each biconnected component, smaller node first (Hopcroft and Tarjan 1973)."""
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    for root in sorted(graph):
        if root in number:
            continue
        number[root] = low[root] = len(number)
        edges: list[tuple[int, int]] = []
        path = [(root, root, iter(sorted(graph[root])))]
        while path:
            node, parent, around = path[-1]
            for other in around:
                if other == parent:
                    continue
                if other not in number:
                    number[other] = low[other] = len(number)
                    edges.append((node, other))
                    path.append((other, node, iter(sorted(graph[other]))))
                    break
                if number[other] < number[node]:
                    edges.append((node, other))
                    low[node] = min(low[node], number[other])
            else:
                path.pop()
                if path:
                    low[parent] = min(low[parent], low[node])
                    if low[node] >= number[parent]:
                        start = _last(edges, (parent, node))
                        yield sorted((min(u, v), max(u, v)) for u, v in edges[start:])
                        del edges[start:]


def _last(edges: list[tuple[int, int]], edge: tuple[int, int]) -> int:
    place = len(edges) - 1
    while edges[place] != edge:
        place -= 1
    return place
