"""What views need of a graph; `kgraph.graph.Graph` provides it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from kgraph.model import Actor, Claim, Source, Theatre
from kgraph.vocabulary import Arena, Vocabulary

if TYPE_CHECKING:
    from kgraph.analysis.dyads import Dossier
    from kgraph.analysis.measures import Measures
    from kgraph.reasoning.proofs import Conclusions
    from kgraph.reasoning.view import View
    from kgraph.store.embedded import EmbeddedStore


class GraphLike(Protocol):
    """A loaded graph under one view."""

    as_of: str | None

    @property
    def store(self) -> EmbeddedStore:
        """The store, filled for the view."""

    @property
    def view(self) -> View:
        """What counts."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Relations, actor kinds and domains."""

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Every actor by name."""

    @property
    def theatres(self) -> Mapping[str, Theatre]:
        """Every theatre by name."""

    @property
    def arenas(self) -> Mapping[str, Arena]:
        """Every domain and theatre by name."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source by name."""

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim by name."""

    @property
    def disputing(self) -> Mapping[str, Mapping[str, str]]:
        """For each disputed claim the claims that dispute it, and how."""

    @property
    def conclusions(self) -> Conclusions:
        """What stands and what follows."""

    def actor(self, text: str) -> str:
        """Return the name of the actor that a text means."""

    def with_nothing_left_out(self) -> GraphLike:
        """Return the same graph under the same view, but for what the user left out."""

    def up_to_then(self) -> GraphLike:
        """Return the same graph under the same view, but at any time up to the end of the one asked about."""

    def dossier(self, a: str, b: str) -> Dossier:
        """Return the dossier of two actors."""

    def rank(self) -> list[tuple[str, str, Measures]]:
        """Return every pair with a tie and its measures, the most ambivalent first."""
