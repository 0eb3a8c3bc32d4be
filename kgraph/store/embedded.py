"""Oxigraph embedded: in memory, or in a folder opened read-only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kgraph.errors import InputError, StoreError, in_line
from kgraph.store.guard import check_query, undeclared_prefix

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
}
# How the database begins a message on files that are not what it wrote.
_DAMAGED = ("Corruption", "IO error")
_AT = r"error at (\d+):(\d+): "


class EmbeddedStore:
    """An Oxigraph store; queries see the union of all graphs as the default graph."""

    def __init__(self, inner: ox.Store | None = None) -> None:
        """Wrap an Oxigraph store, by default a new one in memory."""
        self.inner = ox.Store() if inner is None else inner

    @classmethod
    def open(cls, folder: Path) -> EmbeddedStore:
        """Open a store on disk for reading; any number of processes may do so at once.

        Raises:
            StoreError: if there is no readable store.
        """
        try:
            return cls(ox.Store.read_only(str(folder)))
        except (OSError, ValueError, RuntimeError) as error:
            raise StoreError(f"{folder}: cannot be opened as a store; run 'kgraph build'") from error

    @classmethod
    def of_nquads(cls, data: bytes, name: str) -> EmbeddedStore:
        """Load N-Quads that this class wrote into memory; terms are not checked again.

        Raises:
            StoreError: naming ``name`` if they do not parse.
        """
        store = cls()
        try:
            store.inner.bulk_load(input=data, format=ox.RdfFormat.N_QUADS, lenient=True)
        except (ValueError, SyntaxError) as error:
            raise StoreError(f"{name}: cannot be read as a store; run 'kgraph build'") from error
        return store

    def as_nquads(self) -> bytes:
        """Return all quads as N-Quads, sorted."""
        lines = (f"{quad} .\n" for quad in self.inner)
        return "".join(sorted(lines)).encode()

    def write_to(self, folder: Path) -> None:
        """Write all quads into a new store on disk."""
        disk = ox.Store(str(folder))
        disk.bulk_extend(self.inner)
        disk.flush()
        disk.optimize()

    def load_text(self, text: str | bytes, name: str, graph: str | None = None) -> None:
        """Load RDF text; the ending of ``name`` tells its format.

        Raises:
            InputError: ``name:line: reason`` if it does not parse.
        """
        to = ox.NamedNode(graph) if graph else None
        try:
            self.inner.load(text, format=_FORMATS[Path(name).suffix], to_graph=to)
        except SyntaxError as error:
            raise InputError(f"{name}:{error.lineno or 1}: {error.msg}; mend the file or run 'kgraph build'") from error

    def load_file(self, path: Path, graph: str | None = None) -> None:
        """Load an RDF file.

        Raises:
            InputError: if it cannot be read or does not parse.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from error
        self.load_text(data, str(path), graph)

    def query(
        self, text: str, prefixes: Mapping[str, str] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer a SPARQL query; nothing outside the store is reached. ``prefixes`` need no declaration in the text.

        Raises:
            InputError: if the text is no query, would change the store, or would reach outside.
            StoreError: if the store on disk turns out to be damaged.
        """
        check_query(text)
        known = dict(prefixes or {})
        try:
            with self.reading():
                return self.inner.query(text, prefixes=known, use_default_graph_as_union=True)
        except SyntaxError as error:
            at = re.search(_AT, str(error.msg))
            line, reason = (at[1], f"column {at[2]}: {error.msg[at.end() :]}") if at else ("1", str(error.msg))
            if (prefix := undeclared_prefix(text, known)) is not None:
                reason = f"prefix '{prefix}:' is not declared"
            raise InputError(f"query:{line}: {in_line(reason, 160)}; mend the query") from error
        except (ValueError, RuntimeError) as error:
            raise InputError(f"query: {in_line(str(error), 160)}; mend the query") from error

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Word what goes wrong while answers are read from disk.

        Raises:
            StoreError: if the store turns out to be damaged.
        """
        try:
            yield
        except (OSError, RuntimeError) as error:
            if isinstance(error, OSError) or str(error).startswith(_DAMAGED):
                fault = f"the store cannot be read ({in_line(str(error), 160)}); run 'kgraph build'"
                raise StoreError(fault) from error
            raise

    def rows(self, text: str) -> Iterator[list[str | None]]:
        """Answer a SELECT query as rows of plain values (IRIs and lexical forms; None is unbound)."""
        solutions = self.query(text)
        assert isinstance(solutions, ox.QuerySolutions)
        with self.reading():
            for solution in solutions:
                yield [None if term is None else str(term.value) for term in solution]

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads."""
        self.inner.extend(quads)

    def clear(self, graph: str) -> None:
        """Empty a named graph."""
        self.inner.remove_graph(ox.NamedNode(graph))

    def quads(self) -> Iterator[ox.Quad]:
        """Return every quad."""
        return iter(self.inner)

    def __len__(self) -> int:
        """Count the quads."""
        return len(self.inner)
