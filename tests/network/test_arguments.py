"""Numbers of a wrong kind are refused in one clear line by every function that takes one."""

from collections.abc import Callable
from typing import Any

import pytest

from kgraph.analysis.balance_test import balance_test
from kgraph.analysis.frustration.clusters import clusters
from kgraph.analysis.frustration.contribution import contributions
from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.frustration.interval import interval
from kgraph.analysis.signed import Tie, multigraph
from kgraph.analysis.significance import ambivalence_test
from kgraph.analysis.windows import change_points, over_time, windows
from kgraph.dates import parse_extent
from kgraph.errors import InputError
from kgraph.graph import Graph

GRAPH = multigraph([Tie("x", "y", 1, extent=parse_extent("2020")), Tie("x", "y", -1, extent=parse_extent("2020"))])
REDUCED = GRAPH.reduce("both")
SPANS = windows([tie.extent for tie in GRAPH.ties])

NUMBERS: dict[str, tuple[Callable[[Any], object], str]] = {
    "seconds of frustration": (lambda v: frustration(REDUCED, seconds=v), "time limit"),
    "seconds of interval": (lambda v: interval(GRAPH, seconds=v), "time limit"),
    "seconds of contributions": (lambda v: contributions(REDUCED, seconds=v), "time limit"),
    "seconds of camps": (lambda v: clusters(REDUCED, seconds=v), "time limit"),
    "seconds of two camps": (lambda v: clusters(REDUCED, 2, seconds=v), "time limit"),
    "seconds of a window": (lambda v: over_time(GRAPH, SPANS, seconds=v), "time limit"),
    "seconds of a test": (lambda v: balance_test(GRAPH, samples=3, seconds=v), "time limit"),
    "penalty": (lambda v: change_points([], penalty=v), "penalty"),
}
WHOLE: dict[str, tuple[Callable[[Any], object], str]] = {
    "camps": (lambda v: clusters(REDUCED, v), "camps"),
    "samples": (lambda v: ambivalence_test(GRAPH, samples=v), "samples"),
    "samples of the whole": (lambda v: balance_test(GRAPH, samples=v), "samples"),
    "seed": (lambda v: ambivalence_test(GRAPH, seed=v), "seed"),
    "seed of the whole": (lambda v: balance_test(GRAPH, seed=v), "seed"),
}


@pytest.mark.parametrize("value", ["3", True, [], -1, float("nan"), float("-inf"), 1j])
@pytest.mark.parametrize("name", [*NUMBERS, *WHOLE])
def test_what_is_no_number_is_one_line(name: str, value: Any) -> None:
    call, what = (NUMBERS | WHOLE)[name]
    with pytest.raises(InputError, match=rf"^{what}.*: .* is no .*number.* from [01] on") as caught:
        call(value)
    assert 1 == len(caught.value.faults)
    assert "\n" not in caught.value.faults[0]


@pytest.mark.parametrize("value", [1.5, 2.0, float("inf")])
@pytest.mark.parametrize("name", WHOLE)
def test_what_counts_is_a_whole_number(name: str, value: Any) -> None:
    with pytest.raises(InputError, match="is no whole number from"):
        WHOLE[name][0](value)


@pytest.mark.parametrize("value", [None, 3, "", ["both"]])
def test_what_is_no_name_is_an_unknown_one(value: Any, graph: Graph) -> None:
    with pytest.raises(InputError, match="unknown rule of reduction"):
        GRAPH.reduce(value)
    with pytest.raises(InputError, match="unknown null model"):
        ambivalence_test(GRAPH, value)
    with pytest.raises(InputError, match="unknown weights"):
        graph.weights(value)


@pytest.mark.parametrize("value", [None, 3, 1.5, ["russia"]])
def test_what_is_no_text_is_an_unknown_actor(value: Any, graph: Graph) -> None:
    for ask in (graph.dyad, graph.timeline, graph.dossier):
        with pytest.raises(InputError, match="unknown actor"):
            ask(value, "russia")


def test_one_layer_is_given_as_a_list_too(graph: Graph) -> None:
    with pytest.raises(InputError, match="layers: 'direct' is one text; give a list of"):
        graph.signed("direct")


@pytest.mark.parametrize("value", [0, -1, True, "3", 1.5])
def test_how_many_sets_are_listed_is_a_whole_number_from_1_on(value: Any, graph: Graph) -> None:
    with pytest.raises(InputError, match=r"most: .* is no whole number from 1 on"):
        graph.ablate("russia", "partnerOf", "turkey", value)


def test_where_no_arena_is_known_none_is_offered() -> None:
    with pytest.raises(InputError, match="unknown arena 'mars'; there is none"):
        GRAPH.within("mars")


def test_numbers_of_numpy_are_numbers() -> None:
    import numpy as np

    assert clusters(REDUCED, np.int64(3)).proved
    assert frustration(REDUCED, np.float32(2)).proved
    assert ambivalence_test(GRAPH, seed=np.int32(4)) == ambivalence_test(GRAPH, seed=4)
