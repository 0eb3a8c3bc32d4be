"""What the picture draws: every claim between two actors, and what follows for the pair in focus."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kgraph.analysis.dyads import Dossier, Line
from kgraph.model import Claim
from kgraph.views.holder import GraphLike
from kgraph.views.page.basis import basis_of


class Tie(NamedTuple):
    """One line: a claim between two actors, or a line of a dossier that a rule draws.

    ``look`` tells on what it rests: ``stated`` by a source, ``reported`` speech of others, ``expected``, ``derived``,
    or ``derived-report``, derived from reported speech or an expectation.
    ``arenas`` are its theatres or, where it has none, its domains. An expectation may be drawn but not counted.
    ``copies`` only repeat the claim, in a source that is no further witness of it.
    """

    id: str
    agent: str
    relation: str
    target: str
    sign: int
    arenas: tuple[str, ...]
    look: str
    counted: bool
    symmetric: bool
    fact: Claim | Line
    copies: tuple[Claim, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """The claims or derivations that prove it, each by itself."""
        return self.fact.facts if isinstance(self.fact, Line) else (self.fact.name,)

    @property
    def told_by(self) -> tuple[str, ...]:
        """The facts, and the claims that only repeat one: a copy may be dated otherwise."""
        return (*self.facts, *(copy.name for copy in self.copies))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that it rests on."""
        return self.fact.claims if isinstance(self.fact, Line) else (self.fact, *self.copies)

    @property
    def rule(self) -> str | None:
        """The rule that draws it, if it is no claim."""
        return self.fact.rule if isinstance(self.fact, Line) else None

    def between(self, a: str, b: str) -> bool:
        """Say whether the tie joins two actors, either way."""
        return {self.agent, self.target} == {a, b}


def ties_of(graph: GraphLike, dossiers: Sequence[Dossier]) -> list[Tie]:
    """Return every claim between two actors and every derived line of the dossiers, those of the first pair first."""
    found = {tie.id: tie for tie in _claims(graph)}
    for dossier in dossiers:
        for tie in _lines(graph, (*dossier.unites, *dossier.divides)):
            found.setdefault(tie.id, tie)
    first = dossiers[0]
    return sorted(found.values(), key=lambda tie: (not tie.between(first.a, first.b), -tie.sign, tie.arenas, tie.id))


def on_behalf(graph: GraphLike, tie: Tie) -> bool:
    """Say whether somebody else does it in a theatre on behalf of the agent: so that the agent's camp can be seen."""
    in_theatre = any(graph.arenas[name].is_theatre for name in tie.arenas)
    return in_theatre and isinstance(tie.fact, Line) and basis_of(graph, tie.facts).rules == ("acting-for",)


def expected(graph: GraphLike, claim: Claim) -> bool:
    """Say whether a claim that does not count is an expectation worth drawing under the view."""
    view = graph.view
    in_window = view.window is None or view.window.may_hold(claim.extent)
    return claim.stance == "expects" and not view.policy.own_voice_only and in_window


def places(graph: GraphLike, arenas: Iterable[str]) -> tuple[str, ...]:
    """Return the theatres among the arenas or, if there are none, the domains."""
    names = tuple(arenas)
    return tuple(name for name in names if graph.arenas[name].is_theatre) or names


def derived_id(facts: Iterable[str]) -> str:
    """Return a stable id for what rests on these derivations."""
    return "derived/" + hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16]


def _claims(graph: GraphLike) -> Iterator[Tie]:
    standing = graph.conclusions.claims
    copies: dict[str, list[Claim]] = {}
    for name, original in graph.conclusions.repeats.items():
        # What a copy adds in another arena is drawn as its own.
        if not set(places(graph, standing[name].arenas)) - set(places(graph, standing[original].arenas)):
            copies.setdefault(original, []).append(standing[name])
    drawn_elsewhere = {copy.name for found in copies.values() for copy in found}
    for name, claim in graph.claims.items():
        if claim.agent is None or claim.target is None or name in drawn_elsewhere:
            continue
        if name not in standing and not expected(graph, claim):
            continue
        relation = graph.vocabulary.relations[claim.relation]
        yield Tie(
            id=name,
            agent=claim.agent,
            relation=claim.relation,
            target=claim.target,
            sign=relation.polarity,
            arenas=places(graph, claim.arenas),
            look=basis_of(graph, [name]).look,
            counted=name in standing,
            symmetric=relation.symmetric,
            fact=claim,
            copies=tuple(copies.get(name, ())),
        )


def _lines(graph: GraphLike, lines: Iterable[Line]) -> Iterator[Tie]:
    by_facts: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        if line.derived:
            by_facts.setdefault(line.facts, []).append(line)
    for facts, same in by_facts.items():
        line = same[0]
        yield Tie(
            id=derived_id(facts),
            agent=line.agent,
            relation=line.relation,
            target=line.target,
            sign=line.sign,
            arenas=tuple(dict.fromkeys(other.arena for other in same)),
            look=basis_of(graph, facts).look,
            counted=True,
            symmetric=graph.vocabulary.relations[line.relation].symmetric,
            fact=line,
        )
