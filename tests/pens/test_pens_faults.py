"""Every fault of a pen is one line with its place, what is wrong and what to do; nothing is written."""

from typing import Any

import pytest

FILE = "data/sources/paper.yaml"

# What is replaced, by what, a text that only the faulty line holds, and the rest of the message.
CASES = {
    "agent": ("agent: russia\n    relation: meets", "agent: rusia\n    relation: meets", "rusia",
              "unknown actor 'rusia'; did you mean 'russia'?"),
    "target": ("target: turkey", "target: turky", "turky", "unknown actor 'turky'; did you mean 'turkey'?"),
    "relation": ("relation: meets", "relation: meetz", "meetz", "unknown relation 'meetz'; did you mean 'meets'?"),
    "arena": ("[diplomacy]", "[diplomcy]", "diplomcy", "unknown arena 'diplomcy'; did you mean 'diplomacy'?"),
    "second arena": ("[diplomacy]", "\n      - diplomacy\n      - siria", "siria",
                     "unknown arena 'siria'; did you mean 'syria'"),
    "arena twice": ("[diplomacy]", "[diplomacy, diplomacy]", "diplomacy", "arena 'diplomacy' stands here twice; keep"),
    "no arena": ("    arenas: [diplomacy]\n", "", "01-russia-meets-turkey\n", "no arena; say where the relation plays"),
    "speaker": ("target: assad", "target: assad\n    said_by: ankarra", "ankarra", "unknown actor 'ankarra'; "),
    "through": ("target: assad", "target: assad\n    through: wagnr", "wagnr", "unknown actor 'wagnr'; did you mean"),
    "stance": ("target: assad", "target: assad\n    stance: expect", "stance", "unknown stance 'expect'; did you mean"),
    "sureness": ("target: assad", "target: assad\n    sureness: hedge", "sureness", "unknown sureness 'hedge'; did"),
    "bound": ("bound: exactly", "bound: atleast", "atleast", "unknown bound 'atleast'; did you mean 'atLeast'"),
    "number": ('value: "2"', 'value: "2,5"', "2,5", "'2,5' does not fit 'value'; write a plain number such as 34"),
    "huge number": ('value: "2"', f'value: "{"9" * 5000}"', "bound", "…' does not fit 'value'; write a plain number"),
    "no amount": ("{bound: exactly, value: \"2\", unit: talks}", "two", "amount: two", "'amount' must be a mapping"),
    "date": ("2020-03-05", "05.03.2020", "05.03.2020", "'05.03.2020' is no date; write EDTF such as"),
    "month": ("2020-03-05", "2020-13", "2020-13", "'2020-13' is no date; write EDTF such as"),
    "day": ("2020-03-05", "2021-02-29", "2021-02-29", "'2021-02-29' is no date; write EDTF such as"),
    "backwards": ("2020-03-05", "2020/2019", "2020/2019", "the date '2020/2019' runs backwards; put the earlier"),
    "future": ("2020-03-05", "2022", "2022", "the date '2022' lies after the report of 2021-09-28; use stance"),
    "last year": ("2020-03-05", "9999-12-31~", "9999", "lies after the report of"),
    "first year": ("2020-03-05", "0000", '"0000"', "'0000' is no date"),
    "reported on": ("target: assad", "target: assad\n    reported_on: yesterday", "reported_on",
                    "'yesterday' does not fit 'reported_on'; write YYYY-MM-DD"),
    "no such report": ("target: assad", 'target: assad\n    reported_on: "2021-02-30"', "reported_on",
                       "'2021-02-30' is no day of the calendar; write YYYY-MM-DD"),
    "compact report": ("target: assad", 'target: assad\n    reported_on: "20210228"', "reported_on",
                       "'20210228' does not fit 'reported_on'; write YYYY-MM-DD"),
    "paragraph 0": ("paragraph: 1", "paragraph: 0", "paragraph: 0", "'0' does not fit 'paragraph'; write a whole"),
    "paragraph -1": ("paragraph: 1", "paragraph: -1", "paragraph: -1", "'-1' does not fit 'paragraph'; write a whole"),
    "paragraph abc": ("paragraph: 1", "paragraph: abc", "paragraph: abc", "'abc' does not fit 'paragraph'"),
    "paragraph huge": ("paragraph: 1", f"paragraph: {'1' * 5000}", "111", "1…' does not fit 'paragraph'"),
    "paragraph ٣": ("paragraph: 1", "paragraph: ٣", "٣", "'٣' does not fit 'paragraph'"),
    "paragraph 7": ("paragraph: 1", "paragraph: 7", "01-russia-meets-turkey\n",
                    "id '01-russia-meets-turkey' does not begin with paragraph 7; rename it"),
    "key twice": ("paragraph: 1", "paragraph: 1\n    paragraph: 1", "", ""),
    "id twice": ("- id: 02-russia-supports-assad\n    paragraph: 2", "- id: 01-russia-meets-turkey\n    paragraph: 1",
                 "", ""),
    "capital": ("id: 02-russia", "id: 02-Russia", "02-Russia", "'02-Russia-supports-assad' does not fit 'id'; write"),
    "no number": ("id: 02-russia", "id: russia", "id: russia-supports", "'russia-supports-assad' does not fit 'id'"),
    "huge id": ("id: 02-russia", f"id: {'2' * 5000}-russia", "222", "'id' is longer than 150 characters; shorten it"),
    "long id": ("id: 02-russia", f"id: 02-{'a' * 200}", "02-aaa", "'id' is longer than 150 characters; shorten it"),
    "source id": ("id: paper", "id: ../paper", "../paper", "'../paper' does not fit 'id'; write small letters and"),
    "key of claim": ("    target: turkey", "    targt: turkey", "targt", "unknown key 'targt'; did you mean 'target'?"),
    "key of source": ("  kind: news report", "  kind: news report\n  autor: x", "autor: x",
                      "unknown key 'autor'; "),
    "key of file": ("source:\n", "clams: []\nsource:\n", "clams", "unknown key 'clams'; did you mean 'claims'?"),
    "issued": ('"2021-09-28"', '"28 September 2021"', "28 September", "'28 September 2021' does not fit 'issued'"),
    "no such issue": ('"2021-09-28"', '"2021-09-31"', "2021-09-31", "'2021-09-31' is no day of the calendar; write"),
    "publisher": ("publisher: reuters", "publisher: router", "router", "unknown actor 'router'; did you mean"),
    "voice": ("voice: reuters", "voice: nobody", "nobody", "unknown actor 'nobody'; "),
    "digest": ("  kind: news report", "  kind: news report\n  text_digest: abc", "abc",
               "'abc' does not fit 'text_digest'; write a SHA-256 of 64"),
    "origin": ("  kind: news report", "  kind: news report\n  origin: www.example.org", "www.example.org",
               "'www.example.org' does not fit 'origin'; write a web address that starts with https://"),
    "script": ("  kind: news report", "  kind: news report\n  origin: 'javascript:alert(1)'", "javascript",
               "'javascript:alert(1)' does not fit 'origin'"),
    "derived from": ("  kind: news report", "  kind: news report\n  derived_from: papr", "papr",
                     "unknown source 'papr'; did you mean 'paper'? If not, add its pen to data/sources/"),
    "derived from itself": ("  kind: news report", "  kind: news report\n  derived_from: [paper]", "derived_from",
                            "the source names itself; name another source"),
    "derived from a mapping": ("  kind: news report", "  kind: news report\n  derived_from: {a: b}", "derived_from",
                               "'derived_from' must be a text or a list of texts; write one value or [a, b]"),
    "derived from nothing": ("  kind: news report", "  kind: news report\n  derived_from: ''", "derived_from",
                             "'derived_from' is empty; give a value or remove the key"),
    "missing key": ("    basis: Day given.\n", "", "01-russia-meets-turkey\n", "key 'basis' is missing; add it"),
    "missing title": ("  title: News\n", "", "source:", "key 'title' is missing; add it"),
    "empty": ("relation: meets", "relation:", "relation:\n", "'relation' is empty; give a value or remove the key"),
    "blank": ("anchor: one two three", 'anchor: "   "', '"   "', "'anchor' is empty; give a value or remove the key"),
    "six words": ("one two three", "one two three four five six", "four", "the anchor has more than 5 words; shorten"),
    "no target": ("    target: assad\n", "", "02-russia-supports-assad", "target is missing; give it, or write"),
    "no agent": ("    agent: russia\n    relation: supports", "    relation: supports", "02-russia-supports-assad",
                 "agent is missing; give it, or write 'unnamed: [agent]'"),
    "unnamed given": ("target: assad", "target: assad\n    unnamed: [target]", "target: assad",
                      "target is given and listed as unnamed; keep one of the two"),
    "unnamed typo": ("target: assad", "target: assad\n    unnamed: [tagret]", "tagret",
                     "unknown end 'tagret'; did you mean 'target'"),
    "derived": ("relation: meets", "relation: proxyRivalOf", "proxyRivalOf",
                "'proxyRivalOf' is only ever derived; claim what it follows from"),
    "targetless": ("relation: meets", "relation: rotatesTroops", "target: turkey",
                   "'rotatesTroops' takes no target; remove it or choose another relation"),
    "oneself": ("target: turkey", "target: russia", "target: russia", "agent and target are both 'russia'; name two"),
    "disputes": ("disputes: 01-russia", "disputes: 01-rusia", "01-rusia",
                 "unknown claim 'paper/01-rusia-meets-turkey'; did you mean 'paper/01-russia-meets-turkey'?"),
    "disputes itself": ("disputes: 01-russia-meets-turkey", "disputes: [02-russia-supports-assad]", "disputes",
                        "the claim names itself; name another claim"),
    "disputes a mapping": ("disputes: 01-russia-meets-turkey", "disputes: {a: b}", "disputes",
                           "'disputes' must be a text or a list of texts; write one value or [a, b]"),
    "disputes nothing": ("disputes: 01-russia-meets-turkey", "disputes: []\n    triggered_by: ['']", "triggered_by",
                         "'0' is empty; give a value or remove the key"),
    "list for text": ("target: turkey", "target: [turkey]", "[turkey]", "'target' must be a text; write one value"),
    "text for list": ("[diplomacy]", "diplomacy", "diplomacy", "'arenas' must be a list; write [a, b]"),
    "mapping for list": ("[diplomacy]", "{diplomacy: x}", "diplomacy", "'arenas' must be a list; write [a, b]"),
    "text for claim": ("  - id: 02-russia-supports-assad\n    paragraph: 2", "  - nonsense\n  - paragraph: 2", "", ""),
    "long text": ("Day given.", "x" * 10_001, "xxx", "'basis' is longer than 10000 characters; shorten it"),
    "line break": ("Day given.", '"Day\\ngiven."', "given.", "a line break or control character stands in 'basis'"),
    "escaped control": ("Day given.", '"Day\\x1b[31m given."', "given.", "control character stands in 'basis'; remove"),
    "surrogate": ("Day given.", '"Day \\ud800 given."', "given.", "control character stands in 'basis'; remove"),
    "control": ("Day given.", "Day \x07 given.", "given.", "control character U+0007; remove it"),
    "zero byte": ("Day given.", "Day \0 given.", "given.", "control character U+0000; remove it"),
    "alias": ("anchor: one two three", "anchor: &a one two three\n    note: *a", "", ""),
    "NO is Norway": ("target: turkey", "target: NO", "target: NO", "unknown actor 'NO'"),
    "on": ("target: turkey", "target: on", "target: on", "unknown actor 'on'"),
    "1e3": ('value: "2"', "value: 1e3", "1e3", "'1e3' does not fit 'value'"),
    "null": ("target: turkey", "target: null", "target: null", "unknown actor 'null'"),
    "number as text": ("target: turkey", "target: 0o17", "0o17", "unknown actor '0o17'"),
}  # fmt: skip


