"""The rules: over all sources in a process that is warm, and over generated worlds, alone and against owlrl."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.harness import PYTHON, Job, Result, run, temporary_home

_LIMIT_WARM, _LIMIT_LARGE, _LIMIT_MEMORY, _LIMIT_PEER = 0.3, 20.0, 2.0, 200.0
_CLAIMS, _ACTORS = 100_000, 7_000
# owlrl takes about a minute for the largest of these; its time grows with the square of the claims and faster.
_PEER_SIZES = (500, 1_000, 2_000)


def benchmark(rounds: int) -> list[Result]:
    """Measure; a world that takes seconds is reasoned over once, whatever the rounds."""
    with temporary_home(built=False, article_alone=False) as home:
        warm = json.loads(run(Job([PYTHON, "-m", "benchmarks.reasoning_run", "warm", str(rounds)], home, 1))[1])
        large = _generated(home, "rules", _CLAIMS)
        sizes = [(size, _generated(home, "rules", size), _generated(home, "owlrl", size)) for size in _PEER_SIZES]
    size, ours, theirs = sizes[-1]
    ratios = ", ".join(f"{theirs['cpu'] / ours['cpu']:.0f} at {size}" for size, ours, theirs in sizes)
    counts = f"{warm['claims']} claims, {warm['derivations']} derivations, {warm['proofs']} proofs"
    found = f"{large['claims']:,} claims, {_ACTORS:,} actors, {large['derivations']:,} derivations"
    return [
        Result("all sources: load, rules, all proofs", warm["cpu"], "most", _LIMIT_WARM, "s of CPU", counts),
        Result("rules over a generated world", large["cpu"], "most", _LIMIT_LARGE, "s of CPU", found),
        Result("the same, memory at its peak", large["memory"], "most", _LIMIT_MEMORY, "GiB", ""),
        Result(
            f"owlrl / rules, {size} claims",
            theirs["cpu"] / ours["cpu"],
            "least",
            _LIMIT_PEER,
            "times",
            f"{theirs['cpu']:.1f} s : {ours['cpu']:.2f} s; {ratios}",
        ),
    ]


def _generated(home: Path, how: str, claims: int) -> dict[str, float]:
    command = [PYTHON, "-m", "benchmarks.reasoning_run", how, str(claims), str(_ACTORS)]
    measured: dict[str, float] = json.loads(run(Job(command, home, 1))[1])
    return measured
