"""The words of the page where it tells of events: those of the page of claims, some of them replaced, and some more."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from kgraph.views.page.language import Language, language

_HERE = Path(__file__).parent


@cache
def coded_language(code: str) -> Language:
    """Return a language of the page of events.

    Raises:
        UnknownName: if the page does not speak it.
    """
    spoken = language(code)
    with (_HERE / "messages" / f"{code}.toml").open("rb") as stream:
        words = tomllib.load(stream)
    return spoken._replace(page={**spoken.page, **words})
