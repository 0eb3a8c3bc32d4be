"""RDF exports, straight from the store: what is in it and nothing else, in one order, with stable blank nodes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from kgraph.namespaces import GRAPH_DERIVED, PREFIXES, curie
from kgraph.views.exports.options import Options
from kgraph.views.holder import GraphLike

_TYPE = PREFIXES["rdf"] + "type"


def turtle(graph: GraphLike, options: Options) -> bytes:
    """Return Turtle. It has no named graphs: record, direct triples and what is derived stand together."""
    triples = {str(quad.triple): quad.triple for quad in _quads(graph, options)}
    return _written(sorted(triples.values(), key=_order), ox.RdfFormat.TURTLE)


def trig(graph: GraphLike, options: Options) -> bytes:
    """Return TriG: the record, then ``graph:derived`` and ``graph:truthy`` as named graphs."""
    return _written(_quads(graph, options), ox.RdfFormat.TRIG)


def nquads(graph: GraphLike, options: Options) -> bytes:
    """Return canonical N-Quads (RDFC-1.0): sorted lines, so that equal data have equal digests."""
    lines = _written(_quads(graph, options), ox.RdfFormat.N_QUADS).splitlines(keepends=True)
    return b"".join(sorted(lines))


def jsonld(graph: GraphLike, options: Options) -> bytes:
    """Return JSON-LD with prefixes as its own context; nothing needs to be fetched to read it."""
    nodes = json.loads(_written(_quads(graph, options), ox.RdfFormat.JSON_LD))
    document = {"@context": dict(PREFIXES), "@graph": [_compact(node) for node in nodes]}
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _quads(graph: GraphLike, options: Options) -> list[ox.Quad]:
    left_out = None if options.derived else GRAPH_DERIVED
    data = ox.Dataset(quad for quad in graph.store.quads() if _graph(quad) != left_out)
    # Blank nodes are numbered at random when loaded.
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(data, key=lambda quad: (_graph(quad), *_order(quad)))


def _graph(quad: ox.Quad) -> str:
    name = quad.graph_name
    return "" if isinstance(name, ox.DefaultGraph) else name.value


def _order(statement: ox.Quad | ox.Triple) -> tuple[str, str, str]:
    """Order by subject, its type first."""
    prop = statement.predicate.value
    return (str(statement.subject), "" if prop == _TYPE else prop, str(statement.object))


def _written(statements: Iterable[ox.Quad] | Iterable[ox.Triple], form: ox.RdfFormat) -> bytes:
    content = ox.serialize(statements, format=form, prefixes=dict(PREFIXES))
    assert content is not None
    return content


def _compact(value: Any) -> Any:
    """Shorten IRIs of expanded JSON-LD by the prefixes, and write types as ``@type``."""
    if isinstance(value, list):
        return [_compact(item) for item in value]
    if not isinstance(value, dict):
        return value
    found: dict[str, Any] = {}
    for key, item in value.items():
        if key in ("@id", "@type"):
            found[key] = curie(item)
        elif key == _TYPE:
            found["@type"] = [curie(kind["@id"]) for kind in item]
        else:
            found[curie(key)] = _compact(item)
    return found
