"""The arcs of the picture: how round the drawing library must make them, and which way keeps them off the boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import cos, hypot, pi, sin
from typing import NamedTuple

_SAMPLES = 28
_BENDS = tuple(sorted((sign * 14.0 * step for step in range(19) for sign in (1, -1)), key=abs))


class Box(NamedTuple):
    """A box by its centre and size."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float, margin: float) -> bool:
        """Say whether a point lies in the box or within ``margin`` of it."""
        return abs(x - self.x) <= self.width / 2 + margin and abs(y - self.y) <= self.height / 2 + margin


def roundness(bend: float, length: float) -> float:
    """Return the roundness (0 to 1) at which the middle of an arc of this chord lies ``bend`` off it.

    The library bends an arc by one control point, (1 + r) / 2 of the chord away from its start and turned from
    the chord by r quarter turns; the middle of the arc lies half as far off the chord as that point.
    """
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _off(middle) * length / 2 < abs(bend) else (low, middle)
    return round(low, 4)


def points(start: Box, end: Box, bend: float) -> Iterator[tuple[float, float]]:
    """Return points along an arc from box to box, as the library will draw it."""
    dx, dy = end.x - start.x, end.y - start.y
    length = hypot(dx, dy) or 1.0
    turn = roundness(bend, length)
    along, off = (1 + turn) / 2 * cos(turn * pi / 2), _off(turn) * (1 if bend > 0 else -1)
    x, y = start.x + along * dx + off * dy, start.y + along * dy - off * dx
    for index in range(1, _SAMPLES):
        t = index / _SAMPLES
        yield (
            (1 - t) ** 2 * start.x + 2 * t * (1 - t) * x + t * t * end.x,
            (1 - t) ** 2 * start.y + 2 * t * (1 - t) * y + t * t * end.y,
        )


class Obstacles:
    """Boxes that no arc should cross, and labels and frames of others that it had better not."""

    def __init__(self, boxes: Mapping[str, Box], labels: Iterable[Box], frames: Iterable[Box]) -> None:
        """Keep the boxes by the name of their actor."""
        self._boxes = boxes
        self._labels = tuple(labels)
        self._frames = tuple(frames)
        self._top = min(box.y - box.height / 2 for box in (*boxes.values(), *self._frames))
        self._bottom = max(box.y + box.height / 2 for box in (*boxes.values(), *self._frames))

    def clear_bend(self, first: str, second: str, spread: float) -> float:
        """Return the smallest bend from the one actor to the other that crosses the least."""
        start, end = self._boxes[first], self._boxes[second]
        others = [box for name, box in self._boxes.items() if name not in (first, second)]
        foreign = [f for f in self._frames if not f.holds(start.x, start.y, 0) and not f.holds(end.x, end.y, 0)]
        best, least = 0.0, float("inf")
        for bend in _BENDS:
            cost = abs(bend) / 4
            for x, y in points(start, end, bend):
                if cost >= least:
                    break
                cost += 40 * sum(box.holds(x, y, 6 + spread / 2) for box in others)
                cost += 12 * sum(box.holds(x, y, 2 + spread / 2) for box in self._labels)
                cost += 6 * sum(box.holds(x, y, 0) for box in foreign)
                cost += 10 * (not self._top <= y <= self._bottom)
            if cost < least:
                best, least = bend, cost
        return best


def _off(turn: float) -> float:
    return (1 + turn) / 2 * sin(turn * pi / 2)
