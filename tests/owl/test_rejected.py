"""Each candidate of a chain that the rules reject is listed with the reason, and no other is."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from kgraph.dates import parse_extent
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.model import Claim
from kgraph.namespaces import KG, iri
from kgraph.reasoning.owl.axioms import Axiom
from kgraph.reasoning.owl.closure import Closure, Link
from kgraph.reasoning.owl.fragment import Fragment, read_fragment
from kgraph.reasoning.owl.rejected import Candidate, candidates, disagreements
from kgraph.reasoning.proofs import Conclusions
from kgraph.reasoning.rules import derive
from kgraph.store.freshness import ontology_files
from kgraph.vocabulary import Arena

THEATRES = ("islands", "marshes")
ARENAS = [*(Arena(name, "theatre", name) for name in THEATRES), Arena("warfare", "domain", "warfare")]


def claim(name: str, agent: str, relation: str, target: str, arenas: Iterable[str], when: str = "/..") -> Claim:
    return Claim(
        name=name, source="s", paragraph=1, anchor="a", agent=agent, relation=relation, target=target,
        arenas=tuple(arenas), when=when, extent=parse_extent(when), when_basis="", said_by="paper", stance="asserts",
        sureness="plain", reported_on="2021-09-28",
    )  # fmt: skip


@pytest.fixture(scope="module")
def fragment(home: Home) -> Fragment:
    return read_fragment(ontology_files(home))


def conclude(graph: Graph, claims: list[Claim]) -> Conclusions:
    found = derive(claims, graph.vocabulary, ARENAS, graph.home.rules)
    return Conclusions({one.name: one for one in claims}, found, graph.vocabulary)


ONE_SIDE = claim("backs-front", "norland", "supports", "front", ["marshes"], "2015/2019")
FIGHT = claim("front-fights-army", "front", "fights", "army", ["marshes", "warfare"], "2016/2020")


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([ONE_SIDE, FIGHT, claim("arms-army", "veria", "supports", "army", ["marshes"])], []),
        (
            [ONE_SIDE, FIGHT, claim("arms-army", "veria", "supports", "army", ["islands"])],
            [
                "norland mayBeProxyRivalOf veria: rejected; other theatre (marshes / marshes / islands; "
                "claims backs-front, front-fights-army, arms-army)"
            ],
        ),
        (
            [ONE_SIDE, FIGHT, claim("arms-army", "veria", "supports", "army", ["warfare"])],
            [
                "norland mayBeProxyRivalOf veria: rejected; other theatre (marshes / marshes / none named; "
                "claims backs-front, front-fights-army, arms-army)"
            ],
        ),
        (
            [ONE_SIDE, FIGHT, claim("arms-army", "veria", "supports", "army", ["marshes"], "2021/2022")],
            [
                "norland mayBeProxyRivalOf veria: rejected; no overlap in time (2015/2019 / 2016/2020 / 2021/2022; "
                "claims backs-front, front-fights-army, arms-army)"
            ],
        ),
        (
            [ONE_SIDE, FIGHT, claim("arms-army", "veria", "supports", "army", ["islands"], "2021/2022")],
            [
                "norland mayBeProxyRivalOf veria: rejected; other theatre (marshes / marshes / islands; "
                "claims backs-front, front-fights-army, arms-army); no overlap in time (2015/2019 / 2016/2020 / "
                "2021/2022; claims backs-front, front-fights-army, arms-army)"
            ],
        ),
        (
            [ONE_SIDE, FIGHT, claim("backs-army", "norland", "supports", "army", ["marshes"])],
            [
                "norland mayBeProxyRivalOf norland: rejected; own proxy (norland would be its own rival; "
                "claims backs-front, front-fights-army, backs-army)"
            ],
        ),
        (
            [ONE_SIDE, FIGHT, claim("front-backs-army", "front", "supports", "army", ["marshes"])],
            [
                "norland mayBeProxyRivalOf front: rejected; same actor (front stands on both sides; "
                "claims backs-front, front-fights-army, front-backs-army)"
            ],
        ),
        (
            [
                ONE_SIDE,
                FIGHT,
                claim("arms-army", "veria", "supports", "army", ["marshes"]),
                claim("arms-army-again", "veria", "sendsFightersFor", "army", ["islands"]),
            ],
            [
                "norland mayBeProxyRivalOf veria: holds otherwise; other theatre in 1 of 2 ways, the first "
                "(marshes / marshes / islands; claims backs-front, front-fights-army, arms-army-again)"
            ],
        ),
        (
            [
                ONE_SIDE,
                FIGHT,
                claim("arms-army", "veria", "supports", "army", ["islands"]),
                claim("rival-camps", "veria", "backsRivalCampTo", "norland", ["islands"]),
            ],
            [
                "norland mayBeProxyRivalOf veria: holds otherwise; other theatre (marshes / marshes / islands; "
                "claims backs-front, front-fights-army, arms-army)"
            ],
        ),
    ],
)
def test_each_reason_is_computed_from_the_claims(
    graph: Graph, fragment: Fragment, claims: list[Claim], expected: list[str]
) -> None:
    conclusions = conclude(graph, claims)
    found = candidates(fragment, conclusions, THEATRES)
    assert expected == [candidate.line for candidate in found if candidate.barred]
    assert [] == list(disagreements(found, fragment, conclusions))


def test_rule_that_lets_nothing_stand_is_told(graph: Graph, fragment: Fragment) -> None:
    claims = [ONE_SIDE, FIGHT, claim("arms-army", "veria", "supports", "army", ["marshes"])]
    nothing_derived = Conclusions({one.name: one for one in claims}, [], graph.vocabulary)
    found = candidates(fragment, nothing_derived, THEATRES)
    assert ["norland mayBeProxyRivalOf veria: nothing speaks against proxyRivalOf (backs-front, front-fights-army, "
            "arms-army), and no rule gives it; compare ontology/rules with the chain"] == list(
        disagreements(found, fragment, nothing_derived)
    )  # fmt: skip


@st.composite
def worlds(draw: st.DrawFn) -> list[Claim]:
    actors = ["army", "front", "norland", "sudia", "veria"]
    numbers = count()
    relations = st.sampled_from(["supports", "sendsFightersFor", "opposes", "fights"])
    arenas = st.lists(st.sampled_from([*THEATRES, "warfare"]), min_size=1, max_size=2, unique=True)
    times = st.sampled_from(["/..", "2015/2019", "2016", "2018/2021", "2020-03", "[..2016-05]"])
    pairs = st.tuples(st.sampled_from(actors), st.sampled_from(actors)).filter(lambda pair: pair[0] != pair[1])
    made = st.tuples(pairs, relations, arenas, times)
    return [
        claim(f"claim-{next(numbers)}", pair[0], relation, pair[1], where, when)
        for pair, relation, where, when in draw(st.lists(made, min_size=3, max_size=9))
    ]


@settings(max_examples=150, deadline=None)
@given(claims=worlds())
def test_a_way_has_no_reason_against_it_exactly_where_the_rule_takes_it(
    graph: Graph, fragment: Fragment, claims: list[Claim]
) -> None:
    conclusions = conclude(graph, claims)
    found = candidates(fragment, conclusions, THEATRES)
    ways = [(candidate, way) for candidate in found for way in candidate.ways]
    event(f"ways: {bool(ways)}, barred: {any(way.reasons for _, way in ways)}")
    taken = {
        frozenset(derivation.premises)
        for derivation in conclusions.all_derivations.values()
        if derivation.rule == "proxy-rival"
    }
    assert taken == {frozenset(one.name for one in way.claims) for _, way in ways if not way.reasons}
    assert [] == list(disagreements(found, fragment, conclusions))
    assert not any(candidate.rejected for candidate, way in ways if not way.reasons)


@settings(max_examples=60, deadline=None)
@given(claims=worlds())
def test_candidates_are_what_the_chain_infers_from_the_direct_triples(
    graph: Graph, fragment: Fragment, claims: list[Claim]
) -> None:
    found: list[Candidate] = candidates(fragment, conclude(graph, claims), THEATRES)
    triples = [
        Axiom("relates", (iri("actor", str(one.agent)), KG + one.relation, iri("actor", str(one.target))), one.name)
        for one in claims
    ]
    closure = Closure((*fragment.axioms, *triples), types_ends=False)
    assert {link for link in closure.links if link.relation == KG + "mayBeProxyRivalOf"} == {
        Link(iri("actor", one.agent), KG + one.relation, iri("actor", one.target)) for one in found
    }
