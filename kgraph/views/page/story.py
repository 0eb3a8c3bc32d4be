"""The headline of the page and its summary in one sentence, made from the dossier."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.analysis.dyads import Dossier, Line
from kgraph.views import wording
from kgraph.views.holder import GraphLike


def title(graph: GraphLike, dossier: Dossier) -> str:
    """Return the headline for a pair."""
    pair = _pair(graph, dossier)
    if dossier.unites and dossier.divides:
        return f"{pair}: partners and rivals at once"
    if dossier.unites or dossier.divides:
        return f"{pair}: {'partners' if dossier.unites else 'rivals'}"
    return pair


def summary(graph: GraphLike, dossier: Dossier) -> str:
    """Return one sentence: where the two are partners, where rivals, and where through others."""
    pair = _pair(graph, dossier)
    counted = [line for line in (*dossier.unites, *dossier.divides) if line.stance != "expects"]
    partners = _arenas(graph, (line for line in counted if line.sign > 0), 1)
    rivals = _arenas(graph, (line for line in counted if line.sign < 0))
    proxy = _arenas(graph, (line for line in counted if line.rule == "proxy-rival"))
    parts = [f"{word} {where}" for word, where in (("partners", partners), ("rivals", rivals)) if where]
    if not parts:
        return f"Nothing that counts here ties {pair} to each other."
    text = f"{pair} are {' and '.join(parts)}"
    if proxy:
        text += f"; {proxy} they back opposite sides"
    return text + "."


def _pair(graph: GraphLike, dossier: Dossier) -> str:
    return wording.capital(wording.listed(wording.name(graph, end) for end in (dossier.a, dossier.b)))


def _arenas(graph: GraphLike, lines: Iterable[Line], sign: int = -1) -> str:
    """Return ``over arms and energy, in Libya and Syria``: domains first; what unites is ``in`` its domain."""
    names = sorted({line.arena for line in lines}, key=lambda name: (graph.arenas[name].is_theatre, name))
    parts = []
    for theatre in (False, True):
        words = [wording.where(graph, name) for name in names if graph.arenas[name].is_theatre == theatre]
        if sign > 0:
            words = [word.replace("over ", "in ", 1) for word in words]
        # The preposition is said once.
        parts += [wording.listed([words[0], *(word.split(" ", 1)[1] for word in words[1:])])] if words else []
    return ", ".join(parts)
