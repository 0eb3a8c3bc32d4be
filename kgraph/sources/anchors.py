"""Anchors: up to five words that must occur in the paragraph a claim points to, checked when the text is at hand."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from kgraph.errors import InputError
from kgraph.model import Claim, Source

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


class Anchored(NamedTuple):
    """What checking found: sources whose text was at hand, those whose text was not, and one line a fault."""

    checked: tuple[str, ...]
    absent: tuple[str, ...]
    faults: tuple[str, ...]


def check_anchors(
    sources: Iterable[Source], claims: Iterable[Claim], texts: Path, places: Mapping[str, str]
) -> Anchored:
    """Look for every claim's anchor in its paragraph, in the texts of a folder; a text is known by its SHA-256.

    Raises:
        InputError: if there is no such folder.
    """
    if not texts.is_dir():
        raise InputError(f"{texts}: no such folder; name one that holds the sources' texts")
    files = [path for path in sorted(texts.iterdir()) if path.is_file()]
    by_digest = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in files}
    paragraphs = {
        source.name: paragraphs_of(by_digest[source.text_digest].read_text(encoding="utf-8"))
        for source in sources
        if source.text_digest in by_digest
    }
    absent = tuple(source.name for source in sources if source.name not in paragraphs)
    faults = [fault for claim in claims if claim.source in paragraphs for fault in _faults(claim, paragraphs, places)]
    return Anchored(tuple(paragraphs), absent, tuple(faults))


def paragraphs_of(text: str) -> list[str]:
    """Return the blocks of a text that blank lines separate; the headline is the first."""
    return [block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]


def _faults(claim: Claim, paragraphs: Mapping[str, list[str]], places: Mapping[str, str]) -> Iterable[str]:
    blocks = paragraphs[claim.source]
    place = places.get(claim.name, claim.name)
    if claim.paragraph > len(blocks):
        yield f"{place}: paragraph {claim.paragraph} does not exist, the text has {len(blocks)}; mend the number"
    elif _plain(claim.anchor) not in _plain(blocks[claim.paragraph - 1]):
        found = [number for number, block in enumerate(blocks, 1) if _plain(claim.anchor) in _plain(block)]
        where = f"it stands in {', '.join(map(str, found))}" if found else "it stands nowhere in the text"
        yield f"{place}: anchor '{claim.anchor}' is not in paragraph {claim.paragraph}; {where}"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).casefold().split())
