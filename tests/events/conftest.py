"""A small home for tables, a mapping to vary, and what reads an import back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from kgraph.events.actors import Named, Resolved, Resolver, resolver
from kgraph.events.importing import import_table
from kgraph.events.manifest import DataSet
from kgraph.events.mapping import Mapping, read_mapping
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.store.record import load_ontology
from kgraph.store.words import read_vocabulary
from kgraph.vocabulary import Vocabulary
from tests.tables import HEADER, MAPPING

ROWS = (
    "1\tRussia\tTurkey\t2018-01-05\t057\n",
    "2\tTurkey\tRussia\t2018-01-06\t112\n",
    "3\tRussia\tIran\t2018-02-07\t190\n",
)
Write = Callable[..., Path]


@pytest.fixture(scope="session")
def vocabulary(home: Home) -> Vocabulary:
    return read_vocabulary(load_ontology(home))


def copy_of(home: Home, root: Path) -> Path:
    """Copy the words and the register of a home, and no data set."""
    shutil.copytree(home.ontology, root / "ontology")
    shutil.copytree(home.queries, root / "queries")
    for name in ("actors.yaml", "theatres.yaml"):
        (root / "data").mkdir(exist_ok=True)
        shutil.copy(home.data / name, root / "data" / name)
    shutil.copytree(home.record, root / "data" / "rdf")
    shutil.copytree(home.data / "mappings", root / "data" / "mappings")
    return root


@pytest.fixture
def events_home(tmp_path: Path, home: Home) -> Home:
    """A home with the words and the register, and no data set."""
    return Home(copy_of(home, tmp_path / "home"))


@pytest.fixture
def mapping_file(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes the mapping, with texts of it replaced by others."""

    def write(*changes: tuple[str, str]) -> Path:
        text = MAPPING
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        path = tmp_path / "small.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def table_file(tmp_path: Path) -> Write:
    """A function that writes a table: texts or bytes, joined, after the header."""

    def write(*rows: str | bytes, header: str = HEADER, name: str = "table.tab") -> Path:
        path = tmp_path / name
        path.write_bytes(b"".join(row.encode() if isinstance(row, str) else row for row in (header, *rows)))
        return path

    return write


@pytest.fixture
def bring(events_home: Home, vocabulary: Vocabulary) -> Callable[..., DataSet]:
    """A function that imports tables by a mapping into the home."""

    def run(mapping: Path | Mapping, *files: Path, **options: Any) -> DataSet:
        read = read_mapping(mapping, vocabulary) if isinstance(mapping, Path) else mapping
        return import_table(events_home, read, files, **options).data_set

    return run


def rows_of(data_set: DataSet) -> list[dict[str, Any]]:
    """Return all rows of a data set, by id."""
    return select(f"SELECT * FROM read_parquet('{data_set.rows}/*/*.parquet') ORDER BY row_id")


def aggregates_of(data_set: DataSet) -> list[dict[str, Any]]:
    """Return all aggregates of a data set, in their order."""
    return select(f"SELECT * FROM read_parquet('{data_set.aggregates}')")


def select(query: str) -> list[dict[str, Any]]:
    with duckdb.connect() as con:
        found = con.execute(query)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


Who = Callable[..., Resolved]


@pytest.fixture(scope="session")
def known(graph: Graph) -> Resolver:
    return resolver(graph.actors)


@pytest.fixture(scope="session")
def who(known: Resolver) -> Who:
    def find(text: str, scheme: str = "name", country: str = "", sectors: tuple[str, ...] = ()) -> Resolved:
        named = Named(text, scheme, country, sectors)
        return known.resolve([named])[named]

    return find
