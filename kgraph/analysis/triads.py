"""Triads of a signed multigraph: how many of each kind, how balanced, and what would balance those that are not.

A pair is positive (+), negative (-) or both (±); a pair with both signs is counted as such and not collapsed to one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import comb
from typing import NamedTuple

import numpy as np

from kgraph.analysis.signed import Pair, SignedMultigraph, Tie
from kgraph.analysis.triangles import KINDS, count_triads
from kgraph.errors import InputError

_MOST_EIGENVALUES = 4000


class Census(NamedTuple):
    """How many triads of each kind a signed multigraph has; a triad is three actors, each pair tied.

    ``counts`` has all ten kinds: ``+++``, ``++-``, ``++±`` and so on. ``pairs`` counts the pairs of each sign type.
    """

    counts: Mapping[str, int]
    pairs: Mapping[str, int]

    @property
    def balanced(self) -> int:
        """Triads with one sign a pair whose product is positive (Cartwright and Harary 1956)."""
        return self.counts["+++"] + self.counts["+--"]

    @property
    def unbalanced(self) -> int:
        """Triads with one sign a pair whose product is negative."""
        return self.counts["++-"] + self.counts["---"]

    @property
    def undecided(self) -> int:
        """Triads with a pair of both signs: half of all choices of a sign balance them."""
        return sum(self.counts.values()) - self.balanced - self.unbalanced

    @property
    def degree(self) -> Fraction | None:
        """The degree of balance, balanced triads as a share of those that are decided; None if there are none.

        Source: Cartwright and Harary, "Structural balance" (Psychological Review 63, 1956), for cycles of length three.
        """
        decided = self.balanced + self.unbalanced
        return Fraction(self.balanced, decided) if decided else None

    @property
    def degree_bounds(self) -> tuple[Fraction, Fraction] | None:
        """The least and the most that the degree is over all sign choices, each triad by itself; None without triads.

            [balanced / all, (balanced + undecided) / all]

        A choice made for one triad binds the others that share the pair, so the bounds need not be reached together.
        """
        total = sum(self.counts.values())
        return (Fraction(self.balanced, total), Fraction(self.balanced + self.undecided, total)) if total else None

    @property
    def weak_degree(self) -> Fraction | None:
        """As `degree`, with three foes counted as balanced (weak balance, Davis 1967)."""
        decided = self.balanced + self.unbalanced
        return Fraction(self.balanced + self.counts["---"], decided) if decided else None


class Remedy(NamedTuple):
    """One tie that decides a triad: ``reversed`` (its pair rests on it alone) or ``withdrawn`` (one of two signs).

    A tie may rest on several claims: which of them it takes is told by `kgraph.analysis.remedies.ways`.
    """

    tie: Tie
    action: str


class Triad(NamedTuple):
    """Three actors by name, the sign types of the pairs (a, b), (a, c), (b, c), and the single ties that balance it.

    Without a remedy, more than one claim would have to change.
    """

    a: str
    b: str
    c: str
    signs: tuple[str, str, str]
    remedies: tuple[Remedy, ...]


def census(graph: SignedMultigraph) -> Census:
    """Count the triads of each kind.

    For the kinds see Holland and Leinhardt, "A method for detecting structure in sociometric data" (American Journal of
    Sociology 76, 1970), here with signs instead of directions; how they are counted: `count_triads`.
    """
    types = pair_types(graph)
    pairs = {kind: sum(found == kind for found in types.values()) for kind in "+-±"}
    counts = dict.fromkeys(KINDS, 0)
    if len(types) >= 3:
        place = {actor: number for number, actor in enumerate(graph.actors)}
        ends = np.array([(place[a], place[b]) for a, b in types], dtype=np.int64)
        code = np.array(["+-±".index(kind) for kind in types.values()], dtype=np.int64)
        counts.update(count_triads(len(graph.actors), ends[:, 0], ends[:, 1], code))
    return Census(counts, pairs)


def pair_types(graph: SignedMultigraph) -> dict[Pair, str]:
    """Return +, - or ± for each pair with a tie."""
    signs: dict[Pair, int] = {}
    for tie in graph.ties:
        signs[tie.pair] = signs.get(tie.pair, 0) | (1 if tie.sign > 0 else 2)
    return {pair: " +-±"[found] for pair, found in sorted(signs.items())}


def unbalanced_triads(graph: SignedMultigraph, undecided: bool = False) -> Iterator[Triad]:
    """Yield the unbalanced triads by name, each with every single tie that would balance it.

    A pair that rests on one tie can be turned by reversing it. With ``undecided``, triads with a pair of both signs are
    yielded too; where one sign of such a pair rests on one tie, withdrawing it may leave a balanced triad.
    """
    types = pair_types(graph)
    ties = graph.by_pair()
    around: dict[str, set[str]] = {}
    for a, b in types:
        around.setdefault(a, set()).add(b)
        around.setdefault(b, set()).add(a)
    for a, b in types:
        for c in sorted(around[a] & around[b]):
            if c <= b:
                continue
            pairs = ((a, b), (a, c), (b, c))
            signs = (types[a, b], types[a, c], types[b, c])
            if "±" in signs and not undecided:
                continue
            if "±" not in signs and is_balanced(signs):
                continue
            yield Triad(a, b, c, signs, tuple(_remedies(pairs, signs, ties)))


def is_balanced(signs: Iterable[str]) -> bool:
    """Say whether the product of signs, each + or -, is positive (Cartwright and Harary 1956)."""
    return sum(sign == "-" for sign in signs) % 2 == 0


def _remedies(
    pairs: tuple[Pair, Pair, Pair], signs: tuple[str, str, str], ties: Mapping[Pair, list[Tie]]
) -> Iterator[Remedy]:
    for number, pair in enumerate(pairs):
        rest = [sign for other, sign in enumerate(signs) if other != number]
        if "±" in rest:
            continue
        for sign, symbol in ((1, "+"), (-1, "-")):
            of_sign = [tie for tie in ties[pair] if tie.sign == sign]
            other = "-" if symbol == "+" else "+"
            # What is left, or what the reversed tie says, must balance the other two.
            if len(of_sign) == 1 and is_balanced([*rest, other]):
                yield Remedy(of_sign[0], "reversed" if signs[number] == symbol else "withdrawn")


class Walks(NamedTuple):
    """Walk-based balance: ``balance`` from near 0 to 1, ``lack`` = (1 - balance) / (1 + balance)."""

    balance: float
    lack: float


def walk_balance(graph: SignedMultigraph) -> Walks | None:
    """Return Estrada and Benzi's walk-based balance, or None without ties.

        K = tr exp(P - N) / tr exp(P + N)

    P and N hold 1 where a pair has a positive, a negative tie: closed walks with an even number of negative steps less
    those with an odd one, as a share of all, walks of length k weighing 1/k!. A pair with both signs has both steps, so
    nothing is collapsed. K is 1 if and only if the graph is balanced. Floating point, by all eigenvalues.

    Raises:
        InputError: with more actors than all eigenvalues can be had of (4,000).

    Source: Estrada and Benzi, "Walk-based measure of balance in signed networks" (Physical Review E 90, 2014).
    """
    types = pair_types(graph)
    if not types:
        return None
    actors = sorted({end for pair in types for end in pair})
    if len(actors) > _MOST_EIGENVALUES:
        raise InputError(
            f"walk-based balance: {len(actors)} actors are too many, {_MOST_EIGENVALUES} are not; choose a part of them"
        )
    place = {actor: number for number, actor in enumerate(actors)}
    signed, plain = np.zeros((2, len(actors), len(actors)))
    for (a, b), kind in types.items():
        i, j = place[a], place[b]
        signed[i, j] = signed[j, i] = (kind == "+") - (kind == "-")
        plain[i, j] = plain[j, i] = 2 if kind == "±" else 1
    with_sign, without = np.linalg.eigvalsh(signed), np.linalg.eigvalsh(plain)
    # Both sums are divided by the largest term, which would overflow otherwise.
    most = without.max()
    balance = float(np.exp(with_sign - most).sum() / np.exp(without - most).sum())
    return Walks(balance, (1 - balance) / (1 + balance))


def expected_degree(pairs: Mapping[str, int]) -> Fraction | None:
    """Return the degree of balance that signs dealt at random to the same pairs would have on average.

    With p positive and n negative pairs, of three drawn without replacement none or two are negative:

        [C(p, 3) + p·C(n, 2)] / C(p + n, 3)

    Args:
        pairs: how many pairs there are of each sign type, as in `Census`; those with both signs are left out.

    None with fewer than three pairs. Exact. The comparison is that of Leskovec, Huttenlocher and Kleinberg, "Signed
    networks in social media" (CHI 2010, section 3), there with independent signs.
    """
    positive, negative = pairs["+"], pairs["-"]
    total = comb(positive + negative, 3)
    return Fraction(comb(positive, 3) + positive * comb(negative, 2), total) if total else None
