"""The actors of a data set by the names that people type."""

from __future__ import annotations

from collections.abc import Mapping

from kgraph.events.manifest import DataSet
from kgraph.model import Actor
from kgraph.names import Names, codes_of


def actors_of(data_set: DataSet, register: Mapping[str, Actor]) -> tuple[Names, dict[str, str]]:
    """Return the names of all actors of a data set, as the table and the register write them, and their labels."""
    import duckdb

    text = (
        "SELECT actor, any_value(label ORDER BY label), list(DISTINCT text ORDER BY text) "
        "FROM read_parquet(?) GROUP BY actor ORDER BY actor"
    )
    with duckdb.connect() as con:
        found = con.execute(text, [str(data_set.names)]).fetchall()
    labels = {actor: label for actor, label, _ in found}
    known = {actor: (label, *texts) for actor, label, texts in found}
    for actor in register.values():
        if actor.name in known:
            known[actor.name] = (*known[actor.name], *actor.labels.values(), *actor.aliases)
    codes = ((name, tuple(codes_of(actor))) for name, actor in register.items() if name in known)
    names = Names("actor", known.items(), f"no actor of '{data_set.name}' bears it", codes)
    return names, labels
