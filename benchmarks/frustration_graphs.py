"""Signed graphs to measure on: random ones, two noisy camps, and states of the world year by year."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable
from pathlib import Path

from benchmarks.harness import ROOT
from kgraph.analysis.signed import SignedGraph, Tie, multigraph

SHARED = ROOT.parent / "shared" / "data"


def random_graph(actors: int, edges: int, negative: float, seed: int) -> SignedGraph:
    """Return a uniformly random graph whose edges are negative with a probability."""
    generator = random.Random(seed)
    signs: dict[tuple[int, int], int] = {}
    while len(signs) < edges:
        first, second = sorted(generator.sample(range(actors), 2))
        signs.setdefault((first, second), -1 if generator.random() < negative else 1)
    return _graph(signs.items())


def two_camps(actors: int, edges: int, noise: float, seed: int) -> SignedGraph:
    """Return a random graph of two camps, the sign of each edge turned with a probability."""
    generator = random.Random(seed)
    side = [generator.random() < 0.5 for _ in range(actors)]
    signs: dict[tuple[int, int], int] = {}
    while len(signs) < edges:
        first, second = sorted(generator.sample(range(actors), 2))
        sign = 1 if side[first] == side[second] else -1
        signs.setdefault((first, second), -sign if generator.random() < noise else sign)
    return _graph(signs.items())


def states(years: Iterable[int]) -> list[SignedGraph]:
    """Return alliances (ATOP: any obligation) and militarised disputes (COW) as signed graphs; a dispute prevails.

    None where the tables are not at hand.
    """
    folder = SHARED / "cow_atop"
    if not folder.is_dir():
        return []
    signs: dict[int, dict[tuple[int, int], int]] = {year: {} for year in years}
    for name, sign in (("atop_alliance.csv", 1), ("cow_mid_ddydisps.csv", -1)):
        for row in _rows(folder / name):
            year, ends = int(float(row["year"])), sorted(int(float(row[end])) for end in ("ccode1", "ccode2"))
            obliged = sign < 0 or any(float(row[column] or 0) > 0 for column in row if column.startswith("atop_"))
            if year in signs and ends[0] != ends[1] and obliged:
                signs[year][ends[0], ends[1]] = sign
    return [_graph(found.items()) for found in signs.values()]


def _graph(signs: Iterable[tuple[tuple[int, int], int]]) -> SignedGraph:
    return multigraph(Tie(f"{a:04}", f"{b:04}", sign) for (a, b), sign in signs).reduce("both")


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
