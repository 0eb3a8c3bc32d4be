"""Paragraphs 7 to 10, Syria: who backs whom, whom the airstrike hit, what is disputed."""

from __future__ import annotations

from collections.abc import Callable

from kgraph.graph import Graph
from kgraph.model import Claim

SOURCE = "reuters-2021-09-28/"
Find = Callable[[str], Claim]
Asked = Callable[..., list[dict[str, str | None]]]


def test_7_who_backs_whom_in_syria(asked: Asked) -> None:
    backers = {(row["backerName"], row["backedName"]) for row in asked("theatres/backers", theatre="syria")}
    assert {("Turkey", "Turkish-backed Syrian rebels"), ("Russia", "Bashar al-Assad")} <= backers
    assert not {("Turkey", "Bashar al-Assad"), ("Russia", "Turkish-backed Syrian rebels")} & backers


def test_7_were_the_rebels_sure_to_overthrow_assad(claim: Find) -> None:
    assert "hedged" == claim("07-rebels-seek-to-overthrow-assad").sureness


def test_8_who_killed_the_turkish_soldiers(graph: Graph, claim: Find) -> None:
    killed = claim("08-turkish-soldiers-killed")
    assert (None, "turkey", "2020-02") == (killed.agent, killed.target, killed.when)
    for actor in graph.actors:
        if actor != "turkey":
            assert [] == graph.why(actor, "killsSoldiersOf", "turkey")
    assert not any(killed.name in graph.conclusions.leaves(name) for name in graph.conclusions.all_derivations)


def test_8_did_the_airstrike_lead_to_the_reinforcements(claim: Find) -> None:
    """They are put at one time, and the article does not say that one led to the other."""
    sent = claim("08-turkey-deploys-against-syrian-government-forces")
    assert ("2020-02", ()) == (sent.when, sent.triggered_by)


def test_8_who_displaced_the_million(claim: Find) -> None:
    displaced = claim("08-syrian-government-forces-displace-people")
    assert ("syrian-government-forces", "[..2020-02]") == (displaced.agent, displaced.when)


def test_9_who_says_that_russia_struck_more_and_whom_did_it_strike(claim: Find) -> None:
    strikes = claim("09-russia-steps-up-airstrikes")
    assert ("syrian-rebels", None, "asserts") == (strikes.said_by, strikes.target, strikes.stance)


def test_10_did_turkey_send_reinforcements_or_rotate_troops(claim: Find, asked: Asked) -> None:
    rows = asked("provenance/disputes")
    assert {"Turkish officials"} == {row["speakerName"] for row in rows}
    assert {"Turkish-backed Syrian rebels"} == {row["disputedSpeakerName"] for row in rows}
    assert {"denies", "asserts"} == {row["stance"] for row in rows}
    assert {"claim:" + SOURCE + "10-turkey-sends-reinforcements"} == {row["disputedClaim"] for row in rows}
    assert "hedged" == claim("10-turkey-rotates-troops").sureness
