"""Reading landed texts: what they mean, which rows are refused and why, and the account of every row."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kgraph.events.actors import resolver
from kgraph.events.careful import lines_of
from kgraph.events.codes import CodeTable, Quad, code_table
from kgraph.events.dictionaries import (
    LEADER,
    code_reader,
    codes_table,
    dates_table,
    in_office_table,
    names_table,
    read_look_ups,
)
from kgraph.events.engine import Engine, EngineError
from kgraph.events.files import TableFile
from kgraph.events.landed import Landed, Limit
from kgraph.events.landing import columns_of
from kgraph.events.manifest import DataSet, FileAccount
from kgraph.events.mapping import Mapping
from kgraph.events.rows import Meanings, ids_once, readable, typed_rows
from kgraph.home import Home
from kgraph.store.embedded import EmbeddedStore
from kgraph.store.read import read_actors
from kgraph.store.record import load_ontology
from kgraph.store.words import read_vocabulary

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ibis.expr.types as ir


class RefusedRow(NamedTuple):
    """A row that is refused: where it stands, why, and the row itself."""

    file: TableFile
    line: int
    reason: str
    raw: str


class Reading:
    """Landed parts on their way to typed rows: what their texts mean, what is refused, and the account of all rows."""

    def __init__(
        self,
        home: Home,
        mapping: Mapping,
        at_work: Engine,
        workplace: Path,
        parts: Sequence[Landed],
        before: DataSet | None,
        limit: Limit,
    ) -> None:
        """Take the parts, the data set that they are added to, and how many rows may be refused."""
        self._home = home
        self._mapping = mapping
        self._engine = at_work
        self._workplace = workplace
        self._parts = parts
        self._before = before
        self._limit = limit
        self.meanings: Meanings | None = None

    def typed(self) -> tuple[ir.Table, Any]:
        """Return the landed rows with their meaning, on disk, and who their names are."""
        mapping, at_work = self._mapping, self._engine
        landed = at_work.table_of([part.path for part in self._parts])
        vocabulary = read_vocabulary(load_ontology(self._home))
        look_ups = read_look_ups(mapping, self._parts[0].file.path.parent, self._workplace)
        record = EmbeddedStore()
        record.load_file(self._home.record / "actors.ttl")
        folder = self._home.data / "who-is-who"
        who = resolver(read_actors(record), folder if folder.is_dir() else None)
        form = mapping.form
        read = code_reader(mapping, self._known_codes(), vocabulary)
        agents, targets = (self._distinct(landed, role) for role in ("agent", "target"))
        agent_names = names_table(agents, form.columns.agent, look_ups, who)
        target_names = names_table(targets, form.columns.target, look_ups, who)
        agents_on, targets_on = self._led(landed, "agent", agent_names), self._led(landed, "target", target_names)
        tables = {
            "agents": agent_names,
            "targets": target_names,
            "agents_in_office": in_office_table(agent_names, who.leaders(), agents_on, mapping.dates),
            "targets_in_office": in_office_table(target_names, who.leaders(), targets_on, mapping.dates),
            "codes": codes_table(self._distinct(landed, "code"), mapping, look_ups, read),
            "dates": dates_table(self._distinct(landed, "date"), mapping.dates),
        }
        self.meanings = Meanings(**{name: self._given(name, table) for name, table in tables.items()})
        typed = self._kept("typed", typed_rows(landed, self.meanings, mapping))
        if form.columns.id is not None:
            ids = readable(typed).row_id
            if self._before is not None:
                ids = ids.as_table().union(at_work.table(self._before.rows).select("row_id")).row_id
            counts = at_work.arrow(ids.as_table().aggregate(all=ids.count(), different=ids.nunique())).to_pylist()[0]
            if counts["all"] != counts["different"]:
                before = at_work.table(self._before.rows) if self._before is not None else None
                typed = self._kept("once", ids_once(typed, before))
        return typed, [(agent_names, agents), (target_names, targets)]

    def _known_codes(self) -> CodeTable | None:
        """Return the reviewed codes of the mapping's scheme, or None if the mapping says itself what its codes are."""
        codes = self._mapping.form.codes
        convention: Quad = "gdelt" if codes.quad == "gdelt" else "schrodt"
        scores = codes.goldstein or "none"
        if codes.scheme == "cameo":
            return code_table(self._home.ontology, "cameo", goldstein=scores, quad=convention)
        if codes.scheme == "plover":
            return code_table(self._home.ontology, "plover", goldstein=scores, quad=convention)
        return None

    def _distinct(self, landed: ir.Table, role: str) -> dict[str, int]:
        known = landed.filter(landed[role].notnull())
        found = self._engine.arrow(known.group_by(role).agg(rows=known.count()))
        return dict(zip(found[role].to_pylist(), found["rows"].to_pylist(), strict=True))

    def _led(self, landed: ir.Table, role: str, names: Any) -> list[tuple[str, str]]:
        """Return on which dates the leaders among the names occur."""
        leaders = [
            key for key, how in zip(names["key"].to_pylist(), names["how"].to_pylist(), strict=True) if how == LEADER
        ]
        if not leaders:
            return []
        known = landed.filter(landed[role].isin(leaders), landed.date.notnull()).select(role, "date").distinct()
        found = self._engine.arrow(known)
        return list(zip(found[role].to_pylist(), found["date"].to_pylist(), strict=True))

    def _given(self, name: str, table: Any) -> ir.Table:
        import pyarrow.parquet as pq

        path = self._workplace / f"{name}.parquet"
        pq.write_table(table, path)
        return self._engine.table(path)

    def _kept(self, name: str, table: ir.Table) -> ir.Table:
        path = self._workplace / f"{name}.parquet"
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        self._engine.write(table, path)
        return self._engine.table(path)

    def refused(self, typed: ir.Table) -> list[RefusedRow]:
        """Return every refused row: its file, line, why, and the row itself."""
        wrong = typed.filter(typed.fault.notnull()).select("file_key", "line", "fault").distinct()
        found = self._engine.arrow(wrong.order_by("file_key", "line").limit(self._limit.most)).to_pylist()
        by_key = {part.key: part for part in self._parts}
        header = self._mapping.form.read.header
        for entry in found:
            part = by_key[entry["file_key"]]
            hint = "; if this line is a header, write header: yes" if entry["line"] == 1 and header == "no" else ""
            self._limit.add(f"{part.file.shown}:{entry['line']}: {entry['fault']}{hint}")
        self._limit.raise_if_reached()
        refused = [RefusedRow(part.file, *entry) for part in self._parts for entry in part.refused]
        for key, part in by_key.items():
            reasons = {entry["line"]: entry["fault"] for entry in found if entry["file_key"] == key}
            if reasons and self._mapping.form.read.format == "text":
                width = len(columns_of(part.file, self._mapping))
                rows = (row for row in lines_of(part.file, self._mapping.form.read, width) if row.number in reasons)
                refused += [RefusedRow(part.file, row.number, reasons[row.number], row.raw) for row in rows]
            else:
                refused += [RefusedRow(part.file, line, reason, "") for line, reason in reasons.items()]
        return sorted(refused, key=lambda entry: (entry.file.shown, entry.line))

    def accounts(self, typed: ir.Table) -> list[FileAccount]:
        """Return the account of each file.

        Raises:
            EngineError: if a row was lost or counted twice, which is a fault of kgraph.
        """
        import ibis

        state = typed.mutate(
            state=ibis.cases((typed.fault.notnull(), "refused"), (typed.rule.notnull(), "dropped"), else_="claims"),
            rule=typed.rule.fill_null(""),
        )
        lines = state.select("file_key", "state", "rule", "line")
        counted = lines.distinct() if self._mapping.flags() else lines
        found = self._engine.arrow(counted.group_by("file_key", "state", "rule").agg(rows=counted.count())).to_pylist()
        accounts = []
        for part in self._parts:
            own = [entry for entry in found if entry["file_key"] == part.key]
            dropped: Counter[str] = Counter()
            for entry in own:
                if entry["state"] == "dropped":
                    dropped[entry["rule"]] += entry["rows"]
            claims, wrong = (sum(e["rows"] for e in own if e["state"] == state) for state in ("claims", "refused"))
            file = part.file
            account = FileAccount(
                file.path.name, file.size, file.sha256, part.rows, claims, dict(sorted(dropped.items())),
                wrong + len(part.refused),
            )  # fmt: skip
            if not account.adds_up:
                raise EngineError(f"{file.shown}: the rows do not add up ({account}); please report this as a fault")
            accounts.append(account)
        return accounts
