"""The frustration index is the one that going through all camps finds, and is called proved only if it is."""

import random
import signal
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from kgraph.analysis.frustration.engine import Engine
from kgraph.analysis.frustration.index import Frustration, frustration
from kgraph.analysis.frustration.structure import Camps, adjacency, reduce_graph
from kgraph.analysis.frustration.whole import Budget
from kgraph.analysis.signed import Edge, SignedGraph, SignedMultigraph, Tie, multigraph
from kgraph.errors import InputError
from tests.frustration.conftest import brute_force, multigraphs

ROOT = Path(__file__).parents[2]
WEIGHTS = [Fraction(1), Fraction(2), Fraction(7), Fraction(1, 2), Fraction(1, 3)]


def graph_of(*edges: tuple[str, int] | tuple[str, int, int]) -> SignedGraph:
    """Edges as ("xy", sign) or ("xy", sign, weight)."""
    ties = [Tie(pair[0], pair[1], sign, Fraction(weight[0] if weight else 1)) for pair, sign, *weight in edges]
    return multigraph(ties).reduce("both")


def random_graph(actors: int, edges: int, negative: float, seed: int) -> SignedGraph:
    generator = random.Random(seed)
    names = [f"n{number:03}" for number in range(actors)]
    signs: dict[tuple[str, ...], int] = {}
    while len(signs) < edges:
        pair = tuple(sorted(generator.sample(names, 2)))
        signs.setdefault(pair, -1 if generator.random() < negative else 1)
    return multigraph(Tie(*pair, sign) for pair, sign in signs.items()).reduce("both")


def check(graph: SignedGraph, found: Frustration) -> None:
    """What a result says of itself holds."""
    side = {name: number for pair in found.camps for number, camp in enumerate(pair) for name in camp}
    frustrated = [edge for edge in graph.edges if (edge.sign > 0) != (side[edge.a] == side[edge.b])]
    assert frustrated == list(found.frustrated)
    assert found.upper == sum((edge.weight for edge in frustrated), Fraction(0))
    assert 0 <= found.lower <= found.upper <= found.total / 2
    assert found.proved == (found.stopped == "")


@pytest.mark.parametrize(
    ("edges", "index"),
    [
        ([], 0),
        ([("xy", 1)], 0),
        ([("xy", -1)], 0),
        ([("xy", 1), ("xy", -1)], 1),
        ([("xy", 1, 5), ("xy", -1, 2)], 2),
        # Friends of a common friend who are foes; three foes; two foes of one foe who are friends.
        ([("xy", 1), ("yz", 1), ("xz", -1)], 1),
        ([("xy", -1), ("yz", -1), ("xz", -1)], 1),
        ([("xy", -1), ("yz", -1), ("xz", 1)], 0),
        # A bridge costs nothing; two triangles that share one actor add up.
        ([("xy", -1), ("yz", -1), ("xz", -1), ("zu", -1), ("uv", -1)], 1),
        ([("xy", -1), ("yz", -1), ("xz", -1), ("zu", -1), ("uv", -1), ("zv", -1)], 2),
        # Four foes of each other: camps of two frustrate two edges. A four-cycle with one negative edge.
        ([("xy", -1), ("xz", -1), ("xu", -1), ("yz", -1), ("yu", -1), ("zu", -1)], 2),
        ([("xy", 1, 3), ("yz", 1, 4), ("zu", 1, 2), ("xu", -1, 9)], 2),
    ],
)
def test_small_cases_solved_by_hand(edges: list[tuple[str, int]], index: int) -> None:
    graph = graph_of(*edges)
    found = frustration(graph)
    assert (index, index, 0) == (found.lower, found.upper, found.gap)
    check(graph, found)


@settings(max_examples=150, deadline=None)
@given(multigraphs(11, 40, WEIGHTS), st.sampled_from(["both", "drop", "majority"]))
def test_it_is_what_going_through_all_camps_finds(graph: SignedMultigraph, rule: str) -> None:
    reduced = graph.reduce(rule)
    found = frustration(reduced)
    assert brute_force(reduced.edges) == found.upper == found.lower
    check(reduced, found)


@settings(max_examples=8, deadline=None)
@given(multigraphs(16, 80))
def test_it_is_so_with_16_actors(graph: SignedMultigraph) -> None:
    reduced = graph.reduce("both")
    assert brute_force(reduced.edges) == frustration(reduced).upper


