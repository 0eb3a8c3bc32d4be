"""`kgraph show`: the page."""

from __future__ import annotations

import argparse
from pathlib import Path

from kgraph.cli.parser import add_view, load_graph


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--focus", nargs=2, metavar=("A", "B"), help="the pair in the middle; default: the first in rank"
    )
    parser.add_argument("-o", "--output", default="kgraph.html", metavar="FILE", help="default kgraph.html")
    add_view(parser, policy="all")


def run(arguments: argparse.Namespace) -> int:
    """Write the page."""
    graph = load_graph(arguments)
    focus = graph.pair(*arguments.focus) if arguments.focus else None
    graph.page(Path(arguments.output), focus)
    print(arguments.output)
    return 0
