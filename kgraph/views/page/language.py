"""The languages of the page: the words of its interface, and the labels that actors, arenas and relations have."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kgraph.errors import UnknownName
from kgraph.namespaces import LANGUAGES, PREFIXES, iri
from kgraph.views import wording
from kgraph.views.holder import GraphLike

_HERE = Path(__file__).parent


class Language(NamedTuple):
    """The words of a language: of the interface, and, where `kgraph.views.wording` does not speak it, of sentences.

    ``relations`` are forms of sentences for the relations that need one, ``rules`` what each rule says.
    """

    code: str
    name: str
    page: Mapping[str, str]
    sentences: Mapping[str, str]
    relations: Mapping[str, str] = {}
    rules: Mapping[str, str] = {}

    def say(self, key: str, **values: object) -> str:
        """Return words of the interface with their gaps filled."""
        return filled(self.page[key], values)

    def many(self, noun: str, count: int) -> str:
        """Return ``1 line`` or ``1,200 lines``."""
        return self.say(f"{noun}_{'one' if count == 1 else 'many'}", n=f"{count:,}" if self.code == "en" else count)


def filled(template: str, values: Mapping[str, object]) -> str:
    """Fill each gap once: what is filled in is never taken for a gap."""
    parts = template.split("{")
    found = [parts[0]]
    for part in parts[1:]:
        key, _, rest = part.partition("}")
        found += [str(values[key]), rest]
    return "".join(found)


@cache
def language(code: str) -> Language:
    """Return a language of the page.

    Raises:
        UnknownName: if the page does not speak it.
    """
    if code not in LANGUAGES:
        raise UnknownName("language", code, LANGUAGES)
    with (_HERE / "messages" / f"{code}.toml").open("rb") as stream:
        table = tomllib.load(stream)
    return Language(
        code,
        table["name"],
        table["page"],
        table.get("sentences", {}),
        *(table.get(key, {}) for key in ("relations", "rules")),
    )


class Labels:
    """What the things of one graph are called in one language; in English where it has no name for them."""

    def __init__(self, graph: GraphLike, code: str) -> None:
        """Read the labels of the ontology."""
        self._graph = graph
        self._code = code
        rows = graph.store.rows(
            f"SELECT ?term ?label WHERE {{ ?term <{PREFIXES['rdfs']}label> ?label . FILTER(LANG(?label) = '{code}') }}"
        )
        self._found = {str(term).strip("<>"): label for term, label in sorted(rows, key=str)}

    def actor(self, name: str) -> str:
        """Return the label of an actor."""
        found = self._graph.actors[name]
        return wording.clean(found.labels.get(self._code) or found.label)

    def arena(self, name: str) -> str:
        """Return the label of an arena as it stands in a list."""
        theatre = self._graph.theatres.get(name) if self._code != "en" else None
        label = theatre.labels.get(self._code) if theatre else self._term("domain", name)
        return wording.clean(label or self._graph.arenas[name].label)

    def relation(self, name: str) -> str:
        """Return the label of a relation."""
        return wording.clean(self._term("kg", name) or self._graph.vocabulary.relations[name].label)

    def rule(self, name: str) -> str:
        """Return the label of a rule."""
        return wording.clean(self._term("rule", name) or name.replace("-", " "))

    def _term(self, kind: str, name: str) -> str | None:
        if self._code == "en" and kind == "domain":
            return None
        address = PREFIXES["kg"] + name if kind == "kg" else iri(kind, name)
        return self._found.get(address)
