"""Is a pair of coded events more ambivalent than the activity of its two actors explains? All pairs at once.

The null model ``partners`` of `kgraph.analysis.significance`, for tables too large to deal anew: of each arena, class
and sign every actor keeps how many events it has with anybody, and with whom is left to chance, nobody with itself. The
number of events of a pair is then about Poisson, with the mean of a random network of given activities (Chung and Lu,
"Connected components in random graphs with given expected degree sequences", Annals of Combinatorics 6, 2002; for
multigraphs Fosdick and others, SIAM Review 60, 2018). Arenas are independent of each other, and so the two signs:

    P(min(P, N) >= v) = P(P >= v) * P(N >= v)

Nothing is drawn, so there is no seed. The statistic is the volume min(P, N) of events, each of weight 1, of the classes
asked for. All pairs with at least two events are tested at once; ``q`` is adjusted by Benjamini and Hochberg.

Events come in bursts, and a Poisson model knows none: a small ``p`` says that two actors deal with each other in both
signs more than with others, which neighbours and powers do; it does not say how sure the coding is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from kgraph.analysis.significance import adjusted
from kgraph.errors import MissingLibrary

TYPE_CHECKING = False
if TYPE_CHECKING:
    import pyarrow as pa

NULL = "with whom an actor has its events of each arena, class and sign is left to chance"


class Chance(NamedTuple):
    """One pair under the null model: what volume it expects at most, P(volume >= observed), and that for all pairs.

    ``expected`` is the smaller of the two expected numbers of events, P and N; ``p`` and ``q`` are as in
    `kgraph.analysis.significance.Tested`.
    """

    positive: int
    negative: int
    expected: float
    p: float
    q: float


def chances(cells: pa.Table) -> dict[tuple[str, str], Chance]:
    """Return the chance of every pair with at least two events.

    Args:
        cells: pairs ``a``, ``b`` by ``arena``, ``class`` and ``sign`` with ``events``: what
            `kgraph.events.ranking.cells` returns, in memory.

    Raises:
        MissingLibrary: if scipy is not installed.
    """
    try:
        from scipy.stats import poisson
    except ImportError as error:
        raise MissingLibrary("scipy", "significance") from error
    if not cells.num_rows:
        return {}
    names = {name: cells[name].to_pylist() for name in ("a", "b", "arena", "class")}
    sign = np.asarray(cells["sign"].to_pylist(), dtype=np.int64)
    events = np.asarray(cells["events"].to_pylist(), dtype=np.int64)
    number_of = {actor: number for number, actor in enumerate(sorted({*names["a"], *names["b"]}))}
    one = np.array([number_of[actor] for actor in names["a"]])
    other = np.array([number_of[actor] for actor in names["b"]])
    keys = sorted(set(zip(one.tolist(), other.tolist(), strict=True)))
    place = {pair: number for number, pair in enumerate(keys)}
    pair = np.array([place[key] for key in zip(one.tolist(), other.tolist(), strict=True)])
    first, second = (np.array(ends) for ends in zip(*keys, strict=True))
    layers: dict[tuple[str, str, int], list[int]] = {}
    for row, layer in enumerate(zip(names["arena"], names["class"], sign.tolist(), strict=True)):
        layers.setdefault(layer, []).append(row)
    observed = {1: np.zeros(len(keys), np.int64), -1: np.zeros(len(keys), np.int64)}
    expected = {1: np.zeros(len(keys)), -1: np.zeros(len(keys))}
    for (_, _, side), rows in sorted(layers.items()):
        counts = events[rows]
        np.add.at(observed[side], pair[rows], counts)
        activity = np.bincount(
            np.concatenate([one[rows], other[rows]]), np.concatenate([counts, counts]), minlength=len(number_of)
        )
        # All pairs of different actors share the layer's events.
        pairs_of_ends = (activity.sum() ** 2 - (activity**2).sum()) / 2
        expected[side] += counts.sum() * activity[first] * activity[second] / pairs_of_ends
    volume = np.minimum(observed[1], observed[-1])
    chance = poisson.sf(volume - 1, expected[1]) * poisson.sf(volume - 1, expected[-1])
    tested = np.flatnonzero(observed[1] + observed[-1] > 1)
    q = adjusted(chance[tested].tolist())
    actors: Mapping[int, str] = {number: actor for actor, number in number_of.items()}
    return {
        (actors[keys[number][0]], actors[keys[number][1]]): Chance(
            int(observed[1][number]), int(observed[-1][number]),
            float(min(expected[1][number], expected[-1][number])), float(chance[number]), value,
        )
        for number, value in zip(tested.tolist(), q, strict=True)
    }  # fmt: skip
