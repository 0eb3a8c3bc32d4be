"""The rules, case by case: a few claims in Turtle, and what follows from them by one rule.

``cases/<rule>/<case>.in.ttl`` holds claims; ``cases/world.ttl`` the invented actors, theatres and source that they
name. A claim leaves out what the case is not about: unless it says otherwise, the paper itself asserts it on the day
of the report; the days of ``kg:when`` are worked out as a build would. ``<case>.out.ttl`` holds every derived relation
that follows by the rule of the folder, or nothing but a comment; under ``standing/``, the truthy graph.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from kgraph.dates import parse_extent, parse_window
from kgraph.home import Home
from kgraph.names import actor_names
from kgraph.namespaces import GRAPH_DERIVED, GRAPH_TRUTHY, KG, PREFIXES, curie
from kgraph.reasoning.asked import resolved
from kgraph.reasoning.conclude import read_filled
from kgraph.reasoning.saved import Saved
from kgraph.reasoning.view import View, policy_named
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.read import read_actors
from kgraph.store.record import load_ontology

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases"
REPORTED_ON = date(2021, 6, 30)

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_DAYS = ("earliest", "latest", "certainFrom", "certainUntil")
_VIEW = re.compile(r"^# view: (.*)$", re.MULTILINE)


class Case(NamedTuple):
    """A pair of files: claims, and what follows from them by the rule of the folder."""

    rule: str
    name: str

    @property
    def given(self) -> Path:
        return CASES / self.rule / f"{self.name}.in.ttl"

    @property
    def expected(self) -> Path:
        return CASES / self.rule / f"{self.name}.out.ttl"

    @property
    def comment(self) -> str:
        """What the case is, on its first line."""
        return self.given.read_text(encoding="utf-8").splitlines()[0]

    def __str__(self) -> str:
        return f"{self.rule}/{self.name}"


class Filled(NamedTuple):
    """A case that was run: its store, filled, and what was concluded."""

    store: EmbeddedStore
    saved: Saved


def all_cases() -> list[Case]:
    return [Case(path.parent.name, path.name.removesuffix(".in.ttl")) for path in sorted(CASES.glob("*/*.in.ttl"))]


STANDING = "standing"
ALL_CASES = all_cases()
OF_RULES = [case for case in ALL_CASES if case.rule != STANDING]


@pytest.mark.parametrize("case", OF_RULES, ids=str)
def test_what_is_expected_follows_by_the_rule_and_nothing_else(case: Case) -> None:
    expected = derived_of_file(case.expected)
    found = {key: rest for key, rest in derived_of_store(run(case).store).items() if key.rule == f"rule:{case.rule}"}
    assert sorted(expected) == sorted(found)
    for key, rest in expected.items():
        assert rest.items() <= ({"kg:stance": "kg:asserts"} | found[key]).items()
        assert ("kg:stance" in rest) == (found[key]["kg:stance"] == "kg:expects"), "an expectation is shown as one"


@pytest.mark.parametrize("case", [case for case in ALL_CASES if case.rule == STANDING], ids=str)
def test_the_truthy_graph_holds_what_stands_and_nothing_else(case: Case) -> None:
    assert sorted(truthy_of_file(case.expected)) == sorted(truthy_of_store(run(case).store))


@pytest.mark.parametrize("case", ALL_CASES, ids=str)
def test_direct_triples_agree_with_claims_and_derived_relations(case: Case) -> None:
    store, saved = run(case)
    derived = set()
    for fact in derived_of_store(store):
        relation = saved.vocabulary.relations[fact.relation.removeprefix("kg:")]
        if relation.derived_by:
            derived.add((fact.agent, fact.relation, fact.target))
            derived |= {(fact.target, fact.relation, fact.agent)} if relation.symmetric else set()
    assert derived == direct_triples(store, GRAPH_DERIVED)
    assert direct_triples(store, GRAPH_TRUTHY) == {
        (f"actor:{claim.agent}", f"kg:{claim.relation}", f"actor:{claim.target}")
        for claim in saved.conclusions.claims.values()
        if claim.agent and claim.target
    }


@pytest.mark.parametrize("case", ALL_CASES, ids=str)
def test_nobody_is_partner_or_rival_of_itself(case: Case) -> None:
    store, _ = run(case)
    assert [] == [fact for fact in derived_of_store(store) if fact.agent == fact.target]


def test_every_rule_has_a_case_in_which_it_applies_and_near_misses() -> None:
    kind = ox.NamedNode(KG + "Rule")
    named = [
        quad.subject.value for quad in _ontology() if quad.object == kind and isinstance(quad.subject, ox.NamedNode)
    ]
    declared = {name.removeprefix(PREFIXES["rule"]) for name in named}
    assert declared - {"stated"} == {case.rule for case in OF_RULES}
    for rule in sorted({case.rule for case in OF_RULES}):
        cases = [case for case in OF_RULES if case.rule == rule]
        assert any(derived_of_file(case.expected) for case in cases), rule
        assert sum("Near miss" in case.comment and not derived_of_file(case.expected) for case in cases) >= 5, rule


@pytest.mark.parametrize("case", ALL_CASES, ids=str)
def test_a_case_says_what_it_is(case: Case) -> None:
    assert case.comment.startswith("# ")
    assert case.comment.endswith(".")
    assert ("Near miss" in case.comment) or case.rule == STANDING or derived_of_file(case.expected)


def test_no_expectation_is_left_without_its_claims() -> None:
    pairs = {path.with_name(path.name.replace(".out.ttl", ".in.ttl")) for path in CASES.glob("*/*.out.ttl")}
    assert pairs == {case.given for case in ALL_CASES}


# How a case is run and read


@cache
def run(case: Case) -> Filled:
    """Load ontology, world and claims, and conclude under the view that the case asks for."""
    store = EmbeddedStore()
    store.inner.extend(_ontology())
    store.load_file(CASES / "world.ttl")
    store.load_file(case.given)
    _complete(store)
    asked = view_of(case.given.read_text(encoding="utf-8"))
    names = actor_names(read_actors(store))
    view = resolved(asked, names, names, (), {})
    return Filled(store, read_filled(store, Home(ROOT).rules, view))


def view_of(text: str) -> View:
    """Return the view of the line ``# view: policy=facts as_of=2020-11 prefer=veria``, or the default one."""
    line = _VIEW.search(text)
    asked = dict(part.split("=", 1) for part in line[1].split()) if line else {}
    view = View(
        policy_named(asked.pop("policy", "claims")),
        parse_window(asked.pop("as_of")) if "as_of" in asked else None,
        (asked.pop("prefer"),) if "prefer" in asked else (),
    )
    assert not asked, f"a view knows nothing of {', '.join(asked)}"
    return view


