"""The sentences of the page: nothing reads as surer than what it rests on, and each has one reading."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

import kgraph
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.views.page.basis import basis_of
from kgraph.views.page.data import page_data, words_of
from kgraph.views.page.language import language
from kgraph.views.page.story import told
from kgraph.views.page.ties import ties_of

PAIRS = [
    ("russia", "turkey"), ("united states", "turkey"), ("ukraine", "russia"), ("armenia", "turkey"),
    ("azerbaijan", "russia"), ("wagner", "turkey"), ("erdogan", "russia"),
]  # fmt: skip


@pytest.fixture(scope="module")
def everything(home: Home) -> Graph:
    return kgraph.load(home.root, policy="all")


def data_of(graph: Graph, a: str, b: str) -> dict[str, Any]:
    dossiers = [graph.dossier(a, b)]
    return page_data(graph, dossiers, ties_of(graph, dossiers))


def parts_of(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for side in data["pairs"][0]["sides"]:
        yield from side["parts"]


def story(graph: Graph, a: str, b: str) -> str:
    return " | ".join(told(words_of(graph, language("en")), graph.dossier(a, b)))


def statements(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for part in parts_of(data):
        yield from part["lines"]
        for camp in part["camps"]:
            yield camp
            yield from camp["ties"]
    yield from data["ties"]


@pytest.mark.parametrize("pair", PAIRS)
def test_what_rests_on_reported_speech_or_expectation_says_so_in_its_own_words(
    everything: Graph, pair: tuple[str, str]
) -> None:
    data = data_of(everything, *pair)
    ties = {tie["id"]: tie for tie in data["ties"]}
    for found in statements(data):
        of = ties.get(found.get("id", found.get("tie", "")))
        kinds = {mark["kind"] for mark in (of or found)["marks"]}
        denied = found["text"].startswith("Turkish officials deny")
        assert ("reported" in kinds) <= bool(
            re.match(r"According to |Going by |Expected(,| by) ", found["text"]) or denied
        ), found["text"]
        assert ("expected" in kinds) <= found["text"].startswith("Expected"), found["text"]


def test_every_statement_cites_speakers_and_paragraphs(everything: Graph) -> None:
    for pair in PAIRS:
        for part in parts_of(data_of(everything, *pair)):
            for found in (*part["lines"], *(tie for camp in part["camps"] for tie in camp["ties"])):
                assert re.match(r"¶ \d", found["paragraphs"])
                assert re.match(r"(Said by|Expected by|On the word of) ", found["said"])
                assert found["when"]


def test_no_derived_statement_is_without_its_mark(everything: Graph) -> None:
    for pair in PAIRS:
        data = data_of(everything, *pair)
        derived = {tie["id"] for tie in data["ties"] if tie["rule"]}
        for part in parts_of(data):
            for line in part["lines"]:
                assert (line["tie"] in derived) == ("derived" in {mark["kind"] for mark in line["marks"]})


def test_a_statement_with_one_proof_in_the_sources_own_voice_does_not_rest_on_report(everything: Graph) -> None:
    own, experts = "11-turkey-intervenes-for-tripoli", "12-turkey-sends-fighters-for-tripoli"
    names = [name for name in everything.claims if name.endswith((own, experts))]
    reported = [name for name in names if everything.claims[name].said_by != "reuters"]
    assert reported
    assert basis_of(everything, reported).reported
    assert len(names) > len(reported)
    assert not basis_of(everything, names).reported


def test_who_backs_whom_has_one_reading(everything: Graph) -> None:
    texts = {found["text"] for pair in PAIRS for found in statements(data_of(everything, *pair))}
    assert "Russia opposes Ukraine, whom Turkey supports" in texts
    assert "Going by United Nations experts, Turkey opposes Haftar's forces, whom Russia supports" in texts
    assert not [text for text in texts if "backed by" in text and "the one backed by" not in text]


def test_the_story_says_on_what_it_rests(everything: Graph) -> None:
    told_up_to = "As sources up to September 2021 tell it: "
    assert story(everything, "azerbaijan", "russia") == (
        f"Azerbaijan and Russia: at odds over a third party (inferred) | {told_up_to}Of Azerbaijan and Russia, one "
        "opposed whom the other supported (Armenian forces in Nagorno-Karabakh), in Nagorno-Karabakh (2020) "
        "(inferred by a rule)."
    )
    assert story(everything, "wagner", "turkey") == (
        f"The Wagner Group and Turkey: reportedly on opposite sides (inferred) | {told_up_to}The Wagner Group and "
        "Turkey back opposite sides in Libya (inferred by a rule; going by United Nations experts)."
    )
    assert story(everything, "united states", "turkey") == (
        f"The United States and Turkey: at odds | {told_up_to}The United States and Turkey are at odds over sanctions."
    )


def test_the_story_of_a_pair_without_a_tie_does_not_say_that_there_is_none(everything: Graph) -> None:
    assert story(everything, "armenia", "turkey") == (
        "Armenia and Turkey | Under this view nothing ties Armenia and Turkey to each other; "
        "that does not mean that nothing else does."
    )


def test_no_expectation_makes_the_headline(home: Home) -> None:
    expected = kgraph.load(home.root, policy="all", as_of="2023")
    for a, b in combinations(["russia", "turkey", "rosatom", "erdogan", "putin"], 2):
        dossier = expected.dossier(a, b)
        certain = [line for line in (*dossier.unites, *dossier.divides) if line.stance != "expects"]
        assert bool(certain) == (":" in story(expected, a, b).split(" | ")[0])


def test_counts_say_what_they_count(everything: Graph) -> None:
    data = data_of(everything, "russia", "turkey")
    dossier = everything.dossier("russia", "turkey")
    statements = {(line.facts, line.root) for line in dossier.unites}
    sources = {claim.source for line in dossier.unites for claim in line.claims}
    assert data["pairs"][0]["sides"][0]["counts"] == f"{len(statements)} statements in {len(sources)} source."
    drawn = sum(tie["rule"] is None for tie in data["ties"])
    assert data["counts"].startswith(f"{len(data['ties'])} statements: {drawn} claims of sources about two actors, ")
    assert data["sources"][0]["claims"] == f"{len(everything.claims)} claims"
