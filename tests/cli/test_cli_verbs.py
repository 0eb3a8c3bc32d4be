"""Help, exit codes, and where results and talk go."""

import argparse
import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kgraph import __version__
from kgraph.cli import EXAMPLES, VERBS
from kgraph.cli.parser import OneLineParser
from kgraph.home import Home

QUERY = "SELECT ?claim { ?claim a kg:Claim } ORDER BY ?claim LIMIT 3"


def test_the_command_alone_shows_the_verbs_and_is_no_success(run: Any) -> None:
    code, out, err = run()
    assert (2, "") == (code, out)
    assert "usage: kgraph VERB" in err


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["help"]])
def test_help_shows_every_verb(run: Any, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (0, "") == (code, err)
    assert all(f"  {verb:<12} {summary}" in out for verb, summary in VERBS.items())


@pytest.mark.parametrize("arguments", [["--version"], ["-V"]])
def test_version(run: Any, arguments: list[str]) -> None:
    assert (0, f"kgraph {__version__}\n", "") == run(*arguments)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_a_module_help_and_a_description_of_each_option(run: Any, verb: str) -> None:
    module = import_module(f"kgraph.cli.{verb}")
    assert f"`kgraph {verb}`" in str(module.__doc__)
    code, out, err = run(verb, "--help")
    assert (0, "") == (code, err)
    assert f"usage: kgraph {verb} " in out
    assert (0, out, "") == run("help", verb)
    parser = OneLineParser(f"kgraph {verb}", "x")
    module.add_arguments(parser)
    for action in parser._actions:
        assert action.help, action
        assert action.help != argparse.SUPPRESS
        assert "--home" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ak"], "unknown verb 'ak'; did you mean 'ask'"),
        (["dosier"], "unknown verb 'dosier'; did you mean 'dossier'?"),
        (["zzz"], "unknown verb 'zzz'; run 'kgraph --help' for all"),
        (["--policy", "facts", "rank"], "'--policy' stands before the verb; write kgraph VERB --policy"),
        (["ask", "actors/list", "--fromat", "json"], "unknown option '--fromat'; did you mean '--format' or '--from'?"),
        (["ask", "actors/list", "-x"], "unknown option '-x'; "),
        (["ask", "actors/list", "--format", "jsn"], "unknown format 'jsn'; did you mean 'json'?"),
        (["why", "russia", "supports", "assad", "--format", "xml"], "unknown format 'xml'; known: json, text"),
        (["rank", "--format", "jsno"], "unknown format 'jsno'; did you mean 'json'?"),
        (["ask", "actors/list", "--policy", "fact"], "unknown policy 'fact'; did you mean 'facts'?"),
        (["rank", "--policy", "xxx"], "unknown policy 'xxx'; known: all, claims, facts"),
        (["ask", "actors/lst"], "unknown question 'actors/lst'; did you mean 'actors/list'"),
        (["ask", "rivals-by-proxi"], "unknown question 'rivals-by-proxi'; did you mean 'rivals-by-proxy'"),
        (["ask", "zzzzz"], "unknown question 'zzzzz'; run 'kgraph ask' for all"),
        (["ask", "zzzzz", "--describe"], "unknown question 'zzzzz'; run 'kgraph ask' for all"),
        (["ask", "dyads/ties", "c=russia"], "unknown parameter 'c'; "),
        (["ask", "actors/named", "txt=x"], "unknown parameter 'txt'; did you mean 'text'?"),
        (["ask", "actors/list", "a=russia"], "question 'actors/list' takes no parameters; leave 'a' out"),
        (["ask", QUERY, "a=russia"], "a query text takes no parameters; leave 'a' out"),
        (["ask", QUERY, "--describe"], "a query text has no description; name a question of the catalogue"),
        (["ask", "dyads/ties", "russia"], "'russia' is no parameter; write name=value"),
        (["ask", "dyads/ties", "a=russia", "a=turkey"], "parameter 'a' is given twice; give it once"),
        (["ask", "dyads/ties", "a=rusia"], "unknown actor 'rusia'; did you mean 'russia'"),
        (["ask", "structure/held-on", "date=yesterday"], "date=yesterday: no date; write one such as 2020-02-27"),
        (["ask", "structure/held-on", "date=2021-02-29"], "date=2021-02-29: no day of the calendar; write YYYY-MM-DD"),
        (["ask", "structure/held-on", "date=٢٠٢٠-٠١-٠١"], "no date; write one such as 2020-02-27"),
        (["ask", "structure/held-on", "domain=syria"], "domain=syria: 'syria' is a theatre; name a domain"),
        (["ask", "structure/derived-by-rule", "rule=proxy"], "unknown rule 'proxy'; did you mean 'proxy-rival'?"),
        (["ask", "provenance/rests-on-claim", "claim=x"], "unknown claim 'x'; "),
        (["ask", "nothing.rq"], "nothing.rq: cannot be read (No such file or directory); check the path"),
        (["ask", "ASK { ?s ?p }"], "query:1: column 14: "),
        (["ask", "CLEAR ALL {"], "query: CLEAR is refused, since the graph is read-only; remove it"),
        (["ask", "actors/list", "--home", "/nowhere"], "/nowhere: no kgraph home; name a folder with"),
        (["ask", "actors/list", "--as-of", "soon"], "'soon' is no date; write EDTF such as 2020-11"),
        (["ask", "actors/list", "--prefer", "nobody"], "unknown speaker 'nobody'; "),
        (["why", "russia", "suports", "assad"], "unknown relation 'suports'; did you mean 'supports'"),
        (["why", "rusia", "supports", "assad"], "unknown actor 'rusia'; did you mean 'russia'"),
        (["why", "russia", "supports"], "the following arguments are required: b; see 'kgraph why --help'"),
        (["why", "germany", "supports", "assad"], "unknown actor 'germany'; run 'kgraph ask actors/list' for all"),
        (["export", "json"], "unknown format 'json'; did you mean 'jsonld'?"),
        (["export", "nt"], "unknown format 'nt'; known: csv, gexf, graphml, jsonld, nodelink, nquads, trig, turtle"),
        (["why", "a", "b", "c", "d"], "'d' is one argument too many; remove it; see 'kgraph why --help'"),
        (["why", "russia", "supports", "assad", "--most", "-1"], "argument --most: '-1' is no number from 0 on"),
        (["rank", "--most", "many"], "argument --most: 'many' is no number from 0 on"),
        (["ask", "actors/list", "--format"], "argument --format: expected one argument; see 'kgraph ask --help'"),
        (["check", "--texts", "/nowhere"], "/nowhere: no such folder; name one that holds the sources' texts"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_on_stderr_and_exit_2(run: Any, arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments)
    if arguments[0] != "check":
        assert "" == out
    assert 2 == code
    assert 1 == len(err.splitlines()), err
    assert message in err
    assert re.match(r"kgraph( [a-z]+)?: ", err)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["why", "russia", "supports", "assad"], 0),
        (["why", "Rusya", "proxyRivalOf", "ТУРЦИЯ"], 0),
        (["why", "assad", "sellsArmsTo", "nato"], 1),
        (["ask", "ASK { actor:turkey ?p ?o }"], 0),
        (["ask", "ASK { actor:nowhere ?p ?o }"], 1),
        (["ask", "SELECT * { actor:nowhere ?p ?o }"], 0),
        (["ask", "actors/list"], 0),
        (["ask"], 0),
        (["rank"], 0),
        (["build", "--check"], 0),
    ],
)
def test_exit_codes_of_answers(run: Any, arguments: list[str], expected: int) -> None:
    code, out, err = run(*arguments)
    assert expected == code
    assert out
    assert "Traceback" not in err


