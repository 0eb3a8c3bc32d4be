"""The frustration interval: what the index can be over every choice of a sign for the pairs that have both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from kgraph.analysis.frustration.choices import Part
from kgraph.analysis.frustration.structure import biconnected
from kgraph.analysis.frustration.whole import Budget, budget_of, unit_of
from kgraph.analysis.signed import Edge, Pair, SignedMultigraph

Progress = Callable[["Bounds", "Bounds"], None]


class Bounds(NamedTuple):
    """A number that lies from ``lower`` to ``upper``; known where they meet."""

    lower: Fraction
    upper: Fraction

    @property
    def proved(self) -> bool:
        """Say whether the number is known."""
        return self.lower == self.upper


class Mover(NamedTuple):
    """What one pair with both signs does to the interval: its ends when the pair is held positive or negative."""

    a: str
    b: str
    least_if_positive: Bounds
    most_if_positive: Bounds
    least_if_negative: Bounds
    most_if_negative: Bounds

    @property
    def moves(self) -> bool:
        """Say whether it is known that the sign of this pair changes an end of the interval."""
        ends = (
            (self.least_if_positive, self.least_if_negative),
            (self.most_if_positive, self.most_if_negative),
        )
        return any(one.lower > other.upper or other.lower > one.upper for one, other in ends)


class Interval(NamedTuple):
    """The least and the most that the index is over all sign choices, and choices that reach them.

    ``signs_at_least`` and ``signs_at_most`` give the sign of each ambivalent pair. ``movers`` are all ambivalent pairs,
    those whose sign changes an end of the interval first. ``stopped`` is as in `Frustration`, or ``branch limit``:
    the proof of an end would go through more branches than are tried.
    """

    least: Bounds
    most: Bounds
    signs_at_least: Mapping[Pair, int]
    signs_at_most: Mapping[Pair, int]
    movers: tuple[Mover, ...]
    stopped: str

    @property
    def proved(self) -> bool:
        """Say whether both ends are known."""
        return self.least.proved and self.most.proved


def interval(
    graph: SignedMultigraph, seconds: float | None = None, movers: bool = True, progress: Progress | None = None
) -> Interval:
    """Return the frustration interval [Lmin, Lmax] over every choice of one sign for each ambivalent pair.

        Lmin = min over choices s of L(G_s)        Lmax = max over choices s of L(G_s)

    G_s has for each pair one edge: of a pair with one sign its weight, of an ambivalent pair the sign that s chooses,
    with the weight of its ties of that sign. Lmin is the index without the ambivalent pairs, since a choice can follow
    the best camps. Lmax is a game of two sides: a choice s, then the camps x that suit it best. It is solved by
    alternating between

        max t, t <= cost(x, s) for each x found so far     (a 0-1 program: an upper bound of Lmax)
        min over x of cost(x, s)                           (as in `frustration`: a lower bound of Lmax)

    until they meet. HiGHS guesses the choices; when it sees no better one, the bound is proved by branching with every
    bound in whole numbers (`ExactProgram`), so neither end rests on floating point. Biconnected blocks are independent,
    and an ambivalent bridge changes nothing.

    Without ambivalent pairs both ends are the index. Arguments and errors are as in `frustration`; ``movers`` says
    whether to work out what each ambivalent pair does, which takes four more such numbers a pair.

    The reformulation is column-and-constraint generation for robust optimisation (Zeng and Zhao, Operations Research
    Letters 41, 2013); the interval is kgraph's own measure.
    """
    budget = budget_of(seconds)
    game = _Game(graph, budget)
    least, most = game.ends({}, progress)
    choices = dict(game.chosen_least), dict(game.chosen_most)
    found = []
    for pair in game.ambivalent if movers else ():
        held = {sign: game.ends({pair: sign}, None) for sign in (1, -1)}
        found.append(Mover(*pair, *held[1], *held[-1]))
    found.sort(key=lambda mover: (not mover.moves, mover.a, mover.b))
    proved = least.proved and most.proved
    stopped = "" if proved else "interrupted" if game.interrupted else game.stopped or "time limit"
    return Interval(least, most, *choices, tuple(found), stopped)


class _Game:
    """All blocks of a signed multigraph; the ends of the interval are sums over them."""

    def __init__(self, graph: SignedMultigraph, budget: Budget) -> None:
        self.budget = budget
        self.interrupted = False
        both = graph.reduce("both")
        self.unit = unit_of(both.edges)
        place = {actor: number for number, actor in enumerate(graph.actors)}
        weights: dict[tuple[int, int], tuple[int, int]] = {}
        around: dict[int, dict[int, int]] = {}
        for edge in both.edges:
            pair = (place[edge.a], place[edge.b])
            positive, negative = weights.get(pair, (0, 0))
            whole = int(edge.weight / self.unit)
            weights[pair] = (positive + whole, negative) if edge.sign > 0 else (positive, negative + whole)
            around.setdefault(pair[0], {})[pair[1]] = around.setdefault(pair[1], {})[pair[0]] = 1
        self.ambivalent = [(pair.a, pair.b) for pair in both.ambivalent]
        self.parts = [Part(pairs, weights) for pairs in biconnected(around) if len(pairs) > 1]
        self._home: dict[Pair, tuple[Part, int]] = {}
        for part in self.parts:
            for number, (a, b) in enumerate(part.pairs):
                self._home[graph.actors[a], graph.actors[b]] = (part, number)
        self.chosen_least: dict[Pair, int] = {}
        self.chosen_most: dict[Pair, int] = {}
        self._ends: dict[tuple[int, tuple[tuple[int, int], ...]], tuple[Bounds, Bounds]] = {}

    @property
    def stopped(self) -> str:
        """Why a proof of the upper end was not finished, if one was not."""
        return next((part.stopped for part in self.parts if part.stopped), "")

    def ends(self, held: Mapping[Pair, int], progress: Progress | None) -> tuple[Bounds, Bounds]:
        """Return bounds of the least and the most that the index is where some ambivalent pairs are held."""
        least, most = Bounds(Fraction(0), Fraction(0)), Bounds(Fraction(0), Fraction(0))
        self.chosen_least = {pair: held.get(pair, 1) for pair in self.ambivalent}
        self.chosen_most = dict(self.chosen_least)
        for part in self.parts:
            inside = {
                number: held[pair] for pair, (home, number) in self._home.items() if home is part and pair in held
            }
            low, high = self._part_ends(part, inside)
            least = Bounds(least.lower + low.lower, least.upper + low.upper)
            most = Bounds(most.lower + high.lower, most.upper + high.upper)
            if progress:
                progress(least, most)
        return least, most

    def _part_ends(self, part: Part, held: Mapping[int, int]) -> tuple[Bounds, Bounds]:
        key = (id(part), tuple(sorted(held.items())))
        if key not in self._ends:
            self._ends[key] = self._work_out(part, held)
        return self._ends[key]

    def _work_out(self, part: Part, held: Mapping[int, int]) -> tuple[Bounds, Bounds]:
        budget = Budget(lambda: 0.0) if self.interrupted else self.budget
        least = most = (0, part.ceiling())
        names = {number: pair for pair, (home, number) in self._home.items() if home is part}
        free = part.free.tolist()
        part.forget()
        try:
            part.seen = part.index(held, budget)
            if free:
                part.reached = part.most(held, budget)
        except KeyboardInterrupt:
            self.interrupted = True
        if part.seen:
            low, up, frustrated = part.seen
            # Other signs may frustrate more, never less.
            least, most = (low, min(up, least[1])), (low, most[1] if free else up)
            signs = {edge: held.get(edge, -1 if frustrated[edge] else 1) for edge in free}
            self.chosen_least.update({names[edge]: sign for edge, sign in signs.items()})
            self.chosen_most.update({names[edge]: sign for edge, sign in signs.items()})
        if part.reached:
            low, up, signs = part.reached
            most = (max(low, most[0]), min(up, most[1]))
            self.chosen_most.update({names[edge]: sign for edge, sign in signs.items()})
        # No choice of signs frustrates less than the best one, or more than the worst.
        least, most = (least[0], min(least[1], most[1])), (max(least[0], most[0]), most[1])
        return tuple(Bounds(low * self.unit, up * self.unit) for low, up in (least, most))  # type: ignore[return-value]


def edges_with(graph: SignedMultigraph, signs: Mapping[Pair, int]) -> tuple[Edge, ...]:
    """Return the edges of the signed graph that a choice of signs gives."""
    return tuple(edge for edge in graph.reduce("both").edges if signs.get((edge.a, edge.b), edge.sign) == edge.sign)
