"""Reading all pens of a home into actors, theatres, sources and claims, with every fault found on the way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from kgraph.errors import InputError
from kgraph.home import Home
from kgraph.model import Actor, Claim, Source, Theatre
from kgraph.sources.check import Checker
from kgraph.sources.form import ActorsPenForm, SourcePenForm, TheatresPenForm, check_form
from kgraph.sources.pen import Pen, read_pen
from kgraph.vocabulary import Vocabulary

Form = TypeVar("Form", bound=BaseModel)
_PLACE = re.compile(r"(.*?):(\d+): ")


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
    registers = (home.data / "actors.yaml", home.data / "theatres.yaml")
    checker = Checker(vocabulary)
    faults: list[str] = []
    actors, actors_form = _read(registers[0], ActorsPenForm, faults)
    if actors and actors_form:
        checker.take_actors(actors, actors_form)
    theatres, theatres_form = _read(registers[1], TheatresPenForm, faults)
    if theatres and theatres_form:
        checker.take_theatres(theatres, theatres_form)
    # Without the registers every name in the sources would be reported too.
    _refuse(faults + checker.faults, registers)
    sources = home.source_pens
    faults += _misplaced(home, sources)
    if not sources:
        nothing = f"{shown(home.data / 'sources')}: no source found; write one, see docs/how-to-add-a-source.md"
        raise InputError(faults or nothing)
    for path in sources:
        pen, form = _read(path, SourcePenForm, faults)
        if pen and form:
            checker.take_source(pen, form)
        else:
            checker.unread = True
    checker.check_links()
    checker.check_source_links()
    _refuse(faults + checker.faults, sources)
    files = (*registers, *sources)
    return Pens(
        tuple(checker.actors[name] for name in sorted(checker.actors)),
        tuple(checker.theatres[name] for name in sorted(checker.theatres)),
        tuple(checker.sources[name] for name in sorted(checker.sources)),
        tuple(checker.claims[name] for name in sorted(checker.claims)),
        checker.places,
        files,
    )


def _misplaced(home: Home, taken: list[Path]) -> list[str]:
    """Return a fault for each file that looks like a pen and would not be read."""
    found = [path for path in (home.data / "sources").rglob("*") if path.suffix.lower() in (".yaml", ".yml")]
    others = [path for path in found if path not in taken and not path.name.startswith(".")]
    return [f"{shown(path)}: not read; a pen lies in data/sources/ and its name ends in .yaml" for path in others]


def shown(path: Path) -> str:
    """Return a path as faults show it: from the current folder if it lies below, else in full."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def _read(path: Path, form: type[Form], faults: list[str]) -> tuple[Pen | None, Form | None]:
    try:
        pen = read_pen(path, shown(path))
    except InputError as error:
        faults.extend(error.faults)
        return None, None
    content, of_form = check_form(pen, form)
    faults += [*pen.faults, *of_form]
    return pen, content


def _refuse(faults: list[str], files: Sequence[Path]) -> None:
    """Raise the faults, if any, in the order of the files and of their lines; each once."""
    order = {shown(path): number for number, path in enumerate(files)}

    def place(fault: str) -> tuple[int, int]:
        found = _PLACE.match(fault)
        return (order.get(found[1], len(order)), int(found[2])) if found else (len(order), 0)

    if faults:
        raise InputError(sorted(dict.fromkeys(faults), key=place))
