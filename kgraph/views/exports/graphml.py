"""GraphML, by networkx's writer: one edge a claim, its id the claim's name."""

from __future__ import annotations

from io import BytesIO

from kgraph.views.exports.options import Options
from kgraph.views.exports.xml import check_characters
from kgraph.views.holder import GraphLike
from kgraph.views.networkx import to_networkx


def graphml(graph: GraphLike, options: Options) -> bytes:
    """Return GraphML; read it with ``networkx.read_graphml(path, force_multigraph=True)`` to keep the names.

    Raises:
        InputError: if a text holds a character that XML cannot.
    """
    from networkx.readwrite.graphml import GraphMLWriter

    network = to_networkx(graph, derived=options.derived)
    check_characters(network)
    # The named class: `write_graphml` picks another writer, with other bytes, where lxml is installed.
    writer = GraphMLWriter(network)
    truths = {key.get("id") for key in writer.xml.iter("key") if key.get("attr.type") == "boolean"}
    for data in writer.xml.iter("data"):
        if data.get("key") in truths:
            # networkx writes Python's True; the format's word is true.
            data.text = str(data.text).lower()
    content = BytesIO()
    writer.dump(content)
    return content.getvalue() + b"\n"
