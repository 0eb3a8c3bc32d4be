"""Which claims dispute which: the one definition; `provenance/disputes` and `standing.rq` ask the record the same.

A claim disputes another one if it says so, or if it denies what the other asserts (the same agent, relation, target)
at a time at which both possibly hold.
"""

from __future__ import annotations

from collections.abc import Mapping

from kgraph.dates import meet
from kgraph.model import Claim

EXPLICIT, SAME = "explicit", "same"


def disputing(claims: Mapping[str, Claim]) -> dict[str, dict[str, str]]:
    """Return for each disputed claim, by name, those that dispute it and how: ``explicit`` or ``same``."""
    found: dict[str, dict[str, str]] = {}
    denials: dict[tuple[str, str, str | None], list[Claim]] = {}
    for name in sorted(claims):
        claim = claims[name]
        for disputed in claim.disputes:
            found.setdefault(disputed, {})[name] = EXPLICIT
        if claim.stance == "denies" and claim.agent:
            denials.setdefault((claim.agent, claim.relation, claim.target), []).append(claim)
    for name, claim in claims.items() if denials else ():
        if claim.stance == "asserts" and claim.agent:
            for denial in denials.get((claim.agent, claim.relation, claim.target), ()):
                if meet(denial.extent, claim.extent):
                    found.setdefault(name, {}).setdefault(denial.name, SAME)
    return {name: dict(sorted(found[name].items())) for name in sorted(found)}
