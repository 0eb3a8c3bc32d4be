"""What began and what ended between two dates among the proofs of a relation, told by the ties that changed it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from kgraph.dates import parse_window
from kgraph.errors import InputError
from kgraph.views.wording import capital, citation, day, sentence, tie

if TYPE_CHECKING:
    from kgraph.model import Claim
    from kgraph.reasoning.proofs import Proof
    from kgraph.views.holder import GraphLike


class Change(NamedTuple):
    """Proofs in the same arenas that began (or ended) on a day with the same tie, the last to begin (first to end)."""

    arenas: tuple[str, ...]
    on: date
    tie: Claim
    proofs: tuple[Proof, ...]


class Changes(NamedTuple):
    """What began and what ended between two dates, by the dates given, in order of arena and day."""

    began: tuple[Change, ...]
    ended: tuple[Change, ...]


def changes(graph: GraphLike, a: str, relation: str, b: str, before: str) -> Changes:
    """Return what began and what ended between ``before`` and the date as of which the graph is asked.

    A proof begins when the last of its claims does, by a stated beginning after the earlier date, and ends when the
    first of them does, by a stated end before the later date.

    Raises:
        InputError: if the graph is not asked as of a date, or as of one that does not lie after ``before``.
    """
    earlier, later = parse_window(before), graph.view.window
    if later is None or graph.view.spanning or graph.view.certainly:
        raise InputError("--compared-with needs a second date, and what possibly holds; give --as-of DATE alone")
    if not (earlier.first and earlier.last and later.first and later.last) or earlier.last >= later.first:
        raise InputError(f"--compared-with {before} does not lie before --as-of {graph.as_of}; swap the two dates")
    (start, end), (first, last) = (earlier.first, earlier.last), (later.first, later.last)
    whole = graph.up_to_then()
    proofs = whole.conclusions.proofs(a, relation, b)
    return Changes(
        _grouped(whole, proofs, _began, lambda on: end < on <= last),
        _grouped(whole, proofs, _ended, lambda on: start <= on < first),
    )


def _began(proof: Proof) -> tuple[date, Claim]:
    last = max(proof.leaves(), key=lambda claim: (claim.extent.earliest or date.min, claim.name))
    return last.extent.earliest or date.min, last


def _ended(proof: Proof) -> tuple[date, Claim]:
    first = min(proof.leaves(), key=lambda claim: (claim.extent.latest or date.max, claim.name))
    return first.extent.latest or date.max, first


def _grouped(
    graph: GraphLike,
    proofs: Sequence[Proof],
    changed: Callable[[Proof], tuple[date, Claim]],
    between: Callable[[date], bool],
) -> tuple[Change, ...]:
    found: dict[tuple[tuple[str, ...], date, str], list[Proof]] = {}
    claims = {}
    for proof in proofs:
        on, claim = changed(proof)
        if between(on):
            names = graph.conclusions.arenas(proof.fact)
            theatres = tuple(name for name in names if graph.arenas[name].is_theatre)
            claims[claim.name] = claim
            found.setdefault((theatres or tuple(names), on, claim.name), []).append(proof)
    return tuple(Change(key[0], key[1], claims[key[2]], tuple(found[key])) for key in sorted(found))


def as_text(graph: GraphLike, a: str, relation: str, b: str, before: str, found: Changes) -> str:
    """Return what changed as text, arena by arena."""
    lines = [f"{tie(graph, a, relation, b)}: as of {graph.as_of} compared with {before}, by the dates given"]
    for word, when, group in (("Began", "not before", found.began), ("Ended", "not after", found.ended)):
        count = sum(len(change.proofs) for change in group)
        lines += ["", f"{word} in between: {count} proof{'' if count == 1 else 's'}"]
        place = None
        for change in group:
            if place != change.arenas:
                place = change.arenas
                lines.append(f"  {', '.join(capital(graph.arenas[name].label) for name in place) or 'In general'}:")
            size = f"({len(change.proofs)} proof{'' if len(change.proofs) == 1 else 's'})"
            lines.append(f"    {when} {day(change.on.isoformat())}: {sentence(graph, change.tie)} {size}")
            lines.append(f"      [{citation(graph, change.tie)}; {change.tie.when}; {change.tie.name}]")
    return "\n".join(lines) + "\n"


def as_json(graph: GraphLike, a: str, relation: str, b: str, before: str, found: Changes) -> str:
    """Return what changed as JSON; each proof as the list of its claims."""
    content: dict[str, Any] = {"a": a, "relation": relation, "b": b, "as_of": graph.as_of, "compared_with": before}
    for word, group in found._asdict().items():
        content[word] = {
            "count": sum(len(change.proofs) for change in group),
            "ties": [
                {
                    "arenas": list(change.arenas),
                    "on": change.on.isoformat(),
                    "claim": change.tie.name,
                    "proofs": [sorted({claim.name for claim in proof.leaves()}) for proof in change.proofs],
                }
                for change in group
            ],
        }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
