"""The frustration interval is what going through all sign choices finds, and names the pairs that move it."""

import itertools
import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from kgraph.analysis.frustration import interval as module
from kgraph.analysis.frustration.exact import ExactProgram
from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.frustration.interval import edges_with, interval
from kgraph.analysis.frustration.program import CycleProgram
from kgraph.analysis.frustration.whole import Budget
from kgraph.analysis.signed import Pair, SignedGraph, SignedMultigraph, Tie, multigraph, weights
from tests.frustration.conftest import brute_force, multigraphs

WEIGHTS = [Fraction(1), Fraction(2), Fraction(3, 2)]


def ties(*given: str) -> SignedMultigraph:
    """Ties as "+xy" or "-xy"."""
    return multigraph(Tie(text[1], text[2], 1 if text[0] == "+" else -1) for text in given)


def every_choice(graph: SignedMultigraph) -> dict[tuple[int, ...], Fraction]:
    pairs = [(pair.a, pair.b) for pair in graph.ambivalent()]
    found = {}
    for signs in itertools.product([1, -1], repeat=len(pairs)):
        choice: dict[Pair, int] = dict(zip(pairs, signs, strict=True))
        found[signs] = brute_force(edges_with(graph, choice))
    return found


@settings(max_examples=80, deadline=None)
@given(multigraphs(7, 16, WEIGHTS).filter(lambda graph: len(graph.ambivalent()) <= 6))
def test_it_is_what_going_through_all_choices_finds(graph: SignedMultigraph) -> None:
    costs = every_choice(graph)
    found = interval(graph)
    assert found.proved
    assert (min(costs.values()), max(costs.values())) == (found.least.lower, found.most.upper)
    for choice, value in ((found.signs_at_least, found.least.lower), (found.signs_at_most, found.most.lower)):
        assert value == frustration(SignedGraph(graph.actors, edges_with(graph, choice))).upper
    pairs = [(pair.a, pair.b) for pair in graph.ambivalent()]
    assert set(pairs) == {(mover.a, mover.b) for mover in found.movers}
    for mover in found.movers:
        at = pairs.index((mover.a, mover.b))
        held = {sign: [cost for signs, cost in costs.items() if signs[at] == sign] for sign in (1, -1)}
        assert (min(held[1]), max(held[1])) == (mover.least_if_positive.lower, mover.most_if_positive.upper)
        assert (min(held[-1]), max(held[-1])) == (mover.least_if_negative.lower, mover.most_if_negative.upper)
        assert mover.moves == (min(held[1]) != min(held[-1]) or max(held[1]) != max(held[-1]))


def test_without_ambivalent_pairs_both_ends_are_the_index() -> None:
    found = interval(ties("-xy", "-yz", "-xz"))
    assert (1, 1, {}, ()) == (found.least.lower, found.most.upper, found.signs_at_least, found.movers)


def test_in_a_triangle_the_ambivalent_side_decides() -> None:
    found = interval(ties("+xy", "-xy", "+yz", "+xz"))
    assert (0, 1) == (found.least.lower, found.most.lower)
    assert ({("x", "y"): 1}, {("x", "y"): -1}) == (found.signs_at_least, found.signs_at_most)
    [mover] = found.movers
    assert mover.moves


def test_an_ambivalent_bridge_changes_nothing() -> None:
    found = interval(ties("+xy", "-xy"))
    assert (0, 0) == (found.least.upper, found.most.upper)
    assert [False] == [mover.moves for mover in found.movers]


def test_lmax_can_be_more_than_any_rule_gives() -> None:
    # Two triangles on one ambivalent side each, which need different signs to be unbalanced.
    graph = ties("+xy", "-xy", "+yz", "+xz", "+uv", "-uv", "+vw", "-uw")
    rules = {frustration(graph.reduce(rule)).upper for rule in ("positive", "negative")}
    assert {1} == rules
    assert 2 == interval(graph).most.lower


def test_a_time_limit_of_0_gives_bounds_that_hold_the_ends() -> None:
    graph = ties("+xy", "-xy", "+yz", "+xz", "-yz", "+xu", "-yu", "+zu")
    exact, early = interval(graph), interval(graph, seconds=0)
    assert early.least.lower <= exact.least.lower <= early.least.upper
    assert early.most.lower <= exact.most.lower <= early.most.upper
    assert ("time limit", False) == (early.stopped, early.proved)


@pytest.mark.parametrize("after", range(8))
def test_who_interrupts_gets_bounds_that_hold_the_ends(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    graph = multigraph(
        Tie(a, b, sign) for a, b in itertools.combinations("abcdef", 2) for sign in ((1, -1) if a < "d" else (-1,))
    )
    exact = interval(graph, movers=False)
    left = [after]
    honest = ExactProgram._explore

    def explore(*arguments: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return honest(*arguments)

    monkeypatch.setattr(ExactProgram, "_explore", explore)
    found = interval(graph, movers=False)
    assert found.least.lower <= exact.least.lower <= found.least.upper
    assert found.most.lower <= exact.most.lower <= found.most.upper
    assert found.stopped == ("" if found.proved else "interrupted")
    choice = SignedGraph(graph.actors, edges_with(graph, found.signs_at_most))
    assert found.most.lower <= frustration(choice).upper
    if after == 0:
        assert not found.proved


def hard(actors: int) -> SignedMultigraph:
    """All pairs tied, some with both signs, with no structure to begin with."""
    pairs = list(itertools.combinations([f"a{number:02}" for number in range(actors)], 2))
    draw = random.Random(1)
    signs = [draw.choice([(1,), (-1,), (1,), (-1,), (1, -1)]) for _ in pairs]
    return multigraph(Tie(a, b, sign) for (a, b), given in zip(pairs, signs, strict=True) for sign in given)


def test_who_interrupts_the_first_search_keeps_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = hard(24)
    calls = [0]
    honest = CycleProgram.relax

    def relax(*arguments: Any) -> Any:
        calls[0] += 1
        if calls[0] > 2:
            raise KeyboardInterrupt
        return honest(*arguments)

    monkeypatch.setattr(CycleProgram, "relax", relax)
    found = interval(graph, movers=False)
    assert "interrupted" == found.stopped
    assert 0 < found.least.lower < found.least.upper
    assert found.least.lower <= found.most.lower
    assert found.least.upper <= found.most.upper
    assert found.most.upper <= sum(max(pair) for pair in map(weights, graph.by_pair().values())) / 2


@pytest.mark.parametrize("asked", range(1, 60, 7))
def test_bounds_cut_short_by_time_keep_the_order_of_the_ends(monkeypatch: pytest.MonkeyPatch, asked: int) -> None:
    graph = hard(9)
    exact = interval(graph, movers=False)
    left = [asked]

    def seconds_left() -> float:
        left[0] -= 1
        return max(0.0, float(left[0]))

    monkeypatch.setattr(module, "budget_of", lambda seconds: Budget(seconds_left))
    found = interval(graph, movers=False)
    assert found.least.lower <= exact.least.lower <= found.least.upper <= found.most.upper
    assert found.least.lower <= found.most.lower <= exact.most.lower <= found.most.upper


def test_an_empty_graph_has_the_interval_from_0_to_0() -> None:
    found = interval(multigraph([]))
    assert (0, 0, "") == (found.least.upper, found.most.upper, found.stopped)