@pytest.mark.parametrize("case", [name for name, case in CASES.items() if case[3]])
def test_one_fault_is_one_line_with_its_place_and_a_remedy(pen: Any, case: str) -> None:
    old, new, marker, message = CASES[case]
    pen.replace(old, new)
    faults = pen.faults()
    numbered = pen.path.read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(numbered, 1) if marker in f"{text}\n")
    assert 1 == len(faults), faults
    assert faults[0].startswith(f"{FILE}:{line}: ")
    assert message in faults[0]
    assert "; " in faults[0]
    assert len(faults[0]) < 400


def test_key_twice_names_both_lines(pen: Any) -> None:
    pen.replace(*CASES["key twice"][:2])
    assert [f"{FILE}:12: key 'paragraph' stands here twice (first in line 11); keep one"] == pen.faults()


def test_claim_twice_names_both_places(pen: Any) -> None:
    pen.replace(*CASES["id twice"][:2])
    faults = [fault for fault in pen.faults() if "names itself" not in fault]
    expected = f"{FILE}:21: claim '01-russia-meets-turkey' is already written at {FILE}:10; rename one"
    assert [expected] == faults


def test_source_twice_names_both_places(pen: Any) -> None:
    pen.path.with_name("second.yaml").write_text(pen.path.read_text(encoding="utf-8"), encoding="utf-8")
    faults = pen.faults()
    assert f"data/sources/second.yaml:2: source 'paper' is already written at {FILE}:2; keep one" == faults[0]
    assert f"claim '01-russia-meets-turkey' is already written at {FILE}:10; rename one" in faults[1]


