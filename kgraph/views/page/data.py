"""The data of the page: plain lists and dictionaries, for the template and, as JSON, for the script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kgraph.analysis.dyads import Dossier, Line
from kgraph.model import Claim, Derivation, Source
from kgraph.namespaces import PREFIXES, local
from kgraph.views import wording
from kgraph.views.holder import GraphLike
from kgraph.views.page.linked import CONTEXT, linked_data
from kgraph.views.page.pairs import Pairs, marks
from kgraph.views.page.story import NOTHING
from kgraph.views.page.strips import table_of
from kgraph.views.page.ties import Tie, derived_id, on_behalf
from kgraph.views.page.words import Words, many, paragraphs, safe_url, view

LOOKS = {
    "stated": "stated by a source",
    "reported": "said by others, reported by a source",
    "expected": "expected, not yet a fact",
    "derived": "follows by a rule",
    "derived-report": "follows by a rule, from what others say or what is expected",
}
# What each premise of a rule tells, in their order.
_PARTS = {
    "proxy-rival": ["Who supports the one side", "Who supports the other", "Who opposes whom"],
    "opposed-client": ["Who opposes whom", "Who supports whom"],
    "acting-for": ["What is done", "Why it counts"],
    "done-to": ["What is done", "Why it counts"],
}
_RULES = (
    f"SELECT ?rule ?label ?definition WHERE {{ ?rule a <{PREFIXES['kg']}Rule> ; "
    f"<{PREFIXES['rdfs']}label> ?label ; <{PREFIXES['skos']}definition> ?definition . "
    "FILTER(LANG(?label) = 'en' && LANG(?definition) = 'en') }"
)


def page_data(graph: GraphLike, dossiers: Sequence[Dossier], ties: Sequence[Tie]) -> dict[str, Any]:
    """Return what the page shows, in a fixed order; texts are plain, never markup.

    ``pairs`` are the dossiers in words, the pair in focus first; ``script`` is what the script needs of the rest.
    """
    pairs = Pairs(graph, ties)
    sections = [pairs.section(dossier) for dossier in dossiers]
    table = table_of(graph, dossiers)
    linked = {"context": CONTEXT, "nodes": linked_data(graph)}
    found = {"pairs": sections, "table": table, "linked": linked, **_Builder(graph, dossiers[0], ties).build()}
    found["script"]["pairs"] = [{key: pair[key] for key in ("a", "b", "title", "summary")} for pair in found["pairs"]]
    return found


class _Builder:
    def __init__(self, graph: GraphLike, focus: Dossier, ties: Sequence[Tie]) -> None:
        self._graph = graph
        self._focus = (focus.a, focus.b)
        self._ties = ties
        self._words = Words(graph)
        self._proofs: dict[str, dict[str, Any]] = {}
        self._disputed_by: dict[str, list[str]] = {}
        for name, claim in sorted(graph.claims.items()):
            for other in claim.disputes:
                self._disputed_by.setdefault(other, []).append(name)

    def build(self) -> dict[str, Any]:
        graph = self._graph
        counts, at = view(graph)
        drawn = {name for tie in self._ties for name in (tie.id, *(copy.name for copy in tie.copies))}
        apart = [claim for claim in _in_order(graph.claims.values()) if claim.name not in drawn]
        ties = [self._tie(tie) for tie in self._ties]
        rules = {
            local(str(rule)): {"label": label, "definition": definition, "parts": _PARTS.get(local(str(rule)), [])}
            for rule, label, definition in sorted(graph.store.rows(_RULES), key=str)
        }
        script = {
            "focus": self._focus,
            "actors": {name: self._actor(name) for name in sorted(graph.actors)},
            "arenas": {
                name: {"label": self._words.arena(name), "theatre": arena.is_theatre}
                for name, arena in sorted(graph.arenas.items())
            },
            "claims": {claim.name: self._claim(claim) for claim in _in_order(graph.claims.values())},
            "ties": ties,
            "proofs": self._proofs,
            "rules": rules,
            "looks": LOOKS,
            "credit": self._credit(),
            "nothing": NOTHING,
            "whole": {"title": "All actors and what is between them", "summary": f"{self._counts()}."},
            "sources": [self._source(source) for _, source in sorted(graph.sources.items())],
        }
        return {
            "script": script,
            "view": {"policy": graph.view.policy.name, "counts": counts, "at": at},
            "counts": self._counts(),
            "no_pair": [claim.name for claim in apart if claim.name in graph.conclusions.claims],
            "not_counted": [claim.name for claim in apart if claim.name not in graph.conclusions.claims],
        }

    def _credit(self) -> str:
        """Return what stands under a picture that is taken away: from which sources it is made, and by what."""
        words = self._words
        sources = [
            f"{words.label(source.publisher)}, {wording.day(source.issued)}"
            for _, source in sorted(self._graph.sources.items())
        ]
        return f"Claims from {wording.listed(dict.fromkeys(sources))}, in our own words. kgraph, CC BY 4.0."

    def _actor(self, name: str) -> dict[str, Any]:
        actor = self._graph.actors[name]
        names = dict.fromkeys(wording.clean(text) for text in (*actor.labels.values(), *actor.aliases))
        return {
            "label": self._words.label(name),
            "name": wording.name(self._graph, name),
            "names": list(names),
            "description": actor.description,
        }

    def _claim(self, claim: Claim) -> dict[str, Any]:
        words = self._words
        return {
            "text": words.fact(claim),
            "detail": words.detail(claim),
            "sign": self._graph.vocabulary.relations[claim.relation].polarity,
            "arenas": words.arenas(claim.arenas),
            "said": words.said(claim),
            "speaker": claim.said_by,
            "actors": [name for name in (claim.agent, claim.target, claim.through, claim.said_by) if name],
            "stance": claim.stance,
            "when": wording.when(claim),
            "edtf": claim.when,
            "basis": claim.when_basis,
            "paragraph": claim.paragraph,
            "source": claim.source,
            "note": claim.note,
            "citation": words.citation(claim),
            "counted": claim.name in self._graph.conclusions.claims,
            "repeats": [name for name in (self._graph.conclusions.repeats.get(claim.name),) if name],
            "disputes": sorted({*claim.disputes, *self._disputed_by.get(claim.name, ())}),
            "triggered_by": list(claim.triggered_by),
            "outcome_of": list(claim.outcome_of),
        }

    def _tie(self, tie: Tie) -> dict[str, Any]:
        words, fact = self._words, tie.fact
        derived = isinstance(fact, Line)
        return {
            "id": tie.id,
            "agent": tie.agent,
            "target": tie.target,
            "sign": tie.sign,
            "look": tie.look,
            "marks": marks(self._graph, tie.facts),
            "counted": tie.counted,
            "symmetric": tie.symmetric,
            "acts": self._graph.vocabulary.is_a(tie.relation, "actsFor"),
            "places": list(tie.arenas),
            "arenas": words.arenas(tie.arenas),
            "text": words.line(fact) if isinstance(fact, Line) else words.fact(fact),
            "when": wording.line_when(fact) if isinstance(fact, Line) else wording.when(fact),
            "rule": tie.rule,
            "onBehalf": on_behalf(self._graph, tie),
            "said": words.speakers(tie.claims),
            "paragraphs": paragraphs(tie.claims),
            "claims": [claim.name for claim in tie.claims],
            "proofs": [self._proof(name) for name in sorted(tie.facts, key=self._depth)] if derived else [],
        }

    def _counts(self) -> str:
        """Say how many lines there are, and of what kind."""
        claims = sum(isinstance(tie.fact, Claim) for tie in self._ties)
        kinds = f"{many(claims, 'claim')} between two actors, {len(self._ties) - claims:,} that follow by rules"
        return f"{many(len(self._ties), 'line')}: {kinds}"

    def _depth(self, name: str) -> tuple[int, str]:
        return len(self._graph.conclusions.leaves(name)), name

    def _proof(self, name: str) -> str:
        """Keep what follows, by which rule and from what, once for all that rest on it; return its key."""
        key = derived_id([name])
        if key not in self._proofs:
            fact = self._graph.conclusions.fact(name)
            assert isinstance(fact, Derivation)
            self._proofs[key] = {
                "rule": fact.rule,
                "text": self._words.fact(fact),
                "premises": [
                    {"claim": premise} if premise in self._graph.claims else {"proof": self._proof(premise)}
                    for premise in fact.premises
                ],
            }
        return key

    def _source(self, source: Source) -> dict[str, Any]:
        words = self._words
        claims = [claim for claim in self._graph.claims.values() if claim.source == source.name]
        return {
            "id": source.name,
            "title": source.title,
            "kind": source.kind,
            "issued": wording.day(source.issued),
            "publisher": words.label(source.publisher),
            "creators": list(source.creators),
            "url": safe_url(source.origin),
            "origin": source.origin,
            "rights": source.rights,
            "locator": source.locator,
            "note": source.note,
            "claims": many(len(claims), "claim"),
            "paragraphs": many(len({claim.paragraph for claim in claims}), "paragraph"),
        }


def _in_order(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (claim.source, claim.paragraph, claim.name))
