"""A pair in imported events beside its claims: dossier, profile, months, comparison, and rivalry through clients."""

import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from kgraph.errors import InputError
from kgraph.events.proxy import through_clients
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load
from kgraph.views.coded.tables import CodedTable
from kgraph.views.dossier.text import grid
from tests.tables import bring, write_table


def answer(run: Any, *arguments: str) -> Any:
    code, out, err = run(*arguments, "--format", "json")
    assert (0, "") == (code, err)
    return json.loads(out)


def test_the_dossier_keeps_claims_and_events_apart(run: Any, bare_home: Home) -> None:
    with_events = answer(run, "dossier", "russia", "turkey")
    [events] = with_events.pop("events")
    without = json.loads(run("dossier", "russia", "turkey", "--format", "json", home=bare_home).out)
    assert without == with_events
    assert ("small", 5, 6) == (events["data_set"], events["events"], events["reports"])
    assert {"material", "verbal"} == set(events["measures"])


def test_each_line_has_counts_ends_days_share_and_what_was_done(run: Any) -> None:
    [events] = answer(run, "dossier", "russia", "turkey")["events"]
    line = next(one for one in events["lines"] if (one["arena"], one["sign"]) == ("diplomacy", 1))
    assert ("verbal", 2, 3) == (line["class_"], line["events"], line["reports"])
    assert {"russia": 2, "turkey": 0} == line["by"]
    assert ("2018-01-05", "2018-03-01") == (line["first_day"], line["last_day"])
    assert "signsAgreementWith" in line["relations"]
    assert pytest.approx(1) == sum(one["share"] for one in events["lines"])


def test_the_command_of_each_line_leads_to_its_rows(run: Any) -> None:
    for pair in (("russia", "turkey"), ("putin", "turkey")):
        [events] = answer(run, "dossier", *pair)["events"]
        assert events["lines"]
        for line in events["lines"]:
            _, *command = shlex.split(line["rows"])
            assert line["reports"] == answer(run, *command)["total"]


def test_no_word_number_or_date_of_a_table_is_cut_in_the_text_of_a_terminal() -> None:
    row = ("internal politics", "+", "material", "1,052", "92.6%", "1,525", "1,527", "2018-01-05", "2018-09-27",
           "meets, signs an agreement with, launches air strikes on")  # fmt: skip
    heads = ("arena", "", "class", "events", "share", "by Russia", "by Turkey", "first", "last", "what")
    table = CodedTable("Events", (), heads, (row,), (0, 1, 2, 9))
    for width, gap in ((98, 2), (88, 1), (40, None)):
        out = io.StringIO()
        rows = grid(table, width)
        rows.add_row(*row)
        Console(file=out, width=width).print(rows)
        told = out.getvalue()
        if gap is None:
            # Too narrow for whole words: they are broken, and still all there.
            assert Counter("".join(row).replace(" ", "")) <= Counter(told)
        else:
            assert {word for cell in row for word in cell.split()} <= set(told.split())
            assert f"2018-01-05{' ' * gap}2018-09-27" in told


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_every_format_has_the_events_after_the_claims(run: Any, form: str) -> None:
    code, out, _ = run("dossier", "russia", "turkey", "--format", form, "--proxy")
    assert 0 == code
    flat = re.sub(r"\s+", " ", out).casefold()
    places = [flat.index(words) for words in (
        "what divides", "in coded events", "measures of the events", "the claims beside the events",
        "through third parties",
    )]  # fmt: skip
    assert sorted(places) == places
    assert "kgraph evidence russia turkey" in flat
    assert "syrian government forces" in flat


def test_names_in_tables_that_mean_harm_are_shown_as_text(home: Home, tmp_path: Path) -> None:
    shutil.copytree(home.root, tmp_path / "home")
    hostile = Home(tmp_path / "home")
    name = "<script>alert(1)</script> | [x](javascript:1) [bold red]Guards[/bold red]"
    rows = (
        ("Russia", name, "2018-03-01", "062"), ("Russia", name, "2018-03-02", "062"),
        ("Turkey", name, "2018-03-01", "190"), ("Turkey", name, "2018-03-02", "190"),
        ("Russia", "Turkey", "2018-03-02", "036"),
    )  # fmt: skip
    bring(hostile, *write_table(tmp_path, "hostile", rows))
    from kgraph.views.coded.pair import parts
    from kgraph.views.dossier import render

    graph = load(hostile.root)
    dossier = graph.dossier("russia", "turkey")
    coded = parts(graph, dossier, proxy=True, data_set="hostile")
    assert [name] == [one["client_label"] for one in coded[0].data["through_clients"]]
    assert "<script" not in render(graph, dossier, "html", coded=coded)
    assert "\\<script\\>" in render(graph, dossier, "md", coded=coded)
    text = re.sub(r"\s+", "", render(graph, dossier, "text", width=400, coded=coded))
    assert "[boldred]" in text


