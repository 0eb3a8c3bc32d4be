"""The article's factbox comes back: every tie and every cleavage, with its paragraphs, on whose word, by which rule."""

from collections.abc import Callable
from typing import Any

import pytest

Data = dict[str, Any]
Shown = Callable[..., Data]

# Paragraphs, arena, who, relation, to whom, stance, rule. Paragraph 2 is the caption that calls the two presidents so.
UNITES = [
    # 1 headline, 3 opening: allied, delicately
    ([1], "diplomacy", "russia", "alliesWith", "turkey", "asserts", None),
    ([3], "diplomacy", "russia", "alliesWith", "turkey", "asserts", None),
    # 2 the talks in Moscow
    ([2], "diplomacy", "russia", "meets", "turkey", "asserts", "done-to"),
    # 3 defence purchases
    ([3], "arms", "russia", "sellsArmsTo", "turkey", "asserts", None),
    # 4 missiles bought, more may follow, gas, tourists, ties defended
    ([4], "arms", "russia", "sellsMissileDefenceTo", "turkey", "asserts", None),
    ([4], "arms", "russia", "sellsArmsTo", "turkey", "expects", None),
    ([4], "energy", "russia", "sellsGasTo", "turkey", "asserts", None),
    ([4], "tourism", "turkey", "hostsTouristsFrom", "russia", "asserts", None),
    ([4], "diplomacy", "turkey", "defendsTiesWith", "russia", "asserts", None),
    # 6 Wednesday's summit
    ([2, 6], "diplomacy", "russia", "holdsSummitWith", "turkey", "expects", "done-to"),
    # 18 S-400s delivered, 19 a second batch suggested
    ([18], "arms", "russia", "deliversArmsTo", "turkey", "asserts", None),
    ([19], "arms", "russia", "sellsMissileDefenceTo", "turkey", "expects", None),
    # 20 a half of the gas this year and a third last year, 21 rising volumes
    ([20], "energy", "russia", "sellsGasTo", "turkey", "asserts", None),
    ([20], "energy", "russia", "sellsGasTo", "turkey", "asserts", None),
    ([21], "energy", "russia", "sellsMoreGasTo", "turkey", "asserts", None),
    # 22 seven million tourists, the most of any country
    ([22], "tourism", "turkey", "hostsTouristsFrom", "russia", "asserts", None),
    ([22], "tourism", "russia", "sendsMostTouristsTo", "turkey", "asserts", None),
    # 23 the plant at Akkuyu, and its start in 2023
    ([23], "nuclear-power", "russia", "buildsNuclearPlantIn", "turkey", "asserts", "acting-for"),
    ([23], "nuclear-power", "russia", "startsUpNuclearPlantIn", "turkey", "expects", "acting-for"),
]
DIVIDES = [
    # 3 rivals in the wars of two regions
    ([3], "caucasus", "russia", "rivalsWith", "turkey", "asserts", None),
    ([3], "middle-east", "russia", "rivalsWith", "turkey", "asserts", None),
    # 5 rival camps in two wars
    ([5], "libya", "russia", "backsRivalCampTo", "turkey", "asserts", None),
    ([5], "nagorno-karabakh", "russia", "backsRivalCampTo", "turkey", "asserts", None),
    # 5, 7 to 9 Syria
    ([5, 7, 8, 9], "syria", "russia", "proxyRivalOf", "turkey", "asserts", "proxy-rival"),
    ([5, 7, 8], "syria", "turkey", "opposesClientOf", "russia", "asserts", "opposed-client"),
    ([7, 9], "syria", "russia", "opposesClientOf", "turkey", "asserts", "opposed-client"),
    # 11 and 12 Libya
    ([11, 12], "libya", "russia", "proxyRivalOf", "turkey", "asserts", "proxy-rival"),
    ([11, 12], "libya", "turkey", "opposesClientOf", "russia", "asserts", "opposed-client"),
    # 14 and 15 Nagorno-Karabakh, Putin counting for Russia
    ([2, 14, 15], "nagorno-karabakh", "russia", "proxyRivalOf", "turkey", "asserts", "proxy-rival"),
    # 16 and 17 Ukraine
    ([16], "ukraine", "turkey", "refusesToRecogniseActOf", "russia", "asserts", None),
    ([16], "ukraine", "russia", "isAngeredBy", "turkey", "asserts", None),
    ([17], "ukraine", "russia", "warns", "turkey", "asserts", None),
    ([2, 16, 17], "ukraine", "russia", "opposesClientOf", "turkey", "asserts", "opposed-client"),
]


