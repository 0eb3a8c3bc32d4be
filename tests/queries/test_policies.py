"""Questions heed the policy under which the graph was loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load

ROOT = Path(__file__).parents[2]
QUALITY = sorted(f"quality/{path.stem}" for path in ROOT.glob("queries/quality/*.rq"))


@pytest.fixture(scope="module")
def facts(home: Home) -> Graph:
    return load(home.root, policy="facts")


@pytest.fixture(scope="module")
def everything(home: Home) -> Graph:
    return load(home.root, policy="all")


def test_facts_rest_on_no_reported_speech(facts: Graph) -> None:
    assert len(facts.ask("provenance/reported-speech-alone")) == 0


def test_facts_leave_libya_to_what_the_source_says_itself(facts: Graph) -> None:
    rows = list(facts.ask("proxies/rivals-by-proxy", theatre="libya"))
    assert {"stated rival camps"} == {row["rule"] for row in rows}
    assert {"5"} == {row["paragraph"] for row in rows}


def test_expectations_count_only_under_all(graph: Graph, everything: Graph) -> None:
    summit = "claim:reuters-2021-09-28/06-putin-to-hold-summit-with-erdogan"
    assert summit not in {row["claim"] for row in graph.ask("dyads/timeline")}
    assert summit in {row["claim"] for row in everything.ask("dyads/timeline")}


def test_what_the_record_holds_does_not_hang_on_the_policy(facts: Graph, everything: Graph) -> None:
    for name in ("provenance/expectations", "provenance/expected-and-lapsed", "provenance/paragraphs"):
        assert list(facts.ask(name)) == list(everything.ask(name))


@pytest.mark.parametrize("name", QUALITY)
def test_no_policy_brings_a_fault(name: str, facts: Graph, everything: Graph) -> None:
    assert list(facts.ask(name)) == []
    assert list(everything.ask(name)) == []
