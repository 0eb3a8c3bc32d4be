"""What `kgraph check` says of a damaged store."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from kgraph.home import Home


@pytest.fixture
def built_home(tmp_path: Path, article_home: Home) -> Home:
    """A copy of the article's home, with its built store."""
    return Home(shutil.copytree(article_home.root, tmp_path / "home"))


@pytest.mark.parametrize("name", ["quads.nq", "concluded.json", "manifest.json"])
def test_a_damaged_store_is_named_and_how_to_mend_it(run: Any, built_home: Home, name: str) -> None:
    path = built_home.store / name
    path.write_bytes(path.read_bytes()[:-100])
    code, out, _ = run("check", home=built_home)
    assert 1 == code
    assert f"FAIL store: 1 fault(s)\n     {built_home.store}: is not what was written, and is not used; run" in out


def test_a_store_that_was_not_built_is_no_fault(run: Any, fresh_home: Home) -> None:
    code, out, _ = run("check", home=fresh_home)
    assert 0 == code
    assert "ok   store: not built\n" in out
