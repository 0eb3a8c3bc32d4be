"""The graph as users hold it: load or open it, ask it, and take it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from kgraph.home import Home, find_home

# Everything else, typing included, is imported where it is needed: most questions are answered without it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import networkx
    import rdflib

    from kgraph.analysis.dyads import Dossier
    from kgraph.analysis.measures import Measures
    from kgraph.analysis.pivots import Patron
    from kgraph.analysis.profile import Profile
    from kgraph.analysis.signed import SignedMultigraph
    from kgraph.analysis.weights import Weights
    from kgraph.catalogue.answer import Answer
    from kgraph.model import Actor, Claim, Source, Theatre
    from kgraph.names import Names
    from kgraph.reasoning.proofs import Conclusions, Proof
    from kgraph.reasoning.saved import Saved
    from kgraph.reasoning.view import View
    from kgraph.store.embedded import EmbeddedStore
    from kgraph.vocabulary import Arena, Vocabulary


DEFAULT_POLICY = "claims"


class Graph:
    """A loaded graph under one view: a policy, a window of time, and preferred speakers."""

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
        self.pens_edited = False
        given = {"view": view, "store": store, "contents": contents}
        # Each stands in for the cached property of its name.
        self.__dict__.update({name: value for name, value in given.items() if value is not None})

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
        return _filled(self.home, self.view)[0]

    # What is in it

    @cached_property
    def contents(self) -> Saved:
        """Everything below, read together."""
        from kgraph.reasoning.saved import from_file
        from kgraph.store.freshness import SAVED

        try:
            return from_file(self.home.store / SAVED)
        except (OSError, ValueError, KeyError, TypeError):
            # Cut or altered: a cache, made again from the record.
            return _filled(self.home, self.view)[1]

    @property
    def vocabulary(self) -> Vocabulary:
        """The relations, actor kinds and domains of the ontology."""
        return self.contents.vocabulary

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Every actor by name."""
        return self.contents.actors

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

    # Asking

    def ask(self, question: str, /, **parameters: str) -> Answer:
        """Answer a catalogue question, the path of an ``.rq`` file, or a SPARQL text.

        Raises:
            InputError: on an unknown question or parameter, a bad value, or a query that is refused.
        """
        from kgraph.catalogue.answer import answer

        return answer(self, question, parameters)

    def sparql(self, text: str) -> Answer:
        """Answer a SPARQL text.

        Raises:
            InputError: if it is no query, or is refused.
        """
        from kgraph.catalogue.answer import answer_text

        return answer_text(self, text)

    def why(self, a: str, relation: str, b: str) -> list[Proof]:
        """Return every minimal proof of a direct or derived relation, shortest first; none if it does not hold.

        Raises:
            UnknownName: if an actor or the relation is unknown.
            InputError: if both ends are the same actor.
        """
        first, second = self.pair(a, b)
        return self.conclusions.proofs(first, self.relation(relation), second)

    def dossier(self, a: str, b: str) -> Dossier:
        """Return what unites and what divides two actors, arena by arena.

        Raises:
            UnknownName: if an actor is unknown.
            InputError: if both are the same actor.
        """
        from kgraph.analysis.dyads import dossier

        return dossier(self.conclusions, self.arenas, *self.pair(a, b))

    def dyad(self, a: str, b: str, weights: str = "even") -> Profile:
        """Return the profile of a pair: arena by sign, layers, sources, measures, and how sure they are.

        Args:
            a: an actor: id, label or alias in any language.
            b: the other one.
            weights: a name of ``ontology/weights/``, or the path of a file of weights.

        Raises:
            UnknownName: if an actor or the weights are unknown.
            InputError: if both are the same actor, or the file of weights has faults.
        """
        from kgraph.analysis.profile import profile

        given = self.weights(weights)
        return profile(self.dossier(a, b), given, self.sources, self.disputed, self.view.window)

    def profiles(self, weights: str = "even") -> list[Profile]:
        """Return the profile of every pair with a tie, in the order of `rank`.

        Raises:
            InputError: as `dyad`.
        """
        from kgraph.analysis.dyads import dossier, pairs
        from kgraph.analysis.profile import order, profile

        given = self.weights(weights)
        found = (dossier(self.conclusions, self.arenas, a, b) for a, b in pairs(self.conclusions))
        window = self.view.window
        profiles = [profile(each, given, self.sources, self.disputed, window) for each in found]
        return sorted(profiles, key=lambda each: order(each.a, each.b, each.measures))

    def rank(self, weights: str = "even") -> list[tuple[str, str, Measures]]:
        """Return every pair with a tie and its measures, the most ambivalent (Griffin) first, then by name.

        Raises:
            InputError: as `dyad`.
        """
        from kgraph.analysis.dyads import dossier, pairs
        from kgraph.analysis.profile import order, weighted

        given = self.weights(weights)
        found = (dossier(self.conclusions, self.arenas, a, b) for a, b in pairs(self.conclusions))
        measured = [(each.a, each.b, weighted(each, given)) for each in found]
        return sorted(measured, key=lambda row: order(*row))

    def signed(self, layers: Sequence[str] | None = None, weights: str = "even") -> SignedMultigraph:
        """Return all ties as a signed multigraph, in which no sign hides another.

        Args:
            layers: which ties: ``direct``, ``acting-for``, ``proxy``; by default all.
            weights: as `dyad`.

        Raises:
            InputError: on an unknown layer, or as `dyad`.
        """
        from kgraph.analysis.network import signed_multigraph

        return signed_multigraph(self.conclusions, self.arenas, self.weights(weights), layers)

    def patrons(self) -> list[Patron]:
        """Return who supports both sides of a conflict in the same theatre at times that can overlap."""
        from kgraph.analysis.network import supports_and_conflicts
        from kgraph.analysis.pivots import patrons_of_both

        return patrons_of_both(*supports_and_conflicts(self.conclusions, self.arenas))

    def weights(self, given: str) -> Weights:
        """Return the weights of a name of ``ontology/weights/`` or of a file.

        Raises:
            InputError: as `dyad`.
        """
        from kgraph.analysis.weights import load_weights
        from kgraph.home import package_home

        # A home without weights of its own has those of the package.
        homes = [home for home in (package_home(), self.home) if home is not None]
        return load_weights(given, [home.weights for home in homes], self.vocabulary)

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The names of the claims that another claim of the record denies, whether that one stands or not."""
        return frozenset(name for claim in self.claims.values() if claim.stance == "denies" for name in claim.disputes)

    # Names

    @cached_property
    def _actor_names(self) -> Names:
        from kgraph.names import actor_names

        return actor_names(self.actors)

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
        """Return the name of the actor that a text means: an id, IRI, label or alias in any language.

        Raises:
            UnknownName: with the nearest names.
        """
        return self._actor_names.resolve(text)

    def pair(self, a: str, b: str) -> tuple[str, str]:
        """Return the names of two different actors.

        Raises:
            UnknownName: with the nearest names.
            InputError: if both mean the same actor.
        """
        first, second = self.actor(a), self.actor(b)
        if first == second:
            from kgraph.errors import InputError

            raise InputError(f"'{a}' and '{b}' are the same actor, {self.actors[first].label}; name two different ones")
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

    # Elsewhere

    @property
    def rdf(self) -> rdflib.Dataset:
        """The same store as an rdflib Dataset, without a copy (through oxrdflib)."""
        from kgraph.views.rdf import as_dataset

        return as_dataset(self.store)

    def to_networkx(self, derived: bool = False) -> networkx.MultiDiGraph[str]:
        """Return a networkx MultiDiGraph, one edge a claim, keyed by its name; derived edges only on request."""
        from kgraph.views.networkx import to_networkx

        return to_networkx(self, derived=derived)

    def page(self, path: str | Path | None = None, focus: tuple[str, str] | None = None) -> str:
        """Return the HTML page, and write it if a path is given.

        Raises:
            InputError: if an actor is unknown or the path cannot be written.
        """
        from kgraph.views.page import page

        return page(self, Path(path) if path else None, focus)


def load(
    home: str | Path | None = None,
    *,
    policy: str = DEFAULT_POLICY,
    as_of: str | None = None,
    prefer: Sequence[str] = (),
) -> Graph:
    """Load the graph of a home (by default the one at hand) under a view.

    Args:
        home: a folder with ``ontology/``, ``data/`` and ``queries/``.
        policy: ``facts`` (the source's own voice), ``claims`` (also reported speech) or ``all`` (also expectations).
        as_of: an EDTF date or interval; what possibly holds then counts.
        prefer: speakers whose denial makes a claim fall.

    Raises:
        InputError: on an unknown policy, speaker or date.
        StoreError: if there is no record.
    """
    from kgraph.store.freshness import Freshness

    place = find_home(home)
    state = Freshness(place)
    if state.fresh and policy == DEFAULT_POLICY and as_of is None and not prefer:
        graph = Graph(place)
    else:
        from kgraph.dates import parse_window
        from kgraph.reasoning.view import View, policy_named

        view = View(policy_named(policy), parse_window(as_of) if as_of is not None else None, tuple(prefer))
        store, contents = _filled(place, view)
        graph = Graph(place, view, as_of, store=store, contents=contents)
        graph.view = view._replace(preferred=tuple(graph.actor(speaker) for speaker in prefer))
    graph.pens_edited = state.pens_edited
    return graph


def _filled(place: Home, view: View) -> tuple[EmbeddedStore, Saved]:
    """Load the record into memory, fill it for a view, and return the store and its contents."""
    from kgraph.reasoning.conclude import read_filled
    from kgraph.store.record import load_record

    store = load_record(place)
    return store, read_filled(store, place.rules, view)


def open_graph(path: str | Path) -> Graph:
    """Open a home by its folder, or the store of one (``…/data/store``).

    Raises:
        StoreError: if there is neither.
    """
    from kgraph.errors import StoreError

    if "://" in str(path):
        raise StoreError(f"{path}: endpoints cannot be opened yet; fetch the data and name a home or its store")
    folder = Path(path)
    for candidate in (folder, folder.parent.parent):
        if (candidate / "ontology" / "kgraph.ttl").is_file():
            return load(candidate)
    raise StoreError(f"{path}: neither a kgraph home nor its store; name a folder with ontology/ and data/")
