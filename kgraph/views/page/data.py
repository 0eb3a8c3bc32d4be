"""The data of the page: plain lists and dictionaries, for the template and, as JSON, for the script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from kgraph.analysis.dyads import Dossier, Line, root_claim
from kgraph.model import Claim, Derivation, Source
from kgraph.namespaces import PREFIXES, local
from kgraph.reasoning.proofs import Proof
from kgraph.views import wording
from kgraph.views.holder import GraphLike
from kgraph.views.page.basis import basis_of
from kgraph.views.page.story import summary, title
from kgraph.views.page.ties import Tie, derived_id
from kgraph.views.page.words import Words, paragraphs, view

LOOKS = {
    "stated": "stated by a source",
    "reported": "said by others, reported by a source",
    "expected": "expected, not yet a fact",
    "derived": "follows by a rule",
    "derived-report": "follows by a rule, from what others say or what is expected",
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
            "counts": {
                "unites": counted(dossier.unites),
                "divides": counted(dossier.divides),
                "ties": self._drawn(),
            },
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
        words = self._words
        if tie.line:
            text, rule, at, claims = words.line(tie.line), tie.line.rule, wording.line_when(tie.line), tie.line.claims
            proofs = [self._proof(name) for name in sorted(tie.line.facts, key=self._depth)]
        else:
            assert tie.fact is not None
            proof = self._graph.conclusions.proof(tie.fact)
            text, at, claims = words.fact(tie.fact), _when(self._graph, tie.fact), proof.leaves()
            rule, proofs = (tie.fact.rule, [self._tree(proof)]) if isinstance(tie.fact, Derivation) else (None, [])
        return {
            "id": tie.id,
            "agent": tie.agent,
            "target": tie.target,
            "sign": SIGNS[tie.sign],
            "look": tie.look,
            "marks": self._marks(tie.facts),
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

    def _drawn(self) -> str:
        """Say how many lines the picture has, and of what kind."""
        claims = sum(isinstance(tie.fact, Claim) for tie in self._ties)
        follow = len(self._ties) - claims
        kinds = f"{_many(claims, 'claim')} between two actors, {follow:,} that follow by rules"
        return f"{_many(len(self._ties), 'line')}: {kinds}"

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
        one = line.root if line.rule is None else None
        return {
            "tie": one.name if one else derived_id(line.facts),
            "text": self._words.line(line),
            "via": self._words.fact(line.root) if line.root and line.rule else "",
            "marks": self._marks(line.facts),
            **self._cite([one] if one else line.claims, wording.line_when(line)),
        }

    def _camps(self, arena: str) -> list[dict[str, Any]]:
        """Return whom each of the pair supports in a theatre, each with the ties that say so."""
        backed: dict[tuple[str, str], list[Tie]] = {}
        vocabulary, pair = self._graph.vocabulary, (self._dossier.a, self._dossier.b)
        for tie in self._ties if self._graph.arenas[arena].is_theatre else ():
            outside = tie.agent in pair and tie.target not in pair
            if outside and tie.counted and arena in tie.arenas and vocabulary.is_a(tie.relation, "supports"):
                backed.setdefault((tie.agent, tie.target), []).append(tie)
        camps = []
        for (who, whom), ties in sorted(backed.items(), key=lambda item: (pair.index(item[0][0]), item[0][1])):
            facts = [tie.fact.name for tie in ties if tie.fact]
            camps.append(
                {
                    "text": self._words.drawn(who, "supports", whom, facts),
                    "marks": self._marks(facts),
                    "ties": [self._backing(tie) for tie in ties],
                }
            )
        return camps

    def _backing(self, tie: Tie) -> dict[str, Any]:
        assert tie.fact is not None
        claims = self._graph.conclusions.proof(tie.fact).leaves()
        return {"tie": tie.id, "text": self._words.fact(tie.fact), **self._cite(claims, _when(self._graph, tie.fact))}

    def _marks(self, facts: Sequence[str]) -> list[dict[str, str]]:
        return [mark._asdict() for mark in basis_of(self._graph, facts).marks()]

    def _cite(self, claims: Sequence[Claim], when: str) -> dict[str, str]:
        one = claims[0] if len(claims) == 1 else None
        said = self._words.said(one) if one else f"On the word of {self._words.speakers(claims)}"
        return {"said": said, "when": when, "paragraphs": paragraphs(claims)}

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
            "claims": _many(len(claims), "claim"),
            "paragraphs": _many(len({claim.paragraph for claim in claims}), "paragraph"),
        }


def counted(lines: Sequence[Line]) -> str:
    """Say how many lines there are and on how many claims and paragraphs they rest."""
    claims = {claim for line in lines for claim in line.claims}
    places = {(claim.source, claim.paragraph) for claim in claims}
    return f"{_many(len(lines), 'line')}, resting on {_many(len(claims), 'claim')} in {_many(len(places), 'paragraph')}"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _when(graph: GraphLike, fact: Claim | Derivation) -> str:
    return wording.when(root_claim(graph.conclusions, fact))


def _in_order(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (claim.source, claim.paragraph, claim.name))
