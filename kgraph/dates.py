"""Dates as sources give them: EDTF (ISO 8601-2), each with what is possible and what is certain.

An extent has four days. A fact *possibly* holds from ``earliest`` to ``latest``; it *certainly* holds from
``certain_from`` to ``certain_until``, where these exist. docs/dates.md says what each form means.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from kgraph.errors import InputError, in_line

_ONE_OF = r"\[([^\[\]]*)\.\.([^\[\].]*)\]"
# Months only: in full EDTF, 21 to 41 are seasons and the like, and more often a slip of the pen.
_PLAIN = r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?([~?%]?)"
_LONGEST_SHOWN = 40


class Extent(NamedTuple):
    """When a fact may and must have held, as days; None is unbounded (possible) or never (certain)."""

    earliest: date | None = None
    latest: date | None = None
    certain_from: date | None = None
    certain_until: date | None = None

    def within(self, window: "Window") -> "Extent":
        """Return the part of the extent that lies in a window."""
        if window.first is None and window.last is None:
            return self
        starts = [day for day in (self.earliest, window.first) if day]
        ends = [day for day in (self.latest, window.last) if day]
        cut = Extent(max(starts, default=None), min(ends, default=None))
        if self.certain_from and self.certain_until:
            certain_from = max(self.certain_from, window.first or self.certain_from)
            certain_until = min(self.certain_until, window.last or self.certain_until)
            if certain_from <= certain_until:
                return cut._replace(certain_from=certain_from, certain_until=certain_until)
        return cut


class Window(NamedTuple):
    """A date or interval that is asked about; None is unbounded."""

    first: date | None = None
    last: date | None = None

    def may_hold(self, extent: Extent) -> bool:
        """Say whether a fact of this extent possibly holds at some time in the window."""
        after = self.first and extent.latest and extent.latest < self.first
        before = self.last and extent.earliest and extent.earliest > self.last
        return not after and not before

    def must_hold(self, extent: Extent) -> bool:
        """Say whether a fact of this extent certainly holds at some time in the window."""
        if extent.certain_from and extent.certain_until:
            certain = Extent(extent.certain_from, extent.certain_until)
            if self.may_hold(certain):
                return True
        starts = self.first is None or (extent.earliest is not None and extent.earliest >= self.first)
        ends = self.last is None or (extent.latest is not None and extent.latest <= self.last)
        return starts and ends


def parse_extent(text: str, reported_on: date | None = None, expected: bool = False) -> Extent:
    """Return the extent of an EDTF date, interval or ``[a..b]`` (some one day between a and b).

    A source vouches for nothing after the day it reports on: an open end is certain only up to then, and what is
    not merely expected cannot lie after it. What is marked ``?`` or ``%`` is never certain.

    Raises:
        InputError: if the text is no such date, runs backwards, or lies after the report.
    """
    extent = _one_of(text) or _interval(text, reported_on) or _single_extent(text)
    if extent.earliest and extent.latest and extent.earliest > extent.latest:
        raise InputError(f"the date '{text}' runs backwards; put the earlier day first")
    if reported_on is not None and not expected:
        if extent.earliest and extent.earliest > reported_on:
            raise InputError(f"the date '{text}' lies after the report of {reported_on}; use stance 'expects'")
        extent = _known_on(reported_on, extent, one_day="/" not in text)
    if "?" in text or "%" in text:
        return Extent(extent.earliest, extent.latest)
    return extent


def parse_window(text: str) -> Window:
    """Return the window of a date such as ``2020-11`` or an interval such as ``2019/2020-03``.

    Raises:
        InputError: if the text is no such date or runs backwards.
    """
    extent = parse_extent(text)
    return Window(extent.earliest, extent.latest)


def in_words(when: str, reported_on: str) -> str:
    """Return an EDTF date as a reader would say it; ``reported_on`` is the day of the report, YYYY-MM-DD."""
    if when.startswith("["):
        start, _, end = when[1:-1].partition("..")
        if not start:
            return f"by {_said(end)}"
        return f"some time between {_said(start)} and {_said(end)}" if end else f"some time after {_said(start)}"
    if "/" not in when:
        return _said(when)
    start, end = when.split("/")
    starts, ends = start.strip("."), end.strip(".")
    if starts and ends:
        return f"{_said(starts)} to {_said(ends)}"
    if starts:
        return f"since {_said(starts)}" if end else f"from {_said(starts)} to an unstated time"
    return f"until {_said(ends)}" if ends else f"as of {_said(reported_on)}"


def overlap(extents: Iterable[Extent]) -> Extent | None:
    """Return when all the extents hold together, or None if they cannot; certain only where all are certain."""
    common: Extent | None = None
    for extent in extents:
        if common is None:
            common = extent
        elif (common := meet(common, extent)) is None:
            return None
    return Extent() if common is None else common


def meet(one: Extent, other: Extent) -> Extent | None:
    """Return when two extents hold together, or None if they cannot; certain only where both are certain."""
    earliest = max(one.earliest, other.earliest) if one.earliest and other.earliest else one.earliest or other.earliest
    latest = min(one.latest, other.latest) if one.latest and other.latest else one.latest or other.latest
    if earliest and latest and earliest > latest:
        return None
    if one.certain_from and one.certain_until and other.certain_from and other.certain_until:
        start, end = max(one.certain_from, other.certain_from), min(one.certain_until, other.certain_until)
        if start <= end:
            return Extent(earliest, latest, start, end)
    return Extent(earliest, latest)


def hull(extents: Iterable[Extent]) -> Extent:
    """Return the least extent that holds all of the given ones; what is certain in between is not said."""
    found = list(extents)
    earliest = [extent.earliest for extent in found]
    latest = [extent.latest for extent in found]
    return Extent(
        min((day for day in earliest if day), default=None) if all(earliest) else None,
        max((day for day in latest if day), default=None) if all(latest) else None,
    )


def _said(text: str) -> str:
    """Return one date without its marks of doubt, these put in words."""
    plain = text.rstrip("~?%")
    doubt = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(text[len(plain) :], "")
    return doubt + plain


def _one_of(text: str) -> Extent | None:
    match = re.fullmatch(_ONE_OF, text)
    if not match or not any(match.groups()):
        return None
    start, end = match.groups()
    return _with_single_day(_single(start)[0] if start else None, _single(end)[1] if end else None)


def _interval(text: str, reported_on: date | None) -> Extent | None:
    if text.count("/") != 1 or text == "/":
        return None
    start, end = text.split("/")
    starts = None if start in ("", "..") else _single(start)
    ends = None if end in ("", "..") else _single(end)
    certain_from = starts[1] if starts else None
    certain_until = ends[0] if ends else reported_on if end == ".." else None
    # Where one end is not said, only a day that the source names is certain.
    if end == "" and starts and starts[0] == starts[1]:
        certain_until = certain_from
    if start == ".." or (start == "" and (end == ".." or (ends and ends[0] == ends[1]))):
        certain_from = certain_until
    if certain_from is None or certain_until is None or certain_from > certain_until:
        certain_from = certain_until = None
    return Extent(starts[0] if starts else None, ends[1] if ends else None, certain_from, certain_until)


def _single_extent(text: str) -> Extent:
    return _with_single_day(*_single(text))


def _known_on(reported_on: date, extent: Extent, one_day: bool) -> Extent:
    """Return the part of an extent that a report of this day can vouch for; ``one_day``: not a lasting state."""
    latest = min(extent.latest or reported_on, reported_on) if one_day or extent.latest else None
    if one_day:
        return _with_single_day(extent.earliest, latest)
    if extent.certain_from is None or extent.certain_until is None or extent.certain_from > reported_on:
        return Extent(extent.earliest, latest)
    return extent._replace(latest=latest, certain_until=min(extent.certain_until, reported_on))


def _with_single_day(earliest: date | None, latest: date | None) -> Extent:
    if earliest == latest:
        return Extent(earliest, latest, earliest, latest)
    return Extent(earliest, latest)


def _single(text: str) -> tuple[date, date]:
    """Return the first and last possible day of one EDTF date; an approximate one is widened by one unit."""
    try:
        match = re.fullmatch(_PLAIN, text)
        year, month, day, mark = match.groups() if match else ("", None, None, "")
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        shown = in_line(text, _LONGEST_SHOWN)
        raise InputError(
            f"'{shown}' is no date; write EDTF such as 2020-11, 2019~, 2019/2021-03, /.. or [..2021-09-28]"
        ) from None
    last_day_of = _itself if day else _month_end if month else _year_end
    last = last_day_of(first)
    if mark not in ("~", "%"):
        return first, last
    # The calendar of this module begins with the year 1 and ends with 9999.
    earlier = first if first == date.min else first - timedelta(days=1)
    later = last if last == date.max else last + timedelta(days=1)
    if month and not day:
        earlier = earlier.replace(day=1)
    elif not month:
        earlier = earlier.replace(month=1, day=1)
    return earlier, last_day_of(later)


def _itself(day: date) -> date:
    return day


def _month_end(day: date) -> date:
    if day.month == 12:
        return day.replace(day=31)
    return day.replace(month=day.month + 1, day=1) - timedelta(days=1)


def _year_end(day: date) -> date:
    return day.replace(month=12, day=31)
