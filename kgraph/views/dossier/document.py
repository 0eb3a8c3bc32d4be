"""The dossier as readers get it, before any format: headings, sentences, citations, in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kgraph.analysis.context import Aside
from kgraph.analysis.disputes import Dispute
from kgraph.analysis.dyads import Dossier, Line
from kgraph.model import Claim
from kgraph.views import wording
from kgraph.views.dossier.around import (
    REASON_WORDS,
    around,
    claim_certainty,
    copies_of,
    dispute_marks,
    disputed_by,
    links,
)
from kgraph.views.dossier.counts import reconciled
from kgraph.views.dossier.evidence import Evidence, evidence
from kgraph.views.dossier.summary import Measure, measures, summary, viewed
from kgraph.views.dossier.wider import emptiness
from kgraph.views.holder import GraphLike
from kgraph.views.viewed import time_in_words

if TYPE_CHECKING:
    from kgraph.views.coded.tables import CodedPart


class Cited(NamedTuple):
    """A sentence and where it stands: each citation with its date. ``part`` is its part in a derived line.

    ``links`` say what triggered it or what it is the outcome of.
    """

    sentence: str
    cites: tuple[str, ...]
    part: str = ""
    note: str = ""
    links: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A line of the dossier or of its context: ``marks`` say in words what it is not (stated, certain, undisputed)."""

    said: Cited
    marks: tuple[str, ...]
    rests_on: tuple[Cited, ...]


class Group(NamedTuple):
    """The entries of one arena, or those of the context that count for no line for one reason."""

    label: str
    entries: tuple[Entry, ...]


class Section(NamedTuple):
    """What unites (sign 1), what divides (-1), or the context (0)."""

    title: str
    sign: int
    groups: tuple[Group, ...]


class Sides(NamedTuple):
    """A disputed claim and those that dispute it; ``marks`` say how it bears on the pair and whether it counts."""

    said: Cited
    marks: tuple[str, ...]
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
    disputes: tuple[Sides, ...]
    context: Section
    measures: tuple[Measure, ...]
    sources: tuple[SourceNote, ...]
    numbers: str
    coded: tuple[CodedPart, ...] = ()


READING = (
    "Sentences are in the present tense, as in a chronicle; the date follows. Citations name source, day and "
    "paragraph (¶). A line marked as derived is not stated by a source: it follows by the rule it names from the "
    "claims listed under it."
)
DISPUTED = (
    "Both sides are shown, whoever is believed. A claim falls only when a speaker whom the reader prefers denies it."
)


def document(graph: GraphLike, dossier: Dossier, coded: Sequence[CodedPart] = ()) -> Document:
    """Word a dossier; ``coded`` is what imported events say of the pair."""
    a, b = wording.name(graph, dossier.a), wording.name(graph, dossier.b)
    empty = not dossier.unites and not dossier.divides
    disputes, asides = around(graph, dossier)
    claims = [c for line in (*dossier.unites, *dossier.divides) for c in line.claims]
    claims += [claim for found in disputes for claim in (found.claim, *found.against)]
    claims += [aside.claim for aside in asides]
    return Document(
        title=f"{wording.capital(a)} and {b}",
        viewed=viewed(graph),
        summary=emptiness(graph, dossier) if empty else summary(graph, dossier),
        empty=empty,
        sections=(
            Section("What unites", 1, _groups(graph, dossier.unites)),
            Section("What divides", -1, _groups(graph, dossier.divides)),
        ),
        disputes=tuple(_sides(graph, dispute) for dispute in disputes),
        context=Section("Context: part of the story, counted for no line above", 0, _asides(graph, asides)),
        measures=() if empty else measures(dossier),
        sources=tuple(_source(graph, name) for name in sorted({claim.source for claim in claims})),
        numbers="" if empty else reconciled(graph, dossier),
        coded=tuple(coded),
    )


def _groups(graph: GraphLike, lines: Iterable[Line]) -> tuple[Group, ...]:
    return tuple(
        Group(
            wording.capital(wording.clean(graph.arenas[arena].label)),
            tuple(_entry(graph, line) for line in group),
        )
        for arena, group in groupby(lines, key=lambda line: line.arena)
    )


