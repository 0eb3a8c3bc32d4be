"""Oxigraph embedded: in memory, or in a folder opened read-only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kgraph.errors import InputError, StoreError
from kgraph.namespaces import GRAPH_STORE
from kgraph.store.guard import check_query

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
}


_MARK = ox.NamedNode(GRAPH_STORE)


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
        except (OSError, ValueError) as error:
            raise StoreError(f"{folder}: cannot be opened as a store; run 'kgraph build'") from error

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

    def query(self, text: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer a SPARQL query; nothing outside the store is reached.

        Raises:
            InputError: if the text is no query, or would reach outside.
        """
        check_query(text)
        try:
            return self.inner.query(text, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise InputError(f"query:{error.lineno or 1}: {error.msg}; mend the query") from error
        except (ValueError, RuntimeError) as error:
            raise InputError(f"query: {error}; mend the query") from error

    def rows(self, text: str) -> Iterator[list[str | None]]:
        """Answer a SELECT query as rows of plain values (IRIs and lexical forms; None is unbound)."""
        solutions = self.query(text)
        assert isinstance(solutions, ox.QuerySolutions)
        for solution in solutions:
            yield [None if term is None else str(term.value) for term in solution]

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads."""
        self.inner.extend(quads)

    def clear(self, graph: str) -> None:
        """Empty a named graph."""
        self.inner.remove_graph(ox.NamedNode(graph))

    def quads(self) -> Iterator[ox.Quad]:
        """Return every quad, save the mark by which a store on disk knows itself."""
        return (quad for quad in self.inner if quad.graph_name != _MARK)

    def __len__(self) -> int:
        """Count the quads."""
        return len(self.inner)
