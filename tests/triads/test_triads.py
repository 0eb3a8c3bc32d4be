"""Triads are counted by sign type, both signs as such; each unbalanced one knows what would balance it."""

import csv
import itertools
from fractions import Fraction
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from scipy.linalg import expm

from kgraph.analysis import triads, triangles
from kgraph.analysis.signed import SignedMultigraph, Tie, multigraph
from kgraph.analysis.signed_tables import from_table
from kgraph.analysis.triads import KINDS, census, pair_types, unbalanced_triads, walk_balance
from kgraph.errors import InputError
from tests.frustration.conftest import multigraphs


def ties(*given: str) -> SignedMultigraph:
    """Ties as "+xy" or "-xy"; the name is the text."""
    return multigraph(Tie(text[1], text[2], 1 if text[0] == "+" else -1, name=text) for text in given)


def one_by_one(graph: SignedMultigraph) -> dict[str, int]:
    types = pair_types(graph)
    counts = dict.fromkeys(KINDS, 0)
    for a, b, c in itertools.combinations(graph.actors, 3):
        signs = [types.get(pair) for pair in ((a, b), (a, c), (b, c))]
        if all(signs):
            counts["".join(sorted((sign or "" for sign in signs), key="+-±".index))] += 1
    return counts


@settings(max_examples=100, deadline=None)
@given(multigraphs(9, 50))
def test_the_census_is_what_counting_one_by_one_finds(graph: SignedMultigraph) -> None:
    assert one_by_one(graph) == census(graph).counts


def test_edges_whose_hashes_are_all_one_are_still_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triangles._EdgeTable, "_GOLDEN", 0)
    generator = np.random.default_rng(2)
    drawn = generator.integers(0, 12, size=(90, 2)).tolist()
    graph = multigraph(Tie(f"{a:02}", f"{b:02}", 1 if (a * b) % 3 else -1) for a, b in drawn if a != b)
    assert sum(census(graph).counts.values()) > 50
    assert one_by_one(graph) == census(graph).counts


@settings(max_examples=60, deadline=None)
@given(multigraphs(7, 30))
def test_every_remedy_balances_its_triad_and_no_other_single_tie_does(graph: SignedMultigraph) -> None:
    counted = census(graph)
    found = list(unbalanced_triads(graph, undecided=True))
    assert counted.unbalanced + counted.undecided == len(found)
    assert counted.unbalanced == len(list(unbalanced_triads(graph)))
    for triad in found:
        actors = {triad.a, triad.b, triad.c}
        inner = [tie for tie in graph.ties if {tie.a, tie.b} <= actors]
        cures = set()
        for number, tie in enumerate(inner):
            rest = inner[:number] + inner[number + 1 :]
            for action, kept in (("reversed", [*rest, tie._replace(sign=-tie.sign)]), ("withdrawn", rest)):
                after = census(multigraph(kept))
                if after.balanced == 1:
                    cures.add((tie.pair, tie.sign, action))
        # Reversing one of two opposite ties comes to the same as withdrawing it, which is less: that is what is said.
        least = {cure for cure in cures if cure[2] == "withdrawn" or (*cure[:2], "withdrawn") not in cures}
        assert least == {(remedy.tie.pair, remedy.tie.sign, remedy.action) for remedy in triad.remedies}


def test_a_triad_with_both_signs_is_undecided_and_bounds_the_degree() -> None:
    graph = ties("+xy", "-xy", "+yz", "+xz", "-xu", "-yu")
    counted = census(graph)
    assert {"++±": 1, "--±": 1} == {kind: number for kind, number in counted.counts.items() if number}
    assert (0, 0, 2, None) == (counted.balanced, counted.unbalanced, counted.undecided, counted.degree)
    assert (0, 1) == counted.degree_bounds
    assert {"+": 2, "-": 2, "±": 1} == counted.pairs


def test_three_foes_are_unbalanced_but_weakly_balanced() -> None:
    counted = census(ties("-xy", "-yz", "-xz"))
    assert (0, 1) == (counted.degree, counted.weak_degree)


