"""Weak balance: any number of camps, or at most k."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.analysis.frustration.clusters import clusters
from kgraph.analysis.frustration.exact import ExactProgram
from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.signed import SignedMultigraph, Tie, multigraph
from kgraph.errors import InputError
from tests.frustration.conftest import cheapest, multigraphs


@settings(max_examples=80, deadline=None)
@given(multigraphs(6, 16, [Fraction(1), Fraction(2)]), st.sampled_from([1, 2, 3, None]))
def test_it_is_what_going_through_all_camps_finds(graph: SignedMultigraph, most: int | None) -> None:
    reduced = graph.reduce("both")
    found = clusters(reduced, most)
    expected = cheapest(reduced.edges, most or 6) if reduced.edges else 0
    assert expected == found.lower == found.upper
    assert most is None or len(found.camps) <= most
    home = {actor: number for number, camp in enumerate(found.camps) for actor in camp}
    frustrated = [edge for edge in reduced.edges if (edge.sign > 0) != (home[edge.a] == home[edge.b])]
    assert frustrated == list(found.frustrated)


def test_three_foes_need_three_camps() -> None:
    graph = multigraph([Tie("x", "y", -1), Tie("y", "z", -1), Tie("x", "z", -1)]).reduce("both")
    assert [0, 0, 1, 3] == [clusters(graph, most).upper for most in (None, 3, 2, 1)]
    assert (("x",), ("y",), ("z",)) == clusters(graph).camps


def test_two_camps_are_the_frustration_index() -> None:
    ties = [Tie(a, b, -1) for a in "abcdef" for b in "abcdef" if a < b]
    graph = multigraph(ties).reduce("both")
    assert frustration(graph).upper == clusters(graph, 2).upper == 6


@pytest.mark.parametrize("most", [0, -1])
def test_fewer_than_one_camp_is_refused(most: int) -> None:
    with pytest.raises(InputError, match=r"None: any number\): -?[01] is no whole number from 1 on"):
        clusters(multigraph([]).reduce("both"), most)


@pytest.mark.parametrize("after", range(6))
@pytest.mark.parametrize("most", [3, None])
def test_who_interrupts_gets_the_bounds_so_far(monkeypatch: pytest.MonkeyPatch, most: int | None, after: int) -> None:
    ties = [Tie(a, b, 1 if (ord(a) * ord(b)) % 3 else -1) for a in "abcdefghi" for b in "abcdefghi" if a < b]
    graph = multigraph(ties).reduce("both")
    exact = clusters(graph, most)
    left = [after]
    honest = ExactProgram._explore

    def explore(*arguments: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return honest(*arguments)

    monkeypatch.setattr(ExactProgram, "_explore", explore)
    found = clusters(graph, most)
    assert found.lower <= exact.upper <= found.upper
    assert found.stopped == ("" if found.proved else "interrupted")


def test_a_time_limit_of_0_gives_bounds_and_says_so() -> None:
    ties = [Tie(a, b, -1) for a in "abcdef" for b in "abcdef" if a < b]
    found = clusters(multigraph(ties).reduce("both"), 3, seconds=0)
    assert (0, "time limit") == (found.lower, found.stopped)
    assert found.upper >= 3
