"""The profile of a pair: arena by sign by layer, how sure it is, who is like it, and how it changes."""

import itertools
from collections.abc import Iterable
from typing import Any

import pytest

from kgraph.analysis.dyads import Line
from kgraph.analysis.measures import Signs, measure
from kgraph.analysis.profile import (
    REASONS,
    Profile,
    layer_of,
    nearest,
    sensitivity,
    trend,
    uncertain,
)
from kgraph.analysis.windows import windows
from kgraph.errors import InputError
from kgraph.graph import Graph
from kgraph.loading import load


@pytest.fixture(scope="module")
def found(graph: Graph) -> Profile:
    return graph.dyad("Russia", "Türkiye")


def lines_of(found: Profile) -> tuple[Line, ...]:
    return (*found.dossier.unites, *found.dossier.divides)


def test_with_even_weights_the_measures_are_those_of_the_dossier(graph: Graph, found: Profile) -> None:
    assert graph.dossier("russia", "turkey").measures == found.measures
    assert measure(found.by_arena()) == found.measures


def test_cells_hold_every_line_once_by_arena_sign_and_layer(found: Profile) -> None:
    assert len(lines_of(found)) == sum(cell.lines for cell in found.cells)
    for cell in found.cells:
        group = [
            line
            for line in lines_of(found)
            if (line.arena, line.sign, layer_of(line)) == (cell.arena, cell.sign, cell.layer)
        ]
        assert (len(group), len({claim.name for line in group for claim in line.claims})) == (cell.lines, cell.claims)


def test_direct_acting_for_and_proxy_are_kept_apart(found: Profile) -> None:
    layers = found.by_layer()
    assert ["direct", "acting-for", "proxy"] == list(layers)
    assert found.measures.positive == sum(signs.positive for signs in layers.values())
    # In Syria nobody says that the two fight each other: all of it runs through others.
    assert {"proxy"} == {cell.layer for cell in found.cells if cell.arena == "syria"}
    assert layers["proxy"].positive == 0


def test_one_article_is_one_source(found: Profile) -> None:
    assert 1 == found.sources
    assert {1} == {cell.sources for cell in found.cells}


def test_ranges_are_what_leaving_out_uncertain_lines_gives(graph: Graph) -> None:
    # A small pair, so that every subset can be gone through.
    for a, b in (("erdogan", "russia"), ("turkey", "ukraine"), ("azerbaijan", "turkey"), ("putin", "turkey")):
        found = graph.dyad(a, b)
        lines = lines_of(found)
        loose = [line for line in lines if uncertain(line, graph.sources, graph.disputed)]
        values: dict[str, list[float]] = {}
        subsets = (itertools.combinations(range(len(loose)), size) for size in range(len(loose) + 1))
        for left in itertools.chain.from_iterable(subsets):
            kept = [line for line in lines if line not in [loose[number] for number in left]]
            for name, value in measure(by_arena(kept))._asdict().items():
                if value is not None:
                    values.setdefault(name, []).append(value)
        for name, given in values.items():
            assert (min(given), max(given)) == pytest.approx(tuple(found.ranges[name])), (a, b, name)


def by_arena(lines: Iterable[Line]) -> dict[str, Signs]:
    cells: dict[str, Signs] = {}
    for line in lines:
        known = cells.get(line.arena, Signs(0, 0))
        cells[line.arena] = Signs(known.positive + (line.sign > 0), known.negative + (line.sign < 0))
    return cells


def test_every_measure_lies_in_its_range(graph: Graph) -> None:
    for one in graph.profiles():
        for name, span in one.ranges.items():
            value = getattr(one.measures, name)
            if value is not None:
                assert span.least is not None
                assert span.most is not None
                assert span.least - 1e-9 <= value <= span.most + 1e-9


def test_reasons_of_doubt_are_counted_and_explained(graph: Graph, found: Profile) -> None:
    assert set(found.uncertain) <= set(REASONS)
    reasons = [uncertain(line, graph.sources, graph.disputed) for line in lines_of(found)]
    assert {reason: sum(reason in given for given in reasons) for reason in found.uncertain} == found.uncertain
    # Under "facts" nothing is reported speech, so nothing is uncertain for that.
    assert "reported" not in load(graph.home.root, policy="facts").dyad("russia", "turkey").uncertain


