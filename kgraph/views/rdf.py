"""The store as an rdflib Dataset: the very same quads through oxrdflib, for reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

import rdflib
from oxrdflib import OxigraphStore

from kgraph.errors import StoreError
from kgraph.namespaces import PREFIXES
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.guard import check_query

if TYPE_CHECKING:
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Result
    from rdflib.term import Identifier

_REFUSED = "the rdflib view is for reading; copy what you need into a graph of your own and change that"


def as_dataset(store: EmbeddedStore) -> rdflib.Dataset:
    """Return an rdflib Dataset over the store, without a copy; its default graph is the union of all graphs.

    Queries given as text are answered by Oxigraph. Prepared queries, and calls with further options, are answered
    by rdflib's own engine over the same quads, which takes much longer. Our prefixes need no declaration.
    """
    dataset = rdflib.Dataset(store=_ReadOnly(store=store.inner), default_union=True)
    for prefix, start in PREFIXES.items():
        dataset.bind(prefix, start, replace=True)
    return dataset


class _ReadOnly(OxigraphStore):
    """The oxrdflib store, reading only: the truthy and derived graphs are never written by hand."""

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib's names
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **kwargs: object,
    ) -> Result:
        """Answer a query; text is refused on the same grounds as everywhere.

        Raises:
            InputError: if the text would reach outside the store.
        """
        if isinstance(query, str):
            check_query(query)
        return super().query(query, initNs, initBindings, queryGraph, **kwargs)

    def add_graph(self, graph: rdflib.Graph) -> None:
        """Do nothing: rdflib calls this on merely naming a graph."""

    def add(self, *_: object, **__: object) -> NoReturn:
        raise StoreError(_REFUSED)

    def addN(self, quads: Iterable[object]) -> NoReturn:  # noqa: N802 - rdflib's name
        raise StoreError(_REFUSED)

    def remove(self, *_: object, **__: object) -> NoReturn:
        raise StoreError(_REFUSED)

    def remove_graph(self, graph: rdflib.Graph) -> NoReturn:
        raise StoreError(_REFUSED)

    def update(self, *_: object, **__: object) -> NoReturn:
        raise StoreError(_REFUSED)

    def destroy(self, configuration: str) -> NoReturn:
        raise StoreError(_REFUSED)
