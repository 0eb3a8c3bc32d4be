"""Pictures of a network: its two camps, and what it is window by window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kgraph.analysis.frustration.index import Frustration
from kgraph.analysis.plots.canvas import CONFLICT, COOPERATION, figure_of, key_below, mark_windows
from kgraph.analysis.signed import Edge, SignedGraph
from kgraph.analysis.windows import Moment
from kgraph.errors import InputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SWEEPS = 12
# Widths of lines in points, and how faint an edge is that suits the camps.
_THINNEST, _THICKEST, _PALE = 0.8, 4.5, 0.4
Place = tuple[float, float]


def draw_camps(
    graph: SignedGraph, found: Frustration, label: Mapping[str, str] | None = None, part: int = 0, title: str = ""
) -> Figure:
    """Draw the two camps of one connected part as facing columns; strong: edges that do not suit them, pale: others.

    Ties within a camp are arcs at its column, ties between the camps straight lines. The width of a line grows with
    the square root of its weight.

    Raises:
        InputError: if there is no such part, or matplotlib is not installed.
    """
    if not 0 <= part < len(found.camps):
        raise InputError(f"part: {part} is none of the {len(found.camps)} connected parts; they are counted from 0")
    names = label or {}
    edges = [edge for edge in graph.edges if any(edge.a in camp for camp in found.camps[part])]
    place = _columns(found.camps[part], edges)
    rows = max(len(camp) for camp in found.camps[part])
    figure, [axes] = figure_of(7.5, 1.3 + 0.32 * max(rows, 4))
    frustrated = set(found.frustrated)
    heaviest = max((float(edge.weight) for edge in edges), default=1.0)
    both = {(edge.a, edge.b) for edge in edges if edge.sign > 0} & {(e.a, e.b) for e in edges if e.sign < 0}
    for edge in sorted(edges, key=lambda edge: edge in frustrated):
        _draw_edge(axes, edge, place, edge in frustrated, (edge.a, edge.b) in both, heaviest)
    for actor, (x, y) in place.items():
        axes.plot([x], [y], marker="o", markersize=5, color="black", zorder=4)
        side = "right" if x < 0 else "left"
        axes.text(x * 1.05, y, names.get(actor, actor), ha=side, va="center", fontsize=8)
    for colour, style, pale, name in (
        (COOPERATION, "solid", 1.0, "cooperation"),
        (CONFLICT, "dashed", 1.0, "conflict"),
        ("black", "solid", 1.0, "does not suit the camps"),
        ("black", "solid", _PALE, "suits them"),
    ):
        axes.plot([], [], color=colour, linestyle=style, alpha=pale, linewidth=1.8, label=name)
    axes.set_xlim(-2.1, 2.1)
    axes.set_ylim(-0.5, rows - 0.5)
    axes.set_axis_off()
    axes.set_title(title)
    key_below(figure, axes, 4)
    return figure


def draw_windows(
    moments: Sequence[Moment], changes: Sequence[int] = (), turns: Sequence[int] = (), title: str = ""
) -> Figure:
    """Draw a network by window: above, its pairs by sign; below, its frustration index within its interval.

    ``changes`` are where the numbers of pairs begin a new level, ``turns`` where the weights that suit the camps and
    that do not begin one (`change_points`).

    Raises:
        InputError: if matplotlib is not installed.
    """
    figure, [above, below] = figure_of(7, 5, rows=2)
    edges = [place - 0.5 for place in range(len(moments) + 1)]
    kinds = (("+", "cooperation alone", COOPERATION, "solid"), ("-", "conflict alone", CONFLICT, "dashed"))
    for kind, name, colour, style in (*kinds, ("±", "both", "black", "dashdot")):
        if moments:
            pairs = [moment.census.pairs[kind] for moment in moments]
            above.stairs(pairs, edges, baseline=None, color=colour, linestyle=style, linewidth=1.5, label=name)
    if moments:
        least, most = ([float(end) for end in ends] for ends in zip(*map(_interval, moments), strict=True))
        name = "over every sign choice"
        below.stairs(most, edges, baseline=least, fill=True, color="0.8", linewidth=0, label=name)
        lower, upper = ([float(getattr(m, side)) for m in moments] for side in ("lower", "upper"))
        below.stairs(upper, edges, baseline=None, color="black", linewidth=1.5, label="index by the rule chosen")
        if lower != upper:
            below.stairs(lower, edges, baseline=None, color="black", linestyle="dashed", label="index, lower bound")
    labels = [moment.label for moment in moments]
    mark_windows(above, labels, changes)
    mark_windows(below, labels, turns, named=not changes)
    above.tick_params(axis="x", labelbottom=False)
    above.set_xlabel("")
    above.set_ylabel("pairs")
    below.set_ylabel("frustration")
    for axes in (above, below):
        axes.set_ylim(bottom=0)
        if moments:
            # Above what is drawn, so that it hides nothing.
            axes.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False, fontsize="small", ncols=4)
    figure.suptitle(title)
    return figure


def _interval(moment: Moment) -> tuple[float, float]:
    return float(moment.least.lower), float(moment.most.upper)


def _columns(camps: Sequence[Sequence[str]], edges: Sequence[Edge]) -> dict[str, Place]:
    """Return where each actor stands: camps left and right, each actor near those that it is tied to.

    The order is that of the means of neighbours, again and again (Sugiyama, Tagawa and Toda, IEEE Transactions on
    Systems, Man, and Cybernetics 11, 1981).
    """
    around: dict[str, list[str]] = {}
    for edge in edges:
        around.setdefault(edge.a, []).append(edge.b)
        around.setdefault(edge.b, []).append(edge.a)
    rows = max(len(camp) for camp in camps)
    columns = [list(camp) for camp in camps]
    height: dict[str, float] = {}

    def spread(column: list[str]) -> None:
        height.update({actor: (number + 0.5) * rows / len(column) - 0.5 for number, actor in enumerate(column)})

    for column in columns:
        spread(column)
    for _ in range(_SWEEPS):
        for column in columns:
            means = {actor: sum(height[other] for other in around[actor]) / len(around[actor]) for actor in column}
            column.sort(key=lambda actor: (means[actor], actor))
            spread(column)
    return {actor: (side, height[actor]) for side, column in zip((-1.0, 1.0), columns, strict=True) for actor in column}


def _draw_edge(
    axes: Axes, edge: Edge, place: Mapping[str, Place], frustrated: bool, doubled: bool, heaviest: float
) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    (x, y), (u, v) = place[edge.a], place[edge.b]
    # Side by side, so that no sign hides the other.
    aside = 0.06 * edge.sign if doubled else 0.0
    if x == u:
        bow = min(0.75, 0.12 + 0.09 * abs(y - v)) + aside
        middle = (x - bow * (1 if x > 0 else -1), (y + v) / 2)
    else:
        y, v = y + aside, v + aside
        middle = ((x + u) / 2, (y + v) / 2)
    axes.add_patch(
        PathPatch(
            Path([(x, y), middle, (u, v)], [Path.MOVETO, Path.CURVE3, Path.CURVE3]),
            facecolor="none",
            edgecolor=COOPERATION if edge.sign > 0 else CONFLICT,
            linestyle="solid" if edge.sign > 0 else "dashed",
            linewidth=_THINNEST + (_THICKEST - _THINNEST) * (float(edge.weight) / heaviest) ** 0.5,
            alpha=1.0 if frustrated else _PALE,
            zorder=3 if frustrated else 2,
        )
    )
