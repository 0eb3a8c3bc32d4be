"""A value that is put into a query stays a value."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.errors import InputError
from kgraph.store.bind import bind, term_iri, term_literal, term_text
from kgraph.store.embedded import EmbeddedStore

QUERY = """PREFIX actor: <https://w3id.org/kgraph/actor/>
SELECT ?a ?b ?c
WHERE {
  VALUES ?a { actor:russia }
  VALUES ?b { "a brace } and a { in a text" <http://x/y> }
  VALUES ?c { UNDEF }
}
"""
HOSTILE = [
    "> } ; DROP", '"', "'", '"""', "\\", "\\\"", '" } UNION { ?s ?p ?o } #', "a\nb", "a\r\nVALUES ?b { 1 }", "{", "}",
    "{}", "?b", "} SERVICE <http://x/> {", "\t", "\u2028", "\0", "#", "\\u0022", "\\n", "<http://x/>", "\U0001f600", "",
    "\ufeff", "\u202e", "%", "^^<http://x/>", "@en", "UNDEF", "\\1", "\\g<0>",
]  # fmt: skip


def answer(query: str) -> list[tuple[str, ...]]:
    rows = EmbeddedStore().query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return [tuple("" if term is None else str(term.value) for term in row) for row in rows]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_hostile_values_do_not_change_the_query(name: str, value: str) -> None:
    rows = answer(bind(QUERY, name, [term_text(value)]))
    position = "abc".index(name)
    assert {value} == {row[position] for row in rows}
    assert (1 if name == "b" else 2) == len(rows)


@settings(max_examples=400, deadline=None)
@given(st.text())
def test_any_text_comes_back_unchanged(value: str) -> None:
    first = bind(QUERY, "b", [term_text(value)])
    assert [("https://w3id.org/kgraph/actor/russia", value, value)] == answer(bind(first, "c", [term_text(value)]))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_an_iri_that_comes_back_or_is_refused(value: str) -> None:
    try:
        term = term_iri(f"http://x/{value}")
    except InputError:
        return
    assert f"http://x/{value}" == answer(bind(QUERY, "c", [term]))[0][2]


def test_several_terms_and_any_value() -> None:
    terms = [term_iri("http://x/1"), term_literal("2020-02-27", "http://www.w3.org/2001/XMLSchema#date"), None]
    rows = answer(bind(bind(QUERY, "b", [None]), "c", terms))
    assert ["http://x/1", "2020-02-27", ""] == [row[2] for row in rows]


def test_terms_over_several_lines_are_replaced() -> None:
    query = "SELECT ?a {\n  VALUES ?a {\n    \"}\" '{'\n    <http://x/1>\n  }\n}"
    assert [("new",)] == answer(bind(query, "a", [term_text("new")]))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("SELECT * { ?s ?p ?a }", 0),
        ("SELECT * { VALUES ?a { 1 } VALUES ?a { 1 } }", 0),
        ("SELECT * {\nVALUES ?a { 1 }\nVALUES ?a { 1 }\n}", 2),
        ("SELECT * {\nVALUES (?a ?b) { (1 2) }\n}", 0),
        ("SELECT * {\nVALUES ?ab { 1 }\n}", 0),
        ("SELECT * {\n# VALUES ?a { 1 }\n}", 0),
    ],
)
def test_exactly_one_line_is_needed(query: str, count: int) -> None:
    with pytest.raises(InputError, match=rf"^query: {count} lines 'VALUES \?a .*' where one is expected; mend"):
        bind(query, "a", [None])


@pytest.mark.parametrize(
    "text", ["http://x/> }", "no scheme", "http://x/ y", "http://x/{y}", "", "http://x/\n", "\udcff"]
)
def test_what_is_no_iri_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is no IRI; write a full IRI or a known name"):
        term_iri(text)


def test_what_is_no_unicode_is_refused() -> None:
    with pytest.raises(InputError, match="is not UTF-8; type it anew"):
        term_text("\ud800")
