"""Proofs as a tree of sentences, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kgraph.model import Claim, Derivation
from kgraph.namespaces import iri
from kgraph.reasoning.proofs import PARTNER_YET_RIVAL
from kgraph.views.proof_dates import beginning_stated, certainly, over, said_of_dates, verdict
from kgraph.views.viewed import in_words
from kgraph.views.wording import capital, citation, clean, listed, name, sentence, tie

if TYPE_CHECKING:
    from kgraph.reasoning.proofs import Proof
    from kgraph.views.holder import GraphLike

# Of the claims on which what fell had rested.
_MOST_NAMED = 3


def as_text(graph: GraphLike, a: str, relation: str, b: str, proofs: Sequence[Proof], most: int) -> str:
    """Return the proofs as indented text, grouped by the theatre in which they hold.

    Proofs that a pair is partner and rival, of which there is one for every tie with every rivalry, are told together.
    """
    fact = tie(graph, a, relation, b)
    if not proofs:
        lines = [f"{fact}: does not hold {in_words(graph)}."]
        lines += [*_fallen(graph, a, relation, b, ()).splitlines(), *_wider(graph, a, b).splitlines()]
        return "\n".join([*lines, *over(graph, a, relation, b, (), most)]) + "\n"
    count = f"{len(proofs)} proof{'' if len(proofs) == 1 else 's'}"
    lines = [f"{fact}: {verdict(graph, proofs)}, {count} {in_words(graph)}", *said_of_dates(graph, proofs)]
    lines += _fallen(graph, a, relation, b, proofs).splitlines()
    single = [proof for proof in proofs if not _is_pairing(graph, proof)]
    if len(proofs) - len(single) > 1:
        lines += _pairing(graph, [proof for proof in proofs if _is_pairing(graph, proof)])
    else:
        single = list(proofs)
    shown = _of_each_place(graph, single, most)
    lines += _by_place(graph, shown)
    if len(single) > len(shown):
        lines += ["", f"{len(single) - len(shown)} more{_more(graph, single, shown)}; --most 0 shows all"]
    if elsewhere := _elsewhere(graph, a, relation, b):
        lines += ["", elsewhere]
    lines += over(graph, a, relation, b, proofs, most)
    return "\n".join(lines) + "\n"


def _is_pairing(graph: GraphLike, proof: Proof) -> bool:
    """Say whether a proof joins one cooperative and one conflictual premise, by nothing but their time."""
    return proof.rule == PARTNER_YET_RIVAL and sorted(_signs(graph, proof)) == [-1, 1]


def _signs(graph: GraphLike, proof: Proof) -> list[int]:
    relations = graph.vocabulary.relations
    return [relations[premise.fact.relation].polarity for premise in proof.premises]


def _pairing(graph: GraphLike, proofs: Sequence[Proof]) -> list[str]:
    """Return each premise once, the cooperative ones first, and how they make the proofs."""
    sides: dict[int, dict[str, Proof]] = {1: {}, -1: {}}
    for proof in proofs:
        for sign, premise in zip(_signs(graph, proof), proof.premises, strict=True):
            sides[sign].setdefault(premise.fact.name, premise)
    certain = sum(isinstance(proof.fact, Derivation) and proof.fact.certain for proof in proofs)
    pairs = f"{len(sides[1])} x {len(sides[-1])} pairs"
    lines = [
        "",
        f"By rule: {_rule(PARTNER_YET_RIVAL)}. A partner tie and a rival tie that may hold at one time are a proof.",
        f"Of the {pairs}, {len(proofs)} are, {certain} of them certainly; those on the same claims count once.",
    ]
    for word, side in (("Partner", sides[1]), ("Rival", sides[-1])):
        ordered = sorted(side.values(), key=lambda premise: [leaf.name for leaf in premise.leaves()])
        lines += _by_place(graph, ordered, f"{word}: ", "")
    return lines


def _of_each_place(graph: GraphLike, proofs: Sequence[Proof], most: int) -> list[Proof]:
    """Return at most so many proofs, the first of each place before the second of any, in their order."""
    seen: dict[str, int] = {}
    ranks = []
    for number, proof in enumerate(proofs):
        place = _place(graph, proof)
        seen[place] = seen.get(place, 0) + 1
        ranks.append((seen[place], number))
    return [proofs[number] for number in sorted(number for _, number in sorted(ranks)[:most])]


def _more(graph: GraphLike, proofs: Sequence[Proof], shown: Sequence[Proof]) -> str:
    """Say in which places the proofs lie that are not shown."""
    known = set(map(id, shown))
    counts: dict[str, int] = {}
    for proof in proofs:
        if id(proof) not in known:
            place = _place(graph, proof)
            counts[place] = counts.get(place, 0) + 1
    return f" ({', '.join(f'{place}: {count}' for place, count in counts.items())})"


def _by_place(graph: GraphLike, proofs: Iterable[Proof], before: str = "", after: str = ":") -> list[str]:
    """Return the proofs, numbered, under the places in which they hold; before and after what a place's head says."""
    places: dict[str, list[Proof]] = {}
    for proof in proofs:
        places.setdefault(_place(graph, proof), []).append(proof)
    lines, number = [], 0
    for place, group in places.items():
        lines += ["", f"{before}{place}{after}"]
        for proof in group:
            number += 1
            lines += _numbered(number, _tree(graph, proof))
    return lines


def _numbered(number: int, tree: Iterable[tuple[bool, str]]) -> list[str]:
    return [f"{number:>3}. {line}" if first else f"     {line}" for first, line in tree]