def test_sources_derived_from_each_other_in_a_circle_are_refused(pen: Any) -> None:
    text = pen.path.read_text(encoding="utf-8")
    for name, other in (("paper", "copy"), ("copy", "copy-of-copy"), ("copy-of-copy", "paper")):
        own = text.replace("id: paper", f"id: {name}").replace("  kind:", f"  derived_from: {other}\n  kind:")
        pen.path.with_name(f"{name}.yaml").write_text(own, encoding="utf-8")
    assert [f"{FILE}:4: 'copy' is itself derived from 'paper'; remove one of the two links"] == pen.faults()


def test_a_source_whose_id_is_wrong_is_not_reported_missing_too(pen: Any) -> None:
    text = pen.path.read_text(encoding="utf-8")
    second = text.replace("id: paper", "id: second").replace("  kind:", "  derived_from: Paper\n  kind:")
    pen.path.with_name("second.yaml").write_text(second, encoding="utf-8")
    pen.replace("id: paper", "id: Paper")
    faults = pen.faults()
    assert 1 == len(faults)
    assert f"{FILE}:2: 'Paper' does not fit 'id'" in faults[0]


def test_alias_of_yaml_is_refused(pen: Any) -> None:
    pen.replace(*CASES["alias"][:2])
    faults = pen.faults()
    assert 1 == len(faults), faults
    assert "YAML aliases are not used here; write the value out" in faults[0]