def test_a_pair_without_claims_has_a_dossier_of_its_events(run: Any) -> None:
    found = answer(run, "dossier", "India", "CHN")
    assert ("india", "china") == (found["a"], found["b"])
    assert ([], []) == (found["unites"], found["divides"])
    assert 2 == found["events"][0]["events"]


@pytest.mark.parametrize("name", ["india", "India", "IND", "IN", "750", "Индия", "Hindistan"])
def test_states_of_the_table_go_by_name_or_code(graph: Graph, name: str) -> None:
    assert ("india", "china") == graph.pair(name, "China")


def test_actors_of_the_table_are_those_of_the_register_or_bear_the_name_of_the_table(graph: Graph) -> None:
    assert "turkey" == graph.actor("Türkiye")
    assert "syrian-government-forces" == graph.actor("Military (Syria)")
    norland = graph.actor("Norland")
    assert "Norland" == graph.actors[norland].label


def test_a_name_that_nobody_bears_is_answered_with_the_nearest_of_claims_and_events(run: Any) -> None:
    code, out, err = run("dossier", "indja", "rosatam")
    assert (2, "") == (code, out)
    assert "'india'" in err
    assert "'rosatom'" in err.casefold()


def test_without_imports_a_state_without_claims_is_unknown(run: Any, bare_home: Home) -> None:
    assert 2 == run("dossier", "india", "china", home=bare_home).code


