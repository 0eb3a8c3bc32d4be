"""An imported data set as analyses use it: all pairs ranked, and single pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from kgraph.analysis.measures import Measures
from kgraph.errors import InputError, unknown
from kgraph.events.between import Between, between, between_each, days_of
from kgraph.events.manifest import DataSet
from kgraph.events.proxy import LEAST, RivalsThrough, ThroughClient, rivals_through, through_clients
from kgraph.model import Actor

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ibis.expr.types as ir

    from kgraph.analysis.coded.significance import Chance

CLASSES = ("material", "verbal")
_MEASURES = Measures._fields


class RankedPair(NamedTuple):
    """A pair in coded events: its place among all, its measures over both classes, and of each class alone.

    In ``both``, a material event weighs as much as `Ranking.weight_of_material` says.
    """

    place: int
    a: str
    b: str
    both: Measures
    verbal: Measures
    material: Measures
    positive_arenas: int
    negative_arenas: int
    first_day: date
    last_day: date


class Ranking(NamedTuple):
    """Pairs in order, out of ``total`` that have an event."""

    pairs: tuple[RankedPair, ...]
    total: int
    weight_of_material: float


class CodedEvents:
    """The events of a data set, counted by pair, arena, sign, class and month."""

    def __init__(self, data_set: DataSet, register: Mapping[str, Actor]) -> None:
        """Take an imported data set, and the actors that are known without it."""
        self.data_set = data_set
        self._register = register

    @property
    def name(self) -> str:
        """The id of the data set."""
        return self.data_set.name

    @property
    def title(self) -> str:
        """What the data set is called."""
        return str(self.data_set.about["dataset"]["title"])

    @property
    def conventions(self) -> str:
        """Which conventions its numbers rest on: codes, classes, scores, and what counts as one event."""
        codes = self.data_set.about["codes"]
        parts = [f"codes: {codes['scheme'].upper()}" if codes.get("scheme") else "codes: the mapping's own table"]
        if codes.get("quad"):
            parts.append(f"material and verbal by the convention of '{codes['quad']}'")
        if codes.get("goldstein"):
            parts.append(f"Goldstein scores of '{codes['goldstein']}' (they sign and rank nothing)")
        parts.append(
            "reports of one code between the same two on one day count as one event"
            if self.data_set.one_a_day
            else "every report counts as an event"
        )
        # What its makers or its mapping say of how it counts, as that each pair stands twice.
        note = self.data_set.about["dataset"].get("note")
        return "; ".join([*parts, *([str(note).strip().removesuffix(".")] if note else [])])

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first and the last day that it covers."""
        return days_of(self.data_set)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The label of every actor that occurs."""
        from kgraph.events.who import known_actors

        return {name: actor.label for name, actor in known_actors([self.data_set], self._register).actors.items()}

    def rank(
        self,
        *,
        level: str = "states",
        since: str | None = None,
        until: str | None = None,
        classes: Sequence[str] = CLASSES,
        count: str = "events",
        by: str = "griffin",
        of: str | None = None,
        most: int | None = None,
    ) -> Ranking:
        """Return all pairs, by default the most ambivalent of both classes first.

        Args:
            level: ``states`` (with those who act for them) or ``actors`` (each for itself).
            since: the first year or month that counts, such as 2018 or 2018-06.
            until: the last one.
            classes: ``material`` deeds, ``verbal`` ones, or both.
            count: ``events`` or ``reports``.
            by: ``griffin``, ``volume`` or ``symmetry``.
            of: only pairs of this actor, by id; each keeps its place among all.
            most: at most so many pairs.

        Raises:
            InputError: on a value that is not one of these.
            MissingExtra: if the libraries are not installed.
        """
        from kgraph.events.pairs import pairs

        import_extra("imported events")
        import pyarrow as pa
        import pyarrow.compute as pc

        with _Aggregates(self.data_set) as table:
            found = pairs(self._cells(table, level, since, until, classes).to_pyarrow(), count, by)
        total = found.num_rows
        found = found.append_column("place", pa.array(range(1, total + 1), pa.int64()))
        if of is not None:
            found = found.filter(pc.or_(pc.equal(found["a"], of), pc.equal(found["b"], of)))
        rows = found.slice(0, most).to_pylist()
        ranked = tuple(_ranked(row) for row in rows)
        return Ranking(ranked, total, rows[0]["weight_of_material"] if rows else 1.0)

    def significance(
        self,
        *,
        level: str = "states",
        since: str | None = None,
        until: str | None = None,
        classes: Sequence[str] = CLASSES,
    ) -> dict[tuple[str, str], Chance]:
        """Return what a null model that keeps the activity of all actors makes of each pair; arguments as in `rank`.

        Raises:
            InputError: as `rank`.
        """
        from kgraph.analysis.coded.significance import chances

        with _Aggregates(self.data_set) as table:
            found = self._cells(table, level, since, until, classes).to_pyarrow()
        return chances(found)

    def between(
        self, a: str, b: str, since: str | None = None, until: str | None = None, level: str | None = None
    ) -> Between:
        """Return what two actors, by id, did to each other; arguments as `kgraph.events.between.between`."""
        return between(self.data_set, a, b, since or "", until or "9999-99", level)

    def between_each(
        self,
        pairs: Sequence[tuple[str, str]],
        since: str | None = None,
        until: str | None = None,
        level: str = "states",
    ) -> list[Between]:
        """Return what the two of each pair, by id, did to each other, in the order of the pairs; with one query."""
        return between_each(self.data_set, pairs, since or "", until or "9999-99", level)

    def through_clients(
        self, a: str, b: str, since: str | None = None, until: str | None = None, least: int = LEAST
    ) -> list[ThroughClient]:
        """Return where one of two actors fights whom the other backs, with the rows that prove it.

        Derived by the rule of `kgraph.events.proxy`; arguments as there.

        Raises:
            InputError: if ``least`` is below 1.
        """
        return through_clients(self.data_set, a, b, since or "", until or "9999-99", least)

    def rivals_through(
        self,
        place: str,
        since: str | None = None,
        until: str | None = None,
        *,
        level: str = "states",
        least: int = LEAST,
    ) -> list[RivalsThrough]:
        """Return who fights whom others back among the clients in a state, by id, partners first.

        Derived by the rule of `kgraph.events.proxy`; arguments as there. The rows that prove one of them are those of
        `through_clients` for its two ends.

        Raises:
            InputError: if ``least`` is below 1.
        """
        return rivals_through(self.data_set, place, since or "", until or "9999-99", least, level)

    @staticmethod
    def _cells(table: ir.Table, level: str, since: str | None, until: str | None, classes: Sequence[str]) -> ir.Table:
        from kgraph.events.ranking import cells

        return cells(table, level=level, since=since, until=until, classes=tuple(classes))


def _ranked(row: Mapping[str, Any]) -> RankedPair:
    both, verbal, material = (
        Measures._make(row[kind + name] for name in _MEASURES) for kind in ("", "verbal_", "material_")
    )
    arenas = (row["positive_arenas"], row["negative_arenas"])
    return RankedPair(
        row["place"], row["a"], row["b"], both, verbal, material, *arenas, row["first_day"], row["last_day"]
    )


class _Aggregates:
    """The aggregates of a data set as a table of Ibis, as long as it is held."""

    def __init__(self, data_set: DataSet) -> None:
        self._data_set = data_set

    def __enter__(self) -> ir.Table:
        import_extra("imported events")
        import ibis

        self._con = ibis.duckdb.connect()
        return self._con.read_parquet(str(self._data_set.aggregates))

    def __exit__(self, *raised: object) -> None:
        self._con.disconnect()


def import_extra(needed_for: str) -> None:
    """Import the libraries that tables of events need.

    Raises:
        MissingExtra: if they are not installed.
    """
    try:
        import duckdb  # noqa: F401
        import ibis  # noqa: F401
        import pyarrow.compute  # noqa: F401
    except ImportError as error:
        from kgraph.events.engine import MissingExtra

        raise MissingExtra("events", needed_for) from error


def the_one(known: Sequence[str], named: str | None) -> str:
    """Return the name of a data set: the one that is named, else the only one.

    Raises:
        InputError: if there is none of that name, or none is named and there is not exactly one.
    """
    if named is not None:
        if named not in known:
            also = "" if known else "import it first with 'kgraph import'"
            raise InputError(unknown("data set", named, known, also=also))
        return named
    if len(known) != 1:
        which = f"several: {', '.join(known)}; say which with --events" if known else "none; run 'kgraph import' first"
        raise InputError(f"imported data sets: {which}")
    return known[0]
