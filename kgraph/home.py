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


def find_home(named: str | Path | None = None) -> Home:
    """Return the home that is named, else ``$KGRAPH_HOME``, else the nearest one above here, else the package's own.

    Raises:
        InputError: if the folder that is named is no home.
    """
    given = named if named is not None else os.environ.get("KGRAPH_HOME") or None
    if given is not None:
        if not _is_home(Path(given)):
            raise InputError(
                f"{given or 'no name'}: no kgraph home; name a folder with ontology/kgraph.ttl and data/actors.yaml"
            )
        return Home(Path(given))
    here = Path.cwd()
    for folder in (here, *here.parents):
        if _is_home(folder):
            return Home(folder)
    if (own := package_home()) is not None:
        return own
    raise InputError("no ontology and data found; run inside a checkout or set KGRAPH_HOME")


def package_home() -> Home | None:
    """Return the home that comes with the package, or its checkout."""
    package = Path(__file__).parent
    return next((Home(folder) for folder in (package / "_resources", package.parent) if _is_home(folder)), None)


def _is_home(folder: Path) -> bool:
    return (folder / "ontology" / "kgraph.ttl").is_file() and (folder / "data" / "actors.yaml").is_file()
