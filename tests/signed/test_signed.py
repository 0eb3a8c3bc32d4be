"""Signed multigraphs keep every tie; a reduction to one sign a pair is named, and says what it left out."""

from fractions import Fraction
from typing import Any

import networkx as nx
import numpy as np
import pytest

from kgraph.analysis.checks import exact_weight
from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.signed import RULES, Edge, SignedGraph, Tie, multigraph
from kgraph.analysis.signed_tables import from_networkx, from_table
from kgraph.dates import parse_extent, parse_window
from kgraph.errors import InputError, UnknownName

ROWS = [
    {"a": "x", "b": "y", "sign": 1, "weight": 2, "time": "2019"},
    {"a": "y", "b": "x", "sign": -1, "time": "2021-03", "arena": "energy"},
    {"a": "x", "b": "z", "sign": "-"},
]


def test_no_tie_overwrites_another() -> None:
    graph = from_table(ROWS)
    assert {("x", "y"): 2, ("x", "z"): 1} == {pair: len(ties) for pair, ties in graph.by_pair().items()}
    assert [("x", "y", Fraction(2), Fraction(1))] == [tuple(pair) for pair in graph.ambivalent()]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("drop", []),
        ("positive", [Edge("x", "y", 1, Fraction(2))]),
        ("negative", [Edge("x", "y", -1, Fraction(1))]),
        ("latest", [Edge("x", "y", -1, Fraction(1))]),
        ("majority", [Edge("x", "y", 1, Fraction(2))]),
        ("both", [Edge("x", "y", 1, Fraction(2)), Edge("x", "y", -1, Fraction(1))]),
    ],
)
def test_each_reduction_does_what_its_name_says(rule: str, expected: list[Edge]) -> None:
    reduced = from_table(ROWS).reduce(rule)
    assert [*expected, Edge("x", "z", -1, Fraction(1))] == list(reduced.edges)
    assert (rule, ("x", "y", "z"), ()) == (reduced.rule, reduced.actors, reduced.undecided)
    assert 1 == len(reduced.ambivalent)


def test_every_rule_is_explained_and_an_unknown_one_refused() -> None:
    assert all(RULES.values())
    with pytest.raises(InputError, match="unknown rule of reduction 'lattest'; did you mean 'latest'"):
        from_table(ROWS).reduce("lattest")


@pytest.mark.parametrize(
    ("rule", "times"),
    [
        ("majority", ("2019", "2020")),
        ("latest", ("2019", "2019")),
        ("latest", ("2019", None)),
        ("latest", (None, None)),
        ("latest", ("2019/..", "2020/..")),
    ],
)
def test_what_a_rule_cannot_decide_is_left_out_and_said(rule: str, times: tuple[str | None, str | None]) -> None:
    rows = [{"a": "x", "b": "y", "sign": sign, "time": time} for sign, time in zip((1, -1), times, strict=True)]
    reduced = from_table(rows).reduce(rule)
    assert ((), (("x", "y"),)) == (reduced.edges, reduced.undecided)


def test_a_tie_that_goes_on_is_later_than_one_that_ended() -> None:
    rows = [{"a": "x", "b": "y", "sign": 1, "time": "2018/.."}, {"a": "x", "b": "y", "sign": -1, "time": "2020"}]
    assert (Edge("x", "y", 1),) == from_table(rows).reduce("latest").edges


def test_ties_are_chosen_by_arena_and_window_and_the_actors_stay() -> None:
    graph = from_table(ROWS)
    assert [-1] == [tie.sign for tie in graph.within(arena="energy").ties]
    # What has no date possibly holds at any time.
    assert [1, -1] == [tie.sign for tie in graph.within(window=parse_window("2019")).ties]
    assert graph.actors == graph.within(arena="energy").actors
    assert ("energy",) == graph.arenas()


@pytest.mark.parametrize(
    "value", [0, -1, "0", float("nan"), float("inf"), "-inf", "nan", "x", "1/0", "1e999999999", True, None, [1]]
)
def test_a_weight_that_is_no_number_above_0_is_one_clear_line(value: Any) -> None:
    with pytest.raises(InputError, match=r"^row 3: .*weight above 0|^row 3: .* is not above 0; ") as caught:
        exact_weight(value, "row 3")
    assert 1 == len(caught.value.faults)


def test_a_weight_means_the_decimal_that_it_prints_as() -> None:
    assert Fraction(1, 10) == exact_weight(0.1) == exact_weight("0.1") == exact_weight("1/10") == exact_weight("1e-1")
    # As columns of a table hold them.
    assert Fraction(1, 10) == exact_weight(np.float64(0.1)) == exact_weight(np.float32(0.1))
    assert 7 == exact_weight(np.int64(7))


@pytest.mark.parametrize("weight", [float("nan"), float("inf"), 0, -0.5, "much"])
def test_a_tie_made_by_hand_with_a_bad_weight_is_one_clear_line(weight: Any) -> None:
    with pytest.raises(InputError, match=r"^tie 2: .*(weight above 0|is not above 0; give the sign apart)") as caught:
        multigraph([Tie("x", "y", 1), Tie("x", "z", 1, weight)])
    assert 1 == len(caught.value.faults)


@pytest.mark.parametrize("name", [None, float("nan"), np.float64("nan"), np.datetime64("NaT"), "", "  "])
@pytest.mark.parametrize("column", ["a", "b"])
def test_a_row_without_a_name_is_one_clear_line_and_no_actor(name: Any, column: str) -> None:
    row = {"a": "x", "b": "y", "sign": 1, column: name}
    with pytest.raises(InputError, match=rf"^row 2: column '{column}': a name is (missing|empty); name both") as caught:
        from_table([{"a": "x", "b": "y", "sign": 1}, row])
    assert 1 == len(caught.value.faults)