def test_as_of_a_date_what_may_not_have_held_then_is_uncertain(graph: Graph) -> None:
    then = load(graph.home.root, as_of="2019").dyad("russia", "turkey")
    lines = lines_of(then)
    assert len(lines) > then.uncertain["undated"] > len(lines) // 2
    # The tourists of 2019 certainly came in 2019.
    assert then.ranges["positive"].least == 2
    assert then.ranges["positive"].most == then.measures.positive


def test_denied_claims_are_those_that_a_denial_names(graph: Graph) -> None:
    assert frozenset({"reuters-2021-09-28/10-turkey-sends-reinforcements"}) == graph.disputed


def test_weights_change_the_measures_as_declared(graph: Graph, found: Profile) -> None:
    halved = graph.dyad("russia", "turkey", weights="direct")
    layers = found.by_layer()
    indirect = layers["acting-for"].negative + layers["proxy"].negative
    assert layers["direct"].negative + indirect / 2 == halved.measures.negative


def test_the_most_similar_profile_is_that_of_the_same_arenas_and_signs(graph: Graph, found: Profile) -> None:
    near = nearest(found, graph.profiles(), most=1000)
    assert near == sorted(near, key=lambda pair: (-pair.similarity, pair.a, pair.b))
    assert all(0 < pair.similarity <= 1 for pair in near)
    assert ("russia", "turkey") not in {(pair.a, pair.b) for pair in near}
    twin = found._replace(a="x", b="y")
    assert [("x", "y", pytest.approx(1))] == [tuple(pair) for pair in nearest(found, [twin])]


def test_pairs_with_nothing_in_common_are_not_near(graph: Graph) -> None:
    profiles = {(one.a, one.b): one for one in graph.profiles()}
    a, b = profiles["nato-partners-of-turkey", "turkey"], profiles["armenia", "russia"]
    shared = {(c.arena, c.sign) for c in a.cells} & {(c.arena, c.sign) for c in b.cells}
    assert bool(shared) == bool(nearest(a, [b]))


def test_the_trend_counts_what_certainly_and_what_possibly_held(graph: Graph, found: Profile) -> None:
    spans = windows([line.extent for line in lines_of(found)])
    points = trend(found, graph.weights("even"), spans)
    assert ["2018", "2019", "2020", "2021"] == [point.label for point in points]
    for point in points:
        assert all(low <= high for low, high in zip(point.certain, point.possible, strict=True))
    # The gas of 2020 is said to have been sold in 2020.
    assert points[2].certain.positive >= 1


def test_the_ranking_puts_russia_and_turkey_first_under_all_weights(graph: Graph) -> None:
    for weights in ("even", "deeds", "direct"):
        assert ("russia", "turkey") == graph.rank(weights)[0][:2]
        assert [(one.a, one.b, one.measures) for one in graph.profiles(weights)] == graph.rank(weights)


def test_sensitivity_says_whether_the_first_stays_and_how_many_places_differ() -> None:
    ranking: Any = [("a", "b"), ("c", "d"), ("e", "f")]
    other: Any = [("a", "b"), ("e", "f"), ("c", "d")]
    assert (True, 0, 2) == sensitivity(ranking, ranking, 2)
    assert (True, 1, 2) == sensitivity(ranking, other, 2)
    assert (False, 2, 3) == sensitivity(ranking, [*other[1:], other[0]], 3)


def test_a_pair_without_claims_has_an_empty_profile(graph: Graph) -> None:
    empty = graph.dyad("armenia", "libya" if "libya" in graph.actors else "haftar")
    assert ((), 0, None, None) == (
        empty.cells,
        empty.measures.volume,
        empty.measures.symmetry,
        empty.measures.compartmentalisation,
    )
    assert nearest(empty, graph.profiles()) == []


def test_unknown_actors_and_the_same_actor_twice_are_refused(graph: Graph) -> None:
    with pytest.raises(InputError, match="unknown actor 'rusia'; did you mean 'russia'"):
        graph.dyad("rusia", "turkey")
    with pytest.raises(InputError, match="are the same actor"):
        graph.dyad("turkey", "Türkiye")
