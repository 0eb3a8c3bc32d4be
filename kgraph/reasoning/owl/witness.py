"""The witness: what HermiT says of ontology and truthy graph, beside what our rules say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kgraph.errors import StoreError
from kgraph.namespaces import KG, PREFIXES, curie, local
from kgraph.reasoning.owl.axioms import Axiom
from kgraph.reasoning.owl.closure import Closure, Fact, Link, Type
from kgraph.reasoning.owl.consistency import CONTRADICTION, NO_MEMBER, NO_PAIR, member_of, pair_of
from kgraph.reasoning.owl.hermit import Entailed, Hermit, OutOfBudget
from kgraph.reasoning.owl.justification import justify
from kgraph.reasoning.owl.rejected import Candidate, candidates, disagreements
from kgraph.reasoning.owl.statements import Statements
from kgraph.reasoning.proofs import Conclusions


class Testimony(NamedTuple):
    """How many axioms HermiT was given, what is wrong, and what the chains proposed."""

    axioms: int
    faults: tuple[str, ...]
    candidates: tuple[Candidate, ...]

    @property
    def barred(self) -> tuple[Candidate, ...]:
        """The candidates of which at least one way is rejected."""
        return tuple(candidate for candidate in self.candidates if candidate.barred)


def testify(statements: Statements, conclusions: Conclusions) -> Testimony:
    """Let HermiT judge all axioms of a home, and compare its conclusions with ours.

    Raises:
        StoreError: if HermiT is not there, fails, or does not finish.
    """
    fragment, axioms = statements
    hermit = Hermit(fragment.terms)
    try:
        entailed = hermit.conclude(axioms)
    except OutOfBudget as error:
        raise StoreError("HermiT did not finish in time; take back the last edit of the ontology") from error
    if entailed is None:
        return Testimony(len(axioms), (_explained(CONTRADICTION, axioms, hermit),), ())
    faults = list(_empty(entailed, axioms, hermit))
    theatres = [local(axiom.terms[0]) for axiom in axioms if axiom.kind == "type" and axiom.terms[1] == KG + "Theatre"]
    found = candidates(fragment, conclusions, theatres)
    if not faults:
        closure = Closure(axioms, types_ends=False)
        faults += [
            *_compared(closure, entailed, found),
            *_compared_with_words(conclusions, entailed),
            *disagreements(found, fragment, conclusions),
        ]
    return Testimony(len(axioms), tuple(faults), tuple(found))


def _explained(said: str, axioms: tuple[Axiom, ...], hermit: Hermit, given: tuple[Axiom, ...] = ()) -> str:
    before = hermit.runs
    found = justify(axioms, hermit, given)
    return found.worded(said, f"HermiT, {hermit.runs - before} run(s)")


def _empty(entailed: Entailed, axioms: tuple[Axiom, ...], hermit: Hermit) -> Iterator[str]:
    """Return a justification for each class that can have no member and each relation that can hold nowhere."""
    for name in entailed.empty_classes:
        yield _explained(NO_MEMBER.format(curie(name)), axioms, hermit, (member_of(name),))
    for name in entailed.empty_relations:
        yield _explained(NO_PAIR.format(curie(name)), axioms, hermit, (pair_of(name),))


def _compared(closure: Closure, entailed: Entailed, found: Iterable[Candidate]) -> Iterator[str]:
    """Return a line for each fact that only one of the two draws from the same axioms."""
    ours: set[Fact] = {*closure.types, *closure.links}
    theirs: set[Fact] = {*entailed.types, *entailed.links}
    for fact in sorted(ours - theirs, key=str):
        yield f"{_worded(fact)}: the rules conclude it, HermiT does not; compare ontology and rules"
    for fact in sorted({fact for fact in theirs - ours if not _trivial(fact)}, key=str):
        yield f"{_worded(fact)}: HermiT concludes it, the rules do not; compare ontology and rules"
    proposed = {(candidate.agent, candidate.relation, candidate.target) for candidate in found}
    names = {relation for _, relation, _ in proposed}
    chained = {Link(*map(local, link)) for link in entailed.links}
    for link in sorted({link for link in chained if link.relation in names} ^ {Link(*one) for one in proposed}):
        yield f"{' '.join(link)}: only one of HermiT and the list of candidates has it; compare ontology and rules"


def _compared_with_words(conclusions: Conclusions, entailed: Entailed) -> Iterator[str]:
    """Return a line for each relation between actors that only one of HermiT and the vocabulary sees in the claims."""
    words = conclusions.vocabulary
    ours = set()
    for claim in conclusions.claims.values():
        if claim.agent and claim.target:
            for relation in words.above(claim.relation):
                ours.add(Link(claim.agent, relation, claim.target))
                if any(words.relations[r].symmetric and words.is_a(r, relation) for r in words.above(claim.relation)):
                    ours.add(Link(claim.target, relation, claim.agent))
    theirs = {Link(*map(local, link)) for link in entailed.links if local(link.relation) in words.relations}
    for link in sorted(ours ^ theirs):
        who = "the vocabulary" if link in ours else "HermiT"
        yield f"{' '.join(link)}: only {who} sees it in the claims; compare ontology and vocabulary"


def _trivial(fact: Fact) -> bool:
    return isinstance(fact, Type) and fact.of == PREFIXES["owl"] + "Thing"


def _worded(fact: Fact) -> str:
    if isinstance(fact, Type):
        return Axiom("type", tuple(fact), "").words
    return Axiom("relates", tuple(fact), "").words
