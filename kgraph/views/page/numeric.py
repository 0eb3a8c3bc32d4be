"""Dates in figures, 28.09.2021, which need no grammar: for languages whose months would have to be inflected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from kgraph.dates import Extent
from kgraph.views import wording
from kgraph.views.page.language import filled

_ISO = r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?"
_DOUBT = {"~": "about", "?": "perhaps", "%": "perhaps_about"}


def day(iso: str) -> str:
    """Return ``2021-09-28`` as ``28.09.2021`` and ``2020-02`` as ``02.2020``; anything else as it is."""
    found = re.fullmatch(_ISO, iso)
    return ".".join(part for part in reversed(found.groups()) if part) if found else wording.clean(iso)


def edtf(when: str, reported_on: str, sentences: Mapping[str, str]) -> str:
    """Return an EDTF date in words of a language; ``reported_on`` is the day of the report."""

    def put(key: str, **parts: str) -> str:
        return filled(sentences[key], {name: _said(part, sentences) for name, part in parts.items()})

    year = when[:4]
    if when == f"{year}-01-01/{year}-12-31":
        return put("whole_year", a=year)
    if when.startswith("["):
        start, _, end = when[1:-1].partition("..")
        if not start:
            return put("up_to", b=end)
        return put("between", a=start, b=end) if end else put("after", a=start)
    if "/" not in when:
        return _said(when, sentences)
    start, end = when.split("/")
    starts, ends = start.strip("."), end.strip(".")
    if starts and ends:
        return put("from_to", a=starts, b=ends)
    if starts:
        return put("since" if end else "since_open", a=starts)
    return put("until", b=ends) if ends else put("as_of", date=reported_on)


def extent(found: Extent, sentences: Mapping[str, str]) -> str:
    """Return the time that the premises of a derived line leave open."""
    first, last = found.earliest, found.latest
    if first is None and last is None:
        return sentences["no_time"]
    if first is None or last is None:
        only = {"a": day(str(first)), "b": day(str(last))}
        return filled(sentences["up_to" if first is None else "after"], only)
    if first == last:
        return day(str(first))
    if first.day == (last + timedelta(days=1)).day == 1 and (last - first).days < 31:
        return filled(sentences["in_month"], {"a": day(str(first)[:7])})
    return filled(sentences["between"], {"a": day(str(first)), "b": day(str(last))})


def _said(text: str, sentences: Mapping[str, str]) -> str:
    plain = text.rstrip("~?%")
    doubt = _DOUBT.get(text[len(plain) :])
    return filled(sentences[doubt], {"a": day(plain)}) if doubt else day(plain)
