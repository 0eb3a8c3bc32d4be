"""Rule files as users edit them: every fault is one line that names file and line, and no rule runs on for ever."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kgraph.errors import InputError
from kgraph.home import Home
from kgraph.reasoning.chaining import chain
from kgraph.reasoning.rulebook import read_rules

GIVEN = {"edge": [("a", "b"), ("b", "c")], "number": [(1,)]}


def rules_of(folder: Path, text: str) -> Any:
    (folder / "1-test.rls").write_text(text, encoding="utf-8")
    return read_rules(folder, GIVEN, {"rivalOf"})


def faults_of(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(InputError) as error:
        rules_of(folder, text)
    assert all(fault.startswith(f"{folder / '1-test.rls'}:") for fault in error.value.faults)
    return tuple(fault.removeprefix(f"{folder / '1-test.rls'}:") for fault in error.value.faults)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("path(?x, ?y) :- edge(?x, ?y)", "1: '.' expected, not 'the end'"),
        ("\n\npath(?x ?y) :- edge(?x, ?y) .", "3: ')' expected, not '?y'"),
        ("path(?x) :- edge(?x, ?y) .\npath(?x) edge(?x, ?x) .", "2: '.' expected, not 'edge'"),
        ('path("open) :- edge(?x, ?y) .', "1: a string is not closed"),
        ("path(?x) :- ~edge(?x, ?y) .", "1: '~edge' is nothing that a rule may hold"),
        ("path(?x, !z) :- edge(?x, ?y) .", "1: '!z' is nothing that a rule may hold"),
        ("path(?x) :- edge(?x, ?y), ?x ?y .", "1: a comparison expected, not '?y'"),
        ("path(?x) :- edge(?x, MAX(?x, ?x)) .", "1: a variable or a value"),
        ("path(kg:rivalsOf, ?x) :- edge(?x, ?y) .", "1: unknown relation 'kg:rivalsOf'; did you mean 'kg:rivalOf'?"),
        ("path(kg:x, ?x) :- edge(?x, ?y) .", "1: unknown relation 'kg:x'; see ontology/relations.ttl"),
        ("path(?x) :- edges(?x, ?y) .", "1: unknown predicate 'edges'; did you mean 'edge'? Else no rule makes it"),
        ("path(?x) :- zzz(?x, ?y) .", "1: unknown predicate 'zzz'; no rule makes it and it is not given; add a rule"),
        ("path(?x) .", "1: nothing says what ?x is"),
        ("path(?z) :- edge(?x, ?y) .", "1: nothing says what ?z is"),
        ("path(?x) :- edge(?x, ?y), ?z < 3 .", "1: nothing says what ?z is"),
        ("path(_) :- edge(?x, ?y) .", "1: '_' in a head"),
        ("path(?x) :- edge(?x, ?y) .\npath(?x, ?y) :- edge(?x, ?y) .", "2: 'path' has 1 arguments elsewhere"),
    ],
)
def test_a_fault_in_a_rule_is_one_line_with_its_place(tmp_path: Path, text: str, fault: str) -> None:
    (found,) = faults_of(tmp_path, text)
    assert found.startswith(fault)
    assert "\n" not in found


def test_all_rules_at_fault_are_named_at_once(tmp_path: Path) -> None:
    text = "path(?z) :- edge(?x, ?y) .\npath(kg:rivalsOf) :- edge(?x, ?y) ."
    assert ["1", "2"] == [fault.split(":")[0] for fault in faults_of(tmp_path, text)]


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "1-test.rls").write_bytes(b"% fine\n%\xff\xfe")
    with pytest.raises(InputError, match=r"1-test\.rls:2: not UTF-8 \(byte 9\); save the file as UTF-8$"):
        read_rules(tmp_path, GIVEN, set())


def test_a_rule_that_would_not_come_to_an_end_is_stopped_and_named(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, "number(?m) :- number(?n), ?m = ?n + 1 .")
    with pytest.raises(InputError, match=r"1-test\.rls:1: this rule was at work when more than 1,000 facts"):
        chain(rules, GIVEN, most=1_000)


def test_a_fact_without_a_body_holds_from_the_start(tmp_path: Path) -> None:
    text = 'cnt(0) .\nedge("c", "d"), cnt(7) .\ntwo(?n) :- ?n = 1 + 1 .\nnone(1) :- 1 > 2 .\n'
    found = chain(rules_of(tmp_path, text + "next(?m) :- cnt(?n), ?m = ?n + 1 ."), GIVEN)
    assert [{(0,), (7,)}, {(1,), (8,)}, {(2,)}] == [set(found[name]) for name in ("cnt", "next", "two")]
    assert {("a", "b"), ("b", "c"), ("c", "d")} == set(found["edge"])
    assert not found.get("none")


def test_the_endless_rule_of_the_textbooks_is_stopped_and_named(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, "cnt(0) .\ncnt(?n) :- cnt(?m), ?n = ?m + 1 .")
    with pytest.raises(InputError, match=r"1-test\.rls:2: this rule was at work when more than 250,000 facts"):
        chain(rules, GIVEN)


def test_values_that_are_computed_from_one_another_are_a_fault_of_the_rule(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, "path(?x) :- edge(?a, ?b), ?x = ?y + 1, ?y = ?x + 1 .")
    with pytest.raises(InputError, match=r"1-test\.rls:1: computes values from one another in a circle"):
        chain(rules, GIVEN)


@pytest.mark.parametrize("seeds", [1, 1_000])
def test_few_facts_that_grow_without_end_are_stopped_soon(tmp_path: Path, seeds: int) -> None:
    rules = rules_of(tmp_path, "number(?m) :- number(?n), ?m = ?n + 1 .")
    with pytest.raises(InputError, match=r"1-test\.rls:1: .* more than 250,000 facts"):
        chain(rules, {"number": [(n * 10_000_000,) for n in range(seeds)]})


def test_many_given_facts_may_yield_more(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, "both(?x, ?y) :- number(?x), number(?y) .")
    found = chain(rules, {"number": [(n,) for n in range(600)], "edge": [(str(n), "") for n in range(5_000)]})
    assert 360_000 == len(found["both"])


@pytest.mark.parametrize("term", ['CONCAT(?n, "x")', "CONCAT(?n, ?n)"])
def test_texts_that_grow_without_end_are_stopped_before_they_fill_the_memory(tmp_path: Path, term: str) -> None:
    rules = rules_of(tmp_path, f"edge(?m, ?x) :- edge(?n, ?x), ?m = {term} .")
    with pytest.raises(InputError, match=r"1-test\.rls:1: this rule makes texts of more than 10,000 characters"):
        chain(rules, {"edge": [("a", "b")]})


def test_a_rule_that_explodes_is_stopped_before_its_rows_fill_the_memory(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, "many(?a, ?b, ?c, ?d) :- number(?a), number(?b), number(?c), number(?d) .")
    given = {"number": [(n,) for n in range(1_000)]}
    with pytest.raises(InputError, match=r"1-test\.rls:1: .* more than 10,000 facts"):
        chain(rules, given, most=10_000)


def test_counting_with_words_is_a_fault_of_the_rule(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, "next(?m) :- edge(?n, ?x), ?m = ?n + 1 .")
    with pytest.raises(InputError, match=r"1-test\.rls:1: counts or orders words"):
        chain(rules, GIVEN)


def test_what_follows_does_not_depend_on_the_order_of_rules_or_facts(tmp_path: Path) -> None:
    one = "path(?x, ?y) :- edge(?x, ?y) .\n"
    two = "path(?x, ?z) :- path(?x, ?y), path(?y, ?z) .\n"
    ring = [(str(n), str((n + 1) % 5)) for n in range(5)]
    found = [
        set(chain(rules_of(tmp_path, text), {"edge": edges, "number": []})["path"])
        for text in (one + two, two + one)
        for edges in (ring, ring[::-1])
    ]
    assert all(25 == len(paths) for paths in found)
    assert all(paths == found[0] for paths in found)


def test_a_variable_that_stands_twice_must_be_the_same(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, "loop(?x) :- edge(?x, ?x) .\nback(?x, ?y) :- edge(?x, ?y), edge(?y, ?x) .")
    found = chain(rules, {"edge": [("a", "a"), ("a", "b"), ("b", "a"), ("b", "c")], "number": []})
    assert {("a",)} == set(found["loop"])
    assert {("a", "a"), ("a", "b"), ("b", "a")} == set(found["back"])


def test_the_command_names_the_rule_and_exits_with_2(fresh_home: Home, run: Any) -> None:
    with (fresh_home.rules / "4-partner-and-rival.rls").open("a", encoding="utf-8") as stream:
        stream.write("\ntie(?a) :- nothing(?a) .\n")
    code, out, err = run("why", "russia", "rivalOf", "turkey", "--home", str(fresh_home.root))
    assert (code, out) == (2, "")
    assert "4-partner-and-rival.rls:" in err
    assert "Traceback" not in err
