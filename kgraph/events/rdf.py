"""Aggregates as RDF: a store on disk in which they stand beside the graph's own claims, for SPARQL."""

from __future__ import annotations

import json
import shutil
from collections.abc import Container, Iterable, Iterator
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kgraph.errors import StoreError
from kgraph.events.duck import connect
from kgraph.events.engine import worded
from kgraph.events.manifest import DataSet, open_data_set
from kgraph.files import only_one, replace_directory, write_atomically
from kgraph.home import Home
from kgraph.namespaces import BASE, KG, PREFIXES
from kgraph.store.built import open_built
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.freshness import Freshness, built_from
from kgraph.store.record import load_record

_LINES, _ROWS = 20_000, 10_000
STORE, _SIDECAR = "store", "store.json"
_XSD = PREFIXES["xsd"]
# For either end the state it acts for, else itself; what happens within one state is no pair. Only known actors, whose
# ids have no double hyphen: with everybody whom a table names, the store would be five times as large.
_ROLLED_UP = """
    SELECT if(agent_state = '', agent, agent_state) AS one, if(target_state = '', target, target_state) AS other,
        arena, sign, class, month, sum(events)::BIGINT, sum(reports)::BIGINT, min(first_day), max(last_day)
    FROM read_parquet(?) WHERE sign <> 0 AND one <> other AND NOT contains(dyad, '--') GROUP BY ALL ORDER BY ALL
"""
_DESCRIBED = f"SELECT DISTINCT ?actor {{ ?actor <{PREFIXES['rdfs']}label> ?label }}"
_LABELS = "SELECT actor, min(label), min(kind) FROM read_parquet(?) WHERE actor IN "
_LABELS += "(SELECT one FROM rolled_up UNION ALL SELECT other FROM rolled_up) GROUP BY actor ORDER BY actor"


def graph_of(data_set: DataSet) -> str:
    """Return the IRI of the named graph in which the aggregates of a data set stand."""
    return f"{BASE}graph/events/{data_set.name}"


def open_events(home: Home, name: str) -> EmbeddedStore:
    """Open the store of a data set for reading; it is made anew where the graph beside it was built anew.

    Raises:
        StoreError: if there is no such data set, or the store cannot be made.
    """
    data_set = open_data_set(home, name)
    if not _is_current(home, data_set):
        make_store(home, data_set)
    return EmbeddedStore.open(data_set.folder / STORE)


def make_store(home: Home, data_set: DataSet) -> int:
    """Write the store of a data set and return the number of its quads.

    Raises:
        StoreError: if it cannot be written.
    """
    fresh = data_set.folder / f".{STORE}.new"
    with only_one(data_set.folder):
        try:
            shutil.rmtree(fresh, ignore_errors=True)
            inner = ox.Store(str(fresh))
            base = (open_built(home) if Freshness(home).fresh else None) or load_record(home)
            inner.bulk_extend(base.quads())
            described = {str(row[0]) for row in base.rows(_DESCRIBED)}
            lines = lines_of(data_set, described)
            # In parts, since Oxigraph sorts in memory what it is given at once.
            while part := "".join(islice(lines, _LINES)):
                inner.bulk_load(input=part.encode(), format=ox.RdfFormat.N_QUADS, lenient=True)
            count = len(inner)
            inner.flush()
            inner.optimize()
            del inner
            replace_directory(fresh, data_set.folder / STORE)
            content = {"base": built_from(home), "quads": count}
            write_atomically(data_set.folder / _SIDECAR, json.dumps(content, indent=2) + "\n")
        except OSError as error:
            raise StoreError(f"{data_set.folder}: the store cannot be written ({error}); check free space") from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
            shutil.rmtree(data_set.folder / f".{STORE}.spill", ignore_errors=True)
    return count


def _is_current(home: Home, data_set: DataSet) -> bool:
    try:
        known = json.loads((data_set.folder / _SIDECAR).read_text(encoding="utf-8"))
        return (data_set.folder / STORE).is_dir() and bool(known["base"] == built_from(home))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def lines_of(data_set: DataSet, described: Container[str] = ()) -> Iterator[str]:
    """Return the aggregates of a data set as N-Quads, rolled up to the states that their ends act for.

    ``described`` are the IRIs of actors that another graph describes: what two graphs say, Oxigraph counts twice.
    """
    graph = f"<{graph_of(data_set)}>"
    table = f"<{BASE}table/{data_set.name}>"
    yield from _about(data_set, table, graph)
    with connect(spill=data_set.folder / f".{STORE}.spill") as con, worded():
        con.execute(f"CREATE TEMP TABLE rolled_up AS {_ROLLED_UP}", [str(data_set.aggregates)])
        for actor, label, kind in con.execute(_LABELS, [str(data_set.names)]).fetchall():
            if PREFIXES["actor"] + actor not in described:
                yield _line(_actor(actor), "rdfs:label", _literal(label, language="en"), graph)
                yield _line(_actor(actor), "rdf:type", f"<{KG}{kind}>", graph)
        found = con.execute("FROM rolled_up")
        while rows := found.fetchmany(_ROWS):
            yield from _aggregates(data_set, rows, table, graph)


def _aggregates(data_set: DataSet, rows: Iterable[tuple[Any, ...]], table: str, graph: str) -> Iterator[str]:
    for one, other, arena, sign, class_, month, events, reports, first, last in rows:
        side = "with" if sign > 0 else "against"
        subject = f"<{BASE}aggregate/{data_set.name}/{one}/{side}/{other}/{arena}/{class_}/{month}>"
        dyad = "/".join(sorted((one, other)))
        for name, value in (
            ("rdf:type", f"<{KG}AggregateClaim>"),
            ("kg:agent", _actor(one)),
            ("kg:target", _actor(other)),
            ("kg:dyad", f"<{BASE}dyad/{dyad}>"),
            ("kg:arena", f"<{PREFIXES['domain']}{arena}>"),
            ("kg:sign", _typed(sign, "integer")),
            ("kg:deedClass", f'"{class_}"'),
            ("kg:period", f'"{month}"'),
            ("kg:eventCount", _typed(events, "integer")),
            ("kg:reportCount", _typed(reports, "integer")),
            ("kg:firstDay", _typed(first, "date")),
            ("kg:lastDay", _typed(last, "date")),
            ("prov:wasDerivedFrom", table),
        ):
            yield _line(subject, name, value, graph)


def _about(data_set: DataSet, table: str, graph: str) -> Iterator[str]:
    about = data_set.about["dataset"]
    mapping = data_set.about["mapping"]
    yield _line(table, "rdf:type", f"<{KG}EventTable>", graph)
    yield _line(table, "dcterms:title", _literal(about["title"], language="en"), graph)
    yield _line(table, "dcterms:source", f"<{about['origin']}>", graph)
    for name, text in (
        ("dcterms:rights", about["licence"]),
        ("dcterms:bibliographicCitation", about["citation"]),
        ("dcterms:hasVersion", about["version"]),
        ("dcterms:description", f"Read by the mapping {mapping['file']}, SHA-256 {mapping['sha256']}."),
    ):
        yield _line(table, name, _literal(text), graph)


def _line(subject: str, name: str, value: str, graph: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{subject} <{PREFIXES[prefix]}{local}> {value} {graph} .\n"


def _actor(name: str) -> str:
    return f"<{PREFIXES['actor']}{name}>"


def _typed(value: object, kind: str) -> str:
    return f'"{value}"^^<{_XSD}{kind}>'


def _literal(text: str, language: str | None = None) -> str:
    return str(ox.Literal(text, language=language) if language else ox.Literal(text))
