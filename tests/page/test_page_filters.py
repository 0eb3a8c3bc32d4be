"""Filters hide lines everywhere at once, and the address tells what is seen."""

from collections.abc import Callable
from typing import Any

import pytest

import kgraph
from kgraph.graph import Graph
from kgraph.home import Home

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def everything(home: Home) -> str:
    return kgraph.load(home.root, policy="all").page(focus=("russia", "turkey"))


def choose(page: Any, name: str, value: str) -> None:
    """Set a filter: one of a list of alternatives, or a box to tick."""
    if not page.locator("#filters").evaluate("e => e.open"):
        page.locator("#filters > summary").click()
    field = page.locator(f"#filter-{name}")
    if name in ("sign", "basis", "way"):
        field.select_option(value)
        return
    if not field.evaluate("e => e.open"):
        field.locator("summary").click()
    field.locator(f"input[value='{value}']").check()


def marked(tie: dict[str, Any], kind: str) -> bool:
    return kind in {mark["kind"] for mark in tie["marks"]}


KEPT: dict[tuple[str, str], Callable[[dict[str, Any], Graph], bool]] = {
    ("sign", "1"): lambda tie, graph: tie["sign"] == 1,
    ("sign", "-1"): lambda tie, graph: tie["sign"] == -1,
    ("arena", "libya"): lambda tie, graph: "libya" in tie["places"],
    ("speaker", "un-experts"): lambda tie, graph: any(graph.claims[c].said_by == "un-experts" for c in tie["claims"]),
    ("basis", "claims"): lambda tie, graph: not marked(tie, "expected"),
    ("basis", "facts"): lambda tie, graph: not marked(tie, "expected") and not marked(tie, "reported"),
    ("basis", "reported"): lambda tie, graph: marked(tie, "reported") and not marked(tie, "expected"),
    ("basis", "expected"): lambda tie, graph: marked(tie, "expected"),
    ("way", "direct"): lambda tie, graph: tie["rule"] is None,
    ("way", "derived"): lambda tie, graph: tie["rule"] is not None,
    ("source", "reuters-2021-09-28"): lambda tie, graph: True,
}


@pytest.mark.parametrize(("name", "value"), KEPT)
def test_a_filter_hides_the_same_lines_in_picture_dossier_and_list(
    everything: str, graph: Graph, open_page: Open, name: str, value: str
) -> None:
    page = open_page(everything).page
    ties = {tie["id"]: tie for tie in page.evaluate("kgraph.ties()")}
    choose(page, name, value)
    kept = {key for key, tie in ties.items() if KEPT[name, value](tie, graph)}
    assert kept
    visible = "all => all.filter(e => e.offsetParent).map(e => e.dataset.tie)"
    assert kept == set(page.locator("#ties button.line").evaluate_all(visible))
    assert kept & set(page.evaluate("kgraph.drawnTies()")) == set(page.evaluate("kgraph.shownTies()"))
    assert set(page.locator(".dossier:not([hidden]) [data-tie]").evaluate_all(visible)) <= kept
    hidden = {edge["id"] for edge in page.evaluate("kgraph.edges()") if edge["hidden"]}
    assert not hidden & kept
    assert f"{len(kept)} of the {len(ties)} statements on this page shown" == page.inner_text("#shown")


def test_several_values_of_a_filter_show_what_has_any_of_them_and_filters_narrow_each_other(
    everything: str, graph: Graph, open_page: Open
) -> None:
    page = open_page(everything).page
    ties = page.evaluate("kgraph.ties()")
    relation = next(tie["relation"] for tie in ties if "libya" in tie["places"] and tie["rule"] is None)
    for arena in ("libya", "energy"):
        choose(page, "arena", arena)
    choose(page, "kind", "State")
    choose(page, "relation", relation)
    kept = {
        tie["id"]
        for tie in ties
        if {"libya", "energy"} & set(tie["places"])
        and "State" in {graph.actors[end].kind for end in (tie["agent"], tie["target"])}
        and tie["relation"] == relation
    }
    assert kept
    visible = "all => all.filter(e => e.offsetParent).map(e => e.dataset.tie)"
    assert kept == set(page.locator("#ties button.line").evaluate_all(visible))
    assert " (3)" == page.inner_text("#filters-on")


