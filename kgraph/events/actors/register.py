"""The actors of data/actors.yaml as event tables may name them: exactly, and by names that are not too short."""

from __future__ import annotations

from collections.abc import Mapping

from kgraph.model import Actor
from kgraph.names import fold


class Register:
    """The known actors by their labels and aliases.

    In an article a surname is enough; in a table of the whole world ``Wagner`` is anybody. A name of one word counts
    only if it is a label, the name of a state or news agency, or an acronym written in capitals here and there.
    """

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        """Index the actors."""
        self._named: dict[str, set[str]] = {}
        self._acronyms: dict[str, set[str]] = {}
        for actor in actors.values():
            for word in actor.labels.values():
                self._named.setdefault(fold(word), set()).add(actor.name)
            for word in actor.aliases:
                if word.isupper() and " " not in word:
                    self._acronyms.setdefault(word, set()).add(actor.name)
                elif " " in word.strip() or actor.kind in ("State", "NewsAgency"):
                    self._named.setdefault(fold(word), set()).add(actor.name)

    def find(self, text: str) -> str:
        """Return the id of the one actor of that name, or ""."""
        found = self._named.get(fold(text)) or self._acronyms.get(text.strip(), set())
        return next(iter(found)) if len(found) == 1 else ""
