"""`kgraph rank`: all pairs, the most ambivalent first."""

from __future__ import annotations

import argparse
import json
import sys

from kgraph.cli.parser import add_output, add_view, add_weights, choice, load_graph, whole_number, write_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kgraph.analysis.profile import Profile
    from kgraph.graph import Graph

DEFAULT = "even"
_MEASURES = ("positive", "negative", "volume", "symmetry", "griffin", "compartmentalisation")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_view(parser)
    add_weights(parser)
    parser.add_argument(
        "--most", type=whole_number, default=20, metavar="N", help="show at most N pairs (default 20; 0: all)"
    )
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Rank the pairs, and say on stderr whether weights that were named change the ranking."""
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
    if arguments.weights != DEFAULT:
        pairs = [(one.a, one.b) for one in ranked]
        print(f"kgraph: {_sensitivity(graph, pairs, len(shown))}", file=sys.stderr)
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


def _sensitivity(graph: Graph, ranking: list[tuple[str, str]], most: int) -> str:
    """Return whether the ranking differs from that of the weights that are used where none are named."""
    from kgraph.analysis.profile import sensitivity

    found = sensitivity(ranking, [(a, b) for a, b, _ in graph.rank()], most)
    if not found.moved:
        return f"the first {found.compared} places are those of the weights '{DEFAULT}'"
    first = "the first pair is the same" if found.first_stays else "another pair comes first"
    return f"compared with the weights '{DEFAULT}', {first}, and {found.moved} of {found.compared} places differ"
