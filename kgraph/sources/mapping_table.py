"""SSSOM tables (https://mapping-commons.github.io/sssom/): our terms beside those of other vocabularies."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from kgraph.errors import InputError, in_line, unknown
from kgraph.namespaces import BASE, PREFIXES

NO_TERM = "https://w3id.org/sssom/NoTermFound"
# Predicates by which whatever the object names is an instance of the subject too.
_READ = ("exactMatch", "closeMatch", "narrowMatch")
_PREDICATES = {f"skos:{name}": name for name in (*_READ, "broadMatch", "relatedMatch")}
_REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification", "confidence")
_BUILT_IN = {
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": PREFIXES["skos"],
    "sssom": "https://w3id.org/sssom/",
}


class Row(NamedTuple):
    """One row: a term of ours, how it relates to another one, how sure that is (0 to 1), and why.

    ``subject`` and ``object`` are IRIs, `NO_TERM` where there is no counterpart; ``predicate`` is the local name of
    the SKOS property, read from subject to object: ``narrowMatch`` means that the object is the narrower one.
    ``more`` holds the table's further columns, such as ``arena``, as they are written.
    """

    line: int
    subject: str
    predicate: str
    object: str
    object_id: str
    label: str
    confidence: float
    comment: str
    more: Mapping[str, str]


class MappingTable(NamedTuple):
    """A table: its name (that of the file), title, what it says of itself, its rows in order, and its faults."""

    name: str
    title: str
    about: str
    licence: str
    rows: tuple[Row, ...]
    faults: tuple[str, ...]

    def readings(self) -> dict[str, Row]:
        """Return for each object's id the one row that tells what it is in our terms; the other rows only compare."""
        return {row.object_id: row for row in self.rows if _reads(row)}


def read_tables(folder: Path, terms: Collection[str]) -> list[MappingTable]:
    """Return all tables of a folder, by name; ``terms`` are the IRIs that may stand on our side.

    Raises:
        InputError: with every fault of every table.
    """
    tables = [read_table(path, terms) for path in sorted(folder.glob("*.sssom.tsv"))]
    faults = [fault for table in tables for fault in table.faults]
    if faults:
        raise InputError(faults)
    return tables


def read_table(path: Path, terms: Collection[str]) -> MappingTable:
    """Return a table with its faults, ``file:line: what is wrong; what to do``.

    Raises:
        InputError: if its header or its line of columns cannot be read at all.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(f"{path}: cannot be read ({reason}); check the path") from error
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = _header(path, lines[:start])
    columns = lines[start].split("\t") if start < len(lines) else []
    missing = [name for name in _REQUIRED if name not in columns]
    if missing or len(set(columns)) != len(columns):
        fault = f"column '{missing[0]}' is missing" if missing else "a column stands twice"
        raise InputError(f"{path}:{start + 1}: {fault}; mend the line of column names")
    prefixes = {**_BUILT_IN, **_strings(header.get("curie_map"))}
    faults: list[str] = []
    rows = tuple(_rows(path, lines, start + 1, columns, prefixes, faults))
    faults.extend(_beyond_rows(path, rows, terms))
    name = path.name.removesuffix(".sssom.tsv")
    words = (str(header.get(f"mapping_set_{word}", "")).strip() for word in ("title", "description"))
    title, about = words
    return MappingTable(name, title or name, about, str(header.get("license", "")), rows, tuple(faults))


def _header(path: Path, lines: list[str]) -> dict[str, object]:
    try:
        found = YAML(typ="base", pure=True).load("\n".join(line[1:] for line in lines))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{path}:{line}: {in_line(error.problem or 'not YAML')}; mend the '#' lines") from error
    except (YAMLError, RecursionError) as error:
        raise InputError(f"{path}:1: not YAML; mend the '#' lines") from error
    if not isinstance(found, dict) or not isinstance(found.get("curie_map"), dict):
        raise InputError(f"{path}:1: no prefixes; begin with '#curie_map:' and one prefix a line")
    return found


def _strings(found: object) -> dict[str, str]:
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _rows(
    path: Path, lines: list[str], start: int, columns: list[str], prefixes: Mapping[str, str], faults: list[str]
) -> Iterator[Row]:
    own = (*_REQUIRED, "object_label", "comment")
    for number, line in enumerate(lines[start:], start + 1):
        if not line:
            if number < len(lines):
                faults.append(f"{path}:{number}: the line is empty; remove it")
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) != len(columns):
            faults.append(f"{path}:{number}: {len(cells)} cells for {len(columns)} columns; put a tab between cells")
            continue
        cell = dict(zip(columns, cells, strict=True))
        place = f"{path}:{number}"
        subject, other = (_expanded(place, cell[key], prefixes, faults) for key in ("subject_id", "object_id"))
        if cell["predicate_id"] not in _PREDICATES:
            faults.append(unknown("predicate", cell["predicate_id"], _PREDICATES, place))
            continue
        if subject is None or other is None:
            continue
        yield Row(
            number,
            subject,
            _PREDICATES[cell["predicate_id"]],
            other,
            cell["object_id"],
            cell.get("object_label", ""),
            _confidence(place, cell["confidence"], faults),
            cell.get("comment", ""),
            {key: value for key, value in cell.items() if key not in own and value},
        )


def _expanded(place: str, curie: str, prefixes: Mapping[str, str], faults: list[str]) -> str | None:
    prefix, colon, name = curie.partition(":")
    if prefix not in prefixes or not colon or not name:
        faults.append(f"{place}: '{in_line(curie)}' has no known prefix; declare it in the '#curie_map:' or correct it")
        return None
    return prefixes[prefix] + name


def _confidence(place: str, text: str, faults: list[str]) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value <= 1:
        faults.append(f"{place}: confidence '{in_line(text)}' is no number from 0 to 1; give one such as 0.8")
    return value


def _beyond_rows(path: Path, rows: tuple[Row, ...], terms: Collection[str]) -> Iterator[str]:
    """Return what is wrong between rows, or between them and the ontology."""
    pairs: dict[tuple[str, str], int] = {}
    read: dict[str, int] = {}
    for row in rows:
        place = f"{path}:{row.line}"
        for found in (row.subject, row.more.get("arena", "")):
            ours = found.replace("domain:", PREFIXES["domain"], 1) if found.startswith("domain:") else found
            if ours and ours != NO_TERM and ours not in terms:
                shown = [term.removeprefix(BASE) for term in terms]
                yield unknown("term", ours.removeprefix(BASE), shown, place)
        if row.subject == NO_TERM == row.object:
            yield f"{place}: a row between two terms that do not exist; remove it"
        if (first := pairs.setdefault((row.subject, row.object), row.line)) != row.line:
            yield f"{place}: the same two terms as in line {first}; keep one of the rows"
        elif _reads(row) and (first := read.setdefault(row.object_id, row.line)) != row.line:
            yield (
                f"{place}: '{row.object_id}' is read in line {first} already; "
                "make one of the rows skos:broadMatch or skos:relatedMatch"
            )


def _reads(row: Row) -> bool:
    return row.predicate in _READ and row.object != NO_TERM
