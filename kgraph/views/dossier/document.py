"""The dossier as readers get it, before any format: headings, sentences, citations, in plain text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from kgraph.analysis.dyads import Dossier, Line
from kgraph.model import Claim
from kgraph.views import wording
from kgraph.views.dossier.evidence import Evidence, evidence
from kgraph.views.dossier.summary import Measure, measures, summary, viewed
from kgraph.views.dossier.wider import emptiness
from kgraph.views.holder import GraphLike


class Cited(NamedTuple):
    """A sentence and where it stands: each citation with its date. ``part`` is its part in a derived line."""

    sentence: str
    cites: tuple[str, ...]
    part: str = ""
    note: str = ""


class Entry(NamedTuple):
    """A line of the dossier: ``marks`` say in words what it is not (stated, certain, undisputed)."""

    said: Cited
    marks: tuple[str, ...]
    rests_on: tuple[Cited, ...]


class Group(NamedTuple):
    """The entries of one arena."""

    label: str
    theatre: bool
    entries: tuple[Entry, ...]


class Section(NamedTuple):
    """What unites, or what divides."""

    title: str
    sign: int
    groups: tuple[Group, ...]


class Dispute(NamedTuple):
    """A claim and those that dispute it."""

    said: Cited
    against: tuple[Cited, ...]


class SourceNote(NamedTuple):
    """A source of the dossier: what it is, where it stands, and what its text may be used for."""

    title: str
    published: str
    origin: str
    rights: str
    notes: tuple[str, ...]


class Document(NamedTuple):
    """A whole dossier in words."""

    title: str
    viewed: str
    summary: str
    empty: bool
    sections: tuple[Section, ...]
    disputes: tuple[Dispute, ...]
    measures: tuple[Measure, ...]
    sources: tuple[SourceNote, ...]


READING = (
    "Sentences are in the present tense, as in a chronicle; the date follows. Citations name source, day and "
    "paragraph (¶). A line marked as derived is not stated by a source: it follows by the rule it names from the "
    "claims listed under it."
)


def document(graph: GraphLike, dossier: Dossier) -> Document:
    """Word a dossier."""
    a, b = wording.name(graph, dossier.a), wording.name(graph, dossier.b)
    empty = not dossier.unites and not dossier.divides
    disputed = disputes(graph, dossier)
    claims = [c for line in (*dossier.unites, *dossier.divides) for c in line.claims]
    claims += [claim for found in disputed for claim in (found[0], *found[1])]
    return Document(
        title=f"{wording.capital(a)} and {b}",
        viewed=viewed(graph),
        summary=emptiness(graph, dossier) if empty else summary(graph, dossier),
        empty=empty,
        sections=(
            Section("What unites", 1, _groups(graph, dossier.unites)),
            Section("What divides", -1, _groups(graph, dossier.divides)),
        ),
        disputes=tuple(
            Dispute(_cited(graph, [claim]), tuple(_cited(graph, [other]) for other in against))
            for claim, against in disputed
        ),
        measures=() if empty else measures(dossier),
        sources=tuple(_source(graph, name) for name in sorted({claim.source for claim in claims})),
    )


def disputes(graph: GraphLike, dossier: Dossier) -> list[tuple[Claim, tuple[Claim, ...]]]:
    """Return the standing claims that others dispute and that concern either actor, each with those others."""
    pair = {dossier.a, dossier.b}
    found: dict[str, list[Claim]] = {}
    for claim in sorted(graph.claims.values()):
        for name in claim.disputes:
            if name in graph.conclusions.claims:
                found.setdefault(name, []).append(claim)
    return [
        (graph.claims[name], tuple(others))
        for name, others in sorted(found.items())
        if any(pair & {claim.agent, claim.target} for claim in (graph.claims[name], *others))
    ]


def disputed_by(graph: GraphLike, line: Line) -> list[str]:
    """Return the names of the claims that dispute one of those that a line rests on."""
    names = {claim.name for claim in line.claims}
    return sorted(claim.name for claim in graph.claims.values() if names & set(claim.disputes))


def _groups(graph: GraphLike, lines: Iterable[Line]) -> tuple[Group, ...]:
    return tuple(
        Group(
            wording.capital(wording.clean(graph.arenas[arena].label)),
            graph.arenas[arena].is_theatre,
            tuple(_entry(graph, line) for line in group),
        )
        for arena, group in groupby(lines, key=lambda line: line.arena)
    )


def _entry(graph: GraphLike, line: Line) -> Entry:
    found = evidence(graph, line)
    cites: tuple[str, ...] = (wording.line_when(line),)
    if line.root:
        cites = (f"{wording.when(line.root)} · {wording.citation(graph, line.root)}",)
    note = wording.clean(line.root.note) if line.root and line.root.note else ""
    marks = []
    if line.derived:
        marks.append("derived")
    certainty = wording.certainty(line, graph.view.window)
    if line.derived or certainty == "possibly":
        then = f" as of {wording.dated(graph.as_of)}" if graph.as_of else ""
        marks.append(f"{certainty} holds{then}, by the dates given")
    if wording.on_report(graph, line):
        marks.append("rests on reported speech" if line.derived else "reported speech")
    if line.stance == "expects":
        marks.append("an expectation, not an event")
    if disputed_by(graph, line):
        marks.append("disputed, see below")
    return Entry(Cited(wording.headline(graph, line), cites, note=note), tuple(marks), _rests_on(graph, line, found))


def _rests_on(graph: GraphLike, line: Line, found: Iterable[Evidence]) -> tuple[Cited, ...]:
    """Return the claims below a derived line; claims that say the same become one with several citations."""
    same: dict[tuple[str, str, str], list[Claim]] = {}
    for part, actor, claim in found:
        if part != "tie":
            key = (_part(graph, part, actor), wording.sentence(graph, claim), claim.note or "")
            same.setdefault(key, []).append(claim)
    return tuple(_cited(graph, claims, part) for (part, _, _), claims in same.items())


def _part(graph: GraphLike, part: str, actor: str | None) -> str:
    if part == "counts-for":
        return "Counted because"
    if actor is None:
        return "Between the sides"
    who = wording.capital(wording.name(graph, actor))
    owner = who + ("'" if who.endswith("s") else "'s")
    return f"{owner} {'support' if part == 'supports' else 'opposition'}"


def _cited(graph: GraphLike, claims: list[Claim], part: str = "") -> Cited:
    cites = tuple(f"{wording.when(claim)} · {wording.citation(graph, claim)}" for claim in claims)
    return Cited(wording.sentence(graph, claims[0]), cites, part, wording.clean(claims[0].note or ""))


def _source(graph: GraphLike, name: str) -> SourceNote:
    source = graph.sources[name]
    by = f", by {wording.listed(wording.clean(creator) for creator in source.creators)}" if source.creators else ""
    publisher = wording.name(graph, source.publisher)
    locator = f"Paragraphs: {wording.clean(source.locator)}" if source.locator else ""
    return SourceNote(
        title=wording.clean(source.title),
        published=f"{wording.capital(publisher)}, {wording.day(source.issued)}{by}",
        origin=wording.clean(source.origin or ""),
        rights=wording.clean(source.rights or ""),
        notes=tuple(note for note in (locator, wording.clean(source.note or "")) if note),
    )