@pytest.mark.parametrize(
    "verb", [["dossier", "russia", "turkey"], ["timeline", "russia", "turkey"], ["rank"], ["dyad", "russia", "turkey"]]
)
def test_without_imports_verbs_import_nothing_of_events(bare_home: Home, verb: list[str]) -> None:
    program = (
        "import sys\nfrom kgraph.cli import main\nmain(sys.argv[1:])\n"
        "print(sorted(n for n in sys.modules if n.startswith(('duckdb', 'ibis', 'pyarrow', 'kgraph.events'))),"
        " file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, *verb, "--home", str(bare_home.root)]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "[]" == found.stderr.splitlines()[-1]


def test_the_window_of_the_claims_bounds_the_events(run: Any) -> None:
    [events] = answer(run, "dossier", "russia", "turkey", "--from", "2018-03", "--to", "2018-04")["events"]
    assert (3, "2018-03", "2018-04") == (events["events"], events["from"], events["to"])


def test_the_profile_ends_with_the_events(run: Any) -> None:
    found = answer(run, "dyad", "russia", "turkey")
    material = found["events"][0]["measures"]["material"]
    assert (1, 1, 1.0) == (material["positive"], material["negative"], material["symmetry"])
    assert "Measures of the events" in run("dyad", "india", "china").out


def test_months_between_events_are_there_with_nothing_in_them(run: Any) -> None:
    found = answer(run, "timeline", "russia", "turkey")
    months = found["events"][0]["verbal"]["months"]
    assert ["2018-01", "2018-02", "2018-03"] == [month["month"] for month in months]
    assert [(1, 1), (0, 0), (1, 0)] == [(month["positive"], month["negative"]) for month in months]
    assert "2018-02" in run("timeline", "russia", "turkey").out


def test_a_change_of_level_is_found_in_the_months_of_a_class(home: Home, tmp_path: Path) -> None:
    from kgraph.analysis.coded.pair import changes, months

    shutil.copytree(home.root, tmp_path / "home")
    rows = [("Russia", "Turkey", f"2018-{month:02}-01", "036") for month in range(1, 7)]
    rows += [("Russia", "Turkey", f"2018-{month:02}-{day:02}", "112") for month in range(7, 13) for day in range(1, 21)]
    bring(Home(tmp_path / "home"), *write_table(tmp_path, "level", tuple(rows)))
    found = load(tmp_path / "home").events("level").between("russia", "turkey")
    assert ["2018-07"] == changes(months(found, "verbal"))
    assert [] == changes(months(found, "material"))


def test_claims_and_events_are_compared_arena_by_arena_in_the_time_of_both(run: Any, graph: Graph) -> None:
    [found] = answer(run, "compare", "russia", "turkey", "--policy", "claims")
    assert ("2018-01-05", "2018-05-12") == (found["from"], found["to"])
    rows = {(one["arena"], one["sign"]): one for one in found["arenas"]}
    verdicts = {"both": (True, True), "only in the claims": (True, False), "only in the events": (False, True)}
    for row in rows.values():
        assert verdicts[row["verdict"]] == (bool(row["lines"]), bool(row["material"] + row["verbal"]))
        assert bool(row["lines"]) == bool(row["claims"])
        assert {claim["claim"] for claim in row["claims"]} <= set(graph.claims)
    assert "only in the events" == rows["defence", 1]["verdict"]
    assert "only in the claims" == rows["energy", 1]["verdict"]
    assert "both" == rows["diplomacy", 1]["verdict"]
    text = run("compare", "russia", "turkey").out
    assert re.search(r"Energy \+ \(only in the claims\):\n  .+ \[.+¶\d+", text)


def test_claims_of_another_time_are_not_compared(run: Any) -> None:
    [found] = answer(run, "compare", "russia", "turkey")
    named = {claim["claim"] for row in found["arenas"] for claim in row["claims"]}

    later = load_later(run)
    assert later
    assert not named & later


def load_later(run: Any) -> set[str]:
    """Return claims of the pair that begin after the table ends."""
    found = answer(run, "dossier", "russia", "turkey", "--from", "2018-05-13")
    before = answer(run, "dossier", "russia", "turkey", "--to", "2018-05-12")
    one, other = (
        {
            name
            for side in ("unites", "divides")
            for line in each[side]
            if not line["derived"]
            for name in line["claims"]
        }
        for each in (found, before)
    )
    return one - other


def test_compare_without_imports_says_what_to_do(run: Any, bare_home: Home) -> None:
    code, out, err = run("compare", "russia", "turkey", home=bare_home)
    assert (2, "", True) == (code, out, "run 'kgraph import' first" in err)


def test_a_pair_that_neither_knows_is_compared_with_exit_one(run: Any) -> None:
    assert 1 == run("compare", "rosatom", "Norland").code


def test_rivalry_through_a_client_needs_the_same_month_an_organised_party_and_a_true_backer(graph: Graph) -> None:
    [found] = through_clients(graph.events().data_set, "russia", "turkey")
    assert ("russia", "turkey", "syrian-government-forces") == (found.backer, found.attacker, found.client)
    # A truce backs nobody, and what happens in another month is no part of it.
    assert (("2018-03",), 2, 2) == (found.months, found.support, found.attacks)
    assert ["062", "062"] == [row.code for row in found.support_rows]
    assert ["190", "190"] == [row.code for row in found.attack_rows]
    assert [8, 9] == [row.line for row in found.support_rows]
    assert [11, 12] == [row.line for row in found.attack_rows]


def test_rivalry_through_clients_is_the_same_whichever_end_comes_first(graph: Graph) -> None:
    events = graph.events()
    assert events.through_clients("turkey", "russia") == events.through_clients("russia", "turkey")


def test_rivalry_through_clients_keeps_to_the_time_and_to_its_least_number(graph: Graph) -> None:
    events = graph.events()
    assert [] == events.through_clients("russia", "turkey", until="2018-02")
    assert [] == events.through_clients("russia", "turkey", least=3)
    with pytest.raises(InputError, match="at least 1"):
        events.through_clients("russia", "turkey", least=0)


def test_rivalry_through_clients_is_only_shown_when_asked_for_and_marked_as_derived(run: Any) -> None:
    [without] = answer(run, "dossier", "russia", "turkey")["events"]
    [with_it] = answer(run, "dossier", "russia", "turkey", "--proxy")["events"]
    assert without["through_clients"] is None
    assert [True] == [one["derived"] for one in with_it["through_clients"]]
    assert 2 == with_it["through_clients"][0]["support"] == len(with_it["through_clients"][0]["support_rows"])
    assert (without["events"], without["measures"]) == (with_it["events"], with_it["measures"])


@pytest.fixture
def two_sets(home: Home, tmp_path: Path) -> Callable[[], Home]:
    def make() -> Home:
        shutil.copytree(home.root, tmp_path / "home")
        found = Home(tmp_path / "home")
        bring(found, *write_table(tmp_path, "other", (("Russia", "Turkey", "2019-01-05", "057"),)))
        return found

    return make


def test_several_data_sets_stand_beside_each_other_and_are_never_added(run: Any, two_sets: Callable[[], Home]) -> None:
    home = two_sets()
    found = json.loads(run("dossier", "russia", "turkey", "--format", "json", home=home).out)["events"]
    assert [("other", 1), ("small", 5)] == [(each["data_set"], each["events"]) for each in found]
    code, _, err = run("rank", "--year", "2018", home=home)
    assert (2, True) == (code, "several: other, small; say which with --events" in err)
    one = json.loads(run("dossier", "russia", "turkey", "--events", "other", "--format", "json", home=home).out)
    assert ["other"] == [each["data_set"] for each in one["events"]]
