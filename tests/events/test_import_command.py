"""`kgraph import` and `kgraph evidence` as users run them: what is printed adds up, whatever is wrong in the table."""

import gzip
import itertools
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kgraph.events.manifest import open_data_set
from kgraph.home import Home
from tests.conftest import Run
from tests.events.conftest import HEADER, ROWS, rows_of, select
from tests.events.test_bad_tables import BAD

Write = Callable[..., Path]
OWN = "40\tRussia\tRussia\t2018-02-07\t057\n"
TABLE = (HEADER + "".join(ROWS)).encode()
_STATES = ("Russia", "Turkey", "Iran", "China")


class Wrong(NamedTuple):
    """A table that cannot be read, the changes of the mapping by which it is read, and what is said of it."""

    content: bytes
    said: str
    changes: tuple[tuple[str, str], ...] = ()


WRONG = {
    "truncated gzip": Wrong(
        gzip.compress(TABLE + bytes(range(48, 58)) * 40)[:-30], r"table\.tab:\d+: .*the archive ends in the middle"
    ),
    "empty file": Wrong(b"", r"table\.tab:1: the file is empty; get it anew"),
    "header where none should be": Wrong(
        TABLE, r"table\.tab:1: .*if this line is a header, write header: yes",
        (("header: yes", "header: no\n  columns: [id, who, whom, day, code]"),),
    ),
    "missing column": Wrong(
        TABLE.replace(b"whom", b"target", 1), r"small\.yaml:\d+: unknown column 'whom'.*table\.tab:1 does not have it",
    ),
    "lone carriage returns": Wrong(TABLE.replace(b"\n", b"\r"), r"unknown column 'code'.*table\.tab:1 "),
}  # fmt: skip


def account_of(printed: str, file: str = "table.tab") -> dict[str, int]:
    """The line of a file in the printed account, by column."""
    lines = [re.split(r" {2,}", line.strip()) for line in printed.splitlines()]
    [head] = [cells for cells in lines if cells[0] == "file"]
    [own] = [cells for cells in lines if cells[0] == file]
    return {name: int(count.replace(",", "")) for name, count in zip(head[1:], own[1:], strict=True)}


def adds_up(account: dict[str, int]) -> bool:
    return account["rows"] == sum(count for name, count in account.items() if name != "rows")


def test_rows_in_are_claims_and_left_out_and_refused_whatever_is_wrong(
    run: Run, mapping_file: Write, table_file: Write, events_home: Home
) -> None:
    table = table_file(*ROWS, OWN, *(row for row, _ in BAD.values()))
    given = ["import", str(mapping_file()), str(table)]
    refused = run(*given, home=events_home)
    assert (2, "") == (refused.code, refused.out)
    assert f"{table}:6: " in refused.err
    assert "Traceback" not in refused.err
    assert run(*given, "--max-errors", str(len(BAD) - 1), home=events_home).code == 2
    done = run(*given, "--max-errors", str(len(BAD)), home=events_home)
    assert 0 == done.code, done.err
    account = account_of(done.out)
    assert {"rows": 4 + len(BAD), "claims": 3, "left out: self-pairs": 1, "refused": len(BAD)} == account
    assert adds_up(account)
    rejects = (events_home.data / "events" / "small" / "rejects.tsv").read_text(encoding="utf-8").splitlines()
    assert [str(number) for number in range(6, 6 + len(BAD))] == [line.split("\t")[1] for line in rejects[1:]]


def test_packed_tables_named_by_a_pattern_give_what_one_table_gives(
    run: Run, mapping_file: Write, table_file: Write, events_home: Home
) -> None:
    mapping = str(mapping_file())
    assert 0 == run("import", mapping, str(table_file(*ROWS)), home=events_home).code
    whole = [{**row, "file": "", "line": 0} for row in rows_of(open_data_set(events_home, "small"))]
    for number, row in enumerate(ROWS):
        path = table_file(row, name=f"part-{number}.tab")
        path.with_suffix(".tab.gz").write_bytes(gzip.compress(path.read_bytes()))
    pattern = str(path.with_name("part-*.tab.gz"))
    done = run("import", mapping, pattern, "--anew", home=events_home)
    assert (3, True) == (account_of(done.out, "all")["claims"], adds_up(account_of(done.out, "all")))
    assert whole == [{**row, "file": "", "line": 0} for row in rows_of(open_data_set(events_home, "small"))]


def test_parquet_gives_what_text_gives(run: Run, mapping_file: Write, table_file: Write, events_home: Home) -> None:
    table = table_file(*ROWS, OWN)
    assert 0 == run("import", str(mapping_file()), str(table), home=events_home).code
    text = rows_of(open_data_set(events_home, "small"))
    parquet = table.with_suffix(".parquet")
    # Numbers and dates, as others write them.
    select(
        f"COPY (SELECT id::INTEGER AS id, who, whom, day::DATE AS day, code FROM read_csv('{table}', "
        f"all_varchar = true)) TO '{parquet}' (FORMAT parquet)"
    )
    read = mapping_file(("  separator: tab\n  header: yes\n", "  format: parquet\n"))
    done = run("import", str(read), str(parquet), "--anew", home=events_home)
    assert 0 == done.code, done.err
    assert adds_up(account_of(done.out, "table.parquet"))
    found = rows_of(open_data_set(events_home, "small"))
    assert [{**row, "file": "", "line": 0} for row in text] == [{**row, "file": "", "line": 0} for row in found]


