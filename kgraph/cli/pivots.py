"""`kgraph pivots`: who sits between the camps, brokers, and patrons of both sides."""

from __future__ import annotations

import argparse
import json

from kgraph.cli.network import add_network, add_rule, chosen, exact, seconds
from kgraph.cli.parser import add_output, choice, load_graph, whole_number, write_out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_network(parser)
    add_rule(parser)
    parser.add_argument("--seconds", type=seconds, metavar="N", help="stop the search for camps after N seconds")
    parser.add_argument(
        "--most", type=whole_number, default=10, metavar="N", help="show at most N of each (default 10; 0: all)"
    )
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """List them."""
    from kgraph.analysis.frustration.index import frustration
    from kgraph.analysis.pivots import brokers, pivots

    form = choice("format", arguments.format, ("text", "json"))
    graph = load_graph(arguments)
    ties = chosen(graph, arguments)
    reduced = ties.reduce(arguments.rule)
    between, middle, patrons = pivots(reduced, frustration(reduced, arguments.seconds)), brokers(ties), graph.patrons()
    if form == "json":
        data = {
            "pivots": [
                {
                    "actor": one.actor,
                    "satisfied": exact(one.satisfied),
                    "frustrated": exact(one.frustrated),
                    "cost_of_turning": exact(one.cost_of_turning),
                }
                for one in between
            ],
            "brokers": [one._asdict() for one in middle],
            "patrons": [one._asdict() for one in patrons],
        }
        write_out(json.dumps(data, indent=2, ensure_ascii=False) + "\n", arguments.output)
        return 0
    label = {name: actor.label for name, actor in graph.actors.items()}
    most = arguments.most or None
    lines = ["Between the camps (rise of frustration if the actor changed sides; weight that suits its camp, and not):"]
    lines += [
        f"  {float(one.cost_of_turning):>5g}  {label[one.actor]} ({float(one.satisfied):g}, {float(one.frustrated):g})"
        for one in between[:most]
    ] or ["  nobody"]
    lines += ["", f"Brokers between rivals ({len(middle)}):"]
    for broker in middle[:most]:
        a, b = (label[name] for name in broker.rivals)
        also = " and ".join(label[name] for name in broker.ambivalent)
        lines.append(f"  {label[broker.actor]} between {a} and {b}" + (f"; itself also against {also}" if also else ""))
    lines += ["", f"Patrons of both sides of a conflict ({len(patrons)}):"]
    for patron in patrons[:most]:
        a, b = (label[name] for name in patron.sides)
        lines.append(f"  {label[patron.actor]} supports both {a} and {b} in {graph.arenas[patron.arena].label}")
    write_out("\n".join(lines) + "\n", arguments.output)
    return 0