def test_a_claim_that_is_no_mapping(pen: Any) -> None:
    pen.replace(*CASES["text for claim"][:2])
    faults = pen.faults()
    assert f"{FILE}:21: '1' must be a mapping; write key: value lines below it" in faults
    assert f"{FILE}:22: key 'id' is missing; add it" in faults


def test_all_faults_of_a_file_come_at_once_in_the_order_of_its_lines(pen: Any) -> None:
    pen.replace("kind: news report", "kind: news report\n  kind: x\n  colour: red")
    pen.replace('"2021-09-28"', '"2021-09-31"')
    pen.replace("    relation: meets\n", "    relation: meets\n    colour: red\n")
    pen.replace("target: turkey", "target: turky")
    pen.replace("anchor: stands by Assad", "anchor: [a]")
    pen.replace("arenas: [syria]", "arenas: [siria]")
    pen.replace("Present tense.", "Present \x07 tense.")
    pen.replace("disputes: 01-russia-meets-turkey", "disputes: 09-nothing")
    faults = pen.faults()
    told = [fault.split(": ", 1)[1].split(";")[0].split(" (")[0] for fault in faults]
    assert [
        "key 'kind' stands here twice",
        "unknown key 'colour'",
        "'2021-09-31' is no day of the calendar",
        "unknown key 'colour'",
        "unknown actor 'turky'",
        "'anchor' must be a text",
        "unknown arena 'siria'",
        "control character U+0007",
        "unknown claim 'paper/09-nothing'",
    ] == told
    lines = [int(fault.split(":")[1]) for fault in faults]
    assert lines == sorted(lines)


def test_the_comparison_finds_the_same_faults(pen: Any) -> None:
    pen.replace("target: turkey", "target: turky")
    assert pen.faults("--check") == pen.faults()


def test_faults_of_two_sources_come_together(pen: Any) -> None:
    other = pen.article()
    other.write_text(other.read_text(encoding="utf-8").replace("relation: meets", "relation: meetz"), encoding="utf-8")
    pen.replace("target: turkey", "target: turky")
    assert [FILE, f"data/sources/{other.name}"] == [fault.split(":")[0] for fault in pen.faults()]
