"""When two actors became partners or rivals, as text or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kgraph.model import Claim
from kgraph.views.viewed import in_words
from kgraph.views.wording import capital, citation, clean, day, sentence, tie

if TYPE_CHECKING:
    from kgraph.analysis.timeline import Change
    from kgraph.views.coded.tables import CodedPart
    from kgraph.views.holder import GraphLike

_WORDS = {"neither": "nothing known", "partners": "partners", "rivals": "rivals", "both": "partners and rivals"}


def as_text(
    graph: GraphLike, a: str, b: str, found: Sequence[Change], most: int, coded: Sequence[CodedPart] = ()
) -> str:
    """Return the changes as text, arena by arena; of what began or ended with one, at most so many facts.

    ``coded`` is what imported events say of the pair, month by month; it follows.
    """
    first, second = (clean(graph.actors[end].label) for end in (a, b))
    lines = [f"{first} and {second}: when the sign changed {in_words(graph)}"]
    if not found:
        lines += ["", "No fact between the two has a day that counts."]
    arena = ""
    for change in found:
        if change.arena != arena:
            arena = change.arena
            lines += ["", f"{capital(graph.arenas[arena].label)}:"]
        when = day(change.day.isoformat()) if change.day else "At all earlier times that the dates leave open"
        lines.append(f"  {when}: {_WORDS[change.before]} -> {_WORDS[change.after]}")
        for mark, names in (("+", change.began), ("-", change.ended)):
            # Those that rest on least come first.
            ordered = sorted(names, key=lambda name: (len(graph.conclusions.leaves(name)), name))
            lines += [f"    {mark} {_fact(graph, name)}" for name in ordered[:most]]
            if len(names) > most:
                lines.append(f"    {mark} {len(names) - most} more; --most 0 shows all")
    if found and graph.view.certainly:
        lines += [
            "",
            "A fact counts only on the days on which it certainly holds. Of a state of which a report says neither",
            "since when nor until when, that is the day of the report alone: so the sign may change for a single day.",
        ]
    elif found:
        lines += [
            "",
            "A fact counts on every day on which it may have held; --holds certainly counts only certain days.",
        ]
    if coded:
        from kgraph.views.coded.tables import as_lines
    for part in coded:
        lines += ["", part.title, *part.about, *as_lines(part.tables)]
    return "\n".join(lines) + "\n"


def as_json(graph: GraphLike, a: str, b: str, found: Sequence[Change], coded: Sequence[CodedPart] = ()) -> str:
    """Return the changes as a JSON object; ``day`` is null for what the dates leave open."""
    changes: list[dict[str, Any]] = [
        {
            "arena": change.arena,
            "day": change.day.isoformat() if change.day else None,
            "before": change.before,
            "after": change.after,
            "began": [_node(graph, name) for name in change.began],
            "ended": [_node(graph, name) for name in change.ended],
        }
        for change in found
    ]
    content = {
        "a": a,
        "b": b,
        "policy": graph.view.policy.name,
        "as_of": graph.as_of,
        "holds": graph.view.holds,
        "changes": changes,
        **({"events": [part.data for part in coded]} if coded else {}),
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _fact(graph: GraphLike, name: str) -> str:
    fact = graph.conclusions.fact(name)
    if isinstance(fact, Claim):
        return f"{sentence(graph, fact)} [{citation(graph, fact)}; {fact.when}]"
    claims = [graph.conclusions.claims[leaf] for leaf in sorted(graph.conclusions.leaves(name))]
    rule = fact.rule.replace("-", " ")
    cited = "; ".join(dict.fromkeys(citation(graph, claim) for claim in claims))
    return f"{tie(graph, fact.agent, fact.relation, fact.target)} (derived by rule: {rule}) [{cited}]"


def _node(graph: GraphLike, name: str) -> dict[str, Any]:
    fact = graph.conclusions.fact(name)
    return {
        "fact": f"{fact.agent} {fact.relation} {fact.target}",
        "rule": "stated" if isinstance(fact, Claim) else fact.rule,
        "claims": sorted(graph.conclusions.leaves(name)),
    }
