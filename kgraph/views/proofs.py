"""Proofs as a tree of sentences, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kgraph.model import Claim, Derivation
from kgraph.namespaces import iri
from kgraph.views.wording import capital, citation, sentence, tie

if TYPE_CHECKING:
    from kgraph.reasoning.proofs import Proof
    from kgraph.views.holder import GraphLike


def as_text(graph: GraphLike, a: str, relation: str, b: str, proofs: Sequence[Proof], most: int) -> str:
    """Return the proofs as indented text, grouped by the theatre in which they hold."""
    fact = tie(graph, a, relation, b)
    if not proofs:
        return f"{fact}: does not hold under policy '{graph.view.policy.name}'{_as_of(graph)}.\n{_wider(graph, a, b)}"
    count = f"{len(proofs)} proof{'' if len(proofs) == 1 else 's'}"
    lines = [f"{fact}: holds, {count} (policy '{graph.view.policy.name}'{_as_of(graph)})"]
    place = ""
    for number, proof in enumerate(proofs[:most], 1):
        if (here := _place(graph, proof)) != place:
            place = here
            lines += ["", f"{here}:"]
        lines += [f"{number:>3}. {line}" if first else f"     {line}" for first, line in _tree(graph, proof)]
    if len(proofs) > most:
        lines += ["", f"{len(proofs) - most} more; --most 0 shows all"]
    if elsewhere := _elsewhere(graph, a, relation, b):
        lines += ["", elsewhere]
    return "\n".join(lines) + "\n"


def as_json(graph: GraphLike, a: str, relation: str, b: str, proofs: Sequence[Proof], most: int) -> str:
    """Return the proofs as a JSON list of ``{"fact", "rule", "premises"}`` down to claims."""
    return json.dumps([_node(graph, proof) for proof in proofs[:most]], indent=2, ensure_ascii=False) + "\n"


def _node(graph: GraphLike, proof: Proof) -> dict[str, Any]:
    fact = proof.fact
    if isinstance(fact, Claim):
        # A claim that is a proof by itself is wrapped, so that every proof has the same shape.
        return {"fact": _fact(fact), "rule": "stated", "premises": [_leaf(fact)]}
    return {
        "fact": _fact(fact),
        "rule": fact.rule,
        "arenas": list(graph.conclusions.arenas(fact)),
        "certainty": "certainly" if fact.certain else "possibly",
        "iri": iri("derived", fact.name),
        "premises": [
            _leaf(premise.fact) if isinstance(premise.fact, Claim) else _node(graph, premise)
            for premise in proof.premises
        ],
    }


def _leaf(claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim.name,
        "fact": _fact(claim),
        "source": claim.source,
        "paragraph": claim.paragraph,
        "said_by": claim.said_by,
        "stance": claim.stance,
        "when": claim.when,
    }


def _fact(fact: Claim | Derivation) -> str:
    return f"{fact.agent} {fact.relation} {fact.target}"


def _tree(graph: GraphLike, proof: Proof, depth: int = 0) -> Iterator[tuple[bool, str]]:
    """Return the lines of a proof; True marks the first."""
    indent = "   " * depth
    fact = proof.fact
    if isinstance(fact, Claim):
        yield depth == 0, f"{indent}{sentence(graph, fact)}"
        yield False, f"{indent}  [{citation(graph, fact)}; {fact.when}; {fact.name}]"
        return
    certainty = "certainly" if fact.certain else "possibly"
    rule = fact.rule.replace("-", " ")
    words = tie(graph, fact.agent, fact.relation, fact.target)
    yield depth == 0, f"{indent}{words} (derived by rule: {rule}; {certainty} at one time), because"
    for premise in proof.premises:
        yield from _tree(graph, premise, depth + 1)


def _place(graph: GraphLike, proof: Proof) -> str:
    names = graph.conclusions.arenas(proof.fact)
    theatres = [name for name in names if graph.arenas[name].is_theatre]
    return capital(", ".join(graph.arenas[name].label for name in theatres or names)) or "In general"


def _as_of(graph: GraphLike) -> str:
    return f", as of {graph.as_of}" if graph.as_of else ""


def _wider(graph: GraphLike, a: str, b: str) -> str:
    facts = graph.conclusions.facts_between(a, b)
    relations = sorted({fact.relation for fact in facts})
    if not relations:
        return "Nothing is known between the two under this policy and date.\n"
    return f"What does hold between the two: {', '.join(relations)}.\n"


def _elsewhere(graph: GraphLike, a: str, relation: str, b: str) -> str:
    """Say where a more general relation holds too, so that a narrow question does not hide it."""
    vocabulary = graph.vocabulary
    shown = {_place(graph, proof) for proof in graph.conclusions.proofs(a, relation, b)}
    for parent in vocabulary.relations[relation].parents:
        if vocabulary.relations[parent].derived_by is None:
            continue
        wider = {_place(graph, proof) for proof in graph.conclusions.proofs(a, parent, b)} - shown
        if wider:
            return f"More generally ({parent}), also in: {', '.join(sorted(wider))}."
    return ""
