"""The whole graph as a signed multigraph: claims, claims counted for a principal, rivalries by proxy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgraph.analysis.dyads import COUNTED_FOR, dossier, pairs
from kgraph.analysis.profile import layer_of
from kgraph.analysis.signed import SignedMultigraph, Tie, multigraph
from kgraph.analysis.weights import LAYERS, Weights
from kgraph.errors import InputError, UnknownName, in_line
from kgraph.model import Claim, Derivation
from kgraph.reasoning.proofs import Conclusions
from kgraph.vocabulary import Arena


def signed_multigraph(
    conclusions: Conclusions, arenas: Mapping[str, Arena], weights: Weights, layers: Sequence[str] | None = None
) -> SignedMultigraph:
    """Return every tie of the chosen layers, named after its claim or derivation.

    A tie that plays out in several arenas is one tie with all of them. A rivalry by proxy is one tie for each theatre
    and rule, however many proofs it has.

    Raises:
        UnknownName: if there is no such layer.
        InputError: if ``layers`` is one text.
    """
    if isinstance(layers, str):
        raise InputError(f"layers: '{in_line(layers)}' is one text; give a list of {', '.join(LAYERS)}")
    for layer in layers or ():
        if layer not in LAYERS:
            raise UnknownName("layer of ties", str(layer), LAYERS)
    found: dict[tuple[str, ...], Tie] = {}
    for a, b in pairs(conclusions):
        both = dossier(conclusions, arenas, a, b)
        for line in (*both.unites, *both.divides):
            layer = layer_of(line)
            if layers is not None and layer not in layers:
                continue
            known = found.get(line.facts)
            in_arenas = {line.arena, *(known.arenas if known else ())}
            weight = weights.of(line.relation, layer)
            found[line.facts] = Tie(
                a, b, line.sign, weight, tuple(sorted(in_arenas)), line.extent, " ".join(line.facts)
            )
    return multigraph(found.values())


def supports_and_conflicts(conclusions: Conclusions, arenas: Mapping[str, Arena]) -> tuple[list[Tie], list[Tie]]:
    """Return who supports whom and who opposes whom in theatres: claims, and claims counted by acting for."""
    supports: list[Tie] = []
    conflicts: list[Tie] = []
    facts: list[Claim | Derivation] = [*conclusions.claims.values(), *conclusions.derivations.values()]
    for fact in facts:
        if isinstance(fact, Derivation) and fact.rule not in COUNTED_FOR:
            continue
        theatres = tuple(name for name in conclusions.arenas(fact) if arenas[name].is_theatre)
        if fact.agent and fact.target and theatres:
            for general, sign, kept in (("supports", 1, supports), ("opposes", -1, conflicts)):
                if conclusions.vocabulary.is_a(fact.relation, general):
                    tie = Tie(fact.agent, fact.target, sign, arenas=theatres, extent=fact.extent, name=fact.name)
                    kept.append(tie)
    return supports, conflicts
