"""What a source only repeats is no second tie; what two independent sources say is."""

from __future__ import annotations

import base64
import gzip
import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kgraph.build import build
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load
from kgraph.reasoning.repeats import independent, witnesses
from kgraph.views.dossier.around import around

ROOT = Path(__file__).parents[2]
COPY, ORIGINAL = "reuters-2021-09-28", "reuters-factbox-2021-09-28"

HEAD = """\
source:
  id: {name}
  title: News of {name}
  kind: news report
  issued: "2021-09-28"
  publisher: reuters
  voice: reuters
{links}
claims:
"""
CLAIM = """\
  - id: {paragraph:02d}-{id}
    paragraph: {paragraph}
    anchor: words
    agent: {agent}
    relation: {relation}
    target: {target}
    arenas: [{arenas}]
    when: "{when}"
    basis: Said so.
{more}"""

Claims = list[dict[str, Any]]


def claim(id: str = "sale", **given: Any) -> dict[str, Any]:
    usual = {"agent": "russia", "relation": "sellsGasTo", "target": "turkey", "arenas": "energy", "when": "2019"}
    return {"id": id, "paragraph": 1, "more": "", **usual, **given}


@pytest.fixture
def told(fresh_home: Home) -> Callable[..., Graph]:
    """A function that loads a home of sources, each given as its links and its claims."""

    def load_sources(policy: str = "claims", without: tuple[str, ...] = (), **given: tuple[str, Claims]) -> Graph:
        for path in fresh_home.source_pens:
            path.unlink()
        for name, (links, claims) in given.items():
            text = HEAD.format(name=name, links=links) + "".join(CLAIM.format(**each) for each in claims)
            path = fresh_home.data / "sources" / f"{name}.yaml"
            path.write_text(text if claims else text.replace("claims:", "claims: []"), encoding="utf-8")
        build(fresh_home, lambda step: None)
        return load(fresh_home.root, policy=policy, without=without)

    return load_sources


RESTS = "  derived_from: paper\n"


def test_a_repetition_is_no_second_tie_but_is_cited(told: Callable[..., Graph]) -> None:
    graph = told(paper=("", [claim()]), reprint=(RESTS, [claim(when="2019-03")]))
    (line,) = graph.dossier("russia", "turkey").unites
    assert ["paper/01-sale", "reprint/01-sale"] == [each.name for each in line.claims]
    assert ["reprint/01-sale"] == [each.name for each in line.copies]
    assert {("russia", "turkey", 1)} == {(a, b, measures.positive) for a, b, measures in graph.rank()}
    found = graph.dyad("russia", "turkey")
    assert [(1, 1)] == [(cell.lines, cell.sources) for cell in found.cells]
    assert 1 == len(graph.signed().ties)


def test_the_question_for_both_signs_counts_a_repetition_once(told: Callable[..., Graph]) -> None:
    rivalry = claim("rivalry", relation="rivalsWith", paragraph=2)
    graph = told(paper=("", [claim(), rivalry]), reprint=(RESTS, [claim(), rivalry]), gazette=("", [rivalry]))
    (row,) = graph.ask("dyads/both-signs")
    assert ("1", "2") == (row["cooperative"], row["conflictual"])


def test_independent_sources_are_two_ties(told: Callable[..., Graph]) -> None:
    graph = told(paper=("", [claim()]), gazette=("", [claim()]))
    assert 2 == len(graph.dossier("russia", "turkey").unites)
    assert [(2, 2)] == [(cell.lines, cell.sources) for cell in graph.dyad("russia", "turkey").cells]


def test_without_the_original_the_copy_counts(told: Callable[..., Graph]) -> None:
    graph = told(paper=("", [claim()]), reprint=(RESTS, [claim()]), without=("source:paper",))
    (line,) = graph.dossier("russia", "turkey").unites
    assert ["reprint/01-sale"] == [each.name for each in line.claims]
    assert () == line.copies


@pytest.mark.parametrize(
    "other",
    [
        {"relation": "sellsArmsTo", "arenas": "arms"},
        {"agent": "turkey", "target": "russia"},
        {"arenas": "arms"},
        {"when": "2021"},
        {"arenas": "energy, syria"},
    ],
)
def test_another_relation_direction_arena_or_time_is_told_apart(
    told: Callable[..., Graph], other: dict[str, str]
) -> None:
    graph = told(paper=("", [claim()]), reprint=(RESTS, [claim(**other)]))
    assert 2 == len(graph.dossier("russia", "turkey").unites)
    assert {} == graph.conclusions.repeats


def test_what_a_copy_adds_stays_its_own(told: Callable[..., Graph]) -> None:
    several = [
        claim("first", when="2018", paragraph=1),
        claim("second", paragraph=2),
        claim("third", when="/..", paragraph=3),
    ]
    graph = told(paper=("", [claim()]), reprint=(RESTS, several))
    assert {"reprint/02-second": "paper/01-sale"} == graph.conclusions.repeats
    assert 3 == len(graph.dossier("russia", "turkey").unites)


