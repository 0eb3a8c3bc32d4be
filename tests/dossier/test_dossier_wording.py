"""Claims in plain English: what is said, on whose word, how surely, when and where it stands."""

import re
from datetime import date
from pathlib import Path

import pytest

import kgraph
from kgraph.dates import Extent
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.views import wording
from kgraph.views.dossier.summary import summary

SOURCE = "reuters-2021-09-28/"


@pytest.fixture
def graph(graphs: dict[str, Graph]) -> Graph:
    return graphs["all"]


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("01-russia-allied-with-turkey", "Russia is allied with Turkey (said with reservations)."),
        ("02-putin-meets-erdogan", "Vladimir Putin meets Recep Tayyip Erdoğan (place: Moscow)."),
        (
            "03-nato-partners-alarmed-by-turkey",
            "Turkey's NATO partners are alarmed by Turkey over Turkey's defence purchases from Russia.",
        ),
        ("03-nato-partners-members-of-nato", "Turkey's NATO partners are members of NATO."),
        ("04-russia-sells-missile-defence-to-turkey", "Russia sells missile defence systems to Turkey."),
        (
            "08-turkish-soldiers-killed",
            "Someone (it is not said who) kills soldiers of Turkey (an airstrike; at least 34 soldiers killed).",
        ),
        (
            "09-russia-steps-up-airstrikes",
            "According to Turkish-backed Syrian rebels, Russia steps up air strikes on someone (it is not said whom).",
        ),
        (
            "10-turkey-did-not-reinforce",
            "Turkish officials deny that Turkey reinforces its troops (said with reservations).",
        ),
        ("11-haftar-forces-attack-tripoli", "Haftar's forces attack the government in Tripoli."),
        ("11-haftar-forces-belong-to-haftar", "Haftar's forces are forces of Khalifa Haftar."),
        (
            "12-wagner-sends-fighters-for-haftar-forces",
            "According to United Nations experts, the Wagner Group sends fighters in support of Haftar's forces.",
        ),
        (
            "12-turkey-sends-fighters-for-tripoli",
            "According to United Nations experts, Turkey sends fighters in support of the government in Tripoli "
            "(through Syrian fighters in Libya).",
        ),
        ("13-foreign-fighters-to-leave-libya", "Expected: foreign fighters in Libya withdraw."),
        ("17-russia-warns-turkey", "Russia warns Turkey over stirring up militarist feeling."),
        (
            "18-united-states-sanctions-turkish-defence-industry",
            "The United States sanctions the Turkish defence industry.",
        ),
        (
            "20-russia-sells-gas-to-turkey-2021",
            "Russia sells gas to Turkey (natural gas; about half of Turkey's gas imports).",
        ),
        (
            "20-main-pipeline-under-repair",
            "Someone or something unnamed undergoes repair (a main gas pipeline; 4 months).",
        ),
        ("22-turkey-hosts-russian-tourists-2019", "Turkey hosts tourists from Russia (7,000,000 tourists)."),
    ],
)
def test_a_claim_as_a_sentence(graph: Graph, claim: str, sentence: str) -> None:
    assert sentence == wording.sentence(graph, graph.claims[SOURCE + claim])


def test_reported_speech_always_names_its_speaker(graph: Graph) -> None:
    for claim in graph.claims.values():
        sentence = wording.sentence(graph, claim)
        speaker = wording.name(graph, claim.said_by)
        reported = claim.said_by != "reuters"
        assert reported == bool(
            re.match(f"(According to {speaker}, |Expected by {speaker}[,:]|{speaker} (deny|denies) that )", sentence)
        ), sentence
        assert reported == (", quoting " in wording.citation(graph, claim))


def test_an_expectation_is_always_called_one_and_a_hedge_kept(graph: Graph) -> None:
    for claim in graph.claims.values():
        sentence = wording.sentence(graph, claim)
        assert (claim.stance == "expects") == sentence.startswith("Expected")
        assert (claim.sureness == "hedged") == ("with reservations" in sentence)


