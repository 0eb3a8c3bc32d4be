"""For everyone: what axe-core finds, the way by keyboard, every width from a phone to 4K, light and dark."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page: Any, *within: str) -> list[str]:
    """What axe-core finds wrong, with the first element that is; in the whole page, or only within some of it."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(page, [[each] for each in within] if within else None, options).response
    assert len(found["passes"]) > (5 if within else 40)
    return [f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:120]}" for each in found["violations"]]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_in_any_state_of_the_page(article: str, open_page: Open, width: int, scheme: str) -> None:
    page = open_page(article, width=width, color_scheme=scheme).page
    assert [] == faults(page)
    page.locator("#filters > summary").click()
    page.locator("#filter-arena summary").click()
    page.locator("#filter-arena input[value=syria]").check()
    page.locator("#left-out summary").click()
    page.locator("#ties button.line:visible").last.click()
    assert [] == faults(page, "header", "#tools", "figure", "#evidence")
    page.locator("#evidence-close").click()
    page.locator("#whole").click()
    assert [] == faults(page, "header", "figure")


@pytest.mark.parametrize(
    ("width", "code", "scheme"),
    [(360, "ru", "dark"), (1280, "tr", "light"), (3840, "en", "dark")],
)
def test_axe_finds_nothing_in_any_language_with_all_panels_open(
    everything: str, open_page: Open, width: int, code: str, scheme: str
) -> None:
    page = open_page(everything, width=width, color_scheme=scheme).page
    page.locator("#language").select_option(code)
    page.wait_for_function("code => kgraph.language === code", arg=code)
    page.locator("#filters > summary").click()
    for name in ("arena", "relation", "kind", "source", "speaker"):
        page.locator(f"#filter-{name} summary").click()
    page.locator("#time-now").click()
    page.locator("#time-before").click()
    page.locator("#dossier .divides button.line").first.click()
    # Every line and every claim is like the next one: the whole page was looked at in one language.
    assert [] == faults(page, "header", "#tools", "figure", "#dossier", "#pairs-section", "#evidence", ".about")
    page.emulate_media(color_scheme="light" if scheme == "dark" else "dark")
    assert [] == faults(page, "header", "#tools", "figure", "#evidence")


def test_axe_would_find_something(article: str, open_page: Open) -> None:
    page = open_page(article.replace("<main>", "<main><p class=bad><img></p>", 1)).page
    assert any(fault.startswith("image-alt") for fault in faults(page, ".bad", "header"))


def test_the_way_by_keyboard_from_the_top_to_the_evidence_and_back(article: str, open_page: Open) -> None:
    page = open_page(article).page
    here = "(document.activeElement.id || document.activeElement.className)"
    page.keyboard.press("Tab")
    assert "skip" == page.evaluate(here)
    seen = []
    for _ in range(26):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(here))
    tools = ["first", "second", "whole", "search"]
    assert tools == [name for name in seen if name in tools]
    assert seen.index("search") < seen.index("stop") < seen.index("zoom-in")
    assert 1 == seen.count("stop")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    line = page.evaluate("document.activeElement.dataset.tie")
    assert line
    page.keyboard.press("Enter")
    assert "evidence-heading" == page.evaluate(here)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#evidence') !== null")
    page.keyboard.press("Escape")
    assert line == page.evaluate("document.activeElement.dataset.tie")


