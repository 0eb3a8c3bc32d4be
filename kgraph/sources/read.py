"""Reading all pens of a home into actors, theatres, sources and claims, with every fault found on the way."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from kgraph.errors import InputError
from kgraph.home import Home
from kgraph.model import Actor, Claim, Source, Theatre
from kgraph.sources.check import Checker
from kgraph.sources.form import ActorsPenForm, SourcePenForm, TheatresPenForm, faults_of_form
from kgraph.sources.pen import Pen, read_pen
from kgraph.vocabulary import Vocabulary

Form = TypeVar("Form", bound=BaseModel)


class Pens(NamedTuple):
    """Everything the pens say, sorted by name, and where each claim, actor and source is written."""

    actors: tuple[Actor, ...]
    theatres: tuple[Theatre, ...]
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    places: dict[str, str]
    files: tuple[Path, ...]


def read_pens(home: Home, vocabulary: Vocabulary) -> Pens:
    """Read the registers and every source of ``home``.

    Raises:
        InputError: with one line a fault, all faults of a file at once.
    """
    files = (home.data / "actors.yaml", home.data / "theatres.yaml", *source_files(home))
    faults: list[str] = []
    checker = Checker(vocabulary)
    for path, form in zip(files, _forms(), strict=False):
        pen, content = _read(home, path, form, faults)
        if pen and isinstance(content, ActorsPenForm):
            checker.take_actors(pen, content)
        elif pen and isinstance(content, TheatresPenForm):
            checker.take_theatres(pen, content)
    if faults or checker.faults:
        # Without the registers every name in the sources would be reported too.
        raise InputError(faults + checker.faults)
    pens = [(pen, content) for path in files[2:] for pen, content in [_read(home, path, SourcePenForm, faults)]]
    for pen, content in pens:
        if pen and content:
            checker.take_source(pen, content)
    checker.check_links()
    if faults or checker.faults:
        raise InputError(faults + checker.faults)
    return Pens(
        tuple(checker.actors[name] for name in sorted(checker.actors)),
        tuple(checker.theatres[name] for name in sorted(checker.theatres)),
        tuple(checker.sources[name] for name in sorted(checker.sources)),
        tuple(checker.claims[name] for name in sorted(checker.claims)),
        checker.places,
        files,
    )


def source_files(home: Home) -> list[Path]:
    """Return the pens of the sources, by name.

    Raises:
        InputError: if there is none.
    """
    found = sorted((home.data / "sources").glob("*.yaml"))
    if not found:
        raise InputError(f"{home.data / 'sources'}: no source found; write one, see docs/how-to-add-a-source.md")
    return found


def shown(home: Home, path: Path) -> str:
    """Return a path as faults show it: from the home if the home is the current folder, else in full."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _forms() -> tuple[type[BaseModel], type[BaseModel]]:
    return ActorsPenForm, TheatresPenForm


def _read(home: Home, path: Path, form: type[Form], faults: list[str]) -> tuple[Pen | None, Form | None]:
    try:
        pen = read_pen(path, shown(home, path))
    except InputError as error:
        faults.extend(error.faults)
        return None, None
    try:
        return pen, form.model_validate(pen.content)
    except ValidationError as error:
        faults.extend(faults_of_form(error, pen, form))
        return pen, None
