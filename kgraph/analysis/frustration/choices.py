"""One block of a signed multigraph as a game: a choice of signs, then the camps that suit it best."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kgraph.analysis.frustration.engine import Engine
from kgraph.analysis.frustration.exact import ExactProgram, Found, Row
from kgraph.analysis.frustration.program import PARTS
from kgraph.analysis.frustration.whole import Budget, indexed

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Part:
    """A biconnected block: an engine, what each edge costs where it is frustrated, and which edges are ambivalent."""

    def __init__(self, pairs: list[tuple[int, int]], weights: Mapping[tuple[int, int], tuple[int, int]]) -> None:
        self.pairs = pairs
        part = indexed(pairs)
        both = np.array([weights[pair] for pair in pairs], dtype=np.int64)
        self.positive, self.negative = both[:, 0], both[:, 1]
        # The base sign is the only one, or the positive one; held negative, being frustrated as positive pays.
        sign = np.where(self.positive > 0, 1, -1)
        self.fixed_cost = np.where((self.positive > 0) & (self.negative > 0), 0, self.positive + self.negative)
        self.free = np.flatnonzero((self.positive > 0) & (self.negative > 0))
        self.engine = Engine(len(part.nodes), part.u, part.v, sign)
        self.known: dict[tuple[int, ...], tuple[int, int, NDArray[np.bool_]]] = {}
        self.camps: dict[bytes, NDArray[np.bool_]] = {}
        self.stopped = ""
        # What the first `index` and `most` know so far, for who is interrupted; None: nothing.
        self.seen: tuple[int, int, NDArray[np.bool_]] | None = None
        self.reached: tuple[int, int, dict[int, int]] | None = None

    def index(self, signs: Mapping[int, int], budget: Budget) -> tuple[int, int, NDArray[np.bool_]]:
        """Return bounds of the index for signs of some free edges (0: left out), and which edges are cut against."""
        key = tuple(signs.get(edge, 0) for edge in self.free.tolist())
        if key in self.known:
            return self.known[key]
        cost = self.fixed_cost.copy()
        offset = 0
        for edge, sign in zip(self.free.tolist(), key, strict=True):
            if sign > 0:
                cost[edge] = self.positive[edge]
            elif sign < 0:
                cost[edge] = -self.negative[edge]
                offset += int(self.negative[edge])
        outcome = self.engine.solve(cost, budget)
        frustrated = self.engine.sign * outcome.sides[self.engine.u] * outcome.sides[self.engine.v] < 0
        found = (outcome.lower + offset, outcome.upper + offset, frustrated)
        if outcome.proved:
            self.known[key] = found
        self.camps[frustrated.tobytes()] = frustrated
        if outcome.interrupted:
            self.seen = self.seen or found
            raise KeyboardInterrupt
        return found

    def cost_terms(self, frustrated: NDArray[np.bool_]) -> tuple[int, NDArray[np.int64]]:
        """Return constant and coefficients of what camps cost, by whether each free edge is positive."""
        constant = int(self.fixed_cost[frustrated].sum())
        cut = frustrated[self.free]
        constant += int(self.negative[self.free][~cut].sum())
        return constant, np.where(cut, self.positive[self.free], -self.negative[self.free])

    def forget(self) -> None:
        """Begin anew with what the first `index` and `most` know."""
        self.seen = self.reached = None

    def ceiling(self) -> int:
        """Return what no index exceeds, whatever the signs: half of the weight."""
        return int((self.fixed_cost.sum() + np.maximum(self.positive, self.negative)[self.free].sum()) // 2)

    def most(self, held: Mapping[int, int], budget: Budget) -> tuple[int, int, dict[int, int]]:
        """Return bounds of the most that the index can be, and signs that reach the lower one."""
        free = self.free.tolist()
        lower, best = -1, {edge: held.get(edge, 1) for edge in free}
        upper = self.ceiling()
        signs = dict(best)
        master = _Master(self, held, upper)
        try:
            while True:
                low, _, frustrated = self.index(signs, budget)
                self.camps[frustrated.tobytes()] = frustrated
                if low > lower:
                    lower, best = low, dict(signs)
                upper = min(upper, master.learn(lower, budget))
                if lower >= upper or budget.spent:
                    return lower, max(lower, upper), best
                guess = master.guess(budget)
                if guess is None or guess == signs or master.value(guess) <= lower:
                    # Nothing better is seen: now it is proved, or something better turns up.
                    found, better = master.solve(lower, budget)
                    upper = min(upper, -found.lower)
                    if better is None:
                        self.stopped = self.stopped or found.stopped
                        return lower, max(lower, upper), best
                    guess = better
                signs = guess
        except KeyboardInterrupt:
            self.reached = lower, max(lower, min(upper, master.bound)), best
            raise


class _Master:
    """The most that the camps known so far leave possible: max t, t <= cost of each camps, over the signs chosen."""

    def __init__(self, part: Part, held: Mapping[int, int], most: int) -> None:
        """Begin without camps; ``most`` is more than t can be."""
        self._part, self._held, self._most = part, held, most
        self._free = part.free.tolist()
        self._terms: dict[bytes, tuple[int, Ints]] = {}
        self._better: tuple[int, dict[int, int]] = (-1, {})
        count = len(self._free)
        cost, top = np.zeros(count + 1, dtype=np.int64), np.ones(count + 1, dtype=np.int64)
        cost[count], top[count] = -1, most
        self._exact = ExactProgram(cost, top, self._evaluate, adjust=self._whole)
        self._exact.add(Row([place], [1], 1) for place, edge in enumerate(self._free) if held.get(edge) == 1)
        self._exact.add(Row([place], [-1], 0) for place, edge in enumerate(self._free) if held.get(edge) == -1)

    @property
    def bound(self) -> int:
        """The bound of t so far, also in the midst of `learn` or `solve`."""
        return -self._exact.lower

    def learn(self, lower: int, budget: Budget) -> int:
        """Take over camps that the part has found; return a bound of t that needs no branching."""
        every = range(len(self._free) + 1)
        for name, frustrated in self._part.camps.items():
            if name not in self._terms:
                constant, terms = self._part.cost_terms(frustrated)
                self._terms[name] = constant, terms
                self._exact.add([Row(every, [*terms.tolist(), -1], -constant)])
        return -self._exact.relax(-lower, budget)

    def value(self, signs: Mapping[int, int]) -> int:
        """Return the least that any known camps cost for signs."""
        positive = np.array([signs[edge] > 0 for edge in self._free], dtype=np.int64)
        return min(constant + int(terms @ positive) for constant, terms in self._terms.values())

    def solve(self, lower: int, budget: Budget) -> tuple[Found, dict[int, int] | None]:
        """Return a bound of -t, proved, and signs with t above ``lower`` if there are any."""
        self._better = (lower, {})
        found = self._exact.solve(-lower, budget)
        return found, self._better[1] or None

    def guess(self, budget: Budget) -> dict[int, int] | None:
        """Return the signs that HiGHS finds best, quickly and without a proof; None if time is up."""
        values = self._exact.look(budget)
        return None if values is None else self._signs(values)

    def _evaluate(self, values: Floats) -> int:
        signs = self._signs(values)
        worth = self.value(signs)
        if worth > self._better[0]:
            self._better = worth, signs
        return -worth

    def _signs(self, values: Floats) -> dict[int, int]:
        return {edge: self._held.get(edge, 1 if values[place] > 0.5 else -1) for place, edge in enumerate(self._free)}

    def _whole(self, multipliers: Ints) -> Ints:
        """Let the multipliers of the camps add up to one, so that t is gone from the bound."""
        found = multipliers.copy()
        camps = found[len(found) - len(self._terms) :]
        greatest = int(camps.argmax())
        camps[greatest] = max(0, camps[greatest] + PARTS - int(camps.sum()))
        return found
