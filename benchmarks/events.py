"""Event tables: from rows to ranked pairs, from the store to ranked pairs, and back to rows of ICEWS18."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.harness import PYTHON, Result
from kgraph.home import Home

ROOT = Path(__file__).parents[1]
TABLES = [ROOT.parent / "shared" / "data" / "icews18" / name for name in ("train.txt", "valid.txt")]
_SIZES = (100_000, 1_000_000)
_LARGE = (*_SIZES, 10_000_000)
# A table of a hundred thousand rows does not fill the memory that the engine may take; from a million on it is full.
_FLAT_FROM = 1_000_000
_NAIVE_ROWS = 100_000

_IMPORT = """
import sys
from pathlib import Path
from kgraph.events.importing import import_table
from kgraph.events.mapping import find_mapping, read_mapping
from kgraph.events.rdf import make_store
from kgraph.home import Home
from kgraph.store.record import load_ontology
from kgraph.store.words import read_vocabulary
home = Home(Path(sys.argv[1]))
mapping = read_mapping(find_mapping(home, "icews18"), read_vocabulary(load_ontology(home)))
make_store(home, import_table(home, mapping, [Path(name) for name in sys.argv[2:]], anew=True).data_set)
[most] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
print(most.split()[1])
"""


class _Import(NamedTuple):
    """What an import in a process of its own took: seconds of a processor, and the most memory at once, in MiB."""

    cpu: float
    memory: float


def benchmark(rounds: int) -> list[Result]:
    """Measure processor time; nothing where the table is not here."""
    if not all(path.is_file() for path in TABLES):
        print("       events: ICEWS18 is not in shared/data; nothing measured")
        return []
    workplace = Path(tempfile.mkdtemp(prefix="kgraph-bench-"))
    try:
        return _measured(rounds, workplace)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def large(rounds: int) -> list[Result]:
    """Measure how cost and memory of an import grow up to ten million rows; once, for it takes minutes."""
    if not all(path.is_file() for path in TABLES):
        print("       events: ICEWS18 is not in shared/data; nothing measured")
        return []
    workplace = Path(tempfile.mkdtemp(prefix="kgraph-bench-"))
    try:
        return _curve(_home(workplace / "home"), workplace, _LARGE)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def _curve(home: Home, workplace: Path, sizes: tuple[int, ...]) -> list[Result]:
    """Import generated tables of growing size: the cost of a further row, and the memory of each."""
    runs = []
    for size in sizes:
        path = workplace / f"{size}.txt"
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(_rows(size))
        runs.append(_import(home, [path]))
        path.unlink()
    per_row = [run.cpu / size for size, run in zip(sizes, runs, strict=True)]
    found = [
        Result(f"import of {size:,} rows, a row", each / per_row[0], "most", 1.2, "times",
               f"of a row of {sizes[0]:,}; {run.cpu:.1f} s, {run.memory:.0f} MiB", ())
        for size, run, each in zip(sizes, runs, per_row, strict=True)
    ]  # fmt: skip
    # What every import costs, however small, is not the cost of a row.
    added = (runs[-1].cpu - runs[-2].cpu) / (sizes[-1] - sizes[-2])
    before = (runs[1].cpu - runs[0].cpu) / (sizes[1] - sizes[0])
    if len(sizes) > 2:
        detail = f"from {sizes[-2]:,} to {sizes[-1]:,} / from {sizes[0]:,} to {sizes[1]:,}"
        found.append(Result("a further row", added / before, "most", 1.2, "times", detail, ()))
    full = [run.memory for size, run in zip(sizes, runs, strict=True) if size >= _FLAT_FROM]
    if len(full) > 1:
        detail = f"from {_FLAT_FROM:,} to {sizes[-1]:,} rows"
        found.append(Result("growth of memory", full[-1] / full[0], "most", 1.1, "times", detail, ()))
    most = max(run.memory for run in runs)
    return [*found, Result("most memory of these", most, "most", 1024, "MiB", "of the process", ())]


def _import(home: Home, files: list[Path]) -> _Import:
    # All that `kgraph import` does, the store for questions too.
    command = [PYTHON, "-c", _IMPORT, str(home.root), *map(str, files)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # The process says its own: what the system says of a child begins with the memory of its parent.
    return _Import(cpu, int(done.stdout.split()[-1]) / 1024)


def _measured(rounds: int, workplace: Path) -> list[Result]:
    import duckdb
    import ibis

    from kgraph.events.duck import DuckEngine
    from kgraph.events.evidence import Evidence
    from kgraph.events.files import TableFile, look_at
    from kgraph.events.importing import import_table
    from kgraph.events.landed import Limit, land
    from kgraph.events.landing import by_role, texts_of
    from kgraph.events.mapping import find_mapping, read_mapping
    from kgraph.events.pairs import pairs
    from kgraph.events.progress import silent
    from kgraph.events.ranking import cells
    from kgraph.events.reading import Reading
    from kgraph.events.rows import Meanings
    from kgraph.events.straight import Ties, straight_cells, ties
    from kgraph.store.record import load_ontology
    from kgraph.store.words import read_vocabulary

    home = _home(workplace / "home")
    mapping = read_mapping(find_mapping(home, "icews18"), read_vocabulary(load_ontology(home)))
    engine = DuckEngine(workplace / "engine")
    files = [look_at(path, "utf-8", workplace / "engine") for path in TABLES]
    parts = [land(engine, file, mapping, workplace / "engine" / "landed", Limit(0), silent) for file in files]
    # Who is who is read once for a table, before anything is ranked.
    Reading(home, mapping, engine, workplace / "engine", parts, None, Limit(0)).typed()
    known = Meanings(**{name: engine.table(workplace / "engine" / f"{name}.parquet") for name in Meanings._fields})
    tied = ties(known, engine, workplace / "engine")

    def from_text(files: list[TableFile], known: Ties = tied) -> Any:
        table = texts_of(engine.con, files, mapping, mapping.form.read.columns)
        return _ranked(by_role(table, mapping.form, ibis.null("int64")), known)

    def _ranked(landed: Any, known: Ties = tied) -> Any:
        return pairs(engine.arrow(straight_cells(landed, known, mapping)))

    with duckdb.connect() as con:
        counting = "SELECT count(*) FROM read_csv(?)"
        base, _ = _best(lambda: con.execute(counting, [list(map(str, TABLES))]).fetchall(), rounds)
    text, ranked = _best(lambda: from_text(files), rounds)
    parquet, _ = _best(lambda: _ranked(engine.table_of([part.path for part in parts])), rounds)
    own_folder = workplace / "engine" / "actors"
    own_folder.mkdir()
    tied_actors = ties(known, engine, own_folder, "actors")
    landed = engine.table_of([part.path for part in parts])
    actors, each = _best(lambda: pairs(engine.arrow(straight_cells(landed, tied_actors, mapping))), rounds)
    actors_text, _ = _best(lambda: from_text(files, tied_actors), rounds)
    apart = each.num_rows
    data_set = import_table(home, mapping, TABLES).data_set
    stored, again = _best(lambda: pairs(engine.arrow(cells(engine.table(data_set.aggregates)))), rounds)
    actors_again = pairs(engine.arrow(cells(engine.table(data_set.aggregates), level="actors")))
    same = ranked.equals(again.cast(ranked.schema)) and each.equals(actors_again.cast(each.schema))
    faults = () if same else ("the short way and the store rank differently",)
    with Evidence(data_set) as evidence:
        looked_up, found = _best(
            lambda: evidence.between("russia", "turkey", level="states", month="2018-06"),
            max(rounds, 9),
            time.monotonic,
        )
    small = workplace / "small.txt"
    small.write_text("".join(_rows(_NAIVE_ROWS)), encoding="utf-8")
    own, _ = _best(lambda: from_text([look_at(small, "utf-8", workplace / "engine")]), 3)
    stored_too, _ = _best(lambda: import_table(home, mapping, [small], anew=True), 1)
    naive, _ = _best(lambda: _naive(small), 1)
    engine.close()
    pairs_found = f"{ranked.num_rows} pairs of states"
    return [
        Result("rows to ranked pairs / read_csv count", text / base, "most", 4.0, "times",
               f"{text * 1000:.0f} ms : {base * 1000:.0f} ms; {pairs_found}", faults),
        Result("the same from Parquet", parquet / base, "most", 2.5, "times",
               f"{parquet * 1000:.0f} ms : {base * 1000:.0f} ms", ()),
        # Many times as many pairs are handed out there, each with names and measures.
        Result("rows to ranked pairs, level actors", actors_text / base, "most", 6.0, "times",
               f"{actors_text * 1000:.0f} ms : {base * 1000:.0f} ms; {apart} pairs of actors", ()),
        Result("the same from Parquet, level actors", actors / base, "most", 4.5, "times",
               f"{actors * 1000:.0f} ms : {base * 1000:.0f} ms", ()),
        Result("all pairs from the store", stored, "most", 2.0, "s", f"{again.num_rows} pairs of states", ()),
        Result("evidence of a pair, warm", looked_up * 1000, "most", 25.0, "ms", f"{found.total} rows (clock)", ()),
        Result("node an event / rows to pairs", naive / own, "least", 50.0, "times",
               f"{naive:.1f} s : {own:.2f} s; {_NAIVE_ROWS} rows, pandas and rdflib; "
               f"with who is who and the store {stored_too:.1f} s", ()),
        Result("memory of the import", _import(home, TABLES).memory, "most", 1024, "MiB", "all of ICEWS18", ()),
        *_curve(home, workplace, _SIZES),
    ]  # fmt: skip


def _home(root: Path) -> Home:
    shutil.copytree(ROOT / "ontology", root / "ontology")
    shutil.copytree(ROOT / "data", root / "data", ignore=shutil.ignore_patterns("store", "events", "sources"))
    for name in ("entity2id.txt", "relation_cameo.csv"):
        shutil.copy(TABLES[0].with_name(name), root / "data" / "mappings" / name)
    return Home(root)


def _rows(count: int) -> Iterator[str]:
    """Return rows drawn from the real ones, each column pair as it occurs, on days of their own."""
    chance = random.Random(1)
    real = [line.split("\t") for line in TABLES[0].read_text(encoding="utf-8").splitlines()]
    drawn = (chance.choice(real) for _ in range(count))
    return (f"{row[0]}\t{row[1]}\t{row[2]}\t{24 * chance.randrange(300)}\n" for row in drawn)


def _naive(path: Path) -> int:
    """Do what one would without kgraph: a node an event in rdflib, then pairs with both signs in SPARQL."""
    import pandas
    import rdflib

    events = pandas.read_csv(path, sep="\t", names=["agent", "code", "target", "hours"])
    codes = pandas.read_csv(TABLES[0].with_name("relation_cameo.csv"), index_col="relation_id")
    conflict = codes["quad_schrodt_1to5_6to8_9to13_14to20"] > 2
    graph, ns = rdflib.Graph(), rdflib.Namespace("https://example.org/")
    for number, event in events.iterrows():
        node = ns[f"event/{number}"]
        first, second = sorted((event["agent"], event["target"]))
        graph.add((node, ns.a, ns[f"actor/{first}"]))
        graph.add((node, ns.b, ns[f"actor/{second}"]))
        graph.add((node, ns.sign, rdflib.Literal(-1 if conflict[event["code"]] else 1)))
        graph.add((node, ns.hours, rdflib.Literal(int(event["hours"]))))
    query = """
        SELECT ?a ?b (SUM(IF(?s > 0, 1, 0)) AS ?p) (SUM(IF(?s < 0, 1, 0)) AS ?n)
        WHERE { ?e ns:a ?a ; ns:b ?b ; ns:sign ?s } GROUP BY ?a ?b
    """
    return len(list(graph.query(query, initNs={"ns": ns})))


def _best(run: Callable[[], Any], rounds: int, clock: Callable[[], float] = time.process_time) -> tuple[float, Any]:
    least, answer = float("inf"), None
    for _ in range(rounds):
        before = clock()
        answer = run()
        least = min(least, clock() - before)
    return least, answer
