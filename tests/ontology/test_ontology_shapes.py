"""The shapes for data accept what is right and tell what is wrong and what to do."""

from collections.abc import Callable

import pytest
from rdflib import Graph

BASE = "https://w3id.org/kgraph/"
PREFIXES = "".join(
    f"@prefix {prefix}: <{start}> .\n"
    for prefix, start in {
        "actor": f"{BASE}actor/",
        "claim": f"{BASE}claim/s/",
        "dcterms": "http://purl.org/dc/terms/",
        "domain": f"{BASE}domain/",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
        "kg": f"{BASE}ontology#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "source": f"{BASE}source/",
        "theatre": f"{BASE}theatre/",
        "wd": "http://www.wikidata.org/entity/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }.items()
)
COMMON = """
    kg:source source:s ; kg:paragraph 3 ; kg:anchor "one two three four five" ;
    kg:saidBy actor:paper ; kg:stance kg:asserts ; kg:sureness kg:plain ; kg:reportedOn "2021-09-28"^^xsd:date ;
    kg:when "2020-02"^^edtf:EDTF ; kg:whenBasis "Month given." ;
    kg:earliest "2020-02-01"^^xsd:date ; kg:latest "2020-02-29"^^xsd:date ."""
GOOD = f"""
actor:norland a kg:State ; rdfs:label "Norland"@en, "Norland"@tr, "Норландия"@ru ; skos:altLabel "NL" ;
    kg:cowCode "999" ; kg:iso3166Alpha2 "NX" ; kg:iso3166Alpha3 "NXX" ; skos:exactMatch wd:Q1 .
actor:veria a kg:State ; rdfs:label "Veria"@en, "Veria"@tr, "Верия"@ru .
actor:paper a kg:NewsAgency ; rdfs:label "Paper"@en, "Gazete"@tr, "Газета"@ru .
theatre:islands a kg:Theatre ; rdfs:label "Islands"@en, "Adalar"@tr, "Острова"@ru ; kg:takesPlaceIn "the islands" .
source:s a kg:Source ; dcterms:title "News" ; dcterms:issued "2021-09-28"^^xsd:date ; dcterms:publisher actor:paper ;
    kg:voice actor:paper ; kg:sourceKind "news report" ; dcterms:source <https://example.org/news> ;
    kg:textDigest "{"0" * 64}" .
claim:arms a kg:Claim ; kg:agent actor:norland ; kg:relation kg:sellsArmsTo ; kg:target actor:veria ;
    kg:arena domain:arms, theatre:islands ; kg:amount claim:amount ; {COMMON}
claim:amount a kg:Amount ; kg:bound kg:atLeast ; kg:value 34.0 ; kg:unit "boats" .
claim:acts a kg:Claim ; kg:agent actor:veria ; kg:relation kg:actsFor ; kg:target actor:norland ; {COMMON}
claim:repair a kg:Claim ; kg:leavesUnnamed "agent" ; kg:relation kg:undergoesRepair ; {COMMON}
claim:truce a kg:Claim ; kg:leavesUnnamed "agent", "target" ; kg:relation kg:agreesCeasefireWith ;
    kg:arena domain:peace-making ; kg:disputes claim:arms ; kg:triggeredBy claim:arms ; {COMMON}
"""
Complaints = Callable[..., list[tuple[str, str]]]


@pytest.fixture(scope="module")
def shapes(read_modules: Callable[..., Graph]) -> Graph:
    return read_modules("shapes")


def test_good_data_conform(ontology: Graph, shapes: Graph, complaints: Complaints) -> None:
    ontology.parse(data=PREFIXES + GOOD, format="turtle")
    assert [] == complaints(ontology, shapes)


AGENT = "kg:agent actor:norland ; kg:relation kg:sellsArmsTo"
ARENAS = "kg:arena domain:arms, theatre:islands ; "
BAD = [
    ("actor/norland", '"Norland"@en, ', "", "exactly one label"),
    ("actor/norland", '"Norland"@en', '"Norland"@en, "Northland"@en', "exactly one label"),
    ("actor/norland", '"Норландия"@ru', '"Nordland"@de', "exactly one label"),
    ("actor/norland", '"999"', '"9999"', "COW code"),
    ("actor/norland", '"NX"', '"nx"', "alpha-2"),
    ("actor/norland", '"NXX"', '"NX1"', "alpha-3"),
    ("actor/norland", "wd:Q1", "wd:P1", "Wikidata item"),
    ("actor/norland", "actor:norland a kg:State", "actor:norland a kg:Actor", "exactly one kind"),
    ("actor/norland", "actor:norland a kg:State", "actor:norland a kg:State, kg:Company", "exactly one kind"),
    ("theatre/islands", '"Adalar"@tr, ', "", "exactly one label"),
    ("theatre/islands", '"the islands"', '"the islands", "the sea"', "at most one place"),
    ("theatre/islands", 'kg:takesPlaceIn "the', 'skos:broader actor:veria ; kg:takesPlaceIn "the', "is a theatre"),
    ("source/s", '"2021-09-28"^^xsd:date ; dcterms:publisher', '"September" ; dcterms:publisher', "day of issue"),
    ("source/s", 'dcterms:title "News" ; ', "", "one title"),
    ("source/s", 'dcterms:title "News"', 'prov:wasDerivedFrom actor:paper ; dcterms:title "News"', "is a source that"),
    ("source/s", 'dcterms:title "News"', 'prov:wasDerivedFrom source:s ; dcterms:title "News"', "derived from itself"),
    ("source/s", "kg:voice actor:paper ; ", "", "one voice"),
    ("source/s", "dcterms:publisher actor:paper", 'dcterms:publisher "Paper"', "one publisher"),
    ("source/s", "<https://example.org/news>", '"news"', "web address"),
    ("source/s", "0" * 64, "0" * 63, "SHA-256"),
    ("source/s", ' kg:sourceKind "news report" ;', "", "one kind"),
    ("claim/s/amount", "kg:atLeast", "kg:plain", "one bound"),
    ("claim/s/amount", "34.0", '"many"', "one value"),
    ("claim/s/amount", ' ; kg:unit "boats"', "", "one unit"),
    ("claim/s/arms", AGENT, "kg:relation kg:sellsArmsTo", "agent is missing"),
    ("claim/s/arms", AGENT, "kg:agent actor:nobody ; kg:relation kg:sellsArmsTo", "actor of the register"),
    ("claim/s/arms", AGENT, "kg:agent actor:veria ; kg:relation kg:sellsArmsTo", "another one than the target"),
    ("claim/s/arms", AGENT, "kg:agent actor:norland", "exactly one relation"),
    ("claim/s/arms", "kg:sellsArmsTo", "kg:sellsArmTo", "relation is unknown"),
    ("claim/s/arms", "kg:sellsArmsTo", "kg:rivalOf", "only ever derived"),
    ("claim/s/arms", "kg:sellsArmsTo", "kg:mediates", "takes no target"),
    ("claim/s/arms", " kg:target actor:veria ;", "", "target is missing"),
    ("claim/s/arms", ARENAS, "", "at least one arena"),
    ("claim/s/arms", "domain:arms,", "domain:nowhere,", "An arena is"),
    ("claim/s/arms", "claim:amount ;", "claim:nothing ;", "at most one amount"),
    ("claim/s/repair", '"agent" ; kg:relation kg:und', '"somebody" ; kg:relation kg:und', "one of these two words"),
    ("claim/s/acts", "kg:paragraph 3", "kg:paragraph 0", "from 1 on"),
    ("claim/s/acts", "four five", "four five six", "at most five words"),
    ("claim/s/acts", "four five", "four  five", "at most five words"),
    ("claim/s/acts", "kg:saidBy actor:paper", 'kg:saidBy "paper"', "exactly one speaker"),
    ("claim/s/acts", "kg:saidBy actor:paper ;", "", "exactly one speaker"),
    ("claim/s/acts", "kg:asserts", "kg:plain", "one stance"),
    ("claim/s/acts", "kg:sureness kg:plain", "kg:sureness kg:asserts", "one sureness"),
    ("claim/s/acts", 'kg:reportedOn "2021-09-28"^^xsd:date', 'kg:reportedOn "2021"', "on which it was reported"),
    ("claim/s/acts", '"2020-02"^^edtf:EDTF', '"2020-02"', "Extended Date/Time"),
    ("claim/s/acts", 'kg:whenBasis "Month given." ;', "", "how its date was read"),
    ("claim/s/acts", 'kg:latest "2020-02-29"', 'kg:latest "2019-02-28"', "not after the latest"),
    (
        "claim/s/acts",
        '"2020-02-29"^^xsd:date',
        '"2020-02-29"^^xsd:date ; kg:certainUntil "2020-03-01"^^xsd:date',
        "last cert",
    ),
    ("claim/s/truce", "kg:disputes claim:arms", "kg:disputes claim:truce", "disputes itself"),
    ("claim/s/truce", "kg:disputes claim:arms", "kg:disputes actor:veria", "What a claim disputes"),
    ("claim/s/truce", "kg:triggeredBy claim:arms", "kg:triggeredBy claim:truce", "its own trigger"),
    ("claim/s/truce", "kg:triggeredBy claim:arms", "kg:triggeredBy claim:none", "What triggered"),
    ("claim/s/truce", "kg:triggeredBy claim:arms", "kg:outcomeOf claim:arms", "outcome of an expectation"),
    ("claim/s/truce", "kg:triggeredBy claim:arms", "kg:outcomeOf claim:truce", "its own outcome"),
    ("claim/s/truce", "kg:triggeredBy claim:arms", "kg:outcomeOf source:s", "outcome of is a claim"),
]


@pytest.mark.parametrize(("node", "right", "wrong", "told"), BAD)
def test_bad_data_are_refused(
    ontology: Graph, shapes: Graph, complaints: Complaints, node: str, right: str, wrong: str, told: str
) -> None:
    assert right in GOOD
    ontology.parse(data=PREFIXES + GOOD.replace(right, wrong), format="turtle")
    found = complaints(ontology, shapes)
    assert any(focus == BASE + node and told in message for focus, message in found), found
