"""Other pairs than the article's two: what the graph holds of them, and what it says where it holds nothing."""

from collections.abc import Callable
from typing import Any

Data = dict[str, Any]
Shown = Callable[..., Data]


def rows(lines: list[Data]) -> list[tuple[Any, ...]]:
    keys = ("paragraphs", "arena", "agent", "relation", "target", "stance", "rule")
    return sorted((tuple(line[key] for key in keys) for line in lines), key=str)


def line_of(data: Data, claim: str) -> Data:
    """The line that words a claim."""
    [found] = [line for line in (*data["unites"], *data["divides"]) if line["evidence"][0]["claim"].endswith(claim)]
    return found


def test_united_states_and_turkey_only_sanctions_threat_and_persistence(dossier_data: Shown) -> None:
    data = dossier_data("United States", "Türkiye")
    assert [] == data["unites"]
    assert [
        ([18], "sanctions", "united-states", "sanctions", "turkey", "asserts", "done-to"),
        ([19], "sanctions", "united-states", "threatensToSanction", "turkey", "asserts", None),
        ([2, 19], "sanctions", "turkey", "persistsDespiteWarningsOf", "united-states", "asserts", "acting-for"),
    ] == rows(data["divides"])
    assert "the graph holds no tie that unites them" in data["summary"]
    assert "NATO" not in " ".join(line["sentence"] for line in data["divides"]) + data["summary"]


def test_sanctions_hit_the_industry_and_are_counted_for_turkey(dossier_data: Shown) -> None:
    line = line_of(dossier_data("united-states", "turkey"), "18-united-states-sanctions-turkish-defence-industry")
    assert (
        "The United States sanctions the Turkish defence industry; counted as done to Turkey: "
        "the Turkish defence industry is an industry of Turkey [rule: done to]."
    ) == line["sentence"]


def test_the_united_states_are_not_said_to_be_in_nato(dossier_data: Shown) -> None:
    data = dossier_data("united-states", "nato")
    assert ([], []) == (data["unites"], data["divides"])


def test_no_tie_is_said_to_be_none_in_the_graph_not_in_the_world(dossier_data: Shown) -> None:
    data = dossier_data("russia", "united-states")
    assert ([], []) == (data["unites"], data["divides"])
    assert (
        "The graph holds no tie between Russia and the United States under the policy “all”. "
        "That is what the sources at hand leave open; it does not say that there is none."
    ) == data["summary"]


def test_an_empty_dossier_names_the_narrowest_policy_that_shows_more(dossier_data: Shown) -> None:
    summary = dossier_data("wagner", "haftar-forces", "facts")["summary"]
    assert summary.endswith("With the policy “claims” it would show 1 line.")
