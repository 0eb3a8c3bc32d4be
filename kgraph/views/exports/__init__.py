"""Files for other programs: RDF in four syntaxes, GraphML, GEXF, node-link JSON, CSV."""

from kgraph.views.exports.options import Options
from kgraph.views.exports.registry import FORMATS, export

__all__ = ["FORMATS", "Options", "export"]
