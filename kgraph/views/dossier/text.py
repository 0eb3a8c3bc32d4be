"""The dossier for a terminal, by rich: colour and weight only repeat what the words say."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kgraph.views.dossier.document import DISPUTED, READING, Cited, Document, Entry, Section, Sides
from kgraph.views.dossier.summary import MEASURED

if TYPE_CHECKING:
    from kgraph.views.coded.tables import CodedPart, CodedTable

# Blue and orange tell apart for colour-blind readers too.
_STYLES = {1: "bold blue", -1: "bold dark_orange3", 0: "bold"}
_MARKS = {1: "+", -1: "−", 0: "·"}
_OF_MARK = {"+": 1, "−": -1}
_MARGIN = 2


def as_text(document: Document, width: int) -> str:
    """Return the dossier as plain text of so many columns."""
    out = io.StringIO()
    write(document, Console(file=out, width=width, color_system=None, force_terminal=False, highlight=False))
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def write(document: Document, console: Console) -> None:
    """Print the dossier to a console."""
    # Only Text objects are printed: rich reads no markup in them.
    console.print(Text(document.title, style="bold"))
    console.print(Text(document.viewed, style="dim"))
    console.print()
    console.print(Text(document.summary))
    for section in document.sections:
        if section.groups:
            _section(section, console)
    if document.disputes:
        _heading("Disputed", "bold", console)
        console.print(_indented(2, Text(DISPUTED, style="dim")))
        for sides in document.disputes:
            console.print(_sides(sides))
    if document.context.groups:
        _section(document.context, console)
    if document.measures:
        _heading("Measures", "bold", console)
        console.print(_measures(document))
    if document.sources:
        _heading("Sources", "bold", console)
        for source in document.sources:
            console.print(_indented(2, Text(source.title)))
            for words in filter(None, (source.published, source.rights, *source.notes)):
                console.print(_indented(4, Text(words, style="dim")))
            if source.origin:
                # An address is for copying: it is not broken at the edge.
                console.print(Text(f"    {source.origin}", style="dim"), soft_wrap=True)
    for part in document.coded:
        _coded(part, console)
    if not document.empty:
        console.print()
        for words in (document.numbers, READING):
            console.print(Text(words, style="dim"))


def _section(section: Section, console: Console) -> None:
    _heading(section.title, _STYLES[section.sign], console)
    for group in section.groups:
        console.print(_indented(2, Text(group.label, style="bold")))
        for entry in group.entries:
            console.print(_entry(entry, section.sign))


def _heading(title: str, style: str, console: Console) -> None:
    console.print()
    console.print(Text(title.upper(), style=style))


def _entry(entry: Entry, sign: int) -> Padding:
    row = Table.grid(padding=(0, 1))
    row.add_column(no_wrap=True)
    row.add_column()
    row.add_row(Text(_MARKS[sign], style=_STYLES[sign]), _said(entry.said, entry.marks))
    for cited in entry.rests_on:
        item = Table.grid(padding=(0, 1))
        item.add_row(Text("·"), _said(cited))
        row.add_row(Text(""), item)
    return Padding(row, (0, 0, 0, 4))


def _said(cited: Cited, marks: Iterable[str] = ()) -> Text:
    said = Text()
    if cited.part:
        said.append(f"{cited.part}: ", style="italic")
    said.append(cited.sentence)
    for words in (*cited.cites, "; ".join(marks), *cited.links, cited.note and f"Note: {cited.note}"):
        if words:
            said.append(f"\n{words}", style="dim")
    return said


def _sides(sides: Sides) -> Padding:
    table = Table.grid(padding=(0, 3), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(Text("It is said", style="bold"), Text("Against it", style="bold"))
    table.add_row(_said(sides.said, sides.marks), Text("\n").join(_said(cited) for cited in sides.against))
    return _indented(2, table)


def _measures(document: Document) -> Padding:
    columns = len(document.measures[0].values)
    rows = Table.grid(padding=(0, 2))
    rows.add_column()
    for _ in range(columns):
        rows.add_column(justify="right")
    rows.add_column()
    if columns > 1:
        rows.add_row(Text(), *(Text(head, style="dim") for head in MEASURED), Text())
    for measure in document.measures:
        values = (Text(value, style="bold") for value in measure.values)
        rows.add_row(Text(measure.name), *values, Text(measure.meaning, style="dim"))
    return _indented(2, rows)


def _coded(part: CodedPart, console: Console) -> None:
    _heading(part.title, "bold", console)
    for words in part.about:
        console.print(_indented(2, Text(words)))
    for table in part.tables:
        console.print()
        console.print(_indented(2, Text(table.title, style="bold")))
        for words in table.notes:
            console.print(_indented(2, Text(words, style="dim")))
        if not table.rows:
            continue
        rows = grid(table, console.width - _MARGIN)
        rows.add_row(*(Text(head, style="dim") for head in table.heads))
        for row in table.rows:
            rows.add_row(*(Text(cell, style=_STYLES[_OF_MARK[cell]] if cell in _OF_MARK else "") for cell in row))
        console.print(_indented(_MARGIN, rows))


def grid(table: CodedTable, width: int) -> Table:
    """Return columns that are wrapped between words, so that no word, number or date is cut if the width allows it."""
    widths, wished = [], []
    for place, head in enumerate(table.heads):
        cells = [row[place] for row in table.rows]
        pieces = [word for cell in cells for word in cell.split()] if place in table.words else cells
        widths.append(max(map(len, [*pieces, *head.split()]), default=0))
        wished.append(max(map(len, [*cells, head]), default=0))
    gaps = [gap for gap in (2, 1) if sum(widths) + gap * len(widths) <= width]
    spare = width - sum(widths) - (gaps[0] if gaps else 1) * len(widths)
    rows = Table.grid(padding=(0, gaps[0] if gaps else 1, 0, 0))
    for place, (least, most) in enumerate(zip(widths, wished, strict=True)):
        more = max(0, min(spare, most - least))
        spare -= more
        side: Literal["left", "right"] = "left" if place in table.words else "right"
        rows.add_column(justify=side, overflow="fold", width=least + more if gaps else None)
    return rows


def _indented(columns: int, content: Text | Table) -> Padding:
    return Padding(content, (0, 0, 0, columns))
