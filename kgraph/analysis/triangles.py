"""Triangles of a graph whose edges are of three kinds, counted by kind: each triangle is met once, none is kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

KINDS: tuple[str, ...] = tuple("".join(kind) for kind in combinations_with_replacement("+-±", 3))


def count_triads(count: int, u: Ints, v: Ints, code: Ints) -> dict[str, int]:
    """Count triads of each kind among ``count`` nodes; one entry a pair, its code 0 (+), 1 (-) or 2 (±).

    Edges lead to the end of higher degree, so that no node has more than sqrt(2m) of m edges, and a triangle is two
    edges of its lowest node and the edge that closes them. Edges of a node are paired with those so many places after
    them, one place after the other, and the closing edge is looked up: O(m^1.5) time (Chiba and Nishizeki, "Arboricity
    and subgraph listing algorithms", SIAM Journal on Computing 14, 1985) and O(m) memory.
    """
    degree = np.bincount(u, minlength=count) + np.bincount(v, minlength=count)
    rank = np.empty(count, dtype=np.int64)
    rank[np.argsort(degree, kind="stable")] = np.arange(count)
    first, second = rank.take(u), rank.take(v)
    keys = (np.minimum(first, second) * count + np.maximum(first, second)) * 4 + code
    keys.sort()
    code, keys = keys & 3, keys >> 2
    low = keys // max(count, 1)
    high = keys - low * count
    table = _EdgeTable(keys)
    # How many edges of the same lower end come after each; those with none are done.
    after = np.cumsum(np.bincount(low, minlength=count)).take(low) - np.arange(1, len(low) + 1)
    edges = np.flatnonzero(after)
    after, begins = after.take(edges), high.take(edges) * count
    found = np.zeros(27, dtype=np.int64)
    step = 1
    while len(edges):
        closed, closing = table.find(begins + high.take(edges + step))
        one = edges.take(closed)
        kinds = code.take(one) * 9 + code.take(one + step) * 3 + code.take(closing)
        found += np.bincount(kinds, minlength=27)
        step += 1
        kept = np.flatnonzero(after >= step)
        edges, after, begins = edges.take(kept), after.take(kept), begins.take(kept)
    counts = dict.fromkeys(KINDS, 0)
    for number, triads in enumerate(found.tolist()):
        signs = sorted((number // 9, number // 3 % 3, number % 3))
        counts["".join("+-±"[sign] for sign in signs)] += triads
    return counts


class _EdgeTable:
    """Which edge has a key: hash tables, each for the keys that found their place taken in the one before.

    Source: multiplicative hashing, Knuth, "The Art of Computer Programming" 3 (1998), section 6.4.
    """

    _GOLDEN = 0x9E3779B97F4A7C15
    _SPARE_BITS = 2

    def __init__(self, keys: Ints) -> None:
        self._keys = keys
        self._levels: list[tuple[np.uint64, np.uint64, NDArray[np.int32]]] = []
        left = np.arange(len(keys), dtype=np.int32)
        factor = self._GOLDEN
        while len(left):
            bits = len(left).bit_length() + self._SPARE_BITS
            odd, shift = np.uint64(factor | 1), np.uint64(64 - bits)
            place = self._places(keys.take(left), odd, shift)
            table = np.full(1 << bits, -1, dtype=np.int32)
            table[place] = left
            self._levels.append((odd, shift, table))
            left = left[table.take(place) != left]
            factor = factor * self._GOLDEN % (1 << 64)

    def find(self, keys: Ints) -> tuple[Ints, Ints]:
        """Return the positions of the keys that are there, and the edge of each."""
        found = [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)), *self._matches(keys)]
        return np.concatenate([one for one, _ in found]), np.concatenate([other for _, other in found])

    def _matches(self, keys: Ints) -> Iterator[tuple[Ints, Ints]]:
        where = np.arange(len(keys))
        for odd, shift, table in self._levels:
            edges = table.take(self._places(keys, odd, shift))
            taken = np.flatnonzero(edges >= 0)
            edges, keys, where = edges.take(taken), keys.take(taken), where.take(taken)
            same = self._keys.take(edges) == keys
            yield where[same], edges[same].astype(np.int64)
            other = np.flatnonzero(~same)
            if not len(other):
                return
            keys, where = keys.take(other), where.take(other)

    @staticmethod
    def _places(keys: Ints, odd: np.uint64, shift: np.uint64) -> Ints:
        return ((keys.view(np.uint64) * odd) >> shift).view(np.int64)
