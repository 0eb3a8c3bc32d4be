"""When the sign of a pair changed: dated facts of a small world, and the article."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import kgraph
from kgraph.analysis.timeline import STATES, changes
from kgraph.dates import Extent
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.model import Claim
from kgraph.reasoning.proofs import Conclusions
from kgraph.reasoning.rules import derive
from kgraph.reasoning.view import View
from kgraph.vocabulary import Arena

ROOT = Path(__file__).parents[2]
ARENAS = {"trade": Arena("trade", "domain", "trade"), "sea": Arena("sea", "theatre", "sea")}


def day(text: str) -> date:
    return date.fromisoformat(text)


def claim(name: str, relation: str, arena: str, first: str | None, last: str | None, certain: bool = True) -> Claim:
    span = (day(first) if first else None, day(last) if last else None)
    return Claim(
        name=f"s/{name}",
        source="s",
        paragraph=1,
        anchor="",
        agent="norland",
        relation=relation,
        target="veria",
        arenas=(arena,),
        when="",
        extent=Extent(*span, *(span if certain else (None, None))),
        when_basis="",
        said_by="courier",
        stance="asserts",
        sureness="plain",
        reported_on="2021-01-01",
    )


def found(graph: Graph, home: Home, claims: list[Claim], view: View | None = None) -> list[tuple[Any, ...]]:
    standing = {one.name: one for one in claims}
    derivations = derive(claims, graph.vocabulary, ARENAS.values(), home.rules, view)
    conclusions = Conclusions(standing, derivations, graph.vocabulary, view=view)
    return [tuple(change) for change in changes(conclusions, ARENAS, "norland", "veria")]


def test_partners_become_both_then_rivals_then_nothing(graph: Graph, home: Home) -> None:
    sells = claim("sells", "sellsGasTo", "trade", "2001-01-01", "2005-12-31")
    warns = claim("warns", "warns", "trade", "2003-05-01", "2007-06-30")
    assert [
        ("trade", day("2001-01-01"), "neither", "partners", ("s/sells",), ()),
        ("trade", day("2003-05-01"), "partners", "both", ("s/warns",), ()),
        ("trade", day("2006-01-01"), "both", "rivals", (), ("s/sells",)),
        ("trade", day("2007-07-01"), "rivals", "neither", (), ("s/warns",)),
    ] == found(graph, home, [sells, warns])


def test_arenas_are_kept_apart(graph: Graph, home: Home) -> None:
    sells = claim("sells", "sellsGasTo", "trade", "2001-01-01", None)
    warns = claim("warns", "warns", "sea", "2003-05-01", None)
    states = {(change[0], change[3]) for change in found(graph, home, [sells, warns])}
    assert {("trade", "partners"), ("sea", "rivals")} == states


def test_a_further_fact_of_the_same_sign_changes_nothing(graph: Graph, home: Home) -> None:
    sells = claim("sells", "sellsGasTo", "trade", "2001-01-01", "2005-12-31")
    meets = claim("meets", "meets", "trade", "2002-01-01", "2002-01-02")
    assert [day("2001-01-01"), day("2006-01-01")] == [change[1] for change in found(graph, home, [sells, meets])]


def test_an_open_start_has_no_day(graph: Graph, home: Home) -> None:
    (change,) = found(graph, home, [claim("sells", "sellsGasTo", "trade", None, None)])
    assert (None, "partners") == (change[1], change[3])


def test_what_holds_only_possibly_is_no_change_of_what_certainly_holds(graph: Graph, home: Home) -> None:
    vague = claim("sells", "sellsGasTo", "trade", "2001-01-01", "2005-12-31", certain=False)
    assert 2 == len(found(graph, home, [vague]))
    assert [] == found(graph, home, [vague], View(certainly=True))


def test_each_change_leads_to_what_holds_on_the_day(home: Home) -> None:
    """What the timeline says of a day is what loading the graph as of that day says."""
    kg = kgraph.load(home.root, policy="all")
    seen = 0
    for change in kg.timeline("russia", "turkey"):
        if change.day is None or change.day > date(2022, 1, 1):
            continue
        for moment, state in ((change.day - timedelta(days=1), change.before), (change.day, change.after)):
            then = kgraph.load(home.root, policy="all", as_of=moment.isoformat()).dossier("russia", "turkey")
            signs = then.by_arena.get(change.arena)
            assert STATES[bool(signs and signs.positive), bool(signs and signs.negative)] == state, change
            seen += 1
    assert seen >= 8


def test_the_command_gives_text_and_json(run: Any) -> None:
    code, out, err = run("timeline", "russia", "turkey", "--format", "json")
    assert (code, err) == (0, "")
    arenas = {change["arena"] for change in json.loads(out)["changes"]}
    assert {"arms", "libya", "ukraine"} <= arenas
    text = run("timeline", "russia", "turkey", "--holds", "certainly").out
    assert "what certainly holds" in text
    assert "Energy:\n  1 January 2020: nothing known -> partners" in text


@pytest.mark.parametrize("pair", [("russia", "russia"), ("russia", "turky")])
def test_a_bad_pair_is_one_line(run: Any, pair: tuple[str, str]) -> None:
    code, out, err = run("timeline", *pair)
    assert (code, out) == (2, "")
    assert 1 == err.count("\n")


def test_a_change_shows_few_of_its_facts_unless_all_are_asked_for(run: Any) -> None:
    asked = ("timeline", "russia", "turkey")
    short, whole = run(*asked, "--most", "1", home=Home(ROOT)).out, run(*asked, "--most", "0", home=Home(ROOT)).out
    assert "more; --most 0 shows all" in short
    assert "more;" not in whole
    marks = re.compile(r"^    ([+-]) (\d+) more;", re.MULTILINE)
    hidden = sum(int(count) for _, count in marks.findall(short))
    shown = len(re.findall(r"^    [+-] ", short, re.MULTILINE)) - len(marks.findall(short))
    assert shown + hidden == len(re.findall(r"^    [+-] ", whole, re.MULTILINE))
    changes = [line for line in short.splitlines() if "->" in line]
    assert changes == [line for line in whole.splitlines() if "->" in line]


def test_it_is_said_why_certain_signs_change_for_single_days(run: Any) -> None:
    out = run("timeline", "russia", "turkey", "--holds", "certainly").out
    assert out.endswith("that is the day of the report alone: so the sign may change for a single day.\n")