def and_program(graph: SignedGraph) -> float:
    """The AND model of Aref, Mason and Wilson, in scipy: another formulation, without cycles, cuts or presolve."""
    place = {name: number for number, name in enumerate(graph.actors)}
    n, m = len(graph.actors), len(graph.edges)
    cost, offset, rows, low = np.zeros(n + m), 0.0, [], []
    # y is 1 only where both ends are in the camp 1; it wants to be so on positive edges.
    for number, edge in enumerate(graph.edges):
        u, v, y = place[edge.a], place[edge.b], n + number
        cost[[u, v]] += edge.sign * float(edge.weight)
        cost[y] = -2 * edge.sign * float(edge.weight)
        offset += float(edge.weight) * (edge.sign < 0)
        for entries, right in (({u: 1, y: -1}, 0), ({v: 1, y: -1}, 0), ({y: 1, u: -1, v: -1}, -1)):
            row = np.zeros(n + m)
            row[list(entries)] = list(entries.values())
            rows.append(row)
            low.append(right)
    constraints = LinearConstraint(np.array(rows), np.array(low))
    solved = milp(cost, constraints=constraints, bounds=Bounds(0, 1), integrality=np.ones(n + m))
    return float(solved.fun) + offset


@pytest.mark.parametrize("seed", range(4))
def test_another_formulation_in_another_solver_agrees(seed: int) -> None:
    graph = random_graph(22, 60, 0.45, seed)
    assert and_program(graph) == pytest.approx(float(frustration(graph).upper))


def test_what_needs_branching_is_proved_too() -> None:
    # Thirteen actors who are all foes: camps of six and seven, 15 + 21 edges within; cycles alone prove 78 / 3 = 26.
    names = [chr(97 + number) for number in range(13)]
    graph = multigraph(Tie(a, b, -1) for a in names for b in names if a < b).reduce("both")
    found = frustration(graph)
    assert (36, 36) == (found.lower, found.upper)
    assert found.branches > 0


