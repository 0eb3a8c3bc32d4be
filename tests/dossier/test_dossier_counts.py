"""Counts say what they count, and fit those of other commands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kgraph
from kgraph.graph import Graph
from kgraph.views.dossier import render
from kgraph.views.dossier.data import as_json

Data = dict[str, Any]
Shown = Callable[..., Data]
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("policy", ["facts", "claims", "all"])
def test_measures_are_those_of_rank_under_the_same_policy(graphs: dict[str, Graph], policy: str) -> None:
    for a, b, measures in graphs[policy].rank():
        assert measures._asdict() == as_json(graphs[policy], graphs[policy].dossier(a, b))["measures"]


def test_without_expectations_measures_are_those_of_rank_by_default(graphs: dict[str, Graph]) -> None:
    ranked = {(a, b): measures for a, b, measures in graphs["claims"].rank()}
    for a, b, _ in graphs["all"].rank():
        data = as_json(graphs["all"], graphs["all"].dossier(a, b))
        if (a, b) in ranked:
            assert ranked[a, b]._asdict() == data["measures_asserted"]
        else:
            assert 0 == data["counts"]["both"]["asserted"]


def test_lines_claims_and_paragraphs_are_each_counted_once(dossier_data: Shown) -> None:
    data = dossier_data("russia", "turkey")
    sides = {"unites": data["unites"], "divides": data["divides"], "both": [*data["unites"], *data["divides"]]}
    for side, lines in sides.items():
        expected = [line for line in lines if line["stance"] == "expects"]
        assert {
            "lines": len(lines),
            "asserted": len(lines) - len(expected),
            "expected": len(expected),
            "claims": len({claim for line in lines for claim in line["claims"]}),
            "paragraphs": len({paragraph for line in lines for paragraph in line["paragraphs"]}),
        } == data["counts"][side]
    assert (19, 4, 11) == tuple(data["counts"]["unites"][key] for key in ("lines", "expected", "paragraphs"))


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_the_numbers_say_what_they_count_and_which_of_rank_they_are(
    graphs: dict[str, Graph], form: str, words_of: Shown
) -> None:
    graph = graphs["all"]
    shown = words_of(render(graph, graph.dossier("russia", "turkey"), form), form)
    assert "Policy “all”" in shown
    assert (
        "Numbers count lines: 19 unite (4 of them expected), 14 divide; together they rest on 53 claims in 21 "
        "paragraphs. A paragraph, and even a claim, may carry several lines. “kgraph rank --policy all” counts them "
        "all; rank, ask and why leave expectations out unless told otherwise, and without them it is 15 and 14."
    ) in shown


def test_without_expected_lines_there_is_one_number_and_one_sentence_less(graphs: dict[str, Graph]) -> None:
    graph = graphs["claims"]
    text = render(graph, graph.dossier("russia", "turkey"), width=400)
    assert "With expected" not in text
    assert "“kgraph rank --policy claims” counts the same." in text
    assert "unless told otherwise" not in text


def test_expected_lines_have_a_column_of_their_own(graphs: dict[str, Graph]) -> None:
    text = render(graphs["all"], graphs["all"].dossier("russia", "turkey"), width=400)
    [head] = [line.split() for line in text.splitlines() if "With expected" in line]
    [row] = [line.split() for line in text.splitlines() if line.strip().startswith("Ties that unite")]
    assert (["Asserted", "With", "expected"], ["15", "19"]) == (head, row[3:5])


def test_the_command_that_counts_the_same_has_the_same_view() -> None:
    graph = kgraph.load(ROOT, policy="facts", as_of="[2020..2021]", prefer=["Turkish officials"])
    text = render(graph, graph.dossier("russia", "turkey"), width=400)
    assert "“kgraph rank --policy facts --as-of '[2020..2021]' --prefer turkish-officials” counts the same." in text


def test_proxy_theatres_of_the_question_are_those_of_the_dossier(graphs: dict[str, Graph]) -> None:
    graph = graphs["claims"]
    for row in graph.ask("dyads/both-signs"):
        a, b = (str(row[end]).removeprefix("actor:") for end in ("a", "b"))
        lines = graph.dossier(a, b).divides
        proxy = {x.arena for x in lines if x.rule == "proxy-rival" or x.relation == "backsRivalCampTo"}
        clients = {x.arena for x in lines if x.rule == "opposed-client"}
        assert (str(len(proxy)), str(len(clients))) == (row["theatresByProxy"], row["theatresOverClients"])
