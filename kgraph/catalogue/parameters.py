"""Typed values for the parameters of a question."""

from __future__ import annotations

import re
from datetime import date

from kgraph.catalogue.answering import Answering
from kgraph.catalogue.question import Parameter
from kgraph.errors import InputError, UnknownName
from kgraph.namespaces import KG, PREFIXES, iri, local
from kgraph.store.bind import Term, term_iri, term_literal, term_text

_FORMS = {
    "integer": (r"[+-]?[0-9]{1,18}", "3"),
    "decimal": (r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?", "0.5"),
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "2020-02-27"),
}
_RULES = f"SELECT ?rule WHERE {{ ?rule a <{KG}Rule> }}"


def term_of(graph: Answering, parameter: Parameter, value: str) -> Term:
    """Return the value as a term of the parameter's type.

    Raises:
        InputError: if it is none, with the nearest names where names are known.
    """
    match parameter.type:
        case "actor":
            return term_iri(iri("actor", graph.actor(value)))
        case "relation":
            return term_iri(iri("kg", graph.relation(value)))
        case "theatre" | "domain" | "arena":
            name = graph.arena(value)
            kind = graph.arenas[name].kind
            if parameter.type not in ("arena", kind):
                raise InputError(f"{parameter.name}={value}: '{name}' is a {kind}; name a {parameter.type}")
            return term_iri(iri(kind, name))
        case "claim" | "source" as kind:
            known = graph.claims if kind == "claim" else graph.sources
            name = value.removeprefix(PREFIXES[kind]).removeprefix(f"{kind}:")
            if name not in known:
                raise UnknownName(kind, value, known)
            return term_iri(iri(kind, name))
        case "rule":
            known_rules = [local(str(row[0])) for row in graph.store.rows(_RULES)]
            rule = value.removeprefix(PREFIXES["rule"]).removeprefix("rule:")
            if rule not in known_rules:
                raise UnknownName("rule", value, known_rules)
            return term_iri(iri("rule", rule))
        case "text":
            return term_text(value)
        case kind:
            return _literal(parameter, value, kind)


def _literal(parameter: Parameter, value: str, kind: str) -> Term:
    form, example = _FORMS[kind]
    if not re.fullmatch(form, value):
        raise InputError(f"{parameter.name}={value}: no {kind}; write one such as {example}")
    if kind == "date":
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise InputError(f"{parameter.name}={value}: no day of the calendar; write YYYY-MM-DD") from error
    return term_literal(value, PREFIXES["xsd"] + kind)
