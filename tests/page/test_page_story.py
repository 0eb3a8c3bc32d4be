"""Headline and summary: no word is stronger than its lines, and they follow the month and the filters."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kgraph
from kgraph.graph import Graph
from kgraph.namespaces import LANGUAGES
from kgraph.views.page.data import words_of
from kgraph.views.page.language import language
from kgraph.views.page.story import told

Open = Callable[..., Any]
PAIRS = [("russia", "turkey"), ("armenia", "azerbaijan"), ("united-states", "turkey"), ("ukraine", "russia")]


def story(graph: Graph, a: str, b: str, code: str = "en") -> tuple[str, str]:
    return told(words_of(graph, language(code)), graph.dossier(a, b))


def test_who_only_ended_fighting_is_no_partner(all_sources: Graph) -> None:
    title, summary = story(all_sources, "armenia", "azerbaijan")
    assert "Armenia and Azerbaijan: agreed to stop fighting each other" == title
    assert "cooperate" not in summary
    assert summary.endswith(
        "A ceasefire means that they fought; nothing shown here tells of that fight as one between the two."
    )


@pytest.mark.parametrize(
    ("a", "b", "headline"),
    [
        ("erdogan", "zelensky", "in contact"),
        ("azerbaijan", "turkey", "one supports the other"),
        ("russia", "wagner", "partners"),
        ("russia", "ukraine", "in conflict"),
        ("turkey", "united-states", "at odds"),
        ("nato", "turkey", "partners, yet at odds"),
        ("erdogan", "russia", "partners, yet at odds over a third party (inferred)"),
        ("syrian-government-forces", "displaced-people-in-syria", "one acts against the other"),
    ],
)
def test_a_headline_is_no_stronger_than_its_lines(all_sources: Graph, a: str, b: str, headline: str) -> None:
    assert story(all_sources, all_sources.actor(a), all_sources.actor(b))[0].endswith(f": {headline}")


def test_a_rivalry_that_a_rule_draws_is_called_inferred_wherever_it_is_told(all_sources: Graph) -> None:
    title, summary = story(all_sources, "turkey", "wagner")
    assert "Turkey and the Wagner Group: on opposite sides (inferred)" == title
    assert "in Syria (up to 2020) and Ukraine (up to 2020) (inferred by a rule)" in summary
    for a, b, _ in all_sources.rank():
        dossier = all_sources.dossier(a, b)
        lines = [line for line in dossier.divides if line.stance != "expects"]
        if lines and all(line.rule in ("proxy-rival", "opposed-client") for line in lines):
            assert story(all_sources, a, b)[0].endswith("(inferred)")


def test_partners_only_who_cooperate_or_support_each_other(all_sources: Graph) -> None:
    is_a = all_sources.vocabulary.is_a
    for a, b, _ in all_sources.rank():
        if "partners" not in story(all_sources, a, b)[0].split(": ")[-1]:
            continue
        relations = {(x.relation, x.agent) for x in all_sources.dossier(a, b).unites if x.stance != "expects"}
        weak = ("meets", "agreesCeasefireWith", "apologisesTo", "reportsTroopPositionsTo")
        backers = {agent for relation, agent in relations if is_a(relation, "supports")}
        strong = [r for r, _ in relations if not any(is_a(r, each) for each in (*weak, "supports"))]
        assert strong or len(backers) > 1


def test_what_is_over_is_told_in_the_past_with_its_years(all_sources: Graph) -> None:
    summary = story(all_sources, "russia", "turkey")[1]
    assert "are in conflict in Syria" not in summary
    assert "They were in conflict in Syria (2015; up to 2020)." in summary
    assert "They were at odds over sanctions (2015–2018; " in summary
    assert "They are at odds in Ukraine." in summary
    assert (
        "İkisi, Suriye (2015; en geç 2020) konusunda çatışma hâlindeydi."
        in story(all_sources, "russia", "turkey", "tr")[1]
    )
    assert (
        "Они были в конфликте; где: Сирия (2015; не позднее 2020)." in story(all_sources, "russia", "turkey", "ru")[1]
    )


def test_the_summary_says_up_to_when_its_own_sources_tell(all_sources: Graph) -> None:
    assert story(all_sources, "armenia", "azerbaijan")[1].startswith("As sources up to January 2021 tell it: ")
    for a, b, _ in all_sources.rank():
        dossier = all_sources.dossier(a, b)
        lines = [line for line in (*dossier.unites, *dossier.divides) if line.stance != "expects"]
        days = {all_sources.sources[claim.source].issued for line in lines for claim in line.witnesses}
        told_up_to = words_of(all_sources, language("ru")).day(max(days)[:7]) if days else None
        summary = story(all_sources, a, b, "ru")[1]
        assert summary.startswith(f"По данным источников до {told_up_to} включительно: ") == bool(days)


def test_in_a_month_that_is_asked_about_nothing_is_over() -> None:
    then = kgraph.load(Path(__file__).parents[2], policy="all", as_of="2015-11")
    summary = story(then, "russia", "turkey")[1]
    assert "in conflict in Syria" in summary
    assert "were" not in summary
    assert "tell it" not in summary


def everywhere(page: Any) -> dict[str, tuple[str, str]]:
    """What the script tells of each pair, from the lines that are shown now."""
    return page.evaluate("Object.fromEntries(kgraph.pairs().map(({ a, b }) => [`${a} ${b}`, kgraph.told(a, b)]))")


@pytest.mark.browser
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_script_tells_of_every_pair_what_the_dossier_tells(everything: str, open_page: Open, code: str) -> None:
    page = open_page(everything).page
    page.locator("#language").select_option(code)
    page.wait_for_function("code => kgraph.language === code", arg=code)
    pairs = page.evaluate("kgraph.pairs()")
    made = everywhere(page)
    assert pairs
    for pair in pairs:
        found = made[f"{pair['a']} {pair['b']}"]
        assert (pair["title"], pair["summary"]) == (found["title"], found["summary"])


@pytest.mark.browser
@pytest.mark.parametrize("month", ["2020-02", "2019-07"])
def test_headline_and_summary_of_a_month_are_those_of_the_dossier_as_of_it(
    everything: str, open_page: Open, month: str
) -> None:
    then = kgraph.load(Path(__file__).parents[2], policy="all", as_of=month)
    page = open_page(everything).page
    page.goto(f"{page.url}#at={month}")
    page.reload()
    page.wait_for_function("() => window.kgraph !== undefined")
    made = everywhere(page)
    for name, found in made.items():
        title, summary = story(then, *name.split())
        assert title == found["title"]
        if ": " in title:
            assert re.sub(r"^.*?leave it open: ", "", summary) == found["summary"]
    title, summary = story(then, "russia", "turkey")
    shown = page.inner_text("h1"), page.inner_text("#summary")
    assert shown[0].startswith(f"{title} (")
    assert shown[1].endswith(summary.split("leave it open: ")[1])
    assert month[:4] in page.inner_text("#counted")


@pytest.mark.browser
def test_headline_summary_and_what_counts_follow_the_filters(article: str, open_page: Open) -> None:
    page = open_page(article).page
    page.goto(f"{page.url}#sign=-1&arena=libya")
    page.reload()
    page.wait_for_function("() => window.kgraph !== undefined")
    assert "Russia and Turkey: on opposite sides (filtered)" == page.inner_text("h1")
    assert page.inner_text("#summary").endswith("tell it: Russia and Turkey back opposite sides in Libya.")
    counted = page.inner_text("#counted")
    assert "Sign: − conflict; Fields and conflicts: Libya" in counted
    shown = page.evaluate("kgraph.shownTies().length")
    assert f"{shown} of " in page.inner_text("#drawn-here")
    page.locator("#reset").click()
    assert "Russia and Turkey: partners and rivals at once" == page.inner_text("h1")
    assert "Only what the filters let through" not in page.inner_text("#counted")


@pytest.mark.browser
def test_what_two_camps_are_is_said_above_the_whole_graph(article: str, open_page: Open) -> None:
    page = open_page(article).page
    page.locator("#whole").click()
    summary = page.inner_text("#summary")
    assert "no source speaks of them" in summary
    camps = page.evaluate("kgraph.camps()")
    assert f"{camps['against']} of {camps['all']} such statements go against these camps" in summary
    assert "Whoever acts for another (an official, a force, a company) is put with it." in summary
    assert "whoever could stand in either camp without making it worse is in no frame" in summary


@pytest.mark.browser
def test_how_the_main_source_was_read_stands_where_it_is_named_first(article: str, open_page: Open) -> None:
    text = open_page(article).page.inner_text("#read-from")
    assert text.startswith("All claims are from Reuters, 28 September 2021: “Factbox")
    assert "The text read is a reworded copy of the agency's factbox" in text


@pytest.mark.browser
def test_the_sources_named_are_those_of_the_pair_shown(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    whole = page.evaluate("kgraph.claims()")
    page.goto(f"{page.url.split('#')[0]}#a=armenia&b=azerbaijan")
    page.reload()
    page.wait_for_function("() => window.kgraph !== undefined")
    text = page.inner_text("#read-from")
    pair = next(each for each in page.evaluate("kgraph.pairs()") if {each["a"], each["b"]} == {"armenia", "azerbaijan"})
    ties = {tie["id"]: tie for tie in page.evaluate("kgraph.ties()")}
    names = [line["tie"] for side in pair["sides"] for part in side["parts"] for line in part["lines"]]
    cited = {whole[claim]["source"] for name in names for claim in ties[name]["claims"]}
    assert text.startswith("All claims are from" if len(cited) == 1 else f"From {len(cited)} sources;")
    assert len({claim["source"] for claim in whole.values()}) > len(cited)
