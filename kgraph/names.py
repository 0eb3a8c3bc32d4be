"""Resolving what a user types: an id, an IRI, a label or an alias, whatever the language, case and accents.

Actors are also found by the codes under which others know them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from kgraph.errors import InputError, UnknownName, as_utf8, in_line, nearest
from kgraph.model import Actor, Claim
from kgraph.namespaces import PREFIXES

# Which prefixes individuals of a kind have: `theatre:ukraine` is no actor.
_PREFIXES = {"actor": ("actor",), "speaker": ("actor",), "relation": ("kg",), "arena": ("domain", "theatre")}
_DOTLESS = str.maketrans({"ı": "i", "İ": "i"})


def fold(text: str) -> str:
    """Return the text without case, accents, punctuation and spaces, so that ``TÜRKİYE`` and ``Turkiye`` are one."""
    if text.isascii():
        return "".join(letter for letter in text.casefold() if letter.isalnum())
    flat = unicodedata.normalize("NFKD", text.translate(_DOTLESS)).casefold()
    # Once more, since folding case can give composed letters.
    flat = unicodedata.normalize("NFKD", flat)
    return "".join(letter for letter in flat if letter.isalnum())


class Names:
    """The names that individuals of one kind bear."""

    def __init__(
        self,
        kind: str,
        bearers: Iterable[tuple[str, Iterable[str]]],
        also: str = "",
        codes: Iterable[tuple[str, Iterable[str]]] = (),
    ) -> None:
        """Index pairs of a local name and its labels and aliases; ``also`` says how to list what there is.

        ``codes`` are pairs of a local name and its codes. A name goes before a code, and no code is ever suggested.
        """
        self.kind = kind
        self.also = also
        self._ids: set[str] = set()
        self._words: dict[str, str | set[str]] = {}
        self._spellings: dict[str, str] = {}
        for name, words in bearers:
            self._ids.add(name)
            for word in (name, *words):
                self._spellings.setdefault(word, name)
                folded = fold(word)
                if (other := self._words.setdefault(folded, name)) != name:
                    self._words[folded] = {name, *(other if isinstance(other, set) else (other,))}
        self._codes: dict[str, set[str]] = {}
        for name, given in codes:
            for code in given:
                self._codes.setdefault(code.casefold(), set()).add(name)

    def resolve(self, text: str) -> str:
        """Return the local name that ``text`` means.

        Raises:
            UnknownName: with the nearest names.
            InputError: if several bear it, or it is no text.
        """
        if not isinstance(text, str):
            raise UnknownName(self.kind, repr(text), (), also=self.also)
        word = as_utf8(text).strip().removeprefix("<").removesuffix(">")
        for prefix in _PREFIXES.get(self.kind, ()):
            word = word.removeprefix(PREFIXES[prefix]).removeprefix(f"{prefix}:")
        if word in self._ids:
            return word
        found = self._words.get(fold(word)) or self._codes.get(word.casefold())
        if isinstance(found, str):
            return found
        if found and len(found) == 1:
            return next(iter(found))
        if found:
            raise InputError(f"'{in_line(text)}' names several: {', '.join(sorted(found))}; write one of these")
        # One suggestion for each bearer, not three spellings of one.
        near = {self._spellings[spelling]: spelling for spelling in reversed(nearest(word, self._spellings, 9))}
        raise UnknownName(self.kind, text, near.values(), also=self.also)

    @property
    def spellings(self) -> Mapping[str, str]:
        """Every name as written, with the local name it stands for."""
        return self._spellings


def actor_names(actors: Mapping[str, Actor]) -> Names:
    """Return the names of actors: ids, labels and aliases, and their codes of ISO 3166-1, COW and Wikidata."""
    return _names_of("actor", actors.values(), "run 'kgraph ask actors/list' for all")


def speaker_names(actors: Mapping[str, Actor], claims: Iterable[Claim]) -> Names:
    """Return the names of the actors on whose word a claim is."""
    speakers = sorted({claim.said_by for claim in claims} & actors.keys())
    return _names_of("speaker", (actors[name] for name in speakers), "run 'kgraph ask provenance/speakers' for all")


def _names_of(kind: str, actors: Iterable[Actor], also: str) -> Names:
    found = list(actors)
    bearers = ((actor.name, (*actor.labels.values(), *actor.aliases)) for actor in found)
    return Names(kind, bearers, also, ((actor.name, codes_of(actor)) for actor in found))


def codes_of(actor: Actor) -> Iterator[str]:
    """Return the codes of an actor: ISO 3166-1, COW and Wikidata."""
    yield from (code for code in (actor.iso_alpha2, actor.iso_alpha3, actor.cow_code) if code)
    for item in actor.same_as:
        if item.startswith(PREFIXES["wd"]):
            name = item.removeprefix(PREFIXES["wd"])
            yield from (name, f"wd:{name}", item)
