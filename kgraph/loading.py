"""Loading the graph of a home under a view, or opening one by its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kgraph.contents import filled
from kgraph.errors import StoreError, together
from kgraph.graph import Graph
from kgraph.home import Home, find_home

# Everything else, typing included, is imported where it is needed: most questions are answered without it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from kgraph.reasoning.view import View
    from kgraph.store.embedded import EmbeddedStore

DEFAULT_POLICY = "claims"


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

        view, (store, names) = together(
            lambda: view_of(policy, as_of, since, until, holds=holds), lambda: _named(place, prefer, without)
        )
        view = view._replace(preferred=names.preferred, without=names.without)
        store, contents = filled(place, view, store)
        if view.window and contents.claims and not contents.conclusions.claims:
            raise nothing_holds(view.window, contents.claims.values())
        graph = Graph(place, view, time_asked(as_of, since, until), store=store, contents=contents)
    graph.state = state
    return graph


def _named(place: Home, prefer: Sequence[str], without: Sequence[str]) -> tuple[EmbeddedStore, View]:
    """Return the record of a home, and a view whose speakers, and what it leaves out, go by local names."""
    from kgraph.reasoning.asked import view_of
    from kgraph.store.record import load_record

    view, store = together(lambda: view_of(prefer=prefer, without=without), lambda: load_record(place))
    if view.preferred or view.without:
        from kgraph.names import actor_names, speaker_names
        from kgraph.reasoning.asked import resolved
        from kgraph.store.read import read_actors, read_claims, read_sources

        actors, claims = read_actors(store), read_claims(store)
        speakers = speaker_names(actors, claims.values())
        view = resolved(view, actor_names(actors), speakers, read_sources(store), claims)
    return store, view


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
