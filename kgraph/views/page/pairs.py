"""The dossier of a pair as the page shows it: what unites and what divides, arena by arena, each line cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kgraph.analysis.dyads import Dossier, Line
from kgraph.model import Claim
from kgraph.views.page.alike import alike
from kgraph.views.page.offices import offices_of
from kgraph.views.page.story import told, way_of
from kgraph.views.page.ties import Tie, derived_id, on_behalf
from kgraph.views.page.times import runs_of, times_of
from kgraph.views.page.words import Words


class Pairs:
    """The pairs of one graph in words."""

    def __init__(self, words: Words, ties: Iterable[Tie]) -> None:
        """Sort the ties by which one actor supports another in a theatre, claimed or on its behalf."""
        self._words = words
        self._graph = graph = words.graph
        self._expected: dict[frozenset[str], list[str]] = {}
        self._neither: dict[frozenset[str], list[Tie]] = {}
        self._support: dict[str, list[Tie]] = {}
        # Who supports whom in a theatre is the same in the dossier of every pair.
        self._known: dict[tuple[str, ...], dict[str, Any]] = {}
        for tie in ties:
            if not tie.counted:
                self._expected.setdefault(frozenset({tie.agent, tie.target}), []).append(tie.id)
            elif not tie.sign:
                self._neither.setdefault(frozenset({tie.agent, tie.target}), []).append(tie)
            claimed = isinstance(tie.fact, Claim) or on_behalf(graph, tie)
            if claimed and tie.counted and graph.vocabulary.is_a(tie.relation, "supports"):
                self._support.setdefault(tie.agent, []).append(tie)

    def section(self, dossier: Dossier) -> dict[str, Any]:
        """Return headline, summary and dossier of a pair."""
        title, summary = told(self._words, dossier)
        return {
            "a": dossier.a,
            "b": dossier.b,
            "title": title,
            "summary": summary,
            "expected": self._expected.get(frozenset({dossier.a, dossier.b}), []),
            "neither": [self._backing(tie) for tie in self._neither.get(frozenset({dossier.a, dossier.b}), ())],
            "sides": [
                self._side("unites", "+", dossier, dossier.unites),
                self._side("divides", "−", dossier, dossier.divides),
            ],
        }

    def _side(self, kind: str, mark: str, dossier: Dossier, lines: Sequence[Line]) -> dict[str, Any]:
        # Whom the two back stands once: with what divides them there, if anything does.
        divided = {line.arena for line in dossier.divides} if kind == "unites" else set()
        by_arena: dict[str, list[Line]] = {}
        for line in lines:
            by_arena.setdefault(line.arena, []).append(line)
        parts = [
            {
                "arena": arena,
                "camps": self._camps(dossier, arena) if arena not in divided else [],
                "lines": [
                    self._line(line, entry) for entry, same in enumerate(alike(self._graph, found)) for line in same
                ],
            }
            for arena, found in by_arena.items()
        ]
        say = self._words.say
        counts = self._counted(lines) if lines else say("nothing_counts")
        return {"kind": kind, "mark": mark, "heading": say(kind), "counts": counts, "parts": parts}

    def _line(self, line: Line, entry: int) -> dict[str, Any]:
        """Return a line in words; those with the same ``entry`` stand once, as ``bare`` says it without the place."""
        one = line.root if line.rule is None else None
        return {
            "tie": self._tie_of(line),
            "entry": entry,
            "way": way_of(self._graph, line),
            "text": self._words.line(line),
            "bare": self._words.fact(one._replace(place=None)) if one else self._words.line(line),
            "via": self._words.fact(line.root) if line.root and line.rule else "",
            "marks": self._words.marks(line.facts),
            **self._cite([one] if one else line.claims, self._words.line_when(line), line.copies if one else ()),
        }

    def _tie_of(self, line: Line) -> str:
        return line.root.name if line.root and line.rule is None else derived_id(line.facts)

    def _camps(self, dossier: Dossier, arena: str) -> list[dict[str, Any]]:
        """Return whom each of the pair supports in a theatre, each with the ties that say so."""
        if not self._graph.arenas[arena].is_theatre:
            return []
        pair = (dossier.a, dossier.b)
        backed: dict[tuple[str, str], list[Tie]] = {}
        for tie in (tie for end in pair for tie in self._support.get(end, ())):
            if tie.target not in pair and arena in tie.arenas:
                backed.setdefault((tie.agent, tie.target), []).append(tie)
        return [self._camp(who, whom, found) for (who, whom), found in backed.items()]

    def _camp(self, who: str, whom: str, ties: Sequence[Tie]) -> dict[str, Any]:
        key = (who, whom, *(tie.id for tie in ties))
        if key not in self._known:
            self._known[key] = self._told(who, whom, ties)
        return self._known[key]

    def _told(self, who: str, whom: str, ties: Sequence[Tie]) -> dict[str, Any]:
        facts = [fact for tie in ties for fact in tie.facts]

        def told(names: Sequence[str]) -> dict[str, Any]:
            return {"text": self._words.drawn(who, "supports", whom, names), "marks": self._words.marks(names)}

        return {
            **told(facts),
            "times": times_of(self._graph, facts),
            "offices": offices_of(self._graph, facts, self._words.when),
            "runs": runs_of(self._graph, facts, told),
            "ties": [self._backing(tie) for tie in ties],
        }

    def _backing(self, tie: Tie) -> dict[str, Any]:
        text, when = self._words.fact(tie.claims[0]), self._words.when(tie.claims[0])
        if isinstance(tie.fact, Line) and tie.fact.root:
            actor = self._words.actors([tie.agent])
            text = self._words.say("counted_for", text=self._words.fact(tie.fact.root), actor=actor)
            when = self._words.when(tie.fact.root)
        claims = tie.claims if isinstance(tie.fact, Line) else tie.claims[:1]
        return {"tie": tie.id, "text": text, **self._cite(claims, when, tie.copies)}

    def _cite(self, claims: Sequence[Claim], when: str, copies: Sequence[Claim] = ()) -> dict[str, str]:
        also = [self._words.repetition(copy, claims[0]) for copy in copies]
        places = "; ".join((self._words.paragraphs(claims), *also))
        return {"said": self._words.cited(claims), "when": when, "paragraphs": places}

    def _counted(self, lines: Sequence[Line]) -> str:
        """Say how many statements there are, in how many sources; one in two arenas is one statement."""
        sources = {claim.source for line in lines for claim in line.claims}
        many = self._words.language.many
        statements = len({self._tie_of(line) for line in lines})
        return self._words.say(
            "side_counts", statements=many("statement", statements), sources=many("source", len(sources))
        )
