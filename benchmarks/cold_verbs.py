"""One answer and one proof on the built graph, each in a fresh process, against merely importing the database."""

from __future__ import annotations

from benchmarks.harness import KGRAPH, PYTHON, Job, Result, best, in_ms, temporary_home

QUESTION = "dyads/both-signs"
_LIMIT = 4.0


def benchmark(rounds: int) -> list[Result]:
    """Measure ``kgraph ask`` and ``kgraph why``."""
    with temporary_home(built=True) as home:
        costs = best(
            {
                "import": Job([PYTHON, "-c", "import pyoxigraph"], home, rounds),
                "ask": Job([KGRAPH, "ask", QUESTION], home, rounds),
                "why": Job([KGRAPH, "why", "russia", "proxyRivalOf", "turkey"], home, rounds),
            }
        )
    base = costs["import"]
    return [
        Result(
            f"kgraph {verb} / import pyoxigraph",
            costs[verb].cpu / base.cpu,
            "most",
            _LIMIT,
            "times",
            in_ms(costs[verb], base),
        )
        for verb in ("ask", "why")
    ]
