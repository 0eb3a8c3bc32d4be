"""Building: the same pens give the same record, and `--check` tells every difference."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kgraph
from kgraph.home import Home

SECOND = """\
source:
  id: gazette
  title: Other news
  kind: news report
  issued: "2022-01-10"
  publisher: reuters
  voice: reuters

claims:
  - id: 01-armenia-meets-turkey
    paragraph: 1
    anchor: met in Moscow
    agent: armenia
    relation: meets
    target: turkey
    arenas: [diplomacy]
    when: "2022-01-08"
    basis: Day given.
  - id: 02-armenia-warns-azerbaijan
    paragraph: 2
    anchor: warned its neighbour
    agent: armenia
    relation: warns
    target: azerbaijan
    arenas: [nagorno-karabakh]
    when: "2022-01"
    basis: Month given.
"""


def test_building_unchanged_pens_changes_nothing(built: Home, run: Any, contents: Any) -> None:
    before = contents(built.record)
    times = {path: path.stat().st_mtime_ns for path in built.record.rglob("*")}
    code, out, err = run("build", home=built)
    assert 0 == code
    assert "record: unchanged" in out
    assert "kgraph: reading the pens" in err
    assert before == contents(built.record)
    assert times == {path: path.stat().st_mtime_ns for path in built.record.rglob("*")}


def test_the_committed_record_is_what_the_pens_say(home: Home, run: Any) -> None:
    assert 0 == run("build", "--check", home=home).code


def test_comparing_writes_nothing(edited: Home, run: Any, contents: Any) -> None:
    before = contents(edited.root)
    code, out, _ = run("build", "--check", home=edited)
    assert 1 == code
    assert f"{edited.record / 'sources/paper.ttl'}: differs from the pens; run 'kgraph build'" in out.splitlines()
    assert before == contents(edited.root)


@pytest.mark.parametrize("name", ["actors.ttl", "theatres.ttl", "sources/paper.ttl", "manifest.json"])
def test_comparing_names_a_file_edited_by_hand(built: Home, run: Any, name: str) -> None:
    path = built.record / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    code, out, _ = run("build", "--check", home=built)
    assert (1, f"{path}: differs from the pens; run 'kgraph build'\n") == (code, out)
    assert 0 == run("build", home=built).code
    assert 0 == run("build", "--check", home=built).code


def test_comparing_names_a_missing_and_an_extra_file(built: Home, run: Any) -> None:
    (built.record / "actors.ttl").unlink()
    (built.record / "sources" / "old.ttl").write_text("", encoding="utf-8")
    code, out, _ = run("build", "--check", home=built)
    assert 1 == code
    assert [
        f"{built.record / 'actors.ttl'}: missing; run 'kgraph build'",
        f"{built.record / 'sources/old.ttl'}: no pen stands behind this file; run 'kgraph build'",
    ] == out.splitlines()
    assert 0 == run("build", home=built).code
    assert 0 == run("build", "--check", home=built).code
    assert not (built.record / "sources" / "old.ttl").exists()


def test_a_home_without_record_is_built(built: Home, run: Any, contents: Any) -> None:
    before = contents(built.record)
    shutil.rmtree(built.record)
    shutil.rmtree(built.store)
    assert 1 == run("build", "--check", home=built).code
    code, _, err = run("ask", "actors/list", home=built)
    assert 2 == code
    assert f"{built.record}: no record found; run 'kgraph build'" in err
    assert 0 == run("build", home=built).code
    assert before == contents(built.record)


@pytest.mark.parametrize("seed", ["1", "271828"])
def test_the_record_is_the_same_under_any_hash_seed_folder_and_home(
    built: Home, tmp_path: Path, contents: Any, seed: str
) -> None:
    elsewhere = tmp_path / "Başka bir yer" / "дом"
    shutil.copytree(built.root, elsewhere, ignore=shutil.ignore_patterns("rdf", "store"))
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland", "LANG": "tr_TR.UTF-8"}
    command = [sys.executable, "-m", "kgraph", "build", "--home", "дом"]
    ran = subprocess.run(command, cwd=elsewhere.parent, env=environment, capture_output=True, check=False)
    assert (0, "utf-8") == (ran.returncode, "utf-8"), ran.stderr.decode()
    assert contents(built.record) == contents(Home(elsewhere).record)
    known = contents(built.store)["concluded.json"]
    assert known == contents(Home(elsewhere).store)["concluded.json"]


def test_a_second_source_is_built_loaded_and_answers(built: Home, run: Any, contents: Any) -> None:
    before = contents(built.record)
    (built.data / "sources" / "gazette.yaml").write_text(SECOND, encoding="utf-8")
    assert 1 == run("build", "--check", home=built).code
    code, out, _ = run("build", home=built)
    assert 0 == code
    assert "2 source(s)" in out
    assert "4 claims" in out
    after = contents(built.record)
    assert {"sources/gazette.ttl", "manifest.json"} == {name for name in after if before.get(name) != after[name]}
    graph = kgraph.load(built.root)
    assert {"gazette", "paper"} == set(graph.sources)
    assert graph.claims["gazette/01-armenia-meets-turkey"].target == "turkey"
    assert "2022-01-08" in run("ask", "dyads/ties", "a=armenia", "b=Türkiye", home=built).out
    assert 0 == run("why", "armenia", "rivalOf", "azerbaijan", home=built).code
    (built.data / "sources" / "gazette.yaml").unlink()
    assert 0 == run("build", home=built).code
    assert before == contents(built.record)
    assert 1 == run("why", "armenia", "rivalOf", "azerbaijan", home=built).code


def test_a_fault_of_the_shapes_leaves_everything_as_it_was(built: Home, run: Any, contents: Any) -> None:
    before = contents(built.data)
    path = built.data / "sources" / "paper.yaml"
    text = path.read_text(encoding="utf-8") + "    outcome_of: 01-russia-supports-assad\n"
    path.write_text(text, encoding="utf-8")
    code, _, err = run("build", home=built)
    assert 2 == code
    assert f"{path}:19: " in err
    assert "expectation" in err
    path.write_bytes(before["sources/paper.yaml"])
    assert before == contents(built.data)


def test_two_builds_at_once_do_not_mix(edited: Home, run: Any, contents: Any) -> None:
    from kgraph.files import only_one

    before = contents(edited.data)
    with only_one(edited.data):
        code, _, err = run("build", home=edited)
        assert 2 == code
        assert f"{edited.data}: another build is at work here; wait until it is done" in err
        assert before == contents(edited.data)
        assert 0 == run("ask", "actors/list", home=edited).code
    assert 0 == run("build", home=edited).code
