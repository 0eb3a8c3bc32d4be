"""Shares in the words of the source: a third, half; a pen writes them as per cent."""

from __future__ import annotations

import re

from kgraph.model import Claim

_PERCENT = "% of "
# The words that sources use, and what they come to in per cent.
_SHARES = {
    "a tenth": 10.0,
    "a fifth": 20.0,
    "a quarter": 25.0,
    "a third": 33.3,
    "half": 50.0,
    "two thirds": 66.7,
    "three quarters": 75.0,
}


def share(claim: Claim) -> str | None:
    """Return ``a third of Turkey's gas imports`` where the passage that the claim is from says so, else None."""
    if claim.amount is None or not claim.amount.unit.startswith(_PERCENT):
        return None
    percent = float(claim.amount.value)
    for words, worth in _SHARES.items():
        if abs(percent - worth) < 1 and re.search(rf"\b{words}\b", claim.anchor, re.IGNORECASE):
            return f"{words} of {claim.amount.unit.removeprefix(_PERCENT)}"
    return None