def test_text_that_is_named_parquet_is_told(
    run: Run, mapping_file: Write, table_file: Write, events_home: Home
) -> None:
    read = mapping_file(("  separator: tab\n  header: yes\n", "  format: parquet\n"))
    done = run("import", str(read), str(table_file(*ROWS)), home=events_home)
    assert 2 == done.code
    assert "table.tab:1: cannot be read as Parquet; check the file, or write format: text" in done.err


def test_evidence_at_the_level_of_actors_leaves_out_who_acts_for_them(
    run: Run, mapping_file: Write, table_file: Write, events_home: Home
) -> None:
    mapping = mapping_file(("who}", "who, scheme: icews}"), ("whom}", "whom, scheme: icews}"))
    table = table_file(*ROWS, "4\tMilitary (Russia)\tTurkey\t2018-02-07\t190\n")
    assert 0 == run("import", str(mapping), str(table), home=events_home).code
    states = run("evidence", "russia", "turkey", home=events_home)
    assert "'small': 3 rows" in states.out
    actors = run("evidence", "russia", "turkey", "--level", "actors", home=events_home)
    assert "'small': 2 rows" in actors.out
    assert "Military" not in actors.out
    own = run("evidence", "Military (Russia)", "turkey", "--level", "actors", "--sign=-", home=events_home)
    assert (0, True) == (own.code, "table.tab:5" in own.out)
    none = run("evidence", "Military (Russia)", "iran", "--level", "actors", home=events_home)
    assert (1, True) == (none.code, "0 rows" in none.out)


def test_a_dry_run_ranks_the_pairs_as_rank_does_after_the_import(
    run: Run, mapping_file: Write, table_file: Write, events_home: Home
) -> None:
    more = ((n, a, b, code) for n, (a, b, code) in enumerate(itertools.product(*[_STATES] * 2, ("057", "190", "112"))))
    rows = [f"{n + 10}\t{a}\t{b}\t2018-03-{n % 3 + 1:02}\t{code}\n" for n, a, b, code in more if a != b]
    mapping, table = str(mapping_file()), str(table_file(*ROWS, *rows, rows[0].replace("10\t", "99\t", 1)))
    shown = run("import", mapping, table, "--dry-run", home=events_home).out.splitlines()
    begin = next(number for number, line in enumerate(shown) if line.startswith("Pairs of states"))
    told = [line.strip() for line in shown[begin + 1 : shown.index("", begin)]]
    assert not (events_home.data / "events" / "small").exists()
    assert 0 == run("import", mapping, table, home=events_home).code
    asked = ("rank", "--events", "small", "--by", "volume", "--format", "json", "--most", "10")
    ranked = json.loads(run(*asked, home=events_home).out)
    assert 6 == len(ranked)
    assert told == [
        f"{pair['a']} and {pair['b']}: "
        + "; ".join(
            f"{kind} {pair[kind]['positive']:g} : {pair[kind]['negative']:g}" for kind in ("material", "verbal")
        )
        for pair in ranked
    ]


@pytest.mark.parametrize("what", WRONG)
def test_a_table_that_cannot_be_read_is_one_line_and_leaves_nothing(
    what: str, run: Run, mapping_file: Write, tmp_path: Path, events_home: Home
) -> None:
    wrong = WRONG[what]
    table = tmp_path / "table.tab"
    table.write_bytes(wrong.content)
    before = sorted(path for path in events_home.root.rglob("*") if path.is_file())
    done = run("import", str(mapping_file(*wrong.changes)), str(table), home=events_home)
    assert (2, "") == (done.code, done.out)
    faults = [line for line in done.err.splitlines() if not line.startswith("kgraph: reading")]
    assert re.search(wrong.said, faults[0])
    assert all(line.startswith(("kgraph: ", "  ")) for line in faults)
    assert "Traceback" not in done.err
    left = sorted(path for path in events_home.root.rglob("*") if path.is_file())
    # What was landed is taken up by the next attempt; no data set was made of it.
    assert [path for path in left if ".small.new" not in path.parts] == before
    assert not (events_home.data / "events" / "small").exists()


def test_windows_line_ends_give_what_others_give(
    run: Run, mapping_file: Write, tmp_path: Path, events_home: Home
) -> None:
    table = tmp_path / "table.tab"
    table.write_bytes(TABLE.replace(b"\n", b"\r\n"))
    done = run("import", str(mapping_file()), str(table), home=events_home)
    assert (0, 3) == (done.code, account_of(done.out)["claims"])
    assert ["057", "112", "190"] == [row["code"] for row in rows_of(open_data_set(events_home, "small"))]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_on_a_terminal_a_bar_shows_how_far_the_import_is_and_goes_away(
    mapping_file: Write, table_file: Write, events_home: Home
) -> None:
    import pty

    command = [sys.executable, "-m", "kgraph", "import", str(mapping_file()), str(table_file(*ROWS))]
    process, terminal = pty.fork()
    if not process:
        os.environ.update(TERM="xterm-256color", COLUMNS="100")
        os.execv(sys.executable, [*command, "--home", str(events_home.root)])
    shown = b""
    try:
        while block := os.read(terminal, 65_536):
            shown += block
    except OSError:
        # How Linux says that the other side has closed.
        pass
    finally:
        os.close(terminal)
    assert 0 == os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    text = shown.decode()
    assert "kgraph: writing rows by year" in text
    # Drawn while it worked, and the cursor is there again.
    assert re.search(r"0:00:0\d", text)
    assert text.rindex("\x1b[?25h") > text.rindex("\x1b[?25l")
    assert re.search(r"table\.tab +3 +3", text)
