"""`kgraph significance`: pairs against null models."""

from __future__ import annotations

import argparse
import json

from kgraph.cli.network import add_network, chosen
from kgraph.cli.parser import add_output, choice, load_graph, whole_number, write_out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_network(parser)
    parser.add_argument(
        "--null",
        default="partners",
        metavar="MODEL",
        help="partners (who is tied to whom is dealt anew; activity by arena and sign is kept) or signs (which tie has "
        "which sign is dealt anew within an arena); default partners",
    )
    parser.add_argument(
        "--samples", type=whole_number, default=2000, metavar="N", help="draw N samples where needed (default 2000)"
    )
    parser.add_argument("--seed", type=whole_number, default=0, metavar="N", help="of the random numbers (default 0)")
    parser.add_argument(
        "--most", type=whole_number, default=20, metavar="N", help="show at most N pairs (default 20; 0: all)"
    )
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Test every pair with at least two ties."""
    from kgraph.analysis.significance import NULLS, ambivalence_test

    form = choice("format", arguments.format, ("text", "json"))
    graph = load_graph(arguments)
    found = ambivalence_test(chosen(graph, arguments), arguments.null, arguments.samples, arguments.seed)
    if form == "json":
        data = {"null": found.null, "family": found.family, "samples": found.samples, "seed": found.seed}
        pairs = [one._asdict() for one in found.tested]
        write_out(json.dumps({**data, "pairs": pairs}, indent=2, ensure_ascii=False) + "\n", arguments.output)
        return 0
    how = f"{found.samples} samples, seed {found.seed}" if found.samples else "exact"
    lines = [
        f"Null model '{found.null}': {NULLS[found.null]} ({how}).",
        f"{found.family} pairs with at least two ties were tested at once; q is p adjusted for that "
        "(Benjamini and Hochberg).",
        "",
        "\t".join(("a", "b", "positive", "negative", "volume", "expected", "p", "error", "q")),
    ]
    for one in found.tested[: arguments.most or None]:
        numbers = (one.expected, one.p, one.error, one.q)
        counts = (one.positive, one.negative, min(one.positive, one.negative))
        lines.append("\t".join([one.a, one.b, *map(str, counts), *(f"{number:.4g}" for number in numbers)]))
    write_out("\n".join(lines) + "\n", arguments.output)
    return 0
