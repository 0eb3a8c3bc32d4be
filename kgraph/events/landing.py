"""Landing: the columns that a mapping names, as text, under the names of their roles, with the line of each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kgraph.errors import InputError, in_line, unknown
from kgraph.events.careful import LONGEST_LINE, Line, lines_of, quote_of, separator_of
from kgraph.events.files import TableFile
from kgraph.events.form import ColumnForm, DayColumnForm, MappingForm
from kgraph.events.mapping import Mapping, texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir
    import pyarrow as pa

# Between the parts of a key: no table has it, since control characters are refused as faults where they matter.
PART = "\x1f"
ROLES = ("id", "agent", "target", "date", "code", "weight", "place", "source")
ALWAYS = "always"
# Before the column and the value of a flag that says neither yes nor no.
UNREAD = PART + PART
_SET = ("1", "true", "yes")
_UNSET = ("", "0", "false", "no")
_BATCH = 50_000


class Refused(NamedTuple):
    """A row that could not be read: its line, why, and the row itself."""

    line: int
    reason: str
    raw: str


def columns_of(file: TableFile, mapping: Mapping) -> list[str]:
    """Return the names of a file's columns.

    Raises:
        InputError: if the header cannot be read, or a column that the mapping names is not there.
    """
    read = mapping.form.read
    if read.header == "no":
        return read.columns
    first = next(lines_of(file, read))
    if first.fault:
        raise InputError(f"{file.shown}:1: the header cannot be read: {first.fault}")
    columns = [cell.strip() for cell in first.cells]
    faults = [
        unknown("column", name, map(in_line, columns), mapping.place_of(name))
        + f" (the header of {file.shown}:1 does not have it)"
        for name in mapping.used_columns()
        if name not in columns
    ]
    if faults:
        if len(columns) == 1:
            faults.append(f"{file.shown}:1: one column only; is the separator really {read.separator}?")
        raise InputError(faults)
    if twice := next((name for at, name in enumerate(columns) if name in columns[:at]), None):
        raise InputError(f"{file.shown}:1: column '{in_line(twice)}' stands twice; rename one of them")
    return columns


def fast_table(con: ibis.backends.duckdb.Backend, file: TableFile, mapping: Mapping, columns: list[str]) -> ir.Table:
    """Return a file as a table of text read by DuckDB, with the line of each row; it refuses what is not clear."""
    import ibis

    heads = int(mapping.form.read.header == "yes")
    return texts_of(con, [file], mapping, columns).mutate(__line=ibis.row_number() + 1 + heads)


def texts_of(
    con: ibis.backends.duckdb.Backend, files: Sequence[TableFile], mapping: Mapping, columns: list[str]
) -> ir.Table:
    """Return files of the same columns as one table of text read by DuckDB, without the lines of the rows."""
    read = mapping.form.read
    quote = quote_of(read)
    return con.read_csv(
        [str(file.text) for file in files],
        columns=dict.fromkeys(columns, "VARCHAR"),
        auto_detect=False,
        header=False,
        skip=int(read.header == "yes"),
        delim=separator_of(read),
        quote=quote,
        escape=quote,
        nullstr="",
        max_line_size=LONGEST_LINE,
        buffer_size=8_000_000,
        # What is packed was unpacked before, whatever the file is called.
        compression="none",
    )


def by_role(table: ir.Table, form: MappingForm, line: ir.Value) -> ir.Table:
    """Return a table of texts with its columns under the names of their roles.

    ``agent`` and ``target`` hold all that says who they are, joined by `PART`; ``code`` all flags that are set.
    ``rule`` is the first rule of the mapping that leaves the row out.
    """
    import ibis

    def text(name: str) -> ir.StringValue:
        found = table[name]
        return ibis.ifelse(found.isin(form.read.missing), ibis.null(str), found) if form.read.missing else found

    def whole(found: ir.StringValue) -> ir.StringValue:
        return found.re_replace(r"^(-?[0-9]+)\.0+$", r"\1")

    def read(given: ColumnForm) -> ir.StringValue:
        found = text(given.column)
        return whole(found) if given.whole_number == "yes" else found

    def day(given: DayColumnForm) -> ir.StringValue:
        if given.month is None or given.day is None:
            return read(given)
        month, last = (whole(text(name)).fill_null("") for name in (given.month, given.day))
        return whole(text(given.column)) + "-" + month + "-" + last

    values: dict[str, ir.Value] = {"line": line}
    for role in ROLES:
        given = getattr(form.columns, role)
        if given is None:
            values[role] = ibis.null(str)
            continue
        values[role] = read(given)
        more = [getattr(given, key, None) for key in ("country", "sectors")]
        if any(more):
            parts = [text(name).fill_null("") if name else ibis.literal("") for name in more]
            values[role] = values[role] + PART + parts[0] + PART + parts[1]
    values["date"] = day(form.columns.date)
    if form.columns.date.until is not None:
        # Without an end nothing is known but the beginning.
        values["date"] = values["date"] + PART + day(form.columns.date.until).fill_null("")
    if form.columns.code is not None and form.columns.code.mode is not None:
        mode = text(form.columns.code.mode)
        values["code"] = values["code"] + ibis.ifelse(mode.isnull(), "", ibis.literal("-") + mode)
    if form.codes.always is not None:
        values["code"] = ibis.literal(ALWAYS)
    elif form.codes.flags:
        values["code"] = _flags(table, form)
    rules = [
        (table[where.column].fill_null("").isin(texts(where.equals)), name_of_rule(where.column, texts(where.equals)))
        for where in form.drop.where
    ]
    values["rule"] = ibis.cases(*rules) if rules else ibis.null(str)
    return table.select(**values)


def name_of_rule(column: str, equals: tuple[str, ...]) -> str:
    """Return the name of a rule that a column's values set off."""
    return f"{column} is {' or '.join(equals)}"


