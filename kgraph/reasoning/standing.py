"""The truthy graph: which claims stand under a view, and the direct triples that they make."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kgraph.dates import Window
from kgraph.errors import StoreError
from kgraph.namespaces import GRAPH_TRUTHY, KG, PREFIXES, iri, local
from kgraph.reasoning.view import View
from kgraph.store.bind import Term, bind, term_iri, term_literal
from kgraph.store.embedded import EmbeddedStore

_STANDS = ox.NamedNode(KG + "StandingClaim")


def make_truthy(store: EmbeddedStore, view: View, rules: Path) -> set[str]:
    """Fill ``graph:truthy`` of the store with the claims that stand and their direct triples; return their names.

    Raises:
        StoreError: if the query that says what stands cannot be read.
    """
    path = rules / "standing.rq"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror}); restore the file") from error
    # As the file stands it is the default view.
    usual = _terms(View())
    for name, terms in _terms(view).items():
        if terms != usual[name]:
            text = bind(text, name, terms)
    triples = store.query(text)
    assert isinstance(triples, ox.QueryTriples)
    graph = ox.NamedNode(GRAPH_TRUTHY)
    found = list(triples)
    store.clear(GRAPH_TRUTHY)
    store.add([ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in found])
    return {local(t.subject.value) for t in found if t.object == _STANDS and isinstance(t.subject, ox.NamedNode)}


def _terms(view: View) -> dict[str, list[Term]]:
    """Return what each VALUES line of the query holds under a view."""
    window = view.window or Window()
    without: dict[str, list[Term]] = {"claim": [], "source": [], "speaker": [], "actor": []}
    for kind, name in view.without:
        without[kind].append(term_iri(iri("actor" if kind == "speaker" else kind, name)))
    nobody: Term = term_iri(KG + "nobody")
    return {
        "stance": [term_iri(KG + stance) for stance in view.policy.stances],
        "ownVoiceOnly": [_truth(view.policy.own_voice_only)],
        "first": [_day(window.first.isoformat()) if window.first else None],
        "last": [_day(window.last.isoformat()) if window.last else None],
        "certainly": [_truth(view.certainly)],
        "preferred": [term_iri(iri("actor", name)) for name in view.preferred] or [nobody],
        "claim": without["claim"] or [term_iri(KG + "nothing")],
        "withoutSource": without["source"] or [term_iri(KG + "nothing")],
        "withoutSpeaker": without["speaker"] or [nobody],
        "withoutActor": without["actor"] or [nobody],
    }


_XSD = PREFIXES["xsd"]


def _truth(value: bool) -> Term:
    return term_literal(str(value).lower(), _XSD + "boolean")


def _day(text: str) -> Term:
    return term_literal(text, _XSD + "date")
