"""The data card names every claim in the row of its paragraph, and tells the truth about who speaks."""

import re
from pathlib import Path

from kgraph.graph import Graph

CARD = (Path(__file__).parents[2] / "data" / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+)[^|]*\| ([^|]*) \|", CARD, flags=re.MULTILINE)


def test_every_claim_stands_in_the_row_of_its_paragraph(graph: Graph) -> None:
    known = {(claim.paragraph, claim.name.split("/")[1]) for claim in graph.claims.values()}
    assert known == {(int(paragraph), name) for paragraph, names in ROWS for name in re.findall("`([^`]+)`", names)}


def test_every_paragraph_has_one_row() -> None:
    assert [*range(1, 25)] == [int(paragraph) for paragraph, _ in ROWS]


def test_it_counts_reported_speech_right(graph: Graph) -> None:
    reported = [claim for claim in graph.claims.values() if claim.said_by != graph.sources[claim.source].voice]
    sentence = re.search(r"carries `said_by`:(.*?)\.", CARD, flags=re.DOTALL)
    assert sentence
    assert len(reported) == sum(map(int, re.findall(r"\((\d+)", sentence[1])))
