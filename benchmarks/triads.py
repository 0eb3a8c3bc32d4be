"""The census of signed triads: against igraph's list of triangles and networkx's count."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np

from benchmarks.harness import Result
from kgraph.analysis.triangles import count_triads

_ACTORS, _EDGES = 7_000, 100_000


def benchmark(rounds: int) -> list[Result]:
    """Measure the best of so many rounds, graphs built beforehand; only the census tells sign types apart."""
    random = np.random.default_rng(1)
    # Some actors are far more active than others, as in any data on the world.
    activity = 1 / np.arange(1, _ACTORS + 1) ** 0.6
    drawn = random.choice(_ACTORS, size=(_EDGES * 2, 2), p=activity / activity.sum())
    pairs = np.unique(np.sort(drawn, axis=1), axis=0)
    pairs = random.permutation(pairs[pairs[:, 0] != pairs[:, 1]])[:_EDGES]
    code = random.choice(3, size=_EDGES, p=[0.65, 0.30, 0.05])
    own, counts = _best(lambda: count_triads(_ACTORS, pairs[:, 0], pairs[:, 1], code), rounds)
    triads = sum(counts.values())
    graph: nx.Graph[int] = nx.Graph(pairs.tolist())
    count: Callable[..., Any] = nx.triangles
    theirs, triangles = _best(lambda: sum(count(graph).values()) // 3, min(rounds, 3))
    faults = () if triangles == triads else (f"networkx counts {triangles} triangles, not {triads}",)
    detail = f"{theirs * 1000:.0f} ms : {own * 1000:.0f} ms; {triads} triads"
    found = [Result("networkx triangles / signed census", theirs / own, "least", 8.0, "times", detail, faults)]
    try:
        import igraph
    except ModuleNotFoundError:
        return found
    # What is asked of a graph once: a second list of the same graph is found faster.
    others = [igraph.Graph(_ACTORS, pairs.tolist()) for _ in range(rounds)]
    theirs, listed = _best(lambda: len(others.pop().list_triangles()), rounds)
    faults = () if listed == triads else (f"igraph lists {listed} triangles, not {triads}",)
    detail = f"{own * 1000:.0f} ms : {theirs * 1000:.0f} ms"
    return [*found, Result("signed census / igraph triangles", own / theirs, "most", 2.0, "times", detail, faults)]


def _best(run: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    least, answer = float("inf"), None
    for _ in range(rounds):
        before = time.process_time()
        answer = run()
        least = min(least, time.process_time() - before)
    return least, answer
