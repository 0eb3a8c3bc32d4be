"""A mapping and a small table of events that can be counted by hand, for all tests that import one."""

from __future__ import annotations

from pathlib import Path

from kgraph.events.importing import import_table
from kgraph.events.mapping import read_mapping
from kgraph.home import Home
from kgraph.store.record import load_ontology
from kgraph.store.words import read_vocabulary

MAPPING = """\
dataset:
  id: small
  title: A small table made up for a test
  version: "1"
  origin: https://example.org/small
  licence: none
  citation: nobody
read:
  separator: tab
  header: yes
  missing: [NA]
columns:
  id: {column: id}
  agent: {column: who}
  target: {column: whom}
  date: {column: day, format: YYYY-MM-DD}
  code: {column: code}
codes:
  scheme: cameo
  goldstein: icews
  quad: schrodt
drop:
  no_actor: no actor
  self_pairs: one actor
  no_tie: no tie
one_a_day:
  apply: yes
  why: reports are not events
"""
HEADER = "id\twho\twhom\tday\tcode\n"
# Who, whom, day, code: 057 signs an agreement, 036 wants to meet, 112 accuses, 062 cooperates militarily, 073 gives
# humanitarian aid, 0871 declares a truce, 190 uses military force.
EVENTS = (
    ("Russia", "Turkey", "2018-01-05", "057"),
    ("Russia", "Turkey", "2018-01-05", "057"),  # another report of it
    ("Turkey", "Russia", "2018-01-06", "112"),
    ("Vladimir Putin", "Turkey", "2018-03-01", "036"),
    ("Turkey", "Russia", "2018-03-03", "190"),
    ("Military (Russia)", "Turkey", "2018-03-04", "062"),
    # Through Syria's forces: backed by Russia and fought by Turkey in March; a truce backs nobody.
    ("Russia", "Military (Syria)", "2018-03-01", "062"),
    ("Military (Russia)", "Military (Syria)", "2018-03-02", "062"),
    ("Russia", "Military (Syria)", "2018-03-04", "0871"),
    ("Turkey", "Military (Syria)", "2018-03-10", "190"),
    ("Military (Turkey)", "Military (Syria)", "2018-03-12", "190"),
    ("Turkey", "Military (Syria)", "2018-05-12", "190"),
    # Citizens are nobody's client.
    ("Russia", "Citizen (Syria)", "2018-03-01", "073"),
    ("Russia", "Citizen (Syria)", "2018-03-02", "073"),
    ("Turkey", "Citizen (Syria)", "2018-03-10", "190"),
    ("Turkey", "Citizen (Syria)", "2018-03-12", "190"),
    # Backed in one month, fought in another.
    ("Turkey", "Iraq", "2018-03-10", "062"),
    ("Turkey", "Iraq", "2018-03-11", "062"),
    ("Russia", "Iraq", "2018-04-12", "190"),
    ("Russia", "Iraq", "2018-04-13", "190"),
    # Struck by its backer as often as it is helped.
    ("Russia", "Libya", "2018-03-10", "062"),
    ("Russia", "Libya", "2018-03-11", "062"),
    ("Russia", "Libya", "2018-04-12", "190"),
    ("Russia", "Libya", "2018-04-13", "190"),
    ("Turkey", "Libya", "2018-03-12", "190"),
    ("Turkey", "Libya", "2018-03-13", "190"),
    ("India", "China", "2018-04-01", "057"),
    ("India", "China", "2018-04-02", "112"),
    ("China", "Norland", "2018-04-02", "036"),
)


def write_table(folder: Path, name: str = "small", events: tuple[tuple[str, ...], ...] = EVENTS) -> tuple[Path, Path]:
    """Write a mapping and its table; return both."""
    mapping, table = folder / f"{name}.yaml", folder / f"{name}.tab"
    mapping.write_text(MAPPING.replace("id: small\n", f"id: {name}\n"), encoding="utf-8")
    rows = ("\t".join((str(number), *row)) + "\n" for number, row in enumerate(events, 1))
    table.write_text(HEADER + "".join(rows), encoding="utf-8")
    return mapping, table


def bring(home: Home, mapping: Path, table: Path) -> None:
    """Import a table."""
    vocabulary = read_vocabulary(load_ontology(home))
    import_table(home, read_mapping(mapping, vocabulary), [table])
