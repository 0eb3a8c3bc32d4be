"""The headline of the page and its summary, made from the dossier; neither says more than the lines below do.

In English they are sentences; in other languages lists of arenas, by the words of the page.

Expectations make no headline. What rests on reported speech alone, is said with reservations alone, or follows by a
rule alone is said apart, in the words of the strongest line of each arena.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kgraph.analysis.dyads import Dossier, Line
from kgraph.views import wording
from kgraph.views.holder import GraphLike
from kgraph.views.page.basis import Basis, basis_of
from kgraph.views.page.words import Words
from kgraph.views.viewed import beginning

NOTHING = "Under this view nothing ties {pair} to each other; that does not mean that nothing else does."
_THROUGH = ("proxy-rival", "opposed-client")
_KEYS = {
    "{} cooperate": "cooperate",
    "{} are rivals": "rivals",
    "{} are at odds": "odds",
    "{} back opposite sides": "camps",
    "of {}, one opposes a third actor whom the other supports,": "thirds",
}


class _Way(NamedTuple):
    """A way in which two actors are tied: the words for it, and the arenas in which it holds, each with its basis."""

    words: str
    arenas: Mapping[str, Basis]


def told(words: Words, dossier: Dossier) -> tuple[str, str]:
    """Return headline and summary of a pair in the language of the words."""
    if not words.language.sentences:
        return title(words.graph, dossier), summary(words.graph, dossier)
    return _plain_title(words, dossier), _plain_summary(words, dossier)


def kinds_of(graph: GraphLike, dossier: Dossier) -> dict[str, list[Line]]:
    """Return the lines by the way in which they tie the two: what the script needs for a headline of some month."""
    return {_KEYS[words]: lines for words, lines in _kinds(graph, dossier.unites, dossier.divides)}


def title(graph: GraphLike, dossier: Dossier) -> str:
    """Return the headline for a pair."""
    pair = wording.capital(_pair(graph, dossier))
    unites, divides = (_counted(lines) for lines in (dossier.unites, dossier.divides))
    words = []
    if unites:
        words.append(f"{_reportedly(graph, unites)}partners")
    if divides:
        rivals = unites or any(graph.vocabulary.is_a(line.relation, "rivalsWith") for line in divides)
        through = "" if any(line.rule not in _THROUGH for line in divides) else " through others"
        words.append(f"{_reportedly(graph, divides)}{'rivals' if rivals else 'at odds'}{through}")
    at_once = " at once" if len(words) > 1 and not words[-1].endswith("others") else ""
    return f"{pair}: {' and '.join(words)}{at_once}" if words else pair


def summary(graph: GraphLike, dossier: Dossier) -> str:
    """Return a sentence for each way in which the two are tied, and where."""
    pair = _pair(graph, dossier)
    sentences: list[str] = []
    for way in _ways(graph, dossier):
        parts = "; and ".join(_part(graph, way, names) for names in _groups(way))
        they = "them" if way.words.startswith("of ") else "they"
        sentences.append(f"{way.words.replace('{}', they if sentences else pair)} {parts}")
    if not sentences:
        if dossier.unites or dossier.divides:
            return f"Under this view only what is expected ties {pair} to each other."
        return NOTHING.format(pair=pair)
    sentences[0] = f"{beginning(graph)}{sentences[0]}"
    return " ".join(f"{wording.capital(sentence)}." for sentence in sentences)


def _ways(graph: GraphLike, dossier: Dossier) -> list[_Way]:
    """Return what unites, what divides directly, and what divides through others.

    Where they back opposite sides is always told; what divides them over a third, only where nothing else does.
    """
    ways: list[_Way] = []
    for words, lines in _kinds(graph, _counted(dossier.unites), _counted(dossier.divides)):
        told = {arena for way in ways[1:] for arena in way.arenas} if words.startswith("of ") else set()
        ways.append(_Way(words, _strongest(graph, [line for line in lines if line.arena not in told])))
    return [way for way in ways if way.arenas]


def _kinds(graph: GraphLike, unites: Sequence[Line], divides: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    is_a = graph.vocabulary.is_a
    camps = [x for x in divides if x.rule == "proxy-rival" or is_a(x.relation, "backsRivalCampTo")]
    thirds = [line for line in divides if line.rule == "opposed-client"]
    direct = [line for line in divides if line not in camps and line not in thirds]
    return [
        ("{} cooperate", list(unites)),
        ("{} are rivals", [line for line in direct if is_a(line.relation, "rivalsWith")]),
        ("{} are at odds", [line for line in direct if not is_a(line.relation, "rivalsWith")]),
        ("{} back opposite sides", camps),
        ("of {}, one opposes a third actor whom the other supports,", thirds),
    ]


def _strongest(graph: GraphLike, lines: Iterable[Line]) -> dict[str, Basis]:
    """Return for each arena what its strongest line rests on."""
    found: dict[str, Basis] = {}
    for line in lines:
        basis = _basis(graph, line)
        known = found.get(line.arena)
        if known is None or _weakness(basis) < _weakness(known):
            found[line.arena] = basis
    return found


def _weakness(basis: Basis) -> tuple[bool, bool, bool]:
    return basis.reported, basis.hedged, basis.rules[:1] in [(rule,) for rule in _THROUGH]


def _groups(way: _Way) -> list[list[str]]:
    """Return the arenas of a way, those that rest on the same together, the strongest first."""
    groups: dict[tuple[object, ...], list[str]] = {}
    for name, basis in sorted(way.arenas.items()):
        groups.setdefault((*_weakness(basis), basis.speakers), []).append(name)
    return [groups[key] for key in sorted(groups, key=str)]


def _part(graph: GraphLike, way: _Way, names: list[str]) -> str:
    basis = way.arenas[names[0]]
    where = _where(graph, names)
    if way.words.endswith("cooperate"):
        where = where.replace("over ", "on ", 1)
    notes = []
    if _weakness(basis)[2]:
        notes.append("this follows by a rule")
    if basis.speakers:
        notes.append(f"going by {wording.listed(wording.name(graph, name) for name in basis.speakers)}")
    if basis.hedged:
        notes.append("in part said with reservations")
    return f"{where} ({'; '.join(notes)})" if notes else where


def _plain_title(words: Words, dossier: Dossier) -> str:
    graph, say = words.graph, words.say
    pair = say("and", a=words.name(dossier.a), b=words.name(dossier.b))
    unites, divides = (_counted(lines) for lines in (dossier.unites, dossier.divides))
    found = []
    if unites:
        found.append(say("reportedly", words=say("partners")) if _on_report(graph, unites) else say("partners"))
    if divides:
        rivals = unites or any(graph.vocabulary.is_a(line.relation, "rivalsWith") for line in divides)
        word = say("rivals" if rivals else "at_odds")
        if all(line.rule in _THROUGH for line in divides):
            word = say("through_others", words=word)
        found.append(say("reportedly", words=word) if _on_report(graph, divides) else word)
    if len(found) == 2:
        at_once = any(line.rule not in _THROUGH for line in divides)
        both = say("and", a=found[0], b=found[1])
        found = [say("at_once", words=both) if at_once else both]
    return f"{pair}: {found[0]}" if found else pair


def _plain_summary(words: Words, dossier: Dossier) -> str:
    graph, say = words.graph, words.say
    pair = say("and", a=words.name(dossier.a), b=words.name(dossier.b))
    sentences = []
    for way in _ways(graph, dossier):
        parts = []
        for names in _groups(way):
            basis = way.arenas[names[0]]
            notes = [say("note_rule")] if _weakness(basis)[2] else []
            notes += [say("note_going_by", speakers=words.actors(basis.speakers))] if basis.speakers else []
            notes += [say("note_hedged")] if basis.hedged else []
            ordered = sorted(names, key=lambda name: graph.arenas[name].is_theatre)
            arenas = ", ".join(words.labels.arena(name) for name in ordered)
            parts.append(f"{arenas} ({'; '.join(notes)})" if notes else arenas)
        sentences.append(say(f"way_{_KEYS[way.words]}", arenas="; ".join(parts)))
    if not sentences:
        return say("expected_only" if dossier.unites or dossier.divides else "nothing_ties", pair=pair)
    text = " ".join(f"{sentence}." for sentence in sentences)
    return say("then", when=wording.capital(words.time_asked()), text=text) if graph.as_of else text


def _where(graph: GraphLike, names: Iterable[str]) -> str:
    """Return ``over arms and energy, and in Libya and Syria``, domains first, each preposition once."""
    found = list(names)
    parts = []
    for theatre in (False, True):
        words = [wording.where(graph, name) for name in found if graph.arenas[name].is_theatre == theatre]
        parts += [wording.listed([words[0], *(word.split(" ", 1)[1] for word in words[1:])])] if words else []
    return ", and ".join(parts)


def _counted(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.stance != "expects"]


def _reportedly(graph: GraphLike, lines: Iterable[Line]) -> str:
    return "reportedly " if _on_report(graph, lines) else ""


def _on_report(graph: GraphLike, lines: Iterable[Line]) -> bool:
    return all(_basis(graph, line).reported for line in lines)


def _basis(graph: GraphLike, line: Line) -> Basis:
    return basis_of(graph, line.facts or [claim.name for claim in line.claims])


def _pair(graph: GraphLike, dossier: Dossier) -> str:
    return wording.listed(wording.name(graph, end) for end in (dossier.a, dossier.b))