def rows(lines: list[Data]) -> list[tuple[Any, ...]]:
    keys = ("paragraphs", "arena", "agent", "relation", "target", "stance", "rule")
    return sorted((tuple(line[key] for key in keys) for line in lines), key=str)


def line_of(data: Data, claim: str) -> Data:
    """The line that words a claim."""
    [found] = [line for line in (*data["unites"], *data["divides"]) if line["evidence"][0]["claim"].endswith(claim)]
    return found


def drawn(data: Data, arena: str, relation: str) -> Data:
    [found] = [line for line in data["divides"] if (line["arena"], line["relation"]) == (arena, relation)]
    return found


def paragraphs(lines: list[Data]) -> set[int]:
    return {paragraph for line in lines for paragraph in line["paragraphs"]}


def test_every_tie_of_the_article_is_there_and_no_other(dossier_data: Shown) -> None:
    assert sorted(UNITES, key=str) == rows(dossier_data("russia", "turkey")["unites"])


def test_every_cleavage_of_the_article_is_there_and_no_other(dossier_data: Shown) -> None:
    assert sorted(DIVIDES, key=str) == rows(dossier_data("russia", "turkey")["divides"])


def test_each_paragraph_on_the_two_is_cited_on_its_side(dossier_data: Shown) -> None:
    data = dossier_data("russia", "turkey")
    assert {1, 2, 3, 4, 6, 18, 19, 20, 21, 22, 23} == paragraphs(data["unites"])
    assert {2, 3, 5, 7, 8, 9, 11, 12, 14, 15, 16, 17} == paragraphs(data["divides"])


def test_the_two_paragraphs_left_are_a_dispute_and_a_ceasefire_of_unnamed_sides(dossier_data: Shown) -> None:
    data = dossier_data("russia", "turkey")
    cited = paragraphs(data["unites"]) | paragraphs(data["divides"])
    assert {10, 13} == set(range(1, 24)) - cited
    [dispute] = data["disputes"]
    assert dispute["claim"]["paragraph"] == 10


def test_a_dispute_puts_both_sides_next_to_each_other(dossier_data: Shown) -> None:
    [dispute] = dossier_data("russia", "turkey")["disputes"]
    assert "According to Turkish-backed Syrian rebels, Turkey reinforces its troops." == dispute["claim"]["sentence"]
    assert [
        "Turkish officials deny that Turkey reinforces its troops (said with reservations).",
        "According to Turkish officials, Turkey rotates its troops (said with reservations).",
    ] == [other["sentence"] for other in dispute["disputed_by"]]


def test_a_dispute_over_what_does_not_stand_is_left_out(dossier_data: Shown) -> None:
    assert [] == dossier_data("russia", "turkey", "facts")["disputes"]


def test_the_dossier_is_the_same_whichever_actor_comes_first(dossier_data: Shown) -> None:
    one, other = dossier_data("russia", "turkey"), dossier_data("turkey", "russia")
    for side in ("unites", "divides"):
        assert sorted((line["arena"], line["claims"]) for line in one[side]) == sorted(
            (line["arena"], line["claims"]) for line in other[side]
        )


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (
            "04-russia-may-sell-more-arms-to-turkey",
            "Expected, with reservations: Russia sells arms to Turkey (more equipment).",
        ),
        (
            "06-putin-to-hold-summit-with-erdogan",
            "Expected: Vladimir Putin holds a summit with Recep Tayyip Erdoğan; counted for Russia and Turkey: "
            "Recep Tayyip Erdoğan is president of Turkey; Vladimir Putin is president of Russia "
            "[rules: done to, acting for].",
        ),
        (
            "19-russia-may-sell-second-s400-batch-to-turkey",
            "Expected by Recep Tayyip Erdoğan, with reservations: Russia sells missile defence systems to Turkey "
            "(a second batch of S-400 missile defence systems).",
        ),
        (
            "23-rosatom-to-start-up-nuclear-plant-in-turkey",
            "Expected by Vladimir Putin: Rosatom starts up a nuclear power plant in Turkey (place: Akkuyu, southern "
            "Turkey); counted for Russia: Rosatom is attributed to Russia [rule: acting for].",
        ),
    ],
)
def test_what_is_expected_shows_under_all_only_and_is_worded_so(dossier_data: Shown, claim: str, sentence: str) -> None:
    line = line_of(dossier_data("russia", "turkey"), claim)
    assert ("expects", sentence) == (line["stance"], line["sentence"])
    for policy in ("claims", "facts"):
        data = dossier_data("russia", "turkey", policy)
        assert not any(name.endswith(claim) for line in (*data["unites"], *data["divides"]) for name in line["claims"])


