"""The words: the classes, relations and arenas that the ontology declares."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Relation(NamedTuple):
    """A typed relation between actors, with its declared polarity: 1 cooperation, -1 conflict, 0 neither.

    ``words`` are its labels and alternative labels in all languages.
    """

    name: str
    polarity: int
    label: str
    phrase: str
    needs_target: bool
    symmetric: bool
    derived_by: str | None
    parents: tuple[str, ...]
    words: tuple[str, ...] = ()


class Arena(NamedTuple):
    """Where a relation plays out: a domain such as energy, or a theatre such as Libya; with all its names."""

    name: str
    kind: str
    label: str
    words: tuple[str, ...] = ()

    @property
    def is_theatre(self) -> bool:
        """Say whether the arena is a conflict with its place."""
        return self.kind == "theatre"


class Vocabulary:
    """The relations, actor kinds, domains and allowed values of the ontology, by local name."""

    def __init__(
        self,
        relations: Iterable[Relation],
        kinds: Iterable[str],
        domains: Iterable[Arena],
        values: Mapping[str, Iterable[str]],
    ) -> None:
        """Index them; ``kinds`` are actor classes, ``values`` the individuals of Stance, Sureness and Bound."""
        self.relations: dict[str, Relation] = {relation.name: relation for relation in relations}
        self.kinds: tuple[str, ...] = tuple(sorted(kinds))
        self.domains: dict[str, Arena] = {domain.name: domain for domain in domains}
        self.values: dict[str, tuple[str, ...]] = {name: tuple(sorted(found)) for name, found in values.items()}
        self._above: dict[str, frozenset[str]] = {}

    def above(self, relation: str) -> frozenset[str]:
        """Return the relation and all that it is a sub-relation of."""
        if relation not in self._above:
            found = {relation}
            for parent in self.relations[relation].parents:
                found |= self.above(parent)
            self._above[relation] = frozenset(found)
        return self._above[relation]

    def is_a(self, relation: str, general: str) -> bool:
        """Say whether ``relation`` is ``general`` or one of its sub-relations."""
        return general in self.above(relation)

    def below(self, general: str) -> list[str]:
        """Return ``general`` and all its sub-relations, by name."""
        return sorted(name for name in self.relations if self.is_a(name, general))
