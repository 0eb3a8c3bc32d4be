"""The engines by name."""

from __future__ import annotations

from pathlib import Path

from kgraph.events.duck import DuckEngine
from kgraph.events.engine import Engine

ENGINES = ("duckdb", "spark")


def engine(name: str, workplace: Path) -> Engine:
    """Return an engine that may use the folder ``workplace``.

    Raises:
        MissingExtra: if its libraries are not installed.
    """
    if name == "spark":
        from kgraph.events.spark import SparkEngine

        return SparkEngine(workplace)
    return DuckEngine(workplace)
