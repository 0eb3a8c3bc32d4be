"""CSV: one row a claim, all its fields flat."""

from __future__ import annotations

import csv as writing
import io
import re

from kgraph.model import Claim
from kgraph.views.exports.options import Options
from kgraph.views.holder import GraphLike
from kgraph.views.networkx import Scalar, claim_attributes

COLUMNS = (
    "claim",
    "stands",
    "agent",
    "agent_label",
    "relation",
    "label",
    "polarity",
    "target",
    "target_label",
    "unnamed",
    "through",
    "arenas",
    "about",
    "place",
    "when",
    "earliest",
    "latest",
    "certain_from",
    "certain_until",
    "when_basis",
    "said_by",
    "reported",
    "stance",
    "sureness",
    "document",
    "paragraph",
    "anchor",
    "reported_on",
    "amount_bound",
    "amount_value",
    "amount_unit",
    "note",
    "disputes",
    "triggered_by",
    "outcome_of",
)
# What makes a spreadsheet run a cell (OWASP, CSV injection), unless the cell is a plain number.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def csv(graph: GraphLike, options: Options) -> bytes:
    """Return CSV (RFC 4180, UTF-8) with one row for every claim of the record, in the order of their names.

    ``stands`` says whether the claim counts under the view. Several values are joined by `` | ``; what is not known is
    empty. Cells that a spreadsheet would run as formulas get a leading ``'``, unless ``raw``.
    """
    stream = io.StringIO(newline="")
    writer = writing.DictWriter(stream, COLUMNS, restval="")
    writer.writeheader()
    for name in sorted(graph.claims):
        row = {column: _text(value) for column, value in _row(graph, graph.claims[name]).items()}
        writer.writerow(row if options.raw else {column: escaped(text) for column, text in row.items()})
    return stream.getvalue().encode()


def escaped(text: str) -> str:
    """Return the text of a cell so that no spreadsheet runs it."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _row(graph: GraphLike, claim: Claim) -> dict[str, Scalar]:
    row: dict[str, Scalar] = {"claim": claim.name, "stands": claim.name in graph.conclusions.claims}
    for end, name in (("agent", claim.agent), ("target", claim.target)):
        if name:
            row[end] = name
            row[f"{end}_label"] = graph.actors[name].label
    row |= claim_attributes(graph, claim)
    # A table says itself that its rows are claims, and keeps figures as they are written.
    del row["derived"]
    if claim.amount:
        row["amount_value"] = claim.amount.value
    return row


def _text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
