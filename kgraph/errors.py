"""What kgraph raises: one root, few children; every message names the place, the fault and the remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

_LONGEST_GUESSED = 200
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# How much of two spellings must agree, more of a short one: 'putyn' is Putin, but 'oman' is not OTAN.
_LIKENESS, _LIKENESS_OF_SHORT, _SHORT = 0.75, 0.8, 5
_SHORTEST_PART = 4


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


class MissingLibrary(KgraphError, ImportError):
    """An optional library is not installed; the message says how to install it."""

    def __init__(self, name: str, needed_for: str) -> None:
        """Word the fault: ``name`` as pip knows it."""
        super().__init__(f"{needed_for} needs {name}, which is not installed; run 'pip install {name}'")


class StoreError(KgraphError):
    """The store or the record cannot be used as it is; the message says how to mend it."""


def together(*steps: Callable[[], Any]) -> list[Any]:
    """Take every step and return what each gives, or raise the faults of all of them at once.

    Raises:
        InputError: with the faults; those of one step alone as it raised them.
    """
    results, errors = [], []
    for step in steps:
        try:
            results.append(step())
        except InputError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise InputError(dict.fromkeys(fault for error in errors for fault in error.faults))
    return results


def nearest(name: str, known: Iterable[str], count: int = 3) -> Sequence[str]:
    """Return the known names that ``name`` is a slip of or a part of, best first, without regard to case and accent."""
    import difflib

    given = _bare(name[: _LONGEST_GUESSED + 1])
    if not given.strip() or len(name) > _LONGEST_GUESSED:
        return []
    bare: dict[str, str] = {}
    for candidate in known:
        bare.setdefault(_bare(candidate), candidate)
    long_enough = len(given) >= _SHORTEST_PART
    swapped = sorted(word for word in bare if long_enough and sorted(word) == sorted(given))
    likeness = _LIKENESS if len(given) > _SHORT else _LIKENESS_OF_SHORT
    alike = difflib.get_close_matches(given, sorted(bare), n=count, cutoff=likeness)
    matches = list(dict.fromkeys([*alike, *swapped]))
    if not matches and long_enough:
        matches = sorted((word for word in bare if _begins_a_word(given, word)), key=lambda word: (len(word), word))
    return [bare[match] for match in matches[:count]]


def _bare(text: str) -> str:
    """Return a text without case and accents."""
    import unicodedata

    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


def _begins_a_word(part: str, text: str) -> bool:
    at = text.find(part)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(part, at + 1)
    return at >= 0


def unknown(kind: str, name: str, known: Iterable[str], place: str = "", also: str = "") -> str:
    """Return one line on an unknown name, with the nearest known ones."""
    candidates = list(known)
    near = nearest(name, candidates)
    if near:
        remedy = "did you mean " + " or ".join(f"'{candidate}'" for candidate in near) + "?"
    elif also:
        remedy = also
    elif not candidates:
        remedy = "there is none"
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
