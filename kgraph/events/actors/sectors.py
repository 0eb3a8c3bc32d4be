"""Sectors: which part of a country an actor is, and whether what it does counts for its state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from kgraph.errors import InputError, unknown
from kgraph.events.actors.tables import read_lines

_SECTOR_COLUMNS = ("sector", "acts", "kind", "cameo", "icews", "about")
_ROLE_COLUMNS = ("role", "sector")
# Against these no other sector counts: who fights or opposes a government, or serves an organisation of many,
# does not act for one state.
_AGAINST = ("rebels", "opposition", "criminals", "international-organisation")
# Of several others the first one tells most.
_BEFORE = ("state-media", "public-body", "military", "police", "intelligence", "government", "judiciary", "legislature")


class Sector(NamedTuple):
    """A sector: its name, whether it acts for its state, the local name of the class of its actors."""

    name: str
    acts: bool
    kind: str


class Sectors:
    """The sectors, found by ICEWS's role, ICEWS's columns of sectors or CAMEO's role codes."""

    def __init__(
        self,
        sectors: Iterable[Sector],
        roles: Mapping[str, str],
        cameo: Mapping[str, str],
        icews: Mapping[str, str],
    ) -> None:
        """Take the sectors, and for each role, CAMEO code and ICEWS sector the name of ours."""
        self._sectors = {sector.name: sector for sector in sectors}
        self._roles = roles
        self._cameo = cameo
        self._icews = icews

    def named(self, name: str) -> Sector:
        """Return the sector of that name."""
        return self._sectors[name]

    def of_role(self, role: str) -> Sector | None:
        """Return the sector of a role as ICEWS names it, such as ``Police``."""
        return self._sectors.get(self._roles.get(role, ""))

    def of_code(self, code: str) -> Sector | None:
        """Return the sector of a CAMEO role code of three letters, such as ``GOV``."""
        return self._sectors.get(self._cameo.get(code, ""))

    def of_column(self, told: Iterable[str]) -> Sector | None:
        """Return the sector that an ICEWS column of sectors comes to, whatever their order."""
        given = (name.strip() for name in told)
        found = {self._icews[name] for name in given if name in self._icews}
        first = next((name for name in (*_AGAINST, *_BEFORE) if name in found), None)
        return self._sectors.get(first or next((name for name in self._sectors if name in found), ""))

    def against(self, code: str) -> bool:
        """Say whether an actor with this CAMEO role code cannot act for a state, whatever else it is."""
        return self._cameo.get(code) in _AGAINST


def read_sectors(folder: Path) -> Sectors:
    """Return the sectors of ``sectors.tsv`` and the roles of ``roles.tsv``.

    Raises:
        InputError: if a table cannot be read or speaks of a sector that does not exist.
    """
    sectors, cameo, icews = [], {}, {}
    for line in read_lines(folder / "sectors.tsv", _SECTOR_COLUMNS):
        name, acts = line.cells["sector"], line.cells["acts"]
        if acts not in ("yes", "no"):
            raise InputError(f"{line.place}: 'acts' is '{acts}'; write yes or no")
        sectors.append(Sector(name, acts == "yes", line.cells["kind"]))
        cameo.update(dict.fromkeys(line.each("cameo"), name))
        icews.update(dict.fromkeys(line.each("icews"), name))
    roles, names = {}, [sector.name for sector in sectors]
    for line in read_lines(folder / "roles.tsv", _ROLE_COLUMNS):
        if line.cells["sector"] not in names:
            raise InputError(unknown("sector", line.cells["sector"], names, line.place))
        roles[line.cells["role"]] = line.cells["sector"]
    return Sectors(sectors, roles, cameo, icews)
