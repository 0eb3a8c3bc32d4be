"""The page in a real browser: what it shows, by mouse and by keyboard, in every width, light and dark."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import kgraph
from kgraph.errors import InputError, UnknownName
from kgraph.graph import Graph
from kgraph.home import Home

pytestmark = pytest.mark.browser
PAIR = {"russia", "turkey"}
Open = Callable[..., Any]


def between(ties: list[dict], sign: str) -> list[dict]:
    wanted = {"cooperation": 1, "conflict": -1}[sign]
    return [tie for tie in ties if {tie["agent"], tie["target"]} == PAIR and tie["sign"] == wanted]


def test_it_draws_the_picture_without_errors_and_without_asking_the_network(article: str, open_page: Open) -> None:
    opened = open_page(article)
    painted = """() => {
      const canvas = document.querySelector('#network canvas');
      const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      let count = 0;
      for (let i = 3; i < data.length; i += 4) count += data[i] > 0;
      return count;
    }"""
    opened.page.wait_for_timeout(300)
    assert opened.page.evaluate(painted) > 20_000
    assert [] == opened.errors
    assert [] == opened.requests


def test_the_headline_and_the_summary_say_both(article: str, open_page: Open) -> None:
    page = open_page(article).page
    assert "Russia and Turkey: partners and rivals at once" == page.inner_text("h1")
    summary = page.inner_text(".summary")
    assert summary.startswith("As sources up to September 2021 tell it: Russia and Turkey cooperate on arms, ")
    assert "They back opposite sides in Libya and Nagorno-Karabakh; in Syria (inferred by a rule; " in summary


def test_both_signs_are_drawn_for_the_pair_each_claim_as_an_edge(article: str, graph: Graph, open_page: Open) -> None:
    page = open_page(article).page
    ties = page.evaluate("kgraph.ties()")
    edges = {edge["id"]: edge for edge in page.evaluate("kgraph.edges()")}
    assert len(between(ties, "cooperation")) > 10
    assert len(between(ties, "conflict")) > 8
    for tie in between(ties, "cooperation") + between(ties, "conflict"):
        edge = edges[tie["id"]]
        assert (tie["agent"], tie["target"]) == (edge["from"], edge["to"])
        assert {1: "arrow", -1: "bar"}[tie["sign"]] == edge["arrows"]["to"]["type"]


def test_what_is_not_in_the_picture_of_the_pair_is_named_under_it(article: str, graph: Graph, open_page: Open) -> None:
    page = open_page(article).page
    ties = {tie["id"]: tie for tie in page.evaluate("kgraph.ties()")}
    direct = {n for n, claim in graph.conclusions.claims.items() if claim.agent and claim.target}
    assert direct <= set(ties)
    page.locator("#left-out summary").click()
    left = set(page.locator("#left-out button").all_inner_texts())
    shown = set(page.evaluate("kgraph.boxes()"))
    for end in {end for tie in ties.values() for end in (tie["agent"], tie["target"])}:
        assert (end in shown) != (graph.actors[end].label in left)
    drawn = set(page.evaluate("kgraph.drawnTies()"))
    claimed = {name for name, tie in ties.items() if {tie["agent"], tie["target"]} <= shown and not tie["rule"]}
    assert claimed == {name for name in drawn if not ties[name]["rule"]}


def test_dashes_tell_what_a_line_rests_on(article: str, open_page: Open) -> None:
    page = open_page(article).page
    looks = {tie["id"]: tie["look"] for tie in page.evaluate("kgraph.ties()")}
    alone = [
        edge for edge in page.evaluate("kgraph.edges()") if page.evaluate("id => kgraph.linesOf(id)", edge["id"]) == 1
    ]
    seen = {looks[edge["id"]]: str(edge["dashes"]) for edge in alone}
    assert {"stated", "reported", "expected", "derived", "derived-report"} == set(seen)
    assert "False" == seen["stated"]
    assert 5 == len(set(seen.values()))


def test_a_line_that_stands_for_several_lists_them(article: str, open_page: Open) -> None:
    opened = open_page(article)
    page = opened.page
    tie = next(tie for tie in page.evaluate("kgraph.ties()") if (tie["agent"], tie["target"]) == ("turkey", "ukraine"))
    opened.click_tie(tie["id"])
    count = page.evaluate("id => kgraph.linesOf(id)", tie["id"])
    assert count > 1
    assert f"Turkey and Ukraine: {count} statements" in opened.evidence
    assert count == page.locator("#evidence .others li").count()
    page.locator("#evidence .others button.line").first.click()
    assert "Why this follows" in opened.evidence or "On whose word" in opened.evidence


def test_a_click_on_a_line_shows_its_claim(article: str, open_page: Open) -> None:
    opened = open_page(article)
    for tie in between(opened.page.evaluate("kgraph.ties()"), "cooperation")[:4]:
        opened.click_tie(tie["id"])
        assert tie["id"] == opened.page.evaluate("kgraph.selected()")
    tie = next(
        t for t in opened.page.evaluate("kgraph.ties()") if t["id"].endswith("18-russia-delivers-s400-to-turkey")
    )
    opened.click_tie(tie["id"])
    for words in (
        "Russia delivers arms to Turkey",
        "Said by Reuters",
        "about 2019",
        "¶ 18",
        "S-400",
        "United States",
    ):
        assert words in opened.evidence
    link = opened.page.locator("#evidence a").first
    assert "noreferrer noopener" == link.get_attribute("rel")
    assert link.get_attribute("href").startswith("https://")


def test_a_derived_line_unfolds_its_proof(article: str, open_page: Open) -> None:
    opened = open_page(article)
    tie = opened.tie(rule="proxy-rival", arenas="Libya", agent="russia", target="turkey")
    opened.click_tie(tie["id"])
    for words in (
        "Haftar's forces",
        "in Tripoli",
        "Wagner Group",
        "United Nations experts",
        "¶ 12",
        "proxy rival",
        "acting for",
    ):
        assert words in opened.evidence


def test_speakers_who_contradict_each_other_stand_side_by_side(article: str, open_page: Open) -> None:
    opened = open_page(article)
    opened.page.locator("[data-claim$='10-turkey-sends-reinforcements']").click()
    assert 3 == opened.page.locator("#evidence .versus .claim").count()
    assert "Turkish officials deny" in opened.evidence


def test_the_table_says_all_that_the_picture_does_and_works_by_keyboard(article: str, open_page: Open) -> None:
    opened = open_page(article)
    page = opened.page
    buttons = page.locator("#ties button.line")
    assert page.evaluate("kgraph.ties().map(tie => tie.id)") == buttons.evaluate_all(
        "all => all.map(b => b.dataset.tie)"
    )
    buttons.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert buttons.nth(2).get_attribute("data-tie") == page.evaluate("kgraph.selected()")
    assert buttons.nth(2).inner_text() in opened.evidence
    assert "evidence-heading" == page.evaluate("document.activeElement.id")
    page.keyboard.press("Escape")
    assert "" == opened.evidence
    assert buttons.nth(2).get_attribute("data-tie") == page.evaluate("document.activeElement.dataset.tie")


def test_without_a_click_the_dossier_says_who_over_what_through_whom_and_on_whose_word(
    article: str, open_page: Open
) -> None:
    page = open_page(article).page
    divides = page.inner_text(".divides")
    assert "Going by United Nations experts, Russia supports Haftar's forces." in divides
    assert "Turkey supports the government in Tripoli." in divides
    assert "Russia sells gas to Turkey" in page.inner_text(".unites")
    assert "¶\xa018" in page.inner_text(".unites")


def test_each_line_of_who_supports_whom_bears_its_marks_and_opens_its_evidence(article: str, open_page: Open) -> None:
    opened = open_page(article)
    page = opened.page
    camps = page.locator(".dossier:not([hidden]) .camps > ul > li")
    assert camps.count() >= 8
    for camp in camps.all():
        for line in camp.locator("li").all():
            assert "¶\xa0" in line.locator(".cite").inner_text()
            line.locator("button.line").click()
            assert line.locator("button.line").get_attribute("data-tie") == page.evaluate("kgraph.selected()")
            assert page.locator("#evidence button.line, #evidence .claim").count() > 0
    haftar = camps.filter(has_text="Russia supports Haftar's forces.")
    assert ["derived", "reported", "office"] == haftar.locator("> .tag").evaluate_all(
        "all => all.map(tag => tag.className.split(' ')[1])"
    )
    haftar.locator("button.line").click()
    for words in ("Wagner Group", "acting for", "Said by United Nations experts, reported by Reuters", "¶ 12"):
        assert words in opened.evidence
    peace = camps.filter(has_text="Russia supports Armenian forces in Nagorno-Karabakh.").locator("button.line")
    peace.click()
    assert "Vladimir Putin seeks to avert the defeat" in opened.evidence


def test_claims_that_count_for_no_pair_are_listed_but_not_drawn(article: str, open_page: Open) -> None:
    page = open_page(article).page
    listed = page.locator("section[aria-labelledby='alone-heading'] button").evaluate_all(
        "all => all.map(b => b.dataset.claim)"
    )
    assert "reuters-2021-09-28/08-turkish-soldiers-killed" in listed
    assert not set(listed) & {tie["id"] for tie in page.evaluate("kgraph.ties()")}
    denied = page.locator("section[aria-labelledby='not-counted-heading']").text_content()
    assert "Turkish officials deny" in denied


def test_no_two_actors_overlap_and_no_line_runs_through_a_third(article: str, open_page: Open) -> None:
    page = open_page(article).page
    boxes = page.evaluate("kgraph.boxes()")
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        apart = a["right"] < b["left"] or b["right"] < a["left"] or a["bottom"] < b["top"] or b["bottom"] < a["top"]
        assert apart, f"{one} overlaps {other}"
    for tie in page.evaluate("kgraph.edges()"):
        for point in page.evaluate("id => kgraph.pathOf(id)", tie["id"]):
            for name, box in boxes.items():
                inside = box["left"] < point["x"] < box["right"] and box["top"] < point["y"] < box["bottom"]
                assert not inside or name in (tie["from"], tie["to"]), f"{tie['id']} runs through {name}"


@pytest.mark.parametrize("size", [(360, 740), (420, 900), (768, 1024), (1280, 900), (1920, 1080)], ids=str)
@pytest.mark.parametrize("pair", [("russia", "turkey"), ("united states", "turkey"), ("ukraine", "russia"),
                                  ("armenia", "turkey"), ("azerbaijan", "russia")], ids="-".join)  # fmt: skip
def test_the_whole_picture_fits_and_is_legible(
    graph: Graph, open_page: Open, pair: tuple[str, str], size: tuple[int, int]
) -> None:
    page = open_page(graph.page(focus=pair), width=size[0], height=size[1]).page
    check_picture(page, size[0])
    page.set_viewport_size({"width": 1500 - size[0] // 2, "height": size[1]})
    page.wait_for_timeout(250)
    check_picture(page, 1500 - size[0] // 2)


def check_picture(page: Any, width: int) -> None:
    drawn = page.evaluate("kgraph.drawn()")
    assert width >= page.evaluate("document.documentElement.scrollWidth")
    assert min(drawn["left"], drawn["top"]) >= 0
    assert drawn["right"] <= drawn["width"]
    assert drawn["bottom"] <= drawn["height"]
    assert page.evaluate("kgraph.letters()") >= 11
    boxes = page.evaluate("kgraph.boxes()")
    labels = page.evaluate("kgraph.labels()")
    assert not [label for label in labels if "…" in label["text"]]
    for a, b in combinations([*boxes.values(), *labels], 2):
        apart = a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
        assert apart, f"{a} overlaps {b}"


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_every_width_in_light_and_dark(article: str, open_page: Open, width: int, scheme: str) -> None:
    opened = open_page(article, width=width, color_scheme=scheme)
    assert width >= opened.page.evaluate("document.documentElement.scrollWidth")
    opened.page.locator(".unites button.line").first.click()
    assert opened.page.locator("#evidence-close").is_visible()
    assert "Russia sells arms to Turkey" in opened.evidence
    assert [] == opened.errors


def test_words_stand_out_from_their_ground(article: str, open_page: Open) -> None:
    contrast = """() => {
      const light = (c) => { const [r, g, b] = c.match(/[0-9.]+/g).slice(0, 3).map((v) => {
        const s = v / 255; return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
      const ground = (e) => { for (; e; e = e.parentElement) {
        const c = getComputedStyle(e).backgroundColor; if (!/, 0\\)$/.test(c)) return c; } return 'rgb(255,255,255)'; };
      return [...document.querySelectorAll('h1,h2,h3,p,li,td,th,dt,dd,button,a,span')]
        .filter((e) => e.innerText && e.offsetParent)
        .map((e) => { const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
          return [(a + 0.05) / (b + 0.05), e.innerText.slice(0, 40)]; }).filter(([ratio]) => ratio < 4.5);
    }"""
    for scheme in ("light", "dark"):
        assert [] == open_page(article, color_scheme=scheme).page.evaluate(contrast)


def test_without_a_focus_the_most_ambivalent_pair_is_shown(article: str, graph: Graph) -> None:
    assert graph.rank()[0][:2] == ("russia", "turkey")
    assert article == graph.page(focus=("Russia", "Türkiye"))


@pytest.mark.parametrize(
    "focus", [("turkey", "russia"), ("united states", "turkey"), ("armenia", "azerbaijan"), ("nato", "wagner")]
)
def test_any_pair_can_be_in_focus(graph: Graph, open_page: Open, focus: tuple[str, str]) -> None:
    opened = open_page(graph.page(focus=focus))
    assert [] == opened.errors
    left, right = (opened.page.evaluate("kgraph.boxes()")[graph.actor(name)]["left"] for name in focus)
    assert left < right


@pytest.mark.parametrize(
    ("policy", "as_of"), [("facts", None), ("all", None), ("claims", "2020-02"), ("claims", "1999")]
)
def test_the_view_is_named_and_decides_what_is_drawn(
    open_page: Open, home: Home, policy: str, as_of: str | None
) -> None:
    view = kgraph.load(home.root, policy=policy, as_of=as_of)
    opened = open_page(view.page(focus=("russia", "turkey")))
    ties = opened.page.evaluate("kgraph.ties()")
    assert ("expected" in {tie["look"] for tie in ties if tie["counted"]}) == (policy == "all")
    assert policy != "facts" or {tie["look"] for tie in ties} == {"stated", "derived"}
    assert {tie["id"] for tie in ties if tie["counted"] and not tie["proofs"]} <= set(view.conclusions.claims)
    assert ("at any date" if as_of is None else "as of") in opened.page.inner_text(".view")
    assert [] == opened.errors


def test_the_same_graph_gives_the_same_bytes(article: str, home: Home) -> None:
    assert article == kgraph.load(home.root).page()


def test_it_is_light(article: str, everything: str) -> None:
    assert len(article.encode()) < 1_200_000
    assert len(everything.encode()) < 1_200_000


def test_it_is_written_to_a_file(graph: Graph, article: str, tmp_path: Path) -> None:
    assert article == graph.page(tmp_path / "page.html")
    assert article == (tmp_path / "page.html").read_text(encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        graph.page(tmp_path / "missing" / "page.html")


def test_unknown_actors_and_a_pair_of_one_are_refused(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="turkey"):
        graph.page(focus=("russia", "turky"))
    with pytest.raises(InputError, match="same actor"):
        graph.page(focus=("russia", "Rusya"))
