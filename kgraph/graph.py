"""The graph as users hold it: ask it, and take it elsewhere. `kgraph.loading` loads or opens one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kgraph.contents import Contents, filled
from kgraph.errors import InputError, together

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
    from kgraph.model import Actor
    from kgraph.reasoning.proofs import Proof
    from kgraph.reasoning.view import View
    from kgraph.views.page import Page


class Graph(Contents):
    """A loaded graph under one view: a policy, a window of time, and preferred speakers."""

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
        """Return on which claims, sources and speakers a relation stands or falls; at most ``most`` sets of each kind.

        The sets are minimum hitting sets of its proofs (Reiter 1987). A relation that does not hold has no proof, and
        the empty set as its only one.

        Raises:
            UnknownName: if an actor or the relation is unknown.
            InputError: if both ends are the same actor, or ``most`` is no whole number from 1 on.
        """
        from kgraph.analysis.ablation import ablate

        return ablate(self.why(a, relation, b), self.conclusions.claims, most)

    def timeline(self, a: str, b: str) -> list[Change]:
        """Return when the sign between two actors changed, arena by arena, and which facts changed it.

        By days; what possibly holds counts, or what certainly does, as the graph was loaded (``holds``).

        Raises:
            UnknownName: if an actor is unknown.
            InputError: if both are the same actor.
        """
        from kgraph.analysis.timeline import changes

        return changes(self.conclusions, self.arenas, *self.pair(a, b))

    def who(self, name: str) -> Actor:
        """Return an actor by any of its names; at the end of a notebook's cell its ties are shown there.

        Raises:
            UnknownName: if there is none of that name.
        """
        from kgraph.views.shown import shown_actor

        return shown_actor(self, self.actors[self.actor(name)])

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
        from kgraph.views.shown import shown_dossier

        return shown_dossier(self, dossier(self.conclusions, self.arenas, *self.pair(a, b)))

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
        from kgraph.views.shown import shown_profile

        given = self.weights(weights)
        found = profile(self.dossier(a, b), given, self.sources, self.disputed, self.view.window)
        return shown_profile(self, found)

    def profiles(self, weights: str = "even") -> list[Profile]:
        """Return the profile of every pair with a tie, in the order of `rank`, each as `dyad` returns it.

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
        """Return every pair with a tie and its measures, the most ambivalent first.

        The order is that of (P + N) / 2 - |P - N| (Griffin; Thompson, Zanna and Griffin 1995), then of min(P, N), then
        by name; P and N are weights, in the unit that ``weights`` declares.

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
        """Return who supports both sides of a conflict in the same theatre at times that can overlap.

        Claims count, and claims counted by acting for: see `kgraph.analysis.pivots.patrons_of_both`.
        """
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

    # Imported events

    def events(self, data_set: str | None = None) -> CodedEvents:
        """Return the events of an imported data set, which may go unnamed where there is only one.

        Raises:
            StoreError: if there is none of that name, or it cannot be read.
            InputError: if none is named and there is none or are several.
        """
        from kgraph.analysis.coded.events import CodedEvents, the_one
        from kgraph.events.manifest import open_data_set

        return CodedEvents(open_data_set(self.home, the_one(self.data_sets, data_set)), self.contents.actors)

    # Other views

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
        return self._under(self.view._replace(without=()))

    def up_to_then(self) -> Graph:
        """Return the same graph under the same view, but at any time up to the end of the one asked about."""
        window = self.view.window
        return self._under(self.view._replace(window=window and window._replace(first=None)))

    def holding_certainly(self) -> Graph:
        """Return the same graph under the same view, but with only what certainly holds at the time asked about."""
        return self._under(self.view._replace(certainly=True))

    def _under(self, view: View) -> Graph:
        store, contents = filled(self.home, view)
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

    def page(
        self,
        path: str | Path | None = None,
        focus: tuple[str, str] | None = None,
        *,
        actor: str | None = None,
        lang: str = "en",
    ) -> Page:
        """Return the HTML page, and write it if a path is given; at the end of a notebook's cell it is shown there.

        Args:
            path: where to write it.
            focus: the pair in the middle; by default the most ambivalent one, of the actor if one is given.
            actor: whose ties the page opens with.
            lang: the language that it begins with: ``en``, ``tr`` or ``ru``.

        Raises:
            InputError: if the language or an actor is unknown, or the path cannot be written.
        """
        from kgraph.views.page import page

        return page(self, Path(path) if path else None, focus, lang=lang, actor=actor)

    def page_of_events(
        self,
        path: str | Path | None = None,
        focus: tuple[str, str] | None = None,
        *,
        data_set: str | None = None,
        level: str = "states",
        since: str | None = None,
        until: str | None = None,
        lang: str = "en",
    ) -> Page:
        """Return the HTML page of an imported data set, and write it if a path is given.

        Args:
            path: where to write it.
            focus: the pair in the middle; by default the most ambivalent one.
            data_set: which data set; may be left out where there is one.
            level: ``states`` (with those who act for them) or ``actors`` (each for itself).
            since: the first year or month that counts, such as 2018 or 2018-06.
            until: the last one.
            lang: the language that it begins with: ``en``, ``tr`` or ``ru``.

        Raises:
            InputError: if the language, an actor or the data set is unknown, if no two actors have an event, or if the
                path cannot be written.
        """
        from kgraph.views.coded.page import events_page

        pair = self.pair(*focus) if focus else None
        given = Path(path) if path else None
        return events_page(self, self.events(data_set), given, pair, level=level, since=since, until=until, lang=lang)

    def _repr_html_(self) -> str:
        """Show the page in a notebook."""
        return self.page()._repr_html_()
