"""Windows, what a network is in each, and where a series changes."""

import itertools
from datetime import date
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.frustration.interval import interval
from kgraph.analysis.measures import Signs
from kgraph.analysis.pivots import pivots
from kgraph.analysis.signed import Tie, multigraph
from kgraph.analysis.triads import census
from kgraph.analysis.windows import change_points, from_both_signs, over_time, windows
from kgraph.dates import Extent, Window, parse_extent
from kgraph.errors import InputError

WEIGHTS = st.tuples(st.integers(0, 9), st.integers(0, 9))


def test_windows_run_from_the_first_to_the_last_day_that_is_named() -> None:
    extents = [parse_extent("2019-11"), Extent(), parse_extent("2020-02-03")]
    assert ["2019", "2020"] == [label for label, _ in windows(extents)]
    assert ["2019-11", "2019-12", "2020-01", "2020-02"] == [label for label, _ in windows(extents, "month")]
    assert Window(date(2020, 2, 1), date(2020, 2, 29)) == windows(extents, "month")[-1][1]
    assert [] == windows([Extent()])


def test_windows_lie_within_the_time_that_is_asked_about() -> None:
    extents = [parse_extent("2015-11"), parse_extent("2020-02-03")]

    def labels(first: date | None, last: date | None, unit: str = "year") -> list[str]:
        return [label for label, _ in windows(extents, unit, Window(first, last))]

    assert ["2018", "2019", "2020"] == labels(date(2018, 6, 1), None)
    assert ["2015", "2016"] == labels(None, date(2016, 1, 1))
    assert ["2019-12", "2020-01"] == labels(date(2019, 12, 31), date(2020, 1, 1), "month")
    assert ["2030"] == labels(date(2030, 1, 1), date(2031, 12, 31))
    assert ["2001"] == labels(None, date(2001, 1, 1))
    assert [] == windows([Extent()], within=Window(date(2018, 1, 1)))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_trouble(day: str) -> None:
    extent = Extent(date.fromisoformat(day), date.fromisoformat(day))
    for unit in ("year", "month"):
        [(_, window)] = windows([extent], unit)
        assert window.first is not None
        assert window.last is not None
        assert window.first <= date.fromisoformat(day) <= window.last


def test_too_many_windows_and_unknown_units_are_refused() -> None:
    ends = [Extent(date(1, 1, 1), date(9999, 1, 1))]
    with pytest.raises(InputError, match="months are too many; choose year"):
        windows(ends, "month")
    with pytest.raises(InputError, match="years are too many"):
        windows(ends)
    with pytest.raises(InputError, match="'week' is neither year nor month"):
        windows(ends, "week")


def test_the_whole_begins_where_ties_of_both_signs_certainly_hold() -> None:
    ties = [
        Tie("x", "y", 1, extent=parse_extent("../2021")),
        Tie("x", "z", 1, extent=parse_extent("1986")),
        Tie("y", "z", -1, extent=parse_extent("2020")),
        Tie("x", "z", 1, extent=parse_extent("2020")),
    ]
    graph = multigraph(ties)
    spans = windows([tie.extent for tie in ties])
    kept, earlier = from_both_signs(graph, spans)
    assert ("1986", ["2020", "2021"], 34) == (spans[0][0], [label for label, _ in kept], earlier)
    assert [2, 1] == [moment.certain for moment in over_time(graph, kept)]
    # A network with one sign has no such window: all of it is shown.
    one = multigraph([tie for tie in ties if tie.sign > 0])
    assert (spans, 0) == from_both_signs(one, spans)


def test_a_network_is_looked_at_window_by_window() -> None:
    ties = [
        Tie("x", "y", 1, extent=parse_extent("2019/2021")),
        Tie("y", "z", 1, extent=parse_extent("2019/2021")),
        Tie("x", "z", -1, extent=parse_extent("2019")),
        Tie("x", "z", 1, extent=parse_extent("2021")),
    ]
    graph = multigraph(ties)
    found = over_time(graph, windows([tie.extent for tie in ties]))
    assert [("2019", 1, 0), ("2020", 0, None), ("2021", 0, 1)] == [(m.label, m.upper, m.census.degree) for m in found]
    assert [(2, 1, 0), (2, 0, 0), (3, 0, 0)] == [tuple(m.census.pairs.values()) for m in found]
    assert [(2, 1), (2, 0), (3, 0)] == [m.fit for m in found]
    assert [(2, 1), (2, 0), (3, 0)] == [m.signs for m in found]


def test_each_window_has_its_triads_its_interval_and_its_pivots() -> None:
    rows = [("x", "y", 1, "2019/2020"), ("x", "y", -1, "2020"), ("y", "z", 1, "2019/2020"), ("x", "z", 1, "2019/2020")]
    graph = multigraph(Tie(a, b, sign, extent=parse_extent(when)) for a, b, sign, when in rows)
    spans = windows([tie.extent for tie in graph.ties])
    for moment, (_, window) in zip(over_time(graph, spans), spans, strict=True):
        part = graph.within(window=window)
        reduced = part.reduce("both")
        ends = interval(part)
        assert (census(part), ends.least, ends.most) == (moment.census, moment.least, moment.most)
        assert tuple(pivots(reduced, frustration(reduced))) == moment.pivots
    assert [{"+++": 1}, {"++±": 1}] == [
        {kind: number for kind, number in moment.census.counts.items() if number} for moment in over_time(graph, spans)
    ]


def cost(series: list[Signs], cuts: tuple[int, ...], penalty: float) -> float:
    places = [0, *cuts, len(series)]
    total = penalty * len(cuts)
    for start, end in itertools.pairwise(places):
        for side in (0, 1):
            weight = sum(signs[side] for signs in series[start:end])
            if weight:
                total += -2 * (weight * log(weight / (end - start)) - weight)
    return total


@settings(max_examples=60, deadline=None)
@given(st.lists(WEIGHTS, min_size=1, max_size=8), st.sampled_from([None, 1.0, 6.0]))
def test_change_points_are_the_best_of_all_cuts(values: list[tuple[int, int]], penalty: float | None) -> None:
    series = [Signs(*value) for value in values]
    price = 3 * log(len(series)) if penalty is None else penalty
    found = tuple(change_points(series, penalty))
    every = [cuts for size in range(len(series)) for cuts in itertools.combinations(range(1, len(series)), size)]
    assert cost(series, found, price) == pytest.approx(min(cost(series, cuts, price) for cuts in every))


def test_a_turn_from_conflict_to_cooperation_is_found_at_its_window() -> None:
    assert [10] == change_points([Signs(1, 9)] * 10 + [Signs(9, 1)] * 10)
    assert [] == change_points([Signs(4, 4)] * 20)
    assert [] == change_points([])


def test_weights_and_penalties_below_0_are_refused() -> None:
    with pytest.raises(InputError, match="a weight is below 0"):
        change_points([Signs(-1, 0)])
    with pytest.raises(InputError, match="penalty: -1 is no number from 0 on"):
        change_points([Signs(1, 0)], -1)
