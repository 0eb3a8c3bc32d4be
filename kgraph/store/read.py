"""Reading actors, theatres, sources and claims back out of a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from operator import itemgetter

import pyoxigraph as ox

from kgraph.dates import Extent
from kgraph.model import Actor, Amount, Claim, Source, Theatre
from kgraph.namespaces import KG, PREFIXES, local
from kgraph.store.embedded import EmbeddedStore

_RDF_TYPE = PREFIXES["rdf"] + "type"
_TYPE = ox.NamedNode(_RDF_TYPE)
_RECORD = ox.DefaultGraph()
_Terms = Mapping[str, list[ox.NamedNode | ox.Literal]]


def read_claims(store: EmbeddedStore) -> dict[str, Claim]:
    """Return every claim of the record by name."""
    amounts = {
        local(subject): Amount(local(_one(found, "bound")), _one(found, "value"), _one(found, "unit"))
        for subject, found in _entries(store, _instances(store, "Amount"))
    }
    claims = {}
    for subject, found in _entries(store, _instances(store, "Claim")):
        name = local(subject)
        claims[name] = _claim(name, found, amounts.get(f"{name}/amount"))
    return claims


def read_actors(store: EmbeddedStore) -> dict[str, Actor]:
    """Return every actor of the record by name."""
    actors = {}
    typed = {term for term in _instances(store) if term.value.startswith(PREFIXES["actor"])}
    for subject, found in _entries(store, typed):
        name = local(subject)
        kinds = sorted(local(term.value) for term in found[_RDF_TYPE] if term.value.startswith(KG))
        actors[name] = Actor(
            name=name,
            kind=kinds[0],
            labels=_labels(found),
            aliases=_all(found, PREFIXES["skos"] + "altLabel"),
            same_as=_all(found, PREFIXES["skos"] + "exactMatch"),
            iso_alpha2=_maybe(found, "iso3166Alpha2"),
            iso_alpha3=_maybe(found, "iso3166Alpha3"),
            cow_code=_maybe(found, "cowCode"),
            description=_maybe(found, PREFIXES["skos"] + "definition"),
        )
    return actors


def read_theatres(store: EmbeddedStore) -> dict[str, Theatre]:
    """Return every theatre of the record by name."""
    theatres = {}
    for subject, found in _entries(store, _instances(store, "Theatre")):
        name = local(subject)
        broader = _maybe(found, PREFIXES["skos"] + "broader")
        theatres[name] = Theatre(
            name=name,
            labels=_labels(found),
            aliases=_all(found, PREFIXES["skos"] + "altLabel"),
            same_as=_all(found, PREFIXES["skos"] + "closeMatch"),
            place=_maybe(found, "takesPlaceIn"),
            broader=local(broader) if broader else None,
            description=_maybe(found, PREFIXES["skos"] + "definition"),
        )
    return theatres


def read_sources(store: EmbeddedStore) -> dict[str, Source]:
    """Return every source of the record by name."""
    sources = {}
    terms = PREFIXES["dcterms"]
    for subject, found in _entries(store, _instances(store, "Source")):
        name = local(subject)
        sources[name] = Source(
            name=name,
            title=_one(found, terms + "title"),
            kind=_one(found, "sourceKind"),
            issued=_one(found, terms + "issued"),
            publisher=local(_one(found, terms + "publisher")),
            voice=local(_one(found, "voice")),
            place=_maybe(found, "place"),
            creators=tuple(_one(found, "byline").split("; ")) if "byline" in found else (),
            contributors=_all(found, terms + "contributor"),
            origin=_maybe(found, terms + "source"),
            rights=_maybe(found, terms + "rights"),
            text_digest=_maybe(found, "textDigest"),
            locator=_maybe(found, "locator"),
            note=_maybe(found, "note"),
            derived_from=tuple(sorted(map(local, _all(found, PREFIXES["prov"] + "wasDerivedFrom")))),
        )
    return sources


def _instances(store: EmbeddedStore, kind: str | None = None) -> Iterator[ox.NamedNode]:
    """Return what is of a class of ours, or of any class, as often as it is."""
    wanted = ox.NamedNode(KG + kind) if kind else None
    for quad in store.inner.quads_for_pattern(None, _TYPE, wanted, _RECORD):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject


def _entries(
    store: EmbeddedStore, subjects: Iterable[ox.NamedNode]
) -> list[tuple[str, dict[str, list[ox.NamedNode | ox.Literal]]]]:
    """Return for every subject what the record says of it; our own properties by local name; sorted."""
    entries = []
    pattern = store.inner.quads_for_pattern
    for subject in subjects:
        found: dict[str, list[ox.NamedNode | ox.Literal]] = {}
        for quad in pattern(subject, None, None, _RECORD):
            value = quad.object
            if isinstance(value, (ox.NamedNode, ox.Literal)):
                found.setdefault(quad.predicate.value.removeprefix(KG), []).append(value)
        entries.append((subject.value, found))
    return sorted(entries, key=itemgetter(0))


def _claim(name: str, found: _Terms, amount: Amount | None) -> Claim:
    agent, target, through = (_maybe(found, key) for key in ("agent", "target", "through"))
    days = [_day(_maybe(found, key)) for key in ("earliest", "latest", "certainFrom", "certainUntil")]
    return Claim(
        name=name,
        source=local(_one(found, "source")),
        paragraph=int(_one(found, "paragraph")),
        anchor=_one(found, "anchor"),
        agent=local(agent) if agent else None,
        relation=local(_one(found, "relation")),
        target=local(target) if target else None,
        arenas=tuple(sorted(local(arena) for arena in _all(found, "arena"))),
        when=_one(found, "when"),
        extent=Extent(*days),
        when_basis=_one(found, "whenBasis"),
        said_by=local(_one(found, "saidBy")),
        stance=local(_one(found, "stance")),
        sureness=local(_one(found, "sureness")),
        reported_on=_one(found, "reportedOn"),
        through=local(through) if through else None,
        about=_maybe(found, "about"),
        place=_maybe(found, "place"),
        amount=amount,
        note=_maybe(found, "note"),
        unnamed=_all(found, "leavesUnnamed"),
        disputes=tuple(local(other) for other in _all(found, "disputes")),
        triggered_by=tuple(local(other) for other in _all(found, "triggeredBy")),
        outcome_of=tuple(local(other) for other in _all(found, "outcomeOf")),
    )


def _labels(found: _Terms) -> dict[str, str]:
    labels = {
        term.language: term.value
        for term in found.get(PREFIXES["rdfs"] + "label", [])
        if isinstance(term, ox.Literal) and term.language
    }
    return dict(sorted(labels.items()))


def _one(found: _Terms, key: str) -> str:
    return str(found[key][0].value)


def _maybe(found: _Terms, key: str) -> str | None:
    return str(found[key][0].value) if key in found else None


def _all(found: _Terms, key: str) -> tuple[str, ...]:
    return tuple(sorted(term.value for term in found.get(key, [])))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
