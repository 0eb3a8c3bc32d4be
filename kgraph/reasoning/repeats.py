"""Which claims only repeat another one: the same relation, told by a source that is no independent witness of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kgraph.dates import meet
from kgraph.model import Claim, Source
from kgraph.vocabulary import Vocabulary


class Witnesses(NamedTuple):
    """For each source, itself and all that it rests on, directly or step by step.

    ``above`` goes by ``derived_from`` alone; in ``kin`` a source of the same address counts as one that is rested on.
    """

    above: Mapping[str, frozenset[str]]
    kin: Mapping[str, frozenset[str]]


def witnesses(sources: Mapping[str, Source]) -> Witnesses:
    """Return what each source rests on, among these sources."""
    by_address: dict[str, set[str]] = {}
    for name, source in sources.items():
        if source.origin:
            by_address.setdefault(source.origin, set()).add(name)
    direct = {name: set(source.derived_from) & sources.keys() for name, source in sources.items()}
    wide = {name: direct[name] | by_address.get(source.origin or "", set()) for name, source in sources.items()}
    return Witnesses(_closed(direct), _closed(wide))


def independent(names: Iterable[str], kin: Mapping[str, frozenset[str]]) -> int:
    """Return how many of some sources are independent: those that rest on each other or on a common one are one."""
    groups: list[frozenset[str]] = []
    for name in set(names):
        own = kin[name]
        apart = [group for group in groups if not group & own]
        groups = [*apart, own.union(*(group for group in groups if group & own))]
    return len(groups)


def repeats(claims: Iterable[Claim], sources: Mapping[str, Source], vocabulary: Vocabulary) -> dict[str, str]:
    """Return for each claim that repeats another one the name of that one, which repeats none itself.

    A claim repeats another if both have the same relation between the same ends (either way round, if the relation is
    symmetric), the same stance, a theatre in common (a domain, where neither has one) and times that can meet, and

    - its source rests on that of the other, directly or step by step, or has the same address; or
    - both sources rest on a third one, and both claims report the same speaker.

    Two claims of one source never repeat each other, and of several claims of one source only the one that is most
    alike repeats a claim of another: what a copy adds stays its own.
    """
    above, kin = witnesses(sources)
    rested_on: dict[str, int] = {}
    for name in kin:
        for other in kin[name]:
            rested_on[other] = rested_on.get(other, 0) + 1
    linked = {name for name in kin if any(rested_on[other] > 1 for other in kin[name])}
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        relation = vocabulary.relations[claim.relation]
        if claim.source in linked and claim.agent and (claim.target or not relation.needs_target):
            ends: object = frozenset((claim.agent, claim.target))
            groups.setdefault((ends if relation.symmetric else (claim.agent, claim.target), *_kind(claim)), []).append(
                claim
            )
    found: dict[str, str] = {}
    for group in groups.values():
        found.update(_repeats_in(group, sources, Witnesses(above, kin), vocabulary))
    return dict(sorted(found.items()))


def _kind(claim: Claim) -> tuple[str, str]:
    return claim.relation, claim.stance


def _repeats_in(
    group: Iterable[Claim], sources: Mapping[str, Source], rests: Witnesses, vocabulary: Vocabulary
) -> Iterator[tuple[str, str]]:
    """Return which claims of one relation repeat which; the sources that rest on the fewest others come first."""
    by_source: dict[str, list[Claim]] = {}
    for claim in sorted(group, key=lambda claim: (claim.paragraph, claim.name)):
        by_source.setdefault(claim.source, []).append(claim)
    firsts: list[Claim] = []
    for name in sorted(by_source, key=lambda name: (len(rests.above[name]), sources[name].issued, name)):
        own = by_source[name]
        alike = [
            (_unlike(claim, first), place, at, claim.name, first.name)
            for place, claim in enumerate(own)
            for at, first in enumerate(firsts)
            if _no_witness(claim, first, rests.kin) and _same(claim, first, vocabulary)
        ]
        taken: dict[str, str] = {}
        for *_, copy, original in sorted(alike):
            if copy not in taken and original not in taken.values():
                taken[copy] = original
        yield from taken.items()
        firsts += [claim for claim in own if claim.name not in taken]


def _unlike(claim: Claim, first: Claim) -> tuple[bool, ...]:
    """Return in what two claims of one relation differ; the most alike come first."""
    return (
        claim.when != first.when,
        (claim.about, claim.amount, claim.through) != (first.about, first.amount, first.through),
        claim.arenas != first.arenas,
        claim.paragraph != first.paragraph,
    )


def _same(claim: Claim, first: Claim, vocabulary: Vocabulary) -> bool:
    """Say whether two claims of one relation can tell of the same: somewhere in common, at one time."""
    theatres = [{name for name in each.arenas if name not in vocabulary.domains} for each in (claim, first)]
    places = theatres if any(theatres) else [set(claim.arenas), set(first.arenas)]
    return bool(places[0] & places[1] or not any(places)) and meet(claim.extent, first.extent) is not None


def _no_witness(claim: Claim, first: Claim, kin: Mapping[str, frozenset[str]]) -> bool:
    own, other = kin[claim.source], kin[first.source]
    if first.source in own or claim.source in other:
        return True
    return claim.said_by == first.said_by and bool(own & other)


def _closed(links: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """Return for each name itself and all that its links lead to."""
    found = {}
    for name in links:
        reached, waiting = {name}, [name]
        while waiting:
            new = links[waiting.pop()] - reached
            reached |= new
            waiting.extend(new)
        found[name] = frozenset(reached)
    return found
