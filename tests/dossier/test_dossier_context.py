"""The context: what belongs to the story of a pair, counts for no line, and why."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kgraph
from kgraph.graph import Graph
from kgraph.model import Claim
from kgraph.views import wording
from kgraph.views.dossier import render
from kgraph.views.dossier.data import as_json

Data = dict[str, Any]
Shown = Callable[..., Data]
HomeWith = Callable[[dict[str, Callable[[str], str]]], Path]
ARTICLE = "reuters-2021-09-28"
ROOT = Path(__file__).parents[2]
PEN = f"data/sources/{ARTICLE}.yaml"

CONTEXT = {
    "03-nato-partners-alarmed-by-turkey": "not-between-the-two",
    "03-nato-partners-allied-with-turkey": "not-between-the-two",
    "04-turkey-member-of-nato": "not-between-the-two",
    "08-syrian-government-forces-displace-people": "not-between-the-two",
    "08-turkish-soldiers-killed": "end-unnamed",
    "09-russia-steps-up-airstrikes": "end-unnamed",
    "10-officials-speak-for-turkey": "acts-for",
    "11-tripoli-government-recognised": "end-unnamed",
    "13-ceasefire-in-libya": "end-unnamed",
    "13-foreign-fighters-to-leave-libya": "no-sign",
    "13-sides-ignore-deadline": "no-sign",
    "15-russia-has-defence-pact-with-armenia": "not-between-the-two",
    "15-putin-negotiates-peace-deal": "no-sign",
    "15-russia-regards-caucasus-as-backyard": "no-sign",
    "18-defence-industry-of-turkey": "acts-for",
    "18-united-states-sanctions-turkish-defence-industry": "not-between-the-two",
    "19-erdogan-persists-despite-warnings-of-united-states": "not-between-the-two",
    "19-erdogan-rejects-dictation": "no-sign",
    "19-united-states-threatens-to-sanction-turkey": "not-between-the-two",
    "20-main-pipeline-under-repair": "no-sign",
    "20-turkey-depends-on-energy-imports": "no-sign",
    "21-consumption-fell": "no-sign",
    "21-consumption-recovered": "no-sign",
    "22-pandemic-curtails-travel": "no-sign",
    "22-turkey-earns-hard-currency-from-tourism": "no-sign",
}


def appearing(data: Data) -> Iterator[str]:
    """The names of all claims that a dossier names."""
    for line in (*data["unites"], *data["divides"], *data["context"]):
        yield from line["claims"]
    for dispute in data["disputes"]:
        yield from (found["claim"] for found in (dispute["claim"], *dispute["disputed_by"]))


def asides(data: Data) -> dict[str, str]:
    """The claims of the context, without their source, and why each counts for no line."""
    return {line["claims"][0].split("/")[1]: line["reason"] for line in data["context"]}


def acting_for(graph: Graph, actor: str) -> set[str]:
    """An actor and, link by link, everybody whom the record says to act for it."""
    found = {actor}
    while True:
        more = {
            claim.agent
            for claim in graph.claims.values()
            if claim.agent and claim.target in found and graph.vocabulary.is_a(claim.relation, "actsFor")
        }
        if more <= found:
            return found
        found |= more


def test_every_claim_of_the_article_on_either_of_the_two_appears_somewhere(
    graphs: dict[str, Graph], dossier_data: Shown
) -> None:
    graph = graphs["all"]
    ends = acting_for(graph, "russia") | acting_for(graph, "turkey")
    due = {c.name for c in graph.claims.values() if c.source == ARTICLE and {c.agent, c.target} & ends}
    assert len(due) > 60
    assert set() == due - set(appearing(dossier_data("russia", "turkey")))


def test_every_paragraph_of_the_article_is_cited_somewhere(graphs: dict[str, Graph], dossier_data: Shown) -> None:
    found = set(appearing(dossier_data("russia", "turkey")))
    claims = [claim for claim in graphs["all"].claims.values() if claim.source == ARTICLE]
    assert {c.paragraph for c in claims} == {c.paragraph for c in claims if c.name in found}


def test_the_context_of_the_two_and_why_it_counts_for_no_line(dossier_data: Shown) -> None:
    assert asides(dossier_data("russia", "turkey")) == CONTEXT


def test_no_claim_is_context_and_more(graphs: dict[str, Graph]) -> None:
    for a, b, _ in graphs["all"].rank():
        data = as_json(graphs["all"], graphs["all"].dossier(a, b))
        others = set(appearing({**data, "context": []}))
        names = [line["claims"][0] for line in data["context"]]
        assert set() == others & set(names)
        assert len(names) == len(set(names))


def test_an_aside_has_the_shape_of_a_line(dossier_data: Shown) -> None:
    data = dossier_data("russia", "turkey")
    [shape] = {tuple(line) for line in (*data["unites"], *data["divides"])}
    assert {(*shape, "reason", "reason_words")} == {tuple(line) for line in data["context"]}


def test_what_the_source_leaves_unnamed_is_null(dossier_data: Shown) -> None:
    by_claim = {line["claims"][0]: line for line in dossier_data("russia", "turkey")["context"]}
    struck = by_claim[f"{ARTICLE}/09-russia-steps-up-airstrikes"]
    assert ("russia", None, "syria", [9]) == tuple(struck[key] for key in ("agent", "target", "arena", "paragraphs"))
    assert struck["reported"]


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_each_aside_is_shown_with_its_citation(graphs: dict[str, Graph], form: str, words_of: Shown) -> None:
    graph = graphs["all"]
    shown = words_of(render(graph, graph.dossier("russia", "turkey"), form), form)
    for name in CONTEXT:
        claim = graph.claims[f"{ARTICLE}/{name}"]
        assert wording.sentence(graph, claim) in shown
        assert f"{wording.when(claim)} · {wording.citation(graph, claim)}" in shown


def test_the_context_is_of_the_paragraphs_that_speak_of_the_pair(dossier_data: Shown) -> None:
    assert {
        "18-russia-delivers-s400-to-turkey": "not-between-the-two",
        "19-erdogan-rejects-dictation": "no-sign",
        "19-russia-may-sell-second-s400-batch-to-turkey": "not-between-the-two",
    } == asides(dossier_data("united-states", "turkey"))


def test_a_pair_without_lines_has_no_context(dossier_data: Shown) -> None:
    assert ([], []) == tuple(dossier_data("armenia", "turkey")[key] for key in ("context", "disputes"))


def test_members_of_an_alliance_that_no_source_lists_are_context_of_the_alliance(dossier_data: Shown) -> None:
    found = asides(dossier_data("nato", "turkey"))
    assert {
        "03-nato-partners-alarmed-by-turkey",
        "03-nato-partners-allied-with-turkey",
        "03-nato-partners-members-of-nato",
    } <= set(found)


def test_what_happens_in_their_theatre_is_context_whoever_does_it(dossier_data: Shown) -> None:
    found = asides(dossier_data("azerbaijan", "russia"))
    assert "not-between-the-two" == found["14-turkey-backs-azerbaijans-offensive"]
    assert not any(name.startswith("12") for name in found)


def test_what_does_not_count_under_the_view_is_no_context(dossier_data: Shown) -> None:
    expected, reported = "13-foreign-fighters-to-leave-libya", "09-russia-steps-up-airstrikes"
    assert {expected, reported} <= set(asides(dossier_data("russia", "turkey", "all")))
    assert {expected} == {expected, reported} - set(asides(dossier_data("russia", "turkey", "claims")))
    assert {expected, reported} == {expected, reported} - set(asides(dossier_data("russia", "turkey", "facts")))


def test_a_date_marks_what_of_the_context_only_possibly_held_then() -> None:
    graph = kgraph.load(ROOT, as_of="2020-11")
    by_claim = {line["claims"][0]: line for line in as_json(graph, graph.dossier("russia", "turkey"))["context"]}
    assert "possibly" == by_claim[f"{ARTICLE}/04-turkey-member-of-nato"]["certainty"]
    assert f"{ARTICLE}/08-turkish-soldiers-killed" not in by_claim
    text = " ".join(render(graph, graph.dossier("russia", "turkey"), width=400).split())
    assert "Reuters, 28 Sep 2021, ¶4 by the dates given, possibly holds as of November 2020 · Russia has a" in text


def test_a_tie_at_a_time_when_nobody_is_known_to_act_for_the_two_is_not_joined(home_with: HomeWith) -> None:
    def in_2020(text: str) -> str:
        claim = "- id: 02-erdogan-president-of-turkey"
        start, end = text.split(claim, 1)
        return start + claim + end.replace('when: "/.."', 'when: "2020"', 1)

    graph = kgraph.load(home_with({PEN: in_2020}))
    data = as_json(graph, graph.dossier("ukraine", "turkey"))
    assert "not-joined" == asides(data)["17-erdogan-pledges-support-to-ukraine"]


DENIAL = """
  - id: 16-officials-deny-arming-ukraine
    paragraph: 16
    anchor: important to maintain Ukrainian sovereignty
    agent: turkey
    relation: sellsArmsTo
    target: ukraine
    arenas: [arms]
    said_by: turkish-officials
    stance: denies
    when: "2021-04"
    basis: Made up for a test.
