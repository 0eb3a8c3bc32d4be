"""Conclusions and their proofs: every derived fact down to the claims it rests on."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from kgraph.model import Claim, Derivation
from kgraph.reasoning.view import View, meeting
from kgraph.vocabulary import Vocabulary

PARTNER_YET_RIVAL = "partner-yet-rival"


class Proof(NamedTuple):
    """Why a fact holds: a claim that says so, or a rule with the proofs of its premises."""

    fact: Claim | Derivation
    premises: tuple["Proof", ...] = ()

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
        view: View | None = None,
        repeats: Mapping[str, str] | None = None,
    ) -> None:
        """Index the standing claims and the derivations; ``minimal`` names the minimal ones where they are known.

        ``repeats`` gives for each standing claim that only repeats another one the name of that one.
        """
        self.view = view or View()
        self.claims = claims
        self.repeats = repeats or {}
        self.vocabulary = vocabulary
        self.all_derivations = {derivation.name: derivation for derivation in derivations}
        self._leaves: dict[str, frozenset[str]] = {}
        self._depths: dict[str, int] = {}
        names = set(self._minimal() if minimal is None else minimal)
        if minimal is None:
            self._keep_minimal_premises(names)
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
        """Return ``expects`` if every proof of the fact rests on an expectation, else ``asserts``."""
        if not self._expected(self.leaves(name)):
            return "asserts"
        return (
            "expects"
            if all(self._expected(self.leaves(one.name)) for one in self.singly(self.fact(name)))
            else "asserts"
        )

    def _expected(self, leaves: Iterable[str]) -> bool:
        return any(self.claims[leaf].stance == "expects" for leaf in leaves)

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

    def singly(self, fact: Claim | Derivation) -> Iterator[Claim | Derivation]:
        """Return a fact; or, where it stands for several applications of a rule, each that is minimal.

        A pair is partner and rival once for every tie of the one kind with every tie of the other that it meets.
        """
        if isinstance(fact, Claim) or fact.rule != PARTNER_YET_RIVAL:
            yield fact
            return
        ties: dict[int, list[Claim | Derivation]] = {1: [], -1: []}
        for premise in fact.premises:
            tie = self.fact(premise)
            ties[self.vocabulary.relations[tie.relation].polarity].append(tie)
        pairs: dict[tuple[str, str], tuple[frozenset[str], tuple[int, int, str], Derivation]] = {}
        for partner, rival in product(ties[1], ties[-1]):
            if (extent := meeting(partner.extent, rival.extent, self.view)) is not None:
                names = (partner.name, rival.name)
                pair = fact._replace(name=f"{fact.name}/{'/'.join(names)}", premises=names, extent=extent)
                leaves = self.leaves(partner.name) | self.leaves(rival.name)
                pairs[names] = leaves, (len(leaves), max(map(self._depth, names)), pair.name), pair
        known = {sign: [(tie.name, self.leaves(tie.name)) for tie in ties[sign]] for sign in ties}
        for leaves, order, pair in sorted(pairs.values(), key=lambda entry: entry[1]):
            # Only ties within these claims can make a pair that rests on fewer, or on the same ones and comes before.
            within = ([name for name, needs in known[sign] if needs <= leaves] for sign in (1, -1))
            others = (pairs[names] for names in product(*within) if names in pairs)
            if not any(other < leaves or (other == leaves and before < order) for other, before, _ in others):
                self._leaves[pair.name] = leaves
                yield pair

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
        single = [one for fact in (*exact, *further) for one in self.singly(fact)]
        return [self.proof(fact) for fact in sorted(single, key=self._order)]

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

    def _keep_minimal_premises(self, minimal: set[str]) -> None:
        """Let a pair's conclusion rest on minimal derivations of its ties only: these meet whatever the others meet."""
        for name in minimal:
            fact = self.all_derivations[name]
            if fact.rule == PARTNER_YET_RIVAL:
                kept = tuple(premise for premise in fact.premises if premise in minimal)
                self.all_derivations[name] = fact._replace(premises=kept)
                self._leaves.pop(name, None)

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
        if name not in self._depths:
            self._depths[name] = 1 + max(self._depth(premise) for premise in self.all_derivations[name].premises)
        return self._depths[name]
