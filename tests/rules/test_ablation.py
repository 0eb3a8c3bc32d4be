"""What a conclusion stands or falls with: the answer is checked by really withdrawing things."""

from __future__ import annotations

import json
from itertools import combinations, islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kgraph
from kgraph.analysis.ablation import smallest_cuts
from kgraph.graph import Graph
from kgraph.home import Home

ROOT = Path(__file__).parents[2]
CONCLUSIONS = [
    ("russia", "proxyRivalOf", "turkey"),
    ("russia", "partnerYetRivalOf", "turkey"),
    ("turkey", "supports", "azerbaijan"),
    ("russia", "supports", "haftar-forces"),
    ("united-states", "rivalOf", "turkey"),
]


def holds(home: Home, conclusion: tuple[str, str, str], without: list[str]) -> int:
    """Return the number of proofs that are left."""
    return len(kgraph.load(home.root, without=without).why(*conclusion))


@pytest.mark.parametrize("conclusion", CONCLUSIONS, ids=" ".join)
def test_each_smallest_set_of_claims_brings_it_down_and_no_part_of_it_does(
    home: Home, graph: Graph, conclusion: tuple[str, str, str]
) -> None:
    found = graph.ablate(*conclusion, most=3)
    assert found.proofs == len(graph.why(*conclusion))
    for cut in found.cuts.sets:
        assert 0 == holds(home, conclusion, [f"claim:{name}" for name in cut])
        for spared in cut:
            assert 0 < holds(home, conclusion, [f"claim:{name}" for name in cut if name != spared])


@pytest.mark.parametrize("conclusion", [*CONCLUSIONS, ("russia", "rivalOf", "turkey")], ids=" ".join)
def test_each_smallest_set_of_sources_or_speakers_of_all_data_brings_it_down_and_no_smaller_one_does(
    conclusion: tuple[str, str, str],
) -> None:
    graph = kgraph.load(ROOT)
    found = graph.ablate(*conclusion)
    proofs = graph.why(*conclusion)
    for cuts, names, word_of in (
        (found.source_cuts, found.sources, lambda claim: claim.source),
        (found.speaker_cuts, found.speakers, lambda claim: claim.said_by),
    ):
        needs = {frozenset(map(word_of, proof.leaves())) for proof in proofs}

        def falls(left_out: tuple[str, ...], needs: set[frozenset[str]] = needs) -> bool:
            return all(need & set(left_out) for need in needs)

        assert all(map(falls, cuts.sets))
        smaller = combinations(names, cuts.size - 1)
        assert not any(map(falls, islice(smaller, 5000)))
        if cuts.every and cuts.size <= 3:
            assert list(cuts.sets) == [cut for cut in combinations(sorted(names), cuts.size) if falls(cut)]
    one = found.source_cuts.sets[0]
    assert 0 == holds(Home(ROOT), conclusion, [f"source:{name}" for name in one])


def test_the_command_names_sources_that_only_together_bring_it_down(run: Any) -> None:
    asked = ("ablate", "russia", "rivalOf", "turkey", "--most", "100")
    found = json.loads(run(*asked, "--format", "json", home=Home(ROOT)).out)
    sets = found["smallest_source_cuts"]
    size = len(sets[0])
    assert size > 1
    assert found["all_smallest_source_cuts"]
    text = run(*asked, home=Home(ROOT)).out
    assert f"no {size - 1} sources can bring it down; {size} together can. It falls without:" in text
    for names in sets:
        assert f"    {', '.join(names[:-1])} and {names[-1]}\n" in text


@pytest.mark.parametrize("conclusion", CONCLUSIONS, ids=" ".join)
def test_each_source_and_speaker_is_judged_as_withdrawing_it_shows(
    home: Home, graph: Graph, conclusion: tuple[str, str, str]
) -> None:
    found = graph.ablate(*conclusion)
    for kind, parts, idle in (
        ("source", found.sources, found.idle_sources),
        ("speaker", found.speakers, found.idle_speakers),
    ):
        for name, part in parts.items():
            left = holds(home, conclusion, [f"{kind}:{name}"])
            assert (left == 0) is part.needed
            if conclusion[1] != "partnerYetRivalOf":
                # There, a proof that was not minimal may become so.
                assert left == found.proofs - part.proofs
        for name in idle:
            assert found.proofs == holds(home, conclusion, [f"{kind}:{name}"])


def test_what_does_not_hold_has_nothing_to_bring_down(graph: Graph, run: Any) -> None:
    assert 0 == graph.ablate("russia", "sanctions", "turkey").proofs
    code, out, err = run("ablate", "russia", "sanctions", "turkey")
    assert (code, err) == (1, "")
    assert "does not hold" in out
    assert 1 == run("ablate", "russia", "sanctions", "turkey", "--format", "json").code


def test_the_command_says_whether_it_survives_without_any_one_speaker(run: Any) -> None:
    code, out, err = run("ablate", "russia", "proxyRivalOf", "turkey", "--format", "json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found["speakers"]["un-experts"]["survives"] is True
    assert found["speakers"]["reuters"]["survives"] is False
    assert found["smallest_cuts"]
    text = run("ablate", "russia", "proxyRivalOf", "turkey").out
    assert "without United Nations experts: it survives" in text
    assert "without Reuters: it falls" in text
    assert "It does not survive without the speaker reuters." in text


def test_the_same_sets_come_in_the_same_order(run: Any) -> None:
    asked = ("ablate", "russia", "partnerYetRivalOf", "turkey", "--format", "json", "--most", "7")
    assert run(*asked).out == run(*asked).out


NAMES = "abcdef"


@given(st.lists(st.frozensets(st.sampled_from(NAMES), min_size=1), min_size=1, max_size=8))
def test_smallest_cuts_are_those_that_trying_all_sets_finds(supports: list[frozenset[str]]) -> None:
    wanted: list[tuple[str, ...]] = []
    for size in range(1, len(NAMES) + 1):
        wanted = [cut for cut in combinations(NAMES, size) if all(support & set(cut) for support in supports)]
        if wanted:
            break
    found, every = smallest_cuts(supports)
    assert every
    assert list(found) == sorted(wanted)


def test_more_sets_than_asked_for_are_said_to_exist() -> None:
    supports = [frozenset(pair) for pair in ("ab", "cd", "ef")]
    found, every = smallest_cuts(supports, most=5)
    assert (len(found), every) == (5, False)
    assert smallest_cuts(supports, most=8)[1]
