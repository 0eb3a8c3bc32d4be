"""Which home a command works on, and that one which lacks a file is never passed over for other data."""

import os
from pathlib import Path
from typing import Any

import pytest

from kgraph.cli import main
from kgraph.errors import InputError
from kgraph.home import Home, find_home

REQUIRED = ["ontology/kgraph.ttl", "data/actors.yaml", "data/theatres.yaml"]


@pytest.fixture
def nobody_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KGRAPH_HOME", raising=False)


@pytest.mark.usefixtures("nobody_named")
def test_the_nearest_home_upwards_is_found(fresh_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(fresh_home.data / "sources")
    assert fresh_home.root == find_home().root


@pytest.mark.usefixtures("nobody_named")
def test_far_from_any_home_the_packages_own_is_used(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert home.root == find_home().root


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("way", ["--home", "KGRAPH_HOME", "here", "below"])
def test_a_home_that_lacks_a_file_is_one_line_that_names_it(
    fresh_home: Home, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, way: str
) -> None:
    (fresh_home.root / name).unlink()
    monkeypatch.delenv("KGRAPH_HOME", raising=False)
    arguments = ["ask", "actors/list"]
    if way == "--home":
        arguments += ["--home", str(fresh_home.root)]
    elif way == "KGRAPH_HOME":
        monkeypatch.setenv("KGRAPH_HOME", str(fresh_home.root))
    else:
        monkeypatch.chdir(fresh_home.root if way == "here" else fresh_home.queries / "dyads")
    assert 2 == main(arguments)
    remedy = "put it there, or name another home with --home"
    expected = f"kgraph: {fresh_home.root}: looks like a kgraph home but has no {name}; {remedy}\n"
    assert ("", expected) == capfd.readouterr()


@pytest.mark.usefixtures("nobody_named")
@pytest.mark.parametrize("sign", ["ontology", "data/sources"])
def test_all_that_is_missing_is_named_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: str) -> None:
    (tmp_path / sign).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=" and no ".join(REQUIRED).replace(".", r"\.")):
        find_home()


@pytest.mark.parametrize("named", ["", "nowhere", "/dev/null"])
def test_what_is_no_home_at_all_says_what_one_is(named: str) -> None:
    with pytest.raises(InputError, match=r"no kgraph home; name a folder with ontology/kgraph.ttl, data/actors.yaml"):
        find_home(named)


@pytest.mark.usefixtures("nobody_named")
@pytest.mark.skipif(os.name != "posix", reason="elsewhere a folder in use cannot be removed")
def test_a_current_folder_that_was_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    with pytest.raises(InputError, match="the current folder does not exist any more; go to another one"):
        find_home()


def test_a_home_without_questions_says_so(fresh_home: Home, run: Any) -> None:
    import shutil

    shutil.rmtree(fresh_home.queries)
    code, out, err = run("ask", "actors/list", home=fresh_home)
    assert (2, "") == (code, out)
    assert f"kgraph: {fresh_home.queries}: no questions there; ask a SPARQL text, or put .rq files there\n" == err
    assert 0 == run("ask", "ASK { actor:russia a kg:State }", home=fresh_home).code
