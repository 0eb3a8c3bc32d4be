"""What a build concluded, saved beside the store as JSON, so that no question has to reason again.

Only ever a cache: it is written with the store and read only while the store belongs to the record.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from kgraph.dates import Extent
from kgraph.model import Actor, Amount, Claim, Derivation, Source, Theatre
from kgraph.reasoning.proofs import Conclusions
from kgraph.vocabulary import Arena, Relation, Vocabulary


class Saved:
    """Everything that a loaded graph holds besides its store; actors and sources are read when first asked for."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        theatres: Mapping[str, Theatre],
        claims: Mapping[str, Claim],
        conclusions: Conclusions,
        actors: Callable[[], Mapping[str, Actor]],
        sources: Callable[[], Mapping[str, Source]],
    ) -> None:
        """Hold what is given; the last two are functions that read."""
        self.vocabulary = vocabulary
        self.theatres = theatres
        self.claims = claims
        self.conclusions = conclusions
        self._actors, self._sources = actors, sources

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """Every actor by name."""
        return self._actors()

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every source by name."""
        return self._sources()


def as_text(saved: Saved) -> str:
    """Return what was concluded as JSON."""
    vocabulary = saved.vocabulary
    content = {
        "relations": _rows(vocabulary.relations.values()),
        "kinds": vocabulary.kinds,
        "domains": _rows(vocabulary.domains.values()),
        "values": vocabulary.values,
        "actors": _rows(saved.actors.values()),
        "theatres": _rows(saved.theatres.values()),
        "sources": _rows(saved.sources.values()),
        "claims": _rows(saved.claims.values()),
        "standing": sorted(saved.conclusions.claims),
        "derivations": _rows(saved.conclusions.all_derivations.values()),
        "minimal": sorted(saved.conclusions.derivations),
        "repeats": saved.conclusions.repeats,
    }
    return json.dumps(content, ensure_ascii=False, default=date.isoformat, separators=(",", ":"))


def from_text(text: bytes) -> Saved:
    """Read what was concluded.

    Raises:
        ValueError, KeyError, TypeError: if the text is not what `as_text` wrote.
    """
    content = json.loads(text)
    vocabulary = Vocabulary(
        [Relation(*_tuples(row)) for row in content["relations"]],
        content["kinds"],
        [Arena(*_tuples(row)) for row in content["domains"]],
        content["values"],
    )
    claims = {row[0]: _claim(row) for row in content["claims"]}
    derivations = [_derivation(row) for row in content["derivations"]]
    standing = {name: claims[name] for name in content["standing"]}
    return Saved(
        vocabulary,
        {row[0]: Theatre(*_tuples(row)) for row in content["theatres"]},
        claims,
        Conclusions(standing, derivations, vocabulary, minimal=content["minimal"], repeats=content["repeats"]),
        lambda: {row[0]: Actor(*_tuples(row)) for row in content["actors"]},
        lambda: {row[0]: Source(*_tuples(row)) for row in content["sources"]},
    )


def _rows(things: Iterable[Any]) -> list[list[Any]]:
    return [list(thing) for thing in things]


def _tuples(row: list[Any]) -> list[Any]:
    return [tuple(value) if isinstance(value, list) else value for value in row]


def _claim(row: list[Any]) -> Claim:
    values = dict(zip(Claim._fields, _tuples(row), strict=True))
    values["extent"] = _extent(values["extent"])
    if values["amount"] is not None:
        values["amount"] = Amount(*values["amount"])
    return Claim(**values)


def _derivation(row: list[Any]) -> Derivation:
    name, rule, agent, relation, target, arena, premises, extent = row
    return Derivation(name, rule, agent, relation, target, arena, tuple(premises), _extent(extent))


def _extent(days: Iterable[str | None]) -> Extent:
    return Extent(*(date.fromisoformat(day) if day else None for day in days))
