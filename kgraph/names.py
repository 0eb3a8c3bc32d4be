"""Resolving what a user types: an id, an IRI, a label or an alias, in any language and spelling of case or accent."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from kgraph.errors import UnknownName
from kgraph.model import Actor
from kgraph.namespaces import local

_DOTLESS = str.maketrans({"ı": "i", "İ": "i"})


def fold(text: str) -> str:
    """Return the text without case, accents, punctuation and spaces, so that ``TÜRKİYE`` and ``Turkiye`` are one."""
    flat = unicodedata.normalize("NFKD", text.translate(_DOTLESS).casefold())
    return "".join(letter for letter in flat if letter.isalnum())


class Names:
    """The names that individuals of one kind bear."""

    def __init__(self, kind: str, bearers: Iterable[tuple[str, Iterable[str]]], also: str = "") -> None:
        """Index pairs of a local name and its labels and aliases; ``also`` says how to list what there is."""
        self.kind = kind
        self.also = also
        self._ids: set[str] = set()
        self._words: dict[str, str] = {}
        self._spellings: dict[str, str] = {}
        for name, words in bearers:
            self._ids.add(name)
            for word in (name, *words):
                self._words.setdefault(fold(word), name)
                self._spellings.setdefault(word, name)

    def resolve(self, text: str) -> str:
        """Return the local name that ``text`` means.

        Raises:
            UnknownName: with the nearest names.
        """
        word = text.strip()
        prefix, _, rest = word.partition(":")
        for candidate in (word, local(word), rest if prefix in ("actor", "theatre", "domain", "kg") else word):
            if candidate in self._ids:
                return candidate
        if (found := self._words.get(fold(word))) is not None:
            return found
        raise UnknownName(self.kind, text, self._spellings, also=self.also)

    @property
    def spellings(self) -> Mapping[str, str]:
        """Every name as written, with the local name it stands for."""
        return self._spellings


def actor_names(actors: Mapping[str, Actor]) -> Names:
    """Return the names of actors: ids, labels and aliases."""
    bearers = ((actor.name, (*actor.labels.values(), *actor.aliases)) for actor in actors.values())
    return Names("actor", bearers, "run 'kgraph ask actors/list' for all")
