"""Labels, notes and titles that mean harm are shown as the text that they are."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

import kgraph
from kgraph.graph import Graph
from kgraph.model import Actor
from kgraph.views import wording
from kgraph.views.dossier import FORMATS, render
from kgraph.views.dossier.markdown import escape

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
LINK = "[press](javascript:alert(3)) ![x](https://evil.example/x.png) <https://evil.example> https://evil.example"
TABLE = "a | b `code` **bold** {{ 7*7 }} {% raw %} &lt; \\ _x_ ~~y~~ # 1. $z$"
RICH = "[bold red]red[/bold red] [link=https://evil.example]x[/link] :boom:"
HOSTILE = f"{SCRIPT} {IMAGE} {LINK} {TABLE} {RICH}"

# Tags that the two ways of writing HTML use on their own account.
PAGE_TAGS = {"html", "head", "meta", "title", "style", "body", "main", "header", "section", "footer", "span", "div"}
OWN_TAGS = PAGE_TAGS | {"h1", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "em", "br"}


@pytest.fixture(scope="module")
def hostile(home_with: Callable[..., Path]) -> Graph:
    """The article's graph, where names, notes, objects, places and the source's title mean harm."""
    quoted = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    root = home_with(
        {
            "data/actors.yaml": lambda text: text.replace('{en: "Rosatom",', f'{{en: "Rosatom {quoted}",').replace(
                '{en: "United Nations experts",', f'{{en: "UN {quoted} experts",'
            ),
            "data/theatres.yaml": lambda text: text.replace('{en: "Libya",', f'{{en: "Libya {quoted}",', 1),
            "data/sources/reuters-2021-09-28.yaml": lambda text: (
                text.replace("note: Stated of both countries alike.", f'note: "{quoted}"')
                .replace("place: Akkuyu, southern Turkey", f'place: "{quoted}"')
                .replace("about: S-400 missile defence batteries", f'about: "{quoted}"')
                .replace("unit: tourists", f'unit: "{quoted}"')
                .replace("note: Said to have happened again.", f'note: "{quoted}"')
                .replace('title: "Factbox:', f'title: "{quoted} Factbox:')
                .replace("rights: The text", "rights: <script>alert(4)</script> The text")
            ),
        }
    )
    return kgraph.load(root, policy="all")


class Tags(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def tags_of(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


def check_harmless(page: str) -> None:
    tags = tags_of(page)
    assert set() == tags.tags - OWN_TAGS
    links = {value for name, value in tags.attributes if name in ("href", "src")}
    assert all(link and link.startswith("https://www.reuters.com/") for link in links)
    # Markdown aligns the columns of its tables so.
    others = tags.attributes - {("style", "text-align:right")}
    assert not [name for name, _ in others if name.startswith("on") or name == "style"]
    assert SCRIPT in tags.text
    assert "**bold** {{ 7*7 }} {% raw %} &lt; \\ _x_ ~~y~~ # 1. $z$" in tags.text
    assert RICH in tags.text


def test_html_shows_mark_up_as_text(hostile: Graph) -> None:
    check_harmless(render(hostile, hostile.dossier("russia", "turkey"), "html"))


@pytest.mark.parametrize("extensions", [["table"], ["table", "strikethrough"]])
def test_markdown_shows_mark_up_as_text(hostile: Graph, extensions: list[str]) -> None:
    shown = render(hostile, hostile.dossier("russia", "turkey"), "md")
    check_harmless(MarkdownIt("commonmark").enable(extensions).render(shown))


def test_markdown_tables_keep_their_cells_whole(hostile: Graph) -> None:
    shown = render(hostile, hostile.dossier("russia", "turkey"), "md")
    page = MarkdownIt("commonmark").enable("table").render(shown)
    [row] = [row for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL) if "reinforces" in row]
    said, against = re.findall(r"<td>(.*?)</td>", row, re.DOTALL)
    assert f"Note: {HOSTILE}" in tags_of(said).text
    assert "Note: Mostly rotations, they say." in tags_of(against).text


def test_text_reads_no_mark_up(hostile: Graph) -> None:
    shown = render(hostile, hostile.dossier("russia", "turkey"), "text", width=10_000)
    assert RICH in shown
    assert "Rosatom " + SCRIPT in shown


def test_json_keeps_the_text(hostile: Graph) -> None:
    assert SCRIPT in render(hostile, hostile.dossier("russia", "turkey"), "json")


@pytest.mark.browser
def test_chromium_runs_nothing_and_asks_for_nothing(hostile: Graph, tmp_path: Path, browser: Any) -> None:
    path = tmp_path / "dossier.html"
    path.write_text(render(hostile, hostile.dossier("russia", "turkey"), "html"), encoding="utf-8")
    dialogs: list[str] = []
    messages: list[str] = []
    requests: list[str] = []

    def note(dialog: Any) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page = browser.new_page(viewport={"width": 400, "height": 900})
    page.on("dialog", note)
    page.on("console", lambda message: messages.append(message.text))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_timeout(200)
    # Its own style passes its own policy.
    assert page.evaluate("getComputedStyle(document.querySelector('.entry')).borderLeftWidth") == "3px"
    assert page.evaluate("document.scripts.length + document.images.length") == 0
    page.close()
    assert ([], [], [path.as_uri()]) == (dialogs, messages, requests)


CONTROL = "Tur\x1b[31mkey\x07\x9b2J\r\nfake line\u202eyekrut\u2066\u200b\u2028end\x00"


class WithActors:
    """A graph whose actors bear other labels, past the checks of the pens."""

    def __init__(self, graph: Graph, label: str) -> None:
        self._graph = graph
        self.actors: dict[str, Actor] = {
            name: actor._replace(labels={**actor.labels, "en": label if name == "turkey" else actor.label})
            for name, actor in graph.actors.items()
        }

    def __getattr__(self, name: str) -> Any:
        return getattr(self._graph, name)


@pytest.mark.parametrize("form", FORMATS)
def test_control_and_direction_characters_are_dropped(graphs: dict[str, Graph], form: str) -> None:
    graph = WithActors(graphs["all"], CONTROL)
    shown = render(graph, graphs["all"].dossier("russia", "turkey"), form)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u202a-\u202e\u2066-\u2069]", shown)
    assert "fake line" in shown
    assert not re.search(r"^fake line", shown, re.MULTILINE)


def test_an_actor_without_a_visible_label_breaks_nothing(graphs: dict[str, Graph]) -> None:
    graph = WithActors(graphs["all"], "\u200b")
    for form in FORMATS:
        assert render(graph, graphs["all"].dossier("russia", "turkey"), form)


def test_joiners_that_scripts_need_are_kept() -> None:
    assert "می‌خواهم" == wording.clean("می‌خواهم")


@pytest.mark.parametrize(
    "text",
    ["- item", "+ item", "1. item", "12) item", "# head", "> quote", "***", "---", "a\\", "![x](y)", "&amp;", "1.5"],
)
def test_markdown_at_the_start_of_a_line_is_text(text: str) -> None:
    page = MarkdownIt("commonmark").render(f"- x\n- {escape(text)}\n")
    assert {"ul", "li"} == tags_of(page).tags
    assert ["x", text] == tags_of(page).text.split("\n")[1:3]
