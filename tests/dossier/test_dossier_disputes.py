"""Disputes: only those that bear on the pair, both sides of each, whoever is preferred."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kgraph
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.views.dossier import render
from kgraph.views.dossier.data import as_json
from kgraph.views.page.data import page_data
from kgraph.views.page.ties import ties_of

ROOT = Path(__file__).parents[2]
Data = dict[str, Any]
Shown = Callable[..., Data]
HomeWith = Callable[[dict[str, Callable[[str], str]]], Path]
SOURCE = "reuters-2021-09-28"
PEN = f"data/sources/{SOURCE}.yaml"
REINFORCED = "reuters-2021-09-28/10-turkey-sends-reinforcements"
ATTACK = "reuters-2021-09-28/11-haftar-forces-attack-tripoli"

# An assault that a line on Libya rests on, denied by somebody.
DENIAL = """
  - id: 11-haftar-denies-attack
    paragraph: 11
    anchor: assault on the internationally recognized
    agent: haftar-forces
    relation: attacks
    target: tripoli-government
    arenas: [libya, warfare]
    said_by: haftar
    stance: denies
    when: "[..2021-09-28]"
    basis: Made up for a test.
    disputes: 11-haftar-forces-attack-tripoli
"""

# The plant that Rosatom builds, denied by somebody who does not say against whom.
SILENT = """
  - id: 23-erdogan-denies-plant
    paragraph: 23
    anchor: building a nuclear power plant
    agent: rosatom
    relation: buildsNuclearPlantIn
    target: turkey
    arenas: [nuclear-power]
    said_by: erdogan
    stance: denies
    when: "2021"
    basis: Made up for a test.
