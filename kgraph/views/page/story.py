"""The headline of the page and its summary, made from the dossier; neither says more than the lines below do.

``script/story.js`` makes the same from the lines that are shown, month by month and filter by filter.

Expectations make no headline. A word is no stronger than what the lines say: who meets, or ends fighting, is no partner
for that; who warns is no rival. What rests on reported speech alone, is said with reservations alone, or follows by a
rule alone is said apart, in the words of the strongest line of each arena.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kgraph.analysis.dyads import Dossier, Line
from kgraph.views import wording
from kgraph.views.holder import GraphLike
from kgraph.views.page.basis import Basis, basis_of
from kgraph.views.page.words import Words

# Enemies do these too.
_CONTACT = ("meets", "apologisesTo", "reportsTroopPositionsTo")
_TRUCE = "agreesCeasefireWith"
# In the order in which they are told; each but the first of a sign is told only of arenas that those before leave out,
# except that it is always told where the two back opposite sides.
UNITING = ("cooperate", "support", "contact", "truce")
DIVIDING = ("rivals", "conflict", "against", "odds", "camps", "thirds")
# Told with who does it to whom.
_DIRECTED = ("support", "against")
_INFERRED = ("proxy-rival", "opposed-client")


class Rests(NamedTuple):
    """On what a line rests, the strongest first: ``rule`` is 1 if it counts for a principal, 2 if it is inferred."""

    reported: bool
    hedged: bool
    rule: int
    speakers: str


class Said(NamedTuple):
    """A line as far as the story needs it."""

    way: str
    arena: str
    agent: str
    target: str
    rests: Rests


def told(words: Words, dossier: Dossier) -> tuple[str, str]:
    """Return headline and summary of a pair in the language of the words."""
    lines = [
        Said(way_of(words.graph, line), line.arena, line.agent, line.target, rests_of(words, _basis(words.graph, line)))
        for line in (*dossier.unites, *dossier.divides)
        if line.stance != "expects"
    ]
    pair = wording.capital(words.pair(dossier.a, dossier.b))
    expected = bool(dossier.unites or dossier.divides)
    return title(words, pair, lines), summary(words, pair, lines, expected=expected)


def way_of(graph: GraphLike, line: Line) -> str:
    """Return in which way a line ties the two, one of `UNITING` or `DIVIDING`."""

    def is_a(*generals: str) -> bool:
        return any(graph.vocabulary.is_a(line.relation, general) for general in generals if general in known)

    known = graph.vocabulary.relations
    if line.sign > 0:
        if is_a("supports"):
            return "support"
        return "truce" if is_a(_TRUCE) else "contact" if is_a(*_CONTACT) else "cooperate"
    if line.rule == "proxy-rival" or is_a("backsRivalCampTo"):
        return "camps"
    if line.rule == "opposed-client":
        return "thirds"
    if is_a("rivalsWith"):
        return "rivals"
    if not is_a("opposes"):
        return "odds"
    # People who are driven from their homes are no party to a conflict.
    return "against" if graph.actors[line.target].kind == "PopulationGroup" else "conflict"


def rests_of(words: Words, basis: Basis) -> Rests:
    """Return what a line rests on, as far as headline and summary tell it."""
    rule = 0 if not basis.rules else 2 if basis.rules[0] in _INFERRED else 1
    return Rests(basis.reported, basis.hedged, rule, words.actors(basis.speakers))


def title(words: Words, pair: str, lines: Sequence[Said]) -> str:
    """Return the headline for a pair."""
    uniting, dividing = _word(words, lines, _unite(lines)), _word(words, lines, _divide(lines))
    if not uniting and not dividing:
        return pair
    if not uniting or not dividing:
        return f"{pair}: {uniting or dividing}"
    key = "at_once" if (_unite(lines), _divide(lines)) == ("partners", "rivals") else "yet"
    return f"{pair}: {words.say(key, a=uniting, b=dividing)}"


def summary(words: Words, pair: str, lines: Sequence[Said], *, expected: bool) -> str:
    """Return a sentence for each way in which the two are tied, and where."""
    sentences: list[str] = []
    arenas: set[tuple[bool, str]] = set()
    for way in (*UNITING, *DIVIDING):
        sign = way in UNITING
        found = [said for said in lines if said.way == way and (way == "camps" or (sign, said.arena) not in arenas)]
        arenas |= {(sign, said.arena) for said in found}
        for ends in sorted({(said.agent, said.target) for said in found}) if way in _DIRECTED else [None]:
            of_ends = [said for said in found if ends is None or (said.agent, said.target) == ends]
            if of_ends:
                agent, target = ends or ("", "")
                sentence = words.say(
                    f"{'more' if sentences else 'way'}_{way}",
                    pair=pair,
                    where="; ".join(_parts(words, of_ends)),
                    agent=words.name(agent) if ends else "",
                    target=words.name(target) if ends else "",
                )
                sentences.append(f"{wording.capital(sentence)}.")
    if not sentences:
        return words.say("expected_only" if expected else "nothing_ties", pair=pair)
    ways = {said.way for said in lines}
    if "truce" in ways and not ways & {"rivals", "conflict"}:
        sentences.append(words.say("truce_implies"))
    text = " ".join(sentences)
    if not words.graph.as_of:
        return text
    key = "then" if words.graph.view.certainly else "then_open"
    return words.say(key, when=wording.capital(words.time_asked()), text=text)


def _unite(lines: Iterable[Said]) -> str:
    """Return the strongest word for what unites the two: a key of the words of the page, empty if nothing does."""
    found = [said for said in lines if said.way in UNITING]
    ways = {said.way for said in found}
    backers = {said.agent for said in found if said.way == "support"}
    if "cooperate" in ways or len(backers) > 1:
        return "partners"
    return "supporter" if backers else next((way for way in ("contact", "truce") if way in ways), "")


def _divide(lines: Iterable[Said]) -> str:
    ways = {said.way for said in lines}
    return next((way for way in DIVIDING if way in ways), "")


_WAYS = {"partners": ("cooperate", "support"), "supporter": ("support",)}


def _word(words: Words, lines: Iterable[Said], key: str) -> str:
    """Return a word of the headline with what weakens every line that carries it."""
    if not key:
        return ""
    found = [said.rests for said in lines if said.way in _WAYS.get(key, (key,))]
    text = words.say(f"are_{key}")
    if all(rests.rule == 2 for rests in found):
        text = words.say("inferred", words=text)
    return words.say("reportedly", words=text) if all(rests.reported for rests in found) else text


def _parts(words: Words, lines: Sequence[Said]) -> list[str]:
    """Return the arenas of a way, those that rest on the same together, the strongest first."""
    strongest: dict[str, Rests] = {}
    for said in lines:
        strongest[said.arena] = min(said.rests, strongest.get(said.arena, said.rests))
    groups: dict[Rests, list[str]] = {}
    for arena, rests in sorted(strongest.items()):
        groups.setdefault(rests, []).append(arena)
    friendly = lines[0].way in UNITING
    return [_part(words, arenas, rests, friendly=friendly) for rests, arenas in sorted(groups.items())]


def _part(words: Words, arenas: Sequence[str], rests: Rests, *, friendly: bool) -> str:
    places = {
        theatre: [words.place(name) for name in arenas if words.graph.arenas[name].is_theatre == theatre]
        for theatre in (False, True)
    }
    key = "where_fields_on" if friendly else "where_fields"
    fields = words.say(key, names=words.in_a_row(places[False])) if places[False] else ""
    conflicts = words.say("where_conflicts", names=words.in_a_row(places[True])) if places[True] else ""
    where = words.say("where_both", fields=fields, conflicts=conflicts) if fields and conflicts else fields or conflicts
    notes = [words.say(("", "note_acting", "note_rule")[rests.rule])] if rests.rule else []
    notes += [words.say("note_going_by", speakers=rests.speakers)] if rests.reported else []
    notes += [words.say("note_hedged")] if rests.hedged else []
    return f"{where} ({'; '.join(notes)})" if notes else where


def _basis(graph: GraphLike, line: Line) -> Basis:
    return basis_of(graph, line.facts or [claim.name for claim in line.claims])
