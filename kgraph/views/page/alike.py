"""Lines of a pair that say the same: one event told by several sources stands once on the page, and unfolds."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from kgraph.analysis.dyads import Line
from kgraph.dates import Extent, meet
from kgraph.views.holder import GraphLike

_ENDLESS = 10**7


def alike(graph: GraphLike, lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of one arena and sign in groups of those that say the same, in the order of the lines.

    Lines say the same if the same actor does the same to the same other one (either way round where the relation is
    symmetric), with the same object, figure and means, at dates that all overlap; places may be named differently. An
    expectation is never what a fact is, and what a rule draws from several claims stands alone.
    """
    same: dict[Hashable, list[Line]] = {}
    for place, line in enumerate(lines):
        statement = _statement(graph, line)
        same.setdefault(place if statement is None else statement, []).append(line)
    groups: list[tuple[Extent, list[Line]]] = []
    for found in same.values():
        own: list[tuple[Extent, list[Line]]] = []
        # The most exact dates first: what is dated vaguely joins the first of them that it may belong to.
        for line in sorted(found, key=lambda line: _days(line.extent)):
            for at, (common, group) in enumerate(own):
                overlap = meet(common, line.extent)
                if overlap is not None:
                    own[at] = overlap, [*group, line]
                    break
            else:
                own.append((line.extent, [line]))
        groups += own
    order = {id(line): place for place, line in enumerate(lines)}
    ordered = [sorted(group, key=lambda line: order[id(line)]) for _, group in groups]
    return sorted(ordered, key=lambda group: order[id(group[0])])


def _statement(graph: GraphLike, line: Line) -> Hashable:
    """Return what two lines have in common that say the same at some time, or None for one that stands alone."""
    if line.root is None:
        return None
    ends: Hashable = (line.agent, line.target)
    if graph.vocabulary.relations[line.relation].symmetric:
        ends = frozenset((line.agent, line.target))
    return line.relation, ends, line.stance == "expects", line.root.about, line.root.amount, line.root.through


def _days(extent: Extent) -> int:
    if extent.earliest is None or extent.latest is None:
        return _ENDLESS
    return (extent.latest - extent.earliest).days
