"""Asking about a time, and leaving things out: what counts then, and what bad input gets."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

import kgraph
from kgraph.dates import Window, parse_window
from kgraph.graph import Graph
from kgraph.home import Home

RIVALS = ("russia", "proxyRivalOf", "turkey")


def load(home: Home, **asked: Any) -> Graph:
    return kgraph.load(home.root, **asked)


@pytest.mark.parametrize(
    ("option", "kept"),
    [
        ("source:reuters-2021-09-28", lambda claim: claim.source != "reuters-2021-09-28"),
        ("speaker:un-experts", lambda claim: claim.said_by != "un-experts"),
        ("speaker:United Nations experts", lambda claim: claim.said_by != "un-experts"),
        ("claim:reuters-2021-09-28/18-russia-delivers-s400-to-turkey", lambda claim: "18-russia-del" not in claim.name),
        ("actor:Wagner Group", lambda claim: "wagner" not in (claim.agent, claim.target, claim.through)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_left_out_does_not_count_and_everything_else_does(home: Home, option: str, kept: Any) -> None:
    whole = load(home).conclusions.claims
    left = load(home, without=[option]).conclusions.claims
    assert set(left) == {name for name, claim in whole.items() if kept(claim)}
    assert set(left) != set(whole)


def test_several_things_are_left_out_together(home: Home) -> None:
    options = ["speaker:un-experts", "actor:azerbaijan"]
    both = set(load(home, without=options).conclusions.claims)
    assert both == set.intersection(*(set(load(home, without=[one]).conclusions.claims) for one in options))


def test_without_the_experts_the_proofs_through_wagner_fall(home: Home) -> None:
    whole, left = load(home).why(*RIVALS), load(home, without=["speaker:un-experts"]).why(*RIVALS)
    experts = [proof for proof in whole if any(claim.said_by == "un-experts" for claim in proof.leaves())]
    assert experts
    assert len(left) == len(whole) - len(experts)


def test_what_certainly_holds_is_part_of_what_possibly_holds(home: Home) -> None:
    for asked in ({}, {"as_of": "2020"}, {"since": "2019", "until": "2021"}):
        possibly, certainly = load(home, **asked), load(home, **asked, holds="certainly")
        assert set(certainly.conclusions.claims) <= set(possibly.conclusions.claims)
        names = set(certainly.conclusions.all_derivations)
        assert names <= set(possibly.conclusions.all_derivations)
        window = certainly.view.window or Window()
        assert all(window.must_hold(claim.extent) for claim in certainly.conclusions.claims.values())
        missing = set(possibly.conclusions.claims) - set(certainly.conclusions.claims)
        assert not any(window.must_hold(possibly.conclusions.claims[name].extent) for name in missing)


def test_every_derivation_that_certainly_holds_has_a_common_certain_day_or_one_claim(home: Home) -> None:
    kg = load(home, holds="certainly")
    for name, fact in kg.conclusions.all_derivations.items():
        assert fact.certain or 1 == len(kg.conclusions.leaves(name))


def test_within_a_window_partner_and_rival_need_not_be_so_on_one_day(fresh_home: Home) -> None:
    """A pair that cooperates early and is in conflict late is both over the years, and on no day."""
    kg = kgraph.load(fresh_home.root)
    whole = {
        frozenset((fact.agent, fact.target))
        for fact in kg.conclusions.all_derivations.values()
        if fact.rule == "partner-yet-rival"
    }
    spanning = load(fresh_home, since="1900", until="2030")
    wide = {
        frozenset((fact.agent, fact.target))
        for fact in spanning.conclusions.all_derivations.values()
        if fact.rule == "partner-yet-rival"
    }
    assert whole <= wide
    both = {frozenset((a, b)) for a, b, measures in spanning.rank() if measures.positive and measures.negative}
    assert both <= wide


def test_one_end_of_the_window_may_stay_open(home: Home) -> None:
    since, until = load(home, since="2020"), load(home, until="2019")
    assert set(since.conclusions.claims) | set(until.conclusions.claims) == set(load(home).conclusions.claims)
    assert "reuters-2021-09-28/22-turkey-hosts-russian-tourists-2019" not in since.conclusions.claims
    assert "reuters-2021-09-28/18-russia-delivers-s400-to-turkey" in until.conclusions.claims


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--as-of", "2021-13"], "'2021-13' is no date"),
        (["--as-of", "2021-02-30"], "'2021-02-30' is no date"),
        (["--from", "2021-02-30"], "'2021-02-30' is no date"),
        (["--from", "2021", "--to", "2020"], "runs backwards"),
        (["--as-of", "2021/2020"], "runs backwards"),
        (["--as-of", "2021", "--to", "2022"], "two ways to ask about time"),
        (
            ["--from", "2050", "--to", "2060", "--policy", "facts", "--holds", "certainly"],
            "nothing holds from 2050-01-01",
        ),
        (["--holds", "maybe"], "unknown way to hold 'maybe'"),
        (["--without", "un-experts"], "says not what to leave out"),
        (["--without", "speakers:un-experts"], "did you mean 'speaker'?"),
        (["--without", "speaker:un-expert"], "did you mean 'un-experts'?"),
        (["--without", "source:reuters"], "unknown source 'reuters'"),
        (["--without", "claim:reuters-2021-09-28/1"], "unknown claim"),
        (["--policy", "claim"], "did you mean 'claims'?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
@pytest.mark.parametrize(
    "verb", [["why", *RIVALS], ["dossier", "russia", "turkey"], ["ask", "dyads/ties"]], ids=" ".join
)
def test_bad_input_is_one_line(run: Any, verb: list[str], options: list[str], said: str) -> None:
    code, out, err = run(*verb, *options)
    assert (code, out) == (2, "")
    assert said in err
    assert 1 == err.count("\n")


@pytest.mark.parametrize(
    "verb",
    [["why", *RIVALS], ["dossier", "russia", "turkey"], ["ask", "dyads/ties"], ["rank"], ["export", "csv"],
     ["timeline", "russia", "turkey"], ["ablate", *RIVALS]],
    ids=" ".join,
)  # fmt: skip
def test_every_verb_takes_the_same_options(run: Any, tmp_path: Any, verb: list[str]) -> None:
    output = ["-o", str(tmp_path / "out")] if verb[0] == "export" else []
    options = ["--from", "2020", "--to", "2021-06", "--holds", "possibly", "--without", "speaker:un-experts"]
    assert run(*verb, *options, *output).code in (0, 1)


def rivalry(home: Home, **asked: str) -> set[str]:
    return {proof.fact.name for proof in load(home, **asked).why("russia", "rivalOf", "turkey")}


def test_up_to_a_later_day_why_has_more_by_exactly_what_began_in_between(home: Home) -> None:
    early, late = rivalry(home, until="2019-06"), rivalry(home, until="2021-06")
    assert early < late
    whole = load(home).conclusions
    assert all(str(whole.fact(name).extent.earliest) > "2019-06-30" for name in late - early)


def test_as_of_two_dates_why_differs_in_exactly_what_cannot_hold_at_one_of_them(home: Home) -> None:
    dates = ("2019-06", "2020-02", "2020-11", "2021-04")
    whole = load(home).conclusions
    found = {date: rivalry(home, as_of=date) for date in dates}
    assert len(set(map(frozenset, found.values()))) == len(dates)
    for one, other in permutations(dates, 2):
        window = parse_window(other)
        assert not any(window.may_hold(whole.fact(name).extent) for name in found[one] - found[other])
