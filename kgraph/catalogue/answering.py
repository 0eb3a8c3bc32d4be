"""What answering needs of a graph; `kgraph.graph.Graph` provides it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from kgraph.home import Home
from kgraph.store.embedded import EmbeddedStore


class Answering(Protocol):
    """What answering needs of a graph."""

    @property
    def store(self) -> EmbeddedStore:
        """The store."""

    @property
    def home(self) -> Home:
        """Where the catalogue lies."""

    @property
    def arenas(self) -> Mapping[str, Any]:
        """Every domain and theatre by name."""

    @property
    def claims(self) -> Mapping[str, Any]:
        """Every claim by name."""

    @property
    def sources(self) -> Mapping[str, Any]:
        """Every source by name."""

    def actor(self, text: str) -> str:
        """Return the actor that a text means."""

    def relation(self, text: str) -> str:
        """Return the relation that a text means."""

    def arena(self, text: str) -> str:
        """Return the arena that a text means."""
