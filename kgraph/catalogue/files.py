"""Where the questions lie."""

from __future__ import annotations

from pathlib import Path

from kgraph.errors import InputError, UnknownName
from kgraph.home import Home

_LONGEST = 200


def question_files(home: Home) -> dict[str, Path]:
    """Return the file of every question by its name, ``folder/name``."""
    return {
        path.relative_to(home.queries).with_suffix("").as_posix(): path for path in sorted(home.queries.rglob("*.rq"))
    }


def find_question(home: Home, name: str) -> tuple[str, Path]:
    """Return the full name and the file of a question; the folder may be left out where the name is unique.

    Raises:
        UnknownName: with the nearest names.
    """
    # Tried first, since listing the whole catalogue takes longer than answering one question.
    if len(name) < _LONGEST and all(part.replace("-", "").isalnum() for part in name.split("/", 1)):
        path = home.queries / f"{name}.rq"
        if path.is_file():
            return name, path
    files = question_files(home)
    if not files:
        raise InputError(f"{home.queries}: no questions there; ask a SPARQL text, or put .rq files there")
    short = [known for known in files if known.split("/")[-1] == name]
    if len(short) == 1:
        return short[0], files[short[0]]
    also = "run 'kgraph ask' for all"
    known_names = [*files, *(known.split("/")[-1] for known in files)]
    raise UnknownName("question", name, known_names, also=also)
