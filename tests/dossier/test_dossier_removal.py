"""Removing a claim from the pen removes exactly the lines that hang on it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kgraph
from kgraph.graph import Graph
from kgraph.views.dossier.data import as_json

SOURCE = "data/sources/reuters-2021-09-28.yaml"
HomeWith = Callable[[dict[str, Callable[[str], str]]], Path]

# What goes with the claim, of the dossier of Russia and Turkey under policy all: side, arena, relation, agent.
GONE: dict[str, list[tuple[str, str, str, str]]] = {
    "12-wagner-attributed-to-russia": [
        ("divides", "libya", "opposesClientOf", "turkey"),
        ("divides", "libya", "proxyRivalOf", "russia"),
    ],
    "12-wagner-sends-fighters-for-haftar-forces": [
        ("divides", "libya", "opposesClientOf", "turkey"),
        ("divides", "libya", "proxyRivalOf", "russia"),
    ],
    "11-haftar-forces-attack-tripoli": [("divides", "libya", "proxyRivalOf", "russia")],
    "11-turkey-repels-haftar-forces": [("divides", "libya", "opposesClientOf", "turkey")],
    # The experts' Syrian fighters still back the same side.
    "11-turkey-intervenes-for-tripoli": [],
    "14-azerbaijan-drives-out-armenian-forces": [("divides", "nagorno-karabakh", "proxyRivalOf", "russia")],
    "02-putin-president-of-russia": [
        ("divides", "nagorno-karabakh", "proxyRivalOf", "russia"),
        ("unites", "diplomacy", "holdsSummitWith", "russia"),
        ("unites", "diplomacy", "meets", "russia"),
    ],
    # Turkey's own position on Ukraine still stands without its president's.
    "02-erdogan-president-of-turkey": [
        ("unites", "diplomacy", "holdsSummitWith", "russia"),
        ("unites", "diplomacy", "meets", "russia"),
    ],
    "07-rebels-seek-to-overthrow-assad": [("divides", "syria", "proxyRivalOf", "russia")],
    "07-russia-pushes-back-rebels": [("divides", "syria", "opposesClientOf", "russia")],
    # Paragraph 9 says the same.
    "07-turkey-supports-rebels": [],
    "23-rosatom-attributed-to-russia": [
        ("unites", "nuclear-power", "buildsNuclearPlantIn", "russia"),
        ("unites", "nuclear-power", "startsUpNuclearPlantIn", "russia"),
    ],
    "05-russia-backs-rival-camp-in-libya": [("divides", "libya", "backsRivalCampTo", "russia")],
    "20-russia-sells-gas-to-turkey-2020": [("unites", "energy", "sellsGasTo", "russia")],
}


def without(claim: str) -> Callable[[str], str]:
    """A function that cuts a claim out of the text of a pen."""

    def cut(text: str) -> str:
        return re.sub(rf"  - id: {claim}\n(    .*\n)+", "", text)

    return cut


def lines(graph: Graph) -> dict[tuple[str, ...], dict[str, Any]]:
    """The lines of the pair, each by what it is and not by what it rests on."""
    data = as_json(graph, graph.dossier("russia", "turkey"))
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for side in ("unites", "divides"):
        for line in data[side]:
            root = line["evidence"][0]["claim"] if line["evidence"][0]["part"] == "tie" else ""
            found[(side, line["arena"], line["relation"], line["agent"], root)] = line
    assert len(found) == len(data["unites"]) + len(data["divides"])
    return found


@pytest.mark.parametrize("claim", GONE)
def test_exactly_the_lines_that_hang_on_a_claim_go_with_it(
    graphs: dict[str, Graph], home_with: HomeWith, claim: str
) -> None:
    before = lines(graphs["all"])
    after = lines(kgraph.load(home_with({SOURCE: without(claim)}), policy="all"))
    assert GONE[claim] == sorted(key[:4] for key in set(before) - set(after))
    assert set() == set(after) - set(before)
    name = f"reuters-2021-09-28/{claim}"
    for key, line in after.items():
        assert set(line["claims"]) <= set(before[key]["claims"]) - {name}
        if name not in before[key]["claims"]:
            assert before[key] == line


def test_compiling_without_an_edit_that_matters_changes_nothing(graphs: dict[str, Graph], home_with: HomeWith) -> None:
    after = kgraph.load(home_with({SOURCE: lambda text: text + "\n# the end\n"}), policy="all")
    assert lines(graphs["all"]) == lines(after)
