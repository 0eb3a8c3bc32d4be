"""Conclusions and their proofs: every derived fact down to the claims it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from kgraph.model import Claim, Derivation
from kgraph.vocabulary import Vocabulary

PARTNER_YET_RIVAL = "partner-yet-rival"


class Proof(NamedTuple):
    """Why a fact holds: a claim that says so, or a rule with the proofs of its premises."""

    fact: Claim | Derivation
    premises: tuple[Proof, ...] = ()

    def leaves(self) -> tuple[Claim, ...]:
        """Return the claims that the proof rests on, each once, in the order of the proof."""
        if isinstance(self.fact, Claim):
            return (self.fact,)
        found: dict[str, Claim] = {}
        for premise in self.premises:
            for claim in premise.leaves():
                found.setdefault(claim.name, claim)
        return tuple(found.values())

    @property
    def rule(self) -> str:
        """The rule applied last; ``stated`` for a claim."""
        return "stated" if isinstance(self.fact, Claim) else self.fact.rule


class Conclusions:
    """What stands and what follows from it, under one view."""

    def __init__(
        self,
        claims: Mapping[str, Claim],
        derivations: Iterable[Derivation],
        vocabulary: Vocabulary,
        minimal: Iterable[str] | None = None,
    ) -> None:
        """Index the standing claims and the derivations; ``minimal`` names the minimal ones where they are known."""
        self.claims = claims
        self.vocabulary = vocabulary
        self.all_derivations = {derivation.name: derivation for derivation in derivations}
        self._leaves: dict[str, frozenset[str]] = {}
        names = self._minimal() if minimal is None else minimal
        self.derivations = {name: self.all_derivations[name] for name in sorted(names)}
        self._between: dict[frozenset[str | None], list[Claim | Derivation]] = {}
        for facts in (claims, self.derivations):
            for name in sorted(facts):
                fact: Claim | Derivation = facts[name]
                self._between.setdefault(frozenset({fact.agent, fact.target}), []).append(fact)

    def arenas(self, fact: Claim | Derivation) -> tuple[str, ...]:
        """Return the arenas of a fact: its own, or those of the claim at its root."""
        if isinstance(fact, Claim):
            return fact.arenas
        if fact.arena:
            return (fact.arena,)
        if fact.rule == PARTNER_YET_RIVAL:
            return ()
        return self.arenas(self.fact(fact.premises[0]))

    def fact(self, name: str) -> Claim | Derivation:
        """Return the claim or derivation of this name."""
        return self.claims[name] if name in self.claims else self.all_derivations[name]

    def proof(self, fact: Claim | Derivation) -> Proof:
        """Return the proof that ends in this claim or derivation."""
        if isinstance(fact, Claim):
            return Proof(fact)
        return Proof(fact, tuple(self.proof(self.fact(name)) for name in fact.premises))

    def leaves(self, name: str) -> frozenset[str]:
        """Return the names of the claims that a fact rests on."""
        if name not in self._leaves:
            if name in self.claims:
                self._leaves[name] = frozenset({name})
            else:
                self._leaves[name] = frozenset().union(
                    *(self.leaves(premise) for premise in self.all_derivations[name].premises)
                )
        return self._leaves[name]

    def stance(self, name: str) -> str:
        """Return ``expects`` if any claim that the fact rests on is an expectation, else ``asserts``."""
        return "expects" if any(self.claims[leaf].stance == "expects" for leaf in self.leaves(name)) else "asserts"

    def facts_between(self, a: str, b: str) -> list[Claim | Derivation]:
        """Return every claim and minimal derivation between two actors, in either direction; claims first, by name."""
        return self._between.get(frozenset({a, b}), [])

    def with_premises(self) -> list[Derivation]:
        """Return the minimal derivations and every derivation that they rest on, by name."""
        found: dict[str, Derivation] = {}
        waiting = list(self.derivations)
        while waiting:
            name = waiting.pop()
            if name not in found and name in self.all_derivations:
                found[name] = self.all_derivations[name]
                waiting.extend(found[name].premises)
        return [found[name] for name in sorted(found)]

    @staticmethod
    def recorded(derivations: Iterable[Derivation]) -> dict[str, list[Derivation]]:
        """Return the derivations by the node of the graph that records them.

        Each has its own, save that one node says of a pair that it is partner and rival: the pair is both once for
        every tie of the one kind with every tie of the other. `why` lists them all; the node has what they rest on.
        """
        alone: dict[str, list[Derivation]] = {}
        pairs: dict[tuple[str, ...], list[Derivation]] = {}
        for derivation in derivations:
            if derivation.rule == PARTNER_YET_RIVAL:
                pairs.setdefault(tuple(sorted((derivation.agent, derivation.target))), []).append(derivation)
            else:
                alone[derivation.name] = [derivation]
        for pair in sorted(pairs):
            names = " ".join(sorted(derivation.name for derivation in pairs[pair]))
            alone[sha256(names.encode()).hexdigest()[:16]] = pairs[pair]
        return alone

    def proofs(self, a: str, relation: str, b: str) -> list[Proof]:
        """Return all minimal proofs that the relation, or a sub-relation, holds from ``a`` to ``b``; shortest first.

        A symmetric relation is looked for in both directions. A sub-relation that rests on the same claims in the
        same arenas as the relation asked for is no further proof.
        """
        found = [
            fact
            for fact in self.facts_between(a, b)
            if self.vocabulary.is_a(fact.relation, relation)
            and (fact.agent == a or self.vocabulary.relations[fact.relation].symmetric or self._symmetric(relation))
        ]
        exact = [fact for fact in found if fact.relation == relation]
        further = [fact for fact in found if fact.relation != relation and not self._repeats(fact, exact)]
        return [self.proof(fact) for fact in sorted((*exact, *further), key=self._order)]

    def _repeats(self, fact: Claim | Derivation, others: Iterable[Claim | Derivation]) -> bool:
        """Say whether one of the others rests on no other claims than the fact, and holds in all its arenas."""
        leaves, arenas = self.leaves(fact.name), set(self.arenas(fact))
        return any(self.leaves(other.name) <= leaves and arenas <= set(self.arenas(other)) for other in others)

    def _symmetric(self, relation: str) -> bool:
        return self.vocabulary.relations[relation].symmetric

    def _order(self, fact: Claim | Derivation) -> tuple[str, int, str]:
        arenas = self.arenas(fact)
        return (
            arenas[0] if isinstance(fact, Derivation) and fact.arena else "",
            len(self.leaves(fact.name)),
            fact.name,
        )

    def _minimal(self) -> Iterator[str]:
        """Leave out a derivation that rests on all the claims of another one of the same fact, and more."""
        groups: dict[tuple[object, ...], list[Derivation]] = {}
        for derivation in self.all_derivations.values():
            ends: object = (derivation.agent, derivation.target)
            if self.vocabulary.relations[derivation.relation].symmetric:
                ends = frozenset({derivation.agent, derivation.target})
            groups.setdefault((derivation.relation, ends, derivation.arena), []).append(derivation)
        for group in groups.values():
            kept: list[frozenset[str]] = []
            for derivation in sorted(group, key=lambda d: (len(self.leaves(d.name)), self._depth(d.name), d.name)):
                leaves = self.leaves(derivation.name)
                if not any(other <= leaves for other in kept):
                    kept.append(leaves)
                    yield derivation.name

    def _depth(self, name: str) -> int:
        """Return how many rules stand between a fact and its claims."""
        if name in self.claims:
            return 0
        return 1 + max(self._depth(premise) for premise in self.all_derivations[name].premises)
