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
ORDERS = ("griffin", "volume", "symmetry")
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


def pairs(of_cells: ir.Table, count: str = "events", by: str = "griffin") -> ir.Table:
    """Return one row a pair: cooperation and conflict by class, its measures, in how many arenas, and when.

    The measures are those of `kgraph.analysis.measures`, in three kinds of columns: ``verbal_…`` and ``material_…`` of
    each class alone, and those without such a word of both at once. Talk is coded far more often than deeds; so that it
    does not drown them, a material event weighs there as many verbal ones as there are of these for each of those
    among all pairs (`weight_of_material`, the same in every row; 1 where one of the classes is absent).

    Args:
        of_cells: what `cells` returns.
        count: what is counted: ``events``, or ``reports``.
        by: by which measure of both classes the pairs are ordered, the highest first; then by volume and name.

    Raises:
        InputError: if ``count`` is not one of `COUNTS`, or ``by`` none of `ORDERS`.
    """
    import ibis

    for kind, given, known in (("count", count, COUNTS), ("order", by, ORDERS)):
        if given not in known:
            raise InputError(unknown(kind, given, known))
    number = of_cells[count].cast("int64")
    classes = {name: of_cells["class"] == name for name in CLASSES}
    signs = {"positive": of_cells.sign > 0, "negative": of_cells.sign < 0}
    # Whole numbers up to here, so that sums are the same in whatever order an engine takes them.
    arenas = of_cells.group_by("a", "b", "arena").agg(
        **{
            f"{name}_{sign}": number.sum(where=of_class & of_sign).fill_null(0)
            for name, of_class in classes.items()
            for sign, of_sign in signs.items()
        },
        first_day=of_cells.first_day.min(),
        last_day=of_cells.last_day.max(),
    )
    verbal, material = (
        (arenas[f"{name}_positive"] + arenas[f"{name}_negative"]).sum() for name in ("verbal", "material")
    )
    weighed = ibis.ifelse((verbal > 0) & (material > 0), verbal / material, 1.0)
    arenas = arenas.mutate(weight_of_material=weighed.over(ibis.window()))
    weight = arenas.weight_of_material
    arenas = arenas.mutate(**{sign: arenas[f"verbal_{sign}"] + weight * arenas[f"material_{sign}"] for sign in signs})
    kinds = ("", *(f"{name}_" for name in CLASSES))
    found = arenas.group_by("a", "b").agg(
        **{f"{kind}{sign}": arenas[f"{kind}{sign}"].sum() for kind in kinds[1:] for sign in signs},
        **{f"{kind}within": _spread(arenas[f"{kind}positive"], arenas[f"{kind}negative"]).sum() for kind in kinds},
        positive_arenas=(arenas.positive > 0).sum(),
        negative_arenas=(arenas.negative > 0).sum(),
        weight_of_material=arenas.weight_of_material.max(),
        first_day=arenas.first_day.min(),
        last_day=arenas.last_day.max(),
    )
    found = found.mutate(
        **{sign: found[f"verbal_{sign}"] + found.weight_of_material * found[f"material_{sign}"] for sign in signs}
    )
    measures = {}
    for kind in kinds:
        positive, negative, within = (found[f"{kind}{name}"] for name in ("positive", "negative", "within"))
        both, spread = positive + negative, _spread(positive, negative)
        measures[f"{kind}volume"] = ibis.least(positive, negative)
        measures[f"{kind}symmetry"] = ibis.ifelse(
            both > 0, (2 * ibis.least(positive, negative) / both).round(9), ibis.null("float64")
        )
        measures[f"{kind}griffin"] = both / 2 - (positive - negative).abs()
        measures[f"{kind}compartmentalisation"] = ibis.ifelse(
            (positive > 0) & (negative > 0), ((spread - within) / spread).round(9), ibis.null("float64")
        )
    found = found.mutate(**measures).drop(*(f"{kind}within" for kind in kinds))
    order = [ibis.desc(name, nulls_first=False) for name in dict.fromkeys((by, "volume"))]
    return found.order_by(*order, "a", "b")


def _spread(positive: ir.NumericValue, negative: ir.NumericValue) -> ir.NumericValue:
    """Return the entropy of the sign, in bits, times the weight of both."""
    import ibis

    both = positive + negative
    parts = (ibis.ifelse(part > 0, part * (both / part).log2(), 0.0) for part in (positive, negative))
    return sum(parts)


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
