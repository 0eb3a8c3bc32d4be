"""The slider: what held in a month is what `--as-of` says, everywhere on the page, and the address keeps it."""

import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest

import kgraph
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.views.page.ties import ties_of

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
MONTHS = ["2019-01", "2019-07", "2020-02", "2020-11", "2021-09", "2021-10"]


@pytest.fixture(scope="module")
def everything(home: Home) -> str:
    return kgraph.load(home.root, policy="all").page(focus=("russia", "turkey"))


def at(page: Any, month: str) -> None:
    """Open the page with a month in its address."""
    page.goto(f"{page.url.split('#')[0]}#at={month}")
    page.reload()
    page.wait_for_function("() => window.kgraph !== undefined")
    assert month == page.evaluate("kgraph.month()")


def told(tie: dict[str, Any]) -> tuple[Any, ...]:
    """What is said of a line: of whom, where, in which words, and what weakens it."""
    marks = tuple(sorted(mark["kind"] for mark in tie["marks"]))
    return tie["agent"], tie["relation"], tie["target"], tuple(tie["places"]), tie["text"], marks, tie["look"]


def as_of(home: Home, month: str) -> tuple[Graph, list[dict[str, Any]]]:
    """The lines of a page that is made as of the month."""
    from kgraph.views.page.data import page_data

    graph = kgraph.load(home.root, policy="all", as_of=month)
    dossiers = [graph.dossier(*pair[:2]) for pair in graph.rank()]
    return graph, page_data(graph, dossiers, ties_of(graph, dossiers))["ties"]


@pytest.mark.parametrize("month", MONTHS)
def test_a_month_shows_the_lines_words_and_counts_that_as_of_gives(
    everything: str, home: Home, open_page: Open, month: str
) -> None:
    page = open_page(everything).page
    at(page, month)
    graph, ties = as_of(home, month)
    assert {told(tie) for tie in ties} == {told(tie) for tie in page.evaluate("kgraph.tiesNow()")}
    rows = page.locator("#pairs tbody tr").evaluate_all(
        "all => all.map(r => [r.querySelector('button').dataset.a, r.querySelector('button').dataset.b,"
        " +r.cells[1].textContent, +r.cells[2].textContent])"
    )
    counted = [[*sorted(pair[:2]), pair[2].positive, pair[2].negative] for pair in graph.rank()]
    assert counted == [[*sorted(row[:2]), *row[2:]] for row in rows]
    dossier = graph.dossier("russia", "turkey")
    for side, lines in (("unites", dossier.unites), ("divides", dossier.divides)):
        assert len(lines) == page.locator(f"#dossier .{side} .lines .line-item").count()


def test_the_slider_says_its_month_and_one_click_shows_any_date_again(everything: str, open_page: Open) -> None:
    opened = open_page(everything)
    page = opened.page
    page.locator("#time summary").click()
    lines = page.evaluate("kgraph.tiesNow().length")
    page.locator("#month").focus()
    page.keyboard.press("Home")
    first = page.evaluate("kgraph.month()")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("kgraph.month()") > first
    assert page.inner_text("#time-now") == page.locator("#month").get_attribute("aria-valuetext")
    assert page.inner_text("h1").endswith(f"({page.inner_text('#time-now')})")
    assert page.evaluate("kgraph.tiesNow().length") < lines
    assert f"at={page.evaluate('kgraph.month()')}" in page.url
    shown = page.inner_text("#shown")
    page.locator("#reset").click()
    assert page.evaluate("kgraph.month()") is None
    assert lines == page.evaluate("kgraph.tiesNow().length")
    assert shown != page.inner_text("#shown")
    assert "at=" not in page.url
    assert [] == opened.errors


