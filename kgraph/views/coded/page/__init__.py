"""The page of coded events: the same page as of claims, with pairs, lines and evidence that count events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.files import write_output
from kgraph.namespaces import LANGUAGES

if TYPE_CHECKING:
    from kgraph.analysis.coded.events import CodedEvents
    from kgraph.views.holder import GraphLike
    from kgraph.views.page import Page


def events_page(
    graph: GraphLike,
    events: CodedEvents,
    path: Path | None = None,
    focus: tuple[str, str] | None = None,
    *,
    level: str = "states",
    since: str | None = None,
    until: str | None = None,
    lang: str = "en",
) -> Page:
    """Return the HTML page of a data set with a pair in the middle, and write it if a path is given.

    Args:
        graph: gives actors, arenas and relations their names.
        events: the data set.
        path: where to write the page.
        focus: two actors by id; by default the most ambivalent pair.
        level: ``states`` (with those who act for them) or ``actors`` (each for itself).
        since: the first year or month that counts, such as 2018 or 2018-06.
        until: the last one.
        lang: the language that it begins with: ``en``, ``tr`` or ``ru``; it has all three.

    Raises:
        InputError: if no two actors have an event, or if the path cannot be written.
        UnknownName: if the page does not speak the language.
    """
    from kgraph.analysis.coded.carried import carried
    from kgraph.views.coded.page.data import page_data
    from kgraph.views.coded.page.language import coded_language
    from kgraph.views.coded.page.lines import lines_of, width
    from kgraph.views.page import Page
    from kgraph.views.page.linked import CONTEXT
    from kgraph.views.page.network import network_of, render

    first = coded_language(lang).code
    found = carried(events, focus, level=level, since=since, until=until)
    for name in {end for pair in found.pairs for end in (pair.found.a, pair.found.b)} | {
        c.client for c in found.clients
    }:
        # From here on the graph knows the label of each.
        graph.actor(name)
    lines = lines_of(found)
    codes = sorted(LANGUAGES, key=lambda code: code != first)
    languages = [page_data(graph, events, found, lines, (since, until), code) for code in codes]
    net = network_of(languages[0]["actors"], lines)
    widths = {line.id: width(line) for line in lines}
    for edge in net.edges:
        edge["width"] = widths[edge["id"]]
    linked = {"context": CONTEXT, "nodes": {"claim": {}, "actor": {}, "source": {}}}
    html = Page(render(net, languages, linked))
    if path is not None:
        write_output(path, html)
    return html
