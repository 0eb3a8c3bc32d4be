"""Questions over all sources together: each has an answer, and what several sources say is told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.catalogue.files import question_files
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load
from tests.queries.conftest import Golden, as_table

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden-all-sources"
TOLD = ("provenance/corroboration", "provenance/disputes", "dyads/both-signs", "provenance/sources")


@pytest.fixture(scope="module")
def everything() -> Graph:
    return load(ROOT)


@pytest.mark.parametrize("name", question_files(Home(ROOT)))
def test_every_question_answers_over_all_sources(everything: Graph, name: str) -> None:
    answer = everything.ask(name)
    assert answer.columns
    if name.startswith("quality/"):
        assert 0 == len(answer), list(answer)


@pytest.mark.parametrize("name", TOLD)
def test_the_answer_over_all_sources_is_the_golden_one(everything: Graph, name: str, expect_golden: Golden) -> None:
    expect_golden(GOLDEN / f"{name.replace('/', '-')}.tsv", as_table(everything.ask(name)))


def test_a_relation_is_corroborated_by_sources_that_do_not_rest_on_one_another(everything: Graph) -> None:
    rows = list(everything.ask("provenance/corroboration"))
    assert any(int(row["independent"] or 0) > 1 for row in rows)
    assert any(row["independent"] != row["sources"] for row in rows), "some sources rest on others"
    chosen = list(everything.ask("provenance/corroboration", relation="breachesArmsEmbargo"))
    assert chosen
    assert {"breaches the arms embargo on"} >= {row["phrase"] for row in chosen} or chosen != rows


def test_at_least_three_disputes_lie_between_speakers_of_different_sources(everything: Graph) -> None:
    between = [
        row
        for row in everything.ask("provenance/disputes")
        if str(row["claim"]).split("/")[0] != str(row["disputedClaim"]).split("/")[0]
    ]
    assert len(between) >= 3


@pytest.mark.parametrize("prefer", [(), ("hajiyev", "putin", "turkish-officials")], ids=str)
def test_disputes_are_the_same_by_the_question_by_what_stands_and_by_dossier_and_page(prefer: tuple[str, ...]) -> None:
    graph = load(ROOT, policy="all", prefer=prefer)
    asked = {
        (str(row["disputedClaim"]).removeprefix("claim:"), str(row["claim"]).removeprefix("claim:"), str(row["how"]))
        for row in graph.ask("provenance/disputes")
    }
    assert {"explicit", "same"} == {how for *_, how in asked}
    assert asked == {(name, other, how) for name, others in graph.disputing.items() for other, how in others.items()}
    denied = {name for name, other, _ in asked if graph.claims[other].stance == "denies"}
    assert denied == graph.disputed
    fallen = {name for name in load(ROOT, policy="all").conclusions.claims if name not in graph.conclusions.claims}
    assert fallen == {
        name
        for name, other, _ in asked
        if graph.claims[other].stance == "denies" and graph.claims[other].said_by in prefer
    }
