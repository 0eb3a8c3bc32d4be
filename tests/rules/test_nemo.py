"""The rules applied by another engine, Nemo, which reads the same files: the same facts, row for row."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import nmo_python as nemo
import pytest
from hypothesis import given, settings

import kgraph
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.model import Claim
from kgraph.namespaces import KG
from kgraph.reasoning.chaining import Fact, Value, chain
from kgraph.reasoning.rulebook import read_rules
from kgraph.reasoning.rules import starting_facts
from kgraph.reasoning.view import View
from tests.rules.test_derivation import THEATRES, worlds

OUTCOMES = ("isA", "derived_1", "derived_2", "derived_3", "grouped_2", "possible", "playsOutIn")
Facts = dict[str, list[Fact]]


def by_nemo(folder: Path, facts: Facts) -> dict[str, set[Fact]]:
    with TemporaryDirectory() as place:
        program = [
            f"@prefix kg: <{KG}> .",
            *(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.rls"))),
        ]
        for name, rows in facts.items():
            if not rows:
                continue
            table = Path(place, f"{name}.csv")
            with table.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream, lineterminator="\n").writerows([[_written(value) for value in row] for row in rows])
            kinds = ", ".join(_kind(value) for value in rows[0])
            program.append(f'@import {name} :- csv{{resource = "{table.as_posix()}", format = ({kinds})}} .')
        program += [f"@output {name} ." for name in OUTCOMES]
        engine = nemo.NemoEngine(nemo.load_string("\n".join(program)))
        engine.reason()
        return {name: {tuple(map(_read, row)) for row in engine.result(name)} for name in OUTCOMES}


def _kind(value: Value) -> str:
    return "int" if isinstance(value, int) else "any" if value.startswith("http") else "string"


def _written(value: Value) -> str:
    return f"<{value}>" if _kind(value) == "any" else str(value)


def _read(value: object) -> Value:
    if isinstance(value, int):
        return value
    text = str(value)
    return text[1:-1] if text[:1] + text[-1:] in ("<>", '""') else text


def compare(home: Home, facts: Facts, relations: set[str]) -> None:
    ours = chain(read_rules(home.rules, facts, relations), facts)
    theirs = by_nemo(home.rules, facts)
    for name in OUTCOMES:
        assert set(ours.get(name, ())) == theirs[name], name


@pytest.mark.parametrize("policy", ["facts", "claims", "all"])
@pytest.mark.parametrize("time", [{}, {"as_of": "2020-11"}, {"since": "2015", "until": "2020"}])
def test_nemo_derives_the_same_from_the_record(home: Home, policy: str, time: dict[str, str]) -> None:
    kg = kgraph.load(home.root, policy=policy, **time)
    stated = [claim for claim in kg.conclusions.claims.values() if claim.agent and claim.target]
    kinds = {arena.name: arena.kind for arena in kg.arenas.values()}
    compare(home, starting_facts(stated, kg.vocabulary, kinds, kg.view), set(kg.vocabulary.relations))


@settings(max_examples=15, deadline=None)
@given(claims=worlds())
def test_nemo_derives_the_same_from_random_worlds(graph: Graph, home: Home, claims: list[Claim]) -> None:
    stated = [claim for claim in claims if claim.agent and claim.target]
    kinds = {**dict.fromkeys(THEATRES, "theatre"), "warfare": "domain"}
    facts = starting_facts(stated, graph.vocabulary, kinds, View())
    compare(home, facts, set(graph.vocabulary.relations))
