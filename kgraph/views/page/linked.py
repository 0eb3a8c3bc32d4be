"""Claims, actors and sources as the record has them, in JSON-LD: what a reader of the page can take elsewhere."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from kgraph.namespaces import PREFIXES, curie, iri
from kgraph.views.holder import GraphLike

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"
CONTEXT = {name: PREFIXES[name] for name in sorted(PREFIXES) if name not in ("derived", "graph", "rule", "owl", "prov")}


def linked_data(graph: GraphLike) -> dict[str, Any]:
    """Return the nodes of the record by kind and name: ``claim``, ``actor``, ``source``; prefixes are in `CONTEXT`."""
    about: dict[str, list[ox.Quad]] = {}
    for quad in graph.store.quads():
        if isinstance(quad.graph_name, ox.DefaultGraph):
            about.setdefault(str(quad.subject), []).append(quad)
    kinds = {"claim": graph.claims, "actor": graph.actors, "source": graph.sources}
    return {
        kind: {name: _node(about, node) for name in sorted(names) if (node := _named(about, iri(kind, name)))}
        for kind, names in kinds.items()
    }


def _named(about: dict[str, list[ox.Quad]], address: str) -> str | None:
    """Return how a node is written, or None for one that the record does not have."""
    written = f"<{address}>"
    return written if written in about else None


def _node(about: dict[str, list[ox.Quad]], subject: str) -> dict[str, Any]:
    """Return a node with all that is said of it; a node without a name stands where it is used."""
    node: dict[str, Any] = {} if subject.startswith("_:") else {"@id": curie(subject[1:-1])}
    values: dict[str, list[Any]] = {}
    for quad in about.get(subject, ()):
        predicate = quad.predicate.value
        if predicate == _TYPE:
            values.setdefault("@type", []).append(curie(quad.object.value))  # type: ignore[union-attr]
        else:
            values.setdefault(curie(predicate), []).append(_value(about, quad.object))
    for key, found in sorted(values.items()):
        found.sort(key=str)
        node[key] = found[0] if len(found) == 1 else found
    return node


def _value(about: dict[str, list[ox.Quad]], term: Any) -> Any:
    if isinstance(term, ox.NamedNode):
        return {"@id": curie(term.value)}
    if isinstance(term, ox.BlankNode):
        return _node(about, str(term))
    if term.language:
        return {"@value": term.value, "@language": term.language}
    return term.value if term.datatype.value == _STRING else {"@value": term.value, "@type": curie(term.datatype.value)}
