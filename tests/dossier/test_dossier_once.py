"""A tie that is counted for a principal is one line, however many sources say for whom the actor acts."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from kgraph.graph import Graph
from kgraph.loading import load

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def everything() -> Graph:
    return load(ROOT, policy="all")


def test_one_claim_gives_a_pair_one_line_an_arena(everything: Graph) -> None:
    several = 0
    for a, b in combinations(("russia", "turkey", "united-states", "ukraine", "azerbaijan"), 2):
        found = everything.dossier(a, b)
        lines = [line for line in (*found.unites, *found.divides) if line.root]
        keys = Counter((line.root, line.arena, line.relation, line.agent, line.target) for line in lines)
        assert 1 == max(keys.values(), default=1)
        several += sum(len(line.facts) > 1 for line in lines)
    assert several, "some ties are counted by more than one way"


def test_all_ways_are_kept_as_evidence(everything: Graph) -> None:
    found = everything.dossier("russia", "turkey")
    for line in (*found.unites, *found.divides):
        leaves = {name for fact in line.facts for name in everything.conclusions.leaves(fact)}
        assert leaves == {claim.name for claim in line.witnesses}
