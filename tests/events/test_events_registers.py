"""The registers behind who is who: complete, consistent, and in step with the lists of others."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.errors import InputError
from kgraph.events.actors import Named, Resolved, Resolver, resolver
from kgraph.graph import Graph

Who = Callable[..., Resolved]


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
