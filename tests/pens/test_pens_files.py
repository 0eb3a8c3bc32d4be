"""Files that are no pens, too long, misplaced or missing: one line each, and nothing is written."""

from typing import Any

import pytest

FILE = "data/sources/paper.yaml"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", ":1: the file is empty; write at least one entry or remove it"),
        (b"# only\n# comments\n", ":1: the file is empty; write at least one entry or remove it"),
        (b"---\n", ":1: a mapping is expected here; start with a key such as 'source:'"),
        (b"- a\n- b\n", ":1: a mapping is expected here; start with a key such as 'source:'"),
        (b"just text", ":1: a mapping is expected here; start with a key such as 'source:'"),
        (b"source:\n\tid: x\n", ":2: found character '\\t' that cannot start any token; replace the tab by spaces"),
        (b"source:\n  id: x\n  title: caf\xe9\n", ":3: not UTF-8 (byte 29); save the file as UTF-8"),
        ("source: x".encode("utf-16"), ":1: not UTF-8 (byte 1); save the file as UTF-8"),
        (b"source: [a\nclaims: b\n", ":2: "),
        (b"source: 'a\n", ":2: found unexpected end of stream; mend the YAML"),
        (b"a: b\n---\na: b\n", ":2: but found another document; mend the YAML"),
        (b"a: *b\n", ":1: found undefined alias"),
        (b"%FOO\n%YAML 9.9\n--- a\n", ":2: "),
        (b'a: "\\U99999999"\n', ":1: "),
        (b"[" * 50_000, ":1: nested too deeply; a pen has at most a few levels"),
        (b"? [a, b]\n: c\n", ":1: a key must be one word; write 'key: value'"),
        (b"a: &a [*a]\n", ":1: YAML aliases are not used here; write the value out"),
        (b"<<: {a: b}\n", ":1: unknown key '<<'; remove it"),
        (b"a: !!python/object/apply:os.system [x]\n", ":1: unknown key 'a'; remove it"),
    ],
)
def test_a_file_that_is_no_pen(pen: Any, content: bytes, message: str) -> None:
    pen.path.write_bytes(content)
    faults = pen.faults()
    assert any(fault.startswith(f"{FILE}{message}") for fault in faults), faults
    assert all("; " in fault and "\n" not in fault for fault in faults)


def test_a_yaml_bomb_is_refused_in_no_time(pen: Any) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 30)]
    pen.path.write_text("\n".join(lines), encoding="utf-8")
    faults = pen.faults()
    assert f"{FILE}:2: YAML aliases are not used here; write the value out" in faults


def test_a_huge_file_is_refused(pen: Any) -> None:
    pen.path.write_bytes(b"a: " + b"x" * 20_000_001)
    assert [f"{FILE}: larger than 20,000,000 bytes; split it into several sources"] == pen.faults()


def test_a_very_long_text_is_refused_with_its_line(pen: Any) -> None:
    pen.replace("Day given.", "x" * 3_000_000)
    assert [f"{FILE}:18: 'basis' is longer than 10000 characters; shorten it"] == pen.faults()


def test_a_pen_in_the_wrong_place_is_not_passed_over(pen: Any) -> None:
    pen.path.rename(pen.path.with_suffix(".yml"))
    (pen.path.parent / "deeper").mkdir()
    (pen.path.parent / "deeper" / "x.yaml").write_text("a: b\n", encoding="utf-8")
    remedy = "not read; a pen lies in data/sources/ and its name ends in .yaml"
    assert {f"data/sources/paper.yml: {remedy}", f"data/sources/deeper/x.yaml: {remedy}"} == set(pen.faults())


def test_a_pen_that_cannot_be_read(pen: Any) -> None:
    pen.path.unlink()
    pen.path.mkdir()
    assert [f"{FILE}: cannot be read (Is a directory); check the path"] == pen.faults()


@pytest.mark.parametrize("keep_folder", [True, False])
def test_no_source_at_all(pen: Any, keep_folder: bool) -> None:
    for path in pen.path.parent.iterdir():
        path.unlink()
    if not keep_folder:
        pen.path.parent.rmdir()
    assert ["data/sources: no source found; write one, see docs/how-to-add-a-source.md"] == pen.faults()


@pytest.mark.parametrize("name", ["data/actors.yaml", "data/theatres.yaml"])
def test_a_home_without_a_register_says_which(pen: Any, name: str) -> None:
    (pen.home.root / name).unlink()
    expected = f"{pen.home.root}: looks like a kgraph home but has no {name}; put it there, or name another home"
    assert expected in pen.faults()[0]
