"""What would balance a triad is true: the claims named are really withdrawn, and the triad is looked at again."""

import json
from itertools import groupby
from typing import Any

import pytest

from kgraph.analysis.remedies import BALANCED, NO_TRIAD, Way, ways
from kgraph.analysis.signed import SignedMultigraph
from kgraph.analysis.triads import Remedy, Triad, is_balanced, pair_types, unbalanced_triads
from kgraph.graph import Graph
from kgraph.loading import load


def found_ways(graph: Graph) -> list[tuple[Triad, Remedy, Way]]:
    ties = graph.signed()
    triads = unbalanced_triads(ties, undecided=True)
    return [(t, r, w) for t in triads for r in t.remedies for w in ways(graph.conclusions, ties, t, r)]


def state(ties: SignedMultigraph, triad: Triad) -> str:
    types = pair_types(ties)
    a, b, c = triad[:3]
    signs = [types.get(pair) for pair in ((a, b), (a, c), (b, c))]
    if None in signs:
        return NO_TRIAD
    return BALANCED if "±" not in signs and is_balanced(map(str, signs)) else ""


@pytest.mark.parametrize("whole", [False, True], ids=["article", "all sources"])
def test_withdrawing_what_is_named_leaves_what_is_said(whole: bool, graph: Graph, article_graph: Graph) -> None:
    asked = graph if whole else article_graph
    withdrawn = [(triad, way) for triad, _, way in found_ways(asked) if way.action == "withdrawn"]
    assert withdrawn
    for triad, way in withdrawn:
        left = load(asked.home.root, without=[f"claim:{name}" for name in way.claims])
        assert way.leaves == state(left.signed(), triad), (triad, way)


def test_a_derived_tie_may_fall_by_any_one_of_several_claims(article_graph: Graph) -> None:
    found = {
        (remedy.tie.pair, triad[:3]): sorted(way.claims for _, _, way in group)
        for (triad, remedy), group in groupby(found_ways(article_graph), key=lambda row: row[:2])
    }
    meets, president = "reuters-2021-09-28/02-putin-meets-erdogan", "reuters-2021-09-28/02-putin-president-of-russia"
    assert [(meets,), (president,)] == found[("erdogan", "russia"), ("erdogan", "russia", "ukraine")]


def test_who_reverses_a_claim_reverses_what_repeats_it(graph: Graph) -> None:
    conclusions, ties = graph.conclusions, graph.signed()
    by_name = {tie.name: tie for tie in ties.ties}
    copy, original = min(pair for pair in conclusions.repeats.items() if pair[1] in by_name)
    tie = by_name[original]
    triad = Triad(*sorted([tie.a, tie.b, "zz"]), ("+", "+", "-"), ())
    [way] = ways(conclusions, ties, triad, Remedy(tie, "reversed"))
    assert ("reversed", BALANCED) == (way.action, way.leaves)
    assert {original, copy} <= set(way.claims)
    # Alone it is not enough: what repeats it counts once it is gone.
    left = load(graph.home.root, without=[f"claim:{original}"]).signed()
    assert copy in {tie.name for tie in left.ties}


def test_a_rivalry_over_others_can_only_fall_and_that_leaves_no_triad(graph: Graph) -> None:
    [triad] = unbalanced_triads(graph.signed())
    assert ("armenia", "azerbaijan", "russia") == triad[:3]
    drawn = [r for r in triad.remedies if r.tie.name not in graph.claims]
    assert {NO_TRIAD} == {w.leaves for r in drawn for w in ways(graph.conclusions, graph.signed(), triad, r)}


def test_the_verb_says_whether_any_one_claim_or_all_of_them_are_needed(run: Any) -> None:
    text = run("triads").out
    assert "Azerbaijan - Russia, which rules derive, if withdrawn (any one of these is enough), and the three" in text
    data = json.loads(run("triads", "--format", "json").out)
    [first, second] = data["triads"][0]["remedies"]
    assert [(False, "reversed", 1)] == [(first["derived"], w["action"], len(w["claims"])) for w in first["any_of"]]
    assert [(True, "withdrawn", "no triad")] * 2 == [
        (second["derived"], w["action"], w["leaves"]) for w in second["any_of"]
    ]
