"""Random signed multigraphs, and the slow and sure ways to solve them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from kgraph.analysis.signed import Edge, SignedMultigraph, Tie, multigraph

NAMES = "abcdefghijklmnop"


def brute_force(edges: Sequence[Edge]) -> Fraction:
    """The frustration index by going through all camps; for up to 16 actors."""
    if not edges:
        return Fraction(0)
    names = sorted({end for edge in edges for end in (edge.a, edge.b)})
    place = {name: number for number, name in enumerate(names)}
    camps = np.arange(2 ** (len(names) - 1))
    cost = np.zeros(len(camps))
    for edge in edges:
        apart = ((camps >> place[edge.a]) ^ (camps >> place[edge.b])) & 1
        cost += float(edge.weight) * (apart if edge.sign > 0 else 1 - apart)
    return Fraction(cost.min()).limit_denominator(1000)


def cheapest(edges: Sequence[Edge], camps: int) -> Fraction:
    """The least cost of so many camps, by going through all of them."""
    names = sorted({end for edge in edges for end in (edge.a, edge.b)})
    assignments: Iterable[tuple[int, ...]] = itertools.product(range(camps), repeat=len(names))
    costs = []
    for assignment in assignments:
        home = dict(zip(names, assignment, strict=True))
        costs.append(sum((e.weight for e in edges if (e.sign > 0) != (home[e.a] == home[e.b])), Fraction(0)))
    return min(costs)


def multigraphs(
    most_actors: int, most_ties: int, weights: Sequence[Fraction] = (Fraction(1),)
) -> st.SearchStrategy[SignedMultigraph]:
    """Any signed multigraph up to a size."""
    names = NAMES[:most_actors]
    pairs = st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True)
    ties = st.builds(_tie, pairs, st.sampled_from([1, -1]), st.sampled_from(list(weights)))
    return st.lists(ties, max_size=most_ties).map(multigraph)


def _tie(pair: list[str], sign: int, weight: Fraction) -> Tie:
    return Tie(pair[0], pair[1], sign, weight)
