"""Reading the vocabulary out of a store that holds the ontology."""

from __future__ import annotations

from kgraph.store.embedded import EmbeddedStore
from kgraph.vocabulary import KG, PREFIXES, Arena, Relation, Vocabulary, local

_PREFIX = "\n".join(f"PREFIX {prefix}: <{start}>" for prefix, start in PREFIXES.items()) + "\n"

_RELATIONS = """
SELECT ?relation ?polarity ?label ?phrase ?needs ?symmetric ?rule WHERE {
  ?relation kg:polarity ?polarity ; rdfs:label ?label . FILTER(LANG(?label) = "en")
  OPTIONAL { ?relation kg:phrase ?phrase }
  OPTIONAL { ?relation kg:needsTarget ?needs }
  OPTIONAL { ?relation kg:derivedBy ?rule }
  OPTIONAL { ?relation a ?symmetric . FILTER(?symmetric = owl:SymmetricProperty) }
} ORDER BY ?relation ?rule
"""
_PARENTS = "SELECT ?relation ?parent WHERE { ?relation rdfs:subPropertyOf ?parent . ?parent kg:polarity ?p } ORDER BY ?parent"
_KINDS = "SELECT DISTINCT ?kind WHERE { ?kind rdfs:subClassOf+ kg:Actor . FILTER(isIRI(?kind)) } ORDER BY ?kind"
_DOMAINS = """
SELECT ?domain ?label WHERE { ?domain a kg:Domain ; rdfs:label ?label . FILTER(LANG(?label) = "en") } ORDER BY ?domain
"""
_VALUES = "SELECT ?class ?value WHERE { VALUES ?class { kg:Stance kg:Sureness kg:Bound } ?value a ?class } ORDER BY ?value"


def read_vocabulary(store: EmbeddedStore) -> Vocabulary:
    """Return relations, actor kinds, domains and allowed values that the store's ontology declares."""
    parents: dict[str, list[str]] = {}
    for row in store.rows(_PREFIX + _PARENTS):
        parents.setdefault(str(row[0]), []).append(local(str(row[1])))
    relations: dict[str, Relation] = {}
    for name, polarity, label, phrase, needs, symmetric, rule in store.rows(_PREFIX + _RELATIONS):
        if name is None or name in relations:
            continue
        relations[name] = Relation(
            name=local(name),
            polarity=int(polarity or 0),
            label=label or "",
            phrase=phrase or label or "",
            needs_target=needs != "false",
            symmetric=symmetric is not None,
            derived_by=local(rule) if rule else None,
            parents=tuple(parents.get(name, ())),
        )
    values: dict[str, list[str]] = {}
    for kind, value in store.rows(_PREFIX + _VALUES):
        values.setdefault(local(str(kind)), []).append(local(str(value)))
    return Vocabulary(
        relations.values(),
        [local(str(row[0])) for row in store.rows(_PREFIX + _KINDS) if str(row[0]).startswith(KG)],
        [Arena(local(str(row[0])), "domain", str(row[1])) for row in store.rows(_PREFIX + _DOMAINS)],
        values,
    )
