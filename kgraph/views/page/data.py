"""The data of the page: plain lists and dictionaries, for the template and, as JSON, for the script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from kgraph.analysis.dyads import Dossier, Line
from kgraph.model import Claim, Source
from kgraph.reasoning.proofs import Proof
from kgraph.views.holder import GraphLike
from kgraph.views.page.story import summary, title
from kgraph.views.page.ties import Tie, derived_id
from kgraph.views.page.words import Words, dated, span, view, when
from kgraph.vocabulary import PREFIXES, local

LOOKS = {
    "stated": "stated by a source",
    "reported": "said by others, reported by a source",
    "expected": "expected, not yet a fact",
    "derived": "follows by a rule",
}
SIGNS = {1: "cooperation", -1: "conflict", 0: "neither"}

_RULES = (
    f"SELECT ?rule ?label ?definition WHERE {{ ?rule a <{PREFIXES['kg']}Rule> ; "
    f"<{PREFIXES['rdfs']}label> ?label ; <{PREFIXES['skos']}definition> ?definition . "
    "FILTER(LANG(?label) = 'en' && LANG(?definition) = 'en') }"
)


def page_data(graph: GraphLike, dossier: Dossier, ties: list[Tie]) -> dict[str, Any]:
    """Return everything the page shows, in a fixed order; texts are plain, never markup."""
    return _Builder(graph, dossier, ties).build()


def safe_url(text: str | None) -> str | None:
    """Return a web address, or None for anything that is none."""
    try:
        parts = urlsplit(text or "")
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None


class _Builder:
    def __init__(self, graph: GraphLike, dossier: Dossier, ties: list[Tie]) -> None:
        self._graph = graph
        self._dossier = dossier
        self._ties = ties
        self._words = Words(graph)
        self._rules = {
            local(str(rule)): {"label": label, "definition": definition}
            for rule, label, definition in sorted(graph.store.rows(_RULES), key=str)
        }
        self._disputed_by: dict[str, list[str]] = {}
        for name, claim in sorted(graph.claims.items()):
            for other in claim.disputes:
                self._disputed_by.setdefault(other, []).append(name)

    def build(self) -> dict[str, Any]:
        graph, dossier = self._graph, self._dossier
        counts, at = view(graph)
        drawn = {tie.id for tie in self._ties}
        apart = [claim for claim in _in_order(graph.claims.values()) if claim.name not in drawn]
        return {
            "title": title(graph, dossier),
            "summary": summary(graph, dossier),
            "view": {"policy": graph.view.policy.name, "counts": counts, "at": at},
            "focus": [dossier.a, dossier.b],
            "actors": {name: self._actor(name) for name in sorted(graph.actors)},
            "claims": {claim.name: self._claim(claim) for claim in _in_order(graph.claims.values())},
            "ties": [self._tie(tie) for tie in self._ties],
            "dossier": {"unites": self._side(dossier.unites), "divides": self._side(dossier.divides)},
            "not_counted": [c.name for c in apart if c.agent and c.target or c.name not in graph.conclusions.claims],
            "no_pair": [
                c.name for c in apart if not (c.agent and c.target) and c.name in graph.conclusions.claims
            ],
            "rules": self._rules,
            "looks": LOOKS,
            "sources": [self._source(source) for _, source in sorted(graph.sources.items())],
        }

    def _actor(self, name: str) -> dict[str, Any]:
        actor = self._graph.actors[name]
        return {"label": actor.label, "description": actor.description}

    def _claim(self, claim: Claim) -> dict[str, Any]:
        words = self._words
        return {
            "text": words.sentence(claim),
            "detail": words.detail(claim),
            "sign": SIGNS[self._graph.vocabulary.relations[claim.relation].polarity],
            "arenas": words.arenas(claim.arenas),
            "said": words.said(claim),
            "speaker": words.actor(claim.said_by),
            "stance": claim.stance,
            "own_voice": words.own_voice(claim),
            "when": when(claim),
            "edtf": claim.when,
            "basis": claim.when_basis,
            "paragraph": claim.paragraph,
            "source": claim.source,
            "note": claim.note,
            "counted": claim.name in self._graph.conclusions.claims,
            "disputes": sorted({*claim.disputes, *self._disputed_by.get(claim.name, ())}),
            "triggered_by": list(claim.triggered_by),
            "outcome_of": list(claim.outcome_of),
        }

    def _tie(self, tie: Tie) -> dict[str, Any]:
        words = self._words
        if tie.line:
            text, claims = line_text(self._graph, words, tie.line), list(tie.line.claims)
            proofs = [self._proof(name) for name in sorted(tie.line.facts, key=self._depth)]
            rule, at = tie.line.rule, span(tie.line.extent)
        elif isinstance(tie.fact, Claim):
            text, claims, proofs, rule, at = words.sentence(tie.fact), [tie.fact], [], None, when(tie.fact)
        else:
            assert tie.fact is not None
            text, rule, at = words.sentence(tie.fact), tie.fact.rule, span(tie.fact.extent)
            leaves = self._graph.conclusions.leaves(tie.fact.name)
            claims = list(_in_order(self._graph.claims[name] for name in leaves))
            proofs = [self._proof(tie.fact.name)]
        return {
            "id": tie.id,
            "agent": tie.agent,
            "target": tie.target,
            "sign": SIGNS[tie.sign],
            "look": tie.look,
            "counted": tie.counted,
            "arenas": words.arenas(tie.arenas),
            "text": text,
            "when": at,
            "rule": rule,
            "said": words.speakers(claims),
            "paragraphs": words.paragraphs(claims),
            "claims": [claim.name for claim in claims],
            "proofs": proofs,
        }

    def _depth(self, name: str) -> tuple[int, str]:
        return len(self._graph.conclusions.leaves(name)), name

    def _proof(self, name: str) -> dict[str, Any]:
        return self._tree(self._graph.conclusions.proof(self._graph.conclusions.fact(name)))

    def _tree(self, proof: Proof) -> dict[str, Any]:
        claim = proof.fact if isinstance(proof.fact, Claim) else None
        return {
            "text": self._words.sentence(proof.fact),
            "rule": None if claim else proof.rule,
            "claim": claim.name if claim else None,
            "premises": [self._tree(premise) for premise in proof.premises],
        }

    def _side(self, lines: Iterable[Line]) -> list[dict[str, Any]]:
        by_arena: dict[str, list[Line]] = {}
        for line in lines:
            by_arena.setdefault(line.arena, []).append(line)
        return [
            {"arena": self._words.arena(arena), "camps": self._camps(arena), "lines": [self._line(x) for x in found]}
            for arena, found in by_arena.items()
        ]

    def _line(self, line: Line) -> dict[str, Any]:
        words = self._words
        claim = line.root if line.root and not line.derived else None
        ahead = [line.root] if line.root else line.claims
        reported = sorted({c.said_by for c in line.claims if not words.own_voice(c)})
        return {
            "tie": claim.name if claim else derived_id(line.facts),
            "text": line_text(self._graph, words, line),
            "detail": words.detail(line.root) if line.root else "",
            "when": when(line.root) if line.root else span(line.extent),
            "said": words.said(line.root) if line.root and not reported else f"On the word of {words.speakers(line.claims)}",
            "paragraphs": words.paragraphs(line.claims),
            "rule": self._rules.get(line.rule, {}).get("label", line.rule) if line.rule else None,
            "look": "derived" if line.derived else "stated" if claim and words.own_voice(claim) else "reported",
            "expected": line.stance == "expects",
            "certain": line.certain,
            "via": words.sentence(ahead[0]) if line.derived and line.root else "",
        }

    def _camps(self, arena: str) -> list[dict[str, Any]]:
        """Return whom each of the pair backs in a theatre."""
        backed: dict[str, dict[str, None]] = {self._dossier.a: {}, self._dossier.b: {}}
        vocabulary = self._graph.vocabulary
        for tie in self._ties:
            if tie.agent in backed and tie.target not in backed and tie.counted and arena in tie.arenas:
                if self._graph.arenas[arena].is_theatre and vocabulary.is_a(tie.relation, "supports"):
                    backed[tie.agent][tie.target] = None
        return [
            {"who": self._words.actor(name), "backs": self._words.actors(sorted(found))}
            for name, found in backed.items()
            if found
        ]

    def _source(self, source: Source) -> dict[str, Any]:
        words = self._words
        return {
            "id": source.name,
            "title": source.title,
            "kind": source.kind,
            "issued": dated(source.issued),
            "publisher": words.actor(source.publisher),
            "creators": list(source.creators),
            "url": safe_url(source.origin),
            "origin": source.origin,
            "rights": source.rights,
            "locator": source.locator,
            "note": source.note,
            "claims": sum(claim.source == source.name for claim in self._graph.claims.values()),
        }


def line_text(graph: GraphLike, words: Words, line: Line) -> str:
    """Return a dossier line in words; a rivalry through others says through whom."""
    if line.root:
        return words.sentence(line.root) if not line.derived else words.tie(line.agent, line.relation, line.target)
    backs: dict[str, dict[str, None]] = {}
    for name in line.facts:
        fact = graph.conclusions.fact(name)
        for premise in getattr(fact, "premises", ()):
            part = graph.conclusions.fact(premise)
            if part.agent and part.target and graph.vocabulary.relations[part.relation].polarity > 0:
                backs.setdefault(part.agent, {})[part.target] = None
    if line.rule == "proxy-rival":
        sides = [f"{words.actor(end)} backs {words.actors(sorted(backs.get(end, {})))}" for end in (line.agent, line.target)]
        return f"{sides[0]}, {sides[1]}, and these oppose each other"
    return f"{words.actor(line.agent)} acts against {words.actors(line.clients)}, backed by {words.actor(line.target)}"


def _in_order(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (claim.source, claim.paragraph, claim.name))
