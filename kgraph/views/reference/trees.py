"""Trees of terms as lists of placed rows, which the template draws as SVG: one row a term, as wide as its words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from kgraph.views.reference.terms import Term

ROW, STEP, LEFT = 24, 18, 12
# A letter at 13 pixels is about this wide; what is longer only runs into its bar.
LETTER = 6.9
_BAR = 44
_LOOKS: Mapping[int | None, str] = {1: "cooperation", -1: "conflict", 0: "neither"}


class Row(NamedTuple):
    """A term in the picture: its place, the line from its parent's row, and the bar that says how often it is used."""

    label: str
    anchor: str
    look: str
    x: int
    y: int
    parent_x: int
    parent_y: int | None
    bar: float
    number: int
    spoken: str


class Picture(NamedTuple):
    """A tree to draw: its name, what it shows in words, its size in pixels, where its bars begin, and its rows."""

    anchor: str
    title: str
    description: str
    width: int
    height: int
    bars_at: int
    rows: tuple[Row, ...]


def picture(
    anchor: str,
    title: str,
    description: str,
    terms: Mapping[str, Term],
    members: Collection[str],
    counts: Callable[[Term], int],
    unit: str,
    most: int,
) -> Picture:
    """Return the tree of those terms; one with several parents stands under the first that no other one implies.

    ``most`` is the count of the longest bar, the same for pictures that are to be compared.
    """
    shown = [terms[iri] for iri in terms if iri in members]
    parent = {term.iri: _parent(term, terms, members) for term in shown}
    children: dict[str | None, list[Term]] = {}
    for term in sorted(shown, key=lambda term: (term.label.casefold(), term.iri)):
        children.setdefault(parent[term.iri], []).append(term)
    placed: list[tuple[Term, int, int | None]] = []

    def place(of: str | None, depth: int, at: int | None) -> None:
        for term in children.get(of, ()):
            placed.append((term, depth, at))
            place(term.iri, depth + 1, len(placed) - 1)

    place(None, 0, None)
    # Terms that stand above each other in a ring lead to no root: they are shown all the same.
    reached = {term.iri for term, _, _ in placed}
    placed += [(term, 0, None) for term in shown if term.iri not in reached]
    bars_at = max([LEFT + depth * STEP + 14 + round(len(t.label) * LETTER) for t, depth, _ in placed], default=0) + 8
    rows = []
    for index, (term, depth, above) in enumerate(placed):
        x, y, count = LEFT + depth * STEP, ROW * index + ROW // 2, counts(term)
        rows.append(
            Row(
                label=term.label,
                anchor=term.anchor,
                look=_look(term),
                x=x,
                y=y,
                parent_x=x - STEP,
                parent_y=None if above is None else ROW * above + ROW // 2,
                bar=round(_BAR * count / most, 1) if most else 0,
                number=count,
                spoken=f"{term.label}, {count} {unit if count == 1 else unit + 's'}",
            )
        )
    return Picture(anchor, title, description, bars_at + _BAR + 30, ROW * len(rows), bars_at, tuple(rows))


def _parent(term: Term, terms: Mapping[str, Term], members: Collection[str]) -> str | None:
    candidates = [iri for iri in term.above if iri in members]
    implied = {iri for one in candidates for iri in _all_above(terms, one)}
    return next((iri for iri in candidates if iri not in implied), None)


def _all_above(terms: Mapping[str, Term], iri: str) -> set[str]:
    """Return every term above another one, itself left out even where terms stand above each other in a ring."""
    found: set[str] = set()
    waiting: Iterable[str] = terms[iri].above
    while waiting := [above for above in waiting if above in terms and above not in found]:
        found.update(waiting)
        waiting = [further for above in waiting for further in terms[above].above]
    return found - {iri}


def _look(term: Term) -> str:
    sign = _LOOKS.get(term.polarity, "plain")
    return f"{sign} derived" if term.derived_by else sign
