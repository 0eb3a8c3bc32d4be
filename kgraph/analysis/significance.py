"""Is a pair more ambivalent than chance, given what is kept? Two null models, exact where small, else by Monte Carlo.

What the models deal anew and what they keep is said in `kgraph.analysis.deals`. Weights play no part: what is dealt
are ties. The statistic is the volume min(P, N). A pair stands out that has more of both signs than its ties, or the
activity of its two actors, explain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import comb, sqrt
from typing import NamedTuple

import numpy as np

from kgraph.analysis.deals import check_deals, swapped
from kgraph.analysis.signed import Pair, SignedMultigraph, Tie

# States of the exact count of pairings of one arena and sign; beyond, it is sampled.
_MOST_STATES = 20_000

Distribution = dict[int, float]


class Tested(NamedTuple):
    """One pair: its volume, what the null model expects, and how often it does as well or better.

    ``p`` is P(volume >= observed) under the null model, ``error`` its standard error (0: exact), ``q`` is ``p``
    adjusted for all pairs tested: of those with q at most 0.05, 5 % at most are expected to be chance.
    """

    a: str
    b: str
    positive: int
    negative: int
    expected: float
    p: float
    error: float
    q: float


class Test(NamedTuple):
    """All pairs tested, the least likely first. ``family`` is their number, which ``q`` takes into account."""

    null: str
    tested: tuple[Tested, ...]
    samples: int
    seed: int

    @property
    def family(self) -> int:
        """How many pairs were tested at once: those with at least two ties; others cannot have both signs."""
        return len(self.tested)


def ambivalence_test(graph: SignedMultigraph, null: str = "partners", samples: int = 2000, seed: int = 0) -> Test:
    """Test every pair with at least two ties against a null model.

    ``signs`` is always exact: in each arena, the number of negative ties of a pair is hypergeometric; arenas are
    independent of each other. ``partners`` is exact for each arena and sign with few enough ways to be dealt; otherwise
    ``samples`` are drawn by swapping the partners of random ties, which leaves every loop-free pairing of ties' ends
    equally likely (Fosdick and others, "Configuring random graph models with fixed degree sequences", SIAM Review 60,
    2018, stub-labelled multigraphs). Then p = (1 + number at least as large) / (1 + samples) (Davison and Hinkley 1997,
    section 4.2), and its standard error is given. Same seed, same answer.

    The pairs are not independent; the adjustment is that of Benjamini and Hochberg (Journal of the Royal Statistical
    Society B 57, 1995), which holds under positive dependence.

    Args:
        graph: the ties; those with the same set of arenas are a stratum and dealt among each other
            (`kgraph.analysis.deals`).
        null: ``signs`` or ``partners``.
        samples: how many to draw where the exact way is too long; from 1 on.
        seed: of the generator.

    Raises:
        UnknownName: if there is no such null model.
        InputError: if ``samples`` is no whole number from 1 on, or ``seed`` none from 0 on.
    """
    check_deals(null, samples, seed)
    pairs = {pair: ties for pair, ties in graph.by_pair().items() if len(ties) > 1}
    found = _signs(graph, pairs) if null == "signs" else _partners(graph, pairs, samples, seed)
    q = adjusted([p for _, _, p, _ in found])
    rows = [
        Tested(*pair, *_counts(pairs[pair]), expected, p, error, value)
        for (pair, expected, p, error), value in zip(found, q, strict=True)
    ]
    rows.sort(key=lambda row: (row.p, -min(row.positive, row.negative), row.a, row.b))
    sampled = samples if any(row.error for row in rows) else 0
    return Test(null, tuple(rows), sampled, seed)


def adjusted(values: Sequence[float]) -> list[float]:
    """Return Benjamini and Hochberg's adjusted p-values, in the order of the given ones.

    Of m values, with p(1) <= ... <= p(m), that of p(i) is the least of p(j)·m/j over j from i on, at most 1. Who takes
    all pairs with a value of at most x expects a share of x of them to be chance, under independence or positive
    dependence.

    Source: Benjamini and Hochberg, "Controlling the false discovery rate" (Journal of the Royal Statistical Society B
    57, 1995); the adjusted form is that of Yekutieli and Benjamini (1999).
    """
    order = sorted(range(len(values)), key=lambda number: values[number], reverse=True)
    found = [1.0] * len(values)
    least = 1.0
    for position, number in enumerate(order):
        least = min(least, values[number] * len(values) / (len(values) - position))
        found[number] = least
    return found


_Row = tuple[Pair, float, float, float]


def _counts(ties: Iterable[Tie]) -> tuple[int, int]:
    signs = [tie.sign for tie in ties]
    return signs.count(1), signs.count(-1)


def _signs(graph: SignedMultigraph, pairs: Mapping[Pair, list[Tie]]) -> list[_Row]:
    totals: dict[tuple[str, ...], list[int]] = {}
    for tie in graph.ties:
        totals.setdefault(tie.arenas, [0, 0])[tie.sign < 0] += 1
    rows = []
    for pair, ties in pairs.items():
        negative: Distribution = {0: 1.0}
        for arenas in sorted({tie.arenas for tie in ties}):
            own = sum(tie.arenas == arenas for tie in ties)
            plus, minus = totals[arenas]
            ways = comb(plus + minus, own)
            dealt = {
                k: comb(minus, k) * comb(plus, own - k) / ways for k in range(min(own, minus) + 1) if own - k <= plus
            }
            negative = _sum(negative, dealt)
        observed = min(_counts(ties))
        volume = {number: min(number, len(ties) - number) for number in negative}
        expected = sum(chance * volume[number] for number, chance in negative.items())
        p = sum(chance for number, chance in negative.items() if volume[number] >= observed)
        rows.append((pair, expected, min(1.0, p), 0.0))
    return rows


def _partners(graph: SignedMultigraph, pairs: Mapping[Pair, list[Tie]], samples: int, seed: int) -> list[_Row]:
    groups: dict[tuple[tuple[str, ...], int], list[Tie]] = {}
    for tie in graph.ties:
        groups.setdefault((tie.arenas, tie.sign), []).append(tie)
    exact: dict[Pair, dict[int, Distribution]] = {pair: {1: {0: 1.0}, -1: {0: 1.0}} for pair in pairs}
    sampled = {pair: {sign: np.zeros(samples, dtype=np.int64) for sign in (1, -1)} for pair in pairs}
    random = np.random.default_rng(seed)
    drawn: set[Pair] = set()
    for (_, sign), ties in sorted(groups.items()):
        degrees: dict[str, int] = {}
        for tie in ties:
            for end in tie.pair:
                degrees[end] = degrees.get(end, 0) + 1
        here = [pair for pair in pairs if pair[0] in degrees and pair[1] in degrees]
        if not here:
            continue
        if _states(degrees) <= _MOST_STATES:
            for pair in here:
                exact[pair][sign] = _sum(exact[pair][sign], paired(degrees, pair))
        else:
            drawn.update(here)
            for number, counts in enumerate(swapped(ties, samples, random)):
                for pair in here:
                    sampled[pair][sign][number] += counts.get(pair, 0)
    rows = []
    for pair, ties in pairs.items():
        observed = min(_counts(ties))
        positive, negative = exact[pair][1], exact[pair][-1]
        if pair not in drawn:
            both = [(min(p, n), x * y) for p, x in positive.items() for n, y in negative.items()]
            expected = sum(volume * chance for volume, chance in both)
            rows.append((pair, expected, min(1.0, sum(x for volume, x in both if volume >= observed)), 0.0))
            continue
        volumes = np.minimum(
            sampled[pair][1] + _drawn(positive, samples, random), sampled[pair][-1] + _drawn(negative, samples, random)
        )
        share = (1 + int((volumes >= observed).sum())) / (1 + samples)
        rows.append((pair, float(volumes.mean()), share, sqrt(share * (1 - share) / samples)))
    return rows


def paired(degrees: Mapping[str, int], pair: Pair) -> Distribution:
    """Return how likely it is that so many ties join two actors when ties' ends are paired at random, without loops.

    With k ties between a and b, P(k) is the number of loop-free pairings of all ends with k of them, divided by the
    number of all loop-free ones; the ends of one actor are told apart. Counted in whole numbers, one actor's next end
    going to each end of the others, so the only rounding is in the last division.

    Args:
        degrees: how many ends each actor has, from 1 on; their sum is even.
        pair: the two actors, both among them.

    Source: the stub-labelled loop-free configuration model of Fosdick and others, "Configuring random graph models with
    fixed degree sequences" (SIAM Review 60, 2018).
    """
    a, b = pair
    others = tuple(sorted((degree for actor, degree in degrees.items() if actor not in pair), reverse=True))

    @cache
    def ways(x: int, y: int, rest: tuple[int, ...]) -> tuple[int, ...]:
        """Ways to pair what is left, by the number of ties between the two."""
        if not x and not y and not rest:
            return (1,)
        total: list[int] = []

        def add(more: tuple[int, ...], times: int, shift: int) -> None:
            total.extend([0] * (len(more) + shift - len(total)))
            for number, count in enumerate(more):
                total[number + shift] += times * count

        if x:
            if y:
                add(ways(x - 1, y - 1, rest), y, 1)
            for place, degree in enumerate(rest):
                add(ways(x - 1, y, _less(rest, place)), degree, 0)
        elif y:
            for place, degree in enumerate(rest):
                add(ways(0, y - 1, _less(rest, place)), degree, 0)
        else:
            left = (rest[0] - 1, *rest[1:])
            for place in range(1, len(rest)):
                after = tuple(d - (number == place) for number, d in enumerate(left))
                add(ways(0, 0, tuple(sorted((d for d in after if d), reverse=True))), rest[place], 0)
        return tuple(total)

    counted = ways(degrees[a], degrees[b], others)
    whole = sum(counted)
    return {number: count / whole for number, count in enumerate(counted) if count}


def _less(rest: tuple[int, ...], place: int) -> tuple[int, ...]:
    left = (degree - (number == place) for number, degree in enumerate(rest))
    return tuple(sorted((degree for degree in left if degree), reverse=True))


def _states(degrees: Mapping[str, int]) -> int:
    """Return a bound of how many different rests a count of pairings meets."""
    found = 1
    for degree in degrees.values():
        found *= degree + 1
        if found > _MOST_STATES:
            break
    return found


def _drawn(
    chances: Distribution, samples: int, random: np.random.Generator
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Draw from an exact distribution, for those whose other parts are sampled."""
    values = np.array(sorted(chances))
    weights = np.array([chances[int(value)] for value in values])
    return random.choice(values, size=samples, p=weights / weights.sum())


def _sum(one: Distribution, other: Distribution) -> Distribution:
    """Return the distribution of the sum of two independent numbers."""
    found: Distribution = {}
    for x, p in one.items():
        for y, q in other.items():
            found[x + y] = found.get(x + y, 0.0) + p * q
    return found
