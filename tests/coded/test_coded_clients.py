"""Conflict through the clients in one state: who fights whom another one backs, and what the two are to each other."""

import csv
import io
import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from kgraph.events.proxy import RivalsThrough
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load
from tests.tables import bring, write_table


def found(run: Any, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = run("rank", "--proxy", *arguments, "--format", "json")
    assert (0, "") == (code, err)
    rows = json.loads(out)
    assert isinstance(rows, list)
    return rows


def test_partners_who_fight_through_a_client_in_a_state_are_found_with_events_of_each_leg(run: Any) -> None:
    [row] = found(run, "--in", "syria", "--year", "2018")
    assert ("russia", "turkey", "syrian-government-forces") == (row["backer"], row["attacker"], row["client"])
    assert (["2018-03"], 2, 2) == (row["months"], row["backs"], row["fights"])
    # Between the two: a deed of each sign, two words of cooperation, one of conflict.
    assert [1, 1, 2, 1] == [
        row[f"{kind}_{sign}"] for kind in ("material", "verbal") for sign in ("positive", "negative")
    ]
    assert ("partners", True) == (row["directly"], row["derived"])


def test_the_command_beside_a_finding_names_the_rows_of_both_legs(run: Any) -> None:
    [row] = found(run, "--in", "syria", "--year", "2018")
    program, *arguments = shlex.split(row["rows"])
    assert "kgraph" == program
    [proof] = json.loads(run(*arguments).out)["events"][0]["through_clients"]
    assert [("small.tab", 8), ("small.tab", 9)] == [(one["file"], one["line"]) for one in proof["support_rows"]]
    assert [("small.tab", 11), ("small.tab", 12)] == [(one["file"], one["line"]) for one in proof["attack_rows"]]


def test_a_client_is_found_by_its_own_name_as_by_its_state(run: Any) -> None:
    assert found(run, "--in", "syria") == found(run, "--in", "Syrian government forces")


def test_the_text_says_that_it_is_derived_and_csv_has_the_same_rows(run: Any) -> None:
    text = run("rank", "--proxy", "--in", "syria").out
    assert "Derived, not coded" in text
    assert "1 found, by what the two are to each other directly: 1 partners, 0 mixed" in text
    [row] = csv.DictReader(io.StringIO(run("rank", "--proxy", "--in", "syria", "--format", "csv").out))
    assert {name: str(value) for name, value in found(run, "--in", "syria")[0].items() if name != "months"} == {
        name: value for name, value in row.items() if name != "months"
    }


@pytest.mark.parametrize("asked", [("--in", "libya"), ("--in", "iraq"), ("--in", "syria", "--to", "2018-02")])
def test_where_the_rule_finds_nothing_the_answer_is_empty_and_the_exit_code_one(
    run: Any, asked: tuple[str, ...]
) -> None:
    code, out, _ = run("rank", "--proxy", *asked)
    assert 1 == code
    assert "None is found." in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--proxy",), "name a state with --in"),
        (("--in", "syria"), "add --proxy"),
        (("--proxy", "--in", "syria", "--class", "material"), "--class has no meaning with --proxy"),
        (("--proxy", "--in", "syria", "--significance"), "--significance has no meaning with --proxy"),
        (("--proxy", "--in", "syria", "--from", "June"), "'June' is no year or month"),
        (("--proxy", "--in", "sirya"), "did you mean 'syria'?"),
    ],
)
def test_a_question_that_is_not_anchored_or_makes_no_sense_is_refused(
    run: Any, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = run("rank", *arguments)
    assert (2, "") == (code, out)
    assert said in err


@pytest.fixture(scope="session")
def rebels(article_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Rebels in Syria, backed by Turkey and a charity, fought by Syria and by citizens; and two who never met."""
    root = tmp_path_factory.mktemp("rebels")
    shutil.copytree(article_home.root, root / "home")
    rebel, charity, own = "Armed Rebel (Syria)", "A Charity", "Military (Syria)"
    rows = [
        *((who, whom, f"2018-03-0{day}", code) for day in (1, 2) for who, whom, code in (
            ("Turkey", rebel, "062"), (charity, rebel, "073"),
            (own, rebel, "190"), ("Citizen (Syria)", rebel, "190"),
            # Syria's army and Syria are one side: neither backs or fights the other.
            ("Syria", own, "062"), ("Iran", own, "062"), ("Syria", "Police (Syria)", "190"), ("Iran", "Turkey", "036"),
        )),
        ("Turkey", "Syria", "2018-05-01", "112"),
    ]  # fmt: skip
    home = Home(root / "home")
    bring(home, *write_table(Path(root), "rebels", tuple(rows)))
    return load(home.root)


def test_rebels_are_clients_in_their_state_and_the_state_may_be_who_fights_them(rebels: Graph) -> None:
    [one] = rebels.events().rivals_through("syria")
    assert ("turkey", "syria", "syria--armed-rebel") == (one.backer, one.attacker, one.client)
    assert (2, 2, "rivals") == (one.support, one.attacks, one.directly)


def test_who_acts_for_no_state_counts_only_at_the_level_of_actors_and_citizens_never(rebels: Graph) -> None:
    every = rebels.events().rivals_through("syria", level="actors")
    assert {"turkey", "a-charity"} == {one.backer.split("--")[0] for one in every}
    assert {"syria"} == {one.attacker for one in every}
    assert ["rivals", "nothing coded"] == [one.directly for one in every]


@pytest.mark.parametrize(
    ("material", "verbal", "directly"),
    [
        ((2, 1), (9, 3), "partners"),
        ((0, 0), (9, 3), "partners"),
        ((1, 1), (9, 3), "partners"),
        ((1, 2), (9, 3), "mixed"),
        ((2, 2), (3, 3), "mixed"),
        ((1, 2), (3, 9), "rivals"),
        ((0, 0), (0, 0), "nothing coded"),
    ],
)
def test_words_never_outvote_deeds_in_what_two_are_to_each_other(
    material: tuple[int, int], verbal: tuple[int, int], directly: str
) -> None:
    one = RivalsThrough("a", "b", "c", "C", ("2018-03",), 2, 2, 0, 0, material, verbal)
    assert directly == one.directly