class Derived(NamedTuple):
    """A derived relation as a case shows it, without the IRI of its node."""

    rule: str
    agent: str
    relation: str
    target: str
    arenas: tuple[str, ...]
    certainty: str
    claims: tuple[str, ...]


def derived_of_file(path: Path) -> dict[Derived, dict[str, str]]:
    """Return the derived relations of an ``.out.ttl``, each with what else is said of it."""
    return derived_of([quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)])


def derived_of_store(store: EmbeddedStore) -> dict[Derived, dict[str, str]]:
    """Return the derived relations of ``graph:derived``."""
    graph = ox.NamedNode(GRAPH_DERIVED)
    return derived_of([quad.triple for quad in store.inner.quads_for_pattern(None, None, None, graph)])


def derived_of(triples: list[ox.Triple]) -> dict[Derived, dict[str, str]]:
    nodes: dict[str, dict[str, list[str]]] = {}
    for triple in triples:
        said = nodes.setdefault(str(triple.subject), {}).setdefault(curie(triple.predicate.value), [])
        said.append(curie(triple.object.value))
    found = {}
    for said in nodes.values():
        if "kg:DerivedRelation" not in said.pop("rdf:type", []):
            continue
        rest = {key: sorted(values) for key, values in said.items()}
        derived = Derived(
            *(_one(rest, key) for key in ("kg:rule", "kg:agent", "kg:relation", "kg:target")),
            arenas=tuple(rest.pop("kg:arena", ())),
            certainty=_one(rest, "kg:certainty"),
            claims=tuple(rest.pop("prov:wasDerivedFrom")),
        )
        assert derived not in found, f"twice the same: {derived}"
        found[derived] = {key: " ".join(values) for key, values in rest.items()}
    return found


def direct_triples(store: EmbeddedStore, graph: str) -> set[tuple[str, str, str]]:
    """Return the triples of a graph whose subject is an actor."""
    quads = store.inner.quads_for_pattern(None, None, None, ox.NamedNode(graph))
    triples = {(curie(q.subject.value), curie(q.predicate.value), curie(q.object.value)) for q in quads}
    return {triple for triple in triples if triple[0].startswith("actor:")}


def truthy_of_file(path: Path) -> set[str]:
    return {_plain(quad.triple) for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}


def truthy_of_store(store: EmbeddedStore) -> set[str]:
    quads = store.inner.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH_TRUTHY))
    return {_plain(quad.triple) for quad in quads}


@cache
def _ontology() -> tuple[ox.Quad, ...]:
    return tuple(load_ontology(Home(ROOT)).inner)


def _complete(store: EmbeddedStore) -> None:
    """Give every claim what the record would say of it and the case leaves out."""
    defaults: dict[str, ox.NamedNode | ox.Literal] = {
        "source": ox.NamedNode(PREFIXES["source"] + "courier-2021-06-30"),
        "saidBy": ox.NamedNode(PREFIXES["actor"] + "courier"),
        "stance": ox.NamedNode(KG + "asserts"),
        "sureness": ox.NamedNode(KG + "plain"),
        "reportedOn": ox.Literal(REPORTED_ON.isoformat(), datatype=ox.NamedNode(PREFIXES["xsd"] + "date")),
        "paragraph": ox.Literal(1),
        "anchor": ox.Literal("war in the marshes"),
        "whenBasis": ox.Literal("Given."),
    }
    claims = [quad.subject for quad in store.inner.quads_for_pattern(None, _TYPE, ox.NamedNode(KG + "Claim"), None)]
    assert claims
    for claim in claims:
        said = {q.predicate.value.removeprefix(KG): q.object for q in store.inner.quads_for_pattern(claim, None, None)}
        missing = {key: value for key, value in defaults.items() if key not in said}
        expected = said.get("stance") == ox.NamedNode(KG + "expects")
        for key, day in zip(_DAYS, parse_extent(said["when"].value, REPORTED_ON, expected), strict=True):
            if day:
                missing[key] = ox.Literal(day.isoformat(), datatype=ox.NamedNode(PREFIXES["xsd"] + "date"))
        store.add(ox.Quad(claim, ox.NamedNode(KG + key), value) for key, value in missing.items())


def _one(said: dict[str, list[str]], key: str) -> str:
    (value,) = said.pop(key)
    return value


def _plain(triple: ox.Triple) -> str:
    return " ".join(curie(term.value) for term in triple)
