"""The formats by name, and writing one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kgraph.errors import UnknownName
from kgraph.files import write_output
from kgraph.views.exports.gexf import gexf
from kgraph.views.exports.graphml import graphml
from kgraph.views.exports.nodelink import nodelink
from kgraph.views.exports.options import Options, Writer
from kgraph.views.exports.rdf import jsonld, nquads, trig, turtle
from kgraph.views.exports.table import csv
from kgraph.views.holder import GraphLike

FORMATS: Mapping[str, Writer] = {
    "turtle": turtle,
    "trig": trig,
    "nquads": nquads,
    "jsonld": jsonld,
    "graphml": graphml,
    "gexf": gexf,
    "nodelink": nodelink,
    "csv": csv,
}


def export(graph: GraphLike, format: str, path: Path | None = None, derived: bool = True, raw: bool = False) -> bytes:
    """Return the graph in a format, and write it if a path is given; the same bytes for the same data and view.

    Args:
        graph: the graph under its view.
        format: a name of ``FORMATS``.
        path: the file to write, or None.
        derived: whether to include what rules derive.
        raw: whether to leave cells that a spreadsheet would run as formulas as they are (CSV only).

    Raises:
        UnknownName: if there is no such format.
        InputError: if the path cannot be written, or a text holds a character that the format cannot.
    """
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    content = FORMATS[format](graph, Options(derived, raw))
    if path is not None:
        write_output(path, content)
    return content
