"""Pictures show what their data say, are the same each time, and are refused where there is nothing to draw."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kgraph.analysis.frustration.index import frustration
from kgraph.analysis.measures import Signs
from kgraph.analysis.plots import FORMATS, draw_camps, draw_profile, draw_timeline, draw_trend, draw_windows, save
from kgraph.analysis.profile import Point, trend
from kgraph.analysis.signed import Tie, multigraph
from kgraph.analysis.timeline import Change, Span, spans
from kgraph.analysis.windows import over_time, windows
from kgraph.cli.parser import PICTURES
from kgraph.dates import parse_extent
from kgraph.errors import InputError
from kgraph.graph import Graph

BEGINS = {"pdf": b"%PDF", "png": b"\x89PNG", "svg": b"<?xml"}


def day(text: str) -> date:
    return date.fromisoformat(text)


def words(figure: Any) -> set[str]:
    """Everything that is written in a picture."""
    return {text.get_text() for text in figure.findobj(match=lambda artist: hasattr(artist, "get_text"))}


@pytest.fixture(scope="module")
def draw(graph: Graph) -> dict[str, Callable[[], Any]]:
    """How to draw each picture, what it shows worked out beforehand."""
    found = graph.dyad("russia", "turkey")
    lines = (*found.dossier.unites, *found.dossier.divides)
    points = trend(found, graph.weights("even"), windows([line.extent for line in lines]))
    reduced = graph.signed().reduce("both")
    index = frustration(reduced)
    timeline = graph.timeline("russia", "turkey")
    years = windows([line.extent for line in lines])[-3:]
    moments = over_time(graph.signed(), years)
    return {
        "profile": lambda: draw_profile(found),
        "trend": lambda: draw_trend(points, [1], "Russia and Turkey"),
        "camps": lambda: draw_camps(reduced, index),
        "timeline": lambda: draw_timeline(timeline, certain=timeline[:3]),
        "windows": lambda: draw_windows(moments, [1], [2]),
    }


@pytest.mark.parametrize("form", ["pdf", "png", "svg"])
def test_pictures_are_written_and_the_same_each_time(
    draw: dict[str, Callable[[], Any]], tmp_path: Path, form: str
) -> None:
    for name, make in draw.items():
        first, second = tmp_path / f"{name}-1.{form}", tmp_path / f"{name}-2.{form}"
        save(make(), first)
        save(make(), second)
        assert first.read_bytes() == second.read_bytes()
        assert first.read_bytes().startswith(BEGINS[form])


def test_a_picture_of_another_kind_or_part_is_refused(graph: Graph, tmp_path: Path) -> None:
    figure = draw_profile(graph.dyad("russia", "turkey"))
    with pytest.raises(InputError, match="pictures are written as pdf, png, svg"):
        save(figure, tmp_path / "picture.bmp")
    reduced = graph.signed().reduce("both")
    with pytest.raises(InputError, match="part: 7 is none of the"):
        draw_camps(reduced, frustration(reduced), part=7)


def test_bars_of_a_profile_are_as_long_as_the_weights(graph: Graph) -> None:
    found = graph.dyad("russia", "turkey")
    labels = {arena: graph.arenas[arena].label for arena in found.by_arena()}
    figure = draw_profile(found, labels)
    widths: dict[int, list[float]] = {}
    for bar in figure.axes[0].patches:
        place = round(bar.get_y() + bar.get_height() / 2)
        signs = widths.setdefault(place, [0.0, 0.0])
        signs[int(bar.get_width() < 0)] += abs(bar.get_width())
    shown = [text.get_text() for text in figure.axes[0].get_yticklabels()]
    drawn = {shown[place]: tuple(signs) for place, signs in widths.items()}
    assert {labels[arena]: tuple(signs) for arena, signs in found.by_arena().items()} == drawn
    assert {"direct", "by acting for", "by proxy"} <= words(figure)


CHANGES = [
    Change("trade", None, "neither", "partners", (), ()),
    Change("trade", day("2015-11-24"), "partners", "both", (), ()),
    Change("trade", day("2015-11-25"), "both", "partners", (), ()),
    Change("trade", day("2016-06-01"), "partners", "rivals", (), ()),
    Change("sea", day("2018-01-01"), "neither", "rivals", (), ()),
]


def test_changes_bound_the_times_of_cooperation_and_of_conflict() -> None:
    assert [
        Span("sea", -1, day("2018-01-01"), None),
        Span("trade", 1, None, day("2016-06-01")),
        Span("trade", -1, day("2015-11-24"), day("2015-11-25")),
        Span("trade", -1, day("2016-06-01"), None),
    ] == spans(CHANGES)
    assert [] == spans([])


def test_a_timeline_has_a_bar_for_each_time_from_day_to_day() -> None:
    figure = draw_timeline(CHANGES, "A and B", {"sea": "Sea", "trade": "Trade"})
    axes = figure.axes[0]
    left, right = axes.get_xlim()
    drawn = sorted((bar.get_x(), bar.get_x() + bar.get_width()) for bar in axes.patches if bar.get_width())
    ends = [(span.first, span.until) for span in spans(CHANGES)]
    expected = [(a.toordinal() if a else left, b.toordinal() if b else right) for a, b in ends]
    assert sorted(expected) == drawn
    assert {"A and B", "Sea", "Trade", "cooperation", "conflict", "2017"} <= words(figure)


def test_a_timeline_draws_what_certainly_held_in_full_and_the_rest_pale() -> None:
    certain = [Change("sea", day("2018-01-01"), "neither", "rivals", (), ())]
    certain.append(Change("sea", day("2018-03-01"), "rivals", "neither", (), ()))
    figure = draw_timeline(CHANGES, certain=certain)
    bars = [bar for bar in figure.axes[0].patches if bar.get_width()]
    full = [(bar.get_x(), bar.get_width()) for bar in bars if bar.get_alpha() == 1]
    assert [(day("2018-01-01").toordinal(), 59.0)] == full
    assert len(spans(CHANGES)) == len(bars) - 1
    assert {"cooperation: possibly", "conflict: certainly"} <= words(figure)


@pytest.mark.parametrize("days", [[], ["2020-02-03"], ["2020-02-03", "2020-02-20"], ["2020-01-15", "2020-09-01"]])
def test_a_timeline_of_any_length_names_its_days(days: list[str]) -> None:
    found = [Change("sea", None, "neither", "rivals", (), ())]
    found += [Change("sea", day(text), "rivals", "neither", (), ()) for text in days[:1]]
    found += [Change("sea", day(text), "neither", "partners", (), ()) for text in days[1:]]
    axes = draw_timeline(found).axes[0]
    left, right = axes.get_xlim()
    assert left < right
    assert bool(days) == bool(len(axes.get_xticks()))
    assert all(left <= tick <= right for tick in axes.get_xticks())


def test_the_command_line_knows_the_same_kinds_of_pictures() -> None:
    assert FORMATS == PICTURES


def test_a_single_window_is_drawn_too() -> None:
    point = Point("2019", Signs(1, 0), Signs(2, 3))
    assert {"2019", "cooperation: certainly", "conflict: possibly"} <= words(draw_trend([point]))
    graph = multigraph([Tie("x", "y", 1, extent=parse_extent("2019")), Tie("x", "y", -1, extent=parse_extent("2019"))])
    moments = over_time(graph, windows([tie.extent for tie in graph.ties]))
    assert {"2019", "both", "frustration"} <= words(draw_windows(moments))
    assert draw_windows([]).axes


def test_every_actor_of_a_part_is_named_and_stands_in_the_column_of_its_camp() -> None:
    ties = [
        Tie("a", "b", 1),
        Tie("c", "d", 1),
        Tie("a", "c", -1),
        Tie("b", "d", -1),
        Tie("b", "c", 1),
        Tie("u", "v", 1),
    ]
    reduced = multigraph(ties).reduce("both")
    found = frustration(reduced)
    figure = draw_camps(reduced, found, {"a": "Aland"})
    at = {text.get_text(): text.get_position()[0] for text in figure.axes[0].texts}
    assert {"Aland", "b", "c", "d"} == set(at)
    assert at["Aland"] == at["b"] == -at["c"] == -at["d"]
    shades = [patch.get_alpha() for patch in figure.axes[0].patches]
    assert 5 == len(shades)
    assert len(found.frustrated) == sum(shade == max(shades) for shade in shades)


def test_the_heavier_an_edge_the_wider_its_line() -> None:
    reduced = multigraph([Tie("a", "b", 1, Fraction(9)), Tie("b", "c", 1), Tie("a", "c", 1, Fraction(4))]).reduce(
        "both"
    )
    widths = [patch.get_linewidth() for patch in draw_camps(reduced, frustration(reduced)).axes[0].patches]
    by_weight = {edge.weight: width for edge, width in zip(reduced.edges, widths, strict=True)}
    assert by_weight[Fraction(1)] < by_weight[Fraction(4)] < by_weight[Fraction(9)]


def test_one_camp_alone_is_drawn() -> None:
    reduced = multigraph([Tie("a", "b", 1), Tie("b", "c", 1)]).reduce("both")
    assert {"a", "b", "c"} <= words(draw_camps(reduced, frustration(reduced)))