@pytest.mark.parametrize("seed", range(3))
def test_a_bound_without_branching_is_a_packing_of_negative_cycles(seed: int) -> None:
    graph = random_graph(90, 200, 0.1, seed)
    place = {name: number for number, name in enumerate(graph.actors)}
    net, certain = adjacency((place[e.a], place[e.b], e.sign) for e in graph.edges)
    blocks, more = reduce_graph(net, Camps(len(place)))
    proved = certain + more
    for block in blocks:
        nodes = sorted({end for u, v, _ in block.edges for end in (u, v)})
        u, v = (np.array([nodes.index(edge[end]) for edge in block.edges]) for end in (0, 1))
        weight = np.array([edge[2] for edge in block.edges])
        outcome = Engine(len(nodes), u, v, np.sign(weight)).solve(np.abs(weight), Budget(lambda: float("inf")))
        assert outcome.proved
        assert (0, True) == (outcome.branches, bool(outcome.packing))
        # Each cycle is closed and negative, and what an edge carries above its weight is paid for.
        load = [Fraction(0)] * len(block.edges)
        for cycle, multiplier in outcome.packing:
            assert multiplier > 0
            assert not cycle.turned
            assert sum(weight[edge] < 0 for edge in cycle.edges) % 2 == 1
            ends = [int(end[edge]) for edge in cycle.edges for end in (u, v)]
            assert all(ends.count(end) % 2 == 0 for end in ends)
            for edge in cycle.edges:
                load[edge] += multiplier
        excess = [max(Fraction(0), carried - abs(int(w))) for carried, w in zip(load, weight, strict=True)]
        value = sum((multiplier for _, multiplier in outcome.packing), Fraction(0)) - sum(excess)
        assert -(-value // 1) == outcome.upper
        proved += outcome.upper
    assert proved == frustration(graph).upper


@settings(max_examples=60, deadline=None)
@given(multigraphs(9, 25, WEIGHTS))
def test_structure_alone_keeps_the_optimum(graph: SignedMultigraph) -> None:
    edges = graph.reduce("both").edges
    place = {name: number for number, name in enumerate(graph.actors)}
    whole = [(place[e.a], place[e.b], int(e.sign * e.weight * 6)) for e in edges]
    net, cost = adjacency(whole)
    blocks, more = reduce_graph(net, Camps(len(place)))
    rest = sum(
        brute_force([Edge(chr(97 + u), chr(97 + v), 1 if w > 0 else -1, Fraction(abs(w))) for u, v, w in block.edges])
        for block in blocks
    )
    assert brute_force(edges) * 6 == cost + more + rest
    for block in blocks:
        ends = [end for u, v, _ in block.edges for end in (u, v)]
        assert min(map(ends.count, ends)) >= 3, "chains and pendants are gone"


def test_disconnected_parts_have_camps_of_their_own() -> None:
    found = frustration(graph_of(("xy", -1), ("uv", 1), ("vw", 1)))
    assert (((("u", "v", "w"), ())), (("x",), ("y",))) == found.camps


def test_an_actor_without_ties_is_in_no_camp() -> None:
    graph = multigraph([Tie("x", "y", 1)], actors=["alone"]).reduce("both")
    assert ((("x", "y"), ()),) == frustration(graph).camps


def test_the_normalised_index_is_1_for_balance_and_undefined_without_edges() -> None:
    assert 1 == frustration(graph_of(("xy", -1))).normalised
    assert 0 == frustration(graph_of(("xy", 1), ("xy", -1))).normalised
    assert frustration(graph_of()).normalised is None


def test_a_time_limit_of_0_gives_bounds_and_says_so() -> None:
    graph = random_graph(60, 400, 0.5, 1)
    found = frustration(graph, seconds=0)
    assert (0, "time limit") == (found.lower, found.stopped)
    assert not found.proved
    check(graph, found)


def test_a_time_limit_gives_bounds_that_hold_the_index() -> None:
    graph = random_graph(40, 180, 0.5, 2)
    exact, early = frustration(graph), frustration(graph, seconds=0.05)
    assert early.lower <= exact.lower == exact.upper <= early.upper
    check(graph, early)


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), "3", True, [1]])
def test_a_time_limit_that_is_no_number_from_0_on_is_refused(seconds: Any) -> None:
    with pytest.raises(InputError, match=r"time limit: .* is no number of seconds from 0 on"):
        frustration(graph_of(("xy", 1)), seconds=seconds)


def test_weights_too_fine_to_be_added_exactly_are_refused() -> None:
    ties = [Tie("x", "y", 1, Fraction(1, 3**40)), Tie("y", "z", 1, Fraction(1))]
    with pytest.raises(InputError, match="too many digits"):
        frustration(multigraph(ties).reduce("both"))


def test_progress_tells_bounds_that_only_get_better() -> None:
    told: list[tuple[Fraction, Fraction]] = []
    found = frustration(random_graph(50, 250, 0.4, 5), progress=lambda lower, upper: told.append((lower, upper)))
    lowers, uppers = zip(*told, strict=True)
    assert list(lowers) == sorted(lowers)
    assert list(uppers) == sorted(uppers, reverse=True)
    assert told[-1] == (found.lower, found.upper)


def test_an_interruption_gives_the_best_bounds_so_far() -> None:
    graph = random_graph(60, 400, 0.5, 1)
    calls = []

    def interrupt(lower: Fraction, upper: Fraction) -> None:
        calls.append(lower)
        if len(calls) == 4:
            raise KeyboardInterrupt

    found = frustration(graph, progress=interrupt)
    assert ("interrupted", False) == (found.stopped, found.proved)
    assert found.lower >= calls[-1] > 0
    check(graph, found)


def test_ctrl_c_gives_bounds_that_were_reached() -> None:
    code = (
        "import tests.frustration.test_frustration as t\n"
        "graph = t.random_graph(200, 1000, 0.5, 1)\n"
        "said = lambda lower, upper: print(float(lower), flush=True)\n"
        "found = t.frustration(graph, progress=said)\n"
        "print(found.stopped, 0 < found.lower < found.upper, flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if line[:1].isdigit() and float(line) > 100:
            process.send_signal(signal.SIGINT)
            break
    assert "interrupted True" in process.stdout.read()
    assert 0 == process.wait(timeout=60)


def test_the_same_graph_gives_the_same_answer() -> None:
    graph = random_graph(45, 200, 0.4, 7)
    assert frustration(graph) == frustration(graph)
