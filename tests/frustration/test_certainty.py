"""Who stands with whom in every best division, against all divisions gone through."""

import itertools
from collections.abc import Mapping
from fractions import Fraction

from hypothesis import given, settings

from kgraph.analysis.frustration.certainty import certain_members
from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.signed import Edge, SignedGraph, SignedMultigraph
from tests.frustration.conftest import multigraphs


def made(*edges: tuple[str, str, int, int]) -> SignedGraph:
    found = tuple(Edge(a, b, sign, Fraction(weight)) for a, b, sign, weight in edges)
    return SignedGraph(tuple(sorted({end for edge in found for end in (edge.a, edge.b)})), found)


def cost(graph: SignedGraph, home: Mapping[str, int]) -> Fraction:
    inside = [edge for edge in graph.edges if edge.a in home]
    return sum((e.weight for e in inside if (e.sign > 0) != (home[e.a] == home[e.b])), Fraction(0))


def test_whoever_could_stand_in_either_camp_is_not_among_them() -> None:
    # d has a friend in each camp; c is held by two against one.
    graph = made(("a", "b", -1, 3), ("a", "c", 1, 2), ("b", "c", 1, 1), ("a", "d", 1, 1), ("b", "d", 1, 1))
    assert frozenset("abc") == certain_members(graph, frustration(graph))


def test_nobody_is_where_nothing_is_proved() -> None:
    graph = made(("a", "b", -1, 1), ("b", "c", -1, 1), ("a", "c", -1, 1))
    found = frustration(graph)
    assert frozenset() == certain_members(graph, found._replace(lower=Fraction(0)))
    assert frozenset() == certain_members(graph, found)


@settings(max_examples=60, deadline=None)
@given(multigraphs(6, 12))
def test_they_are_the_largest_class_of_those_alike_in_all_best_divisions(many: SignedMultigraph) -> None:
    graph = many.reduce("both")
    found = frustration(graph)
    if not found.camps:
        assert frozenset() == certain_members(graph, found)
        return
    names = [name for camp in found.camps[0] for name in camp]
    homes = [dict(zip(names, each, strict=True)) for each in itertools.product((0, 1), repeat=len(names))]
    least = min(cost(graph, home) for home in homes)
    best = [home for home in homes if cost(graph, home) == least]
    alike = {
        name: frozenset(other for other in names if len({home[name] == home[other] for home in best}) == 1)
        for name in names
    }
    members = certain_members(graph, found)
    largest = max(len(each) for each in alike.values())
    assert len(members) == (largest if largest > 1 else 0)
    assert not members or members == alike[min(members)]
