"""What goes into the resolution of actors and what comes out."""

from __future__ import annotations

from typing import NamedTuple

SCHEMES = ("name", "icews", "cameo", "iso2", "iso3", "cow", "gw", "fips")


class Named(NamedTuple):
    """An actor as a table writes it: a name or a code.

    ``scheme`` says how to read ``text``: ``name`` (a name in any language), ``icews`` (ICEWS's form of names such as
    ``Military (Russia)``), ``cameo`` (an actor code such as ``RUSMIL``), or a country code. ``country`` is the
    table's own column of the actor's country, ``sectors`` that of its sectors, where there are such columns.
    """

    text: str
    scheme: str = "name"
    country: str = ""
    sectors: tuple[str, ...] = ()


class Resolved(NamedTuple):
    """Who that is.

    ``actor`` is the local name of the actor's IRI, ``label`` its English name, ``kind`` the local name of its class.
    ``state`` is the actor id of the state for which it acts under the rule of docs/who-is-who.md, "" if for none; a
    state acts for itself. ``sector`` is its sector where it is part of a country (``military``, ``citizens``).
    ``how`` names the rule that resolved it: ``unresolved`` where none did and the actor is the text itself, ``nobody``
    where the table names nobody; only then is ``actor`` "".
    """

    text: str
    actor: str
    label: str
    kind: str
    state: str
    sector: str
    how: str


UNRESOLVED = "unresolved"
NOBODY = "nobody"
