"""`kgraph dossier`: the factbox of a pair."""

from __future__ import annotations

import argparse
import sys

from kgraph.cli.coded import add_events, coded_parts
from kgraph.cli.parser import add_view, choice, load_graph, write_out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("a", help="an actor: id, label or alias in any language")
    parser.add_argument("b", help="the other actor")
    # A factbox also says what is expected; every such line says so.
    add_view(parser, policy="all")
    add_events(parser)
    parser.add_argument(
        "--proxy", action="store_true", help="also where one fights whom the other backs, derived from imported events"
    )
    parser.add_argument("--format", default="text", metavar="FORMAT", help="text, md, html or json")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of stdout")


def run(arguments: argparse.Namespace) -> int:
    """Write the dossier."""
    from kgraph.views.dossier import print_text, render

    form = choice("format", arguments.format, ("text", "md", "html", "json"))
    graph = load_graph(arguments, told=True)
    dossier = graph.dossier(arguments.a, arguments.b)
    coded = coded_parts(graph, dossier, arguments.events, arguments.proxy)
    if form == "text" and arguments.output is None and sys.stdout.isatty():
        print_text(graph, dossier, coded=coded)
    else:
        write_out(render(graph, dossier, form, coded=coded), arguments.output)
    return 0
