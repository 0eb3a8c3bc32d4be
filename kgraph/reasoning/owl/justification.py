"""Why axioms contradict one another: a smallest set of them that does, a justification.

The closure of our fragment proposes one within milliseconds. HermiT then confirms in a single run that it is
inconsistent and that it no longer is without any one of its axioms (deletion: Kalyanpur, Parsia, Horridge and Sirin,
"Finding All Justifications of OWL DL Entailments", ISWC 2007). Where the closure finds no contradiction or HermiT does
not confirm it, QuickXplain with HermiT as its only judge shrinks all axioms (Junker, "QuickXplain: Preferred
Explanations and Relaxations for Over-Constrained Problems", AAAI 2004).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kgraph.reasoning.owl.axioms import Axiom
from kgraph.reasoning.owl.closure import Closure
from kgraph.reasoning.owl.hermit import Hermit, OutOfBudget


class Justification(NamedTuple):
    """Axioms that contradict one another; ``minimal`` if that is proved: without any one of them, none is left."""

    axioms: tuple[Axiom, ...]
    minimal: bool

    def worded(self, said: str, by: str) -> str:
        """Return what the axioms show, ``said``, and by what it was found; then a line for each, claims first."""
        many = f"these {len(self.axioms)} together" if len(self.axioms) > 1 else "this one"
        sure = ", none of which is to spare" if self.minimal and len(self.axioms) > 1 else ""
        sure = sure if self.minimal else ", not proved minimal within the limits of time and runs"
        axioms = sorted(self.axioms, key=lambda axiom: (_ORDER.index(axiom.kind), axiom))
        return "\n       ".join([f"{said}, by {many}{sure} ({by}); mend one", *(axiom.line for axiom in axioms)])


_ORDER = (
    "relates", "type", "sub-property", "inverse", "symmetric", "chain", "domain", "range", "data-domain", "data-range",
    "sub-class", "one-of", "disjoint", "different",
)  # fmt: skip


def justify(axioms: Sequence[Axiom], hermit: Hermit, given: tuple[Axiom, ...] = ()) -> Justification:
    """Return a smallest set of the axioms that is inconsistent together with what is given.

    Args:
        axioms: axioms that contradict one another, given ``given``.
        hermit: the judge, whose budget ends the search: then what is left is not proved minimal.
        given: what is assumed and not part of the answer.
    """
    left = tuple(axioms)
    try:
        proposed = propose(axioms, given)
        if proposed:
            without = [(*given, *_but(proposed, axiom)) for axiom in proposed]
            first = hermit.first_inconsistent([*without, (*given, *proposed)])
            if first == len(proposed):
                return Justification(proposed, True)
            if first is not None:
                left = proposed
        search = _QuickXplain(hermit, left)
        try:
            return Justification(tuple(search.shrink(given, (), left)), True)
        except OutOfBudget:
            left = search.left
    except OutOfBudget:
        pass
    return Justification(tuple(axiom for axiom in left if axiom not in given), False)


def propose(axioms: Sequence[Axiom], given: tuple[Axiom, ...] = ()) -> tuple[Axiom, ...]:
    """Return the smallest contradiction that the closure finds, none of its axioms to spare; empty if it finds none."""
    found = [
        tuple(axiom for axiom in contradiction if axiom not in given)
        for contradiction in Closure((*given, *axioms), types_ends=True).contradictions()
    ]
    if not found:
        return ()
    smallest = min(found, key=lambda contradiction: (len(contradiction), contradiction))
    for axiom in smallest:
        fewer = _but(smallest, axiom)
        if any(Closure((*given, *fewer), types_ends=True).contradictions()):
            smallest = fewer
    return smallest


def _but(axioms: Iterable[Axiom], one: Axiom) -> tuple[Axiom, ...]:
    return tuple(axiom for axiom in axioms if axiom != one)


class _QuickXplain:
    """The recursion of QuickXplain; ``left`` is the smallest inconsistent set met so far."""

    def __init__(self, hermit: Hermit, left: tuple[Axiom, ...]) -> None:
        self._hermit = hermit
        self.left = left

    def shrink(
        self, background: tuple[Axiom, ...], added: tuple[Axiom, ...], choice: tuple[Axiom, ...]
    ) -> tuple[Axiom, ...]:
        """Return the axioms of ``choice`` that a contradiction needs beside the background."""
        if len(background) + len(choice) < len(self.left):
            self.left = (*background, *choice)
        if added and self._hermit.first_inconsistent([background]) is not None:
            self.left = background
            return ()
        if len(choice) == 1:
            return choice
        half = len(choice) // 2
        first, second = choice[:half], choice[half:]
        of_second = self.shrink((*background, *first), first, second)
        of_first = self.shrink((*background, *of_second), of_second, first)
        return (*of_first, *of_second)
