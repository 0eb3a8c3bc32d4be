"""The TOML of a file of weights: what it says, which lines are none, and where each entry stands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

_MOST_FAULTS = 20
_AT = re.compile(r" \(at line (\d+), column \d+\)")
_HEAD = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")


def parsed(text: str, path: Path) -> tuple[dict[str, Any], list[str]]:
    """Return what a TOML text says, with one fault for each line that had to be left out because it is none."""
    lines = text.split("\n")
    faults: list[str] = []
    while True:
        try:
            # Numbers stay as they are written: 0.1 is a tenth.
            return tomllib.loads("\n".join(lines), parse_float=str), faults
        except (ValueError, RecursionError) as error:
            message = str(error) or type(error).__name__
            at = _AT.search(message)
            # At the end of the document something is open that began before.
            number = int(at[1]) if at else max((n for n, line in enumerate(lines, start=1) if line.strip()), default=1)
            faults.append(
                f"{path}:{number}: {_AT.sub('', message).removesuffix(' (at end of document)')}; "
                "write TOML as ontology/weights/even.toml does"
            )
            if not at or not lines[number - 1].strip() or len(faults) >= _MOST_FAULTS:
                return {}, faults
            lines[number - 1] = ""


class Places:
    """Where the entries of a TOML text stand, for messages: tables and the keys in them, one a line."""

    def __init__(self, text: str, path: Path) -> None:
        """Note the first line of each table and of each key in it."""
        self._path = path
        self._lines: dict[tuple[str, ...], int] = {}
        table: tuple[str, ...] = ()
        for number, line in enumerate(text.split("\n"), start=1):
            if head := _HEAD.match(line):
                table = _names(head[1])
                self._lines.setdefault(table, number)
            elif key := _KEY.match(line):
                names = (*table, *_names(key[1]))
                for length in range(1, len(names) + 1):
                    self._lines.setdefault(names[:length], number)

    def of(self, *names: str) -> str:
        """Return ``file:line`` of an entry, else of the table that it would stand in, else of the first line."""
        while names and names not in self._lines:
            names = names[:-1]
        return f"{self._path}:{self._lines.get(names, 1)}"


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
