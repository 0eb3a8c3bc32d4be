"""`kgraph triads`: triads by sign type, and what would balance those that are not balanced."""

from __future__ import annotations

import argparse
import json
from itertools import groupby

from kgraph.cli.network import add_network, chosen
from kgraph.cli.parser import add_output, choice, load_graph, whole_number, write_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from kgraph.analysis.remedies import Way
    from kgraph.analysis.signed import SignedMultigraph
    from kgraph.analysis.triads import Census, Triad, Walks
    from kgraph.graph import Graph


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_network(parser)
    parser.add_argument("--undecided", action="store_true", help="list triads with a pair of both signs as well")
    parser.add_argument(
        "--most", type=whole_number, default=20, metavar="N", help="list at most N triads (default 20; 0: all)"
    )
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Count and list."""
    from kgraph.analysis.triads import census, unbalanced_triads, walk_balance

    form = choice("format", arguments.format, ("text", "json"))
    graph = load_graph(arguments)
    ties = chosen(graph, arguments)
    whole, walks = census(ties), walk_balance(ties)
    arenas = {arena: census(ties.within(arena=arena)) for arena in ties.arenas()}
    triads = list(unbalanced_triads(ties, arguments.undecided))
    shown = triads[: arguments.most or len(triads)]
    if form == "json":
        data = {**_counted(whole), "walk_balance": walks._asdict() if walks else None}
        data["arenas"] = {arena: _counted(found) for arena, found in arenas.items()}
        data["triads"] = [_triad(graph, ties, triad) for triad in shown]
        write_out(json.dumps(data, indent=2, ensure_ascii=False) + "\n", arguments.output)
        return 0
    lines = [*_summary(whole, walks), "", "By arena (triads whose three pairs all have a tie in it):"]
    in_arena = {arena: found for arena, found in arenas.items() if sum(found.counts.values())}
    lines += [f"  {arena}: {_kinds(found)}" for arena, found in in_arena.items()] or ["  none"]
    lines += ["", f"Unbalanced triads ({len(shown)} of {len(triads)}), with each single tie that would balance them:"]
    lines += [] if triads else ["  none"]
    label = {name: actor.label for name, actor in graph.actors.items()}
    for triad in shown:
        a, b, c = (label[name] for name in (triad.a, triad.b, triad.c))
        ab, ac, bc = triad.signs
        lines.append(f"  {a} {ab} {b}, {a} {ac} {c}, {b} {bc} {c}")
        lines += [f"    {line}" for line in _lines(graph, ties, triad)] or ["    no single tie"]
    write_out("\n".join(lines) + "\n", arguments.output)
    return 0


def _summary(found: Census, walks: Walks | None) -> list[str]:
    lines = [f"Triads: {_kinds(found) or 'none'}"]
    lines.append(f"balanced {found.balanced}, unbalanced {found.unbalanced}, undecided {found.undecided} (with ±)")
    if found.degree is not None:
        lines.append(f"degree of balance {float(found.degree):.3f} of those decided")
    if found.degree_bounds is not None:
        low, high = found.degree_bounds
        lines.append(f"between {float(low):.3f} and {float(high):.3f} over all choices of a sign")
    if walks is not None:
        lines.append(f"walk-based balance {walks.balance:.3f}")
    return lines


def _kinds(found: Census) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in found.counts.items() if count)


def _counted(found: Census) -> dict[str, Any]:
    return {
        "counts": dict(found.counts),
        "pairs": dict(found.pairs),
        "balanced": found.balanced,
        "unbalanced": found.unbalanced,
        "undecided": found.undecided,
        "degree": None if found.degree is None else float(found.degree),
    }


def _words(way: Sequence[Way]) -> str:
    """Return one line on ways of one kind; a way alone may need several claims."""
    first = way[0]
    after = "" if first.leaves == "balanced" else ", and the three are no triad any more"
    if len(way) > 1:
        return f"if {first.action} (any one of these is enough){after}: {', '.join(one.claims[0] for one in way)}"
    needed = " (all of these are needed)" if len(first.claims) > 1 else ""
    return f"if {first.action}{needed}{after}: {', '.join(first.claims)}"


def _lines(graph: Graph, ties: SignedMultigraph, triad: Triad) -> Iterator[str]:
    """Yield what would balance a triad, a line for each tie and kind of change."""
    from kgraph.analysis.remedies import ways

    label = {name: actor.label for name, actor in graph.actors.items()}
    for remedy in triad.remedies:
        tie = remedy.tie
        about = f"{label[tie.a]} {'+' if tie.sign > 0 else '-'} {label[tie.b]}"
        derived = "" if tie.name in graph.claims else ", which rules derive,"
        found = ways(graph.conclusions, ties, triad, remedy)
        for _, same in groupby(found, key=lambda way: way.leaves):
            kind = list(same)
            single = [way for way in kind if len(way.claims) == 1]
            for group in [single] if single == kind else [[way] for way in kind]:
                yield f"{about}{derived} {_words(group)}"


def _triad(graph: Graph, ties: SignedMultigraph, triad: Triad) -> dict[str, Any]:
    from kgraph.analysis.remedies import ways

    remedies = [
        {
            "a": remedy.tie.a,
            "b": remedy.tie.b,
            "sign": remedy.tie.sign,
            "derived": remedy.tie.name not in graph.claims,
            "any_of": [way._asdict() for way in ways(graph.conclusions, ties, triad, remedy)],
        }
        for remedy in triad.remedies
    ]
    return {"actors": [triad.a, triad.b, triad.c], "signs": list(triad.signs), "remedies": remedies}
