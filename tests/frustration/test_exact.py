"""What is called proved holds without rounding: whatever the solver says, bounds are right or not given."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.analysis.frustration import exact
from kgraph.analysis.frustration.clusters import clusters
from kgraph.analysis.frustration.cycles import Cycle
from kgraph.analysis.frustration.exact import ExactProgram, Row
from kgraph.analysis.frustration.interval import interval
from kgraph.analysis.frustration.program import CycleProgram
from kgraph.analysis.frustration.whole import Budget
from kgraph.analysis.signed import SignedGraph, Tie, multigraph

COLUMNS = 5
UNLIMITED = Budget(lambda: float("inf"))
rows = st.lists(
    st.builds(
        lambda values, right: Row(range(COLUMNS), values, right),
        st.lists(st.integers(-3, 3), min_size=COLUMNS, max_size=COLUMNS),
        st.integers(-4, 3),
    ),
    max_size=6,
)
costs = st.lists(st.integers(-5, 5), min_size=COLUMNS, max_size=COLUMNS)
duals = st.lists(st.floats(allow_nan=False, allow_infinity=True), min_size=6, max_size=6)


def kept(given_rows: list[Row], values: tuple[int, ...]) -> bool:
    return all(sum(v * x for v, x in zip(row.values, values, strict=True)) >= row.right for row in given_rows)


def least(cost: list[int], given_rows: list[Row]) -> int | None:
    """The least cost by going through everything."""
    found = [
        sum(c * x for c, x in zip(cost, values, strict=True))
        for values in itertools.product((0, 1), repeat=COLUMNS)
        if kept(given_rows, values)
    ]
    return min(found, default=None)


def program(cost: list[int], given_rows: list[Row]) -> ExactProgram:
    def evaluate(values: np.ndarray) -> int:
        rounded = tuple(int(value > 0.5) for value in values)
        return sum(c * x for c, x in zip(cost, rounded, strict=True)) if kept(given_rows, rounded) else 1000

    found = ExactProgram(np.array(cost), np.ones(COLUMNS, dtype=np.int64), evaluate)
    found.add(given_rows)
    return found


@settings(max_examples=150, deadline=None)
@given(costs, rows, duals)
def test_no_multipliers_whatsoever_give_a_bound_that_is_too_high(
    cost: list[int], given_rows: list[Row], multipliers: list[float]
) -> None:
    best = least(cost, given_rows)
    if best is not None:
        low, high = np.zeros(COLUMNS, dtype=np.int64), np.ones(COLUMNS, dtype=np.int64)
        found = program(cost, given_rows).bound(np.array(multipliers[: len(given_rows)]), low, high)
        assert found <= best


@settings(max_examples=150, deadline=None)
@given(costs, rows)
def test_the_least_cost_is_what_going_through_everything_finds(cost: list[int], given_rows: list[Row]) -> None:
    found = program(cost, given_rows).solve(1000, UNLIMITED)
    best = least(cost, given_rows)
    assert (1000 if best is None else best, "") == (found.lower, found.stopped)
    assert found.lower == found.best


def foes(count: int) -> SignedGraph:
    names = "abcdefghij"[:count]
    return multigraph(Tie(a, b, -1) for a, b in itertools.combinations(names, 2)).reduce("both")


def test_a_poor_solver_makes_a_proof_longer_but_not_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = ExactProgram.bound
    monkeypatch.setattr(ExactProgram, "look", lambda self, budget: None)
    monkeypatch.setattr(ExactProgram, "bound", lambda self, given, *box: honest(self, given / 2, *box))
    assert (2, 2) == clusters(foes(5), 3)[:2]
    ties = [Tie(a, b, sign) for a, b in itertools.combinations("abcd", 2) for sign in (1, -1)]
    ends = interval(multigraph(ties), movers=False)
    assert (0, 2) == (ends.least.upper, ends.most.lower)
    assert ends.proved


def test_a_proof_of_too_many_branches_is_not_called_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "MOST_BRANCHES", 0)
    found = clusters(foes(8), 3)
    # 8 foes in three camps: 3, 3 and 2 of them, which leaves 3 + 3 + 1 edges within.
    assert (7, "branch limit", False) == (found.upper, found.stopped, found.proved)
    assert found.lower < 7


def test_weights_too_large_for_64_bits_give_no_bound_rather_than_a_wrong_one() -> None:
    cost = np.array([1 << 40, 1 << 40])
    found = ExactProgram(cost, np.ones(2, dtype=np.int64), lambda values: 1 << 41)
    found.add([Row([0, 1], [1, 1], 1)])
    low, high = np.zeros(2, dtype=np.int64), np.ones(2, dtype=np.int64)
    assert 0 == found.bound(np.array([float(1 << 40)]), low, high)


def test_only_negative_cycles_prove_anything() -> None:
    edges = np.array([0, 1, 0]), np.array([1, 2, 2])
    with pytest.raises(ArithmeticError, match="not a negative cycle"):
        CycleProgram(*edges, np.array([1, 1, 1])).add([Cycle((0, 1, 2))])
    with pytest.raises(ArithmeticError, match="not a negative cycle"):
        CycleProgram(*edges, np.array([1, 1, -1])).add([Cycle((0, 2))])
    assert 1 == CycleProgram(*edges, np.array([1, 1, -1])).add([Cycle((0, 1, 2))])


def test_an_interval_of_heavy_and_uneven_weights_is_proved() -> None:
    ties = [Tie("x", "y", 1, Fraction(10**6)), Tie("x", "y", -1, Fraction(1, 10)), Tie("y", "z", 1), Tie("x", "z", 1)]
    ends = interval(multigraph(ties))
    assert (0, Fraction(1, 10), True) == (ends.least.upper, ends.most.lower, ends.proved)
