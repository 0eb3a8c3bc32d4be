"""Who led a state when: data/who-is-who/leaders.tsv, to be joined with events on their day."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kgraph.errors import InputError, unknown
from kgraph.events.actors.minting import minted
from kgraph.events.actors.tables import Line, read_lines
from kgraph.names import fold

_COLUMNS = ("label", "names", "actor", "state", "office", "first_day", "last_day")


class Leader(NamedTuple):
    """A term of office: ``text`` is the person's name as tables may write it, one row for each way to write it.

    ``actor`` and ``state`` are ids; ``last_day`` is None for a term that was open when the table was made.
    """

    text: str
    label: str
    actor: str
    state: str
    office: str
    first_day: date
    last_day: date | None


def read_leaders(path: Path, actors: Container[str], states: Mapping[str, str]) -> tuple[Leader, ...]:
    """Return every term of office under every name, sorted; ``states`` are ids by those of the table.

    Raises:
        InputError: if the table cannot be read, names an unknown state, or has a day that is none.
    """
    found = []
    bearers: dict[str, str] = {}
    for line in read_lines(path, _COLUMNS):
        cell = line.cells
        if cell["state"] not in states:
            raise InputError(unknown("state", cell["state"], (), line.place, "take an id of states.tsv"))
        first = _day(line, "first_day")
        last = _day(line, "last_day") if cell["last_day"] else None
        if last and last < first:
            raise InputError(f"{line.place}: the term ends before it begins; correct its days")
        # A home with a register of its own need not have this person.
        actor = cell["actor"] if cell["actor"] in actors else minted(cell["label"])
        for text in dict.fromkeys((cell["label"], *line.each("names"))):
            if bearers.setdefault(fold(text), cell["label"]) != cell["label"]:
                raise InputError(f"{line.place}: '{text}' is the name of somebody else too; leave it out of both")
            found.append(Leader(text, cell["label"], actor, states[cell["state"]], cell["office"], first, last))
    return tuple(sorted(found, key=lambda leader: (leader.text, leader.first_day)))


def _day(line: Line, column: str) -> date:
    try:
        return date.fromisoformat(line.cells[column])
    except ValueError as error:
        text = line.cells[column]
        raise InputError(f"{line.place}: '{text}' in '{column}' is no day; write it as 2018-06-01") from error
