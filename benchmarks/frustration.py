"""The frustration index: against plain programs and other solvers on the same graphs, and alone on large ones."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Sequence
from os import environ
from statistics import median

from benchmarks.frustration_graphs import random_graph, states, two_camps
from benchmarks.frustration_rival import HOW, WITHOUT_PROOF
from benchmarks.harness import PYTHON, ROOT, Result
from kgraph.analysis.frustration.index import Frustration, frustration
from kgraph.analysis.signed import SignedGraph

# Optimum, seconds of a processor, and what went wrong.
_Answer = tuple[int, float, str]
_SEEDS = (1, 2, 3)
_PATIENCE = 40.0
# Name, graph, and how many seconds of a processor a prototype of cutting planes took.
_LARGE = (
    ("1,000 actors, 5,000 edges, 10 % noise", (1000, 5000, 0.10), 3.0),
    ("1,000 actors, 5,000 edges, 15 % noise", (1000, 5000, 0.15), 44.0),
    ("3,000 actors, 15,000 edges, 10 % noise", (3000, 15000, 0.10), 29.0),
)
_YEARS = range(1950, 2001)


def benchmark(rounds: int) -> list[Result]:
    """Measure; a graph that takes seconds is solved once, whatever the rounds."""
    return [*_against_others(), *_alone(), *_world()]


def _against_others() -> list[Result]:
    """Solve the same random graphs every way, each in a process of its own; what is not done in time counts with it."""
    answers = {how: [_solved(how, seed) for seed in _SEEDS] for how in HOW}
    own = answers.pop("kgraph")
    typical = median(seconds for _, seconds, _ in own)
    found = [
        Result(
            "frustration, 50 actors, 250 edges",
            typical,
            "most",
            0.3,
            "s of CPU",
            f"median of {len(_SEEDS)}, {min(s for _, s, _ in own):.2f} to {max(s for _, s, _ in own):.2f}",
            tuple(word for _, _, word in own if word),
        )
    ]
    for how, others in answers.items():
        absent = [word for _, _, word in others if word.startswith("absent")]
        if absent:
            continue
        late = sum(word == "late" for _, _, word in others)
        if how == WITHOUT_PROOF:
            found.append(_without_proof(own, others))
            continue
        faults = tuple(
            f"seed {seed}: {theirs} and not {ours}"
            for seed, (ours, _, _), (theirs, _, word) in zip(_SEEDS, own, others, strict=True)
            if not word and theirs != ours
        )
        theirs = median(seconds for _, seconds, _ in others)
        detail = f"{theirs:.2f} s : {typical:.2f} s" + (f"; {late} not done in {_PATIENCE:.0f} s" if late else "")
        found.append(Result(f"{how} / kgraph", theirs / typical, "least", 1.0, "times", detail, faults))
    return found


def _without_proof(own: Sequence[_Answer], others: Sequence[_Answer]) -> Result:
    """Compare what camps cost that no proof comes with: no less than the optimum, however fast they are found."""
    ratio = min(theirs / ours for (ours, _, _), (theirs, _, _) in zip(own, others, strict=True))
    optimal = sum(theirs == ours for (ours, _, _), (theirs, _, _) in zip(own, others, strict=True))
    typical = median(seconds for _, seconds, _ in others)
    detail = f"{optimal} of {len(own)} optimal, in {typical:.2f} s, without a proof"
    faults = tuple(word for _, _, word in others if word)
    return Result(f"cost, {WITHOUT_PROOF} / kgraph", ratio, "least", 1.0, "times", detail, faults)


def _solved(how: str, seed: int) -> _Answer:
    """Return optimum, processor time, and ``late``, ``absent`` or a fault where there is none."""
    command = [PYTHON, "-m", "benchmarks.frustration_rival", how, str(seed)]
    settings = {**environ, "PYTHONPATH": str(ROOT)}
    try:
        done = subprocess.run(
            command, env=settings, cwd=ROOT, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return -1, _PATIENCE, "late"
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1]
        return -1, 0.0, "absent" if last.startswith("ModuleNotFoundError") else last
    answer = json.loads(done.stdout.splitlines()[-1])
    return answer["optimum"], answer["seconds"], ""


def _alone() -> list[Result]:
    found = []
    for name, numbers, limit in _LARGE:
        seconds, index = _timed(two_camps(*numbers, seed=1), 600.0)
        faults = () if index.proved else (f"not proved: {index.lower} to {index.upper}",)
        found.append(Result(f"frustration, {name}", seconds, "most", limit, "s of CPU", f"L = {index.upper}", faults))
    return found


def hard(rounds: int) -> list[Result]:
    """Measure how far the bounds of a random graph that nobody here proves are apart after a minute, once."""
    _, index = _timed(random_graph(200, 1000, 0.5, seed=1), 60.0)
    detail = f"{index.lower} to {index.upper} after 60 s; a prototype: 238 to 275 on another such graph"
    return [Result("gap, 200 actors, 1,000 random edges", float(index.gap) * 100, "most", 5.0, "%", detail)]


def _world() -> list[Result]:
    graphs = states(_YEARS)
    if not graphs:
        return []
    timed = [_timed(graph, 60.0) for graph in graphs]
    faults = tuple(f"{year}: not proved" for year, (_, index) in zip(_YEARS, timed, strict=True) if not index.proved)
    sizes = [len(graph.edges) for graph in graphs]
    detail = f"{len(graphs)} years, {min(sizes)} to {max(sizes)} edges; L from {min(i.upper for _, i in timed)} to "
    detail += f"{max(i.upper for _, i in timed)}"
    total = sum(seconds for seconds, _ in timed)
    return [Result("frustration, states of the world", total, "most", 20.0, "s of CPU", detail, faults)]


def _timed(graph: SignedGraph, seconds: float) -> tuple[float, Frustration]:
    before = time.process_time()
    found = frustration(graph, seconds)
    return time.process_time() - before, found
