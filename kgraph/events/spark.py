"""Spark as an engine: the same expressions, where a table outgrows one machine."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kgraph.errors import in_line
from kgraph.events.engine import EngineError, MissingExtra

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

_MASTER = "local[2]"
# Seconds that Java has to end by itself.
_PATIENCE = 10


class SparkEngine:
    """Spark, by default on this machine with two workers; ``$KGRAPH_SPARK_MASTER`` names another master."""

    name = "spark"
    _open = 0

    def __init__(self, workplace: Path) -> None:
        """Start a session that keeps its files in ``workplace``.

        Raises:
            MissingExtra: if its libraries are not installed.
            EngineError: if it does not start.
        """
        try:
            import ibis
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise MissingExtra("spark", "--engine spark") from error
        logging.getLogger("py4j").setLevel(logging.ERROR)
        builder = SparkSession.builder.master(os.environ.get("KGRAPH_SPARK_MASTER") or _MASTER).appName("kgraph")
        settings = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.log.level": "ERROR",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.local.dir": str(workplace / "spill"),
            "spark.sql.warehouse.dir": str(workplace / "warehouse"),
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.shuffle.partitions": "4",
            # Tables stay what they are: nothing is taken for a date or a number on the way.
            "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
        }
        for key, value in settings.items():
            builder = builder.config(key, value)
        try:
            self._session = builder.getOrCreate()
        except Exception as error:
            raise EngineError(
                f"Spark does not start ({in_line(str(error), 200)}); it needs Java 17 or newer"
            ) from error
        SparkEngine._open += 1
        self.con = ibis.pyspark.connect(self._session)

    def table(self, path: Path) -> ir.Table:
        """Return a Parquet file, or all those of a folder."""
        return self.con.read_parquet(str(path))

    def table_of(self, paths: Sequence[Path]) -> ir.Table:
        """Return several Parquet files as one table."""
        first, *rest = [self.table(path) for path in paths]
        return first.union(*rest) if rest else first

    def write(self, table: ir.Table, path: Path) -> None:
        """Write a table to one Parquet file, in its order."""
        folder = path.with_name(f".{path.name}.parts")
        self._frame(table).coalesce(1).write.mode("overwrite").option("compression", "zstd").parquet(str(folder))
        [part] = folder.glob("part-*.parquet")
        part.replace(path)
        shutil.rmtree(folder)

    def write_by_year(self, rows: ir.Table, folder: Path) -> None:
        """Write files into a folder for each year, the rows of a pair together, each pair by day."""
        by_year = rows.mutate(year=rows.first_day.year().cast(str).lpad(4, "0"))
        frame = self._frame(by_year).repartition("year").sortWithinPartitions("year", "dyad", "first_day", "row_id")
        frame.write.mode("overwrite").option("compression", "zstd").partitionBy("year").parquet(str(folder))
        for other in (*folder.glob("_*"), *folder.rglob(".*.crc")):
            other.unlink()

    def write_counted(self, folder: Path, count: Callable[[ir.Table], ir.Table], path: Path) -> None:
        """Write what ``count`` makes of the rows that `write_by_year` wrote."""
        self.write(count(self.table(folder)), path)

    def arrow(self, table: ir.Table) -> pa.Table:
        """Return a table in memory."""
        return table.to_pyarrow()

    def done(self) -> float | None:
        """Return None: Spark does not say it."""
        return None

    def close(self) -> None:
        """End the session with the last engine that uses it, and Java with it, which would outlive this process."""
        SparkEngine._open -= 1
        if SparkEngine._open:
            return
        from pyspark import SparkContext

        gateway = SparkContext._gateway
        self._session.stop()
        if gateway is None:
            return
        gateway.shutdown()
        SparkContext._gateway = SparkContext._jvm = None
        if (java := getattr(gateway, "proc", None)) is not None:
            # It ends when nobody can talk to it any more.
            java.stdin.close()
            try:
                java.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                java.kill()
                java.wait()

    def _frame(self, table: ir.Table) -> Any:
        return self._session.sql(self.con.compile(table))
