"""States by name and by code resolve exactly or not at all; what is only near is left alone."""

from collections.abc import Callable

import pytest

from kgraph.errors import InputError
from kgraph.events.actors import Resolved

Who = Callable[..., Resolved]


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
