"""The fragment, HermiT, owlrl, the vocabulary and the rules draw the same conclusions from generated ontologies."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import nmo_python as nemo
import owlrl
import rdflib
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from kgraph.home import Home
from kgraph.namespaces import KG, local
from kgraph.reasoning.owl.axioms import as_ntriples
from kgraph.reasoning.owl.closure import Closure, Link, Type, misfits
from kgraph.reasoning.owl.consistency import member_of, pair_of
from kgraph.reasoning.owl.fragment import Fragment, read_fragment
from kgraph.reasoning.owl.hermit import Hermit
from kgraph.reasoning.owl.justification import propose
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.words import read_vocabulary
from kgraph.vocabulary import Vocabulary

PREFIXES = """
@prefix kg: <https://w3id.org/kgraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


class Drawn(NamedTuple):
    """What RL reasoning concludes: links and types, or None where the ontology is inconsistent."""

    links: frozenset[Link]
    types: frozenset[Type]


@st.composite
def ontologies(draw: st.DrawFn) -> str:
    """Draw an ontology in our fragment, with individuals, as Turtle."""
    classes = [f"kg:C{n}" for n in range(draw(st.integers(3, 5)))]
    relations = [f"kg:r{n}" for n in range(draw(st.integers(3, 5)))]
    people = [f"kg:a{n}" for n in range(draw(st.integers(3, 5)))]
    lines = [f"{name} a owl:Class ." for name in classes]
    lines += [f"{name} a owl:ObjectProperty ; kg:polarity {n % 3 - 1} ." for n, name in enumerate(relations)]
    lines += ["kg:turned a owl:ObjectProperty .", f"kg:turned owl:inverseOf {draw(st.sampled_from(relations))} ."]
    lines += ["kg:found a owl:ObjectProperty .", f"kg:found kg:candidateFor {relations[0]} ."]

    def some(of: st.SearchStrategy[str], most: int) -> list[str]:
        return draw(st.lists(of, max_size=most, unique=True))

    def pairs(names: list[str]) -> st.SearchStrategy[tuple[str, str]]:
        # Upwards only, so that nothing lies below itself.
        return st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda pair: pair[0] < pair[1])

    one = st.sampled_from
    links = st.lists(one([*relations, "kg:turned"]), min_size=2, max_size=3).map(" ".join)
    lines += some(links.map(lambda chain: f"kg:found owl:propertyChainAxiom ( {chain} ) ."), 2)
    lines += some(pairs(relations).map(lambda pair: f"{pair[0]} rdfs:subPropertyOf {pair[1]} ."), 4)
    lines += some(one([*relations, "kg:found"]).map(lambda name: f"{name} a owl:SymmetricProperty ."), 2)
    lines += some(pairs(classes).map(lambda pair: f"{pair[0]} rdfs:subClassOf {pair[1]} ."), 4)
    lines += some(pairs(classes).map(lambda pair: f"{pair[0]} owl:disjointWith {pair[1]} ."), 1)
    ends = st.tuples(one([*relations, "kg:found"]), one(["domain", "range"]), one(classes))
    lines += some(ends.map(lambda end: f"{end[0]} rdfs:{end[1]} {end[2]} ."), 3)
    lines += [f"{person} a {draw(one(classes))} ." for person in people]
    facts = st.tuples(one(people), one(relations), one(people))
    lines += some(facts.map(lambda fact: f"{' '.join(fact)} ."), 6)
    return PREFIXES + "\n".join(lines) + "\n"


def read(turtle: str) -> tuple[Fragment, Vocabulary]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "made.ttl")
        path.write_text(turtle, encoding="utf-8")
        store = EmbeddedStore()
        store.load_file(path)
        return read_fragment([path]), read_vocabulary(store)


