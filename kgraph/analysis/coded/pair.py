"""One pair in coded events: arena by sign by class, measures of each class, months, and where their level changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from kgraph.analysis.measures import Measures, Signs, measure
from kgraph.events.between import Between, Cell

CLASSES = ("material", "verbal")


class Tally(NamedTuple):
    """What a pair did in one arena, of one sign and class, in all months.

    ``by`` is how many of the events each of the two did to the other; ``share`` is of all events of the pair.
    """

    arena: str
    sign: int
    class_: str
    events: int
    reports: int
    share: float
    by: Mapping[str, int]
    first_day: date
    last_day: date
    relations: tuple[str, ...]


class Month(NamedTuple):
    """The events of one class in a month (a year in yearly tables), by sign; months without any are 0."""

    label: str
    signs: Signs


def tallies(found: Between) -> tuple[Tally, ...]:
    """Return the arenas of a pair by name, cooperation before conflict, deeds before words."""
    groups: dict[tuple[str, int, str], list[Cell]] = {}
    for cell in found.cells:
        groups.setdefault((cell.arena, cell.sign, cell.class_), []).append(cell)
    whole = events(found.cells)
    result = []
    for (arena, sign, class_), cells in sorted(groups.items(), key=lambda group: (group[0][0], -group[0][1], group[0])):
        by = {end: events(cell for cell in cells if cell.agent == end) for end in (found.a, found.b)}
        relations = sorted({relation for cell in cells for relation in cell.relations})
        first, last = min(cell.first_day for cell in cells), max(cell.last_day for cell in cells)
        count, reports = events(cells), sum(cell.reports for cell in cells)
        result.append(Tally(arena, sign, class_, count, reports, count / whole, by, first, last, tuple(relations)))
    return tuple(result)


def measures(found: Between) -> dict[str, Measures]:
    """Return the measures of each class that occurs; the two are never added: talk would drown deeds.

    P and N are numbers of events; formulas and sources are those of `kgraph.analysis.measures.measure`.
    """
    result = {}
    for class_ in CLASSES:
        by_arena: dict[str, Signs] = {}
        for cell in found.cells:
            if cell.class_ == class_:
                known = by_arena.get(cell.arena, Signs(0, 0))
                more = (cell.events, 0) if cell.sign > 0 else (0, cell.events)
                by_arena[cell.arena] = Signs(known.positive + more[0], known.negative + more[1])
        if by_arena:
            result[class_] = measure(by_arena)
    return result


def months(found: Between, class_: str) -> list[Month]:
    """Return every month from the first to the last event of the pair, with the events of one class."""
    counts: dict[str, list[int]] = {label: [0, 0] for label in _labels({cell.month for cell in found.cells})}
    for cell in found.cells:
        if cell.class_ == class_:
            counts[cell.month][cell.sign < 0] += cell.events
    return [Month(label, Signs(*signs)) for label, signs in counts.items()]


def changes(series: Iterable[Month]) -> list[str]:
    """Return the labels of the months that begin a new level of either sign.

    A level is two constant Poisson rates, as in `kgraph.analysis.windows.change_points` (Jackson and others 2005).
    """
    from kgraph.analysis.windows import change_points

    known = list(series)
    return [known[number].label for number in change_points([month.signs for month in known])]


def events(cells: Iterable[Cell]) -> int:
    """Return how many events cells hold."""
    return sum(cell.events for cell in cells)


def _labels(known: set[str]) -> list[str]:
    """Return the months, or years, from the first to the last."""
    if not known:
        return []
    first, last = min(known), max(known)
    if len(first) == 4:
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]
