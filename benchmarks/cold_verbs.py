"""Answers and one proof on the built graph, each in a fresh process, against merely importing the database."""

from __future__ import annotations

from statistics import median_low

from benchmarks.harness import KGRAPH, PYTHON, Job, Result, best, in_ms, temporary_home

# One of each folder of the catalogue. The median is held against the limit, and the dearest one is named.
QUESTIONS = ("actors/list", "dyads/ties", "theatres/backers", "proxies/acting-for", "provenance/disputes")
_LIMIT = 4.0


def benchmark(rounds: int) -> list[Result]:
    """Measure ``kgraph ask`` and ``kgraph why``."""
    with temporary_home(built=True) as home:
        costs = best(
            {
                "import": Job([PYTHON, "-c", "import pyoxigraph"], home, rounds),
                "why": Job([KGRAPH, "why", "russia", "proxyRivalOf", "turkey"], home, rounds),
                **{question: Job([KGRAPH, "ask", question], home, rounds) for question in QUESTIONS},
            }
        )
    base = costs["import"]
    asked = sorted((costs[question].cpu, question) for question in QUESTIONS)
    typical = costs[median_low(asked)[1]]
    dearest, which = asked[-1]
    details = {
        "ask": f"{in_ms(typical, base)}, median of {len(QUESTIONS)}; dearest {which} {dearest / base.cpu:.1f} times",
        "why": in_ms(costs["why"], base),
    }
    measured = {"ask": typical, "why": costs["why"]}
    return [
        Result(f"kgraph {verb} / import pyoxigraph", cost.cpu / base.cpu, "most", _LIMIT, "times", details[verb])
        for verb, cost in measured.items()
    ]
