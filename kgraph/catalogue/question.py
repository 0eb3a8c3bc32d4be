"""A question: valid SPARQL as it stands, with what it asks, its parameters and its columns in `#+` lines of TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kgraph.catalogue.files import question_files
from kgraph.errors import InputError
from kgraph.files import read_text
from kgraph.home import Home

TYPES = (
    "actor", "arena", "claim", "date", "decimal", "domain", "integer", "relation", "rule", "source", "text", "theatre",
)  # fmt: skip


class Parameter(NamedTuple):
    """What may be filled in: the VALUES line of its name in the query; left out, the line stays as it is."""

    name: str
    type: str
    description: str


class Question(NamedTuple):
    """A question of the catalogue."""

    name: str
    title: str
    question: str
    parameters: Mapping[str, Parameter]
    columns: Mapping[str, str]
    text: str


def read_question(path: Path, name: str) -> Question:
    """Read a question; a file without `#+` lines is a query without parameters.

    Raises:
        InputError: if the file cannot be read or its front matter is no TOML or incomplete.
    """
    text = read_text(path)
    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    try:
        front: dict[str, Any] = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: front matter: {error}; mend the '#+' lines") from error
    for table in ("parameters", "columns"):
        if not isinstance(front.get(table, {}), dict):
            raise InputError(f"{path}: front matter: '{table}' is no table; write [{table}] or [{table}.name]")
    parameters = {}
    for key, entry in front.get("parameters", {}).items():
        kind = str(entry.get("type", "")) if isinstance(entry, dict) else ""
        if kind not in TYPES:
            raise InputError(f"{path}: parameter '{key}' has type '{kind}'; use one of {', '.join(TYPES)}")
        parameters[key] = Parameter(key, kind, str(entry.get("description", "")))
    columns = {key: str(value) for key, value in front.get("columns", {}).items()}
    return Question(name, str(front.get("title", name)), str(front.get("question", "")), parameters, columns, text)


def all_questions(home: Home) -> list[Question]:
    """Return every question of the catalogue, by name."""
    return [read_question(path, name) for name, path in question_files(home).items()]
