"""`kgraph dyad`: the profile of a pair."""

from __future__ import annotations

import argparse
import json

from kgraph.cli.coded import add_events, coded_parts
from kgraph.cli.network import counted_in_each
from kgraph.cli.parser import (
    add_output,
    add_plot,
    add_view,
    add_weights,
    choice,
    load_graph,
    require_drawable,
    whole_number,
    write_out,
    write_picture,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kgraph.analysis.profile import Near, Profile
    from kgraph.analysis.ranges import Range


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("a", help="an actor: id, label or alias in any language")
    parser.add_argument("b", help="the other actor")
    add_view(parser)
    add_weights(parser)
    add_events(parser)
    parser.add_argument(
        "--nearest", type=whole_number, default=3, metavar="N", help="show N pairs with a similar profile (default 3)"
    )
    add_plot(parser, "the profile")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Show the profile; exit 1 if the pair has no tie."""
    from kgraph.analysis.profile import nearest
    from kgraph.views.coded.tables import as_lines

    form = choice("format", arguments.format, ("text", "json"))
    graph = load_graph(arguments)
    found = graph.dyad(arguments.a, arguments.b, arguments.weights)
    near = nearest(found, graph.profiles(arguments.weights), arguments.nearest) if arguments.nearest else []
    label = {name: actor.label for name, actor in graph.actors.items()}
    if arguments.plot:
        from kgraph.analysis.plots import draw_profile

        arenas = {cell.arena: graph.arenas[cell.arena].label for cell in found.cells}
        require_drawable(found.cells, "tie of the two")
        write_picture(draw_profile(found, label | arenas), arguments.plot)
    coded = coded_parts(graph, found.dossier, arguments.events)
    if form == "json":
        content = _data(found, near) | ({"events": [part.data for part in coded]} if coded else {})
        text = json.dumps(content, indent=2, ensure_ascii=False)
    else:
        text = _text(found, near, label)
        for part in coded:
            text += "\n".join(["", "", part.title, *part.about, *as_lines(part.tables[:2])])
    write_out(text + "\n", arguments.output)
    return 0 if found.cells or any(part.data["events"] for part in coded) else 1


def _text(found: Profile, near: list[Near], label: dict[str, str]) -> str:
    from kgraph.analysis.profile import REASONS

    title = f"{label[found.a]} and {label[found.b]} (weights '{found.weights}')"
    if not found.cells:
        return f"{title}: no tie under this view"
    rows = [("arena", "sign", "layer", "weight", "ties", "claims", "sources")]
    rows += [
        (
            c.arena,
            "+" if c.sign > 0 else "-",
            c.layer,
            f"{float(c.weight):g}",
            str(c.lines),
            str(c.claims),
            str(c.sources),
        )
        for c in found.cells
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [title, ""]
    lines += ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.append("")
    for name, value in found.measures._asdict().items():
        span = found.ranges.get(name)
        within = _within(span) if span else "[no range, see below]"
        lines.append(f"{name:<20} {_shown(value):>9}  {within}")
    lines += ["", counted_in_each(found.ties, sum(cell.lines for cell in found.cells))]
    if found.uncertain:
        lines.append("In brackets: the range if every uncertain tie may stand or fall.")
        lines += [f"  {number} {reason}: {REASONS[reason]}" for reason, number in found.uncertain.items()]
    else:
        lines.append("No tie is uncertain, so every range is a point.")
    for why in dict.fromkeys(found.without_range.values()):
        names = ", ".join(name for name, given in found.without_range.items() if given == why)
        lines.append(f"No range for {names}: {why}.")
    if near:
        lines += ["", "Pairs with a similar profile (cosine over arena and sign):"]
        lines += [f"  {pair.similarity:.2f}  {label[pair.a]} and {label[pair.b]}" for pair in near]
    return "\n".join(lines)


def _data(found: Profile, near: list[Near]) -> dict[str, Any]:
    return {
        "a": found.a,
        "b": found.b,
        "weights": found.weights,
        "cells": [{**cell._asdict(), "weight": float(cell.weight)} for cell in found.cells],
        "layers": {layer: signs._asdict() for layer, signs in found.by_layer().items()},
        "measures": found.measures._asdict(),
        "ranges": {name: span._asdict() for name, span in found.ranges.items()},
        "without_range": dict(found.without_range),
        "uncertain": dict(found.uncertain),
        "ties": found.ties,
        "sources": found.sources,
        "nearest": [pair._asdict() for pair in near],
    }


def _within(span: Range) -> str:
    return "[undefined]" if span.least is None else f"[{_shown(span.least)} to {_shown(span.most)}]"


def _shown(value: float | None) -> str:
    return "undefined" if value is None else f"{value:g}"
