"""When the sign between two actors changed, arena by arena, and which facts changed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from kgraph.analysis.dyads import dossier
from kgraph.dates import Extent
from kgraph.reasoning.proofs import Conclusions
from kgraph.vocabulary import Arena

# By whether the two cooperate, and whether they are in conflict.
STATES = {(False, False): "neither", (True, False): "partners", (False, True): "rivals", (True, True): "both"}


class Change(NamedTuple):
    """A day on which what two actors are to one another in an arena becomes something else.

    ``day`` is None for what holds from the beginning of time, as far as the dates leave it open. ``before`` and
    ``after`` are values of `STATES`. ``began`` and ``ended`` name the claims and derivations that begin on that day,
    or ended on the day before.
    """

    arena: str
    day: date | None
    before: str
    after: str
    began: tuple[str, ...]
    ended: tuple[str, ...]


def changes(conclusions: Conclusions, arenas: Mapping[str, Arena], a: str, b: str) -> list[Change]:
    """Return every change of sign of a pair under the view of the conclusions, by arena and day.

    A fact counts from its earliest to its latest possible day, within the window of the view; if the view asks for
    what certainly holds, from its first to its last certain day (days inclusive, in the proleptic Gregorian calendar;
    open and approximate dates are read as EDTF, ISO 8601-2:2019, says). In an arena the state on day d is

        (some fact with sign +1 counts on d, some fact with sign -1 counts on d)

    and a change is each d on which it differs from the day before. Weights play no part; a pair without a tie has no
    changes. The arguments are those of `kgraph.analysis.dyads.dossier`.
    """
    facts: dict[str, dict[str, int]] = {}
    found = dossier(conclusions, arenas, a, b)
    for line in (*found.unites, *found.divides):
        facts.setdefault(line.arena, {}).update(dict.fromkeys(line.facts, line.sign))
    window = conclusions.view.window
    result: list[Change] = []
    for arena in sorted(facts):
        spans = {}
        for name in facts[arena]:
            extent = conclusions.fact(name).extent
            if (span := _span(extent.within(window) if window else extent, conclusions.view.certainly)) is not None:
                spans[name] = span
        result += _changes_in(arena, facts[arena], spans)
    return result


class Span(NamedTuple):
    """A time in which two actors have ties of one sign in an arena.

    From the day ``first`` on to the day before ``until``; None where the dates leave it open.
    """

    arena: str
    sign: int
    first: date | None
    until: date | None


def spans(found: Iterable[Change]) -> list[Span]:
    """Return the times of cooperation and those of conflict that changes bound, by arena, day and sign.

    The changes of an arena must come in the order of days, as `changes` returns them.
    """
    open_spans: dict[tuple[str, int], date | None] = {}
    result = []
    signs_of = {state: (positive, negative) for (positive, negative), state in STATES.items()}
    for change in found:
        for sign, before, after in zip((1, -1), signs_of[change.before], signs_of[change.after], strict=True):
            if after and not before:
                open_spans[change.arena, sign] = change.day
            elif before and not after:
                result.append(Span(change.arena, sign, open_spans.pop((change.arena, sign)), change.day))
    result += [Span(arena, sign, first, None) for (arena, sign), first in open_spans.items()]
    return sorted(result, key=lambda span: (span.arena, span.first or date.min, -span.sign))


def _span(extent: Extent, certainly: bool) -> tuple[date | None, date | None] | None:
    """Return the first and last day that count (None: unbounded), or None if no day does."""
    if not certainly:
        return extent.earliest, extent.latest
    if extent.certain_from is None or extent.certain_until is None:
        return None
    return extent.certain_from, extent.certain_until


def _changes_in(
    arena: str, signs: Mapping[str, int], spans: Mapping[str, tuple[date | None, date | None]]
) -> Iterable[Change]:
    begins: dict[date | None, list[str]] = {}
    ends: dict[date | None, list[str]] = {}
    for name, (first, last) in spans.items():
        begins.setdefault(first, []).append(name)
        if last is not None and last < date.max:
            ends.setdefault(last + timedelta(days=1), []).append(name)
    holding: set[str] = set()
    before = STATES[False, False]
    days = sorted({day for day in (*begins, *ends) if day is not None})
    for day in (None, *days) if None in begins else days:
        began, ended = sorted(begins.get(day, [])), sorted(ends.get(day, []))
        holding |= set(began)
        holding -= set(ended)
        after = STATES[any(signs[name] > 0 for name in holding), any(signs[name] < 0 for name in holding)]
        if after != before:
            yield Change(arena, day, before, after, tuple(began), tuple(ended))
        before = after