@pytest.mark.parametrize(
    ("claim", "when", "citation"),
    [
        ("02-putin-meets-erdogan", "5 March 2020", "Reuters, 28 Sep 2021, ¶2"),
        ("08-turkish-soldiers-killed", "February 2020", "Reuters, 28 Sep 2021, ¶8"),
        (
            "12-wagner-sends-fighters-for-haftar-forces",
            "by 28 September 2021",
            "Reuters, 28 Sep 2021, ¶12, quoting United Nations experts",
        ),
        ("18-russia-delivers-s400-to-turkey", "about 2019", "Reuters, 28 Sep 2021, ¶18"),
        ("22-turkey-hosts-russian-tourists-2019", "the whole of 2019", "Reuters, 28 Sep 2021, ¶22"),
    ],
)
def test_when_and_where_it_stands(graph: Graph, claim: str, when: str, citation: str) -> None:
    found = graph.claims[SOURCE + claim]
    assert (when, citation) == (wording.when(found), wording.citation(graph, found))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((None, None), "at a time that is not given"),
        ((None, "2021-09-28"), "by 28 September 2021"),
        (("2021-09-28", None), "some time after 28 September 2021"),
        (("2021-09-28", "2021-09-28"), "28 September 2021"),
        (("2020-11-01", "2020-11-30"), "some time in November 2020"),
        (("2020-12-01", "2020-12-31"), "some time in December 2020"),
        (("2020-11-01", "2020-12-31"), "some time between 1 November 2020 and 31 December 2020"),
        (("2020-11-02", "2020-11-30"), "some time between 2 November 2020 and 30 November 2020"),
    ],
)
def test_the_time_that_premises_leave_open(graph: Graph, days: tuple[str | None, str | None], words: str) -> None:
    first, last = (date.fromisoformat(day) if day else None for day in days)
    line = next(line for line in graph.dossier("russia", "turkey").divides if line.rule == "proxy-rival")
    assert words == wording.line_when(line._replace(extent=Extent(first, last)))


def test_certainly_and_possibly_are_for_what_dates_leave_open(graph: Graph) -> None:
    lines = {line.claims[0].name.removeprefix(SOURCE): line for line in graph.dossier("russia", "turkey").unites}
    assert wording.certainty(lines["01-russia-allied-with-turkey"], None) is None
    assert wording.certainty(lines["23-rosatom-builds-nuclear-plant-in-turkey"], None) == "certainly"
    assert wording.certainty(lines["02-putin-meets-erdogan"], None) == "possibly"


def test_a_date_marks_what_only_possibly_held_then(home: Home) -> None:
    graph = kgraph.load(home.root, as_of="2020")
    lines = {line.claims[0].name.removeprefix(SOURCE): line for line in graph.dossier("russia", "turkey").unites}
    window = graph.view.window
    assert wording.certainty(lines["20-russia-sells-gas-to-turkey-2020"], window) == "certainly"
    assert wording.certainty(lines["04-russia-sells-gas-to-turkey"], window) == "possibly"


def test_names_in_a_sentence_take_their_article(graph: Graph) -> None:
    names = {name: wording.name(graph, name) for name in graph.actors}
    assert "the United States" == names["united-states"]
    assert "the United Nations" == names["united-nations"]
    assert "United Nations experts" == names["un-experts"]
    assert "the government in Tripoli" == names["tripoli-government"]
    assert "the Syrian government" == names["syrian-government"]
    assert "Syrian government forces" == names["syrian-government-forces"]
    assert "Haftar's forces" == names["haftar-forces"]
    assert "Turkey's NATO partners" == names["nato-partners-of-turkey"]
    assert ("NATO", "Turkey", "Rosatom") == (names["nato"], names["turkey"], names["rosatom"])


def test_offices_take_the_article_and_a_verb_is_not_said_twice() -> None:
    everything = kgraph.load(Path(__file__).parents[2])
    said = {name: wording.sentence(everything, claim) for name, claim in everything.claims.items()}
    assert said["crs-2021-08-23/02-united-states-sanctions-ssb"].startswith(
        "The United States sanctions the Presidency of Defence Industries"
    )
    displaced = said[f"{SOURCE}08-syrian-government-forces-displace-people"]
    assert displaced.startswith("Syrian government forces displace people in Syria")
    assert not any(re.search(r"\b(\w+)s? \1d\b", sentence) for sentence in said.values())


def test_at_a_date_the_summary_says_what_counts_only_for_want_of_a_beginning(home: Home) -> None:
    graph = kgraph.load(home.root, as_of="1900")
    told = " ".join(summary(graph, graph.dossier("russia", "turkey")).split())
    assert "All of these count only because no source says since when" in told
    for asked in ({}, {"as_of": "2021-09-28", "holds": "certainly"}):
        graph = kgraph.load(home.root, **asked)
        assert "since when" not in summary(graph, graph.dossier("russia", "turkey"))