def test_options_may_stand_anywhere(run: Any) -> None:
    expected = run("ask", "dyads/ties", "a=russia", "b=assad", "--format", "csv")
    assert 0 == expected.code
    assert expected == run("ask", "--format", "csv", "dyads/ties", "a=russia", "b=assad")
    assert expected == run("ask", "dyads/ties", "--format", "csv", "a=russia", "b=assad")
    assert expected == run("ask", "dyads/ties", "a=russia", "--format=csv", "b=assad")


def test_policy_and_date_change_what_counts(run: Any) -> None:
    def count(*options: str) -> int:
        query = "SELECT (COUNT(*) AS ?n) { ?claim a kg:StandingClaim }"
        return int(run("ask", query, "--format", "csv", *options).out.split()[1])

    assert count("--policy", "facts") < count("--policy", "claims") < count("--policy", "all")
    assert count() == count("--policy", "claims")
    assert 0 < count("--as-of", "2015") < count()


def test_rank_shows_as_many_pairs_as_asked_for(run: Any) -> None:
    assert 1 + 20 == len(run("rank").out.splitlines())
    assert 1 + 2 == len(run("rank", "--most", "2").out.splitlines())
    assert len(run("rank", "--most", "0").out.splitlines()) > 21


@pytest.mark.parametrize(
    "arguments", [["ask", "actors/list"], ["ask"], ["ask", "dyads/ties", "--describe"], ["rank"],
                  ["why", "russia", "supports", "assad"], ["ask", "actors/list", "--format", "json"]]
)  # fmt: skip
def test_output_goes_to_a_file_only_where_asked(
    run: Any, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    printed = run(*arguments)
    assert [] == list(tmp_path.iterdir())
    code, out, err = run(*arguments, "-o", "answer.txt")
    assert (0, "", "wrote answer.txt\n") == (code, out, err)
    assert printed.out == (tmp_path / "answer.txt").read_text(encoding="utf-8")
    assert ["answer.txt"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("verb", [["ask", "actors/list"], ["rank"], ["why", "russia", "supports", "assad"]])
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere/x.txt", "nowhere/x.txt: cannot be written (No such file or directory); name a file in a folder you"),
        ("here", "here: cannot be written (it is a folder); name a file"),
        (".", ".: cannot be written (it is a folder); name a file"),
        ("", ".: cannot be written (it is a folder); name a file"),
        ("file/x", "file/x: cannot be written (Not a directory); name a file in a folder you can write to"),
        ("x" * 300, "cannot be written (File name too long); name a file in a folder you can write to"),
        ("loop", "loop: cannot be written ("),
    ],
)
def test_output_that_cannot_be_written_is_one_line(
    run: Any, verb: list[str], name: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    code, out, err = run(*verb, "-o", name)
    assert (2, "") == (code, out)
    assert 1 == len(err.splitlines())
    assert message in err
    assert {"here", "file", "loop"} == {path.name for path in tmp_path.iterdir()}


def test_a_file_is_replaced_in_one_step_or_stays(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "answer.txt"
    path.write_text("old")
    link = tmp_path / "link"
    link.symlink_to(path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        code, _, err = run("rank", "-o", str(path))
    assert 2 == code
    assert "cannot be written (No space left on device)" in err
    assert "old" == path.read_text()
    assert 0 == run("rank", "-o", str(link)).code
    assert link.is_symlink()
    assert path.read_text().startswith("place\ta\tb\t")
    assert {"answer.txt", "link"} == {found.name for found in tmp_path.iterdir()}


def test_a_device_is_written_to_and_not_replaced(run: Any) -> None:
    device = Path("/dev/null")
    if not device.is_char_device():
        pytest.skip("no /dev/null on this system")
    assert 0 == run("rank", "-o", str(device)).code
    assert device.is_char_device()


def test_an_interrupt_is_one_line(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kgraph.loading.load", interrupt)
    assert (130, "", "kgraph: interrupted; what was there before is unchanged\n") == run("rank")


@pytest.mark.parametrize(
    ("arguments", "faults"),
    [
        (["why", "rusia", "suports", "turky"], ["actor 'rusia'", "actor 'turky'", "relation 'suports'"]),
        (["dossier", "rusia", "turky"], ["actor 'rusia'", "actor 'turky'"]),
        (["show", "--focus", "rusia", "turky"], ["actor 'rusia'", "actor 'turky'"]),
        (["rank", "--policy", "fact", "--as-of", "soon"], ["policy 'fact'", "'soon' is no date"]),
    ],
)
def test_all_faults_of_the_input_are_told_at_once(run: Any, arguments: list[str], faults: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (2, "") == (code, out)
    lines = err.splitlines()
    assert len(faults) == len(lines)
    assert all(fault in line for fault, line in zip(faults, lines, strict=True)), err


def test_one_fault_told_twice_is_one_line(run: Any) -> None:
    assert 1 == len(run("why", "turky", "rivalOf", "turky").err.splitlines())


def test_every_example_of_the_help_is_understood(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh_home: Home
) -> None:
    table = fresh_home.data / "examples" / "synthetic-icews-events.tab"
    assert 0 == run("import", "synthetic", str(table), home=fresh_home).code
    monkeypatch.chdir(tmp_path)
    assert set(VERBS) == set(EXAMPLES)
    for verb, examples in EXAMPLES.items():
        shown = run(verb, "--help").out
        for example in examples:
            assert f"\n  {example}\n" in shown
            name, *arguments = shlex.split(example)
            assert ("kgraph", verb) == (name, arguments[0])
            # Others check much or write: here they only have to be understood.
            if verb not in ("build", "check", "import"):
                code, _, err = run(*arguments, home=fresh_home)
                # The small made-up table holds no conflict through clients: 1 says that nothing is found.
                assert code == int("--proxy" in arguments and verb == "rank"), (example, err)
                continue
            parser = OneLineParser(verb, "x")
            import_module(f"kgraph.cli.{verb}").add_arguments(parser)
            parser.parse_args(arguments[1:])


@pytest.mark.parametrize(
    ("name", "usual"),
    [("turtle", "ttl"), ("turtle", "TTL"), ("nquads", "nq"), ("nquads", "N-Quads"), ("jsonld", "json-ld"),
     ("nodelink", "node-link"), ("graphml", "GraphML"), ("csv", "CSV")],
)  # fmt: skip
def test_formats_of_export_go_by_their_usual_names(run: Any, name: str, usual: str) -> None:
    expected = run("export", name)
    assert 0 == expected.code
    assert expected.out
    assert expected == run("export", usual)


@pytest.mark.parametrize(("name", "usual"), [("md", "markdown"), ("html", "HTM"), ("text", "txt")])
def test_formats_of_the_dossier_go_by_their_usual_names(run: Any, name: str, usual: str) -> None:
    arguments = ("dossier", "russia", "turkey", "--format")
    assert run(*arguments, name) == run(*arguments, usual)


def test_no_other_option_has_usual_names(run: Any) -> None:
    assert 2 == run("rank", "--policy", "Facts").code


def test_export_says_what_it_wrote(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert (0, "", "wrote graph.csv\n") == run("export", "csv", "-o", "graph.csv")


def test_show_says_where_it_wrote(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "kgraph.html"
    expected = (0, "kgraph.html\n", f"wrote {place}; open it in a browser\n")
    assert expected == run("show")
    written = place.read_bytes()
    place.write_bytes(written + b"<!-- an older page -->")
    assert expected == run("show")
    assert written == place.read_bytes()


def test_show_replaces_a_file_of_others_only_where_it_is_named(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "kgraph.html"
    place.write_text("<p>my notes")
    code, out, err = run("show")
    remedy = "name a file with -o, this one to replace it"
    assert (2, "", f"kgraph: kgraph.html: kgraph did not write what is there; {remedy}\n") == (code, out, err)
    assert "<p>my notes" == place.read_text()
    assert 0 == run("show", "-o", "kgraph.html").code
    assert "my notes" not in place.read_text(encoding="utf-8")
