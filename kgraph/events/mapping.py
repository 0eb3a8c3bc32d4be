"""Mappings: a table becomes claims by a file of ``data/mappings/``, read with the line of every fault."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from kgraph.errors import InputError, UnknownName, unknown
from kgraph.events.actors.named import SCHEMES as NAME_SCHEMES
from kgraph.events.codes import GOLDSTEIN_TABLES
from kgraph.events.dates import DateFault, DateReader
from kgraph.events.form import (
    QUOTES,
    SEPARATORS,
    ColumnForm,
    DateColumnForm,
    FlagForm,
    LookUpForm,
    MappingForm,
    ReadForm,
    TieForm,
)
from kgraph.home import Home
from kgraph.sources.form import faults_of_form
from kgraph.sources.pen import Pen, read_pen
from kgraph.sources.read import shown
from kgraph.vocabulary import Vocabulary

FORMATS = ("text", "parquet")

CODE_SCHEMES = ("cameo", "plover")
QUADS = ("schrodt", "gdelt")
CLASSES = ("material", "verbal")
NO_RELATION = "none"
DECIMALS = ("point", "comma")
_YES_NO = ("yes", "no")
_RELATIONS = "'kgraph ask structure/relations' lists them; 'cooperatesWith' and 'conflictsWith' are the widest"
_ARENAS = "'kgraph ask theatres/arenas' lists them; take one of the kind 'domain'"


class Mapping(NamedTuple):
    """A mapping that has no fault, and the digest of its file: another digest is another version of it."""

    path: Path
    form: MappingForm
    digest: str
    pen: Pen

    @property
    def name(self) -> str:
        """The id of the data set."""
        return self.form.dataset.id

    @property
    def dates(self) -> DateReader:
        """How the texts of the date column are read."""
        date = self.form.columns.date
        return _date_reader(date)

    @property
    def one_a_day(self) -> bool:
        """Whether reports of one code between the same two on one day count as one event."""
        return self.form.one_a_day.apply == "yes"

    def flags(self) -> list[FlagForm]:
        """Return the flags, each of which is a tie of its own where it is set."""
        return self.form.codes.flags or []

    def used_columns(self) -> list[str]:
        """Return every column of the table that the mapping names, once, in order."""
        return list(dict.fromkeys(column for column, _ in _named_columns(self.form)))

    def place_of(self, column: str) -> str:
        """Return the file and line in which the mapping names a column of the table."""
        return self.pen.place(*next(path for name, path in _named_columns(self.form) if name == column))


def texts(given: str | list[str] | None) -> tuple[str, ...]:
    """Return a text, a list of texts or nothing as a tuple."""
    return () if given is None else (given,) if isinstance(given, str) else tuple(given)


def _date_reader(form: DateColumnForm) -> DateReader:
    return DateReader(texts(form.format), form.unit, form.since, apart=form.month is not None)


def find_mapping(home: Home, name: str) -> Path:
    """Return the file of a mapping: a path, or the name of one in ``data/mappings/``.

    Raises:
        UnknownName: with the nearest names.
    """
    folder = home.data / "mappings"
    known = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    if name in known:
        return known[name]
    if name.endswith((".yaml", ".yml")) or "/" in name:
        return Path(name)
    also = f"none is in {shown(folder)} yet; see docs/how-to-map-a-table.md" if not known else ""
    raise UnknownName("mapping", name, known, also=also)


def read_mapping(path: Path, vocabulary: Vocabulary) -> Mapping:
    """Read a mapping.

    Raises:
        InputError: with every fault of the file, ``file:line: what; what to do``.
    """
    pen = read_pen(path, shown(path), "dataset")
    form, faults = _of_form(pen, MappingForm)
    faults = [*pen.faults, *faults]
    if form is not None:
        faults += _Check(pen, form, vocabulary).faults()
    if faults or form is None:
        raise InputError(sorted(dict.fromkeys(faults), key=_line))
    return Mapping(path, form, hashlib.sha256(path.read_bytes()).hexdigest(), pen)


def _line(fault: str) -> int:
    parts = fault.split(":", 2)
    return int(parts[1]) if len(parts) == 3 and parts[1].isdigit() else 0


def _of_form(pen: Pen, form: type[MappingForm]) -> tuple[MappingForm | None, list[str]]:
    try:
        return form.model_validate(pen.content), []
    except ValidationError as error:
        return None, faults_of_form(error, pen, form)


def _named_columns(form: MappingForm) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Return every column that a mapping names, and where it does."""
    for role in type(form.columns).model_fields:
        given = getattr(form.columns, role)
        if given is not None:
            yield given.column, ("columns", role, "column")
            for more in ("country", "sectors", "mode", "month", "day"):
                if named := getattr(given, more, None):
                    yield named, ("columns", role, more)
    if until := form.columns.date.until:
        for key in ("column", "month", "day"):
            if named := getattr(until, key):
                yield named, ("columns", "date", "until", key)
    for index, flag in enumerate(form.codes.flags or []):
        yield flag.column, ("codes", "flags", index, "column")
    for index, where in enumerate(form.drop.where):
        yield where.column, ("drop", "where", index, "column")


