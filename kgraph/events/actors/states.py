"""States and territories of the register data/who-is-who/states.tsv, found by code or by exact name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from kgraph.errors import InputError
from kgraph.events.actors.tables import read_lines
from kgraph.model import Actor
from kgraph.names import fold
from kgraph.namespaces import PREFIXES

_COLUMNS = ("id", "kind", "iso2", "iso3", "cow", "gw", "fips", "cameo", "wikidata", "en", "tr", "ru", "names", "icews")
_CODES = ("iso2", "iso3", "cow", "gw", "fips", "cameo")
# "the Gambia", "Gambia (the)"
_ARTICLE = re.compile(r"^\s*the\s+|[\s,]*\(?\bthe\)?\s*$", re.IGNORECASE)
# State numbers as tables write them: 2, 002, 2.0.
_NUMBER = re.compile(r"0*(\d+)(?:\.0+)?")


class State(NamedTuple):
    """A state, former state or territory: an actor, its further codes, and names that only ICEWS uses for it."""

    actor: Actor
    codes: Mapping[str, tuple[str, ...]]
    only_icews: tuple[str, ...]


class States:
    """The states and territories, each under the id that the register of actors gives it, where it has it."""

    def __init__(self, states: Iterable[State], known: Mapping[str, Actor], path: Path) -> None:
        """Index them by code and name; a state that ``known`` holds under another id is that actor.

        Raises:
            InputError: if ``known`` gives the id of a state of ``path`` to somebody else.
        """
        by_iso = {actor.iso_alpha3: actor for actor in known.values() if actor.iso_alpha3}
        self.actors: dict[str, Actor] = {}
        # The id here of each id in the tables.
        self.ids: dict[str, str] = {}
        self._coded: dict[tuple[str, str], set[str]] = {}
        self._named: dict[str, set[str]] = {}
        self._only_icews: dict[str, set[str]] = {}
        for state in states:
            actor = by_iso.get(state.actor.iso_alpha3 or "") or known.get(state.actor.name) or state.actor
            if actor.kind not in ("State", state.actor.kind):
                raise InputError(f"actors.yaml: '{actor.name}' is the id of a country in {path}; take another id")
            self.actors[actor.name] = actor
            self.ids[state.actor.name] = actor.name
            for scheme, codes in state.codes.items():
                for code in codes:
                    self._coded.setdefault((scheme, code), set()).add(actor.name)
            for found in {id(state.actor): state.actor, id(actor): actor}.values():
                for word in (*found.labels.values(), *found.aliases):
                    # "us" and "car" are words; US and CAR are states.
                    key = word if word.isupper() and " " not in word else fold(_ARTICLE.sub("", word))
                    self._named.setdefault(key, set()).add(actor.name)
            for word in state.only_icews:
                self._only_icews.setdefault(fold(word), set()).add(actor.name)

    def by_code(self, scheme: str, code: str) -> str:
        """Return the id of the one state with a code, or "". Numbers may have leading zeros or end in ``.0``."""
        if scheme in ("cow", "gw"):
            number = _NUMBER.fullmatch(code.strip())
            code = number[1] if number else ""
        elif scheme != "cameo":
            code = code.strip().upper()
        return _the_one(self._coded.get((scheme, code)))

    def by_name(self, text: str, *, icews: bool = False) -> str:
        """Return the id of the one state that bears a name, or ""; exactly but for case, accents, punctuation, article.

        An acronym counts only as it is written.
        """
        word = fold(_ARTICLE.sub("", text))
        found = self._named.get(text.strip()) or self._named.get(word)
        if icews and not found:
            found = self._only_icews.get(word)
        return _the_one(found)

    def by_column(self, text: str) -> str:
        """Return the id of the state that a table's column of countries means, by name or alpha-3 code, or ""."""
        return self.by_name(text, icews=True) or self.by_code("cameo", text)


def _the_one(found: set[str] | None) -> str:
    return next(iter(found)) if found and len(found) == 1 else ""


def read_states(path: Path, known: Mapping[str, Actor]) -> States:
    """Return the states of a register.

    Raises:
        InputError: if it cannot be read.
    """
    states = []
    for line in read_lines(path, _COLUMNS):
        cell = line.cells
        wikidata = (PREFIXES["wd"] + cell["wikidata"],) if cell["wikidata"] else ()
        actor = Actor(
            name=cell["id"],
            kind=cell["kind"],
            labels={language: cell[language] for language in ("en", "tr", "ru")},
            aliases=tuple(line.each("names")),
            same_as=wikidata,
            iso_alpha2=cell["iso2"] or None,
            iso_alpha3=cell["iso3"] or None,
            cow_code=cell["cow"] or None,
        )
        codes = {scheme: tuple(line.each(scheme)) for scheme in _CODES}
        states.append(State(actor, codes, tuple(line.each("icews"))))
    return States(states, known, path)
