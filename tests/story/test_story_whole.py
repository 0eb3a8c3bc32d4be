"""The article as a whole: what is in it, who speaks, what led to what, and what it leaves open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgraph.graph import Graph
from kgraph.model import Amount

SOURCE = "reuters-2021-09-28/"
OWN_VOICE = "reuters"
Asked = Callable[..., list[dict[str, str | None]]]


@pytest.mark.parametrize("paragraph", range(1, 24))
def test_is_there_a_claim_for_every_paragraph(graph: Graph, paragraph: int) -> None:
    assert [found for found in graph.claims.values() if found.paragraph == paragraph]


def test_are_the_credits_left_out(graph: Graph) -> None:
    assert set(range(1, 24)) == {found.paragraph for found in graph.claims.values()}
    assert graph.sources["reuters-2021-09-28"].contributors == ("Gareth Jones",)


def test_which_figures_does_the_article_give(graph: Graph, asked: Asked) -> None:
    figures = {found.name.removeprefix(SOURCE): found.amount for found in graph.claims.values() if found.amount}
    assert {
        "08-turkish-soldiers-killed": Amount("atLeast", "34", "soldiers killed"),
        "08-syrian-government-forces-displace-people": Amount("exactly", "1000000", "people displaced"),
        "20-russia-sells-gas-to-turkey-2021": Amount("approximately", "50", "% of Turkey's gas imports"),
        "20-russia-sells-gas-to-turkey-2020": Amount("approximately", "33.3", "% of Turkey's gas imports"),
        "20-main-pipeline-under-repair": Amount("exactly", "4", "months"),
        "22-turkey-hosts-russian-tourists-2019": Amount("exactly", "7000000", "tourists"),
    } == figures
    assert sorted(figure.value for figure in figures.values()) == sorted(
        row["value"] for row in asked("provenance/amounts")
    )


def test_who_speaks_besides_the_agency(graph: Graph) -> None:
    speakers: dict[str, set[int]] = {}
    for found in graph.claims.values():
        speakers.setdefault(found.said_by, set()).add(found.paragraph)
    speakers.pop(OWN_VOICE)
    assert {
        "syrian-rebels": {9, 10},
        "turkish-officials": {10},
        "un-experts": {12},
        "erdogan": {19},
        "putin": {23},
    } == speakers


def test_what_does_the_article_say_led_to_what(graph: Graph) -> None:
    links = {
        (cause.removeprefix(SOURCE), found.name.removeprefix(SOURCE))
        for found in graph.claims.values()
        for cause in found.triggered_by
    }
    assert {
        ("03-russia-sells-arms-to-turkey", "03-nato-partners-alarmed-by-turkey"),
        ("13-ceasefire-in-libya", "13-foreign-fighters-to-leave-libya"),
        ("16-turkey-affirms-ukraines-sovereignty", "16-russia-angered-by-turkey"),
        ("18-russia-delivers-s400-to-turkey", "18-united-states-sanctions-turkish-defence-industry"),
        ("21-consumption-recovered", "21-russia-sells-more-gas-to-turkey"),
    } == links


def test_what_does_the_article_leave_open(graph: Graph) -> None:
    left_open = {(found.name.removeprefix(SOURCE), end) for found in graph.claims.values() for end in found.unnamed}
    assert {
        ("08-turkish-soldiers-killed", "agent"),
        ("09-russia-steps-up-airstrikes", "target"),
        ("11-tripoli-government-recognised", "agent"),
        ("13-ceasefire-in-libya", "agent"),
        ("13-ceasefire-in-libya", "target"),
        ("20-main-pipeline-under-repair", "agent"),
        ("21-consumption-fell", "agent"),
        ("21-consumption-recovered", "agent"),
        ("22-pandemic-curtails-travel", "agent"),
    } == left_open


def test_are_they_partners_or_rivals(graph: Graph) -> None:
    """Paragraphs 1, 3 and 6: both."""
    assert graph.why("russia", "partnerYetRivalOf", "turkey")
    pair = graph.dossier("russia", "turkey")
    assert {1, 3, 4} <= {found.paragraph for line in pair.unites for found in line.claims}
    assert {3, 5} <= {found.paragraph for line in pair.divides for found in line.claims}
    assert ("russia", "turkey") == graph.rank()[0][:2]


def test_does_what_unites_and_what_divides_lie_in_different_arenas(graph: Graph) -> None:
    pair = graph.dossier("russia", "turkey")
    assert {"arms", "diplomacy", "energy", "nuclear-power", "tourism"} == {line.arena for line in pair.unites}
    assert {"caucasus", "libya", "middle-east", "nagorno-karabakh", "syria", "ukraine"} == {
        line.arena for line in pair.divides
    }
    assert 1 == pair.measures.compartmentalisation
