"""`kgraph triads`: triads by sign type, and what would balance those that are not balanced."""

from __future__ import annotations

import argparse
import json

from kgraph.cli.network import add_network, chosen
from kgraph.cli.parser import add_output, choice, load_graph, whole_number, write_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kgraph.analysis.triads import Census, Remedy, Triad, Walks
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
        data["triads"] = [_triad(graph, triad) for triad in shown]
        write_out(json.dumps(data, indent=2, ensure_ascii=False) + "\n", arguments.output)
        return 0
    lines = [*_summary(whole, walks), "", "By arena (triads whose three pairs all have a tie in it):"]
    in_arena = {arena: found for arena, found in arenas.items() if sum(found.counts.values())}
    lines += [f"  {arena}: {_kinds(found)}" for arena, found in in_arena.items()] or ["  none"]
    lines += ["", f"Unbalanced triads ({len(shown)} of {len(triads)}), with each single claim that would balance them:"]
    label = {name: actor.label for name, actor in graph.actors.items()}
    for triad in shown:
        a, b, c = (label[name] for name in (triad.a, triad.b, triad.c))
        ab, ac, bc = triad.signs
        lines.append(f"  {a} {ab} {b}, {a} {ac} {c}, {b} {bc} {c}")
        lines += [f"    if {one.action}: {_named(graph, one)}" for one in triad.remedies] or ["    no single claim"]
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


def _claims(graph: Graph, remedy: Remedy) -> list[str]:
    """Return the claims that a tie rests on: itself, or those that it is derived from."""
    return sorted(set().union(*(graph.conclusions.leaves(name) for name in remedy.tie.name.split())))


def _named(graph: Graph, remedy: Remedy) -> str:
    claims = _claims(graph, remedy)
    return claims[0] if claims == [remedy.tie.name] else f"what rules derive from {', '.join(claims)}"


def _triad(graph: Graph, triad: Triad) -> dict[str, Any]:
    remedies = [
        {
            "a": remedy.tie.a,
            "b": remedy.tie.b,
            "sign": remedy.tie.sign,
            "action": remedy.action,
            "derived": remedy.tie.name not in graph.claims,
            "claims": _claims(graph, remedy),
        }
        for remedy in triad.remedies
    ]
    return {"actors": [triad.a, triad.b, triad.c], "signs": list(triad.signs), "remedies": remedies}
