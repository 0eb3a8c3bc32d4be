"""`kgraph docs`: the reference of the ontology."""

from __future__ import annotations

import argparse
from pathlib import Path

from kgraph.cli.parser import add_view, load_graph


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("-o", "--output", default="ontology.html", metavar="FILE", help="default ontology.html")
    add_view(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the reference."""
    from kgraph.files import write_output
    from kgraph.views.reference import reference

    graph = load_graph(arguments)
    write_output(Path(arguments.output), reference(graph, graph.home))
    print(arguments.output)
    return 0
