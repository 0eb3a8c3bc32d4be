"""The page: one HTML file that needs no network, with the picture of a pair, its dossier and the evidence."""

from __future__ import annotations

from pathlib import Path

from kgraph.errors import InputError
from kgraph.files import write_output
from kgraph.views.holder import GraphLike


def page(graph: GraphLike, path: Path | None = None, focus: tuple[str, str] | None = None) -> str:
    """Return the HTML page of a pair, by default the most ambivalent one, and write it if a path is given.

    Raises:
        InputError: if an actor is unknown, if both are the same, if no pair has a tie, or if the path cannot be
            written.
    """
    from kgraph.views.page.data import page_data
    from kgraph.views.page.network import network_of, render
    from kgraph.views.page.ties import ties_of

    a, b = _pair(graph, focus)
    others = [(one, other) for one, other, _ in graph.rank() if {one, other} != {a, b}]
    dossiers = [graph.dossier(*pair) for pair in ((a, b), *others)]
    ties = ties_of(graph, dossiers)
    html = render(network_of(graph, ties), page_data(graph, dossiers, ties))
    if path is not None:
        write_output(path, html)
    return html


def _pair(graph: GraphLike, focus: tuple[str, str] | None) -> tuple[str, str]:
    if focus is not None:
        a, b = (graph.actor(name) for name in focus)
        if a == b:
            raise InputError(f"focus: '{focus[0]}' and '{focus[1]}' are the same actor; name two")
        return a, b
    ranked = graph.rank()
    if not ranked:
        raise InputError("focus: no two actors have a tie that counts; name two, or count more with --policy all")
    return ranked[0][:2]
