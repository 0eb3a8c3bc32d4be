"""What is wrong in a table is told with its line, and every row is accounted for."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.errors import InputError
from kgraph.events.importing import import_table
from kgraph.events.manifest import DataSet, total
from kgraph.events.mapping import read_mapping
from kgraph.home import Home
from kgraph.vocabulary import Vocabulary
from tests.events.conftest import HEADER, ROWS, rows_of

Bring = Callable[..., DataSet]
Write = Callable[..., Path]

BAD = {
    "too few cells": ("4\tRussia\tIran\n", "3 cells for 5 columns; check the separator (tab) and the quotes"),
    "too many cells": ("4\tRussia\tIran\t2018-01-01\t190\tmore\n", "6 cells for 5 columns"),
    "bad date": ("4\tRussia\tIran\t2018-02-30\t190\n", "'2018-02-30' is no date; expected YYYY-MM-DD"),
    "no date": ("4\tRussia\tIran\t\t190\n", "no date; every row needs one"),
    "unknown code": ("4\tRussia\tIran\t2018-02-03\t999\n", "unknown code '999'"),
    "no code": ("4\tRussia\tIran\t2018-02-03\tNA\n", "no code; every row needs one"),
    "no id": ("\tRussia\tIran\t2018-02-03\t190\n", "no id; every row needs one"),
    "broken UTF-8": (b"4\tRuss\xff\xfea\tIran\t2018-02-03\t190\n", "not UTF-8"),
    "NUL byte": (b"4\tRuss\0ia\tIran\t2018-02-03\t190\n", "a NUL byte stands here"),
    "long field": ("4\t" + "x" * 1_000_000 + "\tIran\t2018-02-03\t190\n", "a line of 1,000,022 characters"),
    "empty line": ("\n", "the line is empty; remove it"),
    "id twice, another content": ("3\tRussia\tIran\t2018-02-03\t190\n", "id '3' stands twice and says two things"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_row_stops_the_import_with_its_line_and_reason(
    kind: str, bring: Bring, mapping_file: Write, table_file: Write, events_home: Home
) -> None:
    row, said = BAD[kind]
    table = table_file(*ROWS, row)
    with pytest.raises(InputError) as caught:
        bring(mapping_file(), table)
    assert f"{table}:5: " in caught.value.faults[0]
    assert said in caught.value.faults[0]
    assert not (events_home.data / "events" / "small").exists()


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_row_that_is_allowed_is_kept_with_its_reason_and_the_rest_goes_in(
    kind: str, bring: Bring, mapping_file: Write, table_file: Write
) -> None:
    row, said = BAD[kind]
    data_set = bring(mapping_file(), table_file(*ROWS, row), max_errors=1)
    [account] = data_set.files
    assert (4, 3, 1) == (account.rows, account.claims, account.refused)
    _, reject = (data_set.folder / "rejects.tsv").read_text(encoding="utf-8").splitlines()
    assert ["table.tab", "5"] == reject.split("\t")[:2]
    assert said in reject
    assert ["1", "2", "3"] == [found["row_id"] for found in rows_of(data_set)]


def test_no_folder_is_left_of_an_import_that_read_nothing_or_is_done(
    bring: Bring, mapping_file: Write, table_file: Write, tmp_path: Path, events_home: Home
) -> None:
    (tmp_path / "empty.tab").write_bytes(b"")
    with pytest.raises(InputError):
        bring(mapping_file(), tmp_path / "empty.tab")
    assert [] == list((events_home.data / "events").iterdir())
    for _ in range(2):
        bring(mapping_file(), table_file(*ROWS))
        assert ["small"] == [path.name for path in (events_home.data / "events").iterdir()]


def test_the_limit_of_refused_rows_is_kept_to_the_row(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    table = table_file(*ROWS, *(f"{n}\tRussia\tIran\tnever\t190\n" for n in range(10, 40)))
    with pytest.raises(InputError) as caught:
        bring(mapping_file(), table, max_errors=29)
    assert 21 == len(caught.value.faults)
    assert "and more; --max-errors N goes on" in caught.value.faults[-1]
    assert 30 == bring(mapping_file(), table, max_errors=30).files[0].refused


def test_faults_of_reading_and_of_meaning_count_together(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    table = table_file(*ROWS, "4\n", "5\tRussia\tIran\tnever\t190\n")
    with pytest.raises(InputError):
        bring(mapping_file(), table, max_errors=1)
    assert 2 == bring(mapping_file(), table, max_errors=2).files[0].refused


def test_an_empty_file_is_refused(bring: Bring, mapping_file: Write, tmp_path: Path) -> None:
    (tmp_path / "empty.tab").write_bytes(b"")
    with pytest.raises(InputError, match="the file is empty"):
        bring(mapping_file(), tmp_path / "empty.tab")


def test_a_file_with_a_header_only_has_no_rows(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    data_set = bring(mapping_file(), table_file())
    assert (0, 0) == (data_set.files[0].rows, data_set.files[0].claims)
    assert 0 == total(data_set.files).rows


def test_a_header_where_none_should_be_is_told(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    mapping = mapping_file(("header: yes", "header: no\n  columns: [id, who, whom, day, code]"))
    with pytest.raises(InputError, match=r"table.tab:1: .*; if this line is a header, write header: yes"):
        bring(mapping, table_file(*ROWS))


def test_windows_line_ends_are_read(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    table = table_file(*(row.replace("\n", "\r\n") for row in ROWS), header=HEADER.replace("\n", "\r\n"))
    assert ["057", "112", "190"] == [row["code"] for row in rows_of(bring(mapping_file(), table))]


def test_mixed_line_ends_are_read(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    table = table_file(ROWS[0].replace("\n", "\r\n"), *ROWS[1:])
    assert ["057", "112", "190"] == [row["code"] for row in rows_of(bring(mapping_file(), table))]


def test_a_last_line_without_its_end_is_read(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    assert 3 == len(rows_of(bring(mapping_file(), table_file(*ROWS[:2], ROWS[2].rstrip("\n")))))


def test_a_byte_order_mark_is_no_part_of_the_first_column(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    assert 3 == len(rows_of(bring(mapping_file(), table_file(*ROWS, header="\ufeff" + HEADER))))


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_tables_are_read(
    pack: Callable[[bytes], bytes], bring: Bring, mapping_file: Write, tmp_path: Path
) -> None:
    packed = tmp_path / "table.packed"
    packed.write_bytes(pack((HEADER + "".join(ROWS)).encode()))
    assert 3 == len(rows_of(bring(mapping_file(), packed)))


def test_an_archive_cut_short_is_told_and_what_came_before_is_accounted_for(
    bring: Bring, mapping_file: Write, tmp_path: Path
) -> None:
    rows = [f"{n}\tRussia\tIran\t2018-02-{n % 28 + 1:02}\t{150 + n % 3}\n" for n in range(5000)]
    whole = gzip.compress((HEADER + "".join(rows)).encode())
    packed = tmp_path / "table.tab.gz"
    packed.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match="the archive ends in the middle"):
        bring(mapping_file(), packed)
    [account] = bring(mapping_file(), packed, max_errors=1).files
    assert account.adds_up
    assert (1, account.rows - 1) == (account.refused, account.claims)
    assert 0 < account.rows < 5000


def test_another_encoding_is_read_where_it_is_named(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    table = table_file("1\tTürkiye\tRussia\t2018-01-05\t057\n".encode("windows-1252"))
    data_set = bring(mapping_file(("separator: tab", "separator: tab\n  encoding: windows-1252")), table)
    assert "Türkiye" == rows_of(data_set)[0]["agent_text"]


def test_quoted_cells_may_hold_separators_and_line_ends(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    mapping = mapping_file(("separator: tab", "separator: comma\n  quote: double"))
    table = table_file(
        '1,"Russia, Federation of",Turkey,2018-01-05,057\n', '2,"Rus\nsia",Turkey,2018-01-05,057\n',
        '3,"Rus""sia",Turkey,2018-01-05,057\n', '4,Iran,Turkey,never,057\n', header=HEADER.replace("\t", ","),
    )  # fmt: skip
    data_set = bring(mapping, table, max_errors=1)
    rows = rows_of(data_set)
    assert [("Russia, Federation of", 2), ("Rus\nsia", 3), ('Rus"sia', 5)] == [
        (r["agent_text"], r["line"]) for r in rows
    ]
    assert "\t6\t" in (data_set.folder / "rejects.tsv").read_text(encoding="utf-8")


def test_a_column_that_the_table_lacks_is_told_with_the_nearest_one(
    bring: Bring, mapping_file: Write, table_file: Write
) -> None:
    with pytest.raises(InputError, match="unknown column 'whom'; did you mean 'whome'"):
        bring(mapping_file(), table_file(*ROWS, header=HEADER.replace("whom", "whome")))


def test_the_same_row_in_two_files_counts_once(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    first, second = table_file(*ROWS), table_file(*ROWS[1:], "4\tIran\tTurkey\t2018-01-01\t057\n", name="more.tab")
    together = bring(mapping_file(), first, second)
    assert {"id read before": 2} == total(together.files).dropped
    assert ["1", "2", "3", "4"] == [row["row_id"] for row in rows_of(together)]


def test_a_row_that_came_in_an_earlier_import_counts_once(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    bring(mapping_file(), table_file(*ROWS))
    data_set = bring(mapping_file(), table_file(*ROWS[1:], "4\tIran\tTurkey\t2018-01-01\t057\n", name="more.tab"))
    assert {"id read before": 2} == data_set.files[1].dropped
    assert ["1", "2", "3", "4"] == [row["row_id"] for row in rows_of(data_set)]


def test_importing_a_file_again_changes_nothing(
    mapping_file: Write, table_file: Write, events_home: Home, vocabulary: Vocabulary
) -> None:
    mapping, table = read_mapping(mapping_file(), vocabulary), table_file(*ROWS)
    import_table(events_home, mapping, [table])
    folder = events_home.data / "events" / "small"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert () == import_table(events_home, mapping, [table]).new
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_data_set_is_not_mixed_from_two_versions_of_a_mapping(
    bring: Bring, mapping_file: Write, table_file: Write
) -> None:
    bring(mapping_file(), table_file(*ROWS))
    with pytest.raises(InputError, match="another version of this mapping; import all its files again with --anew"):
        bring(mapping_file(("quad: schrodt", "quad: gdelt")), table_file(*ROWS, name="more.tab"))


def test_self_pairs_missing_actors_and_codes_without_a_tie_are_left_out_and_counted(
    bring: Bring, mapping_file: Write, table_file: Write
) -> None:
    more = ("4\tIran\tIran\t2018-01-01\t057\n", "5\tNA\tIran\t2018-01-01\t057\n", "6\tIran\tTurkey\t2018-01-01\t010\n")
    [account] = bring(mapping_file(), table_file(*ROWS, *more)).files
    assert {"no actor": 1, "no tie": 1, "self-pairs": 1} == account.dropped
    assert account.adds_up


COMMAS = (("separator: tab", "separator: comma\n  quote: double"),)
QUOTED_HEADER = "id,who,whom,day,code\n"


def rejects_of(data_set: DataSet) -> list[list[str]]:
    lines = (data_set.folder / "rejects.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def test_a_quote_that_never_closes_costs_its_own_row_only(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    rows = [f"{n},Russia,Turkey,2018-01-{n:02},057\n" for n in range(1, 21)]
    open_quote = '99,"Russia,Turkey,2018-02-01,057\n'
    table = table_file(*rows[:9], open_quote, *rows[9:], header=QUOTED_HEADER)
    data_set = bring(mapping_file(*COMMAS), table, max_errors=1)
    [account] = data_set.files
    assert (21, 20, 1) == (account.rows, account.claims, account.refused)
    [[_, line, reason, row]] = rejects_of(data_set)
    assert ("11", open_quote.rstrip()) == (line, row)
    assert "a quote opens in this row and does not close; mend the quotes" == reason


def test_a_quote_that_closes_in_a_later_row_costs_its_own_row_only(
    bring: Bring, mapping_file: Write, table_file: Write
) -> None:
    rows = [f"{n},Russia,Turkey,2018-01-{n:02},057\n" for n in range(1, 6)]
    table = table_file(
        '98,"Russia,Turkey,2018-02-01,057\n', *rows, '99,Iran,Tur"key,2018-02-01,057\n', header=QUOTED_HEADER
    )
    data_set = bring(mapping_file(*COMMAS), table, max_errors=2)
    assert (7, 6, 1) == (data_set.files[0].rows, data_set.files[0].claims, data_set.files[0].refused)
    assert [["2", '98,"Russia,Turkey,2018-02-01,057']] == [[line, row] for _, line, _, row in rejects_of(data_set)]


def test_cells_of_several_lines_are_read_and_refused_whole(
    bring: Bring, mapping_file: Write, table_file: Write
) -> None:
    good, bad = '1,"Russia",Turkey,2018-01-01,"057"\n', '2,"Nor\nland",Turkey,never,057\n'
    data_set = bring(
        mapping_file(*COMMAS), table_file(good, bad, good.replace("1", "3", 1), header=QUOTED_HEADER), max_errors=1
    )
    assert (3, 2, 1) == (data_set.files[0].rows, data_set.files[0].claims, data_set.files[0].refused)
    assert [["3", '2,"Nor\\nland",Turkey,never,057']] == [[line, row] for _, line, _, row in rejects_of(data_set)]


@pytest.mark.parametrize("quote", [True, False])
def test_a_refused_row_is_kept_whole_however_long_it_is(
    quote: bool, bring: Bring, mapping_file: Write, table_file: Write
) -> None:
    long = "x" * 1_000_000
    rows = ROWS if not quote else tuple(row.replace("\t", ",") for row in ROWS)
    separator = "," if quote else "\t"
    table = table_file(
        *rows, separator.join(["4", long, "Iran", "2018-01-01", "190\n"]), header=separator.join(HEADER.split("\t"))
    )
    data_set = bring(mapping_file(*(COMMAS if quote else ())), table, max_errors=1)
    [[_, line, _, row]] = rejects_of(data_set)
    assert ("5", True) == (line, long in row)


def test_a_stray_quote_is_kept_with_its_row(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    rows = [row.replace("\t", ",") for row in ROWS]
    stray = '4,"Russia" again,Iran,2018-01-01,190'
    data_set = bring(mapping_file(*COMMAS), table_file(*rows, stray + "\n", header=QUOTED_HEADER), max_errors=1)
    assert [["5", stray]] == [[line, row] for _, line, _, row in rejects_of(data_set)]


def test_a_file_that_is_packed_by_name_only_is_read_as_it_is(
    bring: Bring, mapping_file: Write, table_file: Write
) -> None:
    assert 3 == len(rows_of(bring(mapping_file(), table_file(*ROWS, name="table.tab.gz"))))


def test_an_archive_with_a_wrong_checksum_is_called_damaged(bring: Bring, mapping_file: Write, tmp_path: Path) -> None:
    packed = bytearray(gzip.compress((HEADER + "".join(ROWS)).encode()))
    packed[-6] ^= 0xFF
    (tmp_path / "table.tab.gz").write_bytes(packed)
    with pytest.raises(InputError, match=r"table\.tab\.gz:\d+: .*damaged.*; get it anew"):
        bring(mapping_file(), tmp_path / "table.tab.gz")


def test_utf_16_is_called_what_it_is_and_read_as_such(bring: Bring, mapping_file: Write, tmp_path: Path) -> None:
    table = tmp_path / "wide.tab"
    table.write_bytes((HEADER + "".join(ROWS)).encode("utf-16"))
    with pytest.raises(InputError, match=r"wide\.tab:1: the file is UTF-16; write encoding: utf-16 in the mapping"):
        bring(mapping_file(), table)
    wide = mapping_file(("separator: tab", "separator: tab\n  encoding: utf-16"))
    assert 3 == len(rows_of(bring(wide, table)))


def test_a_lone_carriage_return_is_called_what_it_is(bring: Bring, mapping_file: Write, table_file: Write) -> None:
    table = table_file("4,Russia,Iran\r,2018-01-01,190\n", header=QUOTED_HEADER)
    with pytest.raises(InputError, match=r"table\.tab:2: a lone carriage return stands here; end lines with a line"):
        bring(mapping_file(*COMMAS), table)


@pytest.mark.parametrize("first_left_out", [True, False])
def test_an_id_that_says_two_things_is_refused_also_where_one_of_its_rows_is_left_out(
    first_left_out: bool, bring: Bring, mapping_file: Write, table_file: Write
) -> None:
    left_out, claim = "7\tRussia\tTurkey\t2018-03-01\t010\n", "7\tRussia\tIran\t2018-03-02\t190\n"
    rows = (left_out, claim) if first_left_out else (claim, left_out)
    with pytest.raises(InputError, match=r"table\.tab:6: id '7' stands twice and says two things"):
        bring(mapping_file(), table_file(*ROWS, *rows))


def test_a_row_that_is_left_out_and_stands_twice_is_left_out_twice(
    bring: Bring, mapping_file: Write, table_file: Write
) -> None:
    [account] = bring(mapping_file(), table_file(*ROWS, *["7\tRussia\tTurkey\t2018-03-01\t010\n"] * 2)).files
    assert (5, 3, {"no tie": 2}, 0) == (account.rows, account.claims, account.dropped, account.refused)
