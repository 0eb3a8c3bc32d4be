"""Putting typed terms into a query: a parameter is one VALUES line inside the pattern, and nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyoxigraph as ox

from kgraph.errors import InputError, as_utf8, in_line

Term = ox.NamedNode | ox.Literal | None
# Terms on one or more lines; a brace inside a string or an IRI does not end them.
_TERMS = r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|[^{}"'<])*"""
_LINE = rf"^([ \t]*)VALUES \?(\w+) \{{{_TERMS}\}}"


def bind(text: str, name: str, terms: Sequence[Term]) -> str:
    """Return the query with the line ``VALUES ?name { … }`` holding these terms; None is UNDEF (any value).

    Raises:
        InputError: if the query has not exactly one such line.
    """
    found = [match for match in re.finditer(_LINE, text, re.MULTILINE) if match[2] == name]
    if len(found) != 1:
        raise InputError(f"query: {len(found)} lines 'VALUES ?{name} {{ … }}' where one is expected; mend the query")
    written = " ".join("UNDEF" if term is None else str(term) for term in terms)
    line = found[0]
    return f"{text[: line.start()]}{line[1]}VALUES ?{name} {{ {written} }}{text[line.end() :]}"


def term_iri(text: str) -> ox.NamedNode:
    """Return an IRI as a term.

    Raises:
        InputError: if the text is no IRI.
    """
    try:
        return ox.NamedNode(text)
    except ValueError as error:
        raise InputError(f"'{in_line(text)}' is no IRI; write a full IRI or a known name") from error


def term_text(text: str) -> ox.Literal:
    """Return a plain text as a term.

    Raises:
        InputError: if it holds what is no character.
    """
    try:
        return ox.Literal(as_utf8(text))
    except ValueError as error:
        raise InputError(f"'{in_line(text)}' is not UTF-8; type it anew") from error


def term_literal(text: str, datatype: str) -> ox.Literal:
    """Return a typed literal as a term; ``datatype`` is a full IRI."""
    return ox.Literal(text, datatype=ox.NamedNode(datatype))
