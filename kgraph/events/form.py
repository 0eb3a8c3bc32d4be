"""The form of a mapping: which keys a file of ``data/mappings/`` has. What they may name is checked in `mapping`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kgraph.sources.form import Name, Text

SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " "}
QUOTES = {"none": "", "double": '"', "single": "'"}
Texts = Text | list[Text]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DatasetForm(_Form):
    """Whose table it is, and under which terms."""

    id: Name
    title: Text
    version: Text
    origin: Annotated[str, Field(pattern=r"^https?://[^\s<>\"{}|\\^`]+$")]
    licence: Text
    citation: Text
    note: Text | None = None


class ReadForm(_Form):
    """How the files are read; everything is read as text."""

    format: Text = "text"
    separator: Text = "tab"
    header: Text = "yes"
    columns: list[Text] = []
    encoding: Text = "utf-8"
    quote: Text = "none"
    missing: list[Text] = []


class LookUpForm(_Form):
    """A small file that says what the ids in a column stand for."""

    file: Text
    separator: Text = "tab"
    header: Text = "no"
    columns: list[Text] = []
    encoding: Text = "utf-8"
    quote: Text = "none"
    key: Text
    value: Text


class ColumnForm(_Form):
    """A column; its ids may be looked up, and `whole_number` reads 365.0 as 365."""

    column: Text
    look_up: Text | None = None
    whole_number: Text = "no"


class ActorColumnForm(ColumnForm):
    """A column that names actors, the scheme of its names, and the columns that say more of them."""

    scheme: Text = "name"
    country: Text | None = None
    sectors: Text | None = None
    sectors_separator: Text = ","


class CodeColumnForm(ColumnForm):
    """A column of codes; a second one may hold the mode of an event, joined by a hyphen: ASSAULT-aerial."""

    mode: Text | None = None


class DateColumnForm(ColumnForm):
    """A column of days, of years, or of hours or days since a day."""

    format: Texts | None = None
    unit: Text | None = None
    since: Text | None = None


class WeightColumnForm(ColumnForm):
    """A column of numbers, with a point or a comma before the decimals."""

    decimal: Text = "point"


class ColumnsForm(_Form):
    """Which column holds what."""

    id: ColumnForm | None = None
    agent: ActorColumnForm
    target: ActorColumnForm
    date: DateColumnForm
    code: CodeColumnForm | None = None
    weight: WeightColumnForm | None = None
    place: ColumnForm | None = None
    source: ColumnForm | None = None


class TieForm(_Form):
    """What a code stands for: one of our relations in an arena, material or verbal; or none."""

    relation: Text
    arena: Text | None = None
    class_: Annotated[Text | None, Field(alias="class")] = None
    weight: Annotated[str, Field(pattern=r"^-?[0-9]{1,6}(\.[0-9]{1,6})?$")] | None = None
    label: Text | None = None


class FlagForm(TieForm):
    """A column whose values say that a tie is there."""

    column: Text
    equals: Texts = "1"


class CodesForm(_Form):
    """How a row becomes a relation: by a known scheme, by a table written here, by flags, or always the same one."""

    scheme: Text | None = None
    goldstein: Text | None = None
    quad: Text | None = None
    table: dict[str, TieForm] | None = None
    flags: list[FlagForm] | None = None
    always: TieForm | None = None


class WhereForm(_Form):
    """Rows that a value of a column takes out, and why."""

    column: Text
    equals: Texts
    why: Text


class DropForm(_Form):
    """Which rows are left out, each kind with its reason; what is not named here is kept, or refused as a fault."""

    no_actor: Text | None = None
    self_pairs: Text | None = None
    no_tie: Text | None = None
    where: list[WhereForm] = []


class OneADayForm(_Form):
    """Whether reports of one code between the same two on one day count as one event, and why."""

    apply: Text
    why: Text


class MappingForm(_Form):
    """A file of ``data/mappings/``."""

    dataset: DatasetForm
    read: ReadForm
    look_ups: dict[Name, LookUpForm] = {}
    columns: ColumnsForm
    codes: CodesForm
    drop: DropForm = DropForm()
    one_a_day: OneADayForm
