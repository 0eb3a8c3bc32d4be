"""Negative cycles: inequalities that bound the frustration index from below, and how to find those that are missing.

Let z be 1 for a frustrated edge and 0 for a satisfied one. Around any cycle the number of frustrated edges is odd if
and only if the number of negative edges is. So for a cycle C and some of its edges F, with |F| plus the number of its
negative edges odd,

    sum over C without F of z  +  sum over F of (1 - z)  >=  1                      (Barahona and Mahjoub 1986)

For F empty: on a negative cycle some edge is frustrated.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# A small length for each edge, so that short cycles come first; what it hides is less than this times the length.
_HOP = 1e-5
_MISSED = 1e-4
# Where fewer edges are frustrated, cycles through all edges at the sources are looked at: more cuts a round.
_FEW = 300


class Cycle(NamedTuple):
    """A cycle as the numbers of its edges, and of those of them that are in F."""

    edges: tuple[int, ...]
    turned: tuple[int, ...] = ()


def is_valid(cycle: Cycle, u: Sequence[int], v: Sequence[int], sign: Sequence[int]) -> bool:
    """Say whether the inequality of a cycle holds for all camps: closed, and odd as said above. Needs no trust."""
    odd_nodes: set[int] = set()
    for edge in cycle.edges:
        odd_nodes ^= {u[edge]}
        odd_nodes ^= {v[edge]}
    negative = sum(sign[edge] < 0 for edge in cycle.edges)
    within = set(cycle.turned) <= set(cycle.edges) and len(set(cycle.edges)) == len(cycle.edges)
    return not odd_nodes and within and (negative + len(cycle.turned)) % 2 == 1


class Separation:
    """Finds violated cycle inequalities as shortest paths in the signed double cover.

    The cover has each node twice; a positive edge joins copies on the same side, a negative one on different sides. A
    path from one copy of a node to the other is a closed walk with an odd number of negative edges.
    """

    def __init__(self, count: int, u: Ints, v: Ints, sign: Ints) -> None:
        """Keep the edges; ``sign`` is 1 or -1 for each."""
        self.count, self.u, self.v, self.sign = count, u, v, sign
        self._edge_of: dict[tuple[int, int], int] = {}
        for edge, (a, b) in enumerate(zip(u.tolist(), v.tolist(), strict=True)):
            self._edge_of[a, b] = self._edge_of[b, a] = edge

    def violated(self, lengths: Floats, turned: NDArray[np.bool_], sides: Ints, most: int) -> list[Cycle]:
        """Return violated cycles, the shortest through each of many edges, at most about ``most``.

        Args:
            lengths: z of each edge, or 1 - z where ``turned``.
            turned: the edges that are in F of every cycle that uses them; their sign counts as the other one.
            sides: camps; every negative cycle has an edge that they frustrate, so only at these is it looked for.
            most: enough for one round.
        """
        sign = np.where(turned, -self.sign, self.sign)
        frustrated = (sign * sides[self.u] * sides[self.v] < 0) & (lengths < 1 - _MISSED)
        used = np.flatnonzero(lengths < 1 - _MISSED)
        if not frustrated.any():
            return []
        graph = self._cover(used, lengths, sign)
        sources = self._sources(frustrated)
        closing = np.flatnonzero(frustrated)
        places, edges, ends = self._closings(sources, used if len(closing) < _FEW else closing, sign)
        found: dict[Cycle, None] = {}
        batch = 64
        for start in range(0, len(sources), batch):
            chosen = sources[start : start + batch]
            distances, before = dijkstra(graph, indices=chosen, limit=1.0, return_predecessors=True)
            here = slice(*np.searchsorted(places, (start, start + batch)))
            rows, last = places[here] - start, ends[here]
            short = np.flatnonzero(distances[rows, last] + lengths[edges[here]] < 1.0)
            for row, end in zip(rows[short].tolist(), last[short].tolist(), strict=True):
                cycle = self._negative_part(before[row], int(chosen[row]), end)
                if lengths[cycle].sum() < 1 - _MISSED:
                    found[Cycle(tuple(sorted(cycle)), tuple(sorted(e for e in cycle if turned[e])))] = None
            if len(found) >= most:
                break
        return list(found)

    def _closings(self, sources: Ints, edges: Ints, sign: Ints) -> tuple[Ints, Ints, Ints]:
        """Return, for each edge at a source, the source's place, the edge, and the end of a path that it closes.

        From there the edge leads to the other copy of the source. Ordered by place.
        """
        place = np.full(self.count, -1, dtype=np.int64)
        place[sources] = np.arange(len(sources))
        both = np.concatenate([edges, edges])
        places = place[np.concatenate([self.u[edges], self.v[edges]])]
        ends = np.concatenate([self.v[edges], self.u[edges]]) + np.where(sign[both] > 0, self.count, 0)
        order = np.argsort(places, kind="stable")[np.count_nonzero(places < 0) :]
        return places[order], both[order], ends[order]

    def _cover(self, used: Ints, lengths: Floats, sign: Ints) -> csr_array:
        u, v, crosses = self.u[used], self.v[used], sign[used] < 0
        length = np.maximum(lengths[used], 0.0) + _HOP
        n = self.count
        v_near, v_far = np.where(crosses, v + n, v), np.where(crosses, v, v + n)
        rows = np.concatenate([u, v_near, u + n, v_far])
        columns = np.concatenate([v_near, u, v_far, u + n])
        return csr_array((np.tile(length, 4), (rows, columns)), shape=(2 * n, 2 * n))

    def _sources(self, frustrated: NDArray[np.bool_]) -> Ints:
        """Return few nodes that touch all frustrated edges: those with most of them first."""
        ends = np.concatenate([self.u[frustrated], self.v[frustrated]])
        counts = np.bincount(ends, minlength=self.count)
        u, v = self.u[frustrated].tolist(), self.v[frustrated].tolist()
        chosen: set[int] = set()
        for a, b in sorted(zip(u, v, strict=True), key=lambda edge: (-counts[edge[0]] - counts[edge[1]], edge)):
            if a not in chosen and b not in chosen:
                chosen.add(a if counts[a] >= counts[b] else b)
        return np.array(sorted(chosen), dtype=np.int64)

    def _negative_part(self, before: NDArray[np.int32], start: int, end: int) -> list[int]:
        """Return the edges of a simple negative cycle on the path that ``before`` gives and the edge that closes it."""
        n = self.count
        path = [end]
        while path[-1] != start:
            path.append(int(before[path[-1]]))
        other = start + n
        # The path may itself come by the other copy of its start.
        path = path[path.index(other) :] if other in path else [other, *path]
        # The first node that is met on both sides closes a cycle without repeats.
        place: dict[int, int] = {}
        for position, node in enumerate(path):
            base = node % n
            if base in place:
                path = path[place[base] : position + 1]
                break
            place[base] = position
        return [self._edge_of[a % n, b % n] for a, b in pairwise(path)]
