"""The form of the pens: which keys an entry has. Which words they may hold is the ontology's business."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kgraph.errors import in_line, nearest
from kgraph.sources.pen import Pen

_NOT_BLANK = r"\S"
_NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_CLAIM = r"^[0-9]{2,6}-[a-z0-9]+(-[a-z0-9]+)*$"
_PARAGRAPH = r"^[1-9][0-9]{0,5}$"
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_ITEM = r"^Q[1-9][0-9]*$"
_COW = r"^[0-9]{1,3}$"
# No needless zeros: a store would write 7 for 007 and 0.5 for 0.50.
_NUMBER = r"^(0|-?[1-9][0-9]{0,14}|-?(0|[1-9][0-9]{0,14})\.[0-9]{0,8}[1-9])$"
_ADDRESS = r"^https?://[^\s<>\"{}|\\^`]+$"
_DIGEST = r"^[0-9a-f]{64}$"
_IN_WORDS = {
    _NAME: "small letters and digits, joined by '-', such as united-states",
    _CLAIM: "its paragraph in two digits and a few words, such as 07-turkey-supports-rebels",
    _PARAGRAPH: "a whole number from 1 on",
    _DAY: "YYYY-MM-DD",
    _ITEM: "a Wikidata item such as Q43",
    _COW: "one to three digits",
    _NUMBER: "a plain number such as 34 or 0.5",
    _ADDRESS: "a web address that starts with https://",
    _DIGEST: "a SHA-256 of 64 small hexadecimal digits",
    "^[A-Z]{2}$": "two capital letters such as TR",
    "^[A-Z]{3}$": "three capital letters such as TUR",
}

Text = Annotated[str, Field(min_length=1, max_length=10_000, pattern=_NOT_BLANK)]
Name = Annotated[str, Field(max_length=100, pattern=_NAME)]


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
    wikidata: Annotated[str, Field(pattern=_ITEM)] | None = None
    iso3166: IsoForm | None = None
    cow: Annotated[str, Field(pattern=_COW)] | None = None
    description: Text | None = None


class PlaceLabelForm(_Form):
    """The name of a place."""

    en: Text


class PlaceForm(_Form):
    """The place of a theatre."""

    label: PlaceLabelForm


class TheatreForm(_Form):
    """An entry of ``data/theatres.yaml``."""

    label: LabelsForm
    aliases: list[Text] = []
    wikidata: Annotated[str, Field(pattern=_ITEM)] | None = None
    place: PlaceForm | None = None
    broader: Text | None = None
    description: Text | None = None


class AmountForm(_Form):
    """A figure of a claim."""

    bound: Text
    value: Annotated[str, Field(pattern=_NUMBER)]
    unit: Text


class ClaimForm(_Form):
    """A claim of a source's pen."""

    id: Annotated[str, Field(max_length=150, pattern=_CLAIM)]
    paragraph: Annotated[str, Field(pattern=_PARAGRAPH)]
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
    reported_on: Annotated[str, Field(pattern=_DAY)] | None = None
    disputes: Text | list[Text] | None = None
    triggered_by: Text | list[Text] | None = None
    outcome_of: Text | list[Text] | None = None
    note: Text | None = None


class SourceForm(_Form):
    """The head of a source's pen."""

    id: Name
    title: Text
    kind: Text
    issued: Annotated[str, Field(pattern=_DAY)]
    place: Text | None = None
    creators: list[Text] = []
    contributors: list[Text] = []
    publisher: Text
    voice: Text
    origin: Annotated[str, Field(pattern=_ADDRESS)] | None = None
    rights: Text | None = None
    text_digest: Annotated[str, Field(pattern=_DIGEST)] | None = None
    locator: Text | None = None
    derived_from: Text | list[Text] | None = None
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


Form = TypeVar("Form", bound=BaseModel)
_ENTRIES: dict[type[BaseModel], dict[str, type[_Form]]] = {
    SourcePenForm: {"source": SourceForm, "claims": ClaimForm},
    ActorsPenForm: {"actors": ActorForm},
    TheatresPenForm: {"theatres": TheatreForm},
}
# How a value of either form is reported: once for each form.
_BRANCHES = ("str", "constrained-str", "list[constrained-str]")
# What stands in for a required key that is missing or wrong while the form is checked, and what it holds then.
_STAND_INS: dict[str, Any] = {
    "id": "00-x",
    "paragraph": "1",
    "issued": "2000-01-01",
    "label": {"en": "x", "tr": "x", "ru": "x"},
}
_EMPTY: dict[str, Any] = {
    "label": LabelsForm.model_construct(en="", tr="", ru=""),
    **{key: [""] for key in ("aliases", "arenas", "contributors", "creators", "unnamed")},
}


