"""What each actor and each edge contributes to the frustration index: how far it falls without them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kgraph.analysis.frustration.engine import Engine
from kgraph.analysis.frustration.structure import biconnected
from kgraph.analysis.frustration.whole import Budget, budget_of, indexed, unit_of
from kgraph.analysis.signed import Edge, SignedGraph

Ints = NDArray[np.int64]


class Fall(NamedTuple):
    """How far the index falls without an actor or an edge: from ``lower`` to ``upper``, known where they meet."""

    what: str | Edge
    lower: Fraction
    upper: Fraction


class Contributions(NamedTuple):
    """What actors and edges contribute, those with most first, then by name; ``stopped`` is as in `Frustration`.

    ``whole`` is the index, or its upper bound where it is not known.
    """

    whole: Fraction
    actors: tuple[Fall, ...]
    edges: tuple[Fall, ...]
    stopped: str


def contributions(graph: SignedGraph, seconds: float | None = None, edges: bool = True) -> Contributions:
    """Return L(G) - L(G without it) for each actor and, unless ``edges`` is false, for each edge.

    An actor is taken out with all its edges. The falls do not add up to the index: one frustrated edge counts for both
    its ends, and without one edge other camps may be best. No fall is below 0; that of an edge is at most its weight,
    and equal to it if and only if some best camps frustrate the edge. The idea is that of a vitality, the change of a
    measure when an element is taken out (Koschützki and others, "Centrality indices", 2005, section 3.6).

    Where the time limit comes first, falls are bounds. Arguments and errors are as in `frustration`.
    """
    budget = budget_of(seconds)
    place = {actor: number for number, actor in enumerate(graph.actors)}
    unit = unit_of(graph.edges)
    weights: dict[tuple[int, int], list[int]] = {}
    around: dict[int, dict[int, int]] = {}
    for edge in graph.edges:
        a, b = place[edge.a], place[edge.b]
        weights.setdefault((a, b), [0, 0])[edge.sign < 0] += int(edge.weight / unit)
        around.setdefault(a, {})[b] = around.setdefault(b, {})[a] = 1
    parts = [_Part(pairs, weights) for pairs in biconnected(around)]
    whole = sum(part.index(part.weights, budget)[1] for part in parts)

    def fall(what: str | Edge, gone: Iterable[tuple[tuple[int, int], int | None]]) -> Fall:
        low = high = 0
        taken = list(gone)
        for part in parts:
            here = [(part.place[pair], sign) for pair, sign in taken if pair in part.place]
            if here:
                less, more = part.fall(here, budget)
                low, high = low + less, high + more
        return Fall(what, low * unit, high * unit)

    actors = [fall(actor, [(pair, None) for pair in weights if node in pair]) for actor, node in place.items()]
    found = [fall(edge, [((place[edge.a], place[edge.b]), edge.sign)]) for edge in graph.edges] if edges else []
    complete = all(one.lower == one.upper for one in (*actors, *found))
    interrupted = any(part.interrupted for part in parts)
    stopped = "" if complete else "interrupted" if interrupted else "time limit"
    return Contributions(whole * unit, _ordered(actors), _ordered(found), stopped)


class _Part:
    """A biconnected part: what its pairs weigh as positive and as negative, and an engine for any such weights."""

    def __init__(self, pairs: list[tuple[int, int]], weights: dict[tuple[int, int], list[int]]) -> None:
        self.place = {pair: number for number, pair in enumerate(pairs)}
        self.weights = np.array([weights[pair] for pair in pairs], dtype=np.int64)
        part = indexed(pairs)
        self.sign = np.where(self.weights[:, 0] > 0, 1, -1)
        # A bridge needs no engine: it costs its lighter sign.
        self.engine = Engine(len(part.nodes), part.u, part.v, self.sign) if len(pairs) > 1 else None
        self.sides: Ints | None = None
        self.interrupted = False
        self._known: tuple[int, int] | None = None

    def index(self, weights: Ints, budget: Budget) -> tuple[int, int]:
        """Return bounds of the index with other weights, 0 for what is taken out."""
        positive, negative = weights[:, 0], weights[:, 1]
        if self.engine is None:
            only = int(np.minimum(positive, negative).sum())
            return only, only
        # Frustrated as positive costs the positive weight and saves the negative one.
        cost = np.where(self.sign > 0, positive - negative, negative)
        offset = int(negative[self.sign > 0].sum())
        outcome = self.engine.solve(cost, Budget(lambda: 0.0) if self.interrupted else budget, self.sides)
        self.interrupted = self.interrupted or outcome.interrupted
        found = max(0, outcome.lower + offset), outcome.upper + offset
        if self._known is None:
            self._known, self.sides = found, outcome.sides
        return found

    def fall(self, gone: list[tuple[int, int | None]], budget: Budget) -> tuple[int, int]:
        """Return bounds of the fall without some pairs, or without one of their signs."""
        rest = self.weights.copy()
        for pair, sign in gone:
            if sign is None:
                rest[pair] = 0
            else:
                rest[pair, int(sign < 0)] = 0
        taken = int((self.weights - rest).sum())
        known = self._known or self.index(self.weights, budget)
        low, high = self.index(rest, budget)
        return max(0, known[0] - high), min(taken, max(0, known[1] - low))


def _ordered(falls: Iterable[Fall]) -> tuple[Fall, ...]:
    return tuple(sorted(falls, key=lambda fall: (-fall.upper, -fall.lower, fall.what)))
