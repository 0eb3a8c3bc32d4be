"""Landing files one by one, so that an import that was cut takes up what it had; and the limit of refused rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from kgraph.errors import InputError, in_line, unknown
from kgraph.events.duck import DuckEngine
from kgraph.events.engine import Unclear
from kgraph.events.files import TableFile
from kgraph.events.landing import Refused, by_role, columns_of, fast_table, write_careful
from kgraph.events.mapping import Mapping
from kgraph.events.progress import Progress, Step
from kgraph.files import write_atomically

_SHOWN = 20


class Limit:
    """How many rows may be refused before an import stops; keeps the first faults to show."""

    def __init__(self, most: int) -> None:
        """Allow ``most`` rows."""
        self._allowed = most
        self._faults: list[str] = []
        self._count = 0

    @property
    def most(self) -> int:
        """How many faults are of interest: one more than are allowed or shown."""
        return max(self._allowed, _SHOWN) + 1

    def add(self, fault: str) -> None:
        """Count a refused row.

        Raises:
            InputError: with the first faults, when there are too many to go on looking.
        """
        self._count += 1
        if len(self._faults) < _SHOWN:
            self._faults.append(fault)
        if self._count >= self.most:
            self.raise_if_reached()

    def raise_if_reached(self) -> None:
        """Stop if more rows are refused than allowed.

        Raises:
            InputError: with the first faults.
        """
        if self._count <= self._allowed:
            return
        more = "more" if self._count >= self.most else str(self._count - len(self._faults))
        rest = [f"and {more}; --max-errors N goes on and keeps them in rejects.tsv"]
        if self._count <= len(self._faults):
            rest = ["mend the table or the mapping; --max-errors N goes on and keeps refused rows in rejects.tsv"]
        raise InputError([*self._faults, *rest])


class Landed(NamedTuple):
    """A file that was landed: where its texts lie, how many rows it has, and which could not be read."""

    file: TableFile
    path: Path
    rows: int
    refused: tuple[Refused, ...]

    @property
    def key(self) -> str:
        """What the ids of its rows begin with where the table has none of its own."""
        return key_of(self.file)


def key_of(file: TableFile) -> str:
    """Return a short text that is the content's own."""
    return file.sha256[:12]


def land(engine: DuckEngine, file: TableFile, mapping: Mapping, folder: Path, limit: Limit, say: Progress) -> Landed:
    """Write the texts of a file as Parquet, or take up what an import before this one wrote of it.

    Raises:
        InputError: if the file cannot be read as the mapping says, or more rows are refused than allowed.
    """
    folder.mkdir(exist_ok=True)
    name = f"{mapping.digest[:16]}-{file.sha256[:32]}"
    path, done = folder / f"{name}.parquet", folder / f"{name}.json"
    if done.is_file():
        known = json.loads(done.read_text(encoding="utf-8"))
        refused = tuple(Refused(*entry) for entry in known["refused"])
        rows = known["rows"]
        for row in refused:
            limit.add(f"{file.shown}:{row.line}: {row.reason}")
    else:
        say(Step(f"reading {file.shown}", engine.done))
        rows, refused = _land(engine, file, mapping, path, limit)
        write_atomically(done, json.dumps({"rows": rows, "refused": refused}))
    return Landed(file, path, rows, refused)


def _land(
    engine: DuckEngine, file: TableFile, mapping: Mapping, path: Path, limit: Limit
) -> tuple[int, tuple[Refused, ...]]:
    if mapping.form.read.format == "parquet":
        return _land_parquet(engine, file, mapping, path), ()
    columns = columns_of(file, mapping)
    expected = file.lines - (mapping.form.read.header == "yes")
    if file.plain:
        try:
            _write(engine, file, mapping, fast_table(engine.con, file, mapping, columns), path)
            if _count(path) == expected:
                return expected, ()
        except Unclear:
            # Not clear to it: each row is looked at on its own then.
            pass
    refused: list[Refused] = []

    def refuse(row: Refused) -> None:
        refused.append(row)
        limit.add(f"{file.shown}:{row.line}: {row.reason}")

    texts = path.with_suffix(".texts")
    write_careful(file, mapping, columns, refuse, texts)
    _write(engine, file, mapping, engine.con.read_parquet(str(texts)), path)
    texts.unlink()
    return _count(path) + len(refused), tuple(refused)


def _land_parquet(engine: DuckEngine, file: TableFile, mapping: Mapping, path: Path) -> int:
    import ibis

    try:
        table = engine.con.read_parquet(str(file.path))
    except Exception as error:
        # Whatever DuckDB calls it: the file is no Parquet.
        raise InputError(f"{file.shown}:1: cannot be read as Parquet; check the file, or write format: text") from error
    faults = [
        unknown("column", name, map(in_line, table.columns), mapping.place_of(name))
        for name in mapping.used_columns()
        if name not in table.columns
    ]
    if faults:
        raise InputError(faults)
    texts = table.select(**{name: table[name].cast(str).nullif("") for name in mapping.used_columns()})
    _write(engine, file, mapping, texts.mutate(__line=ibis.row_number() + 1), path)
    return _count(path)


def _write(engine: DuckEngine, file: TableFile, mapping: Mapping, table: object, path: Path) -> None:
    import ibis
    import ibis.expr.types as ir

    assert isinstance(table, ir.Table)
    found = by_role(table, mapping.form, table["__line"])
    beside = path.with_suffix(".part")
    engine.write(found.mutate(file=ibis.literal(file.path.name), file_key=ibis.literal(key_of(file))), beside)
    beside.replace(path)


def _count(path: Path) -> int:
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)
