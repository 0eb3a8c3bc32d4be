"""A pair in coded events, in words and tables that every format shows: lines, measures, beside the claims, by month."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from kgraph.analysis.coded.beside import Beside, beside
from kgraph.analysis.coded.pair import measures, tallies
from kgraph.dates import Window
from kgraph.events.proxy import ARENA, LEAST, ThroughClient
from kgraph.views import wording
from kgraph.views.coded.tables import CodedPart, CodedTable
from kgraph.views.holder import GraphLike

if TYPE_CHECKING:
    from kgraph.analysis.coded.events import CodedEvents
    from kgraph.analysis.coded.pair import Tally
    from kgraph.analysis.dyads import Dossier
    from kgraph.events.between import Between

_SIGNS = {1: "+", -1: "−"}
_PLAIN = {1: "+", -1: "-"}
_PROOFS = 3
# The two relations that all others are kinds of: their sign is in the table already.
ROOTS = ("cooperatesWith", "conflictsWith")


class WithEvents(GraphLike, Protocol):
    """A graph that knows imported events."""

    @property
    def data_sets(self) -> list[str]:
        """The names of the imported data sets."""

    def events(self, data_set: str | None = None) -> CodedEvents:
        """Return the events of one of them."""


class Asked(NamedTuple):
    """What of a data set is asked for: the pair, what it says of them, and the months that count."""

    events: CodedEvents
    found: Between
    since: str | None
    until: str | None


def asked(graph: WithEvents, a: str, b: str, data_set: str | None = None) -> list[Asked]:
    """Return what each data set of the home, or the one named, says of two actors in the time of the graph's view."""
    names = graph.data_sets if data_set is None else [data_set]
    window = graph.view.window or Window()
    since, until = (day.isoformat()[:7] if day else None for day in window)
    result = []
    for name in names:
        events = graph.events(name)
        result.append(Asked(events, events.between(a, b, since, until), since, until))
    return result


def parts(graph: WithEvents, dossier: Dossier, *, proxy: bool = False, data_set: str | None = None) -> list[CodedPart]:
    """Return the part of a dossier that each data set makes; ``proxy`` adds conflict through third parties."""
    return [_part(graph, dossier, each, proxy) for each in asked(graph, dossier.a, dossier.b, data_set)]


def _part(graph: WithEvents, dossier: Dossier, given: Asked, proxy: bool) -> CodedPart:
    events, found = given.events, given.found
    lines = tallies(found)
    compared = compared_with(graph, dossier, given)
    tables = []
    if lines:
        tables += [_lines(graph, found, lines, events.name), measured(found)]
    if any(one.lines for one in compared):
        tables.append(beside_table(graph, compared, given))
    clients = events.through_clients(found.a, found.b, given.since, given.until) if proxy else None
    if clients is not None:
        tables.append(_clients(graph, clients))
    data = {
        "data_set": events.name,
        "title": events.title,
        "licence": events.data_set.about["dataset"]["licence"],
        "conventions": events.conventions,
        "level": found.level,
        "covers": [found.first.isoformat(), found.last.isoformat()],
        "from": given.since,
        "to": given.until,
        "events": sum(line.events for line in lines),
        "reports": sum(line.reports for line in lines),
        "lines": [{**_plain(line._asdict()), "rows": command(found, line, events.name)} for line in lines],
        "measures": {class_: one._asdict() for class_, one in measures(found).items()},
        "beside_claims": [_plain(one._asdict()) for one in compared],
        "through_clients": None if clients is None else [client_data(client) for client in clients],
    }
    return CodedPart(f"In coded events: {events.title}", about(given), tuple(tables), data)


def about(given: Asked) -> tuple[str, ...]:
    """Return what the numbers of a data set rest on, and how many there are, in sentences."""
    events, found = given.events, given.found
    count, reports = (sum(getattr(cell, name) for cell in found.cells) for name in ("events", "reports"))
    whose = "with those who act for them" if found.level == "states" else "themselves alone"
    reported = f" ({reports:,} reports)" if reports != count else ""
    time = f" from {given.since or 'the beginning'} to {given.until or 'the end'}" if given.since or given.until else ""
    said = (
        f"{count:,} events{reported} between the two, {whose}{time}; the table covers {span(found.first, found.last)}. "
        "They count for no line of the claims."
        if count
        else f"No event between the two{time}; the table covers {span(found.first, found.last)}."
    )
    return said, f"{wording.capital(events.conventions)}."


def compared_with(graph: WithEvents, dossier: Dossier, given: Asked) -> tuple[Beside, ...]:
    """Return the claims of a dossier beside the events, in the time that both can speak of."""
    return beside(
        (*dossier.unites, *dossier.divides), tallies(given.found), graph.arenas, shared(given, graph.view.window)
    )


def shared(given: Asked, window: Window | None) -> Window:
    """Return the days that the table covers and the view asks about."""
    first, last = given.found.first, given.found.last
    window = window or Window()
    return Window(max(first, window.first or first), min(last, window.last or last))


def command(found: Between, line: Tally | None, data_set: str) -> str:
    """Return the command that shows the rows behind a line, or behind all of a pair."""
    words = ["kgraph", "evidence", found.a, found.b, "--events", data_set]
    if line is not None:
        words += ["--arena", line.arena, f"--sign={_PLAIN[line.sign]}", "--class", line.class_]
    if found.level == "actors":
        words += ["--level", "actors"]
    return shlex.join(words)


