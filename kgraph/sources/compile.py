"""From the model to the record: canonical, sorted Turtle that any RDF tool reads without kgraph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from kgraph.model import Actor, Claim, Source, Theatre
from kgraph.namespaces import PREFIXES, iri
from kgraph.sources.read import Pens
from kgraph.vocabulary import Vocabulary

Statements = Iterable[tuple[str, Node]]
_EDTF = URIRef(PREFIXES["edtf"] + "EDTF")


def compile_record(pens: Pens, vocabulary: Vocabulary) -> dict[str, str]:
    """Return the record as Turtle texts by their path below ``data/rdf/``, the same for the same pens."""
    texts = {
        "actors.ttl": _turtle((iri("actor", actor.name), _actor(actor)) for actor in pens.actors),
        "theatres.ttl": _turtle((iri("theatre", theatre.name), _theatre(theatre)) for theatre in pens.theatres),
    }
    for source in pens.sources:
        own = [claim for claim in pens.claims if claim.source == source.name]
        entries: list[tuple[str, Statements]] = [(iri("source", source.name), _source(source))]
        for claim in own:
            entries.append((iri("claim", claim.name), _claim(claim, vocabulary)))
            if claim.amount:
                amount = claim.amount
                entries.append(
                    (
                        _amount_iri(claim),
                        [
                            ("rdf:type", _term("kg", "Amount")),
                            ("kg:bound", _term("kg", amount.bound)),
                            ("kg:unit", _text(amount.unit)),
                            ("kg:value", _typed(amount.value, XSD.decimal)),
                        ],
                    )
                )
        texts[f"sources/{source.name}.ttl"] = _turtle(entries)
    return texts


def _actor(actor: Actor) -> Statements:
    yield "rdf:type", _term("kg", actor.kind)
    yield from _described(actor.labels, actor.aliases, actor.description)
    for other in actor.same_as:
        yield "skos:exactMatch", URIRef(other)
    for prop, value in (
        ("kg:iso3166Alpha2", actor.iso_alpha2),
        ("kg:iso3166Alpha3", actor.iso_alpha3),
        ("kg:cowCode", actor.cow_code),
    ):
        if value:
            yield prop, _text(value)


def _theatre(theatre: Theatre) -> Statements:
    yield "rdf:type", _term("kg", "Theatre")
    yield from _described(theatre.labels, theatre.aliases, theatre.description)
    for other in theatre.same_as:
        yield "skos:closeMatch", URIRef(other)
    if theatre.place:
        yield "kg:takesPlaceIn", _text(theatre.place)
    if theatre.broader:
        yield "skos:broader", _term("theatre", theatre.broader)


def _source(source: Source) -> Statements:
    yield "rdf:type", _term("kg", "Source")
    yield "dcterms:title", _text(source.title)
    yield "dcterms:issued", _typed(source.issued, XSD.date)
    yield "dcterms:publisher", _term("actor", source.publisher)
    yield "kg:voice", _term("actor", source.voice)
    yield "kg:sourceKind", _text(source.kind)
    for prop, names in (("dcterms:creator", source.creators), ("dcterms:contributor", source.contributors)):
        for name in names:
            yield prop, _text(name)
    if source.creators:
        # The order of authors matters when citing, and RDF keeps none.
        yield "kg:byline", _text("; ".join(source.creators))
    if source.origin:
        yield "dcterms:source", URIRef(source.origin)
    for other in source.derived_from:
        yield "prov:wasDerivedFrom", _term("source", other)
    for prop, value in (
        ("dcterms:rights", source.rights),
        ("kg:locator", source.locator),
        ("kg:note", source.note),
        ("kg:place", source.place),
        ("kg:textDigest", source.text_digest),
    ):
        if value:
            yield prop, _text(value)


def _claim(claim: Claim, vocabulary: Vocabulary) -> Statements:
    yield "rdf:type", _term("kg", "Claim")
    yield "kg:source", _term("source", claim.source)
    yield "kg:paragraph", _typed(str(claim.paragraph), XSD.integer)
    yield "kg:anchor", _text(claim.anchor)
    yield "kg:relation", _term("kg", claim.relation)
    yield "kg:saidBy", _term("actor", claim.said_by)
    yield "kg:stance", _term("kg", claim.stance)
    yield "kg:sureness", _term("kg", claim.sureness)
    yield "kg:reportedOn", _typed(claim.reported_on, XSD.date)
    yield "kg:when", _typed(claim.when, _EDTF)
    yield "kg:whenBasis", _text(claim.when_basis)
    for prop, actor in (("kg:agent", claim.agent), ("kg:target", claim.target), ("kg:through", claim.through)):
        if actor:
            yield prop, _term("actor", actor)
    for arena in claim.arenas:
        yield "kg:arena", _term("domain" if arena in vocabulary.domains else "theatre", arena)
    for prop, day in zip(("earliest", "latest", "certainFrom", "certainUntil"), claim.extent, strict=True):
        if day:
            yield f"kg:{prop}", _day(day)
    for prop, value in (("kg:about", claim.about), ("kg:place", claim.place), ("kg:note", claim.note)):
        if value:
            yield prop, _text(value)
    for end in claim.unnamed:
        yield "kg:leavesUnnamed", _text(end)
    for prop, others in (
        ("kg:disputes", claim.disputes),
        ("kg:outcomeOf", claim.outcome_of),
        ("kg:triggeredBy", claim.triggered_by),
    ):
        for other in others:
            yield prop, _term("claim", other)
    if claim.amount:
        yield "kg:amount", URIRef(_amount_iri(claim))


def _described(labels: Mapping[str, str], aliases: Iterable[str], description: str | None) -> Statements:
    for language, label in labels.items():
        yield "rdfs:label", Literal(label, lang=language)
    for alias in aliases:
        yield "skos:altLabel", _text(alias)
    if description:
        yield "skos:definition", Literal(description, lang="en")


def _amount_iri(claim: Claim) -> str:
    return iri("claim", claim.name) + "/amount"


def _turtle(entries: Iterable[tuple[str, Statements]]) -> str:
    graph = Graph(bind_namespaces="none")
    for prefix, start in PREFIXES.items():
        graph.bind(prefix, start)
    for subject, statements in entries:
        for prop, value in statements:
            graph.add((URIRef(subject), _property(prop), value))
    return graph.serialize(format="longturtle")


def _property(name: str) -> URIRef:
    prefix, _, rest = name.partition(":")
    known = {"rdf": RDF, "rdfs": RDFS, "skos": SKOS, "dcterms": DCTERMS}
    return URIRef(str(known[prefix]) + rest) if prefix in known else URIRef(iri(prefix, rest))


def _term(prefix: str, name: str) -> URIRef:
    return URIRef(iri(prefix, name))


def _text(value: str) -> Literal:
    return Literal(value)


def _typed(value: str, datatype: URIRef) -> Literal:
    return Literal(value, datatype=datatype, normalize=False)


def _day(day: date) -> Literal:
    return _typed(day.isoformat(), XSD.date)
