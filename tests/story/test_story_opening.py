"""Paragraphs 1 to 6, the opening: how firm the alliance is, what is bought, where they back rival camps."""

from __future__ import annotations

from collections.abc import Callable

from kgraph.graph import Graph
from kgraph.model import Claim
from kgraph.reasoning.proofs import Proof

OWN_VOICE = "reuters"
Find = Callable[[str], Claim]
Asked = Callable[..., list[dict[str, str | None]]]
Paragraphs = Callable[[list[Proof]], set[int]]


def test_1_how_firm_is_the_alliance(graph: Graph, claim: Find) -> None:
    assert "hedged" == claim("01-russia-allied-with-turkey").sureness
    assert [] == graph.why("russia", "hasDefencePactWith", "turkey")


def test_2_when_and_where_did_the_presidents_meet(graph: Graph, claim: Find, said_in: Paragraphs) -> None:
    met = claim("02-putin-meets-erdogan")
    assert ("2020-03-05", "Moscow") == (met.when, met.place)
    assert {2} == said_in(graph.why("russia", "meets", "turkey"))


def test_3_who_is_alarmed_by_what(graph: Graph, asked: Asked) -> None:
    (row,) = asked("dyads/contested-arms-purchases", alliance="NATO")
    assert ("Turkey", "Russia", "Turkey's NATO partners") == (row["buyerName"], row["sellerName"], row["objectorName"])
    assert "nato-partners-of-turkey" not in graph.actors["nato"].aliases
    assert graph.why("nato-partners-of-turkey", "memberOf", "nato")


def test_4_what_does_turkey_buy_and_what_may_it_buy(graph: Graph, with_expectations: Graph) -> None:
    bought = {leaf.relation for proof in graph.why("russia", "sellsArmsTo", "turkey") for leaf in proof.leaves()}
    assert {"sellsArmsTo", "sellsMissileDefenceTo", "deliversArmsTo"} == bought
    expected = [
        leaf.paragraph
        for proof in with_expectations.why("russia", "sellsArmsTo", "turkey")
        for leaf in proof.leaves()
        if leaf.stance == "expects"
    ]
    assert [4, 19] == sorted(expected)


def test_4_how_does_turkey_see_nato_and_moscow(graph: Graph, said_in: Paragraphs) -> None:
    assert {4} == said_in(graph.why("turkey", "memberOf", "nato"))
    assert {4} == said_in(graph.why("turkey", "defendsTiesWith", "russia"))


def test_5_whom_does_turkey_face_in_syria(graph: Graph, said_in: Paragraphs) -> None:
    assert {5, 8} == said_in(graph.why("turkey", "deploysForcesAgainst", "syrian-government-forces"))
    assert {5, 8} <= said_in(graph.why("turkey", "opposesClientOf", "russia"))


def test_5_where_do_they_back_rival_camps(graph: Graph) -> None:
    stated = graph.why("russia", "backsRivalCampTo", "turkey")
    theatres = {arena for p in stated for arena in p.fact.arenas if graph.arenas[arena].is_theatre}  # type: ignore[union-attr]
    assert {"libya", "nagorno-karabakh"} == theatres


def test_6_which_meeting_is_ahead(graph: Graph, with_expectations: Graph, claim: Find) -> None:
    ahead = claim("06-putin-to-hold-summit-with-erdogan")
    assert ("expects", "2021-09-29", OWN_VOICE) == (ahead.stance, ahead.when, ahead.said_by)
    assert [] == graph.why("putin", "holdsSummitWith", "erdogan")
    assert with_expectations.why("putin", "holdsSummitWith", "erdogan")
