"""The data of the page: plain lists and dictionaries, for the template and, as JSON, for the script."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from kgraph.analysis.dyads import Dossier, Line, root_claim
from kgraph.model import Claim, Source
from kgraph.namespaces import PREFIXES, local
from kgraph.reasoning.proofs import Proof
from kgraph.views import wording
from kgraph.views.holder import GraphLike
from kgraph.views.page.story import summary, title
from kgraph.views.page.ties import Tie, derived_id
from kgraph.views.page.words import Words, paragraphs, view

LOOKS = {
    "stated": "stated by a source",
    "reported": "said by others, reported by a source",
    "expected": "expected, not yet a fact",
    "derived": "follows by a rule",
}
SIGNS = {1: "cooperation", -1: "conflict", 0: "neither"}
# The rules in a word, where a reader has not asked for more.
_SHORT_RULES = {
    "acting-for": "done on its behalf",
    "done-to": "done on their behalf",
    "proxy-rival": "rivals through others",
    "opposed-client": "rivals through others",
}

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
            "expected": [t.id for t in self._ties if t.between(dossier.a, dossier.b) and not t.counted],
            "no_pair": [claim.name for claim in apart if claim.name in graph.conclusions.claims],
            "not_counted": [claim.name for claim in apart if claim.name not in graph.conclusions.claims],
            "rules": self._rules,
            "looks": LOOKS,
            "sources": [self._source(source) for _, source in sorted(graph.sources.items())],
        }

    def _actor(self, name: str) -> dict[str, Any]:
        actor = self._graph.actors[name]
        return {"label": self._words.label(name), "description": actor.description}

    def _claim(self, claim: Claim) -> dict[str, Any]:
        words = self._words
        return {
            "text": words.fact(claim),
            "detail": words.detail(claim),
            "sign": SIGNS[self._graph.vocabulary.relations[claim.relation].polarity],
            "arenas": words.arenas(claim.arenas),
            "said": words.said(claim),
            "stance": claim.stance,
            "when": wording.when(claim),
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
        words, conclusions = self._words, self._graph.conclusions
        if tie.line:
            text, rule, at, claims = words.line(tie.line), tie.line.rule, wording.line_when(tie.line), tie.line.claims
            proofs = [self._proof(name) for name in sorted(tie.line.facts, key=self._depth)]
        elif isinstance(tie.fact, Claim):
            text, rule, at, claims, proofs = words.fact(tie.fact), None, wording.when(tie.fact), (tie.fact,), []
        else:
            assert tie.fact is not None
            proof = conclusions.proof(tie.fact)
            text, rule, claims = words.fact(tie.fact), tie.fact.rule, proof.leaves()
            at, proofs = wording.when(root_claim(conclusions, tie.fact)), [self._tree(proof)]
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
            "paragraphs": paragraphs(claims),
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
            "text": self._words.fact(proof.fact),
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
        reported = wording.on_report(self._graph, line)
        one = line.root if line.rule is None else None
        return {
            "tie": one.name if one else derived_id(line.facts),
            "text": words.line(line),
            "detail": words.detail(line.root) if line.root else "",
            "when": wording.line_when(line),
            "said": words.said(one) if one else f"On the word of {words.speakers(line.claims)}",
            "paragraphs": paragraphs(line.claims),
            "rule": _SHORT_RULES.get(line.rule, line.rule) if line.rule else None,
            "reported": reported,
            "expected": line.stance == "expects",
            "via": words.fact(line.root) if line.root and line.rule else "",
        }

    def _camps(self, arena: str) -> list[dict[str, Any]]:
        """Return whom each of the pair backs in a theatre."""
        backed: dict[str, dict[str, None]] = {self._dossier.a: {}, self._dossier.b: {}}
        vocabulary = self._graph.vocabulary
        for tie in self._ties if self._graph.arenas[arena].is_theatre else ():
            outside = tie.agent in backed and tie.target not in backed
            if outside and tie.counted and arena in tie.arenas and vocabulary.is_a(tie.relation, "supports"):
                backed[tie.agent][tie.target] = None
        return [
            {"who": self._words.label(name), "backs": self._words.actors(sorted(found))}
            for name, found in backed.items()
            if found
        ]

    def _source(self, source: Source) -> dict[str, Any]:
        words = self._words
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
            "claims": sum(claim.source == source.name for claim in self._graph.claims.values()),
        }


def _in_order(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (claim.source, claim.paragraph, claim.name))
