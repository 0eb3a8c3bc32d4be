"""On what a statement of the page rests: whose speech, an expectation, a rule, dates that leave it open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kgraph.model import Claim, Derivation
from kgraph.views import wording
from kgraph.views.holder import GraphLike


class Basis(NamedTuple):
    """What all proofs of a statement have in common.

    ``speakers`` are those whose reported speech every proof needs, by name; empty if one proof does without.
    ``rules`` are the rules that were needed, the last one first. ``certain`` is None where the dates leave nothing
    open: the statement is a claim, and no date was asked for.
    """

    speakers: tuple[str, ...]
    expected: bool
    hedged: bool
    rules: tuple[str, ...]
    certain: bool | None

    @property
    def reported(self) -> bool:
        """Say whether it rests on what a source only reports others as saying."""
        return bool(self.speakers)

    @property
    def look(self) -> str:
        """Return how a line that rests on this is drawn."""
        if self.rules:
            return "derived-report" if self.speakers or self.expected else "derived"
        return "expected" if self.expected else "reported" if self.speakers else "stated"


def basis_of(graph: GraphLike, facts: Sequence[str]) -> Basis:
    """Return on what a statement rests that each of these claims or derivations proves by itself."""
    known = [graph.conclusions.all_derivations.get(name) or graph.claims[name] for name in facts]
    leaves = [_leaves(graph, fact) for fact in known]
    reported = all(any(wording.is_reported(graph, claim) for claim in found) for found in leaves)
    speakers = {c.said_by for found in leaves for c in found if wording.is_reported(graph, c)} if reported else set()
    return Basis(
        speakers=tuple(sorted(speakers)),
        expected=all(any(claim.stance == "expects" for claim in found) for found in leaves),
        hedged=all(any(claim.sureness == "hedged" for claim in found) for found in leaves),
        rules=_rules(graph, known),
        certain=_certain(graph, known),
    )


def _leaves(graph: GraphLike, fact: Claim | Derivation) -> list[Claim]:
    if isinstance(fact, Claim):
        return [fact]
    return [graph.claims[name] for name in graph.conclusions.leaves(fact.name)]


def _rules(graph: GraphLike, facts: Iterable[Claim | Derivation]) -> tuple[str, ...]:
    """Return the rules that every proof needs; none if one of the facts is a claim."""
    first: dict[str, None] = {}
    further: set[str] = set()
    for fact in facts:
        if isinstance(fact, Claim):
            return ()
        first[fact.rule] = None
        todo = list(fact.premises)
        while todo:
            premise = graph.conclusions.fact(todo.pop())
            if isinstance(premise, Derivation):
                further.add(premise.rule)
                todo.extend(premise.premises)
    return (*first, *sorted(further - first.keys()))


def _certain(graph: GraphLike, facts: Iterable[Claim | Derivation]) -> bool | None:
    window = graph.view.window
    found = [
        fact.certain if isinstance(fact, Derivation) else window.must_hold(fact.extent) if window else None
        for fact in facts
    ]
    return None if None in found else any(found)
