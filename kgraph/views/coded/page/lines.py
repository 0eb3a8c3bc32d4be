"""The lines of the page of events: what a pair did in one arena, of one sign and class, and rivalries by the rule."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from kgraph.analysis.coded.carried import Carried, CarriedPair
from kgraph.analysis.coded.pair import Tally
from kgraph.events.proxy import Row, ThroughClient

RULE = "through-client"
_LOOKS = {"material": "stated", "verbal": "reported"}


class EventLine(NamedTuple):
    """A line of the page.

    ``agent`` did it to ``target``; where both did, it is ``symmetric``. ``months`` are events by month (by year, in
    yearly tables). ``arenas`` are names of domains, or a place of `place_of`. ``pair`` is the pair whose events it
    counts, ``tally`` what they are; both are None for what a rule finds, of which ``client`` tells. A line of the kind
    ``through`` is derived from the ones of the kinds ``backs`` and ``fights``, and counts no event.
    """

    id: str
    kind: str
    agent: str
    target: str
    sign: int
    look: str
    symmetric: bool
    arenas: tuple[str, ...]
    months: Mapping[str, int]
    events: int
    first: date
    last: date
    pair: CarriedPair | None = None
    tally: Tally | None = None
    client: ThroughClient | None = None
    rows: tuple[Row, ...] = ()


def lines_of(found: Carried) -> list[EventLine]:
    """Return all lines, those of the pair in the middle first."""
    middle, *others = found.pairs
    lines = [*_counted(middle)]
    for client in found.clients:
        lines += _through(middle, client)
    for pair in others:
        lines += _counted(pair)
    return lines


def place_of(client: ThroughClient) -> str:
    """Return the frame in which a third party stands: that of its state, or its own."""
    return f"through/{client.client_state or client.client}"


def width(line: EventLine) -> float:
    """Return how wide a line is drawn: by the logarithm of its events."""
    return round(1.2 + 0.8 * math.log10(max(1, line.events)), 2)


def _counted(pair: CarriedPair) -> Iterator[EventLine]:
    a, b = pair.found.a, pair.found.b
    for tally in pair.lines:
        months: dict[str, int] = {}
        for cell in pair.found.cells:
            if (cell.arena, cell.sign, cell.class_) == (tally.arena, tally.sign, tally.class_):
                months[cell.month] = months.get(cell.month, 0) + cell.events
        agent, target = (a, b) if tally.by[a] else (b, a)
        yield EventLine(
            id=f"events/{a}/{b}/{tally.arena}/{'plus' if tally.sign > 0 else 'minus'}/{tally.class_}",
            kind="counted",
            agent=agent,
            target=target,
            sign=tally.sign,
            look=_LOOKS[tally.class_],
            symmetric=all(tally.by.values()),
            arenas=(tally.arena,),
            months=months,
            events=tally.events,
            first=tally.first_day,
            last=tally.last_day,
            pair=pair,
            tally=tally,
        )


def _through(pair: CarriedPair, client: ThroughClient) -> Iterator[EventLine]:
    """Yield that one fights whom the other backs, and the two lines that it is derived from."""
    name = f"through/{client.backer}/{client.attacker}/{client.client}"
    days = [row.first_day for row in (*client.support_rows, *client.attack_rows)]
    arenas = (place_of(client),)
    yield EventLine(
        id=name, kind="through", agent=client.attacker, target=client.backer, sign=-1, look="derived", symmetric=False,
        arenas=arenas, months=dict.fromkeys(client.months, 0), events=0, first=min(days), last=max(days), client=client,
    )  # fmt: skip
    sides = (
        ("backs", client.backer, 1, client.support_by_month, client.support_rows),
        ("fights", client.attacker, -1, client.attacks_by_month, client.attack_rows),
    )
    for kind, agent, sign, events, rows in sides:
        yield EventLine(
            id=f"{name}/{kind}", kind=kind, agent=agent, target=client.client, sign=sign, look="stated",
            symmetric=False, arenas=arenas, months=dict(zip(client.months, events, strict=True)), events=sum(events),
            first=rows[0].first_day, last=max(row.first_day for row in rows), client=client, rows=rows,
        )  # fmt: skip
