"""Axioms: the statements of ontology and record that description logic knows, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from kgraph.namespaces import PREFIXES, curie, local

_OWL, _RDF, _RDFS = PREFIXES["owl"], PREFIXES["rdf"], PREFIXES["rdfs"]
TYPE = _RDF + "type"
# Axioms that are one triple: their predicate, the first of two terms being its subject.
PREDICATES = {
    "sub-class": _RDFS + "subClassOf",
    "disjoint": _OWL + "disjointWith",
    "sub-property": _RDFS + "subPropertyOf",
    "inverse": _OWL + "inverseOf",
    "domain": _RDFS + "domain",
    "range": _RDFS + "range",
    "data-domain": _RDFS + "domain",
    "data-range": _RDFS + "range",
    "type": TYPE,
}


class Axiom(NamedTuple):
    """One axiom: its kind, the IRIs it speaks of, where it is written (``file:line``) and what else names it.

    Terms by kind: ``sub-class``, ``disjoint``: two classes. ``one-of``: a class and its only members. ``sub-property``,
    ``inverse``: two properties. ``symmetric``: a property. ``chain``: what follows, then the links in order.
    ``domain``, ``range`` (``data-`` for data properties): a property and a class or datatype. ``different``:
    individuals. ``type``: an individual and its class. ``relates``: an individual, a property, an individual.
    """

    kind: str
    terms: tuple[str, ...]
    place: str
    note: str = ""

    @property
    def line(self) -> str:
        """The axiom in words, with its place before it."""
        return f"{self.place}: {self.words}{f' ({self.note})' if self.note else ''}"

    @property
    def words(self) -> str:
        """The axiom in words."""
        first, *rest = (_name(term) for term in self.terms)
        others = ", ".join(rest)
        match self.kind:
            case "sub-class":
                return f"every {first} is {_a(others)}"
            case "disjoint":
                return f"no {first} is {_a(others)}"
            case "one-of":
                return f"{first} has no members but {others}"
            case "sub-property":
                return f"{first} is a kind of {others}"
            case "inverse":
                return f"{first} is the inverse of {others}"
            case "symmetric":
                return f"{first} goes both ways"
            case "chain":
                return f"{' then '.join(rest)} makes {first}"
            case "domain" | "data-domain":
                return f"whoever stands before {first} is {_a(others)}"
            case "range" | "data-range":
                return f"what stands after {first} is {_a(others)}"
            case "different":
                return f"{first}, {others} are all different"
            case "type":
                return f"{first} is {_a(others)}"
        return f"{first} {' '.join(rest)}"


class Terms(NamedTuple):
    """The classes and properties that the axioms speak of, by IRI."""

    classes: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    data_properties: frozenset[str] = frozenset()


def as_ntriples(axioms: Iterable[Axiom], terms: Terms) -> bytes:
    """Return axioms and the declarations of all terms as N-Triples, as RDF tools and reasoners read OWL."""
    kinds = (
        ("Class", terms.classes),
        ("ObjectProperty", terms.relations),
        ("DatatypeProperty", terms.data_properties),
    )
    lines = [f"<{term}> <{TYPE}> <{_OWL}{kind}> ." for kind, names in kinds for term in sorted(names)]
    for number, axiom in enumerate(axioms):
        lines += [f"{triple} ." for triple in _triples(axiom, f"a{number}")]
    return "\n".join([*lines, ""]).encode()


def _triples(axiom: Axiom, label: str) -> Iterator[ox.Triple]:
    """Return the triples of an axiom; ``label`` begins the names of its blank nodes."""
    nodes = [ox.NamedNode(term) for term in axiom.terms]
    typed = ox.NamedNode(TYPE)
    if axiom.kind in PREDICATES:
        yield ox.Triple(nodes[0], ox.NamedNode(PREDICATES[axiom.kind]), nodes[1])
    elif axiom.kind == "relates":
        yield ox.Triple(nodes[0], nodes[1], nodes[2])
    elif axiom.kind == "symmetric":
        yield ox.Triple(nodes[0], typed, ox.NamedNode(_OWL + "SymmetricProperty"))
    else:
        members = nodes if axiom.kind == "different" else nodes[1:]
        yield from _list(members, label)
        head, node = ox.BlankNode(f"{label}n0"), ox.BlankNode(label)
        if axiom.kind == "chain":
            yield ox.Triple(nodes[0], ox.NamedNode(_OWL + "propertyChainAxiom"), head)
        elif axiom.kind == "different":
            yield ox.Triple(node, typed, ox.NamedNode(_OWL + "AllDifferent"))
            yield ox.Triple(node, ox.NamedNode(_OWL + "distinctMembers"), head)
        else:
            yield ox.Triple(nodes[0], ox.NamedNode(_OWL + "equivalentClass"), node)
            yield ox.Triple(node, typed, ox.NamedNode(_OWL + "Class"))
            yield ox.Triple(node, ox.NamedNode(_OWL + "oneOf"), head)
    individuals = {"different": nodes, "relates": nodes[::2], "type": nodes[:1]}
    for individual in individuals.get(axiom.kind, ()):
        yield ox.Triple(individual, typed, ox.NamedNode(_OWL + "NamedIndividual"))


def _list(members: Sequence[ox.NamedNode], label: str) -> Iterator[ox.Triple]:
    for index, member in enumerate(members):
        node = ox.BlankNode(f"{label}n{index}")
        last = index + 1 == len(members)
        yield ox.Triple(node, ox.NamedNode(_RDF + "first"), member)
        rest = ox.NamedNode(_RDF + "nil") if last else ox.BlankNode(f"{label}n{index + 1}")
        yield ox.Triple(node, ox.NamedNode(_RDF + "rest"), rest)


def _name(term: str) -> str:
    """Return the local name of our terms, and others with their prefix."""
    return local(term) if local(term) != term else curie(term)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "AEIOUaeiou" else f"a {noun}"
