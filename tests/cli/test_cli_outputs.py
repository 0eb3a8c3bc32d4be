"""Where verbs may write: anywhere but over what a home is read from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kgraph.home import Home

VERBS = [
    ("show", "--focus", "russia", "turkey"),
    ("export", "csv"),
    ("dossier", "russia", "turkey"),
    ("docs",),
    ("why", "russia", "rivalOf", "turkey"),
    ("rank",),
]


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
@pytest.mark.parametrize(
    "name",
    ["data/sources/reuters-2021-09-28.yaml", "ontology/rules/new.rls", "queries/README.md", "data/rdf/actors.ttl"],
)
def test_nothing_is_written_over_what_a_home_is_read_from(
    run: Any, fresh_home: Home, verb: tuple[str, ...], name: str
) -> None:
    path = fresh_home.root / name
    before = path.read_bytes() if path.exists() else None
    code, out, err = run(*verb, "-o", str(path), home=fresh_home)
    assert (2, "") == (code, out)
    (line,) = (line for line in err.splitlines() if "lies in what a kgraph home is read from" in line)
    assert line.startswith(f"kgraph: {path}: ")
    assert before == (path.read_bytes() if path.exists() else None)


def test_a_link_into_a_home_is_followed(run: Any, fresh_home: Home, tmp_path: Path) -> None:
    link = tmp_path / "out.csv"
    link.symlink_to(fresh_home.data / "actors.yaml")
    before = link.read_bytes()
    code, _, err = run("export", "csv", "-o", str(link), home=fresh_home)
    assert 2 == code
    assert "name a file elsewhere" in err
    assert before == link.read_bytes()


def test_folders_of_other_things_with_such_names_are_written_to(run: Any, home: Home, tmp_path: Path) -> None:
    path = tmp_path / "data" / "graph.csv"
    path.parent.mkdir()
    assert 0 == run("export", "csv", "-o", str(path), home=home).code
    assert path.read_text(encoding="utf-8")
    beside = home.root / "out-of-a-test.csv"
    try:
        assert 0 == run("export", "csv", "-o", str(beside), home=home).code
    finally:
        beside.unlink()


@pytest.mark.parametrize(
    "verb",
    [
        ("ask", "dyads/both-signs"),
        ("rank",),
        ("dyad", "russia", "turkey"),
        ("triads",),
        ("export", "csv"),
        ("why", "russia", "rivalOf", "turkey"),
        ("ablate", "russia", "rivalOf", "turkey"),
        ("dossier", "russia", "turkey"),
        ("timeline", "russia", "turkey"),
    ],
    ids=lambda verb: verb[0],
)
def test_every_answer_about_a_time_says_which_and_how_it_must_hold(run: Any, verb: tuple[str, ...]) -> None:
    for options, said in ((("--holds", "certainly"), "certainly h"), ((), "may have held|possibly h")):
        _, out, err = run(*verb, "--as-of", "2020-11", *options)
        words = " ".join(f"{out.splitlines()[0] if verb[0] == 'export' else out} {err}".split())
        assert re.search(r"[Aa]s of (2020-11|November 2020)", words)
        assert re.search(said, words)
        assert not re.search("what counts", run(*verb).err)
