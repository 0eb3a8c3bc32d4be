"""How far an import is: steps with names, and of each how much is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


def unknown() -> float | None:
    """Return that nobody knows how much is done."""
    return None


class Step(NamedTuple):
    """What is done now. ``done`` returns how much of it, from 0 to 1, or None if that is not known.

    ``brief`` steps are of interest only to who watches.
    """

    text: str
    done: Callable[[], float | None] = unknown
    brief: bool = False


Progress = Callable[[Step], None]


def silent(_step: Step) -> None:
    """Tell nobody."""
