"""`kgraph rank`: all pairs, the most ambivalent first."""

from __future__ import annotations

import argparse
import json
import sys

from kgraph.cli.parser import add_view, choice, load_graph, whole_number, write_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kgraph.analysis.profile import Profile
    from kgraph.graph import Graph

_MEASURES = ("positive", "negative", "volume", "symmetry", "griffin", "compartmentalisation")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_view(parser)
    parser.add_argument(
        "--weights", default="even", metavar="NAME", help="even, deeds, direct, or a file; default even"
    )
    parser.add_argument(
        "--most", type=whole_number, default=20, metavar="N", help="show at most N pairs (default 20; 0: all)"
    )
    parser.add_argument("--format", default="text", metavar="FORMAT", help="text or json")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of stdout")


def run(arguments: argparse.Namespace) -> int:
    """Rank the pairs, and say on stderr whether other weights would rank them otherwise."""
    form = choice("format", arguments.format, ("text", "json"))
    graph = load_graph(arguments)
    ranked = graph.profiles(arguments.weights)
    shown = ranked[: arguments.most or len(ranked)]
    if form == "json":
        rows = [{"a": one.a, "b": one.b, **one.measures._asdict(), "because": because(one)} for one in shown]
        write_out(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", arguments.output)
    else:
        lines = ["\t".join(("a", "b", *_MEASURES, "because"))]
        for one in shown:
            values = [getattr(one.measures, name) for name in _MEASURES]
            cells = ("undefined" if value is None else f"{value:g}" for value in values)
            lines.append("\t".join([one.a, one.b, *cells, because(one)]))
        write_out("\n".join(lines) + "\n", arguments.output)
    for line in _sensitivity(graph, ranked, len(shown)):
        print(f"kgraph: {line}", file=sys.stderr)
    return 0


def because(found: Profile) -> str:
    """Return what the two signs of a pair rest on: arenas, and by which layer where that is not direct."""
    sides = []
    for sign, symbol in ((1, "+"), (-1, "-")):
        layers: dict[str, list[str]] = {}
        for cell in found.cells:
            if cell.sign == sign:
                layers.setdefault(cell.arena, []).append(cell.layer)
        if layers:
            arenas = [
                arena if given == ["direct"] else f"{arena} ({', '.join(given)})" for arena, given in layers.items()
            ]
            sides.append(f"{symbol} {', '.join(arenas)}")
    return "; ".join(sides)


def _sensitivity(graph: Graph, ranked: list[Profile], most: int) -> list[str]:
    from kgraph.analysis.profile import sensitivity
    from kgraph.analysis.weights import declared

    used = ranked[0].weights if ranked else ""
    names = [name for name in declared(graph.home.weights) if name != used]
    others = {name: [(a, b) for a, b, _ in graph.rank(name)] for name in names}
    lines = []
    for other in sensitivity([(one.a, one.b) for one in ranked], others, most):
        first = "the first pair stays" if other.first_stays else "another pair is first"
        lines.append(f"weights '{other.weights}': {first}; {other.moved} of {other.compared} places differ")
    return lines
