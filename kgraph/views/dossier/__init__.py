"""The dossier of a pair: the factbox, regenerated from the graph, for a terminal, a page, a text or a script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from kgraph.analysis.dyads import Dossier
    from kgraph.views.coded.tables import CodedPart
    from kgraph.views.holder import GraphLike

FORMATS = ("text", "md", "html", "json")
WIDTH = 100


def render(
    graph: GraphLike, dossier: Dossier, format: str = "text", *, width: int = WIDTH, coded: Sequence[CodedPart] = ()
) -> str:
    """Return a dossier as plain ``text`` (``width`` columns, no colour), ``md``, ``html`` or ``json``.

    ``coded`` is what imported events say of the pair (`kgraph.views.coded.pair.parts`), which follows the claims.

    Raises:
        UnknownName: on another format.
    """
    if format == "json":
        import json

        from kgraph.views.dossier.data import as_json

        return json.dumps(as_json(graph, dossier, coded), ensure_ascii=False, indent=2) + "\n"
    from kgraph.views.dossier.document import document

    if format == "text":
        from kgraph.views.dossier.text import as_text

        return as_text(document(graph, dossier, coded), width)
    if format == "md":
        from kgraph.views.dossier.markdown import as_markdown

        return as_markdown(document(graph, dossier, coded))
    if format == "html":
        from kgraph.views.dossier.html import as_html

        return as_html(document(graph, dossier, coded))
    from kgraph.errors import UnknownName

    raise UnknownName("format", format, FORMATS)


def print_text(
    graph: GraphLike, dossier: Dossier, console: Console | None = None, *, coded: Sequence[CodedPart] = ()
) -> None:
    """Print a dossier to a rich Console, by default that of the terminal: colour where it has some."""
    from rich.console import Console as Terminal

    from kgraph.views.dossier.document import document
    from kgraph.views.dossier.text import write

    write(document(graph, dossier, coded), console or Terminal(highlight=False))