class _Check:
    """What the form alone does not tell: words that must be known, and keys that need or exclude each other."""

    def __init__(self, pen: Pen, form: MappingForm, vocabulary: Vocabulary) -> None:
        self._pen = pen
        self._form = form
        self._vocabulary = vocabulary

    def faults(self) -> list[str]:
        form = self._form
        found = [*self._reading(form.read, ("read",)), *self._columns(), *self._codes(), *self._date()]
        found += self._known(_YES_NO, "answer", form.one_a_day.apply, "one_a_day", "apply")
        for key in type(form.drop).model_fields:
            if getattr(form.drop, key) in _YES_NO:
                found.append(f"{self._at('drop', key)}: a reason is expected here; write why, or remove '{key}'")
        for name, look_up in form.look_ups.items():
            at = ("look_ups", name)
            found += self._reading(look_up, at)
            for key in ("key", "value"):
                if look_up.header == "no" and getattr(look_up, key) not in look_up.columns:
                    found.append(unknown("column", getattr(look_up, key), look_up.columns, self._at(*at, key)))
        return found

    def _at(self, *path: str | int) -> str:
        return self._pen.place(*path)

    def _known(
        self, known: Iterable[str], kind: str, given: str | None, *path: str | int, also: str = ""
    ) -> Iterator[str]:
        if given is not None and given not in set(known):
            yield unknown(kind, given, known, self._at(*path), also)

    def _reading(self, read: ReadForm | LookUpForm, at: tuple[str | int, ...]) -> Iterator[str]:
        if isinstance(read, ReadForm):
            yield from self._known(FORMATS, "format", read.format, *at, "format")
            if read.format == "parquet":
                return
        if read.separator not in SEPARATORS and len(read.separator) != 1:
            yield unknown("separator", read.separator, SEPARATORS, self._at(*at, "separator"))
        yield from self._known(QUOTES, "quote", read.quote, *at, "quote")
        yield from self._known(_YES_NO, "answer", read.header, *at, "header")
        try:
            codecs.lookup(read.encoding)
        except LookupError:
            remedy = "write a name such as utf-8, latin-1 or windows-1252"
            yield f"{self._at(*at, 'encoding')}: unknown encoding '{read.encoding}'; {remedy}"
        if read.header == "no" and not read.columns:
            yield f"{self._at(*at)}: without a header the columns have no names; add columns: [ … ]"
        if read.header == "yes" and read.columns:
            yield f"{self._at(*at, 'columns')}: the header names the columns; remove the list, or write header: no"
        for index, column in enumerate(read.columns):
            if column in read.columns[:index]:
                yield f"{self._at(*at, 'columns', index)}: column '{column}' stands here twice; give it another name"

    def _columns(self) -> Iterator[str]:
        form = self._form
        for column, at in _named_columns(form):
            if form.read.header == "no" and form.read.columns:
                yield from self._known(form.read.columns, "column", column, *at)
        for role in type(form.columns).model_fields:
            given: ColumnForm | None = getattr(form.columns, role)
            if given is not None:
                yield from self._known(form.look_ups, "look-up", given.look_up, "columns", role, "look_up")
                yield from self._known(_YES_NO, "answer", given.whole_number, "columns", role, "whole_number")
        if form.columns.weight is not None:
            yield from self._known(DECIMALS, "sign", form.columns.weight.decimal, "columns", "weight", "decimal")
        for role in ("agent", "target"):
            yield from self._known(
                NAME_SCHEMES, "scheme of names", getattr(form.columns, role).scheme, "columns", role, "scheme"
            )

    def _date(self) -> Iterator[str]:
        date = self._form.columns.date
        at = ("columns", "date")
        try:
            _date_reader(date)
        except DateFault as fault:
            yield f"{self._at(*at, fault.key)}: {fault}"
        for form, place in ((date, at), (date.until, (*at, "until"))):
            if form is not None and (form.month is None) != (form.day is None):
                yield f"{self._at(*place)}: month and day stand apart together; name both columns, or neither"
        if date.until is not None and (date.until.month is None) != (date.month is None):
            yield f"{self._at(*at, 'until')}: the end is read as the beginning; name columns of month and day for both"

    def _codes(self) -> Iterator[str]:
        codes = self._form.codes
        given = [key for key in ("scheme", "table", "flags", "always") if getattr(codes, key) is not None]
        if len(given) != 1:
            what = f"both {given[0]} and {given[1]}" if given else "no way"
            yield f"{self._at('codes')}: {what} to read codes; give one of scheme, table, flags, always"
        has_column = self._form.columns.code is not None
        if has_column and given and given[0] in ("flags", "always"):
            yield f"{self._at('columns', 'code')}: with {given[0]} no code is read; remove this column"
        if not has_column and given and given[0] in ("scheme", "table"):
            yield f"{self._at('columns')}: no column holds the code; add code: {{column: …}}"
        yield from self._known(CODE_SCHEMES, "scheme of codes", codes.scheme, "codes", "scheme")
        yield from self._known(QUADS, "quad convention", codes.quad, "codes", "quad")
        yield from self._known(GOLDSTEIN_TABLES, "Goldstein table", codes.goldstein, "codes", "goldstein")
        for key in ("goldstein", "quad"):
            if codes.scheme == "cameo" and getattr(codes, key) is None:
                yield f"{self._at('codes')}: key '{key}' is missing; say which one, since the published ones differ"
        for code, tie in (codes.table or {}).items():
            yield from self._tie(tie, "codes", "table", code)
        for index, flag in enumerate(codes.flags or []):
            yield from self._tie(flag, "codes", "flags", index)
        if codes.always is not None:
            yield from self._tie(codes.always, "codes", "always")

    def _tie(self, tie: TieForm, *at: str | int) -> Iterator[str]:
        if tie.relation == NO_RELATION:
            return
        yield from self._known(self._vocabulary.relations, "relation", tie.relation, *at, "relation", also=_RELATIONS)
        if (relation := self._vocabulary.relations.get(tie.relation)) is not None:
            place = self._at(*at, "relation")
            if relation.derived_by is not None:
                yield f"{place}: '{tie.relation}' only follows by a rule; name what the table tells"
            elif not relation.polarity:
                yield f"{place}: '{tie.relation}' is neither cooperation nor conflict; write relation: none"
        yield from self._known(self._vocabulary.domains, "domain", tie.arena, *at, "arena", also=_ARENAS)
        yield from self._known(CLASSES, "class", tie.class_, *at, "class")
        for key, value in (("arena", tie.arena), ("class", tie.class_)):
            if value is None:
                yield f"{self._at(*at)}: key '{key}' is missing; add it, or write relation: none"
