"""Generated worlds for the rules: many actors, few of whom do most, and theatres in which few of them meet."""

from __future__ import annotations

import random
from datetime import date, timedelta

from kgraph.dates import Extent
from kgraph.model import Claim
from kgraph.vocabulary import Arena

_START = date(1995, 1, 1)
_DAYS = 9_000
# What claims say, and how often: much trade and talk, less support and fighting, few who act for others.
_RELATIONS = (
    ("sellsGasTo", 20), ("meets", 20), ("sellsArmsTo", 10), ("warns", 14), ("sanctions", 8), ("supports", 10),
    ("attacks", 8), ("opposes", 8), ("isForceOf", 1), ("isAttributedTo", 1),
)  # fmt: skip
_ACTS_FOR = ("isForceOf", "isAttributedTo")


def world(claims: int, actors: int, theatres: int, seed: int = 1) -> tuple[list[Claim], list[Arena]]:
    """Return claims whose agents follow a power law; support and conflict lie in theatres, each with few actors."""
    chance = random.Random(seed)
    weights = [1 / (rank + 1) for rank in range(actors)]
    places = {f"theatre-{number}": chance.sample(range(actors), 12) for number in range(theatres)}
    relations, often = zip(*_RELATIONS, strict=True)
    chosen = chance.choices(relations, often, k=claims)
    agents = chance.choices(range(actors), weights, k=claims)
    found = []
    for number, (relation, agent) in enumerate(zip(chosen, agents, strict=True)):
        target = chance.randrange(actors)
        arena = "trade"
        if relation in ("supports", "attacks", "opposes"):
            arena = chance.choice(list(places))
            agent, target = chance.sample(places[arena], 2)
        elif relation in _ACTS_FOR:
            agent = actors - 1 - chance.randrange(actors // 10)
        if agent != target:
            first = _START + timedelta(days=chance.randrange(_DAYS))
            found.append(_claim(number, relation, f"actor-{agent}", f"actor-{target}", arena, first, chance))
    arenas = [Arena("trade", "domain", "trade"), *(Arena(name, "theatre", name) for name in places)]
    return found, arenas


def _claim(
    number: int, relation: str, agent: str, target: str, arena: str, first: date, chance: random.Random
) -> Claim:
    last = first + timedelta(days=chance.choice((0, 30, 365)))
    return Claim(
        name=f"generated/{number:06}",
        source="generated",
        paragraph=1,
        anchor="",
        agent=agent,
        relation=relation,
        target=target,
        arenas=(arena,),
        when="",
        extent=Extent(first, last, first, last),
        when_basis="",
        said_by="actor-0",
        stance="asserts",
        sureness="plain",
        reported_on="2021-01-01",
    )
