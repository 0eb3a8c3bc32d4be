"""`kgraph trend`: a pair or the whole network over time."""

from __future__ import annotations

import argparse
import json
import sys

from kgraph.cli.network import COUNTED_ONCE, add_network, add_rule, bounds, chosen, counted_in_each, exact, seconds
from kgraph.cli.parser import add_output, add_plot, choice, load_graph, require_drawable, write_out, write_picture

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kgraph.analysis.windows import Moment
    from kgraph.graph import Graph


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--pair", nargs=2, metavar=("A", "B"), help="only these two actors; default: the whole network")
    add_network(parser)
    parser.add_argument("--unit", default="year", metavar="UNIT", help="year or month; default year")
    add_rule(parser)
    parser.add_argument("--seconds", type=seconds, metavar="N", help="stop after N seconds a window, with bounds")
    add_plot(parser, "it")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Show it window by window; exit 1 if it is a pair without a tie."""
    form = choice("format", arguments.format, ("text", "json"))
    graph = load_graph(arguments)
    text, shown = _pair(graph, arguments, form) if arguments.pair else (_network(graph, arguments, form), True)
    write_out(text + "\n", arguments.output)
    return 0 if shown else 1


def _pair(graph: Graph, arguments: argparse.Namespace, form: str) -> tuple[str, bool]:
    """Return the table of a pair, and whether it has a tie."""
    from kgraph.analysis.profile import trend
    from kgraph.analysis.windows import change_points, windows

    found = graph.dyad(arguments.pair[0], arguments.pair[1], arguments.weights)
    lines = (*found.dossier.unites, *found.dossier.divides)
    if not lines:
        print("kgraph: the two have no tie under this view", file=sys.stderr)
    spans = windows([line.extent for line in lines], arguments.unit, graph.view.window)
    points = trend(found, graph.weights(arguments.weights), spans)
    changes = change_points([point.certain for point in points])
    if arguments.plot:
        from kgraph.analysis.plots import draw_trend

        require_drawable(points, "tie of the two")
        title = f"{graph.actors[found.a].label} and {graph.actors[found.b].label}"
        write_picture(draw_trend(points, changes, title), arguments.plot)
    if form == "json":
        rows = [
            {"window": point.label, "certain": point.certain._asdict(), "possible": point.possible._asdict()}
            for point in points
        ]
        data = {"a": found.a, "b": found.b, "points": rows, "changes": [points[number].label for number in changes]}
        return json.dumps(data, indent=2, ensure_ascii=False), bool(lines)
    table = ["\t".join(("window", "certain +", "certain -", "possible +", "possible -"))]
    table += ["\t".join([p.label, *(f"{value:g}" for value in (*p.certain, *p.possible))]) for p in points]
    named = ", ".join(points[number].label for number in changes)
    counted = counted_in_each(found.ties, len(lines))
    return "\n".join([*table, f"New levels of what is certain begin in: {named or 'none'}", counted]), bool(lines)


def _network(graph: Graph, arguments: argparse.Namespace, form: str) -> str:
    from kgraph.analysis.windows import change_points, from_both_signs, over_time, windows

    ties = chosen(graph, arguments)
    spans = windows([tie.extent for tie in ties.ties], arguments.unit, graph.view.window)
    first, earlier = spans[0][0] if spans else "", 0
    if graph.view.window is None:
        spans, earlier = from_both_signs(ties, spans)
    moments = over_time(ties, spans, arguments.rule, arguments.seconds)
    changes = change_points([moment.signs for moment in moments])
    turns = change_points([moment.fit for moment in moments])
    if arguments.plot:
        from kgraph.analysis.plots import draw_windows

        require_drawable(moments, "tie")
        write_picture(draw_windows(moments, changes, turns), arguments.plot)
    if form == "json":
        data = {
            "rule": arguments.rule,
            "windows_left_out": earlier,
            "windows": [_moment(moment) for moment in moments],
            "changes": [moments[number].label for number in changes],
            "changes_of_frustration": [moments[number].label for number in turns],
        }
        return json.dumps(data, indent=2, ensure_ascii=False)
    lines = _table(moments, changes, turns)
    if earlier:
        lines.append(
            f"The table begins with {moments[0].label}, the first {arguments.unit} in which ties of both signs "
            f"certainly held; '--from {first}' shows the {earlier} before it as well."
        )
    return "\n".join(lines)


def _table(moments: list[Moment], changes: list[int], turns: list[int]) -> list[str]:
    head = (
        "window",
        "ties",
        "dated",
        "certain",
        "pairs +",
        "pairs -",
        "pairs ±",
        "balanced",
        "unbalanced",
        "undecided",
    )
    lines = ["\t".join((*head, "frustration", "interval", "most frustrated"))]
    for moment in moments:
        census = moment.census
        counts = (moment.ties, moment.dated, moment.certain, *census.pairs.values(), census.balanced, census.unbalanced)
        torn = max(moment.pivots, key=lambda one: one.frustrated, default=None)
        index, ends = bounds(moment.lower, moment.upper), f"{bounds(*moment.least)}..{bounds(*moment.most)}"
        lines.append(
            "\t".join(
                [
                    moment.label,
                    *map(str, (*counts, census.undecided)),
                    index,
                    ends,
                    torn.actor if torn and torn.frustrated else "nobody",
                ]
            )
        )
    for what, numbers in (
        ("the number of pairs of each sign", changes),
        ("what suits two camps and what does not", turns),
    ):
        named = ", ".join(moments[number].label for number in numbers)
        lines.append(f"New levels of {what} begin in: {named or 'none'}")
    return [*lines, COUNTED_ONCE]


def _moment(moment: Moment) -> dict[str, Any]:
    census = moment.census
    return {
        "label": moment.label,
        "ties": moment.ties,
        "dated": moment.dated,
        "certain": moment.certain,
        "positive": census.pairs["+"],
        "negative": census.pairs["-"],
        "both": census.pairs["±"],
        "triads": {kind: number for kind, number in census.counts.items() if number},
        "degree": None if census.degree is None else float(census.degree),
        "lower": exact(moment.lower),
        "upper": exact(moment.upper),
        "weight": exact(moment.weight),
        "interval": {"least": [exact(end) for end in moment.least], "most": [exact(end) for end in moment.most]},
        "pivots": [
            {"actor": one.actor, "satisfied": exact(one.satisfied), "frustrated": exact(one.frustrated)}
            for one in moment.pivots
            if one.frustrated
        ],
    }
