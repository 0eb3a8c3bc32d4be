"""From landed texts straight to counted pairs: what a ranking needs, and nothing else, is joined and kept."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kgraph.errors import InputError, unknown
from kgraph.events.engine import Engine
from kgraph.events.mapping import Mapping
from kgraph.events.ranking import LEVELS
from kgraph.events.rows import Meanings, weight_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ibis.expr.types as ir

_ENDS = ("agent", "target")


class Ties(NamedTuple):
    """The part of `Meanings` that counts at a level, under numbers: they are compared and counted faster than texts.

    ``codes`` tie two to each other, each of a kind (arena, sign and class); ``agents`` and ``targets`` can be of a
    pair, and ``numbers`` says whose number is whose, in the order of the names.
    """

    level: str
    codes: ir.Table
    kinds: ir.Table
    agents: ir.Table
    targets: ir.Table
    agents_in_office: ir.Table
    targets_in_office: ir.Table
    dates: ir.Table
    numbers: ir.Table


def ties(meanings: Meanings, engine: Engine, folder: Path, level: str = "states") -> Ties:
    """Return what counts at a level (see `kgraph.events.ranking.cells`), written into ``folder`` once for all rankings.

    Raises:
        InputError: on an unknown level.
    """
    import ibis

    if level not in LEVELS:
        raise InputError(unknown("level", level, LEVELS))

    def kept(name: str, table: ir.Table) -> ir.Table:
        path = folder / f"{name}-of-{level}.parquet"
        engine.write(table, path)
        return engine.table(path)

    def numbered(texts: list[ir.Column]) -> ir.Table:
        every = [text.name("who").as_table() for text in texts]
        known = every[0].union(*every[1:], distinct=True)
        return known.filter(known.who != "").mutate(number=_number_by(known.who))

    names = {role: getattr(meanings, f"{role}s") for role in _ENDS}
    offices = {role: getattr(meanings, f"{role}s_in_office") for role in _ENDS}
    actors = kept("actors", numbered([table.actor for table in names.values()]))
    led = [table.state for table in offices.values()] if level == "states" else []
    states = kept("numbers", numbered([*(table.state for table in names.values()), *led]))
    found: dict[str, ir.Table] = {}
    for role in _ENDS:
        office, named = offices[role], names[role].filter(names[role].fault.isnull())
        acting = named.inner_join(actors, named.actor == actors.who).drop("who")
        acting = acting.left_join(states, acting.state == states.who).select(
            **{f"{role}_key": acting.key, f"{role}_actor": acting.number, f"{role}_state": states.number}
        )
        if level == "states":
            # A leader acts for a state on some days, which the office says.
            acts = acting[f"{role}_state"].notnull() | acting[f"{role}_key"].isin(office.key)
            acting = acting.filter(acts)
        found[f"{role}s"] = kept(f"{role}s", acting)
        terms = office.inner_join(states, office.state == states.who).select(
            **{f"{role}_in": office.key, f"{role}_on": office.date, f"{role}_led": states.number}
        )
        found[f"{role}s_in_office"] = kept(f"{role}s-in-office", terms)
    codes = meanings.codes.filter(meanings.codes.fault.isnull(), meanings.codes.sign != 0)
    codes = codes.select(
        "arena", "sign", "class", code_key="key", score="weight",
        code=ibis.dense_rank().over(order_by=codes.code).cast("int32"),
        kind=ibis.dense_rank().over(order_by=[codes.arena, codes.sign, codes["class"]]).cast("int32"),
    )  # fmt: skip
    known_codes = kept("codes", codes)
    dates = meanings.dates.filter(meanings.dates.fault.isnull())
    return Ties(
        level=level,
        codes=known_codes,
        kinds=kept("kinds", known_codes.select("kind", "arena", "sign", "class").distinct()),
        dates=kept("dates", dates.select("first_day", "last_day", date_key="key")),
        numbers=states if level == "states" else actors,
        **found,
    )


def straight_cells(landed: ir.Table, known: Ties, mapping: Mapping) -> ir.Table:
    """Return what `kgraph.events.ranking.cells` returns straight from texts, for a table that need not be imported.

    Ids are not looked at: a row that stands twice counts twice, or once where reports of one day count once.
    """
    import ibis

    form = mapping.form
    good = [landed.rule.isnull()]
    if form.columns.id is not None:
        good.append(landed.id.notnull())
    if form.columns.weight is not None:
        good.append(landed.weight.isnull() | weight_of(landed, mapping).notnull())
    codes = known.codes.select("code_key", "kind", "score", own_code="code")
    table = (
        landed.filter(*good)
        .inner_join(codes, landed.code == codes.code_key)
        .inner_join(known.agents, landed.agent == known.agents.agent_key)
        .inner_join(known.targets, landed.target == known.targets.target_key)
        .inner_join(known.dates, landed.date == known.dates.date_key)
    )
    ends = {role: f"{role}_actor" for role in _ENDS}
    one, other = table.agent_actor, table.target_actor
    if known.level == "states":
        for role, office in (("agent", known.agents_in_office), ("target", known.targets_in_office)):
            table = table.left_join(office, [landed[role] == office[f"{role}_in"], landed.date == office[f"{role}_on"]])
        one, other = (table[f"{role}_led"].fill_null(table[f"{role}_state"]) for role in _ENDS)
    event = table.select(
        "kind", "own_code", "first_day", "last_day", *ends.values(),
        one=one, other=other, score=table.score if form.columns.weight is None else weight_of(table, mapping),
    )  # fmt: skip
    event = event.filter(event.one != event.other)
    # As in aggregates, an event is of the two who are named, not of the states they act for.
    once = event.group_by("one", "other", "kind", "own_code", "first_day", "last_day", *ends.values())
    once = once.agg(reports=event.count(), weight=event.score.mean() if mapping.one_a_day else event.score.sum())
    cells = once.group_by("kind", one=ibis.least(once.one, once.other), other=ibis.greatest(once.one, once.other)).agg(
        events=once.count() if mapping.one_a_day else once.reports.sum(),
        reports=once.reports.sum(),
        weight=once.weight.sum(),
        first_day=once.first_day.min(),
        last_day=once.last_day.max(),
    )
    first, second = known.numbers.rename(a="who", a_number="number"), known.numbers.rename(b="who", b_number="number")
    return (
        cells.inner_join(known.kinds, "kind")
        .inner_join(first, cells.one == first.a_number)
        .inner_join(second, cells.other == second.b_number)
        .select("a", "b", "arena", "sign", "class", "events", "reports", "weight", "first_day", "last_day")
    )


def _number_by(text: ir.Column) -> ir.IntegerColumn:
    """Return the place of each text among all, from 0."""
    import ibis

    return ibis.row_number().over(order_by=text).cast("int32")
