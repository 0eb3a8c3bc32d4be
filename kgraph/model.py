"""What the graph is made of: actors, theatres, sources, claims, and what is derived from them. No I/O."""

from collections.abc import Mapping
from typing import NamedTuple

from kgraph.dates import Extent
from kgraph.vocabulary import Arena, Vocabulary


class Actor(NamedTuple):
    """A state, government, alliance, armed group, company, person or other party to a relation."""

    name: str
    kind: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    iso_alpha2: str | None = None
    iso_alpha3: str | None = None
    cow_code: str | None = None
    description: str | None = None

    @property
    def label(self) -> str:
        """The English label."""
        return self.labels["en"]


class Theatre(NamedTuple):
    """A conflict with its place."""

    name: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    place: str | None = None
    broader: str | None = None
    description: str | None = None


class Source(NamedTuple):
    """A document that claims are taken from; ``voice`` is the actor that speaks where it names no speaker.

    ``derived_from`` names the sources that it copies, quotes or rests on: with them it is no independent witness.
    """

    name: str
    title: str
    kind: str
    issued: str
    publisher: str
    voice: str
    place: str | None = None
    creators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    origin: str | None = None
    rights: str | None = None
    text_digest: str | None = None
    locator: str | None = None
    note: str | None = None
    derived_from: tuple[str, ...] = ()


class Amount(NamedTuple):
    """A figure as the source gives it: ``exactly`` means without a qualifier."""

    bound: str
    value: str
    unit: str


class Claim(NamedTuple):
    """What a source says: who did what to whom, in which arenas, when, on whose word. The only source of truth.

    ``name`` is unique: source, slash, paragraph and slug. ``agent`` or ``target`` is None where the source leaves
    it open or the relation takes none. ``arenas`` are names of domains and theatres. ``said_by`` is an actor.
    """

    name: str
    source: str
    paragraph: int
    anchor: str
    agent: str | None
    relation: str
    target: str | None
    arenas: tuple[str, ...]
    when: str
    extent: Extent
    when_basis: str
    said_by: str
    stance: str
    sureness: str
    reported_on: str
    through: str | None = None
    about: str | None = None
    place: str | None = None
    amount: Amount | None = None
    note: str | None = None
    unnamed: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    triggered_by: tuple[str, ...] = ()
    outcome_of: tuple[str, ...] = ()


class Derivation(NamedTuple):
    """One application of a rule: the fact that follows and the premises (claims or derivations) it follows from.

    ``arena`` is the theatre or domain in which the fact holds, or None where it holds in the arenas of its first
    premise.
    """

    name: str
    rule: str
    agent: str
    relation: str
    target: str
    arena: str | None
    premises: tuple[str, ...]
    extent: Extent

    @property
    def certain(self) -> bool:
        """Say whether all premises certainly hold at one common time."""
        return self.extent.certain_from is not None


def arenas_of(vocabulary: Vocabulary, theatres: Mapping[str, Theatre]) -> dict[str, Arena]:
    """Return every domain and theatre as an arena, by name."""
    found = dict(vocabulary.domains)
    found.update(
        {
            name: Arena(name, "theatre", theatre.labels["en"], (*theatre.labels.values(), *theatre.aliases))
            for name, theatre in theatres.items()
        }
    )
    return found
