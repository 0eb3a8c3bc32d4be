"""The graph as users hold it: load or open it, ask it, and take it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.dates import Window, parse_window
from kgraph.errors import StoreError
from kgraph.home import Home, find_home
from kgraph.model import Actor, Claim, Source, Theatre
from kgraph.names import Names
from kgraph.reasoning.standing import DEFAULT_POLICY, View, policy_named
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.read import arenas_of, read_actors, read_claims, read_sources, read_theatres
from kgraph.store.words import read_vocabulary
from kgraph.vocabulary import Arena, Vocabulary

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kgraph.analysis.dyads import Dossier
    from kgraph.analysis.measures import Measures
    from kgraph.catalogue.answer import Answer
    from kgraph.reasoning.proofs import Conclusions, Proof


class Graph:
    """A loaded graph under one view: a policy, a window of time, and preferred speakers."""

    def __init__(self, store: EmbeddedStore, home: Home, view: View, as_of: str | None = None) -> None:
        """Hold a store whose truthy and derived graphs are filled for ``view``; use `load` or `open_graph`."""
        self.store = store
        self.home = home
        self.view = view
        self.as_of = as_of

    # What is in it

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The relations, actor kinds and domains of the ontology."""
        return read_vocabulary(self.store)

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """Every actor by name."""
        return read_actors(self.store)

    @cached_property
    def theatres(self) -> Mapping[str, Theatre]:
        """Every theatre by name."""
        return read_theatres(self.store)

    @cached_property
    def arenas(self) -> Mapping[str, Arena]:
        """Every domain and theatre by name."""
        return arenas_of(self.vocabulary, self.theatres)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every source by name."""
        return read_sources(self.store)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim of the record by name, whether it stands under the view or not."""
        return read_claims(self.store)

    @cached_property
    def conclusions(self) -> Conclusions:
        """The claims that stand under the view and all that follows from them."""
        from kgraph.reasoning.conclude import conclude

        return conclude(self.store, self.home.rules, self.view.window)

    # Asking

    def ask(self, question: str, **parameters: str) -> Answer:
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
        """
        return self.conclusions.proofs(self.actor(a), self.relation(relation), self.actor(b))

    def dossier(self, a: str, b: str) -> Dossier:
        """Return what unites and what divides two actors, arena by arena.

        Raises:
            UnknownName: if an actor is unknown.
        """
        from kgraph.analysis.dyads import dossier

        return dossier(self.conclusions, self.arenas, self.actor(a), self.actor(b))

    def dyad(self, a: str, b: str) -> Measures:
        """Return the measures of a pair.

        Raises:
            UnknownName: if an actor is unknown.
        """
        return self.dossier(a, b).measures

    def rank(self) -> list[tuple[str, str, Measures]]:
        """Return every pair with a tie and its measures, the most ambivalent (Griffin) first, then by name."""
        from kgraph.analysis.dyads import dossier, pairs

        found = [(a, b, dossier(self.conclusions, self.arenas, a, b).measures) for a, b in pairs(self.conclusions)]
        return sorted(found, key=lambda row: (-row[2].griffin, -row[2].volume, row[0], row[1]))

    # Names

    @cached_property
    def _actor_names(self) -> Names:
        also = "run 'kgraph ask actors/list' for all"
        return Names("actor", ((a.name, (*a.labels.values(), *a.aliases)) for a in self.actors.values()), also)

    @cached_property
    def _relation_names(self) -> Names:
        also = "run 'kgraph ask structure/relations' for all"
        return Names("relation", ((r.name, (r.label, r.phrase)) for r in self.vocabulary.relations.values()), also)

    @cached_property
    def _arena_names(self) -> Names:
        words: list[tuple[str, Sequence[str]]] = [(d.name, (d.label,)) for d in self.vocabulary.domains.values()]
        words += [(t.name, (*t.labels.values(), *t.aliases)) for t in self.theatres.values()]
        return Names("arena", words, "run 'kgraph ask theatres/arenas' for all")

    def actor(self, text: str) -> str:
        """Return the name of the actor that a text means: an id, IRI, label or alias in any language.

        Raises:
            UnknownName: with the nearest names.
        """
        return self._actor_names.resolve(text)

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
    from kgraph.store.built import open_built

    place = find_home(home)
    window: Window | None = parse_window(as_of) if as_of else None
    plain = View(policy_named(policy), window)
    if plain == View() and not prefer and (built := open_built(place)) is not None:
        return Graph(built, place, plain)
    from kgraph.reasoning.conclude import fill
    from kgraph.store.record import load_record

    store = load_record(place)
    graph = Graph(store, place, plain, as_of)
    if prefer:
        graph.view = plain._replace(preferred=tuple(graph.actor(name) for name in prefer))
    graph.__dict__["conclusions"] = fill(store, place.rules, graph.view)
    return graph


def open_graph(path: str | Path) -> Graph:
    """Open a home by its folder, or the store of one (``…/data/store``).

    Raises:
        StoreError: if there is neither.
    """
    folder = Path(path)
    for candidate in (folder, folder.parent.parent):
        if (candidate / "ontology" / "kgraph.ttl").is_file():
            return load(candidate)
    raise StoreError(f"{path}: neither a kgraph home nor its store; name a folder with ontology/ and data/")


def summary(graph: Graph) -> dict[str, Any]:
    """Return how much of everything the graph holds."""
    return {
        "actors": len(graph.actors),
        "theatres": len(graph.theatres),
        "sources": len(graph.sources),
        "claims": len(graph.claims),
        "standing": len(graph.conclusions.claims),
        "derived": len(graph.conclusions.derivations),
    }
