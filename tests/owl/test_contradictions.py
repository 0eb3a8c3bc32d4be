"""A contradiction that someone introduces is explained by a smallest set of axioms and claims, each with its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kgraph.home import Home
from kgraph.reasoning.owl.axioms import Axiom
from kgraph.reasoning.owl.closure import Closure
from kgraph.reasoning.owl.consistency import faults, member_of
from kgraph.reasoning.owl.fragment import Fragment
from kgraph.reasoning.owl.hermit import Hermit
from kgraph.reasoning.owl.justification import justify, propose
from kgraph.reasoning.owl.statements import Statements

# A member of an enumerated class is one of two; whichever it is, it would be odd and even. No rule of ours sees it.
BY_CASES = """
kg:Number a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:oneOf ( kg:two kg:four ) ] .
kg:Odd a owl:Class ; owl:disjointWith kg:Even .
kg:Even a owl:Class .
kg:two a kg:Even . kg:four a kg:Even . kg:six a kg:Even .
kg:some a kg:Number , kg:Odd .
"""


def blocks(out: str, check: str) -> list[list[str]]:
    """Return the faults of a check: for each, its lines without their indent."""
    found: list[list[str]] = []
    inside = False
    for line in out.splitlines():
        if not line.startswith("     "):
            inside = line.startswith(f"FAIL {check}: ")
        elif inside and line.startswith("       "):
            found[-1].append(line.strip())
        elif inside:
            found.append([line.strip()])
    return found


def stands_at(home: Home, line: str, text: str) -> bool:
    """Say whether the place that a line names holds the text."""
    place = re.match(r"(.*?):(\d+): ", line)
    assert place, line
    return text in Path(place[1]).read_text(encoding="utf-8").splitlines()[int(place[2]) - 1]


EDITS = [
    (
        "kg:meets rdfs:range kg:State .",
        "ontology and claims contradict one another",
        {
            "putin meets erdogan (claim reuters-2021-09-28/02-putin-meets-erdogan)": "- id: 02-putin-meets-erdogan",
            "erdogan is a Person": "erdogan:",
            "what stands after meets is a State": "kg:meets rdfs:range kg:State",
            "no Person is a State": "owl:disjointWith kg:State",
        },
    ),
    (
        "kg:intervenesFor rdfs:domain kg:Theatre .",
        "ontology and claims contradict one another",
        {
            "russia intervenesFor assad (claim reuters-2021-09-28/07-russia-intervenes-for-assad)": "- id: 07-russia",
            "russia is a State": "russia:",
            "whoever stands before intervenesFor is a Theatre": "kg:intervenesFor rdfs:domain",
            "every State is an Actor": "rdfs:subClassOf kg:Actor",
            "every Theatre is an Arena": "rdfs:subClassOf kg:Arena",
            "no Actor is an Arena": "kg:Actor",
        },
    ),
    (
        "kg:Realm a owl:Class ; rdfs:subClassOf kg:Person , kg:State .",
        "nothing can be of the class kg:Realm",
        {
            "every Realm is a Person": "kg:Realm a owl:Class",
            "every Realm is a State": "kg:Realm a owl:Class",
            "no Person is a State": "owl:disjointWith kg:State",
        },
    ),
    (
        "kg:rules a owl:ObjectProperty ; rdfs:domain kg:State ; rdfs:range kg:Claim ; rdfs:subPropertyOf kg:ends . "
        "kg:ends a owl:ObjectProperty ; rdfs:range kg:Actor .",
        "nothing can stand in the relation kg:rules",
        {
            "what stands after rules is a Claim": "kg:rules a owl:ObjectProperty",
            "rules is a kind of ends": "kg:rules a owl:ObjectProperty",
            "what stands after ends is an Actor": "kg:rules a owl:ObjectProperty",
            "no Actor is a Claim": "kg:Actor",
        },
    ),
]


@pytest.mark.parametrize(("turtle", "said", "culprits"), EDITS)
def test_check_names_each_culprit_with_its_line(
    run: Any, article_home: Home, edit: Any, turtle: str, said: str, culprits: dict[str, str]
) -> None:
    edit(article_home, turtle)
    code, out, err = run("check", "--dl", home=article_home)
    assert (1, "") == (code, err)
    for check, by in (("axioms", "the rules of OWL 2 RL"), ("owl dl", "HermiT, 1 run(s)")):
        (block,) = blocks(out, check)
        assert block[0].startswith(f"{said}, by these {len(culprits)} together, none of which is to spare ({by})")
        assert sorted(culprits) == sorted(line.split(": ", 1)[1] for line in block[1:])
        for line in block[1:]:
            assert stands_at(article_home, line, culprits[line.split(": ", 1)[1]]), line


@pytest.mark.usefixtures("without_java", "without_extra")
def test_check_without_hermit_names_the_culprits_too(run: Any, article_home: Home, edit: Any) -> None:
    turtle, said, culprits = EDITS[0]
    edit(article_home, turtle)
    code, out, err = run("check", home=article_home)
    assert (1, "") == (code, err)
    (block,) = blocks(out, "axioms")
    assert block[0].startswith(said)
    assert sorted(culprits) == sorted(line.split(": ", 1)[1] for line in block[1:])


def test_actor_of_two_kinds_in_the_record_is_named_there(run: Any, article_home: Home) -> None:
    path = article_home.record / "actors.ttl"
    path.write_text(path.read_text(encoding="utf-8") + "\nactor:turkey a kg:Person .\n", encoding="utf-8")
    code, out, _ = run("check", home=article_home)
    assert 1 == code
    (block,) = blocks(out, "axioms")
    assert ["turkey is a Person", "turkey is a State", "no Person is a State"] == [
        line.split(": ", 1)[1] for line in block[1:]
    ]
    assert stands_at(article_home, block[1], "actor:turkey a kg:Person .")


def test_claim_whose_end_is_not_of_the_kind_that_a_relation_wants_is_named(
    run: Any, article_home: Home, edit: Any
) -> None:
    # No contradiction in an open world: Ukraine might be a group as well. Nothing says that it is.
    edit(article_home, "kg:pledgesSupportTo rdfs:range kg:ActorGroup .")
    code, out, _ = run("check", home=article_home)
    assert 1 == code
    (block,) = blocks(out, "axioms")
    assert "what stands after pledgesSupportTo is an ActorGroup" in block[0]
    assert "ukraine is nowhere said to be one; correct one of the two" in block[0]
    assert stands_at(article_home, block[0], "- id: ")


def test_contradiction_that_only_hermit_sees_is_shrunk_to_a_smallest_set(read_turtle: Any) -> None:
    fragment = read_turtle(BY_CASES)
    assert () == propose(fragment.axioms)
    hermit = Hermit(fragment.terms)
    assert hermit.conclude(fragment.axioms) is None
    found = justify(fragment.axioms, hermit)
    assert found.minimal
    words = sorted(axiom.words for axiom in found.axioms)
    assert [
        "Number has no members but two, four",
        "four is an Even",
        "no Odd is an Even",
        "some is a Number",
        "some is an Odd",
        "two is an Even",
    ] == words
    assert is_minimal(hermit, found.axioms)


def test_class_that_only_hermit_sees_to_be_empty_is_explained_without_its_supposed_member(read_turtle: Any) -> None:
    turtle = BY_CASES.replace(
        "kg:some a kg:Number , kg:Odd .", "kg:Both a owl:Class ; rdfs:subClassOf kg:Number, kg:Odd ."
    )
    fragment = read_turtle(turtle)
    hermit = Hermit(fragment.terms)
    entailed = hermit.conclude(fragment.axioms)
    assert entailed
    assert ("https://w3id.org/kgraph/ontology#Both",) == entailed.empty_classes
    given = member_of("https://w3id.org/kgraph/ontology#Both")
    found = justify(fragment.axioms, hermit, (given,))
    assert found.minimal
    assert 6 == len(found.axioms)
    assert given not in found.axioms


@pytest.mark.parametrize("budget", [1, 4])
def test_search_that_runs_out_of_runs_says_so_and_gives_what_it_has(read_turtle: Any, budget: int) -> None:
    fragment = read_turtle(BY_CASES)
    hermit = Hermit(fragment.terms, most_runs=budget)
    found = justify(fragment.axioms, hermit)
    assert budget == hermit.runs
    assert not found.minimal
    assert Hermit(fragment.terms).first_inconsistent([found.axioms]) == 0
    assert "not proved minimal within the limits of time and runs" in found.worded("nothing holds", "HermiT")


def test_search_that_runs_out_of_time_says_so(read_turtle: Any) -> None:
    fragment = read_turtle(BY_CASES)
    found = justify(fragment.axioms, Hermit(fragment.terms, most_seconds=0.0))
    assert (fragment.axioms, False) == found


def test_proposed_set_that_is_too_large_is_shrunk_by_hermit(read_turtle: Any, monkeypatch: Any) -> None:
    fragment: Fragment = read_turtle(
        "kg:A a owl:Class ; owl:disjointWith kg:B . kg:B a owl:Class . kg:x a kg:A , kg:B . kg:y a kg:A ."
    )
    monkeypatch.setattr("kgraph.reasoning.owl.justification.propose", lambda axioms, given=(): tuple(axioms))
    hermit = Hermit(fragment.terms)
    found = justify(fragment.axioms, hermit)
    assert found.minimal
    assert {"no A is a B", "x is an A", "x is a B"} == {axiom.words for axiom in found.axioms}


def test_individual_beside_all_members_of_an_enumerated_class_contradicts(home: Home, statements_of: Any) -> None:
    statements: Statements = statements_of(home)
    kg = "https://w3id.org/kgraph/ontology#"
    wrong = Axiom("type", (kg + "plain", kg + "Stance"), "pen:1")
    found = propose((*statements.axioms, wrong))
    assert {"type", "one-of", "different"} == {axiom.kind for axiom in found}
    assert wrong in found


def test_article_has_no_fault(article: Statements) -> None:
    assert [] == list(faults(article))
    assert [] == list(Closure(article.axioms, types_ends=True).contradictions())


def is_minimal(hermit: Hermit, axioms: Sequence[Axiom]) -> bool:
    without = [[other for other in axioms if other != axiom] for axiom in axioms]
    return hermit.first_inconsistent([*without, axioms]) == len(axioms)
