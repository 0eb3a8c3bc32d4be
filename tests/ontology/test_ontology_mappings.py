"""The mapping tables are SSSOM, speak only of terms that exist, and read every event code in one way or not at all."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import OWL, RDFS, Graph
from ruamel.yaml import YAML
from sssom_schema import ExtensionDefinition, MappingSet
from sssom_schema import Mapping as SssomMapping

from kgraph.errors import InputError
from kgraph.namespaces import KG
from kgraph.sources.mapping_table import NO_TERM, MappingTable, read_table, read_tables
from kgraph.vocabulary import Vocabulary

FOLDER = Path(__file__).parents[2] / "ontology" / "mappings"
NAMES = ("cameo", "plover", "schema-org", "wikidata")
ROOTS = [f"{number:02}" for number in range(1, 21)]
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
# The last root of each class: GDELT's event codebook, and Schrodt's for the CAMEO family.
GDELT, SCHRODT = (5, 9, 14, 20), (5, 8, 13, 20)
PLOVER = {
    "verbal cooperation": {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    "material cooperation": {"COOPERATE", "AID", "RETREAT"},
    "verbal conflict": {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    "material conflict": {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}


@pytest.fixture(scope="module")
def terms(parsed: Graph) -> set[str]:
    return {str(term) for term in parsed.subjects(RDFS.isDefinedBy)}


@pytest.fixture(scope="module")
def tables(terms: set[str]) -> dict[str, MappingTable]:
    return {table.name: table for table in read_tables(FOLDER, terms)}


@pytest.fixture(scope="session")
def vocabulary(graph: Any) -> Vocabulary:
    return graph.vocabulary


def sign(vocabulary: Vocabulary, subject: str) -> int:
    return vocabulary.relations[subject.removeprefix(KG)].polarity


def quad(code: str, last: tuple[int, ...]) -> str:
    return next(name for name, root in zip(QUADS, last, strict=True) if int(code[:2]) <= root)


def test_there_is_a_table_for_each_vocabulary(tables: dict[str, MappingTable]) -> None:
    assert sorted(NAMES) == sorted(tables)
    assert all(table.rows and table.title and table.about for table in tables.values())


# --- SSSOM


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_valid_by_the_published_schema(name: str) -> None:
    lines = (FOLDER / f"{name}.sssom.tsv").read_text(encoding="utf-8").splitlines()
    header = YAML(typ="safe", pure=True).load("\n".join(line[1:] for line in lines if line.startswith("#")))
    rows = list(csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t", quoting=3))
    own = {extension["slot_name"] for extension in header.get("extension_definitions", ())}
    assert own <= rows[0].keys()
    prefixes = header.pop("curie_map")
    built_in = {"linkml", "owl", "rdf", "rdfs", "semapv", "skos", "sssom", "xsd"}
    # What the specification asks for beyond types: declared prefixes, declared extensions.
    extensions = [ExtensionDefinition(**extension) for extension in header.pop("extension_definitions", ())]
    for extension in extensions:
        assert str(extension.type_hint).split(":")[0] in built_in | prefixes.keys()
        assert str(extension.property).split(":")[0] in prefixes
    given = [{key: value for key, value in row.items() if value and key not in own} for row in rows]
    mappings = [SssomMapping(**row) for row in given]
    assert len(mappings) == len(MappingSet(**header, mappings=given, extension_definitions=extensions).mappings)
    for row in given:
        for key in ("subject_id", "predicate_id", "object_id", "mapping_justification"):
            assert row[key].split(":")[0] in built_in | prefixes.keys(), row
        assert "semapv:ManualMappingCuration" == row["mapping_justification"]


@pytest.mark.parametrize("name", NAMES)
def test_a_table_names_the_version_of_the_ontology(name: str, parsed: Graph) -> None:
    versions = {str(found) for found in parsed.objects(predicate=OWL.versionInfo)}
    text = (FOLDER / f"{name}.sssom.tsv").read_text(encoding="utf-8")
    assert all(f'#subject_source_version: "{version}"\n' in text for version in versions)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_sorted_and_says_why(name: str, tables: dict[str, MappingTable]) -> None:
    rows = tables[name].rows
    column = [row.object_id if name in ("cameo", "plover") else row.subject for row in rows]
    assert sorted(column, key=lambda text: (text == "sssom:NoTermFound", text)) == column
    silent = [row.object_id for row in rows if not row.comment.endswith(".")]
    assert all(code.startswith("plover:context-") for code in silent), silent


# --- event codes


def test_every_root_of_cameo_is_read_or_said_to_have_no_counterpart(tables: dict[str, MappingTable]) -> None:
    codes = {code.removeprefix("cameo:") for code in tables["cameo"].readings()}
    assert set(ROOTS) <= codes
    assert {code[:2] for code in codes} == set(ROOTS)


def test_every_code_of_three_digits_is_read_and_no_code_is_invented(
    tables: dict[str, MappingTable], shared: Path
) -> None:
    with (shared / "data" / "raw_icews" / "cameo-codes.csv").open(encoding="latin1") as stream:
        published = {row["code"] for row in csv.DictReader(stream)}
    codes = {code.removeprefix("cameo:") for code in tables["cameo"].readings()}
    assert {code for code in published if len(code) < 4} <= codes <= published


def test_the_quad_classes_of_cameo_are_those_of_the_published_conventions(tables: dict[str, MappingTable]) -> None:
    for code, row in tables["cameo"].readings().items():
        number = code.removeprefix("cameo:")
        assert quad(number, GDELT) == row.more["quad_gdelt"], code
        assert quad(number, SCHRODT) == row.more["quad_schrodt"], code


def test_plover_has_its_sixteen_categories_in_the_quad_classes_of_its_manual(tables: dict[str, MappingTable]) -> None:
    found: dict[str, set[str]] = {}
    for code, row in tables["plover"].readings().items():
        if not code.startswith("plover:context-"):
            category = code.removeprefix("plover:").split("-")[0]
            found.setdefault(row.more["quad_plover"], set()).add(category)
            assert f"plover:{category}" in tables["plover"].readings()
    assert PLOVER == found


@pytest.mark.parametrize(("name", "column"), [("cameo", "quad_schrodt"), ("plover", "quad_plover")])
def test_no_code_gets_a_sign_against_its_quad_class(
    name: str, column: str, tables: dict[str, MappingTable], vocabulary: Vocabulary
) -> None:
    for code, row in tables[name].readings().items():
        if row.subject != NO_TERM and row.subject.startswith(KG):
            expected = {"cooperation": (0, 1), "conflict": (0, -1)}[row.more[column].split()[1]]
            assert sign(vocabulary, row.subject) in expected, code


@pytest.mark.parametrize("name", ["cameo", "plover"])
def test_a_code_with_a_relation_has_an_arena_and_one_without_has_none(
    name: str, tables: dict[str, MappingTable]
) -> None:
    for code, row in tables[name].readings().items():
        if not code.startswith("plover:context-"):
            assert (row.subject != NO_TERM) == ("arena" in row.more), code


def test_no_code_is_read_as_a_relation_that_is_only_derived(
    tables: dict[str, MappingTable], vocabulary: Vocabulary
) -> None:
    for table in tables.values():
        for row in table.readings().values():
            if row.subject.startswith(KG):
                assert vocabulary.relations[row.subject.removeprefix(KG)].derived_by is None


def test_every_relation_with_a_sign_is_compared_with_cameo(
    tables: dict[str, MappingTable], vocabulary: Vocabulary
) -> None:
    compared = {row.subject.removeprefix(KG) for row in tables["cameo"].rows}
    signed = {name for name, found in vocabulary.relations.items() if found.polarity and not found.derived_by}
    assert set() == signed - compared


def test_a_code_and_a_narrower_one_never_get_opposite_signs(
    tables: dict[str, MappingTable], vocabulary: Vocabulary
) -> None:
    found = tables["cameo"].readings()
    for code, row in found.items():
        wider = found.get(code[:-1])
        if wider and len(code) > len("cameo:01") and NO_TERM not in (row.subject, wider.subject):
            assert abs(sign(vocabulary, row.subject) - sign(vocabulary, wider.subject)) < 2, code


# --- faults

GOOD = """#curie_map:
#  kg: https://w3id.org/kgraph/ontology#
#  cameo: https://w3id.org/kgraph/cameo/
#mapping_set_title: a few
subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tarena\tcomment
kg:supports\tskos:narrowMatch\tcameo:053\tsemapv:ManualMappingCuration\t0.7\tdomain:diplomacy\tSo.
kg:meets\tskos:closeMatch\tcameo:046\tsemapv:ManualMappingCuration\t0.8\t\tSo.
"""
FAULTS = [
    ("kg:supports", "kg:suports", ":6: unknown term 'ontology#suports'; did you mean 'ontology#supports'"),
    ("domain:diplomacy", "domain:diplomatics", ":6: unknown term 'domain/diplomatics'; did you mean"),
    ("kg:meets", "kgx:meets", ":7: 'kgx:meets' has no known prefix; declare it in the '#curie_map:' or correct it"),
    ("cameo:046", "046", ":7: '046' has no known prefix; declare it in the '#curie_map:' or correct it"),
    ("skos:closeMatch", "skos:closMatch", ":7: unknown predicate 'skos:closMatch'; did you mean 'skos:closeMatch'"),
    ("\t0.8\t", "\t8\t", ":7: confidence '8' is no number from 0 to 1; give one such as 0.8"),
    ("\t0.8\t", "\tnan\t", ":7: confidence 'nan' is no number from 0 to 1; give one such as 0.8"),
    ("\t0.8\t\tSo.", "\t0.8\tSo.", ":7: 6 cells for 7 columns; put a tab between cells"),
    ("cameo:046", "cameo:053", ":7: 'cameo:053' is read in line 6 already; make one of the rows skos:broadMatch"),
    ("kg:meets\tskos:closeMatch\tcameo:046", "kg:supports\tskos:broadMatch\tcameo:053", ":7: the same two terms as in"),
    ("kg:meets", "\nkg:meets", ":7: the line is empty; remove it"),
    ("kg:supports\tskos:narrowMatch\tcameo:053", "sssom:NoTermFound\tskos:exactMatch\tsssom:NoTermFound", ":6: a row"),
]
UNREADABLE = [
    (GOOD.replace("confidence", "sureness"), ":5: column 'confidence' is missing; mend the line of column names"),
    (GOOD.replace("\tarena", "\tconfidence"), ":5: a column stands twice; mend the line of column names"),
    (GOOD.replace("#curie_map:", "#curie_map: ["), ": "),
    (GOOD.replace("#curie_map:", "#prefixes:"), ":1: no prefixes; begin with '#curie_map:' and one prefix a line"),
    ("", ":1: no prefixes; begin with '#curie_map:' and one prefix a line"),
]


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "few.sssom.tsv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_good_table_is_read(written: Callable[[str], Path], terms: set[str]) -> None:
    table = read_table(written(GOOD), terms)
    assert ("few", "a few", ()) == (table.name, table.title, table.faults)
    row = table.readings()["cameo:053"]
    assert (KG + "supports", "narrowMatch", 0.7, "domain:diplomacy") == (
        row.subject,
        row.predicate,
        row.confidence,
        row.more["arena"],
    )


@pytest.mark.parametrize(("right", "wrong", "told"), FAULTS)
def test_a_fault_is_one_line_with_its_place(
    right: str, wrong: str, told: str, written: Callable[[str], Path], terms: set[str]
) -> None:
    assert right in GOOD
    path = written(GOOD.replace(right, wrong))
    [fault] = read_table(path, terms).faults
    assert fault.startswith(f"{path}{told}")
    with pytest.raises(InputError, match="few"):
        read_tables(path.parent, terms)


@pytest.mark.parametrize(("text", "told"), UNREADABLE)
def test_a_table_that_cannot_be_read_says_where(
    text: str, told: str, written: Callable[[str], Path], terms: set[str]
) -> None:
    path = written(text)
    with pytest.raises(InputError) as caught:
        read_table(path, terms)
    assert str(caught.value).startswith(f"{path}{told}".removesuffix(" "))
    assert 1 == len(str(caught.value).splitlines())


def test_a_table_in_another_encoding_is_refused(written: Callable[[str], Path], terms: set[str]) -> None:
    path = written(GOOD)
    path.write_bytes(GOOD.replace("So.", "\u00fc").encode("latin1"))
    with pytest.raises(InputError, match="not UTF-8"):
        read_table(path, terms)
