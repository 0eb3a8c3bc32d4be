"""One event told by several sources stands once and unfolds; what has no sign stands apart; counts agree."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from kgraph.analysis.dyads import Line
from kgraph.dates import parse_extent
from kgraph.graph import Graph
from kgraph.views.page.alike import alike

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def shot_down(all_sources: Graph) -> list[Line]:
    divides = all_sources.dossier("russia", "turkey").divides
    return [line for line in divides if line.relation == "shootsDownAircraftOf"]


def test_one_event_of_six_sources_is_one_entry(all_sources: Graph, shot_down: list[Line]) -> None:
    assert 6 == len({claim.source for line in shot_down for claim in line.claims})
    assert [shot_down] == alike(all_sources, shot_down)


def test_what_happened_at_another_time_is_another_entry(all_sources: Graph, shot_down: list[Line]) -> None:
    later = shot_down[0]._replace(extent=parse_extent("2017"))
    vague = shot_down[1]._replace(extent=parse_extent("[2015..2018]"))
    exact = shot_down[2]._replace(extent=parse_extent("2015-11-24"))
    assert [[later], [vague, exact]] == alike(all_sources, [later, vague, exact])


def test_another_object_figure_or_stance_is_another_entry(all_sources: Graph, shot_down: list[Line]) -> None:
    one, other = shot_down[:2]
    assert one.root
    assert 1 == len(alike(all_sources, [one, other]))
    assert 2 == len(alike(all_sources, [one, other._replace(stance="expects")]))
    assert 2 == len(alike(all_sources, [one, other._replace(root=one.root._replace(about="a helicopter"))]))
    assert 2 == len(alike(all_sources, [one, other._replace(agent="russia", target="turkey")]))
    assert 1 == len(alike(all_sources, [one, other._replace(root=one.root._replace(place="elsewhere"))]))


def test_every_line_is_in_one_entry_and_the_order_stays(all_sources: Graph) -> None:
    for a, b, _ in all_sources.rank():
        dossier = all_sources.dossier(a, b)
        for lines in (dossier.unites, dossier.divides):
            groups = alike(all_sources, lines)
            assert sorted(map(id, lines)) == sorted(id(line) for group in groups for line in group)
            firsts = [lines.index(group[0]) for group in groups]
            assert firsts == sorted(firsts)


@pytest.mark.browser
def test_an_entry_says_how_many_say_so_and_unfolds_to_each_with_its_evidence(everything: str, open_page: Open) -> None:
    opened = open_page(everything)
    page = opened.page
    entry = page.locator("#dossier .divides .alike", has_text="shoots down aircraft").first
    summary = entry.locator("summary")
    assert re.fullmatch(
        r"Turkey shoots down aircraft of Russia\s+6 statements in 6 sources\xa0· 24 November 2015", summary.inner_text()
    )
    assert not entry.locator(".line-item").first.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    told = entry.locator(".line-item").all_inner_texts()
    assert 6 == len(told)
    assert any(text.startswith("According to Russia") for text in told)
    assert all("¶\xa0" in text for text in told)
    entry.locator("button.line").nth(3).click()
    assert "Said by" in opened.evidence


@pytest.mark.browser
def test_an_entry_counts_only_what_the_filters_show_and_is_no_surer_than_that(everything: str, open_page: Open) -> None:
    page = open_page(everything, fragment="basis=reported").page
    entry = page.locator("#dossier .divides .alike", has_text="shoots down aircraft").first
    ties = {tie["id"] for tie in page.evaluate("kgraph.ties()") if tie["relation"] == "shootsDownAircraftOf"}
    left = ties & set(page.evaluate("kgraph.shownTies()"))
    assert f"{len(left)} statements in {len(left)} sources" in entry.locator("summary").inner_text()
    assert entry.locator("summary").inner_text().startswith("According to ")


@pytest.mark.browser
def test_what_is_neither_friendly_nor_hostile_stands_below_the_columns(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    ties = page.evaluate("kgraph.ties()")
    pair = [tie for tie in ties if {tie["agent"], tie["target"]} == {"russia", "turkey"}]
    neither = {tie["id"] for tie in pair if tie["sign"] == 0 and tie["counted"]}
    tourism = {tie["id"] for tie in pair if "tourism" in tie["places"]}
    assert neither & tourism
    section = page.locator("#dossier .neither")
    assert neither == set(section.locator("[data-tie]").evaluate_all("all => all.map(e => e.dataset.tie)"))
    assert "neither friendly nor hostile" in section.inner_text()
    # All statements of the pair stand somewhere in its dossier.
    everywhere = page.locator("#dossier .lines [data-tie], #dossier .neither [data-tie]")
    assert {tie["id"] for tie in pair if tie["counted"]} == set(
        everywhere.evaluate_all("all => all.map(e => e.dataset.tie)")
    )
    page.goto(f"{page.url.split('#')[0]}#sign=1")
    page.reload()
    page.wait_for_function("() => window.kgraph !== undefined")
    assert not section.is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("month", ["2015-11", "2020-02"])
def test_a_month_has_the_same_numbers_in_the_chart_and_in_the_columns(
    everything: str, open_page: Open, month: str
) -> None:
    page = open_page(everything, fragment=f"at={month}").page
    chart = re.findall(r"(\d+) statements? of cooperation, (\d+) of conflict", page.text_content("#time-counts"))
    shown = page.locator("#dossier .side .shown").all_inner_texts()
    columns = [re.findall(r"Shown now: (\d+) of these \d+ statements", text) for text in shown]
    assert list(chart[0]) == [found[0] for found in columns if found]


@pytest.mark.browser
def test_the_summary_of_a_month_tells_an_event_once(everything: str, open_page: Open) -> None:
    summary = open_page(everything, fragment="at=2015-11").page.inner_text("#summary")
    assert 1 == summary.count("shoots down aircraft of Russia")
    assert "According to Russia, Turkey shoots down" not in summary


@pytest.mark.browser
def test_no_code_of_dates_and_no_share_in_odd_per_cent_is_in_sight(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    text = page.inner_text("body")
    assert "about a third of Turkey's gas imports" in text
    assert "33.3" not in text
    assert not re.search(r"\d{4}~|\[\.\.\d|\d\.\.\]|luperfect", text)
    tie = next(tie["id"] for tie in page.evaluate("kgraph.ties()") if tie["when"] == "about 2019")
    page.locator(f"#ties [data-tie='{tie}']").click()
    said = page.inner_text("#evidence")
    assert "about 2019" in said
    assert "2019~" not in said
    assert "EDTF: 2019~" == page.locator("#evidence dd [title]").first.get_attribute("title")
