"""GEXF 1.3 for Gephi: static, one edge a claim, dates as texts.

Not by networkx's writer, which stamps the day of writing, gives attributes that the schema does not know, and leaves
no way to say which parallel edges Gephi must keep apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kgraph.views.exports.options import Options
from kgraph.views.exports.xml import check_characters
from kgraph.views.holder import GraphLike
from kgraph.views.networkx import Attributes, Scalar, to_networkx

if TYPE_CHECKING:
    import networkx

NAMESPACE = "http://gexf.net/1.3"
_LABEL = "label"
_TYPES: Mapping[type, str] = {str: "string", bool: "boolean", int: "integer", float: "double"}


def gexf(graph: GraphLike, options: Options) -> bytes:
    """Return GEXF 1.3; an edge's ``kind`` is its relation, so that Gephi keeps ties of unlike relations apart.

    Raises:
        InputError: if a text holds a character that XML cannot.
    """
    network = to_networkx(graph, derived=options.derived)
    check_characters(network)
    root = Element("gexf", {"xmlns": NAMESPACE, "version": "1.3"})
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "kgraph"
    SubElement(meta, "description").text = ", ".join(f"{name} {value}" for name, value in network.graph.items())
    body = SubElement(root, "graph", {"mode": "static", "defaultedgetype": "directed", "idtype": "string"})
    _add(body, network)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def _add(body: Element, network: networkx.MultiDiGraph[str]) -> None:
    _declare(body, "node", (data for _, data in network.nodes(data=True)))
    _declare(body, "edge", (data for _, _, data in network.edges(data=True)))
    nodes = SubElement(body, "nodes", {"count": str(network.number_of_nodes())})
    for name, data in network.nodes(data=True):
        _values(SubElement(nodes, "node", {"id": name, "label": str(data["label"])}), data)
    edges = SubElement(body, "edges", {"count": str(network.number_of_edges())})
    for agent, target, key, data in network.edges(keys=True, data=True):
        kind = f"{data['relation']} ({data['rule']})" if data["derived"] else str(data["relation"])
        ends = {"id": key, "source": agent, "target": target, "label": str(data["label"]), "kind": kind}
        _values(SubElement(edges, "edge", ends), data)


def _declare(body: Element, kind: str, entries: Iterable[Attributes]) -> None:
    """Declare the attributes of all nodes or edges; the format has a place of its own for labels."""
    types: dict[str, str] = {}
    for data in entries:
        for title, value in data.items():
            if title != _LABEL:
                types.setdefault(title, _TYPES[type(value)])
    declared = SubElement(body, "attributes", {"class": kind, "mode": "static"})
    for title, kind_of_value in types.items():
        SubElement(declared, "attribute", {"id": title, "title": title, "type": kind_of_value})


def _values(entry: Element, data: Attributes) -> None:
    values = SubElement(entry, "attvalues")
    for title, value in data.items():
        if title != _LABEL:
            SubElement(values, "attvalue", {"for": title, "value": _text(value)})


def _text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
