"""Who fights whom others back in one state, as a table for people, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kgraph.events.proxy import ARENA, DIRECTLY, LEAST, RivalsThrough
from kgraph.views.coded.tables import columns
from kgraph.views.exports.table import escaped
from kgraph.views.wording import clean

if TYPE_CHECKING:
    from kgraph.analysis.coded.events import CodedEvents

FORMATS = ("text", "json", "csv")


def render(
    events: CodedEvents,
    found: Sequence[RivalsThrough],
    place: str,
    time: tuple[str | None, str | None],
    form: str,
    most: int | None = None,
) -> str:
    """Return rivalries through clients in ``place``, from one month to another, at most so many of them."""
    shown = found[:most]
    if form == "json":
        return json.dumps([_row(one, events, time) for one in shown], indent=2, ensure_ascii=False) + "\n"
    if form == "csv":
        out = io.StringIO()
        rows = [_row(one, events, time) for one in shown]
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(rows[0] if rows else ["backer", "attacker", "client"])
        for row in rows:
            cells = (" ".join(cell) if isinstance(cell, list) else cell for cell in row.values())
            writer.writerow([escaped(cell) if isinstance(cell, str) else cell for cell in cells])
        return out.getvalue()
    since, until = time
    when = since if since == until else f"{since or 'the beginning'} to {until or 'the end'}"
    kinds = (f"{sum(one.directly == kind for one in found):,} {kind}" for kind in DIRECTLY)
    where = clean(events.labels.get(place, place))
    lines = [
        f"Conflict through clients in {where}: {events.title} ('{events.name}'), {when or 'all of it'}",
        f"{events.conventions[0].upper()}{events.conventions[1:]}.",
        f"Derived, not coded: one fights (material deeds, in {ARENA}) whom the other backs by material deeds, in the "
        f"same months, at least {LEAST} events each. The rule and its limits: docs/coded-events.md.",
    ]
    if not shown:
        return "\n".join([*lines, "None is found."]) + "\n"
    lines.append(
        f"{len(found):,} found, by what the two are to each other directly: {', '.join(kinds)}; {len(shown):,} shown."
    )
    heads = ["directly", "backer", "attacker", "client", "backs", "fights", "months"]
    rows_of_text = [[*heads, "material +", "-", "verbal +", "-"]]
    for one in shown:
        numbers = (one.support, one.attacks, len(one.months), *one.material, *one.verbal)
        words = [one.directly, one.backer, one.attacker, clean(one.client_label)]
        rows_of_text.append([*words, *(f"{number:,}" for number in numbers)])
    lines += ["", *columns(rows_of_text, left=(0, 1, 2, 3)), ""]
    lines += [
        "backs, fights: events with the client in the months that count; material, verbal: events between the two.",
        f"File and line of every event of the first: {proof(shown[0], events.name, time)}",
    ]
    return "\n".join(lines) + "\n"


def proof(one: RivalsThrough, data_set: str, time: tuple[str | None, str | None]) -> str:
    """Return the command that names the rows of the table behind a rivalry through a client."""
    words = ["kgraph", "dossier", one.backer, one.attacker, "--proxy", "--events", data_set]
    for option, month in zip(("--from", "--to"), time, strict=True):
        words += [option, month] if month else []
    return shlex.join([*words, "--format", "json"])


def _row(one: RivalsThrough, events: CodedEvents, time: tuple[str | None, str | None]) -> dict[str, Any]:
    return {
        "derived": True,
        "directly": one.directly,
        "backer": one.backer,
        "attacker": one.attacker,
        "client": one.client,
        "backer_label": events.labels.get(one.backer, one.backer),
        "attacker_label": events.labels.get(one.attacker, one.attacker),
        "client_label": one.client_label,
        "months": list(one.months),
        "backs": one.support,
        "fights": one.attacks,
        "backer_harms_client": one.harm,
        "attacker_helps_client": one.good,
        "material_positive": one.material[0],
        "material_negative": one.material[1],
        "verbal_positive": one.verbal[0],
        "verbal_negative": one.verbal[1],
        "rows": proof(one, events.name, time),
    }
