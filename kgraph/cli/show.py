"""`kgraph show`: the page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kgraph.cli.coded import add_year, events_alone
from kgraph.cli.parser import add_view, choice, load_graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kgraph.graph import Graph

_DEFAULT = "kgraph.html"
_POLICY = "all"
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
    add_view(parser, policy=_POLICY)
    coded = parser.add_argument_group("the page of imported events instead (kgraph import)")
    coded.add_argument("--events", metavar="DATASET", help="which data set; with --year or --level the only one")
    add_year(coded, "take months")


def run(arguments: argparse.Namespace) -> int:
    """Write the page, and print where."""
    path = Path(_DEFAULT if arguments.output is None else arguments.output)
    if arguments.output is None:
        _refuse_foreign(path)
    if arguments.events or arguments.year or arguments.level:
        _show_events(arguments, path)
    else:
        graph = load_graph(arguments, told=True)
        focus = graph.pair(*arguments.focus) if arguments.focus else None
        graph.page(path, focus, lang=arguments.lang)
        _tell_of_events(graph, focus)
    print(path)
    print(f"wrote {path.resolve()}; open it in a browser", file=sys.stderr)
    return 0


def _show_events(arguments: argparse.Namespace, path: Path) -> None:
    """Write the page of an imported table."""
    from kgraph.events.ranking import LEVELS
    from kgraph.loading import load

    level = choice("level", arguments.level or LEVELS[0], LEVELS)
    since, until = events_alone(arguments, _POLICY)
    graph = load(arguments.home)
    focus = graph.pair(*arguments.focus) if arguments.focus else None
    graph.page_of_events(
        path, focus, data_set=arguments.events, level=level, since=since, until=until, lang=arguments.lang
    )


def _tell_of_events(graph: Graph, focus: tuple[str, str] | None) -> None:
    """Say on stderr that a pair of which no claim tells may have events."""
    if focus is None or not graph.data_sets:
        return
    dossier = graph.dossier(*focus)
    if not dossier.unites and not dossier.divides:
        also = f"the page of their events: add --events {' or '.join(graph.data_sets)}"
        print(f"kgraph: no claim ties the two; {also}", file=sys.stderr)


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
