"""Mappings: every fault of a file at once, with its line; those shipped read the real tables without a row lost."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.errors import InputError
from kgraph.events.dates import DateFault, DateReader
from kgraph.events.manifest import DataSet, total
from kgraph.events.mapping import read_mapping
from kgraph.home import Home
from kgraph.vocabulary import Vocabulary
from tests.conftest import Run
from tests.events.conftest import HEADER, rows_of

Write = Callable[..., Path]
ROOT = Path(__file__).parents[2]
REAL = {
    "icews": (["raw_icews/events.2018.sample.tab"], 3_705),
    "icews18": (["icews18/train.txt", "icews18/valid.txt"], 419_013),
    "gdelt": (["raw_gdelt/20180101000000.export.CSV"], 2_414),
    "atop": (["cow_atop/atop_alliance.csv"], 273_296),
    "cow-mid": (["cow_atop/cow_mid_ddydisps.csv"], 10_234),
}


CODES = (
    "  scheme: cameo\n  goldstein: icews\n  quad: schrodt\n",
    "  table:\n    a: {relation: partnerOf, arena: arms, class: verbal}\n"
    "    b: {relation: mediates, arena: arms, class: verbal}\n",
)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("separator: tab", "separator: tabb", "unknown separator 'tabb'; did you mean 'tab'?"),
        ("scheme: cameo", "scheme: cameos", "unknown scheme of codes 'cameos'; did you mean 'cameo'?"),
        ("quad: schrodt", "quad: shrodt", "unknown quad convention 'shrodt'; did you mean 'schrodt'?"),
        ("goldstein: icews", "goldstein: iceews", "unknown Goldstein table 'iceews'; did you mean 'icews'?"),
        ("  quad: schrodt\n", "", "key 'quad' is missing; say which one, since the published ones differ"),
        ("format: YYYY-MM-DD", "format: YYYY-MM", "'YYYY-MM' lacks YYYY, MM or DD"),
        ("format: YYYY-MM-DD", "unit: hours", "key 'since' is missing; write the day from which the hours count"),
        ("format: YYYY-MM-DD", "unit: hour, since: 2018-01-01", "unknown unit 'hour'; did you mean 'hours'?"),
        ("{column: whom}", "{column: whom, look_up: ids}", "unknown look-up 'ids'"),
        ("{column: whom}", "{column: whom, scheme: iso}", "unknown scheme of names 'iso'"),
        ("{column: whom}", "{colum: whom}", "unknown key 'colum'; did you mean 'column'?"),
        ("header: yes", "header: no", "without a header the columns have no names; add columns: [ … ]"),
        ("apply: yes", "apply: maybe", "unknown answer 'maybe'"),
        (*CODES, "'partnerOf' only follows by a rule; name what the table tells"),
        (*CODES, "'mediates' is neither cooperation nor conflict; write relation: none"),
        ("self_pairs: one actor", "self_pairs: no", "a reason is expected here; write why, or remove 'self_pairs'"),
        ("{column: code}", "{column: code}\n  weight: {column: id, decimal: koma}", "unknown sign 'koma'"),
        ("scheme: cameo\n", "scheme: cameo\n  always: {relation: none}\n", "both scheme and always to read codes"),
    ],
)
def test_a_fault_of_a_mapping_is_told_with_its_line(
    old: str, new: str, said: str, mapping_file: Write, vocabulary: Vocabulary
) -> None:
    with pytest.raises(InputError) as caught:
        read_mapping(mapping_file((old, new)), vocabulary)
    assert any(said in fault for fault in caught.value.faults), caught.value.faults
    assert all(re.match(r".*small\.yaml:\d+: ", fault) for fault in caught.value.faults)


def test_all_faults_of_a_mapping_come_at_once(mapping_file: Write, vocabulary: Vocabulary) -> None:
    path = mapping_file(
        ("separator: tab", "separator: tabb"), ("scheme: cameo", "table: {a: {relation: atacks}}"), ("day,", "dy,")
    )
    with pytest.raises(InputError) as caught:
        read_mapping(path, vocabulary)
    lines = [int(fault.split(":")[1]) for fault in caught.value.faults]
    assert sorted(lines) == lines
    assert 4 == len(lines)


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "mappings").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_mappings_shipped_have_no_fault(path: Path, vocabulary: Vocabulary) -> None:
    assert path.stem == read_mapping(path, vocabulary).name


@pytest.mark.parametrize("name", REAL)
def test_every_row_of_the_real_tables_is_accounted_for(
    name: str, shared: Path, events_home: Home, bring: Callable[..., DataSet]
) -> None:
    files, rows = REAL[name]
    account = total(bring(events_home.data / "mappings" / f"{name}.yaml", *(shared / "data" / f for f in files)).files)
    assert (rows, 0) == (account.rows, account.refused)
    assert account.adds_up
    assert account.claims > rows / 4


def test_a_table_without_a_mapping_of_ours_needs_one_file_only(
    tmp_path: Path, bring: Callable[..., DataSet], run: Run, events_home: Home
) -> None:
    page = (ROOT / "docs" / "how-to-map-a-table.md").read_text(encoding="utf-8")
    mapping = tmp_path / "my-table.yaml"
    mapping.write_text(re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0], encoding="utf-8")
    table = tmp_path / "incidents.csv"
    table.write_text(
        'incident,state_a,state_b,day,kind\n1,RUS,UKR,03.05.2020,shelling\n2,TUR,RUS,15.3.2020,"joint patrol"\n'
        "3,TUR,TUR,16.03.2020,threat\n4,TUR,GRC,17.03.2020,other\n",
        encoding="utf-8",
    )
    ran = run("import", str(mapping), str(table), "--dry-run", home=events_home)
    assert (0, True) == (ran.code, "- RUS (russia) attacks [warfare, material] UKR (ukraine)" in ran.out)
    assert not (events_home.data / "events" / "border-incidents").exists()
    rows = rows_of(bring(mapping, table))
    assert [("russia", "ukraine", -1), ("turkey", "russia", 1)] == [(r["agent"], r["target"], r["sign"]) for r in rows]


def test_a_dry_run_shows_what_would_be_refused_and_who_is_not_known(
    mapping_file: Write, table_file: Write, run: Run, events_home: Home
) -> None:
    table = table_file(*(f"{n}\tNorland\tTurkey\t2018-01-05\t057\n" for n in range(3)), "9\tRussia\tTurkey\tx\t057\n")
    ran = run("import", str(mapping_file()), str(table), "--dry-run", home=events_home)
    assert "1 row, first table.tab:5: 'x' is no date; expected YYYY-MM-DD" in ran.out
    assert "3 rows  Norland" in ran.out


SCORES = [f"{n}\tRussia\tTurkey\t2018-01-05\t057\t{n},5\n" for n in range(4)]
SCORED = HEADER.replace("\n", "\tscore\n")


def test_a_decimal_comma_is_a_fault_until_the_mapping_says_so(
    mapping_file: Write, table_file: Write, run: Run, events_home: Home
) -> None:
    table = str(table_file(*SCORES, "9\tRussia\tIran\t2018-01-05\t057\t1.234,5\n", header=SCORED))
    point = mapping_file(("{column: code}", "{column: code}\n  weight: {column: score}"))
    refused = run("import", str(point), table, home=events_home)
    assert 2 == refused.code
    assert "table.tab:2: weight '0,5' is no number; write decimal: comma at the column weight" in refused.err
    comma = mapping_file(("{column: code}", "{column: code}\n  weight: {column: score, decimal: comma}"))
    refused = run("import", str(comma), table, home=events_home)
    assert "table.tab:6: weight '1.234,5' is no number; list it under missing:" in refused.err
    assert 0 == run("import", str(comma), table, "--max-errors", "1", home=events_home).code
    rows = json.loads(run("evidence", "russia", "turkey", "--format", "json", home=events_home).out)["rows"]
    assert [0.5, 1.5, 2.5, 3.5] == sorted(row["weight"] for row in rows)


def test_a_dry_run_tells_a_fault_that_differs_in_every_row_once(
    mapping_file: Write, table_file: Write, run: Run, events_home: Home
) -> None:
    late = (f"{n}\tRussia\tIran\t{n}. May\t057\t1\n" for n in (10, 11))
    table = table_file(*SCORES, *late, "7\tRussia\tIran\t2018-01-05\t999\t1\n", header=SCORED)
    mapping = mapping_file(("{column: code}", "{column: code}\n  weight: {column: score}"))
    lines = run("import", str(mapping), str(table), "--dry-run", home=events_home).out.splitlines()
    told = lines[lines.index("Would be refused:") + 1 :]
    remedy = "write decimal: comma at the column weight"
    assert f"4 rows, first table.tab:2: weight '0,5' is no number; {remedy} (and 3 other texts)" == told[0].strip()
    date = "2 rows, first table.tab:6: '10. May' is no date; expected YYYY-MM-DD (and 1 other texts)"
    assert date == told[1].strip()
    assert told[2].strip().startswith("1 row, first table.tab:8: unknown code '999'")


FLAGS = ("codes:\n  scheme: cameo\n  goldstein: icews\n  quad: schrodt\n",
         "codes:\n  flags:\n    - {column: arms, relation: sanctions, arena: arms, class: material}\n"
         "    - {column: trade, relation: sanctions, arena: trade, class: material}\n")  # fmt: skip


def test_a_flag_is_set_by_one_true_or_yes_and_is_never_unset_in_silence(
    mapping_file: Write, table_file: Write, run: Run, events_home: Home
) -> None:
    mapping = str(mapping_file(FLAGS, ("  code: {column: code}\n", "")))
    header = "id\twho\twhom\tday\tarms\ttrade\n"
    values = [("1", "0"), ("TRUE", "False"), ("yes", "No"), ("1.0", ""), ("0", "NA")]
    rows = [f"{n}\tRussia\tTurkey\t2018-01-0{n + 1}\t{arms}\t{trade}\n" for n, (arms, trade) in enumerate(values)]
    assert 0 == run("import", mapping, str(table_file(*rows, header=header)), home=events_home).code
    found = json.loads(run("evidence", "russia", "turkey", "--format", "json", home=events_home).out)["rows"]
    assert ["arms"] * 4 == [row["code"] for row in found]
    more = table_file(*rows, "9\tRussia\tTurkey\t2018-01-09\t1\tfull\n", header=header)
    refused = run("import", mapping, str(more), "--anew", home=events_home)
    fault = (
        "table.tab:7: flag 'full' in column trade does not say whether it is set; name the values that do with equals:"
    )
    assert 2 == refused.code
    assert fault in refused.err
    assert 0 == run("import", mapping, str(more), "--anew", "--max-errors", "1", home=events_home).code
    named = mapping_file(FLAGS, ("  code: {column: code}\n", ""), ("column: trade,", "column: trade, equals: [full],"))
    assert 0 == run("import", str(named), str(more), "--anew", home=events_home).code


@pytest.mark.parametrize(
    ("date", "header", "cells", "shown"),
    [
        ("{column: y, month: m, day: d}", "y\tm\td", "1992\t3\t7", "1992-03-07"),
        ("{column: y, month: m, day: d}", "y\tm\td", "1992\t3\tNA", "1992-03"),
        ("{column: y, month: m, day: d}", "y\tm\td", "1992.0\t\t", "1992"),
        ("{column: y, unit: years, until: {column: m}}", "y\tm", "1992\t1995", "1992-01-01/1995-12-31"),
        ("{column: y, unit: years, until: {column: m}}", "y\tm", "1992\t", "1992"),
        ("{column: y, format: DD.MM.YYYY, until: {column: m}}", "y\tm", "7.3.1992\t9.3.1992", "1992-03-07/1992-03-09"),
    ],
)
def test_days_in_several_columns_and_ends_are_read(
    date: str, header: str, cells: str, shown: str, mapping_file: Write, table_file: Write, run: Run, events_home: Home
) -> None:
    mapping = str(mapping_file(("{column: day, format: YYYY-MM-DD}", date)))
    table = table_file(f"1\tRussia\tTurkey\t057\t{cells}\n", header=f"id\twho\twhom\tcode\t{header}\n")
    assert 0 == run("import", mapping, str(table), home=events_home).code
    assert shown == run("evidence", "russia", "turkey", home=events_home).out.splitlines()[2].split("\t")[0]


@pytest.mark.parametrize(
    ("date", "cells", "said"),
    [
        (
            "{column: y, month: m, day: d}",
            "1992\t13\t7",
            "'1992-13-7' is no date; expected numbers of year, month and day",
        ),
        ("{column: y, month: m, day: d}", "1992\t\t7", "'1992--7' is no date"),
        ("{column: y, unit: years, until: {column: m}}", "1995\t1992\t", "'1995 to 1992' is no date; expected a year"),
    ],
)
def test_days_that_are_none_and_ends_before_their_beginning_are_refused(
    date: str, cells: str, said: str, mapping_file: Write, table_file: Write, run: Run, events_home: Home
) -> None:
    mapping = str(mapping_file(("{column: day, format: YYYY-MM-DD}", date)))
    table = table_file(f"1\tRussia\tTurkey\t057\t{cells}\n", header="id\twho\twhom\tcode\ty\tm\td\n")
    ran = run("import", mapping, str(table), home=events_home)
    assert 2 == ran.code
    assert said in ran.err


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("{column: day, month: m}", "month and day stand apart together"),
        ("{column: day, month: m, day: d, unit: years}", "year, month and day have columns of their own; remove it"),
        ("{column: day, month: m, day: d, until: {column: e}}", "the end is read as the beginning"),
    ],
)
def test_a_way_to_read_days_that_contradicts_itself_is_told(
    date: str, said: str, mapping_file: Write, vocabulary: Vocabulary
) -> None:
    with pytest.raises(InputError, match=said):
        read_mapping(mapping_file(("{column: day, format: YYYY-MM-DD}", date)), vocabulary)


def test_what_held_in_a_year_or_a_month_is_not_shown_as_of_a_day(
    mapping_file: Write, table_file: Write, run: Run, events_home: Home
) -> None:
    for name, unit, text in (("years.tab", "years", "2018"), ("months.tab", "months", "2018-02")):
        mapping = mapping_file(("format: YYYY-MM-DD", f"unit: {unit}"), ("id: small", f"id: {unit}"))
        row = f"1\tRussia\tTurkey\t{text}\t057\n"
        table = str(table_file(row, name=name))
        assert f"  {text}  + Russia" in run("import", str(mapping), table, "--dry-run", home=events_home).out
        assert 0 == run("import", str(mapping), table, home=events_home).code
        found = run("evidence", "russia", "turkey", "--events", unit, home=events_home).out
        assert text == found.splitlines()[2].split("\t")[0]


@pytest.mark.parametrize(
    ("formats", "unit", "since", "text", "expected"),
    [
        (("YYYYMMDD",), None, None, "20180131", ("2018-01-31", "2018-01-31")),
        (("YYYYMMDD",), None, None, "2018131", None),
        (("DD/MM/YYYY", "YYYY-MM-DD*"), None, None, "2018-01-31T10:00", ("2018-01-31", "2018-01-31")),
        ((), "hours", "2018-01-01", "24", ("2018-01-02", "2018-01-02")),
        ((), "hours", "2018-01-01", "23", ("2018-01-01", "2018-01-01")),
        ((), "seconds", "1970-01-01", "1514764800", ("2018-01-01", "2018-01-01")),
        ((), "years", None, "1914.0", ("1914-01-01", "1914-12-31")),
        ((), "months", None, "201802", ("2018-02-01", "2018-02-28")),
        ((), "years", None, "99999999", None),
        ((), "days", "2018-01-01", "1e9", None),
    ],
)
def test_dates_are_read_as_told(
    formats: tuple[str, ...], unit: str | None, since: str | None, text: str, expected: tuple[str, str] | None
) -> None:
    found = DateReader(formats, unit, since).read(text)
    assert expected == (None if found is None else tuple(day.isoformat() for day in found))


def test_the_synthetic_table_is_read_as_icews_and_never_called_so(vocabulary: Vocabulary) -> None:
    folder = Path(__file__).parents[2] / "data" / "mappings"
    icews, synthetic = (read_mapping(folder / f"{name}.yaml", vocabulary).form for name in ("icews", "synthetic"))
    assert icews.model_dump(exclude={"dataset"}) == synthetic.model_dump(exclude={"dataset"})
    assert synthetic.dataset.title.startswith("SYNTHETIC")
    assert "Harvard" not in str(synthetic.dataset)


# The columns of the published files, as programs that read them list them.
POLECAT = [
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"
]  # fmt: skip


def generated(**cells: str) -> str:
    """Return a row in the columns of POLECAT that nobody published."""
    given = {name.replace("_", " "): text for name, text in cells.items()}
    assert set(given) <= set(POLECAT)
    return "\t".join(given.get(name, "None") for name in POLECAT) + "\n"


def test_generated_rows_in_the_columns_of_polecat_become_claims(
    events_home: Home, bring: Callable[..., DataSet], table_file: Callable[..., Path]
) -> None:
    russia = {"Actor_Name": "Russia", "Actor_Country": "RUS", "Actor_Sectors": "MIL"}
    turkey = {"Recipient_Name": "Turkey", "Recipient_Country": "TUR", "Recipient_Sectors": "GOV"}
    day = "2018-03-02"
    table = table_file(
        generated(Event_ID="g1", Event_Date=day, Event_Type="ASSAULT", Event_Mode="aerial", **russia, **turkey),
        generated(Event_ID="g2", Event_Date=day, Event_Type="CONSULT", Event_Mode="visit", **russia, **turkey),
        generated(Event_ID="g3", Event_Date=day, Event_Type="SANCTION", **russia, **turkey),
        generated(Event_ID="g4", Event_Date=day, Event_Type="REQUEST", Event_Mode="meet", **turkey),
        generated(Event_ID="g5", Event_Date=day, Event_Type="AID", Actor_Name="Iran; Russia", **turkey),
        header="\t".join(POLECAT) + "\n",
    )
    data_set = bring(events_home.data / "mappings" / "polecat.yaml", table)
    account = total(data_set.files)
    assert (5, 4, {"no actor": 1}, 0) == (account.rows, account.claims, dict(account.dropped), account.refused)
    rows = {row["row_id"]: row for row in rows_of(data_set)}
    assert ("warfare", -1, "material") == (rows["g1"]["arena"], rows["g1"]["sign"], rows["g1"]["class"])
    assert ("diplomacy", 1, "verbal") == (rows["g2"]["arena"], rows["g2"]["sign"], rows["g2"]["class"])
    assert ("sanctions", -1) == (rows["g3"]["arena"], rows["g3"]["sign"])
    # Several actors in one cell are nobody's act alone.
    assert "" == rows["g5"]["agent_state"]


def test_a_date_format_in_small_letters_is_answered_with_the_same_in_capitals() -> None:
    with pytest.raises(DateFault, match="write 'DD/MM/YYYY'"):
        DateReader(("dd/mm/yyyy",), None, None)
    with pytest.raises(DateFault, match="a format such as YYYY-MM-DD, or a unit"):
        DateReader(("D.M.",), None, None)
