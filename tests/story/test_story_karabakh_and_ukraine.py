"""Paragraphs 14 to 17, Nagorno-Karabakh and Ukraine: who supports whom, against whom, and what was answered."""

from __future__ import annotations

from collections.abc import Callable

from kgraph.graph import Graph
from kgraph.model import Claim
from kgraph.reasoning.proofs import Proof

SOURCE = "reuters-2021-09-28/"
Find = Callable[[str], Claim]
Asked = Callable[..., list[dict[str, str | None]]]
Paragraphs = Callable[[list[Proof]], set[int]]


# 14 and 15: Nagorno-Karabakh


def test_14_who_attacked_whom_in_karabakh_and_with_whose_support(graph: Graph) -> None:
    (assault,) = graph.why("azerbaijan", "drivesOut", "armenian-forces-in-nagorno-karabakh")
    (support,) = graph.why("turkey", "backsOffensiveOf", "azerbaijan")
    assert {("2020-11", 14)} == {(leaf.when, leaf.paragraph) for p in (assault, support) for leaf in p.leaves()}


def test_15_what_did_russia_do_for_its_ally(asked: Asked) -> None:
    (row,) = asked("dyads/pacts-without-defence")
    assert ("Russia", "Armenia", "Azerbaijan") == (row["holderName"], row["allyName"], row["attackerName"])
    assert "claim:" + SOURCE + "15-putin-seeks-to-avert-defeat-of-armenian-forces" == row["helpClaim"]


def test_15_is_the_mediator_neutral(asked: Asked) -> None:
    rows = asked("theatres/mediators-with-a-side", theatre="Карабах")
    assert {"Vladimir Putin"} == {row["mediatorName"] for row in rows}
    assert {"Vladimir Putin", "Russia"} == {row["sideTakerName"] for row in rows}


def test_15_between_whom_was_the_peace_deal(claim: Find) -> None:
    assert claim("15-putin-negotiates-peace-deal").target is None


# 16 and 17: Ukraine


def test_16_what_does_turkey_hold_of_crimea(graph: Graph, claim: Find, said_in: Paragraphs) -> None:
    refused = claim("16-turkey-does-not-recognise-annexation")
    assert ("refusesToRecogniseActOf", "russia") == (refused.relation, refused.target)
    assert {16} == said_in(graph.why("russia", "annexesTerritoryOf", "ukraine"))
    assert {2, 16} == said_in(graph.why("turkey", "affirmsSovereigntyOf", "ukraine"))


def test_17_what_the_warning_answered_stays_open(claim: Find) -> None:
    warned = claim("17-russia-warns-turkey")
    assert () == warned.triggered_by
    assert "2021-04" == warned.when


def test_17_is_erdogans_pledge_turkeys(graph: Graph, said_in: Paragraphs) -> None:
    (proof,) = graph.why("turkey", "pledgesSupportTo", "ukraine")
    assert "acting-for" == proof.rule
    assert {2, 17} == said_in([proof])
