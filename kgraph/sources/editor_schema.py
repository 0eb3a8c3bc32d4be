"""The JSON Schema that lets editors complete and check a source's pen; docs/make_schema.py writes it.

Made from the form of the pens and from the words of ontology and registers, which remain the only authority: kgraph
itself never reads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from kgraph.errors import InputError
from kgraph.home import Home
from kgraph.sources.form import ActorsPenForm, SourcePenForm, TheatresPenForm, check_form
from kgraph.sources.pen import read_pen
from kgraph.vocabulary import Vocabulary


def editor_schema(vocabulary: Vocabulary, actors: Iterable[str], theatres: Iterable[str]) -> str:
    """Return the schema of a source's pen as JSON text.

    Args:
        vocabulary: the words of the ontology.
        actors: the names of the register of actors.
        theatres: the names of the register of theatres.
    """
    schema = SourcePenForm.model_json_schema()
    known = sorted(actors)
    claim = schema["$defs"]["ClaimForm"]["properties"]
    for key in ("agent", "target", "through", "said_by"):
        _allow(claim, key, known)
    stated = [relation.name for relation in vocabulary.relations.values() if not relation.derived_by]
    _allow(claim, "relation", sorted(stated))
    _allow(claim, "stance", vocabulary.values["Stance"])
    _allow(claim, "sureness", vocabulary.values["Sureness"])
    claim["arenas"]["items"] = {"enum": sorted({*vocabulary.domains, *theatres})}
    claim["unnamed"]["items"] = {"enum": ["agent", "target"]}
    _allow(schema["$defs"]["AmountForm"]["properties"], "bound", vocabulary.values["Bound"])
    for key in ("publisher", "voice"):
        _allow(schema["$defs"]["SourceForm"]["properties"], key, known)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A source of kgraph"}
    return json.dumps(head | _plain(schema), indent=2, ensure_ascii=False) + "\n"


def schema_of(home: Home, vocabulary: Vocabulary) -> str:
    """Return the schema for the ontology and the registers of a home.

    Raises:
        InputError: if a register has faults.
    """
    actors, faults = check_form(read_pen(home.data / "actors.yaml"), ActorsPenForm)
    theatres, more = check_form(read_pen(home.data / "theatres.yaml"), TheatresPenForm)
    if faults or more or actors is None or theatres is None:
        raise InputError([*faults, *more])
    return editor_schema(vocabulary, actors.actors, theatres.theatres)


def _allow(properties: dict[str, Any], key: str, words: Iterable[str]) -> None:
    """Allow only these words for a key, and keep its default."""
    default = properties[key].get("default")
    properties[key] = {"enum": list(words)} | ({"default": default} if default else {})


def _plain(schema: Any) -> Any:
    """Leave out what says nothing to an editor: made-up titles, and that an absent key is null."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: value for key, value in schema.items() if key not in ("title", "default") or value}
    if "type" in found or "anyOf" in found:
        found.pop("title", None)
    if found.get("type") == "string":
        # Every scalar is text to kgraph, also one that YAML reads as a number.
        found["type"] = ["string", "number"]
    options = [option for option in found.get("anyOf", []) if option != {"type": "null"}]
    if len(options) == 1:
        del found["anyOf"]
        found |= options[0]
        return _plain(found)
    if options:
        found["anyOf"] = options
    return {
        key: {name: _plain(item) for name, item in value.items()} if key in ("properties", "$defs") else _plain(value)
        for key, value in found.items()
    }
