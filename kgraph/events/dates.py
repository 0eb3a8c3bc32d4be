"""Days, years and epochs as tables write them, read as a first and a last day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from kgraph.errors import InputError, unknown

UNITS = ("days", "hours", "minutes", "seconds", "years", "months")
_SINCE = {"days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}
_TOKENS = {"YYYY": r"(?P<y>[0-9]{4})", "MM": r"(?P<m>[0-9]{1,2})", "DD": r"(?P<d>[0-9]{1,2})", "*": r".*"}
# Between a beginning and an end, as between all parts of a key (see `kgraph.events.landing.PART`).
_TO = "\x1f"
_APART = re.compile(r"(?P<y>[0-9]{1,4})-(?P<m>[0-9]{1,2})?-(?P<d>[0-9]{1,2})?")
_WHOLE = re.compile(r"([+-]?[0-9]{1,15})(?:\.0*)?")


class DateFault(InputError):
    """A way to read dates that is none; ``key`` is the key of the mapping that is wrong."""

    def __init__(self, key: str, fault: str) -> None:
        """Word the fault."""
        self.key = key
        super().__init__(fault)


def shown(first: date, last: date) -> str:
    """Return a time as the table tells it: a day, a month, a year, or from one day to another."""
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year:04}"
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and (last + timedelta(days=1)).day == 1:
        return f"{first.year:04}-{first.month:02}"
    return f"{first.isoformat()}/{last.isoformat()}"


class DateReader:
    """Reads the texts of a date column: by formats such as YYYY-MM-DD, or as a number of a unit."""

    def __init__(self, formats: Sequence[str], unit: str | None, since: str | None, *, apart: bool = False) -> None:
        """Take formats, or a unit; hours, minutes, seconds and days are counted since a day.

        With ``apart``, year, month and day stood in columns of their own and were joined by hyphens; where the day or
        the month is missing, the whole month or year is meant.

        Raises:
            DateFault: if they contradict each other or are unknown.
        """
        if unit is not None and unit not in UNITS:
            raise DateFault("unit", unknown("unit", unit, UNITS))
        if apart and (unit is not None or formats):
            raise DateFault("unit" if unit else "format", "year, month and day have columns of their own; remove it")
        if not apart and (unit is None) == (not formats):
            raise DateFault("unit" if unit else "column", "give either a format such as YYYY-MM-DD or a unit")
        if (unit in _SINCE) != (since is not None):
            which = (
                f"key 'since' is missing; write the day from which the {unit} count"
                if unit in _SINCE
                else ("only a unit of days, hours, minutes or seconds counts since a day; remove the key")
            )
            raise DateFault("unit" if unit in _SINCE else "since", which)
        self._unit = unit
        self._apart = apart
        self._formats = formats
        self._patterns = [_pattern(text) for text in formats]
        self._since: date | None = None
        if since is not None:
            try:
                self._since = date.fromisoformat(since)
            except ValueError as error:
                raise DateFault("since", f"'{since}' is no day; write YYYY-MM-DD") from error

    @property
    def resolution(self) -> str:
        """``year``, ``month`` or ``day``: how much of time one text names."""
        if self._unit in ("years", "months"):
            return self._unit.removesuffix("s")
        return "day"

    @property
    def expected(self) -> str:
        """What a text should look like."""
        if self._apart:
            return "numbers of year, month and day"
        if self._unit in _SINCE:
            return f"a whole number of {self._unit} since {self._since}"
        return {"years": "a year of four digits", "months": "YYYYMM or YYYY-MM"}.get(
            self._unit or "", " or ".join(self._formats)
        )

    def read(self, text: str) -> tuple[date, date] | None:
        """Return the first and the last day that a text names, or None if it is no date, or its end is too early."""
        begin, _, end = text.partition(_TO)
        try:
            first, last = self._read(begin.strip()), self._read(end.strip()) if end else None
            if first is None or (end and last is None):
                return None
            if last is None:
                return first
            return (first[0], last[1]) if last[1] >= first[1] else None
        except (ValueError, OverflowError):
            return None

    def _read(self, text: str) -> tuple[date, date] | None:
        if self._apart:
            if not (parts := _APART.fullmatch(text)):
                return None
            year, begin, end = int(parts["y"]), 1, 31
            if not parts["m"]:
                return None if parts["d"] else (date(year, 1, begin), date(year, 12, end))
            of_year = int(parts["m"])
            end = calendar.monthrange(year, of_year)[1]
            if parts["d"]:
                begin = end = int(parts["d"])
            return date(year, of_year, begin), date(year, of_year, end)
        if self._unit is None:
            found = next((match for pattern in self._patterns if (match := pattern.fullmatch(text))), None)
            if found is None:
                return None
            day = date(int(found["y"]), int(found["m"]), int(found["d"]))
            return day, day
        if self._unit == "months":
            if not (month := re.fullmatch(r"([0-9]{4})-?([0-9]{2})", text)):
                return None
            first = date(int(month[1]), int(month[2]), 1)
            return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
        if not (number := _WHOLE.fullmatch(text)):
            return None
        value = int(number[1])
        if self._unit == "years":
            return date(value, 1, 1), date(value, 12, 31)
        assert self._since is not None
        day = self._since + timedelta(days=value * _SINCE[self._unit] // 86_400)
        return day, day


def _pattern(text: str) -> re.Pattern[str]:
    parts = re.split(r"(YYYY|MM|DD|\*)", text)
    if not {"YYYY", "MM", "DD"} <= set(parts):
        capitals = re.sub(r"yyyy|mm|dd", lambda found: found[0].upper(), text, flags=re.IGNORECASE)
        better = capitals if {"YYYY", "MM", "DD"} <= set(re.split(r"(YYYY|MM|DD)", capitals)) else "YYYY-MM-DD"
        such = f"'{better}'" if better == capitals else f"a format such as {better}, or a unit"
        raise DateFault("format", f"'{text}' lacks YYYY, MM or DD; write {such}")
    if any(parts.count(token) > 1 for token in ("YYYY", "MM", "DD")):
        raise DateFault("format", f"'{text}' has YYYY, MM or DD twice; keep one of each")
    # Without separators each part has its full width, or 2018111 could be two days.
    tight = re.search(r"(YYYY|MM|DD)(YYYY|MM|DD)", text) is not None
    tokens = {key: value.replace("{1,2}", "{2}") if tight else value for key, value in _TOKENS.items()}
    return re.compile("".join(tokens.get(part, re.escape(part)) for part in parts))
