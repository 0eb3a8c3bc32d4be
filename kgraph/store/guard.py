"""Refusing, before anything is parsed, queries that would reach outside the store or exhaust the machine.

What is no code (strings, comments, IRIs, variables, names) is set aside first. Where a query can be read in two ways,
since ``<`` also compares, it is refused as soon as the difference could matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgraph.errors import InputError

_LARGEST = 200_000
_DEEPEST = 128
_LONGEST_CHAIN = 1_000
# Kept as texts: compiling them takes longer than most questions, and few queries need it.
_TOKEN = r"""
    (?P<string> \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<comment> \#[^\n\r]* )
    | (?P<iri> <[A-Za-z][A-Za-z0-9+.-]*://[^<>"{}|^`\s]*> )
    | (?P<doubtful> <[^<>"{}|^`\s]*[\#'][^<>"{}|^`\s]*> )
    | (?P<variable> [?$]\w+ )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<name> (?P<prefix>\w(?:[\w.-]*[\w-])?)? : (?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.))? )
    | (?P<escape> \\. )
    | (?P<word> \w[\w.-]* )
    """
# The parser wants no space around these words, so that any occurrence counts.
_OUTSIDE = "SERVICE|LOAD|FROM"
_DECLARED = r"PREFIX\s+([\w.-]*):"
_UPDATES = ("INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD")
_UPDATE = rf"\b(?:{'|'.join(_UPDATES)})\b"
_CHAINED = r"UNION|MINUS|OPTIONAL|FILTER|BIND|[/|^!*+-]|&&"


def check_query(text: str) -> None:
    """Accept a read-only SPARQL query of sane size that stays inside the store.

    Raises:
        InputError: naming what is refused.
    """
    if len(text) > _LARGEST:
        raise InputError(f"query: longer than {_LARGEST} characters; shorten it")
    if not text.strip():
        raise InputError("query: it is empty; write a SPARQL query")
    if _plainly_harmless(text):
        return
    code, doubtful = _code(text)
    if (found := re.search(_OUTSIDE, code, re.IGNORECASE)) is not None:
        raise InputError(f"query: {found[0].upper()} is refused, since it reaches outside the graph; remove it")
    if (found := re.search(_UPDATE, code, re.IGNORECASE)) is not None:
        raise InputError(f"query: {found[0].upper()} is refused, since the graph is read-only; remove it")
    if doubtful and (re.search(_OUTSIDE, text, re.IGNORECASE) or sum(map(text.count, "({[")) > _DEEPEST):
        raise InputError(f"query: '{doubtful}' may be an IRI or a comparison; write full IRIs and spaces around '<'")
    if (deepest := _depth(code)) > _DEEPEST:
        raise InputError(f"query: nested {deepest} deep, more than {_DEEPEST}; simplify it")
    if (links := len(re.findall(_CHAINED, code, re.IGNORECASE))) > _LONGEST_CHAIN:
        raise InputError(f"query: {links} operators and clauses, more than {_LONGEST_CHAIN}; simplify it")


def _plainly_harmless(text: str) -> bool:
    """Say whether no word that is refused and no depth or length can occur, however the text is read."""
    # Properties that many questions ask for; nothing reads a keyword out of the middle of their names.
    upper = text.upper().replace("WASDERIVEDFROM", "").replace("CERTAINFROM", "")
    if any(word in upper for word in (*_OUTSIDE.split("|"), *_UPDATES)):
        return False
    brackets = sum(map(text.count, "({["))
    # Every UNION, OPTIONAL, FILTER and BIND brings a bracket of its own.
    return brackets <= _DEEPEST and brackets + sum(map(text.count, "/|^!*+-&")) <= _LONGEST_CHAIN


def undeclared_prefix(text: str, prefixes: Iterable[str]) -> str | None:
    """Return the first prefix that a query uses and neither declares nor is given."""
    known = {*prefixes, "_", *re.findall(_DECLARED, text, re.IGNORECASE)}
    used = (match["prefix"] or "" for match in re.finditer(_TOKEN, text, re.VERBOSE | re.DOTALL) if match["name"])
    return next((prefix for prefix in used if prefix not in known), None)


def _code(text: str) -> tuple[str, str]:
    """Return the text without what is no code, and the first thing in it that can be read in two ways."""
    kept: list[str] = []
    doubtful = ""
    at = 0
    for match in re.finditer(_TOKEN, text, re.VERBOSE | re.DOTALL):
        kept.append(text[at : match.start()])
        at = match.end()
        if match.lastgroup == "doubtful":
            doubtful = doubtful or match[0]
        # `SERVICE:x` is a name to us, but the keyword and `:x` to the parser.
        prefix = match["prefix"] or ""
        kept.append(match["word"] or (prefix if "service" in prefix.lower() else " "))
    kept.append(text[at:])
    return "".join(kept), doubtful


def _depth(code: str) -> int:
    depth = deepest = 0
    for letter in code:
        if letter in "({[":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in ")}]":
            depth = max(depth - 1, 0)
    return deepest
