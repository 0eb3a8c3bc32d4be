"""The headline of the page and its summary in one sentence, made from the dossier."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.analysis.dyads import Dossier, Line
from kgraph.views.holder import GraphLike
from kgraph.views.page.words import Words, series



def title(graph: GraphLike, dossier: Dossier) -> str:
    """Return the headline for a pair."""
    words = Words(graph)
    pair = f"{words.actor(dossier.a)} and {words.actor(dossier.b)}"
    if dossier.unites and dossier.divides:
        return f"{pair}: partners and rivals at once"
    if dossier.unites or dossier.divides:
        return f"{pair}: {'partners' if dossier.unites else 'rivals'}"
    return pair


def summary(graph: GraphLike, dossier: Dossier) -> str:
    """Return one sentence: where the two are partners, where rivals, and where through others."""
    words = Words(graph)
    pair = f"{words.actor(dossier.a)} and {words.actor(dossier.b)}"
    partners = _arenas(graph, dossier.unites)
    rivals = _arenas(graph, dossier.divides)
    proxy = _arenas(graph, (line for line in dossier.divides if line.rule == "proxy-rival"))
    parts = []
    if partners:
        parts.append(f"are partners in {series(partners)}")
    if rivals:
        parts.append(f"are rivals over {series(rivals)}")
    if not parts:
        return f"Nothing that counts here ties {pair} to each other."
    text = f"{pair} {', yet '.join(parts)}"
    if proxy:
        same = "where" if proxy == rivals else f"and in {series(proxy)}"
        text += f", {same} they back opposite sides"
    return text + "."


def _arenas(graph: GraphLike, lines: Iterable[Line]) -> list[str]:
    return [graph.arenas[name].label for name in sorted({line.arena for line in lines})]
