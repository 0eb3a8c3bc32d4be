"""The linear program over cycle inequalities, and the bound that its multipliers give in whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import highspy
import numpy as np
from numpy.typing import NDArray

from kgraph.analysis.frustration.cycles import Cycle, is_valid

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# Multipliers are rounded down to so many parts of one.
PARTS = 1 << 22
_MANY_ROWS = 300


def new_program() -> highspy.Highs:
    """Return an empty program that prints nothing."""
    program: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    program.silent()
    return program


def add_columns(program: highspy.Highs, cost: Floats, lower: Floats, upper: Floats) -> None:
    """Add columns without entries."""
    none = np.empty(0, dtype=np.int32)
    program.addCols(len(cost), cost, lower, upper, 0, np.zeros(len(cost), dtype=np.int32), none, np.empty(0))


def add_row(
    program: highspy.Highs, lower: float, upper: float, columns: Sequence[int] | Ints, values: Sequence[float] | Floats
) -> None:
    """Add a row with entries in some columns."""
    program.addRow(lower, upper, len(columns), np.array(columns, dtype=np.int32), np.array(values, dtype=np.float64))


class CycleProgram:
    """Least cost of z in the unit box under the cycle inequalities found so far; costs and bounds may change."""

    def __init__(self, u: Ints, v: Ints, sign: Ints) -> None:
        """Begin without inequalities; a column is an edge from u to v with sign 1 or -1."""
        self._ends = u.tolist(), v.tolist(), sign.tolist()
        self._cycles: list[Cycle] = []
        self._known: set[Cycle] = set()
        self._flat: tuple[Ints, Ints, Ints, Ints] | None = None
        self._lp = new_program()
        edges = len(u)
        add_columns(self._lp, np.ones(edges), np.zeros(edges), np.ones(edges))
        self._bounds = np.array([np.zeros(edges), np.ones(edges)])

    def add(self, cycles: list[Cycle]) -> int:
        """Add inequalities that are not there yet; return how many were new."""
        fresh = [cycle for cycle in cycles if cycle not in self._known]
        if not fresh:
            return 0
        for cycle in fresh:
            if not is_valid(cycle, *self._ends):
                raise ArithmeticError(f"edges {cycle.edges}: not a negative cycle, so that it would prove nothing")
        self._known.update(fresh)
        self._cycles.extend(fresh)
        columns: list[int] = []
        values: list[float] = []
        starts: list[int] = []
        lower: list[float] = []
        for cycle in fresh:
            starts.append(len(columns))
            columns.extend(cycle.edges)
            values.extend(-1.0 if edge in cycle.turned else 1.0 for edge in cycle.edges)
            lower.append(1.0 - len(cycle.turned))
        self._lp.addRows(
            len(fresh),
            np.array(lower),
            np.full(len(fresh), highspy.kHighsInf),
            len(columns),
            np.array(starts, dtype=np.int32),
            np.array(columns, dtype=np.int32),
            np.array(values),
        )
        self._flat = None
        return len(fresh)

    def relax(self, cost: Ints, fixed: Mapping[int, int], seconds: float, first: bool) -> tuple[Floats, Floats] | None:
        """Solve the linear program; return z and the multipliers of the rows, or None if it was cut short.

        ``first`` says that there is little to go on from the last time.
        """
        lower, upper = np.zeros(len(cost)), np.ones(len(cost))
        for edge, value in fixed.items():
            lower[edge] = upper[edge] = value
        changed = np.flatnonzero((lower != self._bounds[0]) | (upper != self._bounds[1])).astype(np.int32)
        if len(changed):
            self._lp.changeColsBounds(len(changed), changed, lower[changed], upper[changed])
            self._bounds = np.array([lower, upper])
        self._lp.setOptionValue("time_limit", self._lp.getRunTime() + max(seconds, 0.01))
        # Without a basis from the last time, many rows are faster from inside; any multipliers give a valid bound.
        interior = first and self.row_count >= _MANY_ROWS
        self._lp.setOptionValue("solver", "ipm" if interior else "simplex")
        self._lp.setOptionValue("run_crossover", "off" if interior else "on")
        self._lp.run()
        status, solution = self._lp.getModelStatus(), self._lp.getSolution()
        # What no crossover made a basis of is called unknown, though multipliers are there: good enough for a bound.
        rough = interior and status == highspy.HighsModelStatus.kUnknown and solution.dual_valid
        if status != highspy.HighsModelStatus.kOptimal and not rough:
            if not interior or status == highspy.HighsModelStatus.kTimeLimit:
                return None
            self._lp.setOptionValue("solver", "simplex")
            self._lp.run()
            solution = self._lp.getSolution()
            if self._lp.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return None
        return np.array(solution.col_value), np.array(solution.row_dual)

    def price(self, cost: Ints) -> None:
        """Set the costs of the linear program."""
        scaled = cost / max(1, int(np.abs(cost).max(initial=1)))
        self._lp.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), scaled)

    def bound(self, cost: Ints, fixed: Mapping[int, int], multipliers: Ints) -> tuple[int, Ints]:
        """Return the Lagrangian bound of whole multipliers (in parts of `PARTS`), and the reduced costs, alike.

        With rows a·z >= b and multipliers m >= 0, every z costs at least m·b plus the least of (cost - m·a)·z over
        the box: exact, whatever the multipliers.
        """
        columns, values, rows, right = self._flattened()
        load = np.zeros(len(cost), dtype=np.int64)
        np.add.at(load, columns, values * multipliers[rows])
        reduced = cost * PARTS - load
        gain = np.minimum(reduced, 0)
        for edge, value in fixed.items():
            gain[edge] = reduced[edge] * value
        return int((multipliers * right).sum()) + int(gain.sum()), reduced

    def packing(self, multipliers: Ints) -> list[tuple[Cycle, Fraction]]:
        """Return the cycles that have a multiplier, with it."""
        return [
            (self._cycles[row], Fraction(int(multipliers[row]), PARTS)) for row in np.flatnonzero(multipliers).tolist()
        ]

    @property
    def row_count(self) -> int:
        """How many inequalities there are."""
        return len(self._cycles)

    def _flattened(self) -> tuple[Ints, Ints, Ints, Ints]:
        if self._flat is None:
            columns = [edge for cycle in self._cycles for edge in cycle.edges]
            values = [-1 if edge in cycle.turned else 1 for cycle in self._cycles for edge in cycle.edges]
            rows = [row for row, cycle in enumerate(self._cycles) for _ in cycle.edges]
            right = [1 - len(cycle.turned) for cycle in self._cycles]
            columns_, values_, rows_, right_ = (np.array(x, dtype=np.int64) for x in (columns, values, rows, right))
            self._flat = (columns_, values_, rows_, right_)
        return self._flat
