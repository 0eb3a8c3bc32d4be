"""The tests themselves: none lies where pytest does not look."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


def test_every_folder_of_tests_is_collected(request: pytest.FixtureRequest) -> None:
    folders = {path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")}
    passed_over = request.config.getini("norecursedirs")
    assert len(folders) > 10
    assert [] == [
        f"{folder}" for folder in folders for name in passed_over if any(fnmatch(p, name) for p in folder.parts)
    ]
