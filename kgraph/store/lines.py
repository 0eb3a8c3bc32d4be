"""The triples of a Turtle file, each with the line that ends it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kgraph.errors import InputError


class _LineByLine(io.BytesIO):
    """A stream that gives one line at a read, so that the parser's position is known whenever it yields a triple."""

    line = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.line += 1
        return self.readline()


def located_triples(path: Path) -> Iterator[tuple[int, ox.Triple]]:
    """Return the triples of a Turtle file in its order, each with its line, from 1 on.

    Raises:
        InputError: if the file cannot be read or does not parse.
    """
    try:
        stream = _LineByLine(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    try:
        for quad in ox.parse(stream, format=ox.RdfFormat.TURTLE):
            yield stream.line, quad.triple
    except SyntaxError as error:
        raise InputError(f"{path}:{error.lineno or 1}: {error.msg}; mend the file") from error
