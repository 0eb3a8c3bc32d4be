"""DuckDB as an engine: in this process, in parallel, out of core."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kgraph.events.engine import MissingExtra, in_order, worded

TYPE_CHECKING = False
if TYPE_CHECKING:
    import duckdb
    import ibis
    import ibis.expr.types as ir
    import pyarrow as pa

_MEMORY = "700MB"
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
        """Write one file a year, the rows of a pair together, each pair by day."""
        years = rows.select(year=rows.first_day.year()).distinct().order_by("year")
        for year in self.arrow(years)["year"].to_pylist():
            path = folder / f"year={year:04d}" / "rows.parquet"
            path.parent.mkdir(parents=True)
            self.write(in_order(rows.filter(rows.first_day.year() == year)), path)

    def write(self, table: ir.Table, path: Path) -> None:
        """Write a table to one Parquet file, in its order."""
        with worded():
            self.con.to_parquet(table, path, compression="zstd", row_group_size=_ROW_GROUP)

    def arrow(self, table: ir.Table) -> pa.Table:
        """Return a table in memory."""
        with worded():
            return table.to_pyarrow()

    def close(self) -> None:
        """Close the database."""
        self.con.disconnect()


def connect(purpose: str = "imported events") -> duckdb.DuckDBPyConnection:
    """Return a DuckDB of one's own, in memory, to read Parquet with.

    Raises:
        MissingExtra: if it is not installed, saying what it is for.
    """
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtra("events", purpose) from error
    return duckdb.connect()


def duckdb_backend(workplace: Path) -> ibis.backends.duckdb.Backend:
    """Return DuckDB as Ibis knows it.

    Raises:
        MissingExtra: if the libraries are not installed.
    """
    try:
        import duckdb  # noqa: F401
        import ibis
    except ImportError as error:
        raise MissingExtra("events", "importing tables") from error
    workplace.mkdir(parents=True, exist_ok=True)
    con = ibis.duckdb.connect(memory_limit=_MEMORY, temp_directory=str(workplace / "spill"))
    # In Jupyter it is off, and cannot be set without further libraries.
    if con.raw_sql("SELECT current_setting('enable_progress_bar')").fetchall()[0][0]:
        con.raw_sql("SET enable_progress_bar = false")
    # Joins are written in a good order; DuckDB would join agents with targets first, since they must differ.
    con.raw_sql("SET disabled_optimizers = 'join_order'")
    return con