def test_a_symmetric_relation_is_repeated_the_other_way_round(told: Callable[..., Graph]) -> None:
    meeting = claim(relation="meets", arenas="diplomacy")
    graph = told(paper=("", [meeting]), reprint=(RESTS, [{**meeting, "agent": "turkey", "target": "russia"}]))
    assert {"reprint/01-sale": "paper/01-sale"} == graph.conclusions.repeats
    assert 1 == len(graph.dossier("russia", "turkey").unites)


def test_a_tie_counted_for_a_principal_is_repeated_once(told: Callable[..., Graph]) -> None:
    link = claim("link", agent="rosatom", relation="isAttributedTo", target="russia", arenas="", when="/..")
    plant = claim("plant", agent="rosatom", relation="buildsNuclearPlantIn", arenas="nuclear-power", when="/..")
    graph = told(paper=("", [plant, link]), reprint=(RESTS, [plant]))
    (line,) = graph.dossier("russia", "turkey").unites
    assert ("acting-for", ["reprint/01-plant"]) == (line.rule, [each.name for each in line.copies])


def test_two_reports_on_one_paper_are_one_tie_if_they_report_the_same_speaker(told: Callable[..., Graph]) -> None:
    rests, said = "  derived_from: panel\n", {"more": "    said_by: un-experts\n"}
    graph = told(panel=("", []), agency=(rests, [claim(**said)]), daily=(rests, [claim(**said)]))
    assert 1 == len(graph.dossier("russia", "turkey").unites)
    graph = told(panel=("", []), agency=(rests, [claim(**said)]), daily=(rests, [claim()]))
    assert 2 == len(graph.dossier("russia", "turkey").unites)


def test_a_survey_of_two_papers_makes_neither_the_copy_of_the_other(told: Callable[..., Graph]) -> None:
    graph = told(
        paper=("", [claim()]), gazette=("", [claim()]), survey=("  derived_from: [paper, gazette]\n", [claim()])
    )
    assert ["survey/01-sale"] == list(graph.conclusions.repeats)
    assert 2 == len(graph.dossier("russia", "turkey").unites)


def test_adding_the_original_of_the_article_adds_no_tie(graph: Graph) -> None:
    everything = load(ROOT)
    only = load(ROOT, without=[f"source:{ORIGINAL}"])
    for found, alone in zip(everything.rank(), only.rank(), strict=True):
        assert alone == found
    repeated = {name for name in everything.conclusions.repeats if name.startswith(COPY)}
    assert len(repeated) == sum(name.startswith(ORIGINAL) for name in everything.conclusions.claims)


def unpacked(text: str) -> str:
    return gzip.decompress(base64.b64decode(text)).decode()


def test_every_format_of_the_dossier_and_the_page_say_which_is_the_copy(run: Any) -> None:
    home = Home(ROOT)
    said = "also in Reuters, 28 Sep 2021, ¶3 (reuters-2021-09-28), a copy of it"
    for form in ("text", "md", "html"):
        told = run("dossier", "russia", "turkey", "--format", form, home=home).out
        assert said in " ".join(told.replace("\\", "").split()), form
    data = json.loads(run("dossier", "russia", "turkey", "--format", "json", home=home).out)
    both = [line for line in data["unites"] + data["divides"] if line["copies"]]
    assert {(ORIGINAL, COPY)} <= {tuple(name.split("/")[0] for name in line["claims"]) for line in both}
    page = load(ROOT).page(focus=("russia", "turkey"))
    packed = re.findall(r">(H4sI[^<]*)<", page)
    also = r"also in “[^”]*”, Reuters, 28 Sep 2021, ¶ 3 \(a copy of it\)"
    assert any(re.search(also, text) for text in map(unpacked, packed))


def test_a_dispute_that_is_told_twice_is_one(told: Callable[..., Graph]) -> None:
    denial = claim("denial", paragraph=2, more="    stance: denies\n    disputes: 01-sale\n    said_by: turkey\n")
    graph = told(paper=("", [claim(), denial]), reprint=(RESTS, [claim(), denial]))
    (found,) = around(graph, graph.dossier("russia", "turkey")).disputes
    assert ("paper/01-sale", ["paper/02-denial"]) == (found.claim.name, [each.name for each in found.against])


def test_sources_are_independent_where_nothing_joins_them(graph: Graph) -> None:
    source = next(iter(graph.sources.values()))._replace(origin=None, derived_from=())
    made = {
        "a": source._replace(name="a"),
        "b": source._replace(name="b", derived_from=("a",)),
        "c": source._replace(name="c", derived_from=("b", "unread")),
        "d": source._replace(name="d", origin="https://example.org/1"),
        "e": source._replace(name="e", origin="https://example.org/1"),
        "f": source._replace(name="f"),
    }
    kin = witnesses(made).kin
    dependent = {frozenset("ab"), frozenset("ac"), frozenset("bc"), frozenset("de")}
    for pair in itertools.combinations(made, 2):
        assert (1 if frozenset(pair) in dependent else 2) == independent(pair, kin)
    assert 3 == independent(made, kin)
    assert 0 == independent([], kin)
