"""Contradictions that the rules of our fragment find on their own, within milliseconds and without Java."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgraph.namespaces import curie, iri, local
from kgraph.reasoning.owl.axioms import Axiom
from kgraph.reasoning.owl.closure import Closure, misfits
from kgraph.reasoning.owl.justification import Justification, propose
from kgraph.reasoning.owl.statements import Statements

CONTRADICTION = "ontology and claims contradict one another"
NO_MEMBER, NO_PAIR = "nothing can be of the class {}", "nothing can stand in the relation {}"
_RULES = "the rules of OWL 2 RL"


def member_of(name: str) -> Axiom:
    """Return the assumption that a class has a member."""
    return Axiom("type", (iri("actor", "-a-member"), name), "")


def pair_of(name: str) -> Axiom:
    """Return the assumption that a relation holds between two things."""
    return Axiom("relates", (iri("actor", "-a-member"), name, iri("actor", "-another-member")), "")


def faults(statements: Statements) -> Iterator[str]:
    """Return what is wrong: a contradiction; or what can have no member, and claims whose ends are of a wrong kind."""
    axioms = statements.axioms
    if proposed := propose(axioms):
        yield Justification(proposed, True).worded(CONTRADICTION, _RULES)
        return
    terms = statements.fragment.terms
    for names, said, assume in ((terms.classes, NO_MEMBER, member_of), (terms.relations, NO_PAIR, pair_of)):
        for name in sorted(names):
            if proposed := propose(statements.fragment.axioms, (assume(name),)):
                yield Justification(proposed, True).worded(said.format(curie(name)), _RULES)
    yield from _misfits(axioms)


def _misfits(axioms: Sequence[Axiom]) -> Iterator[str]:
    """Return a line for each end of a claim that a domain or range wants to be of another kind."""
    closure = Closure(axioms, types_ends=False)
    for misfit in misfits(closure, axioms):
        stated = next(axiom for axiom in closure.rests_on((misfit.link,)) if axiom.kind == "relates")
        yield (
            f"{stated.line}: {misfit.wanted_by.words} ({misfit.wanted_by.place}), and {local(misfit.end.individual)} "
            "is nowhere said to be one; correct one of the two"
        )
