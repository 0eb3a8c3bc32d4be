"""`kgraph show`: the page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kgraph.cli.parser import add_view, load_graph

_DEFAULT = "kgraph.html"
# By this the page says, near its start, who wrote it.
_GENERATOR = b'<meta name="generator" content="kgraph">'
_HEAD = 2000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--focus",
        nargs=2,
        metavar=("A", "B"),
        help="the pair in the middle; default: the most ambivalent, first in 'kgraph rank'",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="where to write, whatever is there; default kgraph.html here, unless another program wrote a file of "
        "that name",
    )
    parser.add_argument(
        "--lang",
        default="en",
        metavar="LANGUAGE",
        help="the language that the page begins with: en, tr or ru; readers can change it; default en",
    )
    add_view(parser, policy="all")


def run(arguments: argparse.Namespace) -> int:
    """Write the page, and print where."""
    path = Path(_DEFAULT if arguments.output is None else arguments.output)
    if arguments.output is None:
        _refuse_foreign(path)
    graph = load_graph(arguments, told=True)
    focus = graph.pair(*arguments.focus) if arguments.focus else None
    graph.page(path, focus, lang=arguments.lang)
    print(path)
    print(f"wrote {path.resolve()}; open it in a browser", file=sys.stderr)
    return 0


def _refuse_foreign(path: Path) -> None:
    """Refuse to replace, unasked, a file that no `kgraph show` wrote."""
    from kgraph.errors import InputError

    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        # Nothing there, or what writing will tell.
        return
    if _GENERATOR not in head:
        raise InputError(f"{path}: kgraph did not write what is there; name a file with -o, this one to replace it")
