"""What one would take instead of kgraph for the frustration index: ``python -m benchmarks.frustration_rival HOW SEED``.

Prints the optimum of a random graph of 50 actors and 250 edges, 35 % of them negative, and the processor time without
imports.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.frustration_graphs import random_graph
from kgraph.analysis.signed import SignedGraph

ACTORS, EDGES, NEGATIVE = 50, 250, 0.35


def main() -> None:
    """Solve it one way."""
    how, seed = sys.argv[1], int(sys.argv[2])
    solve = HOW[how]()
    graph = random_graph(ACTORS, EDGES, NEGATIVE, seed)
    before = time.process_time()
    optimum = solve(graph)
    print(json.dumps({"optimum": optimum, "seconds": time.process_time() - before}))


def _numbered(graph: SignedGraph) -> list[tuple[int, int, int]]:
    place = {actor: number for number, actor in enumerate(graph.actors)}
    return [(place[edge.a], place[edge.b], edge.sign) for edge in graph.edges]


def _own() -> Callable[[SignedGraph], int]:
    from kgraph.analysis.frustration.index import frustration

    def solve(graph: SignedGraph) -> int:
        found = frustration(graph)
        assert found.proved
        return int(found.upper)

    return solve


def _plain(exclusive: bool) -> Callable[[SignedGraph], int]:
    """The AND or the XOR model of Aref, Mason and Wilson (2020), as it stands, in HiGHS."""
    import highspy

    def solve(graph: SignedGraph) -> int:
        program = highspy.Highs()  # type: ignore[no-untyped-call]
        program.silent()
        x = [program.addBinary() for _ in graph.actors]
        terms = []
        for a, b, sign in _numbered(graph):
            y = program.addBinary()
            if exclusive:
                # y is 1 where the edge is frustrated.
                for row in (
                    (y >= x[a] - x[b], y >= x[b] - x[a]) if sign > 0 else (y >= x[a] + x[b] - 1, y >= 1 - x[a] - x[b])
                ):
                    program.addConstr(row)
                terms.append(1 * y)
            else:
                # y is 1 where both ends are in the first camp.
                for row in (y <= x[a], y <= x[b]) if sign > 0 else (y >= x[a] + x[b] - 1,):
                    program.addConstr(row)
                terms.append(x[a] + x[b] - 2 * y if sign > 0 else 1 - x[a] - x[b] + 2 * y)
        program.minimize(program.qsum(terms))
        return round(program.getObjectiveValue())

    return solve


def _constraint_programming() -> Callable[[SignedGraph], int]:
    from ortools.sat.python import cp_model

    def solve(graph: SignedGraph) -> int:
        model = cp_model.CpModel()
        x = [model.new_bool_var(str(number)) for number in range(len(graph.actors))]
        frustrated = []
        for a, b, sign in _numbered(graph):
            y = model.new_bool_var("")
            model.add_bool_xor(x[a], x[b], y, True) if sign > 0 else model.add_bool_xor(x[a], x[b], y)
            frustrated.append(y)
        model.minimize(sum(frustrated))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 8
        solver.solve(model)
        optimum: int = round(solver.objective_value)
        return optimum

    return solve


def _max_sat() -> Callable[[SignedGraph], int]:
    from pysat.examples.rc2 import RC2
    from pysat.formula import WCNF

    def solve(graph: SignedGraph) -> int:
        formula = WCNF()
        count = len(graph.actors)
        for number, (a, b, sign) in enumerate(_numbered(graph), start=1):
            y = count + number
            first, second = a + 1, (b + 1) * sign
            # Satisfied, or y: then it is paid for.
            formula.append([first, -second, y])
            formula.append([-first, second, y])
            formula.append([-y], weight=1)
        with RC2(formula) as solver:
            solver.compute()
            return int(solver.cost)

    return solve


def _annealing() -> Callable[[SignedGraph], int]:
    """Structural imbalance in dwave-networkx: the best of 100 annealing runs, as its documentation shows it."""
    import dwave.samplers
    import dwave_networkx
    import networkx

    # Typed in part only.
    samplers: Any = dwave.samplers

    def solve(graph: SignedGraph) -> int:
        signed: networkx.Graph[int] = networkx.Graph()
        for a, b, sign in _numbered(graph):
            signed.add_edge(a, b, sign=sign)
        frustrated, _ = dwave_networkx.structural_imbalance(
            signed, samplers.SimulatedAnnealingSampler(), num_reads=100, seed=1
        )
        return len(frustrated)

    return solve


# What finds good camps and proves nothing.
WITHOUT_PROOF = "dwave-networkx, annealing"
HOW: Mapping[str, Callable[[], Callable[[SignedGraph], int]]] = {
    "kgraph": _own,
    "AND program, HiGHS": lambda: _plain(exclusive=False),
    "XOR program, HiGHS": lambda: _plain(exclusive=True),
    "CP-SAT": _constraint_programming,
    "RC2": _max_sat,
    WITHOUT_PROOF: _annealing,
}


if __name__ == "__main__":
    main()
