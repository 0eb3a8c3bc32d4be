"""Any pair can come to the middle, the whole graph can be seen, and actors are found; in a real browser."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from kgraph.graph import Graph
from kgraph.views.page.data import words_of
from kgraph.views.page.language import language
from kgraph.views.page.story import told as told_of

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


def shown(page: Any) -> tuple[str, str]:
    return page.inner_text("h1"), page.inner_text(".summary")


def told(graph: Graph, a: str, b: str) -> tuple[str, str]:
    return told_of(words_of(graph, language("en")), graph.dossier(a, b))


def test_choosing_a_pair_changes_headline_summary_dossier_and_picture(
    article: str, graph: Graph, open_page: Open
) -> None:
    page = open_page(article).page
    page.locator("#first").select_option("united-states")
    assert told(graph, "turkey", "united-states") == shown(page)
    assert page.title() == page.inner_text("h1")
    assert "The United States sanctions Turkey" in page.inner_text(".dossier:not([hidden])")
    assert 1 == page.locator(".dossier:not([hidden])").count()
    assert ["united-states", "turkey"] == page.evaluate("kgraph.focus()")
    boxes = page.evaluate("kgraph.boxes()")
    assert boxes["united-states"]["left"] < boxes["turkey"]["left"]
    assert {"turkey", "united-states"} <= set(page.evaluate("kgraph.boxes()"))
    assert "turkish-rebels" not in page.evaluate("kgraph.boxes()")


def test_a_pair_without_a_tie_is_shown_as_such(article: str, graph: Graph, open_page: Open) -> None:
    page = open_page(article).page
    page.locator("#first").select_option("armenia")
    assert told(graph, "armenia", "turkey") == shown(page)
    assert 0 == page.locator(".dossier:not([hidden])").count()
    assert "russia" in page.evaluate("kgraph.boxes()")


def test_a_click_on_an_actor_offers_whom_to_put_opposite(article: str, graph: Graph, open_page: Open) -> None:
    opened = open_page(article)
    page = opened.page
    opened.click_actor("ukraine")
    assert opened.evidence.startswith("Actor")
    page.locator("#evidence .pairs").get_by_role("button", name="Russia", exact=True).click()
    assert told(graph, "russia", "ukraine") == shown(page)
    assert "" == opened.evidence


def test_a_line_leads_to_its_pair(article: str, graph: Graph, open_page: Open) -> None:
    page = open_page(article).page
    page.locator("#ties button", has_text="The United States sanctions the Turkish defence industry").first.click()
    page.locator("#evidence").get_by_role("button", name="in the middle").click()
    assert told(graph, "turkish-defence-industry", "united-states") == shown(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_whole_graph_has_every_actor_with_a_tie_and_every_claim_between_two(
    article: str, open_page: Open, width: int
) -> None:
    page = open_page(article, width=width).page
    page.locator("#whole").click()
    assert "true" == page.locator("#whole").get_attribute("aria-pressed")
    ties = page.evaluate("kgraph.ties()")
    claimed = {tie["id"] for tie in ties if not tie["rule"]}
    assert claimed == set(page.evaluate("kgraph.drawnTies()"))
    boxes = page.evaluate("kgraph.boxes()")
    assert set(boxes) == {end for tie in ties if not tie["rule"] for end in (tie["agent"], tie["target"])}
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        apart = a["right"] < b["left"] or b["right"] < a["left"] or a["bottom"] < b["top"] or b["bottom"] < a["top"]
        assert apart, f"{one} overlaps {other}"
    drawn = page.evaluate("kgraph.drawn()")
    assert min(drawn["left"], drawn["top"]) >= 0
    assert drawn["right"] <= drawn["width"]
    assert drawn["bottom"] <= drawn["height"]
    assert width >= page.evaluate("document.documentElement.scrollWidth")
    page.locator("#whole").click()
    assert ["russia", "turkey"] == page.evaluate("kgraph.focus()")


@pytest.mark.parametrize(
    ("text", "label"),
    [("haftar's", "Haftar's forces"), ("türkiye", "Turkey"), ("Россия", "Russia"), ("erdogan", "Recep Tayyip Erdoğan")],
)
def test_an_actor_is_found_by_any_of_its_names(article: str, open_page: Open, text: str, label: str) -> None:
    opened = open_page(article)
    opened.page.locator("#search").fill(text)
    opened.page.keyboard.press("Enter")
    assert label == opened.page.inner_text("#evidence-heading")


def test_an_actor_outside_the_picture_is_found_in_the_whole_graph(article: str, open_page: Open) -> None:
    page = open_page(article).page
    assert "turkish-officials" not in page.evaluate("kgraph.boxes()")
    page.locator("#search").fill("turkish off")
    page.keyboard.press("Enter")
    assert "turkish-officials" == page.evaluate("kgraph.selected()")
    assert "turkish-officials" in page.evaluate("kgraph.boxes()")


def test_words_that_nothing_has_are_said_to_be_unknown(article: str, open_page: Open) -> None:
    page = open_page(article).page
    page.locator("#search").fill("Atlantis")
    page.keyboard.press("Enter")
    assert "Nothing has these words." == page.inner_text("#found") == page.inner_text("#results")
    assert not page.locator("#evidence").is_visible()


def test_a_statement_is_found_by_what_it_is_about_and_opens_by_keyboard(everything: str, open_page: Open) -> None:
    opened = open_page(everything)
    page = opened.page
    page.locator("#search").fill("s-400")
    ties = {tie["id"]: tie for tie in page.evaluate("kgraph.ties()")}
    listed = page.locator("#results ul").first.locator("button")
    assert listed.count() > 5
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = listed.nth(1)
    assert second.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    selected = page.evaluate("kgraph.selected()")
    assert second.inner_text().startswith(ties[selected]["text"])
    assert "S-400" in opened.evidence
    page.keyboard.press("Escape")
    assert "" == opened.evidence
    assert second.evaluate("e => e === document.activeElement")
    page.keyboard.press("Escape")
    assert not page.locator("#results").is_visible()
    assert "search" == page.evaluate("document.activeElement.id")


def test_a_line_that_is_not_drawn_brings_its_pair_to_the_middle(article: str, open_page: Open) -> None:
    page = open_page(article).page
    drawn = set(page.evaluate("kgraph.drawnTies()"))
    tie = next(tie for tie in page.evaluate("kgraph.ties()") if tie["id"] not in drawn and not tie["rule"])
    page.locator("#search").fill(tie["text"])
    page.keyboard.press("Enter")
    assert tie["id"] == page.evaluate("kgraph.selected()")
    assert tie["id"] in page.evaluate("kgraph.drawnTies()")


def test_words_in_any_order_find_what_has_all_of_them(article: str, open_page: Open) -> None:
    page = open_page(article).page
    page.locator("#search").fill("gas turkey russia")
    assert "Russia sells gas to Turkey" in page.inner_text("#results")
    assert "arms" not in page.locator("#results button").first.inner_text()


def test_sources_and_arenas_are_found_and_list_their_lines(everything: str, open_page: Open) -> None:
    opened = open_page(everything)
    page = opened.page
    page.locator("#search").fill("libya")
    page.locator("#results").get_by_role("button", name="Libya", exact=True).click()
    assert "arena:libya" == page.evaluate("kgraph.selected()")
    assert opened.evidence.startswith("Field or conflict")
    assert "open=arena%3Alibya" in page.url
    page.locator("#search").fill("partners or competitors")
    page.locator("#results [aria-labelledby=found-source] button").first.click()
    assert "source:reuters-2021-09-28" == page.evaluate("kgraph.selected()")
    own = [
        tie for tie in page.evaluate("kgraph.ties()")
        if not tie["rule"] and any(name.startswith("reuters-2021-09-28/") for name in tie["claims"])
    ]  # fmt: skip
    words = page.locator("#evidence .others button.line").evaluate_all("all => all.map(b => b.textContent.slice(2))")
    assert {tie["text"] for tie in own if tie["sign"]} <= set(words)


@pytest.mark.parametrize(("place", "width"), [("syria", 1280), ("energy", 1280), ("syria", 360)])
def test_a_click_on_the_name_of_an_arena_opens_all_that_unites_and_divides_there(
    everything: str, open_page: Open, place: str, width: int
) -> None:
    opened = open_page(everything, width=width)
    page = opened.page
    opened.click_arena(place)
    assert f"arena:{place}" == page.evaluate("kgraph.selected()")
    pair = {"russia", "turkey"}
    here = [t for t in page.evaluate("kgraph.ties()") if place in t["places"] and {t["agent"], t["target"]} == pair]
    for sign, heading in ((1, "What unites them"), (-1, "What divides them")):
        count = sum(tie["sign"] == sign for tie in here)
        words = f"{count} statement" if count == 1 else f"{count} statements"
        assert (f"{heading}: {words}" in opened.evidence) == bool(count)
    texts = page.locator("#evidence .others").all_text_contents()
    assert all(any(tie["text"] in text for text in texts) for tie in here)


def test_every_pair_with_a_tie_has_its_dossier_in_the_page(article: str, graph: Graph, open_page: Open) -> None:
    page = open_page(article).page
    found = page.evaluate("kgraph.pairs().map(p => [p.a, p.b].sort().join(' '))")
    assert sorted(found) == sorted(" ".join(sorted(pair[:2])) for pair in graph.rank())


def test_the_table_of_pairs_counts_what_the_dossiers_hold(article: str, graph: Graph, open_page: Open) -> None:
    page = open_page(article).page
    rows = page.locator("#pairs tbody tr")
    assert [pair[:2] for pair in graph.rank()] == [
        tuple(sorted(pair))
        for pair in rows.locator("button").evaluate_all("all => all.map(b => [b.dataset.a, b.dataset.b])")
    ]
    first = rows.first
    dossier = graph.dossier("russia", "turkey")
    assert [str(len(dossier.unites)), str(len(dossier.divides))] == first.locator("td.number").all_text_contents()[:2]
    words = first.locator("svg").get_attribute("aria-label")
    for arena, signs in dossier.by_arena.items():
        label = graph.arenas[arena].label
        for mark, value in (("+", signs.positive), ("−", signs.negative)):
            assert (f"{label} {mark}{value:g}".lower() in words.lower()) == bool(value)


def test_one_click_leads_from_the_top_to_who_else_is_both(article: str, open_page: Open) -> None:
    page = open_page(article).page
    before = page.url
    page.locator("#to-pairs").click()
    assert "pairs-heading" == page.evaluate("document.activeElement.id")
    top = page.locator("#pairs-heading").bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 800
    assert before == page.url


def test_the_table_of_pairs_is_sorted_by_its_headings(article: str, open_page: Open) -> None:
    page = open_page(article).page

    def column(number: int) -> list[str]:
        return page.locator(f"#pairs tbody tr > :nth-child({number})").all_text_contents()

    page.locator("#pairs").get_by_role("button", name="− lines").click()
    assert "descending" == page.locator("#pairs [data-sort=negative]").get_attribute("aria-sort")
    assert sorted(map(int, column(3)), reverse=True) == list(map(int, column(3)))
    page.locator("#pairs").get_by_role("button", name="− lines").click()
    assert sorted(map(int, column(3))) == list(map(int, column(3)))
    page.locator("#pairs").get_by_role("button", name="Pair").click()
    labels = page.locator("#pairs tbody button").all_text_contents()
    assert sorted(labels, key=str.casefold) == labels
    assert 1 == page.locator("#pairs [aria-sort]").count()


def test_a_row_of_the_table_puts_its_pair_in_the_middle(article: str, graph: Graph, open_page: Open) -> None:
    page = open_page(article).page
    row = page.locator("#pairs").get_by_role("button", name="Turkey and United States")
    row.click()
    assert told(graph, "turkey", "united-states") == shown(page)
    assert "true" == row.get_attribute("aria-current")
    assert 1 == page.locator("#pairs [aria-current]").count()
