"""The page: one HTML file that needs no network, with the picture of a pair, its dossier and the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from kgraph.errors import InputError
from kgraph.files import write_output
from kgraph.namespaces import LANGUAGES
from kgraph.views.holder import GraphLike

# What remains of the frame where a notebook that is not trusted takes frames away; no browser that has frames shows it.
_UNTRUSTED = "kgraph: the page is not shown in a notebook that is not trusted; trust it, or write the page to a file"


class Page(str):
    """The text of a page, which a notebook shows as the page itself, cut off from the notebook and from the network."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return how long it is: nobody wants to read a million characters."""
        return f"<kgraph page, {len(self):,} characters>"

    def _repr_html_(self) -> str:
        """Return the page in a frame of its own, which may run its scripts and nothing else."""
        # No page of ours in the frame may be taken for the notebook's: no allow-same-origin.
        return (
            f'<iframe srcdoc="{escape(self)}" sandbox="allow-scripts allow-downloads allow-popups" title="kgraph" '
            f'style="width: 100%; height: 50rem; border: 0" allow="clipboard-write">{_UNTRUSTED}</iframe>'
        )


def page(
    graph: GraphLike,
    path: Path | None = None,
    focus: tuple[str, str] | None = None,
    *,
    lang: str = "en",
    actor: str | None = None,
) -> Page:
    """Return the HTML page of a pair, by default the most ambivalent one, and write it if a path is given.

    ``lang`` is the language that it begins with: ``en``, ``tr`` or ``ru``; it has all three. ``actor`` is whose ties
    are open; without a pair, its most ambivalent one is in the middle.

    Raises:
        InputError: if an actor is unknown, if both are the same, if no pair has a tie, or if the path cannot be
            written.
        UnknownName: if the page does not speak the language.
    """
    from kgraph.views.page.camps import camps_of
    from kgraph.views.page.data import page_data
    from kgraph.views.page.language import language
    from kgraph.views.page.linked import CONTEXT, linked_data
    from kgraph.views.page.network import network_of, render
    from kgraph.views.page.ties import ties_of

    first = language(lang).code
    opened = None if actor is None else graph.actor(actor)
    ranked = [row[:2] for row in graph.rank()]
    a, b = _pair(graph, ranked, focus, opened)
    others = [pair for pair in ranked if set(pair) != {a, b}]
    dossiers = [graph.dossier(*pair) for pair in ((a, b), *others)]
    ties = ties_of(graph, dossiers)
    codes = sorted(LANGUAGES, key=lambda code: code != first)
    shared = {"camps": camps_of(graph, ties), "open": opened}
    languages = [{**page_data(graph, dossiers, ties, code), **shared} for code in codes]
    html = Page(render(network_of(graph.actors, ties), languages, {"context": CONTEXT, "nodes": linked_data(graph)}))
    if path is not None:
        write_output(path, html)
    return html


def _pair(
    graph: GraphLike, ranked: Sequence[tuple[str, str]], focus: tuple[str, str] | None, actor: str | None
) -> tuple[str, str]:
    if focus is not None:
        a, b = (graph.actor(name) for name in focus)
        if a == b:
            raise InputError(f"focus: '{focus[0]}' and '{focus[1]}' are the same actor; name two")
        return a, b
    found = [pair for pair in ranked if actor is None or actor in pair]
    if not found and actor is not None:
        raise InputError(f"actor: no tie of '{actor}' counts here; name two actors to see them, or another actor")
    if not found:
        raise InputError("focus: no two actors have a tie that counts; name two, or count more with --policy all")
    return found[0]
