"""Where everything stands in the picture: computed, so that the same graph always looks the same.

The pair stands left and right; its direct ties are arcs between them, cooperation above the axis and conflict
below. Above and below that, theatre by theatre, stand the parties that each of the two backs, on its backer's side.
All others stand around the one of the pair that they have most to do with. Units are those of the canvas.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

from kgraph.views.holder import GraphLike
from kgraph.views.page.curves import Box, Obstacles
from kgraph.views.page.theatres import (
    COLUMN_X,
    MOST_TRIED,
    ROW,
    TITLE,
    Facts,
    blocks_of,
    companions_of,
    halves_of,
    sort_out,
)
from kgraph.views.page.ties import Tie
from kgraph.views.page.words import Words

PAIR_X, OUTER_X, _GAP = 470.0, 665.0, 10.0
_STEP, _GROUP_STEP, _FIRST, _HIGHEST = 6.0, 15.0, 20.0, 280.0
_OUTER_STEP, _OUTER_MOST = 80.0, 9


class Group(NamedTuple):
    """The frame of a theatre: its centre, size and name."""

    name: str
    label: str
    x: float
    y: float
    width: float
    height: float


class ArcLabel(NamedTuple):
    """The name of an arena on the arcs between the pair, by its centre."""

    text: str
    sign: int
    x: float
    y: float


class Layout(NamedTuple):
    """Boxes of actors, frames of theatres, and for each tie how far its middle is bent (positive: clockwise)."""

    boxes: Mapping[str, Box]
    texts: Mapping[str, str]
    groups: Sequence[Group]
    bends: Mapping[str, float]
    labels: Sequence[ArcLabel]


def facts_of(graph: GraphLike, pair: tuple[str, str]) -> Facts:
    """Return what the layout needs to know of a graph."""
    words = Words(graph)
    return Facts(
        pair=pair,
        labels={name: words.label(name) for name in graph.actors},
        theatres={name: words.arena(name) for name, arena in graph.arenas.items() if arena.is_theatre},
        arena_labels={name: words.arena(name) for name in graph.arenas},
        acts_for=frozenset(graph.vocabulary.below("actsFor")),
    )


def lay_out(facts: Facts, ties: Sequence[Tie]) -> Layout:
    """Return the layout of the ties and of all actors at their ends."""
    a, b = facts.pair
    names = sorted({end for tie in ties for end in (tie.agent, tie.target)} | {a, b})
    texts = {name: _wrapped(facts.labels[name], name in facts.pair) for name in names}
    sizes = {name: _size(text, name in facts.pair) for name, text in texts.items()}
    bends, labels, above, below = _fan(facts, [tie for tie in ties if tie.between(a, b)])
    theatre_of, side_of = sort_out(facts, ties, names)
    boxes = {a: Box(-PAIR_X, 0, *sizes[a]), b: Box(PAIR_X, 0, *sizes[b])}
    groups: list[Group] = []
    depth = {-1: above, 1: below}
    blocks = blocks_of(facts, ties, theatre_of, side_of)
    for block, direction in zip(blocks, halves_of(blocks, companions_of(ties, theatre_of), depth), strict=True):
        height = block.height
        centre = direction * (depth[direction] + _GAP + height / 2)
        groups.append(Group(block.theatre, facts.theatres[block.theatre], 0, centre, 2 * COLUMN_X + 178, height))
        for name, (x, row) in block.places(ties, direction).items():
            boxes[name] = Box(x, centre + TITLE / 2 + (row - (block.rows - 1) / 2) * ROW, *sizes[name])
        depth[direction] += _GAP + height
    _stand_around(facts, ties, [name for name in names if name not in boxes], side_of, boxes, sizes)
    written = [Box(x.x, x.y, 9.5 * len(x.text) + 20, 19) for x in labels]
    written += [Box(g.x, g.y - g.height / 2 + 13, 9 * len(g.label) + 10, 19) for g in groups]
    fan = [Box(0, (below - above) / 2, 1.2 * PAIR_X, above + below)]
    obstacles = Obstacles(boxes, written, [*(Box(g.x, g.y, g.width, g.height) for g in groups), *fan])
    bends.update(_bend_the_rest(facts, ties, boxes, obstacles))
    return Layout(boxes, texts, groups, bends, labels)


def _wrapped(label: str, leading: bool) -> str:
    lines = textwrap.wrap(" ".join(label.split()), 16 if leading else 19, max_lines=3, placeholder=" …")
    return "\n".join(lines) or "(no name)"


def _size(text: str, leading: bool) -> tuple[float, float]:
    lines = text.split("\n")
    per_letter, per_line, wide, high = (12.0, 23.0, 38.0, 32.0) if leading else (8.3, 16.0, 27.0, 24.0)
    return max(len(line) for line in lines) * per_letter + wide, len(lines) * per_line + high


def _fan(facts: Facts, direct: Sequence[Tie]) -> tuple[dict[str, float], list[ArcLabel], float, float]:
    """Return the bend of each direct tie, the labels of its arenas, and how far the fan reaches up and down."""
    bends: dict[str, float] = {}
    labels: list[ArcLabel] = []
    reach = {}
    for up in (1, -1):
        groups: dict[str, list[Tie]] = {}
        for tie in direct:
            if (tie.sign >= 0) == (up > 0):
                groups.setdefault(" · ".join(facts.arena_labels[name] for name in tie.arenas), []).append(tie)
        extent = sum(max(1, len(group) - 1) * _STEP + _GROUP_STEP for group in groups.values())
        shrink = min(1.0, _HIGHEST / (_FIRST + extent))
        at = _FIRST
        for label, group in sorted(groups.items()):
            for index, tie in enumerate(group):
                # Seen from the left, an arc above the axis turns clockwise; from the right, against the clock.
                turn = up if tie.agent == facts.pair[0] else -up
                bends[tie.id] = turn * (at + index * _STEP) * shrink
            middle = at + (len(group) - 1) * _STEP / 2
            labels.append(ArcLabel(label, group[0].sign, 0, -up * middle * shrink))
            at += max(1, len(group) - 1) * _STEP + _GROUP_STEP
        reach[up] = at * shrink
    return bends, labels, reach[1], reach[-1]


def _stand_around(
    facts: Facts,
    ties: Sequence[Tie],
    names: Sequence[str],
    side_of: Mapping[str, int],
    boxes: dict[str, Box],
    sizes: Mapping[str, tuple[float, float]],
) -> None:
    """Put the remaining actors in columns beyond the two, each near the actors that it has ties with."""
    for side in (-1, 1):
        column = [name for name in names if (side_of.get(name, 0) or 1) == side]
        for start in range(0, len(column), _OUTER_MOST):
            part = _arranged(column[start : start + _OUTER_MOST], facts, ties, boxes)
            x = side * (OUTER_X + 165 * (start // _OUTER_MOST))
            for index, name in enumerate(part):
                boxes[name] = Box(x, _slot(index, len(part)), *sizes[name])


def _slot(index: int, count: int) -> float:
    return (index - (count - 1) / 2) * _OUTER_STEP


def _arranged(column: list[str], facts: Facts, ties: Sequence[Tie], boxes: Mapping[str, Box]) -> Sequence[str]:
    inside = [t for t in ties if t.agent in column and t.target in column]
    pulls = {name: [] for name in column}  # type: dict[str, list[float]]
    for tie in ties:
        for one, other in ((tie.agent, tie.target), (tie.target, tie.agent)):
            if one in pulls and other in boxes and other not in facts.pair:
                pulls[one].append(boxes[other].y)
    if len(column) > MOST_TRIED:
        return sorted(column, key=lambda name: (sum(pulls[name]) / max(1, len(pulls[name])), name))

    def strain(order: tuple[str, ...]) -> float:
        y = {name: _slot(index, len(order)) for index, name in enumerate(order)}
        own = sum(abs(y[name] - pull) for name in order for pull in pulls[name])
        return own + sum(abs(y[t.agent] - y[t.target]) * 1.5 for t in inside)

    return min(permutations(sorted(column)), key=strain)


def _bend_the_rest(
    facts: Facts, ties: Sequence[Tie], boxes: Mapping[str, Box], obstacles: Obstacles
) -> dict[str, float]:
    """Return bends that keep the other ties off the boxes, and ties of the same two actors apart."""
    bends: dict[str, float] = {}
    bundles: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        if not tie.between(*facts.pair):
            first, second = sorted((tie.agent, tie.target))
            bundles.setdefault((first, second), []).append(tie)
    for (first, second), bundle in bundles.items():
        base = obstacles.clear_bend(first, second, 10.0 * (len(bundle) - 1)) if len(bundles) <= 150 else 0.0
        for index, tie in enumerate(bundle):
            bend = base + 11 * (index - (len(bundle) - 1) / 2)
            bends[tie.id] = bend if tie.agent == first else -bend
    return bends
