"""What `why` says of two dates: it differs in exactly what began in between, worked out here from the claims' dates."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest

from kgraph.graph import Graph

RIVALS = ("russia", "rivalOf", "turkey")
Leaves = frozenset[str]


class Day(NamedTuple):
    text: str
    first: date
    last: date


EARLY = Day("2019-06", date(2019, 6, 1), date(2019, 6, 30))
LATE = Day("2021-06", date(2021, 6, 1), date(2021, 6, 30))
LONG_AGO = Day("1900", date(1900, 1, 1), date(1900, 12, 31))


@pytest.fixture(scope="module")
def spans(graph: Graph) -> dict[Leaves, tuple[date, date]]:
    """Each proof by its claims, with the first and last day on which all of these may hold."""
    found = {}
    for proof in graph.why(*RIVALS):
        claims = proof.leaves()
        begun = max((claim.extent.earliest or date.min) for claim in claims)
        ended = min((claim.extent.latest or date.max) for claim in claims)
        found[frozenset(claim.name for claim in claims)] = (begun, ended)
    return found


@pytest.fixture
def answer(run: Any) -> Callable[[Day], tuple[set[Leaves], set[Leaves], str]]:
    """A function that asks why at a date, and returns the proofs that hold, those that are over, and the text."""

    def leaves(node: dict[str, Any]) -> set[str]:
        return {node["claim"]} if "claim" in node else set().union(*map(leaves, node["premises"]))

    def ask(day: Day) -> tuple[set[Leaves], set[Leaves], str]:
        asked = ("why", *RIVALS, "--as-of", day.text, "--most", "0")
        holding = {frozenset(leaves(proof)) for proof in json.loads(run(*asked, "--format", "json").out)}
        text = run(*asked).out
        over = re.findall(r"^  - .*\[([^\]]+)\]$", text.partition("\nOver by then")[2], re.MULTILINE)
        return holding, {frozenset(names.split("; ")) for names in over}, text

    return ask


def test_two_dates_differ_in_exactly_what_began_in_between(
    spans: dict[Leaves, tuple[date, date]], answer: Callable[[Day], tuple[set[Leaves], set[Leaves], str]]
) -> None:
    (early, early_over, _), (late, late_over, _) = answer(EARLY), answer(LATE)
    began = {proof for proof, (begun, _) in spans.items() if EARLY.last < begun <= LATE.last}
    ended = {proof for proof, (_, ended) in spans.items() if EARLY.first <= ended < LATE.first}
    assert began
    assert ended
    assert began == (late | late_over) - (early | early_over)
    assert set() == (early | early_over) - (late | late_over)
    assert ended == late_over - early_over
    assert late - early == began - ended


@pytest.mark.parametrize("day", [LONG_AGO, EARLY, LATE])
def test_what_holds_and_what_is_over_follow_from_the_dates_of_the_claims(
    day: Day, spans: dict[Leaves, tuple[date, date]], answer: Callable[[Day], tuple[set[Leaves], set[Leaves], str]]
) -> None:
    holding, over, _ = answer(day)
    assert holding == {proof for proof, (begun, ended) in spans.items() if begun <= day.last and ended >= day.first}
    assert over == {proof for proof, (_, ended) in spans.items() if ended < day.first}


def test_the_answer_says_how_many_hold_only_for_want_of_a_beginning(
    graph: Graph, answer: Callable[[Day], tuple[set[Leaves], set[Leaves], str]], run: Any
) -> None:
    holding, _, text = answer(LONG_AGO)
    assert text.startswith(f"Russia is a rival of Turkey: possibly holds, {len(holding)} proofs ")
    assert "none of them certainly" in text
    assert "All count only because the sources leave open since when" in text
    without = [proof for proof in holding if any(graph.claims[name].extent.earliest is None for name in proof)]
    assert len(holding) == len(without)


def test_what_is_stated_for_the_very_time_certainly_holds(run: Any) -> None:
    asked = ("why", "russia", "sellsGasTo", "turkey", "--as-of", "2020")
    assert ": holds, " in run(*asked).out
    proofs = json.loads(run(*asked, "--format", "json").out)
    stated = {proof["premises"][0]["claim"]: (proof["holds"], proof["beginning_stated"]) for proof in proofs}
    assert ("certainly", True) == stated["reuters-2021-09-28/20-russia-sells-gas-to-turkey-2020"]
    assert ("possibly", False) == stated["reuters-2021-09-28/04-russia-sells-gas-to-turkey"]


def test_what_held_before_is_told_where_nothing_holds_any_more(run: Any) -> None:
    code, out, _ = run("why", "turkey", "shootsDownAircraftOf", "russia", "--as-of", "2021-06")
    assert 1 == code
    assert "does not hold" in out
    assert "Over by then, by the dates given: " in out
    assert "24 November 2015: " in out


def test_without_a_date_nothing_is_said_of_dates(run: Any) -> None:
    out = run("why", *RIVALS).out
    assert ": holds, " in out
    assert "Over by then" not in out
    assert "beginning" not in out


def test_two_dates_compared_give_exactly_what_began_and_what_ended_in_between(
    spans: dict[Leaves, tuple[date, date]], run: Any
) -> None:
    asked = ("why", *RIVALS, "--as-of", LATE.text, "--compared-with", EARLY.text)
    code, out, _ = run(*asked, "--format", "json")
    assert 0 == code
    data = json.loads(out)
    expected = {
        "began": {proof for proof, (begun, _) in spans.items() if EARLY.last < begun <= LATE.last},
        "ended": {proof for proof, (_, ended) in spans.items() if EARLY.first <= ended < LATE.first},
    }
    text = run(*asked).out
    for word, proofs in expected.items():
        ties = data[word]["ties"]
        assert proofs == {frozenset(proof) for each in ties for proof in each["proofs"]}
        assert len(proofs) == data[word]["count"] == sum(len(each["proofs"]) for each in ties)
        for each in ties:
            days = {spans[frozenset(proof)][word == "ended"].isoformat() for proof in each["proofs"]}
            assert {each["on"]} == days
            assert all(each["claim"] in proof for proof in each["proofs"])
            assert f"; {each['claim']}]" in text
        assert f"{word.capitalize()} in between: {len(proofs)} proofs" in text


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--compared-with", "2019-06"], "--compared-with needs a second date"),
        (["--from", "2021", "--compared-with", "2019-06"], "--compared-with needs a second date"),
        (["--as-of", "2019", "--compared-with", "2021"], "--compared-with 2021 does not lie before --as-of 2019"),
        (["--as-of", "2019", "--compared-with", "2019-13"], "2019-13"),
    ],
)
def test_dates_that_cannot_be_compared_are_refused(run: Any, options: list[str], fault: str) -> None:
    code, out, err = run("why", *RIVALS, *options)
    assert (2, "") == (code, out)
    assert fault in err
    assert 1 == err.count("\n")
