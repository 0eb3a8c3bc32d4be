"""The page of imported events: lines that count events, months, evidence that leads to the rows, third parties."""

import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kgraph.analysis.coded.carried import carried
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.views.coded.page import language
from kgraph.views.coded.page.lines import lines_of
from kgraph.views.coded.page.query import PLACE, query, values
from kgraph.views.page.language import language as of_claims
from tests.page.conftest import open_page as open_page

MESSAGES = Path(language.__file__).parent / "messages"


@pytest.fixture(scope="module")
def russia_turkey(graph: Graph) -> str:
    return graph.page_of_events(focus=("russia", "turkey"))


@pytest.fixture
def opened(open_page: Callable[..., Any], russia_turkey: str) -> Iterator[Any]:
    found = open_page(russia_turkey)
    yield found
    assert ([], []) == (found.errors, found.requests)


def lines(found: Any) -> dict[str, dict[str, Any]]:
    return {tie["id"]: tie for tie in found.page.evaluate("kgraph.ties()")}


def test_each_line_counts_the_events_of_an_arena_sign_and_class(opened: Any, graph: Graph) -> None:
    between = graph.events().between("russia", "turkey")
    assert opened.page.evaluate("kgraph.focus()") == ["russia", "turkey"]
    own = [tie for tie in lines(opened).values() if {tie["agent"], tie["target"]} == {"russia", "turkey"}]
    assert sum(cell.events for cell in between.cells) == sum(tie["events"] for tie in own)
    line = lines(opened)["events/russia/turkey/diplomacy/plus/verbal"]
    assert (2, {"2018-01": 1, "2018-03": 1}) == (line["events"], line["months"])
    assert "Russia and Turkey: cooperation and conflict" in opened.page.title()


def test_what_is_no_deed_is_drawn_dashed_and_called_words(opened: Any) -> None:
    looks = {tie["class"]: tie["look"] for tie in lines(opened).values() if tie["rule"] is None}
    assert {"verbal": "reported", "material": "stated"} == looks
    opened.page.evaluate("document.getElementById('filters').open = true")
    opened.page.select_option("#filter-basis", "facts")
    assert all(lines(opened)[name]["class"] == "material" for name in opened.page.evaluate("kgraph.shownTies()"))


def test_the_evidence_has_counts_days_terms_and_the_command_that_shows_the_rows(opened: Any, run: Any) -> None:
    opened.page.click('#dossier [data-tie="events/russia/turkey/diplomacy/plus/verbal"]')
    told = opened.evidence
    for words in ("2", "3", "5 Jan 2018 to 1 Mar 2018", "Russia: 2, Turkey: 0", "2018-01: 1 · 2018-03: 1", "none"):
        assert words in told
    command = opened.page.inner_text("#evidence code")
    code, out, _ = run(*shlex.split(command)[1:])
    assert 0 == code
    assert 3 == out.count("small.tab:")


def test_a_month_shows_only_its_events(opened: Any) -> None:
    page = opened.page
    page.evaluate("location.hash = 'at=2018-03'")
    page.wait_for_function("() => kgraph.month() === '2018-03'")
    now = {tie["id"]: tie for tie in page.evaluate("kgraph.tiesNow()")}
    line = now["events/russia/turkey/diplomacy/plus/verbal"]
    assert (1, True) == (line["events"], "1 event " in line["text"])
    assert "events/russia/turkey/diplomacy/minus/verbal" not in now
    assert "events of cooperation" in page.inner_text("#time-counts")


def test_third_parties_stand_in_a_frame_with_the_lines_that_prove_it(opened: Any) -> None:
    assert "syrian-government-forces" in opened.page.evaluate("Object.keys(kgraph.boxes())")
    name = "through/russia/turkey/syrian-government-forces"
    derived = lines(opened)[name]
    assert (0, "derived", -1) == (derived["events"], derived["look"], derived["sign"])
    opened.page.click(f'#dossier [data-tie="{name}"]')
    assert "small.tab:8" in opened.page.locator("#evidence").evaluate("node => node.textContent")
    assert "no proof that the two mean each other" in opened.evidence


def test_without_a_pair_the_most_ambivalent_one_is_in_the_middle(graph: Graph) -> None:
    events = graph.events()
    first = events.rank().pairs[0]
    assert {first.a, first.b} == set(carried(events).pairs[0].found[:2])


def test_a_page_has_so_many_lines_and_says_what_it_leaves_out(graph: Graph) -> None:
    events = graph.events()
    most = carried(events, ("russia", "turkey"))
    few = carried(events, ("russia", "turkey"), most_lines=3)
    assert len(few.pairs) < len(most.pairs)
    assert 3 >= sum(len(pair.lines) for pair in few.pairs[1:])
    assert most.total == few.total == events.rank().total


def test_the_pairs_are_told_with_how_many_are_left_out(opened: Any) -> None:
    text = opened.page.inner_text("#pairs-section")
    assert "kgraph rank --events small --most 0" in text
    assert "0 are left out" in text


def test_a_narrow_window_holds_the_page(open_page: Callable[..., Any], russia_turkey: str) -> None:
    found = open_page(russia_turkey, 360)
    assert 360 >= found.page.evaluate("document.documentElement.scrollWidth")
    assert [] == found.errors


