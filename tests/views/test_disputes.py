"""Claims that contradict one another: found without being told, and settled by nobody but the user."""

from __future__ import annotations

from typing import Any

import pytest

import kgraph
from kgraph.build import build
from kgraph.home import Home

WARNS = "reuters-2021-09-28/17-russia-warns-turkey"
DENIAL = """  - id: 17-russia-did-not-warn-turkey
    paragraph: 17
    anchor: Russia warned Turkey not to
    agent: russia
    relation: warns
    target: {target}
    arenas: [ukraine, diplomacy]
    said_by: turkish-officials
    stance: denies
    when: "{when}"
    basis: Made up for this test.
"""


def with_denial(home: Home, target: str = "turkey", when: str = "2021") -> Home:
    pen = home.source_pens[-1] if len(home.source_pens) == 1 else home.data / "sources" / "reuters-2021-09-28.yaml"
    text = pen.read_text(encoding="utf-8")
    before, after = text.split("  - id: 17-russia-warns-turkey\n", 1)
    denial = DENIAL.format(target=target, when=when)
    pen.write_text(f"{before}{denial}  - id: 17-russia-warns-turkey\n{after}", encoding="utf-8")
    build(home, lambda _: None)
    return home


def disputes(home: Home) -> set[tuple[str | None, str | None, str | None]]:
    rows = kgraph.load(home.root).ask("provenance/disputes")
    return {(row["claim"], row["disputedClaim"], row["how"]) for row in rows}


def test_denying_the_same_at_a_common_time_is_a_dispute_although_nobody_says_so(fresh_home: Home) -> None:
    with_denial(fresh_home)
    denial = "claim:reuters-2021-09-28/17-russia-did-not-warn-turkey"
    assert (denial, f"claim:{WARNS}", "same") in disputes(fresh_home)


@pytest.mark.parametrize("change", [{"target": "ukraine"}, {"when": "2020"}], ids=str)
def test_denying_something_else_or_at_another_time_is_no_dispute(fresh_home: Home, change: dict[str, str]) -> None:
    with_denial(fresh_home, **change)
    assert "same" not in {how for *_, how in disputes(fresh_home)}


def test_what_is_denied_stands_until_the_user_prefers_who_denies_it(fresh_home: Home) -> None:
    with_denial(fresh_home)
    assert WARNS in kgraph.load(fresh_home.root).conclusions.claims
    assert WARNS in kgraph.load(fresh_home.root, prefer=["un-experts"]).conclusions.claims
    assert WARNS not in kgraph.load(fresh_home.root, prefer=["turkish-officials"]).conclusions.claims


def test_a_denial_at_another_time_does_not_make_a_claim_fall(fresh_home: Home) -> None:
    with_denial(fresh_home, when="2020")
    assert WARNS in kgraph.load(fresh_home.root, prefer=["turkish-officials"]).conclusions.claims


def test_both_sides_of_the_articles_dispute_are_listed(run: Any) -> None:
    code, out, err = run("ask", "provenance/disputes", "--format", "csv")
    assert (code, err) == (0, "")
    assert "10-turkey-did-not-reinforce" in out
    assert "10-turkey-rotates-troops" in out
