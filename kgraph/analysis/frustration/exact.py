"""0-1 programs in whole numbers, solved so that no bound rests on rounding.

HiGHS solves the linear programs of a branch and bound in floating point. What it gives are multipliers; the Lagrangian
bound of these, rounded to fractions, is computed in whole numbers and holds whatever they are. A branch is closed by
such a bound or by an inequality that its fixed columns break, and by nothing else.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from kgraph.analysis.frustration.program import PARTS, add_columns, add_row, new_program
from kgraph.analysis.frustration.whole import Budget

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# More branches are not gone through, so that a proof ends even without a time limit.
MOST_BRANCHES = 5_000
_WHOLE = 1e-6
_LARGEST = float(1 << 62)


class Row(NamedTuple):
    """The inequality  sum of values · columns >= right,  in whole numbers."""

    columns: Sequence[int]
    values: Sequence[int]
    right: int


class Found(NamedTuple):
    """A bound that holds without rounding, the least cost that is known, and why the two do not meet if they do not."""

    lower: int
    best: int
    stopped: str


class ExactProgram:
    """Least cost of whole columns from 0 to ``top`` under rows; ``evaluate`` turns any values into a solution's cost.

    Args:
        cost: of each column.
        top: the greatest value of each column; only those with 1 are branched on.
        evaluate: given values of a linear program, returns the exact cost of some solution near them (and keeps it).
        separate: given such values, returns rows that every solution keeps and these values break.
        adjust: may better the multipliers of rows (in `PARTS` of one, from 0 on) before a bound is computed.
    """

    def __init__(
        self,
        cost: Ints,
        top: Ints,
        evaluate: Callable[[Floats], int],
        separate: Callable[[Floats], Iterable[Row]] = lambda values: (),
        adjust: Callable[[Ints], Ints] = lambda multipliers: multipliers,
    ) -> None:
        """Begin without rows."""
        self._cost, self._top = cost, top
        self.evaluate, self._separate, self._adjust = evaluate, separate, adjust
        self._rows: list[Row] = []
        self._flat: tuple[Ints, Ints, Ints, Ints] | None = None
        self._scale = max(1, int(np.abs(cost).max(initial=1)))
        self._program = new_program()
        none = np.zeros(len(cost))
        add_columns(self._program, cost / self._scale, none, top.astype(np.float64))
        self.lower = int(np.minimum(cost * top, 0).sum())

    def add(self, rows: Iterable[Row]) -> int:
        """Add rows; return how many."""
        fresh = list(rows)
        for row in fresh:
            add_row(self._program, float(row.right), highspy.kHighsInf, row.columns, row.values)
        self._rows.extend(fresh)
        self._flat = None
        return len(fresh)

    def solve(self, best: int, budget: Budget) -> Found:
        """Return a bound of the least cost; ``best`` is the cost of a solution that is known.

        ``lower`` has the bound at any time, also where this is interrupted.
        """
        waiting: list[tuple[int, int, dict[int, int]]] = [(self.lower, 0, {})]
        number = 0
        while waiting:
            bound, _, fixed = waiting[0]
            self.lower = max(self.lower, min(bound, best))
            if self.lower >= best:
                break
            if budget.spent:
                return Found(self.lower, best, "time limit")
            if number > MOST_BRANCHES:
                return Found(self.lower, best, "branch limit")
            bound, values, best = self._explore(bound, fixed, best, budget)
            if values is None and bound < best:
                return Found(self.lower, best, "time limit")
            heapq.heappop(waiting)
            if values is None or bound >= best:
                continue
            column = self._branch_on(values, fixed)
            if column is None:
                # All is fixed, and neither a row nor a bound closes it: what is known so far holds.
                return Found(self.lower, best, "branch limit")
            for value in (0, 1):
                number += 1
                heapq.heappush(waiting, (bound, number, {**fixed, column: value}))
        self.lower = max(self.lower, best)
        return Found(best, best, "")

    def look(self, budget: Budget) -> Floats | None:
        """Return the values that HiGHS's own branch and bound ends with, which prove nothing; None if it has none."""
        columns, values, rows, right = self._flattened()
        count = len(self._cost)
        program = new_program()
        add_columns(program, self._cost / self._scale, np.zeros(count), self._top.astype(np.float64))
        starts = np.searchsorted(rows, np.arange(len(right))).astype(np.int32)
        entries = columns.astype(np.int32), values.astype(np.float64)
        above = np.full(len(right), highspy.kHighsInf)
        program.addRows(len(right), right.astype(np.float64), above, len(columns), starts, *entries)
        whole = np.flatnonzero(self._top == 1).astype(np.int32)
        program.changeColsIntegrality(len(whole), whole, np.array([highspy.HighsVarType.kInteger] * len(whole)))
        program.setOptionValue("mip_rel_gap", 0.0)
        # Costs are whole numbers.
        program.setOptionValue("mip_abs_gap", 0.999 / self._scale)
        program.setOptionValue("time_limit", max(budget.seconds_left(), 0.01))
        program.run()
        feasible = program.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        return np.array(program.getSolution().col_value) if feasible else None

    def relax(self, best: int, budget: Budget) -> int:
        """Return the bound without branching; ``best`` is as in `solve`."""
        self.lower = max(self.lower, min(best, self._explore(self.lower, {}, best, budget)[0]))
        return self.lower

    def _explore(self, bound: int, fixed: dict[int, int], best: int, budget: Budget) -> tuple[int, Floats | None, int]:
        """Return the bound of a branch, the last values of its linear program (None: closed, or no time), and best."""
        low, high = np.zeros(len(self._cost), dtype=np.int64), self._top.copy()
        for column, value in fixed.items():
            low[column] = high[column] = value
        every = np.arange(len(self._cost), dtype=np.int32)
        self._program.changeColsBounds(len(every), every, low.astype(np.float64), high.astype(np.float64))
        while True:
            if self._broken(low, high):
                return best, None, best
            if budget.spent:
                return bound, None, best
            self._program.setOptionValue("time_limit", self._program.getRunTime() + max(budget.seconds_left(), 0.01))
            self._program.run()
            if self._program.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                # Called infeasible, say, which nothing here proves: branch on, down to rows that tell.
                return bound, (low + high) / 2, best
            solution = self._program.getSolution()
            values = np.array(solution.col_value)
            bound = max(bound, self.bound(np.array(solution.row_dual), low, high))
            best = min(best, self.evaluate(values))
            if bound >= best or not self.add(self._separate(values)):
                return bound, values, best

    def bound(self, duals: Floats, low: Ints, high: Ints) -> int:
        """Return the Lagrangian bound in a box, rounded up: right for any duals, useful for good ones.

        With rows a·y >= b and multipliers m >= 0, every y costs at least m·b plus the least of (cost - m·a)·y.
        """
        parts = PARTS * self._scale
        multipliers = np.floor(np.clip(duals, 0.0, _LARGEST / parts) * parts).astype(np.int64)
        multipliers = self._adjust(multipliers)
        columns, values, rows, right = self._flattened()
        # Beyond 64 bits whole numbers would wrap around: then there is no bound.
        size = np.abs(values).astype(np.float64) * multipliers[rows] * np.maximum(self._top[columns], 1)
        costs = np.abs(self._cost).astype(np.float64) * self._top * PARTS
        if size.sum() + (np.abs(right).astype(np.float64) * multipliers).sum() + costs.sum() > _LARGEST:
            return int(np.minimum(self._cost * low, self._cost * high).sum())
        load = np.zeros(len(self._cost), dtype=np.int64)
        np.add.at(load, columns, values * multipliers[rows])
        reduced = self._cost * PARTS - load
        total = int((multipliers * right).sum()) + int(np.minimum(reduced * low, reduced * high).sum())
        return -(-total // PARTS)

    def _broken(self, low: Ints, high: Ints) -> bool:
        """Say whether some row cannot be kept in a box."""
        columns, values, rows, right = self._flattened()
        most = np.zeros(len(right), dtype=np.int64)
        np.add.at(most, rows, np.maximum(values * low[columns], values * high[columns]))
        return bool((most < right).any())

    def _branch_on(self, values: Floats, fixed: dict[int, int]) -> int | None:
        """Return the column that is least whole, or any that is not fixed."""
        distance = np.minimum(values - np.floor(values), np.ceil(values) - values)
        distance = np.where(self._top == 1, distance, -1.0)
        distance[list(fixed)] = -1.0
        column = int(distance.argmax())
        return column if distance[column] >= 0 else None

    def _flattened(self) -> tuple[Ints, Ints, Ints, Ints]:
        if self._flat is None:
            columns = [column for row in self._rows for column in row.columns]
            values = [value for row in self._rows for value in row.values]
            rows = [number for number, row in enumerate(self._rows) for _ in row.columns]
            right = [row.right for row in self._rows]
            columns_, values_, rows_, right_ = (np.array(x, dtype=np.int64) for x in (columns, values, rows, right))
            self._flat = (columns_, values_, rows_, right_)
        return self._flat
