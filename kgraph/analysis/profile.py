"""The profile of a pair: arena by sign, with weights, counts and sources; how sure it is; who is like it; over time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from math import sqrt
from typing import NamedTuple

from kgraph.analysis.checks import whole
from kgraph.analysis.dyads import COUNTED_FOR, Dossier, Line
from kgraph.analysis.measures import Measures, Signs, measure
from kgraph.analysis.ranges import TOO_MANY, Range, ranges
from kgraph.analysis.weights import LAYERS, Weights
from kgraph.dates import Window
from kgraph.model import Claim, Source
from kgraph.reasoning.repeats import independent, witnesses

# Why a line may fall: reasons in the order in which they are shown.
REASONS: Mapping[str, str] = {
    "reported": "somebody other than the source itself says it",
    "hedged": "the source itself hedges it",
    "denied": "another claim denies it",
    "expected": "it is expected and not said to be so",
    "undated": "its dates do not make it certain that it held then, or that its premises held together",
}


class Cell(NamedTuple):
    """One sign in one arena by one layer: weight, number of lines, of claims and of independent sources."""

    arena: str
    sign: int
    layer: str
    weight: Fraction
    lines: int
    claims: int
    sources: int


class Profile(NamedTuple):
    """A pair under a view: what unites and divides it, arena by arena, and its measures.

    ``uncertain`` counts the lines that may fall by reason (see `REASONS`); one line may have several. ``ranges`` gives
    each measure's range over them; a measure that is too dear to go through is named in ``without_range``, with the
    reason. ``sources`` counts independent sources: those of one address, and those that rest on each other or on a
    common one, are one. ``ties`` counts ties, of which one in several arenas has a line in each.
    """

    a: str
    b: str
    cells: tuple[Cell, ...]
    measures: Measures
    ranges: Mapping[str, Range]
    without_range: Mapping[str, str]
    uncertain: Mapping[str, int]
    sources: int
    ties: int
    weights: str
    dossier: Dossier

    def by_arena(self) -> dict[str, Signs]:
        """Return the weight of cooperation and of conflict by arena."""
        return _by(self.cells, lambda cell: cell.arena)

    def by_layer(self) -> dict[str, Signs]:
        """Return the weight of cooperation and of conflict by layer: direct, by acting for, by proxy."""
        found = _by(self.cells, lambda cell: cell.layer)
        return {layer: found.get(layer, Signs(0, 0)) for layer in LAYERS}


class Point(NamedTuple):
    """What a pair weighs in one window: what certainly held then, and what possibly did."""

    label: str
    certain: Signs
    possible: Signs


class Near(NamedTuple):
    """A pair and how alike its profile is, from 0 to 1."""

    a: str
    b: str
    similarity: float


def profile(
    dossier: Dossier,
    weights: Weights,
    sources: Mapping[str, Source],
    disputed: frozenset[str],
    window: Window | None = None,
) -> Profile:
    """Return the profile of a pair from its dossier.

    A line of the dossier, a tie in one arena, weighs what the weights declare for its relation, times its layer's.

    Args:
        dossier: what unites and divides the pair.
        weights: what each relation and layer weighs.
        sources: every source by name.
        disputed: names of the claims that another claim denies.
        window: what is asked about; a line that does not certainly hold in it is uncertain.
    """
    lines = (*dossier.unites, *dossier.divides)
    kin = witnesses(sources).kin
    groups: dict[tuple[str, int, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.arena, line.sign, layer_of(line)), []).append(line)
    cells = tuple(
        Cell(
            *key,
            sum((weights.of(line.relation, key[2]) for line in group), Fraction(0)),
            len(group),
            len({claim.name for line in group for claim in line.claims}),
            independent(_sources(group), kin),
        )
        for key, group in sorted(groups.items(), key=lambda item: (item[0][0], -item[0][1], LAYERS.index(item[0][2])))
    )
    reasons = [uncertain(line, sources, disputed, window) for line in lines]
    found = {reason: sum(reason in given for given in reasons) for reason in REASONS}
    sure: dict[tuple[str, int], Fraction] = {}
    # A tie in several arenas has a line in each, and they stand or fall together.
    loose: dict[tuple[str, ...], dict[tuple[str, int], Fraction]] = {}
    for line, given in zip(lines, reasons, strict=True):
        standing = loose.setdefault(line.facts, {}) if given else sure
        key = (line.arena, line.sign)
        standing[key] = standing.get(key, Fraction(0)) + weights.of(line.relation, layer_of(line))
    spans = ranges(sure, loose.values())
    by_arena = _by(cells, lambda cell: cell.arena)
    return Profile(
        dossier.a,
        dossier.b,
        cells,
        measure(by_arena),
        spans,
        {name: TOO_MANY for name in Measures._fields if name not in spans},
        {reason: number for reason, number in found.items() if number},
        independent(_sources(lines), kin),
        len({line.facts for line in lines}),
        weights.name,
        dossier,
    )


def weighted(dossier: Dossier, weights: Weights) -> Measures:
    """Return the measures of a pair alone, without ranges: P and N are the sums of weights of its lines, exactly."""
    found: dict[str, list[Fraction]] = {}
    for line in (*dossier.unites, *dossier.divides):
        weight = weights.of(line.relation, layer_of(line))
        found.setdefault(line.arena, [Fraction(0), Fraction(0)])[line.sign < 0] += weight
    return measure({arena: Signs(_plain(positive), _plain(negative)) for arena, (positive, negative) in found.items()})


def layer_of(line: Line) -> str:
    """Return the layer of a line: ``direct``, ``acting-for`` (also what is done to somebody), or ``proxy``."""
    if line.rule is None:
        return "direct"
    return "acting-for" if line.rule in COUNTED_FOR else "proxy"


def _sources(lines: Iterable[Line]) -> set[str]:
    return {claim.source for line in lines for claim in line.claims}


def uncertain(
    line: Line, sources: Mapping[str, Source], disputed: frozenset[str], window: Window | None = None
) -> list[str]:
    """Return why a line may fall, none of `REASONS` if nothing says so; ``window``: whether it held then."""
    # A copy may say with reservations what the original does not, but who denies the copy denies the original.
    tests: dict[str, Callable[[Claim], bool]] = {
        "reported": lambda claim: claim.said_by != sources[claim.source].voice,
        "hedged": lambda claim: claim.sureness == "hedged",
        "denied": lambda claim: claim.name in disputed,
        "expected": lambda claim: claim.stance == "expects",
    }
    asked = {reason: line.claims if reason == "denied" else line.witnesses for reason in tests}
    found = [reason for reason, test in tests.items() if any(test(claim) for claim in asked[reason])]
    together = line.certain if line.derived else True
    return found if together and (window or Window()).must_hold(line.extent) else [*found, "undated"]


def trend(found: Profile, weights: Weights, windows: Sequence[tuple[str, Window]]) -> list[Point]:
    """Return what the pair weighs in each window, in the unit of the weights.

    A line counts in each window in which it possibly holds, and as certain where it certainly held at some time in it;
    in each the weights of both signs are the sums over its lines, so that certain <= possible.
    """
    lines = (*found.dossier.unites, *found.dossier.divides)
    points = []
    for label, window in windows:
        possible = [line for line in lines if window.may_hold(line.extent)]
        certain = [line for line in possible if window.must_hold(line.extent) and (line.certain or not line.derived)]
        points.append(Point(label, _signs(certain, weights), _signs(possible, weights)))
    return points


def nearest(found: Profile, others: Iterable[Profile], most: int = 5) -> list[Near]:
    """Return the pairs with the most similar profile, the most similar first, then by name.

    Similarity is the cosine of the angle between the two profiles as vectors of weights by arena and sign: 1 where all
    shares are equal, 0 where no arena has a common sign (Salton and McGill 1983, section 6.1). The size of a profile
    plays no part. Pairs without anything in common are left out.

    Raises:
        InputError: if ``most`` is no whole number from 0 on.
    """
    whole(most, "most", 0)
    own = _vector(found)
    near = []
    for other in others:
        if (other.a, other.b) != (found.a, found.b):
            vector = _vector(other)
            shared = sum((own[key] * vector[key] for key in own.keys() & vector.keys()), Fraction(0))
            if shared:
                length = sqrt(sum(value**2 for value in own.values()) * sum(value**2 for value in vector.values()))
                near.append(Near(other.a, other.b, min(1.0, float(shared) / length)))
    return sorted(near, key=lambda pair: (-pair.similarity, pair.a, pair.b))[:most]


class Place(NamedTuple):
    """The place of a pair in a ranking, from 1, and how many pairs share it: they are level, and stand by name."""

    number: int
    shared: int


def places(ranked: Sequence[Measures]) -> list[Place]:
    """Return the place of each of the measures, which are in the order of `order`; the level ones share the first."""
    found: list[Place] = []
    for _, group in groupby(ranked, key=lambda measures: (measures.griffin, measures.volume)):
        size = len(list(group))
        found += [Place(len(found) + 1, size)] * size
    return found


def order(a: str, b: str, measures: Measures) -> tuple[float, float, str, str]:
    """Return the key that ranks pairs: the most ambivalent (Griffin) first, then by volume, then by name."""
    return -measures.griffin, -measures.volume, a, b


class Sensitivity(NamedTuple):
    """What weights do to a ranking of pairs: whether the first stays, and how many of the compared places differ."""

    first_stays: bool
    moved: int
    compared: int


def sensitivity(ranking: Sequence[tuple[str, str]], other: Sequence[tuple[str, str]], most: int) -> Sensitivity:
    """Compare the first ``most`` pairs of a ranking with those at the same places of another one of the same pairs."""
    compared = list(zip(ranking[:most], other[:most], strict=True))
    return Sensitivity(ranking[:1] == other[:1], sum(one != two for one, two in compared), len(compared))


def _by(cells: Iterable[Cell], key: Callable[[Cell], str]) -> dict[str, Signs]:
    found: dict[str, list[Fraction]] = {}
    for cell in cells:
        found.setdefault(key(cell), [Fraction(0), Fraction(0)])[cell.sign < 0] += cell.weight
    return {name: Signs(_plain(positive), _plain(negative)) for name, (positive, negative) in sorted(found.items())}


def _signs(lines: Iterable[Line], weights: Weights) -> Signs:
    found = [Fraction(0), Fraction(0)]
    for line in lines:
        found[line.sign < 0] += weights.of(line.relation, layer_of(line))
    return Signs(_plain(found[0]), _plain(found[1]))


def _plain(value: Fraction) -> float:
    return value.numerator if value.denominator == 1 else float(value)


def _vector(found: Profile) -> dict[tuple[str, int], Fraction]:
    vector: dict[tuple[str, int], Fraction] = {}
    for cell in found.cells:
        key = (cell.arena, cell.sign)
        vector[key] = vector.get(key, Fraction(0)) + cell.weight
    return vector
