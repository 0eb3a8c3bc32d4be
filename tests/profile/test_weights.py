"""Weights are declared in files, and every fault of such a file is one line."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from kgraph.analysis.weights import declared, load_weights, read_weights
from kgraph.errors import InputError
from kgraph.graph import Graph
from kgraph.home import Home
from kgraph.loading import load

ROOTS = "[relations]\nrelatesTo = 1\npartnerOf = 1\nrivalOf = 1\n"
LAYERS = "[layers]\ndirect = 1\nacting-for = 1\nproxy = 1\n"


def test_all_declared_weights_can_be_read(graph: Graph) -> None:
    names = declared([graph.home.weights])
    assert {"even", "deeds", "direct"} <= set(names)
    for name in names:
        found = load_weights(name, [graph.home.weights], graph.vocabulary)
        assert set(found.relations) == set(graph.vocabulary.relations)
        assert found.title


def test_a_relation_weighs_as_much_as_the_nearest_one_above_it(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"{ROOTS}supports = 3\nsellsArmsTo = 0.1\n{LAYERS.replace('proxy = 1', 'proxy = 0.5')}")
    found = read_weights(path, graph.vocabulary)
    assert (Fraction(3), Fraction(1, 10), Fraction(1)) == (
        found.of("sendsFightersFor", "direct"),
        found.of("deliversArmsTo", "direct"),
        found.of("sellsGasTo", "direct"),
    )
    assert Fraction(3, 2) == found.of("supports", "proxy")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            f"{ROOTS}suports = 1\n{LAYERS}",
            r"unknown name in \[relations\] 'suports'; did you mean 'supports'",
        ),
        (f"{ROOTS}supports = 0\n{LAYERS}", "mine.toml:5: supports: the weight 0 is not above 0; give one above 0"),
        (f"{ROOTS}supports = -1.5\n{LAYERS}", r"mine.toml:5: supports: the weight -1\.5 is not above 0"),
        (f"{ROOTS}supports = nan\n{LAYERS}", "mine.toml:5: supports: 'nan' is no finite number"),
        (f"{ROOTS}supports = inf\n{LAYERS}", "mine.toml:5: supports: 'inf' is no finite number"),
        (f"{ROOTS}supports = true\n{LAYERS}", "mine.toml:5: supports: 'True' is no number"),
        (f"{ROOTS}supports = 'two'\n{LAYERS}", "mine.toml:5: supports: 'two' is no finite number"),
        (f"{ROOTS}[layers]\ndirect = 1\nproxy = 1\n", "mine.toml:5: the layer 'acting-for' has no weight; add it"),
        (ROOTS, "mine.toml:1: the layer 'direct' has no weight; add it"),
        (LAYERS, "mine.toml:1: the relation 'partnerOf' has no weight; add it, or one above it"),
        (f"{ROOTS}{LAYERS}[layer]\n", "mine.toml:9: unknown entry 'layer'; did you mean 'layers'"),
        (f"{ROOTS}layers = {{direct = 0, acting-for = 1, proxy = 1}}\n", "mine.toml:5: unknown name in .relations. 'l"),
        ("[relations\n", "mine.toml:1: .*; write TOML as"),
        (f"{ROOTS}{LAYERS}a = '", "mine.toml:9: .*; write TOML as"),
        (f"title = 3\n{ROOTS}{LAYERS}", "mine.toml:1: '3' is no text; put the title in quotation marks"),
        ("relations = 3\n" + LAYERS, "mine.toml:1: 'relations' is no table"),
    ],
)
def test_a_fault_of_a_file_is_one_clear_line(graph: Graph, tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=fault) as caught:
        read_weights(path, graph.vocabulary)
    assert all(re.match(rf"{re.escape(str(path))}:\d+: ", line) for line in caught.value.faults)
    assert not any("\n" in line for line in caught.value.faults)


def test_all_faults_of_a_file_are_told_at_once_each_with_its_line(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"{ROOTS}supports = 0\nsuports = 1\nmeets = = 2\nwarns = nan\n{LAYERS}other = 3\nmeets 3\n")
    with pytest.raises(InputError) as caught:
        read_weights(path, graph.vocabulary)
    lines = [int(line.removeprefix(f"{path}:").partition(":")[0]) for line in caught.value.faults]
    assert [5, 6, 7, 8, 13, 14] == sorted(lines)


def test_what_stands_above_and_lacks_a_weight_is_named_and_not_everything_below_it(
    graph: Graph, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"[relations]\nrivalOf = 1\n{LAYERS}")
    with pytest.raises(InputError) as caught:
        read_weights(path, graph.vocabulary)
    assert 1 == len(caught.value.faults)
    assert "mine.toml:1: the relation 'partnerOf' has no weight" in caught.value.faults[0]


def test_unknown_weights_are_answered_with_the_nearest(graph: Graph) -> None:
    with pytest.raises(InputError, match="unknown weights 'evn'; did you mean 'even'"):
        graph.weights("evn")


def test_a_home_without_weights_has_those_of_the_package_and_its_own_come_first(fresh_home: Home) -> None:
    for path in fresh_home.weights.iterdir():
        path.unlink()
    graph = load(fresh_home.root)
    assert 1 == graph.weights("even").of("supports", "direct")
    own = f"{ROOTS}{LAYERS}".replace("relatesTo = 1", "relatesTo = 5")
    (fresh_home.weights / "even.toml").write_text(own)
    assert 5 == graph.weights("even").of("supports", "direct")


def test_bytes_that_are_no_text_are_refused(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match=r"mine\.toml:1: not UTF-8"):
        read_weights(path, graph.vocabulary)
