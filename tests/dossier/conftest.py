"""The article's graph under each policy, and homes of one's own with edited pens."""

import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

import kgraph
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.sources.compile import compile_record
from kgraph.sources.read import read_pens
from kgraph.store.record import load_ontology
from kgraph.store.words import read_vocabulary
from kgraph.views.dossier.data import as_json

SOURCE = "data/sources/reuters-2021-09-28.yaml"

Edit = Callable[[str], str]
Data = dict[str, Any]


@pytest.fixture(scope="session")
def home(article_home: Home) -> Home:
    return article_home


@pytest.fixture(scope="session")
def graph(article_graph: Graph) -> Graph:
    return article_graph


@pytest.fixture(scope="session")
def graphs(home: Home) -> dict[str, Graph]:
    """The article's graph by policy."""
    return {policy: kgraph.load(home.root, policy=policy) for policy in ("facts", "claims", "all")}


@pytest.fixture(scope="session")
def dossier_data(graphs: dict[str, Graph]) -> Callable[..., Data]:
    """A function that returns the JSON data of a pair under a policy."""

    def data(a: str, b: str, policy: str = "all") -> Data:
        graph = graphs[policy]
        return as_json(graph, graph.dossier(a, b))

    return data


@pytest.fixture(scope="session")
def words_of() -> Callable[[str, str], str]:
    """A function that returns the words that a reader of a format sees, on one line."""

    class Words(HTMLParser):
        found = ""

        def handle_data(self, data: str) -> None:
            self.found += data

        def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
            self.found += " " if tag in ("br", "p", "li", "td") else ""

    def words(shown: str, form: str) -> str:
        if form == "md":
            shown = MarkdownIt("commonmark").enable("table").render(shown)
        if form in ("md", "html"):
            page = Words()
            page.feed(shown)
            shown = page.found
        return " ".join(shown.split())

    return words


@pytest.fixture(scope="session")
def home_with(tmp_path_factory: pytest.TempPathFactory, home: Home) -> Callable[[dict[str, Edit]], Path]:
    """A function that copies the article's home, edits its files, and compiles the pens anew."""

    def make(edits: dict[str, Edit]) -> Path:
        root = tmp_path_factory.mktemp("home")
        for folder in ("ontology", "data", "queries"):
            shutil.copytree(home.root / folder, root / folder, ignore=shutil.ignore_patterns("store", "rdf"))
        for name, edit in edits.items():
            path = root / name
            before = path.read_text(encoding="utf-8")
            after = edit(before)
            assert before != after, f"the edit of {name} changes nothing"
            path.write_text(after, encoding="utf-8")
        edited = Home(root)
        vocabulary = read_vocabulary(load_ontology(edited))
        for name, text in compile_record(read_pens(edited, vocabulary), vocabulary).items():
            path = edited.record / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root

    return make
