"""The page works for 30, 300 and 3,000 claims: pair, whole graph with its camps, search and table of pairs."""

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import pytest

import kgraph
from kgraph.analysis.dyads import Dossier, dossier, pairs
from kgraph.analysis.profile import order
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.model import Claim, Derivation
from kgraph.reasoning.disputes import disputing
from kgraph.reasoning.proofs import Conclusions
from kgraph.views.page import page as page_of

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
SHARED = "turkey"


def renamed(name: str, copy: int) -> str:
    return f"{name}-{copy}" if copy and name != SHARED else name


class Many:
    """A graph of so many claims: those of the article over and over, each time of other actors but one."""

    def __init__(self, graph: Graph, claims: int) -> None:
        self._graph = graph
        self.store, self.view, self.vocabulary = graph.store, graph.view, graph.vocabulary
        self.theatres, self.arenas, self.sources, self.as_of = graph.theatres, graph.arenas, graph.sources, None
        copies = range(-(-claims // len(graph.claims)))
        self.actors = {
            renamed(name, copy): actor._replace(labels={**actor.labels, "en": renamed(actor.label, copy)})
            for copy in copies
            for name, actor in graph.actors.items()
        }
        wanted = [(copy, claim) for copy in copies for _, claim in sorted(graph.claims.items())][:claims]
        self.claims = {f"{claim.name}-{copy}": self._claim(claim, copy) for copy, claim in wanted}
        standing = {
            name: claim for name, claim in self.claims.items() if name.rsplit("-", 1)[0] in graph.conclusions.claims
        }
        derived = [
            self._derivation(each, copy) for copy in copies for each in graph.conclusions.all_derivations.values()
        ]
        known = set(standing)
        kept = []
        for each in sorted(derived, key=lambda d: len(graph.conclusions.leaves(d.name.rsplit("#", 1)[0]))):
            if all(premise in known for premise in each.premises):
                known.add(each.name)
                kept.append(each)
        self.conclusions = Conclusions(standing, kept, graph.vocabulary)
        self.disputing = disputing(self.claims)

    @staticmethod
    def _claim(claim: Claim, copy: int) -> Claim:
        return claim._replace(
            name=f"{claim.name}-{copy}",
            agent=claim.agent and renamed(claim.agent, copy),
            target=claim.target and renamed(claim.target, copy),
            said_by=renamed(claim.said_by, copy) if claim.said_by != "reuters" else "reuters",
            through=claim.through and renamed(claim.through, copy),
            disputes=(),
            triggered_by=(),
            outcome_of=(),
        )

    def _derivation(self, each: Derivation, copy: int) -> Derivation:
        claims: Mapping[str, Claim] = self._graph.claims
        return each._replace(
            name=f"{each.name}#{copy}",
            agent=renamed(each.agent, copy),
            target=renamed(each.target, copy),
            premises=tuple(f"{name}-{copy}" if name in claims else f"{name}#{copy}" for name in each.premises),
        )

    def actor(self, text: str) -> str:
        return text

    def dossier(self, a: str, b: str) -> Dossier:
        return dossier(self.conclusions, self.arenas, a, b)

    def rank(self) -> list[Any]:
        found = [self.dossier(a, b) for a, b in pairs(self.conclusions)]
        return sorted(((d.a, d.b, d.measures) for d in found), key=lambda row: order(*row))


@pytest.mark.parametrize("claims", [30, 300, 3000])
def test_it_shows_pair_whole_graph_and_table(home: Home, open_page: Open, claims: int) -> None:
    graph = Many(kgraph.load(home.root), claims)
    assert claims == len(graph.claims)
    opened = open_page(page_of(graph))
    page = opened.page
    rows = page.locator("#pairs tbody tr")
    assert len([row for row in graph.rank() if graph.dossier(*row[:2]).by_arena]) == rows.count()
    rows.nth(min(2, rows.count() - 1)).locator("button").click()
    assert page.evaluate("kgraph.drawnTies().length") > 0
    page.locator("#whole").click()
    boxes = page.evaluate("kgraph.boxes()")
    ties = page.evaluate("kgraph.ties().filter(t => !t.rule)")
    assert {end for tie in ties for end in (tie["agent"], tie["target"])} == set(boxes)
    near = sorted(boxes.values(), key=lambda box: box["left"])
    for a, b in combinations(near, 2):
        if b["left"] >= a["right"]:
            continue
        assert a["bottom"] <= b["top"] or b["bottom"] <= a["top"], f"{a} overlaps {b}"
    wanted = max(boxes)
    page.locator("#search").fill(graph.actors[wanted].label)
    page.keyboard.press("Enter")
    assert wanted == page.evaluate("kgraph.selected()")
    assert [] == opened.errors


def test_camps_are_the_division_that_the_fewest_claims_contradict(graph: Graph, open_page: Open) -> None:
    page = open_page(graph.page()).page
    camps, ties = page.evaluate("[kgraph.camps(), kgraph.ties().filter(t => !t.rule && t.counted)]")
    members = camps["members"]
    acting = [{tie["agent"], tie["target"]} for tie in ties if tie["acts"]]
    inside = [tie for tie in ties if tie["sign"] and {tie["agent"], tie["target"]} <= members.keys()]

    def against(sides: Mapping[str, int]) -> int:
        return sum((sides[tie["agent"]] == sides[tie["target"]]) != (tie["sign"] > 0) for tie in inside)

    def with_whom(name: str) -> set[str]:
        found, before = {name}, 0
        while before < len(found):
            before = len(found)
            found |= {end for ends in acting if ends & found for end in ends}
        return found

    assert camps["certain"]
    assert against(members) <= camps["against"] < camps["all"]
    assert len(inside) <= camps["all"]
    for moved in members:
        # In no frame is who could stand in either camp at no cost.
        there = {name: 3 - members[name] for name in with_whom(moved) & members.keys()}
        tied = {tie["agent"] for tie in inside} | {tie["target"] for tie in inside}
        assert not tied & there.keys() or against({**members, **there}) > against(members)
    page.locator("#whole").click()
    boxes = page.evaluate("kgraph.boxes()")
    right = max(boxes[name]["right"] for name in members if members[name] == 1)
    left = min(boxes[name]["left"] for name in members if members[name] == 2)
    assert right < left
    assert f"{camps['against']} of {camps['all']} such statements" in page.inner_text("#summary")


@pytest.mark.parametrize("made", ["article", "everything"])
def test_a_laptop_shows_headline_summary_both_of_the_pair_and_what_they_share_without_scrolling(
    made: str, request: pytest.FixtureRequest, open_page: Open
) -> None:
    page = open_page(request.getfixturevalue(made)).page
    assert all(page.evaluate("name => kgraph.centreOf(name).y", name) + 25 < 800 for name in ("russia", "turkey"))
    ties = page.evaluate("kgraph.ties().filter(tie => tie.counted && tie.sign > 0)")
    shared = {place for tie in ties if {tie["agent"], tie["target"]} == {"russia", "turkey"} for place in tie["places"]}
    assert shared
    top = page.locator("#network").bounding_box()["y"]
    assert all(top < page.evaluate("place => kgraph.nameOf(place).y", place) < 800 for place in shared)