"""


@pytest.mark.parametrize(
    ("view", "shown"),
    [({}, True), ({"policy": "facts"}, False), ({"as_of": "2021-04"}, True), ({"as_of": "2021-05"}, False)],
)
def test_a_denial_that_disputes_no_claim_is_context_where_it_is_heard(
    home_with: HomeWith, view: dict[str, str], shown: bool
) -> None:
    graph = kgraph.load(home_with({PEN: lambda text: text + DENIAL}), **view)  # type: ignore[arg-type]
    data = as_json(graph, graph.dossier("ukraine", "turkey"))
    assert ("denial" if shown else None) == asides(data).get("16-officials-deny-arming-ukraine")
    assert DENIED not in sentences(data, ("unites", "divides"))
    assert shown == (DENIED in sentences(data, ("context",)))


DENIED = "Turkish officials deny that Turkey sells arms to Ukraine."


def sentences(data: Data, keys: tuple[str, ...]) -> list[str]:
    return [line["sentence"] for key in keys for line in data[key]]


def test_what_triggered_a_claim_is_said_with_it(graphs: dict[str, Graph], dossier_data: Shown) -> None:
    [sanction] = [
        line for line in dossier_data("united-states", "turkey")["divides"] if line["relation"] == "sanctions"
    ]
    assert [f"{ARTICLE}/18-russia-delivers-s400-to-turkey"] == sanction["triggered_by"]
    graph = graphs["all"]
    text = " ".join(render(graph, graph.dossier("united-states", "turkey")).split())
    trigger = (
        "Triggered by: Russia delivers arms to Turkey (S-400 missile defence batteries) · Reuters, 28 Sep 2021, ¶18"
    )
    assert trigger in text


def test_triggers_are_those_of_the_claims(graphs: dict[str, Graph], dossier_data: Shown) -> None:
    claims: dict[str, Claim] = dict(graphs["all"].claims)
    data = dossier_data("russia", "turkey")
    for line in (*data["unites"], *data["divides"], *data["context"]):
        root = line["evidence"][0]
        if root["part"] in ("tie", "context"):
            assert list(claims[root["claim"]].triggered_by) == line["triggered_by"]
            assert list(claims[root["claim"]].outcome_of) == line["outcome_of"]