def _asides(graph: GraphLike, asides: Iterable[Aside]) -> tuple[Group, ...]:
    return tuple(
        Group(REASON_WORDS[reason], tuple(_aside(graph, aside.claim) for aside in group))
        for reason, group in groupby(asides, key=lambda aside: aside.reason)
    )


def _aside(graph: GraphLike, claim: Claim) -> Entry:
    marks = [_possibly(graph)] if claim_certainty(graph, claim) == "possibly" else []
    if wording.is_reported(graph, claim):
        marks.append("reported speech")
    if claim.stance == "expects":
        marks.append("an expectation, not an event")
    if disputed_by(graph, [claim]) or claim.disputes:
        marks.append("disputed")
    said = _cited(graph, [claim, *copies_of(graph, claim)])
    theatres = [name for name in claim.arenas if graph.arenas[name].is_theatre] or claim.arenas
    # Elsewhere the arena is a heading.
    places = wording.listed(wording.capital(wording.clean(graph.arenas[name].label)) for name in theatres)
    first, *others = said.cites
    cites = (" · ".join(filter(None, (places, first))), *others)
    return Entry(said._replace(cites=cites), tuple(marks), ())


def _sides(graph: GraphLike, dispute: Dispute) -> Sides:
    against = tuple(_cited(graph, [other]) for other in dispute.against)
    return Sides(_cited(graph, [dispute.claim]), dispute_marks(graph, dispute), against)


def _entry(graph: GraphLike, line: Line) -> Entry:
    found = evidence(graph, line)
    cites: tuple[str, ...] = (wording.line_when(line),)
    if line.root:
        cites = (f"{wording.when(line.root)} · {wording.citation(graph, line.root)}",)
        cites += tuple(wording.repetition(graph, copy, line.root) for copy in line.copies)
    note = wording.clean(line.root.note) if line.root and line.root.note else ""
    after = links(graph, line.root) if line.root else ()
    marks = []
    if line.derived:
        marks.append("derived")
    certainty = wording.certainty(line, graph.view.window)
    if line.derived:
        then = f", {time_in_words(graph)}" if graph.as_of else ""
        marks.append(f"by the dates given, its premises {certainty} hold at one time{then}")
    elif certainty == "possibly":
        marks.append(_possibly(graph))
    if wording.on_report(graph, line):
        marks.append("rests on reported speech" if line.derived else "reported speech")
    if line.stance == "expects":
        marks.append("an expectation, not an event")
    if disputed_by(graph, line.claims) or any(claim.disputes for claim in line.claims):
        marks.append("disputed, see below")
    said = Cited(wording.headline(graph, line), cites, note=note, links=after)
    return Entry(said, tuple(marks), _rests_on(graph, found))


def _possibly(graph: GraphLike) -> str:
    return f"by the dates given, possibly holds {time_in_words(graph)}"


def _rests_on(graph: GraphLike, found: Sequence[Evidence]) -> tuple[Cited, ...]:
    """Return the claims below a derived line; claims that say the same become one with several citations."""
    same: dict[tuple[str, str, str], list[Claim]] = {}
    given = {claim.name: claim for _, _, claim in found}
    for part, actor, claim in found:
        if part not in ("tie", "copy"):
            # A repetition stands with what it repeats, however it is worded.
            said = given.get(graph.conclusions.repeats.get(claim.name, ""), claim)
            key = (_part(graph, part, actor), wording.sentence(graph, said), said.note or "")
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
    known = {claim.name: claim for claim in claims}
    own, copies = [], []
    for claim in claims:
        if original := known.get(graph.conclusions.repeats.get(claim.name, "")):
            copies.append(wording.repetition(graph, claim, original))
        else:
            own.append(claim)
    cites = (*(f"{wording.when(claim)} · {wording.citation(graph, claim)}" for claim in own), *copies)
    after = tuple(dict.fromkeys(link for claim in claims for link in links(graph, claim)))
    return Cited(wording.sentence(graph, own[0]), cites, part, wording.clean(own[0].note or ""), after)


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
