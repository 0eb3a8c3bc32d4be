"""Measuring: fresh processes in turns, the best of several rounds, and results that know their target."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
ARTICLE = "reuters-2021-09-28.yaml"
PYTHON = sys.executable
KGRAPH = str(Path(sys.executable).with_name("kgraph"))
_SLOWEST = 900.0


class Cost(NamedTuple):
    """Seconds of a processor (user and system, all threads) and seconds of the clock."""

    cpu: float
    wall: float


class Job(NamedTuple):
    """A command that runs in a home; a fresh process each time."""

    command: Sequence[str]
    home: Path
    rounds: int


class Result(NamedTuple):
    """A figure and its target: ``most`` or ``least`` says on which side of ``limit`` it must lie."""

    name: str
    value: float
    bound: str
    limit: float
    unit: str
    detail: str
    faults: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """Say whether the figure is within its target and no answer was wrong."""
        within = self.value <= self.limit if self.bound == "most" else self.value >= self.limit
        return within and not self.faults


Benchmark = Callable[[int], list[Result]]


def run(job: Job) -> tuple[Cost, str]:
    """Run a command once; return what it cost and what it printed.

    Raises:
        RuntimeError: if it fails or takes longer than a quarter of an hour.
    """
    before, start = _children(), time.perf_counter()
    try:
        done = subprocess.run(
            job.command,
            env={**environ, "KGRAPH_HOME": str(job.home), "PYTHONPATH": str(ROOT)},
            cwd=job.home,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_SLOWEST,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"{_shown(job)}: not done after {_SLOWEST:.0f} s") from error
    cost = Cost(_children() - before, time.perf_counter() - start)
    if done.returncode != 0:
        raise RuntimeError(f"{_shown(job)}: exit {done.returncode}: {done.stderr.strip()[-500:]}")
    return cost, done.stdout


def best(jobs: Mapping[str, Job]) -> dict[str, Cost]:
    """Run every job as many rounds as it asks for, all in turns; return the least that each cost."""
    found: dict[str, Cost] = {}
    for number in range(max(job.rounds for job in jobs.values())):
        for name, job in jobs.items():
            if number < job.rounds:
                cost, _ = run(job)
                known = found.get(name, cost)
                found[name] = Cost(min(known.cpu, cost.cpu), min(known.wall, cost.wall))
    return found


@contextmanager
def temporary_home(built: bool, article_alone: bool = True) -> Iterator[Path]:
    """Give a home of ontology, data and questions, with a built store or with the record only; it is gone afterwards.

    Its only source is the article, unless all are asked for.
    """
    with TemporaryDirectory(prefix="kgraph-bench-") as folder:
        home = Path(folder)
        for name in ("ontology", "data", "queries"):
            shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("store", ".*"))
        if article_alone:
            for other in (home / "data" / "sources").iterdir():
                if other.name != ARTICLE:
                    other.unlink()
            # The pen names the text that the article copies, which is not here now.
            pen = home / "data" / "sources" / ARTICLE
            lines = pen.read_text(encoding="utf-8").splitlines(keepends=True)
            pen.write_text("".join(line for line in lines if not line.startswith("  derived_from:")), encoding="utf-8")
        run(Job([KGRAPH, "build"], home, 1))
        if not built:
            shutil.rmtree(home / "data" / "store")
        yield home


def in_ms(*costs: Cost) -> str:
    """Word costs as processor time, and clock time in brackets."""
    return " : ".join(f"{cost.cpu * 1000:.0f} ms ({cost.wall * 1000:.0f})" for cost in costs)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _shown(job: Job) -> str:
    return " ".join(Path(part).name if part in (PYTHON, KGRAPH) else part for part in job.command)