"""
PLANT, NO_PLANT = f"{SOURCE}/23-rosatom-builds-nuclear-plant-in-turkey", f"{SOURCE}/23-erdogan-denies-plant"


@pytest.fixture(scope="module")
def silent(home_with: HomeWith) -> Path:
    """A home where Erdogan denies that Rosatom builds a plant."""
    return home_with({PEN: lambda text: text + SILENT})


@pytest.fixture(scope="module")
def denied(home_with: HomeWith) -> Path:
    """A home where Haftar denies the attack on Tripoli."""
    return home_with({PEN: lambda text: text + DENIAL})


def data_of(graph: Graph, a: str, b: str) -> Data:
    return as_json(graph, graph.dossier(a, b))


@pytest.mark.parametrize(
    "pair",
    [
        ("united-states", "turkey"),
        ("ukraine", "turkey"),
        ("armenia", "turkey"),
        ("nato", "turkey"),
        ("russia", "syrian-rebels"),
    ],
    ids="-".join,
)
def test_a_dispute_elsewhere_or_over_a_third_party_does_not_bear_on_the_two(
    dossier_data: Shown, pair: tuple[str, str]
) -> None:
    assert [] == dossier_data(*pair)["disputes"]


@pytest.mark.parametrize(
    ("pair", "bearing"),
    [
        (("russia", "turkey"), "theatre"),
        (("syrian-rebels", "turkey"), "speakers"),
        (("turkey", "syrian-government-forces"), "theatre"),
    ],
    ids=str,
)
def test_a_dispute_of_the_two_or_in_a_theatre_of_theirs_bears_on_them(
    dossier_data: Shown, pair: tuple[str, str], bearing: str
) -> None:
    [dispute] = dossier_data(*pair)["disputes"]
    assert (REINFORCED, bearing) == (dispute["claim"]["claim"], dispute["bearing"])


def test_a_dispute_over_whom_one_of_the_two_supports_in_their_theatre_bears_on_them(home_with: HomeWith) -> None:
    denial = DENIAL.replace("relation: attacks", "relation: recognises").replace(
        "agent: haftar-forces", "unnamed: [agent]"
    )
    denial = denial.replace("11-haftar-forces-attack-tripoli", "11-tripoli-government-recognised")
    graph = kgraph.load(home_with({PEN: lambda text: text + denial}))
    recognised = ("reuters-2021-09-28/11-tripoli-government-recognised", "theatre")

    def found(a: str, b: str) -> set[tuple[str, str]]:
        return {(d["claim"]["claim"], d["bearing"]) for d in data_of(graph, a, b)["disputes"]}

    assert recognised in found("russia", "turkey")
    assert set() == found("ukraine", "turkey")


def test_a_dispute_among_strangers_to_the_two_does_not_bear_on_them(home_with: HomeWith) -> None:
    # The Syrian dispute moved to Libya, where neither of these two backs or fights the one it is about.
    graph = kgraph.load(home_with({PEN: lambda text: moved(text)}))
    assert [] == data_of(graph, "haftar-forces", "tripoli-government")["disputes"]
    assert [REINFORCED] == [d["claim"]["claim"] for d in data_of(graph, "russia", "turkey")["disputes"]]


def moved(text: str) -> str:
    start, end = text.split("  # 10\n", 1)
    disputed, rest = end.split("  # 11", 1)
    return f"{start}  # 10\n{disputed.replace('[syria, warfare]', '[libya, warfare]')}  # 11{rest}"


def test_a_disputed_claim_that_a_line_rests_on_bears_on_the_pair(denied: Path) -> None:
    data = data_of(kgraph.load(denied), "russia", "turkey")
    [dispute] = [found for found in data["disputes"] if found["bearing"] == "line"]
    assert (ATTACK, True, []) == (dispute["claim"]["claim"], dispute["counts"], dispute["fell_on"])
    marked = [(line["arena"], line["rule"]) for line in data["divides"] if line["disputed_by"]]
    assert [("libya", "proxy-rival")] == marked


def test_nobodys_word_silently_wins(home: Home, graphs: dict[str, Graph]) -> None:
    plain, preferring = graphs["all"], kgraph.load(home.root, policy="all", prefer=["turkish-officials"])
    assert REINFORCED not in preferring.conclusions.claims
    [before], [after] = (data_of(graph, "russia", "turkey")["disputes"] for graph in (plain, preferring))
    assert (True, []) == (before["counts"], before["fell_on"])
    assert (False, ["turkish-officials"]) == (after["counts"], after["fell_on"])
    assert (before["claim"], before["disputed_by"]) == (after["claim"], after["disputed_by"])


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_which_claim_fell_on_whose_preference_is_said(home: Home, form: str, words_of: Shown) -> None:
    graph = kgraph.load(home.root, prefer=["turkish-officials"])
    shown = words_of(render(graph, graph.dossier("russia", "turkey"), form, width=400), form)
    assert "According to Turkish-backed Syrian rebels, Turkey reinforces its troops." in shown
    assert "does not count here: denied by Turkish officials, preferred by the reader" in shown
    assert "According to Turkish officials, Turkey rotates its troops" in shown
    assert "Preferred: Turkish officials; what they deny does not count, and is listed as disputed." in shown


def test_preferring_somebody_who_denies_nothing_of_it_changes_nothing(home: Home, graphs: dict[str, Graph]) -> None:
    data = data_of(kgraph.load(home.root, policy="all", prefer=["un-experts"]), "russia", "turkey")
    assert data["disputes"] == data_of(graphs["all"], "russia", "turkey")["disputes"]


def test_a_dispute_stays_when_the_lines_that_rested_on_it_fall(denied: Path) -> None:
    data = data_of(kgraph.load(denied, prefer=["haftar"]), "russia", "turkey")
    assert not any(ATTACK in line["claims"] for line in data["divides"])
    [dispute] = [found for found in data["disputes"] if found["fell_on"]]
    assert (ATTACK, "line", ["haftar"]) == (dispute["claim"]["claim"], dispute["bearing"], dispute["fell_on"])


def test_a_dispute_stays_when_no_line_is_left(denied: Path) -> None:
    graph = kgraph.load(denied, prefer=["haftar"])
    data = data_of(graph, "haftar-forces", "tripoli-government")
    assert ([], []) == (data["unites"], data["divides"])
    assert [["haftar"]] == [dispute["fell_on"] for dispute in data["disputes"]]
    assert data["summary"].endswith("With no speaker preferred it would show 1 line.")
    text = " ".join(render(graph, graph.dossier("haftar-forces", "tripoli-government"), width=400).split())
    assert "does not count here, nor does what rests on it: denied by Khalifa Haftar, preferred by the reader" in text


@pytest.mark.parametrize("policy", ["facts", "claims", "all"])
def test_what_is_said_to_have_fallen_is_what_no_longer_stands(denied: Path, policy: str) -> None:
    speakers = ["haftar", "turkish-officials"]
    before, after = (kgraph.load(denied, policy=policy, prefer=prefer) for prefer in ((), speakers))
    fallen = set(before.conclusions.claims) - set(after.conclusions.claims)
    found = [d for a, b, _ in before.rank() for d in data_of(after, a, b)["disputes"]]
    assert fallen == {d["claim"]["claim"] for d in found if not d["counts"]}
    assert set() == fallen & {d["claim"]["claim"] for d in found if d["counts"]}


@pytest.mark.parametrize("prefer", [(), ("erdogan",)], ids=str)
def test_a_denial_that_names_no_claim_is_a_dispute_all_the_same(
    silent: Path, prefer: tuple[str, ...], words_of: Shown
) -> None:
    graph = kgraph.load(silent, policy="all", prefer=prefer)
    data = data_of(graph, "russia", "turkey")
    [dispute] = [found for found in data["disputes"] if found["claim"]["claim"] == PLANT]
    assert [NO_PLANT] == [other["claim"] for other in dispute["disputed_by"]]
    assert ("line", not prefer, list(prefer)) == (dispute["bearing"], dispute["counts"], dispute["fell_on"])
    lines = [line for line in data["unites"] if PLANT in line["claims"]]
    assert [[NO_PLANT]] * (not prefer) == [line["disputed_by"] for line in lines]
    shown = words_of(render(graph, graph.dossier("russia", "turkey"), "html"), "html")
    assert dispute["disputed_by"][0]["sentence"] in shown.split("Disputed")[1]
    assert PLANT in graph.disputed


def test_the_page_shows_both_sides_of_a_denial_that_names_no_claim(silent: Path) -> None:
    graph = kgraph.load(silent)
    dossiers = [graph.dossier("russia", "turkey")]
    claims = page_data(graph, dossiers, ties_of(graph, dossiers))["claims"]
    assert ([NO_PLANT], [PLANT]) == (claims[PLANT]["disputes"], claims[NO_PLANT]["disputes"])


def test_what_fell_is_said_in_the_dossier_of_all_sources() -> None:
    graph = kgraph.load(ROOT, policy="all", prefer=["hajiyev"])
    fallen = {str(row["disputedClaim"]).removeprefix("claim:") for row in graph.ask("provenance/disputes")} - set(
        graph.conclusions.claims
    )
    assert len(fallen) == 3
    found = data_of(graph, "azerbaijan", "turkey")["disputes"]
    assert {(name, ("hajiyev",)) for name in fallen} == {(d["claim"]["claim"], tuple(d["fell_on"])) for d in found}


def test_a_dispute_between_the_two_bears_on_them_wherever_it_plays_out() -> None:
    graph = kgraph.load(ROOT, policy="all")
    found = {d["claim"]["claim"]: d["bearing"] for d in data_of(graph, "united-states", "turkey")["disputes"]}
    assert "speakers" == found["turkish-mfa-2020-12-14/04-turkey-endangers-nato"]
    assert "turkish-mfa-2020-12-14/04-turkey-endangers-nato" not in {
        d["claim"]["claim"] for d in data_of(graph, "russia", "turkey")["disputes"]
    }


def test_a_dispute_over_a_tie_of_the_two_bears_on_them() -> None:
    # Wagner's tie to Russia has no sign, so that no line rests on it.
    found = data_of(kgraph.load(ROOT), "russia", "wagner")["disputes"]
    assert ("reuters-2021-09-28/12-wagner-attributed-to-russia", "ends") in {
        (dispute["claim"]["claim"], dispute["bearing"]) for dispute in found
    }
