"""Reading the tables of data/who-is-who/: tab-separated, comments before the line of columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kgraph.errors import InputError

_PARTED_BY = "; "


class Line(NamedTuple):
    """One row by column, and where it stands: ``file:line``."""

    place: str
    cells: dict[str, str]

    def each(self, column: str) -> list[str]:
        """Return the values of a cell that may have several."""
        return [value for value in self.cells[column].split(_PARTED_BY) if value]


def read_lines(path: Path, columns: Sequence[str]) -> list[Line]:
    """Return the rows of a table that has exactly these columns.

    Raises:
        InputError: with every fault, ``file:line: what is wrong; what to do``.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(f"{path}: cannot be read ({reason}); check the path") from error
    numbered = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if not line.startswith("#")]
    if not numbered or numbered[0][1] != list(columns):
        at = numbered[0][0] if numbered else 1
        raise InputError(f"{path}:{at}: the columns are not {', '.join(columns)}; mend the line of column names")
    faults = [
        f"{path}:{number}: {len(cells)} cells for {len(columns)} columns; put a tab between cells"
        for number, cells in numbered[1:]
        if len(cells) != len(columns)
    ]
    if faults:
        raise InputError(faults)
    return [Line(f"{path}:{number}", dict(zip(columns, cells, strict=True))) for number, cells in numbered[1:]]
