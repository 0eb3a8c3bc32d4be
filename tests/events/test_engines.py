"""One suite on every engine: the same expressions give the same rows, accounts and rankings."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kgraph.events.duck import DuckEngine
from kgraph.events.engine import Engine
from kgraph.events.engines import ENGINES, engine
from kgraph.events.files import look_at
from kgraph.events.importing import import_table
from kgraph.events.landed import Limit, land
from kgraph.events.manifest import DataSet, open_data_set
from kgraph.events.mapping import read_mapping
from kgraph.events.pairs import pairs
from kgraph.events.progress import silent
from kgraph.events.ranking import cells
from kgraph.events.reading import Reading
from kgraph.events.rows import Meanings
from kgraph.events.straight import straight_cells, ties
from kgraph.home import Home
from kgraph.vocabulary import Vocabulary
from tests.events.conftest import rows_of, select

SYNTHETIC = Path(__file__).parents[2] / "data" / "examples" / "synthetic-icews-events.tab"


# What costs time at the start and pays on large tables only: compiling each query.
SETTINGS = """\
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.sql.adaptive.enabled false
spark.sql.shuffle.partitions 2
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1
"""


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], None]]:
    """A function that starts a Spark, which all engines of the tests share, or skips; it is ended with the tests."""
    started: list[Engine] = []
    folder = tmp_path_factory.mktemp("spark-settings")
    (folder / "spark-defaults.conf").write_text(SETTINGS, encoding="utf-8")

    def start() -> None:
        pytest.importorskip("pyspark", reason="pyspark is not installed: pip install kgraph[spark]")
        if shutil.which("java") is None:
            pytest.skip("Spark needs Java, which is not on the PATH")
        if not started:
            started.append(engine("spark", folder))

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(folder))
        yield start
        for one in started:
            one.close()


@pytest.fixture(scope="module")
def home_of(
    spark: Callable[[], None], tmp_path_factory: pytest.TempPathFactory, home: Home, vocabulary: Vocabulary
) -> Callable[[str], Home]:
    """A function that returns a home into which an engine brought the synthetic table and one with years and flags."""
    made: dict[str, Home] = {}

    def of(name: str) -> Home:
        if name in made:
            return made[name]
        if name == "spark":
            spark()
        root = tmp_path_factory.mktemp(name)
        shutil.copytree(home.ontology, root / "ontology")
        shutil.copytree(home.data, root / "data", ignore=shutil.ignore_patterns("store", "events", "sources"))
        found = Home(root)
        alliances = root / "alliances.csv"
        alliances.write_text(
            "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n"
            "2.0,20.0,1950.0,1.0,0.0,0.0,1.0,1.0\n2.0,365.0,1950.0,0.0,0.0,0.0,0.0,0.0\n"
            "365.0,640.0,1921.0,0.0,0.0,1.0,1.0,0.0\n365.0,9999,1921.0,1.0,0.0,0.0,0.0,0.0\n2.0,20.0,x,1.0,0,0,0,0\n",
            encoding="utf-8",
        )
        # With what is wrong in it, and a row that stands in two files.
        more = root / "more.tab"
        lines = SYNTHETIC.read_text(encoding="utf-8").splitlines(keepends=True)
        more.write_text(lines[0] + lines[5] + lines[6].replace("2018", "1999x", 1) + "91\tx\n", encoding="utf-8")
        for mapping, files in (("icews", [SYNTHETIC, more]), ("atop", [alliances])):
            read = read_mapping(root / "data" / "mappings" / f"{mapping}.yaml", vocabulary)
            import_table(found, read, files, engine_name=name, max_errors=5)
        made[name] = found
        return found

    return of


@pytest.fixture(params=ENGINES)
def here(request: pytest.FixtureRequest, home_of: Callable[[str], Home]) -> tuple[str, Home]:
    return request.param, home_of(request.param)


@pytest.fixture
def at_work(here: tuple[str, Home], tmp_path: Path) -> Iterator[Engine]:
    opened = engine(here[0], tmp_path)
    yield opened
    opened.close()


def by_id(data_set: DataSet) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "year"} for row in rows_of(data_set)]


def of_aggregates(data_set: DataSet) -> list[dict[str, Any]]:
    found = select(f"SELECT * FROM read_parquet('{data_set.aggregates}') ORDER BY ALL")
    return [{**row, "weight": None if row["weight"] is None else round(row["weight"], 6)} for row in found]


@pytest.mark.parametrize("table", ["icews", "atop"])
def test_rows_are_the_same(table: str, here: tuple[str, Home], home_of: Callable[[str], Home]) -> None:
    rows = by_id(open_data_set(here[1], table))
    assert rows
    assert by_id(open_data_set(home_of("duckdb"), table)) == rows


@pytest.mark.parametrize("table", ["icews", "atop"])
def test_aggregates_are_the_same(table: str, here: tuple[str, Home], home_of: Callable[[str], Home]) -> None:
    expected = of_aggregates(open_data_set(home_of("duckdb"), table))
    assert expected == of_aggregates(open_data_set(here[1], table))


@pytest.mark.parametrize("table", ["icews", "atop"])
def test_accounts_and_refused_rows_are_the_same(
    table: str, here: tuple[str, Home], home_of: Callable[[str], Home]
) -> None:
    expected, given = (open_data_set(each, table) for each in (home_of("duckdb"), here[1]))
    assert expected.about == given.about
    assert all(account.adds_up for account in given.files)
    texts = [(each.folder / "rejects.tsv").read_text(encoding="utf-8") for each in (expected, given)]
    assert texts[0] == texts[1]


def test_what_the_account_says_is_so(here: tuple[str, Home]) -> None:
    first, second = open_data_set(here[1], "icews").files
    assert (2000, 0) == (first.rows, first.refused)
    assert (3, 2) == (second.rows, second.refused)
    [alliances] = open_data_set(here[1], "atop").files
    assert (5, 3, {"no tie": 1}, 1) == (alliances.rows, alliances.claims, alliances.dropped, alliances.refused)


@pytest.mark.parametrize("level", ["states", "actors"])
def test_rankings_are_those_of_plain_counting(level: str, here: tuple[str, Home], at_work: Engine) -> None:
    data_set = open_data_set(here[1], "icews")
    window = {"since": "2018-03", "until": "2018"}
    ranked = pairs(at_work.arrow(cells(at_work.table(data_set.aggregates), level=level, **window))).to_pylist()
    seen: dict[tuple[str, str], dict[int, set[tuple[Any, ...]]]] = {}
    for row in by_id(data_set):
        ends = (row["agent_state"], row["target_state"]) if level == "states" else (row["agent"], row["target"])
        if row["month"] < "2018-03" or not all(ends) or ends[0] == ends[1]:
            continue
        event = (row["agent"], row["target"], row["code"], row["first_day"])
        seen.setdefault((min(ends), max(ends)), {1: set(), -1: set()})[row["sign"]].add(event)
    counted = {pair: (len(signs[1]), len(signs[-1])) for pair, signs in seen.items()}
    sums = {
        (row["a"], row["b"]): tuple(_of_both_classes(row, sign) for sign in ("positive", "negative")) for row in ranked
    }
    assert counted == sums
    griffin = [row["griffin"] for row in ranked]
    assert sorted(griffin, reverse=True) == griffin


def _of_both_classes(row: dict[str, Any], sign: str) -> int:
    return int(row[f"verbal_{sign}"] + row[f"material_{sign}"])


@pytest.mark.parametrize("level", ["states", "actors"])
@pytest.mark.parametrize(("table", "names"), [("icews", [str(SYNTHETIC), "more.tab"]), ("atop", ["alliances.csv"])])
def test_straight_from_texts_the_ranking_is_that_of_the_store(
    table: str,
    names: list[str],
    level: str,
    here: tuple[str, Home],
    at_work: Engine,
    vocabulary: Vocabulary,
    tmp_path: Path,
) -> None:
    home = here[1]
    mapping = read_mapping(home.data / "mappings" / f"{table}.yaml", vocabulary)
    landing = DuckEngine(tmp_path)
    files = [look_at(home.root / name, mapping.form.read.encoding, tmp_path) for name in names]
    parts = [land(landing, file, mapping, tmp_path / "landed", Limit(5), silent) for file in files]
    landing.close()
    Reading(home, mapping, at_work, tmp_path, parts, None, Limit(5)).typed()
    meanings = Meanings(**{name: at_work.table(tmp_path / f"{name}.parquet") for name in Meanings._fields})
    landed = at_work.table_of([part.path for part in parts])
    straight = straight_cells(landed, ties(meanings, at_work, tmp_path, level), mapping)
    stored = cells(at_work.table(open_data_set(home, table).aggregates), level=level)
    expected = pairs(at_work.arrow(stored)).to_pylist()
    assert expected
    assert expected == pairs(at_work.arrow(straight)).to_pylist()
