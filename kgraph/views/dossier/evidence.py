"""What a line of a dossier rests on: its claims, each with the part it plays."""

from __future__ import annotations

from typing import NamedTuple

from kgraph.analysis.dyads import Line, root_claim
from kgraph.model import Claim, Derivation
from kgraph.views.holder import GraphLike

# Which premise of a rule plays which part, and for which end of what is derived.
_PARTS = {
    "proxy-rival": (("supports", "agent"), ("supports", "target"), ("opposes", "")),
    "opposed-client": (("opposes", "agent"), ("supports", "target")),
}


class Evidence(NamedTuple):
    """A claim that a line rests on and the part it plays: ``tie``, ``copy``, ``supports``, ``opposes``, ``counts-for``.

    ``actor`` is the end of the line on whose side the claim counts, where there is one.
    """

    part: str
    actor: str | None
    claim: Claim


def evidence(graph: GraphLike, line: Line) -> tuple[Evidence, ...]:
    """Return the claims that a line rests on, in the order of their parts, then of the source."""
    if line.root is not None:
        links = [Evidence("counts-for", None, claim) for claim in line.witnesses if claim != line.root]
        return (Evidence("tie", None, line.root), *(Evidence("copy", None, copy) for copy in line.copies), *links)
    found: dict[str, Evidence] = {}
    for fact in line.facts:
        drawn = graph.conclusions.fact(fact)
        if isinstance(drawn, Derivation):
            for premise, (part, end) in zip(drawn.premises, _PARTS.get(drawn.rule, ()), strict=False):
                root = root_claim(graph.conclusions, graph.conclusions.fact(premise))
                found[root.name] = Evidence(part, getattr(drawn, end) if end else None, root)
    for claim in line.claims:
        found.setdefault(claim.name, Evidence("counts-for", None, claim))
    order = ("supports", "opposes", "counts-for")
    ends = (line.agent, line.target, None)
    return tuple(
        sorted(
            found.values(),
            key=lambda e: (order.index(e.part), ends.index(e.actor), e.claim.source, e.claim.paragraph, e.claim.name),
        )
    )
