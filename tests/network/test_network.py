"""The article as a signed network: ties, camps, pivots, brokers, patrons."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from kgraph.analysis.frustration.contribution import contributions
from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.frustration.interval import interval
from kgraph.analysis.pivots import brokers, patrons_of_both, pivots
from kgraph.analysis.signed import SignedMultigraph, Tie, multigraph
from kgraph.analysis.signed_tables import from_networkx
from kgraph.dates import parse_extent
from kgraph.errors import InputError
from kgraph.graph import Graph
from tests.frustration.conftest import multigraphs


def test_every_direct_tie_is_a_claim_and_none_is_lost(graph: Graph) -> None:
    ties = graph.signed(["direct"]).ties
    claims = {
        name
        for name, claim in graph.conclusions.claims.items()
        if claim.agent and claim.target and graph.vocabulary.relations[claim.relation].polarity and claim.arenas
    }
    assert claims == {tie.name for tie in ties}
    assert len(claims) == len(ties)


def test_layers_add_up(graph: Graph) -> None:
    parts = [len(graph.signed([layer]).ties) for layer in ("direct", "acting-for", "proxy")]
    assert all(parts)
    assert len(graph.signed().ties) == sum(parts)
    with pytest.raises(InputError, match="unknown layer of ties 'proxi'; did you mean 'proxy'"):
        graph.signed(["proxi"])


def test_the_networkx_graph_gives_the_same_pairs(graph: Graph) -> None:
    # Parties that a claim about two other actors names have no say here, and no arena no line.
    direct = graph.signed(["direct"])
    again = from_networkx(graph.to_networkx(), sign="polarity")
    assert set(direct.by_pair()) == set(again.by_pair())
    assert len(direct.ties) == len(again.ties)


def test_russia_and_turkey_move_the_frustration_of_the_article_most(graph: Graph) -> None:
    ties = graph.signed()
    ends = interval(ties)
    assert ends.proved
    assert ends.least.lower < ends.most.upper
    spans = {
        (m.a, m.b): max(
            abs(m.least_if_positive.lower - m.least_if_negative.lower),
            abs(m.most_if_positive.lower - m.most_if_negative.lower),
        )
        for m in ends.movers
    }
    assert ("russia", "turkey") == max(spans, key=lambda pair: spans[pair])
    falls = contributions(ties.reduce("both"), edges=False)
    assert {"turkey", "russia"} == {fall.what for fall in falls.actors[:2]}


def test_in_the_best_camps_nobody_gains_by_turning_alone(graph: Graph) -> None:
    reduced = graph.signed().reduce("both")
    found = frustration(reduced)
    between = pivots(reduced, found)
    assert all(pivot.cost_of_turning >= 0 for pivot in between)
    assert 2 * found.upper == sum(pivot.frustrated for pivot in between)
    assert [pivot.share for pivot in between] == sorted((pivot.share for pivot in between), reverse=True)


@settings(max_examples=40, deadline=None)
@given(multigraphs(8, 24, [Fraction(1), Fraction(3)]))
def test_the_cost_of_turning_is_what_frustration_rises_by(graph: SignedMultigraph) -> None:
    reduced = graph.reduce("both")
    found = frustration(reduced)
    side = {name: number for pair in found.camps for number, camp in enumerate(pair) for name in camp}
    for pivot in pivots(reduced, found):
        turned = {**side, pivot.actor: 1 - side[pivot.actor]}
        cost = sum(e.weight for e in reduced.edges if (e.sign > 0) != (turned[e.a] == turned[e.b]))
        assert pivot.cost_of_turning == cost - found.upper >= 0


def test_a_broker_has_ties_to_two_rivals() -> None:
    graph = multigraph([Tie("m", "x", 1), Tie("m", "y", 1), Tie("x", "y", -1), Tie("m", "y", -1), Tie("z", "x", 1)])
    assert [("m", ("x", "y"), ("y",))] == [tuple(broker) for broker in brokers(graph)]


def test_nobody_brokers_between_friends() -> None:
    assert [] == brokers(multigraph([Tie("m", "x", 1), Tie("m", "y", 1), Tie("x", "y", 1)]))


def support(patron: str, client: str, arena: str = "war", when: str = "2019") -> Tie:
    return Tie(patron, client, 1, arenas=(arena,), extent=parse_extent(when), name=f"{patron}>{client}")


def test_a_patron_of_both_sides_supports_two_opponents_in_one_arena_at_one_time() -> None:
    war = Tie("x", "y", -1, arenas=("war",), extent=parse_extent("2019"), name="war")
    [patron] = patrons_of_both([support("p", "x"), support("p", "y"), support("q", "x")], [war])
    assert ("p", "war", ("x", "y"), ("p>x", "p>y", "war")) == patron
    assert [] == patrons_of_both([support("p", "x"), support("p", "y", arena="peace")], [war])
    assert [] == patrons_of_both([support("p", "x"), support("p", "y", when="2021")], [war])
    # One of the two opponents is no patron of itself.
    assert [] == patrons_of_both([support("x", "y"), support("x", "x")], [war])
