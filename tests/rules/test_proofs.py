"""What `why` gives: minimal proofs down to standing claims and paragraphs, the same by every way to the graph."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import kgraph
from kgraph.build import build
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.reasoning.proofs import Conclusions, Proof
from kgraph.reasoning.rules import derive

RUSSIA_TURKEY = ("russia", "proxyRivalOf", "turkey")


# What `why` gives


def all_proofs(kg: Graph) -> Iterator[tuple[str, str, str, list[Proof]]]:
    asked = {(fact.agent, fact.relation, fact.target) for fact in kg.conclusions.derivations.values()}
    for a, relation, b in sorted(asked):
        yield a, relation, b, kg.why(a, relation, b)


@pytest.mark.parametrize("policy", ["facts", "claims", "all"])
def test_every_leaf_is_a_standing_claim(home: Home, policy: str) -> None:
    kg = kgraph.load(home.root, policy=policy)
    for *_, proofs in all_proofs(kg):
        assert proofs
        for proof in proofs:
            assert all(kg.conclusions.claims[leaf.name] == leaf for leaf in proof.leaves())
            assert {leaf.name for leaf in proof.leaves()} == kg.conclusions.leaves(proof.fact.name)


def test_no_proof_rests_on_all_the_claims_of_another_one_in_the_same_arenas(graph: Graph) -> None:
    for a, relation, b, proofs in all_proofs(graph):
        shown = [
            (set(graph.conclusions.arenas(proof.fact)), {leaf.name for leaf in proof.leaves()})
            for proof in proofs
            if proof.fact.relation == relation or graph.vocabulary.relations[relation].derived_by
        ]
        for number, (arenas, leaves) in enumerate(shown):
            rest = [other for place, other in shown[:number] + shown[number + 1 :] if place == arenas]
            assert not any(other <= leaves for other in rest), (a, relation, b, leaves)


def test_a_symmetric_relation_has_the_same_proofs_both_ways(graph: Graph) -> None:
    for a, relation, b, proofs in all_proofs(graph):
        if graph.vocabulary.relations[relation].symmetric:
            assert proofs == graph.why(b, relation, a)


def test_without_a_claim_exactly_what_rests_on_it_falls(graph: Graph, home: Home) -> None:
    conclusions = graph.conclusions
    for removed in sorted(set().union(*(conclusions.leaves(name) for name in conclusions.derivations))):
        rest = [claim for name, claim in conclusions.claims.items() if name != removed]
        derivations = derive(rest, graph.vocabulary, graph.arenas.values(), home.rules)
        left = Conclusions({claim.name: claim for claim in rest}, derivations, graph.vocabulary)
        assert applications(conclusions, without=removed) == applications(left), removed


def applications(conclusions: Conclusions, without: str = "") -> set[str]:
    """Return the names of all applications of a rule that do not rest on a claim."""
    facts = (one for fact in conclusions.all_derivations.values() for one in conclusions.singly(fact))
    return {one.name for one in facts if without not in conclusions.leaves(one.name)}


# `kgraph why`


def leaves_of(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "claim" in node:
        yield node
    for premise in node.get("premises", ()):
        yield from leaves_of(premise)


def test_why_proves_each_theatre_of_the_proxy_rivalry_down_to_paragraphs(run: Any) -> None:
    code, out, _ = run("why", *RUSSIA_TURKEY, "--format", "json")
    assert code == 0
    by_theatre: dict[str, set[tuple[int, ...]]] = {}
    for proof in json.loads(out):
        (theatre,) = proof["arenas"]
        by_theatre.setdefault(theatre, set()).add(tuple(sorted({leaf["paragraph"] for leaf in leaves_of(proof)})))
    assert {"libya", "nagorno-karabakh", "syria"} == set(by_theatre)
    assert {(5,), (11, 12)} <= by_theatre["libya"]
    assert {(5,), (2, 14, 15)} == by_theatre["nagorno-karabakh"]
    assert {(7,), (7, 9)} <= by_theatre["syria"]


def test_why_in_words_names_each_theatre_speaker_and_paragraph(run: Any) -> None:
    code, out, _ = run("why", *RUSSIA_TURKEY)
    assert code == 0
    for expected in (
        "\nLibya:",
        "\nNagorno-Karabakh:",
        "\nSyria:",
        "¶5",
        "¶7",
        "¶11",
        "¶12, quoting United Nations experts",
    ):
        assert expected in out


def test_why_resolves_names_in_three_languages(run: Any) -> None:
    assert run("why", "Россия", "proxyRivalOf", "Türkiye") == run("why", *RUSSIA_TURKEY)


@pytest.mark.parametrize("relation", ["proxyRivalOf", "partnerOf", "partnerYetRivalOf", "sellsTo"])
def test_why_gives_json_of_the_agreed_shape(run: Any, graph: Graph, relation: str) -> None:
    proofs = json.loads(run("why", "russia", relation, "turkey", "--format", "json", "--most", "0").out)
    assert len(graph.why("russia", relation, "turkey")) == len(proofs)
    waiting = list(proofs)
    while waiting:
        node = waiting.pop()
        if "claim" in node:
            claim = graph.claims[node["claim"]]
            shown = {key: node[key] for key in ("source", "paragraph", "said_by", "stance", "when")}
            assert {key: getattr(claim, key) for key in shown} == shown
            continue
        assert {"fact", "rule", "premises"} <= set(node)
        assert node["premises"]
        waiting += node["premises"]


@pytest.mark.parametrize(
    "asked",
    [
        ("nato", "proxyRivalOf", "turkey"),
        ("turkey", "sellsGasTo", "russia"),
        ("united-states", "actsFor", "russia"),
    ],
)
def test_why_exits_with_1_where_it_does_not_hold(run: Any, asked: tuple[str, str, str]) -> None:
    code, out, err = run("why", *asked)
    assert (1, "") == (code, err)
    assert "does not hold" in out
    assert (1, []) == ((ran := run("why", *asked, "--format", "json")).code, json.loads(ran.out))


def test_why_refuses_one_actor_twice(run: Any) -> None:
    code, out, err = run("why", "russia", "proxyRivalOf", "Россия")
    assert (2, "", 1) == (code, out, err.count("\n"))


def test_why_under_facts_loses_libya_by_proxy_and_keeps_what_the_paper_says_itself(run: Any) -> None:
    proofs = json.loads(run("why", *RUSSIA_TURKEY, "--policy", "facts", "--format", "json").out)
    assert {"stated-rival-camps"} == {proof["rule"] for proof in proofs if proof["arenas"] == ["libya"]}
    assert {"reuters"} == {leaf["said_by"] for proof in proofs for leaf in leaves_of(proof)}


# The same by every way


def picture(kg: Graph) -> dict[str, Any]:
    """Return all that a graph answers about its pairs."""
    actors = sorted(kg.actors)
    return {
        "why": [(a, relation, b, proofs) for a, relation, b, proofs in all_proofs(kg)],
        "dossiers": [kg.dossier(a, b) for a, b, _ in kg.rank()],
        "rank": kg.rank(),
        "actors": actors,
        # Blank nodes (lists in the ontology) bear new labels at every reading.
        "quads": sorted(text for quad in kg.store.quads() if "_:" not in (text := str(quad))),
    }


def test_the_built_store_answers_as_the_record_does(fresh_home: Home) -> None:
    in_memory = kgraph.load(fresh_home.root)
    assert not fresh_home.store.exists()
    expected = picture(in_memory)
    build(fresh_home, lambda _: None)
    built = kgraph.load(fresh_home.root)
    assert {"store", "contents"}.isdisjoint(vars(built)), "it would not come from what was built"
    assert expected == picture(built)


def test_nothing_depends_on_the_order_of_hashes(home: Home) -> None:
    code = (
        "import kgraph, sys; kg = kgraph.load(sys.argv[1], policy='all');"
        "print(kg.why('russia', 'partnerYetRivalOf', 'turkey'), kg.rank(), list(kg.conclusions.all_derivations),"
        "list(kg.conclusions.derivations), kg.dossier('russia', 'turkey'), sep='\\n')"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code, str(home.root)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(home.root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert 1 == len(printed)
    assert len(printed.pop()) > 10_000
