"""No query reaches outside or kills the process; whatever only looks dangerous is let through."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kgraph.errors import InputError
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.guard import check_query

OUTSIDE = r"^query: .*; (remove it|write full IRIs and spaces around '<')$"


@pytest.fixture(scope="module")
def visits() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that must never be asked, and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()


CALLS = {
    "plain": "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "small letters": "select * { service silent <URL> { ?s ?p ?o } }",
    "nothing between": "SELECT * { SERVICE<URL>{?s ?p ?o} }",
    "two keywords in one": "SELECT * { SERVICESILENT<URL> { ?s ?p ?o } }",
    "after a full stop": "SELECT * { ?s ?p ?o.SERVICE <URL> { ?s ?p ?o } }",
    "after a number": "SELECT * { ?s ?p 1SERVICE <URL> { ?s ?p ?o } }",
    "after a truth": "SELECT * { ?s ?p trueSERVICE <URL> { ?s ?p ?o } }",
    "variable": "SELECT * { VALUES ?x { <URL> } SERVICE?x{ ?s ?p ?o } }",
    "empty prefix": "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "keyword in a prefix": "PREFIX SERVICEa: <a:> PREFIX a: <URL> SELECT * { SERVICEa:x { ?s ?p ?o } }",
    "after a comment": "SELECT * { # x\r SERVICE <URL> { ?s ?p ?o } }",
    "hash in an IRI": "SELECT * { BIND(<http://a\\u0041#b> AS ?z) SERVICE <URL> { ?s ?p ?o } }",
    "hash in a name": "PREFIX a: <a:> SELECT * { BIND(a:x\\#b AS ?z) SERVICE <URL> { ?s ?p ?o } }",
    "quotes in names": "PREFIX a: <a:> SELECT * { BIND(a:x\\'b AS ?z) SERVICE <URL> {} BIND(a:x\\'b AS ?y) }",
    "comparison": "SELECT * { ?s ?p ?a VALUES ?x { <URL> } FILTER(?a<?a||true)SERVICE?x#>\n{ ?q ?r ?t } }",
    "comparison and comment": 'SELECT * { ?s ?p ?a FILTER(?a<?b#>"""\n) SERVICE <URL> { ?s ?p ?o } #"""\n }',
    "long string": 'SELECT * { BIND("""a"""" AS ?z) SERVICE <URL> { ?s ?p ?o } }',
    "escaped quote": "SELECT * { BIND('a\\\\' AS ?z) SERVICE <URL> { ?s ?p ?o } BIND('' AS ?y) }",
    "union": "SELECT * { { ?s ?p ?o } UNION { SERVICE <URL> { ?s ?p ?o } } }",
    "exists": "ASK { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "from": "SELECT * FROM <URL> { ?s ?p ?o }",
    "from named": "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "from a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "load": "LOAD <URL>",
    "load silent": "PREFIX x: <http://x/> LOAD SILENT <URL> INTO GRAPH x:y",
}


@pytest.mark.parametrize("name", CALLS)
def test_a_query_that_would_reach_outside_is_refused(name: str, visits: tuple[str, list[str]]) -> None:
    url, asked = visits
    store = EmbeddedStore()
    store.load_text("<http://a/a> <http://a/b> 1 . <http://a/c> <http://a/d> true .", "x.ttl")
    with pytest.raises(InputError, match=OUTSIDE):
        list(store.query(CALLS[name].replace("URL", url)))  # type: ignore[arg-type]
    assert [] == asked


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE FROM LOAD DROP' }",
        'SELECT * { ?s ?p """a "service" \\""" insert\n delete""" }',
        "SELECT * { ?s ?p 'it''s'@service }",
        "SELECT * { ?s <http://x/service#from> <http://x/load/drop> }",
        "SELECT * { ?s <urn:service:x> ?o }",
        "SELECT ?service ?from $load { ?service ?from ?load }",
        "PREFIX e: <http://e/> SELECT * { e:service e:from e:a.service, e:x-load, e:drop%20, e:it\\'s }",
        "# SERVICE <http://x/>\nSELECT * { ?s ?p ?o } # from drop",
        "SELECT * { _:service ?p ?o }",
        "SELECT * { ?s ?p ?a FILTER(?a<3&&?a>0) }",
        "SELECT * { ?s ?p ?a FILTER(?a <?s && ?s> 1) }",
        "SELECT (COUNT(*) AS ?n) { ?s <http://x/y>/<http://x/z>* ?o } GROUP BY ?s HAVING(COUNT(*) > 1)",
        "BASE <http://x/> SELECT * { ?s <y#z> 'o' }",
    ],
)
def test_words_where_they_are_no_keywords_are_fine(query: str) -> None:
    if "''" in query:
        query = query.replace("''", "\\'")
    check_query(query)
    EmbeddedStore().query(query)


