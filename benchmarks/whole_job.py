"""Record, store, rules, five questions and N-Quads in one fresh process: against a bare Python, and against rdflib,
owlrl and pyvis doing the same."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.harness import PYTHON, Job, Result, best, in_ms, run, temporary_home

_BARE_LIMIT = 8.0
_PEER_LIMIT = 30.0


def benchmark(rounds: int) -> list[Result]:
    """Measure the whole job, and compare what both sides answered."""
    with temporary_home(built=False) as home:
        own = Job([PYTHON, "-c", "from benchmarks.cold_run import main; main()"], home, rounds)
        peer = Job([PYTHON, "-c", "from benchmarks.peer_run import main; main()"], home, min(rounds, 2))
        part = Job([PYTHON, "-c", "from benchmarks.peer_run import main; main()", "part"], home, min(rounds, 2))
        bare_run = Job([PYTHON, "-c", "pass"], home, rounds)
        costs = best({"bare": bare_run, "own": own, "peer": peer, "part": part})
        faults = _differences(json.loads(run(own)[1]), json.loads(run(peer)[1]))
    bare, ours, theirs = costs["bare"], costs["own"], costs["peer"]
    by_hand = f"; {costs['part'].cpu / ours.cpu:.1f} times if owlrl closes only what is picked out for it"
    return [
        Result("whole job / bare Python", ours.cpu / bare.cpu, "most", _BARE_LIMIT, "times", in_ms(ours, bare)),
        Result(
            "rdflib + owlrl + pyvis / whole job",
            theirs.cpu / ours.cpu,
            "least",
            _PEER_LIMIT,
            "times",
            in_ms(theirs, ours) + by_hand,
            faults,
        ),
    ]


def _differences(own: dict[str, Any], peer: dict[str, Any]) -> tuple[str, ...]:
    """Compare the answers; OWL's candidates for rivals by proxy must cover every pair that the rules find."""
    faults = [
        f"{question}: the answers differ"
        for question, rows in own["answers"].items()
        if sorted(map(str, rows)) != sorted(map(str, peer["answers"][question]))
    ]
    pairs = {frozenset(row) for row in own["rivals"]}
    missing = pairs - {frozenset(row) for row in peer["rivals"]}
    if not pairs or missing:
        faults.append(f"rivals by proxy: {len(pairs)} found, {len(missing)} of them no candidates")
    return tuple(faults)
