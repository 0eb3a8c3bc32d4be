"""Speakers as users name them: who says nothing is not suggested, and all faults come at once."""

from __future__ import annotations

from typing import Any

import pytest

import kgraph
from kgraph.errors import InputError
from kgraph.graph import Graph


def faults(**asked: Any) -> tuple[str, ...]:
    with pytest.raises(InputError) as error:
        kgraph.load(**asked)
    return error.value.faults


def test_only_those_who_speak_are_suggested(graph: Graph) -> None:
    assert ("unknown speaker 'UN expert'; did you mean 'UN experts'?",) == faults(without=["speaker:UN expert"])
    (fault,) = faults(without=["speaker:haftar force"])
    assert "haftar-forces" in graph.actors
    assert "haftar-forces" not in {claim.said_by for claim in graph.claims.values()}
    assert fault == "unknown speaker 'haftar force'; run 'kgraph ask provenance/speakers' for all"


def test_an_actor_on_whose_word_nothing_is_cannot_be_left_out_as_a_speaker() -> None:
    assert ("unknown speaker 'Libya'; run 'kgraph ask provenance/speakers' for all",) == faults(
        without=["speaker:Libya"]
    )
    assert kgraph.load(without=["actor:azerbaijan"])


def test_a_misspelt_speaker_is_told_with_all_other_faults() -> None:
    told = faults(policy="clams", as_of="2021-13", prefer=["putyn"], without=["source:router"])
    assert 4 == len(told)
    assert "unknown policy 'clams'; did you mean 'claims'?" == told[0]
    assert told[1].startswith("'2021-13' is no date")
    assert "unknown speaker 'putyn'; did you mean 'putin'?" == told[2]
    assert told[3].startswith("unknown source 'router'")
