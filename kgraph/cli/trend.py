"""`kgraph trend`: a pair or the whole network over time."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from kgraph.cli.network import add_network, bounds, chosen, exact, seconds
from kgraph.cli.parser import add_output, choice, load_graph, write_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kgraph.graph import Graph


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--pair", nargs=2, metavar=("A", "B"), help="only these two actors; default: the whole network")
    add_network(parser)
    parser.add_argument("--unit", default="year", metavar="UNIT", help="year or month; default year")
    parser.add_argument(
        "--rule",
        default="both",
        metavar="RULE",
        help="what a pair with both signs counts as: drop, positive, negative, latest, majority, both; default both",
    )
    parser.add_argument("--seconds", type=seconds, metavar="N", help="stop after N seconds a window, with bounds")
    parser.add_argument("--plot", metavar="FILE", help="also draw a pair as PDF, PNG or SVG (needs matplotlib)")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Show it window by window."""
    from kgraph.errors import InputError

    form = choice("format", arguments.format, ("text", "json"))
    if arguments.plot and not arguments.pair:
        raise InputError("--plot: only a pair is drawn; name two actors with --pair")
    graph = load_graph(arguments)
    text = _pair(graph, arguments, form) if arguments.pair else _network(graph, arguments, form)
    write_out(text + "\n", arguments.output)
    return 0


def _pair(graph: Graph, arguments: argparse.Namespace, form: str) -> str:
    from kgraph.analysis.profile import trend
    from kgraph.analysis.windows import change_points, windows

    found = graph.dyad(arguments.pair[0], arguments.pair[1], arguments.weights)
    lines = (*found.dossier.unites, *found.dossier.divides)
    points = trend(found, graph.weights(arguments.weights), windows([line.extent for line in lines], arguments.unit))
    changes = change_points([point.certain for point in points])
    if arguments.plot:
        from kgraph.analysis.plots import draw_trend, save

        title = f"{graph.actors[found.a].label} and {graph.actors[found.b].label}"
        save(draw_trend(points, changes, title), Path(arguments.plot))
    if form == "json":
        rows = [
            {"window": point.label, "certain": point.certain._asdict(), "possible": point.possible._asdict()}
            for point in points
        ]
        data = {"a": found.a, "b": found.b, "points": rows, "changes": [points[number].label for number in changes]}
        return json.dumps(data, indent=2, ensure_ascii=False)
    table = ["\t".join(("window", "certain +", "certain -", "possible +", "possible -"))]
    table += ["\t".join([p.label, *(f"{value:g}" for value in (*p.certain, *p.possible))]) for p in points]
    named = ", ".join(points[number].label for number in changes)
    return "\n".join([*table, f"New levels of what is certain begin in: {named or 'none'}"])


def _network(graph: Graph, arguments: argparse.Namespace, form: str) -> str:
    from kgraph.analysis.measures import Signs
    from kgraph.analysis.windows import change_points, over_time, windows

    ties = chosen(graph, arguments)
    spans = windows([tie.extent for tie in ties.ties], arguments.unit)
    moments = over_time(ties, spans, arguments.rule, arguments.seconds)
    changes = change_points([Signs(moment.positive + moment.both, moment.negative + moment.both) for moment in moments])
    if form == "json":
        rows = [
            {
                **moment._asdict(),
                "degree": None if moment.degree is None else float(moment.degree),
                "lower": exact(moment.lower),
                "upper": exact(moment.upper),
            }
            for moment in moments
        ]
        data = {"rule": arguments.rule, "windows": rows, "changes": [moments[number].label for number in changes]}
        return json.dumps(data, indent=2, ensure_ascii=False)
    table = ["\t".join(("window", "ties", "dated", "pairs +", "pairs -", "pairs ±", "balance", "frustration"))]
    for moment in moments:
        degree = "undefined" if moment.degree is None else f"{float(moment.degree):.3f}"
        counts = map(str, (moment.ties, moment.dated, moment.positive, moment.negative, moment.both))
        table.append("\t".join([moment.label, *counts, degree, bounds(moment.lower, moment.upper)]))
    named = ", ".join(moments[number].label for number in changes)
    return "\n".join([*table, f"New levels of the number of pairs of each sign begin in: {named or 'none'}"])
