"""The terms of the ontology, each with all that its modules say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pyoxigraph as ox

from kgraph.errors import InputError
from kgraph.namespaces import BASE, KG, LANGUAGES, PREFIXES, curie
from kgraph.store.embedded import EmbeddedStore
from kgraph.views.wording import clean

_OWL, _RDFS, _SKOS = PREFIXES["owl"], PREFIXES["rdfs"], PREFIXES["skos"]
_TYPE = PREFIXES["rdf"] + "type"
_ABOVE = (_RDFS + "subPropertyOf", _RDFS + "subClassOf", _SKOS + "broader")
_MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


class Term(NamedTuple):
    """A term. ``kind`` is relation, class, property, domain, value or rule; ``anchor`` its place on the page.

    ``labels`` and ``inverse`` go by language, ``matches`` by SKOS property. ``above`` are the IRIs of the terms that
    are directly more general, of this ontology or not; ``types`` those of the classes that it is declared to be in.
    """

    iri: str
    curie: str
    anchor: str
    kind: str
    labels: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]]
    inverse: Mapping[str, str]
    definition: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    notes: tuple[str, ...]
    above: tuple[str, ...]
    types: tuple[str, ...]
    polarity: int | None
    symmetric: bool
    needs_target: bool
    derived_by: str | None
    domain: tuple[str, ...]
    range: tuple[str, ...]
    matches: tuple[tuple[str, str], ...]
    deprecated: bool
    replaced_by: tuple[str, ...]

    @property
    def label(self) -> str:
        """The English label."""
        return self.labels.get("en", self.curie)


class Header(NamedTuple):
    """What the ontology says of itself: title, description, version, version IRI and licence."""

    title: str
    description: str
    version: str
    version_iri: str
    licence: str


def read_terms(store: EmbeddedStore) -> dict[str, Term]:
    """Return every term that a module of the store's ontology defines, by IRI, in order of kind and name."""
    defined = store.inner.quads_for_pattern(None, ox.NamedNode(_RDFS + "isDefinedBy"), None, None)
    subjects = sorted({quad.subject.value for quad in defined if isinstance(quad.subject, ox.NamedNode)})
    found = [_term(_statements(store, iri), iri) for iri in subjects]
    return {term.iri: term for term in sorted(found, key=lambda term: (term.kind, term.label.casefold(), term.iri))}


def read_header(store: EmbeddedStore) -> Header:
    """Return what the ontology says of itself.

    Raises:
        InputError: if it has no header.
    """
    said = _statements(store, BASE + "ontology")
    if not said:
        raise InputError("ontology/kgraph.ttl: no header; say in it what <…/kgraph/ontology> is")
    return Header(
        title=_text(said, PREFIXES["dcterms"] + "title"),
        description=_text(said, PREFIXES["dcterms"] + "description"),
        version=_text(said, _OWL + "versionInfo"),
        version_iri="".join(_iris(said, _OWL + "versionIRI")[:1]),
        licence="".join(_iris(said, PREFIXES["dcterms"] + "license")[:1]),
    )


_Said = dict[str, list[ox.NamedNode | ox.Literal]]


def _statements(store: EmbeddedStore, iri: str) -> _Said:
    said: _Said = {}
    for quad in store.inner.quads_for_pattern(ox.NamedNode(iri), None, None, None):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            said.setdefault(quad.predicate.value, []).append(quad.object)
    return {predicate: sorted(values, key=str) for predicate, values in said.items()}


def _term(said: _Said, iri: str) -> Term:
    types = _iris(said, _TYPE)
    examples = _texts(said, _SKOS + "example")
    polarity = _texts(said, KG + "polarity")
    kind = _kind(types, bool(polarity))
    return Term(
        iri=iri,
        curie=curie(iri),
        anchor=iri.removeprefix(KG) if iri.startswith(KG) else curie(iri).replace(":", "-"),
        kind=kind,
        labels={language: text for language in LANGUAGES if (text := _text(said, _RDFS + "label", language))},
        aliases={language: found for language in LANGUAGES if (found := _texts(said, _SKOS + "altLabel", language))},
        inverse={language: text for language in LANGUAGES if (text := _text(said, KG + "inverseLabel", language))},
        definition=_text(said, _SKOS + "definition"),
        positive=tuple(text.removeprefix("Positive: ") for text in examples if text.startswith("Positive: ")),
        negative=tuple(text.removeprefix("Negative: ") for text in examples if text.startswith("Negative: ")),
        notes=_texts(said, _SKOS + "scopeNote"),
        above=tuple(above for predicate in _ABOVE for above in _iris(said, predicate)),
        types=tuple(found for found in types if not found.startswith(_OWL)),
        polarity=int(polarity[0]) if polarity else None,
        symmetric=_OWL + "SymmetricProperty" in types,
        needs_target=_texts(said, KG + "needsTarget") != ("false",),
        derived_by=next(iter(_iris(said, KG + "derivedBy")), None),
        domain=_iris(said, _RDFS + "domain"),
        range=_iris(said, _RDFS + "range"),
        matches=tuple((name, found) for name in _MATCHES for found in _iris(said, _SKOS + name)),
        deprecated=_texts(said, _OWL + "deprecated") == ("true",),
        replaced_by=_iris(said, PREFIXES["dcterms"] + "isReplacedBy"),
    )


def _kind(types: tuple[str, ...], has_polarity: bool) -> str:
    if has_polarity:
        return "relation"
    if _OWL + "Class" in types:
        return "class"
    if any(found.startswith(_OWL) and found.endswith("Property") for found in types):
        return "property"
    if KG + "Rule" in types:
        return "rule"
    return "domain" if {KG + "Domain", _SKOS + "ConceptScheme"} & {*types} else "value"


def _iris(said: _Said, predicate: str) -> tuple[str, ...]:
    return tuple(value.value for value in said.get(predicate, ()) if isinstance(value, ox.NamedNode))


def _texts(said: _Said, predicate: str, language: str | None = None) -> tuple[str, ...]:
    values = [value for value in said.get(predicate, ()) if isinstance(value, ox.Literal)]
    return tuple(clean(value.value) for value in values if language is None or value.language == language)


def _text(said: _Said, predicate: str, language: str = "en") -> str:
    """Return the text in a language, else one without a language, else nothing."""
    values = [value for value in said.get(predicate, ()) if isinstance(value, ox.Literal)]
    for wanted in (language, None):
        for value in values:
            if value.language == wanted:
                return clean(value.value)
    return ""
