"""Actors and pairs that know their graph, so that a notebook shows each as its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.analysis.dyads import Dossier
from kgraph.analysis.profile import Profile
from kgraph.errors import InputError
from kgraph.model import Actor

if TYPE_CHECKING:
    from kgraph.views.holder import GraphLike


class _Shown:
    """A value with its graph, of which neither equality nor copies know."""

    _graph: GraphLike | None = None

    def __getstate__(self) -> None:
        """Return nothing: a copy, or what is sent to another process, goes without its graph."""

    def _page(self, focus: tuple[str, str] | None = None, actor: str | None = None) -> str | None:
        from kgraph.views.page import page

        if self._graph is None:
            return None
        try:
            return page(self._graph, focus=focus, actor=actor)._repr_html_()
        except InputError:
            # No page can be made of it: the notebook shows its text.
            return None


class ShownActor(_Shown, Actor):
    """An actor that a notebook shows as the page with its ties open."""

    def _repr_html_(self) -> str | None:
        return self._page(actor=self.name)


class ShownDossier(_Shown, Dossier):
    """A dossier that a notebook shows as the page of its pair."""

    def _repr_html_(self) -> str | None:
        return self._page((self.a, self.b))


class ShownProfile(_Shown, Profile):
    """A profile that a notebook shows as the page of its pair."""

    def _repr_html_(self) -> str | None:
        return self._page((self.a, self.b))


def shown_actor(graph: GraphLike, found: Actor) -> Actor:
    """Return the same actor, shown in a notebook as the page with its ties open."""
    made = ShownActor._make(found)
    made._graph = graph
    return made


def shown_dossier(graph: GraphLike, found: Dossier) -> Dossier:
    """Return the same dossier, shown in a notebook as the page of its pair."""
    made = ShownDossier._make(found)
    made._graph = graph
    return made


def shown_profile(graph: GraphLike, found: Profile) -> Profile:
    """Return the same profile, shown in a notebook as the page of its pair."""
    made = ShownProfile._make(found)
    made._graph = graph
    return made
