"""A fault is told once, where it is: what only follows from it is not told too."""

from __future__ import annotations

from typing import Any

import pytest

from kgraph.home import Home

ORIGINAL, COPY = "reuters-factbox-2021-09-28", "reuters-2021-09-28"


def faults(run: Any, home: Home) -> list[str]:
    code, out, err = run("build", home=home)
    assert (2, "") == (code, out)
    talk = ("reading the pens", "validating against the shapes", "reasoning")
    lines = [line.removeprefix("kgraph: ") for line in err.splitlines()]
    return [line for line in lines if line not in talk]


@pytest.mark.parametrize("name", [ORIGINAL, "reuters-2020-01-11", "rferl-2020-10-23", "afp-2021-03-18"])
def test_a_broken_pen_is_the_only_fault(run: Any, fresh_home: Home, name: str) -> None:
    path = fresh_home.data / "sources" / f"{name}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("claims:", "claims: ]", 1), encoding="utf-8")
    (fault,) = faults(run, fresh_home)
    assert f"{name}.yaml:" in fault
    assert "unknown" not in fault


def test_other_faults_are_told_beside_a_broken_pen(run: Any, fresh_home: Home) -> None:
    broken = fresh_home.data / "sources" / f"{ORIGINAL}.yaml"
    broken.write_text("source: [", encoding="utf-8")
    other = fresh_home.data / "sources" / "b92-2016-06-27.yaml"
    text = other.read_text(encoding="utf-8")
    assert "relation: apologisesTo" in text
    other.write_text(text.replace("relation: apologisesTo", "relation: apologiesTo"), encoding="utf-8")
    first, second = sorted(faults(run, fresh_home))
    assert "b92-2016-06-27.yaml:" in first
    assert "did you mean 'apologisesTo'" in first
    assert f"{ORIGINAL}.yaml:" in second


def test_a_pen_that_is_not_there_is_asked_for(run: Any, fresh_home: Home) -> None:
    (fresh_home.data / "sources" / f"{ORIGINAL}.yaml").unlink()
    (fault,) = faults(run, fresh_home)
    assert f"unknown source '{ORIGINAL}'; did you mean '{COPY}' or " in fault
    assert fault.endswith("add its pen to data/sources/")


def test_claims_of_a_pen_that_is_not_there_are_asked_for_with_it(run: Any, fresh_home: Home) -> None:
    (fresh_home.data / "sources" / "nato-2015-11-24.yaml").unlink()
    (fault,) = faults(run, fresh_home)
    assert "unknown claim 'nato-2015-11-24/" in fault
    assert "no pen has the source 'nato-2015-11-24'" in fault
    assert fault.endswith("add its pen to data/sources/")


def test_an_emptied_rule_file_is_named_and_nothing_else(run: Any, fresh_home: Home) -> None:
    path = fresh_home.rules / "3-acting-for.rls"
    path.write_text("% nothing left\n", encoding="utf-8")
    assert [f"{path}: holds no rule; restore the file, or remove it"] == faults(run, fresh_home)


def test_what_several_rules_lack_is_said_once(run: Any, fresh_home: Home) -> None:
    (fresh_home.rules / "3-acting-for.rls").unlink()
    (fault,) = faults(run, fresh_home)
    assert "4-partner-and-rival.rls:5: unknown predicate 'tie' (also in 4 more rules)" in fault