def by_owlrl(fragment: Fragment) -> Drawn | None:
    graph = rdflib.Graph().parse(data=as_ntriples(fragment.axioms, fragment.terms), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    if any("error" in str(predicate) for predicate in graph.predicates()):
        return None
    triples = [tuple(map(str, triple)) for triple in graph]
    return Drawn(
        frozenset(Link(*triple) for triple in triples if triple[1] in fragment.terms.relations),
        frozenset(Type(s, o) for s, p, o in triples if p == str(rdflib.RDF.type) and o in fragment.terms.classes),
    )


def by_closure(fragment: Fragment) -> Drawn | None:
    closure = Closure(fragment.axioms, types_ends=True)
    if any(closure.contradictions()):
        return None
    return Drawn(closure.links, closure.types)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(ontologies())
def test_hermit_owlrl_and_the_fragment_agree(turtle: str) -> None:
    fragment, _ = read(turtle)
    entailed = Hermit(fragment.terms).conclude(fragment.axioms)
    ours = by_closure(fragment)
    event(f"consistent: {ours is not None}")
    assert ours == by_owlrl(fragment)
    assert (ours is None) == (entailed is None)
    if ours is None or entailed is None:
        assert propose(fragment.axioms)
        return
    assert ours.links == entailed.links
    assert ours.types == {fact for fact in entailed.types if fact.of in fragment.terms.classes}
    classes, relations = sorted(fragment.terms.classes), sorted(fragment.terms.relations)
    assert entailed.empty_classes == tuple(c for c in classes if propose(fragment.axioms, (member_of(c),)))
    assert entailed.empty_relations == tuple(r for r in relations if propose(fragment.axioms, (pair_of(r),)))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(ontologies())
def test_owlrl_and_the_fragment_agree(turtle: str) -> None:
    fragment, _ = read(turtle)
    assert by_closure(fragment) == by_owlrl(fragment)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(ontologies())
def test_domains_and_ranges_as_checks_find_exactly_what_they_would_infer(turtle: str) -> None:
    fragment, _ = read(turtle)
    inferring, checking = (Closure(fragment.axioms, types_ends=ends) for ends in (True, False))
    found = misfits(checking, fragment.axioms)
    event(f"misfits: {bool(found)}")
    above = [axiom.terms for axiom in fragment.axioms if axiom.kind == "sub-class"]
    wanted = {misfit.end for misfit in found}
    while more := {Type(who, up) for who, of in wanted for low, up in above if low == of} - wanted:
        wanted |= more
    assert inferring.types - checking.types == wanted - checking.types
    assert inferring.links == checking.links


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(turtle=ontologies())
def test_vocabulary_and_rules_see_the_tree_of_relations_as_the_fragment_does(home: Home, turtle: str) -> None:
    fragment, vocabulary = read(turtle)
    assume(vocabulary.relations)
    trees = {(a, b) for a in vocabulary.relations for b in vocabulary.above(a)}
    assert trees == rule_tree(home, vocabulary)
    symmetric = {local(axiom.terms[0]) for axiom in fragment.axioms if axiom.kind == "symmetric"}
    assert symmetric & set(vocabulary.relations) == {r.name for r in vocabulary.relations.values() if r.symmetric}
    a, b = KG + "someone", KG + "another"
    tree_alone = tuple(axiom for axiom in fragment.axioms if axiom.kind == "sub-property")
    for name in vocabulary.relations:
        closure = Closure((*tree_alone, pair_of(KG + name)._replace(terms=(a, KG + name, b))), types_ends=True)
        assert vocabulary.above(name) == {local(link.relation) for link in closure.links}


def rule_tree(home: Home, vocabulary: Vocabulary) -> set[tuple[str, str]]:
    """Return what the rule file itself says is a kind of what."""
    relations = vocabulary.relations.values()
    facts = [f"polarity(<{KG}{r.name}>, {r.polarity}) ." for r in relations]
    facts += [f"subRelationOf(<{KG}{r.name}>, <{KG}{parent}>) ." for r in relations for parent in r.parents]
    # A relation without parents must not leave the predicate unknown.
    facts.append("subRelationOf(<urn:none>, <urn:none>) .")
    rule = (home.rules / "1-relations.rls").read_text(encoding="utf-8")
    engine = nemo.NemoEngine(nemo.load_string("\n".join([rule, *facts, "@output isA ."])))
    engine.reason()
    return {(local(str(a).strip("<>")), local(str(b).strip("<>"))) for a, b in engine.result("isA")}
