"""CSV: one row a claim, re-read by the csv module."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from kgraph.graph import Graph
from kgraph.model import Claim
from kgraph.views.exports import export

# Fields of a claim whose columns bear other names, or that spread over several.
ELSEWHERE = {
    "name": ("claim",),
    "source": ("document",),
    "extent": ("earliest", "latest", "certain_from", "certain_until"),
    "amount": ("amount_bound", "amount_value", "amount_unit"),
}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


def test_every_claim_is_a_row_and_every_field_a_column(kg: Graph) -> None:
    found = rows(export(kg, "csv"))
    assert [row["claim"] for row in found] == sorted(kg.claims)
    for field in Claim._fields:
        assert set(ELSEWHERE.get(field, (field,))) <= set(found[0])


def test_cells_say_what_the_claims_say(kg: Graph) -> None:
    for row in rows(export(kg, "csv", raw=True)):
        claim = kg.claims[row["claim"]]
        for field in ("agent", "target", "through", "about", "place", "note"):
            assert row[field] == (getattr(claim, field) or "")
        for field in ("relation", "when", "when_basis", "said_by", "stance", "sureness", "anchor", "reported_on"):
            assert row[field] == getattr(claim, field)
        for field in ("arenas", "unnamed", "disputes", "triggered_by", "outcome_of"):
            assert row[field] == " | ".join(getattr(claim, field))
        assert row["paragraph"] == str(claim.paragraph)
        assert row["polarity"] == str(kg.vocabulary.relations[claim.relation].polarity)
        assert row["amount_value"] == (claim.amount.value if claim.amount else "")
        assert row["stands"] == str(claim.name in kg.conclusions.claims).lower()


def test_the_view_decides_which_rows_stand(kg: Graph) -> None:
    stands = {row["claim"] for row in rows(export(kg, "csv")) if row["stands"] == "true"}
    assert stands == set(kg.conclusions.claims)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_a_spreadsheet_would_run_is_escaped_unless_raw(
    graph_around: Callable[[str], Any], with_note: Callable[..., Any], start: str
) -> None:
    text = f'{start}HYPERLINK("http://example.org")'
    graph = with_note(graph_around("text"), text)
    assert rows(export(graph, "csv"))[0]["note"] == f"'{text}"
    assert rows(export(graph, "csv", raw=True))[0]["note"] == text


@pytest.mark.parametrize("text", ["-1", "+2.5", "a=b", "Türkiye", "'quoted'", "a,b", 'a "b"', "two\nlines", "/.."])
def test_other_cells_are_left_alone(graph_around: Callable[[str], Any], text: str) -> None:
    assert rows(export(graph_around(text), "csv"))[0]["note"] == text


@pytest.mark.parametrize("text", ["-1+cmd|' /C calc'!A0", "-", "+", "-1e5=", "@SUM(A1)"])
def test_what_only_begins_like_a_number_is_escaped(graph_around: Callable[[str], Any], text: str) -> None:
    assert rows(export(graph_around(text), "csv"))[0]["note"] == f"'{text}"
