"""What it takes to carry out a remedy of a triad: which claims would have to be withdrawn or reversed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kgraph.analysis.ablation import smallest_cuts
from kgraph.analysis.dyads import COUNTED_FOR, root_claim
from kgraph.analysis.signed import Pair, SignedMultigraph, Tie
from kgraph.analysis.triads import Remedy, Triad, is_balanced
from kgraph.model import Claim
from kgraph.reasoning.proofs import Conclusions

BALANCED, NO_TRIAD = "balanced", "no triad"
_MOST_SETS = 50


class Way(NamedTuple):
    """A set of claims, all of which are needed, and what is left when they are ``withdrawn`` or ``reversed``.

    ``leaves`` is ``balanced``, or ``no triad`` where a pair has no tie any more. Any one way is enough.
    """

    action: str
    claims: tuple[str, ...]
    leaves: str


def ways(conclusions: Conclusions, graph: SignedMultigraph, triad: Triad, remedy: Remedy) -> list[Way]:
    """Return the ways to carry out a remedy, each of which is enough by itself.

    *Withdrawn*: a tie falls when none of its proofs is left, so a way is a smallest set of claims that meets every
    proof (as `smallest_cuts`; minimal hitting sets, Reiter 1987), also those by claims that only repeat others, since
    these would count then. Ties between the three that fall along with it are taken into account.

    *Reversed*: the claim at the root of the tie, and those that repeat it; who acts for whom stays. What a rule draws
    from claims about third parties cannot be reversed by a claim: it can only fall, which leaves no triad.

    Args:
        conclusions: what stands and follows, which the ties are named after.
        graph: the signed multigraph of the triad.
        triad: the triad.
        remedy: one of its remedies.
    """
    roots = _roots(conclusions, remedy.tie)
    if remedy.action == "reversed" and roots:
        return [Way("reversed", roots, BALANCED)]
    ties = graph.by_pair()
    pairs = ((triad.a, triad.b), (triad.a, triad.c), (triad.b, triad.c))
    sets = smallest_cuts(_supports(conclusions, remedy.tie), _MOST_SETS).sets
    found = (
        Way("withdrawn", claims, left)
        for claims in sets
        if (left := _left(conclusions, ties, pairs, frozenset(claims)))
    )
    return sorted(found, key=lambda way: (way.leaves != BALANCED, way.claims))


def _facts(conclusions: Conclusions, tie: Tie) -> set[str]:
    """Return the facts that prove a tie, each by itself: those it is named after, and those that repeat them."""
    own = set(tie.name.split())
    roots = set(_roots(conclusions, tie))
    for fact in conclusions.facts_between(tie.a, tie.b) if roots else ():
        counted = isinstance(fact, Claim) or fact.rule in COUNTED_FOR
        direct = all(name in conclusions.claims for name in own)
        if counted and isinstance(fact, Claim) == direct and root_claim(conclusions, fact).name in roots:
            own.add(fact.name)
    return own


def _roots(conclusions: Conclusions, tie: Tie) -> tuple[str, ...]:
    """Return the claim whose tie it is and those that repeat it; none for a tie that is drawn from several."""
    facts = [conclusions.fact(name) for name in tie.name.split()]
    if not all(isinstance(fact, Claim) or fact.rule in COUNTED_FOR for fact in facts):
        return ()
    first = {root_claim(conclusions, fact).name for fact in facts}
    repeated = {name for name, original in conclusions.repeats.items() if original in first}
    return (*sorted(first), *sorted(repeated - first))


def _supports(conclusions: Conclusions, tie: Tie) -> list[frozenset[str]]:
    return [conclusions.leaves(name) for name in sorted(_facts(conclusions, tie))]


def _left(
    conclusions: Conclusions, ties: Mapping[Pair, Sequence[Tie]], pairs: Sequence[Pair], withdrawn: frozenset[str]
) -> str:
    """Return what the triad is without some claims; nothing if it is still not balanced."""

    def standing(pair: Pair) -> Iterator[int]:
        for tie in ties[pair]:
            if not all(support & withdrawn for support in _supports(conclusions, tie)):
                yield tie.sign

    signs = [frozenset(standing(pair)) for pair in pairs]
    if not all(signs):
        return NO_TRIAD
    decided = all(len(sign) == 1 for sign in signs)
    return BALANCED if decided and is_balanced("-" if -1 in sign else "+" for sign in signs) else ""