def test_headings_without_a_line_go_and_each_side_counts(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    choose(page, "arena", "libya")
    assert ["Libya"] == page.locator(".dossier:not([hidden]) h3:visible").all_inner_texts()
    assert "Shown now: 0 of these 19 statements." in page.inner_text(".dossier:not([hidden]) .unites")
    assert "Shown now: 3 of these 13 statements." in page.inner_text(".dossier:not([hidden]) .divides")


def test_the_number_beside_a_value_is_how_many_lines_it_would_show(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    choose(page, "sign", "-1")
    page.locator("#filter-arena summary").click()
    items = page.locator("#filter-arena label")
    libya = items.filter(has=page.locator("input[value=libya]")).locator(".count")
    expected = int(libya.inner_text())
    choose(page, "arena", "libya")
    assert f"{expected} of" in page.inner_text("#shown")
    assert expected == len(page.locator("#ties button.line:visible").all())


def test_the_table_of_pairs_counts_what_is_shown(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    choose(page, "sign", "-1")
    assert {"0"} == set(page.locator("#pairs tbody tr td:nth-child(2)").all_text_contents())


def test_one_click_shows_all_lines_again(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    choose(page, "sign", "1")
    choose(page, "way", "direct")
    page.locator("#reset").click()
    assert page.inner_text("#shown").startswith("All ")
    assert page.locator("#reset").is_disabled()
    assert set(page.evaluate("kgraph.drawnTies()")) == set(page.evaluate("kgraph.shownTies()"))


def test_the_address_brings_back_pair_filters_and_what_was_open(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    page.locator("#first").select_option("united-states")
    choose(page, "way", "direct")
    page.locator(".dossier:not([hidden]) button.line:visible").first.click()
    before = page.evaluate("[kgraph.focus(), kgraph.selected(), kgraph.shownTies(), location.hash]")
    page.reload()
    page.wait_for_function("() => window.kgraph !== undefined")
    assert before == page.evaluate("[kgraph.focus(), kgraph.selected(), kgraph.shownTies(), location.hash]")
    assert page.locator("#evidence").is_visible()
    assert page.locator("#filter-way").is_visible()


def test_the_back_button_leads_back_to_the_pair_before(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    page.locator("#first").select_option("united-states")
    page.locator("#whole").click()
    assert page.evaluate("kgraph.focus()") is None
    page.go_back()
    assert ["turkey", "united-states"] == sorted(page.evaluate("kgraph.focus()"))
    page.go_back()
    assert ["russia", "turkey"] == page.evaluate("kgraph.focus()")
    page.go_forward()
    assert ["turkey", "united-states"] == sorted(page.evaluate("kgraph.focus()"))


NONSENSE = [
    "a=nobody&b=turkey",
    "a=turkey&b=turkey",
    "a=__proto__&b=constructor",
    "sign=7&arena=%3Cimg%20src=x%3E",
    "open=__proto__",
    "view=else&way=direct%00",
    "%E0%A4%A",
    "dossier",
]


@pytest.mark.parametrize("fragment", NONSENSE)
def test_an_address_that_makes_no_sense_shows_the_page_as_it_was_made(
    everything: str, open_page: Open, fragment: str
) -> None:
    opened = open_page(everything)
    page = opened.page
    page.goto(page.url.split("#")[0] + "#" + fragment)
    page.reload()
    page.wait_for_function("() => window.kgraph !== undefined")
    assert ["russia", "turkey"] == page.evaluate("kgraph.focus()")
    assert set(page.evaluate("kgraph.drawnTies()")) == set(page.evaluate("kgraph.shownTies()"))
    assert page.evaluate("kgraph.selected()") is None
    assert [] == opened.errors


def test_the_link_past_the_picture_keeps_what_is_seen(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    page.locator("#whole").click()
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("kgraph.focus()") is None
