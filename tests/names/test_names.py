"""What users type finds what they mean, in any language and spelling, or says what is nearest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.errors import InputError, UnknownName
from kgraph.graph import Graph
from kgraph.names import Names, fold


@pytest.mark.parametrize(
    "text",
    [
        "turkey", "Turkey", "TURKEY", "  turkey  ", "Türkiye", "TÜRKİYE", "türkiye", "turkiye", "TURKIYE", "Turkıye",
        "Турция", "ТУРЦИЯ", "турция", "actor:turkey", "https://w3id.org/kgraph/actor/turkey",
        "<https://w3id.org/kgraph/actor/turkey>", "Tu\u0308rkiye", "\u00a0Türkiye\u00a0", "Ｔｕｒｋｅｙ",
        "T\udcc3\udcbcrkiye",
    ],
)  # fmt: skip
def test_one_actor_under_many_names(graph: Graph, text: str) -> None:
    assert "turkey" == graph.actor(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("United States", "united-states"), ("united states", "united-states"), ("UNITED  STATES", "united-states"),
        ("united-states", "united-states"), ("Соединённые Штаты", "united-states"), ("NATO", "nato"),
        ("Соединенные штаты", "united-states"), ("Rusya", "russia"), ("Azərbaycan", "azerbaijan"),
        ("بشار الأسد", "assad"), ("Հայաստան", "armenia"),
    ],
)  # fmt: skip
def test_labels_and_aliases_in_many_scripts(graph: Graph, text: str, name: str) -> None:
    assert name == graph.actor(text)


@pytest.mark.parametrize(
    "text",
    ["RU", "RUS", "365", "Q159", "ru", "Rus", "q159", " Q159 ", "wd:Q159", "http://www.wikidata.org/entity/Q159"],
)
def test_an_actor_is_found_by_its_codes(graph: Graph, text: str) -> None:
    assert "russia" == graph.actor(text)


def test_every_actor_is_found_by_each_of_its_codes(graph: Graph) -> None:
    found = 0
    for actor in graph.actors.values():
        items = [item.rpartition("/")[2] for item in actor.same_as]
        for code in (actor.iso_alpha2, actor.iso_alpha3, actor.cow_code, *items):
            if code:
                assert actor.name == graph.actor(code)
                found += 1
    assert found > 20


def test_a_name_goes_before_a_code() -> None:
    codes = [("iceland", ["IS", "ISL"]), ("island", ["ISL"]), ("other", ["365"])]
    names = Names("actor", [("iceland", []), ("islamic-state", ["IS"]), ("island", []), ("other", [])], codes=codes)
    assert "islamic-state" == names.resolve("IS")
    assert "islamic-state" == names.resolve("is")
    assert "other" == names.resolve("365")
    with pytest.raises(InputError, match=r"^'ISL' names several: iceland, island; write one of these$"):
        names.resolve("ISL")


@pytest.mark.parametrize("text", ["RUX", "36", "Q15", "Q1591", "wd:", "R", "SU"])
def test_no_code_is_guessed_or_suggested(graph: Graph, text: str) -> None:
    with pytest.raises(UnknownName, match="run 'kgraph ask actors/list' for all"):
        graph.actor(text)


def test_every_actor_is_found_by_each_of_its_names(graph: Graph) -> None:
    for actor in graph.actors.values():
        for word in (actor.name, *actor.labels.values(), *actor.aliases):
            assert actor.name == graph.actor(word)
            assert actor.name == graph.actor(f" {word.upper()} ")


def test_every_arena_and_relation_is_found_by_each_of_its_names(graph: Graph) -> None:
    for arena in graph.arenas.values():
        for word in (arena.name, arena.label, *arena.words, f"{arena.kind}:{arena.name}"):
            assert arena.name == graph.arena(word)
    for relation in graph.vocabulary.relations.values():
        for word in (relation.name, relation.label, *relation.words, f"kg:{relation.name}", relation.name.upper()):
            assert relation.name == graph.relation(word)


@pytest.mark.parametrize("text", ["theatre:ukraine", "https://w3id.org/kgraph/theatre/ukraine", "kg:ukraine"])
def test_a_theatre_is_no_actor(graph: Graph, text: str) -> None:
    assert "ukraine" == graph.actor("ukraine")
    with pytest.raises(UnknownName):
        graph.actor(text)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("turky", "did you mean 'turkey'?"), ("Rossia", "'"), ("azerbajan", "did you mean 'azerbaijan'"),
        ("Azerbeycan", "did you mean 'Azerbaycan'"),
        ("", "run 'kgraph ask actors/list' for all"), ("qqqq", "run 'kgraph ask actors/list' for all"),
    ],
)  # fmt: skip
def test_an_unknown_name_offers_the_nearest(graph: Graph, text: str, near: str) -> None:
    with pytest.raises(UnknownName) as caught:
        graph.actor(text)
    message = str(caught.value)
    assert message.startswith(f"unknown actor '{text}'; ")
    assert near in message


@pytest.mark.parametrize("text", ["germany", "norway", "oman", "qatar", "canada", "georgia", "serbia", "jordan"])
def test_a_country_that_is_not_there_is_no_slip_of_another(graph: Graph, text: str) -> None:
    with pytest.raises(UnknownName, match=f"^unknown actor '{text}'; run 'kgraph ask actors/list' for all$"):
        graph.actor(text)


@pytest.mark.parametrize(
    ("text", "near"),
    [("erdagon", "erdogan"), ("lybia", "Libya"), ("Turkyie", "Türkiye"), ("putyn", "Putin"), ("vagner", "wagner"),
     ("untied states", "United States"), ("states", "United States"), ("Syrian", "Syrian army")],
)  # fmt: skip
def test_slips_swaps_and_parts_of_a_name_find_it(graph: Graph, text: str, near: str) -> None:
    resolve = graph.arena if near == "Libya" else graph.actor
    with pytest.raises(UnknownName) as caught:
        resolve(text)
    assert f"did you mean '{near}'".casefold() in str(caught.value).casefold()


def test_one_suggestion_for_each_actor(graph: Graph) -> None:
    with pytest.raises(UnknownName, match=r"^unknown actor 'Turkyie'; did you mean '[^']*'\?$"):
        graph.actor("Turkyie")


def test_unknown_relations_and_arenas_offer_the_nearest(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="unknown relation 'suports'; did you mean 'supports'"):
        graph.relation("suports")
    with pytest.raises(UnknownName, match=r"unknown arena 'siria'; did you mean '[Ss]yria'"):
        graph.arena("siria")


def test_a_name_that_two_bear_is_told() -> None:
    names = Names("actor", [("congo-1", ["Congo", "Kongo"]), ("congo-2", ["congo"]), ("congo-3", ["KONGO"])])
    assert "congo-1" == names.resolve("congo-1")
    with pytest.raises(InputError, match=r"^'CONGO' names several: congo-1, congo-2; write one of these$"):
        names.resolve("CONGO")
    with pytest.raises(InputError, match=r"^'kongo' names several: congo-1, congo-3; write one of these$"):
        names.resolve("kongo")


def test_an_id_goes_before_what_others_are_called() -> None:
    names = Names("actor", [("georgia", ["Georgia"]), ("us-georgia", ["georgia"])])
    assert "georgia" == names.resolve("georgia")


@pytest.mark.parametrize(
    "text", ["a\nb", "\x1b[31mred", "x" * 1_000_000, "\udcff", "\u202e", "'; DROP", "<>", "actor:", "\0"]
)
def test_a_hostile_name_is_one_short_line(graph: Graph, text: str) -> None:
    with pytest.raises(UnknownName) as caught:
        graph.actor(text)
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) < 250


@given(st.text(max_size=50))
def test_folding_is_stable_whatever_the_case(text: str) -> None:
    assert fold(text) == fold(fold(text))
    assert fold(text) == fold(f" {text}! ")


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_is_an_actor_or_one_line(text: str) -> None:
    names = Names("actor", [("turkey", ["Türkiye"])], "run 'kgraph ask actors/list' for all")
    try:
        assert "turkey" == names.resolve(text)
    except UnknownName as error:
        assert str(error).isprintable()  # noqa: PT017
