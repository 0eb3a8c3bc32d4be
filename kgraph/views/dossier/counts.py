"""How many lines there are, on how many claims they rest, and in how many paragraphs these stand."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import NamedTuple

from kgraph.analysis.dyads import Dossier, Line, signs_by_arena
from kgraph.analysis.measures import Measures, measure
from kgraph.views import wording
from kgraph.views.holder import GraphLike


class Count(NamedTuple):
    """What a side of a dossier counts: its lines, asserted or merely expected, the claims under them, and where.

    A claim under several lines is one claim, a paragraph with several claims one paragraph.
    """

    lines: int
    asserted: int
    expected: int
    claims: int
    paragraphs: int


def count(lines: Iterable[Line]) -> Count:
    """Return what some lines count."""
    found = list(lines)
    expected = sum(line.stance == "expects" for line in found)
    claims = {claim.name: claim for line in found for claim in line.claims}
    paragraphs = {(claim.source, claim.paragraph) for claim in claims.values()}
    return Count(len(found), len(found) - expected, expected, len(claims), len(paragraphs))


def asserted_measures(dossier: Dossier) -> Measures:
    """Return the measures of a pair without the lines that are merely expected."""
    lines = (*dossier.unites, *dossier.divides)
    return measure(signs_by_arena(line for line in lines if line.stance != "expects"))


def reconciled(graph: GraphLike, dossier: Dossier) -> str:
    """Say what the numbers count, and which numbers of other commands they are."""
    unites, divides, both = count(dossier.unites), count(dossier.divides), count((*dossier.unites, *dossier.divides))
    said = (
        f"Numbers count lines: {_side(unites, 'unite')}, {_side(divides, 'divide')}; together they rest on "
        f"{_many(both.claims, 'claim')} in {_many(both.paragraphs, 'paragraph')}. A paragraph, and even a claim, may "
        "carry several lines."
    )
    if both.expected:
        return (
            f"{said} “{_rank(graph)}” counts them all; rank, ask and why leave expectations out unless told otherwise, "
            f"and without them it is {unites.asserted} and {divides.asserted}."
        )
    return f"{said} “{_rank(graph)}” counts the same."


def _rank(graph: GraphLike) -> str:
    """Return the command that ranks all pairs under the view of the graph."""
    view = graph.view
    options = ["--policy", view.policy.name]
    if view.spanning and view.window:
        days = (("--from", view.window.first), ("--to", view.window.last))
        options += [part for option, day in days if day for part in (option, day.isoformat())]
    elif graph.as_of:
        options += ["--as-of", shlex.quote(wording.clean(graph.as_of))]
    if view.certainly:
        options += ["--holds", view.holds]
    for speaker in view.preferred:
        options += ["--prefer", graph.actor(speaker)]
    for kind, name in view.without:
        options += ["--without", f"{kind}:{name}"]
    return " ".join(["kgraph rank", *options])


def _side(found: Count, verb: str) -> str:
    verb += "s" * (found.lines == 1)
    return f"{found.lines} {verb}" + (f" ({found.expected} of them expected)" if found.expected else "")


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
