"""From an aggregate back to the rows of the table that it counts. Imports DuckDB only: an answer takes milliseconds."""

from __future__ import annotations

from types import TracebackType
from typing import Any, NamedTuple

from kgraph.errors import InputError, unknown
from kgraph.events.duck import connect
from kgraph.events.engine import worded
from kgraph.events.manifest import DataSet
from kgraph.events.rows import ROW


class Found(NamedTuple):
    """Rows that an aggregate counts: how many there are, and the first of them by day, each by column name."""

    total: int
    rows: tuple[dict[str, Any], ...]


class Evidence:
    """The rows of a data set, held open so that one look-up after another is fast."""

    def __init__(self, data_set: DataSet) -> None:
        """Open them.

        Raises:
            MissingExtra: if DuckDB is not installed.
        """
        self._con = connect("evidence")
        self._con.execute("SET parquet_metadata_cache = true")
        self._aggregates = str(data_set.aggregates)
        self._rows = str(data_set.rows / "*" / "*.parquet")

    def __enter__(self) -> Evidence:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the rows."""
        self._con.close()

    def between(
        self,
        a: str,
        b: str,
        *,
        level: str = "actors",
        directed: bool = False,
        arena: str | None = None,
        month: str | None = None,
        sign: int | None = None,
        class_: str | None = None,
        most: int | None = None,
    ) -> Found:
        """Return the rows between two actors, or between two states and those who act for them, by day.

        Args:
            a: the id of an actor.
            b: the id of the other one.
            level: ``actors`` or ``states``.
            directed: only what ``a`` did to ``b``.
            arena: only this domain.
            month: only this month (2018-06) or year (2018).
            sign: only cooperation (1) or conflict (-1).
            class_: only ``material`` or ``verbal``.
            most: at most so many rows; the total counts all.

        Raises:
            InputError: on an unknown level, or an arena in which nothing of the data set lies.
        """
        if level not in ("actors", "states"):
            raise InputError(f"unknown level '{level}'; known: actors, states")
        if arena is not None and arena not in (known := self._arenas()):
            raise InputError(unknown("arena", arena, known))
        found = self._dyads(a, b, level, directed)
        if not found:
            return Found(0, ())
        conditions = [f"dyad IN ({', '.join('?' * len(found))})"]
        values: list[Any] = list(found)
        if level == "actors":
            pair = "(agent = ? AND target = ?)"
            conditions.append(pair if directed else f"({pair} OR {pair})")
            values += [a, b] if directed else [a, b, b, a]
        elif directed:
            conditions.append("? = CASE WHEN agent_state = '' THEN agent ELSE agent_state END")
            values.append(a)
        for name, value in (("arena", arena), ("sign", sign), ('"class"', class_)):
            if value is not None:
                conditions.append(f"{name} = ?")
                values.append(value)
        if month is not None:
            conditions.append("starts_with(month, ?) AND year = ?")
            values += [month, int(month[:4])]
        where = " AND ".join(conditions)
        columns = ", ".join(f'"{name}"' for name in ROW)
        limit = f"LIMIT {int(most)}" if most is not None else ""
        # Names are ours; whatever a user gave goes in as a value.
        text = (
            f"SELECT {columns}, count(*) OVER () AS total FROM read_parquet('{_quoted(self._rows)}', "
            f"hive_partitioning = true, hive_types = {{'year': 'INTEGER'}}) WHERE {where} "
            f"ORDER BY first_day, row_id {limit}"
        )
        with worded():
            rows = self._con.execute(text, values).fetchall()
        return Found(rows[0][-1] if rows else 0, tuple(dict(zip(ROW, row, strict=False)) for row in rows))

    def _arenas(self) -> list[str]:
        """Return the arenas that occur in the data set."""
        with worded():
            found = self._con.execute(
                "SELECT DISTINCT arena FROM read_parquet(?) WHERE arena <> '' ORDER BY arena", [self._aggregates]
            ).fetchall()
        return [arena for (arena,) in found]

    def _dyads(self, a: str, b: str, level: str, directed: bool) -> list[str]:
        """Return the keys under which the rows of two actors lie: rows are in their order, so few are read."""
        if level == "states":
            return [" ".join(sorted((a, b)))]
        text = (
            "SELECT DISTINCT dyad FROM read_parquet(?) WHERE (agent = ? AND target = ?) OR (agent = ? AND target = ?) "
            "ORDER BY dyad"
        )
        with worded():
            found = self._con.execute(text, [self._aggregates, a, b, *((a, b) if directed else (b, a))]).fetchall()
        return [dyad for (dyad,) in found]


def _quoted(path: str) -> str:
    return path.replace("'", "''")
