"""What follows from axioms by the OWL 2 RL rules of our fragment, each fact with the axioms it rests on.

Rules by their names in the OWL 2 Profiles specification (section 4.3): prp-spo1, prp-symp, prp-inv1 and -2, prp-spo2,
cax-sco, cls-oo; and where ends are typed, prp-dom and prp-rng. Contradictions: cax-dw, and an individual that is
different from all members of its enumerated class. Sameness of individuals is not followed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kgraph.reasoning.owl.axioms import Axiom


class Type(NamedTuple):
    """An individual belongs to a class."""

    individual: str
    of: str


class Link(NamedTuple):
    """An individual stands in a relation to another one."""

    agent: str
    relation: str
    target: str


Fact = Type | Link


class Closure:
    """Every fact that follows; ``types_ends`` says whether domains and ranges infer, as in OWL, or nothing."""

    def __init__(self, axioms: Iterable[Axiom], types_ends: bool) -> None:
        """Derive until nothing new follows; facts that take fewer steps come first."""
        self._index: dict[tuple[str, str], list[Axiom]] = {}
        self._reasons: dict[Fact, tuple[Axiom, tuple[Fact, ...]]] = {}
        self._out: dict[tuple[str, str], list[Link]] = {}
        self._into: dict[tuple[str, str], list[Link]] = {}
        self._types: dict[str, list[Type]] = {}
        self._types_ends = types_ends
        self._different: list[Axiom] = []
        self._enumerated: list[Axiom] = []
        given = list(axioms)
        for axiom in given:
            self._learn(axiom)
        waiting: deque[Fact] = deque()
        for fact, axiom in self._stated(given):
            self._add(fact, axiom, (), waiting)
        while waiting:
            fact = waiting.popleft()
            follows = self._from_type(fact) if isinstance(fact, Type) else self._from_link(fact)
            for new, axiom, premises in follows:
                self._add(new, axiom, premises, waiting)

    @property
    def types(self) -> frozenset[Type]:
        """Every membership in a class."""
        return frozenset(fact for fact in self._reasons if isinstance(fact, Type))

    @property
    def links(self) -> frozenset[Link]:
        """Every relation between two individuals."""
        return frozenset(fact for fact in self._reasons if isinstance(fact, Link))

    def rests_on(self, facts: Iterable[Fact]) -> tuple[Axiom, ...]:
        """Return the axioms of one derivation of each fact, each once, in the order in which they were used."""
        found: dict[Axiom, None] = {}
        seen: set[Fact] = set()
        waiting = list(facts)[::-1]
        while waiting:
            if (fact := waiting.pop()) not in seen:
                seen.add(fact)
                axiom, premises = self._reasons[fact]
                waiting.extend(premises)
                found.setdefault(axiom)
        return tuple(found)

    def contradictions(self) -> Iterator[tuple[Axiom, ...]]:
        """Return, for each contradiction found, axioms that make it; not always the fewest."""
        for types in list(self._types.values()):
            for one in types:
                for axiom in self._index.get(("disjoint", one.of), ()):
                    other = Type(one.individual, axiom.terms[1])
                    if axiom.terms[0] == one.of and other in self._reasons:
                        yield (*self.rests_on((one, other)), axiom)
        for enumerated in self._enumerated:
            of, *members = enumerated.terms
            for typed in [types for group in self._types.values() for types in group if types.of == of]:
                apart = [self._apart(typed.individual, member) for member in members]
                if typed.individual not in members and all(apart):
                    differences = tuple(dict.fromkeys(axiom for axiom in apart if axiom))
                    yield (*self.rests_on((typed,)), enumerated, *differences)

    def _apart(self, one: str, other: str) -> Axiom | None:
        return next((axiom for axiom in self._different if one in axiom.terms and other in axiom.terms), None)

    def _learn(self, axiom: Axiom) -> None:
        if axiom.kind == "different":
            self._different.append(axiom)
        elif axiom.kind == "one-of":
            self._enumerated.append(axiom)
        # An axiom is found by each term from which it leads on.
        heads = axiom.terms[1:] if axiom.kind == "chain" else axiom.terms[:1]
        if axiom.kind in ("inverse", "disjoint"):
            heads = axiom.terms
        for term in dict.fromkeys(heads):
            self._index.setdefault((axiom.kind, term), []).append(axiom)

    @staticmethod
    def _stated(axioms: Iterable[Axiom]) -> Iterator[tuple[Fact, Axiom]]:
        for axiom in axioms:
            if axiom.kind == "type":
                yield Type(*axiom.terms), axiom
            elif axiom.kind == "relates":
                yield Link(*axiom.terms), axiom
            elif axiom.kind == "one-of":
                for member in axiom.terms[1:]:
                    yield Type(member, axiom.terms[0]), axiom

    def _add(self, fact: Fact, axiom: Axiom, premises: tuple[Fact, ...], waiting: deque[Fact]) -> None:
        if fact in self._reasons:
            return
        self._reasons[fact] = (axiom, premises)
        waiting.append(fact)
        if isinstance(fact, Type):
            self._types.setdefault(fact.individual, []).append(fact)
        else:
            self._out.setdefault((fact.agent, fact.relation), []).append(fact)
            self._into.setdefault((fact.target, fact.relation), []).append(fact)

    def _from_type(self, fact: Type) -> Iterator[tuple[Fact, Axiom, tuple[Fact, ...]]]:
        for axiom in self._index.get(("sub-class", fact.of), ()):
            yield Type(fact.individual, axiom.terms[1]), axiom, (fact,)

    def _from_link(self, fact: Link) -> Iterator[tuple[Fact, Axiom, tuple[Fact, ...]]]:
        agent, relation, target = fact
        for axiom in self._index.get(("sub-property", relation), ()):
            yield Link(agent, axiom.terms[1], target), axiom, (fact,)
        for axiom in self._index.get(("symmetric", relation), ()):
            yield Link(target, relation, agent), axiom, (fact,)
        for axiom in self._index.get(("inverse", relation), ()):
            for one, other in (axiom.terms, axiom.terms[::-1]):
                if one == relation:
                    yield Link(target, other, agent), axiom, (fact,)
        for axiom in self._index.get(("chain", relation), ()):
            for path in self._paths(axiom.terms[1:], fact):
                yield Link(path[0].agent, axiom.terms[0], path[-1].target), axiom, path
        if self._types_ends:
            for kind, end in (("domain", agent), ("range", target)):
                for axiom in self._index.get((kind, relation), ()):
                    yield Type(end, axiom.terms[1]), axiom, (fact,)

    def _paths(self, links: Sequence[str], through: Link) -> Iterator[tuple[Link, ...]]:
        """Return the ways along the links of a chain that use a fact, at each place where it fits."""
        for index, relation in enumerate(links):
            if relation != through.relation:
                continue
            before: list[tuple[Link, ...]] = [()]
            for earlier in reversed(links[:index]):
                before = [
                    (step, *path)
                    for path in before
                    for step in self._into.get(((path or (through,))[0].agent, earlier), ())
                ]
            paths = [(*path, through) for path in before]
            for later in links[index + 1 :]:
                paths = [(*path, step) for path in paths for step in self._out.get((path[-1].target, later), ())]
            yield from paths


class Misfit(NamedTuple):
    """An end of a relation that no axiom on classes puts where the domain or range of the relation wants it."""

    end: Type
    link: Link
    wanted_by: Axiom


def misfits(closure: Closure, axioms: Iterable[Axiom]) -> list[Misfit]:
    """Return every end that domains and ranges would type anew; ``closure`` is one that does not type ends."""
    found = []
    types = closure.types
    by_relation: dict[str, list[Axiom]] = {}
    for axiom in axioms:
        if axiom.kind in ("domain", "range"):
            by_relation.setdefault(axiom.terms[0], []).append(axiom)
    for link in sorted(closure.links):
        for axiom in by_relation.get(link.relation, ()):
            end = Type(link.agent if axiom.kind == "domain" else link.target, axiom.terms[1])
            if end not in types:
                found.append(Misfit(end, link, axiom))
    return found
