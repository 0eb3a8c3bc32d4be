"""Names and codes resolve to actors exactly or not at all; what is only near is left alone."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.errors import InputError
from kgraph.events.actors import Named, Resolved, Resolver, resolver
from kgraph.graph import Graph

Who = Callable[..., Resolved]


@pytest.fixture(scope="module")
def known(graph: Graph) -> Resolver:
    return resolver(graph.actors)


@pytest.fixture(scope="module")
def who(known: Resolver) -> Who:
    def find(text: str, scheme: str = "name", country: str = "", sectors: tuple[str, ...] = ()) -> Resolved:
        named = Named(text, scheme, country, sectors)
        return known.resolve([named])[named]

    return find


# --- states


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Türkiye", "turkey"),
        ("TURKIYE", "turkey"),
        ("Russian Federation", "russia"),
        ("Российская Федерация", "russia"),
        ("Güney Kore", "south-korea"),
        ("Кот-д’Ивуар", "cote-d-ivoire"),
        ("Swaziland", "eswatini"),
        ("Burma", "myanmar"),
        ("the former Yugoslav Republic of Macedonia", "north-macedonia"),
        ("Palestinian Territory, Occupied", "palestine"),
        ("Soviet Union", "soviet-union"),
        ("USSR", "soviet-union"),
        ("Yugoslavia", "yugoslavia"),
        ("Serbia and Montenegro", "serbia-and-montenegro"),
        ("East Germany", "east-germany"),
        ("German Federal Republic", "west-germany"),
    ],
)
def test_a_state_is_found_by_its_names_of_now_and_then(who: Who, text: str, actor: str) -> None:
    found = who(text)
    assert (actor, "State", actor) == (found.actor, found.kind, found.state)


@pytest.mark.parametrize(
    ("text", "actor", "never"),
    [
        ("Niger", "niger", "nigeria"),
        ("Nigeria", "nigeria", "niger"),
        ("Dominica", "dominica", "dominican-republic"),
        ("Dominican Republic", "dominican-republic", "dominica"),
        ("Guinea", "guinea", "guinea-bissau"),
        ("Guinea-Bissau", "guinea-bissau", "guinea"),
        ("Equatorial Guinea", "equatorial-guinea", "guinea"),
        ("Papua New Guinea", "papua-new-guinea", "guinea"),
        ("North Korea", "north-korea", "south-korea"),
        ("Republic of Korea", "south-korea", "north-korea"),
        ("Democratic People's Republic of Korea", "north-korea", "south-korea"),
        ("Republic of China", "taiwan", "china"),
        ("People's Republic of China", "china", "taiwan"),
        ("Democratic Republic of Congo", "democratic-republic-of-the-congo", "republic-of-the-congo"),
        ("Republic of the Congo", "republic-of-the-congo", "democratic-republic-of-the-congo"),
        ("South Sudan", "south-sudan", "sudan"),
        ("Ireland", "ireland", "united-kingdom"),
        ("Samoa", "samoa", "american-samoa"),
        ("Mauritania", "mauritania", "mauritius"),
        ("Austria", "austria", "australia"),
        ("Slovakia", "slovakia", "slovenia"),
        ("Islamic Republic of Iran", "iran", "iraq"),
        ("the Gambia", "gambia", "zambia"),
        ("Niger (the)", "niger", "nigeria"),
    ],
)
def test_states_with_names_alike_are_told_apart(who: Who, text: str, actor: str, never: str) -> None:
    assert actor == who(text).actor != never


@pytest.mark.parametrize(
    "text",
    [
        *("Korea", "Congo", "Kongo", "Конго", "Guineas", "Nigerian", "New Guinea", "Guinea-Conakry coast", "Turkeys"),
        *("Georgia, USA", "Northern Ireland", "England", "Scotland", "Western Samoa Bank", "South Ossetia", "Russi"),
        *("us", "car", "uk", "Chin", "Rusland", "Virgin Islands", "Sudans", "Kore", "Germany East", "the", "The (the)"),
    ],
)
def test_what_is_vague_or_only_near_to_a_state_stays_itself(who: Who, text: str) -> None:
    found = who(text)
    assert ("unresolved", "Actor", "", text) == (found.how, found.kind, found.state, found.label)


def test_the_congo_of_icews_is_the_one_it_lists_beside_the_democratic_republic(who: Who) -> None:
    assert "republic-of-the-congo" == who("Congo", "icews").actor
    assert "democratic-republic-of-the-congo" == who("Democratic Republic of Congo", "icews").actor


def test_a_column_of_countries_can_say_that_a_name_is_not_the_state(who: Who) -> None:
    assert "georgia" == who("Georgia").actor == who("Georgia", country="GEO").actor
    assert "unresolved" == who("Georgia", country="United States").how


def test_a_territory_is_an_actor_and_acts_for_no_state(who: Who) -> None:
    found = who("Hong Kong")
    assert ("hong-kong", "Actor", "") == (found.actor, found.kind, found.state)
    assert "" == who("Police (Hong Kong)", "icews").state


# --- codes


@pytest.mark.parametrize(
    ("scheme", "code", "actor"),
    [
        ("iso2", "TR", "turkey"),
        ("iso2", "gb", "united-kingdom"),
        ("iso2", "SU", "soviet-union"),
        ("iso3", "XKX", "kosovo"),
        ("iso3", "COD", "democratic-republic-of-the-congo"),
        ("cow", "365", "russia"),
        ("cow", "2.0", "united-states"),
        ("cow", "002", "united-states"),
        ("cow", "255", "germany"),
        ("cow", "260", "west-germany"),
        ("gw", "260", "germany"),
        ("cow", "345", "serbia"),
        ("gw", "345", "yugoslavia"),
        ("gw", "340", "serbia"),
        ("cow", "970", "nauru"),
        ("gw", "970", "kiribati"),
        ("cow", "679", "yemen"),
        ("gw", "678", "yemen"),
        ("cow", "678", "north-yemen"),
        ("cow", "300", "austria-hungary"),
        ("fips", "RS", "russia"),
        ("iso2", "RS", "serbia"),
        ("fips", "GM", "germany"),
        ("iso2", "GM", "gambia"),
        ("fips", "TU", "turkey"),
        ("cameo", "ROM", "romania"),
        ("cameo", "TMP", "timor-leste"),
        ("cameo", "KSV", "kosovo"),
    ],
)
def test_a_code_is_read_under_its_own_scheme(who: Who, scheme: str, code: str, actor: str) -> None:
    assert actor == who(code, scheme).actor


@pytest.mark.parametrize(
    ("scheme", "code"),
    [("iso2", "CS"), ("iso2", "UK"), ("cow", "999"), ("cow", "-365"), ("cow", "3.65"), ("gw", "2e0"), ("cameo", "usa")],
)
def test_a_code_that_is_none_or_means_two_states_stays_itself(who: Who, scheme: str, code: str) -> None:
    found = who(code, scheme)
    assert ("unresolved", "") == (found.how, found.state)


def test_a_code_and_a_name_of_the_same_letters_are_two_actors(who: Who) -> None:
    assert 3 == len({who("CS", "iso2").actor, who("CS").actor, who("CS", "fips").actor})
    assert who("GOV", "cameo").actor != who("GOV").actor


def test_a_scheme_that_does_not_exist_is_refused(who: Who) -> None:
    with pytest.raises(InputError, match="unknown scheme of actors 'isoo3'"):
        who("TUR", "isoo3")


# --- parts of countries


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


# --- registers


# Where the lists of others draw the line elsewhere: one number for a state and the one that followed it.
DRAWN_ELSEWHERE = {"Papal States", "Yugoslavia", "Serbia and Montenegro", "Jersey", "Mayotte", "Saint Barthelemy"}


def test_no_name_in_the_lists_of_others_resolves_to_another_state(known: Resolver, who: Who, shared: Path) -> None:
    by_code = {state.iso_alpha3: name for name, state in known.states().items() if state.iso_alpha3}
    data = shared / "data"
    told: list[tuple[str, str]] = []
    with (data / "countries" / "codelist_without_cldr.csv").open(encoding="utf-8") as stream:
        columns = ("country.name.en", "cow.name", "p4.name", "vdem.name", "iso.name.en", "un.name.en", "un.name.ru")
        told += [(row[column], row["iso3c"]) for row in csv.DictReader(stream) for column in columns]
    with (data / "countries" / "country-codes.csv").open(encoding="utf-8") as stream:
        columns = ("UNTERM English Formal", "UNTERM Russian Short", "UNTERM Russian Formal", "official_name_en")
        told += [(row[column], row["ISO3166-1-Alpha-3"]) for row in csv.DictReader(stream) for column in columns]
    found = {(text, by_code[code]): who(text) for text, code in told if code in by_code and text not in ("", "NA")}
    others = [(text, got.actor) for (text, actor), got in found.items() if got.kind == "State" and got.actor != actor]
    assert [] == [pair for pair in others if pair[0] not in DRAWN_ELSEWHERE]
    hits = sum(got.actor == actor for (_, actor), got in found.items())
    assert hits > 0.97 * len(found)


def test_every_state_number_of_the_correlates_of_war_is_a_state(who: Who, shared: Path) -> None:
    with (shared / "data" / "cow_atop" / "cow_states.csv").open(encoding="utf-8") as stream:
        found = {row["ccode"]: who(row["ccode"], "cow") for row in csv.DictReader(stream)}
    assert {"State"} == {resolved.kind for resolved in found.values()}
    assert len(found) == len({resolved.actor for resolved in found.values()})


def test_states_have_labels_in_three_languages_and_the_codes_of_known_actors(graph: Graph, known: Resolver) -> None:
    for name, state in known.states().items():
        assert {"en", "tr", "ru"} == set(state.labels), name
        assert all(state.labels.values()), name
    states = [actor for actor in graph.actors.values() if actor.kind == "State"]
    assert all(known.states()[actor.name] is actor for actor in states)


def test_a_home_whose_register_calls_a_state_otherwise_keeps_its_id(graph: Graph) -> None:
    own = graph.actors["turkey"]._replace(name="my-turkey")
    found = resolver({"my-turkey": own}).resolve([Named("TUR", "iso3"), Named("Military (Turkey)", "icews")])
    assert {"my-turkey"} == {resolved.state for resolved in found.values()}


def test_a_register_that_gives_the_id_of_a_state_to_somebody_else_is_refused(graph: Graph) -> None:
    own = graph.actors["putin"]._replace(name="france")
    with pytest.raises(InputError, match=r"'france' is the id of a country in .*states.tsv; take another id"):
        resolver({"france": own})


@pytest.mark.parametrize(
    ("table", "old", "new", "fault"),
    [
        ("leaders.tsv", "2017-01-20\t2021-01-20", "2017-01-20\t2012-01-20", "the term ends before it begins"),
        ("leaders.tsv", "2017-01-20\t2021-01-20", "20.1.2017\t2021-01-20", "'20.1.2017' in 'first_day' is no day"),
        ("roles.tsv", "Police\tpolice", "Police\tpolicing", "unknown sector 'policing'"),
        ("sectors.tsv", "military\tyes", "military\tja", "'acts' is 'ja'; write yes or no"),
        ("states.tsv", "id\tkind", "name\tkind", "the columns are not id, kind"),
        ("specials.tsv", "\tisrael\tmilitary", "\tisreal\tmilitary", "unknown state 'isreal'"),
    ],
)
def test_a_fault_in_a_table_is_told_with_its_line(
    graph: Graph, tmp_path: Path, table: str, old: str, new: str, fault: str
) -> None:
    for path in (Path(__file__).parents[2] / "data" / "who-is-who").iterdir():
        text = path.read_text(encoding="utf-8")
        assert path.name != table or old in text
        (tmp_path / path.name).write_text(text.replace(old, new, 1) if path.name == table else text, encoding="utf-8")
    with pytest.raises(InputError, match=fault) as caught:
        resolver(graph.actors, tmp_path)
    assert f"{tmp_path / table}:" in str(caught.value)
