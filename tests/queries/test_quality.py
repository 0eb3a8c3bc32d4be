"""The quality questions find nothing in the record, and each finds the fault that it is for, and no near miss."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.catalogue.question import Question
from kgraph.namespaces import PREFIXES

# rdflib warns of its own words.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")

ROOT = Path(__file__).parents[2]
NAMES = sorted(f"quality/{path.stem}" for path in ROOT.glob("queries/quality/*.rq"))
C = PREFIXES["claim"] + "reuters-2021-09-28/"
HEAD = "".join(f"@prefix {prefix}: <{start}> .\n" for prefix, start in PREFIXES.items())

Rows = Callable[[str], list[tuple[str, ...]]]
Changed = Callable[[str], tuple[Rows, Rows]]
Questions = dict[str, Question]


def claim(also: str = "", old: str = "", new: str = "", name: str = "x") -> str:
    """A good claim in Turtle, with statements added or one word exchanged."""
    good = """
        a kg:Claim ; kg:agent actor:turkey ; kg:relation kg:supports ; kg:target actor:ukraine ;
        kg:arena domain:diplomacy ; kg:source source:reuters-2021-09-28 ; kg:paragraph 17 ; kg:saidBy actor:reuters ;
        kg:stance kg:asserts ; kg:reportedOn "2021-09-28"^^xsd:date ; kg:when "2021-04"^^edtf:EDTF
    """
    assert old in good
    return f"<{C}{name}> {good.replace(old, new)} {also} ."


X = f"<{C}x>"
WARNING = f"<{C}17-russia-warns-turkey>"
SALE, ALARM = f"<{C}03-russia-sells-arms-to-turkey>", f"<{C}03-nato-partners-alarmed-by-turkey>"
DENIAL = f"<{C}10-turkey-did-not-reinforce>"
# The question, a fault in Turtle, and what the row that tells it holds.
FAULTS = [
    ("ambiguous-name", 'actor:armenia skos:altLabel "moscow" .', '"moscow"'),
    ("asserted-before-it-happened", claim('; kg:earliest "2021-09-29"^^xsd:date'), X),
    ("circular-links", f"{SALE} kg:triggeredBy {ALARM} .", ALARM),
    ("circular-links", f"{WARNING} kg:disputes {WARNING} .", WARNING),
    ("derived-from-nothing", "derived:x a kg:DerivedRelation .", f"<{PREFIXES['derived']}x>"),
    ("derived-from-nothing", f"derived:x a kg:DerivedRelation ; prov:wasDerivedFrom {DENIAL} .", DENIAL),
    ("duplicate-claims", claim() + claim(name="y"), f"<{C}y>"),
    ("effect-before-cause", claim(f'; kg:latest "2021-03-31"^^xsd:date ; kg:triggeredBy {WARNING}'), X),
    ("given-up-term", f"{claim()} kg:supports owl:deprecated true .", X),
    ("given-up-term", f"{claim()} domain:diplomacy owl:deprecated true ; dcterms:isReplacedBy domain:arms .", X),
    ("misplaced-links", claim(f"; kg:outcomeOf {WARNING}"), X),
    ("misplaced-links", claim(f"; kg:disputes {WARNING}"), X),
    ("missing-label", 'actor:x a kg:State ; rdfs:label "X"@en, "X"@tr .', '"ru"'),
    ("missing-label", 'theatre:x a kg:Theatre ; rdfs:label "X"@ru, "X"@tr .', '"en"'),
    ("polar-without-arena", claim(old="kg:arena domain:diplomacy ;"), X),
    ("relation-to-itself", claim(old="actor:ukraine", new="actor:turkey"), X),
    ("reported-on-another-day", claim(old='"2021-09-28"', new='"2021-09-27"'), X),
    ("unknown-actor", claim("; kg:through actor:nobody"), f"<{PREFIXES['actor']}nobody>"),
    ("unknown-actor", claim(old="actor:reuters", new="source:reuters-2021-09-28"), X),
    ("unknown-relation", claim(old="kg:supports", new="kg:adores"), X),
    ("unknown-relation", claim(old="kg:supports", new="kg:rivalOf"), X),
    ("unused-theatre", "theatre:x a kg:Theatre .", f"<{PREFIXES['theatre']}x>"),
]
# Near misses: what resembles a fault and is none.
SOUND = [
    ("asserted-before-it-happened", claim('; kg:earliest "2021-09-29"^^xsd:date', old="kg:asserts", new="kg:expects")),
    ("duplicate-claims", claim() + claim(name="y", old="2021-04", new="2021-05")),
    ("duplicate-claims", claim() + claim(name="y", old="domain:diplomacy", new="theatre:ukraine")),
    ("duplicate-claims", claim() + claim(name="y", old="actor:reuters", new="actor:un-experts")),
    ("duplicate-claims", claim() + claim('; kg:about "grain"', name="y")),
    ("effect-before-cause", claim(f'; kg:latest "2021-04-01"^^xsd:date ; kg:triggeredBy {WARNING}')),
    ("given-up-term", f"{claim()} kg:opposes owl:deprecated true ."),
    ("misplaced-links", claim(f"; kg:disputes {WARNING}", old="actor:reuters", new="actor:un-experts")),
    ("polar-without-arena", claim(old="kg:supports", new="kg:relatesTo").replace("kg:arena domain:diplomacy ;", "")),
]


def test_every_quality_question_has_a_fault() -> None:
    assert sorted({f"quality/{name}" for name, *_ in FAULTS}) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_record_has_no_fault(name: str, questions: Questions, by_oxigraph: Rows) -> None:
    assert by_oxigraph(questions[name].text) == []


@pytest.mark.parametrize(("name", "fault", "told"), FAULTS)
def test_the_fault_is_found(name: str, fault: str, told: str, questions: Questions, changed: Changed) -> None:
    text = questions[f"quality/{name}"].text
    by_oxigraph, by_rdflib = changed(HEAD + fault)
    rows = by_oxigraph(text)
    assert any(told in row for row in rows)
    assert sorted(by_rdflib(text)) == sorted(rows)


@pytest.mark.parametrize(("name", "sound"), SOUND)
def test_what_is_sound_passes(name: str, sound: str, questions: Questions, changed: Changed) -> None:
    by_oxigraph, by_rdflib = changed(HEAD + sound)
    text = questions[f"quality/{name}"].text
    assert by_oxigraph(text) == []
    assert by_rdflib(text) == []
