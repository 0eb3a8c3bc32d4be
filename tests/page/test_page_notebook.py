"""In a notebook the same page is shown inline: cut off from the notebook, and without network."""

import json
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import Browser

from kgraph.errors import InputError
from kgraph.graph import Graph
from kgraph.home import Home

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def outputs(home: Home) -> list[str]:
    """What the cells of a notebook show, each run by a real kernel."""
    cells = [
        f"import kgraph\nkg = kgraph.load({str(home.root)!r})",
        "kg.page(focus=('russia', 'turkey'), lang='ru')",
        "kg.page(actor='turkey')",
        "kg",
        "kg.dossier('turkey', 'ukraine')",
        "kg.dyad('Armenia', 'Azerbaijan')",
        "kg.who('Türkiye')",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": Path(sys.executable).name,
        "language": "python",
    }
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return [cell["outputs"][0]["data"]["text/html"] for cell in notebook.cells[1:]]


@pytest.fixture
def shown(browser: Browser, tmp_path: Path) -> Callable[[str], Any]:
    """Open an output in a page that stands for the notebook's, offline; return that page and what went wrong."""

    def opened(html: str) -> Any:
        file = tmp_path / "notebook.html"
        file.write_text(
            f"<!doctype html><meta charset=utf-8><body>{html}<script>window.mine = 1</script>", encoding="utf-8"
        )
        page = browser.new_context(viewport={"width": 1000, "height": 900}, offline=True).new_page()
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("request", lambda request: page.errors.append(request.url) if "http" in request.url else None)
        page.goto(file.as_uri())
        # The frame has a process of its own, which takes the place of a first one and draws when it is its turn.
        frame = page.wait_for_selector("iframe", state="attached").content_frame()
        frame.wait_for_function("() => window.kgraph !== undefined", polling=100)
        return page, frame

    return opened


def test_the_page_is_drawn_in_the_cell(outputs: list[str], shown: Callable[[str], Any]) -> None:
    page, frame = shown(outputs[0])
    assert "Россия и Турция: партнёры и соперники одновременно" == frame.inner_text("h1")
    frame.locator("#ties button.line").first.click()
    assert frame.locator("#evidence").is_visible()
    frame.locator("#language").select_option("tr")
    frame.wait_for_function("() => kgraph.language === 'tr'")
    frame.locator("#filters > summary").click()
    frame.locator("#filter-sign").select_option("1")
    assert {1} == {
        tie["sign"] for tie in frame.evaluate("kgraph.ties().filter(t => kgraph.shownTies().includes(t.id))")
    }
    assert [] == page.errors


# As VS Code draws what a cell gives (its sources: webview/browser/pre/index.html, notebook/…/backLayerWebView.ts).
VS_CODE_SANDBOX = "allow-same-origin allow-pointer-lock allow-scripts allow-downloads allow-forms"
VS_CODE_POLICY = (
    "default-src 'none'; script-src https://*.vscode-cdn.net 'unsafe-inline' 'unsafe-eval'; "
    "style-src https://*.vscode-cdn.net 'unsafe-inline'; img-src https://*.vscode-cdn.net https: http: data:; "
    "font-src https://*.vscode-cdn.net https:; connect-src https:; child-src https: data:;"
)


def test_the_page_is_drawn_under_the_sandbox_and_the_policy_of_vs_code(
    outputs: list[str], browser: Browser, tmp_path: Path
) -> None:
    given = json.dumps(outputs[0]).replace("</", "<\\/")
    inner = (
        f'<!doctype html><meta charset=utf-8><meta http-equiv="Content-Security-Policy" content="{VS_CODE_POLICY}">'
        f"<body><div id=output></div><script>document.getElementById('output').innerHTML = {given}</script>"
    )
    (tmp_path / "cell.html").write_text(inner, encoding="utf-8")
    outer = f'<!doctype html><iframe sandbox="{VS_CODE_SANDBOX}" src="cell.html" width=1000 height=900></iframe>'
    (tmp_path / "editor.html").write_text(outer, encoding="utf-8")
    page = browser.new_context(viewport={"width": 1000, "height": 900}, offline=True).new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto((tmp_path / "editor.html").as_uri())
    cell = page.wait_for_selector("iframe").content_frame()
    frame = cell.wait_for_selector("iframe[title=kgraph]").content_frame()
    frame.wait_for_function("() => window.kgraph !== undefined", polling=100)
    frame.locator("#ties button.line").first.click()
    assert frame.locator("#evidence").is_visible()
    assert [] == refused


