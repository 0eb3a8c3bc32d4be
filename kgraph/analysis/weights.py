"""How much a tie weighs: declared in files beside the ontology, or in the user's own, never in code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from kgraph.analysis.checks import exact_weight
from kgraph.errors import InputError, UnknownName, in_line, unknown
from kgraph.vocabulary import Vocabulary

LAYERS: tuple[str, ...] = ("direct", "acting-for", "proxy")
DEFAULT = "even"
_LONGEST = 100_000
_MOST_FAULTS = 20


class Weights(NamedTuple):
    """The weight of every relation, and of each layer: direct, by acting for, or by proxy."""

    name: str
    title: str
    relations: Mapping[str, Fraction]
    layers: Mapping[str, Fraction]

    def of(self, relation: str, layer: str) -> Fraction:
        """Return what one tie weighs."""
        return self.relations[relation] * self.layers[layer]


def declared(folders: Iterable[Path]) -> dict[str, Path]:
    """Return the files of weights of folders by name; of two with one name, that of the later folder."""
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}


def load_weights(given: str | Path, folders: Iterable[Path], vocabulary: Vocabulary) -> Weights:
    """Return the weights of that name in folders, or those of a file.

    Raises:
        UnknownName: if no weights have the name and no file has the path.
        InputError: one line for each fault of the file.
    """
    known = declared(folders)
    if not isinstance(given, str | Path) or not str(given).strip():  # type: ignore[redundant-expr]
        raise UnknownName("weights", str(given), known, also=f"name a file, or one of {', '.join(known)}")
    given = str(given)
    path = known.get(given) or Path(given)
    if given not in known and not path.is_file():
        raise UnknownName("weights", given, known, also=f"name a file, or one of {', '.join(known)}")
    return read_weights(path, vocabulary)


def read_weights(path: Path, vocabulary: Vocabulary) -> Weights:
    """Return the weights of a file.

    Raises:
        InputError: one line ``file:line: fault; remedy`` for each fault: what is no TOML, unknown or missing names,
            weights that are not above 0.
    """
    text = _text(path)
    table, faults = _parsed(text, path)
    whole = not faults
    place = _Places(text, path)
    for key in table:
        if key not in _ENTRIES:
            faults.append(unknown("entry", key, _ENTRIES, place.of(key)))
    title = table.get("title", path.stem)
    if not isinstance(title, str):
        faults.append(f"{place.of('title')}: '{in_line(str(title))}' is no text; put the title in quotation marks")
    relations = _numbers(table, "relations", vocabulary.relations, place, faults)
    layers = _numbers(table, "layers", LAYERS, place, faults)
    named = {entry: set(table[entry]) if isinstance(table.get(entry), dict) else set() for entry in _TABLES}
    missing = [
        f"{place.of('layers')}: the layer '{name}' has no weight; add it to [layers]"
        for name in LAYERS
        if name not in named["layers"]
    ]
    found: dict[str, Fraction] = {}
    for name in vocabulary.relations:
        weight = _nearest(name, relations, vocabulary)
        if weight is None and _first_without(name, named["relations"], vocabulary):
            missing.append(
                f"{place.of('relations')}: the relation '{name}' has no weight; add it, or one above it, to [relations]"
            )
        found[name] = weight or Fraction(1)
    # What stands in a line that is no TOML is not missing.
    if faults := [*faults, *(missing if whole else ())]:
        raise InputError(faults)
    return Weights(path.stem, title, found, layers)


_TABLES = ("relations", "layers")
_ENTRIES = ("title", *_TABLES)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from None
    if len(data) > _LONGEST:
        raise InputError(f"{path}: {len(data)} bytes are too many for a file of weights; shorten it")
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}:{line}: is no text in UTF-8; save the file as UTF-8") from None


def _parsed(text: str, path: Path) -> tuple[dict[str, Any], list[str]]:
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


class _Places:
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


_AT = re.compile(r" \(at line (\d+), column \d+\)")
_HEAD = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _numbers(
    table: Mapping[str, Any], entry: str, known: Iterable[str], place: _Places, faults: list[str]
) -> dict[str, Fraction]:
    given = table.get(entry, {})
    if not isinstance(given, dict):
        faults.append(f"{place.of(entry)}: '{entry}' is no table; write [{entry}] and one line a name")
        return {}
    found = {}
    names = list(known)
    for name, value in given.items():
        if name not in names:
            faults.append(unknown(f"name in [{entry}]", name, names, place.of(entry, name)))
            continue
        try:
            found[name] = exact_weight(value, f"{place.of(entry, name)}: {name}", "give one above 0")
        except InputError as error:
            faults.extend(error.faults)
    return found


def _first_without(name: str, given: Container[str], vocabulary: Vocabulary) -> bool:
    """Say whether a relation with a sign has no weight, nor any relation above it, and is the highest such one."""

    def lacks(relation: str) -> bool:
        above = vocabulary.relations[relation]
        return bool(above.polarity) and relation not in given and all(map(lacks_weight, above.parents))

    def lacks_weight(relation: str) -> bool:
        return relation not in given and all(map(lacks_weight, vocabulary.relations[relation].parents))

    return lacks(name) and not any(map(lacks, vocabulary.relations[name].parents))


def _nearest(name: str, given: Mapping[str, Fraction], vocabulary: Vocabulary) -> Fraction | None:
    """Return the weight of a relation or of the nearest above it; the greatest where several are as near."""
    level = {name}
    while level:
        weights = [given[relation] for relation in level if relation in given]
        if weights:
            return max(weights)
        level = {parent for relation in level for parent in vocabulary.relations[relation].parents}
    return None
