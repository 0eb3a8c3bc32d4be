"""How sure the measures of a pair are: the least and the most that each can be when uncertain ties stand or fall."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import log2
from typing import NamedTuple

from kgraph.analysis.measures import Signs, compartmentalisation, griffin, symmetry

Key = tuple[str, int]

# How many different sums of uncertain weights are kept, and how many steps are made with them.
_MOST_SUMS, _MOST_STEPS = 20_000, 1_000_000

# Why a measure has no range.
TOO_MANY = "its uncertain ties differ so much in weight or arenas that the ways for them to stand or fall are too many"


class Range(NamedTuple):
    """The least and the most that a measure is when every uncertain tie may stand or fall; None: undefined there.

    Where falling ties leave a measure undefined, the range is over the cases in which it is defined.
    """

    least: float | None
    most: float | None


def ranges(sure: Mapping[Key, Fraction], loose: Iterable[Mapping[Key, Fraction]]) -> dict[str, Range]:
    """Return the exact range of each measure of a pair over all ways in which its uncertain ties stand or fall.

    Each tie stands or falls by itself, in all of its arenas at once. Symmetry and Griffin's ambivalence need the sums
    P and N only: for each P both are greatest at the N nearest to it, and least at the first or the last. For
    compartmentalisation, let g(x, y) = (x + y)·H(x, y) and (p, n) be the weights in an arena, so that it is

        1 - [sum of g(p, n) over arenas] / g(P, N)

    With P and N given, the sum over arenas is made least and greatest arena by arena (dynamic programming, Bellman
    1957, over all P and N that the arenas so far can reach). Arenas that have an uncertain tie in common are one step,
    in which each way for these ties is gone through. Definitions of the measures: `kgraph.analysis.measures`.

    Args:
        sure: the weight that stands in any case, by arena and sign (1 or -1).
        loose: each uncertain tie: what it weighs, by arena and sign.

    A measure that would need more than 20,000 sums, or a million steps, has no range: `TOO_MANY` says so in words.
    """
    ties = [dict(tie) for tie in loose]
    base, extra = _totals(sure), [_totals(tie) for tie in ties]
    high = {sign: base[sign] + sum(tie[sign] for tie in extra) for sign in (1, -1)}
    found = {
        "positive": _range([float(base[1]), float(high[1])]),
        "negative": _range([float(base[-1]), float(high[-1])]),
        "volume": _range([float(min(base.values())), float(min(high.values()))]),
    }
    sums = {sign: _sums(base[sign], (tie[sign] for tie in extra)) for sign in (1, -1)}
    positive, negative = sums[1], sums[-1]
    if positive and negative:
        both = [(float(p), float(n)) for p in positive for n in _telling(p, negative)]
        found["symmetry"] = _range(symmetry(p, n) for p, n in both)
        found["griffin"] = _range(griffin(p, n) for p, n in both)
    cells = _extreme_cells(sure, ties)
    if cells is not None:
        found["compartmentalisation"] = _range(compartmentalisation(by_arena) for by_arena in cells)
    return found


def _totals(weights: Mapping[Key, Fraction]) -> dict[int, Fraction]:
    return {sign: sum((w for (_, s), w in weights.items() if s == sign), Fraction(0)) for sign in (1, -1)}


def _sums(base: Fraction, weights: Iterable[Fraction]) -> list[Fraction]:
    """Return what some of the weights and the base add up to, in order; nothing where that is too much."""
    found = {base}
    for weight in weights:
        found |= {total + weight for total in found}
        if len(found) > _MOST_SUMS:
            return []
    return sorted(found)


def _telling(value: Fraction, others: Sequence[Fraction]) -> set[Fraction]:
    """Return the other sums at which a measure can be least or most: the ends, and those beside the value."""
    place = bisect_left(others, value)
    return {others[0], others[-1], *others[max(0, place - 1) : place + 1]}


# One way for a group of arenas: its weights by arena and sign, in the order of the group's keys.
_Way = tuple[Fraction, ...]
# The ways chosen so far, the newest first.
_Chain = tuple[list[Key], _Way, "_Chain | None"]
# For each (P, N) that is reached: the least and the greatest sum of g over arenas, with the ways behind each.
_Reached = dict[tuple[Fraction, Fraction], tuple[tuple[float, _Chain | None], tuple[float, _Chain | None]]]


def _extreme_cells(
    sure: Mapping[Key, Fraction], ties: Sequence[Mapping[Key, Fraction]]
) -> list[dict[str, Signs]] | None:
    """Return the weights by arena among which compartmentalisation is least and greatest; None: too many ways."""
    reached: _Reached = {(Fraction(0), Fraction(0)): ((0.0, None), (0.0, None))}
    steps = 0
    for keys, own in _groups(sure, ties):
        ways = _ways(tuple(sure.get(key, Fraction(0)) for key in keys), keys, own)
        steps += len(ways) * len(reached)
        if not ways or steps > _MOST_STEPS:
            return None
        reached = _with(reached, keys, ways)
    return [_by_arena(chain) for ends in reached.values() for _, chain in ends]


def _groups(
    sure: Mapping[Key, Fraction], ties: Sequence[Mapping[Key, Fraction]]
) -> list[tuple[list[Key], list[Mapping[Key, Fraction]]]]:
    """Return the keys in groups, each of arenas that no uncertain tie joins to others, with their uncertain ties."""
    groups = [({arena}, list[Mapping[Key, Fraction]]()) for arena in sorted({arena for arena, _ in sure})]
    for tie in ties:
        met = [group for group in groups if any(arena in group[0] for arena, _ in tie)]
        arenas = {arena for arena, _ in tie}.union(*(group[0] for group in met))
        own = [each for group in met for each in group[1]]
        groups = [group for group in groups if group not in met] + [(arenas, [*own, tie])]
    return [([(arena, sign) for arena in sorted(arenas) for sign in (1, -1)], own) for arenas, own in groups]


def _ways(base: _Way, keys: Sequence[Key], ties: Iterable[Mapping[Key, Fraction]]) -> list[_Way]:
    """Return every weight that a group's keys can have together, in order; nothing where these are too many."""
    found = {base}
    for tie in ties:
        more = tuple(tie.get(key, Fraction(0)) for key in keys)
        found |= {tuple(one + other for one, other in zip(way, more, strict=True)) for way in found}
        if len(found) > _MOST_SUMS:
            return []
    return sorted(found)


