"""What a loaded graph holds: store, contents and the view they were filled for; and the names by which all is found."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from kgraph.errors import InputError, StoreError, in_line, together
from kgraph.home import Home

# Everything else, typing included, is imported where it is needed: most questions are answered without it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from kgraph.events.who import Known
    from kgraph.model import Actor, Claim, Source, Theatre
    from kgraph.names import Names
    from kgraph.reasoning.proofs import Conclusions
    from kgraph.reasoning.saved import Saved
    from kgraph.reasoning.view import View
    from kgraph.store.embedded import EmbeddedStore
    from kgraph.store.freshness import Freshness
    from kgraph.vocabulary import Arena, Vocabulary


class Contents:
    """The actors, theatres, sources, claims and conclusions of a home under one view, found by any of their names."""

    def __init__(
        self,
        home: Home,
        view: View | None = None,
        as_of: str | None = None,
        *,
        store: EmbeddedStore | None = None,
        contents: Saved | None = None,
    ) -> None:
        """Hold a store filled for ``view`` and its contents; without them, those that `kgraph build` left."""
        self.home = home
        self.as_of = as_of
        self.state: Freshness | None = None
        # Actors of imported data that were asked for; the record knows nothing of them.
        self._met: dict[str, Actor] = {}
        given = {"view": view, "store": store, "contents": contents}
        # Each stands in for the cached property of its name.
        self.__dict__.update({name: value for name, value in given.items() if value is not None})

    @property
    def pens_edited(self) -> bool:
        """Whether a pen was edited since the record was compiled."""
        return self.state is not None and self.state.pens_edited

    @cached_property
    def view(self) -> View:
        """What counts: policy, window, preferred speakers."""
        from kgraph.reasoning.view import View

        return View()

    @cached_property
    def store(self) -> EmbeddedStore:
        """The store, its truthy and derived graphs filled for the view."""
        from kgraph.store.built import open_built

        if (built := open_built(self.home)) is not None:
            return built
        return filled(self.home, self.view)[0]

    # What is in it

    @cached_property
    def contents(self) -> Saved:
        """Everything below, read together."""
        from kgraph.reasoning.saved import from_text
        from kgraph.store.freshness import SAVED, read_undamaged

        try:
            return from_text(read_undamaged(self.home.store / SAVED))
        except (StoreError, ValueError, KeyError, TypeError):
            # Cut or altered: a cache, made again from the record.
            return filled(self.home, self.view)[1]

    @property
    def vocabulary(self) -> Vocabulary:
        """The relations, actor kinds and domains of the ontology."""
        return self.contents.vocabulary

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Every actor of the record by name, and those of imported events that were asked for."""
        return {**self.contents.actors, **self._met} if self._met else self.contents.actors

    @property
    def theatres(self) -> Mapping[str, Theatre]:
        """Every theatre by name."""
        return self.contents.theatres

    @cached_property
    def arenas(self) -> Mapping[str, Arena]:
        """Every domain and theatre by name."""
        from kgraph.model import arenas_of

        return arenas_of(self.vocabulary, self.theatres)

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source by name."""
        return self.contents.sources

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim of the record by name, whether it stands under the view or not."""
        return self.contents.claims

    @property
    def conclusions(self) -> Conclusions:
        """The claims that stand under the view and all that follows from them."""
        return self.contents.conclusions

    @cached_property
    def disputing(self) -> Mapping[str, Mapping[str, str]]:
        """For each disputed claim of the record the claims that dispute it, whether they stand or not, and how."""
        from kgraph.reasoning.disputes import disputing

        return disputing(self.claims)

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The names of the claims that another claim of the record denies, whether that one stands or not."""
        denies = {name for name, claim in self.claims.items() if claim.stance == "denies"}
        return frozenset(name for name, others in self.disputing.items() if denies & set(others))

    @cached_property
    def data_sets(self) -> list[str]:
        """The names of the data sets that `kgraph import` brought into the home."""
        if not (self.home.data / "events").is_dir():
            return []
        from kgraph.events.manifest import data_sets

        return data_sets(self.home)

    # Names

    @cached_property
    def _actor_names(self) -> Names:
        from kgraph.names import actor_names

        return actor_names(self.contents.actors)

    @cached_property
    def _known(self) -> Known:
        from kgraph.events.manifest import open_data_set
        from kgraph.events.who import known_actors, with_states

        sets = [open_data_set(self.home, name) for name in self.data_sets]
        register = self.contents.actors
        also = "run 'kgraph ask actors/list' for those of the claims"
        return known_actors(sets, with_states(self.home, register), also, register)

    @cached_property
    def _relation_names(self) -> Names:
        from kgraph.names import Names

        also = "run 'kgraph ask structure/relations' for all"
        return Names("relation", ((r.name, (*r.words, r.phrase)) for r in self.vocabulary.relations.values()), also)

    @cached_property
    def _arena_names(self) -> Names:
        from kgraph.names import Names

        bearers = ((arena.name, arena.words) for arena in self.arenas.values())
        return Names("arena", bearers, "run 'kgraph ask theatres/arenas' for all")

    def actor(self, text: str) -> str:
        """Return the name of the actor that a text means: an id, IRI, label or alias in any language, or a code.

        With imported events, also one that occurs only there, as a table writes it; states also by code.

        Raises:
            UnknownName: with the nearest names.
        """
        from kgraph.errors import UnknownName

        try:
            return self._actor_names.resolve(text)
        except UnknownName:
            if not self.data_sets:
                raise
        name = self._known.names.resolve(text)
        self._met[name] = self._known.actors[name]
        return name

    def pair(self, a: str, b: str) -> tuple[str, str]:
        """Return the names of two different actors.

        Raises:
            UnknownName: with the nearest names.
            InputError: if both are unknown, or mean the same actor.
        """
        first, second = together(lambda: self.actor(a), lambda: self.actor(b))
        if first == second:
            both = f"'{in_line(a)}' and '{in_line(b)}' are the same actor, {self.actors[first].label}"
            raise InputError(f"{both}; name two different ones")
        return first, second

    def relation(self, text: str) -> str:
        """Return the name of the relation that a text means.

        Raises:
            UnknownName: with the nearest names.
        """
        return self._relation_names.resolve(text)

    def arena(self, text: str) -> str:
        """Return the name of the domain or theatre that a text means.

        Raises:
            UnknownName: with the nearest names.
        """
        return self._arena_names.resolve(text)


def filled(place: Home, view: View, store: EmbeddedStore | None = None) -> tuple[EmbeddedStore, Saved]:
    """Fill the record for a view that names everything by local names; return store and contents.

    ``store`` holds the record where it is loaded already.
    """
    from kgraph.reasoning.conclude import read_filled
    from kgraph.store.record import load_record

    found = load_record(place) if store is None else store
    return found, read_filled(found, place.rules, view)
