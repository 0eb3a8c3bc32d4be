"""The fragment of OWL that the rules follow: reading it from the ontology's files, and refusing all else by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kgraph.errors import InputError
from kgraph.namespaces import KG, PREFIXES, curie
from kgraph.reasoning.owl.axioms import PREDICATES, TYPE, Axiom, Terms
from kgraph.reasoning.owl.refusals import OTHERWISE, WHY
from kgraph.sources.read import shown
from kgraph.store.lines import located_triples

_OWL, _RDF, _RDFS, _XSD = (PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd"))
_BUILT_IN = (_OWL, _RDF, _RDFS, "http://www.w3.org/2003/11/swrl#")
_KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
# What says nothing that a reasoner takes into account.
_SILENT_TYPES = {_OWL + name for name in (*_KINDS, "Ontology", "NamedIndividual", "Axiom")}
_SILENT = {_RDFS + name for name in ("label", "comment", "isDefinedBy", "seeAlso")} | {
    _OWL + name
    for name in (
        "annotatedProperty", "annotatedSource", "annotatedTarget", "backwardCompatibleWith", "deprecated", "imports",
        "incompatibleWith", "members", "distinctMembers", "priorVersion", "versionIRI", "versionInfo",
    )
}  # fmt: skip
# The OWL 2 datatype map (OWL 2 Structural Specification, section 4) without what nobody needs here.
_DATATYPES = {_XSD + name for name in ("anyURI", "boolean", "dateTime", "decimal", "double", "integer", "string")}
_CANDIDATE_FOR, _POLARITY = KG + "candidateFor", KG + "polarity"
_Node = ox.NamedNode | ox.BlankNode
_Value = _Node | ox.Literal


class Fragment(NamedTuple):
    """The axioms of an ontology, the terms they speak of, and the relation that decides on each chain's candidates."""

    axioms: tuple[Axiom, ...]
    terms: Terms
    decided_by: Mapping[str, str]


class Statement(NamedTuple):
    """A triple of the ontology and where it is written."""

    subject: _Node
    predicate: str
    object: _Value
    place: str


def read_fragment(files: Iterable[Path]) -> Fragment:
    """Read the axioms of the modules of an ontology.

    Raises:
        InputError: with one line for each axiom that the rules do not follow: its place, its name, why, what to do.
    """
    statements = [
        Statement(triple.subject, triple.predicate.value, triple.object, f"{shown(path)}:{line}")
        for path in files
        for line, triple in located_triples(path)
        if isinstance(triple.subject, ox.NamedNode | ox.BlankNode) and not isinstance(triple.object, ox.Triple)
    ]
    reader = _Reader(statements)
    axioms = tuple(axiom for statement in statements for axiom in reader.axioms(statement))
    reader.check_form(axioms)
    if reader.faults:
        raise InputError(dict.fromkeys(reader.faults))
    terms = Terms(*(frozenset(reader.declared[kind]) for kind in _KINDS[:3]))
    return Fragment(axioms, terms, reader.decided_by)


