"""`kgraph significance`: pairs, or the whole network, against null models."""

from __future__ import annotations

import argparse
import json

from kgraph.cli.network import COUNTED_ONCE, add_network, chosen, seconds
from kgraph.cli.parser import add_output, choice, load_graph, whole_number, write_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kgraph.analysis.signed import SignedMultigraph


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_network(parser)
    parser.add_argument(
        "--whole",
        action="store_true",
        help="test how balanced the whole network is, by frustration, triads and volume, instead of each pair",
    )
    parser.add_argument(
        "--null",
        default="partners",
        metavar="MODEL",
        help="partners (who is tied to whom is dealt anew; activity by arena and sign is kept) or signs (which tie has "
        "which sign is dealt anew within an arena); default partners",
    )
    parser.add_argument(
        "--samples",
        type=whole_number,
        metavar="N",
        help="draw N samples where needed (default 2000; with --whole 1000)",
    )
    parser.add_argument("--seed", type=whole_number, default=0, metavar="N", help="of the random numbers (default 0)")
    parser.add_argument(
        "--seconds", type=seconds, metavar="N", help="with --whole: stop each search for frustration after N seconds"
    )
    parser.add_argument(
        "--most", type=whole_number, default=20, metavar="N", help="show at most N pairs (default 20; 0: all)"
    )
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Test, and say how many tests there were."""
    form = choice("format", arguments.format, ("text", "json"))
    ties = chosen(load_graph(arguments), arguments)
    text = _whole(ties, arguments, form) if arguments.whole else _pairs(ties, arguments, form)
    write_out(text + "\n", arguments.output)
    return 0


def _pairs(ties: SignedMultigraph, arguments: argparse.Namespace, form: str) -> str:
    from kgraph.analysis.deals import NULLS
    from kgraph.analysis.significance import ambivalence_test

    samples = 2000 if arguments.samples is None else arguments.samples
    found = ambivalence_test(ties, arguments.null, samples, arguments.seed)
    if form == "json":
        data = {"null": found.null, "family": found.family, "samples": found.samples, "seed": found.seed}
        pairs = [one._asdict() for one in found.tested]
        return json.dumps({**data, "pairs": pairs}, indent=2, ensure_ascii=False)
    how = f"{found.samples} samples, seed {found.seed}" if found.samples else "exact"
    lines = [
        f"Null model '{found.null}': {NULLS[found.null]} ({how}).",
        f"{found.family} pairs with at least two ties were tested at once; q is p adjusted for that "
        "(Benjamini and Hochberg).",
        f"Positive and negative count ties. {COUNTED_ONCE}",
        "",
        "\t".join(("a", "b", "positive", "negative", "volume", "expected", "p", "error", "q")),
    ]
    for one in found.tested[: arguments.most or None]:
        numbers = (one.expected, one.p, one.error, one.q)
        counts = (one.positive, one.negative, min(one.positive, one.negative))
        lines.append("\t".join([one.a, one.b, *map(str, counts), *(f"{number:.4g}" for number in numbers)]))
    return "\n".join(lines)


def _whole(ties: SignedMultigraph, arguments: argparse.Namespace, form: str) -> str:
    from kgraph.analysis.balance_test import MEASURES, balance_test
    from kgraph.analysis.deals import NULLS

    samples = 1000 if arguments.samples is None else arguments.samples
    found = balance_test(ties, arguments.null, samples, arguments.seed, arguments.seconds)
    if form == "json":
        data = found._asdict()
        return json.dumps({**data, "chances": [one._asdict() for one in found.chances]}, indent=2, ensure_ascii=False)
    how = f"all {found.deals} deals, exact" if found.exact else f"{found.deals} samples, seed {found.seed}"
    lines = [
        f"Null model '{found.null}': {NULLS[found.null]} ({how}).",
        "Low: as low or lower by chance; high: as high or higher; p: twice the smaller; q: p adjusted for "
        f"{sum(one.p is not None for one in found.chances)} tests.",
        "",
        "\t".join(("measure", "observed", "expected", "deviation", "low", "error", "high", "error", "p", "q")),
    ]
    for one in found.chances:
        numbers = (one.observed, one.expected, one.deviation, one.p_low, one.low_error, one.p_high, one.high_error)
        cells = ("undefined" if number is None else f"{number:.4g}" for number in (*numbers, one.p, one.q))
        lines.append("\t".join([one.measure, *cells]))
    lines += ["", *(f"{measure}: {what}" for measure, what in MEASURES.items())]
    if found.bounded:
        lines.append(f"Of {found.bounded} networks, frustration is only bounded; p is then an upper bound.")
    return "\n".join(lines)
