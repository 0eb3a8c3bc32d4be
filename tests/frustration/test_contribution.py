"""What falls when an actor or an edge is taken out."""

from fractions import Fraction

from hypothesis import given, settings

from kgraph.analysis.frustration.contribution import contributions
from kgraph.analysis.signed import SignedMultigraph, Tie, multigraph
from tests.frustration.conftest import brute_force, multigraphs


@settings(max_examples=60, deadline=None)
@given(multigraphs(8, 20, [Fraction(1), Fraction(2), Fraction(1, 2)]))
def test_it_is_the_difference_of_two_indices(graph: SignedMultigraph) -> None:
    reduced = graph.reduce("both")
    whole = brute_force(reduced.edges)
    found = contributions(reduced)
    assert (whole, "") == (found.whole, found.stopped)
    assert set(reduced.actors) == {fall.what for fall in found.actors}
    for fall in found.actors:
        rest = [edge for edge in reduced.edges if fall.what not in (edge.a, edge.b)]
        assert fall.lower == fall.upper == whole - brute_force(rest)
    assert set(reduced.edges) == {fall.what for fall in found.edges}
    for fall in found.edges:
        rest = [edge for edge in reduced.edges if edge != fall.what]
        assert fall.lower == fall.upper == whole - brute_force(rest)


def test_those_who_contribute_most_come_first() -> None:
    star = [Tie("hub", name, 1) for name in "abcd"] + [Tie("a", "b", -1), Tie("c", "d", -1)]
    found = contributions(multigraph(star).reduce("both"), edges=False)
    assert ("hub", 2) == (found.actors[0].what, found.actors[0].upper)
    assert [1, 1, 1, 1] == [fall.upper for fall in found.actors[1:]]
    assert () == found.edges


def test_a_time_limit_of_0_gives_bounds_and_says_so() -> None:
    ties = [Tie(a, b, -1) for a in "abcdef" for b in "abcdef" if a < b]
    found = contributions(multigraph(ties).reduce("both"), seconds=0)
    assert "time limit" == found.stopped
    assert all(0 <= fall.lower <= fall.upper for fall in (*found.actors, *found.edges))
