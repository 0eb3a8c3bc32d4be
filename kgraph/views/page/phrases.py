"""What pens say in English, in another language: objects, places and figures; what is not translated says so itself."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kgraph.model import Amount
from kgraph.views import wording
from kgraph.views.page.language import Language, filled

# Unicode's isolates: the script shows what they enclose as English, and no text of a pen can hold them.
_START, _END = "\u2068", "\u2069"


def phrase(text: str, spoken: Language) -> str:
    """Return a phrase of a pen in a language; in English, marked as such, where there is no translation."""
    plain = wording.clean(text)
    return _table()["phrases"].get(plain, {}).get(spoken.code) or _english(plain)


def figure(amount: Amount, share: str | None, spoken: Language) -> str:
    """Return a figure with its bound and unit, or as the share of it that the source names, such as a third."""
    sentences = spoken.sentences
    bound = sentences[amount.bound]
    # After "about" and its like, a language may inflect the share.
    in_words = _table()["shares"].get(f"exactly {share}" if amount.bound == "exactly" else share or "", {})
    if spoken.code in in_words:
        return filled(in_words[spoken.code], {"bound": bound})
    whole, point, part = amount.value.partition(".")
    if whole.isdecimal():
        number = f"{int(whole):,}".replace(",", sentences["thousands"]) + (sentences["decimal"] + part if point else "")
    else:
        number = wording.clean(amount.value)
    unit = wording.clean(amount.unit)
    known = _table()["units"].get(unit, {}).get(spoken.code)
    if known:
        return filled(known, {"bound": bound, "n": number})
    return filled(sentences["figure"], {"bound": bound, "n": number, "unit": _english(unit)})


def without_marks(text: str) -> str:
    """Return a text for places that cannot show in which language its parts are."""
    return text.replace(_START, "").replace(_END, "")


def _english(text: str) -> str:
    return f"{_START}{text}{_END}"


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    with (Path(__file__).parent / "messages" / "phrases.toml").open("rb") as stream:
        return tomllib.load(stream)
