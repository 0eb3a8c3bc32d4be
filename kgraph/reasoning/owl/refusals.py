"""Why an OWL construct is refused, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping

_AS_SHAPE = "write it as a shape in ontology/shapes.ttl"
_ONE_TOO_MANY = "it would take two actors for one where data name one too many", _AS_SHAPE
_SIGNS = "two actors may be partners and rivals at once, so no relation excludes another", "remove it"
_COMPLEX = "OWL DL forbids it on what a chain infers", "write it as a question in queries/quality"
_COUNTS = "an open world finds nothing missing, and OWL DL forbids it on what a chain infers", _AS_SHAPE

# By local name in the OWL vocabulary: why, and what to do.
WHY: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("FunctionalProperty", "InverseFunctionalProperty", "hasKey", "sameAs"), _ONE_TOO_MANY),
    **dict.fromkeys(("propertyDisjointWith", "AllDisjointProperties"), _SIGNS),
    **dict.fromkeys(("AsymmetricProperty", "IrreflexiveProperty", "ReflexiveProperty", "hasSelf"), _COMPLEX),
    **dict.fromkeys(("cardinality", "minCardinality", "maxCardinality"), _COUNTS),
    **dict.fromkeys(("qualifiedCardinality", "minQualifiedCardinality", "maxQualifiedCardinality"), _COUNTS),
    "TransitiveProperty": (
        "no rule chains a relation over any length, time and theatre",
        "write a rule in ontology/rules",
    ),
    "NegativePropertyAssertion": ("who denies what is data", "write a claim with stance 'denies'"),
    "equivalentProperty": ("two names of one relation would each have a polarity", "keep one of the two"),
}
OTHERWISE = "no rule follows it", "see docs/owl.md for what is supported"
