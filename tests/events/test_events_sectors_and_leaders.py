"""Parts of countries, leaders and everybody else: for whom they act, and for whom not."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.events.actors import Named, Resolved, Resolver, resolver
from kgraph.graph import Graph

Who = Callable[..., Resolved]


@pytest.mark.parametrize(
    ("text", "actor", "kind", "state", "sector"),
    [
        ("Military (Russia)", "russia--military", "ArmedForce", "russia", "military"),
        ("Foreign Affairs (Bangladesh)", "bangladesh--foreign-affairs", "OfficialBody", "bangladesh", "government"),
        ("Head of Government (Togo)", "togo--head-of-government", "OfficialBody", "togo", "government"),
        ("Police (Palestinian Territory, Occupied)", "palestine--police", "OfficialBody", "palestine", "police"),
        ("Secret Agent (Russia)", "russia--secret-agent", "OfficialBody", "russia", "intelligence"),
        ("Citizen (Turkey)", "turkey--citizen", "PopulationGroup", "", "citizens"),
        ("Business (India)", "india--business", "ActorGroup", "", "business"),
        ("State Media (Iran)", "iran--state-media", "NewsAgency", "", "state-media"),
        ("Main Opposition (Uganda)", "uganda--main-opposition", "ActorGroup", "", "opposition"),
        ("Armed Rebel (Lebanon)", "lebanon--armed-rebel", "ArmedGroup", "", "rebels"),
        ("Ruling Party (China)", "china--ruling-party", "ActorGroup", "", "party"),
        (
            "Member of Parliament (United Kingdom)",
            "united-kingdom--member-of-parliament",
            "OfficialBody",
            "",
            "legislature",
        ),
        ("Court Judge (Poland)", "poland--court-judge", "OfficialBody", "", "judiciary"),
        ("Governor (India)", "india--governor", "OfficialBody", "", "local-government"),
        ("Social Democratic Party (Germany)", "germany--social-democratic-party", "Actor", "", ""),
        ("Peacekeeping Troop (Mali)", "mali--peacekeeping-troop", "Actor", "", ""),
        ("Envoy (Syria)", "syria--envoy", "Actor", "", ""),
        ("Georgia (US)", "united-states--georgia", "Actor", "", ""),
        ("Priest (Holy See (Vatican City State))", "holy-see--priest", "PopulationGroup", "", "religion"),
    ],
)
def test_a_part_of_a_country_keeps_its_sector_and_acts_by_rule(
    who: Who, text: str, actor: str, kind: str, state: str, sector: str
) -> None:
    found = who(text, "icews")
    assert (actor, kind, state, sector) == (found.actor, found.kind, found.state, found.sector)


@pytest.mark.parametrize(
    ("text", "actor", "state"),
    [
        ("Government of India", "india--government", "india"),
        ("Government of the United States", "united-states--government", "united-states"),
        ("Government of Myanmar (Burma)", "myanmar--government", "myanmar"),
        ("Government of Russia (Soviet Union)", "russia--government", "russia"),
        ("Government of United States of America", "united-states--government", "united-states"),
        ("Government of Yemen (North Yemen)", "yemen--government", "yemen"),
        ("Russia (Soviet Union)", "russia", "russia"),
        ("Serbia (Yugoslavia)", "serbia", "serbia"),
        ("Yemen (North Yemen)", "yemen", "yemen"),
        ("Zimbabwe (Rhodesia)", "zimbabwe", "zimbabwe"),
        ("Police of Hong Kong", "hong-kong--police", ""),
    ],
)
def test_an_organ_of_a_country_and_a_state_with_its_former_name_are_read_as_conflict_data_write_them(
    who: Who, text: str, actor: str, state: str
) -> None:
    assert (actor, state) == (who(text).actor, who(text).state)


@pytest.mark.parametrize("text", ["Bank of America", "University of California", "Army of Islam", "of India"])
def test_not_everything_of_somewhere_is_a_part_of_a_country(who: Who, text: str) -> None:
    assert ("unresolved", "") == (who(text).how, who(text).state)


@pytest.mark.parametrize("text", ["Government (Taliban)", "Citizen (Africa)", "Military (Congo Basin)", "Police ()"])
def test_what_is_in_brackets_need_not_be_a_state(who: Who, text: str) -> None:
    assert ("unresolved", "") == (who(text, "icews").how, who(text, "icews").state)


@pytest.mark.parametrize(
    ("code", "actor", "state", "sector"),
    [
        ("RUSGOV", "russia--government", "russia", "government"),
        ("TURMIL", "turkey--military", "turkey", "military"),
        ("USAGOVBUS", "united-states--government", "united-states", "government"),
        ("USAGOVOPP", "united-states--opposition", "", "opposition"),
        ("SYRREB", "syria--rebels", "", "rebels"),
        ("EGYMOSREB", "egypt--rebels", "", "rebels"),
        ("EGYMOS", "egypt--religion", "", "religion"),
        ("IRNMOSGOV", "iran--government", "iran", "government"),
        ("NGAMED", "nigeria--media", "", "media"),
        ("HKGCOP", "hong-kong--police", "", "police"),
    ],
)
def test_a_cameo_code_is_a_country_and_roles(who: Who, code: str, actor: str, state: str, sector: str) -> None:
    found = who(code, "cameo")
    assert (actor, state, sector) == (found.actor, found.state, found.sector)


@pytest.mark.parametrize("code", ["GOV", "COP", "MNCUSA", "AFRGOV", "IGOUNODEVWBK"])
def test_a_role_without_a_country_acts_for_nobody(who: Who, code: str) -> None:
    assert "" == who(code, "cameo").state


def test_icews_and_cameo_mean_the_same_forces(who: Who) -> None:
    assert who("Military (Russia)", "icews").actor == who("RUSMIL", "cameo").actor
    assert "syrian-government-forces" == who("Military (Syria)", "icews").actor == who("SYRMIL", "cameo").actor
    assert "turkish-foreign-ministry" == who("Foreign Affairs (Turkey)", "icews").actor


# --- persons and bodies


def test_a_known_force_acts_for_its_state_under_every_name(who: Who) -> None:
    for text, actor, state in (
        ("Syrian Arab Army", "syrian-government-forces", "syria"),
        ("AFRICOM", "africom", "united-states"),
    ):
        assert (actor, state, "military") == (who(text).actor, who(text).state, who(text).sector)


def test_a_surname_in_a_name_is_not_the_group_that_bears_it(who: Who) -> None:
    assert "wagner" == who("Wagner Group").actor
    for text in ("Jaques Wagner", "Wagner", "Robert Wagner", "Assad", "Haftar Street", "Akar", "Putin"):
        assert "unresolved" == who(text, "icews").how, text


def test_an_acronym_counts_as_it_is_written(who: Who) -> None:
    assert "associated-press" == who("AP").actor
    assert "unresolved" == who("Ap").how


def test_a_commander_against_the_recognised_government_acts_for_no_state(who: Who) -> None:
    found = who("Khalifa Belqasim Haftar", "icews", "Libya", ("Military", "Government"))
    assert ("haftar", "", "") == (found.actor, found.state, found.sector)


def test_a_leader_is_known_and_the_day_decides_for_whom(known: Resolver, who: Who) -> None:
    found = who("Vladimir Putin", "icews", "Russian Federation", ("Executive", "Government"))
    assert ("putin", "Person", "", "leader") == (found.actor, found.kind, found.state, found.how)
    terms = [term for term in known.leaders() if term.actor == "pompeo" and "foreign minister" == term.office]
    assert [("united-states", date(2018, 4, 26), date(2021, 1, 20))] == [
        (term.state, term.first_day, term.last_day) for term in terms
    ]


def test_a_namesake_of_a_leader_in_another_country_is_not_the_leader(who: Who) -> None:
    assert "leader" == who("David Davis", country="United Kingdom").how == who("David Davis").how
    assert "unresolved" == who("David Davis", country="Australia").how
    # ICEWS has Emmanuel Macron under Andorra, of which he is a prince.
    assert "leader" == who("Emmanuel Macron", "icews", "Andorra").how


def test_every_name_of_a_leader_resolves_to_the_actor_of_its_terms(known: Resolver, who: Who) -> None:
    assert all(term.actor == who(term.text, "icews").actor for term in known.leaders())


def test_columns_give_a_sector_and_decide_for_whom_only_if_trusted(graph: Graph, who: Who) -> None:
    named = Named("Hua Chunying", "icews", "China", ("Executive", "Foreign Ministry", "Government"))
    found = who(*named)
    assert ("", "government", "sectors") == (found.state, found.sector, found.how)
    trusting = resolver(graph.actors, trust_columns=True)
    assert "china" == trusting.resolve([named])[named].state


@pytest.mark.parametrize(
    ("country", "sectors", "sector"),
    [
        (
            "Portugal",
            ("International Government Organization", "Government", "Executive"),
            "international-organisation",
        ),
        ("Iraq", ("Insurgents", "Military", "Government"), "rebels"),
        (
            "Palestine",
            ("State Media", "Executive", "Information / Communication / Transparency Ministry"),
            "state-media",
        ),
        ("India", ("Elections Ministry", "Executive", "Government"), "public-body"),
    ],
)
def test_some_sectors_rule_out_that_a_body_acts_for_its_state(
    graph: Graph, country: str, sectors: tuple[str, ...], sector: str
) -> None:
    named = Named("Somebody or other", "icews", country, sectors)
    found = resolver(graph.actors, trust_columns=True).resolve([named])[named]
    assert ("", sector) == (found.state, found.sector)


# --- nobody, and everybody else


@pytest.mark.parametrize("text", ["", " ", "NA", "Unspecified Actor"])
def test_nobody_is_no_actor(who: Who, text: str) -> None:
    assert ("", "nobody") == (who(text).actor, who(text).how)


@given(st.lists(st.text(min_size=1), unique=True, max_size=20))
def test_any_text_gets_an_answer_and_two_texts_never_the_same_minted_id(known: Resolver, texts: list[str]) -> None:
    names = [Named(text) for text in texts]
    found = known.resolve(names)
    assert set(names) == set(found)
    minted = [resolved.actor for resolved in found.values() if "unresolved" == resolved.how]
    assert len(minted) == len(set(minted))
    assert all("--" in actor for actor in minted)
    assert found == known.resolve(reversed(names))


def test_no_id_of_a_register_could_ever_be_minted(graph: Graph, known: Resolver) -> None:
    assert not [name for name in (*graph.actors, *known.states()) if "--" in name]
