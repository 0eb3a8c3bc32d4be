"""The SPARQL that the page gives away returns from the store the claims that the page shows."""

from collections.abc import Callable
from typing import Any

import pytest

from kgraph.graph import Graph
from kgraph.namespaces import iri

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


def claims_of(graph: Graph, query: str) -> set[str]:
    """The claims that a query returns, from Oxigraph."""
    return {str(row[0]) for row in graph.store.rows(query)}


def addresses(names: list[str]) -> set[str]:
    return {iri("claim", name) for name in names}


def test_the_query_of_any_line_returns_just_the_claims_it_rests_on(article: str, graph: Graph, open_page: Open) -> None:
    page = open_page(article).page
    ties = page.evaluate("kgraph.ties()")
    chosen = [*ties[::9], *(tie for tie in ties if tie["rule"] == "proxy-rival")]
    for tie in chosen:
        page.locator(f"#ties [data-tie='{tie['id']}']").click()
        field = page.locator("#evidence > div > .copy textarea, #evidence > div > .claim > .copy textarea")
        query = next(text for text in field.evaluate_all("all => all.map(f => f.value)") if "SELECT" in text)
        assert query.startswith("# The claims shown by kgraph: ")
        assert addresses(tie["claims"]) == claims_of(graph, query)
        assert len(tie["claims"]) == len(graph.sparql(query).rows)


def test_the_query_of_the_view_returns_the_claims_of_all_lines_shown(
    article: str, graph: Graph, open_page: Open
) -> None:
    page = open_page(article, permissions=["clipboard-read", "clipboard-write"]).page
    page.locator("#filters > summary").click()
    page.locator("#filter-sign").select_option("-1")
    page.locator("#view-query button").click()
    page.locator("#view-query [role=status]", has_text="Copied.").wait_for()
    claims = [name for tie in page.evaluate("kgraph.ties()") if tie["sign"] == -1 for name in tie["claims"]]
    assert claims
    assert addresses(claims) == claims_of(graph, page.evaluate("navigator.clipboard.readText()"))
