"""What counts, in words: the policy, the time asked about, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.views.wording import dated, listed

if TYPE_CHECKING:
    from kgraph.views.holder import GraphLike


def in_words(graph: GraphLike) -> str:
    """Return for example ``(policy 'claims'; what possibly holds as of 2020-11; without speaker:un-experts)``."""
    view = graph.view
    parts = [f"policy '{view.policy.name}'"]
    if graph.as_of or view.certainly:
        then = f" {'at some time in' if view.spanning else 'as of'} {graph.as_of}" if graph.as_of else ""
        parts.append(f"what {view.holds} holds{then}")
    if view.preferred:
        parts.append(f"what {listed(view.preferred)} denies does not count")
    if view.without:
        parts.append(f"without {listed(f'{kind}:{name}' for kind, name in view.without)}")
    return f"({'; '.join(parts)})"


def time_in_words(graph: GraphLike) -> str:
    """Return ``as of November 2020``, ``at some time from 2019 to June 2021``, or nothing if no time is asked about."""
    if not graph.as_of:
        return ""
    if not graph.view.spanning:
        return f"as of {dated(graph.as_of)}"
    since, until = (dated(part) for part in graph.as_of.split("/"))
    if since == "..":
        return f"at some time up to {until}"
    return f"at some time from {since} on" if until == ".." else f"at some time from {since} to {until}"


def beginning(graph: GraphLike) -> str:
    """Return how a sentence on the time that is asked about begins, with its comma."""
    if not graph.as_of:
        return ""
    return f"{time_in_words(graph)}, " + ("" if graph.view.certainly else "as far as the dates leave it open, ")
