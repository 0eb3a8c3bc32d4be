"""The JSON Schema for editors accepts the pens and refuses what kgraph refuses."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "data" / "schema" / "source.schema.json").read_text(encoding="utf-8"))
PENS = sorted((ROOT / "data" / "sources").glob("*.yaml"))


def read(path: Path) -> dict[str, Any]:
    """A pen as an editor reads it, numbers as numbers."""
    content: dict[str, Any] = YAML(typ="safe").load(path)
    return content


def faults(content: dict[str, Any]) -> list[str]:
    return [fault.message for fault in Draft202012Validator(SCHEMA).iter_errors(content)]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", PENS, ids=lambda path: path.stem)
def test_the_pens_fit_the_schema(path: Path) -> None:
    assert [] == faults(read(path))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("agent", "turky"),
        ("relation", "sels"),
        ("relation", "rivalOf"),
        ("arenas", ["gas"]),
        ("stance", "hopes"),
        ("sureness", "sure"),
        ("amount", {"bound": "roughly", "value": "3", "unit": "tanks"}),
        ("sayd_by", "reuters"),
        ("id", "Seven"),
    ],
)
def test_a_wrong_word_does_not_fit(key: str, value: object) -> None:
    content = deepcopy(read(PENS[0]))
    content["claims"][0][key] = value
    assert faults(content)
