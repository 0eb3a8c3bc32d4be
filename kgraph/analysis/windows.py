"""Signed networks and pairs over time: windows, what each holds, and where it changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import log
from typing import NamedTuple

from kgraph.analysis.checks import real
from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.frustration.interval import Bounds, interval
from kgraph.analysis.measures import Signs
from kgraph.analysis.pivots import Pivot, pivots
from kgraph.analysis.signed import SignedMultigraph
from kgraph.analysis.triads import Census, census
from kgraph.dates import Extent, Window
from kgraph.errors import InputError

UNITS: tuple[str, ...] = ("year", "month")
_MOST_WINDOWS = 2_400


class Moment(NamedTuple):
    """One window of a network: ties, triads, the frustration index and its interval, and who sits between the camps.

    ``census`` counts triads and pairs by sign type. ``lower`` and ``upper`` bound the frustration index under the rule,
    ``weight`` is that of all its edges. ``least`` and ``most`` bound the ends of the frustration interval, over every
    choice of a sign for the pairs with both. ``pivots`` is as in `pivots`, for the camps found. Ties that have no date
    possibly hold at any time and are in every window; ``dated`` counts those that have one, ``certain`` those of them
    that certainly held at some time in the window.
    """

    label: str
    ties: int
    dated: int
    certain: int
    census: Census
    lower: Fraction
    upper: Fraction
    weight: Fraction
    least: Bounds
    most: Bounds
    pivots: tuple[Pivot, ...]

    @property
    def signs(self) -> Signs:
        """How many pairs have a positive and how many a negative tie; a pair with both counts for each."""
        pairs = self.census.pairs
        return Signs(pairs["+"] + pairs["±"], pairs["-"] + pairs["±"])

    @property
    def fit(self) -> Signs:
        """The weight that suits the two camps, and the weight that does not: the upper bound of the index."""
        return Signs(float(self.weight - self.upper), float(self.upper))


def windows(extents: Sequence[Extent], unit: str = "year", within: Window | None = None) -> list[tuple[str, Window]]:
    """Return the calendar years or months from the first to the last day that any extent names, with their labels.

    Without a dated extent there are none. ``within`` leaves out those that lie wholly outside it; if all do, what holds
    on is looked at where it is nearest to them.

    Raises:
        InputError: if the unit is unknown, or there would be more than 2,400 windows.
    """
    if unit not in UNITS:
        raise InputError(f"unit of time: '{unit}' is neither year nor month; choose one of them")
    days = [day for extent in extents for day in extent if day]
    if not days:
        return []
    first, last = min(days), max(days)
    if within:
        first, last = max(first, within.first or date.min), min(last, within.last or date.max)
        if first > last:
            first = last = first if within.first == first else last
    if unit == "year":
        found = [
            (f"{year:04}", Window(date(year, 1, 1), date(year, 12, 31))) for year in range(first.year, last.year + 1)
        ]
    else:
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        if len(months) > _MOST_WINDOWS:
            raise InputError(f"unit of time: {len(months)} months are too many; choose year")
        starts = [date(month // 12, month % 12 + 1, 1) for month in months]
        found = [(f"{start:%Y-%m}", Window(start, _month_end(start))) for start in starts]
    if len(found) > _MOST_WINDOWS:
        raise InputError(f"unit of time: {len(found)} years are too many; choose a part of the ties")
    return found


def from_both_signs(
    graph: SignedMultigraph, spans: Sequence[tuple[str, Window]]
) -> tuple[list[tuple[str, Window]], int]:
    """Return the windows from the first one in which ties of both signs certainly hold, and how many come before it.

    What has no known beginning possibly holds in every window before, so these would repeat what is not known. If there
    is no such window, none is left out.
    """
    for number, (_, window) in enumerate(spans):
        if {1, -1} <= {tie.sign for tie in graph.ties if window.must_hold(tie.extent)}:
            return list(spans[number:]), number
    return list(spans), 0


def over_time(
    graph: SignedMultigraph, spans: Sequence[tuple[str, Window]], rule: str = "both", seconds: float | None = None
) -> list[Moment]:
    """Return the network in each window: of each tie what possibly holds in it.

    ``rule`` is as in `SignedMultigraph.reduce`; ``seconds`` is the limit of each search in each window, as in
    `frustration`.

    Raises:
        InputError: as these.
    """
    known: dict[tuple[int, ...], Moment] = {}
    found = []
    for label, window in spans:
        part = graph.within(window=window)
        # Windows with the same ties are worked out once.
        key = tuple(id(tie) for tie in part.ties)
        if key not in known:
            known[key] = _moment(part, rule, seconds)
        certain = sum(window.must_hold(tie.extent) for tie in part.ties)
        found.append(known[key]._replace(label=label, certain=certain))
    return found


def _moment(part: SignedMultigraph, rule: str, seconds: float | None) -> Moment:
    reduced = part.reduce(rule)
    index = frustration(reduced, seconds)
    ends = interval(part, seconds, movers=False)
    dated = sum(any(tie.extent) for tie in part.ties)
    between = tuple(pivots(reduced, index))
    bounds = (index.lower, index.upper, index.total, ends.least, ends.most)
    return Moment("", len(part.ties), dated, 0, census(part), *bounds, between)


def change_points(series: Sequence[Signs], penalty: float | None = None) -> list[int]:
    """Return where a series of (positive, negative) weights changes: the numbers of the windows that begin a new level.

    The windows are cut into segments with a constant rate of either sign such that the sum of

        -2 log-likelihood of two independent Poisson series  +  penalty for each cut

    is least: optimal partitioning, exact by dynamic programming over all cuts (Jackson and others, "An algorithm for
    optimal partitioning of data on an interval", IEEE Signal Processing Letters 12, 2005). The default penalty is
    3·log n, the Bayesian information criterion's for two rates and a place (Yao, Statistics and Probability Letters 6,
    1988). Of equal sums the one with fewer, later cuts is taken. A short series has no change point that is worth it.

    Raises:
        InputError: if a weight is negative, or the penalty is.
    """
    count = len(series)
    if any(value < 0 for signs in series for value in signs):
        raise InputError("series: a weight is below 0; give both signs as weights from 0 on")
    price = real(penalty, "penalty") if penalty is not None else 3 * log(count) if count else 0.0
    sums = [(0.0, 0.0)]
    for signs in series:
        sums.append((sums[-1][0] + signs.positive, sums[-1][1] + signs.negative))
    best = [0.0]
    cut = [0]
    for end in range(1, count + 1):
        options = [
            best[start] + (price if start else 0.0) + _misfit(sums[start], sums[end], end - start)
            for start in range(end)
        ]
        least = min(options)
        # A cut that gains nothing but rounding is none.
        cut.append(next(start for start in range(end) if options[start] <= least + 1e-9))
        best.append(options[cut[-1]])
    found: list[int] = []
    end = count
    while end and cut[end]:
        end = cut[end]
        found.append(end)
    return found[::-1]


def _misfit(before: tuple[float, float], after: tuple[float, float], length: int) -> float:
    """Return -2 log-likelihood at the best rates, without what no cut changes."""
    totals = [end - start for start, end in zip(before, after, strict=True)]
    return sum(-2 * (total * log(total / length) - total) for total in totals if total > 0)


def _month_end(start: date) -> date:
    following = (
        date(start.year + start.month // 12, start.month % 12 + 1, 1) if start.year < 9999 or start.month < 12 else None
    )
    return date.fromordinal(following.toordinal() - 1) if following else date.max
