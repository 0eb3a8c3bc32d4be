"""What counts, in words: the policy, the time asked about, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.views.wording import listed

if TYPE_CHECKING:
    from kgraph.views.holder import GraphLike


def in_words(graph: GraphLike) -> str:
    """Return for example ``(policy 'claims'; what possibly holds as of 2020-11; without speaker:un-experts)``."""
    view = graph.view
    parts = [f"policy '{view.policy.name}'"]
    if graph.as_of or view.certainly:
        then = (
            "" if not graph.as_of else f" at some time in {graph.as_of}" if view.spanning else f" as of {graph.as_of}"
        )
        parts.append(f"what {view.holds} holds{then}")
    if view.preferred:
        parts.append(f"what {listed(view.preferred)} denies does not count")
    if view.without:
        parts.append(f"without {listed(f'{kind}:{name}' for kind, name in view.without)}")
    return f"({'; '.join(parts)})"
