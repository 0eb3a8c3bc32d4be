"""Resolution of names and codes to actors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kgraph.events.actors.minting import minted
from kgraph.events.actors.named import UNRESOLVED, Named, Resolved
from kgraph.model import Actor
from kgraph.names import fold


class Resolver:
    """Who the names and codes of event tables mean: known actors, states, parts of states, or themselves."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        """Take the register of known actors, by id."""
        self._actors = actors
        self._by_word: dict[str, set[str]] = {}
        for actor in actors.values():
            for word in (actor.name, *actor.labels.values(), *actor.aliases):
                self._by_word.setdefault(fold(word), set()).add(actor.name)

    def resolve(self, names: Iterable[Named]) -> dict[Named, Resolved]:
        """Return who each of the names is; every one gets an answer."""
        return {named: self._one(named) for named in dict.fromkeys(names)}

    def _one(self, named: Named) -> Resolved:
        bearers = self._by_word.get(fold(named.text), set()) if named.scheme == "name" else set()
        if len(bearers) == 1:
            actor = self._actors[next(iter(bearers))]
            state = actor.name if actor.kind == "State" else ""
            return Resolved(named.text, actor.name, actor.label, actor.kind, state, "", "register")
        return Resolved(named.text, minted(named.text), named.text, "Actor", "", "", UNRESOLVED)


def resolver(actors: Mapping[str, Actor]) -> Resolver:
    """Return a resolver that knows the actors of the register, by id."""
    return Resolver(actors)
