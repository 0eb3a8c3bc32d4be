"""Node-link JSON, as networkx and d3 read it."""

from __future__ import annotations

import json

from kgraph.views.exports.options import Options
from kgraph.views.holder import GraphLike
from kgraph.views.networkx import to_networkx


def nodelink(graph: GraphLike, options: Options) -> bytes:
    """Return node-link JSON; read it with ``networkx.node_link_graph(data, edges="edges")``."""
    import networkx

    data = networkx.node_link_data(to_networkx(graph, derived=options.derived), edges="edges")
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
