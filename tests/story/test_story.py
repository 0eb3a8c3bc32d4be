"""The article, paragraph by paragraph, as the questions that a reader would ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from kgraph.graph import Graph, load
from kgraph.home import Home
from kgraph.model import Amount, Claim
from kgraph.reasoning.proofs import Proof

SOURCE = "reuters-2021-09-28/"
OWN_VOICE = "reuters"


@pytest.fixture(scope="module")
def with_expectations(home: Home) -> Graph:
    return load(home.root, policy="all")


def claim(kg: Graph, name: str) -> Claim:
    return kg.claims[SOURCE + name]


def only(found: Iterable[Any]) -> Any:
    (one,) = found
    return one


def said_in(proofs: list[Proof]) -> set[int]:
    """Return the paragraphs that proofs lead to."""
    return {leaf.paragraph for proof in proofs for leaf in proof.leaves()}


def asked(kg: Graph, question: str, **parameters: str) -> list[dict[str, str | None]]:
    return list(kg.ask(question, **parameters))


# The whole


@pytest.mark.parametrize("paragraph", range(1, 24))
def test_is_there_a_claim_for_every_paragraph(graph: Graph, paragraph: int) -> None:
    assert [found for found in graph.claims.values() if found.paragraph == paragraph]


def test_are_the_credits_left_out(graph: Graph) -> None:
    assert set(range(1, 24)) == {found.paragraph for found in graph.claims.values()}
    assert graph.sources["reuters-2021-09-28"].contributors == ("Gareth Jones",)


def test_which_figures_does_the_article_give(graph: Graph) -> None:
    figures = {found.name.removeprefix(SOURCE): found.amount for found in graph.claims.values() if found.amount}
    assert {
        "08-turkish-soldiers-killed": Amount("atLeast", "34", "soldiers killed"),
        "08-syrian-government-forces-displace-people": Amount("exactly", "1000000", "people displaced"),
        "20-russia-sells-gas-to-turkey-2021": Amount("approximately", "50", "% of Turkey's gas imports"),
        "20-russia-sells-gas-to-turkey-2020": Amount("approximately", "33.3", "% of Turkey's gas imports"),
        "20-main-pipeline-under-repair": Amount("exactly", "4", "months"),
        "22-turkey-hosts-russian-tourists-2019": Amount("exactly", "7000000", "tourists"),
    } == figures
    assert sorted(figure.value for figure in figures.values()) == sorted(
        row["value"] for row in asked(graph, "provenance/amounts")
    )


def test_who_speaks_besides_the_agency(graph: Graph) -> None:
    speakers: dict[str, set[int]] = {}
    for found in graph.claims.values():
        speakers.setdefault(found.said_by, set()).add(found.paragraph)
    speakers.pop(OWN_VOICE)
    assert {
        "syrian-rebels": {9, 10},
        "turkish-officials": {10},
        "un-experts": {12},
        "erdogan": {19},
        "putin": {23},
    } == speakers


def test_what_does_the_article_say_led_to_what(graph: Graph) -> None:
    links = {
        (cause.removeprefix(SOURCE), found.name.removeprefix(SOURCE))
        for found in graph.claims.values()
        for cause in found.triggered_by
    }
    assert {
        ("03-russia-sells-arms-to-turkey", "03-nato-partners-alarmed-by-turkey"),
        ("13-ceasefire-in-libya", "13-foreign-fighters-to-leave-libya"),
        ("16-turkey-affirms-ukraines-sovereignty", "16-russia-angered-by-turkey"),
        ("18-russia-delivers-s400-to-turkey", "18-united-states-sanctions-turkish-defence-industry"),
        ("21-consumption-recovered", "21-russia-sells-more-gas-to-turkey"),
    } == links


def test_what_does_the_article_leave_open(graph: Graph) -> None:
    left_open = {(found.name.removeprefix(SOURCE), end) for found in graph.claims.values() for end in found.unnamed}
    assert {
        ("08-turkish-soldiers-killed", "agent"),
        ("09-russia-steps-up-airstrikes", "target"),
        ("11-tripoli-government-recognised", "agent"),
        ("13-ceasefire-in-libya", "agent"),
        ("13-ceasefire-in-libya", "target"),
        ("20-main-pipeline-under-repair", "agent"),
        ("21-consumption-fell", "agent"),
        ("21-consumption-recovered", "agent"),
        ("22-pandemic-curtails-travel", "agent"),
    } == left_open


def test_are_they_partners_or_rivals(graph: Graph) -> None:
    """Paragraphs 1, 3 and 6: both."""
    assert graph.why("russia", "partnerYetRivalOf", "turkey")
    pair = graph.dossier("russia", "turkey")
    assert {1, 3, 4} <= {found.paragraph for line in pair.unites for found in line.claims}
    assert {3, 5} <= {found.paragraph for line in pair.divides for found in line.claims}
    assert ("russia", "turkey") == graph.rank()[0][:2]


def test_does_what_unites_and_what_divides_lie_in_different_arenas(graph: Graph) -> None:
    pair = graph.dossier("russia", "turkey")
    assert {"arms", "diplomacy", "energy", "nuclear-power", "tourism"} == {line.arena for line in pair.unites}
    assert {"caucasus", "libya", "middle-east", "nagorno-karabakh", "syria", "ukraine"} == {
        line.arena for line in pair.divides
    }
    assert 1 == pair.measures.compartmentalisation


# 1 to 6: the opening


def test_1_how_firm_is_the_alliance(graph: Graph) -> None:
    assert "hedged" == claim(graph, "01-russia-allied-with-turkey").sureness
    assert [] == graph.why("russia", "hasDefencePactWith", "turkey")


def test_2_when_and_where_did_the_presidents_meet(graph: Graph) -> None:
    met = claim(graph, "02-putin-meets-erdogan")
    assert ("2020-03-05", "Moscow") == (met.when, met.place)
    assert {2} == said_in(graph.why("russia", "meets", "turkey"))


def test_3_who_is_alarmed_by_what(graph: Graph) -> None:
    row = only(asked(graph, "dyads/contested-arms-purchases", alliance="NATO"))
    assert ("Turkey", "Russia", "Turkey's NATO partners") == (row["buyerName"], row["sellerName"], row["objectorName"])
    assert "nato-partners-of-turkey" not in graph.actors["nato"].aliases
    assert graph.why("nato-partners-of-turkey", "memberOf", "nato")


def test_4_what_does_turkey_buy_and_what_may_it_buy(graph: Graph, with_expectations: Graph) -> None:
    bought = {leaf.relation for proof in graph.why("russia", "sellsArmsTo", "turkey") for leaf in proof.leaves()}
    assert {"sellsArmsTo", "sellsMissileDefenceTo", "deliversArmsTo"} == bought
    expected = [
        leaf.paragraph
        for proof in with_expectations.why("russia", "sellsArmsTo", "turkey")
        for leaf in proof.leaves()
        if leaf.stance == "expects"
    ]
    assert [4, 19] == sorted(expected)


def test_4_how_does_turkey_see_nato_and_moscow(graph: Graph) -> None:
    assert {4} == said_in(graph.why("turkey", "memberOf", "nato"))
    assert {4} == said_in(graph.why("turkey", "defendsTiesWith", "russia"))


def test_5_whom_does_turkey_face_in_syria(graph: Graph) -> None:
    assert {5, 8} == said_in(graph.why("turkey", "deploysForcesAgainst", "syrian-government-forces"))
    assert {5, 8} <= said_in(graph.why("turkey", "opposesClientOf", "russia"))


def test_5_where_do_they_back_rival_camps(graph: Graph) -> None:
    stated = graph.why("russia", "backsRivalCampTo", "turkey")
    theatres = {arena for p in stated for arena in p.fact.arenas if graph.arenas[arena].is_theatre}  # type: ignore[union-attr]
    assert {"libya", "nagorno-karabakh"} == theatres


def test_6_which_meeting_is_ahead(graph: Graph, with_expectations: Graph) -> None:
    ahead = claim(graph, "06-putin-to-hold-summit-with-erdogan")
    assert ("expects", "2021-09-29", OWN_VOICE) == (ahead.stance, ahead.when, ahead.said_by)
    assert [] == graph.why("putin", "holdsSummitWith", "erdogan")
    assert with_expectations.why("putin", "holdsSummitWith", "erdogan")


# 7 to 10: Syria


def test_7_who_backs_whom_in_syria(graph: Graph) -> None:
    backers = {(row["backerName"], row["backedName"]) for row in asked(graph, "theatres/backers", theatre="syria")}
    assert {("Turkey", "Turkish-backed Syrian rebels"), ("Russia", "Bashar al-Assad")} <= backers
    assert not {("Turkey", "Bashar al-Assad"), ("Russia", "Turkish-backed Syrian rebels")} & backers


def test_7_were_the_rebels_sure_to_overthrow_assad(graph: Graph) -> None:
    assert "hedged" == claim(graph, "07-rebels-seek-to-overthrow-assad").sureness


def test_8_who_killed_the_turkish_soldiers(graph: Graph) -> None:
    killed = claim(graph, "08-turkish-soldiers-killed")
    assert (None, "turkey", "2020-02") == (killed.agent, killed.target, killed.when)
    for actor in graph.actors:
        if actor != "turkey":
            assert [] == graph.why(actor, "killsSoldiersOf", "turkey")
    assert not any(killed.name in graph.conclusions.leaves(name) for name in graph.conclusions.all_derivations)


def test_8_did_the_airstrike_lead_to_the_reinforcements(graph: Graph) -> None:
    """They are put at one time, and the article does not say that one led to the other."""
    sent = claim(graph, "08-turkey-deploys-against-syrian-government-forces")
    assert ("2020-02", ()) == (sent.when, sent.triggered_by)


def test_8_who_displaced_the_million(graph: Graph) -> None:
    displaced = claim(graph, "08-syrian-government-forces-displace-people")
    assert ("syrian-government-forces", "[..2020-02]") == (displaced.agent, displaced.when)


def test_9_who_says_that_russia_struck_more_and_whom_did_it_strike(graph: Graph) -> None:
    strikes = claim(graph, "09-russia-steps-up-airstrikes")
    assert ("syrian-rebels", None, "asserts") == (strikes.said_by, strikes.target, strikes.stance)


def test_10_did_turkey_send_reinforcements_or_rotate_troops(graph: Graph) -> None:
    rows = asked(graph, "provenance/disputes")
    assert {"Turkish officials"} == {row["speakerName"] for row in rows}
    assert {"Turkish-backed Syrian rebels"} == {row["disputedSpeakerName"] for row in rows}
    assert {"denies", "asserts"} == {row["stance"] for row in rows}
    assert {"claim:" + SOURCE + "10-turkey-sends-reinforcements"} == {row["disputedClaim"] for row in rows}
    assert "hedged" == claim(graph, "10-turkey-rotates-troops").sureness


# 11 to 13: Libya


def test_11_whom_did_turkeys_intervention_help_and_whom_did_it_repel(graph: Graph) -> None:
    assert {11} == said_in(graph.why("turkey", "intervenesMilitarilyFor", "tripoli-government"))
    assert {11} == said_in(graph.why("turkey", "repels", "haftar-forces"))
    assert {11} == said_in(graph.why("haftar-forces", "attacks", "tripoli-government"))


def test_11_who_recognises_the_government_in_tripoli(graph: Graph) -> None:
    assert claim(graph, "11-tripoli-government-recognised").agent is None
    assert not any(
        graph.why(actor, "recognises", "tripoli-government") for actor in graph.actors if actor != "tripoli-government"
    )


def test_12_on_whose_word_does_wagner_fight_for_haftar_and_for_russia(graph: Graph) -> None:
    proof = only(graph.why("russia", "sendsFightersFor", "haftar-forces"))
    assert "acting-for" == proof.rule
    assert {("un-experts", 12)} == {(leaf.said_by, leaf.paragraph) for leaf in proof.leaves()}


def test_12_does_russia_send_fighters_if_only_the_agency_is_believed(home: Home) -> None:
    assert [] == load(home.root, policy="facts").why("russia", "sendsFightersFor", "haftar-forces")


def test_12_through_whom_did_turkey_fight(graph: Graph) -> None:
    sent = claim(graph, "12-turkey-sends-fighters-for-tripoli")
    assert ("syrian-fighters-in-libya", "un-experts") == (sent.through, sent.said_by)


def test_13_who_are_the_parties_of_the_ceasefire(graph: Graph) -> None:
    ceasefire = claim(graph, "13-ceasefire-in-libya")
    assert (None, None, "2020-10") == (ceasefire.agent, ceasefire.target, ceasefire.when)
    assert not any(graph.why("turkey", "agreesCeasefireWith", actor) for actor in graph.actors if actor != "turkey")


def test_13_did_the_foreign_fighters_leave(graph: Graph) -> None:
    row = only(asked(graph, "provenance/expected-and-lapsed"))
    assert ("Foreign fighters in Libya", "2021-01-31") == (row["agentName"], row["latest"])
    assert "claim:" + SOURCE + "13-sides-ignore-deadline" == row["outcomeClaim"]
    assert "hedged" == row["outcomeSureness"]


# 14 and 15: Nagorno-Karabakh


def test_14_who_attacked_whom_in_karabakh_and_with_whose_support(graph: Graph) -> None:
    (assault,) = graph.why("azerbaijan", "drivesOut", "armenian-forces-in-nagorno-karabakh")
    (support,) = graph.why("turkey", "backsOffensiveOf", "azerbaijan")
    assert {("2020-11", 14)} == {(leaf.when, leaf.paragraph) for p in (assault, support) for leaf in p.leaves()}


def test_15_what_did_russia_do_for_its_ally(graph: Graph) -> None:
    row = only(asked(graph, "dyads/pacts-without-defence"))
    assert ("Russia", "Armenia", "Azerbaijan") == (row["holderName"], row["allyName"], row["attackerName"])
    assert "claim:" + SOURCE + "15-putin-seeks-to-avert-defeat-of-armenian-forces" == row["helpClaim"]


def test_15_is_the_mediator_neutral(graph: Graph) -> None:
    rows = asked(graph, "theatres/mediators-with-a-side", theatre="Карабах")
    assert {"Vladimir Putin"} == {row["mediatorName"] for row in rows}
    assert {"Vladimir Putin", "Russia"} == {row["sideTakerName"] for row in rows}


def test_15_between_whom_was_the_peace_deal(graph: Graph) -> None:
    assert claim(graph, "15-putin-negotiates-peace-deal").target is None


# 16 and 17: Ukraine


def test_16_what_does_turkey_hold_of_crimea(graph: Graph) -> None:
    refused = claim(graph, "16-turkey-does-not-recognise-annexation")
    assert ("refusesToRecogniseActOf", "russia") == (refused.relation, refused.target)
    assert {16} == said_in(graph.why("russia", "annexesTerritoryOf", "ukraine"))
    assert {2, 16} == said_in(graph.why("turkey", "affirmsSovereigntyOf", "ukraine"))


def test_17_what_the_warning_answered_stays_open(graph: Graph) -> None:
    warned = claim(graph, "17-russia-warns-turkey")
    assert () == warned.triggered_by
    assert "2021-04" == warned.when


def test_17_is_erdogans_pledge_turkeys(graph: Graph) -> None:
    proof = only(graph.why("turkey", "pledgesSupportTo", "ukraine"))
    assert "acting-for" == proof.rule
    assert {2, 17} == said_in([proof])


# 18 and 19: arms


def test_18_which_purchase_triggered_which_sanction(graph: Graph) -> None:
    row = only(asked(graph, "dyads/sanctions-after-sales"))
    assert ("Russia", "Turkey", "2019~") == (row["sellerName"], row["buyerName"], row["saleWhen"])
    assert ("United States", "Turkish defence industry") == (row["sanctionerName"], row["sanctionedName"])


def test_18_are_sanctions_on_the_industry_sanctions_on_turkey(graph: Graph) -> None:
    proof = only(graph.why("United States", "sanctions", "Türkiye"))
    assert "done-to" == proof.rule
    assert {18} == said_in([proof])


def test_19_was_turkey_warned_and_what_did_erdogan_say(graph: Graph) -> None:
    assert {19} == said_in(graph.why("united-states", "threatensToSanction", "turkey"))
    assert {2, 19} == said_in(graph.why("turkey", "persistsDespiteWarningsOf", "united-states"))
    second = claim(graph, "19-russia-may-sell-second-s400-batch-to-turkey")
    assert ("erdogan", "expects", "hedged") == (second.said_by, second.stance, second.sureness)


# 20 to 23: gas, tourism, nuclear power


def test_20_what_share_of_its_gas_comes_from_a_rival(graph: Graph) -> None:
    rows = asked(graph, "dyads/suppliers-and-rivals", buyer="Турция")
    shares = {(row["bound"], row["amount"], row["when"]) for row in rows if row["amount"]}
    assert {("approximately", "50", "2021-01-01/2021-09-28"), ("approximately", "33.3", "2020-01-01/2020-12-31")} == {
        (str(bound).lower(), amount, when) for bound, amount, when in shares
    }


def test_20_did_the_repair_cause_the_fall(graph: Graph) -> None:
    """They are put at one time, and the article does not say that one led to the other."""
    assert () == claim(graph, "20-russia-sells-gas-to-turkey-2020").triggered_by


def test_21_whose_consumption_recovered(graph: Graph) -> None:
    assert claim(graph, "21-consumption-recovered").agent is None


def test_22_how_many_came_and_was_it_the_most(graph: Graph) -> None:
    came, most = (
        claim(graph, f"22-{name}")
        for name in ("turkey-hosts-russian-tourists-2019", "russia-sends-most-tourists-to-turkey")
    )
    assert came.when == most.when == "2019-01-01/2019-12-31"
    assert came.amount is not None
    assert "7000000" == came.amount.value


def test_23_does_russia_build_in_akkuyu_and_when_will_it_run(graph: Graph, with_expectations: Graph) -> None:
    proof = only(graph.why("russia", "buildsNuclearPlantIn", "turkey"))
    assert ("acting-for", {23}) == (proof.rule, said_in([proof]))
    start = claim(graph, "23-rosatom-to-start-up-nuclear-plant-in-turkey")
    assert ("putin", "expects", "2023") == (start.said_by, start.stance, start.when)
    assert with_expectations.why("rosatom", "startsUpNuclearPlantIn", "turkey")
