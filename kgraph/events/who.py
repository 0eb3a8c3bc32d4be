"""The actors of a data set by the names that people type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kgraph.events.actors.states import read_states
from kgraph.events.duck import connect
from kgraph.events.engine import worded
from kgraph.events.manifest import DataSet
from kgraph.home import Home
from kgraph.model import Actor
from kgraph.names import Names, codes_of


class Known(NamedTuple):
    """Who occurs in some data sets: their names, and each of them as an actor."""

    names: Names
    actors: Mapping[str, Actor]


def actors_of(data_set: DataSet, register: Mapping[str, Actor]) -> tuple[Names, dict[str, str]]:
    """Return the names of all actors of a data set, as the table and the register write them, and their labels."""
    known = known_actors([data_set], register, f"no actor of '{data_set.name}' bears it")
    return known.names, {name: actor.label for name, actor in known.actors.items()}


def known_actors(
    data_sets: Sequence[DataSet],
    register: Mapping[str, Actor],
    also: str = "",
    others: Mapping[str, Actor] | None = None,
) -> Known:
    """Return who occurs in data sets: by id, as a table writes it, or by a label, alias or code of the register.

    ``others`` are actors that are known whether they occur or not.

    Raises:
        MissingExtra: if DuckDB is not installed.
    """
    text = (
        "SELECT actor, any_value(label ORDER BY label), any_value(kind ORDER BY kind), "
        "list(DISTINCT text ORDER BY text) FROM read_parquet(?) WHERE actor <> '' GROUP BY actor ORDER BY actor"
    )
    acted_for = "SELECT DISTINCT state FROM read_parquet($1) WHERE state NOT IN ('', actor) ORDER BY state"
    files = [str(data_set.names) for data_set in data_sets]
    with connect() as con, worded():
        found = con.execute(text, [files]).fetchall()
        states = [state for (state,) in con.execute(acted_for, [files]).fetchall()]
    actors: dict[str, Actor] = {}
    words: dict[str, tuple[str, ...]] = {}
    for name, actor in (others or {}).items():
        actors[name] = actor
        words[name] = (*actor.labels.values(), *actor.aliases)
    for name, label, kind, texts in found:
        actors[name] = register.get(name) or Actor(name, kind or "Actor", {"en": label})
        words[name] = (*actors[name].labels.values(), *actors[name].aliases, label, *texts)
    for state in states:
        # Somebody acts for it, though the table may never name it.
        if state in register:
            actors.setdefault(state, register[state])
            words.setdefault(state, (*register[state].labels.values(), *register[state].aliases))
    codes = ((name, tuple(codes_of(actor))) for name, actor in actors.items())
    return Known(Names("actor", words.items(), also, codes), actors)


def with_states(home: Home, register: Mapping[str, Actor]) -> dict[str, Actor]:
    """Return a register of actors with all states beside them: these have names and codes even where no claim is."""
    path = home.data / "who-is-who" / "states.tsv"
    states = read_states(path, register).actors if path.is_file() else {}
    return {**states, **register}
