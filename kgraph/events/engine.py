"""What every columnar engine does; DuckDB and Spark take the same Ibis expressions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from kgraph.errors import KgraphError, in_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa


class EngineError(KgraphError):
    """An engine could not do its work; the message says what it said."""


class Unclear(EngineError):
    """An engine could not make out what a file says."""


class MissingExtra(KgraphError, ImportError):
    """An optional group of libraries is not installed."""

    def __init__(self, extra: str, needed_for: str) -> None:
        """Word the fault."""
        super().__init__(f"{needed_for} needs more libraries; run: pip install 'kgraph[{extra}]'")


class Engine(Protocol):
    """What the import needs of an engine."""

    name: str

    def table(self, path: Path) -> ir.Table:
        """Return the Parquet file or folder of files ``path`` as a table."""

    def table_of(self, paths: Sequence[Path]) -> ir.Table:
        """Return several Parquet files as one table."""

    def write(self, table: ir.Table, path: Path) -> None:
        """Write a table to one Parquet file or folder."""

    def write_by_year(self, rows: ir.Table, folder: Path) -> None:
        """Write rows into a folder for each year of their first day, the rows of a pair together."""

    def write_counted(self, folder: Path, count: Callable[[ir.Table], ir.Table], path: Path) -> None:
        """Write what ``count`` makes of the rows that `write_by_year` wrote; it may be given some dyads at a time."""

    def arrow(self, table: ir.Table) -> pa.Table:
        """Return a table in memory."""

    def done(self) -> float | None:
        """Return how much of what is running is done, from 0 to 1, or None if that is not known; any thread may ask."""

    def close(self) -> None:
        """Let go of everything."""


class worded:  # noqa: N801
    """Words what an engine raises as one line; an interrupt stays an interrupt."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Word the error of DuckDB, if there was one."""
        # What it raises where it is interrupted while it works for Ibis.
        if isinstance(error, RuntimeError) and str(error) == "Query interrupted":
            raise KeyboardInterrupt from error
        if kind is None or error is None or not kind.__module__.startswith(("duckdb", "_duckdb")):
            return
        if kind.__name__ == "InterruptException":
            raise KeyboardInterrupt from error
        first = next((line for line in str(error).splitlines() if line.strip()), kind.__name__)
        if kind.__name__ in ("InvalidInputException", "ConversionException"):
            raise Unclear(f"DuckDB: {in_line(first, 300)}") from error
        raise EngineError(f"DuckDB: {in_line(first, 300)}; check free memory and disk space") from error