def test_a_row_whose_arena_is_no_number_is_one_clear_line() -> None:
    with pytest.raises(
        InputError, match=r"^row 1: column 'arena': a name is missing; name the arena or leave it empty"
    ):
        from_table([{"a": "x", "b": "y", "sign": 1, "arena": float("nan")}])


@pytest.mark.parametrize("name", [None, float("nan"), "", 3])
def test_a_tie_made_by_hand_without_two_names_is_one_clear_line(name: Any) -> None:
    for tie in (Tie("x", name, 1), Tie(name, "x", 1), Tie("x", "z", 1, arenas=(name,))):
        with pytest.raises(InputError, match=r"^tie 2: .*(missing|empty|is no text); name") as caught:
            multigraph([Tie("x", "y", 1), tie])
        assert 1 == len(caught.value.faults)
    with pytest.raises(InputError, match=r"^actors: .*; name every actor"):
        multigraph([Tie("x", "y", 1)], [name])


def test_a_networkx_graph_without_a_name_is_one_clear_line() -> None:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_edge("x", float("nan"), sign=1)
    with pytest.raises(InputError, match=r"^edge 1 \(x to nan\): column 'b': a name is missing"):
        from_networkx(graph)
    graph = nx.Graph()
    graph.add_node(float("nan"))
    with pytest.raises(InputError, match=r"^node 1: a name is missing; name every actor"):
        from_networkx(graph)
    graph = nx.Graph()
    graph.add_edge("x", "y", sign=1, arenas=float("nan"))
    with pytest.raises(InputError, match=r"^edge 1 .*: arenas: a name is missing"):
        from_networkx(graph)


def test_an_arena_that_no_tie_is_in_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownName, match=r"energi.*energy"):
        from_table(ROWS).within(arena="energi")


@pytest.mark.parametrize(
    ("edge", "fault"),
    [
        (Edge("a", "a", -1), "edge a to a: an actor is tied to itself"),
        (Edge("a", "b", 0), "the sign 0 is neither 1 nor -1"),
        (Edge("a", "b", 1, Fraction(-3)), "the weight -3 is not above 0"),
        (Edge("a", "b", 1, Fraction(0)), "the weight 0 is not above 0"),
    ],
)
def test_an_edge_made_by_hand_that_is_none_is_one_clear_line(edge: Edge, fault: str) -> None:
    with pytest.raises(InputError, match=fault) as caught:
        frustration(SignedGraph(("a", "b"), (edge,)))
    assert 1 == len(caught.value.faults)


def test_a_tie_made_by_hand_may_have_a_decimal_weight() -> None:
    [edge] = multigraph([Tie("x", "y", 1, 0.1), Tie("x", "y", 1, 2)]).reduce("both").edges
    assert Fraction(21, 10) == edge.weight


def test_edges_made_by_hand_must_be_exact() -> None:
    graph = SignedGraph(("x", "y"), (Edge("x", "y", 1, float("nan")),))
    with pytest.raises(InputError, match="the weight nan is not exact"):
        frustration(graph)


def test_every_fault_of_a_table_is_told_with_its_row() -> None:
    rows: list[dict[str, Any]] = [
        {"a": "x", "b": "x", "sign": 1},
        {"a": "x", "b": "", "sign": 1},
        {"a": "x", "b": "y", "sign": 0},
        {"a": "x", "b": "y", "sign": 1, "weight": -3},
        {"a": "x", "b": "y", "sign": 1, "time": "soon"},
        {"a": "x", "b": "y", "sign": 1, "wieght": 2},
        {"a": "x", "b": "y", "sign": 1},
    ]
    with pytest.raises(InputError) as caught:
        from_table(rows)
    starts = ["'x' is tied to itself", "column 'b': a name is empty", "the sign '0'", "the weight -3"]
    starts.append("'soon' is no date")
    starts.append("unknown column 'wieght'; did you mean 'weight'")
    assert 6 == len(caught.value.faults)
    for number, (start, fault) in enumerate(zip(starts, caught.value.faults, strict=True), start=1):
        assert fault.startswith(f"row {number}: {start}"), fault


def test_a_networkx_multigraph_keeps_its_parallel_edges() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("x", "y", sign=1, weight=0.5)
    graph.add_edge("y", "x", sign=-1)
    graph.add_node("alone")
    found = from_networkx(graph)
    assert ("alone", "x", "y") == found.actors
    assert [("x", "y", Fraction(1, 2), Fraction(1))] == [tuple(pair) for pair in found.ambivalent()]


def test_a_networkx_edge_without_a_sign_or_to_itself_is_refused() -> None:
    graph: nx.Graph[int] = nx.Graph([(1, 2)])
    with pytest.raises(InputError, match=r"edge 1 \(1 to 2\): the sign 'None' is neither 1 nor -1"):
        from_networkx(graph)
    graph.add_edge(1, 1, sign=1)
    with pytest.raises(InputError, match="'1' is tied to itself"):
        from_networkx(nx.Graph([(1, 1, {"sign": 1})]))


def test_the_order_of_ties_changes_nothing() -> None:
    ties = [Tie("x", "y", 1, name="p", extent=parse_extent("2020")), Tie("z", "x", -1, name="q"), Tie("y", "z", 1)]
    assert multigraph(ties) == multigraph(reversed(ties))


def test_an_empty_table_is_an_empty_graph() -> None:
    assert ((), ()) == from_table([]).reduce("both")[:2]
