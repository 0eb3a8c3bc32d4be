"""`kgraph rank`: all pairs, the most ambivalent first."""

from __future__ import annotations

import argparse
import json

from kgraph.cli.parser import add_view, choice, load_graph, whole_number, write_out

_MEASURES = ("positive", "negative", "volume", "symmetry", "griffin", "compartmentalisation")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_view(parser)
    parser.add_argument(
        "--most", type=whole_number, default=20, metavar="N", help="show at most N pairs (default 20; 0: all)"
    )
    parser.add_argument("--format", default="text", metavar="FORMAT", help="text or json")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of stdout")


def run(arguments: argparse.Namespace) -> int:
    """Rank the pairs."""
    form = choice("format", arguments.format, ("text", "json"))
    graph = load_graph(arguments)
    ranked = graph.rank()
    shown = ranked[: arguments.most or len(ranked)]
    if form == "json":
        rows = [{"a": a, "b": b, **measures._asdict()} for a, b, measures in shown]
        write_out(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", arguments.output)
        return 0
    lines = ["\t".join(("a", "b", *_MEASURES))]
    for a, b, measures in shown:
        values = [getattr(measures, name) for name in _MEASURES]
        lines.append("\t".join([a, b, *("undefined" if value is None else f"{value:g}" for value in values)]))
    write_out("\n".join(lines) + "\n", arguments.output)
    return 0
