"""What can be chosen about an export."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from kgraph.views.holder import GraphLike


class Options(NamedTuple):
    """``derived``: also what rules derive (CSV holds claims only); ``raw``: CSV without escape of formulas."""

    derived: bool = True
    raw: bool = False


Writer: TypeAlias = Callable[[GraphLike, Options], bytes]
