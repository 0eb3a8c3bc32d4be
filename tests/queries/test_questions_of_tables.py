"""Each question of events/ gives its reviewed answer over a table that can be counted by hand (tests/tables.py)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kgraph.catalogue.files import question_files
from kgraph.events.rdf import make_store
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load
from tests.queries.conftest import Golden, as_table
from tests.tables import bring, write_table

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden-events"
NAMES = [name for name in question_files(Home(ROOT)) if name.startswith("events/")]


@pytest.fixture(scope="module")
def with_events(article_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    root = tmp_path_factory.mktemp("questions") / "home"
    shutil.copytree(article_home.root, root)
    bring(Home(root), *write_table(root.parent))
    graph = load(root)
    make_store(graph.home, graph.events().data_set)
    return graph.with_events("small")


@pytest.mark.parametrize("name", NAMES)
def test_gives_the_reviewed_answer_over_an_imported_table(with_events: Graph, name: str, expect_golden: Golden) -> None:
    expect_golden(GOLDEN / f"{name.removeprefix('events/')}.tsv", as_table(with_events.ask(name)))
