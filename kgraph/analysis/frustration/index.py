"""The frustration index: the least weight of edges that any division into two camps frustrates."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from kgraph.analysis.frustration.engine import Engine, Outcome
from kgraph.analysis.frustration.structure import Block, Camps, adjacency, reduce_graph
from kgraph.analysis.frustration.whole import Budget, CampPair, budget_of, camp_pairs, indexed, unit_of
from kgraph.analysis.signed import Edge, SignedGraph

Progress = Callable[[Fraction, Fraction], None]


class Frustration(NamedTuple):
    """Bounds of the frustration index, and camps that reach the upper one.

    An edge is frustrated if it is positive between the camps or negative within one. ``camps`` are two for each
    connected part with an edge. ``total`` is the weight of all edges. ``stopped`` says why the bounds do not meet:
    ``time limit``, ``interrupted``, or empty where they do. ``branches`` counts the cases that the proof goes through.
    """

    lower: Fraction
    upper: Fraction
    camps: tuple[CampPair, ...]
    frustrated: tuple[Edge, ...]
    total: Fraction
    stopped: str
    branches: int

    @property
    def proved(self) -> bool:
        """Say whether the bounds meet, so that the index is known."""
        return self.lower == self.upper

    @property
    def gap(self) -> Fraction:
        """The distance of the bounds as a share of the upper one; 0 where they meet."""
        return (self.upper - self.lower) / self.upper if self.upper else Fraction(0)

    @property
    def normalised(self) -> Fraction | None:
        """The normalised index 1 - 2·L / m of the upper bound: 1 is balanced; None without edges.

        m is the weight of all edges. No graph has L > m / 2, so it lies from 0 to 1 (Aref and Wilson 2018, section 2).
        """
        return 1 - 2 * self.upper / self.total if self.total else None


def frustration(graph: SignedGraph, seconds: float | None = None, progress: Progress | None = None) -> Frustration:
    """Return the frustration index L(G), proved or as bounds.

        L(G) = min over camps of  sum of w(e) over positive edges between camps and negative edges within one

    Also known as the line index of balance (Harary 1959). It is NP-hard. Structure goes first (bridges, biconnected
    blocks, heavy edges, chains); what is left is solved by cutting planes over negative cycles and branching. A lower
    bound is counted only if it holds in whole numbers, so ``proved`` does not rest on floating point.

    Without a time limit the same graph gives the same answer. A limit of 0 gives bounds without a search. Interrupting
    (Ctrl-C) gives the bounds so far. An empty or a balanced graph has index 0.

    Args:
        graph: a reduced graph; with the rule ``both``, a pair with both signs costs its lighter sign in any case.
        seconds: the time limit; None is none.
        progress: called with each new pair of bounds.

    Raises:
        InputError: if the time limit is negative, or weights are too fine to be added exactly.

    Sources: Harary, "On the measurement of structural balance" (Behavioral Science 4, 1959); Aref, Mason and Wilson,
    "Computing the line index of balance using integer programming optimisation" (2018, arXiv:1710.09876) and "A
    modeling and computational study of the frustration index in signed networks" (Networks 75, 2020); Barahona and
    Mahjoub, "On the cut polytope" (Mathematical Programming 36, 1986).
    """
    budget = budget_of(seconds)
    place = {actor: number for number, actor in enumerate(graph.actors)}
    unit = unit_of(graph.edges)
    wholes = [(place[edge.a], place[edge.b], edge.sign * int(edge.weight / unit)) for edge in graph.edges]
    net, certain = adjacency(wholes)
    camps = Camps(len(graph.actors))
    blocks, more = reduce_graph(net, camps)
    certain += more
    report = (lambda lower, upper: progress(lower * unit, upper * unit)) if progress else (lambda lower, upper: None)
    outcomes = _solve_blocks(blocks, certain, budget, camps, report)
    sides = camps.sides()
    frustrated = tuple(edge for edge in graph.edges if edge.sign * sides[place[edge.a]] * sides[place[edge.b]] < 0)
    upper = sum((edge.weight for edge in frustrated), Fraction(0))
    lower = (certain + sum(outcome.lower for outcome in outcomes)) * unit
    assert upper == (certain + sum(outcome.upper for outcome in outcomes)) * unit, "the camps cost something else"
    interrupted = any(outcome.interrupted for outcome in outcomes)
    return Frustration(
        lower,
        upper,
        camp_pairs(graph.actors, graph.edges, sides),
        frustrated,
        sum((edge.weight for edge in graph.edges), Fraction(0)),
        "" if lower == upper else "interrupted" if interrupted else "time limit",
        sum(outcome.branches for outcome in outcomes),
    )


def _solve_blocks(
    blocks: list[Block], certain: int, budget: Budget, camps: Camps, report: Callable[[int, int], None]
) -> list[Outcome]:
    """Solve the blocks, small ones first, and tell ``camps`` who is with whom in each."""
    solved = []
    engines = []
    for block in sorted(blocks, key=lambda block: (len(block.edges), block)):
        part = indexed([(u, v) for u, v, _ in block.edges])
        weights = np.array([weight for _, _, weight in block.edges], dtype=np.int64)
        engine = Engine(len(part.nodes), part.u, part.v, np.sign(weights))
        engines.append((part.nodes, engine, np.abs(weights)))
    # At first each block might cost nothing, and at most half of its weight.
    lower, upper = certain, certain + sum(int(costs.sum()) // 2 for _, _, costs in engines)
    interrupted = False
    for nodes, engine, costs in engines:
        upper -= int(costs.sum()) // 2
        watched = Budget(
            (lambda: 0.0) if interrupted else budget.seconds_left,
            lambda low, high, lower=lower, upper=upper: report(lower + low, upper + high),  # type: ignore[misc]
        )
        outcome = engine.solve(costs, watched)
        interrupted = interrupted or outcome.interrupted
        lower, upper = lower + outcome.lower, upper + outcome.upper
        for number, node in enumerate(nodes):
            camps.join(nodes[0], node, bool(outcome.sides[number] != outcome.sides[0]))
        solved.append(outcome)
    report(lower, upper)
    return solved
