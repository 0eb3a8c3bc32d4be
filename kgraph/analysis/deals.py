"""Null models of a signed multigraph: its ties dealt anew, and what every deal keeps.

``signs``: who is tied to whom, and where, stays; the signs of all ties of an arena are dealt anew among them. Kept: the
activity of every pair in every arena, and the number of positive and negative ties of every arena.

``partners``: the ties of each arena and sign are dealt anew among their actors, with nobody tied to itself. Kept: the
activity of every actor in every arena by sign, and so the signs of every arena.

Ties are dealt within strata. A stratum is a *set* of arenas: a tie in Libya and Syria is dealt among the ties in just
these two, not among those in Libya alone. So the numbers above are kept for every arena whatever else its ties are in
(a union of strata), and more than that is kept: a tie that is alone in its stratum stays as it is, which makes the test
cautious. A tie without an arena is dealt among those without one. Weights play no part: what is dealt are ties.

Stratum by stratum, ``signs`` is the conditional model of Cochran (1954) and of Mantel and Haenszel (1959), and
``partners`` the configuration model without loops (Fosdick and others 2018).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from math import comb, prod

import numpy as np

from kgraph.analysis.checks import whole
from kgraph.analysis.signed import Pair, SignedMultigraph, Tie
from kgraph.errors import UnknownName

NULLS: Mapping[str, str] = {
    "signs": "the signs of an arena's ties are dealt anew",
    "partners": "the ties of an arena and sign are dealt anew among their actors",
}
_SWEEPS = 10

# How many ties of a sign each pair has.
Deal = dict[tuple[Pair, int], int]
_Group = tuple[list[Tie], list[int]]


def check_deals(null: str, samples: int, seed: int) -> None:
    """Check what a test is asked for.

    Raises:
        UnknownName: if there is no such null model.
        InputError: if ``samples`` is no whole number from 1 on, or ``seed`` none from 0 on.
    """
    if null not in tuple(NULLS):
        raise UnknownName("null model", str(null), NULLS)
    whole(samples, "samples", 1)
    whole(seed, "seed", 0)


def deals(graph: SignedMultigraph, null: str, samples: int, seed: int) -> tuple[Iterator[Deal], int, bool]:
    """Return deals, how many, and whether these are all there are, each as likely as any other.

    All of them where there are at most ``samples``; else that many are drawn.

    Raises:
        InputError: as `check_deals`.
    """
    check_deals(null, samples, seed)
    groups = _groups(graph, null)
    if null == "signs":
        count = prod(comb(len(signs), signs.count(-1)) for _, signs in groups)
    else:
        # All pairings of the ends, those with loops too: an upper bound of what there is.
        count = prod(prod(range(1, 2 * len(ties), 2)) for ties, _ in groups)
    if count <= samples:
        ways = [list(_all_signs(*group) if null == "signs" else _all_pairings(*group)) for group in groups]
        return map(_together, product(*ways)), prod(map(len, ways)), True
    random = np.random.default_rng(seed)
    draw = _dealt_signs if null == "signs" else _dealt_partners
    drawn = zip(*(draw(*group, samples, random) for group in groups), strict=True)
    return map(_together, drawn), samples, False


def _groups(graph: SignedMultigraph, null: str) -> list[_Group]:
    """Return the ties that are dealt among each other, and their signs."""
    found: dict[tuple[tuple[str, ...], int], list[Tie]] = {}
    for tie in graph.ties:
        found.setdefault((tie.arenas, tie.sign if null == "partners" else 0), []).append(tie)
    return [(ties, [tie.sign for tie in ties]) for _, ties in sorted(found.items())]


def _together(parts: Iterable[Deal]) -> Deal:
    found: Deal = {}
    for part in parts:
        for key, count in part.items():
            found[key] = found.get(key, 0) + count
    return found


def _counted(ends: Iterable[tuple[Pair, int]]) -> Deal:
    return _together({key: 1} for key in ends)


def _all_signs(ties: Sequence[Tie], signs: Sequence[int]) -> Iterator[Deal]:
    for chosen in combinations(range(len(ties)), signs.count(-1)):
        negative = set(chosen)
        yield _counted((tie.pair, -1 if number in negative else 1) for number, tie in enumerate(ties))


def _dealt_signs(
    ties: Sequence[Tie], signs: Sequence[int], samples: int, random: np.random.Generator
) -> Iterator[Deal]:
    for _ in range(samples):
        dealt = random.permutation(np.array(signs)).tolist()
        yield _counted((tie.pair, sign) for tie, sign in zip(ties, dealt, strict=True))


def _all_pairings(ties: Sequence[Tie], signs: Sequence[int]) -> Iterator[Deal]:
    ends = [end for tie in ties for end in tie.pair]
    for pairing in _pairings(ends):
        yield _counted((pair, signs[0]) for pair in pairing)


def _pairings(ends: Sequence[str]) -> Iterator[list[Pair]]:
    """Yield every way to pair ends without a loop; the ends of an actor are told apart."""
    if not ends:
        yield []
        return
    first, rest = ends[0], ends[1:]
    for place, other in enumerate(rest):
        if other != first:
            pair = (first, other) if first < other else (other, first)
            for more in _pairings([*rest[:place], *rest[place + 1 :]]):
                yield [pair, *more]


def _dealt_partners(
    ties: Sequence[Tie], signs: Sequence[int], samples: int, random: np.random.Generator
) -> Iterator[Deal]:
    for counts in swapped(ties, samples, random):
        yield {(pair, signs[0]): count for pair, count in counts.items()}


def swapped(ties: Sequence[Tie], samples: int, random: np.random.Generator) -> Iterator[dict[Pair, int]]:
    """Yield the ties of each pair after swapping partners again and again; a swap that makes a loop is not made."""
    first, second = [tie.a for tie in ties], [tie.b for tie in ties]
    steps = _SWEEPS * len(ties)
    for _ in range(samples):
        ones, others = random.integers(0, len(ties), size=(2, steps)).tolist()
        crossed = random.random(steps).tolist()
        for i, j, chance in zip(ones, others, crossed, strict=True):
            if i == j:
                continue
            # Two of the three ways to pair four ends are new; each is tried as often.
            if chance < 0.5:
                if first[i] != second[j] and first[j] != second[i]:
                    second[i], second[j] = second[j], second[i]
            elif first[i] != first[j] and second[i] != second[j]:
                second[i], first[j] = first[j], second[i]
        counts: dict[Pair, int] = {}
        for a, b in zip(first, second, strict=True):
            pair = (a, b) if a < b else (b, a)
            counts[pair] = counts.get(pair, 0) + 1
        yield counts
