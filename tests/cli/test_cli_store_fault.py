"""What `kgraph check` says of a damaged store."""

from __future__ import annotations

from typing import Any

import pytest

from kgraph.build import build
from kgraph.home import Home


@pytest.mark.parametrize("name", ["quads.nq", "concluded.json", "manifest.json"])
def test_a_damaged_store_is_named_and_how_to_mend_it(run: Any, fresh_home: Home, name: str) -> None:
    build(fresh_home, lambda step: None)
    path = fresh_home.store / name
    path.write_bytes(path.read_bytes()[:-100])
    code, out, _ = run("check", home=fresh_home)
    assert 1 == code
    assert f"FAIL store: 1 fault(s)\n     {fresh_home.store}: is not what was written, and is not used; run" in out


def test_a_store_that_was_not_built_is_no_fault(run: Any, fresh_home: Home) -> None:
    code, out, _ = run("check", home=fresh_home)
    assert 0 == code
    assert "ok   store: not built\n" in out