@pytest.mark.parametrize("hidden", ["display: none", "width: 0; height: 0"])
def test_a_page_in_a_cell_that_is_not_shown_yet_is_drawn_once_it_is(
    hidden: str, outputs: list[str], shown: Callable[[str], Any]
) -> None:
    size = "width: 100%; height: 50rem"
    assert size in outputs[2]
    page, frame = shown(outputs[2].replace(size, hidden))
    page.evaluate("size => { document.querySelector('iframe').style.cssText = size; }", size)
    frame.wait_for_function("() => kgraph.drawn().width > 900", polling=100)
    drawn = frame.evaluate("kgraph.drawn()")
    assert 0 <= drawn["left"] < drawn["right"] <= drawn["width"]
    frame.locator("#ties button.line").first.click()
    assert frame.locator("#evidence").is_visible()
    assert [] == page.errors


def test_a_notebook_that_takes_frames_away_is_left_with_words(outputs: list[str]) -> None:
    # Sanitizers drop the element and keep its text, which no browser shows in a frame.
    assert all(html.endswith("trust it, or write the page to a file</iframe>") for html in outputs)


def test_an_actor_is_shown_with_its_ties(outputs: list[str], shown: Callable[[str], Any]) -> None:
    assert outputs[1] == outputs[5]
    page, frame = shown(outputs[1])
    assert "Turkey" == frame.inner_text("#evidence-heading")
    assert "turkey" in frame.evaluate("kgraph.focus()")
    assert [] == page.errors


def test_the_graph_is_shown_as_its_most_ambivalent_pair(outputs: list[str], shown: Callable[[str], Any]) -> None:
    page, frame = shown(outputs[2])
    assert ["russia", "turkey"] == frame.evaluate("kgraph.focus()")
    assert [] == page.errors


@pytest.mark.parametrize(("output", "pair"), [(3, ["turkey", "ukraine"]), (4, ["armenia", "azerbaijan"])])
def test_a_dossier_and_a_profile_are_shown_as_the_page_of_their_pair(
    outputs: list[str], shown: Callable[[str], Any], output: int, pair: list[str]
) -> None:
    page, frame = shown(outputs[output])
    assert pair == frame.evaluate("kgraph.focus()")
    assert [] == page.errors


def test_a_copy_of_a_dossier_is_equal_and_goes_without_its_graph(graph: Graph) -> None:
    dossier = graph.dossier("russia", "turkey")
    sent = pickle.loads(pickle.dumps(dossier))
    assert dossier == sent
    assert sent._repr_html_() is None


def test_the_frame_cannot_reach_the_notebook(outputs: list[str], shown: Callable[[str], Any]) -> None:
    _, frame = shown(outputs[0])
    assert "blocked" == frame.evaluate("() => { try { return parent.mine; } catch { return 'blocked'; } }")


def test_a_hostile_text_does_not_leave_the_frame(graph: Graph) -> None:
    from kgraph.views.page import Page

    hostile = Page('"><script>window.pwned=1</script><iframe srcdoc="')
    assert "<script" not in hostile._repr_html_()
    assert 1 == hostile._repr_html_().count("<iframe")
    assert len(repr(graph.page())) < 100


def test_an_actor_without_a_tie_is_refused_in_one_line(graph: Graph) -> None:
    tied = {end for pair in graph.rank() for end in pair[:2]}
    lonely = next(name for name in sorted(graph.actors) if name not in tied)
    with pytest.raises(InputError, match="no tie of"):
        graph.page(actor=lonely)