def test_steps_lead_to_the_months_in_which_something_changes(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    page.locator("#time summary").click()
    page.locator("#time-before").click()
    seen = []
    for _ in range(4):
        month = page.evaluate("kgraph.month()")
        lines = "kgraph.tiesNow().filter(t => t.agent === 'turkey' || t.target === 'turkey').length"
        seen.append((month, page.inner_text("#time-counts"), page.evaluate(lines)))
        page.locator("#time-before").click()
    assert [month for month, *_ in seen] == sorted({month for month, *_ in seen}, reverse=True)
    last = page.evaluate("kgraph.month()")
    page.locator("#time-after").click()
    assert seen[-1][0] == page.evaluate("kgraph.month()") > last


def test_it_plays_and_pauses(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    page.locator("#time summary").click()
    page.clock.install()
    page.locator("#play").click()
    assert "Pause" == page.inner_text("#play")
    first = page.evaluate("kgraph.month()")
    page.clock.run_for(1000)
    assert page.evaluate("kgraph.month()") > first
    page.locator("#play").click()
    assert "Play" == page.inner_text("#play")
    month = page.evaluate("kgraph.month()")
    page.clock.run_for(1500)
    assert month == page.evaluate("kgraph.month()")


def test_play_goes_month_by_month_or_from_change_to_change(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    page.locator("#time summary").click()
    page.clock.install()
    page.locator("#month").focus()
    page.keyboard.press("Home")
    page.locator("#play").focus()
    page.keyboard.press("Enter")
    months = []
    for _ in range(3):
        months.append(page.evaluate("kgraph.month()"))
        page.clock.run_for(450)
    numbers = [int(month[:4]) * 12 + int(month[5:]) for month in months]
    assert [numbers[0], numbers[0] + 1, numbers[0] + 2] == numbers
    page.locator("#pace").select_option("change")
    assert "Play" == page.inner_text("#play")
    page.locator("#time-before").click()
    before = page.evaluate("kgraph.month()")
    page.locator("#play").click()
    played = page.evaluate("kgraph.month()")
    page.locator("#play").click()
    page.locator("#time-before").click()
    page.locator("#time-after").click()
    assert played == page.evaluate("kgraph.month()") > before


def test_who_wants_no_motion_steps_and_does_not_play(everything: str, open_page: Open) -> None:
    page = open_page(everything, reduced_motion="reduce").page
    page.locator("#time summary").click()
    assert not page.locator("#play").is_visible()
    page.locator("#time-after").click()
    assert page.evaluate("kgraph.month()")


def test_the_timeline_has_a_bar_for_each_month_and_says_so_in_words(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    page.locator("#time summary").click()
    months = int(page.locator("#month").get_attribute("max")) + 1
    bars = page.locator("#timeline rect.coop.pale")
    assert months / 2 < bars.count() <= months
    assert "cooperation above, conflict below" in page.locator("#timeline").get_attribute("aria-label")


def test_a_page_that_is_made_as_of_a_date_has_no_slider(home: Home, open_page: Open) -> None:
    view = kgraph.load(home.root, as_of="2020-02")
    page = open_page(view.page(focus=("russia", "turkey"))).page
    assert not page.locator("#time").is_visible()


@pytest.mark.parametrize("fragment", ["at=2020-13", "at=0000-00", "at=%3Cimg%3E", "at=2020-02-30", "at=99999-01"])
def test_a_month_that_there_is_not_is_ignored(everything: str, open_page: Open, fragment: str) -> None:
    opened = open_page(everything)
    page = opened.page
    page.goto(f"{page.url.split('#')[0]}#{fragment}")
    page.reload()
    page.wait_for_function("() => window.kgraph !== undefined")
    assert page.evaluate("kgraph.month()") is None
    assert [] == opened.errors


def test_the_chart_says_what_its_colours_mean_and_how_high_it_is(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    page.locator("#time summary").click()
    key = page.locator("#chart-key").inner_text()
    assert "Statements that held in each month:" in key
    assert ["cooperation", "conflict", "pale: possible, but not certain"] == [
        word for word in ("cooperation", "conflict", "pale: possible, but not certain") if word in key
    ]
    up, zero, down = page.locator("#scale span").all_inner_texts()
    assert (up, "0") == (down, zero)
    heights = page.evaluate("[...document.querySelectorAll('#timeline .pale')].map(bar => +bar.getAttribute('height'))")
    page.locator("#time-after").click()
    now = page.locator("#time-counts").inner_text()
    counts = [int(text) for text in re.findall(r"(\d+) (?:statements of|of conflict)", now)]
    # The highest bar of all months is as many statements as the scale says.
    assert max(counts) <= int(up)
    assert 34 == pytest.approx(max(heights))


@pytest.mark.parametrize("width", [360, 1280])
def test_the_years_under_the_chart_do_not_touch_and_the_slider_is_as_wide_as_the_chart(
    width: int, everything: str, open_page: Open
) -> None:
    page = open_page(everything, width=width).page
    page.locator("#time summary").click()
    boxes = page.evaluate("[...document.querySelectorAll('#years span')].map(e => e.getBoundingClientRect().toJSON())")
    assert len(boxes) > 2
    assert all(one["right"] + 4 <= other["left"] for one, other in itertools.pairwise(boxes))
    chart, slider = (page.locator(name).bounding_box() for name in ("#timeline", "#month"))
    assert (chart["x"], chart["width"]) == pytest.approx((slider["x"], slider["width"]), abs=1)


def test_what_was_found_outside_the_month_says_so_and_one_click_shows_any_date(
    everything: str, open_page: Open
) -> None:
    page = open_page(everything).page
    at(page, "2020-02")
    now = {tie["id"] for tie in page.evaluate("kgraph.tiesNow()")}
    tie = next(tie for tie in page.evaluate("kgraph.ties()") if tie["id"] not in now and not tie["rule"])
    page.fill("#search", tie["text"])
    page.locator("#results button", has_text=tie["text"]).first.click()
    assert "Not of the month chosen, February 2020." in page.locator("#evidence-body").inner_text()
    page.locator("#evidence-body .outside button").click()
    assert page.evaluate("kgraph.month()") is None
    assert page.locator("#evidence-body .outside").count() == 0
    assert tie["id"] == page.evaluate("kgraph.selected()")
