"""An import that is killed at any moment, and run again, gives what it would have given."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kgraph.events.importing import import_table
from kgraph.events.manifest import DataSet, open_data_set
from kgraph.events.mapping import read_mapping
from kgraph.home import Home
from kgraph.vocabulary import Vocabulary
from tests.events.conftest import copy_of, rows_of, select

SYNTHETIC = Path(__file__).parents[2] / "data" / "examples" / "synthetic-icews-events.tab"


def tables(folder: Path, copies: int = 3) -> list[Path]:
    """The synthetic table cut into files, each longer for its rows being repeated under other ids."""
    header, *rows = SYNTHETIC.read_text(encoding="utf-8").splitlines(keepends=True)
    found = []
    for copy in range(copies):
        path = folder / f"part-{copy}.tab"
        # Each id twice over all files: once in its own, once in the next one.
        own = [f"{copy}{row}" for row in rows] + [f"{(copy + 1) % copies}{row}" for row in rows[:200]]
        # One that is refused, so that there is something in the rejects.
        own.append(f"{copy}never" + rows[0].replace("2018", "year", 1))
        path.write_text(header + "".join(own), encoding="utf-8")
        found.append(path)
    return found


def command(home: Home, files: list[Path], *more: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "kgraph",
        "import",
        "icews",
        *map(str, files),
        "--home",
        str(home.root),
        "--max-errors",
        "3",
        *more,
    ]


class State(NamedTuple):
    """All that an import leaves: every column of rows, aggregates and names, and the texts beside them."""

    rows: list[dict[str, Any]]
    aggregates: list[dict[str, Any]]
    names: list[dict[str, Any]]
    manifest: bytes
    rejects: bytes


def state_of(data_set: DataSet) -> State:
    aggregates = select(f"SELECT * FROM read_parquet('{data_set.aggregates}') ORDER BY ALL")
    # The last digits of sums of fractions depend on the order in which they are added.
    rounded = [{**row, "weight": round(row["weight"], 6)} for row in aggregates]
    manifest, rejects = ((data_set.folder / name).read_bytes() for name in ("manifest.json", "rejects.tsv"))
    return State(rows_of(data_set), rounded, select(f"FROM read_parquet('{data_set.names}')"), manifest, rejects)


def state(home: Home) -> State:
    return state_of(open_data_set(home, "icews"))


def whichever_file(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows without where they stand: one that stands in two files is counted in the one that came first."""
    return [{name: value for name, value in row.items() if name not in ("file", "line")} for row in rows]


class Whole(NamedTuple):
    """Files, and what an import of them leaves."""

    files: list[Path]
    state: State


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, home: Home, vocabulary: Vocabulary) -> Whole:
    """The files, and what an import of all of them that nothing disturbs leaves."""
    root = tmp_path_factory.mktemp("whole")
    files = tables(root)
    other = Home(copy_of(home, root / "home"))
    mapping = read_mapping(other.data / "mappings" / "icews.yaml", vocabulary)
    import_table(other, mapping, files, max_errors=3)
    return Whole(files, state(other))


def test_killed_at_any_moment_and_run_again_nothing_is_lost_or_counted_twice(events_home: Home, whole: Whole) -> None:
    begun = time.monotonic()
    subprocess.run(command(events_home, whole.files), check=True, capture_output=True)
    duration = time.monotonic() - begun
    assert whole.state == state(events_home)
    chance = random.Random(7)
    for _ in range(4):
        # Each takes up what the one before it left.
        running = subprocess.Popen(
            command(events_home, whole.files, "--anew"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.2, 1.0) * duration)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        # What was there before is there still, whole.
        assert whole.state == state(events_home)
    subprocess.run(command(events_home, whole.files, "--anew"), check=True, capture_output=True)
    assert whole.state == state(events_home)


def test_killed_before_anything_was_there_it_begins_where_it_was(events_home: Home, whole: Whole) -> None:
    folder = events_home.data / "events"
    running = subprocess.Popen(command(events_home, whole.files), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(list(folder.glob(".icews.new/landed/*.json"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert not (folder / "icews").exists()
    done = subprocess.run(command(events_home, whole.files), check=True, capture_output=True, text=True)
    assert f"reading {whole.files[0]}" not in done.stderr
    assert whole.state == state(events_home)


def test_an_interrupt_leaves_nothing_half_written(events_home: Home, whole: Whole) -> None:
    # Whoever runs the tests in the background ignores Ctrl-C, and so would what they start.
    running = subprocess.Popen(
        command(events_home, whole.files),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert running.stderr is not None
    assert running.stderr.readline().startswith("kgraph: reading")
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert 130 == running.returncode
    assert "interrupted; what was there before is unchanged" in said
    assert "Traceback" not in said
    assert not (events_home.data / "events" / "icews").exists()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_files_brought_one_by_one_give_what_they_give_together(
    order: tuple[int, ...], events_home: Home, whole: Whole, bring: Callable[..., DataSet]
) -> None:
    for number, which in enumerate(order):
        data_set = bring(
            events_home.data / "mappings" / "icews.yaml", whole.files[which], anew=number == 0, max_errors=3
        )
    one_by_one = state_of(data_set)
    assert whichever_file(whole.state.rows) == whichever_file(one_by_one.rows)
    assert whole.state.aggregates == one_by_one.aggregates
    assert whole.state.names == one_by_one.names
    assert sorted(whole.state.rejects.splitlines()) == sorted(one_by_one.rejects.splitlines())
