"""The aggregates of one pair of actors in a data set, or of several. DuckDB only: an answer takes milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kgraph.events.duck import connect
from kgraph.events.engine import worded
from kgraph.events.manifest import DataSet


class Cell(NamedTuple):
    """What one of a pair did to the other in an arena in a month, by sign and class.

    ``agent`` is that of the pair on whose side it was done. ``month`` is a year in yearly tables. ``events`` and
    ``reports`` are counts; they differ where reports of one event were counted as one.
    """

    agent: str
    arena: str
    sign: int
    class_: str
    month: str
    events: int
    reports: int
    first_day: date
    last_day: date
    relations: tuple[str, ...]


class Between(NamedTuple):
    """All that a data set says of two actors.

    ``level`` is ``states`` where what is done by those who act for them counts as theirs, ``actors`` where only what
    they do themselves does: between a person and a state, say. ``first`` and ``last`` are the days that the data set
    covers.
    """

    a: str
    b: str
    level: str
    cells: tuple[Cell, ...]
    first: date
    last: date


TYPE_CHECKING = False
if TYPE_CHECKING:
    import duckdb

_SIDE = "CASE WHEN {0}_state = '' THEN {0} ELSE {0}_state END"
# By level: on whose side something was done, and the key of the pair. Rows lie in the order of `dyad`: few are read.
_KEYS = {
    "states": (_SIDE.format("agent"), "dyad", f"{_SIDE.format('agent')} <> {_SIDE.format('target')}"),
    "actors": ("agent", "least(agent, target) || ' ' || greatest(agent, target)", "agent <> target"),
}
_CELLS = """
SELECT {key}, {agent}, arena, sign, "class", month, sum(events)::BIGINT, sum(reports)::BIGINT, min(first_day),
    max(last_day), array_to_string(list_sort(list_distinct(flatten(list(string_split(relations, ' '))))), ' ')
FROM read_parquet(?)
WHERE {key} IN ({keys}) AND {no_pair_of_one} AND sign <> 0
    AND month >= left(?, length(month)) AND left(month, length(?)) <= ?
GROUP BY ALL ORDER BY ALL
"""


def between(
    data_set: DataSet, a: str, b: str, since: str = "", until: str = "9999-99", level: str | None = None
) -> Between:
    """Return what two actors did to each other, with those who act for them; of the whole data set, or some months.

    Args:
        data_set: an imported data set.
        a: the id of an actor.
        b: the id of another one.
        since: the first year or month that counts, such as 2018 or 2018-06.
        until: the last one.
        level: ``states`` or ``actors``; by default ``actors`` only where nothing is between them as states.

    Raises:
        MissingExtra: if DuckDB is not installed.
    """
    with connect() as con, worded():
        first, last = _days(con, data_set)
        cells: tuple[Cell, ...] = ()
        found = "states"
        for tried in (level,) if level else ("states", "actors"):
            [cells] = _cells(con, data_set, [(a, b)], since, until, tried)
            if cells:
                found = tried
                break
    return Between(a, b, found, cells, first, last)


def between_each(
    data_set: DataSet, pairs: Sequence[tuple[str, str]], since: str = "", until: str = "9999-99", level: str = "states"
) -> list[Between]:
    """Return the same of each of several pairs as `between` does of one, in their order; with one query for all.

    Raises:
        MissingExtra: if DuckDB is not installed.
    """
    with connect() as con, worded():
        first, last = _days(con, data_set)
        cells = _cells(con, data_set, pairs, since, until, level)
    return [
        Between(a, b, level if own else "states", own, first, last) for (a, b), own in zip(pairs, cells, strict=True)
    ]


def days_of(data_set: DataSet) -> tuple[date, date]:
    """Return the first and the last day that a data set covers."""
    with connect() as con, worded():
        return _days(con, data_set)


def _days(con: duckdb.DuckDBPyConnection, data_set: DataSet) -> tuple[date, date]:
    text = "SELECT min(first_day), max(last_day) FROM read_parquet(?)"
    ((first, last),) = con.execute(text, [str(data_set.aggregates)]).fetchall()
    return first or date.min, last or date.min


def _cells(
    con: duckdb.DuckDBPyConnection,
    data_set: DataSet,
    pairs: Sequence[tuple[str, str]],
    since: str,
    until: str,
    level: str,
) -> list[tuple[Cell, ...]]:
    if not pairs:
        return []
    agent, key, no_pair_of_one = _KEYS[level]
    keys = [" ".join(sorted(pair)) for pair in pairs]
    marks = ", ".join("?" * len(keys))
    text = _CELLS.format(agent=agent, key=key, no_pair_of_one=no_pair_of_one, keys=marks)
    by_key: dict[str, list[Cell]] = {}
    for row in con.execute(text, [str(data_set.aggregates), *keys, since, until, until]).fetchall():
        relations = tuple(filter(None, row[-1].split(" ")))
        by_key.setdefault(row[0], []).append(Cell._make((*row[1:-1], relations)))
    return [tuple(by_key.get(key, ())) for key in keys]
