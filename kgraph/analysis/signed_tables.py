"""Signed multigraphs out of others' data: tables and graphs of networkx."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kgraph.analysis.checks import exact_weight, fault_of_name
from kgraph.analysis.signed import SignedMultigraph, Tie, multigraph
from kgraph.dates import Extent, parse_extent
from kgraph.errors import InputError, UnknownName, in_line

if TYPE_CHECKING:
    import networkx

_COLUMNS = ("a", "b", "sign", "weight", "arena", "time")
_SIGNS = {"1": 1, "+1": 1, "+": 1, "-1": -1, "-": -1, "−1": -1, "−": -1}


def from_table(rows: Iterable[Mapping[str, Any]], place: str = "row") -> SignedMultigraph:
    """Return the signed multigraph of a table, a mapping for each row; a pair may have any number of rows.

    Columns: ``a`` and ``b`` (names), ``sign`` (1 or -1; also + and -), and, where they are known, ``weight`` (above 0;
    default 1), ``arena`` and ``time`` (EDTF). Other columns are refused, since a misspelt one would change nothing.

    Raises:
        InputError: one line for each fault, with the number of its row.
    """
    ties: list[Tie] = []
    faults: list[str] = []
    for number, row in enumerate(rows, start=1):
        try:
            ties.append(_row(row, f"{place} {number}"))
        except InputError as error:
            faults.extend(
                line if line.startswith(f"{place} {number}") else f"{place} {number}: {line}" for line in error.faults
            )
    if faults:
        raise InputError(faults)
    return multigraph(ties)


def from_networkx(graph: networkx.Graph[Any], sign: str = "sign", weight: str = "weight") -> SignedMultigraph:
    """Return the signed multigraph of a networkx graph of any kind; an edge's data hold its sign and its weight.

    Nodes become actors by ``str``. ``sign`` and ``weight`` name the data; without a weight an edge weighs 1. ``arenas``
    (text, several joined by `` | ``) and ``when`` (EDTF) are taken where they are there, as `Graph.to_networkx` writes
    them; pass ``sign="polarity"`` for its graphs, whose neutral edges (0) are left out.

    Raises:
        InputError: one line for each edge without a sign, with a bad one, with a bad weight, or to itself.
    """
    ties: list[Tie] = []
    faults: list[str] = []
    for number, (a, b, data) in enumerate(graph.edges(data=True), start=1):
        place = f"edge {number} ({in_line(str(a))} to {in_line(str(b))})"
        if data.get(sign) == 0 and sign == "polarity":
            continue
        row = {"a": a, "b": b, "sign": data.get(sign), "time": data.get("when")}
        if weight in data:
            row["weight"] = data[weight]
        try:
            tie = _row(row, place)
        except InputError as error:
            faults.extend(error.faults)
            continue
        listed = data.get("arenas")
        if listed not in (None, "") and (fault := fault_of_name(listed)):
            faults.append(f"{place}: arenas: {fault}; name the arenas or leave them out")
            continue
        arenas = tuple(name for name in (listed or "").split(" | ") if name)
        ties.append(tie._replace(arenas=arenas, name=place))
    if faults:
        raise InputError(faults)
    for number, node in enumerate(graph.nodes, start=1):
        if fault := fault_of_name(node, text=False):
            raise InputError(f"node {number}: {fault}; name every actor")
    return multigraph(ties, (str(node).strip() for node in graph.nodes))


def _row(row: Mapping[str, Any], place: str) -> Tie:
    for column in row:
        if column not in _COLUMNS:
            raise UnknownName("column", str(column), _COLUMNS, place)
    for column in ("a", "b"):
        if fault := fault_of_name(row.get(column), text=False):
            raise InputError(f"{place}: column '{column}': {fault}; name both actors")
    a, b = (str(row[column]).strip() for column in ("a", "b"))
    if a == b:
        raise InputError(f"{place}: '{in_line(a)}' is tied to itself; name two different actors or remove the row")
    given = row.get("sign")
    sign = _SIGNS.get(str(int(given) if isinstance(given, float) and given.is_integer() else given).strip())
    if sign is None or isinstance(given, bool):
        raise InputError(f"{place}: the sign '{in_line(str(given))}' is neither 1 nor -1; leave neutral ties out")
    weight = row.get("weight")
    arena, time = row.get("arena"), row.get("time")
    if arena not in (None, "") and (fault := fault_of_name(arena)):
        raise InputError(f"{place}: column 'arena': {fault}; name the arena or leave it empty")
    try:
        extent = parse_extent(str(time)) if time not in (None, "") else Extent()
    except InputError as error:
        raise InputError(f"{place}: {error}") from None
    return Tie(
        a,
        b,
        sign,
        exact_weight(weight, place) if weight not in (None, "") else Fraction(1),
        (str(arena),) if arena not in (None, "") else (),
        extent,
        place,
    )
