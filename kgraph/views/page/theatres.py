"""Which actors stand in which theatre, on whose side, in which row, and which theatres lie above or below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations, product
from typing import NamedTuple

from kgraph.views.page.ties import Tie

COLUMN_X = 180.0
ROW, TITLE = 56.0, 22.0
# More than this many are ordered by rule of thumb, not by trying every order.
MOST_TRIED = 6


class Facts(NamedTuple):
    """What the layout needs to know of the graph."""

    pair: tuple[str, str]
    labels: Mapping[str, str]
    theatres: Mapping[str, str]
    arena_labels: Mapping[str, str]
    acts_for: frozenset[str]


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
        return TITLE + self.rows * ROW

    def places(self, ties: Sequence[Tie], direction: int) -> dict[str, tuple[float, int]]:
        """Return x and row of each actor: the first ones nearest to the axis, opponents on one row where it can be."""
        row: dict[str, int] = {}
        foes = [pair for t in ties if t.sign < 0 for pair in ((t.agent, t.target), (t.target, t.agent))]
        left, between, right = self.columns
        for column in sorted((left, right), key=len, reverse=True):

            def strain(first: int, column: list[str] = column) -> int:
                return sum(abs(first + column.index(n) - row[foe]) for n, foe in foes if n in column and foe in row)

            start = min(range(self.rows - len(column) + 1), key=strain)
            row.update({name: start + index for index, name in enumerate(column)})
        # Those between the camps stand far off the axis, but not where opponents face each other.
        busy = {row[n] for n, foe in foes if n in left and foe in right and row[n] == row[foe]}
        starts = range(self.rows - len(between), -1, -1)
        start = min(starts, key=lambda first: len(busy & {*range(first, first + len(between))}))
        row.update({name: start + index for index, name in enumerate(between)})
        x = {name: side * COLUMN_X for side, column in zip((-1, 0, 1), self.columns, strict=True) for name in column}
        return {name: (x[name], at if direction > 0 else self.rows - 1 - at) for name, at in row.items()}


def sort_out(facts: Facts, ties: Sequence[Tie], names: Iterable[str]) -> tuple[dict[str, str], dict[str, int]]:
    """Return the theatre of each actor that has one, and on whose side (-1 left, 1 right) each actor stands."""
    a, b = facts.pair
    near: dict[str, list[Tie]] = {}
    for tie in ties:
        for end in {tie.agent, tie.target}:
            near.setdefault(end, []).append(tie)
    household = {tie.agent: tie.target for tie in ties if tie.relation in facts.acts_for and tie.target in facts.pair}
    theatre_of: dict[str, str] = {}
    apart = {*facts.pair, *household}
    for name in names:
        found = {arena for tie in near.get(name, ()) for arena in tie.arenas if arena in facts.theatres}
        if len(found) > 1:  # who takes part in several conflicts stands in none of them
            apart.add(name)
        elif found and name not in apart:
            theatre_of[name] = found.pop()
    for _ in range(2):  # who leads or belongs to somebody in a theatre stands there too
        for tie in ties:
            for one, other in ((tie.agent, tie.target), (tie.target, tie.agent)):
                free = one not in apart and one not in theatre_of
                if tie.relation in facts.acts_for and free and other in theatre_of:
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


def blocks_of(
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
        blocks.append(Block(theatre, [_column(column, ties, close) for column in columns]))
    return sorted(blocks, key=lambda block: (-block.rows, block.theatre))


def _column(names: list[str], ties: Sequence[Tie], close: Mapping[str, int]) -> list[str]:
    """Return a column so that those with ties to each other stand together, those closest to the pair first."""
    if len(names) > MOST_TRIED:
        return names
    inside = [(t.agent, t.target) for t in ties if t.agent in names and t.target in names]

    def strain(order: tuple[str, ...]) -> int:
        apart = sum(abs(order.index(one) - order.index(other)) for one, other in inside)
        return 3 * apart + sum(index * close[name] for index, name in enumerate(order))

    best: tuple[str, ...] = min(permutations(names), key=strain)
    return list(best)


def companions_of(ties: Sequence[Tie], theatre_of: Mapping[str, str]) -> set[frozenset[str]]:
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


def halves_of(blocks: Sequence[Block], companions: set[frozenset[str]], depth: Mapping[int, float]) -> tuple[int, ...]:
    """Return for each theatre whether it lies above (-1) or below (1), so that both halves are about as high."""
    if len(blocks) > MOST_TRIED:
        return tuple(-1 if index % 2 == 0 else 1 for index in range(len(blocks)))

    def cost(choice: tuple[int, ...]) -> float:
        high = {
            side: depth[side] + sum(b.height for b, at in zip(blocks, choice, strict=True) if at == side)
            for side in depth
        }
        at = {block.theatre: side for block, side in zip(blocks, choice, strict=True)}
        return abs(high[-1] - high[1]) + 150 * sum(len({at[name] for name in pair}) > 1 for pair in companions)

    return min(product((-1, 1), repeat=len(blocks)), key=cost)
