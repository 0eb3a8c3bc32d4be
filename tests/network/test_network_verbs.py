"""The verbs that look at pairs and at the whole network: what they print, as text and as JSON, and what they refuse."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.pivots import Pivot
from kgraph.analysis.signed import Tie, multigraph
from kgraph.cli.pivots import _turning

NETWORK_VERBS = ("frustration", "triads", "pivots", "significance", "trend")


def answer(run: Any, *arguments: str) -> Any:
    code, out, err = run(*arguments, "--format", "json")
    assert (0, "") == (code, err)
    return json.loads(out)


def test_frustration_of_the_article_gives_interval_camps_movers_and_turkeys_part(run: Any) -> None:
    found = answer(run, "frustration")
    assert found["proved"]
    assert found["lower"] == found["upper"]
    assert found["interval"]["proved"]
    [least, _], [_, most] = found["interval"]["least"], found["interval"]["most"]
    assert least < found["upper"]
    assert least < most
    assert "turkey" in {name for part in found["camps"] for camp in part for name in camp}
    moving = {(pair["a"], pair["b"]) for pair in found["interval"]["pairs"] if pair["moves"]}
    assert ("russia", "turkey") in moving
    assert "turkey" == found["contributions"][0]["actor"]
    text = run("frustration").out
    assert "(proved)" in text
    assert "Russia and Turkey moves it" in text
    assert f"from {least:g} to {most:g} (proved)" in text


def test_other_numbers_of_camps_never_frustrate_more_than_two(run: Any) -> None:
    two, three, any_number = (answer(run, "frustration", "--camps", k)["upper"] for k in ("2", "3", "0"))
    assert any_number <= three <= two


def test_a_rule_that_leaves_pairs_out_says_which(run: Any) -> None:
    found = answer(run, "frustration", "--rule", "majority")
    assert ["erdogan", "russia"] in found["undecided"]
    assert "Left out, for the rule cannot decide them" in run("frustration", "--rule", "majority").out


def test_no_time_gives_bounds_and_says_so(run: Any) -> None:
    found = answer(run, "frustration", "--seconds", "0", "--arena", "syria")
    assert found["lower"] <= found["upper"]
    assert found["proved"] == (found["stopped"] == "")
    text = run("frustration", "--seconds", "0").out
    assert "pairs with both: at least " in text
    assert "(bounds; stopped: time limit)" in text


def test_rank_says_why_the_next_pairs_follow(run: Any) -> None:
    rows = {(row["a"], row["b"]): row for row in answer(run, "rank")}
    assert "+ alliances; - arms" == rows["nato-partners-of-turkey", "turkey"]["because"]
    assert ("united-states", "turkey") not in rows
    assert "+ diplomacy (acting-for); - ukraine (proxy)" == rows["erdogan", "russia"]["because"]


def test_pairs_that_are_level_share_a_place_and_it_is_said_why_they_stand_as_they_do(run: Any) -> None:
    rows = answer(run, "rank", "--most", "0")
    assert ("russia", "turkey", 1, 1) == tuple(rows[0][key] for key in ("a", "b", "place", "level"))
    for row in rows:
        alike = [other for other in rows if (other["griffin"], other["volume"]) == (row["griffin"], row["volume"])]
        better = [other for other in rows if (-other["griffin"], -other["volume"]) < (-row["griffin"], -row["volume"])]
        assert (len(alike), len(better) + 1) == (row["level"], row["place"])
        assert sorted((other["a"], other["b"]) for other in alike) == [(other["a"], other["b"]) for other in alike]
    text = run("rank", "--most", "0")
    shown = [line.split("\t")[0] for line in text.out.splitlines()[1:]]
    assert [f"{row['place']}{'=' if row['level'] > 1 else ''}" for row in rows] == shown
    # On the article alone several pairs follow on one place.
    assert "2=" in shown
    assert "pairs with '=' are level on both and stand by name" in text.err


def test_what_counts_a_pair_says_whether_a_tie_in_two_arenas_counts_twice(run: Any) -> None:
    lines = answer(run, "rank")[0]
    once = next(row for row in answer(run, "significance", "--null", "signs")["pairs"] if row["a"] == "russia")
    pair = answer(run, "dyad", "russia", "turkey")
    in_arenas = sum(cell["lines"] for cell in pair["cells"])
    assert (pair["ties"], in_arenas) == (once["positive"] + once["negative"], lines["positive"] + lines["negative"])
    assert pair["ties"] == lines["ties"] < in_arenas
    said = f"Ties: {pair['ties']}; one in several arenas counts in each, which makes {in_arenas}."
    for verb in (["dyad", "russia", "turkey"], ["trend", "--pair", "russia", "turkey"]):
        assert said in run(*verb).out
    assert "a tie in several arenas counts in each" in run("rank").err
    for verb in (["significance", "--null", "signs"], ["frustration"], ["trend", "--from", "2020"]):
        assert "A tie in several arenas counts once here" in run(*verb).out


def test_rank_with_weights_says_whether_the_ranking_changes(run: Any) -> None:
    code, out, err = run("rank", "--weights", "deeds", "--most", "5")
    assert 0 == code
    assert "compared with the weights 'even', the first pair is the same, and 1 of 5 places differ" in err
    assert out.splitlines()[1].startswith("1\trussia\tturkey\t")
    assert "weights" not in run("rank").err
    assert "the first 1 places are those of the weights 'even'" in run("rank", "--weights", "direct", "--most", "1").err


def test_dyad_shows_arenas_layers_ranges_and_neighbours(run: Any) -> None:
    found = answer(run, "dyad", "Россия", "Türkiye")
    assert ("russia", "turkey", "even") == (found["a"], found["b"], found["weights"])
    assert {"direct", "acting-for", "proxy"} == set(found["layers"])
    assert found["measures"]["volume"] == found["ranges"]["volume"]["most"]
    assert 3 == len(found["nearest"])
    text = run("dyad", "russia", "turkey").out
    assert "Pairs with a similar profile" in text
    assert "undated" in text


def test_a_pair_without_a_tie_is_a_no(run: Any) -> None:
    code, out, err = run("dyad", "armenia", "haftar")
    assert (1, "") == (code, err)
    assert "no tie under this view" in out
    code, out, err = run("trend", "--pair", "armenia", "haftar", "--format", "json")
    assert (1, "kgraph: the two have no tie under this view\n") == (code, err)
    assert ([], []) == (json.loads(out)["points"], json.loads(out)["changes"])


@pytest.mark.parametrize("verb", [["dyad"], ["timeline"], ["trend", "--pair"]])
def test_of_a_pair_without_a_tie_no_picture_is_written(run: Any, tmp_path: Path, verb: list[str]) -> None:
    code, _, err = run(*verb, "armenia", "haftar", "--plot", str(tmp_path / "none.svg"))
    assert (2, "kgraph: --plot: there is no tie of the two to draw") == (code, err.splitlines()[-1].split(";")[0])
    assert [] == list(tmp_path.iterdir())


def test_triads_that_are_all_balanced_or_undecided_leave_nothing_to_list(run: Any) -> None:
    out = run("triads", "--arena", "libya").out
    assert out.endswith("with each single tie that would balance them:\n  none\n")


def test_triads_are_counted_in_all_and_by_arena(run: Any) -> None:
    found = answer(run, "triads", "--undecided")
    assert found["balanced"] + found["unbalanced"] + found["undecided"] == sum(found["counts"].values())
    assert found["unbalanced"] + found["undecided"] == len(found["triads"])
    assert "libya" in found["arenas"]
    remedies = [remedy for triad in found["triads"] for remedy in triad["remedies"]]
    assert remedies
    for remedy in remedies:
        for way in remedy["any_of"]:
            assert all(claim.startswith("reuters-2021-09-28/") for claim in way["claims"])
            assert remedy["derived"] or 1 == len(way["claims"])
    assert "if withdrawn: " in run("triads", "--undecided", "--most", "0").out


def test_pivots_says_its_order_and_that_nobody_alone_lowers_frustration(run: Any) -> None:
    rows = answer(run, "pivots")
    assert rows["frustration"]["lower"] == rows["frustration"]["upper"]
    shares = [row["frustrated"] / (row["satisfied"] + row["frustrated"]) for row in rows["pivots"]]
    assert shares == pytest.approx([row["share"] for row in rows["pivots"]])
    assert shares == sorted(shares, reverse=True)
    text = run("pivots").out
    assert "the most torn first (by the share of its weight that does not suit its camp" in text
    assert "Nobody's change of side alone would lower frustration: the camps are proved best" in text


def test_camps_that_are_not_the_best_are_not_called_so() -> None:
    found = frustration(multigraph([Tie("x", "y", 1), Tie("y", "z", 1), Tie("x", "z", -1)]).reduce("both"))
    label = {name: name.upper() for name in "xyz"}
    bounded = found._replace(lower=Fraction(0), stopped="time limit")
    suiting, torn = (Pivot("x", Fraction(2), Fraction(1)), Pivot("y", Fraction(1), Fraction(2)))
    assert "the camps are proved best." in _turning(found, [suiting], label)
    assert "though the camps may not be the best (time limit)." in _turning(bounded, [suiting], label)
    assert "the camps are not the best: Y." in _turning(bounded, [suiting, torn], label)


def test_pivots_lists_turkey_as_broker_between_rivals(run: Any) -> None:
    found = answer(run, "pivots", "--most", "0")
    assert any(row["actor"] == "turkey" and row["rivals"] == ["russia", "ukraine"] for row in found["brokers"])
    assert all(row["cost_of_turning"] >= 0 for row in found["pivots"])


def test_significance_says_how_many_pairs_were_tested(run: Any) -> None:
    exact = answer(run, "significance", "--null", "signs")
    assert (0, exact["family"]) == (exact["samples"], len(exact["pairs"]))
    few = answer(run, "significance", "--samples", "20", "--seed", "4")
    assert few == answer(run, "significance", "--samples", "20", "--seed", "4")
    assert "were tested at once" in run("significance", "--null", "signs").out


def test_significance_of_the_whole_has_three_measures_with_their_errors(run: Any) -> None:
    found = answer(run, "significance", "--whole", "--samples", "30", "--seed", "2")
    assert ("partners", 30, 2, False, 0) == tuple(found[key] for key in ("null", "deals", "seed", "exact", "bounded"))
    assert ["frustration", "balance", "volume"] == [one["measure"] for one in found["chances"]]
    assert answer(run, "frustration")["upper"] == found["chances"][0]["observed"]
    text = run("significance", "--whole", "--samples", "30").out
    assert "q: p adjusted for 3 tests" in text
    assert "(30 samples, seed 0)" in text


def test_timeline_of_a_pair_and_of_the_whole(run: Any) -> None:
    pair = answer(run, "trend", "--pair", "russia", "turkey")
    assert ["2018", "2019", "2020", "2021"] == [point["window"] for point in pair["points"]]
    whole = answer(run, "trend")
    for window in whole["windows"]:
        assert window["lower"] == window["upper"]
        [least, _], [_, most] = window["interval"]["least"], window["interval"]["most"]
        assert least <= most
        assert sum(window["triads"].values())
        assert 2 * window["upper"] == sum(pivot["frustrated"] for pivot in window["pivots"])
    assert {"changes", "changes_of_frustration"} <= set(whole)
    text = run("trend").out
    assert "New levels of the number of pairs of each sign begin in: " in text
    assert "New levels of what suits two camps and what does not begin in: " in text
    assert "turkey" == text.splitlines()[1].split("\t")[-1]
    asked = json.loads(run("trend", "--from", "2020", "--format", "json").out)
    assert ["2020", "2021"] == [window["label"] for window in asked["windows"]]
    asked = json.loads(run("trend", "--pair", "russia", "turkey", "--as-of", "2020-11", "--format", "json").out)
    assert ["2020"] == [point["window"] for point in asked["points"]]


@pytest.mark.parametrize(
    "arguments",
    [
        ["trend", "--pair", "russia", "turkey"],
        ["trend"],
        ["dyad", "russia", "turkey"],
        ["timeline", "russia", "turkey"],
        ["frustration"],
    ],
)
def test_a_picture_comes_beside_the_answer_and_changes_nothing_in_it(
    run: Any, tmp_path: Path, arguments: list[str]
) -> None:
    picture = tmp_path / "picture.svg"
    code, out, err = run(*arguments, "--plot", str(picture))
    assert (0, f"wrote {picture}\n") == (code, err)
    assert run(*arguments).out == out
    assert picture.read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize("verb", ["trend", "frustration", "dyad", "timeline"])
def test_a_picture_that_cannot_be_written_is_refused_before_anything_is_worked_out(
    run: Any, tmp_path: Path, verb: str
) -> None:
    code, out, err = run(verb, *(["russia", "turkey"] if verb in ("dyad", "timeline") else []), "--plot", "x.bmp")
    assert (2, "", 1) == (code, out, len(err.splitlines()))
    assert "x.bmp: pictures are written as pdf, png, svg; give the file such an ending" in err
    nowhere = tmp_path / "no" / "picture.svg"
    code, out, err = run(verb, *(["russia", "turkey"] if verb in ("dyad", "timeline") else []), "--plot", str(nowhere))
    assert (2, "", 1) == (code, out, len(err.splitlines()))


@pytest.mark.parametrize("verb", NETWORK_VERBS)
def test_no_tie_at_all_is_a_defined_answer(run: Any, verb: str) -> None:
    code, out, err = run(verb, "--as-of", "1900", "--layers", "acting-for", "--arena", "tourism", "--format", "json")
    assert 0 == code
    assert json.loads(out)
    assert "no tie is left" in err


@pytest.mark.parametrize("verb", NETWORK_VERBS)
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--layers", "proxi"], "unknown layer of ties 'proxi'; did you mean 'proxy'"),
        (["--arena", "lybia"], "unknown arena 'lybia'; did you mean"),
        (["--weights", "evn"], "unknown weights 'evn'; did you mean 'even'"),
        (["--format", "jsn"], "unknown format 'jsn'; did you mean 'json'"),
    ],
)
def test_bad_options_are_one_line(run: Any, verb: str, options: list[str], message: str) -> None:
    code, out, err = run(verb, *options)
    assert (2, "", 1) == (code, out, len(err.splitlines()))
    assert message in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["frustration", "--rule", "lattest"], "unknown rule of reduction 'lattest'; did you mean 'latest'"),
        (["frustration", "--seconds", "-1"], "'-1' is no number of seconds from 0 on"),
        (["frustration", "--seconds", "nan"], "'nan' is no number of seconds from 0 on"),
        (["frustration", "--camps", "two"], "'two' is no number from 0 on"),
        (["significance", "--null", "sign"], "unknown null model 'sign'; did you mean 'signs'"),
        (["significance", "--samples", "0"], "samples: 0 is no whole number from 1 on"),
        (["trend", "--unit", "week"], "'week' is neither year nor month"),
        (["frustration", "--camps", "3", "--plot", "x.png"], "only two camps are drawn; leave out --camps or --plot"),
        (["dyad", "russia", "rusia"], "unknown actor 'rusia'; did you mean 'russia'"),
        (["dyad", "russia", "Россия"], "are the same actor"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(run: Any, arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments)
    assert (2, "", 1) == (code, out, len(err.splitlines()))
    assert message in err
