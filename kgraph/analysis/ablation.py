"""What a conclusion rests on: which claims, sources and speakers can be withdrawn, and which bring it down.

Every minimal proof gives the set of claims that it needs. A conclusion falls when no proof is left, so the sets of
claims that bring it down are those that meet every proof: the hitting sets of the proofs, or, in Reiter's words, the
diagnoses (Artificial Intelligence 32, 1987). The smallest ones are found exactly, by integer programming.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kgraph.analysis.checks import whole
from kgraph.model import Claim
from kgraph.reasoning.proofs import Proof

# Many proofs can fall by many sets of one size; more than these help no reader.
MOST_CUTS = 50


class Part(NamedTuple):
    """What a claim, source or speaker means to a conclusion: in how many proofs it has a part, and if all need it."""

    proofs: int
    needed: bool


class Cuts(NamedTuple):
    """The smallest sets whose withdrawal leaves no proof, sorted; ``every``: these are all of that size."""

    sets: tuple[tuple[str, ...], ...]
    every: bool

    @property
    def size(self) -> int:
        """How many must be withdrawn together."""
        return len(self.sets[0])


class Ablation(NamedTuple):
    """What brings a conclusion down.

    ``cuts`` are the smallest sets of claims, ``source_cuts`` of sources and ``speaker_cuts`` of speakers whose
    withdrawal leaves no proof. ``idle`` are the sources and speakers of other claims, which do not matter.
    """

    proofs: int
    cuts: Cuts
    source_cuts: Cuts
    speaker_cuts: Cuts
    claims: Mapping[str, Part]
    sources: Mapping[str, Part]
    speakers: Mapping[str, Part]
    idle_sources: tuple[str, ...]
    idle_speakers: tuple[str, ...]
    idle_claims: int


def ablate(proofs: Sequence[Proof], standing: Mapping[str, Claim], most: int = MOST_CUTS) -> Ablation:
    """Return what brings down the conclusion that has these proofs; ``standing`` are all claims that count.

    At most ``most`` of the smallest sets of claims are listed, and as many of sources and of speakers: minimum hitting
    sets of what the proofs rest on (`smallest_cuts`). Every set counts names, so weights play no part.

    Raises:
        InputError: if ``most`` is no whole number from 1 on.
    """
    whole(most, "most", 1)
    supports = sorted({frozenset(claim.name for claim in proof.leaves()) for proof in proofs}, key=sorted)
    used = {name for support in supports for name in support}
    by_source = [frozenset(standing[name].source for name in support) for support in supports]
    by_speaker = [frozenset(standing[name].said_by for name in support) for support in supports]
    sources, speakers = _parts(by_source), _parts(by_speaker)
    return Ablation(
        proofs=len(supports),
        cuts=smallest_cuts(supports, most),
        source_cuts=smallest_cuts(by_source, most),
        speaker_cuts=smallest_cuts(by_speaker, most),
        claims=_parts(supports),
        sources=sources,
        speakers=speakers,
        idle_sources=tuple(sorted({claim.source for claim in standing.values()} - set(sources))),
        idle_speakers=tuple(sorted({claim.said_by for claim in standing.values()} - set(speakers))),
        idle_claims=len(set(standing) - used),
    )


def smallest_cuts(supports: Sequence[frozenset[str]], most: int = MOST_CUTS) -> Cuts:
    """Return the smallest sets that meet every support, at most ``most``, and whether these are all.

        min |S|  such that  |S and A| >= 1 for every support A

    Minimum hitting sets (Reiter, "A theory of diagnosis from first principles", Artificial Intelligence 32, 1987), each
    found by HiGHS as the optimum of a program with one variable a name; a set that is found is excluded before the next
    search. Supports are sets of names, ``most`` is from 1 on. No support: the empty set meets them all.
    """
    if not supports:
        return Cuts(((),), True)
    import highspy

    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.silent()
    # The same answers in the same order, whatever the machine.
    model.setOptionValue("threads", 1)
    # What meets a support meets all that hold it.
    least = _least(supports)
    names = sorted(frozenset().union(*least))
    chosen = {name: model.addBinary() for name in names}
    for support in least:
        model.addConstr(sum(chosen[name] for name in sorted(support)) >= 1)
    total = sum(chosen.values())
    found: list[tuple[str, ...]] = []
    while len(found) <= most:
        model.minimize(total)
        if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            break
        cut = tuple(name for name in names if model.val(chosen[name]) > 0.5)
        if found and len(cut) > len(found[0]):
            break
        found.append(cut)
        model.addConstr(sum(chosen[name] for name in cut) <= len(cut) - 1)
    return Cuts(tuple(sorted(found[:most])), len(found) <= most)


def _least(supports: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Return the supports that hold no other one, in a fixed order."""
    kept: list[frozenset[str]] = []
    for support in sorted(set(supports), key=lambda support: (len(support), sorted(support))):
        if not any(other <= support for other in kept):
            kept.append(support)
    return kept


def _parts(supports: Sequence[frozenset[str]]) -> dict[str, Part]:
    """Count, for each name, the supports that need it."""
    counts: dict[str, int] = {}
    for support in supports:
        for name in support:
            counts[name] = counts.get(name, 0) + 1
    return {name: Part(counts[name], counts[name] == len(supports)) for name in sorted(counts)}