def _with(reached: _Reached, keys: list[Key], ways: Iterable[_Way]) -> _Reached:
    """Return what is reached with one more group of arenas."""
    found: _Reached = {}
    # Keys come by arena, + before -.
    options = [(sum(way[::2]), sum(way[1::2]), sum(map(_mixed, way[::2], way[1::2])), way) for way in ways]
    for (positive, negative), (least, most) in reached.items():
        for p, n, mixed, way in options:
            low, high = (least[0] + mixed, (keys, way, least[1])), (most[0] + mixed, (keys, way, most[1]))
            total = (positive + p, negative + n)
            known = found.get(total, (low, high))
            found[total] = (low if low[0] < known[0][0] else known[0], high if high[0] > known[1][0] else known[1])
    return found


def _mixed(positive: Fraction, negative: Fraction) -> float:
    """Return (x + y)·H(x, y), in bits."""
    x, y = float(positive), float(negative)
    return (x + y) * log2(x + y) - x * log2(x) - y * log2(y) if x and y else 0.0


def _by_arena(chain: _Chain | None) -> dict[str, Signs]:
    found: dict[str, Signs] = {}
    while chain is not None:
        keys, way, chain = chain
        for place in range(0, len(keys), 2):
            found[keys[place][0]] = Signs(float(way[place]), float(way[place + 1]))
    return found


def _range(values: Iterable[float | None]) -> Range:
    defined = [value for value in values if value is not None]
    return Range(_plain_float(min(defined)), _plain_float(max(defined))) if defined else Range(None, None)


def _plain_float(value: float) -> float:
    return int(value) if float(value).is_integer() else value
