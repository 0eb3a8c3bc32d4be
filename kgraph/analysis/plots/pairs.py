"""Pictures of a pair: its profile, its timeline, its weights by window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kgraph.analysis.plots.canvas import CONFLICT, COOPERATION, figure_of, key_below, mark_windows
from kgraph.analysis.profile import Point, Profile
from kgraph.analysis.timeline import Change, spans

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_HATCHES = {"direct": ("", "direct"), "acting-for": ("///", "by acting for"), "proxy": ("xxx", "by proxy")}
# What only possibly holds.
_PALE = 0.3
_BOTH_WAYS = "conflict  ←  weight  →  cooperation"


def draw_profile(found: Profile, label: Mapping[str, str] | None = None) -> Figure:
    """Draw cooperation to the right and conflict to the left, one row an arena; hatched: not direct.

    Raises:
        InputError: if matplotlib is not installed.
    """
    names = label or {}
    arenas = sorted(found.by_arena(), key=lambda arena: names.get(arena, arena).casefold())
    figure, [axes] = figure_of(7, 1.5 + 0.3 * max(1, len(arenas)))
    ends: dict[tuple[str, int], float] = {}
    for cell in found.cells:
        start = ends.get((cell.arena, cell.sign), 0.0)
        width = float(cell.weight) * cell.sign
        colour, hatch = COOPERATION if cell.sign > 0 else CONFLICT, _HATCHES[cell.layer][0]
        place = arenas.index(cell.arena)
        axes.barh(place, width, left=start, height=0.7, color=colour, hatch=hatch, edgecolor="white")
        ends[cell.arena, cell.sign] = start + width
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_yticks(range(len(arenas)), [names.get(arena, arena) for arena in arenas])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.invert_yaxis()
    most = max((abs(end) for end in ends.values()), default=1.0) * 1.05
    axes.set_xlim(-most, most)
    axes.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    axes.set_xlabel(_BOTH_WAYS)
    axes.set_title(f"{names.get(found.a, found.a)} and {names.get(found.b, found.b)}")
    for layer in dict.fromkeys(cell.layer for cell in found.cells):
        hatch, text = _HATCHES[layer]
        # A bar of no width: what the key shows.
        axes.barh(0, 0, color="grey", hatch=hatch, edgecolor="white", label=text)
    key_below(figure, axes, 3)
    return figure


def draw_timeline(
    changes: Sequence[Change],
    title: str = "",
    label: Mapping[str, str] | None = None,
    certain: Sequence[Change] | None = None,
) -> Figure:
    """Draw when two actors were partners and when rivals, two lanes an arena; arrows: the dates leave an end open.

    Args:
        changes: of what possibly holds (`Graph.timeline`).
        title: written above.
        label: what to call the arenas.
        certain: changes of what certainly holds (of a graph loaded with ``holds="certainly"``); if given, these times
            are drawn in full colour and the others pale.

    Raises:
        InputError: if matplotlib is not installed.
    """
    names = label or {}
    drawn = [(span, certain is None) for span in spans(changes)]
    drawn += [(span, True) for span in spans(certain or ())]
    arenas = sorted({span.arena for span, _ in drawn}, key=lambda arena: names.get(arena, arena).casefold())
    figure, [axes] = figure_of(7, 1.5 + 0.3 * max(1, len(arenas)))
    days = [day.toordinal() for change in (*changes, *(certain or ())) if (day := change.day)]
    first, last = (min(days), max(days)) if days else (0, 0)
    # A margin in which open ends end, and in which a single day can be seen.
    margin = max(30, (last - first) // 20)
    left, right = first - margin, last + margin
    looks = {1: (COOPERATION, "", "cooperation", -0.19), -1: (CONFLICT, "///", "conflict", 0.19)}
    for span, full in drawn:
        colour, hatch, _, lane = looks[span.sign]
        start = span.first.toordinal() if span.first else left
        end = span.until.toordinal() if span.until else right
        place = arenas.index(span.arena) + lane
        pale = 1.0 if full else _PALE
        look: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "white", "alpha": pale}
        axes.barh(place, end - start, left=start, height=0.34, zorder=2, **look)
        if span.first:
            # However short it is, it is seen.
            lane_ends = [place - 0.17, place + 0.17]
            axes.plot([start, start], lane_ends, color=colour, linewidth=1.2, alpha=pale, zorder=3)
        for shown, where, marker in ((span.first is None, left, "<"), (span.until is None, right, ">")):
            if shown:
                axes.plot(
                    [where], [place], marker=marker, color=colour, markersize=6, alpha=pale, clip_on=False, zorder=4
                )
    for colour, hatch, name, _ in looks.values():
        shades = ((": possibly", _PALE), (": certainly", 1.0)) if certain is not None else (("", 1.0),)
        for word, pale in shades:
            look = {"color": colour, "hatch": hatch, "edgecolor": "white", "alpha": pale}
            axes.barh(0, 0, left=left, label=name + word, **look)
    axes.set_xlim(left, right)
    axes.set_yticks(range(len(arenas)), [names.get(arena, arena) for arena in arenas])
    axes.set_ylim(max(len(arenas), 1) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0, pad=9)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color="0.85", linewidth=0.6)
    axes.set_axisbelow(True)
    ticks = [(day, text) for day, text in _days_to_name(first, last) if left <= day <= right] if days else []
    axes.set_xticks([day for day, _ in ticks], [text for _, text in ticks], rotation=45, ha="right")
    axes.set_xlabel("date")
    axes.set_title(title)
    key_below(figure, axes, 2)
    return figure


def draw_trend(points: Sequence[Point], changes: Sequence[int] = (), title: str = "") -> Figure:
    """Draw the weight of both signs by window: the line is what certainly held, the band what possibly did.

    ``changes`` are numbers of windows that begin a new level (`change_points`), drawn as vertical lines.

    Raises:
        InputError: if matplotlib is not installed.
    """
    figure, [axes] = figure_of(7, 3.8)
    edges = [place - 0.5 for place in range(len(points) + 1)]
    signs = (("positive", "cooperation", COOPERATION, "solid", 1), ("negative", "conflict", CONFLICT, "dashed", -1))
    for name, word, colour, style, side in signs:
        certain = [side * getattr(point.certain, name) for point in points]
        possible = [side * getattr(point.possible, name) for point in points]
        if points:
            band = f"{word}: possibly"
            axes.stairs(possible, edges, baseline=certain, fill=True, color=colour, alpha=0.25, linewidth=0, label=band)
            line = f"{word}: certainly"
            axes.stairs(certain, edges, baseline=None, color=colour, linestyle=style, linewidth=1.5, label=line)
    axes.axhline(0, color="black", linewidth=0.8)
    mark_windows(axes, [point.label for point in points], changes)
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    axes.set_ylabel(_BOTH_WAYS)
    axes.set_title(title)
    key_below(figure, axes, 3)
    return figure


def _days_to_name(first: int, last: int) -> list[tuple[int, str]]:
    """Return some days as ordinals and how to write them: years, or within few of them months, or days."""
    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    if len(years) > 3:
        step = -(-len(years) // 12)
        return [(date(year, 1, 1).toordinal(), str(year)) for year in years if year % step == 0]
    months = [date(year, month, 1) for year in years for month in range(1, 13)]
    inside = [month for month in months if first - 31 <= month.toordinal() <= last + 31]
    if last - first > 62:
        return [(month.toordinal(), f"{month:%Y-%m}") for month in inside[:: -(-len(inside) // 12)]]
    step = max(1, (last - first) // 6)
    named = (date.fromordinal(first) + timedelta(days) for days in range(0, last - first + 1, step))
    return [(day.toordinal(), day.isoformat()) for day in named]
