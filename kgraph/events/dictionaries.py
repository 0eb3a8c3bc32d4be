"""What the distinct names, codes and dates of a table mean: each text is read once, here, and joined by the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingType
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from kgraph.errors import InputError, in_line, unknown
from kgraph.events.actors import Named, Resolved, Resolver
from kgraph.events.actors.leaders import Leader
from kgraph.events.careful import lines_of
from kgraph.events.codes import CodeTable
from kgraph.events.dates import DateReader
from kgraph.events.files import look_at
from kgraph.events.form import ActorColumnForm, ColumnForm, TieForm
from kgraph.events.landing import ALWAYS, PART, UNREAD, name_of_flag
from kgraph.events.mapping import NO_RELATION, Mapping, texts
from kgraph.vocabulary import Vocabulary

TYPE_CHECKING = False
if TYPE_CHECKING:
    import pyarrow as pa

# How the resolver says that somebody leads a state on some days.
LEADER = "leader"
LookUps = MappingType[str, MappingType[str, str]]


class Meaning(NamedTuple):
    """What one code is; without a relation it ties nobody to anybody. ``fault`` says why it has no meaning."""

    code: str
    relation: str = ""
    arena: str = ""
    sign: int = 0
    class_: str = ""
    weight: float | None = None
    fault: str | None = None


def read_look_ups(mapping: Mapping, beside: Path, workplace: Path) -> dict[str, dict[str, str]]:
    """Return the texts by id of every look-up file, looked for beside the table and then beside the mapping.

    Raises:
        InputError: with every fault of these files.
    """
    found: dict[str, dict[str, str]] = {}
    faults: list[str] = []
    for name, form in mapping.form.look_ups.items():
        place = mapping.pen.place("look_ups", name, "file")
        path = next((at for at in (beside / form.file, mapping.path.parent / form.file) if at.is_file()), None)
        if path is None:
            faults.append(
                f"{place}: '{in_line(form.file)}' is neither beside the table nor beside the mapping; put it there"
            )
            continue
        file = look_at(path, form.encoding, workplace)
        rows = lines_of(file, form)
        columns = form.columns if form.header == "no" else next(rows).cells
        missing = [key for key in (form.key, form.value) if key not in columns]
        if missing:
            faults.append(unknown("column", missing[0], columns, place))
            continue
        key, value = columns.index(form.key), columns.index(form.value)
        entries: dict[str, str] = {}
        for row in rows:
            if row.fault or len(row.cells) != len(columns):
                reason = row.fault or f"{len(row.cells)} cells for {len(columns)} columns; mend the row"
                faults.append(f"{file.shown}:{row.number}: {reason}")
            elif entries.setdefault(row.cells[key], row.cells[value]) != row.cells[value]:
                faults.append(f"{file.shown}:{row.number}: '{in_line(row.cells[key])}' has two meanings; keep one row")
        found[name] = entries
    if faults:
        raise InputError(faults)
    return found


def looked_up(text: str, form: ColumnForm, look_ups: LookUps) -> tuple[str, str | None]:
    """Return what a text stands for, and a fault if its look-up does not have it."""
    if form.look_up is None:
        return text, None
    found = look_ups[form.look_up].get(text)
    if found is None:
        return text, f"'{in_line(text)}' is not in the look-up '{form.look_up}'; add it to its file"
    return found, None


def named(key: str, form: ActorColumnForm, look_ups: LookUps) -> tuple[Named, str | None]:
    """Return who a key of the landed table names, and a fault if it cannot be looked up."""
    first, *more = key.split(PART)
    text, fault = looked_up(first, form, look_ups)
    country, sectors = more or ("", "")
    parts = tuple(part.strip() for part in sectors.split(form.sectors_separator) if part.strip())
    return Named(text, form.scheme, country, parts), fault


def names_table(keys: Iterable[str], form: ActorColumnForm, look_ups: LookUps, resolver: Resolver) -> pa.Table:
    """Return who each key is: key, fault, text, and the parts of `Resolved`."""
    read = {key: named(key, form, look_ups) for key in sorted(keys)}
    resolved: dict[Named, Resolved] = resolver.resolve(name for name, fault in read.values() if fault is None)
    entries = [(key, fault, name.text, resolved.get(name)) for key, (name, fault) in read.items()]
    columns: dict[str, list[Any]] = {
        "key": [key for key, _, _, _ in entries],
        "fault": [fault for _, fault, _, _ in entries],
        "text": [text for _, _, text, _ in entries],
    }
    for part in ("actor", "label", "kind", "state", "sector", "how"):
        columns[part] = [getattr(who, part) if who is not None else None for _, _, _, who in entries]
    return _texts(columns)


def in_office_table(
    names: pa.Table, leaders: Iterable[Leader], occurring: Iterable[tuple[str, str]], dates: DateReader
) -> pa.Table:
    """Return for which state each leader among ``names`` acts on each day of ``occurring``, pairs of key and date."""
    terms: dict[str, list[tuple[date, date, str]]] = {}
    for leader in leaders:
        terms.setdefault(leader.actor, []).append((leader.first_day, leader.last_day or date.max, leader.state))
    actors = dict(zip(names["key"].to_pylist(), names["actor"].to_pylist(), strict=True))
    found: list[tuple[str, str, str]] = []
    for key, text in sorted(occurring):
        days = dates.read(text)
        offices = terms.get(actors[key], ())
        states = {state for first, last, state in offices if days is not None and first <= days[0] <= last}
        # Two offices on one day are of one state, or nobody can say for which the deed was done.
        if len(states) == 1:
            found.append((key, text, states.pop()))
    columns = dict(zip(("key", "date", "state"), zip(*found, strict=True), strict=True)) if found else {}
    return _texts({name: list(columns.get(name, ())) for name in ("key", "date", "state")})


def code_reader(mapping: Mapping, table: CodeTable | None, vocabulary: Vocabulary) -> Callable[[str], Meaning]:
    """Return what reads one code: the table of a scheme, or the ties that the mapping writes out."""
    codes = mapping.form.codes
    if table is not None:
        known = table

        def by_scheme(code: str) -> Meaning:
            found = known.read(code)
            if found is None:
                fault = f"unknown code '{in_line(code)}' of {codes.scheme}; correct it, or leave it out by a rule"
                return Meaning(code, fault=fault)
            kind = "material" if found.material else "verbal"
            return Meaning(code, found.relation, found.arena, found.sign, kind, found.goldstein)

        return by_scheme
    ties: dict[str, TieForm] = dict(codes.table or {})
    for flag in codes.flags or []:
        ties[name_of_flag(flag.column, texts(flag.equals))] = flag
    if codes.always is not None:
        ties[ALWAYS] = codes.always

    def by_hand(code: str) -> Meaning:
        tie = ties.get(code)
        if tie is None:
            fault = f"unknown code '{in_line(code)}'; add it to codes: table: in {mapping.pen.file}"
            return Meaning(code, fault=fault)
        if tie.relation == NO_RELATION:
            return Meaning(code)
        sign = vocabulary.relations[tie.relation].polarity
        weight = float(tie.weight) if tie.weight is not None else None
        return Meaning(code, tie.relation, tie.arena or "", sign, tie.class_ or "", weight)

    return by_hand


def codes_table(keys: Iterable[str], mapping: Mapping, look_ups: LookUps, read: Callable[[str], Meaning]) -> pa.Table:
    """Return what each code is; a row whose flags say several things at once has a line for each."""
    import pyarrow as pa

    form = mapping.form.columns.code
    entries: list[tuple[str, Meaning]] = []
    for key in sorted(keys):
        if key.startswith(UNREAD):
            column, _, value = key.removeprefix(UNREAD).partition(PART)
            remedy = "name the values that do with equals: at this flag"
            fault = f"flag '{in_line(value)}' in column {column} does not say whether it is set; {remedy}"
            entries.append((key, Meaning(value, fault=fault)))
        elif form is None:
            entries += [(key, read(part)) for part in key.split(PART) if part]
        else:
            code, wrong = looked_up(key, form, look_ups)
            entries.append((key, Meaning(code, fault=f"code {wrong}") if wrong else read(code)))
    return pa.table(
        {
            "key": pa.array([key for key, _ in entries], pa.string()),
            "fault": pa.array([meaning.fault for _, meaning in entries], pa.string()),
            "code": pa.array([meaning.code for _, meaning in entries], pa.string()),
            "relation": pa.array([meaning.relation for _, meaning in entries], pa.string()),
            "arena": pa.array([meaning.arena for _, meaning in entries], pa.string()),
            "sign": pa.array([meaning.sign for _, meaning in entries], pa.int8()),
            "class": pa.array([meaning.class_ for _, meaning in entries], pa.string()),
            "weight": pa.array([meaning.weight for _, meaning in entries], pa.float64()),
        }
    )


def dates_table(keys: Iterable[str], reader: DateReader) -> pa.Table:
    """Return the days of each text, and the month or year in which they are counted."""
    import pyarrow as pa

    entries = [(key, reader.read(key)) for key in sorted(keys)]
    length = 4 if reader.resolution == "year" else 7
    return pa.table(
        {
            "key": pa.array([key for key, _ in entries], pa.string()),
            "fault": pa.array(
                [None if days else f"'{_time(key)}' is no date; expected {reader.expected}" for key, days in entries],
                pa.string(),
            ),
            "first_day": pa.array([days[0] if days else None for _, days in entries], pa.date32()),
            "last_day": pa.array([days[1] if days else None for _, days in entries], pa.date32()),
            "month": pa.array([days[0].isoformat()[:length] if days else None for _, days in entries], pa.string()),
        }
    )


def _time(key: str) -> str:
    """Return a text of the date columns as it is shown."""
    begin, to, end = key.partition(PART)
    return f"{in_line(begin)} to {in_line(end)}" if to else in_line(begin)


def _texts(columns: MappingType[str, list[Any]]) -> pa.Table:
    import pyarrow as pa

    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
