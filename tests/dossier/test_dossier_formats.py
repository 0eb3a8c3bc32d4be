"""The four formats: the agreed JSON shape, the same bytes every time, and every line in each of them."""

import base64
import hashlib
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import kgraph
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.views import wording
from kgraph.views.dossier import FORMATS, print_text, render

WordsOf = Callable[[str, str], str]
ROOT = Path(__file__).parents[2]
LINE_KEYS = {"arena", "relation", "agent", "target", "when", "said_by", "stance", "derived", "claims", "paragraphs"}
TOP_KEYS = {"a", "b", "as_of", "policy", "unites", "divides", "measures"}


def rendered(graph: Graph, form: str, a: str = "russia", b: str = "turkey") -> str:
    return render(graph, graph.dossier(a, b), form)


def flat(text: str) -> str:
    """The words of a text without line ends and indents."""
    return " ".join(text.split())


def test_json_has_the_agreed_shape(graphs: dict[str, Graph]) -> None:
    data = json.loads(rendered(graphs["claims"], "json"))
    assert set(data) >= TOP_KEYS
    assert ("russia", "turkey", None, "claims") == (data["a"], data["b"], data["as_of"], data["policy"])
    for line in (*data["unites"], *data["divides"]):
        assert set(line) >= LINE_KEYS
        assert isinstance(line["derived"], bool)
        assert line["claims"]
        assert line["paragraphs"]
        assert all(isinstance(paragraph, int) for paragraph in line["paragraphs"])
    assert {"positive": 15, "negative": 14, "volume": 14} == {
        key: data["measures"][key] for key in ("positive", "negative", "volume")
    }
    assert {"positive": 0, "negative": 3} == data["by_arena"]["libya"]


def test_json_gives_dates_as_edtf(graphs: dict[str, Graph]) -> None:
    data = json.loads(rendered(graphs["claims"], "json"))
    whens = {line["evidence"][0]["claim"]: line["when"] for line in data["unites"]}
    assert whens["reuters-2021-09-28/18-russia-delivers-s400-to-turkey"] == "2019~"
    [karabakh] = [
        line for line in data["divides"] if (line["arena"], line["rule"]) == ("nagorno-karabakh", "proxy-rival")
    ]
    assert karabakh["when"] == "[2020-11-01..2020-11-30]"


def test_json_gives_the_date_asked_about(home: Home) -> None:
    graph = kgraph.load(home.root, as_of="2020-11")
    data = json.loads(rendered(graph, "json"))
    assert data["as_of"] == "2020-11"
    assert data["unites"]


@pytest.mark.parametrize("form", ["text", "md", "html"])
@pytest.mark.parametrize("pair", [("russia", "turkey"), ("united-states", "turkey")])
def test_every_line_and_its_citations_are_shown(
    graphs: dict[str, Graph], form: str, pair: tuple[str, str], words_of: WordsOf
) -> None:
    graph = graphs["all"]
    shown = words_of(rendered(graph, form, *pair), form)
    dossier = graph.dossier(*pair)
    for line in (*dossier.unites, *dossier.divides):
        assert wording.headline(graph, line) in shown
        for claim in line.claims:
            assert wording.citation(graph, claim) in shown
            assert line.rule or wording.sentence(graph, claim) in shown


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_view_summary_measures_and_rights_are_shown(graphs: dict[str, Graph], form: str, words_of: WordsOf) -> None:
    graph = graphs["all"]
    # Wide, so that the two columns of a dispute are one line each.
    shown = words_of(render(graph, graph.dossier("russia", "turkey"), form, width=400), form)
    for words in (
        "Policy “all”",
        "All dates.",
        "Russia and Turkey are partners on arms",
        "Compartmentalisation",
        "The text is copyrighted and is not part of these data",
        "https://www.reuters.com/world/middle-east/partners-or-rivals-russia-turkey-navigate-awkward-alliance-2021-09-28",
        "Turkish officials deny that Turkey reinforces its troops",
        "an expectation, not an event",
    ):
        assert words in shown


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_dossier_says_so_and_is_no_error(graphs: dict[str, Graph], form: str, words_of: WordsOf) -> None:
    shown = rendered(graphs["all"], form, "russia", "united-states")
    assert "The graph holds no tie between Russia and the United States" in words_of(shown, form)
    assert "What unites" not in shown


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(graphs: dict[str, Graph], home: Home, form: str) -> None:
    code = (
        "import sys, kgraph; from kgraph.views.dossier import render; "
        "graph = kgraph.load(sys.argv[1], policy='all'); "
        "sys.stdout.buffer.write(render(graph, graph.dossier('russia', 'turkey'), sys.argv[2]).encode())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, str(home.root), form],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "COLUMNS": width, "FORCE_COLOR": "1"},
        ).stdout
        for seed, width in (("1", "40"), ("2", "200"))
    }
    assert {rendered(graphs["all"], form).encode()} == runs


def test_an_unknown_format_is_refused_with_the_nearest(graphs: dict[str, Graph]) -> None:
    with pytest.raises(kgraph.UnknownName, match=r"unknown format 'htm'; did you mean 'html'"):
        rendered(graphs["all"], "htm")


def test_text_is_plain_and_as_wide_as_asked(graphs: dict[str, Graph]) -> None:
    graph = graphs["all"]
    text = render(graph, graph.dossier("russia", "turkey"), "text", width=60)
    assert "\x1b" not in text
    wide = [line for line in text.splitlines() if len(line) > 60]
    assert all(line.strip().startswith("https://") for line in wide)


def test_a_terminal_with_colour_shows_the_same_words(graphs: dict[str, Graph]) -> None:
    graph = graphs["all"]
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="truecolor", width=100, _environ={})
    print_text(graph, graph.dossier("russia", "turkey"), console)
    assert "\x1b[" in out.getvalue()
    assert flat(rendered(graph, "text")) == flat(re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()))


def test_html_allows_its_own_style_and_nothing_else(graphs: dict[str, Graph]) -> None:
    page = rendered(graphs["all"], "html")
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in page
    assert not re.search(r"<(script|link|img|iframe|object|embed|form)\b|\sstyle=|\son\w+=|url\(|@import", page)


@pytest.mark.browser
@pytest.mark.parametrize("policy", ["claims", "all"])
def test_html_fits_a_narrow_screen(graphs: dict[str, Graph], policy: str, tmp_path: Path, browser: Any) -> None:
    path = tmp_path / "dossier.html"
    path.write_text(rendered(graphs[policy], "html"), encoding="utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(path.as_uri())
    assert 360 == page.evaluate("document.documentElement.scrollWidth")
    page.close()


def test_json_text_and_json_data_agree(graphs: dict[str, Graph], dossier_data: Callable[..., Any]) -> None:
    assert dossier_data("russia", "turkey") == json.loads(rendered(graphs["all"], "json"))
