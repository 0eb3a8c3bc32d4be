"""Who uses a term: the claims, actors and derived relations of the data, and the questions of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kgraph.catalogue.question import Question
from kgraph.model import Claim
from kgraph.namespaces import KG, PREFIXES, local
from kgraph.views import wording
from kgraph.views.holder import GraphLike
from kgraph.views.reference.terms import Term

MOST = 12
_BY_CLASS = "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c"
_BY_PROPERTY = "SELECT ?p (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o } GROUP BY ?p"
_BY_VALUE = f"""SELECT ?o (COUNT(DISTINCT ?s) AS ?n) {{
  VALUES ?p {{ <{KG}stance> <{KG}sureness> <{KG}bound> <{KG}certainty> <{KG}rule> }} ?s ?p ?o
}} GROUP BY ?o"""
_PREFIX = re.compile(r"\bPREFIX\s+([A-Za-z][\w-]*)?:\s*<([^>]*)>", re.IGNORECASE)
# What SPARQL says in words of its own: comments, strings, and IRIs, which are kept apart.
_ASIDE = re.compile(r"<[^<>\s]*>|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*")
_NAME = re.compile(r"(?<![\w?$:-])([A-Za-z][\w-]*):([A-Za-z][\w-]*)")


class Item(NamedTuple):
    """One thing that uses a term: a sentence or a name, and where it is written."""

    text: str
    cite: str = ""


class Use(NamedTuple):
    """How often a term is used, in a sentence; some of what uses it; how to list the rest, if there is more."""

    number: int
    summary: str
    shown: tuple[Item, ...] = ()
    rest: str = ""


class Asked(NamedTuple):
    """A question of the catalogue and the terms that its query names, as IRIs in their order on the page."""

    name: str
    anchor: str
    question: str
    terms: tuple[str, ...]


def uses_of(graph: GraphLike, terms: Mapping[str, Term]) -> dict[str, Use]:
    """Return the use of every term, by IRI; claims count whatever the policy, derived relations under the graph's."""
    counts = {
        kind: {str(row[0]): int(row[1] or 0) for row in graph.store.rows(query)}
        for kind, query in (("class", _BY_CLASS), ("property", _BY_PROPERTY), ("value", _BY_VALUE))
    }
    counts["rule"] = counts["value"]
    claims = sorted(graph.claims.values(), key=lambda claim: (claim.source, claim.paragraph, claim.name))
    by_relation: dict[str, list[Claim]] = {}
    by_arena: dict[str, list[Claim]] = {}
    for claim in claims:
        by_relation.setdefault(claim.relation, []).append(claim)
        for arena in claim.arenas:
            by_arena.setdefault(arena, []).append(claim)
    found = {}
    for iri, term in terms.items():
        if term.kind == "relation":
            found[iri] = _relation(graph, term, by_relation)
        elif term.kind == "domain":
            listed = by_arena.get(local(iri), [])
            rest = f"kgraph ask theatres/claims-in-arena arena={local(iri)}"
            found[iri] = Use(len(listed), f"{_counted(len(listed), 'claim')} in it.", _items(graph, listed), rest)
        else:
            found[iri] = _counted_use(graph, terms, term, counts[term.kind])
    return found


def questions_of(questions: Iterable[Question], terms: Mapping[str, Term]) -> list[Asked]:
    """Return every question with the terms that its query names."""
    order = {iri: place for place, iri in enumerate(terms)}
    found = []
    for question in questions:
        named = sorted(terms_in(question.text) & order.keys(), key=order.__getitem__)
        anchor = f"question-{question.name.replace('/', '-')}"
        found.append(Asked(question.name, anchor, wording.clean(question.question or question.title), tuple(named)))
    return found


def terms_in(query: str) -> set[str]:
    """Return the IRIs that a SPARQL text names, in full or with a prefix; not those in comments or strings."""
    prefixes = {**PREFIXES, **{prefix or "": iri for prefix, iri in _PREFIX.findall(query)}}
    full = {part[1:-1] for part in _ASIDE.findall(query) if part.startswith("<")}
    names = _NAME.findall(_ASIDE.sub(" ", query))
    return full | {prefixes[prefix] + name for prefix, name in names if prefix in prefixes}


def _relation(graph: GraphLike, term: Term, by_relation: Mapping[str, list[Claim]]) -> Use:
    name = local(term.iri)
    if term.derived_by:
        ties = {(d.agent, d.target) for d in graph.conclusions.derivations.values() if d.relation == name}
        pairs = {tuple(sorted(tie)) for tie in ties} if term.symmetric else ties
        items = tuple(Item(wording.tie(graph, a, name, b) + ".") for a, b in sorted(pairs)[:MOST])
        policy = wording.clean(graph.view.policy.name)
        summary = f"Follows for {_counted(len(pairs), 'pair')} under the policy “{policy}”; it is never claimed."
        return Use(len(pairs), summary, items, f"kgraph ask structure/derived-by-rule rule={local(term.derived_by)}")
    own = by_relation.get(name, [])
    with_narrower = sum(len(by_relation.get(below, ())) for below in graph.vocabulary.below(name))
    summary = f"{_counted(len(own), 'claim')} of this relation"
    summary += f", {with_narrower} with its narrower ones." if with_narrower != len(own) else "."
    return Use(len(own), summary, _items(graph, own), f"kgraph ask structure/claims-of-relation relation={name}")


def _counted_use(graph: GraphLike, terms: Mapping[str, Term], term: Term, counts: Mapping[str, int]) -> Use:
    count = counts.get(term.iri, 0)
    if term.kind == "class":
        total = sum(counts.get(iri, 0) for iri in below(terms, term.iri))
        summary = f"{_counted(count, 'individual')} of this class"
        summary += f", {total} with its narrower ones." if total != count else "."
        labels = sorted(_labels(graph, local(term.iri)))
        return Use(
            count, summary, tuple(Item(wording.clean(label)) for label in labels[:MOST]), "kgraph ask actors/list"
        )
    noun = {"property": "subject", "rule": "application"}.get(term.kind, "use")
    return Use(count, f"{_counted(count, noun)} of this {term.kind}.")


def below(terms: Mapping[str, Term], iri: str) -> set[str]:
    """Return a term and all that is narrower, as IRIs."""
    found, waiting = {iri}, [iri]
    while waiting:
        above = waiting.pop()
        fresh = {term.iri for term in terms.values() if above in term.above} - found
        found |= fresh
        waiting.extend(fresh)
    return found


def _labels(graph: GraphLike, name: str) -> list[str]:
    if name == "Theatre":
        return [theatre.labels["en"] for theatre in graph.theatres.values()]
    if name == "Source":
        return [source.title for source in graph.sources.values()]
    return [actor.label for actor in graph.actors.values() if actor.kind == name]


def _items(graph: GraphLike, claims: Iterable[Claim]) -> tuple[Item, ...]:
    return tuple(
        Item(wording.sentence(graph, claim), f"{wording.when(claim)} · {wording.citation(graph, claim)}")
        for claim in list(claims)[:MOST]
    )


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number or 'No'} {one if number == 1 else many or one + 's'}"
