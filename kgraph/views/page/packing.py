"""The data of the page as they travel: small, and nothing that a parser of HTML could take for markup."""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

# One step finer makes an article's page a hundredth smaller, and takes twice as long.
_LEVEL = 8


def packed(value: Any) -> str:
    """Return JSON as base64 of gzip: a tenth of its size."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), _LEVEL, mtime=0)).decode()


def pooled(data: dict[str, Any]) -> dict[str, Any]:
    """Return the page's data with each camp once, under ``pool``, and its place there wherever it stood.

    Who supports whom is part of many dossiers; written out in each, it would be most of a large page. The script puts
    the camps back before anything else.
    """
    pool: list[dict[str, Any]] = []
    # The same object: it is made once for all dossiers.
    places: dict[int, int] = {}

    def place(camp: dict[str, Any]) -> int:
        if id(camp) not in places:
            places[id(camp)] = len(pool)
            pool.append(camp)
        return places[id(camp)]

    pairs = [
        {
            **pair,
            "sides": [
                {
                    **side,
                    "parts": [{**part, "camps": [place(camp) for camp in part["camps"]]} for part in side["parts"]],
                }
                for side in pair["sides"]
            ],
        }
        for pair in data["pairs"]
    ]
    return {**data, "pairs": pairs, "pool": pool}
