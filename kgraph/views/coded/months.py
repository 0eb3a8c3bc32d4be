"""A pair in coded events month by month, and where the level of either sign changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kgraph.analysis.coded.pair import CLASSES, changes, months
from kgraph.views.coded.pair import WithEvents, about, asked
from kgraph.views.coded.tables import CodedPart, CodedTable

if TYPE_CHECKING:
    from kgraph.events.between import Between


def coded_months(graph: WithEvents, a: str, b: str, data_set: str | None = None) -> list[CodedPart]:
    """Return what each data set of the home, or the one named, says of two actors month by month."""
    parts = []
    for given in asked(graph, a, b, data_set):
        table, series = by_month(given.found)
        data = {
            "data_set": given.events.name,
            "conventions": given.events.conventions,
            "events": sum(cell.events for cell in given.found.cells),
            **series,
        }
        tables = (table,) if table.rows else ()
        parts.append(CodedPart(f"In coded events: {given.events.title}", about(given), tables, data))
    return parts


def by_month(found: Between) -> tuple[CodedTable, dict[str, Any]]:
    """Return cooperation and conflict by month and class, and where their level changes; as a table and as data."""
    series = {class_: months(found, class_) for class_ in CLASSES}
    levels = {class_: changes(each) for class_, each in series.items()}
    rows = []
    for number, month in enumerate(series["material"]):
        signs = [series[class_][number].signs for class_ in CLASSES]
        new = [class_ for class_ in CLASSES if month.label in levels[class_]]
        counts = [f"{count:,}" for pair in signs for count in pair]
        rows.append((month.label, *counts, " and ".join(new)))
    heads = ("month" if not rows or len(rows[0][0]) > 4 else "year", "material +", "−", "verbal +", "−",
             "new level of")  # fmt: skip
    data = {
        class_: {
            "months": [{"month": month.label, **month.signs._asdict()} for month in series[class_]],
            "changes": levels[class_],
        }
        for class_ in CLASSES
    }
    notes = ("A new level begins where the rate of either sign changes by more than chance (docs/measures.md).",)
    return CodedTable("Events by month", notes, heads, tuple(rows), (0, 5)), data
