"""`kgraph timeline`: when two actors became partners or rivals, arena by arena."""

from __future__ import annotations

import argparse
import sys

from kgraph.cli.coded import add_events, coded_months
from kgraph.cli.parser import (
    add_output,
    add_plot,
    add_view,
    choice,
    load_graph,
    require_drawable,
    whole_number,
    write_out,
    write_picture,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("a", help="an actor: id, label or alias in any language")
    parser.add_argument("b", help="the other actor")
    add_view(parser)
    add_events(parser)
    parser.add_argument(
        "--most",
        type=whole_number,
        default=5,
        metavar="N",
        help="of what began or ended on a day, show at most N facts (default 5; 0: all); JSON has all",
    )
    add_plot(parser, "the times of cooperation and of conflict, arena by arena,")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Show the changes; exit 1 if there is none."""
    from kgraph.views.timeline import as_json, as_text

    form = choice("format", arguments.format, ("text", "json"))
    graph = load_graph(arguments, told=True)
    a, b = graph.pair(arguments.a, arguments.b)
    found = graph.timeline(a, b)
    if arguments.plot:
        from kgraph.analysis.plots import draw_timeline

        label = {arena: graph.arenas[arena].label for arena in {change.arena for change in found}}
        title = f"{graph.actors[a].label} and {graph.actors[b].label}"
        require_drawable(found, "tie of the two")
        certain = None if graph.view.certainly else graph.holding_certainly().timeline(a, b)
        write_picture(draw_timeline(found, title, label, certain), arguments.plot)
    most = arguments.most or sys.maxsize
    coded = coded_months(graph, a, b, arguments.events)
    text = as_json(graph, a, b, found, coded) if form == "json" else as_text(graph, a, b, found, most, coded)
    write_out(text, arguments.output)
    return 0 if found or any(months.data["events"] for months in coded) else 1
