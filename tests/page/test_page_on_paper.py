"""The page on paper: the dossier of the pair, on two sheets, with its sources by number."""

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


def test_on_paper_it_is_the_dossier(article: str, open_page: Open) -> None:
    page = open_page(article).page
    page.emulate_media(media="print")
    for hidden in (".picture", ".tools", "#pairs", "#ties", ".language"):
        assert not page.locator(hidden).is_visible()
    assert page.locator("#dossier .dossier").is_visible()
    assert "Russia delivers arms to Turkey" in page.inner_text("#dossier")
    assert "“Factbox: Partners or competitors?" in page.inner_text("#dossier .paper")
    cited = page.locator("#dossier .unites .lines .on-paper:visible").all_inner_texts()
    assert cited
    assert all(re.search(r"\[1\]\u00a0¶\u00a0\d", each) for each in cited)


@pytest.mark.parametrize("code", ["en", "tr", "ru"])
def test_the_dossier_of_the_pair_has_at_most_two_pages_of_a4_from_all_sources(
    everything: str, open_page: Open, code: str
) -> None:
    page = open_page(everything).page
    page.locator("#language").select_option(code)
    page.wait_for_function("code => kgraph.language === code", arg=code)
    printed = page.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
    assert b"/MediaBox [0 0 594.9" in printed or b"/MediaBox [0 0 595" in printed


def test_numbers_on_paper_lead_to_the_sources_listed(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    page.emulate_media(media="print")
    listed = set(re.findall(r"\[(\d+)\]", page.inner_text("#dossier .paper")))
    used = set(re.findall(r"\[(\d+)\]", " ".join(page.locator("#dossier .on-paper").all_inner_texts())))
    assert used == listed
    assert len(used) > 20


def test_on_paper_marks_stand_apart_and_no_line_begins_or_ends_with_a_stray_sign(
    everything: str, open_page: Open
) -> None:
    page = open_page(everything).page
    page.emulate_media(media="print")
    cited = page.locator("#dossier .on-paper:visible").all_inner_texts()
    assert cited
    for each in cited:
        assert re.fullmatch(r"\((?:[^·]*; )?\[\d+\]\u00a0¶\u00a0\d.*\)", each.strip(), re.DOTALL), each
    sources = page.locator("#dossier .paper p").first.inner_text()
    assert sources.endswith("”.")
    around = page.locator("#dossier .tag:visible").evaluate_all(
        "all => all.map(e => ['::before', '::after'].map(at => getComputedStyle(e, at).content))"
    )
    assert {('"["', '"]"')} == {tuple(each) for each in around}


def test_on_paper_what_several_sources_say_alike_stands_once_with_all_of_them(everything: str, open_page: Open) -> None:
    page = open_page(everything).page
    page.emulate_media(media="print")
    told = page.locator("#dossier .divides .lines > li:visible", has_text="Turkey shoots down aircraft of Russia")
    assert 1 == told.count()
    assert "6 statements in 6 sources" in told.inner_text()
    assert 6 == len(set(re.findall(r"\[(\d+)\]", told.locator(".alike-paper").inner_text())))
    assert not told.locator(".line-item").first.is_visible()
