"""The camps of the whole graph: nobody is parted from those who act for him, and only a certain camp is shown."""

import pytest

from kgraph.graph import Graph
from kgraph.views.page.camps import camps_of
from kgraph.views.page.ties import Tie, ties_of


@pytest.fixture(scope="module")
def ties(all_sources: Graph) -> list[Tie]:
    return ties_of(all_sources, [all_sources.dossier("russia", "turkey")])


def test_whoever_acts_for_another_stands_in_his_camp(all_sources: Graph, ties: list[Tie]) -> None:
    members = camps_of(all_sources, ties)["members"]
    acting = [tie for tie in ties if all_sources.vocabulary.is_a(tie.relation, "actsFor")]
    assert len(acting) > 20
    for tie in acting:
        assert members.get(tie.agent) == members.get(tie.target), f"{tie.agent} acts for {tie.target}"
    assert members["haftar"] == members["haftar-forces"]
    assert members["assad"] == members["syrian-government-forces"] != members["turkey"]


def test_who_acts_for_two_that_are_at_odds_does_not_bind_them_together(all_sources: Graph, ties: list[Tie]) -> None:
    before = camps_of(all_sources, ties)
    officer = next(tie for tie in ties if (tie.agent, tie.relation) == ("akar", "isOfficialOf"))
    after = camps_of(all_sources, [*ties, officer._replace(id="x", target="united-states")])
    assert before["members"]["turkey"] != before["members"]["united-states"]
    assert (before["against"], before["all"]) == (after["against"], after["all"])
    assert after["members"]["turkey"] != after["members"]["united-states"]
    assert "akar" not in after["members"]


def test_who_could_as_well_stand_in_the_other_camp_is_in_none(all_sources: Graph, ties: list[Tie]) -> None:
    camps = camps_of(all_sources, ties)
    assert camps["certain"]
    # Backed by Turkey twice, and fought twice by those whom Turkey's partner backs.
    assert "tripoli-government" not in camps["members"]
    assert {"russia", "turkey"} <= camps["members"].keys()


def test_camps_are_the_same_in_whatever_order_the_ties_come(all_sources: Graph, ties: list[Tie]) -> None:
    assert camps_of(all_sources, ties) == camps_of(all_sources, ties[::-1])
