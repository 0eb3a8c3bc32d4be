"""OWL that the rules do not follow is refused by name, with its line, by `check` and `build`; nothing is written."""

from __future__ import annotations

from typing import Any

import pytest

from kgraph.home import Home
from kgraph.reasoning.owl.fragment import read_fragment
from kgraph.store.freshness import ontology_files

REFUSED = [
    ("kg:supports a owl:FunctionalProperty .", "owl:FunctionalProperty on kg:supports", "take two actors for one"),
    ("kg:opposes a owl:InverseFunctionalProperty .", "owl:InverseFunctionalProperty on kg:opposes", "two actors"),
    ("kg:supports a owl:TransitiveProperty .", "owl:TransitiveProperty on kg:supports", "write a rule"),
    ("kg:opposes a owl:IrreflexiveProperty .", "owl:IrreflexiveProperty on kg:opposes", "what a chain infers"),
    ("kg:opposes a owl:AsymmetricProperty .", "owl:AsymmetricProperty on kg:opposes", "what a chain infers"),
    (
        "kg:cooperatesWith owl:propertyDisjointWith kg:conflictsWith .",
        "owl:propertyDisjointWith on kg:cooperatesWith",
        "partners and rivals at once",
    ),
    (
        "[] a owl:AllDisjointProperties ; owl:members ( kg:cooperatesWith kg:conflictsWith ) .",
        "owl:AllDisjointProperties",
        "partners and rivals at once",
    ),
    (
        "kg:State rdfs:subClassOf [ a owl:Restriction ; owl:onProperty kg:supports ; owl:maxCardinality 1 ] .",
        "owl:maxCardinality on kg:State",
        "ontology/shapes.ttl",
    ),
    (
        "kg:State rdfs:subClassOf [ a owl:Restriction ; owl:onProperty kg:meets ; owl:someValuesFrom kg:State ] .",
        "owl:someValuesFrom on kg:State",
        "docs/owl.md",
    ),
    ("kg:State owl:equivalentClass [ owl:unionOf ( kg:Person kg:Company ) ] .", "owl:unionOf on kg:State", "no rule"),
    ("kg:State owl:equivalentClass kg:Government .", "owl:equivalentClass on kg:State", "no rule follows it"),
    ("kg:meets owl:equivalentProperty kg:supports .", "owl:equivalentProperty on kg:meets", "keep one of the two"),
    ("actor:turkey owl:sameAs actor:russia .", "owl:sameAs on actor:turkey", "take two actors for one"),
    ("kg:State owl:hasKey ( kg:cowCode ) .", "owl:hasKey on kg:State", "ontology/shapes.ttl"),
    (
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual actor:turkey ; owl:assertionProperty kg:supports .",
        "owl:NegativePropertyAssertion",
        "stance 'denies'",
    ),
    ("kg:cowCode rdfs:range xsd:gYear .", "rdfs:range on kg:cowCode", "xsd:gYear is not in the OWL 2 datatype map"),
    ('actor:turkey kg:cowCode "640" .', "kg:cowCode on actor:turkey", "write it in a pen"),
    ("actor:turkey kg:supports [ a kg:State ] .", "kg:supports on actor:turkey", "name both ends"),
    ("actor:turkey a [ a owl:Class ] .", "rdf:type on actor:turkey", "docs/owl.md"),
    ("kg:State rdfs:subClassOf kg:Sttae .", "rdfs:subClassOf on kg:State", "kg:Sttae is not declared as an owl:Class"),
    ("actor:turkey a kg:Sttae .", "rdf:type on actor:turkey", "kg:Sttae is not declared as a class"),
    ("kg:suports rdfs:subPropertyOf kg:opposes .", "rdfs:subPropertyOf on kg:suports", "kg:suports is not declared"),
    ("kg:suports a owl:SymmetricProperty .", "owl:SymmetricProperty on kg:suports", "is not declared as"),
    ("kg:supports a owl:AnnotationProperty .", "owl:AnnotationProperty on kg:supports", "keep one of these"),
    ("kg:supports rdfs:subPropertyOf kg:pledgesSupportTo .", "rdfs:subPropertyOf on kg:supports", "one another"),
    ("kg:Actor rdfs:subClassOf kg:State .", "rdfs:subClassOf on kg:Actor", "one another"),
    ("kg:sellsTo owl:inverseOf kg:supports .", "owl:inverseOf on kg:sellsTo", "use kg:inverseLabel"),
    ("kg:isSupportedBy rdfs:subPropertyOf kg:relatesTo .", "rdfs:subPropertyOf on kg:isSupportedBy", "no claim uses"),
    (
        "kg:rivalOf owl:propertyChainAxiom ( kg:supports kg:opposes ) .",
        "owl:propertyChainAxiom on kg:rivalOf",
        "knows no time and no theatre",
    ),
    (
        "kg:mayHelp a owl:ObjectProperty ; owl:propertyChainAxiom ( kg:supports kg:supports ) .",
        "owl:propertyChainAxiom on kg:mayHelp",
        "add kg:candidateFor",
    ),
    (
        "kg:mayBeProxyRivalOf owl:propertyChainAxiom ( kg:mayBeProxyRivalOf kg:opposes ) .",
        "owl:propertyChainAxiom on kg:mayBeProxyRivalOf",
        "a link of it rests on kg:mayBeProxyRivalOf",
    ),
]