class _Reader:
    """Turns statements into axioms, and collects what it refuses."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.faults: list[str] = []
        self.about: dict[_Node, list[Statement]] = {}
        self.nested: set[_Node] = set()
        for statement in statements:
            self.about.setdefault(statement.subject, []).append(statement)
            if isinstance(statement.object, ox.BlankNode):
                self.nested.add(statement.object)
        self.declared = {kind: self._subjects(TYPE, _OWL + kind) for kind in _KINDS}
        self.polar = self._subjects(_POLARITY)
        self.decided_by = {
            s.subject.value: str(s.object.value)
            for found in self.about.values()
            for s in found
            if s.predicate == _CANDIDATE_FOR and not isinstance(s.object, ox.BlankNode)
        }

    def _subjects(self, predicate: str, value: str | None = None) -> set[str]:
        return {
            s.subject.value
            for found in self.about.values()
            for s in found
            if s.predicate == predicate and value in (None, s.object.value) and isinstance(s.subject, ox.NamedNode)
        }

    def axioms(self, statement: Statement) -> Iterator[Axiom]:
        """Return the axioms that a statement makes; those of nested nodes belong to what they are nested in."""
        subject, predicate, value, place = statement
        if subject in self.nested or predicate in _SILENT:
            return
        if predicate == TYPE:
            yield from self._typed(statement)
        elif predicate == _OWL + "differentFrom":
            yield Axiom("different", (subject.value, value.value), place)
        elif predicate == _OWL + "propertyChainAxiom":
            yield Axiom("chain", (subject.value, *self._list(value)), place)
        elif predicate == _OWL + "equivalentClass":
            yield from self._one_of(statement)
        elif predicate in PREDICATES.values():
            yield from self._plain(statement)
        elif predicate.startswith(_BUILT_IN):
            self._refuse(statement)
        elif predicate in self.declared["ObjectProperty"]:
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode):
                yield Axiom("relates", (subject.value, predicate, value.value), place)
            else:
                self._refuse(statement, "it relates something that has no name", "name both ends")
        elif predicate in self.declared["DatatypeProperty"]:
            self._refuse(statement, "values belong to the data", "write it in a pen")

    def _typed(self, statement: Statement) -> Iterator[Axiom]:
        subject, _, value, place = statement
        if value.value in _SILENT_TYPES and isinstance(value, ox.NamedNode):
            kinds = [kind for kind in _KINDS[1:] if subject.value in self.declared[kind]]
            if len(kinds) > 1 and value.value == _OWL + kinds[-1]:
                self._refuse(statement, f"it is declared as {_and(kinds)}", "keep one of these")
        elif value.value == _OWL + "SymmetricProperty":
            yield Axiom("symmetric", (subject.value,), place)
        elif value.value in (_OWL + "AllDisjointClasses", _OWL + "AllDifferent"):
            lists = [s for s in self.about[subject] if s.predicate in (_OWL + "members", _OWL + "distinctMembers")]
            for listed in lists:
                members = self._members(listed.object)
                if value.value == _OWL + "AllDifferent":
                    yield Axiom("different", tuple(one for one, _ in members), listed.place)
                    continue
                for (one, where), (other, _) in combinations(members, 2):
                    yield Axiom("disjoint", (one, other), where)
        elif isinstance(value, ox.BlankNode) or value.value.startswith(_BUILT_IN):
            self._refuse(statement)
        elif value.value in self.declared["Class"]:
            yield Axiom("type", (subject.value, value.value), place)
        else:
            self._refuse(statement, f"{curie(value.value)} is not declared as a class", "declare it or mend the name")

    def _one_of(self, statement: Statement) -> Iterator[Axiom]:
        inside = {s.predicate: s for s in self._about(statement.object)}
        if set(inside) - {TYPE} == {_OWL + "oneOf"}:
            members = self._list(inside[_OWL + "oneOf"].object)
            yield Axiom("one-of", (statement.subject.value, *members), statement.place)
        else:
            self._refuse(statement)

    def _plain(self, statement: Statement) -> Iterator[Axiom]:
        """Return the axiom of a statement of two names, if both are declared as what they must be."""
        subject, predicate, value, place = statement
        kind = next(kind for kind, known in PREDICATES.items() if known == predicate)
        of_classes = kind in ("sub-class", "disjoint")
        if not of_classes and subject.value in self.declared["AnnotationProperty"]:
            return
        if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode):
            self._refuse(statement)
            return
        wanted = "Class" if of_classes else "ObjectProperty"
        if kind in ("domain", "range") and subject.value in self.declared["DatatypeProperty"]:
            kind, wanted = f"data-{kind}", "DatatypeProperty"
        others = {"domain": "Class", "range": "Class", "data-domain": "Class"}.get(kind, wanted)
        if kind == "data-range":
            if value.value not in _DATATYPES:
                reason = f"{curie(value.value)} is not in the OWL 2 datatype map, which HermiT keeps to"
                self._refuse(statement, reason, "make the property an annotation property")
                return
        elif value.value not in self.declared[others]:
            self._undeclared(statement, value.value, others)
            return
        if subject.value not in self.declared[wanted]:
            self._undeclared(statement, subject.value, wanted)
            return
        yield Axiom(kind, (subject.value, value.value), place)

    def _about(self, term: _Value) -> list[Statement]:
        return [] if isinstance(term, ox.Literal) else self.about.get(term, [])

    def _list(self, head: _Value) -> tuple[str, ...]:
        return tuple(member for member, _ in self._members(head))

    def _members(self, head: _Value) -> list[tuple[str, str]]:
        """Return the members of an RDF list, and where each is written."""
        found: list[tuple[str, str]] = []
        seen: set[_Value] = set()
        while head not in seen and (listed := self._about(head)):
            seen.add(head)
            for part in listed:
                if part.predicate == _RDF + "first" and isinstance(part.object, ox.NamedNode):
                    found.append((part.object.value, part.place))
                elif part.predicate == _RDF + "first":
                    self._refuse(part, "a list of names is expected here", "name each member")
                elif part.predicate == _RDF + "rest":
                    head = part.object
        return found

    # The form of the whole

    def check_form(self, axioms: Iterable[Axiom]) -> None:
        """Refuse circles, chains that feed chains, and what would lend claims a relation that no rule gives them."""
        by_kind: dict[str, list[Axiom]] = {}
        for axiom in axioms:
            by_kind.setdefault(axiom.kind, []).append(axiom)
        for kind in ("sub-class", "sub-property"):
            self._check_circle(by_kind.get(kind, []))
        for axiom in by_kind.get("sub-property", []):
            child, parent = axiom.terms
            if parent in self.polar and child not in self.polar:
                self._fault(axiom, "a relation of claims would follow from what no claim uses", "remove it")
        for axiom in by_kind.get("inverse", []):
            if all(term in self.polar for term in axiom.terms):
                self._fault(axiom, "claims have one direction, and no rule turns them round", "use kg:inverseLabel")
        for axiom in by_kind.get("symmetric", []):
            if axiom.terms[0] not in self.declared["ObjectProperty"]:
                self._fault(axiom, "it is not declared as an owl:ObjectProperty", "declare it or mend the name")
        self._check_chains(by_kind.get("chain", []), by_kind)

    def _check_circle(self, axioms: list[Axiom]) -> None:
        above: dict[str, set[str]] = {}
        for axiom in axioms:
            above.setdefault(axiom.terms[0], set()).add(axiom.terms[1])
        try:
            TopologicalSorter(above).prepare()
        except CycleError as error:
            circle = error.args[1]
            last = next(axiom for axiom in reversed(axioms) if axiom.terms[0] in circle and axiom.terms[1] in circle)
            names = " and ".join(curie(term) for term in sorted(set(circle)))
            self._fault(last, f"{names} would lie below one another", "remove one of the two")

    def _check_chains(self, chains: list[Axiom], by_kind: Mapping[str, list[Axiom]]) -> None:
        below: dict[str, set[str]] = {}
        for axiom in by_kind.get("sub-property", []):
            below.setdefault(axiom.terms[1], set()).add(axiom.terms[0])
        for axiom in by_kind.get("inverse", []):
            for one, other in (axiom.terms, axiom.terms[::-1]):
                below.setdefault(one, set()).add(other)
        heads = {chain.terms[0] for chain in chains}
        for chain in chains:
            head, *links = chain.terms
            unknown = [term for term in chain.terms if term not in self.declared["ObjectProperty"]]
            if unknown:
                reason = f"{curie(unknown[0])} is not declared as an owl:ObjectProperty"
                self._fault(chain, reason, "declare it or mend the name")
            elif head in self.polar:
                reason = "a chain knows no time and no theatre, so it can conclude candidates only"
                self._fault(chain, reason, "conclude a property without polarity, and let a rule decide")
            elif self.decided_by.get(head) not in self.polar:
                self._fault(chain, "nothing says which relation decides on it", "add kg:candidateFor")
            elif fed := sorted(heads & _reachable(links, below)):
                reason = f"a link of it rests on {curie(fed[0])}, which a chain concludes"
                self._fault(chain, reason, "use links that claims can state")

    # Refusing

    def _undeclared(self, statement: Statement, term: str, wanted: str) -> None:
        self._refuse(statement, f"{curie(term)} is not declared as an owl:{wanted}", "declare it or mend the name")

    def _fault(self, axiom: Axiom, reason: str, remedy: str) -> None:
        others = {"chain": _OWL + "propertyChainAxiom", "symmetric": _OWL + "SymmetricProperty"}
        name = curie(PREDICATES.get(axiom.kind) or others[axiom.kind])
        self.faults.append(f"{axiom.place}: {name} on {curie(axiom.terms[0])} is refused: {reason}; {remedy}")

    def _refuse(self, statement: Statement, reason: str = "", remedy: str = "") -> None:
        if isinstance(statement.subject, ox.BlankNode) and statement.predicate != TYPE:
            # A nameless axiom is one axiom, whatever its parts.
            typed = (s for s in self.about[statement.subject] if s.predicate == TYPE)
            statement = next(typed, statement)
        name = self._name(statement)
        subject = f" on {curie(statement.subject.value)}" if isinstance(statement.subject, ox.NamedNode) else ""
        why, what = WHY.get(name.removeprefix("owl:"), OTHERWISE)
        self.faults.append(f"{statement.place}: {name}{subject} is refused: {reason or why}; {remedy or what}")

    def _name(self, statement: Statement) -> str:
        """Return what names the construct best: for a class expression, its own constructor."""
        if isinstance(statement.object, ox.BlankNode):
            inside = [s for s in self.about.get(statement.object, []) if s.predicate.startswith(_BUILT_IN)]
            names = [s.predicate for s in inside if s.predicate not in (TYPE, _OWL + "onProperty", _OWL + "onClass")]
            names = [name for name in names if not name.startswith(_RDF)]
            return curie(min(names)) if names else curie(statement.predicate)
        if statement.predicate == TYPE and statement.object.value.startswith(_BUILT_IN):
            return curie(statement.object.value)
        return curie(statement.predicate)


def _reachable(starts: Iterable[str], edges: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        if (term := waiting.pop()) not in found:
            found.add(term)
            waiting.extend(edges.get(term, ()))
    return found


def _and(words: Iterable[str]) -> str:
    return " and ".join(f"owl:{word}" for word in words)
