"""`kgraph export`: files for other programs."""

from __future__ import annotations

import argparse
from pathlib import Path

from kgraph.cli.parser import add_view, choice, load_graph, write_out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("format", help="turtle, trig, nquads, jsonld, graphml, gexf, nodelink or csv")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of stdout")
    parser.add_argument("--no-derived", action="store_true", help="leave out what rules derive")
    parser.add_argument("--raw", action="store_true", help="csv: do not guard cells against spreadsheet formulas")
    add_view(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the graph in a format."""
    from kgraph.views.exports import FORMATS, export

    form = choice("format", arguments.format, tuple(FORMATS))
    path = Path(arguments.output) if arguments.output else None
    content = export(load_graph(arguments), form, path, derived=not arguments.no_derived, raw=arguments.raw)
    if path is None:
        write_out(content, None)
    return 0
