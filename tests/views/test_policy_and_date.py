"""What counts: policies, dates and preferred speakers, on the article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import kgraph
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.namespaces import GRAPH_DERIVED, GRAPH_TRUTHY, PREFIXES, curie

SOURCE = "reuters-2021-09-28/"
POLICIES = ("facts", "claims", "all")

View = Callable[..., Graph]


@pytest.fixture(scope="module")
def view(home: Home) -> View:
    """A function that loads the article under a view, each view once."""
    loaded: dict[str, Graph] = {}

    def load(**asked: Any) -> Graph:
        return loaded.setdefault(repr(sorted(asked.items())), kgraph.load(home.root, **asked))

    return load


def standing(kg: Graph) -> set[str]:
    return {name.removeprefix(SOURCE) for name in kg.conclusions.claims}


# Policies


def test_facts_are_fewer_than_claims_and_these_fewer_than_all(view: View) -> None:
    facts, claims, everything = (standing(view(policy=policy)) for policy in POLICIES)
    assert facts < claims < everything
    derived = [set(view(policy=policy).conclusions.all_derivations) for policy in POLICIES]
    assert derived[0] < derived[1] < derived[2]


def test_facts_are_what_reuters_says_itself(view: View) -> None:
    kg = view(policy="facts")
    assert {"reuters"} == {claim.said_by for claim in kg.conclusions.claims.values()}
    own = {c.name for c in kg.claims.values() if c.said_by == "reuters" and c.stance == "asserts"}
    assert own == set(kg.conclusions.claims)


def test_claims_add_reported_speech(view: View) -> None:
    added = standing(view(policy="claims")) - standing(view(policy="facts"))
    speakers = {view().claims[SOURCE + name].said_by for name in added}
    assert {"syrian-rebels", "turkish-officials", "un-experts"} == speakers
    assert {
        "09-russia-steps-up-airstrikes",
        "10-turkey-sends-reinforcements",
        "10-turkey-rotates-troops",
        "12-wagner-attributed-to-russia",
        "12-wagner-sends-fighters-for-haftar-forces",
        "12-turkey-sends-fighters-for-tripoli",
    } == added


def test_all_adds_expectations(view: View) -> None:
    added = standing(view(policy="all")) - standing(view(policy="claims"))
    assert {
        "04-russia-may-sell-more-arms-to-turkey",
        "06-putin-to-hold-summit-with-erdogan",
        "13-foreign-fighters-to-leave-libya",
        "19-russia-may-sell-second-s400-batch-to-turkey",
        "23-rosatom-to-start-up-nuclear-plant-in-turkey",
    } == added


@pytest.mark.parametrize("policy", POLICIES)
def test_a_denial_never_stands(view: View, policy: str) -> None:
    assert "denies" not in {claim.stance for claim in view(policy=policy).conclusions.claims.values()}
    assert "10-turkey-did-not-reinforce" not in standing(view(policy=policy))


def test_what_follows_from_an_expectation_is_an_expectation(view: View) -> None:
    kg = view(policy="all")
    assert {"expects"} == {
        kg.conclusions.stance(p.fact.name) for p in kg.why("russia", "startsUpNuclearPlantIn", "turkey")
    }
    assert [] == view(policy="claims").why("russia", "startsUpNuclearPlantIn", "turkey")


def test_the_default_is_claims(view: View) -> None:
    assert standing(view(policy="claims")) == standing(view())


# Dates


@pytest.mark.parametrize(
    ("as_of", "holds", "does_not_hold"),
    [
        (
            "2020-02",
            [
                "08-turkish-soldiers-killed",
                "08-turkey-deploys-against-syrian-government-forces",
                "08-syrian-government-forces-displace-people",  # up to February 2020
                "18-russia-delivers-s400-to-turkey",  # about 2019: 2018 to 2020
                "20-russia-sells-gas-to-turkey-2020",
                "20-main-pipeline-under-repair",
                "18-united-states-sanctions-turkish-defence-industry",  # between 2019 and the report
                "05-russia-supports-syrian-government-forces",  # open on both sides
                "15-russia-has-defence-pact-with-armenia",
                "11-haftar-forces-attack-tripoli",  # some time up to the report
            ],
            [
                "02-putin-meets-erdogan",  # 5 March 2020
                "13-ceasefire-in-libya",  # October 2020
                "14-turkey-backs-azerbaijans-offensive",  # November 2020
                "14-azerbaijan-drives-out-armenian-forces",
                "17-erdogan-pledges-support-to-ukraine",  # April 2021
                "22-turkey-hosts-russian-tourists-2019",
                "20-russia-sells-gas-to-turkey-2021",
                "10-turkey-sends-reinforcements",  # about September 2021
                "13-sides-ignore-deadline",  # January 2021 or later
            ],
        ),
        (
            "2020-11",
            ["14-turkey-backs-azerbaijans-offensive", "14-azerbaijan-drives-out-armenian-forces"],
            ["08-turkish-soldiers-killed", "13-ceasefire-in-libya", "17-russia-warns-turkey"],
        ),
        (
            "2021-04",
            ["17-erdogan-pledges-support-to-ukraine", "17-russia-warns-turkey", "20-russia-sells-gas-to-turkey-2021"],
            ["14-turkey-backs-azerbaijans-offensive", "18-russia-delivers-s400-to-turkey"],
        ),
        (
            "2019/2020-02",
            ["22-turkey-hosts-russian-tourists-2019", "08-turkish-soldiers-killed"],
            ["02-putin-meets-erdogan"],
        ),
        ("2020-03-05", ["02-putin-meets-erdogan"], ["08-turkish-soldiers-killed"]),
        ("2017", ["04-russia-sells-gas-to-turkey"], ["18-russia-delivers-s400-to-turkey"]),
    ],
)
def test_as_of_a_date_counts_what_possibly_held(
    view: View, as_of: str, holds: list[str], does_not_hold: list[str]
) -> None:
    kg = view(as_of=as_of)
    assert {SOURCE + name for name in (*holds, *does_not_hold)} <= set(kg.claims)
    assert set(holds) <= standing(kg)
    assert standing(kg).isdisjoint(does_not_hold)


@pytest.mark.parametrize("as_of", ["2017", "2020-02", "2020-11", "2019/2021"])
def test_a_date_only_takes_away(view: View, as_of: str) -> None:
    whole, part = view(), view(as_of=as_of)
    assert standing(part) <= standing(whole)
    assert set(part.conclusions.all_derivations) <= set(whole.conclusions.all_derivations)
    window = part.view.window
    assert window
    for fact in part.conclusions.all_derivations.values():
        assert window.first is None or (fact.extent.earliest and fact.extent.earliest >= window.first)
        assert window.last is None or (fact.extent.latest and fact.extent.latest <= window.last)


def test_karabakh_divides_as_of_november_2020_and_not_as_of_2019(view: View) -> None:
    def theatres(as_of: str) -> set[str]:
        kg = view(as_of=as_of)
        proofs = kg.why("russia", "proxyRivalOf", "turkey")
        return {arena for p in proofs if p.rule == "proxy-rival" for arena in kg.conclusions.arenas(p.fact)}

    assert {"libya", "nagorno-karabakh", "syria"} == theatres("2020-11")
    assert {"libya", "syria"} == theatres("2019")


def test_a_date_that_is_none_is_refused_in_one_line(run: Any) -> None:
    code, out, err = run("dossier", "russia", "turkey", "--as-of", "last November")
    assert (2, "") == (code, out)
    assert err.startswith("kgraph: 'last November' is no date; write EDTF")
    assert 1 == err.count("\n")


# Preferred speakers


@pytest.mark.parametrize("speaker", ["turkish-officials", "Turkish officials", "Türk yetkililer"])
def test_a_claim_falls_when_a_preferred_speaker_denies_it(view: View, speaker: str) -> None:
    assert {"10-turkey-sends-reinforcements"} == standing(view()) - standing(view(prefer=[speaker]))


def test_preferring_who_denies_nothing_changes_nothing(view: View) -> None:
    assert standing(view()) == standing(view(prefer=["un-experts", "russia"]))


def test_an_unknown_speaker_is_refused_with_the_nearest_names(run: Any) -> None:
    code, out, err = run("why", "russia", "rivalOf", "turkey", "--prefer", "turkish-oficials")
    assert (2, "") == (code, out)
    assert "turkish-officials" in err or "Turkish officials" in err


# The truthy graph


@pytest.mark.parametrize("policy", POLICIES)
def test_the_truthy_graph_is_the_direct_triples_of_what_stands(view: View, policy: str) -> None:
    kg = view(policy=policy)
    quads = [quad for quad in kg.store.quads() if str(quad.graph_name) == f"<{GRAPH_TRUTHY}>"]
    found = {tuple(curie(term.value) for term in (q.subject, q.predicate, q.object)) for q in quads}
    marks = {(f"claim:{name}", "rdf:type", "kg:StandingClaim") for name in kg.conclusions.claims}
    triples = {
        (f"actor:{claim.agent}", f"kg:{claim.relation}", f"actor:{claim.target}")
        for claim in kg.conclusions.claims.values()
        if claim.agent and claim.target
    }
    assert marks | triples == found


def test_an_unnamed_end_makes_no_triple(view: View) -> None:
    kg = view(policy="all")
    unnamed = {"killsSoldiersOf", "stepsUpAirstrikesOn", "recognises", "agreesCeasefireWith"}
    predicates = {quad.predicate.value for quad in kg.store.quads()}
    assert predicates.isdisjoint(PREFIXES["kg"] + relation for relation in unnamed)
    assert unnamed <= {claim.relation for claim in kg.conclusions.claims.values()}


def test_a_denied_relation_makes_no_triple(fresh_home: Home, run: Any) -> None:
    pen = fresh_home.data / "sources" / "reuters-2021-09-28.yaml"
    text = pen.read_text(encoding="utf-8")
    start = text.index("- id: 17-russia-warns-turkey")
    assert "    relation: warns\n" in text[start:]
    pen.write_text(
        text[:start] + text[start:].replace("    relation: warns\n", "    relation: warns\n    stance: denies\n", 1),
        encoding="utf-8",
    )
    assert 0 == run("build", home=fresh_home).code
    kg = kgraph.load(fresh_home.root, policy="all")
    assert "denies" == kg.claims[SOURCE + "17-russia-warns-turkey"].stance
    assert [] == kg.why("russia", "warns", "turkey")
    assert not any(quad.predicate.value == PREFIXES["kg"] + "warns" for quad in kg.store.quads())


@pytest.mark.parametrize("policy", POLICIES)
def test_the_derived_graph_leads_back_to_standing_claims_only(view: View, policy: str) -> None:
    kg = view(policy=policy)
    derived_from = PREFIXES["prov"] + "wasDerivedFrom"
    leaves = {
        curie(quad.object.value)
        for quad in kg.store.quads()
        if str(quad.graph_name) == f"<{GRAPH_DERIVED}>" and quad.predicate.value == derived_from
    }
    assert leaves
    assert leaves <= {f"claim:{name}" for name in kg.conclusions.claims}
