"""`kgraph export`: files for other programs."""

from __future__ import annotations

import argparse

from kgraph.cli.parser import add_view, choice, load_graph, write_out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "format",
        help="turtle (ttl), trig, nquads (nq) or jsonld for RDF tools; graphml, gexf or nodelink (JSON) for network "
        "tools; csv for spreadsheets",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of stdout")
    parser.add_argument(
        "--no-derived", action="store_true", help="only what sources state, without what rules derive from it"
    )
    parser.add_argument("--raw", action="store_true", help="csv: do not guard cells against spreadsheet formulas")
    add_view(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the graph in a format."""
    from kgraph.views.exports import FORMATS, export

    form = choice("format", arguments.format, tuple(FORMATS))
    content = export(load_graph(arguments), form, derived=not arguments.no_derived, raw=arguments.raw)
    write_out(content, arguments.output)
    return 0
