"""Rows into a file for each year, the rows of a pair together: sorted in parts, so that memory does not grow with them.

DuckDB sorts on disk as well, but holds blocks of every sorted run at once, and so needs more memory for more rows. Here
rows are dealt out to parts that follow each other (a distribution sort), and each part is sorted by itself. What is
sorted is then counted by ranges of pairs, for the same reason.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa
    import pyarrow.parquet as pq

# Rows of a part, some 20 MB of them; parts are open at once, and systems allow a process about a thousand files.
_PART, _MOST_PARTS = 50_000, 250
# Rows that are counted at once, more where one pair has more.
_RANGE = 200_000
# Small, so that the rows of one pair are found by reading few of the others.
ROW_GROUP = 20_480
_ORDER = ("dyad", "first_day", "row_id")


def parts_of(rows: ir.Table, count: int) -> ir.Table:
    """Return to which part the rows of each dyad and month go: all of a part come before all of the next one.

    ``count`` is how many rows there are.
    """
    size = max(_PART, -(-count // _MOST_PARTS))
    counted = rows.group_by(part_year=rows.first_day.year(), part_dyad=rows.dyad, part_month=rows.month)
    sizes = counted.agg(rows=rows.count())
    key = ["part_year", "part_dyad", "part_month"]
    return sizes.select(*key, __part=_shares(sizes, key, size))


def ranges_of(rows: ir.Table) -> ir.Table:
    """Return the first and the last dyad of each range that holds about as many rows as are counted at once."""
    sizes = rows.group_by("dyad").agg(rows=rows.count())
    dealt = sizes.select("dyad", number=_shares(sizes, ["dyad"], _RANGE))
    return dealt.group_by("number").agg(first=dealt.dyad.min(), last=dealt.dyad.max()).order_by("number")


def _shares(sizes: ir.Table, order: list[str], size: int) -> ir.IntegerColumn:
    """Return numbers from 0 in an order, such that those of one number have about ``size`` of all ``rows``."""
    import ibis

    before = sizes.rows.sum().over(ibis.cumulative_window(order_by=order)) - sizes.rows
    return (before // size).cast("int32")


def with_parts(rows: ir.Table, parts: ir.Table) -> ir.Table:
    """Return rows with the year and part of each."""
    same = [rows.dyad == parts.part_dyad, rows.month == parts.part_month]
    return rows.inner_join(parts, same).select(*rows.columns, "__part", __year="part_year")


def write_in_parts(batches: Iterable[pa.RecordBatch], folder: Path, spill: Path) -> None:
    """Write rows that come in any order with the columns ``__year`` and ``__part`` into ``folder``, sorted.

    ``spill`` is a folder for the parts while they are dealt out; it is removed.
    """
    import pyarrow as pa

    shutil.rmtree(spill, ignore_errors=True)
    spill.mkdir(parents=True)
    try:
        with YearFiles(folder) as files:
            for path in _dealt(batches, spill):
                _write_sorted(path, files)
    finally:
        # Arrow keeps what it had for the next time.
        pa.default_memory_pool().release_unused()
        shutil.rmtree(spill, ignore_errors=True)


def _dealt(batches: Iterable[pa.RecordBatch], spill: Path) -> Iterator[Path]:
    """Write each row to the file of its part and yield the files in order of the parts."""
    import numpy as np
    import pyarrow as pa

    writers: dict[int, pa.RecordBatchStreamWriter] = {}
    with ExitStack() as opened:
        for batch in batches:
            part = batch["__part"].to_numpy()
            order = np.argsort(part, kind="stable")
            together = batch.take(pa.array(order))
            numbers, begins = np.unique(part[order], return_index=True)
            for number, begin, end in zip(numbers.tolist(), begins, [*begins[1:], len(order)], strict=True):
                if number not in writers:
                    stream = opened.enter_context(pa.OSFile(str(spill / f"{number}"), "wb"))
                    writers[number] = opened.enter_context(pa.ipc.new_stream(stream, batch.schema))
                writers[number].write_batch(together.slice(begin, end - begin))
    for number in sorted(writers):
        yield spill / f"{number}"


def _write_sorted(path: Path, files: YearFiles) -> None:
    import pyarrow as pa

    with pa.OSFile(str(path), "rb") as stream, pa.ipc.open_stream(stream) as reader:
        rows = reader.read_all()
    path.unlink()
    rows = rows.sort_by([(name, "ascending") for name in ("__year", *_ORDER)]).drop_columns("__part")
    for at in range(0, rows.num_rows, ROW_GROUP):
        files.add(rows.slice(at, ROW_GROUP))


class YearFiles:
    """Parquet files in a folder for each year, of rows that come year by year in tables with a column ``__year``."""

    def __init__(self, folder: Path) -> None:
        """Begin without a year."""
        self._folder = folder
        self._year: int | None = None
        self._writer: pq.ParquetWriter | None = None

    def __enter__(self) -> YearFiles:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file of the last year."""
        if self._writer is not None:
            self._writer.close()

    def add(self, table: pa.Table) -> None:
        """Write a table, each year of it to its file."""
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        years, rows = table["__year"], table.drop_columns("__year")
        for year in pc.unique(years).to_pylist():
            if year != self._year:
                self.__exit__()
                path = self._folder / f"year={year:04d}" / "rows.parquet"
                path.parent.mkdir(parents=True)
                self._year, self._writer = year, pq.ParquetWriter(path, rows.schema, compression="zstd")
            assert self._writer is not None
            self._writer.write_table(rows.filter(pc.equal(years, year)))
