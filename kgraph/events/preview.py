"""What an import would make of a table: its first rows as claims, and what the mapping does not know yet."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kgraph.events.duck import DuckEngine
from kgraph.events.files import look_at
from kgraph.events.landed import Limit, land
from kgraph.events.manifest import FileAccount
from kgraph.events.mapping import Mapping
from kgraph.events.pairs import pairs
from kgraph.events.progress import Progress, Step, silent
from kgraph.events.reading import Reading
from kgraph.events.rows import accepted
from kgraph.events.straight import straight_cells, ties
from kgraph.home import Home

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ibis.expr.types as ir

_EVERY_FAULT = 100_000_000


class Unread(NamedTuple):
    """What the mapping does not know or cannot read, in how many rows it stands, and why it is not read.

    ``others`` counts further texts with the same fault, as where each row has a number of its own.
    """

    text: str
    rows: int
    why: str
    others: int = 0


class Preview(NamedTuple):
    """What an import would do: the first claims, what would be refused, who would stay unresolved, and the account.

    ``pairs`` are the first pairs of states by volume, as `kgraph.events.pairs.pairs` gives them.
    """

    claims: tuple[dict[str, Any], ...]
    refused: tuple[Unread, ...]
    unresolved: tuple[Unread, ...]
    unresolved_in_all: int
    names: int
    accounts: tuple[FileAccount, ...]
    pairs: tuple[dict[str, Any], ...]


def preview(home: Home, mapping: Mapping, files: Sequence[Path], most: int = 10, say: Progress = silent) -> Preview:
    """Read files as an import would, and write nothing into the home.

    Raises:
        InputError: if a file cannot be read at all.
    """
    workplace = Path(tempfile.mkdtemp(prefix="kgraph-"))
    engine = DuckEngine(workplace)

    def brief(step: Step) -> None:
        say(step._replace(brief=True))

    try:
        limit = Limit(_EVERY_FAULT)
        as_text = mapping.form.read.format == "text"
        taken = [look_at(path, mapping.form.read.encoding, workplace, as_text=as_text) for path in files]
        different = list({file.sha256: file for file in taken}.values())
        parts = [land(engine, file, mapping, workplace / "landed", limit, brief) for file in different]
        reading = Reading(home, mapping, engine, workplace, parts, None, limit)
        brief(Step("reading codes, names and dates", engine.done))
        typed, names = reading.typed()
        accounts = tuple(reading.accounts(typed))
        claims = engine.arrow(accepted(typed).order_by("file", "line").limit(most)).to_pylist()
        unread = [
            Unread(f"{entry['file']}:{entry['line']}", entry["rows"], entry["fault"], entry["texts"] - 1)
            for entry in engine.arrow(_kinds_of_faults(typed, most)).to_pylist()
        ]
        unread += [
            Unread(f"{part.file.path.name}:{row.line}", 1, row.reason) for part in parts for row in part.refused[:most]
        ]
        unresolved: dict[str, int] = {}
        every: set[str] = set()
        for table, counts in names:
            for row in table.select(["key", "text", "how"]).to_pylist():
                every.add(row["text"])
                if row["how"] == "unresolved":
                    unresolved[row["text"]] = unresolved.get(row["text"], 0) + counts[row["key"]]
        ranked = sorted(unresolved.items(), key=lambda entry: (-entry[1], entry[0]))
        who = tuple(Unread(text, rows, "stays in as itself") for text, rows in ranked[:most])
        assert reading.meanings is not None
        brief(Step("ranking pairs", engine.done))
        known = ties(reading.meanings, engine, workplace)
        cells = straight_cells(engine.table_of([part.path for part in parts]), known, mapping)
        first_pairs = [
            row for row in pairs(engine.arrow(cells), by="volume").slice(0, most).to_pylist() if row["volume"]
        ]
        return Preview(
            tuple(claims), tuple(unread[:most]), who, len(unresolved), len(every), accounts, tuple(first_pairs)
        )
    finally:
        engine.close()
        shutil.rmtree(workplace, ignore_errors=True)


def _kinds_of_faults(typed: ir.Table, most: int) -> ir.Table:
    """Return how many rows each kind of fault refuses, and the first one of it.

    A code or a name that is not known is a kind of its own, since each has to be told what it means; dates and numbers
    that cannot be read may be different in every row.
    """
    import ibis

    wrong = typed.filter(typed.fault.notnull())
    own = wrong.fault.re_search("^weight '|' is no date; ")
    wrong = wrong.mutate(kind=ibis.ifelse(own, wrong.fault.re_replace("'[^']*'", "''"), wrong.fault))
    first = {"order_by": [wrong.file, wrong.line, wrong.fault]}
    found = wrong.group_by("kind").agg(
        # A row whose flags say several things at once is one row of the table.
        rows=(wrong.file + ":" + wrong.line.cast(str)).nunique(),
        texts=wrong.fault.nunique(),
        fault=wrong.fault.first(**first),
        file=wrong.file.first(**first),
        line=wrong.line.first(**first),
    )
    return found.order_by(found.rows.desc(), found.fault).limit(most)
