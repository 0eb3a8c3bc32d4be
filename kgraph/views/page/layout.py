"""Where everything stands in the picture: computed, so that the same graph always looks the same.

The pair stands left and right; its direct ties are arcs between them, cooperation above the axis and conflict
below. Above and below that, theatre by theatre, stand the parties that each of the two backs, on its backer's side.
All others stand around the one of the pair that they have most to do with. Units are those of the canvas.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

from kgraph.views.holder import GraphLike
from kgraph.views.page.curves import Box, Obstacles
from kgraph.views.page.ties import Tie
from kgraph.views.page.words import Words

PAIR_X, COLUMN_X, OUTER_X = 455.0, 165.0, 640.0
_ROW, _TITLE, _GAP = 54.0, 20.0, 12.0
_STEP, _GROUP_STEP, _FIRST, _HIGHEST = 6.0, 13.0, 20.0, 280.0
_OUTER_STEP, _OUTER_MOST = 78.0, 9
_MOST_TRIED = 6


class Group(NamedTuple):
    """The frame of a theatre: its centre, size and name."""

    name: str
    label: str
    x: float
    y: float
    width: float
    height: float


class Layout(NamedTuple):
    """Boxes of actors, frames of theatres, and for each tie how far its middle is bent (positive: clockwise)."""

    boxes: Mapping[str, Box]
    texts: Mapping[str, str]
    groups: Sequence[Group]
    bends: Mapping[str, float]
    labels: Mapping[str, str]


class Facts(NamedTuple):
    """What the layout needs to know of the graph."""

    pair: tuple[str, str]
    labels: Mapping[str, str]
    theatres: Mapping[str, str]
    arena_labels: Mapping[str, str]
    acts_for: frozenset[str]


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
    bends, arc_labels, above, below = _fan(facts, [tie for tie in ties if tie.between(a, b)])
    theatre_of, side_of = _sort_out(facts, ties, names)
    boxes = {a: Box(-PAIR_X, 0, *sizes[a]), b: Box(PAIR_X, 0, *sizes[b])}
    groups: list[Group] = []
    depth = {-1: above, 1: below}
    for theatre, columns in _blocks(facts, ties, theatre_of, side_of):
        rows = max(len(column) for column in columns)
        direction = -1 if depth[-1] - above <= depth[1] - below else 1
        height = _TITLE + rows * _ROW
        centre = direction * (depth[direction] + _GAP + height / 2)
        groups.append(Group(theatre, facts.theatres[theatre], 0, centre, 2 * COLUMN_X + 168, height))
        for x, column in zip((-COLUMN_X, 0.0, COLUMN_X), columns, strict=True):
            first = centre + _TITLE / 2 - (len(column) - 1) * _ROW / 2
            for index, name in enumerate(column):
                boxes[name] = Box(x, first + index * _ROW, *sizes[name])
        depth[direction] += _GAP + height
    _stand_around(facts, ties, [name for name in names if name not in boxes], side_of, boxes, sizes)
    obstacles = Obstacles(boxes, [Box(0, g.y - g.height / 2 + 11, 150, 18) for g in groups])
    for tie_id, label in arc_labels.items():
        obstacles.add_label(Box(0, _middle(tie_id, ties, bends, a), 8 * len(label), 16))
    bends.update(_bend_the_rest(facts, ties, boxes, obstacles))
    return Layout(boxes, texts, groups, bends, arc_labels)


def _wrapped(label: str, leading: bool) -> str:
    lines = textwrap.wrap(" ".join(label.split()), 16 if leading else 19, max_lines=3, placeholder=" …")
    return "\n".join(lines) or "(no name)"


def _size(text: str, leading: bool) -> tuple[float, float]:
    lines = text.split("\n")
    per_letter, per_line, margin = (11.5, 25.0, 26.0) if leading else (7.3, 16.5, 14.0)
    return max(len(line) for line in lines) * per_letter + margin, len(lines) * per_line + margin - 2


def _fan(facts: Facts, direct: Sequence[Tie]) -> tuple[dict[str, float], dict[str, str], float, float]:
    """Return the bend of each direct tie, the labels of its arenas, and how far the fan reaches up and down."""
    bends: dict[str, float] = {}
    labels: dict[str, str] = {}
    reach = {}
    for up in (1, -1):
        groups: dict[str, list[Tie]] = {}
        for tie in direct:
            if (tie.sign >= 0) == (up > 0):
                groups.setdefault(" · ".join(facts.arena_labels[name] for name in tie.arenas), []).append(tie)
        heights: list[tuple[Tie, float]] = []
        at = _FIRST
        for label, group in sorted(groups.items()):
            for index, tie in enumerate(group):
                heights.append((tie, at + index * _STEP))
            labels[group[len(group) // 2].id] = label
            at += max(1, len(group) - 1) * _STEP + _GROUP_STEP
        shrink = min(1.0, _HIGHEST / at)
        for tie, height in heights:
            # Seen from the left, an arc above the axis turns clockwise; from the right, against the clock.
            bends[tie.id] = up * height * shrink * (1 if tie.agent == facts.pair[0] else -1)
        reach[up] = at * shrink if heights else _FIRST
    return bends, labels, reach[1], reach[-1]


def _middle(tie_id: str, ties: Sequence[Tie], bends: Mapping[str, float], a: str) -> float:
    agent = next(tie.agent for tie in ties if tie.id == tie_id)
    return -bends[tie_id] if agent == a else bends[tie_id]


def _sort_out(facts: Facts, ties: Sequence[Tie], names: Iterable[str]) -> tuple[dict[str, str], dict[str, int]]:
    """Return the theatre of each actor that has one, and on whose side (-1 left, 1 right) each actor stands."""
    a, b = facts.pair
    near: dict[str, list[Tie]] = {}
    for tie in ties:
        for end in {tie.agent, tie.target}:
            near.setdefault(end, []).append(tie)
    household = {tie.agent: tie.target for tie in ties if tie.relation in facts.acts_for and tie.target in facts.pair}
    theatre_of: dict[str, str] = {}
    for name in names:
        found = [arena for tie in near.get(name, ()) for arena in tie.arenas if arena in facts.theatres]
        if found and name not in facts.pair and name not in household:
            theatre_of[name] = max(sorted(set(found)), key=found.count)
    for _ in range(2):  # who leads or belongs to somebody in a theatre stands there too
        for tie in ties:
            for one, other in ((tie.agent, tie.target), (tie.target, tie.agent)):
                apart = one in facts.pair or one in household or one in theatre_of
                if tie.relation in facts.acts_for and not apart and other in theatre_of:
                    theatre_of[one] = theatre_of[other]
    score: dict[str, int] = {}
    for tie in ties:
        for principal, weight in ((a, -1), (b, 1)):
            ends = {household.get(tie.agent, tie.agent), household.get(tie.target, tie.target)}
            if principal in ends:
                for other in (tie.agent, tie.target):
                    in_theatre = other in theatre_of
                    score[other] = score.get(other, 0) + weight * (tie.sign if in_theatre else 1)
    for name, principal in household.items():
        score[name] = -1 if principal == a else 1
    for _ in range(2):
        for tie in ties:
            for one, other in ((tie.agent, tie.target), (tie.target, tie.agent)):
                if not score.get(one) and (tie.relation in facts.acts_for or one not in theatre_of):
                    score[one] = score.get(other, 0)
    return theatre_of, {name: (value > 0) - (value < 0) for name, value in score.items()}


def _blocks(
    facts: Facts, ties: Sequence[Tie], theatre_of: Mapping[str, str], side_of: Mapping[str, int]
) -> list[tuple[str, tuple[list[str], list[str], list[str]]]]:
    """Return for each theatre its actors left, between and right, those with most ties to the pair first."""
    close = {name: sum(name in (t.agent, t.target) and bool({t.agent, t.target} & {*facts.pair}) for t in ties) for name in theatre_of}
    blocks = []
    for theatre in sorted(set(theatre_of.values())):
        here = sorted((n for n, t in theatre_of.items() if t == theatre), key=lambda name: (-close[name], name))
        blocks.append((theatre, tuple([n for n in here if side_of.get(n, 0) == side] for side in (-1, 0, 1))))
    return sorted(blocks, key=lambda block: (-max(map(len, block[1])), block[0]))  # type: ignore[return-value]


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
    if len(column) > _MOST_TRIED:
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
