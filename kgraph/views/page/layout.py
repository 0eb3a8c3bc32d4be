"""Where everything stands in the picture: computed, so that the same graph always looks the same.

The pair stands left and right; its direct ties are arcs between them, cooperation above the axis and conflict
below. Above and below that, theatre by theatre, stand the parties that each of the two backs, on its backer's side.
All others stand around the one of the pair that they have most to do with. Units are those of the canvas.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations, product
from typing import NamedTuple

from kgraph.views.holder import GraphLike
from kgraph.views.page.curves import Box, Obstacles
from kgraph.views.page.ties import Tie
from kgraph.views.page.words import Words

PAIR_X, COLUMN_X, OUTER_X = 470.0, 180.0, 665.0
_ROW, _TITLE, _GAP = 56.0, 22.0, 10.0
_STEP, _GROUP_STEP, _FIRST, _HIGHEST = 6.0, 15.0, 20.0, 280.0
_OUTER_STEP, _OUTER_MOST = 80.0, 9
# More than this many are ordered by rule of thumb, not by trying every order.
_MOST_TRIED = 6


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


class Block(NamedTuple):
    """The actors of one theatre: on the left, between, on the right."""

    theatre: str
    columns: list[list[str]]

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return max(len(column) for column in self.columns)

    @property
    def height(self) -> float:
        """How high its frame is."""
        return _TITLE + self.rows * _ROW

    def places(self, ties: Sequence[Tie], direction: int) -> dict[str, tuple[float, int]]:
        """Return x and row of each actor: the first ones nearest to the axis, opponents on one row where it can be."""
        row: dict[str, int] = {}
        for column in sorted(self.columns, key=len, reverse=True):
            foes = [(t.agent, t.target) for t in ties if t.sign < 0] + [(t.target, t.agent) for t in ties if t.sign < 0]

            def strain(first: int, column: list[str] = column, foes: list[tuple[str, str]] = foes) -> int:
                return sum(abs(first + column.index(n) - row[foe]) for n, foe in foes if n in column and foe in row)

            # Those between the camps stand farthest off, out of the way of the lines between them and the pair.
            last = self.rows - len(column)
            start = last if column is self.columns[1] else min(range(last + 1), key=strain)
            row.update({name: start + index for index, name in enumerate(column)})
        x = {name: side * COLUMN_X for side, column in zip((-1, 0, 1), self.columns, strict=True) for name in column}
        return {name: (x[name], at if direction > 0 else self.rows - 1 - at) for name, at in row.items()}


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
    bends, labels, above, below = _fan(facts, [tie for tie in ties if tie.between(a, b)])
    theatre_of, side_of = _sort_out(facts, ties, names)
    boxes = {a: Box(-PAIR_X, 0, *sizes[a]), b: Box(PAIR_X, 0, *sizes[b])}
    groups: list[Group] = []
    depth = {-1: above, 1: below}
    blocks = _blocks(facts, ties, theatre_of, side_of)
    for block, direction in zip(blocks, _halves(blocks, _companions(ties, theatre_of), depth), strict=True):
        height = block.height
        centre = direction * (depth[direction] + _GAP + height / 2)
        groups.append(Group(block.theatre, facts.theatres[block.theatre], 0, centre, 2 * COLUMN_X + 178, height))
        for name, (x, row) in block.places(ties, direction).items():
            boxes[name] = Box(x, centre + _TITLE / 2 + (row - (block.rows - 1) / 2) * _ROW, *sizes[name])
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
    per_letter, per_line, margin = (12.0, 26.0, 26.0) if leading else (8.0, 19.0, 14.0)
    return max(len(line) for line in lines) * per_letter + margin, len(lines) * per_line + margin - 2


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
) -> list[Block]:
    """Return the actors of each theatre by side, those with most ties to the pair first; the largest theatre first."""
    close = dict.fromkeys(theatre_of, 0)
    for tie in ties:
        if {tie.agent, tie.target} & {*facts.pair}:
            for end in (tie.agent, tie.target):
                close[end] = close.get(end, 0) + 1
    blocks = []
    for theatre in sorted(set(theatre_of.values())):
        here = sorted((n for n, t in theatre_of.items() if t == theatre), key=lambda name: (-close[name], name))
        columns = [[name for name in here if side_of.get(name, 0) == side] for side in (-1, 0, 1)]
        blocks.append(Block(theatre, columns))
    return sorted(blocks, key=lambda block: (-block.rows, block.theatre))


def _companions(ties: Sequence[Tie], theatre_of: Mapping[str, str]) -> set[frozenset[str]]:
    """Return pairs of theatres whose outside supporters have ties with each other: these had better lie together."""
    reach: dict[str, set[str]] = {}
    for tie in ties:
        for one, other in ((tie.agent, tie.target), (tie.target, tie.agent)):
            if one not in theatre_of and other in theatre_of:
                reach.setdefault(one, set()).add(theatre_of[other])
    found = set()
    for tie in ties:
        # Those who back parties in many theatres pull nowhere.
        if len(reach.get(tie.agent, ())) == 1 == len(reach.get(tie.target, ())):
            found.add(frozenset(reach[tie.agent] | reach[tie.target]))
    return found


def _halves(blocks: Sequence[Block], companions: set[frozenset[str]], depth: Mapping[int, float]) -> tuple[int, ...]:
    """Return for each theatre whether it lies above (-1) or below (1), so that both halves are about as high."""
    if len(blocks) > _MOST_TRIED:
        return tuple(-1 if index % 2 == 0 else 1 for index in range(len(blocks)))

    def cost(choice: tuple[int, ...]) -> float:
        high = {
            side: depth[side] + sum(b.height for b, at in zip(blocks, choice, strict=True) if at == side)
            for side in depth
        }
        at = {block.theatre: side for block, side in zip(blocks, choice, strict=True)}
        return abs(high[-1] - high[1]) + 150 * sum(len({at[name] for name in pair}) > 1 for pair in companions)

    return min(product((-1, 1), repeat=len(blocks)), key=cost)


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
