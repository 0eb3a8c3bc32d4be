"""Arguments of the verbs that look at the whole network, and how they show exact numbers."""

from __future__ import annotations

import argparse
import sys

from kgraph.cli.parser import add_view, add_weights

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fractions import Fraction

    from kgraph.analysis.signed import SignedMultigraph
    from kgraph.graph import Graph


def add_network(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose the ties."""
    add_view(parser)
    parser.add_argument(
        "--layers",
        metavar="LAYERS",
        help="which ties: direct, acting-for, proxy, or several with commas between them; default all",
    )
    parser.add_argument("--arena", metavar="ARENA", help="only ties in this domain or theatre")
    add_weights(parser)


def add_rule(parser: argparse.ArgumentParser, also: str = "") -> None:
    """Add ``--rule``: how the signed multigraph is reduced to one sign a pair."""
    parser.add_argument(
        "--rule",
        default="both",
        metavar="RULE",
        help="what a pair with both signs counts as: drop, positive, negative, latest, majority, both; default both"
        + also,
    )


def chosen(graph: Graph, arguments: argparse.Namespace) -> SignedMultigraph:
    """Return the signed multigraph that the options choose, and say on stderr if it is empty."""
    layers = arguments.layers.split(",") if arguments.layers is not None else None
    found = graph.signed(layers, arguments.weights)
    if arguments.arena is not None:
        arena = graph.arena(arguments.arena)
        # One that is known may have no tie under this view.
        found = found.within(arena=arena) if arena in found.arenas() else found._replace(ties=())
    if not found.ties:
        print("kgraph: no tie is left; choose another policy, date, arena or layer", file=sys.stderr)
    return found


COUNTED_ONCE = "A tie in several arenas counts once here; 'kgraph rank' and 'kgraph dyad' count it in each."


def counted_in_each(ties: int, lines: int) -> str:
    """Say how what is counted by arena goes with what is counted by tie."""
    if ties == lines:
        return f"Ties: {ties}, none of them in several arenas."
    return f"Ties: {ties}; one in several arenas counts in each, which makes {lines}."


def seconds(text: str) -> float:
    """Return a number of seconds from 0 on, as an option gives it."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds from 0 on")
    return value


def exact(value: Fraction) -> int | float:
    """Return a number for JSON: whole where it is whole."""
    return value.numerator if value.denominator == 1 else float(value)


def bounds(lower: Fraction, upper: Fraction) -> str:
    """Return a known number, or the bounds of one."""
    low, high = f"{float(lower):g}", f"{float(upper):g}"
    return low if lower == upper else f"{low} to {high}"
