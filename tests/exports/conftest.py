"""The article's graph, loaded once, and a small graph written around any text."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rdflib

from kgraph.dates import parse_extent
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.model import Actor, Amount, Claim, Source
from kgraph.reasoning.conclude import fill
from kgraph.reasoning.proofs import Conclusions
from kgraph.reasoning.view import View
from kgraph.sources.compile import compile_record
from kgraph.sources.read import Pens
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.record import load_ontology, load_record
from kgraph.store.words import read_vocabulary

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def kg() -> Graph:
    """The record under the default view, in memory whether or not a store was built."""
    home = Home(ROOT)
    store = load_record(home)
    graph = Graph(store, home, View())
    graph.__dict__["conclusions"] = fill(store, home.rules, graph.view)
    return graph


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def graph_around() -> Callable[[str], Graph]:
    """A function that compiles a record of one claim, every text of which is the one given, and loads it."""
    home = Home(ROOT)
    vocabulary = read_vocabulary(load_ontology(home))

    def build(text: str) -> Graph:
        labels = {"en": text, "tr": text, "ru": text}
        actors = [Actor(name, "State", labels, aliases=(text,), description=text) for name in ("norland", "veria")]
        source = Source("paper", text, "news report", "2021-09-28", "norland", "norland", note=text, creators=(text,))
        claim = Claim(
            name="paper/01-norland-supports-veria",
            source="paper",
            paragraph=1,
            anchor=text,
            agent="norland",
            relation="supports",
            target="veria",
            arenas=("energy",),
            when="2020-11",
            extent=parse_extent("2020-11"),
            when_basis=text,
            said_by="veria",
            stance="asserts",
            sureness="plain",
            reported_on="2021-09-28",
            about=text,
            place=text,
            amount=Amount("atLeast", "34", text),
            note=text,
        )
        pens = Pens(tuple(actors), (), (source,), (claim,), {}, ())
        store = EmbeddedStore()
        for name, turtle in compile_record(pens, vocabulary).items():
            store.load_text(turtle, name)
        graph = Graph(store, home)
        graph.__dict__["vocabulary"] = vocabulary
        graph.__dict__["conclusions"] = Conclusions(graph.claims, [], vocabulary)
        return graph

    return build


@pytest.fixture
def literals_as_written(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep rdflib from rewriting the literals that it reads."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    yield
