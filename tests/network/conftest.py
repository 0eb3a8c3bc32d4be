"""The network is looked at on the article alone."""

import pytest

from kgraph.graph import Graph
from kgraph.home import Home


@pytest.fixture(scope="session")
def home(article_home: Home) -> Home:
    return article_home


@pytest.fixture(scope="session")
def graph(article_graph: Graph) -> Graph:
    return article_graph
