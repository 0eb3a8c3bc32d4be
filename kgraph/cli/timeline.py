"""`kgraph timeline`: when two actors became partners or rivals, arena by arena."""

from __future__ import annotations

import argparse

from kgraph.cli.coded import add_events, coded_months
from kgraph.cli.parser import add_output, add_view, choice, load_graph, write_out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("a", help="an actor: id, label or alias in any language")
    parser.add_argument("b", help="the other actor")
    add_view(parser)
    add_events(parser)
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Show the changes; exit 1 if there is none."""
    from kgraph.views.timeline import as_json, as_text

    form = choice("format", arguments.format, ("text", "json"))
    graph = load_graph(arguments)
    a, b = graph.pair(arguments.a, arguments.b)
    found = graph.timeline(a, b)
    coded = coded_months(graph, a, b, arguments.events)
    write = as_json if form == "json" else as_text
    write_out(write(graph, a, b, found, coded), arguments.output)
    return 0 if found or any(months.data["events"] for months in coded) else 1
