"""How much a tie weighs: declared in files beside the ontology, or in the user's own, never in code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from kgraph.analysis.checks import exact_number, exact_weight
from kgraph.errors import InputError, UnknownName, unknown
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


def load_weights(given: str, folders: Iterable[Path], vocabulary: Vocabulary) -> Weights:
    """Return the weights of that name in folders, or those of a file.

    Raises:
        UnknownName: if no weights have the name and no file has the path.
        InputError: one line for each fault of the file.
    """
    known = declared(folders)
    path = known.get(given) or Path(given)
    if given not in known and not path.is_file():
        raise UnknownName("weights", given, known, also=f"name a file, or one of {', '.join(known)}")
    return read_weights(path, vocabulary)


def read_weights(path: Path, vocabulary: Vocabulary) -> Weights:
    """Return the weights of a file.

    Raises:
        InputError: one line for each fault: what cannot be read, unknown names, weights that are not above 0.
    """
    try:
        data = path.read_bytes()
        if len(data) > _LONGEST:
            raise InputError(f"{path}: {len(data)} bytes are too many for a file of weights; shorten it")
        # Numbers stay as they are written: 0.1 is a tenth.
        table = tomllib.loads(data.decode("utf-8"), parse_float=exact_number)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from None
    except (ValueError, ZeroDivisionError) as error:
        raise InputError(
            f"{path}: {str(error).splitlines()[0]}; write TOML as ontology/weights/even.toml does"
        ) from None
    place = str(path)
    faults = [unknown("entry", key, ("title", "relations", "layers"), place) for key in table if key not in _ENTRIES]
    relations = _numbers(table, "relations", vocabulary.relations, place, faults)
    layers = _numbers(table, "layers", LAYERS, place, faults)
    faults.extend(
        f"{place}: the layer '{name}' has no weight; add it to [layers]" for name in LAYERS if name not in layers
    )
    found: dict[str, Fraction] = {}
    for name, relation in vocabulary.relations.items():
        weight = _nearest(name, relations, vocabulary)
        if weight is None and relation.polarity:
            faults.append(f"{place}: the relation '{name}' has no weight; add it, or one above it, to [relations]")
        found[name] = weight or Fraction(1)
    if faults:
        raise InputError(faults)
    title = table.get("title")
    return Weights(path.stem, title if isinstance(title, str) else path.stem, found, layers)


_ENTRIES = ("title", "relations", "layers")


def _numbers(
    table: Mapping[str, Any], entry: str, known: Iterable[str], place: str, faults: list[str]
) -> dict[str, Fraction]:
    given = table.get(entry, {})
    if not isinstance(given, dict):
        faults.append(f"{place}: '{entry}' is no table; write [{entry}] and one line a name")
        return {}
    found = {}
    names = list(known)
    for name, value in given.items():
        if name not in names:
            faults.append(unknown(f"name in [{entry}]", name, names, place))
            continue
        try:
            found[name] = exact_weight(value, f"{place}: {name}")
        except InputError as error:
            faults.extend(error.faults)
    return found


def _nearest(name: str, given: Mapping[str, Fraction], vocabulary: Vocabulary) -> Fraction | None:
    """Return the weight of a relation or of the nearest above it; the greatest where several are as near."""
    level = {name}
    while level:
        weights = [given[relation] for relation in level if relation in given]
        if weights:
            return max(weights)
        level = {parent for relation in level for parent in vocabulary.relations[relation].parents}
    return None
