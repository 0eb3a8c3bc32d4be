"""``kgraph build``, SHACL and all."""

from __future__ import annotations

import shutil

from benchmarks.harness import KGRAPH, PYTHON, Job, Result, best, in_ms, temporary_home

_LIMIT = 2.0


def benchmark(rounds: int) -> list[Result]:
    """Measure a build that has everything to do."""
    with temporary_home(built=False) as home:
        shutil.rmtree(home / "data" / "rdf")
        costs = best(
            {
                "bare": Job([PYTHON, "-c", "pass"], home, rounds),
                "build": Job([KGRAPH, "build"], home, min(rounds, 3)),
            }
        )
    build, bare = costs["build"], costs["bare"]
    detail = f"{in_ms(build, bare)}, {build.cpu / bare.cpu:.0f} times a bare Python"
    return [Result("kgraph build", build.cpu, "most", _LIMIT, "s", detail)]
