"""The same pair under another view: what a wider one would show, and what stands when no speaker is preferred."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from kgraph.analysis.dyads import Dossier
from kgraph.analysis.dyads import dossier as dossier_of
from kgraph.home import Home
from kgraph.reasoning.proofs import Conclusions
from kgraph.reasoning.view import POLICIES, View
from kgraph.views import wording
from kgraph.views.holder import GraphLike
from kgraph.views.viewed import time_in_words


@runtime_checkable
class Housed(Protocol):
    """A graph that knows its home, so that another view of the record can be tried."""

    home: Home


def emptiness(graph: GraphLike, dossier: Dossier) -> str:
    """Return the paragraph that stands for the lines of an empty dossier."""
    a, b = wording.name(graph, dossier.a), wording.name(graph, dossier.b)
    date = f" {time_in_words(graph)}" if graph.as_of else ""
    said = (
        f"The graph holds no tie between {a} and {b} under the policy “{graph.view.policy.name}”{date}. "
        "That is what the sources at hand leave open; it does not say that there is none."
    )
    for view, words in _wider(graph):
        if count := _lines(graph, dossier, view):
            return f"{said} With {words} it would show {count} {'line' if count == 1 else 'lines'}."
    return said


def _wider(graph: GraphLike) -> Iterator[tuple[View, str]]:
    """Return the views that let more stand, the narrowest step first, each in words."""
    view = graph.view
    names = list(POLICIES)
    later = names[names.index(view.policy.name) + 1 :] if view.policy.name in names else []
    for name in later:
        yield view._replace(policy=POLICIES[name]), f"the policy “{name}”"
    if view.window:
        yield view._replace(window=None), "no date"
        for name in later:
            yield view._replace(window=None, policy=POLICIES[name]), f"the policy “{name}” and no date"
    if view.preferred:
        yield view._replace(preferred=()), "no speaker preferred"


def _lines(graph: GraphLike, dossier: Dossier, view: View) -> int:
    """Return how many lines the pair has under another view of the record; 0 where there is no record at hand."""
    conclusions = concluded(graph, view)
    if conclusions is None:
        return 0
    found = dossier_of(conclusions, graph.arenas, dossier.a, dossier.b)
    return len(found.unites) + len(found.divides)


def concluded(graph: GraphLike, view: View) -> Conclusions | None:
    """Return what stands and follows under another view of the record; None where there is no record at hand."""
    if not isinstance(graph, Housed):
        return None
    # Imported here: few dossiers need to reason anew.
    from kgraph.reasoning.conclude import fill
    from kgraph.store.record import load_record

    return fill(load_record(graph.home), graph.home.rules, view)
