"""A table is sorted and counted in parts, which shows nowhere."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.events import years
from kgraph.events.manifest import DataSet
from kgraph.home import Home
from tests.events.conftest import Write, aggregates_of, select

SYNTHETIC = Path(__file__).parents[2] / "data" / "examples" / "synthetic-icews-events.tab"
IN_ORDER = "SELECT * FROM read_parquet('{}/*/*.parquet', hive_partitioning = true, file_row_number = true)"


def several_years(folder: Path) -> Path:
    """The synthetic table, and once more each in two years around it, under other ids."""
    header, *rows = SYNTHETIC.read_text(encoding="utf-8").splitlines(keepends=True)
    moved = [re.sub(r"\t2018-(?!02-29)", f"\t{year}-", f"{year}{row}") for year in (2017, 2019) for row in rows]
    path = folder / "years.tab"
    path.write_text(header + "".join([*rows, *moved]), encoding="utf-8")
    return path


def test_a_table_sorted_and_counted_in_many_parts_gives_what_it_gives_in_one(
    bring: Callable[..., DataSet], events_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, mapping = several_years(tmp_path), events_home.data / "mappings" / "icews.yaml"

    def brought(part: int, counted: int) -> tuple[list[object], list[object]]:
        monkeypatch.setattr(years, "_PART", part)
        monkeypatch.setattr(years, "_RANGE", counted)
        data_set = bring(mapping, table, anew=True)
        rows = select(IN_ORDER.format(data_set.rows) + " ORDER BY year, file_row_number")
        return rows, aggregates_of(data_set)

    rows, aggregates = brought(10**9, 10**9)
    assert len({row["year"] for row in rows}) > 1
    assert rows == sorted(rows, key=lambda row: (row["year"], row["dyad"], row["first_day"], row["row_id"]))
    assert (rows, aggregates) == brought(400, 900)


def test_sums_of_weights_have_no_digits_that_depend_on_the_order_in_which_threads_add(
    bring: Callable[..., DataSet], mapping_file: Write, table_file: Write
) -> None:
    # Added one to the other as binary fractions they make 2.800000000000001.
    rows = [f"{at}\tRussia\tTurkey\t2018-01-{at:02}\t057\t0.1\n" for at in range(1, 29)]
    mapping = mapping_file(("{column: code}", "{column: code}\n  weight: {column: weight}"))
    found = bring(mapping, table_file(*rows, header="id\twho\twhom\tday\tcode\tweight\n"))
    assert [2.8] == [row["weight"] for row in aggregates_of(found)]
