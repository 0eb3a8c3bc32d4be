"""A whole network against deals of its ties: all of them where they are few, seeded samples with errors where not."""

import itertools
from collections import Counter
from math import comb, prod, sqrt

import pytest

from kgraph.analysis.balance_test import Chance, balance_test
from kgraph.analysis.deals import NULLS, Deal, deals
from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.signed import Pair, SignedMultigraph, Tie, multigraph
from kgraph.analysis.significance import adjusted
from kgraph.analysis.triads import census
from kgraph.errors import InputError


def ties(*given: str) -> SignedMultigraph:
    """Ties as "+xy" or "-xy arena"."""
    found = []
    for text in given:
        tie, _, arena = text.partition(" ")
        found.append(Tie(tie[1], tie[2], 1 if tie[0] == "+" else -1, arenas=(arena,) if arena else (), name=text))
    return multigraph(found)


def graph_of(deal: Deal) -> SignedMultigraph:
    return multigraph(Tie(*pair, sign) for (pair, sign), count in deal.items() for _ in range(count))


def activity(deal: Deal, by: str) -> Counter[tuple[str, int]]:
    """How many ties of each sign an actor or a pair has in a deal."""
    found: Counter[tuple[str, int]] = Counter()
    for (pair, sign), count in deal.items():
        for what in pair if by == "actor" else ("".join(pair),):
            found[what, sign if by == "actor" else 0] += count
    return found


SMALL = ties("+xy", "+yz", "-xz", "-xz gas", "+xz gas", "-xz gas", "+zu", "+yu")


def measures(graph: SignedMultigraph) -> dict[str, float | None]:
    degree = census(graph).degree
    return {
        "frustration": float(frustration(graph.reduce("both")).upper),
        "balance": None if degree is None else float(degree),
        "volume": float(sum(min(pair.positive, pair.negative) for pair in graph.ambivalent())),
    }


def by_hand(graph: SignedMultigraph, every: list[Deal]) -> dict[str, tuple[float, float, float]]:
    """Mean and both tails of each measure over all deals."""
    own = measures(graph)
    found = {}
    for name, observed in own.items():
        values = [value for value in (measures(graph_of(deal))[name] for deal in every) if value is not None]
        if observed is not None:
            low, high = (sum(test(v) for v in values) / len(values) for test in (observed.__ge__, observed.__le__))
            found[name] = sum(values) / len(values), low, high
    return found


def every_deal_of_signs(graph: SignedMultigraph) -> list[Deal]:
    groups = [[tie for tie in graph.ties if tie.arenas == arenas] for arenas in ((), ("gas",))]
    ways = []
    for group in groups:
        negative = sum(tie.sign < 0 for tie in group)
        ways.append([set(chosen) for chosen in itertools.combinations(range(len(group)), negative)])
    found = []
    for choice in itertools.product(*ways):
        deal: Counter[tuple[Pair, int]] = Counter()
        for group, chosen in zip(groups, choice, strict=True):
            deal.update((tie.pair, -1 if number in chosen else 1) for number, tie in enumerate(group))
        found.append(dict(deal))
    return found


def test_all_deals_of_signs_are_gone_through_where_they_are_few() -> None:
    found = balance_test(SMALL, "signs")
    every = every_deal_of_signs(SMALL)
    assert (True, len(every), comb(5, 1) * comb(3, 2)) == (found.exact, found.deals, 15)
    expected = by_hand(SMALL, every)
    for one in found.chances:
        assert (one.expected, one.p_low, one.p_high) == pytest.approx(expected[one.measure])
        assert (0, 0) == (one.low_error, one.high_error)


def test_all_pairings_of_partners_are_gone_through_where_they_are_few() -> None:
    graph = ties("+xy", "+zu", "-xy", "-xz")
    found = balance_test(graph, "partners")
    every, count, exact = deals(graph, "partners", 1000, 0)
    given = list(every)
    # Of x, y, z, u any of 3 pairings; x twice with y and z, the loop left out: 2 that come to the same.
    assert (True, 6, 6) == (exact, count, len(given))
    expected = by_hand(graph, given)
    [index, _, volume] = found.chances
    assert (index.expected, index.p_low, index.p_high) == pytest.approx(expected["frustration"])
    assert (volume.expected, volume.p_low, volume.p_high) == pytest.approx(expected["volume"])