def _lines(graph: GraphLike, found: Between, lines: Sequence[Tally], data_set: str) -> CodedTable:
    a, b = (wording.name(graph, end) for end in (found.a, found.b))
    rows = [
        (
            arena(graph, line.arena), _SIGNS[line.sign], line.class_, f"{line.events:,}", f"{line.share:.1%}",
            f"{line.by[found.a]:,}", f"{line.by[found.b]:,}", line.first_day.isoformat(), line.last_day.isoformat(),
            ", ".join(relation(graph, name) for name in line.relations if name not in ROOTS),
        )
        for line in lines
    ]  # fmt: skip
    heads = ("arena", "", "class", "events", "share", f"by {a}", f"by {b}", "first", "last", "what")
    notes = (
        f"The rows behind it: {command(found, None, data_set)} (and --arena ARENA, --sign + or -, --class CLASS, "
        "--month MONTH)",
    )
    return CodedTable("Events by arena, sign and class", notes, heads, tuple(rows), (0, 1, 2, 9))


def measured(found: Between) -> CodedTable:
    """Return the measures of each class."""
    rows = [
        (
            class_, f"{one.positive:,.0f}", f"{one.negative:,.0f}",
            f"{one.volume:,.0f}", share(one.symmetry), f"{one.griffin:,.1f}", share(one.compartmentalisation),
        )
        for class_, one in measures(found).items()
    ]  # fmt: skip
    heads = ("class", "+", "−", "volume", "symmetry", "griffin", "compartmentalisation")
    notes = ("Of each class apart: talk is coded so much more often that it would drown material deeds.",)
    return CodedTable("Measures of the events", notes, heads, tuple(rows), (0,))


def beside_table(graph: GraphLike, compared: Sequence[Beside], given: Asked) -> CodedTable:
    """Return claims and events beside each other, arena by arena."""
    window = shared(given, graph.view.window)
    rows = []
    for one in compared:
        numbers = (f"{number:,}" if number else "" for number in (one.lines, one.material, one.verbal))
        rows.append((arena(graph, one.arena), _SIGNS[one.sign], *numbers, one.verdict))
    notes = [
        f"Claims that may hold {span(window.first, window.last, 'from', 'on')}, and the events of then. A claim "
        "without an end counts as long as nothing says that it ended. "
        "Events are coded by domain; what claims place in a theatre alone can only stand in the claims."
    ]
    heads = ("arena", "", "claims", "material", "verbal", "known to")
    return CodedTable("The claims beside the events", tuple(notes), heads, tuple(rows), (0, 1, 5))


def _clients(graph: GraphLike, clients: Sequence[ThroughClient]) -> CodedTable:
    rows = []
    for one in clients:
        sides = ((one.support_rows, "backs"), (one.attack_rows, "fights"))
        proof = "; ".join(
            f"{verb}: {', '.join(f'{row.file}:{row.line}' for row in side[:_PROOFS])}"
            + (f" and {len(side) - _PROOFS} more" if len(side) > _PROOFS else "")
            for side, verb in sides
        )
        rows.append(
            (
                wording.clean(one.client_label), wording.name(graph, one.backer), str(one.support),
                wording.name(graph, one.attacker), str(one.attacks), ", ".join(one.months), proof,
            )
        )  # fmt: skip
    where = arena(graph, ARENA)
    notes = [
        f"Derived, not coded: one fights (material deeds, in {where}) whom the other backs by material deeds, in the "
        f"same month, at least {LEAST} events each; who does as much of the other to the same client does not count. "
        "The rule and its limits: docs/coded-events.md."
    ]
    heads = ("client", "backed by", "events", "fought by", "events", "months", "rows of the table")
    if not rows:
        notes.append("None is found.")
    return CodedTable("Through third parties", tuple(notes), heads, tuple(rows), (0, 1, 3, 5, 6))


def client_data(found: ThroughClient) -> dict[str, Any]:
    """Return a rivalry through a client as data, with its rows."""
    plain = _plain(found._asdict())
    for side in ("support_rows", "attack_rows"):
        plain[side] = [_plain(row._asdict()) for row in getattr(found, side)]
    return {"derived": True, **plain}


def arena(graph: GraphLike, name: str) -> str:
    """Return what an arena is called."""
    return wording.clean(graph.arenas[name].label) if name in graph.arenas else name


def relation(graph: GraphLike, name: str) -> str:
    """Return how a relation reads."""
    known = graph.vocabulary.relations.get(name)
    return known.phrase if known else name


def share(value: float | None) -> str:
    """Return a measure between 0 and 1."""
    return "undefined" if value is None else f"{value:.2f}"


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as JSON knows them."""
    return {
        name: value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


def span(first: date | None, last: date | None, since: str = "", at: str = "") -> str:
    """Return ``1 January 2018 to 27 September 2018``, or the one day."""
    days = [wording.day(day.isoformat()) if day else "…" for day in (first, last)]
    words = (at, days[0]) if first == last else (since, " to ".join(days))
    return " ".join(filter(None, words))


def compared_data(graph: WithEvents, compared: Sequence[Beside]) -> list[dict[str, Any]]:
    """Return claims and events beside each other as data, each claim with its sentence and citation."""
    return [
        {
            **_plain(one._asdict()),
            "claims": [
                {
                    "claim": name,
                    "sentence": wording.sentence(graph, graph.claims[name]),
                    "citation": wording.citation(graph, graph.claims[name]),
                }
                for name in one.claims
            ],
        }
        for one in compared
    ]


def cited(graph: WithEvents, compared: Sequence[Beside]) -> list[str]:
    """Return the claims of each arena and sign as lines of text, each with its citation."""
    lines = []
    for one in compared:
        if one.claims:
            lines.append(f"{wording.capital(arena(graph, one.arena))} {_SIGNS[one.sign]} ({one.verdict}):")
            known = [graph.claims[name] for name in one.claims]
            said = (f"  {wording.sentence(graph, claim)} [{wording.citation(graph, claim)}]" for claim in known)
            lines += dict.fromkeys(said)
    return lines
