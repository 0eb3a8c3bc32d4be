"""Networks with known answers: data that nobody here wrote, and what was published of them."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from kgraph.analysis.frustration.clusters import clusters
from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.frustration.interval import interval
from kgraph.analysis.signed import SignedGraph, SignedMultigraph, Tie, multigraph
from kgraph.analysis.signed_tables import from_table
from kgraph.analysis.triads import census


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def signed(shared: Path) -> Path:
    return shared / "data" / "signed"


def test_highland_tribes(signed: Path) -> None:
    # Aref, Mason and Wilson (2018): n = 16, m = 58, 29 negative, L = 7. Doreian and Mrvar (1996): three
    # camps with two errors.
    graph = from_table(rows(signed / "highland_tribes.csv")).reduce("both")
    assert (16, 58, 29) == (len(graph.actors), len(graph.edges), sum(edge.sign < 0 for edge in graph.edges))
    found = frustration(graph)
    assert (7, 7) == found[:2]
    # signnet's documentation, balance_score(tribes, method = "frustration").
    assert found.normalised == pytest.approx(0.7586207, abs=5e-8)
    three = clusters(graph)
    assert (2, 2, [7, 5, 4]) == (three.lower, three.upper, [len(camp) for camp in three.camps])
    assert 2 == clusters(graph, 3).upper


def parliament(signed: Path, weighted: bool) -> SignedGraph:
    return from_table(
        {"a": row["a"], "b": row["b"], "sign": -1 if row["weight"].startswith("-") else 1}
        | ({"weight": row["weight"].removeprefix("-")} if weighted else {})
        for row in rows(signed / "slovene_parliament_1994.csv")
    ).reduce("both")


def test_slovene_parliament(signed: Path) -> None:
    # Doreian and Mrvar (1996): two camps of five parties, and two negative ties within the left one.
    left, right = {"DS", "LDS", "SNS", "ZLSD", "ZS-ESS"}, {"SDSS", "SKD", "SLS", "SPS-SNS", "ZS"}
    plain = frustration(parliament(signed, weighted=False))
    assert (2, 2) == plain[:2]
    [camps] = plain.camps
    assert [left, right] == [set(camp) for camp in camps]
    weighted = frustration(parliament(signed, weighted=True))
    assert (15, 15) == weighted[:2]
    assert [("DS", "SNS", -1, 6), ("SNS", "ZS-ESS", -1, 9)] == [tuple(edge) for edge in weighted.frustrated]


def powers(signed: Path, year: int) -> SignedMultigraph:
    return from_table(
        {"a": row["a"], "b": row["b"], "sign": row["sign"]}
        for row in rows(signed / "wwi_powers.csv")
        if int(row["begin"]) <= year < int(row["end"])
    )


def test_the_powers_became_balanced_in_1907(signed: Path) -> None:
    # Antal, Krapivsky and Redner, "Social balance on networks" (Physica D 224, 2006).
    assert {1} == {frustration(powers(signed, year).reduce("both")).upper for year in range(1872, 1907)}
    assert {0} == {frustration(powers(signed, year).reduce("both")).upper for year in range(1907, 1918)}
    assert ((("AUH", "DEU", "ITA"), ("FRA", "GBR", "RUS")),) == frustration(powers(signed, 1907).reduce("both")).camps


def test_all_triads_of_the_powers_are_balanced_from_1907_and_in_no_year_before(signed: Path) -> None:
    # As above: the six are all tied by then, in two blocs of three, so in 2 triads within a bloc and 18 across.
    counted = {year: census(powers(signed, year)) for year in range(1872, 1918)}
    assert set(range(1907, 1918)) == {year for year, found in counted.items() if not found.unbalanced}
    assert (2, 18) == (counted[1907].counts["+++"], counted[1907].counts["+--"])


def links(path: Path) -> SignedMultigraph:
    """The links between militant groups, one of each sign a pair, as the rules of older tools see them."""
    found: Mapping[tuple[str, ...], Tie] = {
        (*sorted((row["group1"], row["group2"])), sign): Tie(row["group1"], row["group2"], sign)
        for row in rows(path)
        if row["group1"] != row["group2"]
        for sign in [-1 if row["type"] == "riv" else 1]
    }
    return multigraph(found.values())


def test_militant_groups(signed: Path) -> None:
    path = signed / "militant_groups.csv"
    if not path.exists():
        pytest.skip("the links of the Mapping Militant Organizations project are not here")
    graph = links(path)
    assert (495, 45) == (len(graph.by_pair()), len(graph.ambivalent()))
    found = {rule: frustration(graph.reduce(rule)).upper for rule in ("drop", "positive", "negative")}
    assert {"drop": 33, "positive": 36, "negative": 62} == found
    ends = interval(graph, movers=False)
    assert (33, 33) == (ends.least.lower, ends.least.upper)
    assert (66, 66) == (ends.most.lower, ends.most.upper)


# Signed graphs whose index is known from theory.
def complete_negative(size: int) -> Iterable[Tie]:
    names = [f"{number:02}" for number in range(size)]
    return (Tie(a, b, -1) for a in names for b in names if a < b)


@pytest.mark.parametrize("size", range(2, 13))
def test_all_foes_split_into_halves(size: int) -> None:
    # Harary (1959): the line index of the all-negative complete graph is the edges within two camps of half the size.
    half = size // 2
    expected = half * (half - 1) // 2 + (size - half) * (size - half - 1) // 2
    assert expected == frustration(multigraph(complete_negative(size)).reduce("both")).upper


def test_the_all_negative_petersen_graph_has_index_3() -> None:
    # Zaslavsky, "Six signed Petersen graphs" (Discrete Mathematics 312, 2012): l(-P) = 3.
    outer = [(number, (number + 1) % 5) for number in range(5)]
    inner = [(5 + number, 5 + (number + 2) % 5) for number in range(5)]
    spokes = [(number, number + 5) for number in range(5)]
    ties = [Tie(str(a), str(b), -1) for a, b in outer + inner + spokes]
    assert (3, 3) == frustration(multigraph(ties).reduce("both"))[:2]
