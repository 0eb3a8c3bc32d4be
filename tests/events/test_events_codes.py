"""Event codes mean what the reviewed tables say, under the convention and the scores that were chosen."""

import csv
from pathlib import Path

import pytest

from kgraph.errors import InputError
from kgraph.events.codes import Coded, CodeTable, code_table

ONTOLOGY = Path(__file__).parents[2] / "ontology"


@pytest.fixture(scope="module")
def gdelt() -> CodeTable:
    return code_table(ONTOLOGY, "cameo", goldstein="gdelt", quad="gdelt")


@pytest.fixture(scope="module")
def schrodt() -> CodeTable:
    return code_table(ONTOLOGY, "cameo", goldstein="icews", quad="schrodt")


@pytest.fixture(scope="module")
def plover() -> CodeTable:
    return code_table(ONTOLOGY, "plover", quad="schrodt")


def read(table: CodeTable, code: str) -> Coded:
    found = table.read(code)
    assert found is not None, code
    return found


def test_a_fight_is_a_material_conflict_of_warfare(schrodt: CodeTable) -> None:
    found = read(schrodt, "193")
    assert ("193", "fights", "warfare", -1, True, 4, "193") == (
        found.code,
        found.relation,
        found.arena,
        found.sign,
        found.material,
        found.quad,
        found.read_as,
    )
    assert -10 == found.goldstein


def test_a_code_without_a_row_is_read_as_the_next_shorter_one_and_says_so(schrodt: CodeTable) -> None:
    found = read(schrodt, "1384")
    assert ("1384", "138", "warns", -1) == (found.code, found.read_as, found.relation, found.sign)
    assert "Threaten with military force" == schrodt.name("1384")


def test_a_code_that_ties_nobody_is_kept_with_its_reason(schrodt: CodeTable) -> None:
    found = read(schrodt, "010")
    assert ("", "", 0) == (found.relation, found.arena, found.sign)
    assert found.reason


def test_a_relation_that_is_neither_cooperation_nor_conflict_stays_so(schrodt: CodeTable) -> None:
    found = read(schrodt, "045")
    assert ("mediates", 0) == (found.relation, found.sign)


@pytest.mark.parametrize("code", ["", "0", "1", "21", "99", "4", "19x", " 19", "１９", "GOV", "-1"])
def test_what_is_no_code_is_not_read(schrodt: CodeTable, code: str) -> None:
    assert schrodt.read(code) is None
    assert "" == schrodt.name(code)


@pytest.mark.parametrize(
    ("code", "by_gdelt", "by_schrodt"), [("08", 2, 2), ("090", 2, 3), ("13", 3, 3), ("141", 3, 4), ("05", 1, 1)]
)
def test_the_conventions_part_at_investigations_and_protests(
    gdelt: CodeTable, schrodt: CodeTable, code: str, by_gdelt: int, by_schrodt: int
) -> None:
    one, other = read(gdelt, code), read(schrodt, code)
    assert (by_gdelt, by_schrodt) == (one.quad, other.quad)
    assert (by_gdelt in (2, 4), by_schrodt in (2, 4)) == (one.material, other.material)
    assert (one.relation, one.sign) == (other.relation, other.sign)


def test_the_scores_of_the_data_sets_differ_and_are_kept_apart(gdelt: CodeTable, schrodt: CodeTable) -> None:
    assert (-2.0, -5.0) == (read(gdelt, "016").goldstein, read(schrodt, "016").goldstein)
    unscored = code_table(ONTOLOGY, "cameo", quad="gdelt")
    assert read(unscored, "016").goldstein is None


def test_a_score_is_never_borrowed_from_a_shorter_code(gdelt: CodeTable) -> None:
    # 2042, a nuclear attack, did not occur in the export; 204 has no say in its score.
    assert read(gdelt, "2042").goldstein is None


def test_a_mode_of_plover_without_a_row_is_read_as_its_category(plover: CodeTable) -> None:
    found = read(plover, "ASSAULT-unheard-of")
    assert ("ASSAULT", "conflictsWith", True) == (found.read_as, found.relation, found.material)
    assert "ASSAULT-drone" == read(plover, "ASSAULT-drone").read_as
    assert plover.read("assault") is None
    assert plover.read("context-military") is None


@pytest.mark.parametrize(
    ("choices", "fault"),
    [
        ({"scheme": "kedy", "quad": "gdelt"}, "unknown scheme of codes 'kedy'"),
        ({"scheme": "cameo", "quad": "gdlt"}, "unknown convention of classes 'gdlt'; did you mean 'gdelt'?"),
        ({"scheme": "cameo", "quad": "gdelt", "goldstein": "icew"}, "did you mean 'icews'?"),
        ({"scheme": "plover", "quad": "gdelt", "goldstein": "icews"}, "take 'none'"),
    ],
)
def test_a_choice_that_does_not_exist_is_refused_in_one_line(choices: dict[str, str], fault: str) -> None:
    with pytest.raises(InputError) as caught:
        code_table(ONTOLOGY, **choices)  # type: ignore[arg-type]
    assert fault in str(caught.value)
    assert 1 == len(caught.value.faults)


# --- against the tables of others


def test_every_published_code_has_an_answer(schrodt: CodeTable, shared: Path) -> None:
    with (shared / "data" / "raw_icews" / "cameo-codes.csv").open(encoding="latin1") as stream:
        published = [row["code"] for row in csv.DictReader(stream)]
    found = [read(schrodt, code) for code in published]
    assert 312 == len(found)
    assert all(coded.relation or coded.reason for coded in found)


def test_every_relation_of_icews18_has_the_class_and_score_of_its_list(
    gdelt: CodeTable, schrodt: CodeTable, shared: Path
) -> None:
    with (shared / "data" / "icews18" / "relation_cameo.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert 256 == len(rows)
    for row in rows:
        one, other = read(gdelt, row["cameo"]), read(schrodt, row["cameo"])
        assert row["quad_gdelt_1to5_6to9_10to14_15to20"] == str(one.quad)
        assert row["quad_schrodt_1to5_6to8_9to13_14to20"] == str(other.quad)
        assert float(row["goldstein_icews"]) == other.goldstein


def test_the_scores_are_those_that_the_rows_of_the_data_sets_have(
    gdelt: CodeTable, schrodt: CodeTable, shared: Path
) -> None:
    export = (shared / "data" / "raw_gdelt" / "20180101000000.export.CSV").read_text(encoding="utf-8")
    for cells in (line.split("\t") for line in export.splitlines()):
        assert float(cells[30]) == read(gdelt, cells[26]).goldstein, cells[26]
    sample = shared / "data" / "raw_icews" / "events.2018.sample.tab"
    with sample.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            assert float(row["Intensity"]) == read(schrodt, row["CAMEO Code"]).goldstein, row["CAMEO Code"]
