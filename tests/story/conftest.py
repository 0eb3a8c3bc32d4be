"""What the story's questions share: a home that holds the article alone, and short ways to claims and answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load
from kgraph.model import Claim
from kgraph.reasoning.proofs import Proof

SOURCE = "reuters-2021-09-28/"


@pytest.fixture(scope="session")
def home(article_home: Home) -> Home:
    return article_home


@pytest.fixture(scope="session")
def graph(article_graph: Graph) -> Graph:
    return article_graph


@pytest.fixture(scope="package")
def with_expectations(home: Home) -> Graph:
    """The article's graph, where also what is expected counts."""
    return load(home.root, policy="all")


@pytest.fixture
def claim(graph: Graph) -> Callable[[str], Claim]:
    """A function that returns a claim of the article."""
    return lambda name: graph.claims[SOURCE + name]


@pytest.fixture
def asked(graph: Graph) -> Callable[..., list[dict[str, str | None]]]:
    """A function that asks a question and returns the rows of the answer."""
    return lambda question, **parameters: list(graph.ask(question, **parameters))


@pytest.fixture
def said_in() -> Callable[[list[Proof]], set[int]]:
    """A function that returns the paragraphs that proofs lead to."""
    return lambda proofs: {leaf.paragraph for proof in proofs for leaf in proof.leaves()}
