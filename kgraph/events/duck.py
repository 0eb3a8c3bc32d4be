"""DuckDB as an engine: in this process, in parallel, out of core."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from kgraph.events.engine import MissingExtra, worded
from kgraph.events.years import ROW_GROUP, parts_of, ranges_of, with_parts, write_in_parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    import duckdb
    import ibis
    import ibis.expr.types as ir
    import pyarrow as pa

# What is larger goes to disk. Python and the libraries take some 300 MB beside it.
_MEMORY = "200MB"
# Rows that are in Python's hands at once.
_BATCH = 20_480


class DuckEngine:
    """DuckDB: embedded, in parallel, and on disk where memory does not suffice."""

    name = "duckdb"

    def __init__(self, workplace: Path) -> None:
        """Open one that spills into ``workplace``."""
        self._workplace = workplace
        # Which of how many queries of one step is running.
        self._turn = (0, 1)
        self.con = duckdb_backend(workplace)

    def table(self, path: Path) -> ir.Table:
        """Return a Parquet file, or all those of a folder."""
        return self.con.read_parquet(str(path / "**" / "*.parquet") if path.is_dir() else str(path))

    def table_of(self, paths: Sequence[Path]) -> ir.Table:
        """Return several Parquet files as one table."""
        return self.con.read_parquet([str(path) for path in paths])

    def write_by_year(self, rows: ir.Table, folder: Path) -> None:
        """Write one file a year, the rows of a pair together, each pair by day."""
        parts = self._workplace / "parts.parquet"
        with worded():
            self.write(parts_of(rows, int(rows.count().to_pyarrow().as_py())), parts)
            dealt = self.con.compile(with_parts(rows, self.table(parts)))
            # Of a relation, since a cursor would hold all rows at once.
            batches = self.con.con.sql(dealt).to_arrow_reader(_BATCH)
            write_in_parts(batches, folder, self._workplace / "parts")

    def write_counted(self, folder: Path, count: Callable[[ir.Table], ir.Table], path: Path) -> None:
        """Write what ``count`` makes of the rows that `write_by_year` wrote, some pairs at a time."""
        import pyarrow.parquet as pq

        rows = self.table(folder)
        writer: pq.ParquetWriter | None = None
        try:
            ranges = self.arrow(ranges_of(rows)).to_pylist()
            for at, dyads in enumerate(ranges):
                self._turn = (at, len(ranges))
                counted = self.arrow(count(rows.filter(rows.dyad.between(dyads["first"], dyads["last"]))))
                writer = writer or pq.ParquetWriter(path, counted.schema, compression="zstd")
                writer.write_table(counted, ROW_GROUP)
        finally:
            self._turn = (0, 1)
            if writer is not None:
                writer.close()

    def write(self, table: ir.Table, path: Path) -> None:
        """Write a table to one Parquet file, in its order."""
        with worded():
            self.con.to_parquet(table, path, compression="zstd", row_group_size=ROW_GROUP)

    def arrow(self, table: ir.Table) -> pa.Table:
        """Return a table in memory."""
        with worded():
            return table.to_pyarrow()

    def done(self) -> float | None:
        """Return how much of the step's queries is done, from 0 to 1, or None if DuckDB does not know."""
        import duckdb

        try:
            percent = float(self.con.con.query_progress())
        except duckdb.Error:
            # Closed meanwhile.
            return None
        at, of = self._turn
        return (at + percent / 100) / of if percent >= 0 else None

    def close(self) -> None:
        """Close the database."""
        self.con.disconnect()


def connect(purpose: str = "imported events", spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return a DuckDB of one's own to read Parquet with; with ``spill``, what is larger than memory goes there.

    Raises:
        MissingExtra: if it is not installed, saying what it is for.
    """
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtra("events", purpose) from error
    if spill is None:
        return duckdb.connect()
    return duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": str(spill)})


def duckdb_backend(workplace: Path) -> ibis.backends.duckdb.Backend:
    """Return DuckDB as Ibis knows it.

    Raises:
        MissingExtra: if the libraries are not installed.
    """
    try:
        import duckdb
        import ibis
    except ImportError as error:
        raise MissingExtra("events", "importing tables") from error
    workplace.mkdir(parents=True, exist_ok=True)
    con = ibis.duckdb.connect(memory_limit=_MEMORY, temp_directory=str(workplace / "spill"))
    # It counts, and prints nothing; in Jupyter it cannot be set without further libraries.
    with suppress(duckdb.Error):
        con.raw_sql("SET enable_progress_bar = true")
        con.raw_sql("SET enable_progress_bar_print = false")
    # Joins are written in a good order; DuckDB would join agents with targets first, since they must differ.
    con.raw_sql("SET disabled_optimizers = 'join_order'")
    return con
