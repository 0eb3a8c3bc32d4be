"""The dossier in Markdown (CommonMark with tables): every text from the graph is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kgraph.views.dossier.document import DISPUTED, READING, Cited, Document, Entry, Section, Sides, SourceNote
from kgraph.views.dossier.summary import MEASURED

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$#!&@^=])")
# What would start a list, a heading or a rule at the start of a line, and bare addresses that some readers link.
_START = re.compile(r"^([-+]|\d+(?=[.)](?:\s|$)))")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|www|mailto|xmpp)([:.])")


def as_markdown(document: Document) -> str:
    """Return the dossier as Markdown text."""
    return "\n".join(_lines(document)).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """Return a text that Markdown shows as it is: no mark-up, no HTML, no link, no end of a table cell."""
    text = _SPECIAL.sub(r"\\\1", text)
    text = _START.sub(lambda found: found[0][:-1] + "&#" + str(ord(found[0][-1])) + ";", text)
    return _ADDRESS.sub(lambda found: f"{found[1]}&#{ord(found[2])};", text)


def _lines(document: Document) -> Iterator[str]:
    yield from (f"# {escape(document.title)}", "", f"*{escape(document.viewed)}*", "", escape(document.summary), "")
    for section in document.sections:
        if section.groups:
            yield from _section(section)
    if document.disputes:
        yield from ("## Disputed", "", escape(DISPUTED), "", "| It is said | Against it |", "|---|---|")
        yield from (_sides(sides) for sides in document.disputes)
        yield ""
    if document.context.groups:
        yield from _section(document.context)
    if document.measures:
        columns = len(document.measures[0].values)
        heads = " | ".join(MEASURED if columns > 1 else ("Value",))
        yield from ("## Measures", "", f"| Measure | {heads} | What it tells |", f"|---|{'---:|' * columns}---|")
        for measure in document.measures:
            yield f"| {' | '.join(escape(cell) for cell in (measure.name, *measure.values, measure.meaning))} |"
        yield ""
    if document.sources:
        yield from ("## Sources", "")
        for source in document.sources:
            yield from _source(source)
        yield ""
    for part in document.coded:
        yield from (f"## {escape(part.title)}", "", *(f"{escape(words)}\n" for words in part.about))
        for table in part.tables:
            yield from (f"### {escape(table.title)}", "", *(f"{escape(words)}\n" for words in table.notes))
            if table.rows:
                yield f"| {' | '.join(escape(cell) for cell in table.heads)} |"
                yield f"|{'|'.join('---' if place in table.words else '---:' for place in range(len(table.heads)))}|"
                yield from (f"| {' | '.join(escape(cell) for cell in row)} |" for row in table.rows)
                yield ""
    if not document.empty:
        yield f"*{escape(document.numbers)}*\n\n*{escape(READING)}*"


def _section(section: Section) -> Iterator[str]:
    yield from (f"## {escape(section.title)}", "")
    for group in section.groups:
        yield from (f"### {escape(group.label)}", "")
        for entry in group.entries:
            yield from _entry(entry)
        yield ""


def _entry(entry: Entry) -> Iterator[str]:
    yield from _item(entry.said, "", entry.marks)
    for cited in entry.rests_on:
        yield from _item(cited, "  ")


def _item(cited: Cited, indent: str, marks: Iterable[str] = ()) -> Iterator[str]:
    part = f"*{escape(cited.part)}:* " if cited.part else ""
    rows = [f"{part}{escape(cited.sentence)}", *_below(cited, marks)]
    yield f"{indent}- " + f"  \n{indent}  ".join(rows)


def _below(cited: Cited, marks: Iterable[str] = ()) -> Iterator[str]:
    for words in (*cited.cites, "; ".join(marks), *cited.links, cited.note and f"Note: {cited.note}"):
        if words:
            yield f"*{escape(words)}*"


def _sides(sides: Sides) -> str:
    against = "<br>".join(_cell(cited) for cited in sides.against)
    return f"| {_cell(sides.said, sides.marks)} | {against} |"


def _cell(cited: Cited, marks: Iterable[str] = ()) -> str:
    return "<br>".join([escape(cited.sentence), *_below(cited, marks)])


def _source(source: SourceNote) -> Iterator[str]:
    about = [escape(words) for words in (source.published, source.rights, *source.notes) if words]
    if source.origin.startswith(("http://", "https://")) and not re.search(r"[\s<>\\]", source.origin):
        about.insert(1, f"<{source.origin}>")
    yield "- " + "  \n  ".join([escape(source.title), *about])
