"""The exact solver: cutting planes and branching, every bound checked in whole numbers.

Costs are whole numbers. A linear program in HiGHS over the cycle inequalities found so far gives multipliers for them;
whatever these are, if none is negative, the Lagrangian bound computed from them in whole numbers is valid. A branch is
closed by nothing else, so floating point never decides what is proved.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from kgraph.analysis.frustration.cycles import Cycle, Separation
from kgraph.analysis.frustration.program import PARTS, CycleProgram
from kgraph.analysis.frustration.search import Search
from kgraph.analysis.frustration.structure import Camps
from kgraph.analysis.frustration.whole import Budget

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# A round of cuts that gains less than this share of what is open, so often in a row, is followed by branching.
_GAIN, _PATIENCE = 0.005, 3
# Where the bounds are further apart than this share, branching would not bring them together: cuts go on for longer.
_FAR, _LONG_PATIENCE = 0.1, 40
_WHOLE = 1e-6


class Outcome:
    """Bounds of the least cost, and sides (1 or -1 for each node) that reach the upper one."""

    def __init__(self, lower: int, upper: int, sides: Ints) -> None:
        """Hold them; ``packing`` is what proves the bound without branching, where that was enough."""
        self.lower, self.upper, self.sides = lower, upper, sides
        self.packing: list[tuple[Cycle, Fraction]] = []
        self.branches = 0
        self.interrupted = False

    @property
    def proved(self) -> bool:
        """Say whether the bounds meet."""
        return self.lower >= self.upper


@dataclass(order=True)
class _Branch:
    bound: int
    number: int
    fixed: dict[int, int] = field(compare=False)


class Engine:
    """Minimises the cost of frustrated edges for given edges and any costs of them; what is learnt is kept.

    At most one edge a pair of nodes. Costs may be negative (then it is worth being frustrated) or 0: that is how the
    same cycles serve when edges are taken out or change sign.
    """

    def __init__(self, count: int, u: Ints, v: Ints, sign: Ints) -> None:
        """Keep the edges between ``count`` nodes; ``sign`` is 1 or -1 for each."""
        self.count, self.u, self.v, self.sign = count, u, v, sign
        self._separation = Separation(count, u, v, sign)
        self.program = CycleProgram(u, v, sign)

    def solve(
        self, cost: Ints, budget: Budget, start: Ints | None = None, forced: Mapping[int, int] | None = None
    ) -> Outcome:
        """Return bounds of the least total cost over all camps that frustrate (1) or satisfy (0) the forced edges.

        Args:
            cost: of each edge where it is frustrated.
            budget: how long.
            start: good sides that are known; they may break what is forced.
            forced: edges that are frustrated, or not; they must not contradict each other around a cycle.
        """
        return _Run(self, cost, budget, dict(forced or {}), start).run()

    def violated(self, values: Floats, turned: NDArray[np.bool_], sides: Ints, most: int) -> list[Cycle]:
        """Return violated inequalities: see `Separation.violated`."""
        lengths = np.where(turned, 1 - values, values)
        return self._separation.violated(lengths, turned, sides, most)


class _Run:
    """One minimisation."""

    def __init__(self, engine: Engine, cost: Ints, budget: Budget, forced: dict[int, int], start: Ints | None) -> None:
        self.engine, self.cost, self.budget, self.forced = engine, cost, budget, forced
        # Couplings with the forced edges made so heavy that no better sides break them.
        couplings = engine.sign * cost
        heavy = int(np.abs(cost).sum()) + 1
        for edge, value in forced.items():
            couplings[edge] = engine.sign[edge] * (heavy if value == 0 else -heavy)
        self.started = start is not None
        self.search = Search(engine.count, engine.u, engine.v, couplings)
        self.best = self._feasible(start if start is not None else self.search.spectral())
        self.upper = self._cost_of(self.best)
        self.fixed = dict(forced)
        self.branches = 0
        self.packing: list[tuple[Cycle, Fraction]] = []
        self._root: tuple[int, Ints] | None = None
        self.scale = max(1, int(np.abs(cost).max(initial=1)))

    def run(self) -> Outcome:
        """Alternate between bounds and branching until the bounds meet or the budget is spent."""
        # Without any cycle: what is forced costs what it costs, and all else is as it pays.
        lower = int(np.minimum(self.cost, 0).sum())
        lower += sum(int(self.cost[edge] * value - min(self.cost[edge], 0)) for edge, value in self.forced.items())
        open_branches: list[_Branch] = []
        interrupted = False
        try:
            if not self.budget.spent and lower < self.upper:
                self._look(self.best, 200 + (2 if self.started else 20) * self.engine.count, seed=1)
                self.engine.program.price(self.cost)
                open_branches.append(_Branch(lower, 0, {}))
            while open_branches and not self.budget.spent:
                branch = open_branches[0]
                lower = min(max(lower, branch.bound), self.upper)
                self.budget.report(lower, self.upper)
                if branch.bound >= self.upper:
                    open_branches.clear()
                    break
                children = self._explore(branch)
                if children is None:
                    break
                heapq.heappop(open_branches)
                for child in children:
                    heapq.heappush(open_branches, child)
            if not open_branches and not self.budget.spent:
                lower = self.upper
        except KeyboardInterrupt:
            interrupted = True
        if open_branches:
            lower = min(max(lower, min(branch.bound for branch in open_branches)), self.upper)
        found = Outcome(lower, self.upper, self.best)
        found.branches, found.interrupted = self.branches, interrupted
        if found.proved and not self.branches:
            found.packing = self.packing
        return found

    def _explore(self, branch: _Branch) -> list[_Branch] | None:
        """Bound a branch; return none if nothing better is in it, two narrower ones, or None if time is up."""
        stalled = 0
        reached = float(branch.bound)
        rough = not branch.fixed
        while True:
            fixed = self._implied({**self.fixed, **branch.fixed})
            if fixed is None:
                return []
            if len(fixed) == len(self.cost):
                self._keep(_tree_sides(self.engine, np.zeros(len(fixed)), _ones(fixed)))
                return []
            solved = self.engine.program.relax(self.cost, fixed, self.budget.seconds_left(), rough)
            if solved is None:
                return None
            values, duals = solved
            bound, exact = self._checked(branch, fixed, duals)
            stalled = 0 if exact - reached > _GAIN * (self.upper - exact) else stalled + 1
            reached = max(reached, exact)
            if bound > branch.bound:
                branch.bound = bound
                if not branch.fixed:
                    self.budget.report(min(bound, self.upper), self.upper)
            if branch.bound >= self.upper:
                return []
            turned = self.cost < 0
            for edge, value in fixed.items():
                turned[edge] = value == 1
            rounded = self._rounded(values, turned)
            if branch.bound >= self.upper:
                return []
            cycles = self.engine.violated(values, turned, rounded, most=400)
            if self.budget.spent:
                return None
            added = self.engine.program.add(cycles)
            fractional = np.abs(values - np.rint(values)).max(initial=0.0) > _WHOLE
            far = not branch.fixed and self.upper - branch.bound > _FAR * self.upper
            patience = _LONG_PATIENCE if far else _PATIENCE
            if rough and (not added or stalled >= _PATIENCE):
                # The interior point has led as far as it does: go on from vertices.
                rough, stalled = False, 0
            elif not added or (stalled >= patience and fractional):
                break
        self._fix()
        return self._children(branch, {**self.fixed, **fixed}, values)

    def _checked(self, branch: _Branch, fixed: Mapping[int, int], duals: Floats) -> tuple[int, float]:
        """Return the bound of a branch in whole numbers, and before rounding up, for the eye."""
        if not len(duals):
            return branch.bound, float(branch.bound)
        multipliers = np.floor(np.maximum(duals, 0.0) * PARTS * self.scale).astype(np.int64)
        total, reduced = self.engine.program.bound(self.cost, fixed, multipliers)
        bound = -(-total // PARTS)
        if not branch.fixed:
            if bound >= self.upper:
                self.packing = self.engine.program.packing(multipliers)
            self._root = total, reduced
        return max(bound, branch.bound), total / PARTS

    def _fix(self) -> None:
        """Fix what no better solution changes: it costs upper - 1 at most, and some changes alone cost more."""
        if self._root:
            total, reduced = self._root
            room = max((self.upper - 1) * PARTS - total, 0)
            for edge in np.flatnonzero(np.abs(reduced) > room).tolist():
                self.fixed.setdefault(edge, 0 if reduced[edge] > 0 else 1)

    def _rounded(self, values: Floats, turned: NDArray[np.bool_]) -> Ints:
        """Return sides that satisfy a tree of the edges that the linear program frustrates least, made better."""
        lengths = np.where(turned, 1 - values, values)
        sides = _tree_sides(self.engine, lengths, turned)
        self._look(sides, 2 * self.engine.count, seed=2)
        return sides

    def _implied(self, fixed: dict[int, int]) -> dict[int, int] | None:
        """Return what is fixed and all that follows from it around cycles; None if it contradicts itself."""
        camps = Camps(self.engine.count)
        u, v, sign = self.engine.u, self.engine.v, self.engine.sign
        for edge, value in fixed.items():
            camps.join(int(u[edge]), int(v[edge]), bool((sign[edge] < 0) ^ (value == 1)))
        sides, roots = camps.sides(), camps.roots()
        found = {}
        for edge, (a, b, s) in enumerate(zip(u.tolist(), v.tolist(), sign.tolist(), strict=True)):
            if roots[a] == roots[b]:
                found[edge] = int(sides[a] * sides[b] * s < 0)
        return None if any(found[edge] != value for edge, value in fixed.items()) else found

    def _look(self, sides: Ints, steps: int, seed: int) -> None:
        self._keep(self.search.tabu(sides, steps, seed, lambda: self.budget.spent)[0])

    def _keep(self, found: Ints) -> None:
        """Keep sides if they are the best so far."""
        cost = self._cost_of(found)
        if self._fits(found) and cost < self.upper:
            self.best, self.upper = found, cost

    def _children(self, branch: _Branch, fixed: Mapping[int, int], values: Floats) -> list[_Branch]:
        """Return two branches: an edge frustrated, or not. One with a value near a half and a high cost is taken."""
        fraction = np.minimum(values, 1 - values) * (1 + np.abs(self.cost) / self.scale)
        fraction[list(fixed)] = -1
        edge = int(fraction.argmax())
        if edge in fixed:
            # All is fixed by now: looked at once more, the branch is these sides alone.
            return [branch]
        children = []
        for value in (0, 1):
            self.branches += 1
            children.append(_Branch(branch.bound, self.branches, {**branch.fixed, edge: value}))
        return children

    # Sides

    def _frustrated(self, sides: Ints) -> NDArray[np.bool_]:
        frustrated: NDArray[np.bool_] = self.engine.sign * sides[self.engine.u] * sides[self.engine.v] < 0
        return frustrated

    def _cost_of(self, sides: Ints) -> int:
        return int(self.cost[self._frustrated(sides)].sum())

    def _fits(self, sides: Ints) -> bool:
        frustrated = self._frustrated(sides)
        return all(bool(frustrated[edge]) == bool(value) for edge, value in self.forced.items())

    def _feasible(self, sides: Ints) -> Ints:
        """Return sides that keep what is forced: through a tree of the forced edges, then the others."""
        if self._fits(sides):
            return sides
        turned = np.zeros(len(self.cost), dtype=bool)
        lengths = np.where(self._frustrated(sides), 2.0, 1.0)
        for edge, value in self.forced.items():
            turned[edge], lengths[edge] = value == 1, 0.0
        return _tree_sides(self.engine, lengths, turned)


def _ones(fixed: Mapping[int, int]) -> NDArray[np.bool_]:
    return np.array([fixed[edge] == 1 for edge in range(len(fixed))])


def _tree_sides(engine: Engine, lengths: Floats, turned: NDArray[np.bool_]) -> Ints:
    """Return the sides that a shortest spanning forest gives when all its edges are as they should be."""
    camps = Camps(engine.count)
    for edge in np.argsort(lengths, kind="stable").tolist():
        opposite = bool((engine.sign[edge] < 0) ^ turned[edge])
        camps.join(int(engine.u[edge]), int(engine.v[edge]), opposite)
    return np.array(camps.sides(), dtype=np.int64)
