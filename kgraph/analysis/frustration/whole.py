"""Signed graphs in whole numbers, as the exact methods need them, and the time they have."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kgraph.analysis.checks import real
from kgraph.analysis.frustration.structure import Camps
from kgraph.analysis.signed import Edge
from kgraph.errors import InputError, in_line

Ints = NDArray[np.int64]
CampPair = tuple[tuple[str, ...], tuple[str, ...]]

# The checks of bounds multiply weights by 2^22 in 64 bits.
_MOST = 1 << 38


@dataclass
class Budget:
    """How long to go on: ``seconds_left`` says, and whoever watches hears of each better bound."""

    seconds_left: Callable[[], float]
    report: Callable[[int, int], None] = lambda lower, upper: None

    @property
    def spent(self) -> bool:
        """Say whether time is up."""
        return self.seconds_left() <= 0


def unit_of(edges: Iterable[Edge]) -> Fraction:
    """Return the greatest number that every edge's weight is a whole multiple of; 1 without edges.

    Raises:
        InputError: one line for each edge of an actor to itself, or with a sign that is neither 1 nor -1, or a weight
            that is not exact or not above 0; or if weights are too fine for each other to be handled exactly.
    """
    edges = list(edges)
    if faults := [fault for edge in edges if (fault := _fault(edge))]:
        raise InputError(faults)
    found = [edge.weight for edge in edges]
    if not found:
        return Fraction(1)
    divisor = lcm(*(weight.denominator for weight in found))
    wholes = [int(weight * divisor) for weight in found]
    unit = Fraction(gcd(*wholes), divisor)
    if sum(found) / unit >= _MOST:
        raise InputError("weights: they have too many digits to be added exactly; round them to about eight digits")
    return unit


def _fault(edge: Edge) -> str:
    """Return what is wrong with an edge that was made by hand, or nothing."""
    place = f"edge {in_line(str(edge.a))} to {in_line(str(edge.b))}"
    if edge.a == edge.b:
        return f"{place}: an actor is tied to itself; remove it"
    if edge.sign not in (1, -1):
        return f"{place}: the sign {edge.sign!r} is neither 1 nor -1; leave neutral ties out"
    weight: object = edge.weight
    if not isinstance(weight, int | Fraction):
        return f"{place}: the weight {weight!r} is not exact; give a Fraction, or make the graph with multigraph()"
    return "" if weight > 0 else f"{place}: the weight {weight} is not above 0; give the sign apart"


def seconds_allowed(seconds: float | None) -> float | None:
    """Return a time limit.

    Raises:
        InputError: if it is negative or no number.
    """
    return None if seconds is None else real(seconds, "time limit", "seconds")


def budget_of(seconds: float | None) -> Budget:
    """Return a budget of so many seconds from now on; None is no limit."""
    allowed = seconds_allowed(seconds)
    if allowed is None:
        return Budget(lambda: float("inf"))
    end = time.monotonic() + allowed
    # A limit of 0 is over at once, whatever the clock's resolution.
    return Budget(lambda: end - time.monotonic() if allowed else 0.0)


class Indexed(NamedTuple):
    """Edges between numbered nodes."""

    nodes: tuple[int, ...]
    u: Ints
    v: Ints


def indexed(edges: Sequence[tuple[int, int]]) -> Indexed:
    """Return the nodes of edges, and the edges with nodes numbered from 0 on."""
    nodes = tuple(sorted({node for edge in edges for node in edge}))
    place = {node: number for number, node in enumerate(nodes)}
    u = np.array([place[a] for a, _ in edges], dtype=np.int64)
    v = np.array([place[b] for _, b in edges], dtype=np.int64)
    return Indexed(nodes, u, v)


def camp_pairs(actors: Sequence[str], edges: Sequence[Edge], sides: Sequence[int]) -> tuple[CampPair, ...]:
    """Return the two camps of each connected part with an edge; larger parts first, then by name.

    Which camp of a part is named first says nothing; it is the one of the part's first actor. Between parts nothing is
    known of who is on whose side.
    """
    place = {actor: number for number, actor in enumerate(actors)}
    parts = Camps(len(actors))
    tied = set()
    for edge in edges:
        parts.join(place[edge.a], place[edge.b], opposite=False)
        tied |= {edge.a, edge.b}
    members: dict[int, list[str]] = {}
    for actor in sorted(tied):
        members.setdefault(parts.find(place[actor])[0], []).append(actor)
    found = []
    for names in members.values():
        first = sides[place[names[0]]]
        camp = tuple(name for name in names if sides[place[name]] == first)
        found.append((camp, tuple(name for name in names if sides[place[name]] != first)))
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]) - len(pair[1]), pair)))
