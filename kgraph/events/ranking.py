"""All pairs with what unites and what divides them, counted in the engine: both signs are kept, none is netted."""

from __future__ import annotations

import re

from kgraph.errors import InputError, in_line, unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ibis.expr.types as ir

LEVELS = ("states", "actors")
CLASSES = ("material", "verbal")
COUNTS = ("events", "reports")
_WHEN = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")
_FIRST, _LAST = "", "9999-99"


def cells(
    aggregates: ir.Table,
    *,
    level: str = "states",
    since: str | None = None,
    until: str | None = None,
    classes: tuple[str, ...] = CLASSES,
) -> ir.Table:
    """Return every pair (``a`` before ``b``) by arena, sign and class, with counts and the first and last day.

    Args:
        aggregates: the aggregates of a data set.
        level: ``actors`` counts each actor for itself; ``states`` counts it for the state it acts for under the rule
            of docs/who-is-who.md, and leaves out those that act for none.
        since: the first year or month that counts, such as 2018 or 2018-06.
        until: the last one.
        classes: ``material`` deeds, ``verbal`` ones, or both.

    Raises:
        InputError: on an unknown level or class, or a date of another form.
    """
    import ibis

    for kind, given, known in (
        ("level", level, LEVELS),
        *(("class", each, CLASSES) for each in classes),
    ):
        if given not in known:
            raise InputError(unknown(kind, given, known))
    first, last = _window(since, until)
    found = aggregates.filter(aggregates.sign != 0)
    if since is not None:
        found = found.filter(found.month.left(len(first)) >= first)
    if until is not None:
        found = found.filter(found.month.left(len(last)) <= last)
    if set(classes) != set(CLASSES):
        found = found.filter(found["class"].isin(classes))
    one, other = ("agent_state", "target_state") if level == "states" else ("agent", "target")
    if level == "states":
        found = found.filter(found[one] != "", found[other] != "")
    found = found.filter(found[one] != found[other])
    return found.group_by(
        a=ibis.least(found[one], found[other]), b=ibis.greatest(found[one], found[other]),
        arena=found.arena, sign=found.sign, **{"class": found["class"]},
    ).agg(
        events=found.events.sum(), reports=found.reports.sum(), weight=found.weight.sum(),
        first_day=found.first_day.min(), last_day=found.last_day.max(),
    )  # fmt: skip


def pairs(of_cells: ir.Table, count: str = "events") -> ir.Table:
    """Return one row a pair: cooperation and conflict, each also by class, in how many arenas, and when.

    ``griffin`` is (P + N) / 2 - |P - N| over ``count``, and the order: the most ambivalent pair first, then by name.

    Raises:
        InputError: if ``count`` is not one of `COUNTS`.
    """
    import ibis

    if count not in COUNTS:
        raise InputError(unknown("count", count, COUNTS))
    # Each arena once, whatever the classes in it: distinct counts would cost more than all the rest.
    of_cells = of_cells.group_by("a", "b", "arena", "sign").agg(
        number=of_cells[count].sum(),
        material=of_cells[count].sum(where=of_cells["class"] == "material").fill_null(0),
        first_day=of_cells.first_day.min(),
        last_day=of_cells.last_day.max(),
    )
    positive, negative = of_cells.sign > 0, of_cells.sign < 0
    found = of_cells.group_by("a", "b").agg(
        positive=of_cells.number.sum(where=positive).fill_null(0),
        negative=of_cells.number.sum(where=negative).fill_null(0),
        positive_material=of_cells.material.sum(where=positive).fill_null(0),
        negative_material=of_cells.material.sum(where=negative).fill_null(0),
        positive_arenas=positive.sum(),
        negative_arenas=negative.sum(),
        first_day=of_cells.first_day.min(),
        last_day=of_cells.last_day.max(),
    )
    volume = ibis.least(found.positive, found.negative)
    griffin = (found.positive + found.negative) / 2 - (found.positive - found.negative).abs()
    return found.mutate(volume=volume, griffin=griffin).order_by(ibis.desc("griffin"), ibis.desc("volume"), "a", "b")


def _window(since: str | None, until: str | None) -> tuple[str, str]:
    for text in (since, until):
        if text is not None and not _WHEN.fullmatch(text):
            raise InputError(f"'{in_line(text)}' is no year or month; write 2018 or 2018-06")
    first, last = since or _FIRST, until or _LAST
    if since and until and first[:4] > last[:4]:
        raise InputError(f"{first} is after {last}; give the earlier one first")
    return first, last
