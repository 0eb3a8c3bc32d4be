"""What lies in the folder of an imported data set, and the accounting of its rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kgraph.errors import StoreError, unknown
from kgraph.files import recover_directory
from kgraph.home import Home

MANIFEST, ROWS, AGGREGATES, NAMES, REJECTS = (
    "manifest.json", "rows", "aggregates.parquet", "names.parquet", "rejects.tsv",
)  # fmt: skip


class FileAccount(NamedTuple):
    """The rows of one file: all of them, those that became claims, those left out by each rule, those refused."""

    file: str
    size: int
    sha256: str
    rows: int
    claims: int
    dropped: Mapping[str, int]
    refused: int

    @property
    def adds_up(self) -> bool:
        """Whether no row was lost or counted twice."""
        return self.rows == self.claims + sum(self.dropped.values()) + self.refused


class DataSet(NamedTuple):
    """An imported data set: its folder, what its manifest says, and its files."""

    folder: Path
    about: Mapping[str, Any]
    files: tuple[FileAccount, ...]

    @property
    def name(self) -> str:
        """The id of the data set."""
        return str(self.about["dataset"]["id"])

    @property
    def mapping(self) -> str:
        """The digest of the mapping that it was read by."""
        return str(self.about["mapping"]["sha256"])

    @property
    def one_a_day(self) -> bool:
        """Whether reports of one code between the same two on one day were counted as one event."""
        return bool(self.about["one_a_day"]["applied"])

    @property
    def rows(self) -> Path:
        """The typed rows, partitioned by year."""
        return self.folder / ROWS

    @property
    def aggregates(self) -> Path:
        """The aggregates."""
        return self.folder / AGGREGATES

    @property
    def names(self) -> Path:
        """Who the names of the table are."""
        return self.folder / NAMES


def folder_of(home: Home) -> Path:
    """Return where imported data sets lie."""
    return home.data / "events"


def data_sets(home: Home) -> list[str]:
    """Return the names of the imported data sets."""
    return sorted(
        path.parent.name for path in folder_of(home).glob(f"*/{MANIFEST}") if not path.parent.name.startswith(".")
    )


def open_data_set(home: Home, name: str) -> DataSet:
    """Return an imported data set.

    Raises:
        StoreError: if there is none of that name, or it cannot be read.
    """
    found = find_data_set(home, name)
    if found is None:
        known = data_sets(home)
        also = f"run 'kgraph import {name} FILE…'" if not known else ""
        raise StoreError(unknown("data set", name, known, also=also))
    return found


def find_data_set(home: Home, name: str) -> DataSet | None:
    """Return an imported data set, or None if there is none of that name.

    Raises:
        StoreError: if it cannot be read.
    """
    folder = folder_of(home) / name
    recover_directory(folder)
    path = folder / MANIFEST
    if not path.is_file():
        return None
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(FileAccount(**entry) for entry in about["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}: cannot be read; import the table again with --anew") from error
    return DataSet(folder, about, files)


def total(files: Iterable[FileAccount]) -> FileAccount:
    """Return the sum of the accounts of files."""
    given = list(files)
    rules = sorted({rule for file in given for rule in file.dropped})
    dropped = {rule: sum(file.dropped.get(rule, 0) for file in given) for rule in rules}
    return FileAccount(
        "all", sum(file.size for file in given), "", sum(file.rows for file in given),
        sum(file.claims for file in given), dropped, sum(file.refused for file in given),
    )  # fmt: skip
