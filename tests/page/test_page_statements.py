"""Where a statement stands: in its month, beside what contradicts it, on paper, and how certain it is called."""

from collections.abc import Callable
from typing import Any

import pytest

from kgraph.graph import Graph
from kgraph.views.page.data import words_of
from kgraph.views.page.language import language

Open = Callable[..., Any]


def in_month(page: Any, month: str, more: str = "") -> None:
    page.goto(f"{page.url.split('#')[0]}#at={month}{more}")
    page.reload()
    page.wait_for_function("() => window.kgraph !== undefined")


@pytest.mark.browser
def test_what_is_dated_in_the_month_stands_first_also_if_nobody_is_named(article: str, open_page: Open) -> None:
    page = open_page(article).page
    in_month(page, "2020-02")
    first = page.locator("#dossier .side").first
    assert first.locator("h2").inner_text() == "In February 2020"
    text = first.inner_text()
    assert "Syria" in text
    assert "Someone (it is not said who) kills soldiers of Turkey (" in text
    assert "Turkey deploys forces against Syrian government forces" in text
    in_month(page, "2020-02", "&arena=libya")
    assert 0 == page.locator("#dossier .event:visible").count()
    in_month(page, "2020-02", "&sign=-1")
    assert (
        "Someone (it is not said who) kills soldiers of Turkey (" in page.locator("#dossier .side").first.inner_text()
    )
    assert "Russia supports" not in page.locator("#dossier .side").first.inner_text()


@pytest.mark.browser
def test_all_that_is_said_of_one_event_stands_together_in_its_month(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    in_month(page, "2020-02")
    box = page.locator("#dossier .month").inner_text()
    assert "at least 34 soldiers killed" in box
    assert "According to Hulusi Akar, someone (it is not said who) kills soldiers of Turkey" in box
    assert "33 soldiers killed" in box
    assert "309 soldiers killed" in box
    assert "The Russian Ministry of Defence denies that Russia launches air strikes on" in box
    # Denials and statements of others count for no sign of the pair.
    assert not [text for text in box.splitlines() if "denies that" in text and text[0] in "+−"]
    summary = page.inner_text("#summary")
    assert summary.startswith("Events of February 2020, or reported then: ")
    assert "at least 34 soldiers killed" in summary
    in_month(page, "2020-02", "&arena=libya")
    assert "reported then" not in page.inner_text("#summary")


@pytest.mark.browser
def test_what_has_no_beginning_stands_in_no_month_but_with_what_it_is_about(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    in_month(page, "2021-09")
    claims = page.evaluate("kgraph.ties()")
    times = {tie["id"]: tie["times"] for tie in claims}
    listed = page.locator("#dossier .event").evaluate_all("all => all.map(e => e.dataset.event)")
    alone = [tie for tie in claims if not tie["rule"] and all(not time[0] for time in tie["times"])]
    undated = [name for name in listed if name in times and all(not time[0] for time in times[name])]
    assert len(undated) < len([tie for tie in alone if any(time[1][:7] == "2021-09" for time in tie["times"])])


@pytest.mark.browser
@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_contradiction_stands_under_the_statement_that_it_contradicts(
    everything: str, open_page: Open, media: Any
) -> None:
    page = open_page(everything).page
    page.emulate_media(media=media)
    claims, now = page.evaluate("kgraph.claims()"), {tie["id"]: tie for tie in page.evaluate("kgraph.tiesNow()")}
    found, told = 0, " ".join(page.locator("#dossier .denial").all_inner_texts())
    for item in page.locator("#dossier .lines > .line-item").all():
        name = item.locator("[data-tie]").first.get_attribute("data-tie")
        against = {claims[other]["text"] for each in now[name]["claims"] for other in claims[each]["disputes"]}
        denial = item.locator(".denial")
        assert bool(against) == bool(denial.count())
        if against:
            assert denial.is_visible()
            assert media == "print" or all(text in denial.inner_text() for text in against)
            assert all(text in told for text in against)
        found += bool(against)
    assert found


@pytest.mark.browser
def test_whom_the_two_back_stands_once_with_what_divides_them_there(everything: str, open_page: Open) -> None:
    pairs = open_page(everything).page.evaluate("kgraph.pairs()")
    unites, divides = next(pair for pair in pairs if {pair["a"], pair["b"]} == {"russia", "turkey"})["sides"]
    divided = {part["arena"]: part for part in divides["parts"]}
    shared = [part for part in unites["parts"] if part["arena"] in divided]
    assert any(divided[part["arena"]]["camps"] for part in shared)
    assert not any(part["camps"] for part in shared)


@pytest.mark.browser
def test_on_paper_whoever_a_source_only_quotes_is_named(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    page.emulate_media(media="print")
    claims, actors = page.evaluate("kgraph.claims()"), page.evaluate("kgraph.actors()")
    now = {tie["id"]: tie for tie in page.evaluate("kgraph.tiesNow()")}
    backers = [item for item in page.locator("#dossier .camp").all() if item.is_visible()]
    assert backers
    for item in backers:
        names = item.locator("[data-tie]").evaluate_all("all => all.map(e => e.dataset.tie)")
        for claim in (claims[each] for name in names for each in now[name]["claims"]):
            assert not claim["reported"] or actors[claim["speaker"]] in item.inner_text()


@pytest.mark.browser
def test_in_a_month_what_is_certain_stands_before_what_is_only_possible(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    in_month(page, "2020-02")
    ties = {tie["id"]: tie for tie in page.evaluate("kgraph.tiesNow()")}
    heads = page.locator(".unites .held-head").all_inner_texts()
    assert ["Certainly then", "Possibly then: the dates leave it open"] == heads
    for group, wanted in ((0, False), (1, True)):
        held = page.locator(".unites .held").nth(group).locator(".lines > li > [data-tie]")
        for name in held.evaluate_all("all => all.map(e => e.dataset.tie)"):
            assert wanted == any(mark["kind"] == "possibly" for mark in ties[name]["marks"])


def test_a_meeting_on_a_day_is_not_called_possible_for_an_office_dated_otherwise(all_sources: Graph) -> None:
    words = words_of(all_sources, language("en"))
    meetings = [
        line for line in all_sources.dossier("russia", "turkey").unites if line.relation in ("meets", "holdsSummitWith")
    ]
    counted = [line for line in meetings if line.derived]
    assert counted
    for line in counted:
        marks = {mark["kind"]: mark["text"] for mark in words.marks(line.facts)}
        assert "possibly" not in marks
        assert "office" not in marks or "as of" in marks["office"]


@pytest.mark.browser
def test_in_its_month_a_meeting_is_certain_and_the_office_is_dated_apart(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    meeting = next(
        tie
        for tie in page.evaluate("kgraph.ties()")
        if tie["relation"] == "meets" and tie["rule"] and any(mark["kind"] == "office" for mark in tie["marks"])
    )
    deed = next(office for office in meeting["offices"] if office)
    in_month(page, deed[0][:7])
    then = next(tie for tie in page.evaluate("kgraph.tiesNow()") if tie["id"] == meeting["id"])
    assert "possibly" not in {mark["kind"] for mark in then["marks"]}
    assert "that they acted for it then is assumed (known as of" in " ".join(mark["text"] for mark in then["marks"])
