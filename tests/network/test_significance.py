"""Null models: exact where they are called exact, and the same answer for the same seed."""

import itertools
from collections import Counter
from math import comb, sqrt

import pytest

from kgraph.analysis import significance
from kgraph.analysis.signed import Pair, SignedMultigraph, Tie, multigraph
from kgraph.analysis.significance import adjusted, ambivalence_test, paired
from kgraph.errors import InputError


def ties(*given: str) -> SignedMultigraph:
    """Ties as "+xy" or "-xy arena"."""
    found = []
    for text in given:
        tie, _, arena = text.partition(" ")
        found.append(Tie(tie[1], tie[2], 1 if tie[0] == "+" else -1, arenas=(arena,) if arena else (), name=text))
    return multigraph(found)


def all_pairings(ends: tuple[str, ...]) -> list[list[Pair]]:
    """Every way to pair ties' ends without a loop."""
    if not ends:
        return [[]]
    found = []
    for number in range(1, len(ends)):
        if ends[number] != ends[0]:
            pair = (min(ends[0], ends[number]), max(ends[0], ends[number]))
            rest = ends[1:number] + ends[number + 1 :]
            found += [[pair, *others] for others in all_pairings(rest)]
    return found


@pytest.mark.parametrize(
    "degrees", [{"x": 1, "y": 1}, {"x": 2, "y": 2}, {"x": 3, "y": 2, "z": 1}, {"x": 2, "y": 1, "z": 2, "u": 3}]
)
def test_pairings_are_counted_exactly(degrees: dict[str, int]) -> None:
    ends = tuple(actor for actor, degree in degrees.items() for _ in range(degree))
    counts = Counter(pairing.count(("x", "y")) for pairing in all_pairings(ends))
    whole = sum(counts.values())
    assert {number: pytest.approx(count / whole) for number, count in counts.items()} == paired(degrees, ("x", "y"))


def test_dealing_signs_is_what_going_through_all_deals_finds() -> None:
    graph = ties("+xy", "-xy", "+xz", "+yz", "-yz", "+zu", "-xy gas", "+xz gas")
    found = {(one.a, one.b): one for one in ambivalence_test(graph, "signs").tested}
    plain = [tie for tie in graph.ties if not tie.arenas]
    gas = [tie for tie in graph.ties if tie.arenas]
    volumes: Counter[int] = Counter()
    for negative, other in itertools.product(itertools.combinations(range(len(plain)), 2), range(2)):
        signs = [-1 if number in negative else 1 for number in range(len(plain))]
        signs += [-1 if number == other else 1 for number in range(2)]
        own = [sign for tie, sign in zip(plain + gas, signs, strict=True) if tie.pair == ("x", "y")]
        volumes[min(own.count(1), own.count(-1))] += 1
    whole = sum(volumes.values())
    one = found["x", "y"]
    assert (1, 2, 0.0) == (one.positive, one.negative, one.error)
    assert one.p == pytest.approx(sum(count for volume, count in volumes.items() if volume >= 1) / whole)
    assert one.expected == pytest.approx(sum(volume * count for volume, count in volumes.items()) / whole)


def test_dealing_partners_is_what_going_through_all_pairings_finds() -> None:
    graph = ties("+xy", "+xz", "+yz", "-xy", "-zu", "-xz")
    positive, negative = (
        all_pairings(tuple(end for tie in graph.ties if tie.sign == sign for end in tie.pair)) for sign in (1, -1)
    )
    found = {(one.a, one.b): one for one in ambivalence_test(graph).tested}
    for pair in (("x", "y"), ("x", "z")):
        volumes = [min(one.count(pair), other.count(pair)) for one in positive for other in negative]
        assert found[pair].error == 0
        assert found[pair].p == pytest.approx(sum(volume >= 1 for volume in volumes) / len(volumes))


def test_sampling_agrees_with_the_exact_count(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = ties("+xy", "+xz", "+yz", "+xu", "-xy", "-zu", "-xz", "-yu", "-xy")
    exact = {(one.a, one.b): one for one in ambivalence_test(graph).tested}
    monkeypatch.setattr(significance, "_MOST_STATES", 0)
    drawn = ambivalence_test(graph, samples=4000, seed=3)
    assert 4000 == drawn.samples
    for one in drawn.tested:
        p = exact[one.a, one.b].p
        assert abs(one.p - p) <= 5 * sqrt(p * (1 - p) / 4000) + 1e-3
        assert one.error == pytest.approx(sqrt(one.p * (1 - one.p) / 4000))


def test_the_same_seed_gives_the_same_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(significance, "_MOST_STATES", 0)
    graph = ties("+xy", "+xz", "+yz", "-xy", "-zu", "-xz")
    assert ambivalence_test(graph, samples=50, seed=1) == ambivalence_test(graph, samples=50, seed=1)
    assert ambivalence_test(graph, samples=50, seed=1).tested != ambivalence_test(graph, samples=50, seed=2).tested


def test_only_pairs_with_two_ties_are_tested_and_their_number_is_said() -> None:
    found = ambivalence_test(ties("+xy", "-xy", "+xz", "-yz", "-yz"))
    assert {("x", "y"), ("y", "z")} == {(one.a, one.b) for one in found.tested}
    assert 2 == found.family
    assert 0 == ambivalence_test(multigraph([])).family


def test_adjusted_values_are_those_of_benjamini_and_hochberg() -> None:
    # By hand: 0.01*4/1, 0.02*4/2, 0.03*4/3 = 0.04 and 0.5.
    assert [pytest.approx(value) for value in (0.04, 0.5, 0.04, 0.04)] == adjusted([0.01, 0.5, 0.03, 0.02])
    assert [] == adjusted([])


def test_a_pair_made_to_be_ambivalent_stands_out() -> None:
    background = [f"{sign}{a}{b}" for a, b, sign in itertools.product("abcd", "efgh", "+-")]
    graph = ties(*background, *["+xy", "-xy"] * 8, "+xa", "-ya")
    found = ambivalence_test(graph, samples=600)
    assert ("x", "y") == (found.tested[0].a, found.tested[0].b)
    assert found.tested[0].q < 0.05
    assert comb(10, 2) > found.family > 1


def test_bad_arguments_are_refused() -> None:
    with pytest.raises(InputError, match="unknown null model 'sign'; did you mean 'signs'"):
        ambivalence_test(multigraph([]), "sign")
    with pytest.raises(InputError, match="samples: 0 is no whole number from 1 on"):
        ambivalence_test(multigraph([]), samples=0)
