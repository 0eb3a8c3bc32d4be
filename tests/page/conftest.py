"""One Chromium for all tests of the page; every page is opened without network, and what it asks for is noted."""

import base64
import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load

ROOT = Path(__file__).parents[2]


def repacked(html: str, change: Callable[[str], str]) -> str:
    """A page whose data, as JSON text, were changed by other hands."""

    def anew(found: re.Match[str]) -> str:
        text = change(gzip.decompress(base64.b64decode(found[2])).decode())
        return found[1] + base64.b64encode(gzip.compress(text.encode())).decode() + found[3]

    return re.sub(r'(<script type="application/octet-stream" class="page-data"[^>]*>)([^<]*)(</script>)', anew, html)


class Opened:
    """A page in the browser, with all that went wrong in it and all that it asked the network for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.dialogs: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def tie(self, **wanted: Any) -> dict[str, Any]:
        """The first tie of the picture with these values."""
        ties = self.page.evaluate("kgraph.ties()")
        return next(tie for tie in ties if all(tie[key] == value for key, value in wanted.items()))

    def click_tie(self, name: str) -> None:
        """Click a line on the canvas, in its middle."""
        self._click("kgraph.pointOf", name)

    def click_actor(self, name: str) -> None:
        """Click the box of an actor on the canvas."""
        self._click("kgraph.centreOf", name)

    def click_arena(self, name: str) -> None:
        """Click the name of an arena on the canvas."""
        self._click("kgraph.nameOf", name)

    def _click(self, where: str, name: str) -> None:
        """Click where the page says that something is drawn; it may have to be scrolled to."""
        self.page.evaluate(f"name => scrollBy(0, {where}(name).y - innerHeight / 2)", name)
        at = self.page.evaluate(f"name => {where}(name)", name)
        self.page.mouse.click(at["x"], at["y"])

    @property
    def evidence(self) -> str:
        """What the evidence panel says; empty if it is closed."""
        panel = self.page.locator("#evidence")
        return panel.inner_text() if panel.is_visible() else ""


@pytest.fixture(scope="session")
def all_sources() -> Graph:
    """All sources, with what is merely expected."""
    return load(ROOT, policy="all")


@pytest.fixture(scope="session")
def home(article_home: Home) -> Home:
    return article_home


@pytest.fixture(scope="session")
def graph(article_graph: Graph) -> Graph:
    return article_graph


@pytest.fixture(scope="session")
def article(graph: Graph) -> str:
    return graph.page()


@pytest.fixture(scope="session")
def everything(all_sources: Graph) -> str:
    """The page of all sources, with what is expected, as `kgraph show` writes it."""
    return all_sources.page(focus=("russia", "turkey"))


@pytest.fixture
def repack() -> Callable[[str, Callable[[str], str]], str]:
    return repacked


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    contexts = []

    def opened(html: str, width: int = 1280, height: int = 800, *, fragment: str = "", **options: Any) -> Opened:
        file = tmp_path / "page.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        contexts.append(context)
        found = Opened(context.new_page())

        def decide(route: Route) -> None:
            if route.request.url.split("#")[0] == file.as_uri():
                route.continue_()
            else:
                found.requests.append(route.request.url)
                route.abort()

        context.route("**/*", decide)
        found.page.goto(f"{file.as_uri()}#{fragment}" if fragment else file.as_uri())
        found.page.wait_for_function("() => window.kgraph !== undefined")
        return found

    yield opened
    for context in contexts:
        context.close()
