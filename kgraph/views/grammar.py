"""Names and verbs as they stand inside an English sentence: articles, plurals, and no invisible characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgraph.views.holder import GraphLike

# Zero-width (non-)joiners belong to some scripts; every other invisible format character can only mislead.
_JOINERS = "\u200c\u200d"
_PREPOSITIONS = frozenset({"in", "of", "to", "for", "from", "at", "on", "under", "against", "with"})
# A label that turns on one of these takes the article, unless it starts with a possessor.
_TAKE_THE = frozenset({"agency", "alliance", "army", "bank", "commission", "committee", "company", "corporation"})
_TAKE_THE |= {"council", "court", "emirates", "federation", "government", "group", "industry", "islands", "kingdom"}
_TAKE_THE |= {"league", "ministry", "nations", "organisation", "organization", "pact", "presidency", "republic"}
_TAKE_THE |= {"states", "union"}
# A label that starts with one of these is no proper name: inside a sentence it starts small.
_COMMON_NOUNS = frozenset({"displaced", "fighters", "forces", "foreign", "government", "officials", "people", "sides"})
_MANY = frozenset({"ActorGroup", "ArmedForce", "ArmedGroup", "OfficialBody", "PopulationGroup"})


# The same few thousand labels stand in every sentence of a large graph.
@lru_cache(maxsize=1 << 14)
def clean(text: str) -> str:
    """Return a text as one line without control, bidirectional and other invisible characters."""
    shown = []
    for char in text:
        kind = unicodedata.category(char)
        if kind in ("Cc", "Cs", "Zl", "Zp"):
            shown.append(" ")
        elif kind != "Cf" or char in _JOINERS:
            shown.append(char)
    return " ".join("".join(shown).split())


def listed(words: Iterable[str]) -> str:
    """Return ``a, b and c``."""
    found = list(words)
    return " and ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def capital(text: str) -> str:
    """Return a text with its first letter raised."""
    return text[:1].upper() + text[1:]


def name(graph: GraphLike, actor: str) -> str:
    """Return an actor's English label as it stands inside a sentence, with its article."""
    found = graph.actors[actor]
    label = clean(found.label)
    words = label.split()
    if found.kind == "Person" or not words:
        return label
    if words[0].casefold() in _COMMON_NOUNS and found.kind != "State":
        label = label[:1].lower() + label[1:]
    bare = len(words) == 1 or words[0].endswith(("'s", "’s"))
    return label if bare or head_noun(words).casefold() not in _TAKE_THE else f"the {label}"


def undergone(verb: str, target: str) -> str:
    """Return an object without the participle that says no more than the verb: nobody displaces displaced people."""
    participle, _, rest = target.partition(" ")
    return rest if rest and participle.casefold() == f"{for_many(verb)}d" else target


def head_noun(words: list[str]) -> str:
    """Return the noun that a label turns on: the last word before its first preposition."""
    end = next((place for place, word in enumerate(words) if place and word in _PREPOSITIONS), len(words))
    return words[end - 1]


def agree(phrase: str, graph: GraphLike, actor: str | None) -> str:
    """Return a verb phrase, written for one actor, as it goes with this one."""
    found = graph.actors[actor] if actor else None
    if found and found.kind == "Person":
        return re.sub(r"\bits\b", "their", phrase)
    head = head_noun(clean(found.label).split() or [""]) if found else ""
    plural = head.casefold() in ("people", "police") or (head.endswith("s") and not head.endswith(("ss", "us", "is")))
    if not found or found.kind not in _MANY or not plural:
        return phrase
    words = phrase.split()
    for position in [0, 2] if words[1:2] == ["or"] else [0]:
        words[position] = for_many(words[position])
    phrase = re.sub(r"^are an? (\w+) of$", r"are \1s of", " ".join(words))
    return re.sub(r"\bits\b", "their", phrase)


def for_many(verb: str) -> str:
    """Return a verb, written for one actor, as it goes with many."""
    regular = verb[:-2] if verb.endswith(("sses", "shes", "ches", "xes", "oes")) else verb.removesuffix("s")
    return {"is": "are", "has": "have", "does": "do", "denies": "deny"}.get(verb, regular)
