"""The expressions: landed texts to typed rows, rows to aggregates. Ibis only, the same on every engine."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ibis.expr.types as ir

    from kgraph.events.mapping import Mapping

NO_ACTOR, SELF_PAIRS, NO_TIE, READ_BEFORE = "no actor", "self-pairs", "no tie", "id read before"
# The columns of a row, in order.
ROW = (
    "dyad", "row_id", "file", "line", "first_day", "last_day", "month", "agent", "target", "agent_state",
    "target_state", "agent_text", "target_text", "code", "relation", "arena", "sign", "class", "weight", "place",
    "source",
)  # fmt: skip
_NO_NUMBER = "list it under missing: if it says that there is none, or leave out the column weight"
_DIGITS = 9
# What an aggregate is counted by.
KEY = ("dyad", "agent", "target", "agent_state", "target_state", "arena", "sign", "class", "month")


class Meanings(NamedTuple):
    """What the distinct texts of a table mean: who its agents and targets are, what its codes, when its dates."""

    agents: ir.Table
    targets: ir.Table
    agents_in_office: ir.Table
    targets_in_office: ir.Table
    codes: ir.Table
    dates: ir.Table


def dyad(agent: ir.Value, agent_state: ir.Value, target: ir.Value, target_state: ir.Value) -> ir.StringValue:
    """Return the key of a pair in no direction: of each end the state it acts for, or itself if it acts for none."""
    import ibis

    one, other = agent_state.nullif("").fill_null(agent), target_state.nullif("").fill_null(target)
    return ibis.least(one, other) + " " + ibis.greatest(one, other)


def _joined(landed: ir.Table, meanings: Meanings) -> ir.Table:
    """Return landed rows with the meanings of their texts beside them."""
    agents, targets, agents_in_office, targets_in_office, codes, dates = meanings
    means = codes.rename(code_key="key", code_fault="fault", own_code="code", score="weight")
    # Codes first: what ties nobody to anybody goes out before the longer joins.
    table = landed.left_join(means, landed.code == means.code_key)
    for role, names in (("agent", agents), ("target", targets)):
        who = names.select(
            **{
                f"{role}_key": "key",
                f"{role}_fault": "fault",
                f"{role}_actor": "actor",
                f"{role}_state": "state",
                f"{role}_text": "text",
            }
        )
        table = table.left_join(who, table[role] == who[f"{role}_key"])
    days = dates.rename(date_key="key", date_fault="fault")
    table = table.left_join(days, table.date == days.date_key)
    for role, terms in (("agent", agents_in_office), ("target", targets_in_office)):
        # A leader acts for a state on the days in office.
        office = terms.select(**{f"{role}_in": "key", f"{role}_on": "date", f"{role}_led": "state"})
        in_office = [table[role] == office[f"{role}_in"], table.date == office[f"{role}_on"]]
        table = table.left_join(office, in_office)
        table = table.mutate(**{f"{role}_state": table[f"{role}_led"].fill_null(table[f"{role}_state"])})
    return table


class _Why(NamedTuple):
    """A condition under which a row is refused or left out, and why."""

    holds: ir.BooleanValue
    reason: ir.StringValue


def _faults(table: ir.Table, mapping: Mapping) -> list[_Why]:
    """Return the conditions under which a row is refused, the first that holds being told."""
    import ibis

    def said(text: str) -> ir.StringValue:
        return ibis.literal(text)

    columns = mapping.form.columns
    found = [
        _Why(table.date.isnull(), said("no date; every row needs one")),
        _Why(table.date_fault.notnull(), table.date_fault),
    ]
    if columns.code is not None:
        found.append(_Why(table.code.isnull(), said("no code; every row needs one")))
    found += [_Why(table[name].notnull(), table[name]) for name in ("code_fault", "agent_fault", "target_fault")]
    if columns.weight is not None:
        wrong = table.weight.notnull() & weight_of(table, mapping).isnull()
        comma = table.weight.re_search(r"^[-+]?[0-9]+,[0-9]+$")
        point = columns.weight.decimal == "point"
        remedy = ibis.ifelse(comma & point, said("write decimal: comma at the column weight"), said(_NO_NUMBER))
        found.append(_Why(wrong, said("weight '") + table.weight + "' is no number; " + remedy))
    if columns.id is not None:
        found.append(_Why(table.id.isnull(), said("no id; every row needs one")))
    if mapping.form.drop.no_actor is None:
        found.append(_Why(_no_actor(table), said("no actor; name a rule 'no_actor' under drop")))
    return found


def _rules(table: ir.Table, mapping: Mapping) -> list[_Why]:
    """Return the conditions under which a row that is not refused is left out."""
    import ibis

    drop = mapping.form.drop
    found = [_Why(_no_actor(table), ibis.literal(NO_ACTOR))]
    if drop.self_pairs is not None:
        found.append(_Why((table.agent_actor == table.target_actor).fill_null(False), ibis.literal(SELF_PAIRS)))
    if drop.no_tie is not None:
        found.append(_Why(table.sign.fill_null(0) == 0, ibis.literal(NO_TIE)))
    return found


def _no_actor(table: ir.Table) -> ir.BooleanValue:
    nobody = (table.agent_actor == "") | (table.target_actor == "")
    return table.agent.isnull() | table.target.isnull() | nobody.fill_null(False)


def weight_of(table: ir.Table, mapping: Mapping) -> ir.FloatingValue:
    """Return the number in the column ``weight``, or null where there is none; the mapping must name such a column."""
    import ibis

    text = table.weight
    form = mapping.form.columns.weight
    if form is not None and form.decimal == "comma":
        # A point would be one between thousands, or a number of another kind.
        text = ibis.ifelse(text.contains("."), ibis.null(str), text.replace(",", "."))
    found = text.try_cast("float64")
    return ibis.ifelse(found.abs() < 1e15, found, ibis.null("float64"))


def typed_rows(landed: ir.Table, meanings: Meanings, mapping: Mapping) -> ir.Table:
    """Return every landed row with what its texts mean; ``fault`` and ``rule`` say why one is refused or left out.

    A row whose flags say several things at once stands once for each.
    """
    import ibis

    table = _joined(landed, meanings)
    fault = ibis.cases(*_faults(table, mapping))
    rule = ibis.ifelse(fault.isnull(), ibis.cases(*_rules(table, mapping)), ibis.null(str))
    told = ibis.ifelse(table.rule.isnull(), fault, ibis.null(str))
    return _row(table, mapping, fault=told, rule=ibis.coalesce(table.rule, rule))


def _row(table: ir.Table, mapping: Mapping, **more: ir.Value) -> ir.Table:
    form = mapping.form
    weight = table.score if form.columns.weight is None else weight_of(table, mapping)
    row_id = table.id if form.columns.id is not None else table.file_key + ":" + table.line.cast(str)
    if mapping.flags():
        row_id = row_id + ":" + table.own_code.fill_null("")
    return table.select(
        file_key="file_key",
        dyad=dyad(table.agent_actor, table.agent_state, table.target_actor, table.target_state),
        row_id=row_id,
        file="file",
        line="line",
        first_day="first_day",
        last_day="last_day",
        month="month",
        agent="agent_actor",
        target="target_actor",
        agent_state="agent_state",
        target_state="target_state",
        agent_text="agent_text",
        target_text="target_text",
        code="own_code",
        relation="relation",
        arena="arena",
        sign="sign",
        **{"class": table["class"]},
        weight=weight,
        place="place",
        source="source",
        **more,
    )


def accepted(typed: ir.Table) -> ir.Table:
    """Return the rows that are neither refused nor left out."""
    return typed.filter(typed.fault.isnull(), typed.rule.isnull()).select(*ROW)


def readable(typed: ir.Table) -> ir.Table:
    """Return the rows that are not refused, those that a rule leaves out as well; each has an id."""
    return typed.filter(typed.fault.isnull(), typed.row_id.notnull())


def ids_once(typed: ir.Table, before: ir.Table | None) -> ir.Table:
    """Return typed rows of which each id counts once: read before, it is left out, or refused if it says another thing.

    Rows that a rule leaves out have ids too: an id is no better for standing on one of them. ``before`` are the rows
    that the data set has already.
    """
    import ibis

    content = ("agent_text", "target_text", "code", "first_day")
    open_rows = readable(typed).select("row_id", "file", "line", *content).mutate(fresh=1)
    if before is not None:
        open_rows = open_rows.union(
            before.select("row_id", "file", "line", *content).mutate(fresh=0).cast(open_rows.schema())
        )
    said = ibis.literal("")
    for name in content:
        said = said + open_rows[name].cast(str).fill_null("") + "\x1f"
    window = ibis.window(group_by=open_rows.row_id, order_by=[open_rows.fresh, open_rows.file, open_rows.line])
    placed = open_rows.mutate(said=said).mutate(
        place_of_id=ibis.row_number().over(window), first=said.first().over(window)
    )
    again = placed.filter(placed.place_of_id > 0, placed.fresh == 1).select(
        again_id="row_id", again_file="file", again_line="line", other=placed.said != placed.first
    )
    found = typed.left_join(
        again, (typed.row_id == again.again_id) & (typed.file == again.again_file) & (typed.line == again.again_line)
    )
    fault = ibis.literal("id '") + found.row_id + "' stands twice and says two things; correct one of the rows"
    return found.mutate(
        fault=ibis.ifelse(found.fault.isnull() & found.other, fault, found.fault),
        rule=ibis.ifelse(found.rule.isnull() & ~found.other, READ_BEFORE, found.rule),
    ).select(*typed.columns)


def aggregates(rows: ir.Table, one_a_day: bool) -> ir.Table:
    """Return rows counted by agent, target, arena, sign, class and month.

    ``reports`` are rows; ``events`` are the rows left when those of one code between the same two on one day count
    once, if that rule is applied, else the rows. ``weight`` sums the weights of events.
    """
    once = rows.group_by(*KEY, "relation", "code", "first_day", "last_day").agg(
        reports=rows.count(), weight=rows.weight.mean() if one_a_day else rows.weight.sum()
    )
    by_relation = once.group_by(*KEY, "relation").agg(
        events=once.count() if one_a_day else once.reports.sum(),
        reports=once.reports.sum(),
        weight=once.weight.sum(),
        first_day=once.first_day.min(),
        last_day=once.last_day.max(),
    )
    cells = by_relation.group_by(*KEY).agg(
        events=by_relation.events.sum(),
        reports=by_relation.reports.sum(),
        weight=by_relation.weight.sum(),
        first_day=by_relation.first_day.min(),
        last_day=by_relation.last_day.max(),
        relations=by_relation.relation.collect(),
    )
    # Threads add in any order, which shows in the last digits of a sum.
    return cells.mutate(weight=cells.weight.round(_DIGITS), relations=cells.relations.sort().join(" "))
