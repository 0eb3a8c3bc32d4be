"""Ranges are exact: what every way for uncertain ties to stand or fall gives, or the reason why there is none."""

import itertools
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import isclose
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.analysis.measures import Measures, Signs, measure
from kgraph.analysis.ranges import ranges
from kgraph.loading import load

Key = tuple[str, int]
WEIGHT = st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 2), Fraction(1, 10)])
SURE = st.dictionaries(st.tuples(st.sampled_from("xyz"), st.sampled_from([1, -1])), WEIGHT, max_size=6)


@st.composite
def ties(draw: Any) -> Mapping[Key, Fraction]:
    """A tie has one sign and one weight, in one arena or more."""
    sign, weight = draw(st.sampled_from([1, -1])), draw(WEIGHT)
    return {(arena, sign): weight for arena in draw(st.sets(st.sampled_from("xyz"), min_size=1, max_size=2))}


def gone_through(sure: Mapping[Key, Fraction], loose: Sequence[Mapping[Key, Fraction]]) -> dict[str, list[float]]:
    """Every value of every measure over all subsets of the uncertain ties."""
    found: dict[str, list[float]] = {}
    for stands in itertools.product([False, True], repeat=len(loose)):
        cells: dict[str, list[Fraction]] = {}
        for tie in [sure, *(tie for tie, yes in zip(loose, stands, strict=True) if yes)]:
            for (arena, sign), weight in tie.items():
                cells.setdefault(arena, [Fraction(0), Fraction(0)])[sign < 0] += weight
        for name, value in measure({a: Signs(float(p), float(n)) for a, (p, n) in cells.items()})._asdict().items():
            if value is not None:
                found.setdefault(name, []).append(value)
    return found


@settings(max_examples=150)
@given(SURE, st.lists(ties(), max_size=7))
def test_ranges_are_those_of_going_through_every_subset(
    sure: dict[Key, Fraction], loose: list[Mapping[Key, Fraction]]
) -> None:
    found = ranges(sure, loose)
    expected = gone_through(sure, loose)
    assert set(Measures._fields) == set(found)
    for name, (least, most) in found.items():
        if least is None or most is None:
            assert name not in expected
        else:
            assert isclose(min(expected[name]), least, abs_tol=1e-9), name
            assert isclose(max(expected[name]), most, abs_tol=1e-9), name


def test_a_tie_in_two_arenas_falls_in_both_at_once() -> None:
    sure: dict[Key, Fraction] = {("x", 1): Fraction(1), ("y", -1): Fraction(1)}
    found = ranges(sure, [{("x", -1): Fraction(1), ("y", -1): Fraction(1)}])
    # With it x is mixed, without it arenas separate the signs; in y alone it would leave them separate.
    assert (1, 1) == (found["negative"].least, found["compartmentalisation"].most)
    apart = ranges(sure, [{("x", -1): Fraction(1)}, {("y", -1): Fraction(1)}])
    assert apart["compartmentalisation"].least is not None
    assert found["compartmentalisation"].least is not None
    assert apart["compartmentalisation"].least < found["compartmentalisation"].least


def test_many_uncertain_ties_of_few_weights_have_a_range() -> None:
    arenas = [f"arena {number}" for number in range(6)]
    loose = [{(arenas[number % 6], (-1) ** (number // 6)): Fraction(1)} for number in range(60)]
    found = ranges({}, loose)
    assert (0, 1) == tuple(found["compartmentalisation"])
    assert (-15, 30) == tuple(found["griffin"])


def test_where_the_ways_are_too_many_there_is_no_range_but_the_plain_ones() -> None:
    loose = [{("x", 1): Fraction(2**number)} for number in range(40)]
    assert {"positive", "negative", "volume"} == set(ranges({}, loose))


def test_a_measure_without_a_range_says_why(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from kgraph.analysis import ranges as module

    monkeypatch.setattr(module, "_MOST_SUMS", 1)
    code, out, err = run("dyad", "russia", "turkey")
    assert (0, "") == (code, err)
    assert "[no range, see below]" in out
    assert f"No range for symmetry, griffin, compartmentalisation: {module.TOO_MANY}." in out
    given = json.loads(run("dyad", "russia", "turkey", "--format", "json").out)["without_range"]
    assert dict.fromkeys(("symmetry", "griffin", "compartmentalisation"), module.TOO_MANY) == given


def test_on_all_sources_every_pair_has_every_range() -> None:
    profiles = load(Path(__file__).parents[2]).profiles()
    assert all(not one.without_range for one in profiles)
    [pair] = [one for one in profiles if (one.a, one.b) == ("russia", "turkey")]
    span = pair.ranges["compartmentalisation"]
    assert span.least is not None
    assert span.most is not None
    assert pair.measures.compartmentalisation is not None
    assert span.least < pair.measures.compartmentalisation < span.most