@pytest.mark.parametrize("null", NULLS)
@pytest.mark.parametrize("samples", [1, 1000])
def test_every_deal_keeps_what_its_null_model_keeps(null: str, samples: int) -> None:
    graph = ties("+xy", "+zu", "-xy", "-xz gas", "-yu gas", "+xu gas")
    own: Deal = Counter((tie.pair, tie.sign) for tie in graph.ties)
    given, _, _ = deals(graph, null, samples, 7)
    by = "actor" if null == "partners" else "pair"
    for deal in given:
        assert activity(own, by) == activity(deal, by)
        assert all(pair[0] != pair[1] for pair, _ in deal)
        signs = [sum(count for (_, s), count in deal.items() if s == sign) for sign in (1, -1)]
        assert [3, 3] == signs


def test_samples_agree_with_the_exact_count() -> None:
    graph = ties("+xy", "+yz", "-xz", "-xu", "+yu", "-zu", "-vz", "+vu", "+xz gas", "-yu gas", "+xz gas")
    exact, drawn = balance_test(graph, "signs"), balance_test(graph, "signs", samples=50, seed=5)
    assert exact.exact
    assert prod((comb(8, 4), comb(3, 1))) == exact.deals
    assert (False, 50) == (drawn.exact, drawn.deals)
    for one, other in zip(exact.chances, drawn.chances, strict=True):
        assert one.p_low is not None
        assert other.p_low is not None
        assert abs(one.p_low - other.p_low) <= 4 * sqrt(one.p_low * (1 - one.p_low) / 50) + 0.02
        assert other.low_error == pytest.approx(sqrt(other.p_low * (1 - other.p_low) / 50))


def test_the_same_seed_gives_the_same_answer() -> None:
    graph = ties(*[f"{sign}{a}{b}" for a, b in itertools.combinations("abcdef", 2) for sign in "+-"])
    assert balance_test(graph, samples=20, seed=1) == balance_test(graph, samples=20, seed=1)
    assert balance_test(graph, samples=20, seed=1).chances != balance_test(graph, samples=20, seed=2).chances


def test_two_clean_camps_are_more_balanced_than_chance_and_the_tests_are_adjusted_for_each_other() -> None:
    camps = {name: number < 4 for number, name in enumerate("abcdefgh")}
    graph = ties(*[f"{'+' if camps[a] == camps[b] else '-'}{a}{b}" for a, b in itertools.combinations("abcdefgh", 2)])
    found = balance_test(graph, "signs", samples=200)
    [index, balance, volume] = found.chances
    assert (0, 1) == (index.observed, balance.observed)
    assert index.p_low == balance.p_high == pytest.approx(1 / 201)
    assert (1, 1) == (volume.p_low, volume.p_high)
    assert adjusted([one.p or 0 for one in found.chances]) == [one.q for one in found.chances]
    assert (index.q or 1) < 0.05


def test_bounds_never_make_p_smaller() -> None:
    graph = ties(*[f"{sign}{a}{b}" for a, b in itertools.combinations("abcdef", 2) for sign in "+-"], "-ab", "-bc")
    sure, rough = (balance_test(graph, "signs", 30, 3, seconds).chances[0] for seconds in (None, 0.0))
    assert (sure.p_low or 0) <= (rough.p_low or 0)
    assert (sure.p_high or 0) <= (rough.p_high or 0)
    assert 0 < balance_test(graph, "signs", 30, 3, 0.0).bounded <= 31
    assert 0 == balance_test(graph, "signs", 30, 3).bounded


def test_what_is_undefined_is_said_to_be_so() -> None:
    for null in NULLS:
        found = balance_test(multigraph([]), null)
        assert (True, 1) == (found.exact, found.deals)
        assert [Chance("balance", None, 0)] == [one for one in found.chances if one.p is None]


def test_bad_arguments_are_refused() -> None:
    with pytest.raises(InputError, match="unknown null model 'sign'; did you mean 'signs'"):
        balance_test(SMALL, "sign")
    with pytest.raises(InputError, match="samples: 0 is no whole number from 1 on"):
        balance_test(SMALL, samples=0)
    with pytest.raises(InputError, match="time limit"):
        balance_test(SMALL, seconds=-1.0)