def name_of_flag(column: str, equals: tuple[str, ...]) -> str:
    """Return the code under which a flag goes."""
    return column if equals in ((), ("1",)) else f"{column}={'|'.join(equals)}"


def _flags(table: ir.Table, form: MappingForm) -> ir.StringValue:
    import ibis

    joined: ir.StringValue = ibis.literal("")
    unread: ir.StringValue = ibis.literal("")
    for flag in form.codes.flags or []:
        equals = texts(flag.equals)
        value = table[flag.column].fill_null("").re_replace(r"^(-?[0-9]+)\.0+$", r"\1")
        given = value.isin(equals) if equals else value.lower().isin(_SET)
        joined = joined + ibis.ifelse(given, name_of_flag(flag.column, equals) + PART, "")
        if not equals:
            # Whether this sets the flag nobody said, and a tie that is left out in silence is lost.
            known = value.lower().isin((*_SET, *_UNSET)) | value.isin(form.read.missing)
            unread = ibis.ifelse(known | (unread != ""), unread, UNREAD + flag.column + PART + value)
    return ibis.ifelse(unread != "", unread, joined.nullif(""))


def careful_batches(
    file: TableFile, mapping: Mapping, columns: list[str], refuse: Callable[[Refused], None]
) -> Iterator[pa.Table]:
    """Yield the rows that can be read, as tables of text with their lines; every other row goes to ``refuse``."""
    import pyarrow as pa

    read = mapping.form.read
    used = mapping.used_columns()
    at = [columns.index(name) for name in used]
    schema = pa.schema([("__line", pa.int64()), *((name, pa.string()) for name in used)])
    rows: list[Line] = []

    def batch() -> pa.Table:
        cells: dict[str, list[Any]] = {"__line": [row.number for row in rows]}
        for name, index in zip(used, at, strict=True):
            cells[name] = [row.cells[index] or None for row in rows]
        rows.clear()
        return pa.table(cells, schema=schema)

    for row in lines_of(file, read, len(columns)):
        if row.number == 1 and read.header == "yes":
            continue
        if row.fault:
            refuse(Refused(row.number, row.fault, row.raw))
            continue
        rows.append(row)
        if len(rows) == _BATCH:
            yield batch()
    yield batch()


def write_careful(
    file: TableFile, mapping: Mapping, columns: list[str], refuse: Callable[[Refused], None], to: Path
) -> None:
    """Write what can be read of a file as Parquet: the columns that the mapping names, as text, and the line."""
    import pyarrow.parquet as pq

    writer = None
    try:
        for batch in careful_batches(file, mapping, columns, refuse):
            writer = writer or pq.ParquetWriter(to, batch.schema)
            writer.write_table(batch)
    finally:
        if writer is not None:
            writer.close()
