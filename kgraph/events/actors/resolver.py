"""Resolution of names and codes to actors: one rule after the other, exact, never by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from kgraph.errors import InputError, unknown
from kgraph.events.actors.leaders import Leader, read_leaders
from kgraph.events.actors.minting import minted, slug
from kgraph.events.actors.named import NOBODY, SCHEMES, UNRESOLVED, Named, Resolved
from kgraph.events.actors.register import Register
from kgraph.events.actors.sectors import Sector, Sectors, read_sectors
from kgraph.events.actors.states import States, read_states
from kgraph.events.actors.tables import read_lines
from kgraph.home import package_home
from kgraph.model import Actor
from kgraph.names import fold

_COUNTRY_CODES = ("iso2", "iso3", "cow", "gw", "fips")
_CODES = ("cameo", *_COUNTRY_CODES)
# "Police (India)", "Foreign Affairs (Palestinian Territory, Occupied)"; ICEWS leaves a space in some roles.
_PART = re.compile(r"(?P<role>.*\S) +\((?P<country>(?:[^()]|\([^()]*\))+)\)")
# "Government of India", as conflict data write it.
_ORGAN = re.compile(r"(?P<role>.*?\S) +of +(?P<country>.*\S)")
_CHUNK = 3
# What tables write where a report names nobody.
_NOBODY = ("NA", "NULL", "Unspecified Actor")
_SPECIAL_COLUMNS = ("text", "actor", "label", "kind", "state", "sector", "note")


class Resolver:
    """Who the names and codes of event tables mean: known actors, states, parts of states, or themselves."""

    def __init__(
        self,
        actors: Mapping[str, Actor],
        states: States,
        sectors: Sectors,
        leaders: tuple[Leader, ...],
        specials: Mapping[str, Resolved],
        *,
        trust_columns: bool = False,
    ) -> None:
        """Take the register of known actors, by id, and the tables of who is who; ``specials`` are by folded text."""
        self._trust_columns = trust_columns
        self._actors = actors
        self._register = Register(actors)
        self._states = states
        self._sectors = sectors
        self._leaders = leaders
        self._specials = specials
        self._acting = {special.actor: special for special in specials.values() if special.actor in actors}
        self._in_office: dict[str, Leader] = {}
        for leader in leaders:
            self._in_office.setdefault(fold(leader.text), leader)

    def resolve(self, names: Iterable[Named]) -> dict[Named, Resolved]:
        """Return who each of the names is; every one gets an answer, those that nothing resolves themselves.

        Raises:
            InputError: if a name is to be read under a scheme that does not exist.
        """
        return {named: self._one(named) for named in dict.fromkeys(names)}

    def leaders(self) -> tuple[Leader, ...]:
        """Return who led which state when, by every name, so that an engine can join it on the day of an event."""
        return self._leaders

    def states(self) -> Mapping[str, Actor]:
        """Return every state and territory by id, with labels in English, Turkish and Russian and its codes."""
        return self._states.actors

    def _one(self, named: Named) -> Resolved:
        if named.scheme not in SCHEMES:
            raise InputError(unknown("scheme of actors", named.scheme, SCHEMES))
        if not named.text.strip() or named.text in _NOBODY:
            return Resolved(named.text, "", "", "", "", "", NOBODY)
        if named.scheme in _COUNTRY_CODES:
            state = self._states.by_code(named.scheme, named.text)
            return self._state(named, state, named.scheme) if state else self._itself(named)
        found = self._of_code(named) if named.scheme == "cameo" else self._of_name(named)
        return found or self._of_column(named) or self._itself(named)

    def _of_name(self, named: Named) -> Resolved | None:
        """Take the rules for names in turn: special cases, leaders, states, known actors, parts of countries."""
        if special := self._specials.get(fold(named.text)):
            return special._replace(text=named.text)
        leader = self._in_office.get(fold(named.text))
        # ICEWS has one entry a person, in whatever country; elsewhere another country means a namesake.
        if leader and (named.scheme == "icews" or not self._elsewhere(named, leader.state)):
            # Whether a leader acts for the state depends on the day, which only the table of events knows.
            return Resolved(named.text, leader.actor, leader.label, "Person", "", "", "leader")
        if state := self._states.by_name(named.text, icews=named.scheme == "icews"):
            return None if self._elsewhere(named, state) else self._state(named, state, "state")
        if known := self._register.find(named.text):
            return self._known(named, known)
        if both := self._twice(named.text):
            return self._state(named, both, "state")
        part = _PART.fullmatch(named.text)
        if (organ := _ORGAN.fullmatch(named.text)) and (found := self._organ(named, organ["role"], organ["country"])):
            return found
        return self._part(named, part["role"], part["country"]) if part else None

    def _elsewhere(self, named: Named, state: str) -> bool:
        """Say whether the table's column of countries has another one: its Georgia may be in the United States."""
        return bool(named.country) and self._states.by_column(named.country) not in ("", state)

    def _known(self, named: Named, known: str) -> Resolved:
        actor = self._actors[known]
        if acting := self._acting.get(known):
            return acting._replace(text=named.text, how="register")
        state = known if actor.kind == "State" else ""
        return Resolved(named.text, known, actor.label, actor.kind, state, "", "register")

    def _state(self, named: Named, state: str, how: str) -> Resolved:
        actor = self._states.actors[state]
        return Resolved(named.text, state, actor.label, actor.kind, state if actor.kind == "State" else "", "", how)

    def _twice(self, text: str) -> str:
        """Return the state that a text gives two names of, as "Zimbabwe (Rhodesia)" does, or ""."""
        if not (names := _PART.fullmatch(text)):
            return ""
        state = self._states.by_name(names["role"])
        return state if state == self._states.by_name(names["country"]) else ""

    def _organ(self, named: Named, role: str, country: str) -> Resolved | None:
        """Resolve ``role of country`` if the role acts for a state: "Bank of America" is no part of a country."""
        sector = self._sectors.of_role(role)
        special = self._specials.get(fold(country))
        state = special.actor if special else self._states.by_name(country) or self._twice(country)
        if sector is None or not sector.acts or state not in self._states.actors:
            return None
        label = f"{role} ({self._states.actors[state].label})"
        return self._sector(named, _part_id(state, role), label, state, sector, "part")

    def _part(self, named: Named, role: str, country: str) -> Resolved | None:
        """Resolve ICEWS's ``role (country)``; what is in brackets may be a party or a region as well."""
        state = self._states.by_name(country, icews=True)
        if not state:
            return None
        sector = self._sectors.of_role(role) or self._sectors.of_column(named.sectors)
        label = f"{role} ({self._states.actors[state].label})"
        if sector is None:
            return Resolved(named.text, _part_id(state, role), label, "Actor", "", "", "part")
        return self._sector(named, _part_id(state, role), label, state, sector, "part")

    def _sector(self, named: Named, actor: str, label: str, state: str, sector: Sector, how: str) -> Resolved:
        """Return an actor of a sector, acting for its state if the sector does and the state is one."""
        if special := self._specials.get(fold(label)):
            return special._replace(text=named.text)
        acts = sector.acts and self._states.actors[state].kind == "State"
        return Resolved(named.text, actor, label, sector.kind, state if acts else "", sector.name, how)

    def _of_code(self, named: Named) -> Resolved | None:
        """Resolve a CAMEO actor code: a country and roles, three capital letters each, the first role telling most."""
        if special := self._specials.get(fold(named.text)):
            return special._replace(text=named.text)
        code = named.text
        state = self._states.by_code("cameo", code[:_CHUNK])
        roles = [code[at : at + _CHUNK] for at in range(_CHUNK if state else 0, len(code), _CHUNK)]
        if state and not roles:
            return self._state(named, state, "cameo")
        known = [(role, found) for role in roles if (found := self._sectors.of_code(role))]
        if not known:
            return None
        against = [found for role, found in known if self._sectors.against(role)]
        # Faith comes before the role in a code and says less.
        roles_proper = [found for _, found in known if found.name != "religion"]
        sector = (against or roles_proper or [found for _, found in known])[0]
        if not state:
            # Whose government or rebels these are is not said.
            actor = minted(f"{named.scheme} {named.text}")
            return Resolved(named.text, actor, named.text, sector.kind, "", sector.name, "cameo")
        label = f"{sector.name.replace('-', ' ').capitalize()} ({self._states.actors[state].label})"
        return self._sector(named, _part_id(state, sector.name), label, state, sector, "cameo")

    def _of_column(self, named: Named) -> Resolved | None:
        """Resolve by the table's own columns of country and sectors, which ICEWS has for persons and bodies."""
        state = self._states.by_column(named.country) if named.country else ""
        sector = self._sectors.of_column(named.sectors)
        if not state or sector is None:
            return None
        acts = self._trust_columns and sector.acts and self._states.actors[state].kind == "State"
        actor = minted(named.text)
        return Resolved(named.text, actor, named.text, "Actor", state if acts else "", sector.name, "sectors")

    def _itself(self, named: Named) -> Resolved:
        # 999 as a state number and 999 as a name are not the same.
        label = f"{named.scheme} {named.text}" if named.scheme in _CODES else named.text
        return Resolved(named.text, minted(label), label, "Actor", "", "", UNRESOLVED)


