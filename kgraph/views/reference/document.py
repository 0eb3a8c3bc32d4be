"""The reference in words: what the template needs, in its order, with every link resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kgraph.catalogue.question import Question
from kgraph.namespaces import BASE, KG, curie
from kgraph.sources.mapping_table import NO_TERM, MappingTable
from kgraph.views.holder import GraphLike
from kgraph.views.reference.terms import Header, Term
from kgraph.views.reference.trees import Picture, picture
from kgraph.views.reference.uses import Asked, Use, questions_of, uses_of
from kgraph.views.wording import clean

_MENTION = re.compile(r"\b(kg:\w+)")
_SIGNS: Mapping[int | None, str] = {1: "cooperation (+1)", -1: "conflict (−1)", 0: "neither (0)"}
_WAYS = {
    "exactMatch": "same as",
    "closeMatch": "close to",
    "narrowMatch": "wider than",
    "broadMatch": "narrower than",
    "relatedMatch": "related to",
}


class Link(NamedTuple):
    """A piece of text, linked to an anchor of this page or to an address, or to nothing."""

    text: str
    to: str = ""


class Match(NamedTuple):
    """A row of a mapping, seen from our term: how it relates to what, how sure, and why."""

    ours: Link
    way: str
    theirs: Link
    label: str
    arena: Link | None
    confidence: str
    comment: tuple[Link, ...]


class Entry(NamedTuple):
    """A term as it is printed."""

    term: Term
    sign: str
    definition: tuple[Link, ...]
    positive: tuple[tuple[Link, ...], ...]
    negative: tuple[tuple[Link, ...], ...]
    notes: tuple[tuple[Link, ...], ...]
    facts: tuple[tuple[str, tuple[Link, ...]], ...]
    use: Use
    rest: int
    questions: tuple[Asked, ...]
    matches: tuple[Match, ...]


class Section(NamedTuple):
    """Terms of one sort, with a heading and a sentence about them."""

    anchor: str
    title: str
    about: str
    entries: tuple[Entry, ...]


class Table(NamedTuple):
    """A mapping table as it is printed."""

    anchor: str
    title: str
    about: str
    licence: str
    file: str
    matches: tuple[Match, ...]


class Reference(NamedTuple):
    """The whole reference."""

    header: Header
    size: int
    sign_pictures: tuple[Picture, ...]
    class_picture: Picture
    sections: tuple[Section, ...]
    questions: tuple[tuple[str, tuple[tuple[Asked, tuple[Link, ...]], ...]], ...]
    tables: tuple[Table, ...]


_SECTIONS = (
    (
        "cooperation",
        "Relations of cooperation",
        "Polarity +1. The agent acts to the benefit of the target, or binds itself to it.",
    ),
    (
        "conflict",
        "Relations of conflict",
        "Polarity −1. The agent acts against the target, or disputes or resents what it does.",
    ),
    (
        "neither",
        "Relations that are neither",
        "Polarity 0. They say who acts for whom, what an actor does alone, and who is both partner and rival.",
    ),
    ("class", "Classes", "Kinds of things that the data are made of."),
    ("property", "Properties", "What is said of claims, actors, arenas and relations."),
    (
        "domain",
        "Domains",
        "Fields of policy in which relations play out. Theatres of conflict are data, and are not listed here.",
    ),
    ("value", "Values", "What some properties may say."),
    ("rule", "Rules", "What follows from what; carried out by the files in ontology/rules."),
)


def reference_of(
    graph: GraphLike,
    header: Header,
    terms: Mapping[str, Term],
    questions: Iterable[Question],
    tables: Sequence[MappingTable],
) -> Reference:
    """Put the reference together."""
    uses = uses_of(graph, terms)
    asked = questions_of(questions, terms)
    rows: dict[str, list[Match]] = {}
    printed = []
    for table in tables:
        matches = [(row.subject, _match(terms, table, index)) for index, row in enumerate(table.rows)]
        for subject, match in matches:
            rows.setdefault(subject, []).append(match)
        shown = tuple(match for _, match in matches)
        file = f"ontology/mappings/{table.name}.sssom.tsv"
        printed.append(
            Table(f"mapping-{table.name}", clean(table.title), clean(table.about), clean(table.licence), file, shown)
        )
    entries = {iri: _entry(terms, term, uses[iri], asked, rows.get(iri, ())) for iri, term in terms.items()}
    sections = [
        Section(
            f"section-{name}", title, about, tuple(entries[iri] for iri, term in terms.items() if _group(term) == name)
        )
        for name, title, about in _SECTIONS
    ]
    return Reference(
        header=header,
        size=len(terms),
        sign_pictures=tuple(_sign_pictures(terms, uses)),
        class_picture=_class_picture(terms, uses),
        sections=tuple(section for section in sections if section.entries),
        questions=tuple(_by_folder(asked, terms)),
        tables=tuple(printed),
    )


def _group(term: Term) -> str:
    if term.kind != "relation":
        return term.kind
    return {1: "cooperation", -1: "conflict"}.get(term.polarity or 0, "neither")


def _entry(terms: Mapping[str, Term], term: Term, use: Use, asked: Sequence[Asked], rows: Sequence[Match]) -> Entry:
    return Entry(
        term=term,
        sign=_SIGNS.get(term.polarity, ""),
        definition=_linked(terms, term.definition),
        positive=tuple(_linked(terms, text) for text in term.positive),
        negative=tuple(_linked(terms, text) for text in term.negative),
        notes=tuple(_linked(terms, text) for text in term.notes),
        facts=tuple(_facts(terms, term)),
        use=use,
        rest=max(0, use.number - len(use.shown)) if use.shown else 0,
        questions=tuple(question for question in asked if term.iri in question.terms),
        matches=tuple(rows),
    )


def _facts(terms: Mapping[str, Term], term: Term) -> Iterable[tuple[str, tuple[Link, ...]]]:
    """Return what else is said of a term, each with its name, in one order."""
    narrower = sorted(
        (found for found in terms.values() if term.iri in found.above), key=lambda found: found.label.casefold()
    )
    yes = []
    if term.symmetric:
        yes.append("symmetric: what holds one way holds the other way")
    if not term.needs_target:
        yes.append("takes no target")
    found = (
        ("narrower than", _links(terms, term.above)),
        ("wider than", _links(terms, [term.iri for term in narrower])),
        ("is a", _links(terms, term.types) if term.kind in ("value", "rule") else ()),
        ("of", _links(terms, term.domain)),
        ("is", _links(terms, term.range)),
        ("follows by rule", _links(terms, [term.derived_by] if term.derived_by else [])),
        ("note", (Link("; ".join(yes)),) if yes else ()),
        ("elsewhere", tuple(Link(f"{_WAYS[way]} {curie(iri)}", iri) for way, iri in term.matches)),
        ("replaced by", _links(terms, term.replaced_by)),
    )
    return ((name, links) for name, links in found if links)


def _links(terms: Mapping[str, Term], iris: Iterable[str]) -> tuple[Link, ...]:
    return tuple(_link(terms, iri) for iri in iris)


def _link(terms: Mapping[str, Term], iri: str) -> Link:
    if iri in terms:
        return Link(terms[iri].label, f"#{terms[iri].anchor}")
    # What lies under our own base and is no term has no page to lead to.
    address = iri if iri.startswith(("http://", "https://")) and not iri.startswith(BASE) else ""
    return Link(curie(iri), address)


def _linked(terms: Mapping[str, Term], text: str) -> tuple[Link, ...]:
    """Return a text in pieces, the terms that it mentions linked."""
    pieces = []
    for part in _MENTION.split(text):
        term = terms.get(KG + part[3:]) if part.startswith("kg:") else None
        pieces.append(Link(term.curie, f"#{term.anchor}") if term else Link(part))
    return tuple(piece for piece in pieces if piece.text)


def _match(terms: Mapping[str, Term], table: MappingTable, index: int) -> Match:
    row = table.rows[index]
    arena = row.more.get("arena", "")
    none = Link("no counterpart")
    return Match(
        ours=none if row.subject == NO_TERM else _link(terms, row.subject),
        way="" if NO_TERM in (row.subject, row.object) else _WAYS[row.predicate],
        theirs=none if row.object == NO_TERM else Link(clean(row.object_id), _link(terms, row.object).to),
        label=clean(row.label),
        arena=_link(terms, arena.replace("domain:", f"{BASE}domain/", 1)) if arena else None,
        confidence=f"{row.confidence:g}",
        comment=_linked(terms, clean(row.comment)),
    )


def _sign_pictures(terms: Mapping[str, Term], uses: Mapping[str, Use]) -> Iterable[Picture]:
    claimed = {
        iri: 0 if term.derived_by else uses[iri].number for iri, term in terms.items() if term.kind == "relation"
    }
    most = max(claimed.values(), default=0)
    for name, title in (("cooperation", "Cooperation"), ("conflict", "Conflict"), ("neither", "Neither")):
        members = {iri for iri, term in terms.items() if term.kind == "relation" and _group(term) == name}
        yield picture(
            f"tree-{name}",
            title,
            f"The tree of {len(members)} relations. A relation stands under the more general one that it is a case of.",
            terms,
            members,
            lambda term: claimed[term.iri],
            "claim",
            most,
        )


def _class_picture(terms: Mapping[str, Term], uses: Mapping[str, Use]) -> Picture:
    members = {iri for iri, term in terms.items() if term.kind == "class"}
    return picture(
        "tree-classes",
        "Classes",
        f"The tree of {len(members)} classes. A class stands under the more general one that it is a case of.",
        terms,
        members,
        lambda term: uses[term.iri].number,
        "individual",
        max((uses[iri].number for iri in members), default=0),
    )


def _by_folder(
    asked: Iterable[Asked], terms: Mapping[str, Term]
) -> Iterable[tuple[str, tuple[tuple[Asked, tuple[Link, ...]], ...]]]:
    folders: dict[str, list[tuple[Asked, tuple[Link, ...]]]] = {}
    for question in asked:
        folders.setdefault(question.name.split("/")[0], []).append((question, _links(terms, question.terms)))
    return ((folder, tuple(found)) for folder, found in folders.items())
