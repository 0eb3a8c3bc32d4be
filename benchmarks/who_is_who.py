"""Shares of names and of events that resolve: ``python -m benchmarks.who_is_who ../shared/data [--list N]``.

Counts are of mentions: each event names two actors. ``--list`` prints the heaviest resolutions of each table,
``--draw`` draws some at random (seeded), to be judged by eye; ``--unresolved`` prints the heaviest names that stay
themselves.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from kgraph.events.actors import Named, Resolved, resolver
from kgraph.loading import load

SEED = 2018
CLASSES = ("register", "state", "leader", "acts for a state", "part or kind", "unresolved", "nobody named")


def icews18(folder: Path) -> Counter[Named]:
    """Return the names of ICEWS18 with the number of facts of its training and validation parts that name them."""
    names = {}
    for line in (folder / "icews18" / "entity2id.txt").read_text(encoding="utf-8").splitlines():
        name, number = line.split("\t")
        names[number] = Named(name, "icews")
    found: Counter[Named] = Counter()
    for part in ("train", "valid"):
        for line in (folder / "icews18" / f"{part}.txt").read_text(encoding="utf-8").splitlines():
            agent, _, target, _ = line.split("\t")
            found.update((names[agent], names[target]))
    return found


def icews_raw(folder: Path) -> Counter[Named]:
    """Return the names of the sample of ICEWS as published, with its columns of country and sectors."""
    found: Counter[Named] = Counter()
    with (folder / "raw_icews" / "events.2018.sample.tab").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for side in ("Source", "Target"):
                sectors = tuple(sorted(row[f"{side} Sectors"].split(",")))
                found[Named(row[f"{side} Name"], "icews", row[f"{side} Country"], sectors)] += 1
    return found


def gdelt(folder: Path) -> Counter[Named]:
    """Return the actor codes of an export of GDELT."""
    found: Counter[Named] = Counter()
    text = (folder / "raw_gdelt" / "20180101000000.export.CSV").read_text(encoding="utf-8")
    for line in text.splitlines():
        cells = line.split("\t")
        found.update(Named(cells[at], "cameo", cells[at + 2]) for at in (5, 15))
    return found


def cow(folder: Path) -> Counter[Named]:
    """Return the state numbers of ATOP's alliances and COW's disputes."""
    found: Counter[Named] = Counter()
    for name in ("atop_alliance", "cow_mid_ddydisps"):
        with (folder / "cow_atop" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.update(Named(row[side], "cow") for side in ("ccode1", "ccode2"))
    return found


TABLES: dict[str, Callable[[Path], Counter[Named]]] = {
    "ICEWS18": icews18,
    "ICEWS, 2 days": icews_raw,
    "GDELT, 15 minutes": gdelt,
    "ATOP and COW": cow,
}


def class_of(resolved: Resolved, known: set[str]) -> str:
    """Return to which line of the table of shares a resolution belongs."""
    if resolved.how == "nobody":
        return "nobody named"
    if resolved.kind == "State":
        return "state"
    if resolved.how == "leader":
        return "leader"
    if resolved.state:
        return "acts for a state"
    if resolved.actor in known:
        return "register"
    return "unresolved" if resolved.how == "unresolved" else "part or kind"


def shares(counts: Counter[Named], resolved: dict[Named, Resolved], known: set[str]) -> Iterator[str]:
    """Yield one line a class: its share of distinct names and of mentions, in per cent."""
    names: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for named, count in counts.items():
        found = class_of(resolved[named], known)
        names[found] += 1
        mentions[found] += count
    for found in CLASSES:
        of_names, of_mentions = 100 * names[found] / names.total(), 100 * mentions[found] / mentions.total()
        yield f"  {found:18}{names[found]:8}{of_names:7.1f} %{mentions[found]:10}{of_mentions:7.1f} %"


def _told(named: Named, resolved: Resolved, count: int) -> str:
    parts = (resolved.actor, resolved.kind, f"for {resolved.state}" if resolved.state else "", resolved.how)
    country = f" [{named.country}]" if named.country else ""
    return f"  {count:7} {named.text}{country} -> {', '.join(part for part in parts if part)}"


def main() -> None:
    """Print the shares of every table, and what else is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    for option in ("list", "draw", "unresolved"):
        parser.add_argument(f"--{option}", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    actors = load().actors
    who = resolver(actors)
    for name, read in TABLES.items():
        counts = read(arguments.folder)
        resolved = who.resolve(counts)
        print(f"{name}: {len(counts)} names, {counts.total()} mentions")
        print("\n".join(shares(counts, resolved, set(actors))))
        order = sorted(counts, key=lambda named: (-counts[named], named))
        done = [named for named in order if resolved[named].how not in ("unresolved", "nobody")]
        left = [named for named in order if resolved[named].how == "unresolved"]
        drawn = random.Random(SEED).sample(done, min(arguments.draw, len(done)))
        for shown in (done[: arguments.list], drawn, left[: arguments.unresolved]):
            print("".join(_told(named, resolved[named], counts[named]) + "\n" for named in shown), end="")


if __name__ == "__main__":
    main()