def _part_id(state: str, part: str) -> str:
    """Return the id of a part of a state; the double hyphen keeps it apart from the ids of registers."""
    return f"{state}--{slug(part)}"


def resolver(actors: Mapping[str, Actor], folder: Path | None = None, *, trust_columns: bool = False) -> Resolver:
    """Return a resolver that knows the actors of the register, by id, and the tables of ``folder``.

    Args:
        actors: those of ``data/actors.yaml``.
        folder: ``data/who-is-who`` of a home, or the one that comes with the package.
        trust_columns: whether a person or body acts for the state of the table's column of countries if its column of
            sectors says so. ICEWS's columns tell of whole careers, and are wrong for one name in six.

    Raises:
        InputError: if a table cannot be read.
    """
    if folder is None:
        home = package_home()
        if home is None:
            raise InputError("no data found; name the folder data/who-is-who of a home")
        folder = home.data / "who-is-who"
    states = read_states(folder / "states.tsv", actors)
    sectors = read_sectors(folder)
    leaders = read_leaders(folder / "leaders.tsv", actors, states.ids)
    specials = _read_specials(folder / "specials.tsv", actors, states)
    return Resolver(actors, states, sectors, leaders, specials, trust_columns=trust_columns)


def _read_specials(path: Path, actors: Mapping[str, Actor], states: States) -> dict[str, Resolved]:
    """Return the names that no rule would read rightly, by folded text."""
    found: dict[str, Resolved] = {}
    for line in read_lines(path, _SPECIAL_COLUMNS):
        cell = line.cells
        whole, dashes, part = cell["actor"].partition("--")
        if whole and not dashes and whole not in actors and whole not in states.ids:
            # A home with a register of its own need not have this actor.
            continue
        if cell["state"] and cell["state"] not in states.ids:
            raise InputError(unknown("state", cell["state"], (), line.place, "take an id of states.tsv"))
        known = actors.get(whole) if not dashes else None
        actor = f"{states.ids.get(whole, whole)}{dashes}{part}" or minted(cell["label"] or cell["text"])
        label, kind = (known.label, known.kind) if known else (cell["label"] or cell["text"], cell["kind"])
        state = states.ids.get(cell["state"], "")
        word = fold(cell["text"])
        if word in found:
            raise InputError(f"{line.place}: '{cell['text']}' stands here twice; keep one of the lines")
        found[word] = Resolved(cell["text"], actor, label, kind, state, cell["sector"], "special")
    return found