def test_without_expectations_fifteen_ties_remain(dossier_data: Shown) -> None:
    data = dossier_data("russia", "turkey", "claims")
    assert (15, 14) == (len(data["unites"]), len(data["divides"]))


def test_what_rests_on_reported_speech_says_on_whose(dossier_data: Shown) -> None:
    data = dossier_data("russia", "turkey", "claims")
    libya = drawn(data, "libya", "proxyRivalOf")
    assert libya["reported"]
    assert ["reuters", "un-experts"] == libya["speakers"]
    assert libya["said_by"] is None
    assert libya["sentence"].startswith("In Libya, going by United Nations experts, Russia and Turkey back opposite")
    assert (
        "according to United Nations experts, the Wagner Group sends fighters in support of Haftar's forces"
        in (libya["sentence"])
    )
    reported = [line["arena"] for line in (*data["unites"], *data["divides"]) if line["reported"]]
    assert ["libya", "libya"] == reported


def test_the_sources_own_voice_leaves_the_proxies_in_libya_out(dossier_data: Shown) -> None:
    data = dossier_data("russia", "turkey", "facts")
    assert ["backsRivalCampTo"] == [line["relation"] for line in data["divides"] if line["arena"] == "libya"]
    assert not any(line["reported"] for line in (*data["unites"], *data["divides"]))


def test_every_derived_line_names_its_rule_in_the_sentence(dossier_data: Shown) -> None:
    data = dossier_data("russia", "turkey")
    for line in (*data["unites"], *data["divides"]):
        assert line["derived"] == (line["rule"] is not None) == ("[rule" in line["sentence"])
        if line["derived"]:
            assert line["rule"].replace("-", " ") in line["sentence"].rsplit("[rule", 1)[1]
            assert line["certainty"] in ("certainly", "possibly")


@pytest.mark.parametrize(
    ("arena", "relation", "parts"),
    [
        (
            "libya",
            "proxyRivalOf",
            [
                ("supports", "russia", 12),
                ("supports", "turkey", 11),
                ("supports", "turkey", 12),
                ("opposes", None, 11),
                ("counts-for", None, 12),
            ],
        ),
        (
            "nagorno-karabakh",
            "proxyRivalOf",
            [
                ("supports", "russia", 15),
                ("supports", "turkey", 14),
                ("opposes", None, 14),
                ("counts-for", None, 2),
            ],
        ),
        (
            "syria",
            "proxyRivalOf",
            [
                ("supports", "russia", 5),
                ("supports", "russia", 7),
                ("supports", "russia", 8),
                ("supports", "turkey", 7),
                ("supports", "turkey", 9),
                ("opposes", None, 7),
                ("counts-for", None, 5),
                ("counts-for", None, 7),
            ],
        ),
        (
            "ukraine",
            "opposesClientOf",
            [
                ("supports", "turkey", 16),
                ("supports", "turkey", 16),
                ("supports", "turkey", 17),
                ("opposes", "russia", 16),
                ("opposes", "russia", 17),
                ("counts-for", None, 2),
            ],
        ),
    ],
)
def test_a_drawn_line_shows_who_backs_whom_by_which_paragraphs(
    dossier_data: Shown, arena: str, relation: str, parts: list[tuple[str, str | None, int]]
) -> None:
    line = drawn(dossier_data("russia", "turkey"), arena, relation)
    assert parts == [(found["part"], found["for"], found["paragraph"]) for found in line["evidence"]]


def test_evidence_and_claims_of_a_line_are_the_same(dossier_data: Shown) -> None:
    data = dossier_data("russia", "turkey")
    for line in (*data["unites"], *data["divides"]):
        assert sorted(line["claims"]) == sorted(found["claim"] for found in line["evidence"])


def test_the_summary_says_partners_on_what_and_at_odds_where(dossier_data: Shown) -> None:
    assert (
        "Russia and Turkey are partners on arms, diplomacy, energy, nuclear power and tourism (15 lines) and at odds "
        "in the Caucasus, Libya, the Middle East, Nagorno-Karabakh, Syria and Ukraine (14 lines). By proxy, they back "
        "opposite sides in Libya, Nagorno-Karabakh and Syria. A source says itself that they back rival camps in Libya "
        "and Nagorno-Karabakh. One opposes whom the other supports in Libya, Syria and Ukraine. Without reported "
        "speech (by United Nations experts), 2 lines in Libya would not hold. 4 lines on arms, diplomacy and nuclear "
        "power are merely expected and not in these numbers. 11 of the 33 lines below follow by rules."
    ) == dossier_data("russia", "turkey")["summary"]
