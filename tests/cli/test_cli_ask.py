"""`kgraph ask`: every format of an answer, the list of questions, and their descriptions."""

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import rdflib

import kgraph
from kgraph.home import Home

ROWS = "SELECT ?s ?label ?none { ?s a kg:State ; rdfs:label ?label FILTER(LANG(?label) = 'tr') } ORDER BY ?s"
TRIPLES = "CONSTRUCT { ?s kg:note ?label } WHERE { ?s a kg:State ; rdfs:label ?label FILTER(LANG(?label) = 'ru') }"
YES, NO = "ASK { actor:turkey a kg:State }", "ASK { actor:turkey a kg:Person }"


def test_json_is_what_the_standard_says(run: Any) -> None:
    code, out, _ = run("ask", ROWS, "--format", "json")
    answer = json.loads(out)
    assert 0 == code
    assert {"vars": ["s", "label", "none"]} == answer["head"]
    turkey = next(row for row in answer["results"]["bindings"] if row["s"]["value"].endswith("/turkey"))
    assert {"type": "uri", "value": "https://w3id.org/kgraph/actor/turkey"} == turkey["s"]
    assert {"type": "literal", "value": "Türkiye", "xml:lang": "tr"} == turkey["label"]
    assert "none" not in turkey


def test_all_formats_hold_the_same_rows(run: Any) -> None:
    outputs = {form: run("ask", ROWS, "--format", form).out for form in ("json", "csv", "tsv", "xml", "plain", "table")}
    rows = json.loads(outputs["json"])["results"]["bindings"]
    labels = [row["label"]["value"] for row in rows]
    assert len(labels) > 3
    assert labels == [row["label"] for row in csv.DictReader(io.StringIO(outputs["csv"]))]
    assert labels == [row["label"] for row in csv.DictReader(io.StringIO(outputs["plain"]), delimiter="\t")]
    assert [f'"{label}"@tr' for label in labels] == [line.split("\t")[1] for line in outputs["tsv"].splitlines()[1:]]
    space = "{http://www.w3.org/2005/sparql-results#}"
    found = ElementTree.fromstring(outputs["xml"]).iter(f"{space}literal")
    assert labels == [element.text for element in found]
    assert all(label in outputs["table"] for label in labels)
    assert f"{len(labels)} rows\n" in outputs["table"]


def test_plain_uses_short_names_and_is_the_default_without_a_terminal(run: Any) -> None:
    out = run("ask", ROWS).out
    assert out == run("ask", ROWS, "--format", "plain").out
    assert "actor:turkey\tTürkiye\t\n" in out


@pytest.mark.parametrize(("query", "code", "word"), [(YES, 0, "yes"), (NO, 1, "no")])
def test_yes_and_no_have_their_exit_code_in_every_format(run: Any, query: str, code: int, word: str) -> None:
    assert (code, f"{word}\n", "") == run("ask", query)
    assert (code, f"{word}\n", "") == run("ask", query, "--format", "table")
    told = run("ask", query, "--format", "json")
    assert (code, code == 0) == (told.code, json.loads(told.out)["boolean"])
    assert code == run("ask", query, "--format", "xml").code
    assert 2 == run("ask", query, "--format", "csv").code


def test_triples(run: Any) -> None:
    for form, name in (("nt", "nt"), ("ttl", "turtle")):
        code, out, _ = run("ask", TRIPLES, "--format", form)
        assert 0 == code
        graph = rdflib.Graph().parse(data=out, format=name)
        assert rdflib.Literal("Турция", lang="ru") in set(graph.objects())
    assert run("ask", TRIPLES).out.startswith("subject\tpredicate\tobject\n")
    code, out, err = run("ask", TRIPLES, "--format", "json")
    assert (2, "", "kgraph: the query gives triples, which 'json' cannot hold; use nt or ttl\n") == (code, out, err)
    assert "cannot be written as 'nt'" in run("ask", ROWS, "--format", "nt").err


def test_no_rows_are_still_an_answer(run: Any) -> None:
    query = "SELECT ?s { ?s a kg:Nothing }"
    assert (0, "s\n", "") == run("ask", query)
    assert "0 rows" in run("ask", query, "--format", "table").out


def test_alone_it_lists_every_question_with_its_parameters(run: Any, home: Home) -> None:
    out = run("ask").out
    for path in home.queries.rglob("*.rq"):
        assert f"  {path.relative_to(home.queries).with_suffix('').as_posix()} " in out
    line = next(line for line in out.splitlines() if line.startswith("  dyads/ties "))
    assert line.endswith("[a, b]")


