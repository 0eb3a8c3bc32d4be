"""All questions of the catalogue on Oxigraph, as kgraph asks them, against rdflib's own engine on the same graph."""

from __future__ import annotations

import json
import subprocess
from os import environ
from pathlib import Path
from typing import Any

from benchmarks.harness import PYTHON, ROOT, Result, temporary_home

_LIMIT = 1 / 20
# What is not done by then counts with the time it had: the ratio can only look worse for it.
_PATIENCE = {"oxigraph": 60.0, "rdflib": 600.0}


def benchmark(rounds: int) -> list[Result]:
    """Measure both engines on the questions that both answer in time, and compare the answers."""
    with temporary_home(built=True) as home:
        ours, theirs = (_answers(home, engine) for engine in ("oxigraph", "rdflib"))
        count = len(list((home / "queries").rglob("*.rq")))
    both = [name for name in ours if name in theirs]
    faults = [f"{name}: the answers differ" for name in both if ours[name]["rows"] != theirs[name]["rows"]]
    if len(ours) < count:
        faults.append(f"Oxigraph answered {len(ours)} of {count} questions in {_PATIENCE['oxigraph']:.0f} s")
    quick, slow = (sum(answers[name]["seconds"] for name in both) for answers in (ours, theirs))
    slowest = max(both, key=lambda name: float(ours[name]["seconds"]))
    detail = (
        f"{len(both)} of {count} questions: {quick * 1000:.0f} ms : {slow * 1000:.0f} ms; "
        f"slowest here {slowest} {ours[slowest]['seconds'] * 1000:.0f} ms"
    )
    return [Result("catalogue on Oxigraph / rdflib", quick / slow, "most", _LIMIT, "times", detail, tuple(faults))]


def _answers(home: Path, engine: str) -> dict[str, dict[str, Any]]:
    """Return the answers that an engine gave in time, by question."""
    command = [PYTHON, "-m", "benchmarks.catalogue_run", engine]
    settings = {**environ, "KGRAPH_HOME": str(home), "PYTHONPATH": str(ROOT)}
    try:
        done = subprocess.run(
            command, env=settings, cwd=home, capture_output=True, timeout=_PATIENCE[engine], check=True
        )
        printed = done.stdout
    except subprocess.TimeoutExpired as error:
        printed = error.stdout or b""
    except subprocess.CalledProcessError as error:
        raise RuntimeError(f"{engine}: {error.stderr.decode()[-500:]}") from error
    lines = [line for line in printed.decode().splitlines() if line.endswith("}")]
    return {entry["question"]: entry for entry in map(json.loads, lines)}
