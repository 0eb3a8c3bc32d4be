"""What counts: a policy on whose word, a window of time, and speakers who are preferred."""

from typing import NamedTuple

from kgraph.dates import Extent, Window, hull, meet
from kgraph.errors import UnknownName


class Policy(NamedTuple):
    """Whose word counts: only the source's own voice, or also reported speech; and which stances."""

    name: str
    own_voice_only: bool
    stances: tuple[str, ...]


POLICIES = {
    policy.name: policy
    for policy in (
        Policy("facts", True, ("asserts",)),
        Policy("claims", False, ("asserts",)),
        Policy("all", False, ("asserts", "expects")),
    )
}
DEFAULT_POLICY = "claims"
# A claim whose date is open or approximate possibly holds on some days and certainly on fewer, or on none.
HOLDS = ("possibly", "certainly")
# Of what kind a thing may be that is left out.
WITHOUT = ("source", "speaker", "claim", "actor")


class View(NamedTuple):
    """What counts.

    ``window`` is the time asked about (None: any time). A pair is partner and rival if it is both at a common time;
    ``spanning``, if it is both somewhere in the window. ``certainly``: only what certainly holds then counts, not all
    that possibly does. ``preferred`` are speakers whose denial makes a claim fall. ``without`` are kinds and names
    of what does not count.
    """

    policy: Policy = POLICIES[DEFAULT_POLICY]
    window: Window | None = None
    preferred: tuple[str, ...] = ()
    without: tuple[tuple[str, str], ...] = ()
    spanning: bool = False
    certainly: bool = False

    @property
    def holds(self) -> str:
        """How a fact must hold to count: ``possibly`` or ``certainly``."""
        return HOLDS[self.certainly]


def meeting(first: Extent, second: Extent, view: View) -> Extent | None:
    """Return when a tie of cooperation and one of conflict make a pair both, or None if they never do."""
    common = meet(first, second)
    if view.certainly and not view.spanning and (common is None or common.certain_from is None):
        return None
    return hull((first, second)) if common is None and view.spanning else common


def policy_named(name: str) -> Policy:
    """Return a policy.

    Raises:
        UnknownName: with the nearest names.
    """
    if name not in POLICIES:
        raise UnknownName("policy", name, POLICIES)
    return POLICIES[name]
