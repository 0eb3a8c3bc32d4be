"""Where ontology, data and questions lie: a checkout, a folder that is named, or the installed package."""

from __future__ import annotations

import os
from pathlib import Path

from kgraph.errors import InputError


class Home:
    """A folder with ``ontology/``, ``data/`` and ``queries/``."""

    def __init__(self, root: Path) -> None:
        """Take a folder as a home."""
        self.root = root

    @property
    def ontology(self) -> Path:
        """Turtle modules, shapes and rules."""
        return self.root / "ontology"

    @property
    def rules(self) -> Path:
        """What follows from what, one rule family a file."""
        return self.ontology / "rules"

    @property
    def weights(self) -> Path:
        """How much a tie weighs, one set of weights a file."""
        return self.ontology / "weights"

    @property
    def data(self) -> Path:
        """The pens: registers and one file a source."""
        return self.root / "data"

    @property
    def source_pens(self) -> list[Path]:
        """The pens of the sources, by name; hidden files are an editor's business."""
        return sorted(path for path in (self.data / "sources").glob("*.yaml") if not path.name.startswith("."))

    @property
    def record(self) -> Path:
        """The record compiled from the pens, in Turtle."""
        return self.data / "rdf"

    @property
    def store(self) -> Path:
        """The store built from the record: a cache that can be made again."""
        return self.data / "store"

    @property
    def queries(self) -> Path:
        """The catalogue of questions."""
        return self.root / "queries"


# Without these a folder is no home; the registers may be empty, the sources may be none.
_REQUIRED = ("ontology/kgraph.ttl", "data/actors.yaml", "data/theatres.yaml")
_SIGNS = ("ontology", "data/sources")
# What a home is read from.
FOLDERS = ("ontology", "data", "queries")


def find_home(named: str | Path | None = None) -> Home:
    """Return the home that is named, else ``$KGRAPH_HOME``, else the nearest one above here, else the package's own.

    A folder that looks like a home and is not whole is never passed over for another one.

    Raises:
        InputError: if the folder that is named is no home, or the one at hand lacks a file.
    """
    given = named if named is not None else os.environ.get("KGRAPH_HOME") or None
    if given is not None:
        folder = Path(given)
        if not str(given) or not looks_like_a_home(folder):
            raise InputError(f"{str(given) or 'no name'}: no kgraph home; name a folder with {', '.join(_REQUIRED)}")
        return _whole(folder)
    try:
        here = Path.cwd()
    except FileNotFoundError as error:
        raise InputError("the current folder does not exist any more; go to another one") from error
    for folder in (here, *here.parents):
        if looks_like_a_home(folder):
            return _whole(folder)
    if (own := package_home()) is not None:
        return own
    raise InputError("no ontology and data found; run inside a checkout, or name one with --home or $KGRAPH_HOME")


def looks_like_a_home(folder: Path) -> bool:
    """Say whether a folder has something that only homes have."""
    return any((folder / sign).is_dir() for sign in _SIGNS) or (folder / _REQUIRED[1]).is_file()


def _whole(folder: Path) -> Home:
    """Return a folder as a home if it has all that a home must have."""
    lacking = [name for name in _REQUIRED if not (folder / name).is_file()]
    if lacking:
        raise InputError(
            f"{folder}: looks like a kgraph home but has no {' and no '.join(lacking)}; "
            "put it there, or name another home with --home"
        )
    return Home(folder)


def package_home() -> Home | None:
    """Return the home that comes with the package, or its checkout."""
    package = Path(__file__).parent
    return next((Home(f) for f in (package / "_resources", package.parent) if looks_like_a_home(f)), None)
