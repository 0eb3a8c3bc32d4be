"""DuckDB as an engine: in this process, in parallel, out of core."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kgraph.events.engine import MissingExtra, worded

TYPE_CHECKING = False
if TYPE_CHECKING:
    import duckdb
    import ibis
    import ibis.expr.types as ir
    import pyarrow as pa
    import pyarrow.parquet as pq

# What is larger goes to disk. Python and the libraries take some 300 MB beside it.
_MEMORY = "300MB"
# Small, so that the rows of one pair are found by reading few of the others.
_ROW_GROUP = 20_480


class DuckEngine:
    """DuckDB: embedded, in parallel, and on disk where memory does not suffice."""

    name = "duckdb"

    def __init__(self, workplace: Path) -> None:
        """Open one that spills into ``workplace``."""
        self.con = duckdb_backend(workplace)

    def table(self, path: Path) -> ir.Table:
        """Return a Parquet file, or all those of a folder."""
        return self.con.read_parquet(str(path / "**" / "*.parquet") if path.is_dir() else str(path))

    def table_of(self, paths: Sequence[Path]) -> ir.Table:
        """Return several Parquet files as one table."""
        return self.con.read_parquet([str(path) for path in paths])

    def write_by_year(self, rows: ir.Table, folder: Path) -> None:
        """Write one file a year, the rows of a pair together, each pair by day; sorted once, on disk if need be."""
        year = rows.mutate(__year=rows.first_day.year())
        in_order = self.con.compile(year.order_by("__year", "dyad", "first_day", "row_id"))
        with worded(), YearFiles(folder) as files:
            # Of a relation, since a cursor would hold all rows at once.
            for batch in self.con.con.sql(in_order).to_arrow_reader(_ROW_GROUP):
                files.add(batch)

    def write(self, table: ir.Table, path: Path) -> None:
        """Write a table to one Parquet file, in its order."""
        with worded():
            self.con.to_parquet(table, path, compression="zstd", row_group_size=_ROW_GROUP)

    def arrow(self, table: ir.Table) -> pa.Table:
        """Return a table in memory."""
        with worded():
            return table.to_pyarrow()

    def done(self) -> float | None:
        """Return how much of the running query is done, from 0 to 1, or None if DuckDB does not know."""
        import duckdb

        try:
            percent = float(self.con.con.query_progress())
        except duckdb.Error:
            # Closed meanwhile.
            return None
        return percent / 100 if percent >= 0 else None

    def close(self) -> None:
        """Close the database."""
        self.con.disconnect()


class YearFiles:
    """Parquet files in a folder for each year, of rows that come year by year in batches with a column ``__year``."""

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

    def add(self, batch: pa.RecordBatch) -> None:
        """Write a batch, each year of it to its file."""
        import pyarrow as pa
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        years, rows = batch["__year"], pa.table(batch).drop_columns("__year")
        for year in pc.unique(years).to_pylist():
            if year != self._year:
                self.__exit__()
                path = self._folder / f"year={year:04d}" / "rows.parquet"
                path.parent.mkdir(parents=True)
                self._year, self._writer = year, pq.ParquetWriter(path, rows.schema, compression="zstd")
            assert self._writer is not None
            self._writer.write_table(rows.filter(pc.equal(years, year)))


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
