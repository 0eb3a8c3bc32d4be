"""`kgraph why`: what is told where a relation does not hold, and where it holds by very many proofs."""

import json
import re
from typing import Any

import pytest

from kgraph.graph import Graph
from kgraph.home import Home

PAIR = ("russia", "turkey")


def test_where_it_does_not_hold_what_does_is_told_with_its_direction_and_rule(run: Any, graph: Graph) -> None:
    code, out, err = run("why", "turkey", "sellsArmsTo", "russia")
    assert (1, "") == (code, err)
    first, head, *lines = out.splitlines()
    assert "Turkey sells arms to Russia: does not hold (policy 'claims')." == first
    assert "What does hold between the two:" == head
    assert "  Russia sellsArmsTo Turkey" in lines
    assert "  Turkey rivalsWith Russia (both ways)" in lines
    assert "  Russia opposesClientOf Turkey (derived by rule: opposed client)" in lines
    assert "  Turkey partnerOf Russia (both ways; derived by rule: partner)" in lines
    assert len(lines) == len(set(lines))
    told = {line.split()[1] for line in lines}
    assert {fact.relation for fact in graph.conclusions.facts_between(*PAIR)} == told


def test_every_line_of_what_does_hold_can_be_asked_for(run: Any) -> None:
    lines = run("why", "turkey", "sellsArmsTo", "russia").out.splitlines()[2:]
    for line in lines:
        agent, relation, target = line.split("(")[0].split()
        assert 0 == run("why", agent, relation, target).code, line


def test_where_nothing_is_known_that_is_told(run: Any) -> None:
    code, out, _ = run("why", "assad", "sellsArmsTo", "nato")
    assert (1, "Nothing is known between the two under this policy and date.") == (code, out.splitlines()[1])


def test_partner_and_rival_ties_are_told_once_each(run: Any, graph: Graph) -> None:
    proofs = graph.why("russia", "partnerYetRivalOf", "turkey")
    ties = {premise.fact.name: premise for proof in proofs for premise in proof.premises}
    assert len(proofs) > 50
    assert len(ties) < len(proofs)
    out = run("why", "russia", "partnerYetRivalOf", "turkey").out
    assert f": holds, {len(proofs)} proofs " in out
    assert len(ties) == len(re.findall(r"^ *\d+\. ", out, flags=re.MULTILINE))
    sides = {
        sign: {name for name, tie in ties.items() if graph.vocabulary.relations[tie.fact.relation].polarity == sign}
        for sign in (1, -1)
    }
    certain = sum(proof.fact.certain for proof in proofs if hasattr(proof.fact, "certain"))
    assert f"Of the {len(sides[1])} x {len(sides[-1])} pairs, {len(proofs)} are, {certain} of them certainly;" in out
    before, after = out.split("\nRival: ", 1)
    assert len(sides[1]) == len(re.findall(r"^ *\d+\. ", before, flags=re.MULTILINE))
    assert len(sides[-1]) == len(re.findall(r"^ *\d+\. ", after, flags=re.MULTILINE))
    for claim in {leaf for proof in proofs for leaf in proof.leaves()}:
        assert claim.name in out


def test_a_single_proof_of_partner_and_rival_is_a_tree(run: Any, graph: Graph) -> None:
    ends = {(proof.agent, proof.target) for proof in graph.conclusions.derivations.values()}
    counts = {pair: len(graph.why(pair[0], "partnerYetRivalOf", pair[1])) for pair in sorted(ends)}
    pair = next(pair for pair, count in counts.items() if count == 1)
    out = run("why", pair[0], "partnerYetRivalOf", pair[1]).out
    assert ": holds, 1 proof " in out
    assert "(derived by rule: partner yet rival; " in out


def test_each_place_is_a_heading_once(run: Any) -> None:
    out = run("why", "russia", "partnerOf", "turkey").out
    headings = re.findall(r"^\S.*:$", out, flags=re.MULTILINE)
    assert len(headings) > 3
    assert len(headings) == len(set(headings))
    numbers = [int(number) for number in re.findall(r"^ *(\d+)\. ", out, flags=re.MULTILINE)]
    assert list(range(1, len(numbers) + 1)) == numbers


def test_json_lists_proofs_and_says_when_there_are_more(run: Any, graph: Graph) -> None:
    whole = len(graph.why("russia", "partnerYetRivalOf", "turkey"))
    asked = ("why", "russia", "partnerYetRivalOf", "turkey", "--format", "json")
    _, out, err = run(*asked, "--most", "3")
    assert 3 == len(json.loads(out))
    assert f"kgraph: 3 of {whole} proofs; --most 0 gives all\n" == err
    _, out, err = run(*asked, "--most", "0")
    assert (whole, "") == (len(json.loads(out)), err)


def test_what_is_left_out_is_said_to_take_its_proofs_along(run: Any, article_home: Home) -> None:
    """The experts alone tell of the Wagner Group in the article; in all sources others do too."""
    asked = ("why", "russia", "proxyRivalOf", "turkey", "--without", "speaker:un-experts")
    code, out, _ = run(*asked, home=article_home)
    assert 0 == code
    assert re.search(r"^With nothing left out: \d+ proofs; \d+ fell \(Libya: \d+\)\.$", out, re.MULTILINE)
    assert re.search(r"^No proof runs through .*the Wagner Group.* any more\.$", out, re.MULTILINE)
    assert "Wagner" not in out.split("any more.")[1]
    everything = run(*asked).out
    assert "fell (Libya: " in everything
    assert not re.search(r"^No proof runs through .*Wagner", everything, re.MULTILINE)
    assert "The Wagner Group" in everything or "the Wagner Group" in everything
    assert "In general" not in run("why", "russia", "partnerYetRivalOf", "turkey", *asked[4:], "--most", "1").out


@pytest.mark.parametrize("relation", ["proxyRivalOf", "partnerYetRivalOf"])
def test_the_claims_on_which_fallen_proofs_rested_are_named(run: Any, graph: Graph, relation: str) -> None:
    out = run("why", "russia", relation, "turkey", "--without", "speaker:un-experts").out
    named = re.findall(r"^  fell: (\d+) on .*\[.*; (\S+)\]$", out, re.MULTILINE)
    assert 1 <= len(named) <= 3
    whole = graph.why("russia", relation, "turkey")
    for count, claim in named:
        assert "un-experts" == graph.claims[claim].said_by
        assert int(count) == sum(claim in {leaf.name for leaf in proof.leaves()} for proof in whole)
