"""Dates as sources give them: what is possible, what is certain, and what a window asks."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from kgraph.dates import Extent, Window, in_words, parse_extent, parse_window
from kgraph.errors import InputError

REPORT = date(2021, 9, 28)


def extent(*days: str | None) -> Extent:
    return Extent(*(date.fromisoformat(day) if day else None for day in days))


# What each form means

FORMS: list[tuple[str, Extent, Extent]] = [
    # form, without a day of report, as reported on 28 September 2021
    ("2020", extent("2020-01-01", "2020-12-31"), extent("2020-01-01", "2020-12-31")),
    ("2020-11", extent("2020-11-01", "2020-11-30"), extent("2020-11-01", "2020-11-30")),
    (
        "2020-11-10",
        extent("2020-11-10", "2020-11-10", "2020-11-10", "2020-11-10"),
        extent("2020-11-10", "2020-11-10", "2020-11-10", "2020-11-10"),
    ),
    ("2021", extent("2021-01-01", "2021-12-31"), extent("2021-01-01", "2021-09-28")),
    ("2019~", extent("2018-01-01", "2020-12-31"), extent("2018-01-01", "2020-12-31")),
    ("2021-09~", extent("2021-08-01", "2021-10-31"), extent("2021-08-01", "2021-09-28")),
    ("2020-11-10~", extent("2020-11-09", "2020-11-11"), extent("2020-11-09", "2020-11-11")),
    ("2020-11-10?", extent("2020-11-10", "2020-11-10"), extent("2020-11-10", "2020-11-10")),
    ("2020%", extent("2019-01-01", "2021-12-31"), extent("2019-01-01", "2021-09-28")),
    (
        "2019/2021",
        extent("2019-01-01", "2021-12-31", "2019-12-31", "2021-01-01"),
        extent("2019-01-01", "2021-09-28", "2019-12-31", "2021-01-01"),
    ),
    (
        "2020/2022",
        extent("2020-01-01", "2022-12-31", "2020-12-31", "2022-01-01"),
        extent("2020-01-01", "2021-09-28", "2020-12-31", "2021-09-28"),
    ),
    ("2020/2020", extent("2020-01-01", "2020-12-31"), extent("2020-01-01", "2020-12-31")),
    (
        "2020-01-01/2020-12-31",
        extent("2020-01-01", "2020-12-31", "2020-01-01", "2020-12-31"),
        extent("2020-01-01", "2020-12-31", "2020-01-01", "2020-12-31"),
    ),
    ("2019?/2021", extent("2019-01-01", "2021-12-31"), extent("2019-01-01", "2021-09-28")),
    (
        "../2021",
        extent(None, "2021-12-31", "2021-01-01", "2021-01-01"),
        extent(None, "2021-09-28", "2021-01-01", "2021-01-01"),
    ),
    ("/2021", extent(None, "2021-12-31"), extent(None, "2021-09-28")),
    (
        "/2021-09-28",
        extent(None, "2021-09-28", "2021-09-28", "2021-09-28"),
        extent(None, "2021-09-28", "2021-09-28", "2021-09-28"),
    ),
    ("/..", extent(), extent(None, None, "2021-09-28", "2021-09-28")),
    ("../..", extent(), extent(None, None, "2021-09-28", "2021-09-28")),
    ("2020/..", extent("2020-01-01"), extent("2020-01-01", None, "2020-12-31", "2021-09-28")),
    ("2021/..", extent("2021-01-01"), extent("2021-01-01")),
    ("2020/", extent("2020-01-01"), extent("2020-01-01")),
    (
        "2020-05-05/",
        extent("2020-05-05", None, "2020-05-05", "2020-05-05"),
        extent("2020-05-05", None, "2020-05-05", "2020-05-05"),
    ),
    ("[..2021-09-28]", extent(None, "2021-09-28"), extent(None, "2021-09-28")),
    ("[2020-11..2021-09-28]", extent("2020-11-01", "2021-09-28"), extent("2020-11-01", "2021-09-28")),
    ("[2020..]", extent("2020-01-01"), extent("2020-01-01", "2021-09-28")),
    (
        "[2021-09-28..]",
        extent("2021-09-28"),
        extent("2021-09-28", "2021-09-28", "2021-09-28", "2021-09-28"),
    ),
]


@pytest.mark.parametrize(("text", "alone", "reported"), FORMS, ids=[form for form, *_ in FORMS])
def test_a_form_means_what_is_possible_and_what_is_certain(text: str, alone: Extent, reported: Extent) -> None:
    assert alone == parse_extent(text)
    assert reported == parse_extent(text, REPORT)


@pytest.mark.parametrize("text", ["2021-09-29", "2023", "[2021-09-28..]", "2021-10/2022"])
def test_an_expectation_may_lie_after_the_report(text: str) -> None:
    assert parse_extent(text) == parse_extent(text, REPORT, expected=True)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-01~", "2019-12-01", "2020-02-29"),
        ("2020-12~", "2020-11-01", "2021-01-31"),
        ("2020-02~", "2020-01-01", "2020-03-31"),
        ("2020-03~", "2020-02-01", "2020-04-30"),
        ("2020-02-29~", "2020-02-28", "2020-03-01"),
        ("2020-12-31~", "2020-12-30", "2021-01-01"),
        ("2020-01-01~", "2019-12-31", "2020-01-02"),
        # The calendar ends here.
        ("0001~", "0001-01-01", "0002-12-31"),
        ("0001-01~", "0001-01-01", "0001-02-28"),
        ("0001-01-01~", "0001-01-01", "0001-01-02"),
        ("9999~", "9998-01-01", "9999-12-31"),
        ("9999-11~", "9999-10-01", "9999-12-31"),
        ("9999-12~", "9999-11-01", "9999-12-31"),
        ("9999-12-31~", "9999-12-30", "9999-12-31"),
    ],
)
def test_about_widens_by_one_year_month_or_day(text: str, first: str, last: str) -> None:
    assert extent(first, last) == parse_extent(text)


dates_alone = st.dates(date(1000, 1, 1), date(9000, 1, 1)).flatmap(
    lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"])
)


@given(dates_alone)
def test_years_months_and_days_are_as_long_as_an_edtf_library_says(text: str) -> None:
    parsed = parse_edtf(text)
    expected = date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    assert expected == parse_extent(text)[:2]


# Bad dates


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "nonsense", "2021-13", "2021-00", "2021-02-30", "2021-11-00", "2021-1", "0000", "10000", "-2020"),
        *("/", "//", "2020/2021/2022", "2020//2021", "[..]", "[]", "[2020", "2020]", "[2020,2021]", "[2020...2021]"),
        *(
            "~",
            "2020~~",
            "2020-11-10T10:00",
            "2021-09-28Z",
            " 2020",
            "2020 ",
            "2020\n",
            "2020\n2021",
            "2020-٠١",
            "２０２０",
        ),
        *(
            "2021-21",
            "2021-41",
            "Y2020",
            "202X",
            "20",
            "x" * 100_000,
            "[" * 100_000,
            "2020/" * 20_000,
            "[" + "." * 100_000,
        ),
        *("[/2020..2021]", "[2020..[2021..]]", "\u202e2020", "\x1b[31m2020"),
    ],
    ids=lambda text: ascii(text[:20]),
)
@pytest.mark.parametrize("parse", [parse_extent, parse_window])
def test_what_is_no_date_is_refused_in_one_clear_line(parse: type, text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text)
    (line,) = caught.value.faults
    assert "is no date; write EDTF such as 2020-11" in line
    assert line.isprintable()
    assert len(line) < 200


@pytest.mark.parametrize("text", ["2022/2021", "2021-09-28/2021-09-27", "[2021..2020]", "2020-12/2020-11-30"])
def test_a_date_that_runs_backwards_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"^the date '.*' runs backwards; put the earlier day first$"):
        parse_extent(text)


@pytest.mark.parametrize("text", ["2021-09-29", "2021-10", "2022", "2021-10/2022", "[2021-09-29..]", "2022/.."])
def test_what_is_asserted_cannot_lie_after_the_report(text: str) -> None:
    with pytest.raises(InputError, match=r"lies after the report of 2021-09-28; use stance 'expects'$"):
        parse_extent(text, REPORT)


days = st.dates(date(2019, 12, 1), date(2020, 2, 28))
texts = st.one_of(
    st.sampled_from([text for text, *_ in FORMS]),
    st.builds(lambda a, b: f"{min(a, b)}/{max(a, b)}", days, days),
    st.builds(lambda a, b: f"[{min(a, b)}..{max(a, b)}]", days, days),
    st.builds(lambda day, mark: f"{day:%Y-%m}{mark}", days, st.sampled_from(["", "~", "?", "%"])),
    st.builds(lambda day: f"{day}/..", days),
)


@given(texts, st.none() | st.dates(date(2022, 1, 1), date(2023, 1, 1)) | st.just(REPORT))
def test_what_is_certain_lies_within_what_is_possible(text: str, reported_on: date | None) -> None:
    found = parse_extent(text, reported_on)
    assert (found.certain_from is None) == (found.certain_until is None)
    if found.certain_from and found.certain_until:
        assert found.certain_from <= found.certain_until
        assert (found.earliest or date.min) <= found.certain_from
        assert found.certain_until <= (found.latest or date.max)


@given(texts)
def test_a_report_never_widens_a_date(text: str) -> None:
    alone, reported = parse_extent(text), parse_extent(text, REPORT)
    assert (alone.earliest or date.min) <= (reported.earliest or date.min)
    assert (reported.latest or date.max) <= (alone.latest or date.max)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-11", Window(date(2020, 11, 1), date(2020, 11, 30))),
        ("2019/2020-03", Window(date(2019, 1, 1), date(2020, 3, 31))),
        ("2020/..", Window(date(2020, 1, 1), None)),
        ("../2020", Window(None, date(2020, 12, 31))),
    ],
)
def test_a_window_is_all_that_a_date_covers(text: str, expected: Window) -> None:
    assert expected == parse_window(text)


# In words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020", "2020"),
        ("2020-11", "2020-11"),
        ("2020-11-10", "2020-11-10"),
        ("2019~", "about 2019"),
        ("2021-09~", "about 2021-09"),
        ("2020?", "perhaps 2020"),
        ("2020%", "perhaps about 2020"),
        ("2019/2021", "2019 to 2021"),
        ("2019~/2021", "about 2019 to 2021"),
        ("../2021", "until 2021"),
        ("/2021-09-28", "until 2021-09-28"),
        ("/..", "as of 2021-09-28"),
        ("2020/..", "since 2020"),
        ("2020/", "from 2020 to an unstated time"),
        ("[..2021-09-28]", "by 2021-09-28"),
        ("[2020-11..2021-09-28]", "some time between 2020-11 and 2021-09-28"),
        ("[2021-09-28..]", "some time after 2021-09-28"),
    ],
)
def test_a_form_is_worded_as_a_reader_would_say_it(text: str, expected: str) -> None:
    assert expected == in_words(text, "2021-09-28")


def test_every_form_in_the_docs_is_a_date() -> None:
    page = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")
    cells = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    forms = [form for cell in cells for form in re.findall(r"`([^`]+)`", cell) if form != "%"]
    assert len(forms) >= 15
    for form in forms:
        parse_extent(form, REPORT)
