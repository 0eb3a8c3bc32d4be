"""What pens may contain, and what is made of it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.errors import InputError
from kgraph.home import Home
from kgraph.sources.pen import read_pen


def test_every_scalar_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "pen.yaml"
    scalars = ["NO", "on", "1e3", "0x1F", "1_000", "2021-09-28", "null", "~", ".inf", "12:30", "010", "yes", "1.50"]
    path.write_text(f"a: [{', '.join(scalars)}]\n")
    assert {"a": scalars} == read_pen(path).content


@pytest.mark.parametrize("encode", [lambda text: b"\xef\xbb\xbf" + text, lambda text: text.replace(b"\n", b"\r\n")])
def test_byte_order_mark_and_windows_line_ends_change_nothing(pen: Any, run: Any, encode: Any) -> None:
    assert 0 == run("build", home=pen.home).code
    before = (pen.home.record / "sources" / "paper.ttl").read_bytes()
    pen.path.write_bytes(encode(pen.path.read_bytes()))
    assert 0 == run("build", home=pen.home).code
    assert before == (pen.home.record / "sources" / "paper.ttl").read_bytes()


def test_windows_line_ends_keep_line_numbers(pen: Any) -> None:
    pen.replace("target: turkey", "target: turky")
    pen.path.write_bytes(pen.path.read_bytes().replace(b"\n", b"\r\n"))
    assert pen.faults()[0].startswith("data/sources/paper.yaml:15: ")


def test_hidden_files_of_editors_are_passed_over(pen: Any, run: Any) -> None:
    (pen.path.parent / ".#paper.yaml").symlink_to("nowhere")
    (pen.path.parent / ".paper.yaml").write_text("nonsense")
    assert 0 == run("build", home=pen.home).code


def test_odd_texts_survive_to_the_loaded_graph(pen: Any, run: Any) -> None:
    odd = "\"quotes\" 'too' \\ back <b>&amp; {braces} ; . # not a comment: ümlaut Ж 中 😀 \u202e end"
    pen.replace("Day given.", "'" + odd.replace("'", "''") + "'")
    assert 0 == run("build", home=pen.home).code
    claim = kgraph.load(pen.home.root).claims["paper/01-russia-meets-turkey"]
    assert odd == claim.when_basis


@pytest.mark.parametrize("value", ["0", "-3", "0.5", "-0.25", "123456789012345", "3.000000001"])
def test_amounts_come_back_as_they_were_written(pen: Any, run: Any, value: str) -> None:
    pen.replace('value: "2"', f'value: "{value}"')
    assert 0 == run("build", home=pen.home).code
    claim = kgraph.load(pen.home.root).claims["paper/01-russia-meets-turkey"]
    assert claim.amount is not None
    assert value == claim.amount.value


def test_links_lead_to_claims_of_other_sources(pen: Any, run: Any) -> None:
    pen.article()
    pen.replace("disputes: 01-russia-meets-turkey", "disputes: [reuters-2021-09-28/02-putin-meets-erdogan]")
    assert 0 == run("build", home=pen.home).code
    claim = kgraph.load(pen.home.root).claims["paper/02-russia-supports-assad"]
    assert ("reuters-2021-09-28/02-putin-meets-erdogan",) == claim.disputes


def test_what_a_source_is_derived_from_comes_back(pen: Any, run: Any) -> None:
    pen.article()
    pen.replace("  kind: news report", "  kind: news report\n  derived_from: reuters-2021-09-28")
    assert 0 == run("build", home=pen.home).code
    sources = kgraph.load(pen.home.root).sources
    assert ("reuters-2021-09-28",) == sources["paper"].derived_from
    assert () == sources["reuters-2021-09-28"].derived_from


def test_a_source_may_be_there_only_because_others_rest_on_it(pen: Any, run: Any) -> None:
    head = pen.path.read_text(encoding="utf-8").partition("claims:")[0].replace("id: paper", "id: unread")
    pen.path.with_name("unread.yaml").write_text(head + "claims: []\n", encoding="utf-8")
    pen.replace("  kind: news report", "  kind: news report\n  derived_from: [unread]")
    assert 0 == run("build", home=pen.home).code
    assert ("unread",) == kgraph.load(pen.home.root).sources["paper"].derived_from


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=200), st.text(alphabet="ab:-[]{}&*!|>'\"%@` \n\t#,?", max_size=60).map(str.encode)))
def test_any_bytes_are_a_pen_or_faults_with_file_and_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pen.yaml"
    path.write_bytes(content)
    faults: tuple[str, ...] = ()
    try:
        faults = read_pen(path, "pen.yaml").faults
    except InputError as error:
        faults = error.faults
    assert all(fault.startswith("pen.yaml:") and "\n" not in fault for fault in faults)


def test_shapes_catch_what_the_pens_let_through(pen: Any, run: Any) -> None:
    pen.replace("disputes: 01-russia-meets-turkey", "outcome_of: 01-russia-meets-turkey")
    faults = pen.faults()
    assert 1 == len(faults)
    assert faults[0].startswith("data/sources/paper.yaml:21: outcomeOf stance: ") or "expectation" in faults[0]
    assert faults[0].startswith("data/sources/paper.yaml:21: ")


def test_shapes_report_every_violation_with_its_place(pen: Any) -> None:
    pen.replace("disputes: 01-russia-meets-turkey", "outcome_of: 01-russia-meets-turkey")
    pen.replace("anchor: one two three", 'anchor: "one  two"')
    faults = pen.faults()
    assert [10, 21] == sorted(int(fault.split(":")[1]) for fault in faults)
    assert all(fault.startswith("data/sources/paper.yaml:") for fault in faults)


def test_a_home_without_shapes_says_so(fresh_home: Home, run: Any) -> None:
    (fresh_home.ontology / "shapes.ttl").unlink()
    code, _, err = run("build", home=fresh_home)
    assert 2 == code
    assert "shapes.ttl" in err
    assert "Traceback" not in err
