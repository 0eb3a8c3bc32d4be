"""`kgraph rank`: all pairs, the most ambivalent first; of the claims, or of the events of an imported table."""

from __future__ import annotations

import argparse
import json
import sys

from kgraph.cli.coded import add_year, events_alone
from kgraph.cli.parser import add_view, add_weights, choice, load_graph, whole_number, write_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kgraph.analysis.profile import Profile
    from kgraph.graph import Graph

DEFAULT, DEFAULT_POLICY = "even", "claims"
_OF_EVENTS = ("events", "year", "level", "class_", "of", "by", "count", "significance", "proxy", "in_")
_NOT_OF_PROXY = ("class_", "of", "by", "count", "significance")
_EXPLAINED = (
    "kgraph: by Griffin's ambivalence, then volume; pairs with '=' are level on both and stand by name; a tie in "
    "several arenas counts in each"
)
_MEASURES = ("positive", "negative", "volume", "symmetry", "griffin", "compartmentalisation")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_view(parser)
    add_weights(parser)
    parser.add_argument(
        "--most", type=whole_number, default=20, metavar="N", help="show at most N pairs (default 20; 0: all)"
    )
    coded = parser.add_argument_group("pairs of imported events instead (kgraph import)")
    coded.add_argument("--events", metavar="DATASET", help="which data set; may be left out if there is one")
    add_year(coded, "take months")
    coded.add_argument("--class", dest="class_", metavar="CLASS", help="material, verbal or both (default)")
    coded.add_argument("--of", metavar="ACTOR", help="only pairs of this actor, each with its place among all")
    coded.add_argument("--by", metavar="MEASURE", help="order by griffin (default), volume or symmetry")
    coded.add_argument("--count", metavar="WHAT", help="count events (default) or reports")
    coded.add_argument(
        "--significance", action="store_true", help="test each pair against chance, given how active its actors are"
    )
    coded.add_argument(
        "--proxy", action="store_true", help="with --in: who fights whom another one backs there; partners come first"
    )
    coded.add_argument("--in", dest="in_", metavar="STATE", help="with --proxy: the state in which the clients are")
    parser.add_argument("--format", default="text", metavar="FORMAT", help="text or json; of events also csv")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of stdout")


def run(arguments: argparse.Namespace) -> int:
    """Rank the pairs, and say on stderr whether weights that were named change the ranking."""
    if arguments.proxy or arguments.in_:
        return _rank_through_clients(arguments)
    if any(getattr(arguments, name) for name in _OF_EVENTS):
        return _rank_events(arguments)
    from kgraph.analysis.profile import places

    form = choice("format", arguments.format, ("text", "json"))
    graph = load_graph(arguments)
    ranked = graph.profiles(arguments.weights)
    shown = ranked[: arguments.most or len(ranked)]
    given = places([one.measures for one in ranked])
    if form == "json":
        rows = [
            {
                "place": place.number,
                "level": place.shared,
                "a": one.a,
                "b": one.b,
                **one.measures._asdict(),
                "ties": one.ties,
                "because": because(one),
            }
            for one, place in zip(shown, given, strict=False)
        ]
        write_out(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", arguments.output)
    else:
        lines = ["\t".join(("place", "a", "b", *_MEASURES, "because"))]
        for one, place in zip(shown, given, strict=False):
            values = [getattr(one.measures, name) for name in _MEASURES]
            cells = ("undefined" if value is None else f"{value:g}" for value in values)
            number = f"{place.number}{'=' if place.shared > 1 else ''}"
            lines.append("\t".join([number, one.a, one.b, *cells, because(one)]))
        write_out("\n".join(lines) + "\n", arguments.output)
        if not arguments.output:
            print(_EXPLAINED, file=sys.stderr)
    if arguments.weights != DEFAULT:
        pairs = [(one.a, one.b) for one in ranked]
        print(f"kgraph: {_sensitivity(graph, pairs, len(shown))}", file=sys.stderr)
    return 0


def _rank_events(arguments: argparse.Namespace) -> int:
    """Rank the pairs of an imported table."""
    from kgraph.events.pairs import COUNTS, ORDERS
    from kgraph.events.ranking import CLASSES, LEVELS
    from kgraph.loading import load
    from kgraph.views.coded.ranking import FORMATS, render

    form = choice("format", arguments.format, FORMATS)
    level, by, count = (
        choice(name, getattr(arguments, name) or known[0], known)
        for name, known in (("level", LEVELS), ("by", ORDERS), ("count", COUNTS))
    )
    class_ = choice("class", arguments.class_ or "both", (*CLASSES, "both"))
    since, until = events_alone(arguments, DEFAULT_POLICY)
    which: dict[str, Any] = {
        "level": level,
        "since": since,
        "until": until,
        "classes": CLASSES if class_ == "both" else (class_,),
    }
    graph = load(arguments.home)
    events = graph.events(arguments.events)
    of = graph.actor(arguments.of) if arguments.of else None
    ranking = events.rank(**which, by=by, count=count, of=of, most=arguments.most or None)
    chances = events.significance(**which) if arguments.significance else None
    when = arguments.year or " to ".join(filter(None, (since, until))) or "all of it"
    words = {"both": "material and verbal", "material": "material only", "verbal": "verbal only"}[class_]
    asked = f"{when}, {level}, {count}, {words}{f', pairs of {of}' if of else ''}, by {by}"
    write_out(render(events, ranking, asked, form, chances), arguments.output)
    if chances is not None:
        from kgraph.analysis.coded.significance import NULL

        print(
            f"kgraph: null model: {NULL}; {len(chances):,} pairs were tested at once, q is p adjusted for that "
            "(Benjamini and Hochberg); bursts of events make p small, see docs/coded-events.md",
            file=sys.stderr,
        )
    return 0 if ranking.pairs else 1


def _rank_through_clients(arguments: argparse.Namespace) -> int:
    """Rank who fights whom another one backs in one state."""
    from kgraph.errors import InputError
    from kgraph.events.ranking import LEVELS, window
    from kgraph.loading import load
    from kgraph.views.coded.clients import FORMATS, render

    if not arguments.in_:
        raise InputError(
            "--proxy: over all pairs the question grows with the square of the table; name a state with --in"
        )
    if not arguments.proxy:
        raise InputError("--in: says in which state clients are backed and fought; add --proxy")
    for name in _NOT_OF_PROXY:
        if getattr(arguments, name):
            raise InputError(f"--{name.strip('_')} has no meaning with --proxy; leave it out")
    form = choice("format", arguments.format, FORMATS)
    level = choice("level", arguments.level or LEVELS[0], LEVELS)
    since, until = events_alone(arguments, DEFAULT_POLICY)
    window(since, until)
    graph = load(arguments.home)
    events = graph.events(arguments.events)
    place = graph.actor(arguments.in_)
    found = events.rivals_through(place, since, until, level=level)
    write_out(render(events, found, place, (since, until), form, arguments.most or None), arguments.output)
    return 0 if found else 1


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
