"""Good camps, found fast and without a proof: the upper bound of the frustration index."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Ints = NDArray[np.int64]
_TENURE = 7


class Search:
    """Local search over camps: tabu search with one move, an actor changing sides (Glover 1989).

    ``couplings`` is what it is worth that the ends of an edge are in the same camp; negative: in opposite ones. The
    cost of camps is the sum of |coupling| over the edges that are not as they should be. Same input, same answer.
    """

    def __init__(self, count: int, u: Ints, v: Ints, couplings: Ints) -> None:
        """Index the edges of each node."""
        self.count = count
        self.u, self.v, self.couplings = u, v, couplings
        both = (np.concatenate([u, v]), np.concatenate([v, u]))
        self.matrix = csr_array((np.concatenate([couplings, couplings]), both), shape=(count, count))
        self.matrix.sum_duplicates()
        self.total = int(np.abs(couplings).sum())

    def cost(self, sides: Ints) -> int:
        """Return the weight of the edges that these sides frustrate."""
        return (self.total - int((self.couplings * sides[self.u] * sides[self.v]).sum())) // 2

    def spectral(self) -> Ints:
        """Return the signs of the leading eigenvector, by power iteration from a fixed start."""
        weights = self.matrix.astype(np.float64)
        shift = float(abs(weights).sum(axis=1).max(initial=1.0)) / 2
        vector = np.random.default_rng(0).standard_normal(self.count)
        for _ in range(60):
            vector = weights @ vector + shift * vector
            vector /= np.linalg.norm(vector) or 1.0
        return np.where(vector >= 0, 1, -1).astype(np.int64)

    def tabu(self, sides: Ints, steps: int, seed: int, stop: Callable[[], bool] = lambda: False) -> tuple[Ints, int]:
        """Return the best sides found within so many moves from given ones, and their cost."""
        pointers, neighbours, couplings = self.matrix.indptr, self.matrix.indices, self.matrix.data
        random = np.random.default_rng(seed)
        tenures = random.integers(_TENURE, _TENURE + 2 + self.count // 20, size=max(steps, 1))
        now = sides.copy()
        loss = now * (self.matrix @ now)
        free_from = np.zeros(self.count, dtype=np.int64)
        cost = self.cost(now)
        best, best_cost = now.copy(), cost
        barred = np.iinfo(np.int64).max
        for step in range(steps):
            choice = int(np.where(free_from > step, barred, loss).argmin())
            unrestrained = int(loss.argmin())
            # A move that beats the best is made even where it is barred.
            if cost + loss[unrestrained] < best_cost:
                choice = unrestrained
            cost += int(loss[choice])
            around = slice(pointers[choice], pointers[choice + 1])
            others = neighbours[around]
            loss[others] -= 2 * couplings[around] * now[choice] * now[others]
            loss[choice] = -loss[choice]
            now[choice] = -now[choice]
            free_from[choice] = step + tenures[step]
            if cost < best_cost:
                best, best_cost = now.copy(), cost
            if step % 256 == 0 and stop():
                break
        return best, best_cost
