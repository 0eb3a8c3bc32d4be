"""The article's graph, loaded once, and a small graph written around any text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import rdflib

import kgraph
from kgraph.dates import parse_extent
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.model import Actor, Amount, Claim, Source, Theatre
from kgraph.reasoning.proofs import Conclusions
from kgraph.reasoning.view import View
from kgraph.sources.compile import compile_record
from kgraph.sources.read import Pens
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.read import read_actors, read_claims, read_sources
from kgraph.store.record import load_ontology
from kgraph.store.words import read_vocabulary
from kgraph.views.holder import GraphLike
from kgraph.vocabulary import Arena, Vocabulary

ROOT = Path(__file__).parents[2]
NAME = "paper/01-norland-supports-veria"


@dataclass
class Small:
    """As much of a graph as an export needs."""

    store: EmbeddedStore
    vocabulary: Vocabulary
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    theatres: Mapping[str, Theatre]
    arenas: Mapping[str, Arena]
    view: View
    as_of: str | None = None

    @property
    def claim(self) -> Claim:
        return self.claims[NAME]

    @property
    def conclusions(self) -> Conclusions:
        return Conclusions(self.claims, [], self.vocabulary)


@pytest.fixture(scope="session")
def kg() -> Graph:
    return kgraph.load(ROOT)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def graph_around() -> Callable[[str], Small]:
    """A function that compiles a record of one claim, every text of which is the one given, and loads it."""
    vocabulary = read_vocabulary(load_ontology(Home(ROOT)))

    def build(text: str) -> Small:
        labels = {"en": text, "tr": text, "ru": text}
        actors = [Actor(name, "State", labels, aliases=(text,), description=text) for name in ("norland", "veria")]
        source = Source("paper", text, "news report", "2021-09-28", "norland", "norland", note=text, creators=(text,))
        claim = Claim(
            name=NAME,
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
        store = EmbeddedStore()
        pens = Pens(tuple(actors), (), (source,), (claim,), {}, ())
        for name, turtle in compile_record(pens, vocabulary).items():
            store.load_text(turtle, name)
        return Small(store, vocabulary, read_actors(store), read_sources(store), read_claims(store), {}, {}, View())

    return build


@pytest.fixture
def with_note() -> Callable[[Small, str], GraphLike]:
    """A function that gives the claim another note, past the checks of the pens."""

    def change(graph: Small, note: str) -> GraphLike:
        graph.claims = {NAME: graph.claim._replace(note=note)}
        return graph

    return change


@pytest.fixture
def literals_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep rdflib from rewriting the literals that it reads."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
