"""What every store does, whether in memory, on disk, or loaded from a file."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgraph.errors import InputError, StoreError
from kgraph.namespaces import PREFIXES
from kgraph.store.embedded import EmbeddedStore

TRIG = """
@prefix kg: <https://w3id.org/kgraph/ontology#> . @prefix actor: <https://w3id.org/kgraph/actor/> .
actor:a kg:supports actor:b ; kg:note "one" .
GRAPH <https://w3id.org/kgraph/graph/truthy> { actor:b kg:opposes actor:c . actor:a kg:note "Ünlü" }
"""
PAIRS = "SELECT ?s ?o { ?s kg:supports|kg:opposes ?o } ORDER BY ?s"


@pytest.fixture(params=["memory", "disk", "nquads"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EmbeddedStore]:
    memory = EmbeddedStore()
    memory.load_text(TRIG, "data.trig")
    if request.param == "memory":
        yield memory
        return
    if request.param == "nquads":
        yield EmbeddedStore.of_nquads(memory.as_nquads(), "quads.nq")
        return
    memory.write_to(tmp_path / "quads")
    yield EmbeddedStore.open(tmp_path / "quads")


def test_a_query_sees_the_union_of_all_graphs(store: EmbeddedStore) -> None:
    found = store.query(PAIRS, PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    assert [("a", "b"), ("b", "c")] == [tuple(str(term.value)[-1] for term in row) for row in found]


def test_a_named_graph_can_be_asked_for(store: EmbeddedStore) -> None:
    found = store.query("ASK { GRAPH graph:truthy { actor:b kg:opposes actor:c } }", PREFIXES)
    assert isinstance(found, ox.QueryBoolean)
    assert bool(found)
    assert not store.query("ASK { GRAPH graph:truthy { actor:a kg:supports actor:b } }", PREFIXES)


def test_rows_are_plain_values(store: EmbeddedStore) -> None:
    note = "<https://w3id.org/kgraph/ontology#note>"
    rows = store.rows(f"SELECT ?note ?none {{ ?s {note} ?note OPTIONAL {{ ?note ?p ?none }} }}")
    assert [["one", None], ["Ünlü", None]] == sorted(rows, key=str)


def test_triples_are_constructed(store: EmbeddedStore) -> None:
    found = store.query("CONSTRUCT { ?o kg:isSupportedBy ?s } WHERE { ?s kg:supports ?o }", PREFIXES)
    assert isinstance(found, ox.QueryTriples)
    assert 1 == len(list(found))


def test_quads_and_their_number(store: EmbeddedStore) -> None:
    assert 4 == len(store)
    assert 4 == len(list(store.quads()))


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { actor:a kg:supports actor:c }",
        "DELETE DATA { actor:a kg:supports actor:b }",
        "PREFIX x: <http://x/> DELETE WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } INSERT { ?o ?p ?s } WHERE { ?s ?p ?o }",
        "WITH graph:truthy DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP GRAPH <https://w3id.org/kgraph/graph/truthy>",
        "CREATE GRAPH <http://x/>",
        "COPY DEFAULT TO <http://x/>",
        "MOVE DEFAULT TO <http://x/>",
        "ADD DEFAULT TO <http://x/>",
        "insert data { actor:a kg:supports actor:c }",
        "ASK { ?s ?p ?o }; CLEAR ALL",
    ],
)
def test_updates_are_refused_in_one_line(store: EmbeddedStore, update: str) -> None:
    with pytest.raises(InputError, match=r"^query: [A-Z]+ is refused, since the graph is read-only; remove it$"):
        store.query(update, PREFIXES)
    assert 4 == len(store)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("SELECT * {\n ?s ?p\n}", 3),
        ("SELECT *\n\n\nWHRE { ?s ?p ?o }", 4),
        ("SELECT ?s { ?s kg:supports }", 1),
        ("nonsense", 1),
        ("SELECT * { ?s ?p ?o ", 1),
        ("SELECT ?s {\r\n ?s ?p 'open }", 2),
    ],
)
def test_bad_syntax_is_one_line_with_its_place(store: EmbeddedStore, text: str, line: int) -> None:
    with pytest.raises(InputError) as caught:
        store.query(text, PREFIXES)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(f"query:{line}: column ")
    assert message.endswith("; mend the query")
    assert len(message) < 250


def test_a_prefix_that_is_not_declared_is_named(store: EmbeddedStore) -> None:
    with pytest.raises(InputError, match=r"^query:1: prefix 'nothing:' is not declared; mend the query$"):
        store.query("PREFIX e: <http://e/> ASK { e:a kg:b actor:c ; nothing:here 'no:prefix' }", PREFIXES)


@pytest.mark.parametrize(
    "text", ["PREFIX kg: <http://mine/> ASK { ?s kg:b ?prefix }", "prefix a:<a:>\nASK { a:b kg:c 1 }"]
)
def test_prefixes_of_a_query_stand_beside_ours(store: EmbeddedStore, text: str) -> None:
    assert not store.query(text, PREFIXES)


@pytest.mark.parametrize("text", ["", "   ", "\n\t\n"])
def test_an_empty_query_is_refused(store: EmbeddedStore, text: str) -> None:
    with pytest.raises(InputError, match="query: it is empty; write a SPARQL query"):
        store.query(text)


def test_text_that_is_no_unicode_is_refused(store: EmbeddedStore) -> None:
    with pytest.raises(InputError, match=r"^query: "):
        store.query("ASK { ?s ?p '\udcff' }")


def test_several_readers_at_once(tmp_path: Path) -> None:
    memory = EmbeddedStore()
    memory.load_text(TRIG, "data.trig")
    memory.write_to(tmp_path / "quads")
    readers = [EmbeddedStore.open(tmp_path / "quads") for _ in range(5)]
    assert [4] * 5 == [len(reader) for reader in readers]


def test_a_store_on_disk_cannot_be_changed(tmp_path: Path) -> None:
    memory = EmbeddedStore()
    memory.load_text(TRIG, "data.trig")
    memory.write_to(tmp_path / "quads")
    node = ox.NamedNode("https://example.org/x")
    with pytest.raises(RuntimeError, match="read-write"):
        EmbeddedStore.open(tmp_path / "quads").add([ox.Quad(node, node, node)])


@pytest.mark.parametrize("make", ["nothing", "file", "folder"])
def test_what_is_no_store_is_told(tmp_path: Path, make: str) -> None:
    folder = tmp_path / "quads"
    if make == "file":
        folder.write_text("x")
    elif make == "folder":
        folder.mkdir()
        (folder / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="cannot be opened as a store; run 'kgraph build'"):
        EmbeddedStore.open(folder)


def test_quads_that_do_not_parse_are_told() -> None:
    with pytest.raises(StoreError, match=r"^quads\.nq: cannot be read as a store; run 'kgraph build'"):
        EmbeddedStore.of_nquads(b"x", "quads.nq")


def test_quads_come_back_as_they_were() -> None:
    memory = EmbeddedStore()
    memory.load_text(TRIG, "data.trig")
    odd = ox.Literal('line\nbreak "quote" \\ tab\t Ж 😀 \u2028')
    node = ox.NamedNode("https://example.org/x")
    memory.add([ox.Quad(node, node, odd), ox.Quad(node, node, ox.Literal("007", datatype=node), node)])
    loaded = EmbeddedStore.of_nquads(memory.as_nquads(), "quads.nq")
    assert set(memory.quads()) == set(loaded.quads())
    assert memory.as_nquads() == loaded.as_nquads()


@pytest.mark.parametrize("name", ["x.ttl", "x.trig", "x.nt", "x.nq"])
def test_what_does_not_parse_is_one_line_with_its_place(name: str) -> None:
    with pytest.raises(InputError, match=rf"^{name}:2: .*; mend the file or run 'kgraph build'$"):
        EmbeddedStore().load_text("<http://a/b> <http://a/b> <http://a/b> .\n<http://a/b> nonsense .\n", name)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be read \(No such file or directory\); check the path"):
        EmbeddedStore().load_file(tmp_path / "nothing.ttl")
