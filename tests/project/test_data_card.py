"""The data card names every claim in the row of its paragraph, and tells the truth about sources and who speaks."""

import re
from pathlib import Path

from kgraph.graph import Graph

CARD = (Path(__file__).parents[2] / "data" / "README.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `([^`]+)`\n(.*?)(?=^##|\Z)", CARD, flags=re.MULTILINE | re.DOTALL))
ROWS = {
    source: re.findall(r"^\| (\d+)[^|]*\| ([^|]*) \|", section, flags=re.MULTILINE)
    for source, section in SECTIONS.items()
}
SOURCES = dict(re.findall(r"^\| `([^`]+)` \|.*\| (\d+) \|$", CARD, flags=re.MULTILINE))


def test_every_claim_stands_in_the_row_of_its_paragraph(graph: Graph) -> None:
    known = {(claim.source, claim.paragraph, claim.name.split("/")[1]) for claim in graph.claims.values()}
    assert known == {
        (source, int(paragraph), name)
        for source, rows in ROWS.items()
        for paragraph, names in rows
        for name in re.findall("`([^`]+)`", names)
    }


def test_every_paragraph_of_the_article_has_one_row() -> None:
    assert [*range(1, 25)] == [int(paragraph) for paragraph, _ in ROWS["reuters-2021-09-28"]]


def test_every_source_is_listed_with_the_number_of_its_claims(graph: Graph) -> None:
    counts = dict.fromkeys(graph.sources, 0)
    for claim in graph.claims.values():
        counts[claim.source] += 1
    assert counts == {source: int(claims) for source, claims in SOURCES.items()}


def test_a_source_without_claims_is_said_to_be_unread(graph: Graph) -> None:
    assert all("not read" in (graph.sources[name].note or "").lower() for name, n in SOURCES.items() if n == "0")


def test_it_counts_reported_speech_right(graph: Graph) -> None:
    reported = [claim for claim in graph.claims.values() if claim.said_by != graph.sources[claim.source].voice]
    sentence = re.search(r"carries `said_by`:(.*?)\.$", CARD, flags=re.DOTALL | re.MULTILINE)
    assert sentence
    assert len(reported) == sum(map(int, re.findall(r"\((\d+)", sentence[1])))