def test_an_unbalanced_triad_names_the_claims_that_would_balance_it() -> None:
    [triad] = unbalanced_triads(ties("+xy", "+yz", "-xz", "-zx"))
    assert ("x", "y", "z", ("+", "-", "+")) == triad[:4]
    # Two claims say that x and z are foes, so no single one of these is enough.
    assert [("+xy", "reversed"), ("+yz", "reversed")] == [(cure.tie.name, cure.action) for cure in triad.remedies]


def test_without_triads_the_degree_is_undefined() -> None:
    counted = census(ties("+xy"))
    assert (None, None, None) == (counted.degree, counted.weak_degree, counted.degree_bounds)
    assert census(multigraph([])).counts == dict.fromkeys(KINDS, 0)
    assert walk_balance(multigraph([])) is None


def test_arenas_and_windows_choose_what_is_counted() -> None:
    rows = [
        {"a": a, "b": b, "sign": 1, "arena": arena, "time": time}
        for a, b, arena, time in [("x", "y", "gas", "2019"), ("y", "z", "gas", "2019"), ("x", "z", "arms", "2021")]
    ]
    graph = from_table(rows)
    assert 1 == sum(census(graph).counts.values())
    assert 0 == sum(census(graph.within(arena="gas")).counts.values())


@settings(max_examples=40, deadline=None)
@given(multigraphs(7, 20))
def test_walk_balance_is_the_quotient_of_two_traces(graph: SignedMultigraph) -> None:
    found = walk_balance(graph)
    if found is None:
        assert not graph.ties
        return
    place = {actor: number for number, actor in enumerate(graph.actors)}
    positive, negative = np.zeros((2, len(place), len(place)))
    for (a, b), kind in pair_types(graph).items():
        for matrix, symbols in ((positive, "+±"), (negative, "-±")):
            matrix[place[a], place[b]] = matrix[place[b], place[a]] = kind in symbols
    expected = np.trace(expm(positive - negative)) / np.trace(expm(positive + negative))
    assert found.balance == pytest.approx(expected)


def test_walk_balance_is_1_for_a_balanced_graph() -> None:
    found = walk_balance(ties("-xy", "-yz", "+xz"))
    assert found is not None
    assert (pytest.approx(1), pytest.approx(0)) == found


def test_too_many_actors_for_eigenvalues_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triads, "_MOST_EIGENVALUES", 2)
    with pytest.raises(InputError, match="3 actors are too many, 2 are not"):
        walk_balance(ties("+xy", "+yz"))


def test_the_expected_degree_is_the_mean_over_all_ways_to_deal_the_signs() -> None:
    graph = ties("+xy", "+yz", "-xz", "-xu", "+yu")
    pairs = list(pair_types(graph))
    degrees = []
    for negative in itertools.combinations(pairs, 2):
        dealt = multigraph(Tie(*pair, -1 if pair in negative else 1) for pair in pairs)
        counted = census(dealt)
        degrees.append(counted.degree)
    assert sum(d for d in degrees if d is not None) / len(degrees) == triads.expected_degree({"+": 3, "-": 2, "±": 0})
    assert triads.expected_degree({"+": 1, "-": 1, "±": 4}) is None


def test_highland_tribes(shared: Path) -> None:
    # signnet's documentation gives for these tribes: 0.8676471 of the triangles are balanced, walks 0.3575761.
    with (shared / "data" / "signed" / "highland_tribes.csv").open(encoding="utf-8", newline="") as file:
        graph = from_table(csv.DictReader(file))
    counted = census(graph)
    assert Fraction(59, 68) == counted.degree
    walks = walk_balance(graph)
    assert walks is not None
    assert walks.balance == pytest.approx(0.3575761, abs=5e-8)


def test_a_large_census_agrees_with_networkx() -> None:
    generator = np.random.default_rng(1)
    pairs = {tuple(sorted(map(int, pair))) for pair in generator.integers(0, 400, size=(6000, 2)) if pair[0] != pair[1]}
    graph = multigraph(Tie(str(a), str(b), 1 if (a + b) % 3 else -1) for a, b in pairs)
    expected = sum(nx.triangles(nx.Graph(list(pairs))).values()) // 3
    assert expected == sum(census(graph).counts.values())
