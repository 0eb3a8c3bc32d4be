"""A home with the article's claims and a small table of events that can be counted by hand, imported by the command."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kgraph.events.importing import import_table
from kgraph.events.mapping import read_mapping
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load
from kgraph.store.record import load_ontology
from kgraph.store.words import read_vocabulary

MAPPING = """\
dataset:
  id: {name}
  title: A small table made up for a test
  version: "1"
  origin: https://example.org/small
  licence: none
  citation: nobody
read:
  separator: tab
  header: yes
columns:
  id: {{column: id}}
  agent: {{column: who, scheme: icews}}
  target: {{column: whom, scheme: icews}}
  date: {{column: day, format: YYYY-MM-DD}}
  code: {{column: code}}
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
    mapping.write_text(MAPPING.format(name=name), encoding="utf-8")
    rows = [("id", "who", "whom", "day", "code"), *((str(number), *row) for number, row in enumerate(events, 1))]
    table.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return mapping, table


def bring(home: Home, mapping: Path, table: Path) -> None:
    """Import a table."""
    vocabulary = read_vocabulary(load_ontology(home))
    import_table(home, read_mapping(mapping, vocabulary), [table])


@pytest.fixture(scope="session")
def bare_home(article_home: Home) -> Home:
    """The article's home, into which nothing is imported."""
    return article_home


@pytest.fixture(scope="session")
def home(article_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    root = tmp_path_factory.mktemp("coded") / "home"
    shutil.copytree(article_home.root, root)
    found = Home(root)
    bring(found, *write_table(root.parent))
    return found


@pytest.fixture(scope="session")
def graph(home: Home) -> Graph:
    return load(home.root)