def test_describing_tells_parameters_columns_and_query_without_running_it(run: Any) -> None:
    code, out, _ = run("ask", "ties", "--describe")
    assert 0 == code
    assert out.startswith("dyads/ties: ")
    assert "  a=actor  " in out
    assert "  ?paragraph  " in out
    assert "SELECT DISTINCT" in out


@pytest.mark.parametrize("name", ["dyads/ties", "ties", "dyads/ties.rq"])
def test_a_question_is_found_by_its_name_with_or_without_folder(run: Any, name: str) -> None:
    assert run("ask", "dyads/ties").out == run("ask", name).out


def test_a_file_of_ones_own(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "Kendi sorgum.rq"
    path.write_text(
        '#+ title = "Mine"\n#+ [parameters.who]\n#+ type = "actor"\nPREFIX kg: <https://w3id.org/kgraph/ontology#>\n'
        "PREFIX actor: <https://w3id.org/kgraph/actor/>\n"
        "SELECT ?kind {\n  VALUES ?who { actor:russia }\n  ?who a ?kind\n}\n",
        encoding="utf-8",
    )
    assert "kind\nkg:State\n" == run("ask", str(path)).out
    assert "kind\nkg:Alliance\n" == run("ask", str(path), "who=NATO").out
    assert "Kendi sorgum.rq: Mine" in run("ask", str(path), "--describe").out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("#+ title = \n", ".rq: front matter: "),
        ('#+ [parameters.a]\n#+ type = "actr"\n', ".rq: parameter 'a' has type 'actr'; use one of actor, "),
        ('#+ parameters = "x"\n', ".rq: "),
        ('#+ [parameters]\n#+ a = "actor"\n', ".rq: parameter 'a' has type ''; use one of actor, "),
        (
            '#+ [parameters.a]\n#+ type = "actor"\nASK { VALUES ?b { 1 } }',
            "own.rq: 0 lines 'VALUES ?a { … }' where one",
        ),
        ('#+ columns = ["a"]\n#+ [parameters.a]\n#+ type = "actor"\n', ".rq: "),
        ("SELECT * {\n ?s ?p\n}", "own.rq:3: column "),
        ("SELECT * {\r\n ?s ?p\r\n}", "own.rq:3: column "),
        ("ASK { ?s nobody:knows ?o }", "own.rq:1: prefix 'nobody:' is not declared; mend the query"),
        ("CLEAR ALL", "own.rq: CLEAR is refused, since the graph is read-only; remove it"),
        ("", "own.rq: it is empty; write a SPARQL query"),
    ],
)
def test_a_file_that_is_no_question_is_one_line(run: Any, tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "own.rq"
    path.write_text(text, encoding="utf-8")
    arguments = ["a=russia"] if "#+" in text else []
    code, out, err = run("ask", str(path), *arguments)
    assert (2, "") == (code, out)
    assert 1 == len(err.splitlines())
    assert message in err


def test_a_file_that_is_no_text(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_bytes(b"# \xc3\xbc\nASK { ?s ?p '\xfc' }")
    for arguments in ([], ["a=russia"], ["--describe"]):
        code, out, err = run("ask", str(path), *arguments)
        assert (2, "", f"kgraph: {path}:2: not UTF-8 (byte 19); save the file as UTF-8\n") == (code, out, err)
    assert f"kgraph: {tmp_path}: cannot be read" not in run("ask", str(tmp_path)).err
    assert 2 == run("ask", f"{tmp_path}/").code


@pytest.mark.parametrize("value", ["Türk", "> } ; DROP", '"', "\\", "{", "a\nb", "'", "\t", "\0", "x" * 1000])
def test_hostile_values_of_a_text_are_only_looked_for(run: Any, value: str) -> None:
    code, out, err = run("ask", "actors/named", f"text={value}")
    assert (0, "") == (code, err)
    assert out.startswith("id\tname\t")
    rows = list(csv.DictReader(io.StringIO(out), delimiter="\t"))
    assert all(value.casefold() in row["name"].casefold() for row in rows)
    assert bool(rows) == (value in ("Türk", "'"))


def test_questions_may_use_our_prefixes_and_their_own(run: Any) -> None:
    assert 0 == run("ask", "PREFIX ex: <http://example.org/>\nASK { actor:turkey a kg:State }").code
    assert 0 == run("ask", "ASK { actor:turkey a ?prefix }").code


@pytest.mark.parametrize(
    "query",
    [
        "DESCRIBE actor:russia",
        "describe actor:russia",
        "  DESCRIBE <https://w3id.org/kgraph/actor/russia>",
        "DESCRIBE<https://w3id.org/kgraph/actor/russia>",
        "PREFIX a: <https://w3id.org/kgraph/actor/> DESCRIBE a:russia",
        "BASE <https://w3id.org/kgraph/actor/> DESCRIBE <russia>",
        "# who is it\nDESCRIBE actor:russia",
        "#who\r\n\tDESCRIBE actor:russia",
    ],
)
def test_a_text_that_begins_as_a_query_does_is_one(run: Any, query: str) -> None:
    expected = run("ask", "DESCRIBE actor:russia", "--format", "nt")
    assert 0 == expected.code
    assert "<https://w3id.org/kgraph/actor/russia>" in expected.out
    assert expected == run("ask", query, "--format", "nt")


@pytest.mark.parametrize(
    "query", ["CLEAR ALL", "DROP ALL", "load <file:///etc/passwd>", "INSERT DATA", "SELECT ?x", "#"]
)
def test_a_text_that_begins_as_a_query_does_is_no_unknown_name(run: Any, query: str) -> None:
    code, out, err = run("ask", query)
    assert (2, "", 1) == (code, out, len(err.splitlines()))
    assert err.startswith("kgraph: query:")


@pytest.mark.parametrize("name", ["describe", "select", "ask", "adds-up", "prefix/list"])
def test_a_name_that_resembles_a_form_is_still_a_name(run: Any, name: str) -> None:
    assert run("ask", name).err.startswith(f"kgraph: unknown question '{name}'; ")


@pytest.mark.parametrize("name", ["own.rq", "select * #1.rq", "\\1.rq"])
def test_a_file_of_ones_own_may_use_our_prefixes(run: Any, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("ASK { ?s ?p }")
    assert run("ask", str(path)).err.startswith(f"kgraph: {path}:1: column ")
    path.write_bytes(b"\xef\xbb\xbfASK {\r\n  actor:turkey a kg:State }\r\n")
    assert (0, "yes\n", "") == run("ask", str(path))


def test_all_faulty_parameters_are_told_at_once(run: Any) -> None:
    code, out, err = run("ask", "dyads/ties", "a=rusia", "b=turky", "c=x")
    assert (2, "") == (code, out)
    assert [
        "kgraph: unknown actor 'rusia'; did you mean 'russia'?",
        "kgraph: unknown actor 'turky'; did you mean 'turkey'?",
        "kgraph: unknown parameter 'c'; known: a, b",
    ] == err.splitlines()


@pytest.mark.parametrize(("name", "usual"), [("ttl", "Turtle"), ("ttl", ".ttl"), ("nt", "N-Triples")])
def test_formats_go_by_their_usual_names(run: Any, name: str, usual: str) -> None:
    expected = run("ask", TRIPLES, "--format", name)
    assert 0 == expected.code
    assert expected == run("ask", TRIPLES, "--format", usual)


# Tables of other libraries


def test_an_answer_becomes_a_table_of_pandas_polars_and_arrow(graph: Any) -> None:
    answer = graph.sparql(ROWS)
    rows = list(answer)
    for library, convert, read in (
        ("pandas", answer.to_pandas, lambda table: table.astype(object).where(table.notna(), None).to_dict("records")),
        ("polars", answer.to_polars, lambda table: table.to_dicts()),
        ("pyarrow", answer.to_arrow, lambda table: table.to_pylist()),
    ):
        pytest.importorskip(library)
        assert rows == read(convert()), library
    empty = graph.sparql("SELECT ?s ?o { ?s a kg:Nothing ; kg:note ?o }")
    assert ["s", "o"] == list(empty.to_pandas().columns) == empty.to_polars().columns == empty.to_arrow().column_names


@pytest.mark.parametrize(
    ("library", "method"), [("pandas", "to_pandas"), ("polars", "to_polars"), ("pyarrow", "to_arrow")]
)
def test_a_library_that_is_not_installed_is_one_line(
    graph: Any, monkeypatch: pytest.MonkeyPatch, library: str, method: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    expected = rf"^{method}\(\) needs {library}, which is not installed; run 'pip install {library}'$"
    for kind in (kgraph.KgraphError, ImportError):
        with pytest.raises(kind, match=expected):
            getattr(graph.sparql(ROWS), method)()
