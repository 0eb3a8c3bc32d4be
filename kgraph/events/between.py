"""The aggregates of one pair of actors in a data set. Imports DuckDB only: an answer takes milliseconds."""

from __future__ import annotations

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


_SIDE = "CASE WHEN {0}_state = '' THEN {0} ELSE {0}_state END"
_CELLS = """
SELECT {agent}, arena, sign, "class", month, sum(events)::BIGINT, sum(reports)::BIGINT, min(first_day), max(last_day),
    array_to_string(list_sort(list_distinct(flatten(list(string_split(relations, ' '))))), ' ')
FROM read_parquet(?)
WHERE {where} AND sign <> 0 AND month >= left(?, length(month)) AND left(month, length(?)) <= ?
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
    path, time = str(data_set.aggregates), [since, until, until]
    with connect() as con, worded():
        (days,) = con.execute("SELECT min(first_day), max(last_day) FROM read_parquet(?)", [path]).fetchall()
        agent = _SIDE.format("agent")
        # Rows lie in the order of `dyad`: few are read.
        where = f"dyad = ? AND {agent} <> {_SIDE.format('target')}"
        text = _CELLS.format(agent=agent, where=where)
        rows = [] if level == "actors" else con.execute(text, [path, " ".join(sorted((a, b))), *time]).fetchall()
        found = "states"
        if not rows and level != "states":
            found = "actors"
            text = _CELLS.format(agent="agent", where="((agent = ? AND target = ?) OR (agent = ? AND target = ?))")
            rows = con.execute(text, [path, a, b, b, a, *time]).fetchall()
    cells = tuple(Cell._make((*row[:-1], tuple(filter(None, row[-1].split(" "))))) for row in rows)
    first, last = (day or date.min for day in days)
    return Between(a, b, found if cells else "states", cells, first, last)
