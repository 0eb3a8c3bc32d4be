"""The graph as networkx knows it: a MultiDiGraph, one edge a claim, so that no sign hides another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from kgraph.dates import Extent
from kgraph.model import Actor, Claim, Derivation
from kgraph.namespaces import PREFIXES
from kgraph.reasoning.conclude import derived_iri
from kgraph.views.holder import GraphLike

if TYPE_CHECKING:
    import networkx

Scalar: TypeAlias = "str | int | float | bool"
Attributes: TypeAlias = "dict[str, Scalar]"

# Between the values of an attribute that holds several.
BETWEEN = " | "


def to_networkx(graph: GraphLike, derived: bool = False) -> networkx.MultiDiGraph[str]:
    """Return every claim that stands and has both ends as an edge from agent to target, keyed by its name.

    Nodes are the actors that any claim names as agent, target or means, by name; an actor whose claims do not stand
    under the view is a node without edges. With ``derived``, each derived relation is one more edge, keyed by its
    IRI, with ``derived`` true and its ``rule``, whether it is ``certain``, and the ``claims`` it rests on; a symmetric
    one is one edge, not two. Attributes are texts, numbers and booleans; what is not known is absent; several values
    are joined by `` | ``. The document of a claim is ``document``, since ``source`` is the start of an edge elsewhere.
    """
    import networkx

    found: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    found.graph.update(_view(graph))
    for name in sorted(_named(graph.claims.values())):
        found.add_node(name, **actor_attributes(graph.actors[name]))
    conclusions = graph.conclusions
    for name in sorted(conclusions.claims):
        claim = conclusions.claims[name]
        if claim.agent and claim.target:
            found.add_edge(claim.agent, claim.target, key=name, **claim_attributes(graph, claim))
    if derived:
        for name in sorted(conclusions.derivations):
            fact = conclusions.derivations[name]
            found.add_edge(fact.agent, fact.target, key=derived_iri(name), **derivation_attributes(graph, fact))
    return found


def actor_attributes(actor: Actor) -> Attributes:
    """Return what is known of an actor; ``wikidata`` is the number with its Q."""
    start = PREFIXES["wd"]
    return _known(
        {
            "label": actor.label,
            "label_tr": actor.labels.get("tr"),
            "label_ru": actor.labels.get("ru"),
            "kind": actor.kind,
            "aliases": _joined(actor.aliases),
            "wikidata": _joined(other.removeprefix(start) for other in actor.same_as if other.startswith(start)),
            "iso_alpha2": actor.iso_alpha2,
            "iso_alpha3": actor.iso_alpha3,
            "cow_code": actor.cow_code,
            "description": actor.description,
        }
    )


def claim_attributes(graph: GraphLike, claim: Claim) -> Attributes:
    """Return what a claim says, apart from its name and its two ends; ``reported``: not in the source's own voice."""
    relation = graph.vocabulary.relations[claim.relation]
    return _known(
        {
            "relation": claim.relation,
            "label": relation.label,
            "polarity": relation.polarity,
            "arenas": _joined(claim.arenas),
            "derived": False,
            "reported": is_reported(graph, claim),
            "said_by": claim.said_by,
            "stance": claim.stance,
            "sureness": claim.sureness,
            "when": claim.when,
            **_days(claim.extent),
            "when_basis": claim.when_basis,
            "reported_on": claim.reported_on,
            "document": claim.source,
            "paragraph": claim.paragraph,
            "anchor": claim.anchor,
            "through": claim.through,
            "about": claim.about,
            "place": claim.place,
            "amount_bound": claim.amount.bound if claim.amount else None,
            "amount_value": float(claim.amount.value) if claim.amount else None,
            "amount_unit": claim.amount.unit if claim.amount else None,
            "note": claim.note,
            "unnamed": _joined(claim.unnamed),
            "disputes": _joined(claim.disputes),
            "triggered_by": _joined(claim.triggered_by),
            "outcome_of": _joined(claim.outcome_of),
        }
    )


def derivation_attributes(graph: GraphLike, fact: Derivation) -> Attributes:
    """Return what a rule derived, apart from its two ends; ``reported``: some claim it rests on is reported speech."""
    conclusions = graph.conclusions
    relation = graph.vocabulary.relations[fact.relation]
    leaves = [conclusions.claims[name] for name in sorted(conclusions.leaves(fact.name))]
    return _known(
        {
            "relation": fact.relation,
            "label": relation.label,
            "polarity": relation.polarity,
            "arenas": _joined(conclusions.arenas(fact)),
            "derived": True,
            "rule": fact.rule,
            "certain": fact.certain,
            "claims": _joined(claim.name for claim in leaves),
            "reported": any(is_reported(graph, claim) for claim in leaves),
            "said_by": _joined(sorted({claim.said_by for claim in leaves})),
            "stance": conclusions.stance(fact.name),
            **_days(fact.extent),
            "document": _joined(sorted({claim.source for claim in leaves})),
        }
    )


def is_reported(graph: GraphLike, claim: Claim) -> bool:
    """Say whether somebody other than the source's own voice says it."""
    return claim.said_by != graph.sources[claim.source].voice


def _view(graph: GraphLike) -> dict[str, str]:
    """Return under which view the edges stand."""
    found = {"policy": graph.view.policy.name}
    if graph.as_of:
        found["as_of"] = graph.as_of
    if graph.view.preferred:
        found["prefer"] = BETWEEN.join(graph.view.preferred)
    return found


def _named(claims: Iterable[Claim]) -> set[str]:
    return {end for claim in claims for end in (claim.agent, claim.target, claim.through) if end}


def _days(extent: Extent) -> dict[str, str | None]:
    return {name: day.isoformat() if day else None for name, day in extent._asdict().items()}


def _joined(values: Iterable[str]) -> str | None:
    return BETWEEN.join(values) or None


def _known(values: Mapping[str, Scalar | None]) -> Attributes:
    return {name: value for name, value in values.items() if value is not None}
