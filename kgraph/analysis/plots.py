"""Pictures for a paper: the profile of a pair, weights over time, camps. Needs matplotlib (the extra ``plots``).

Each draws what a function of this package returns as data. Colours are those of Okabe and Ito, which colour-blind
readers tell apart; hatches and dashes tell the signs apart in print.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, hypot, pi, sin
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.analysis.frustration.index import Frustration
from kgraph.analysis.profile import Point, Profile
from kgraph.analysis.signed import SignedGraph
from kgraph.errors import InputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COOPERATION, CONFLICT = "#0072B2", "#D55E00"
FORMATS: tuple[str, ...] = ("pdf", "png", "svg")


def draw_profile(found: Profile, label: Mapping[str, str] | None = None) -> Figure:
    """Draw cooperation to the right and conflict to the left, one row an arena; hatched: not direct.

    Raises:
        InputError: if matplotlib is not installed.
    """
    names = label or {}
    figure, axes = _figure(8, 1.6 + 0.4 * max(1, len(found.by_arena())))
    arenas = sorted(found.by_arena())
    for cell in found.cells:
        row = arenas.index(cell.arena)
        same = [c for c in found.cells if (c.arena, c.sign) == (cell.arena, cell.sign)]
        start = float(sum(c.weight for c in same[: same.index(cell)])) * cell.sign
        axes.barh(
            row,
            float(cell.weight) * cell.sign,
            left=start,
            color=COOPERATION if cell.sign > 0 else CONFLICT,
            hatch={"direct": "", "acting-for": "//", "proxy": "xx"}[cell.layer],
            edgecolor="white",
        )
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_yticks(range(len(arenas)), [names.get(arena, arena) for arena in arenas])
    axes.invert_yaxis()
    most = max((abs(bound) for bound in axes.get_xlim()), default=1)
    axes.set_xlim(-most, most)
    axes.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    axes.set_xlabel("conflict  ←  weight  →  cooperation")
    axes.set_title(
        f"{names.get(found.a, found.a)} and {names.get(found.b, found.b)}\nhatched //: by acting for · xx: by proxy"
    )
    return figure


def draw_trend(points: Sequence[Point], changes: Sequence[int] = (), title: str = "") -> Figure:
    """Draw the weight of both signs by window: the line is what certainly held, the band what possibly did.

    ``changes`` are numbers of windows that begin a new level (`change_points`), drawn as vertical lines.

    Raises:
        InputError: if matplotlib is not installed.
    """
    figure, axes = _figure(8, 4)
    places = list(range(len(points)))
    for name, colour, style, side in (("positive", COOPERATION, "solid", 1), ("negative", CONFLICT, "dashed", -1)):
        certain = [side * getattr(point.certain, name) for point in points]
        possible = [side * getattr(point.possible, name) for point in points]
        axes.fill_between(places, certain, possible, color=colour, alpha=0.25, linewidth=0, step="mid")
        axes.step(places, certain, color=colour, linestyle=style, where="mid", label=name)
    for change in changes:
        axes.axvline(change - 0.5, color="black", linewidth=0.8, linestyle="dotted")
    axes.axhline(0, color="black", linewidth=0.8)
    shown = places[:: max(1, len(places) // 12)]
    axes.set_xticks(shown, [points[place].label for place in shown], rotation=45, ha="right")
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    axes.set_ylabel("conflict  ←  weight  →  cooperation")
    axes.set_title(title)
    return figure


def draw_camps(graph: SignedGraph, found: Frustration, label: Mapping[str, str] | None = None, part: int = 0) -> Figure:
    """Draw the two camps of one connected part as facing half circles; thick: edges that do not suit them.

    Raises:
        InputError: if there is no such part, or matplotlib is not installed.
    """
    if not 0 <= part < len(found.camps):
        raise InputError(f"part: {part} is none of the {len(found.camps)} connected parts; they are counted from 0")
    names = label or {}
    figure, axes = _figure(9, 7)
    place: dict[str, tuple[float, float]] = {}
    for side, camp in zip((-1, 1), found.camps[part], strict=True):
        for number, actor in enumerate(camp):
            angle = pi * (number + 0.5) / len(camp) - pi / 2
            place[actor] = (side * (0.6 + cos(angle)), sin(angle) * 1.5)
    frustrated = set(found.frustrated)
    both = {(edge.a, edge.b) for edge in graph.edges if edge.sign > 0} & {
        (edge.a, edge.b) for edge in graph.edges if edge.sign < 0
    }
    for edge in graph.edges:
        if edge.a in place:
            (x, y), (u, v) = place[edge.a], place[edge.b]
            if (edge.a, edge.b) in both:
                # Side by side, so that no sign hides the other.
                across, along = (v - y) / hypot(u - x, v - y), (u - x) / hypot(u - x, v - y)
                step = 0.012 * edge.sign
                x, y, u, v = x - step * across, y + step * along, u - step * across, v + step * along
            axes.plot(
                [x, u],
                [y, v],
                color=COOPERATION if edge.sign > 0 else CONFLICT,
                linestyle="solid" if edge.sign > 0 else "dashed",
                linewidth=2.4 if edge in frustrated else 0.8,
                alpha=1.0 if edge in frustrated else 0.5,
                zorder=1,
            )
    for actor, (x, y) in place.items():
        axes.text(
            x,
            y,
            names.get(actor, actor),
            ha="center",
            va="center",
            fontsize=8,
            bbox={"boxstyle": "round,pad=0.25", "facecolor": "white", "edgecolor": "grey", "linewidth": 0.5},
        )
    axes.set_title("solid blue: cooperation · dashed vermillion: conflict · thick: does not suit the camps")
    axes.set_axis_off()
    axes.margins(0.15)
    return figure


def save(figure: Figure, path: Path) -> None:
    """Write a figure as PDF, PNG or SVG, by the ending of the path; the same figure gives the same bytes.

    Raises:
        InputError: if the ending is another one, or the path cannot be written.
    """
    import io

    import matplotlib as mpl

    from kgraph.files import write_output

    form = path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise InputError(f"{path}: pictures are written as {', '.join(FORMATS)}; give the file such an ending")
    out = io.BytesIO()
    # Neither the day of writing nor random ids.
    dateless = {"pdf": {"CreationDate": None}, "svg": {"Date": None}, "png": {}}[form]
    with mpl.rc_context({"svg.hashsalt": "kgraph"}):
        figure.savefig(out, format=form, dpi=150, metadata=dateless)
    write_output(path, out.getvalue())


def _figure(width: float, height: float) -> tuple[Figure, Axes]:
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise InputError(
            "pictures need matplotlib; install kgraph with the extra: pip install 'kgraph[plots]'"
        ) from None
    # Without pyplot, so that nothing is kept and no window opens.
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot()