def test_everything_in_the_picture_is_reached_by_arrow_keys_and_opens_its_evidence(
    article: str, open_page: Open
) -> None:
    opened = open_page(article)
    page = opened.page
    page.locator("#search-form button").focus()
    while not page.evaluate("document.activeElement.closest('#mirror')"):
        page.keyboard.press("Tab")
    # The list mirrors the picture: every actor, every name of an arena, every arc.
    texts = page.locator("#mirror .stop").all_text_contents()
    actors = page.evaluate("Object.keys(kgraph.boxes()).length")
    names = page.evaluate("kgraph.labels().length + kgraph.frames().length")
    assert len(texts) == actors + names + page.evaluate("kgraph.edges().filter(e => !e.hidden).length")
    reached = {texts[0]}
    for _ in texts[1:]:
        page.keyboard.press("ArrowDown")
        reached.add(page.evaluate("document.activeElement.textContent"))
    assert set(texts) == reached
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert "Turkey" == page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert "Turkey" == page.inner_text("#evidence-heading")
    page.keyboard.press("Escape")
    assert "Turkey" == page.evaluate("document.activeElement.textContent")
    # What has the focus is framed where it is drawn.
    box = page.evaluate(
        "(({ x, y, width, height }) => [x, y, width, height])(document.activeElement.getBoundingClientRect())"
    )
    at = page.evaluate("kgraph.centreOf('turkey')")
    assert (at["x"], at["y"]) == pytest.approx((box[0] + box[2] / 2, box[1] + box[3] / 2), abs=3)
    assert min(box[2:]) >= 24
    assert "solid" == page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert "Cooperation: " in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert page.evaluate("kgraph.selected() in Object.fromEntries(kgraph.ties().map(t => [t.id, 1]))")


def test_a_pair_is_chosen_and_sorted_by_keyboard_alone(article: str, open_page: Open) -> None:
    page = open_page(article).page
    page.locator("#first").focus()
    page.keyboard.type("United S")
    page.keyboard.press("Tab")
    assert ["united-states", "turkey"] == page.evaluate("kgraph.focus()")
    page.locator("#pairs [data-sort=label] button").focus()
    page.keyboard.press("Enter")
    assert "ascending" == page.locator("#pairs [data-sort=label]").get_attribute("aria-sort")
    page.keyboard.press("Enter")
    assert "descending" == page.locator("#pairs [data-sort=label]").get_attribute("aria-sort")


def test_what_can_be_reached_by_keyboard_shows_that_it_is(article: str, open_page: Open) -> None:
    page = open_page(article).page
    for _ in range(8):
        page.keyboard.press("Tab")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert "none" != page.evaluate(outline), page.evaluate("document.activeElement.outerHTML.slice(0, 90)")


@pytest.mark.parametrize("size", [(360, 640), (3840, 2160)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_from_phone_to_4k_nothing_runs_out_of_the_window(
    everything: str, open_page: Open, size: tuple[int, int], scheme: str
) -> None:
    opened = open_page(everything, width=size[0], height=size[1], color_scheme=scheme)
    page = opened.page
    assert size[0] >= page.evaluate("document.documentElement.scrollWidth")
    page.locator("#filters > summary").click()
    for view in ("pair", "whole"):
        if view == "whole":
            page.locator("#whole").click()
        assert size[0] >= page.evaluate("document.documentElement.scrollWidth")
        drawn = page.evaluate("kgraph.drawn()")
        assert min(drawn["left"], drawn["top"]) >= 0
        assert drawn["right"] <= drawn["width"]
        assert drawn["bottom"] <= drawn["height"]
    assert [] == opened.errors


def test_a_change_between_light_and_dark_repaints_the_picture(article: str, open_page: Open) -> None:
    page = open_page(article, color_scheme="light").page
    colour = "kgraph.edges()[0].color.color"
    before = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"before => {colour} !== before", arg=before)


@pytest.mark.parametrize("width", [360, 768, 1000, 1280])
def test_what_is_searched_never_lies_under_the_evidence(article: str, open_page: Open, width: int) -> None:
    page = open_page(article, width=width).page
    page.locator("#search").fill("Idlib")
    page.keyboard.press("Enter")
    found, evidence = page.locator("#results").bounding_box(), page.locator("#evidence").bounding_box()
    assert found is None if width < 1000 else 0 <= found["x"] <= found["x"] + found["width"] <= evidence["x"]
    page.keyboard.press("Escape")
    assert page.locator("#results").is_visible()
