"""Ids for actors that are in no register: from the text, stable, and never the id of anybody else."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LONGEST = 60
_DIGEST = 8
# Letters that have no base letter under their marks.
_PLAIN = str.maketrans(
    {"ı": "i", "İ": "I", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "AE"}
)


def slug(text: str) -> str:
    """Return a text in the house's id style: ``São Tomé (citizens)`` gives ``sao-tome-citizens``; may be empty."""
    flat = unicodedata.normalize("NFKD", text.translate(_PLAIN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", flat.lower()).strip("-")


def minted(text: str) -> str:
    """Return an id that is the text's own: a slug to read, and a digest of the exact text against collisions.

    Ids in the register have no double hyphen, so no minted id can ever be one of them.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
    words = slug(text)[:_LONGEST].strip("-")
    return f"{words or 'unnamed'}--{digest}"
