"""Reading a table line by line: slower, but each row that cannot be read is told with its line and reason."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import IO, NamedTuple

from kgraph.errors import in_line
from kgraph.events.files import TableFile
from kgraph.events.form import QUOTES, SEPARATORS, LookUpForm, ReadForm

LONGEST_LINE = 100_000
_NUL = "a NUL byte stands here; the file is damaged: get it anew, or remove the byte"
_UTF8 = "not UTF-8; name the right encoding in the mapping, or mend the row"
_CUT = "the archive ends in the middle of the file, or is damaged here; get it anew"
_MARK = b"\xef\xbb\xbf"
_LONGEST_KEPT = 2_000_000
_RETURN = "a lone carriage return stands here; end lines with a line feed"


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
        rows = _quoted(stream, separator, quote, width) if quote else _split(stream, separator)
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
            body = body.removeprefix(_MARK)
        if len(body) > LONGEST_LINE:
            yield Line(number, [], _too_long(len(body)), _raw(body))
            continue
        yield Line(number, body.decode("utf-8", "surrogateescape").split(separator))


def _too_long(length: int) -> str:
    return (
        f"a line of {length:,} characters; the longest that is read has {LONGEST_LINE:,}: is a quote or line end lost?"
    )


def _raw(body: bytes) -> str:
    """Return a row as it stands in the table; only what no row of a table could be is cut, and says so."""
    text = body.decode("utf-8", "surrogateescape")
    return (
        text if len(text) <= _LONGEST_KEPT else f"{text[:_LONGEST_KEPT]} … (cut; {len(text):,} characters in the table)"
    )


class _OpenQuote(Exception):
    """A quote does not close within what a row may be."""


class _Lines:
    """The lines of a stream, which can be put back."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._lines = enumerate(stream, 1)
        self._back: deque[tuple[int, bytes]] = deque()

    def take(self) -> tuple[int, bytes] | None:
        if self._back:
            return self._back.popleft()
        found = next(self._lines, None)
        return (1, found[1].removeprefix(_MARK)) if found and found[0] == 1 else found

    def put_back(self, lines: list[tuple[int, bytes]]) -> None:
        self._back.extendleft(reversed(lines))


def _quoted(stream: IO[bytes], separator: str, quote: str, width: int | None) -> Iterator[Line]:
    """Read cells in quotes, which may hold separators and line ends.

    Where quotes are wrong, only the line on which the row begins is refused: the lines that an open quote would take in
    are rows of their own.
    """
    lines = _Lines(stream)
    while first := lines.take():
        taken = [first]
        if len(first[1]) > LONGEST_LINE:
            body = first[1].rstrip(b"\r\n")
            yield Line(first[0], [], _too_long(len(body)), _raw(body))
            continue
        fault, cells = "", []
        try:
            cells = next(csv.reader(_row(lines, taken), delimiter=separator, quotechar=quote, strict=True), [])
        except _OpenQuote:
            fault = "a quote opens in this row and does not close; mend the quotes"
        except csv.Error as error:
            # Which advice follows depends on the version of Python.
            lone = str(error).startswith("new-line character seen in unquoted field")
            fault = _RETURN if lone else f"{in_line(str(error))}; mend the quotes of this row"
        if len(taken) > 1 and not fault and width is not None and len(cells) != width:
            fault = f"a quote opens in this row and closes on line {taken[-1][0]}, which makes {len(cells)} cells for "
            fault += f"{width} columns; mend the quotes"
        if fault:
            lines.put_back(taken[1:])
            yield Line(first[0], [], fault, _raw(first[1].rstrip(b"\r\n")))
        else:
            yield Line(first[0], cells, "", _raw(b"".join(body for _, body in taken).rstrip(b"\r\n")))


def _row(lines: _Lines, taken: list[tuple[int, bytes]]) -> Iterator[str]:
    """Yield the first line of a row, and further ones, which are added to ``taken``, as long as a quote is open.

    Raises:
        _OpenQuote: if that is no row any more.
    """
    yield taken[0][1].decode("utf-8", "surrogateescape")
    length = len(taken[0][1])
    while more := lines.take():
        taken.append(more)
        length += len(more[1])
        if length > LONGEST_LINE:
            raise _OpenQuote
        yield more[1].decode("utf-8", "surrogateescape")
    raise _OpenQuote
