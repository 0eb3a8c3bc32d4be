"""An answer as a table for people, or as tab-separated text for other programs."""

from __future__ import annotations

import csv
import io

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kgraph.catalogue.answer import Answer


def plain(answer: Answer) -> str:
    """Return tab-separated text with a head line; our IRIs in short form, an unbound value empty."""
    if answer.boolean is not None:
        return "yes\n" if answer.boolean else "no\n"
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer:
        writer.writerow([value or "" for value in row.values()])
    return out.getvalue()


def table(answer: Answer) -> str:
    """Return a table with borders, as wide as the terminal."""
    if answer.boolean is not None:
        return "yes\n" if answer.boolean else "no\n"
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in answer.columns:
        shown.add_column(column, overflow="fold")
    for row in answer:
        shown.add_row(*(Text(value or "") for value in row.values()))
    console = Console(file=io.StringIO(), force_terminal=False, width=_width())
    with console.capture() as captured:
        console.print(shown)
        console.print(f"{len(answer)} row{'' if len(answer) == 1 else 's'}")
    return captured.get()


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((120, 24)).columns
