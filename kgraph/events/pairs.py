"""Every pair with its measures, from counted cells: what it shares, what divides it, and in which order pairs stand.

Counting rows is the engine's work. This is done of the few cells that are left, in memory, by numpy: it is the same for
every engine, to the last digit, and costs less than planning a query of so many columns.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from kgraph.errors import InputError, unknown
from kgraph.events.ranking import CLASSES

TYPE_CHECKING = False
if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

COUNTS = ("events", "reports")
ORDERS = ("griffin", "volume", "symmetry")
_SIGNS = ("positive", "negative")
_KINDS = ("", *(f"{name}_" for name in CLASSES))


def pairs(of_cells: pa.Table, count: str = "events", by: str = "griffin") -> pa.Table:
    """Return one row a pair: cooperation and conflict by class, its measures, in how many arenas, and when.

    The measures are those of `kgraph.analysis.measures`, in three kinds of columns: ``verbal_…`` and ``material_…`` of
    each class alone, and those without such a word of both at once. Talk is coded far more often than deeds; so that it
    does not drown them, a material event weighs there as many verbal ones as there are of these for each of those
    among all pairs (`weight_of_material`, the same in every row; 1 where one of the classes is absent).

    Args:
        of_cells: what `kgraph.events.ranking.cells` returns, in memory and in any order.
        count: what is counted: ``events``, or ``reports``.
        by: by which measure of both classes the pairs are ordered, the highest first; then by volume and name.

    Raises:
        InputError: if ``count`` is not one of `COUNTS`, or ``by`` none of `ORDERS`.
    """
    import numpy as np
    import pyarrow as pa

    for kind, given, known in (("count", count, COUNTS), ("order", by, ORDERS)):
        if given not in known:
            raise InputError(unknown(kind, given, known))
    arenas = _arenas(of_cells, count)
    verbal, material = (
        int(sum(arenas.counts[f"{name}_{sign}"].sum() for sign in _SIGNS)) for name in ("verbal", "material")
    )
    weight = verbal / material if verbal and material else 1.0
    in_arena = _with_both(arenas.counts, weight)
    begins = _begins(arenas.pair)
    found = _with_both({name: _each(np.add, column, begins) for name, column in arenas.counts.items()}, weight)
    for kind in _KINDS:
        positive, negative = (found[f"{kind}{sign}"] for sign in _SIGNS)
        both, spread, volume = positive + negative, _spread(positive, negative), np.minimum(positive, negative)
        within = _each(np.add, _spread(*(in_arena[f"{kind}{sign}"] for sign in _SIGNS)), begins)
        found[f"{kind}volume"], found[f"{kind}griffin"] = volume, both / 2 - np.abs(positive - negative)
        found[f"{kind}symmetry"] = _share(2 * volume, both)
        found[f"{kind}compartmentalisation"] = _share(spread - within, spread)
    for sign in _SIGNS:
        found[f"{sign}_arenas"] = _each(np.add, (in_arena[sign] > 0).astype(np.int64), begins)
    found["weight_of_material"] = np.full(len(begins), weight)
    found["first_day"] = _each(np.minimum, arenas.first_day, begins)
    found["last_day"] = _each(np.maximum, arenas.last_day, begins)
    pair = arenas.pair[begins]
    # By name last: pairs are numbered in the order of their names.
    ranked = np.lexsort((pair, -found["volume"], -found[by]))
    ends = zip(("a", "b"), np.divmod(pair[ranked], max(len(arenas.names), 1)), strict=True)
    named = {end: arenas.names.take(pa.array(numbers)) for end, numbers in ends}
    return pa.table(named | {name: pa.array(column[ranked], from_pandas=True) for name, column in found.items()})


class _Arenas(NamedTuple):
    """What happened in each arena of each pair, pair by pair; pairs are numbered in the order of their names."""

    names: pa.Array
    pair: NDArray[Any]
    counts: dict[str, NDArray[Any]]
    first_day: NDArray[Any]
    last_day: NDArray[Any]


def _arenas(of_cells: pa.Table, count: str) -> _Arenas:
    """Return counts by arena, class and sign, in an order that does not depend on that of the cells."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = [of_cells[end] for end in ("a", "b")]
    names = pc.unique(
        pa.chunked_array([chunk for column in columns for chunk in column.chunks], columns[0].type)
    ).sort()
    domains = pc.unique(of_cells["arena"]).sort()
    one, other = (pc.index_in(column, value_set=names).to_numpy().astype(np.int64) for column in columns)
    key = (one * len(names) + other) * len(domains) + pc.index_in(of_cells["arena"], value_set=domains).to_numpy()
    order = np.argsort(key, kind="stable")
    key = key[order]
    begins = _begins(key)
    number, sign = (of_cells[name].to_numpy().astype(np.int64)[order] for name in (count, "sign"))
    signs = dict(zip(_SIGNS, (sign > 0, sign < 0), strict=True))
    counts: dict[str, NDArray[Any]] = {}
    for name in CLASSES:
        of_class = number * pc.equal(of_cells["class"], name).to_numpy()[order]
        counts |= {f"{name}_{sign}": _each(np.add, of_class * of_sign, begins) for sign, of_sign in signs.items()}
    return _Arenas(
        names=names,
        pair=key[begins] // max(len(domains), 1),
        counts=counts,
        first_day=_each(np.minimum, of_cells["first_day"].to_numpy()[order], begins),
        last_day=_each(np.maximum, of_cells["last_day"].to_numpy()[order], begins),
    )


def _with_both(counts: dict[str, NDArray[Any]], weight: float) -> dict[str, NDArray[Any]]:
    """Return counts by class and sign, and by sign those of both classes."""
    return counts | {sign: counts[f"verbal_{sign}"] + weight * counts[f"material_{sign}"] for sign in _SIGNS}


def _begins(numbers: NDArray[Any]) -> NDArray[Any]:
    """Return where each number begins in sorted ones, all from 0."""
    import numpy as np

    return np.flatnonzero(np.diff(numbers, prepend=-1))


def _each(function: np.ufunc, column: NDArray[Any], begins: NDArray[Any]) -> NDArray[Any]:
    """Return sum, least or greatest of each stretch of a column."""
    return function.reduceat(column, begins) if len(column) else column


def _spread(positive: NDArray[Any], negative: NDArray[Any]) -> NDArray[Any]:
    """Return the entropy of the sign, in bits, times the weight of both."""
    import numpy as np

    both, spread = positive + negative, np.zeros(len(positive))
    for part in (positive, negative):
        spread += part * np.log2(np.divide(both, part, out=np.ones(len(part)), where=part > 0))
    return spread


def _share(part: NDArray[Any], whole: NDArray[Any]) -> NDArray[Any]:
    """Return parts of wholes to nine digits, and no number where there is no whole."""
    import numpy as np

    shares: NDArray[Any] = np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    # A difference just below nothing is nothing.
    shares = shares.round(9)
    shares += 0.0
    return shares
