"""Loading the ontology and the record into memory."""

from __future__ import annotations

from kgraph.home import Home
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.freshness import ontology_files, record_files


def load_ontology(home: Home) -> EmbeddedStore:
    """Return a store in memory that holds the ontology only."""
    store = EmbeddedStore()
    for path in ontology_files(home):
        store.load_file(path)
    return store


def load_record(home: Home) -> EmbeddedStore:
    """Return a store in memory that holds the ontology and the record."""
    store = load_ontology(home)
    for path in record_files(home):
        store.load_file(path)
    return store
