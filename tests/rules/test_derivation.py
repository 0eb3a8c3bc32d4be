"""The rules against an independent derivation in plain Python: the same facts, by the same minimal sets of claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.dates import Extent, Window
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.model import Claim, Derivation
from kgraph.reasoning.proofs import Conclusions
from kgraph.reasoning.rules import derive
from kgraph.reasoning.view import View
from kgraph.vocabulary import Arena, Vocabulary

THEATRES = ("marshes", "islands")
ARENAS = [*(Arena(name, "theatre", name) for name in THEATRES), Arena("warfare", "domain", "warfare")]


# The independent derivation: what the rules say, in loops


class Fact(NamedTuple):
    """A derived fact and the claims it rests on; ``ends`` is a set where the relation is symmetric."""

    relation: str
    ends: tuple[str, str] | frozenset[str]
    arena: str | None
    leaves: frozenset[str]


class Tie(NamedTuple):
    agent: str
    relation: str
    target: str
    root: Claim
    leaves: frozenset[str]


class PlainRules:
    """The rules as DESIGN words them, without engine, ids or order of application."""

    def __init__(
        self, claims: Sequence[Claim], vocabulary: Vocabulary, theatres: Iterable[str], window: Window
    ) -> None:
        self.claims = {claim.name: claim for claim in claims if claim.agent and claim.target}
        self.vocabulary = vocabulary
        self.theatres = set(theatres)
        self.window = window

    def overlap(self, leaves: Iterable[str]) -> tuple[date, date] | None:
        """Return the first and last day on which all the claims possibly hold."""
        extents = [self.claims[name].extent for name in leaves]
        first = max([e.earliest or date.min for e in extents] + [self.window.first or date.min])
        last = min([e.latest or date.max for e in extents] + [self.window.last or date.max])
        return (first, last) if first <= last else None

    def certain(self, leaves: Iterable[str]) -> bool:
        extents = [self.claims[name].extent for name in leaves]
        first = max([e.certain_from or date.max for e in extents] + [self.window.first or date.min])
        last = min([e.certain_until or date.min for e in extents] + [self.window.last or date.max])
        return first <= last

    def chains(self) -> list[tuple[str, str, frozenset[str]]]:
        """Return who acts for whom by which claims: one to three links, never back to where the chain began."""
        links = [claim for claim in self.claims.values() if self.vocabulary.is_a(claim.relation, "actsFor")]
        found: list[tuple[str, str, frozenset[str]]] = []
        for length in (1, 2, 3):
            for chain in product(links, repeat=length):
                joined = all(chain[i].target == chain[i + 1].agent for i in range(length - 1))
                onwards = all(link.target != chain[0].agent for link in chain)
                leaves = frozenset(link.name for link in chain)
                if joined and onwards and self.overlap(leaves):
                    found.append((str(chain[0].agent), str(chain[-1].target), leaves))
        return found

    def ties(self) -> Iterator[Tie]:
        chains = self.chains()
        for claim in self.claims.values():
            if not self.vocabulary.relations[claim.relation].polarity:
                continue
            a, b, own = str(claim.agent), str(claim.target), frozenset({claim.name})
            agents = [(a, own), *((p, own | on) for x, p, on in chains if x == a and p != b)]
            for agent, leaves in agents:
                targets = [(b, leaves), *((p, leaves | on) for x, p, on in chains if x == b and p != agent)]
                for target, all_leaves in targets:
                    if self.overlap(all_leaves):
                        yield Tie(agent, claim.relation, target, claim, all_leaves)

    def facts(self) -> Iterator[Fact]:
        for actor, principal, leaves in self.chains():
            if len(leaves) > 1:
                yield self.fact("actsFor", actor, principal, None, leaves)
        ties = list(self.ties())
        partners, rivals = [], []
        for tie in ties:
            polarity = self.vocabulary.relations[tie.relation].polarity
            if len(tie.leaves) > 1:
                yield self.fact(tie.relation, tie.agent, tie.target, None, tie.leaves)
            relation, kept = ("partnerOf", partners) if polarity > 0 else ("rivalOf", rivals)
            kept.append(self.fact(relation, tie.agent, tie.target, None, tie.leaves))
        by_client = list(self.over_clients(ties))
        yield from (*partners, *rivals, *by_client)
        for partner, rival in product(partners, [*rivals, *by_client]):
            leaves = partner.leaves | rival.leaves
            if frozenset(partner.ends) == frozenset(rival.ends) and self.overlap(leaves):
                yield self.fact("partnerYetRivalOf", *sorted(partner.ends), None, leaves)

    def over_clients(self, ties: Sequence[Tie]) -> Iterator[Fact]:
        is_a = self.vocabulary.is_a
        supports = [tie for tie in ties if is_a(tie.relation, "supports")]
        opposes = [tie for tie in ties if is_a(tie.relation, "opposes")]
        for tie in ties:
            for theatre in self.theatres & set(tie.root.arenas):
                if is_a(tie.relation, "backsRivalCampTo"):
                    yield self.fact("proxyRivalOf", tie.agent, tie.target, theatre, tie.leaves)
        for fight, first in product(opposes, supports):
            shared = self.theatres & set(fight.root.arenas) & set(first.root.arenas)
            for theatre in shared:
                both = fight.leaves | first.leaves
                if first.target == fight.target and fight.agent != first.agent and self.overlap(both):
                    yield self.fact("opposesClientOf", fight.agent, first.agent, theatre, both)
                for second in supports:
                    sides = first.target == fight.agent and second.target == fight.target
                    backers = {first.agent, second.agent}
                    apart = len(backers) == 2 and first.agent != fight.target and second.agent != fight.agent
                    leaves = both | second.leaves
                    if sides and apart and theatre in second.root.arenas and self.overlap(leaves):
                        yield self.fact("proxyRivalOf", first.agent, second.agent, theatre, leaves)

    def fact(self, relation: str, a: str, b: str, arena: str | None, leaves: frozenset[str]) -> Fact:
        symmetric = self.vocabulary.relations[relation].symmetric
        return Fact(relation, frozenset({a, b}) if symmetric else (a, b), arena, leaves)

    def minimal(self) -> set[Fact]:
        """Return the facts of which no other proof rests on fewer claims."""
        by_fact: dict[tuple[object, ...], set[frozenset[str]]] = {}
        for fact in self.facts():
            by_fact.setdefault(fact[:3], set()).add(fact.leaves)
        return {
            Fact(*key, leaves)  # type: ignore[arg-type]
            for key, proofs in by_fact.items()
            for leaves in proofs
            if not any(other < leaves for other in proofs)
        }


def facts_of(conclusions: Conclusions) -> set[Fact]:
    """Return the minimal derivations of the engine in the same form."""
    found = set()
    for fact in singly(conclusions, conclusions.derivations.values()):
        symmetric = conclusions.vocabulary.relations[fact.relation].symmetric
        ends = frozenset({fact.agent, fact.target}) if symmetric else (fact.agent, fact.target)
        found.add(Fact(fact.relation, ends, fact.arena, conclusions.leaves(fact.name)))
    return found


def singly(conclusions: Conclusions, derivations: Iterable[Derivation]) -> list[Derivation]:
    """Return each application of a rule by itself."""
    return [one for fact in derivations for one in conclusions.singly(fact) if isinstance(one, Derivation)]


# Small random worlds

DAYS = [date(2020, 1, 1) + timedelta(days=number) for number in range(6)]
RELATIONS = [
    *("supports", "pledgesSupportTo", "attacks", "opposes", "backsRivalCampTo", "warns", "sellsArmsTo", "meets"),
    *("isForceOf", "leads", "isAttributedTo", "relatesTo"),
]
ACTORS = ["norland", "veria", "front", "army", "legion"]


@st.composite
def extents(draw: st.DrawFn) -> Extent:
    first, last = sorted(draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))))
    bounds = Extent(draw(st.sampled_from([first, None])), draw(st.sampled_from([last, None])))
    return bounds._replace(certain_from=first, certain_until=last) if draw(st.booleans()) else bounds


@st.composite
def worlds(draw: st.DrawFn) -> list[Claim]:
    claims = []
    for number in range(draw(st.integers(2, 9))):
        agent, target = draw(st.permutations(ACTORS))[:2]
        claims.append(
            Claim(
                name=f"s/{number:02}",
                source="s",
                paragraph=1,
                anchor="",
                agent=draw(st.sampled_from([agent, agent, agent, None])),
                relation=draw(st.sampled_from(RELATIONS)),
                target=target,
                arenas=tuple(sorted(draw(st.sets(st.sampled_from([*THEATRES, "warfare"]), min_size=1)))),
                when="",
                extent=draw(extents()),
                when_basis="",
                said_by="courier",
                stance="asserts",
                sureness="plain",
                reported_on="2020-01-06",
            )
        )
    return claims


WINDOWS = [Window(), Window(DAYS[2]), Window(None, DAYS[3]), Window(DAYS[1], DAYS[3]), Window(DAYS[2], DAYS[2])]


@settings(max_examples=200, deadline=None)
@given(claims=worlds(), window=st.sampled_from(WINDOWS))
def test_rules_find_all_minimal_proofs_and_no_others(
    graph: Graph, home: Home, claims: list[Claim], window: Window
) -> None:
    standing = {claim.name: claim for claim in claims if window.may_hold(claim.extent)}
    plain = PlainRules(list(standing.values()), graph.vocabulary, THEATRES, window)
    derivations = derive(standing.values(), graph.vocabulary, ARENAS, home.rules, View(window=window))
    conclusions = Conclusions(standing, derivations, graph.vocabulary)
    assert plain.minimal() == facts_of(conclusions)
    for derivation in singly(conclusions, conclusions.all_derivations.values()):
        check_premises(conclusions, derivation)
        check_time(plain, conclusions, derivation)


@pytest.mark.parametrize("policy", ["facts", "claims", "all"])
@pytest.mark.parametrize("as_of", [None, "2020-11", "2019/2020-06"])
def test_the_article_has_all_minimal_proofs_and_no_others(home: Home, policy: str, as_of: str | None) -> None:
    kg = kgraph.load(home.root, policy=policy, as_of=as_of)
    plain = PlainRules(list(kg.conclusions.claims.values()), kg.vocabulary, kg.theatres, kg.view.window or Window())
    assert plain.minimal() == facts_of(kg.conclusions)
    for derivation in singly(kg.conclusions, kg.conclusions.all_derivations.values()):
        check_premises(kg.conclusions, derivation)
        check_time(plain, kg.conclusions, derivation)


def check_time(plain: PlainRules, conclusions: Conclusions, derivation: Derivation) -> None:
    leaves = conclusions.leaves(derivation.name)
    days = plain.overlap(leaves)
    assert days is not None
    assert (derivation.extent.earliest or date.min, derivation.extent.latest or date.max) == days
    assert derivation.certain == plain.certain(leaves)


def check_premises(conclusions: Conclusions, derivation: Derivation) -> None:
    """Check that the premises are an instance of the rule that the derivation names."""
    vocabulary = conclusions.vocabulary
    premises = [conclusions.fact(name) for name in derivation.premises]
    first, *others = premises
    a, b, theatre = derivation.agent, derivation.target, derivation.arena
    assert a != b
    polarity = vocabulary.relations[first.relation].polarity
    match derivation.rule:
        case "acting-for":
            (link,) = others
            assert (derivation.relation, a, b) == (first.relation, link.target, first.target)
            assert link.agent == first.agent
            assert vocabulary.is_a(link.relation, "actsFor")
        case "done-to":
            (link,) = others
            assert (derivation.relation, a, b) == (first.relation, first.agent, link.target)
            assert link.agent == first.target
            assert vocabulary.is_a(link.relation, "actsFor")
        case "acting-for-chain":
            (last,) = others
            assert (a, first.target, b) == (first.agent, last.agent, last.target)
            assert all(vocabulary.is_a(link.relation, "actsFor") for link in premises)
        case "partner" | "rival":
            assert not others
            assert (a, b) == (first.agent, first.target)
            assert polarity == {"partner": 1, "rival": -1}[derivation.rule]
        case "stated-rival-camps":
            assert not others
            assert (a, b) == (first.agent, first.target)
            assert vocabulary.is_a(first.relation, "backsRivalCampTo")
            assert theatre in conclusions.arenas(first)
        case "opposed-client":
            (support,) = others
            assert (a, b, first.target) == (first.agent, support.agent, support.target)
            assert vocabulary.is_a(first.relation, "opposes")
            assert vocabulary.is_a(support.relation, "supports")
            assert all(theatre in conclusions.arenas(premise) for premise in premises)
        case "proxy-rival":
            second, fight = others
            assert (a, b) == (first.agent, second.agent)
            assert (first.target, second.target) == (fight.agent, fight.target)
            assert len({a, b, fight.agent, fight.target}) == 4
            assert vocabulary.is_a(fight.relation, "opposes")
            assert all(vocabulary.is_a(support.relation, "supports") for support in (first, second))
            assert all(theatre in conclusions.arenas(premise) for premise in premises)
        case "partner-yet-rival":
            (rival,) = others
            assert {a, b} == {first.agent, first.target} == {rival.agent, rival.target}
            assert first.relation == "partnerOf"
            assert vocabulary.is_a(rival.relation, "rivalOf")
        case other:
            pytest.fail(f"no such rule: {other}")