@pytest.mark.parametrize(("turtle", "named", "why"), REFUSED)
def test_what_the_rules_do_not_follow_is_refused_in_one_line(
    run: Any, fresh_home: Home, edit: Any, turtle: str, named: str, why: str
) -> None:
    line = edit(fresh_home, turtle)
    code, out, err = run("check", home=fresh_home)
    assert (2, "") == (code, out)
    assert 1 == len(err.splitlines()), err
    assert f"ontology/relations.ttl:{line}: {named} is refused: " in err
    assert why in err


def test_every_refusal_is_told_at_once(run: Any, fresh_home: Home, edit: Any) -> None:
    first = edit(fresh_home, "kg:supports a owl:FunctionalProperty .")
    second = edit(fresh_home, "kg:opposes a owl:TransitiveProperty .")
    code, _, err = run("check", home=fresh_home)
    assert 2 == code
    assert [f":{first}: ", f":{second}: "] == [f":{line.split(':')[2]}: " for line in err.splitlines()]


def test_build_refuses_too_and_writes_nothing(run: Any, fresh_home: Home, edit: Any) -> None:
    before = {path: path.read_bytes() for path in fresh_home.record.rglob("*") if path.is_file()}
    edit(fresh_home, "kg:supports a owl:FunctionalProperty .")
    for arguments in (("build",), ("build", "--check")):
        code, out, err = run(*arguments, home=fresh_home)
        assert (2, "") == (code, out)
        assert "owl:FunctionalProperty on kg:supports is refused" in err
    assert before == {path: path.read_bytes() for path in fresh_home.record.rglob("*") if path.is_file()}
    assert not fresh_home.store.exists()


@pytest.mark.parametrize(
    "turtle",
    [
        "kg:meets rdfs:range prov:Agent .",
        "kg:supports rdfs:comment 'Said of any help.' .",
        "kg:note rdfs:subPropertyOf rdfs:comment .",
        "kg:mayBeProxyRivalOf a owl:SymmetricProperty .",
        "kg:sanctions owl:deprecated true .",
        "[] a owl:Axiom ; owl:annotatedSource kg:meets ; owl:annotatedProperty rdfs:range ; rdfs:comment 'So.' .",
        "kg:certainly owl:differentFrom kg:plain .",
    ],
)
def test_what_the_rules_follow_or_no_reasoner_reads_is_accepted(fresh_home: Home, edit: Any, turtle: str) -> None:
    edit(fresh_home, turtle)
    assert read_fragment(ontology_files(fresh_home)).axioms


def test_each_axiom_is_placed_on_its_line(home: Home) -> None:
    lines = {path.name: path.read_text(encoding="utf-8").splitlines() for path in ontology_files(home)}
    words = {
        "sub-class": "rdfs:subClassOf", "sub-property": "rdfs:subPropertyOf", "symmetric": "owl:SymmetricProperty",
        "inverse": "owl:inverseOf", "chain": "owl:propertyChainAxiom", "domain": "rdfs:domain", "range": "rdfs:range",
        "one-of": "owl:oneOf",
    }  # fmt: skip
    axioms = [axiom for axiom in read_fragment(ontology_files(home)).axioms if axiom.kind in words]
    assert set(words) == {axiom.kind for axiom in axioms}
    for axiom in axioms:
        file, _, number = axiom.place.rpartition(":")
        assert words[axiom.kind] in lines[file.rpartition("/")[2]][int(number) - 1], axiom
