"""The table of pairs: each with its strip, one cell an arena, cooperation above the line and conflict below it."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Any

from kgraph.analysis.dyads import Dossier
from kgraph.views.holder import GraphLike
from kgraph.views.page.words import Words

# In pixels: a cell of the strip, and how far it reaches up and down.
CELL, REACH = 19, 14


def table_of(graph: GraphLike, dossiers: Sequence[Dossier]) -> dict[str, Any]:
    """Return the arenas of the strips and a row for each pair with a tie, the most ambivalent first."""
    found = [dossier for dossier in dossiers if dossier.by_arena]
    names = {name for dossier in found for name in dossier.by_arena}
    arenas = sorted(names, key=lambda name: (graph.arenas[name].is_theatre, graph.arenas[name].label))
    most = max((value for dossier in found for signs in dossier.by_arena.values() for value in signs), default=1)
    found.sort(key=lambda dossier: (-dossier.measures.griffin, -dossier.measures.volume, dossier.a, dossier.b))
    words = Words(graph)
    return {
        "arenas": [{"label": words.arena(name), "x": CELL * at + CELL / 2} for at, name in enumerate(arenas)],
        "width": CELL * len(arenas),
        "reach": REACH,
        "rows": [_row(words, dossier, arenas, most) for dossier in found],
    }


def _row(words: Words, dossier: Dossier, arenas: Sequence[str], most: float) -> dict[str, Any]:
    bars, parts = [], []
    for at, name in enumerate(arenas):
        signs = dossier.by_arena.get(name)
        for kind, mark, value in (("coop", "+", signs.positive), ("conf", "−", signs.negative)) if signs else ():
            if value:
                # The root, so that a single line can be seen beside many.
                height = round(REACH * sqrt(value / most), 1)
                y = REACH - height if kind == "coop" else REACH
                text = f"{words.arena(name)} {mark}{value:g}"
                bar = {"kind": kind, "x": CELL * at + 2, "y": y, "width": CELL - 4, "height": height, "text": text}
                bars.append(bar)
                parts.append(text)
    measures = dossier.measures
    return {
        "a": dossier.a,
        "b": dossier.b,
        "label": f"{words.label(dossier.a)} and {words.label(dossier.b)}",
        "positive": f"{measures.positive:g}",
        "negative": f"{measures.negative:g}",
        "ambivalence": f"{measures.griffin:g}",
        "bars": bars,
        "words": ", ".join(parts),
    }
