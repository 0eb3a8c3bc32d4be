"""A home with the article's claims and a small table of events that can be counted by hand, imported by the command."""

from __future__ import annotations

import shutil

import pytest

from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load
from tests.tables import bring, write_table


@pytest.fixture(scope="session")
def bare_home(article_home: Home) -> Home:
    """The article's home, into which nothing is imported."""
    return article_home


@pytest.fixture(scope="session")
def home(article_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    root = tmp_path_factory.mktemp("coded") / "home"
    shutil.copytree(article_home.root, root)
    found = Home(root)
    bring(found, *write_table(root.parent))
    return found


@pytest.fixture(scope="session")
def graph(home: Home) -> Graph:
    return load(home.root)
