"""What kgraph raises: one root, few children; every message names the place, the fault and the remedy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_LONGEST_GUESSED = 200


class KgraphError(Exception):
    """Root of everything kgraph raises on purpose; the command line prints it and exits with 2."""


class InputError(KgraphError):
    """Something the user gave is wrong: one line a fault, all faults of a file at once."""

    def __init__(self, faults: Iterable[str] | str) -> None:
        """Keep the faults, each one line ``place: what is wrong; what to do``."""
        self.faults: tuple[str, ...] = (faults,) if isinstance(faults, str) else tuple(faults)
        super().__init__("\n".join(self.faults))


class UnknownName(InputError):
    """A name that nothing bears: the message offers the nearest ones."""

    def __init__(self, kind: str, name: str, known: Iterable[str], place: str = "", also: str = "") -> None:
        """Word the fault: ``kind`` is what was looked for, ``known`` what there is, ``also`` how to list it."""
        super().__init__(unknown(kind, name, known, place, also))


class StoreError(KgraphError):
    """The store or the record cannot be used as it is; the message says how to mend it."""


def nearest(name: str, known: Iterable[str], count: int = 3) -> Sequence[str]:
    """Return the known names that are nearest to ``name``, best first, without regard to case."""
    import difflib

    if len(name) > _LONGEST_GUESSED:
        return []
    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(candidate.casefold(), candidate)
    matches = difflib.get_close_matches(name.casefold(), sorted(folded), n=count, cutoff=0.6)
    return [folded[match] for match in matches]


def unknown(kind: str, name: str, known: Iterable[str], place: str = "", also: str = "") -> str:
    """Return one line on an unknown name, with the nearest known ones."""
    candidates = list(known)
    near = nearest(name, candidates)
    if near:
        remedy = "did you mean " + " or ".join(f"'{candidate}'" for candidate in near) + "?"
    elif also:
        remedy = also
    elif len(candidates) <= 12:
        remedy = "known: " + ", ".join(sorted(candidates))
    else:
        remedy = "check the spelling"
    start = f"{place}: " if place else ""
    return f"{start}unknown {kind} '{in_line(name)}'; {remedy}"


def in_line(text: str, longest: int = 80) -> str:
    """Return what a user gave so that it fits into one line: cut, and without what a terminal would obey."""
    short = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in short)


def as_utf8(text: str) -> str:
    """Return what was typed in UTF-8 where the locale took it for something else."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return text
