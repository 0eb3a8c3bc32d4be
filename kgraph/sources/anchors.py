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
    """What checking found: how many anchors were looked for, one line a source that was skipped, one line a fault."""

    looked_for: int
    skipped: tuple[str, ...]
    faults: tuple[str, ...]


def check_anchors(
    sources: Iterable[Source], claims: Iterable[Claim], texts: Path, places: Mapping[str, str]
) -> Anchored:
    """Look for every claim's anchor in its paragraph, in the texts of a folder; a text is known by its SHA-256.

    Raises:
        InputError: if there is no such folder, or a file in it cannot be read.
    """
    if not texts.is_dir():
        raise InputError(f"{texts}: no such folder; name one that holds the sources' texts")
    by_digest = {hashlib.sha256(text).hexdigest(): text for text in map(_read, sorted(texts.iterdir())) if text}
    paragraphs, skipped = {}, []
    for source in sources:
        if source.text_digest in by_digest:
            paragraphs[source.name] = paragraphs_of(by_digest[source.text_digest].decode("utf-8", "replace"))
        else:
            skipped.append(_why_skipped(source, texts, places.get(f"source:{source.name}", source.name)))
    checked = [claim for claim in claims if claim.source in paragraphs]
    faults = [fault for claim in checked for fault in _faults(claim, paragraphs, places)]
    return Anchored(len(checked), tuple(skipped), tuple(faults))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); mend its permissions or move it away") from error


def _why_skipped(source: Source, texts: Path, place: str) -> str:
    if source.text_digest is None:
        return (
            f"{source.name}: its pen does not say which text it is; add 'text_digest', the text's SHA-256, at {place}"
        )
    return (
        f"no text of {source.name} found at {texts} (no file with the SHA-256 {source.text_digest[:12]}… of its pen); "
        "put it in that folder"
    )


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
