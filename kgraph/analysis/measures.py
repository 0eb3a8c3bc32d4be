"""Measures of a pair that keep both signs: volume, symmetry, ambivalence, compartmentalisation.

P and N are the weights of cooperation and of conflict: numbers from 0 on, in the unit of the weights (with the weights
``even``: ties). Nothing here nets them against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log2
from typing import NamedTuple


class Signs(NamedTuple):
    """Weight of cooperation and of conflict."""

    positive: float
    negative: float


class Measures(NamedTuple):
    """The measures of one pair; symmetry and compartmentalisation are None where they are undefined.

    ``positive`` is P, ``negative`` N, and ``volume`` min(P, N): what there is of the weaker sign. These and ``griffin``
    are in the unit of the weights; symmetry and compartmentalisation are shares without a unit.
    """

    positive: float
    negative: float
    volume: float
    symmetry: float | None
    griffin: float
    compartmentalisation: float | None


def measure(by_arena: Mapping[str, Signs]) -> Measures:
    """Return the measures of a pair from its weights by arena; P and N are the sums over arenas.

    Formulas and sources: `symmetry`, `griffin`, `compartmentalisation`.
    """
    positive = sum(signs.positive for signs in by_arena.values())
    negative = sum(signs.negative for signs in by_arena.values())
    return Measures(
        positive=positive,
        negative=negative,
        volume=min(positive, negative),
        symmetry=symmetry(positive, negative),
        griffin=griffin(positive, negative),
        compartmentalisation=compartmentalisation(by_arena),
    )


def symmetry(positive: float, negative: float) -> float | None:
    """Return 2·min(P, N) / (P + N): 0 for a one-signed pair, 1 where both signs weigh the same; None without ties.

    The measure is our own, after the two parts of which ambivalence is taken to consist: that both sides are strong
    (here the volume) and that they are alike (Thompson, Zanna and Griffin 1995, as in `griffin`). It is 1 - |P - N| /
    (P + N), the complement of the share by which one sign outweighs the other.
    """
    total = positive + negative
    return 2 * min(positive, negative) / total if total else None


def griffin(positive: float, negative: float) -> float:
    """Return Griffin's ambivalence (P + N) / 2 - |P - N|: how strong both signs are, less how far they differ.

    From -max(P, N) / 2 for a pair with one sign to P where P = N; 0 without ties.

    Source: Thompson, Zanna and Griffin, "Let's not be indifferent about (attitudinal) ambivalence", in Petty and
    Krosnick (eds.), Attitude Strength (1995).
    """
    return (positive + negative) / 2 - abs(positive - negative)


def compartmentalisation(by_arena: Mapping[str, Signs]) -> float | None:
    """Return I(arena; sign) / H(sign): 1 where arenas separate the signs completely, 0 where all are mixed alike.

    The mutual information of arena and sign, as a share of the entropy of the sign: with p and n the weights in an
    arena, P and N their sums, and H(x, y) the entropy in bits (Shannon 1948) of the shares of x and y,

        1 - [sum over arenas of (p + n)·H(p, n)] / [(P + N)·H(P, N)]

    None for a pair with one sign or none, for which H(P, N) = 0.

    Source: the uncertainty coefficient U(sign | arena) of Theil, "On the estimation of relationships involving
    qualitative variables" (American Journal of Sociology 76, 1970).
    """
    positive = sum(signs.positive for signs in by_arena.values())
    negative = sum(signs.negative for signs in by_arena.values())
    total = positive + negative
    if not positive or not negative:
        return None
    entropy = _entropy(positive, negative)
    within = sum(
        (signs.positive + signs.negative) / total * _entropy(signs.positive, signs.negative)
        for signs in by_arena.values()
    )
    # Rounding must not lead out of the bounds that hold for any weights.
    return min(1.0, max(0.0, (entropy - within) / entropy))


def _entropy(first: float, second: float) -> float:
    total = first + second
    return -sum(part / total * log2(part / total) for part in (first, second) if part)