DEEP = {
    "parentheses": "SELECT * { ?s ?p ?o FILTER" + "(" * 5000 + "1" + ")" * 5000 + " }",
    "braces": "SELECT * " + "{" * 5000 + "}" * 5000,
    "brackets": "SELECT * { ?s ?p " + "[ ?p " * 5000 + "1" + "]" * 5000 + " }",
    "behind a comparison": "SELECT * { ?s ?p ?o FILTER(1<" + "(" * 5000 + "1>0" + ")" * 5000 + ") }",
    "behind a comment": 'ASK { FILTER(1<?b#>"""\n+' + "(" * 5000 + "1" + ")" * 5000 + ') #"""\n }',
    "strings between": "SELECT * { ?s ?p ?o FILTER" + "('))))' = " * 5000 + "1" + ")" * 5000 + " }",
    "nots": "SELECT * { FILTER(" + "!" * 50_000 + "true) }",
    "sums": "SELECT * { FILTER(1" + " + 1" * 40_000 + ") }",
    "unions": "SELECT * { {}" + " UNION {}" * 20_000 + " }",
    "path": "SELECT * { ?s <http://a/b>" + "/<http://a/b>" * 14_000 + " ?o }",
    "optionals": "SELECT * { " + "OPTIONAL {} " * 15_000 + " }",
    "size": "SELECT * { ?s ?p '" + "x" * 200_000 + "' }",
}


@pytest.mark.parametrize("name", DEEP)
def test_depth_and_size_are_refused_before_they_kill_the_process(name: str) -> None:
    program = "\n".join(
        [
            "import sys",
            "from kgraph.store.embedded import EmbeddedStore",
            "from kgraph.errors import InputError",
            "try: print(bool(EmbeddedStore().query(sys.stdin.read())))",
            "except InputError as error: print(error)",
        ]
    )
    command = [sys.executable, "-c", program]
    ran = subprocess.run(command, input=DEEP[name], text=True, capture_output=True, timeout=60, check=False)
    assert (0, "") == (ran.returncode, ran.stderr)
    assert ran.stdout.startswith("query: ")
    assert ran.stdout.endswith(("; simplify it\n", "; shorten it\n", "spaces around '<'\n"))


def test_what_is_allowed_at_most_is_answered() -> None:
    store = EmbeddedStore()
    list(store.query("SELECT * { FILTER" + "(" * 127 + "1" + ")" * 127 + " }"))  # type: ignore[arg-type]
    list(store.query("SELECT * { FILTER(1" + " + 1" * 990 + ") }"))  # type: ignore[arg-type]
    list(store.query("SELECT * { {}" + " UNION {}" * 990 + " }"))  # type: ignore[arg-type]
    list(store.query("SELECT * { ?s <http://a/b>" + "/<http://a/b>" * 100 + " ?o }"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["a" * 199_000, "a." * 99_000, "<" * 199_000, '"' * 199_000, "a:" * 99_000, "?a" * 99_000, "<a#" * 60_000,
             "#\n" * 99_000, "'a\\" * 60_000, '"""a' * 40_000, "(:" * 90_000]
)  # fmt: skip
def test_reading_a_hostile_text_takes_no_time(text: str) -> None:
    with pytest.raises(InputError):
        EmbeddedStore().query(text)
