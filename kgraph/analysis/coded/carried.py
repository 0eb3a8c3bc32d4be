"""Which pairs of a data set a page carries: the one in the middle, those with common thirds, the foremost others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kgraph.analysis.coded.events import CodedEvents, RankedPair
from kgraph.analysis.coded.pair import Tally, tallies
from kgraph.errors import InputError
from kgraph.events.between import Between
from kgraph.events.proxy import ThroughClient

# A page of more lines is no picture any more; of whatever is left out the page tells the number.
MOST_LINES = 400
MOST_THIRDS = 4
MOST_CLIENTS = 8
_AT_ONCE = 64


class CarriedPair(NamedTuple):
    """A pair, what it did month by month, and the same by arena, sign and class."""

    found: Between
    lines: tuple[Tally, ...]


class Carried(NamedTuple):
    """The pairs of a page, the one in the middle first, out of ``total`` that have an event.

    ``clients`` are third parties through which one of the two in the middle fights the other, ``clients_left`` how many
    more there are. A material event weighs ``weight_of_material`` verbal ones in measures over both classes.
    """

    pairs: tuple[CarriedPair, ...]
    total: int
    clients: tuple[ThroughClient, ...]
    clients_left: int
    weight_of_material: float


def carried(
    events: CodedEvents,
    focus: tuple[str, str] | None = None,
    *,
    level: str = "states",
    since: str | None = None,
    until: str | None = None,
    most_lines: int = MOST_LINES,
) -> Carried:
    """Return the pair in the middle and as many others as a page carries, each with all of its lines.

    After the pair in the middle come the pairs of each of the two with those third actors that have most events with
    both, then the pairs of the ranking by Griffin's ambivalence.

    Args:
        events: a data set.
        focus: two actors by id; by default the most ambivalent pair.
        level: ``states`` (with those who act for them) or ``actors`` (each for itself).
        since: the first year or month that counts, such as 2018 or 2018-06.
        until: the last one.
        most_lines: how many lines the pairs besides the one in the middle may have together.

    Raises:
        InputError: if no two actors have an event in this time, or as `CodedEvents.rank`.
    """
    ranking = events.rank(level=level, since=since, until=until)
    if focus is None:
        if not ranking.pairs:
            raise InputError(f"data set '{events.name}': no two {level} have an event in this time; name another time")
        focus = ranking.pairs[0].a, ranking.pairs[0].b
    a, b = focus
    middle = events.between(a, b, since, until, None if level == "states" else level)
    pairs = [CarriedPair(middle, tallies(middle))]
    room = most_lines
    for found in _found(events, _others(ranking.pairs, a, b), since, until, level):
        lines = tallies(found)
        if len(lines) > room:
            break
        room -= len(lines)
        pairs.append(CarriedPair(found, lines))
    clients = events.through_clients(a, b, since, until)
    most = MOST_CLIENTS
    return Carried(tuple(pairs), ranking.total, tuple(clients[:most]), len(clients[most:]), ranking.weight_of_material)


def _found(
    events: CodedEvents, others: Iterator[tuple[str, str]], since: str | None, until: str | None, level: str
) -> Iterator[Between]:
    """Yield what pairs did, read as many at a time as a page mostly carries."""
    while some := list(islice(others, _AT_ONCE)):
        yield from events.between_each(some, since, until, level)


def _others(ranked: Sequence[RankedPair], a: str, b: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs besides the one in the middle, each once."""
    with_one: dict[str, dict[str, float]] = {a: {}, b: {}}
    for pair in ranked:
        for end, other in ((pair.a, pair.b), (pair.b, pair.a)):
            if end in with_one and other not in (a, b):
                with_one[end][other] = pair.both.positive + pair.both.negative
    common = with_one[a].keys() & with_one[b].keys()
    thirds = sorted(common, key=lambda name: (-min(with_one[a][name], with_one[b][name]), name))[:MOST_THIRDS]
    first = [(min(end, third), max(end, third)) for third in thirds for end in (a, b)]
    yield from dict.fromkeys([*first, *((p.a, p.b) for p in ranked if {p.a, p.b} != {a, b})])
