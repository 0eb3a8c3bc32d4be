"""Reading a table line by line: slower, but each row that cannot be read is told with its line and reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO, NamedTuple

from kgraph.errors import in_line
from kgraph.events.files import TableFile
from kgraph.events.form import QUOTES, SEPARATORS, LookUpForm, ReadForm

LONGEST_LINE = 100_000
_NUL = "a NUL byte stands here; the file is damaged: get it anew, or remove the byte"
_UTF8 = "not UTF-8; name the right encoding in the mapping, or mend the row"
_CUT = "the archive ends in the middle of the file; get it anew"


class Line(NamedTuple):
    """A row of a table with the number of its first line: its cells, or why they cannot be read."""

    number: int
    cells: list[str]
    fault: str = ""
    raw: str = ""


def separator_of(read: ReadForm | LookUpForm) -> str:
    """Return the character between two cells."""
    return SEPARATORS.get(read.separator, read.separator)


def quote_of(read: ReadForm | LookUpForm) -> str:
    """Return the character around cells that hold separators, or nothing."""
    return QUOTES[read.quote]


def lines_of(file: TableFile, read: ReadForm | LookUpForm, width: int | None = None) -> Iterator[Line]:
    """Return every row of a file, the header too; with ``width``, rows of another number of cells are faults."""
    separator, quote = separator_of(read), quote_of(read)
    with file.text.open("rb") as stream:
        rows = _quoted(stream, separator, quote) if quote else _split(stream, separator)
        for row in rows:
            fault = row.fault or _fault(row)
            if file.cut and row.number == file.lines:
                fault = _CUT
            elif not fault and width is not None and len(row.cells) != width:
                fault = _width_fault(row, width, read)
            yield row._replace(fault=fault, raw=row.raw or separator.join(row.cells))


def _width_fault(row: Line, width: int, read: ReadForm | LookUpForm) -> str:
    if not any(row.cells):
        return "the line is empty; remove it"
    found = f"{len(row.cells)} cell{'' if len(row.cells) == 1 else 's'} for {width} columns"
    return f"{found}; check the separator ({read.separator}) and the quotes"


def _fault(row: Line) -> str:
    for cell in row.cells:
        if "\0" in cell:
            return _NUL
        if not cell.isascii() and any("\udc80" <= letter <= "\udcff" for letter in cell):
            return _UTF8
    return ""


def _split(stream: IO[bytes], separator: str) -> Iterator[Line]:
    for number, data in enumerate(stream, 1):
        body = data.rstrip(b"\n").removesuffix(b"\r")
        if number == 1:
            body = body.removeprefix(b"\xef\xbb\xbf")
        if len(body) > LONGEST_LINE:
            yield Line(number, [], _too_long(len(body)), body[:200].decode("utf-8", "replace") + "…")
            continue
        yield Line(number, body.decode("utf-8", "surrogateescape").split(separator))


def _too_long(length: int) -> str:
    return (
        f"a line of {length:,} characters; the longest that is read has {LONGEST_LINE:,}: is a quote or line end lost?"
    )


def _quoted(stream: IO[bytes], separator: str, quote: str) -> Iterator[Line]:
    """Read cells in quotes, which may hold separators and line ends."""
    long: list[tuple[int, int]] = []

    def texts() -> Iterator[str]:
        for number, data in enumerate(stream, 1):
            body = data.removeprefix(b"\xef\xbb\xbf") if number == 1 else data
            if len(body) > LONGEST_LINE:
                long.append((number, len(body)))
                body = body[:200].replace(quote.encode(), b"") + b"\n"
            yield body.decode("utf-8", "surrogateescape")

    reader = csv.reader(texts(), delimiter=separator, quotechar=quote, strict=True)
    start = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Line(start, [], f"{in_line(str(error))}; mend the quotes of this row")
            start = reader.line_num + 1
            continue
        if cells is None:
            return
        fault = _too_long(long.pop()[1]) if long else ""
        yield Line(start, cells, fault)
        start = reader.line_num + 1
