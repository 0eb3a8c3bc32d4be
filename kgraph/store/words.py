"""Reading the vocabulary out of a store that holds the ontology."""

from __future__ import annotations

import pyoxigraph as ox

from kgraph.namespaces import KG, PREFIXES, local
from kgraph.store.embedded import EmbeddedStore
from kgraph.vocabulary import Arena, Relation, Vocabulary

_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_ALTERNATIVE = ox.NamedNode(PREFIXES["skos"] + "altLabel")
_TYPE = PREFIXES["rdf"] + "type"
_VALUE_CLASSES = ("Bound", "Stance", "Sureness")


def read_vocabulary(store: EmbeddedStore) -> Vocabulary:
    """Return relations, actor kinds, domains and allowed values that the store's ontology declares."""
    polarities = _values(store, KG + "polarity")
    phrases, needs = _values(store, KG + "phrase"), _values(store, KG + "needsTarget")
    rules, parents = _values(store, KG + "derivedBy"), _values(store, PREFIXES["rdfs"] + "subPropertyOf")
    symmetric = set(_instances(store, PREFIXES["owl"] + "SymmetricProperty"))
    relations = []
    for name, polarity in sorted(polarities.items()):
        label, words = _words(store, name)
        relations.append(
            Relation(
                name=local(name),
                polarity=int(polarity[0]),
                label=label,
                phrase=phrases.get(name, [label])[0],
                needs_target=needs.get(name) != ["false"],
                symmetric=name in symmetric,
                derived_by=local(rules[name][0]) if name in rules else None,
                parents=tuple(local(parent) for parent in sorted(parents.get(name, [])) if parent in polarities),
                words=words,
            )
        )
    domains = [Arena(local(name), "domain", *_words(store, name)) for name in _instances(store, KG + "Domain")]
    values = {name: [local(value) for value in _instances(store, KG + name)] for name in _VALUE_CLASSES}
    return Vocabulary(relations, _kinds(store), domains, values)


def _kinds(store: EmbeddedStore) -> list[str]:
    """Return the local names of all classes below kg:Actor."""
    below: dict[str, list[str]] = {}
    for child, above in _values(store, PREFIXES["rdfs"] + "subClassOf").items():
        for parent in above:
            below.setdefault(parent, []).append(child)
    found: set[str] = set()
    waiting = [KG + "Actor"]
    while waiting:
        fresh = [child for child in below.get(waiting.pop(), []) if child.startswith(KG) and child not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return sorted(local(name) for name in found)


def _values(store: EmbeddedStore, prop: str) -> dict[str, list[str]]:
    """Return the values of a property, plain, by the IRI of the subject."""
    found: dict[str, list[str]] = {}
    for quad in store.inner.quads_for_pattern(None, ox.NamedNode(prop), None, None):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
            found.setdefault(quad.subject.value, []).append(quad.object.value)
    return found


def _instances(store: EmbeddedStore, kind: str) -> list[str]:
    quads = store.inner.quads_for_pattern(None, ox.NamedNode(_TYPE), ox.NamedNode(kind), None)
    return sorted(str(quad.subject.value) for quad in quads if isinstance(quad.subject, ox.NamedNode))


def _words(store: EmbeddedStore, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the English label, and all labels and alternative labels in every language."""
    english, found = local(name), set()
    subject = ox.NamedNode(name)
    for prop in (_ALTERNATIVE, _LABEL):
        for quad in store.inner.quads_for_pattern(subject, prop, None, None):
            value = quad.object
            if isinstance(value, ox.Literal):
                found.add(value.value)
                if value.language == "en" and prop is _LABEL:
                    english = value.value
    return english, tuple(sorted(found))
