"""Importing a table: land its files, read them, and put rows, aggregates and accounts in place in one step."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from kgraph.errors import InputError
from kgraph.events import manifest as kept
from kgraph.events.duck import DuckEngine
from kgraph.events.engine import Engine, worded
from kgraph.events.engines import engine
from kgraph.events.files import TableFile, look_at
from kgraph.events.interrupts import Interrupts
from kgraph.events.landed import Limit, land
from kgraph.events.manifest import DataSet, FileAccount
from kgraph.events.mapping import Mapping
from kgraph.events.progress import Progress, Step, silent
from kgraph.events.reading import Reading, RefusedRow
from kgraph.events.rows import KEY, accepted, aggregates
from kgraph.files import only_one, replace_directory, write_atomically
from kgraph.home import Home
from kgraph.sources.read import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ibis.expr.types as ir


class Imported(NamedTuple):
    """An import: the data set, and which of the files given were new to it."""

    data_set: DataSet
    new: tuple[FileAccount, ...]


def import_table(
    home: Home,
    mapping: Mapping,
    files: Sequence[Path],
    *,
    max_errors: int = 0,
    engine_name: str = "duckdb",
    anew: bool = False,
    say: Progress = silent,
) -> Imported:
    """Bring the files of a table into the data set of its mapping; files that are in it already are passed over.

    Killed at any moment and run again, it gives the same as if it had not been: what was landed is taken up where
    mapping and content are the same, and the data set is replaced in one step.

    Raises:
        InputError: with the first faults, if more than ``max_errors`` rows are refused; nothing is changed then.
    """
    folder = kept.folder_of(home)
    target = folder / mapping.name
    workplace = folder / f".{mapping.name}.new"
    try:
        workplace.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror}); use a home you can write to") from error
    with Interrupts() as interrupts, worded(), only_one(workplace), _tidied(workplace):

        def step(given: Step) -> None:
            interrupts.check()
            say(given)

        before = None if anew else kept.find_data_set(home, mapping.name)
        if before is not None and before.mapping != mapping.digest:
            raise InputError(
                f"{mapping.pen.file}:1: '{mapping.name}' was imported by another version of this mapping; "
                "import all its files again with --anew"
            )
        here = {account.sha256 for account in before.files} if before else set()
        taken: list[TableFile] = []
        for path in files:
            step(Step(f"looking at {shown(path)}", brief=True))
            file = look_at(path, mapping.form.read.encoding, workplace, as_text=mapping.form.read.format == "text")
            if file.sha256 not in here:
                here.add(file.sha256)
                taken.append(file)
        if not taken and before is not None:
            return Imported(before, ())
        limit = Limit(max_errors)
        landing = DuckEngine(workplace)
        try:
            parts = [land(landing, file, mapping, workplace / "landed", limit, step) for file in taken]
        finally:
            landing.close()
        limit.raise_if_reached()
        at_work = engine(engine_name, workplace)
        try:
            fresh = workplace / "fresh"
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            reading = Reading(home, mapping, at_work, workplace, parts, before, limit)
            accounts = _assemble(reading, mapping, at_work, before, fresh, step)
        finally:
            at_work.close()
        interrupts.check()
        replace_directory(fresh, target)
        shutil.rmtree(workplace, ignore_errors=True)
    return Imported(kept.open_data_set(home, mapping.name), tuple(accounts))


@contextmanager
def _tidied(workplace: Path) -> Iterator[None]:
    """Leave behind only what the next import can take up: files that were read."""
    try:
        yield
    finally:
        if not any((workplace / "landed").glob("*.json")):
            shutil.rmtree(workplace, ignore_errors=True)


def _assemble(
    reading: Reading, mapping: Mapping, at_work: Engine, before: DataSet | None, fresh: Path, say: Progress
) -> list[FileAccount]:
    """Write a folder that is complete, and return the account of each new file."""
    say(Step("reading codes, names and dates", at_work.done))
    typed, names = reading.typed()
    refused = reading.refused(typed)
    accounts = reading.accounts(typed)
    rows = accepted(typed)
    if before is not None:
        rows = rows.union(at_work.table(before.rows).select(*rows.columns).cast(rows.schema()))
    say(Step("writing rows by year", at_work.done))
    at_work.write_by_year(rows, fresh / kept.ROWS)
    say(Step("counting by pair, arena, sign, class and month", at_work.done))
    files = [*(before.files if before else ()), *accounts]

    def counted(some: ir.Table) -> ir.Table:
        return aggregates(some, mapping.one_a_day).order_by(*KEY)

    if any(account.claims for account in files):
        at_work.write_counted(fresh / kept.ROWS, counted, fresh / kept.AGGREGATES)
    else:
        at_work.write(counted(rows), fresh / kept.AGGREGATES)
    _write_names(fresh / kept.NAMES, names, before)
    _write_rejects(fresh / kept.REJECTS, refused, before)
    content = _manifest(mapping, files)
    write_atomically(fresh / kept.MANIFEST, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    return accounts


def _write_rejects(path: Path, refused: Sequence[RefusedRow], before: DataSet | None) -> None:
    lines = ["file\tline\treason\trow\n"]
    if before is not None and (old := before.folder / kept.REJECTS).is_file():
        lines = old.read_text(encoding="utf-8").splitlines(keepends=True)
    for row in refused:
        cells = (_escaped(row.file.path.name), str(row.line), _escaped(row.reason), _escaped(row.raw))
        lines.append("\t".join(cells) + "\n")
    write_atomically(path, "".join(lines))


def _escaped(text: str) -> str:
    """Return a text that stays in one cell of one line and can be read back."""
    return (
        text.encode("utf-8", "surrogateescape")
        .decode("utf-8", "backslashreplace")
        .translate({9: "\\t", 10: "\\n", 13: "\\r", 0: "\\0", 92: "\\\\"})
    )


def _write_names(path: Path, names: Sequence[tuple[Any, dict[str, int]]], before: DataSet | None) -> None:
    """Write who each name is and in how many rows it stands."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    columns = ["text", "actor", "label", "kind", "state", "sector", "how"]
    tables = []
    for table, counts in names:
        rows = pa.array([counts[key] for key in table["key"].to_pylist()], pa.int64())
        known = table.select(columns).append_column("rows", rows)
        tables.append(known.filter(pc.is_valid(table["actor"])))
    if before is not None:
        tables.append(pq.read_table(before.names))
    whole = pa.concat_tables(tables).group_by(columns).aggregate([("rows", "sum")]).rename_columns([*columns, "rows"])
    pq.write_table(whole.sort_by([("rows", "descending"), *((name, "ascending") for name in columns)]), path)


def _manifest(mapping: Mapping, files: Sequence[FileAccount]) -> dict[str, Any]:
    form = mapping.form
    whole = kept.total(files)
    return {
        "dataset": form.dataset.model_dump(exclude_none=True),
        "mapping": {"file": mapping.path.name, "sha256": mapping.digest},
        "codes": {"scheme": form.codes.scheme, "goldstein": form.codes.goldstein, "quad": form.codes.quad},
        "one_a_day": {"applied": mapping.one_a_day, "why": form.one_a_day.why},
        "resolution": mapping.dates.resolution,
        "rows": {"all": whole.rows, "claims": whole.claims, "dropped": dict(whole.dropped), "refused": whole.refused},
        "files": [account._asdict() for account in files],
    }
