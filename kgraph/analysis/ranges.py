"""How sure the measures of a pair are: the least and the most that each can be when uncertain ties stand or fall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import NamedTuple

from kgraph.analysis.measures import Signs, compartmentalisation, griffin, symmetry

# How many sums of uncertain lines are gone through for one measure.
_MOST_SUMS = 20_000


class Range(NamedTuple):
    """The least and the most that a measure is when every uncertain line may stand or fall; None: undefined there.

    Where falling lines leave a measure undefined, the range is over the cases in which it is defined.
    """

    least: float | None
    most: float | None


def ranges(
    sure: Mapping[tuple[str, int], Fraction], loose: Mapping[tuple[str, int], list[Fraction]]
) -> dict[str, Range]:
    """Return the exact range of each measure over all ways in which the loose weights stand or fall.

    Args:
        sure: the weight that stands in any case, by arena and sign; 0 where there is none but a loose one.
        loose: the weights of the lines that may fall, by arena and sign.

    A measure for which there are too many ways to go through has no range.
    """
    base = {sign: sum((w for (_, s), w in sure.items() if s == sign), Fraction(0)) for sign in (1, -1)}
    extra = {sign: [w for (_, s), given in loose.items() if s == sign for w in given] for sign in (1, -1)}
    low, high = base, {sign: base[sign] + sum(extra[sign]) for sign in (1, -1)}
    found = {
        "positive": _range([float(low[1]), float(high[1])]),
        "negative": _range([float(low[-1]), float(high[-1])]),
        "volume": _range([float(min(low.values())), float(min(high.values()))]),
    }
    sums = {sign: _sums(extra[sign]) for sign in (1, -1)}
    if len(sums[1]) * len(sums[-1]) <= _MOST_SUMS:
        both = [(float(base[1] + p), float(base[-1] + n)) for p in sums[1] for n in sums[-1]]
        found["symmetry"] = _range(symmetry(p, n) for p, n in both)
        found["griffin"] = _range(griffin(p, n) for p, n in both)
    choices = {key: [weight + more for more in _sums(loose.get(key, []))] for key, weight in sure.items()}
    if prod(len(values) for values in choices.values()) <= _MOST_SUMS:
        found["compartmentalisation"] = _range(compartmentalisation(by_arena) for by_arena in _every(choices))
    return found


def _every(choices: Mapping[tuple[str, int], Sequence[Fraction]]) -> Iterator[dict[str, Signs]]:
    keys = list(choices)
    for values in product(*choices.values()):
        cells: dict[str, list[float]] = {}
        for (arena, sign), value in zip(keys, values, strict=True):
            cells.setdefault(arena, [0.0, 0.0])[sign < 0] = float(value)
        yield {arena: Signs(*signs) for arena, signs in cells.items()}


def _sums(weights: Iterable[Fraction]) -> list[Fraction]:
    """Return every sum of some of the weights; more than enough of them where there are too many to go through."""
    found = {Fraction(0)}
    for weight in weights:
        found |= {total + weight for total in found}
        if len(found) > _MOST_SUMS:
            break
    return sorted(found)


def _range(values: Iterable[float | None]) -> Range:
    defined = [value for value in values if value is not None]
    return Range(_plain_float(min(defined)), _plain_float(max(defined))) if defined else Range(None, None)


def _plain_float(value: float) -> float:
    return int(value) if float(value).is_integer() else value