@pytest.mark.parametrize("code", ["tr", "ru"])
def test_the_page_speaks_other_languages_without_leaving_gaps(opened: Any, code: str) -> None:
    opened.page.select_option("#language", code)
    opened.page.wait_for_function("code => kgraph.language === code", arg=code)
    text = opened.page.inner_text("body")
    assert "{" not in text
    assert "cooperation" not in text


def test_a_picture_that_is_taken_away_names_the_data_set(opened: Any, graph: Graph) -> None:
    with opened.page.expect_download() as download:
        opened.page.locator("#save-svg").click()
    words = " ".join("".join(ElementTree.parse(download.value.path()).getroot().itertext()).split())
    assert graph.events().title.split()[0] in words
    assert "Events of" in words
    assert "Claims from" not in words
    assert "{" not in words


def test_the_words_of_all_languages_have_the_same_keys_and_gaps() -> None:
    tables = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(MESSAGES.glob("*.toml"))}
    assert {"en", "ru", "tr"} == set(tables)
    for table in tables.values():
        assert list(table) == list(tables["en"])
        for key, text in table.items():
            gaps = set(re.findall(r"{\w+}", text))
            assert set(re.findall(r"{\w+}", tables["en"][key])) == gaps, key


def test_words_that_stand_in_for_those_of_claims_fill_no_other_gaps() -> None:
    own = tomllib.loads((MESSAGES / "en.toml").read_text(encoding="utf-8"))
    # Filled where the page of events is made.
    made = {"pairs_note", "ambivalence_note", "nothing_ties", "credit", "any_date", "side_counts", "source_line"}
    for key, text in of_claims("en").page.items():
        if key in own and key not in made:
            assert set(re.findall(r"{\w+}", own[key])) <= set(re.findall(r"{\w+}", text)), key


def test_show_writes_the_page_of_events_when_a_data_set_is_named(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "events.html"
    code, out, _ = run("show", "--events", "small", "--focus", "India", "CHN", "--year", "2018", "-o", str(file))
    assert (0, f"{file}\n") == (code, out)
    assert "<title>India and China" in file.read_text(encoding="utf-8")


def test_show_without_naming_events_is_the_page_of_claims_and_tells_of_events(run: Any, tmp_path: Path) -> None:
    code, _, err = run("show", "--focus", "india", "china", "-o", str(tmp_path / "claims.html"))
    assert (0, True) == (code, "--events small" in err)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--policy", "facts"], "--policy chooses among claims"),
        (["--as-of", "2018"], "--as-of chooses among claims"),
        (["--year", "1999"], "no two states have an event in this time"),
        (["--year", "2018", "--from", "2018-02"], "say the time twice"),
        (["--level", "planets"], "unknown level 'planets'"),
    ],
)
def test_what_makes_no_page_of_events_is_one_clear_line(run: Any, tmp_path: Path, given: list[str], told: str) -> None:
    code, out, err = run("show", "--events", "small", *given, "-o", str(tmp_path / "no.html"))
    assert (2, "", True) == (code, out, told in err)
    assert not (tmp_path / "no.html").exists()


def test_the_same_data_make_the_same_page(home: Home, russia_turkey: str) -> None:
    from kgraph.loading import load

    assert russia_turkey == load(home.root).page_of_events(focus=("russia", "turkey"))


@pytest.mark.parametrize(("since", "until"), [(None, None), ("2018-02", None), (None, "2018-02"), ("2018", "2018")])
def test_the_query_of_a_line_gives_exactly_the_aggregates_that_it_counts(
    graph: Graph, since: str | None, until: str | None
) -> None:
    store = graph.with_events("small")
    asked = 0
    for line in lines_of(carried(graph.events(), ("russia", "turkey"), since=since, until=until)):
        if line.kind == "counted":
            answer = store.sparql(query(since, until).replace(PLACE, PLACE.replace("{ }", f"{{ {values(line)} }}")))
            counts: dict[str, int] = {}
            for row in answer.rows:
                found = dict(zip(answer.columns, row, strict=True))
                counts[found["period"].value] = counts.get(found["period"].value, 0) + int(found["events"].value)
            assert dict(line.months) == counts
            asked += 1
    assert asked


def test_a_line_whose_aggregates_are_not_in_the_store_has_no_query(graph: Graph) -> None:
    events = graph.events()
    third = next(line for line in lines_of(carried(events, ("russia", "turkey"))) if line.kind == "backs")
    alone = carried(events, ("vladimir-putin", "turkey"), level="actors")
    assert ["", ""] == [values(third), values(lines_of(alone)[0])]


def test_the_query_is_copied_with_its_line_filled_in(opened: Any) -> None:
    opened.page.click('#dossier [data-tie="events/russia/turkey/diplomacy/plus/verbal"]')
    opened.page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    opened.page.click("#evidence button:has-text('SPARQL')")
    copied = opened.page.evaluate("window.copied")
    assert 'dyad/russia/turkey> <https://w3id.org/kgraph/domain/diplomacy> 1 "verbal")' in copied
    assert copied.startswith("# ")
    assert "{ }" not in copied
