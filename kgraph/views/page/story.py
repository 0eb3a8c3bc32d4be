"""The headline of the page and its summary, made from the dossier; neither says more than the lines below do.

``script/story.js`` makes the same from the lines that are shown, month by month and filter by filter.

Expectations make no headline. A word is no stronger than what the lines say: who meets, or ends fighting, is no partner
for that; who warns is no rival. What rests on reported speech alone, is said with reservations alone, or follows by a
rule alone is said apart, in the words of the strongest line of each arena. What was over before the newest source that
tells of the two was written stands in the past tense, with its years.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kgraph.analysis.dyads import Dossier, Line
from kgraph.views.holder import GraphLike
from kgraph.views.page.basis import Basis, basis_of
from kgraph.views.page.times import times_of
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
    """A line as far as the story needs it.

    ``first`` and ``last`` are the days between which it possibly held, empty where that is unbounded; ``issued`` is the
    day of the newest source that it rests on, ``thirds`` are those over whom the two are at odds. Days are YYYY-MM-DD.
    """

    way: str
    arena: str
    agent: str
    target: str
    rests: Rests
    first: str = ""
    last: str = ""
    issued: str = ""
    thirds: tuple[str, ...] = ()


def told(words: Words, dossier: Dossier) -> tuple[str, str]:
    """Return headline and summary of a pair in the language of the words."""
    lines = [_said(words, line) for line in (*dossier.unites, *dossier.divides) if line.stance != "expects"]
    pair = words.capital(words.pair(dossier.a, dossier.b))
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
    """Return a sentence for each way in which the two are tied, and where; another one for what is over."""
    newest = "" if words.graph.as_of else max((said.issued for said in lines), default="")
    sentences: list[str] = []
    arenas: set[tuple[bool, str]] = set()
    for way in (*UNITING, *DIVIDING):
        sign = way in UNITING
        found = [said for said in lines if said.way == way and (way == "camps" or (sign, said.arena) not in arenas)]
        arenas |= {(sign, said.arena) for said in found}
        for ends in sorted({(said.agent, said.target) for said in found}) if way in _DIRECTED else [None]:
            of_ends = [said for said in found if ends is None or (said.agent, said.target) == ends]
            lasting = {said.arena for said in of_ends if not _is_over(said, newest)}
            for over in (False, True):
                told_now = [said for said in of_ends if (said.arena not in lasting) == over]
                if told_now:
                    sentences.append(_sentence(words, "" if sentences else pair, told_now, ends, over=over))
    if not sentences:
        return words.say("expected_only" if expected else "nothing_ties", pair=pair)
    ways = {said.way for said in lines}
    if "truce" in ways and not ways & {"rivals", "conflict"}:
        sentences.append(words.say("truce_implies"))
    text = " ".join(sentences)
    if not words.graph.as_of:
        return words.say("as_told", when=words.day(newest[:7]), text=text)
    key = "then" if words.graph.view.certainly else "then_open"
    return words.say(key, when=words.capital(words.time_asked()), text=text)


def _sentence(words: Words, pair: str, lines: Sequence[Said], ends: tuple[str, str] | None, *, over: bool) -> str:
    """Return a sentence of the summary; an empty ``pair`` has been named before."""
    agent, target = ends or ("", "")
    way = lines[0].way
    sentence = words.say(
        f"past_{way}" if over else f"{'way' if pair else 'more'}_{way}",
        pair=pair or words.say("they"),
        where="; ".join(_parts(words, lines, dated=over)),
        agent=words.name(agent) if ends else "",
        target=words.name(target) if ends else "",
        thirds=words.in_a_row([words.name(name) for name in sorted({name for said in lines for name in said.thirds})]),
    )
    return f"{words.capital(sentence)}."


def _is_over(said: Said, newest: str) -> bool:
    """Say whether a line cannot have held any more when the newest source was written."""
    return bool(said.last) and said.last < newest


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


def _parts(words: Words, lines: Sequence[Said], *, dated: bool) -> list[str]:
    """Return the arenas of a way, those that rest on the same together, the strongest first; with years if dated."""
    strongest: dict[str, Rests] = {}
    for said in lines:
        strongest[said.arena] = min(said.rests, strongest.get(said.arena, said.rests))
    years = {arena: _years(words, [said for said in lines if said.arena == arena]) for arena in strongest if dated}
    groups: dict[Rests, list[str]] = {}
    for arena, rests in sorted(strongest.items()):
        groups.setdefault(rests, []).append(arena)
    friendly = lines[0].way in UNITING
    return [_part(words, arenas, rests, years, friendly=friendly) for rests, arenas in sorted(groups.items())]


def _years(words: Words, lines: Sequence[Said]) -> str:
    """Return the years of lines that are over: ``2015–2016``; those that have no beginning apart: ``up to 2018``."""
    begun = [said for said in lines if said.first]
    found = []
    if begun:
        first, last = min(said.first for said in begun)[:4], max(said.last for said in begun)[:4]
        found.append(first if first == last else f"{first}–{last}")
    if len(begun) < len(lines):
        year = max(said.last for said in lines if not said.first)[:4]
        found.append(words.say("years_up_to", year=year))
    return "; ".join(found)


def _part(words: Words, arenas: Sequence[str], rests: Rests, years: Mapping[str, str], *, friendly: bool) -> str:
    def place(arena: str) -> str:
        return words.say("in_years", place=words.place(arena), years=years[arena]) if years else words.place(arena)

    places = {
        theatre: [place(name) for name in arenas if words.graph.arenas[name].is_theatre == theatre]
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


def _said(words: Words, line: Line) -> Said:
    graph = words.graph
    claim = line.root if line.rule is None else None
    times = times_of(graph, [claim.name] if claim else line.facts)
    return Said(
        way_of(graph, line),
        line.arena,
        line.agent,
        line.target,
        rests_of(words, basis_of(graph, line.facts or [each.name for each in line.claims])),
        first=min(time[0] for time in times),
        last="" if any(not time[1] for time in times) else max(time[1] for time in times),
        thirds=line.clients,
        issued=max(graph.sources[each.source].issued for each in ([claim] if claim else line.claims)),
    )
