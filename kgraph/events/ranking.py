"""All pairs of a table by arena, sign and class, counted in the engine: both signs are kept, none is netted."""

from __future__ import annotations

import re

from kgraph.errors import InputError, in_line, unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ibis.expr.types as ir

LEVELS = ("states", "actors")
CLASSES = ("material", "verbal")
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
    first, last = window(since, until)
    found = aggregates.filter(aggregates.sign != 0)
    if since is not None:
        # A yearly table has years for months: such a year counts if a part of it does.
        found = found.filter(found.month >= ibis.literal(first).left(found.month.length()))
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


def window(since: str | None, until: str | None) -> tuple[str, str]:
    """Return the first and last year or month that count.

    Raises:
        InputError: if one is of another form, or the first comes after the last.
    """
    for text in (since, until):
        if text is not None and not _WHEN.fullmatch(text):
            raise InputError(f"'{in_line(text)}' is no year or month; write 2018 or 2018-06")
    first, last = since or _FIRST, until or _LAST
    if since and until and first[:4] > last[:4]:
        raise InputError(f"{first} is after {last}; give the earlier one first")
    return first, last
