"""The ranking of pairs in coded events as a table for people, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kgraph.views.coded.pair import span
from kgraph.views.coded.tables import columns
from kgraph.views.exports.table import escaped

if TYPE_CHECKING:
    from kgraph.analysis.coded.events import CodedEvents, RankedPair, Ranking
    from kgraph.analysis.coded.significance import Chance

FORMATS = ("text", "json", "csv")


def render(
    events: CodedEvents,
    ranking: Ranking,
    asked: str,
    form: str,
    chances: Mapping[tuple[str, str], Chance] | None = None,
) -> str:
    """Return a ranking; ``asked`` says in words what was ranked, ``chances`` what a null model makes of its pairs."""
    if form == "json":
        found = [_row(pair, events.labels, chances) for pair in ranking.pairs]
        return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    if form == "csv":
        flat = [_flat(_row(pair, events.labels, chances)) for pair in ranking.pairs]
        out = io.StringIO()
        # A pair that was too rare to be tested has fewer cells than the others.
        names = list(dict.fromkeys(name for row in flat for name in row)) or ["a", "b"]
        writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(flat)
        return out.getvalue()
    lines = [
        f"{events.title} ('{events.name}'): {asked}; {len(ranking.pairs):,} of {ranking.total:,} pairs",
        f"{events.conventions[0].upper()}{events.conventions[1:]}.",
    ]
    if ranking.weight_of_material != 1:
        lines.append(
            f"In the measures a material event weighs {ranking.weight_of_material:.1f} verbal ones, which is how much "
            "rarer it is here: material deeds are not drowned by talk."
        )
    if not ranking.total:
        return "\n".join([*lines, "", f"No such event; the table covers {span(*events.days)}."]) + "\n"
    heads = ["", "a", "b", "material +", "-", "verbal +", "-", "volume", "symmetry", "griffin", "comp."]
    heads += ["arenas +", "-", "first day", "last day"]
    if chances is not None:
        heads += ["expected", "p", "q"]
    rows = [heads]
    for pair in ranking.pairs:
        row = [str(pair.place), pair.a, pair.b]
        row += [f"{value:g}" for value in (*pair.material[:2], *pair.verbal[:2])]
        row += [f"{pair.both.volume:.0f}", _share(pair.both.symmetry), f"{pair.both.griffin:.0f}"]
        row += [_share(pair.both.compartmentalisation), str(pair.positive_arenas), str(pair.negative_arenas)]
        row += [pair.first_day.isoformat(), pair.last_day.isoformat()]
        if chances is not None:
            chance = chances.get((pair.a, pair.b))
            row += [f"{chance.expected:.1f}", f"{chance.p:.2g}", f"{chance.q:.2g}"] if chance else ["", "", ""]
        rows.append(row)
    return "\n".join([*lines, "", *columns(rows, left=(1, 2))]) + "\n"


def _row(
    pair: RankedPair, labels: Mapping[str, str], chances: Mapping[tuple[str, str], Chance] | None
) -> dict[str, Any]:
    row = {
        "place": pair.place,
        "a": pair.a,
        "b": pair.b,
        "a_label": labels.get(pair.a, pair.a),
        "b_label": labels.get(pair.b, pair.b),
        **pair.both._asdict(),
        "material": pair.material._asdict(),
        "verbal": pair.verbal._asdict(),
        "positive_arenas": pair.positive_arenas,
        "negative_arenas": pair.negative_arenas,
        "first_day": pair.first_day.isoformat(),
        "last_day": pair.last_day.isoformat(),
    }
    if chances is not None:
        chance = chances.get((pair.a, pair.b))
        row["significance"] = chance._asdict() if chance else None
    return row


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return nested values side by side, and texts so that no spreadsheet runs them."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            found.update({f"{name}_{part}": inner for part, inner in value.items()})
        elif name != "significance":
            found[name] = escaped(value) if isinstance(value, str) else value
    return found


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
