"""The page speaks English, Turkish and Russian, all of it, and no English is left where another is spoken."""

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import kgraph
from kgraph.errors import UnknownName
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.model import Amount
from kgraph.namespaces import LANGUAGES
from kgraph.views.page.data import page_data, words_of
from kgraph.views.page.language import filled, language
from kgraph.views.page.numeric import edtf
from kgraph.views.page.phrases import figure, phrase, without_marks
from kgraph.views.page.ties import ties_of
from kgraph.views.shares import share
from kgraph.views.wording import clean, is_reported

OTHERS = tuple(code for code in LANGUAGES if code != "en")
Open = Callable[..., Any]
# English words that no other of the languages has.
ENGLISH = re.compile(
    r"\b(the|and|of|by|with|from|what|lines?|claims?|said|which|who|whom|this|that|any)\b", re.IGNORECASE
)


def gaps(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("code", OTHERS)
def test_each_table_has_the_same_keys_and_the_same_gaps(code: str) -> None:
    english, other = language("en").page, language(code).page
    assert list(english) == list(other)
    assert {key: gaps(text) for key, text in english.items()} == {key: gaps(text) for key, text in other.items()}


def test_the_sentences_of_both_plain_languages_have_the_same_keys() -> None:
    turkish, russian = (language(code).sentences for code in OTHERS)
    assert {key: gaps(text) for key, text in turkish.items()} == {key: gaps(text) for key, text in russian.items()}


@pytest.mark.parametrize("code", OTHERS)
def test_no_word_of_the_interface_is_left_in_english(code: str) -> None:
    english, other = language("en").page, language(code).page
    said = {key for key, text in english.items() if re.search(r"[a-z]", re.sub(r"\{\w+\}", "", text))}
    assert [] == sorted(key for key in said if english[key] == other[key])
    assert [] == [text for text in other.values() if ENGLISH.search(re.sub(r"\{\w+\}|CC BY", "", text))]


def test_every_word_is_used(article: str) -> None:
    folder = Path(kgraph.__file__).parent / "views" / "page"
    code = "".join(p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.suffix in (".py", ".js", ".html"))
    made = (
        "are_",
        "more_",
        "past_",
        "policy_",
        "sign_",
        "basis_",
        "way_",
        "filter_",
        "look_",
        "rule_",
        "part_",
        "kind_",
        "legend_",
        "repeat_",
        "found_",
        "pace_",
    )
    ends = ("_one", "_many")
    unused = [
        key
        for key in language("en").page
        if not re.search(rf"\b{re.escape(key)}\b", code) and not key.startswith(made) and not key.endswith(ends)
    ]
    assert [] == unused


def test_what_is_filled_in_is_no_gap_itself() -> None:
    assert "{b} {a}" == filled("{a} {b}", {"a": "{b}", "b": "{a}"})


@pytest.mark.parametrize(
    ("when", "turkish", "russian"),
    [
        ("2020-11", "11.2020", "11.2020"),
        ("2019~", "yaklaşık 2019", "примерно 2019"),
        ("[..2021-09-28]", "en geç 28.09.2021", "не позднее 28.09.2021"),
        ("[2019-01..2020]", "01.2019 – 2020 arasında bir zamanda", "в какое-то время, 01.2019 – 2020"),
        ("[2020..]", "en erken 2020", "не ранее 2020"),
        ("2020/..", "2020 tarihinden beri", "с 2020"),
        ("2020/", "başlangıç 2020, bitişi belirtilmemiş", "с 2020, окончание не указано"),
        ("/..", "28.09.2021 itibarıyla", "на 28.09.2021"),
        ("2020-01-01/2020-12-31", "2020 yılının tümü", "весь 2020"),
        ("2015?", "belki 2015", "возможно, 2015"),
    ],
)
def test_dates_are_in_figures_and_keep_their_doubt(when: str, turkish: str, russian: str) -> None:
    found = [edtf(when, "2021-09-28", language(code).sentences) for code in OTHERS]
    assert [turkish, russian] == found


@pytest.mark.parametrize("code", OTHERS)
def test_reported_speech_and_expectations_are_worded_as_such_in_each_language(home: Home, code: str) -> None:
    graph = kgraph.load(home.root, policy="all")
    dossiers = [graph.dossier("russia", "turkey")]
    data = page_data(graph, dossiers, ties_of(graph, dossiers), code)
    reported = {
        "tr": ("söyleyen:", "şunların sözüne dayanarak:", "yalanlayan:", "bekleyen:"),
        "ru": ("со слов:", "отрицает:", "ожидает:"),
    }[code]
    expected = {"tr": "Beklenen:", "ru": "Ожидается:"}[code]
    for tie in data["ties"]:
        kinds = {mark["kind"] for mark in tie["marks"]}
        assert ("reported" in kinds) <= any(word in tie["text"] for word in reported), tie["text"]
        assert ("expected" in kinds) == tie["text"].startswith(expected), tie["text"]


@pytest.mark.parametrize("code", OTHERS)
def test_each_claim_names_its_actors_as_they_are_called_in_the_language(graph: Graph, code: str) -> None:
    words = words_of(graph, language(code))
    for claim in graph.claims.values():
        for end in (claim.agent, claim.target):
            assert end is None or words.label(end).casefold() in words.fact(claim).casefold()


@pytest.mark.parametrize("code", OTHERS)
def test_each_claim_carries_all_that_the_english_sentence_has(code: str) -> None:
    """Object, figure, means, place, speaker, reservations and stance: each in the language, or marked as English."""
    every = kgraph.load(Path(__file__).parents[2], policy="all")
    words = words_of(every, language(code))
    sentences = language(code).sentences
    for claim in every.claims.values():
        text = words.fact(claim)
        phrase_of = every.vocabulary.relations[claim.relation].phrase
        for more in (claim.about, claim.place):
            # What the relation says itself is not said twice.
            if more and clean(more) not in phrase_of:
                assert phrase(more, language(code)) in text
        if claim.amount:
            assert figure(claim.amount, share(claim), language(code)) in text
        for actor in (claim.through, claim.said_by if is_reported(every, claim) else None):
            assert actor is None or words.label(actor).casefold() in text.casefold()
        for key, here in (("expected", claim.stance == "expects"), ("hedged", claim.sureness == "hedged")):
            sign = {"expected": sentences["expected"].split("{")[0], "hedged": sentences["hedged"].split("}")[1]}[key]
            assert here == (sign in text)


@pytest.mark.parametrize("code", OTHERS)
def test_every_object_place_and_figure_of_the_article_is_translated(graph: Graph, code: str) -> None:
    words = words_of(graph, language(code))
    assert [] == [words.fact(claim) for claim in graph.claims.values() if "\u2068" in words.fact(claim)]


def test_what_nobody_translated_is_marked_as_english_and_its_figure_kept() -> None:
    spoken = language("tr")
    assert "\u2068a steel bridge\u2069" == phrase("a steel bridge", spoken)
    assert "en az 1.200,5 \u2068tonnes of steel\u2069" == figure(
        Amount("atLeast", "1200.5", "tonnes of steel"), None, spoken
    )
    assert "a steel bridge" == without_marks(phrase("a steel bridge", spoken))


@pytest.mark.browser
def test_what_is_left_in_english_is_marked_as_such_for_the_ear(
    article: str, open_page: Open, repack: Callable[..., str]
) -> None:
    page = open_page(
        repack(article, lambda data: data.replace("S-400 hava savunma bataryaları", "\u2068of steel\u2069"))
    ).page
    page.locator("#language").select_option("tr")
    page.wait_for_function("() => kgraph.language === 'tr'")
    found = page.locator("#ties button.line [lang=en]").first
    assert "of steel" == found.inner_text()


def test_an_unknown_language_is_refused(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="language"):
        graph.page(lang="de")


def spoken_texts(page: Any) -> list[str]:
    """Every text of the page that is not said to be kept in English, and every label for the ear."""
    return page.evaluate(
        """() => {
          const found = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const kept = node.parentElement.closest('script, style, noscript, textarea, [lang=en], a, .language');
            if (!kept) found.push(node.nodeValue);
          }
          for (const each of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
            found.push(each.getAttribute('aria-label') || each.title || each.placeholder);
          }
          return found.map((text) => text.trim()).filter(Boolean);
        }"""
    )


@pytest.mark.browser
@pytest.mark.parametrize("code", OTHERS)
def test_nothing_on_the_page_is_left_in_english(article: str, open_page: Open, code: str) -> None:
    opened = open_page(article)
    page = opened.page
    page.locator("#language").select_option(code)
    page.wait_for_function("code => kgraph.language === code", arg=code)
    assert code == page.evaluate("document.documentElement.lang")
    for step in ("#filters > summary", "#time > summary", "#ties tbody button >> nth=3", "#whole"):
        page.locator(step).click()
        left = [text for text in spoken_texts(page) if ENGLISH.search(text.replace("CC BY", ""))]
        assert [] == left
    assert [] == opened.errors
    assert [] == opened.requests


@pytest.mark.browser
def test_the_switch_keeps_what_is_seen_and_the_address_keeps_the_language(article: str, open_page: Open) -> None:
    page = open_page(article).page
    page.goto(f"{page.url}#a=ukraine&b=turkey&sign=1&at=2020-02")
    page.reload()
    page.wait_for_function("() => window.kgraph !== undefined")
    before = page.evaluate("[kgraph.focus(), kgraph.month(), kgraph.shownTies()]")
    page.locator("#language").select_option("ru")
    page.wait_for_function("() => kgraph.language === 'ru'")
    assert before == page.evaluate("[kgraph.focus(), kgraph.month(), kgraph.shownTies()]")
    assert "lang=ru" in page.url
    assert "language" == page.evaluate("document.activeElement.id")
    page.reload()
    page.wait_for_function("() => window.kgraph !== undefined")
    assert "ru" == page.evaluate("kgraph.language")
    assert "Украина и Турция" in page.inner_text("h1")
    page.locator("#language").select_option("en")
    page.wait_for_function("() => kgraph.language === 'en'")
    assert "lang=" not in page.url
    assert "Ukraine and Turkey" in page.inner_text("h1")


@pytest.mark.browser
def test_a_page_can_begin_in_another_language(graph: Graph, open_page: Open) -> None:
    html = graph.page(lang="tr")
    assert "Rusya ve Türkiye: hem ortak hem rakip" in html
    page = open_page(html).page
    assert "tr" == page.evaluate("kgraph.language")
    page.locator("#language").select_option("en")
    page.wait_for_function("() => kgraph.language === 'en'")
    assert "lang=en" in page.url


@pytest.mark.browser
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280, 3840])
@pytest.mark.parametrize("of", ["the article", "all sources"])
def test_the_picture_has_no_overlapping_labels_in_any_language(
    article: str, everything: str, open_page: Open, code: str, width: int, of: str
) -> None:
    page = open_page(article if of == "the article" else everything, width=width).page
    page.locator("#language").select_option(code)
    page.wait_for_function("code => kgraph.language === code", arg=code)
    boxes, labels = page.evaluate("Object.values(kgraph.boxes())"), page.evaluate("kgraph.labels()")
    assert not [label for label in labels if "…" in label["text"]]
    for a, b in combinations([*boxes, *labels, *page.evaluate("kgraph.numbers()")], 2):
        apart = a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
        assert apart, f"{a} overlaps {b}"
    assert width >= page.evaluate("document.documentElement.scrollWidth")
