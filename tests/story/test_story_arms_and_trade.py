"""Paragraphs 18 to 23, arms, gas, tourism and nuclear power: what was sold, and what it led to."""

from __future__ import annotations

from collections.abc import Callable

from kgraph.graph import Graph
from kgraph.model import Claim
from kgraph.reasoning.proofs import Proof

Find = Callable[[str], Claim]
Asked = Callable[..., list[dict[str, str | None]]]
Paragraphs = Callable[[list[Proof]], set[int]]


# 18 and 19: arms


def test_18_which_purchase_triggered_which_sanction(asked: Asked) -> None:
    (row,) = asked("dyads/sanctions-after-sales")
    assert ("Russia", "Turkey", "2019~") == (row["sellerName"], row["buyerName"], row["saleWhen"])
    assert ("United States", "Turkish defence industry") == (row["sanctionerName"], row["sanctionedName"])


def test_18_are_sanctions_on_the_industry_sanctions_on_turkey(graph: Graph, said_in: Paragraphs) -> None:
    (proof,) = graph.why("United States", "sanctions", "Türkiye")
    assert "done-to" == proof.rule
    assert {18} == said_in([proof])


def test_19_was_turkey_warned_and_what_did_erdogan_say(graph: Graph, claim: Find, said_in: Paragraphs) -> None:
    assert {19} == said_in(graph.why("united-states", "threatensToSanction", "turkey"))
    assert {2, 19} == said_in(graph.why("turkey", "persistsDespiteWarningsOf", "united-states"))
    second = claim("19-russia-may-sell-second-s400-batch-to-turkey")
    assert ("erdogan", "expects", "hedged") == (second.said_by, second.stance, second.sureness)


# 20 to 23: gas, tourism, nuclear power


def test_20_what_share_of_its_gas_comes_from_a_rival(asked: Asked) -> None:
    rows = asked("dyads/suppliers-and-rivals", buyer="Турция")
    shares = {(row["bound"], row["amount"], row["when"]) for row in rows if row["amount"]}
    assert {("approximately", "50", "2021-01-01/2021-09-28"), ("approximately", "33.3", "2020-01-01/2020-12-31")} == {
        (str(bound).lower(), amount, when) for bound, amount, when in shares
    }


def test_20_did_the_repair_cause_the_fall(claim: Find) -> None:
    """They are put at one time, and the article does not say that one led to the other."""
    assert () == claim("20-russia-sells-gas-to-turkey-2020").triggered_by


def test_21_whose_consumption_recovered(claim: Find) -> None:
    assert claim("21-consumption-recovered").agent is None


def test_22_how_many_came_and_was_it_the_most(claim: Find) -> None:
    came, most = (
        claim(f"22-{name}") for name in ("turkey-hosts-russian-tourists-2019", "russia-sends-most-tourists-to-turkey")
    )
    assert came.when == most.when == "2019-01-01/2019-12-31"
    assert came.amount is not None
    assert "7000000" == came.amount.value


def test_23_does_russia_build_in_akkuyu_and_when_will_it_run(
    graph: Graph, with_expectations: Graph, claim: Find, said_in: Paragraphs
) -> None:
    (proof,) = graph.why("russia", "buildsNuclearPlantIn", "turkey")
    assert ("acting-for", {23}) == (proof.rule, said_in([proof]))
    start = claim("23-rosatom-to-start-up-nuclear-plant-in-turkey")
    assert ("putin", "expects", "2023") == (start.said_by, start.stance, start.when)
    assert with_expectations.why("rosatom", "startsUpNuclearPlantIn", "turkey")
