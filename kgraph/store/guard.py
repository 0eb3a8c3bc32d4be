"""Refusing, before anything is parsed, queries that would reach outside the store or exhaust the machine."""

from __future__ import annotations

import re

from kgraph.errors import InputError

_LARGEST = 200_000
_DEEPEST = 128
# Comments, strings and IRIs hold no keywords; an IRI has no space, a comparison has.
_NO_CODE = re.compile(
    r"""
    \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
    | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
    | <[^<>"{}|^`\\\s]*> | \#[^\n]*
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"(?<![\w:?$@.-])(SERVICE|LOAD|FROM)(?![\w:.-])", re.IGNORECASE)


def check_query(text: str) -> None:
    """Accept a read-only SPARQL query of sane size that stays inside the store.

    Raises:
        InputError: naming what is refused.
    """
    if len(text) > _LARGEST:
        raise InputError(f"query: longer than {_LARGEST} characters; shorten it")
    if not text.strip():
        raise InputError("query: it is empty; write a SPARQL query")
    code = _NO_CODE.sub(" ", text)
    if (found := _WORD.search(code)) is not None:
        word = found.group(1).upper()
        raise InputError(f"query: {word} is refused, since it reaches outside the graph; remove it")
    depth = deepest = 0
    for letter in code:
        if letter in "({[":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in ")}]":
            depth -= 1
    if deepest > _DEEPEST:
        raise InputError(f"query: nested {deepest} deep, more than {_DEEPEST}; simplify it")
