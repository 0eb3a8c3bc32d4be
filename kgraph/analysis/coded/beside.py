"""What sources claim of a pair beside what events were coded, arena by arena; neither is counted into the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kgraph.analysis.coded.pair import Tally
from kgraph.analysis.dyads import Line
from kgraph.dates import Window
from kgraph.vocabulary import Arena

AGREE, ONLY_CLAIMS, ONLY_EVENTS = "both", "only in the claims", "only in the events"


class Beside(NamedTuple):
    """One sign in one arena: the claims that say it in this time, and the events of it.

    ``claims`` are names of claims, ``lines`` how many ties they make; ``material`` and ``verbal`` count events.
    ``verdict`` is whether claims and events both know it, or only one of them.
    """

    arena: str
    sign: int
    lines: int
    claims: tuple[str, ...]
    material: int
    verbal: int
    verdict: str


def beside(
    lines: Iterable[Line], tallies: Iterable[Tally], arenas: Mapping[str, Arena], window: Window
) -> tuple[Beside, ...]:
    """Return each arena and sign that claims or events know, by arena, cooperation first; domains before theatres.

    A line counts in the domains of its claim, where it names any, since events are coded by domain; in its theatre
    where it names none. Only lines that possibly hold in ``window``, the time that the events cover, are compared.
    """
    said: dict[tuple[str, int], list[Line]] = {}
    for line in lines:
        if window.may_hold(line.extent):
            domains = [name for name in (line.root.arenas if line.root else ()) if not arenas[name].is_theatre]
            for arena in domains or [line.arena]:
                said.setdefault((arena, line.sign), []).append(line)
    coded: dict[tuple[str, int], dict[str, int]] = {}
    for tally in tallies:
        coded.setdefault((tally.arena, tally.sign), {})[tally.class_] = tally.events

    def place(key: tuple[str, int]) -> tuple[bool, str, int]:
        arena = arenas.get(key[0])
        return arena is not None and arena.is_theatre, key[0], -key[1]

    result = []
    for key in sorted({*said, *coded}, key=place):
        ties, counts = said.get(key, []), coded.get(key, {})
        verdict = AGREE if ties and counts else ONLY_CLAIMS if ties else ONLY_EVENTS
        claims = dict.fromkeys(claim.name for line in ties for claim in ([line.root] if line.root else line.claims))
        number = len({line.facts for line in ties})
        events = (counts.get("material", 0), counts.get("verbal", 0))
        result.append(Beside(*key, number, tuple(sorted(claims)), *events, verdict))
    return tuple(result)
