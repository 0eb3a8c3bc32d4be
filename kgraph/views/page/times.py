"""When the lines of the page hold: for a slider that asks, month by month, what `--as-of` asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import MAXYEAR, MINYEAR
from functools import lru_cache
from typing import Any

from kgraph.dates import Extent, Window, parse_window
from kgraph.views.holder import GraphLike


def times_of(graph: GraphLike, facts: Sequence[str]) -> list[list[str]]:
    """Return for each fact the days from and to which it possibly holds, and certainly, if at all; and its kind.

    A day is YYYY-MM-DD; an empty one is unbounded where it is possible, and never where it is certain. The kind is
    ``claim`` or ``rule``: a claim whose whole time lies in the month asked about certainly holds in it.
    """
    kinds = {True: "claim", False: "rule"}
    return [[*days_of(_extent(graph, name)), kinds[name in graph.claims]] for name in facts]


def days_of(extent: Extent) -> list[str]:
    """Return the four days of an extent: possible from and to, certain from and to."""
    return [day.isoformat() if day else "" for day in extent]


def runs_of(
    graph: GraphLike, facts: Sequence[str], tell: Callable[[Sequence[str]], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return what is told of the facts in each month in which only some of them possibly hold.

    ``facts`` are the places of those that do. Months in which all or none hold are left out: the whole is told anyway.
    """
    extents = [_extent(graph, name) for name in facts]
    told: dict[tuple[int, ...], dict[str, Any]] = {}
    for window in _months(extents) if len(facts) > 1 else ():
        held = tuple(place for place, extent in enumerate(extents) if window.may_hold(extent))
        if held and len(held) < len(facts) and held not in told:
            told[held] = {"facts": list(held), **tell([facts[place] for place in held])}
    return list(told.values())


def _months(extents: Sequence[Extent]) -> list[Window]:
    """Return the months in which something begins or ends, and those before and after: in others nothing changes."""
    days = {day for extent in extents for day in (extent.earliest, extent.latest) if day}
    numbers = {day.year * 12 + day.month - 1 + step for day in days for step in (-1, 0, 1)}
    return [_month(number) for number in sorted(numbers) if MINYEAR <= number // 12 <= MAXYEAR]


@lru_cache(maxsize=1 << 12)
def _month(number: int) -> Window:
    """Return a month by its number, counted from the year 0."""
    return parse_window(f"{number // 12:04}-{number % 12 + 1:02}")


def _extent(graph: GraphLike, name: str) -> Extent:
    found = graph.conclusions.all_derivations.get(name) or graph.claims[name]
    return found.extent
