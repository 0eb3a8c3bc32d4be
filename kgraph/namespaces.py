"""IRIs and prefixes. On its own, so that asking a question imports little."""

from __future__ import annotations

from collections.abc import Mapping

BASE = "https://w3id.org/kgraph/"
KG = f"{BASE}ontology#"
GRAPH_TRUTHY = f"{BASE}graph/truthy"
GRAPH_DERIVED = f"{BASE}graph/derived"

PREFIXES: Mapping[str, str] = {
    "actor": f"{BASE}actor/",
    "claim": f"{BASE}claim/",
    "dcterms": "http://purl.org/dc/terms/",
    "derived": f"{BASE}derived/",
    "domain": f"{BASE}domain/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "graph": f"{BASE}graph/",
    "kg": KG,
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rule": f"{BASE}rule/",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "source": f"{BASE}source/",
    "theatre": f"{BASE}theatre/",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGES = ("en", "tr", "ru")
# What is cut off thousands of times in a run.
_KINDS = frozenset(("actor", "claim", "theatre", "domain", "source", "rule", "derived"))
_BASE_LENGTH, _KG_LENGTH = len(BASE), len(KG)


def iri(kind: str, name: str) -> str:
    """Return the IRI of the individual or term ``name`` under the prefix ``kind``."""
    return PREFIXES[kind] + name


def local(term: str) -> str:
    """Return the local name of an IRI under one of our prefixes: ``…/actor/turkey`` gives ``turkey``."""
    if term.startswith(BASE):
        kind, _, name = term[_BASE_LENGTH:].partition("/")
        if name and kind in _KINDS:
            return name
        if term.startswith(KG):
            return term[_KG_LENGTH:]
    return term


def curie(term: str) -> str:
    """Return the shortest prefixed form of an IRI, or the IRI itself."""
    for prefix, start in PREFIXES.items():
        if term.startswith(start) and len(term) > len(start):
            return f"{prefix}:{term[len(start) :]}"
    return term
