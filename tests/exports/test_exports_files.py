"""Exports as files: the same bytes every time, whole or not at all."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kgraph
from kgraph.errors import InputError, UnknownName
from kgraph.graph import Graph
from kgraph.views.exports import FORMATS, export

_DIGESTS = """
import hashlib, sys
import kgraph
from kgraph.views.exports import FORMATS, export
# Everything that lies in 1900 to 2100, and so not a built store but the record, loaded and concluded again.
graph = kgraph.load(sys.argv[1], as_of="1900/2100")
for form in FORMATS:
    print(form, hashlib.sha256(export(graph, form)).hexdigest())
"""


def test_every_format_is_there() -> None:
    assert set(FORMATS) == {"turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "nodelink", "csv"}


@pytest.mark.parametrize("form", FORMATS)
def test_the_file_holds_what_is_returned(kg: Graph, form: str, tmp_path: Path) -> None:
    path = tmp_path / "graph"
    content = export(kg, form, path)
    assert path.read_bytes() == content
    assert content.endswith(b"\n")
    assert [entry.name for entry in tmp_path.iterdir()] == ["graph"]


def test_other_processes_and_hash_seeds_give_the_same_bytes(root: Path) -> None:
    graph = kgraph.load(root, as_of="1900/2100")
    expected = {form: hashlib.sha256(export(graph, form)).hexdigest() for form in FORMATS}
    for seed in ("1", "4321"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        command = [sys.executable, "-c", _DIGESTS, str(root)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert dict(line.split() for line in done.stdout.splitlines()) == expected


def test_an_unknown_format_is_refused_with_the_nearest(kg: Graph, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="unknown format 'graphlm'; did you mean 'graphml'"):
        export(kg, "graphlm", tmp_path / "graph")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk_leaves_the_old_file(kg: Graph, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="cannot be written"):
        export(kg, form, path)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["graph"]


def test_a_folder_in_the_place_of_the_file_is_refused_and_kept(kg: Graph, tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    folder.mkdir()
    (folder / "inside").write_text("kept")
    with pytest.raises(InputError, match="cannot be written"):
        export(kg, "csv", folder)
    assert (folder / "inside").read_text() == "kept"
    assert [entry.name for entry in tmp_path.iterdir()] == ["graph"]


def test_a_folder_that_does_not_exist_is_refused(kg: Graph, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        export(kg, "csv", tmp_path / "missing" / "graph.csv")


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="nothing is unwritable here")
def test_a_folder_that_cannot_be_written_to_keeps_the_old_file(kg: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.csv"
    path.write_text("old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InputError, match="cannot be written"):
            export(kg, "csv", path)
        assert path.read_text() == "old"
    finally:
        tmp_path.chmod(0o700)