def check_form(pen: Pen, form: type[Form]) -> tuple[Form | None, list[str]]:
    """Return what a pen holds and one line a fault; a text that is missing or wrong is empty then.

    Nothing is returned where the faults are such that no entry can be read.
    """
    try:
        return form.model_validate(pen.content), []
    except ValidationError as error:
        return _salvaged(pen.content, form), faults_of_form(error, pen, form)


def _salvaged(content: Mapping[str, Any], form: type[Form]) -> Form | None:
    values: dict[str, Any] = {}
    for key, entry_form in _ENTRIES[form].items():
        found = content.get(key)
        if key == "source":
            values[key] = _entry(entry_form, found)
        elif key == "claims" and isinstance(found, list):
            values[key] = [_entry(entry_form, item) for item in found]
        elif key != "claims" and isinstance(found, dict):
            values[key] = {name: _entry(entry_form, item) for name, item in found.items()}
        else:
            return None
    return form.model_construct(**values)


def _entry(form: type[_Form], content: object) -> _Form:
    given = content if isinstance(content, dict) else {}
    try:
        return form.model_validate(given)
    except ValidationError as error:
        wrong = {str(fault["loc"][0]) for fault in error.errors(include_url=False)}
    for key in wrong - set(form.model_fields):
        wrong.update(nearest(key, form.model_fields, 1))
    kept = {key: value for key, value in given.items() if key not in wrong}
    fields = {key: field for key, field in form.model_fields.items() if key in wrong}
    needed = {key: _STAND_INS.get(key, "x") for key, field in fields.items() if field.is_required()}
    found = form.model_validate({**kept, **needed})
    return found.model_copy(update={key: _EMPTY.get(key, "") for key in fields})


def faults_of_form(error: ValidationError, pen: Pen, form: type[BaseModel]) -> list[str]:
    """Return one line a fault, ``file:line: what; what to do``, in the order of the file."""
    lines: dict[str, tuple[int, str]] = {}
    for fault in error.errors(include_url=False, include_context=True):
        if _other_branch(fault["loc"], fault["input"]):
            continue
        path = tuple(part for part in fault["loc"] if part not in _BRANCHES)
        place = pen.place(*path)
        text = f"{place}: {_word(fault, path, form)}"
        lines.setdefault(text, (int(place.rsplit(":", 1)[1]), text))
    return [text for _, text in sorted(lines.values())]


def _other_branch(loc: tuple[int | str, ...], given: object) -> bool:
    """Say whether a fault is that of a form which was not meant: a list is no text, and no list is a text."""
    return (_BRANCHES[1] in loc and isinstance(given, list)) or (loc[-1] == _BRANCHES[2] and isinstance(given, str))


def _word(fault: Any, path: tuple[int | str, ...], form: type[BaseModel]) -> str:
    key = in_line(str(path[-1])) if path else "file"
    either = any(part in _BRANCHES for part in fault["loc"])
    match fault["type"]:
        case "missing":
            return f"key '{key}' is missing; add it"
        case "extra_forbidden":
            near = nearest(key, _keys_of(form), 1)
            remedy = f"did you mean '{near[0]}'?" if near else "remove it"
            return f"unknown key '{key}'; {remedy}"
        case "string_pattern_mismatch" if fault["ctx"]["pattern"] != _NOT_BLANK:
            pattern = fault["ctx"]["pattern"]
            what = "an id" if key == "[key]" else f"'{key}'"
            return f"'{in_line(fault['input'])}' does not fit {what}; write {_IN_WORDS.get(pattern, pattern)}"
        case "string_too_short" | "string_pattern_mismatch":
            return f"'{key}' is empty; give a value or remove the key"
        case "string_too_long":
            return f"'{key}' is longer than {fault['ctx']['max_length']} characters; shorten it"
        case "string_type" | "list_type" if either:
            return f"'{key}' must be a text or a list of texts; write one value or [a, b]"
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
