"""What tests share: the repository's home, its loaded graph, a copy to edit, and the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from kgraph.build import build
from kgraph.cli import main
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load

# A busy machine is no fault.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parents[1]
ARTICLE = "reuters-2021-09-28.yaml"


class Ran(NamedTuple):
    """What a command left: its exit code, and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def home() -> Home:
    return Home(ROOT)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of texts and tables that nobody here wrote."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder shared/ with texts and tables is not here")
    return folder


@pytest.fixture(scope="session")
def graph() -> Graph:
    """The graph of all sources under the default policy, loaded from the record."""
    return load(ROOT)


@pytest.fixture(scope="session")
def article_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home whose only source is the article; folders of tests about the article alone take it for theirs."""
    root = tmp_path_factory.mktemp("article")
    for folder in ("ontology", "data", "queries"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("store", "rdf", ".*"))
    for other in (root / "data" / "sources").iterdir():
        if other.name != ARTICLE:
            other.unlink()
    forget_original(root / "data" / "sources" / ARTICLE)
    found = Home(root)
    build(found, lambda step: None)
    return found


def forget_original(pen: Path) -> None:
    """Take the link to the text that the article copies out of its pen: it would name a source that is not there."""
    lines = pen.read_text(encoding="utf-8").splitlines(keepends=True)
    pen.write_text("".join(line for line in lines if not line.startswith("  derived_from:")), encoding="utf-8")


@pytest.fixture(scope="session")
def article_graph(article_home: Home) -> Graph:
    """The article's graph under the default policy."""
    return load(article_home.root)


@pytest.fixture
def fresh_home(tmp_path: Path, home: Home) -> Home:
    """A copy of ontology, data and questions to edit; without a built store."""
    root = tmp_path / "home"
    for folder in ("ontology", "data", "queries"):
        shutil.copytree(home.root / folder, root / folder, ignore=shutil.ignore_patterns("store", ".*"))
    return Home(root)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Home) -> Run:
    """A function that runs a verb, in the home of the tests or in the one that is given."""
    own = home

    def run_verb(*arguments: str, home: Home | None = None) -> Ran:
        monkeypatch.setenv("KGRAPH_HOME", str((home or own).root))
        capfd.readouterr()
        try:
            code = main(list(arguments))
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capfd.readouterr()
        return Ran(code, printed.out, printed.err)

    return run_verb


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, one for all tests of a process: Playwright cannot be started twice in one."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.fail("no Chromium: the tests of the page need one on the PATH (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield launched
        launched.close()
