"""All pairs of imported events: measures by class, order, window, level, and what chance makes of them."""

import csv
import io
import json
from typing import Any

import pytest
from scipy.stats import poisson

from kgraph.analysis.coded.significance import chances
from kgraph.analysis.measures import Signs, measure
from kgraph.events.pairs import pairs
from kgraph.events.ranking import cells
from kgraph.graph import Graph


def ranked(run: Any, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = run("rank", *arguments, "--format", "json", "--most", "0")
    assert (0, "") == (code, err)
    found = json.loads(out)
    assert isinstance(found, list)
    return found


def pair(rows: list[dict[str, Any]], a: str, b: str) -> dict[str, Any]:
    return next(row for row in rows if (row["a"], row["b"]) == (a, b))


def test_a_pair_has_its_counts_by_class_and_reports_of_one_day_are_one_event(run: Any) -> None:
    found = pair(ranked(run, "--year", "2018"), "russia", "turkey")
    assert (2, 1) == (found["verbal"]["positive"], found["verbal"]["negative"])
    assert (1, 1) == (found["material"]["positive"], found["material"]["negative"])
    assert ("2018-01-05", "2018-03-04") == (found["first_day"], found["last_day"])
    reports = pair(ranked(run, "--year", "2018", "--count", "reports"), "russia", "turkey")
    assert 3 == reports["verbal"]["positive"]


def test_measures_are_those_of_the_formulas_over_arenas_with_deeds_weighed_up(graph: Graph) -> None:
    ranking = graph.events().rank()
    found = next(one for one in ranking.pairs if (one.a, one.b) == ("russia", "turkey"))
    weight = ranking.weight_of_material
    verbal = sum(one.verbal.positive + one.verbal.negative for one in ranking.pairs)
    material = sum(one.material.positive + one.material.negative for one in ranking.pairs)
    assert pytest.approx(verbal / material) == weight
    arenas = {"diplomacy": Signs(2, 1), "warfare": Signs(0, weight), "defence": Signs(weight, 0)}
    assert pytest.approx(measure(arenas)) == found.both
    assert pytest.approx(measure({"defence": Signs(1, 0), "warfare": Signs(0, 1)})) == found.material
    assert 1 == found.material.compartmentalisation
    one_signed = next(one for one in ranking.pairs if (one.a, one.b) == ("iraq", "turkey"))
    assert (None, 0) == (one_signed.both.compartmentalisation, one_signed.both.symmetry)


def test_the_engine_measures_every_pair_of_the_table_as_the_formulas_do(graph: Graph) -> None:
    import ibis

    con = ibis.duckdb.connect()
    table = cells(con.read_parquet(str(graph.events().data_set.aggregates)), level="actors")
    by_pair: dict[tuple[str, str], dict[str, Signs]] = {}
    counted = table.to_pyarrow()
    for cell in counted.to_pylist():
        arenas = by_pair.setdefault((cell["a"], cell["b"]), {})
        known = arenas.get(cell["arena"], Signs(0, 0))
        if cell["class"] == "material":
            more = (cell["events"], 0) if cell["sign"] > 0 else (0, cell["events"])
            arenas[cell["arena"]] = Signs(known.positive + more[0], known.negative + more[1])
    rows = pairs(counted).to_pylist()
    assert set(by_pair) == {(row["a"], row["b"]) for row in rows}
    for row in rows:
        own = measure(by_pair[row["a"], row["b"]])
        assert pytest.approx(own._asdict()) == {name: row[f"material_{name}"] for name in own._fields}


def test_the_order_is_that_of_the_measure_asked_for_and_then_of_names(run: Any) -> None:
    rows = ranked(run, "--by", "volume")
    assert [row["volume"] for row in rows] == sorted((row["volume"] for row in rows), reverse=True)
    # Those with no volume are level in it.
    last = [(row["a"], row["b"]) for row in rows if not row["volume"]]
    assert last == sorted(last)


def test_pairs_of_one_actor_keep_their_places_among_all(run: Any) -> None:
    every = {(row["a"], row["b"]): row for row in ranked(run, "--year", "2018")}
    own = ranked(run, "--year", "2018", "--of", "Türkiye")
    assert [row for row in every.values() if "turkey" in (row["a"], row["b"])] == own
    assert list(range(1, len(every) + 1)) == [row["place"] for row in every.values()]


def test_a_class_alone_leaves_the_other_out(run: Any) -> None:
    rows = ranked(run, "--class", "verbal")
    assert {0} == {row["material"]["positive"] + row["material"]["negative"] for row in rows}
    found = pair(rows, "russia", "turkey")
    assert (2, 1, 1) == (found["positive"], found["negative"], found["volume"])


def test_months_bound_what_counts(run: Any) -> None:
    found = pair(ranked(run, "--events", "small", "--from", "2018-02", "--to", "2018-03"), "russia", "turkey")
    assert (1, 0) == (found["verbal"]["positive"], found["verbal"]["negative"])
    code, out, _ = run("rank", "--year", "1999")
    assert (1, True) == (code, "0 of 0 pairs" in out)
    assert "the table covers 5 January 2018 to" in out


def test_actors_stand_for_themselves_at_their_own_level(run: Any) -> None:
    rows = ranked(run, "--level", "actors")
    assert (0, 1) == tuple(pair(rows, "russia", "turkey")["material"][sign] for sign in ("positive", "negative"))
    assert {("putin", "turkey"), ("russia--military", "turkey")} <= {(row["a"], row["b"]) for row in rows}


def test_the_table_says_data_set_conventions_and_how_deeds_are_weighed(run: Any) -> None:
    out = run("rank", "--year", "2018").out
    for words in ("'small'", "'schrodt'", "Goldstein scores of 'icews'", "on one day count as one event", "weighs"):
        assert words in out
    assert "griffin" in out


def test_csv_leaves_the_cells_of_pairs_empty_that_were_too_rare_to_be_tested(run: Any) -> None:
    asked = ("rank", "--year", "2018", "--level", "actors", "--significance", "--format")
    pairs = json.loads(run(*asked, "json").out)
    rows = list(csv.DictReader(io.StringIO(run(*asked, "csv").out)))
    assert {True, False} == {pair["significance"] is None for pair in pairs}
    for pair, row in zip(pairs, rows, strict=True):
        tested = pair["significance"]
        assert row["significance_q"] == (str(tested["q"]) if tested else "")


def test_csv_has_the_columns_of_json(run: Any) -> None:
    out = run("rank", "--year", "2018", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert ("Russia", "Turkey", "1") == next(
        (row["a_label"], row["b_label"], row["material_negative"]) for row in rows if row["a"] == "russia"
        and row["b"] == "turkey"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--year", "18"), "'18' is no year or month"),
        (("--events", "smal"), "did you mean 'small'"),
        (("--year", "2018", "--level", "state"), "unknown level 'state'"),
        (("--year", "2018", "--class", "deeds"), "unknown class 'deeds'"),
        (("--year", "2018", "--policy", "facts"), "--policy chooses among claims"),
        (("--year", "2018", "--from", "2018-01"), "say the time twice"),
        (("--events", "small", "--from", "2019", "--to", "2018"), "2019 is after 2018"),
    ],
)
def test_what_cannot_be_ranked_is_one_line(run: Any, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = run("rank", *arguments)
    assert (2, "", 1) == (code, out, err.count("\n"))
    assert words in err


def test_without_imports_events_cannot_be_ranked_and_claims_still_are(run: Any, bare_home: Any) -> None:
    code, _, err = run("rank", "--year", "2018", home=bare_home)
    assert (2, True) == (code, "run 'kgraph import' first" in err)
    assert 0 == run("rank", "--most", "1", home=bare_home).code


def test_chance_deals_the_events_of_an_arena_and_sign_by_the_activity_of_actors() -> None:
    import pyarrow as pa

    # Of one layer: a-b twice, a-c once; and one event of the other sign between a and b.
    table = pa.table(
        {
            "a": ["a", "a", "a"], "b": ["b", "c", "b"], "arena": ["x"] * 3, "class": ["material"] * 3,
            "sign": [1, 1, -1], "events": [2, 1, 1],
        }
    )  # fmt: skip
    found = chances(table)
    # Activity 3, 2 and 1: pairs of ends 6, 3 and 2 share three events; a and b are alone in the other layer.
    positive = 3 * 6 / 11
    assert [("a", "b")] == list(found)
    assert pytest.approx(min(positive, 1)) == found["a", "b"].expected
    assert pytest.approx(poisson.sf(0, positive) * poisson.sf(0, 1)) == found["a", "b"].p
    assert found["a", "b"].p == found["a", "b"].q


def test_significance_stands_beside_each_pair_with_two_events(run: Any) -> None:
    code, out, err = run("rank", "--year", "2018", "--significance", "--format", "json", "--most", "0")
    assert (0, True) == (code, "were tested at once" in err)
    rows = json.loads(out)
    tested = [row for row in rows if row["significance"]]
    alone = [row for row in rows if not row["significance"]]
    assert all(0 <= row["significance"]["p"] <= row["significance"]["q"] <= 1 for row in tested)
    sizes = [
        sum(row[kind][sign] for kind in ("verbal", "material") for sign in ("positive", "negative")) for row in alone
    ]
    assert {1} >= set(sizes)


@pytest.mark.parametrize("level", ["states", "actors"])
def test_many_pairs_read_at_once_are_what_each_is_alone(graph: Graph, level: str) -> None:
    events = graph.events()
    asked = [
        ("turkey", "russia"),
        ("india", "china"),
        ("vladimir-putin", "turkey"),
        ("russia", "syrian-government-forces"),
        ("india", "libya"),
    ]
    found = events.between_each(asked, "2018-01", "2018-04", level)
    assert [events.between(a, b, "2018-01", "2018-04", level) for a, b in asked] == found
    assert any(one.cells for one in found)
    assert [] == events.between_each([])


def test_pairs_are_the_same_in_whatever_order_an_engine_returns_the_cells(graph: Graph) -> None:
    import ibis
    import numpy as np

    con = ibis.duckdb.connect()
    counted = cells(con.read_parquet(str(graph.events().data_set.aggregates)), level="actors").to_pyarrow()
    shuffled = counted.take(np.random.default_rng(1).permutation(counted.num_rows))
    assert counted != shuffled
    assert pairs(counted).equals(pairs(shuffled))
    assert 0 == pairs(counted.slice(0, 0)).num_rows
