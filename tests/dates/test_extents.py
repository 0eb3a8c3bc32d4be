"""Extents and windows: what may and what must hold, overlaps and hulls, as laws over any of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kgraph.dates import Extent, Window, hull, overlap

days = st.dates(date(2019, 12, 1), date(2020, 2, 28))
maybe_days = st.none() | days


@st.composite
def extents(draw: st.DrawFn) -> Extent:
    """Any extent: what is certain lies within what is possible."""
    four = sorted(draw(st.tuples(days, days, days, days)))
    certain = draw(st.booleans())
    return Extent(
        draw(st.sampled_from([four[0], None])),
        draw(st.sampled_from([four[3], None])),
        *(four[1:3] if certain else (None, None)),
    )


@st.composite
def windows(draw: st.DrawFn) -> Window:
    first, last = draw(maybe_days), draw(maybe_days)
    return Window(min(first, last), max(first, last)) if first and last else Window(first, last)


@given(windows(), extents())
def test_what_must_hold_may_hold(window: Window, held: Extent) -> None:
    assert window.may_hold(held) or not window.must_hold(held)


@given(windows(), extents(), st.integers(0, 30))
def test_a_wider_window_loses_nothing(window: Window, held: Extent, more: int) -> None:
    wider = Window(
        window.first - timedelta(days=more) if window.first else None,
        window.last + timedelta(days=more) if window.last else None,
    )
    assert wider.may_hold(held) or not window.may_hold(held)
    assert wider.must_hold(held) or not window.must_hold(held)


@given(days, extents())
def test_on_a_single_day_may_and_must_are_the_bounds(day: date, held: Extent) -> None:
    window = Window(day, day)
    assert window.may_hold(held) == ((held.earliest or date.min) <= day <= (held.latest or date.max))
    certain = bool(held.certain_from and held.certain_until and held.certain_from <= day <= held.certain_until)
    assert window.must_hold(held) == (certain or held[:2] == (day, day))


@given(extents())
def test_an_unbounded_window_holds_everything(held: Extent) -> None:
    assert Window().may_hold(held)
    assert Window().must_hold(held)


@given(extents(), extents())
def test_an_overlap_is_the_same_both_ways_and_lies_within_each(one: Extent, other: Extent) -> None:
    common = overlap([one, other])
    assert common == overlap([other, one])
    if common is None:
        assert not Window(one.earliest, one.latest).may_hold(other)
        return
    for part in (one, other):
        assert (part.earliest or date.min) <= (common.earliest or date.min)
        assert (common.latest or date.max) <= (part.latest or date.max)
        if common.certain_from and common.certain_until:
            assert part.certain_from
            assert part.certain_until
            assert part.certain_from <= common.certain_from <= common.certain_until <= part.certain_until


@given(extents(), extents(), extents())
def test_an_overlap_does_not_depend_on_the_order_of_three(a: Extent, b: Extent, c: Extent) -> None:
    together = overlap([a, b, c])
    assert together == overlap([c, a, b])
    pair = overlap([a, b])
    assert together == (overlap([pair, c]) if pair else None)


@given(extents())
def test_an_extent_overlaps_with_itself_and_with_nothing_at_all(held: Extent) -> None:
    assert held == overlap([held]) == overlap([held, held])
    assert Extent() == overlap([])


@given(extents(), windows())
def test_the_part_within_a_window_is_the_overlap_with_it(held: Extent, window: Window) -> None:
    if window.may_hold(held):
        whole = Extent(*window, window.first or date.min, window.last or date.max)
        common = overlap([held, whole])
        assert common == held.within(window)
    assert held == held.within(Window())


@given(st.lists(extents(), min_size=1, max_size=4))
def test_a_hull_holds_each_extent_and_no_more(several: list[Extent]) -> None:
    whole = hull(several)
    assert (whole.earliest or date.min) == min(held.earliest or date.min for held in several)
    assert (whole.latest or date.max) == max(held.latest or date.max for held in several)
    assert (None, None) == whole[2:]
