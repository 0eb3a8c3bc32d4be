"""The data of the page: plain lists and dictionaries, for the template and, as JSON, for the script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kgraph.analysis.dyads import Dossier, Line
from kgraph.model import Claim, Derivation, Source
from kgraph.namespaces import PREFIXES, local
from kgraph.views import wording
from kgraph.views.holder import GraphLike
from kgraph.views.page.language import Language, language
from kgraph.views.page.offices import offices_of
from kgraph.views.page.pairs import Pairs
from kgraph.views.page.phrases import phrase
from kgraph.views.page.plain import PlainWords
from kgraph.views.page.story import rests_of
from kgraph.views.page.ties import Tie, derived_id, on_behalf, places
from kgraph.views.page.times import runs_of, times_of
from kgraph.views.page.words import Words, safe_url

# What each premise of a rule tells, in their order.
_PARTS = {
    "proxy-rival": ("part_one_side", "part_other_side", "part_opposes"),
    "opposed-client": ("part_opposes", "part_supports"),
    "acting-for": ("part_done", "part_why"),
    "done-to": ("part_done", "part_why"),
}
_RULES = (
    f"SELECT ?rule ?definition WHERE {{ ?rule a <{PREFIXES['kg']}Rule> ; "
    f"<{PREFIXES['skos']}definition> ?definition . FILTER(LANG(?definition) = 'en') }}"
)


def page_data(graph: GraphLike, dossiers: Sequence[Dossier], ties: Sequence[Tie], code: str = "en") -> dict[str, Any]:
    """Return what the page shows in one language, in a fixed order; texts are plain, never markup.

    ``pairs`` are the dossiers in words, the pair in focus first.
    """
    words = words_of(graph, language(code))
    pairs = Pairs(words, ties)
    return {
        "language": code,
        "words": words.language.page,
        "query": (Path(__file__).parent / "claims.rq").read_text(encoding="utf-8"),
        "pairs": [pairs.section(dossier) for dossier in dossiers],
        **_Builder(words, dossiers[0], ties).build(),
    }


def words_of(graph: GraphLike, spoken: Language) -> Words:
    """Return the wording of a graph's facts in a language."""
    return PlainWords(graph, spoken) if spoken.sentences else Words(graph, spoken)


def actor_of(words: Words, name: str) -> dict[str, Any]:
    """Return what the page knows of an actor: its names in all languages, kind and description."""
    actor = words.graph.actors[name]
    names = dict.fromkeys(wording.clean(text) for text in (*actor.labels.values(), *actor.aliases))
    return {
        "label": words.label(name),
        "name": words.name(name),
        "kind": actor.kind,
        "names": list(names),
        "description": actor.description,
    }


