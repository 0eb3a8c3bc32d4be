"""The graph as users hold it: load or open it, ask it, and take it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from kgraph.errors import InputError, StoreError, in_line, together
from kgraph.home import Home, find_home

# Everything else, typing included, is imported where it is needed: most questions are answered without it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import networkx
    import rdflib

    from kgraph.analysis.ablation import Ablation
    from kgraph.analysis.coded.events import CodedEvents
    from kgraph.analysis.dyads import Dossier
    from kgraph.analysis.measures import Measures
    from kgraph.analysis.pivots import Patron
    from kgraph.analysis.profile import Profile
    from kgraph.analysis.signed import SignedMultigraph
    from kgraph.analysis.timeline import Change
    from kgraph.analysis.weights import Weights
    from kgraph.catalogue.answer import Answer
    from kgraph.events.who import Known
    from kgraph.model import Actor, Claim, Source, Theatre
    from kgraph.names import Names
    from kgraph.reasoning.proofs import Conclusions, Proof
    from kgraph.reasoning.saved import Saved
    from kgraph.reasoning.view import View
    from kgraph.store.embedded import EmbeddedStore
    from kgraph.store.freshness import Freshness
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
        return _filled(self.home, self.view)[1]

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
            return _filled(self.home, self.view)[2]

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
            InputError: if an actor or the relation is unknown, all faults at once, or if both ends are the same actor.
        """
        (first, second), known = together(lambda: self.pair(a, b), lambda: self.relation(relation))
        return self.conclusions.proofs(first, known, second)

    def ablate(self, a: str, relation: str, b: str, most: int = 10) -> Ablation:
        """Return on which claims, sources and speakers a relation stands or falls; at most ``most`` sets of claims.

        Raises:
            UnknownName: if an actor or the relation is unknown.
            InputError: if both ends are the same actor.
        """
        from kgraph.analysis.ablation import ablate

        return ablate(self.why(a, relation, b), self.conclusions.claims, most)

    def timeline(self, a: str, b: str) -> list[Change]:
        """Return when the sign between two actors changed, arena by arena, and which facts changed it.

        Raises:
            UnknownName: if an actor is unknown.
            InputError: if both are the same actor.
        """
        from kgraph.analysis.timeline import changes

        return changes(self.conclusions, self.arenas, *self.pair(a, b))

    def dossier(self, a: str, b: str) -> Dossier:
        """Return what unites and what divides two actors, arena by arena.

        What counts is decided by the view that the graph was loaded with: policy ``claims`` unless told otherwise.
        The command `kgraph dossier` has the default ``all`` and also lists what is expected;
        ``load(policy="all").dossier(a, b)`` gives the same lines.

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

    # Imported events

    @cached_property
    def data_sets(self) -> list[str]:
        """The names of the data sets that `kgraph import` brought into the home."""
        if not (self.home.data / "events").is_dir():
            return []
        from kgraph.events.manifest import data_sets

        return data_sets(self.home)

    def events(self, data_set: str | None = None) -> CodedEvents:
        """Return the events of an imported data set, which may go unnamed where there is only one.

        Raises:
            StoreError: if there is none of that name, or it cannot be read.
            InputError: if none is named and there is none or are several.
        """
        from kgraph.analysis.coded.events import CodedEvents, the_one
        from kgraph.events.manifest import open_data_set

        return CodedEvents(open_data_set(self.home, the_one(self.data_sets, data_set)), self.contents.actors)

    # Names

    @cached_property
    def _actor_names(self) -> Names:
        from kgraph.names import actor_names

        return actor_names(self.actors)

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

    def with_events(self, data_set: str) -> Graph:
        """Return the same graph with the aggregates of an imported event table beside its claims, for SPARQL.

        Raises:
            InputError: if the graph is not under the default view, in which the store of events is kept.
            StoreError: if there is no such data set.
        """
        from kgraph.events.rdf import open_events
        from kgraph.reasoning.view import View

        if self.view != View():
            raise InputError("event tables are asked under the default view; leave out the options that change it")
        return Graph(self.home, self.view, self.as_of, store=open_events(self.home, data_set))

    def with_nothing_left_out(self) -> Graph:
        """Return the same graph under the same view, but for what the user left out."""
        view, store, contents = _filled(self.home, self.view._replace(without=()))
        graph = Graph(self.home, view, self.as_of, store=store, contents=contents)
        graph._met = self._met
        return graph

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
    since: str | None = None,
    until: str | None = None,
    holds: str = "possibly",
    prefer: Sequence[str] = (),
    without: Sequence[str] = (),
) -> Graph:
    """Load the graph of a home (by default the one at hand) under a view.

    Args:
        home: a folder with ``ontology/``, ``data/`` and ``queries/``.
        policy: ``facts`` (the source's own voice), ``claims`` (also reported speech) or ``all`` (also expectations).
        as_of: an EDTF date or interval; a pair is partner and rival if it is both at a common time in it.
        since: an EDTF date; only what holds at some time from then on, and a pair is partner and rival if it is both
            at any time in this window, not only at a common one.
        until: the same, up to then.
        holds: whether what ``possibly`` holds then counts, or only what ``certainly`` does.
        prefer: speakers whose denial makes a claim fall.
        without: what does not count: ``source:…``, ``speaker:…``, ``claim:…`` or ``actor:…``, any number.

    Raises:
        InputError: on an unknown policy, name or date, or if nothing holds at the time asked about.
        StoreError: if there is no record.
    """
    from kgraph.store.freshness import Freshness

    place = find_home(home)
    state = Freshness(place)
    usual = policy == DEFAULT_POLICY and holds == "possibly" and not prefer and not without
    if state.fresh and usual and as_of is None and since is None and until is None:
        graph = Graph(place)
    else:
        from kgraph.reasoning.asked import nothing_holds, time_asked, view_of

        view = view_of(policy, as_of, since, until, prefer, without, holds)
        view, store, contents = _filled(place, view)
        if view.window and contents.claims and not contents.conclusions.claims:
            raise nothing_holds(view.window, contents.claims.values())
        graph = Graph(place, view, time_asked(as_of, since, until), store=store, contents=contents)
    graph.state = state
    return graph


def _filled(place: Home, view: View) -> tuple[View, EmbeddedStore, Saved]:
    """Load the record into memory, fill it for a view; return the view with its names resolved, store and contents."""
    from kgraph.reasoning.conclude import read_filled
    from kgraph.store.record import load_record

    store = load_record(place)
    if view.preferred or view.without:
        from kgraph.names import actor_names
        from kgraph.reasoning.asked import resolved
        from kgraph.store.read import read_actors, read_claims, read_sources

        view = resolved(view, actor_names(read_actors(store)), read_sources(store), read_claims(store))
    return view, store, read_filled(store, place.rules, view)


def open_graph(path: str | Path) -> Graph:
    """Open a home by its folder, or the store of one (``…/data/store``).

    Raises:
        StoreError: if there is neither.
    """
    if "://" in str(path):
        raise StoreError(f"{path}: endpoints cannot be opened yet; fetch the data and name a home or its store")
    folder = Path(path)
    for candidate in (folder, folder.parent.parent):
        if (candidate / "ontology" / "kgraph.ttl").is_file():
            return load(candidate)
    raise StoreError(f"{path}: neither a kgraph home nor its store; name a folder with ontology/ and data/")
