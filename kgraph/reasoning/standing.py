"""The truthy graph: which claims stand under a policy and a date, and the direct triples that they make."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kgraph.dates import Window
from kgraph.errors import StoreError, UnknownName
from kgraph.store.bind import Term, bind, term_iri, term_literal
from kgraph.store.embedded import EmbeddedStore
from kgraph.vocabulary import GRAPH_TRUTHY, KG, PREFIXES, iri


class Policy(NamedTuple):
    """Whose word counts: only the source's own voice, or also reported speech; and which stances."""

    name: str
    own_voice_only: bool
    stances: tuple[str, ...]


POLICIES = {
    policy.name: policy
    for policy in (
        Policy("facts", True, ("asserts",)),
        Policy("claims", False, ("asserts",)),
        Policy("all", False, ("asserts", "expects")),
    )
}
DEFAULT_POLICY = "claims"


class View(NamedTuple):
    """What counts: a policy, a window of time (None: any time), and speakers whose denial makes a claim fall."""

    policy: Policy = POLICIES[DEFAULT_POLICY]
    window: Window | None = None
    preferred: tuple[str, ...] = ()


def policy_named(name: str) -> Policy:
    """Return a policy.

    Raises:
        UnknownName: with the nearest names.
    """
    if name not in POLICIES:
        raise UnknownName("policy", name, POLICIES)
    return POLICIES[name]


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
    text = bind(text, "preferred", [term_iri(iri("actor", name)) for name in view.preferred] or [term_iri(KG + "nobody")])
    triples = store.query(text)
    assert isinstance(triples, ox.QueryTriples)
    graph = ox.NamedNode(GRAPH_TRUTHY)
    store.clear(GRAPH_TRUTHY)
    store.add([ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples])


_XSD = PREFIXES["xsd"]


def _day(text: str) -> Term:
    return term_literal(text, _XSD + "date")
