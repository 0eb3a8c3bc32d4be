"""The truthy graph: which claims stand under a policy and a date, and the direct triples that they make."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kgraph.dates import Window
from kgraph.errors import StoreError
from kgraph.namespaces import GRAPH_TRUTHY, KG, PREFIXES, iri
from kgraph.reasoning.view import View
from kgraph.store.bind import Term, bind, term_iri, term_literal
from kgraph.store.embedded import EmbeddedStore


def make_truthy(store: EmbeddedStore, view: View, rules: Path) -> None:
    """Fill ``graph:truthy`` of the store with the claims that stand and their direct triples.

    Raises:
        StoreError: if the query that says what stands cannot be read.
    """
    path = rules / "standing.rq"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror}); restore the file") from error
    text = bind(text, "stance", [term_iri(KG + stance) for stance in view.policy.stances])
    text = bind(text, "ownVoiceOnly", [term_literal(str(view.policy.own_voice_only).lower(), _XSD + "boolean")])
    window = view.window or Window()
    text = bind(text, "first", [_day(window.first.isoformat()) if window.first else None])
    text = bind(text, "last", [_day(window.last.isoformat()) if window.last else None])
    text = bind(
        text, "preferred", [term_iri(iri("actor", name)) for name in view.preferred] or [term_iri(KG + "nobody")]
    )
    triples = store.query(text)
    assert isinstance(triples, ox.QueryTriples)
    graph = ox.NamedNode(GRAPH_TRUTHY)
    store.clear(GRAPH_TRUTHY)
    store.add([ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples])


_XSD = PREFIXES["xsd"]


def _day(text: str) -> Term:
    return term_literal(text, _XSD + "date")
