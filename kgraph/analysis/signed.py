"""Signed multigraphs, which keep every tie, and the named ways to reduce one to a signed graph.

Most methods for signed networks want one sign for each pair. Which of several ties decides it is a choice that changes
the answer, so here it is the caller's, by name (`RULES`), and the reduced graph says what the rule did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from kgraph.analysis.checks import exact_weight, fault_of_name
from kgraph.dates import Extent, Window
from kgraph.errors import InputError, UnknownName, in_line

Pair = tuple[str, str]

RULES: Mapping[str, str] = {
    "drop": "a pair with both signs is left out",
    "positive": "a pair with both signs counts as positive",
    "negative": "a pair with both signs counts as negative",
    "latest": "a pair with both signs has the sign of its latest tie",
    "majority": "a pair with both signs has the sign that weighs more",
    "both": "a pair with both signs has two edges, one of each",
}


class Tie(NamedTuple):
    """One positive (1) or negative (-1) tie of two actors, undirected for what follows.

    ``weight`` is exact and above 0. ``arenas`` are names, ``extent`` says when it may and must have held (all None:
    not dated), ``name`` is the claim, derivation or row that it comes from.
    """

    a: str
    b: str
    sign: int
    weight: Fraction = Fraction(1)
    arenas: tuple[str, ...] = ()
    extent: Extent = Extent()
    name: str = ""

    @property
    def pair(self) -> Pair:
        """The two actors, by name."""
        return (self.a, self.b) if self.a < self.b else (self.b, self.a)


class Edge(NamedTuple):
    """An edge of a signed graph; ``a`` before ``b`` by name, ``weight`` exact and above 0."""

    a: str
    b: str
    sign: int
    weight: Fraction = Fraction(1)


class Ambivalent(NamedTuple):
    """A pair with both signs, and what each weighs."""

    a: str
    b: str
    positive: Fraction
    negative: Fraction


class SignedGraph(NamedTuple):
    """Actors and signed edges, by name; at most one edge of each sign a pair.

    ``rule`` is the one that made it. ``ambivalent`` are the pairs that had both signs before, ``undecided`` those of
    them that the rule could not decide (the two latest ties on one day, or equal weights) and that are left out.
    """

    actors: tuple[str, ...]
    edges: tuple[Edge, ...]
    rule: str = "both"
    ambivalent: tuple[Ambivalent, ...] = ()
    undecided: tuple[Pair, ...] = ()


class SignedMultigraph(NamedTuple):
    """Actors, and all ties between them with their signs: none overwrites another."""

    actors: tuple[str, ...]
    ties: tuple[Tie, ...]

    def by_pair(self) -> dict[Pair, list[Tie]]:
        """Return the ties of each pair that has any, by name."""
        found: dict[Pair, list[Tie]] = {}
        for tie in self.ties:
            found.setdefault(tie.pair, []).append(tie)
        return dict(sorted(found.items()))

    def ambivalent(self) -> tuple[Ambivalent, ...]:
        """Return the pairs with both signs, by name."""
        found = []
        for (a, b), ties in self.by_pair().items():
            positive, negative = weights(ties)
            if positive and negative:
                found.append(Ambivalent(a, b, positive, negative))
        return tuple(found)

    def within(self, arena: str | None = None, window: Window | None = None) -> SignedMultigraph:
        """Return the ties of an arena that possibly hold in a window; the actors stay.

        Raises:
            UnknownName: if no tie is in such an arena.
        """
        if arena is not None and arena not in (known := self.arenas()):
            raise UnknownName("arena", str(arena), known)
        kept = (
            tie
            for tie in self.ties
            if (arena is None or arena in tie.arenas) and (window is None or window.may_hold(tie.extent))
        )
        return self._replace(ties=tuple(kept))

    def arenas(self) -> tuple[str, ...]:
        """Return the arenas of all ties, by name."""
        return tuple(sorted({arena for tie in self.ties for arena in tie.arenas}))

    def reduce(self, rule: str) -> SignedGraph:
        """Return a signed graph with, save under the rule ``both``, one sign for each pair.

        The weight of an edge is the sum of the weights of its ties of that sign. `RULES` says what each rule does.

        Raises:
            UnknownName: if there is no such rule.
        """
        if rule not in tuple(RULES):
            raise UnknownName("rule of reduction", str(rule), RULES)
        edges: list[Edge] = []
        undecided: list[Pair] = []
        for (a, b), ties in self.by_pair().items():
            positive, negative = weights(ties)
            found = [Edge(a, b, sign, weight) for sign, weight in ((1, positive), (-1, negative)) if weight]
            if len(found) == 2 and rule != "both":
                sign = _decided(rule, ties, positive, negative)
                found = [edge for edge in found if edge.sign == sign]
                if sign is None and rule != "drop":
                    undecided.append((a, b))
            edges.extend(found)
        return SignedGraph(self.actors, tuple(edges), rule, self.ambivalent(), tuple(undecided))


def weights(ties: Iterable[Tie]) -> tuple[Fraction, Fraction]:
    """Return the weight of the positive and of the negative ties."""
    found = {1: Fraction(0), -1: Fraction(0)}
    for tie in ties:
        found[tie.sign] += tie.weight
    return found[1], found[-1]


def multigraph(ties: Iterable[Tie], actors: Iterable[str] = ()) -> SignedMultigraph:
    """Return the signed multigraph of ties; ``actors`` names also those without any.

    A weight that is a float means the decimal that it prints as, so that 0.1 is a tenth.

    Raises:
        InputError: one line for each tie without two names, of an actor to itself, sign that is neither 1 nor -1, or
            weight that is no finite number above 0.
    """
    kept = []
    faults = []
    for number, tie in enumerate(ties, start=1):
        place = f"tie {number}" if not tie.name else f"tie '{in_line(tie.name)}'"
        unnamed = [fault for end in (tie.a, tie.b) if (fault := fault_of_name(end))]
        if unnamed:
            faults.append(f"{place}: {unnamed[0]}; name both actors")
            continue
        missing = [fault for arena in tie.arenas if (fault := fault_of_name(arena))]
        if missing:
            faults.append(f"{place}: an arena: {missing[0]}; name the arena or leave it out")
        if tie.a == tie.b:
            faults.append(f"{place}: '{in_line(tie.a)}' is tied to itself; name two different actors or remove it")
        if tie.sign not in (1, -1):
            faults.append(f"{place}: the sign {tie.sign} is neither 1 nor -1; leave neutral ties out")
        try:
            weight = exact_weight(tie.weight, place, "give the sign apart, or remove the tie")
        except InputError as error:
            faults.extend(error.faults)
            continue
        kept.append(tie if weight is tie.weight else tie._replace(weight=weight))
    if faults:
        raise InputError(faults)
    others = set(actors)
    if faults := [f"actors: {fault}; name every actor" for name in others if (fault := fault_of_name(name))]:
        raise InputError(faults[:1])
    ends = {end for tie in kept for end in (tie.a, tie.b)}
    ordered = sorted(kept, key=lambda tie: (tie.pair, tie.name, -tie.sign, tie.weight))
    return SignedMultigraph(tuple(sorted(ends | others)), tuple(ordered))


def _decided(rule: str, ties: Sequence[Tie], positive: Fraction, negative: Fraction) -> int | None:
    """Return the sign that a rule gives to a pair with both, or None if it gives none."""
    if rule == "positive":
        return 1
    if rule == "negative":
        return -1
    if rule == "majority" and positive != negative:
        return 1 if positive > negative else -1
    # A tie without any date may be the latest or the first: it leaves the pair undecided.
    if rule == "latest" and all(tie.extent != Extent() for tie in ties):
        last = {sign: max((_last(tie) for tie in ties if tie.sign == sign), default=None) for sign in (1, -1)}
        if last[1] is not None and last[-1] is not None and last[1] != last[-1]:
            return 1 if last[1] > last[-1] else -1
    return None


def _last(tie: Tie) -> tuple[date, date]:
    """Return the last day on which a tie possibly holds, then the last on which it certainly does."""
    return tie.extent.latest or date.max, tie.extent.certain_until or date.min
