"""What counts: a policy on whose word, a window of time, and speakers who are preferred."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kgraph.errors import UnknownName

if TYPE_CHECKING:
    from kgraph.dates import Window


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


class View(NamedTuple):
    """What counts: a policy, a window of time (None: any time), and speakers whose denial makes a claim fall."""

    policy: Policy = POLICIES[DEFAULT_POLICY]
    window: Window | None = None
    preferred: tuple[str, ...] = ()


def policy_named(name: str) -> Policy:
    """Return a policy.

    Raises:
        UnknownName: with the nearest names.
    """
    if name not in POLICIES:
        raise UnknownName("policy", name, POLICIES)
    return POLICIES[name]
