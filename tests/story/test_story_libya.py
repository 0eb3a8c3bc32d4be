"""Paragraphs 11 to 13, Libya: who fights for whom, on whose word, and whether the fighters left."""

from __future__ import annotations

from collections.abc import Callable

from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load
from kgraph.model import Claim
from kgraph.reasoning.proofs import Proof

SOURCE = "reuters-2021-09-28/"
Find = Callable[[str], Claim]
Asked = Callable[..., list[dict[str, str | None]]]
Paragraphs = Callable[[list[Proof]], set[int]]


def test_11_whom_did_turkeys_intervention_help_and_whom_did_it_repel(graph: Graph, said_in: Paragraphs) -> None:
    assert {11} == said_in(graph.why("turkey", "intervenesMilitarilyFor", "tripoli-government"))
    assert {11} == said_in(graph.why("turkey", "repels", "haftar-forces"))
    assert {11} == said_in(graph.why("haftar-forces", "attacks", "tripoli-government"))


def test_11_who_recognises_the_government_in_tripoli(graph: Graph, claim: Find) -> None:
    assert claim("11-tripoli-government-recognised").agent is None
    assert not any(
        graph.why(actor, "recognises", "tripoli-government") for actor in graph.actors if actor != "tripoli-government"
    )


def test_12_on_whose_word_does_wagner_fight_for_haftar_and_for_russia(graph: Graph) -> None:
    (proof,) = graph.why("russia", "sendsFightersFor", "haftar-forces")
    assert "acting-for" == proof.rule
    assert {("un-experts", 12)} == {(leaf.said_by, leaf.paragraph) for leaf in proof.leaves()}


def test_12_does_russia_send_fighters_if_only_the_agency_is_believed(home: Home) -> None:
    assert [] == load(home.root, policy="facts").why("russia", "sendsFightersFor", "haftar-forces")


def test_12_through_whom_did_turkey_fight(claim: Find) -> None:
    sent = claim("12-turkey-sends-fighters-for-tripoli")
    assert ("syrian-fighters-in-libya", "un-experts") == (sent.through, sent.said_by)


def test_13_who_are_the_parties_of_the_ceasefire(graph: Graph, claim: Find) -> None:
    ceasefire = claim("13-ceasefire-in-libya")
    assert (None, None, "2020-10") == (ceasefire.agent, ceasefire.target, ceasefire.when)
    assert not any(graph.why("turkey", "agreesCeasefireWith", actor) for actor in graph.actors if actor != "turkey")


def test_13_did_the_foreign_fighters_leave(asked: Asked) -> None:
    (row,) = asked("provenance/expected-and-lapsed")
    assert ("Foreign fighters in Libya", "2021-01-31") == (row["agentName"], row["latest"])
    assert "claim:" + SOURCE + "13-sides-ignore-deadline" == row["outcomeClaim"]
    assert "hedged" == row["outcomeSureness"]
