"""The evidence panel: proofs unfold, disputes stand side by side, citations can be copied."""

from collections.abc import Callable
from typing import Any

import pytest

from kgraph.graph import Graph

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


def test_proofs_are_trees_with_each_rule_named_down_to_the_claims(article: str, graph: Graph, open_page: Open) -> None:
    opened = open_page(article)
    page = opened.page
    opened.click_tie(opened.tie(rule="proxy-rival", arenas="Libya", agent="russia", target="turkey")["id"])
    proofs = page.locator("#evidence .proof > li")
    assert 2 == proofs.count()
    assert "2 proofs, each enough by itself" in opened.evidence
    first = proofs.first.inner_text()
    for words in (
        "Who supports the one side", "Who supports the other", "Who opposes whom",
        "follows by the rule “proxy rival”", "follows by the rule “acting for”", "What is done", "Why it counts",
        "According to United Nations experts, the Wagner Group is attributed to Russia", "¶ 12",
    ):  # fmt: skip
        assert words in first
    assert not proofs.nth(1).locator("ul").first.is_visible()
    proofs.nth(1).locator("summary").first.click()
    assert proofs.nth(1).locator("ul").first.is_visible()


def test_every_proof_ends_in_claims_that_can_be_opened(article: str, open_page: Open) -> None:
    page = open_page(article).page
    for tie in [tie for tie in page.evaluate("kgraph.ties()") if tie["rule"]][:12]:
        page.locator(f"#ties [data-tie='{tie['id']}']").dispatch_event("click")
        leaves = page.locator("#evidence .proof button.line")
        assert leaves.count() >= len(tie["claims"])
        leaves.first.dispatch_event("click")
        assert page.evaluate("kgraph.selected()") != tie["id"]
        assert "On whose word" in page.inner_text("#evidence")


def test_a_citation_says_what_where_and_on_whose_word(article: str, graph: Graph, open_page: Open) -> None:
    opened = open_page(article, permissions=["clipboard-read", "clipboard-write"])
    page = opened.page
    page.locator("#ties button", has_text="the Wagner Group is attributed to Russia").click()
    page.locator("#evidence").get_by_role("button", name="Copy citation").first.click()
    page.locator("#evidence [role='status']", has_text="Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    for words in (
        "According to United Nations experts, the Wagner Group is attributed to Russia.",
        "Dominic Evans and Can Sezer", "Partners or competitors?", "28 Sep 2021, ¶12, quoting United Nations experts",
        "https://www.reuters.com/", "https://w3id.org/kgraph/claim/reuters-2021-09-28/12-wagner-attributed-to-russia",
    ):  # fmt: skip
        assert words in copied


def test_a_derived_line_is_cited_as_derived_with_all_that_it_rests_on(article: str, open_page: Open) -> None:
    opened = open_page(article)
    page = opened.page
    tie = opened.tie(rule="proxy-rival", arenas="Libya", agent="russia", target="turkey")
    opened.click_tie(tie["id"])
    text = page.locator("#evidence > div > .copy textarea").first.input_value()
    assert "Concluded by kgraph, rule “proxy rival”, from:" in text
    assert len(tie["claims"]) == text.count("https://w3id.org/kgraph/claim/")


def test_where_the_browser_forbids_copying_the_text_is_shown_and_marked(article: str, open_page: Open) -> None:
    page = open_page(article).page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.locator("#ties button").first.click()
    page.locator("#evidence").get_by_role("button", name="Copy citation").first.click()
    field = page.locator("#evidence textarea").first
    field.wait_for()
    marked = field.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    assert field.input_value() == marked
    assert marked


def test_what_is_selected_is_marked_in_the_lists_and_closing_gives_the_focus_back(
    article: str, open_page: Open
) -> None:
    page = open_page(article).page
    row = page.locator(".dossier:not([hidden]) .unites button.line").first
    row.click()
    assert "true" == row.get_attribute("aria-current")
    page.locator("#evidence-close").click()
    assert row.get_attribute("aria-current") is None
    assert row.evaluate("button => document.activeElement === button")


def test_how_the_text_was_read_stands_with_each_claim_and_is_translated(article: str, open_page: Open) -> None:
    page = open_page(article).page
    for code, words in (("en", "a reworded copy"), ("tr", "başka sözlerle yazılmış"), ("ru", "пересказанная копия")):
        page.locator("#language").select_option(code)
        page.wait_for_function("code => kgraph.language === code", arg=code)
        assert words in page.inner_text("#read-from")
        page.locator("#ties tbody button").first.click()
        assert words in page.inner_text("#evidence-body")


def test_the_evidence_of_a_claim_names_place_and_field_as_such_and_its_heading_once(
    everything: str, open_page: Open
) -> None:
    page = open_page(everything).page
    claims = page.evaluate("kgraph.claims()")
    tie = next(
        each
        for each in page.evaluate("kgraph.ties()")
        if not each["rule"] and claims[each["id"]]["place"] and not claims[each["id"]]["disputes"]
    )
    page.goto(f"{page.url.split('#')[0]}#a={tie['agent']}&b={tie['target']}")
    page.reload()
    page.wait_for_function("() => window.kgraph !== undefined")
    page.locator(f"#ties [data-tie='{tie['id']}']").click()
    card = page.locator("#evidence-body article").first
    entries = dict(zip(card.locator("dt").all_inner_texts(), card.locator("dd").all_inner_texts(), strict=True))
    assert claims[tie["id"]]["place"] == entries["Place"]
    assert claims[tie["id"]]["arenas"] == entries["Field or conflict"]
    assert claims[tie["id"]]["place"] not in entries.get("What", "")
    assert page.inner_text("#evidence").count(tie["text"]) == 1
