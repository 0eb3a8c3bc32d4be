"""The rules: over all sources in a process that is warm, and over generated worlds, alone and against owlrl."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.harness import PYTHON, Job, Result, run, temporary_home

_LIMIT_WARM, _LIMIT_LARGE, _LIMIT_MEMORY, _LIMIT_PEER = 0.3, 20.0, 2.0, 200.0
_CLAIMS, _ACTORS = 100_000, 7_000
# owlrl takes some minutes for the largest of these.
_PEER_SIZES = (500, 2_000, 8_000)
_PART_SIZE = 2_000
# How long owlrl may take for the largest world that it is said to finish.
_PATIENCE = 600.0


def benchmark(rounds: int) -> list[Result]:
    """Measure; a world that takes seconds is reasoned over once, whatever the rounds."""
    with temporary_home(built=False, article_alone=False) as home:
        warm = json.loads(run(Job([PYTHON, "-m", "benchmarks.reasoning_run", "warm", str(rounds)], home, 1))[1])
        large = _generated(home, "rules", _CLAIMS)
        sizes = [_against_owlrl(home, size) for size in _PEER_SIZES]
        part = _generated(home, "part", _PART_SIZE)["cpu"] / _generated(home, "rules", _PART_SIZE)["cpu"]
    counts = f"{warm['claims']} claims, {warm['derivations']} derivations, {warm['proofs']} proofs"
    found = f"{large['claims']:,} claims, {_ACTORS:,} actors, {large['derivations']:,} derivations"
    return [
        Result("all sources: load, rules, all proofs", warm["cpu"], "most", _LIMIT_WARM, "s of CPU", counts),
        Result("rules over a generated world", large["cpu"], "most", _LIMIT_LARGE, "s of CPU", found),
        Result("the same, memory at its peak", large["memory"], "most", _LIMIT_MEMORY, "GiB", ""),
        _result(
            sizes, f"; {part:.0f} at {_PART_SIZE:,} if owlrl closes only direct triples and axioms picked out for it"
        ),
    ]


def largest(rounds: int) -> list[Result]:
    """Double the world until owlrl takes more than ten minutes; half an hour in all."""
    sizes: list[_Size] = []
    with temporary_home(built=False, article_alone=False) as home:
        size = _PEER_SIZES[-1]
        while not sizes or sizes[-1].theirs < _PATIENCE:
            sizes.append(_against_owlrl(home, size))
            size *= 2
    return [_result(sizes[: max(1, len(sizes) - 1)], f"; {sizes[-1].theirs:.0f} s at {sizes[-1].size:,}")]


class _Size(NamedTuple):
    """A number of claims, and the seconds of a processor that rules and owlrl take for them."""

    size: int
    ours: float
    theirs: float


def _against_owlrl(home: Path, size: int) -> _Size:
    return _Size(size, _generated(home, "rules", size)["cpu"], _generated(home, "owlrl", size)["cpu"])


def _result(sizes: Sequence[_Size], more: str) -> Result:
    size, ours, theirs = sizes[-1]
    ratios = ", ".join(f"{size.theirs / size.ours:.0f} at {size.size:,}" for size in sizes)
    detail = f"{theirs:.0f} s : {ours:.2f} s, both given ontology, claims and direct triples; {ratios}{more}"
    return Result(f"owlrl / rules, {size:,} claims", theirs / ours, "least", _LIMIT_PEER, "times", detail)


def _generated(home: Path, how: str, claims: int) -> dict[str, float]:
    command = [PYTHON, "-m", "benchmarks.reasoning_run", how, str(claims), str(_ACTORS)]
    measured: dict[str, float] = json.loads(run(Job(command, home, 1))[1])
    return measured
