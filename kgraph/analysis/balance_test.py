"""Is a whole network more, or less, balanced than chance? Its frustration, triads and ambivalence among dealt ones."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from typing import NamedTuple

from kgraph.analysis.deals import Deal, deals
from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.signed import SignedMultigraph, Tie, multigraph
from kgraph.analysis.significance import adjusted
from kgraph.analysis.triads import census

MEASURES = {
    "frustration": "the frustration index, every tie weighing 1",
    "balance": "balanced triads as a share of those that are decided",
    "volume": "ties on the side of the rarer sign, over all pairs",
}


class Chance(NamedTuple):
    """One measure of a network, and where it lies among the deals of a null model.

    ``expected`` and ``deviation`` are the mean and the standard deviation over the deals in which the measure is
    defined, ``defined`` how many these are. ``p_low`` is P(measure <= observed), ``p_high`` P(measure >= observed),
    each with its standard error (0: exact); ``p`` is twice the smaller one, at most 1, and ``q`` is ``p`` adjusted for
    the measures tested at once. All of these are None where the measure itself, or it in every deal, is undefined.
    """

    measure: str
    observed: float | None
    defined: int
    expected: float | None = None
    deviation: float | None = None
    p_low: float | None = None
    low_error: float | None = None
    p_high: float | None = None
    high_error: float | None = None
    p: float | None = None
    q: float | None = None


class WholeTest(NamedTuple):
    """What `balance_test` finds: the measures, how many deals, whether these are all, and the seed.

    ``bounded`` counts the deals (and the network itself) whose frustration was only bounded in the time given.
    """

    null: str
    chances: tuple[Chance, ...]
    deals: int
    exact: bool
    seed: int
    bounded: int


def balance_test(
    graph: SignedMultigraph,
    null: str = "partners",
    samples: int = 1000,
    seed: int = 0,
    seconds: float | None = None,
) -> WholeTest:
    """Test how balanced a network is against a null model that keeps activity and the signs of each arena.

    Three measures: the frustration index (exactly, as `frustration`; a pair with both signs costs its rarer one), the
    degree of balance of its triads, and the volume, the sum of min(P, N) over pairs. Of few ties there are few deals:
    if there are at most ``samples``, all are gone through, and p is exact. Otherwise that many are drawn, and
    p = (1 + number as extreme) / (1 + samples), with its standard error (Davison and Hinkley 1997, section 4.2). Since
    three measures are tested at once, take q (Benjamini and Hochberg 1995). Same seed, same answer.

    A network of foes between camps and friends within has a low frustration and a high balance for its ties.

    Args:
        graph: the ties; their weights play no part.
        null: ``signs`` or ``partners``, see `kgraph.analysis.deals`.
        samples: how many deals to draw where there are more; from 1 on.
        seed: of the generator.
        seconds: the limit of each search for the frustration index. Where it is only bounded, the bound counts that
            makes p larger, so that p is never too small.

    Raises:
        UnknownName: if there is no such null model.
        InputError: if ``samples`` or ``seed`` is no whole number from 1, from 0 on, or as `frustration`.

    For comparing the frustration index with that of signs dealt anew see Aref and Wilson, "Balance and frustration in
    signed networks" (Journal of Complex Networks 7, 2019).
    """
    found, count, exact = deals(graph, null, samples, seed)
    own = _measured(_counts(graph), graph.actors, seconds)
    dealt = [_measured(deal, graph.actors, seconds) for deal in found]
    rows = [
        _chance(measure, own[number], [one[number] for one in dealt], exact) for number, measure in enumerate(MEASURES)
    ]
    tested = [row.p for row in rows if row.p is not None]
    q = iter(adjusted(tested))
    chances = tuple(row if row.p is None else row._replace(q=next(q)) for row in rows)
    bounded = sum(one[0] is not None and one[0][0] != one[0][1] for one in (own, *dealt))
    return WholeTest(null, chances, count, exact, seed, bounded)


# A measure as bounds, which meet where it is known; None: undefined.
_Value = tuple[float, float] | None


def _counts(graph: SignedMultigraph) -> Deal:
    found: Deal = {}
    for tie in graph.ties:
        found[tie.pair, tie.sign] = found.get((tie.pair, tie.sign), 0) + 1
    return found


def _measured(deal: Deal, actors: tuple[str, ...], seconds: float | None) -> tuple[_Value, _Value, _Value]:
    ties = (Tie(*pair, sign, Fraction(count)) for (pair, sign), count in deal.items())
    graph = multigraph(ties, actors)
    index = frustration(graph.reduce("both"), seconds)
    degree = census(graph).degree
    volume = float(sum(min(pair.positive, pair.negative) for pair in graph.ambivalent()))
    balance = None if degree is None else (float(degree), float(degree))
    return (float(index.lower), float(index.upper)), balance, (volume, volume)


def _chance(measure: str, own: _Value, dealt: list[_Value], exact: bool) -> Chance:
    known = [value for value in dealt if value is not None]
    if own is None or not known:
        return Chance(measure, None if own is None else own[1], len(known))
    # Of bounds, the one that makes p larger.
    low = sum(value[0] <= own[1] + _ROUNDING for value in known)
    high = sum(value[1] >= own[0] - _ROUNDING for value in known)
    more = 0 if exact else 1
    p_low, p_high = ((more + number) / (more + len(known)) for number in (low, high))
    errors = [0.0 if exact else sqrt(p * (1 - p) / len(known)) for p in (p_low, p_high)]
    values = [value[1] for value in known]
    mean = sum(values) / len(values)
    deviation = sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    p = min(1.0, 2 * min(p_low, p_high))
    return Chance(measure, own[1], len(known), mean, deviation, p_low, errors[0], p_high, errors[1], p)


# Shares of whole numbers that are equal are equal up to this.
_ROUNDING = 1e-9
