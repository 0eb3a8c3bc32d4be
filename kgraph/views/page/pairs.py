"""The dossier of a pair as the page shows it: what unites and what divides, arena by arena, each line cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kgraph.analysis.dyads import Dossier, Line
from kgraph.model import Claim
from kgraph.views import wording
from kgraph.views.holder import GraphLike
from kgraph.views.page.basis import basis_of
from kgraph.views.page.story import summary, title
from kgraph.views.page.ties import Tie, derived_id, on_behalf
from kgraph.views.page.words import Words, many, paragraphs


class Pairs:
    """The pairs of one graph in words."""

    def __init__(self, graph: GraphLike, ties: Iterable[Tie]) -> None:
        """Sort the ties by which one actor supports another in a theatre, claimed or on its behalf."""
        self._graph = graph
        self._words = Words(graph)
        self._expected: dict[frozenset[str], list[str]] = {}
        self._support: dict[str, list[Tie]] = {}
        for tie in ties:
            if not tie.counted:
                self._expected.setdefault(frozenset({tie.agent, tie.target}), []).append(tie.id)
            claimed = isinstance(tie.fact, Claim) or on_behalf(graph, tie)
            if claimed and tie.counted and graph.vocabulary.is_a(tie.relation, "supports"):
                self._support.setdefault(tie.agent, []).append(tie)

    def section(self, dossier: Dossier) -> dict[str, Any]:
        """Return headline, summary and dossier of a pair."""
        return {
            "a": dossier.a,
            "b": dossier.b,
            "title": title(self._graph, dossier),
            "summary": summary(self._graph, dossier),
            "expected": self._expected.get(frozenset({dossier.a, dossier.b}), []),
            "sides": [
                self._side("unites", "+", "What unites them", dossier, dossier.unites),
                self._side("divides", "−", "What divides them", dossier, dossier.divides),
            ],
        }

    def _side(self, kind: str, mark: str, heading: str, dossier: Dossier, lines: Sequence[Line]) -> dict[str, Any]:
        by_arena: dict[str, list[Line]] = {}
        for line in lines:
            by_arena.setdefault(line.arena, []).append(line)
        parts = [
            {
                "arena": self._words.arena(arena),
                "camps": self._camps(dossier, arena),
                "lines": [self._line(line) for line in found],
            }
            for arena, found in by_arena.items()
        ]
        counts = _counted(lines) if lines else "Nothing that counts here."
        return {"kind": kind, "mark": mark, "heading": heading, "counts": counts, "parts": parts}

    def _line(self, line: Line) -> dict[str, Any]:
        one = line.root if line.rule is None else None
        return {
            "tie": one.name if one else derived_id(line.facts),
            "text": self._words.line(line),
            "via": self._words.fact(line.root) if line.root and line.rule else "",
            "marks": marks(self._graph, line.facts),
            **self._cite([one] if one else line.claims, wording.line_when(line), line.copies if one else ()),
        }

    def _camps(self, dossier: Dossier, arena: str) -> list[dict[str, Any]]:
        """Return whom each of the pair supports in a theatre, each with the ties that say so."""
        if not self._graph.arenas[arena].is_theatre:
            return []
        pair = (dossier.a, dossier.b)
        backed: dict[tuple[str, str], list[Tie]] = {}
        for tie in (tie for end in pair for tie in self._support.get(end, ())):
            if tie.target not in pair and arena in tie.arenas:
                backed.setdefault((tie.agent, tie.target), []).append(tie)
        return [
            {
                "text": self._words.drawn(who, "supports", whom, [fact for tie in ties for fact in tie.facts]),
                "marks": marks(self._graph, [fact for tie in ties for fact in tie.facts]),
                "ties": [self._backing(tie) for tie in ties],
            }
            for (who, whom), ties in backed.items()
        ]

    def _backing(self, tie: Tie) -> dict[str, Any]:
        text, when = self._words.fact(tie.claims[0]), wording.when(tie.claims[0])
        if isinstance(tie.fact, Line) and tie.fact.root:
            text = f"{self._words.fact(tie.fact.root)}; counted for {self._words.actors([tie.agent])}"
            when = wording.when(tie.fact.root)
        claims = tie.claims if isinstance(tie.fact, Line) else tie.claims[:1]
        return {"tie": tie.id, "text": text, **self._cite(claims, when, tie.copies)}

    def _cite(self, claims: Sequence[Claim], when: str, copies: Sequence[Claim] = ()) -> dict[str, str]:
        one = claims[0] if len(claims) == 1 else None
        said = self._words.said(one) if one else f"On the word of {self._words.speakers(claims)}"
        also = [wording.repetition(self._graph, copy, claims[0]) for copy in copies]
        return {"said": said, "when": when, "paragraphs": "; ".join((paragraphs(claims), *also))}


def marks(graph: GraphLike, facts: Sequence[str]) -> list[dict[str, str]]:
    """Return the marks of what each of these facts proves."""
    return [mark._asdict() for mark in basis_of(graph, facts).marks()]


def _counted(lines: Sequence[Line]) -> str:
    """Say how many lines there are and on how many claims and paragraphs they rest."""
    claims = {claim for line in lines for claim in line.claims}
    places = {(claim.source, claim.paragraph) for claim in claims}
    return f"{many(len(lines), 'line')}, resting on {many(len(claims), 'claim')} in {many(len(places), 'paragraph')}."
