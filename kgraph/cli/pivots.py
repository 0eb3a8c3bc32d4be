"""`kgraph pivots`: who sits between the camps, brokers, and patrons of both sides."""

from __future__ import annotations

import argparse
import json

from kgraph.cli.network import add_network, add_rule, chosen, exact, seconds
from kgraph.cli.parser import add_output, choice, load_graph, whole_number, write_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kgraph.analysis.frustration.index import Frustration
    from kgraph.analysis.pivots import Pivot


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
    found = frustration(reduced, arguments.seconds)
    between, middle, patrons = pivots(reduced, found), brokers(ties), graph.patrons()
    if form == "json":
        data = {
            "frustration": {"lower": exact(found.lower), "upper": exact(found.upper), "stopped": found.stopped},
            "ordered_by": ["share", "cost_of_turning", "actor"],
            "pivots": [
                {
                    "actor": one.actor,
                    "satisfied": exact(one.satisfied),
                    "frustrated": exact(one.frustrated),
                    "cost_of_turning": exact(one.cost_of_turning),
                    "share": exact(one.share),
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
    lines = [
        "Between the camps, the most torn first (by the share of its weight that does not suit its camp, then by the "
        "rise, then by name):",
        "  share   rise  actor (weight that suits its camp, that does not); rise: of frustration if it changed sides",
    ]
    lines += [
        f"  {float(one.share):>5.0%}  {float(one.cost_of_turning):>5g}  {label[one.actor]} "
        f"({float(one.satisfied):g}, {float(one.frustrated):g})"
        for one in between[:most]
    ] or ["  nobody"]
    lines.append(_turning(found, between, label))
    lines += ["", f"Brokers between rivals ({len(middle)}):"]
    for broker in middle[:most]:
        a, b = (label[name] for name in broker.rivals)
        also = " and ".join(label[name] for name in broker.ambivalent)
        lines.append(f"  {label[broker.actor]} between {a} and {b}" + (f"; itself also against {also}" if also else ""))
    lines += [] if middle else ["  nobody"]
    lines += ["", f"Patrons of both sides of a conflict ({len(patrons)}):"]
    for patron in patrons[:most]:
        a, b = (label[name] for name in patron.sides)
        lines.append(f"  {label[patron.actor]} supports both {a} and {b} in {graph.arenas[patron.arena].label}")
    lines += [] if patrons else ["  nobody"]
    write_out("\n".join(lines) + "\n", arguments.output)
    return 0


def _turning(found: Frustration, between: list[Pivot], label: dict[str, str]) -> str:
    """Say whether frustration falls if anybody changes sides."""
    gain = [label[one.actor] for one in between if one.cost_of_turning < 0]
    if gain:
        return f"Frustration would fall if one of these changed sides, the camps are not the best: {', '.join(gain)}."
    why = "the camps are proved best" if found.proved else f"though the camps may not be the best ({found.stopped})"
    free = [label[one.actor] for one in between if not one.cost_of_turning]
    others = f"; it would stay the same if one of these did: {', '.join(free)}" if free else ""
    return f"Nobody's change of side alone would lower frustration: {why}{others}."
