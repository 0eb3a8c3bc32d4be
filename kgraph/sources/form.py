"""The form of the pens: which keys an entry has. Which words they may hold is the ontology's business."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kgraph.errors import nearest
from kgraph.sources.pen import Pen

Text = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LabelsForm(_Form):
    """A label in each language of the interface."""

    en: Text
    tr: Text
    ru: Text


class IsoForm(_Form):
    """ISO 3166-1 codes of a state."""

    alpha2: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    alpha3: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class ActorForm(_Form):
    """An entry of ``data/actors.yaml``."""

    kind: Text
    label: LabelsForm
    aliases: list[Text] = []
    wikidata: Annotated[str, Field(pattern=r"^Q[1-9][0-9]*$")] | None = None
    iso3166: IsoForm | None = None
    cow: Annotated[str, Field(pattern=r"^[0-9]{1,3}$")] | None = None
    description: Text | None = None


class PlaceForm(_Form):
    """The place of a theatre."""

    label: dict[str, Text]


class TheatreForm(_Form):
    """An entry of ``data/theatres.yaml``."""

    label: LabelsForm
    aliases: list[Text] = []
    wikidata: Annotated[str, Field(pattern=r"^Q[1-9][0-9]*$")] | None = None
    place: PlaceForm | None = None
    broader: Text | None = None
    description: Text | None = None


class AmountForm(_Form):
    """A figure of a claim."""

    bound: Text
    # No needless zeros: a store would write 7 for 007 and 0.5 for 0.50.
    value: Annotated[str, Field(pattern=r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$")]
    unit: Text


class ClaimForm(_Form):
    """A claim of a source's pen."""

    id: Annotated[str, Field(pattern=r"^[0-9]{2,}-[a-z0-9]+(-[a-z0-9]+)*$")]
    paragraph: Annotated[str, Field(pattern=r"^[1-9][0-9]*$")]
    anchor: Text
    agent: Text | None = None
    relation: Text
    target: Text | None = None
    unnamed: list[Text] = []
    through: Text | None = None
    arenas: list[Text] = []
    about: Text | None = None
    place: Text | None = None
    said_by: Text | None = None
    stance: Text = "asserts"
    sureness: Text = "plain"
    when: Text
    basis: Text
    amount: AmountForm | None = None
    reported_on: Text | None = None
    disputes: Text | list[Text] | None = None
    triggered_by: Text | list[Text] | None = None
    outcome_of: Text | list[Text] | None = None
    note: Text | None = None


class SourceForm(_Form):
    """The head of a source's pen."""

    id: Name
    title: Text
    kind: Text
    issued: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    place: Text | None = None
    creators: list[Text] = []
    contributors: list[Text] = []
    publisher: Text
    voice: Text
    origin: Annotated[str, Field(pattern=r"^https?://[^\s<>\"{}|\\^`]+$")] | None = None
    rights: Text | None = None
    text_digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    locator: Text | None = None
    note: Text | None = None


class SourcePenForm(_Form):
    """A file of ``data/sources/``."""

    source: SourceForm
    claims: list[ClaimForm]


class ActorsPenForm(_Form):
    """The file ``data/actors.yaml``."""

    actors: dict[Name, ActorForm]


class TheatresPenForm(_Form):
    """The file ``data/theatres.yaml``."""

    theatres: dict[Name, TheatreForm]


def faults_of_form(error: ValidationError, pen: Pen, form: type[BaseModel]) -> list[str]:
    """Return one line a fault, ``file:line: what; what to do``, in the order of the file."""
    lines: dict[str, tuple[int, str]] = {}
    for fault in error.errors(include_url=False, include_context=True):
        path = tuple(part for part in fault["loc"] if part not in ("str", "list[constrained-str]"))
        place = pen.place(*path)
        text = f"{place}: {_word(fault, path, form)}"
        lines.setdefault(text, (int(place.rsplit(":", 1)[1]), text))
    return [text for _, text in sorted(lines.values())]


def _word(fault: Any, path: tuple[int | str, ...], form: type[BaseModel]) -> str:
    key = str(path[-1]) if path else "file"
    match fault["type"]:
        case "missing":
            return f"key '{key}' is missing; add it"
        case "extra_forbidden":
            near = nearest(key, _keys_of(form), 1)
            remedy = f"did you mean '{near[0]}'?" if near else "remove it"
            return f"unknown key '{key}'; {remedy}"
        case "string_pattern_mismatch":
            return f"'{fault['input']}' does not fit '{key}'; write it as {fault['ctx']['pattern']}"
        case "string_too_short":
            return f"'{key}' is empty; give a value or remove the key"
        case "string_type":
            return f"'{key}' must be a text; write one value"
        case "list_type":
            return f"'{key}' must be a list; write [a, b]"
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"'{key}' must be a mapping; write key: value lines below it"
        case _:
            return f"'{key}': {fault['msg']}; mend the value"


def _keys_of(form: type[BaseModel]) -> set[str]:
    """Return all keys that occur anywhere in a form."""
    schema = form.model_json_schema()
    keys = set(schema.get("properties", {}))
    for definition in schema.get("$defs", {}).values():
        keys |= set(definition.get("properties", {}))
    return keys