class _Builder:
    def __init__(self, words: Words, focus: Dossier, ties: Sequence[Tie]) -> None:
        self._graph = graph = words.graph
        self._focus = (focus.a, focus.b)
        self._ties = ties
        self._words = words
        self._proofs: dict[str, dict[str, Any]] = {}
        self._disputes: dict[str, set[str]] = {}
        for name, others in graph.disputing.items():
            for other in others:
                self._disputes.setdefault(name, set()).add(other)
                self._disputes.setdefault(other, set()).add(name)

    def build(self) -> dict[str, Any]:
        graph, words = self._graph, self._words
        counts, at = words.view()
        drawn = {name for tie in self._ties for name in (tie.id, *(copy.name for copy in tie.copies))}
        apart = [claim for claim in _in_order(graph.claims.values()) if claim.name not in drawn]
        ties = [self._tie(tie) for tie in self._ties]
        return {
            "focus": self._focus,
            "actors": {name: actor_of(words, name) for name in sorted(graph.actors)},
            "arenas": {
                name: {"label": words.arena(name), "place": words.place(name), "theatre": arena.is_theatre}
                for name, arena in sorted(graph.arenas.items())
            },
            "relations": {name: words.labels.relation(name) for name in sorted({tie.relation for tie in self._ties})},
            "claims": {claim.name: self._claim(claim) for claim in _in_order(graph.claims.values())},
            "ties": ties,
            "proofs": self._proofs,
            "rules": {
                local(str(rule)): {
                    "label": words.labels.rule(local(str(rule))),
                    "definition": words.language.rules.get(local(str(rule)), definition),
                    "parts": [words.say(part) for part in _PARTS.get(local(str(rule)), ())],
                }
                for rule, definition in sorted(graph.store.rows(_RULES), key=str)
            },
            "timed": graph.view.window is None,
            "sources": [self._source(source) for _, source in sorted(graph.sources.items())],
            "view": {"policy": graph.view.policy.name, "counts": counts, "at": at},
            "counts": self._counts(),
            "loose": [self._loose(c) for c in apart if c.name in graph.conclusions.claims or c.stance == "denies"],
            "no_pair": [claim.name for claim in apart if claim.name in graph.conclusions.claims],
            "not_counted": [claim.name for claim in apart if claim.name not in graph.conclusions.claims],
        }

    def _claim(self, claim: Claim) -> dict[str, Any]:
        words = self._words
        return {
            "text": words.fact(claim),
            "detail": words.detail(claim._replace(place=None)),
            "place": self._phrase(claim.place),
            "sign": self._graph.vocabulary.relations[claim.relation].polarity,
            "arenas": words.arenas(claim.arenas),
            "said": words.said(claim),
            "speaker": claim.said_by,
            "actors": [name for name in (claim.agent, claim.target, claim.through, claim.said_by) if name],
            "stance": claim.stance,
            "when": words.when(claim),
            "edtf": claim.when,
            "basis": claim.when_basis,
            "paragraph": claim.paragraph,
            "paragraphs": words.paragraphs([claim]),
            "source": claim.source,
            "note": claim.note,
            "citation": words.citation(claim),
            "reported": wording.is_reported(self._graph, claim),
            "figure": claim.amount is not None,
            "counted": claim.name in self._graph.conclusions.claims,
            "repeats": [name for name in (self._graph.conclusions.repeats.get(claim.name),) if name],
            "disputes": sorted(self._disputes.get(claim.name, ())),
            "triggered_by": list(claim.triggered_by),
            "outcome_of": list(claim.outcome_of),
        }

    def _tie(self, tie: Tie) -> dict[str, Any]:
        words = self._words
        return {
            "id": tie.id,
            "agent": tie.agent,
            "relation": tie.relation,
            "target": tie.target,
            "sign": tie.sign,
            "counted": tie.counted,
            "symmetric": tie.symmetric,
            "acts": self._graph.vocabulary.is_a(tie.relation, "actsFor"),
            "places": list(tie.arenas),
            "arenas": words.arenas(tie.arenas),
            "rule": tie.rule,
            "onBehalf": on_behalf(self._graph, tie),
            "times": times_of(self._graph, tie.told_by),
            "offices": offices_of(self._graph, tie.told_by, words.when),
            **self._told(tie),
            "runs": runs_of(self._graph, tie.told_by, lambda facts: self._told(_only(self._graph, tie, facts))),
        }

    def _loose(self, claim: Claim) -> dict[str, Any]:
        """Return a claim that names one actor or none, or a denial, as far as filters and months need it."""
        return {
            "id": claim.name,
            "agent": claim.agent,
            "relation": claim.relation,
            "target": claim.target,
            "sign": self._graph.vocabulary.relations[claim.relation].polarity,
            "places": list(places(self._graph, claim.arenas)),
            "claims": [claim.name],
            "rule": None,
            "marks": self._words.marks([claim.name]),
            "times": times_of(self._graph, [claim.name]),
        }

    def _told(self, tie: Tie) -> dict[str, Any]:
        """Return what changes with the facts that hold: statement, what it rests on, and its proofs."""
        words, fact = self._words, tie.fact
        derived = isinstance(fact, Line)
        basis = words.basis(tie.facts)
        return {
            "text": words.line(fact) if isinstance(fact, Line) else words.fact(fact),
            "when": words.line_when(fact) if isinstance(fact, Line) else words.when(fact),
            "look": basis.look,
            "rests": rests_of(words, basis),
            "marks": words.marks(tie.facts),
            "said": words.speakers(tie.claims),
            "cited": words.cited(tie.claims),
            "paragraphs": words.paragraphs(tie.claims),
            "claims": [claim.name for claim in tie.claims],
            "clients": list(fact.clients) if isinstance(fact, Line) else [],
            "proofs": [self._proof(name) for name in sorted(tie.facts, key=self._depth)] if derived else [],
        }

    def _counts(self) -> str:
        """Say how many lines there are, and of what kind."""
        many = self._words.language.many
        claims = sum(isinstance(tie.fact, Claim) for tie in self._ties)
        derived = len(self._ties) - claims
        return self._words.say(
            "counts", statements=many("statement", len(self._ties)), claims=many("claim", claims), derived=derived
        )

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

    def _phrase(self, text: str | None) -> str:
        """Return what a pen says in English in the language of the page, or marked as English."""
        spoken = self._words.language
        return phrase(text, spoken) if text and spoken.sentences else wording.clean(text or "")

    def _source(self, source: Source) -> dict[str, Any]:
        words, many = self._words, self._words.language.many
        claims = [claim for claim in self._graph.claims.values() if claim.source == source.name]
        return {
            "id": source.name,
            "title": source.title,
            "kind": source.kind,
            "issued": words.day(source.issued),
            "day": source.issued,
            "month": words.day(source.issued[:7]),
            "publisher": words.label(source.publisher),
            "creators": list(source.creators),
            "url": safe_url(source.origin),
            "origin": source.origin,
            "rights": source.rights,
            "locator": source.locator,
            "note": source.note,
            "how_read": self._phrase(re.split(r"[;.](?:\s|$)", source.note or "")[0]),
            "share": len(claims),
            "claims": many("claim", len(claims)),
            "paragraphs": many("paragraph", len({claim.paragraph for claim in claims})),
        }


def _only(graph: GraphLike, tie: Tie, facts: Sequence[str]) -> Tie:
    """Return a tie as far as these tell it: a derived one by some of its proofs, a claim perhaps by a copy only."""
    if isinstance(tie.fact, Claim):
        first, *copies = (graph.claims[name] for name in facts)
        return tie._replace(fact=first, copies=tuple(copies))
    line = tie.fact
    needed = set().union(*(graph.conclusions.leaves(name) for name in facts))
    ends = set()
    for name in facts if line.clients else ():
        fact = graph.conclusions.fact(name)
        parts = [graph.conclusions.fact(premise) for premise in fact.premises] if isinstance(fact, Derivation) else []
        ends |= {end for part in parts for end in (part.agent, part.target) if end}
    return tie._replace(
        fact=line._replace(
            facts=tuple(facts),
            claims=tuple(claim for claim in line.claims if claim.name in needed),
            clients=tuple(client for client in line.clients if client in ends),
        )
    )


def _in_order(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (claim.source, claim.paragraph, claim.name))
