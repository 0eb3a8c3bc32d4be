"""``python -m benchmarks [--json FILE] [--rounds N] [NAME …]``: exit 1 if a target is missed."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks import catalogue, cold_verbs, events, frustration, full_build, reasoning, triads, whole_job
from benchmarks.harness import Benchmark, Result

BENCHMARKS: Mapping[str, Benchmark] = {
    "verbs": cold_verbs.benchmark,
    "job": whole_job.benchmark,
    "build": full_build.benchmark,
    "catalogue": catalogue.benchmark,
    "reasoning": reasoning.benchmark,
    "frustration": frustration.benchmark,
    "random": frustration.hard,
    "triads": triads.benchmark,
    "events": events.benchmark,
}
# Take minutes to half an hour; run only when named.
LONG: Mapping[str, Benchmark] = {"largest": reasoning.largest, "events-large": events.large}


def main() -> int:
    """Run the benchmarks, print a table, and write JSON if asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=_names())
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="best of N (default 9)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON as well")
    arguments = parser.parse_args()
    if unknown := [name for name in arguments.names if name not in {*BENCHMARKS, *LONG}]:
        parser.error(f"unknown benchmark '{unknown[0]}'; use {_names()}")
    print(f"Processor time, best of {arguments.rounds} (clock time in brackets); Python {platform.python_version()}\n")
    results: list[Result] = []
    for name in arguments.names or BENCHMARKS:
        for result in {**BENCHMARKS, **LONG}[name](arguments.rounds):
            print(_line(result), flush=True)
            results.append(result)
    if arguments.json:
        entries = [{**result._asdict(), "met": result.met} for result in results]
        content = {"python": platform.python_version(), "rounds": arguments.rounds, "results": entries}
        arguments.json.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    missed = [result.name for result in results if not result.met]
    print(
        f"\n{len(results) - len(missed)} of {len(results)} targets met"
        + "".join(f"\nmissed: {name}" for name in missed)
    )
    return 1 if missed else 0


def _names() -> str:
    return f"{', '.join(BENCHMARKS)} (by default all of these), or {', '.join(LONG)}"


def _line(result: Result) -> str:
    value = f"{result.value:.3f}" if result.value < 1 else f"{result.value:.1f}"
    target = f"at {result.bound} {result.limit:g} {result.unit}"
    lines = [f"{'ok    ' if result.met else 'MISSED'} {result.name:<36} {value:>7}  ({target})   {result.detail}"]
    return "\n".join([*lines, *(f"       {fault}" for fault in result.faults)])


if __name__ == "__main__":
    sys.exit(main())
