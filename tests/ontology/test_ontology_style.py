"""The ontology keeps its own style, and its style shapes notice when it does not."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

KG = Namespace("https://w3id.org/kgraph/ontology#")
DOMAIN = Namespace("https://w3id.org/kgraph/domain/")
SH = Namespace("http://www.w3.org/ns/shacl#")
MODULES = ("actors", "arenas", "claims", "derived", "events", "kgraph", "relations")
FILES = (*MODULES, "shapes", "style")
LANGUAGES = ("en", "ru", "tr")
Complaints = Callable[..., list[tuple[str, str]]]
Read = Callable[..., Graph]


@pytest.fixture(scope="module")
def style(read_modules: Read) -> Graph:
    return read_modules("style")


def relations(graph: Graph) -> list[Node]:
    return sorted({KG.relatesTo, *graph.subjects(RDFS.subPropertyOf)}, key=str)


def ancestors(graph: Graph, relation: Node) -> set[Node]:
    return {found for found in graph.transitive_objects(relation, RDFS.subPropertyOf) if found is not None}


# --- the files


def test_every_turtle_file_is_known(folder: Path) -> None:
    assert sorted(f"{name}.ttl" for name in FILES) == sorted(path.name for path in folder.glob("*.ttl"))


@pytest.mark.parametrize("name", FILES)
def test_file_parses_and_names_its_version(folder: Path, name: str) -> None:
    suffix = "" if name == "kgraph" else f"/{name}"
    header = ox.NamedNode(f"https://w3id.org/kgraph/ontology{suffix}")
    triples = [quad.triple for quad in ox.parse(path=str(folder / f"{name}.ttl"))]
    versions = [t.object for t in triples if t.subject == header and t.predicate.value == str(OWL.versionIRI)]
    assert [ox.NamedNode(f"https://w3id.org/kgraph/ontology/0.1.0{suffix}")] == versions


@pytest.mark.parametrize("name", MODULES)
def test_terms_are_sorted_within_a_section_and_end_on_a_line_of_their_own(folder: Path, name: str) -> None:
    text = (folder / f"{name}.ttl").read_text(encoding="utf-8")
    for section in re.split(r"^# .*$", text, flags=re.MULTILINE):
        subjects = re.findall(r"^(?!@prefix)([^\s\[].*)$", section, flags=re.MULTILINE)
        assert sorted(subjects) == subjects
    blocks = [block for block in text.split("\n\n") if not block.startswith(("#", "@prefix"))]
    for block in blocks:
        assert block.rstrip("\n").endswith(" ;\n    ."), block


@pytest.mark.parametrize("name", MODULES)
def test_prefixes_are_declared_only_where_used(folder: Path, name: str) -> None:
    head, body = (folder / f"{name}.ttl").read_text(encoding="utf-8").split(" .\n\n", 1)
    for prefix in re.findall(r"^@prefix (\w+):", head, flags=re.MULTILINE):
        assert re.search(rf"(?<![\w/]){prefix}:\w", body), prefix


def test_imports_are_the_modules_that_lie_here(parsed: Graph) -> None:
    imported = {str(found).rsplit("/", 1)[1] for found in parsed.objects(predicate=OWL.imports)}
    assert set(MODULES) - {"kgraph"} == imported


@pytest.mark.parametrize("name", MODULES)
def test_terms_name_the_module_that_defines_them(read_modules: Read, name: str) -> None:
    named = set(read_modules(name).objects(predicate=RDFS.isDefinedBy))
    assert named <= {URIRef(f"https://w3id.org/kgraph/ontology/{name}")}


# --- the style


def test_style_finds_no_fault(parsed: Graph, style: Graph, complaints: Complaints) -> None:
    assert [] == complaints(parsed, style)


@pytest.mark.parametrize("name", ["shapes", "style"])
def test_shapes_are_well_formed_and_say_what_is_wrong_and_what_to_do(
    parsed: Graph, read_modules: Read, name: str
) -> None:
    shapes = read_modules(name)
    conforms, _, text = validate(parsed, shacl_graph=shapes, meta_shacl=True)
    assert conforms, text
    aimed = {shape for target in (SH.targetClass, SH.targetSubjectsOf) for shape in shapes.subjects(target)}
    for part in {part for shape in aimed for part in shapes.objects(shape, SH.property)}:
        assert (part, SH.message, None) in shapes, part
    for message in shapes.objects(predicate=SH.message):
        assert re.fullmatch(r"[A-Z][^;]*; [^;]*[.]", str(message)), message


def without(predicate: URIRef, language: str | None = None, start: str = "") -> Callable[[Graph, URIRef], None]:
    """Return a change that takes away what a term says by a predicate."""

    def change(graph: Graph, term: URIRef) -> None:
        doomed = [
            value
            for value in graph.objects(term, predicate)
            if str(value).startswith(start)
            and (language is None or (isinstance(value, Literal) and value.language == language))
        ]
        assert doomed
        for value in doomed:
            graph.remove((term, predicate, value))

    return change


def also(predicate: URIRef, value: Node) -> Callable[[Graph, URIRef], None]:
    """Return a change that adds something to a term."""

    def change(graph: Graph, term: URIRef) -> None:
        graph.add((term, predicate, value))

    return change


def instead(predicate: URIRef, value: Node) -> Callable[[Graph, URIRef], None]:
    """Return a change that replaces what a term says by a predicate."""

    def change(graph: Graph, term: URIRef) -> None:
        graph.set((term, predicate, value))

    return change


MUTATIONS = [
    *[
        (KG[term], without(RDFS.label, lang), "rdfs:label")
        for term in ("supports", "State", "saidBy")
        for lang in LANGUAGES
    ],
    (KG.supports, also(RDFS.label, Literal("backs", "en")), "exactly one rdfs:label"),
    (KG.supports, also(RDFS.label, Literal("soutient", "fr")), "exactly one rdfs:label"),
    (KG.supports, also(SKOS.altLabel, Literal("backs")), "language tag"),
    *[
        (KG[term], without(SKOS.definition), "exactly one English")
        for term in ("supports", "State", "cowCode", "saidBy")
    ],
    (KG.supports, also(SKOS.definition, Literal("It helps.", "en")), "exactly one English"),
    (KG.supports, instead(SKOS.definition, Literal("the agent helps.", "en")), "full sentence"),
    (KG.supports, instead(SKOS.definition, Literal("The agent helps", "en")), "full sentence"),
    (KG.supports, instead(SKOS.definition, Literal("The agent helps. It does so much.", "en")), "one sentence"),
    (KG.supports, also(SKOS.altLabel, Literal("supports", "en")), "repeats the label"),
    (KG.supports, also(SKOS.scopeNote, Literal("it helps.", "en")), "A scope note"),
    (KG.supports, also(OWL.deprecated, Literal(True)), "says what replaces it"),
    (KG.supports, also(OWL.deprecated, Literal(False)), "given up or not"),
    (KG.supports, also(DCTERMS.isReplacedBy, KG.cooperatesWith), "add owl:deprecated true"),
    (KG.supports, also(DCTERMS.isReplacedBy, KG.nothingKnown), "a term that exists"),
    (DOMAIN.arms, without(SKOS.prefLabel, "tr"), "make them equal"),
    (DOMAIN.arms, without(SKOS.inScheme), "add skos:inScheme"),
    (KG.sellsTo, without(RDFS.subPropertyOf), "does not lead up"),
    (KG.supports, without(RDFS.isDefinedBy), "names no module"),
    (KG.State, without(RDFS.isDefinedBy), "names no module"),
    (KG.asserts, without(RDFS.isDefinedBy), "names no module"),
    (KG.supports, without(SKOS.example, start="Positive:"), "positive example"),
    (KG.supports, without(SKOS.example, start="Negative:"), "negative example"),
    (KG.supports, also(SKOS.example, Literal("Norland helps Veria.", "en")), "An example is English"),
    (KG.supports, without(KG.polarity), "exactly one kg:polarity"),
    (KG.relatesTo, without(KG.polarity), "exactly one kg:polarity"),
    (KG.supports, also(KG.polarity, Literal(0)), "exactly one kg:polarity"),
    (KG.supports, instead(KG.polarity, Literal(2)), "exactly one kg:polarity"),
    (KG.supports, instead(KG.polarity, Literal("1")), "exactly one kg:polarity"),
    (KG.supports, instead(KG.polarity, Literal(0)), "A parent of the relation has polarity 1"),
    (KG.sanctions, instead(KG.polarity, Literal(1)), "A parent of the relation has polarity -1"),
    (KG.mediates, without(KG.needsTarget), "takes no target"),
    (KG.supports, without(KG.phrase), "exactly one English kg:phrase"),
    (KG.supports, without(KG.inverseLabel, "tr"), "exactly one kg:inverseLabel"),
    (KG.supports, instead(RDFS.subPropertyOf, KG.nothingKnown), "does not lead up"),
    (KG.supports, also(RDF.type, OWL.FunctionalProperty), "no other characteristic"),
    (KG.supports, also(RDF.type, OWL.AsymmetricProperty), "no other characteristic"),
    (KG.Supports, also(RDF.type, OWL.ObjectProperty), "begins with a small letter"),
    (KG.state, also(RDF.type, OWL.Class), "begins with a capital letter"),
    (URIRef("https://w3id.org/kgraph/ontology"), without(OWL.versionIRI), "version IRI"),
]


@pytest.mark.parametrize(("term", "change", "told"), MUTATIONS)
def test_style_notices(
    ontology: Graph, style: Graph, complaints: Complaints, term: URIRef, change: Callable[..., None], told: str
) -> None:
    change(ontology, term)
    part = Graph()
    for described in {term} | ancestors(ontology, term):
        for triple in ontology.triples((described, None, None)):
            part.add(triple)
    found = complaints(part, style)
    assert any(node == str(term) and told in message for node, message in found), found


def test_a_term_that_is_given_up_has_no_narrower_ones(ontology: Graph, style: Graph, complaints: Complaints) -> None:
    ontology.add((KG.supports, OWL.deprecated, Literal(True)))
    ontology.add((KG.supports, DCTERMS.isReplacedBy, KG.cooperatesWith))
    narrower = set(ontology.subjects(RDFS.subPropertyOf, KG.supports))
    assert [(str(KG.supports), True)] == [(node, "no narrower" in told) for node, told in complaints(ontology, style)]
    for relation in narrower:
        ontology.set((relation, RDFS.subPropertyOf, KG.cooperatesWith))
    assert [] == complaints(ontology, style)


# --- the relations


@pytest.mark.parametrize(("name", "polarity"), [("supports", 1), ("opposes", -1), ("sellsTo", 1), ("sanctions", -1)])
def test_relation_that_users_are_promised_is_there(parsed: Graph, name: str, polarity: int) -> None:
    assert (KG[name], RDF.type, OWL.ObjectProperty) in parsed
    assert Literal(polarity) == parsed.value(KG[name], KG.polarity)


def test_every_relation_leads_up_to_the_root(read_modules: Read) -> None:
    graph = read_modules("relations")
    declared = set(graph.subjects(RDF.type, OWL.ObjectProperty))
    assert len(declared) > 70
    assert set(relations(graph)) == declared
    assert [] == [relation for relation in declared if KG.relatesTo not in ancestors(graph, relation)]


def test_polarity_is_that_of_every_parent_with_a_sign(parsed: Graph) -> None:
    for relation in relations(parsed):
        own = parsed.value(relation, KG.polarity)
        signs = {parsed.value(parent, KG.polarity) for parent in ancestors(parsed, relation)} - {Literal(0), own}
        assert set() == signs, relation


def test_only_relations_without_a_second_actor_need_no_target(parsed: Graph) -> None:
    targetless = set(parsed.subjects(KG.needsTarget, Literal(False)))
    assert targetless == {r for r in relations(parsed) if KG.doesOrUndergoes in ancestors(parsed, r)}


def test_only_the_root_has_domain_and_range(parsed: Graph) -> None:
    for predicate in (RDFS.domain, RDFS.range):
        assert [KG.relatesTo] == [r for r in relations(parsed) if (r, predicate, None) in parsed]


def test_symmetric_relations_are_those_that_hold_both_ways(parsed: Graph) -> None:
    expected = [
        "agreesCeasefireWith",
        "alliesWith",
        "backsRivalCampTo",
        "guaranteesCeasefireWith",
        "hasDefencePactWith",
        "holdsSummitWith",
        "meets",
        "monitorsCeasefireWith",
        "opensPipelineWith",
        "partnerOf",
        "partnerYetRivalOf",
        "patrolsWith",
        "proxyRivalOf",
        "rivalOf",
        "rivalsWith",
        "signsAgreementWith",
    ]
    assert [KG[name] for name in expected] == sorted(parsed.subjects(RDF.type, OWL.SymmetricProperty), key=str)


def test_derived_relations_name_a_rule_and_claimed_ones_do_not(parsed: Graph, read_modules: Read) -> None:
    derived = set(parsed.subjects(KG.derivedBy))
    expected = {"opposesClientOf", "partnerOf", "partnerYetRivalOf", "proxyRivalOf", "rivalOf"}
    assert {KG[name] for name in expected} == derived
    assert set(parsed.objects(predicate=KG.derivedBy)) <= set(parsed.subjects(RDF.type, KG.Rule))
    assert set() == derived & set(read_modules("relations").subjects(KG.polarity))


def test_cooperation_and_conflict_are_not_disjoint(parsed: Graph) -> None:
    assert [] == list(parsed.subject_objects(OWL.propertyDisjointWith))
    assert [] == list(parsed.subjects(RDF.type, OWL.AllDisjointProperties))


def test_no_name_stands_for_two_relations(parsed: Graph) -> None:
    bearers: dict[str, set[Node]] = {}
    for relation in relations(parsed):
        for name in [*parsed.objects(relation, RDFS.label), *parsed.objects(relation, SKOS.altLabel)]:
            bearers.setdefault(str(name).casefold(), set()).add(relation)
    assert {} == {name: found for name, found in bearers.items() if len(found) > 1}


def test_no_two_relations_read_alike_in_a_sentence(parsed: Graph) -> None:
    phrases = Counter(str(phrase) for phrase in parsed.objects(predicate=KG.phrase))
    assert [] == [phrase for phrase, count in phrases.items() if count > 1]


def test_terms_named_in_examples_and_notes_exist(parsed: Graph) -> None:
    for predicate in (SKOS.definition, SKOS.example, SKOS.scopeNote):
        for term, text in parsed.subject_objects(predicate):
            for name in re.findall(r"\bkg:(\w+)", str(text)):
                assert (KG[name], RDF.type, None) in parsed, (term, name)
