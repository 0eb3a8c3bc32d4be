"""Measures of a pair that keep both signs: volume, symmetry, ambivalence, compartmentalisation.

P and N are the weights of cooperation and of conflict. Nothing here nets them against each other.
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
    """The measures of one pair; symmetry and compartmentalisation are None where they are undefined."""

    positive: float
    negative: float
    volume: float
    symmetry: float | None
    griffin: float
    compartmentalisation: float | None


def measure(by_arena: Mapping[str, Signs]) -> Measures:
    """Return the measures of a pair from its weights by arena."""
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
    """Return 2·min(P, N) / (P + N): 0 for a one-signed pair, 1 where both signs weigh the same; None without ties."""
    total = positive + negative
    return 2 * min(positive, negative) / total if total else None


def griffin(positive: float, negative: float) -> float:
    """Return Griffin's ambivalence (P + N) / 2 - |P - N|.

    Source: Thompson, Zanna and Griffin (1995), "Let's not be indifferent about (attitudinal) ambivalence".
    """
    return (positive + negative) / 2 - abs(positive - negative)


def compartmentalisation(by_arena: Mapping[str, Signs]) -> float | None:
    """Return I(arena; sign) / H(sign): 1 where arenas separate the signs completely, 0 where all are mixed alike.

    The mutual information of arena and sign, as a share of the entropy of the sign (Theil's uncertainty
    coefficient U(sign | arena)). None for a pair with one sign only, whose entropy is 0.
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
    return (entropy - within) / entropy


def _entropy(first: float, second: float) -> float:
    total = first + second
    return -sum(part / total * log2(part / total) for part in (first, second) if part)