def as_json(graph: GraphLike, a: str, relation: str, b: str, proofs: Sequence[Proof], most: int) -> str:
    """Return the proofs as a JSON list of ``{"fact", "rule", "premises"}`` down to claims."""
    return (
        json.dumps(
            [_whole(graph, proof) for proof in _of_each_place(graph, proofs, most)], indent=2, ensure_ascii=False
        )
        + "\n"
    )


def _whole(graph: GraphLike, proof: Proof) -> dict[str, Any]:
    """Return a proof and what its dates leave open at the time asked about."""
    return {
        **_node(graph, proof),
        "holds": "certainly" if certainly(graph, proof) else "possibly",
        "beginning_stated": beginning_stated(proof),
    }


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
    words = tie(graph, fact.agent, fact.relation, fact.target)
    yield depth == 0, f"{indent}{words} (derived by rule: {_rule(fact.rule)}; {certainty} at one time), because"
    for premise in proof.premises:
        yield from _tree(graph, premise, depth + 1)


def _place(graph: GraphLike, proof: Proof) -> str:
    return ", ".join(_places(graph, proof)) or "In general"


def _places(graph: GraphLike, proof: Proof) -> list[str]:
    """Return the labels of the theatres in which a proof holds, or, if there are none, of the domains."""
    names = graph.conclusions.arenas(proof.fact)
    theatres = [name for name in names if graph.arenas[name].is_theatre]
    return [capital(graph.arenas[name].label) for name in theatres or names]


def _fallen(graph: GraphLike, a: str, relation: str, b: str, left: Sequence[Proof]) -> str:
    """Say what was lost by leaving something out: how many proofs, where, and through whom none runs any more."""
    if not graph.view.without:
        return ""
    wider = graph.with_nothing_left_out()
    whole = wider.conclusions.proofs(a, relation, b)
    if len(whole) == len(left):
        return "Leaving that out makes no difference.\n"
    fallen = f"{len(whole)} proof{'' if len(whole) == 1 else 's'}; {len(whole) - len(left)} fell"
    known = {proof.fact.name for proof in left}
    lost = [proof for proof in whole if proof.fact.name not in known]
    where = "" if any(proof.rule == PARTNER_YET_RIVAL for proof in lost) else _more(wider, lost, ())
    lines = [f"With nothing left out: {fallen}{where}."]
    lines += _rested_on(graph, lost)
    if gone := _through(lost) - _through(left) - {a, b}:
        who = listed(name(graph, actor) for actor in sorted(gone))
        lines.append(f"No proof runs through {who} any more.")
    return "\n".join(lines) + "\n"


def _rested_on(graph: GraphLike, lost: Sequence[Proof]) -> list[str]:
    """Name the claims that no longer count and on which proofs rested that fell, those of most proofs first."""
    rested: dict[str, int] = {}
    for proof in lost:
        for claim in proof.leaves():
            if claim.name not in graph.conclusions.claims:
                rested[claim.name] = rested.get(claim.name, 0) + 1
    named = sorted(rested.items(), key=lambda item: (-item[1], item[0]))
    lines = [
        f"  fell: {count} on {sentence(graph, graph.claims[claim])} [{citation(graph, graph.claims[claim])}; {claim}]"
        for claim, count in named[:_MOST_NAMED]
    ]
    return [*lines, f"  and more on {len(named) - _MOST_NAMED} others"] if len(named) > _MOST_NAMED else lines


def _through(proofs: Iterable[Proof]) -> set[str]:
    """Return every actor that has a part in what the proofs rest on."""
    leaves = {claim for proof in proofs for claim in proof.leaves()}
    return {actor for claim in leaves for actor in (claim.agent, claim.target, claim.through) if actor}


def _rule(name: str) -> str:
    return name.replace("-", " ")


def _wider(graph: GraphLike, a: str, b: str) -> str:
    """Say what holds between the two, each relation once, in its direction and as it is written on the command line."""
    rules: dict[tuple[str, str, str], set[str]] = {}
    for fact in graph.conclusions.facts_between(a, b):
        ends = (str(fact.agent), str(fact.target))
        if graph.vocabulary.relations[fact.relation].symmetric:
            ends = (a, b)
        known = rules.setdefault((ends[0], fact.relation, ends[1]), set())
        known.add(fact.rule if isinstance(fact, Derivation) else "")
    if not rules:
        return "Nothing is known between the two under this policy and date.\n"
    lines = ["What does hold between the two:"]
    for (agent, relation, target), found in sorted(rules.items(), key=lambda item: (item[0][0] != a, item[0])):
        marks = ["both ways"] if graph.vocabulary.relations[relation].symmetric else []
        if "" not in found:
            marks.append(f"derived by rule: {', '.join(map(_rule, sorted(found)))}")
        about = f" ({'; '.join(marks)})" if marks else ""
        lines.append(f"  {_label(graph, agent)} {relation} {_label(graph, target)}{about}")
    return "\n".join(lines) + "\n"


def _label(graph: GraphLike, actor: str) -> str:
    return clean(graph.actors[actor].label)


def _elsewhere(graph: GraphLike, a: str, relation: str, b: str) -> str:
    """Say where a more general relation holds too, so that a narrow question does not hide it."""
    vocabulary = graph.vocabulary
    shown = {place for proof in graph.conclusions.proofs(a, relation, b) for place in _places(graph, proof)}
    for parent in vocabulary.relations[relation].parents:
        if vocabulary.relations[parent].derived_by is None:
            continue
        proofs = graph.conclusions.proofs(a, parent, b)
        wider = {place for proof in proofs for place in _places(graph, proof)} - shown
        if wider:
            return f"More generally ({parent}), also in: {', '.join(sorted(wider))}."
    return ""
