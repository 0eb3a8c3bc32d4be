"""What every format shows of coded events: titles, sentences and tables, and the same as data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple


class CodedTable(NamedTuple):
    """A table: its title, what is said before it, heads, rows of cells, and which columns are words, not numbers."""

    title: str
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: tuple[int, ...]


class CodedPart(NamedTuple):
    """What a data set says of a pair: a title, what its numbers rest on, tables, and the same as data for scripts."""

    title: str
    about: tuple[str, ...]
    tables: tuple[CodedTable, ...]
    data: dict[str, Any]


def as_lines(tables: Iterable[CodedTable]) -> list[str]:
    """Return tables as plain text."""
    lines: list[str] = []
    for table in tables:
        lines += ["", f"{table.title}:", *table.notes]
        if table.rows:
            lines += columns([list(table.heads), *map(list, table.rows)], left=table.words)
    return lines


def columns(rows: list[list[str]], left: tuple[int, ...] = ()) -> list[str]:
    """Return rows of cells as lines: numbers to the right, the columns of ``left`` to the left."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if place in left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
