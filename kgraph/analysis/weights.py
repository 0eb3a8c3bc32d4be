"""How much a tie weighs: declared in files beside the ontology, or in the user's own, never in code."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from kgraph.analysis.checks import exact_weight
from kgraph.analysis.weights_toml import Places, parsed
from kgraph.errors import InputError, UnknownName, in_line, unknown
from kgraph.files import read_text
from kgraph.vocabulary import Vocabulary

LAYERS: tuple[str, ...] = ("direct", "acting-for", "proxy")
DEFAULT = "even"
_LONGEST = 100_000


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
    text = read_text(path, most=_LONGEST)
    table, faults = parsed(text, path)
    whole = not faults
    place = Places(text, path)
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


def _numbers(
    table: Mapping[str, Any], entry: str, known: Iterable[str], place: Places, faults: list[str]
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
