"""The questions of events/, asked of the synthetic table."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.events.manifest import DataSet
from kgraph.events.rdf import make_store
from kgraph.home import Home
from kgraph.loading import load
from tests.conftest import Run
from tests.events.conftest import select

SYNTHETIC = Path(__file__).parents[2] / "data" / "examples" / "synthetic-icews-events.tab"


@pytest.fixture
def data_set(events_home: Home, bring: Callable[..., DataSet]) -> DataSet:
    found = bring(events_home.data / "mappings" / "synthetic.yaml", SYNTHETIC)
    make_store(events_home, found)
    return found


def test_the_table_stands_with_its_terms_and_counts(data_set: DataSet, events_home: Home) -> None:
    [row] = load(events_home.root).with_events("synthetic").ask("events/tables")
    known = f"FROM read_parquet('{data_set.aggregates}') WHERE NOT contains(dyad, '--') AND agent_state <> target_state"
    [counted] = select(f"SELECT sum(events)::INT AS events, min(first_day)::TEXT AS first {known}")
    assert ("CC BY 4.0", True) == (row["rights"], "nothing in them happened" in str(row["title"]))
    assert (str(counted["events"]), counted["first"]) == (row["events"], row["first"])


def test_pairs_with_both_signs_are_those_of_the_rows(data_set: DataSet, events_home: Home) -> None:
    [counted] = select(
        "SELECT sum(events) FILTER (WHERE sign > 0)::INT AS plus, sum(events) FILTER (WHERE sign < 0)::INT AS minus "
        f"FROM read_parquet('{data_set.aggregates}') WHERE dyad = 'russia turkey'"
    )
    rows = load(events_home.root).with_events("synthetic").ask("events/pairs-with-both-signs")
    [found] = [row for row in rows if {"Russia", "Turkey"} == {row["aName"], row["bName"]}]
    assert (str(counted["plus"]), str(counted["minus"])) == (found["cooperative"], found["conflictual"])


def test_a_pair_by_arena_and_month_leads_back_to_rows(data_set: DataSet, events_home: Home, run: Run) -> None:
    first = next(iter(load(events_home.root).with_events("synthetic").ask("events/by-arena-and-month", a="russia")))
    sign = "+" if first["sign"] == "1" else "-"
    options = ("--arena", str(first["arena"]).split(":")[-1], "--month", str(first["period"]), "--sign", sign)
    ran = run(
        "evidence", "russia", "turkey", "--directed", *options, "--class", str(first["class"]), home=events_home
    )  # fmt: skip
    assert 0 == ran.code
    assert f"{first['reports']} row" in ran.out.splitlines()[0]


def test_without_events_the_answer_is_empty(events_home: Home) -> None:
    assert [] == list(load(events_home.root).ask("events/tables"))


def test_an_unknown_data_set_is_told_with_the_nearest_name(data_set: DataSet, events_home: Home, run: Run) -> None:
    ran = run("ask", "events/tables", "--events", "synthetc", home=events_home)
    assert 2 == ran.code
    assert "kgraph: unknown data set 'synthetc'; did you mean 'synthetic'?\n" in ran.err


def test_the_store_is_made_anew_when_the_graph_beside_it_changes(data_set: DataSet, events_home: Home) -> None:
    before = (data_set.folder / "store.json").read_bytes()
    rules = events_home.rules / "1-relations.rls"
    rules.write_text(rules.read_text(encoding="utf-8") + "\n% changed\n", encoding="utf-8")
    assert 1 == len(load(events_home.root).with_events("synthetic").ask("events/tables"))
    assert before != (data_set.folder / "store.json").read_bytes()


def test_an_unknown_arena_is_told_with_the_nearest_one(data_set: DataSet, events_home: Home, run: Run) -> None:
    ran = run("evidence", "russia", "turkey", "--arena", "diplomcy", home=events_home)
    assert (2, "") == (ran.code, ran.out)
    assert "kgraph: unknown arena 'diplomcy'; did you mean 'diplomacy'?\n" == ran.err


def test_questions_without_events_load_no_engine(events_home: Home) -> None:
    script = (
        "import sys; from kgraph.cli import main; code = main(['ask', 'events/tables', '--home', sys.argv[1]]); "
        "print(code, sorted({'duckdb', 'ibis', 'pyarrow', 'sqlglot'} & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(events_home.root)], capture_output=True, text=True, check=False
    )  # fmt: skip
    assert "[]" == ran.stderr.splitlines()[-1].split(" ", 1)[1], ran.stderr
