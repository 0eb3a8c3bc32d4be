"""The SPARQL that gives the aggregates behind a line of the page of events, for ``kgraph ask --events``."""

from __future__ import annotations

from pathlib import Path

from kgraph.namespaces import BASE, PREFIXES
from kgraph.views.coded.page.lines import EventLine

PLACE = "VALUES (?dyad ?arena ?sign ?class) { }"


def query(since: str | None, until: str | None) -> str:
    """Return the query without the line, whose `values` come at `PLACE`; for the months that the page is about."""
    text = (Path(__file__).parent / "aggregates.rq").read_text(encoding="utf-8")
    return text.replace('SUBSTR(""', f'SUBSTR("{since or ""}"').replace('"9999-99"', f'"{until or "9999-99"}"')


def values(line: EventLine) -> str:
    """Return a line as the values of the query, or nothing where its aggregates are not in the store.

    The store has what states and actors of the register do, with those who act for them (docs/how-to-map-a-table.md).
    """
    if line.pair is None or line.tally is None or line.pair.found.level != "states":
        return ""
    ends = sorted(line.pair.found[:2])
    if any("--" in end for end in ends):
        return ""
    tally = line.tally
    dyad = f"<{BASE}dyad/{'/'.join(ends)}>"
    return f'({dyad} <{PREFIXES["domain"]}{tally.arena}> {tally.sign} "{tally.class_}")'
