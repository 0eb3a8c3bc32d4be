"""`kgraph frustration`: how far the network is from two camps, exactly."""

from __future__ import annotations

import argparse
import json
import sys

from kgraph.cli.network import COUNTED_ONCE, add_network, add_rule, bounds, chosen, exact, seconds
from kgraph.cli.parser import (
    add_output,
    add_plot,
    choice,
    load_graph,
    require_drawable,
    whole_number,
    write_out,
    write_picture,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction
    from typing import Any

    from kgraph.analysis.frustration.clusters import Clusters
    from kgraph.analysis.frustration.contribution import Contributions
    from kgraph.analysis.frustration.index import Frustration
    from kgraph.analysis.frustration.interval import Interval
    from kgraph.analysis.signed import Edge, SignedGraph


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_network(parser)
    add_rule(parser, also=" (for the camps; the interval is over all choices, whatever the rule)")
    parser.add_argument(
        "--camps", type=whole_number, default=2, metavar="K", help="at most K camps; 0: any number; default 2"
    )
    parser.add_argument("--seconds", type=seconds, metavar="N", help="stop each search after N seconds, with bounds")
    parser.add_argument(
        "--most", type=whole_number, default=5, metavar="N", help="show at most N contributors (default 5)"
    )
    add_plot(parser, "the two camps of the largest connected part")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Work it out; progress goes to stderr where that is a terminal."""
    from kgraph.analysis.frustration.clusters import clusters
    from kgraph.analysis.frustration.contribution import contributions
    from kgraph.analysis.frustration.index import frustration
    from kgraph.analysis.frustration.interval import interval
    from kgraph.errors import InputError

    form = choice("format", arguments.format, ("text", "json"))
    if arguments.plot and arguments.camps != 2:
        raise InputError("--plot: only two camps are drawn; leave out --camps or --plot")
    graph = load_graph(arguments)
    ties = chosen(graph, arguments)
    reduced = ties.reduce(arguments.rule)
    limit = arguments.seconds
    found: Frustration | Clusters
    if arguments.camps == 2:
        found = frustration(reduced, limit, _progress())
    else:
        found = clusters(reduced, arguments.camps or None, limit)
    if found.stopped == "interrupted":
        # Who stops the first search does not wait for the others.
        limit = 0.0
    ends = interval(ties, limit)
    parts = contributions(reduced, limit, edges=False)
    label = {name: actor.label for name, actor in graph.actors.items()}
    if arguments.plot:
        _draw(reduced, found, label, arguments.plot)
    if form == "json":
        text = json.dumps(_data(reduced, found, ends, parts), indent=2, ensure_ascii=False)
    else:
        text = _text(arguments, reduced, found, ends, parts, label)
    write_out(text + "\n", arguments.output)
    return 0


def _draw(reduced: SignedGraph, found: Frustration | Clusters, label: dict[str, str], path: str) -> None:
    from kgraph.analysis.frustration.index import Frustration
    from kgraph.analysis.plots import draw_camps

    assert isinstance(found, Frustration)
    require_drawable(found.camps, "tie")
    sizes = [len(first) + len(second) for first, second in found.camps]
    title = f"Two camps: frustration {bounds(found.lower, found.upper)} of weight {float(found.total):g}"
    write_picture(draw_camps(reduced, found, label, title=title), path)
    if len(sizes) > 1:
        print(f"kgraph: drawn is the largest of {len(sizes)} connected parts, {sizes[0]} actors", file=sys.stderr)


def _progress() -> Callable[[Fraction, Fraction], None] | None:
    if not sys.stderr.isatty():
        return None
    return lambda lower, upper: print(f"kgraph: frustration {bounds(lower, upper)}", file=sys.stderr)


def _text(
    arguments: argparse.Namespace,
    reduced: SignedGraph,
    found: Frustration | Clusters,
    ends: Interval,
    parts: Contributions,
    label: dict[str, str],
) -> str:
    kind = "two camps" if arguments.camps == 2 else f"{arguments.camps or 'any number of'} camps"
    state = "proved" if not found.stopped else f"bounds; stopped: {found.stopped}"
    lines = [
        f"Frustration ({kind}, pairs with both signs: {reduced.rule}): {bounds(found.lower, found.upper)} ({state})",
        f"{len(reduced.edges)} edges between {len(_tied(reduced))} actors, "
        f"weight {float(sum(edge.weight for edge in reduced.edges)):g}. {COUNTED_ONCE}",
    ]
    if reduced.undecided:
        names = "; ".join(f"{label[a]} and {label[b]}" for a, b in reduced.undecided)
        lines.append(f"Left out, for the rule cannot decide them: {names}")
    lines += ["", "Camps:", *_camps(found.camps, label)]
    lines += ["", "Edges that do not suit the camps:"]
    lines += [f"  {_edge(edge, label)}" for edge in found.frustrated] or ["  none"]
    lines += ["", *_interval(ends, label), "", "Without it, frustration of two camps falls by:"]
    falls = [fall for fall in parts.actors if fall.upper][: arguments.most]
    lines += [f"  {bounds(fall.lower, fall.upper):>5}  {label[str(fall.what)]}" for fall in falls] or ["  nobody"]
    return "\n".join(lines)


def _tied(graph: SignedGraph) -> set[str]:
    return {end for edge in graph.edges for end in (edge.a, edge.b)}


def _camps(camps: Sequence[Sequence[Any]], label: dict[str, str]) -> list[str]:
    lines = []
    for number, part in enumerate(camps, start=1):
        groups = [part] if part and isinstance(part[0], str) else [group for group in part if group]
        lines.append(
            f"  {number}. " + "\n     against ".join(", ".join(label[name] for name in names) for names in groups)
        )
    return lines or ["  none"]


def _interval(ends: Interval, label: dict[str, str]) -> list[str]:
    least, most = bounds(*ends.least), bounds(*ends.most)
    known = f"from {least} to {most} (proved)"
    if not ends.proved:
        known = f"at least {least}, at most {most} (bounds; stopped: {ends.stopped})"
    lines = [f"Over every choice of one sign for the {len(ends.movers)} pairs with both: {known}"]
    if ends.movers:
        lines.append(
            "(where both signs count, the index may lie above: of each such pair one sign is at fault in any case)"
        )
    for mover in ends.movers:
        positive = f"[{bounds(*mover.least_if_positive)}, {bounds(*mover.most_if_positive)}]"
        negative = f"[{bounds(*mover.least_if_negative)}, {bounds(*mover.most_if_negative)}]"
        what = "moves it" if mover.moves else "does not move it"
        lines.append(f"  {label[mover.a]} and {label[mover.b]} {what}: {positive} if positive, {negative} if negative")
    return lines


def _edge(edge: Edge, label: dict[str, str]) -> str:
    return f"{'+' if edge.sign > 0 else '-'} {label[edge.a]} and {label[edge.b]} ({float(edge.weight):g})"


def _data(reduced: SignedGraph, found: Frustration | Clusters, ends: Interval, parts: Contributions) -> dict[str, Any]:
    def pair(numbers: tuple[Fraction, Fraction]) -> list[int | float]:
        return [exact(number) for number in numbers]

    return {
        "rule": reduced.rule,
        "lower": exact(found.lower),
        "upper": exact(found.upper),
        "proved": found.proved,
        "stopped": found.stopped,
        "undecided": reduced.undecided,
        "camps": found.camps,
        "frustrated": [{**edge._asdict(), "weight": exact(edge.weight)} for edge in found.frustrated],
        "interval": {
            "least": pair(ends.least),
            "most": pair(ends.most),
            "proved": ends.proved,
            "stopped": ends.stopped,
            "pairs": [
                {
                    "a": mover.a,
                    "b": mover.b,
                    "moves": mover.moves,
                    "if_positive": [pair(mover.least_if_positive), pair(mover.most_if_positive)],
                    "if_negative": [pair(mover.least_if_negative), pair(mover.most_if_negative)],
                }
                for mover in ends.movers
            ],
        },
        "contributions": [
            {"actor": fall.what, "lower": exact(fall.lower), "upper": exact(fall.upper)} for fall in parts.actors
        ],
    }
