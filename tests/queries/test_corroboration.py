"""How many independent sources bear out a claim: what makes two sources one witness, and what bears out nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.catalogue.question import Question
from kgraph.graph import Graph
from kgraph.loading import load
from kgraph.namespaces import PREFIXES
from kgraph.store.embedded import EmbeddedStore

ROOT = Path(__file__).parents[2]
HEAD = "".join(f"@prefix {prefix}: <{start}> .\n" for prefix, start in PREFIXES.items())
DOWNED = "china-daily-2015-11-29/01-turkey-shoots-down-aircraft-of-russia"


@pytest.fixture(scope="module")
def everything() -> Graph:
    return load(ROOT)


@pytest.fixture
def counts(everything: Graph, questions: dict[str, Question]) -> Callable[[str, str], tuple[int, int, int]]:
    """A function that adds statements and counts a claim's claims, sources and independent sources."""
    question = questions["provenance/corroboration"]
    at = [list(question.columns).index(column) for column in ("claims", "sources", "independent", "claim")]

    def count(claim: str, turtle: str = "") -> tuple[int, int, int]:
        store = EmbeddedStore()
        store.add(everything.store.quads())
        store.load_text(HEAD + turtle, "added.ttl")
        found = [[row[i] for i in at] for row in store.rows(question.text)]
        (row,) = [row for row in found if row[3] == PREFIXES["claim"] + claim] or [["0", "0", "0", ""]]
        claims, sources, independent = (int(str(value)) for value in row[:3])
        return claims, sources, independent

    return count


def test_sources_that_do_not_rest_on_each_other_count_each(counts: Callable[..., tuple[int, int, int]]) -> None:
    assert (6, 6, 6) == counts(DOWNED)


@pytest.mark.parametrize(
    ("link", "left"),
    [
        ("source:b92-2016-06-27 prov:wasDerivedFrom source:dpa-2020-01-08 .", 5),
        ("source:dpa-2020-01-08 prov:wasDerivedFrom source:b92-2016-06-27 .", 5),
        ("source:b92-2016-06-27 prov:wasDerivedFrom source:un-panel-libya-2020 . "
         "source:un-panel-libya-2020 prov:wasDerivedFrom source:dpa-2020-01-08 .", 5),
        ("source:b92-2016-06-27 prov:wasDerivedFrom source:un-panel-libya-2020 . "
         "source:dpa-2020-01-08 prov:wasDerivedFrom source:un-panel-libya-2020 .", 5),
        ("source:b92-2016-06-27 dcterms:source <https://x.org/> . "
         "source:dpa-2020-01-08 dcterms:source <https://x.org/> .", 5),
        ("source:b92-2016-06-27 prov:wasDerivedFrom source:afp-2021-03-18 .", 6),
    ],
)  # fmt: skip
def test_sources_linked_in_any_way_count_once(
    counts: Callable[..., tuple[int, int, int]], link: str, left: int
) -> None:
    assert (6, 6, left) == counts(DOWNED, link)


def test_the_copy_of_the_factbox_and_its_original_are_one_witness(
    counts: Callable[..., tuple[int, int, int]],
) -> None:
    assert (3, 2, 1) == counts("reuters-2021-09-28/07-turkey-supports-rebels")


def test_two_reports_of_one_paper_are_one_witness(counts: Callable[..., tuple[int, int, int]]) -> None:
    assert (2, 2, 1) == counts("ap-2020-09-09/01-turkey-breaches-arms-embargo")


NEW = """
<https://w3id.org/kgraph/claim/china-daily-2015-11-29/x> a kg:Claim, kg:StandingClaim ;
    kg:source source:china-daily-2015-11-29 ;
    kg:paragraph 9 ; kg:when "2015"^^edtf:EDTF ; kg:saidBy actor:china-daily ; kg:relation kg:supports ;
    kg:agent actor:iran ; kg:target actor:assad ; kg:stance kg:asserts ; kg:arena theatre:syria ;
    kg:earliest "2015-01-01"^^xsd:date ; kg:latest "2015-12-31"^^xsd:date .
"""


@pytest.mark.parametrize(
    ("old", "new", "borne_out"),
    [
        ("", "", True),
        ("kg:supports", "kg:intervenesFor", True),
        ("kg:supports", "kg:cooperatesWith", False),
        ("kg:asserts", "kg:denies", False),
        ("kg:asserts", "kg:expects", False),
        ("theatre:syria", "theatre:libya", False),
        ("actor:assad", "actor:haftar", False),
        ("2015-01-01", "2015-12-31", True),
        ("2015-01-01", "2016-01-01", False),
    ],
)
def test_another_source_bears_out_the_same_relation_at_a_time_that_may_be_the_same(
    counts: Callable[..., tuple[int, int, int]], old: str, new: str, borne_out: bool
) -> None:
    other = NEW.replace("china-daily-2015-11-29", "b92-2016-06-27")
    assert not old or old in other
    other = other.replace(old, new) if old else other
    if new == "2016-01-01":
        other = other.replace("2015-12-31", "2016-12-31")
    found = counts("china-daily-2015-11-29/x", NEW + other)
    assert found == ((2, 2, 2) if borne_out else (0, 0, 0))
