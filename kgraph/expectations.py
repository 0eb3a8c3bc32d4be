"""Expectations: how much of everything there must be, at least and at most."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kgraph.errors import InputError, unknown
from kgraph.sources.form import faults_of_form
from kgraph.sources.pen import read_pen

_Count = Annotated[str, Field(pattern=r"^[0-9]{1,9}$")]


class _Range(BaseModel):
    model_config = ConfigDict(extra="forbid")
    least: _Count
    most: _Count


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")
    expectations: dict[str, _Range]


def unmet(path: Path, shown_as: str, counts: Mapping[str, int]) -> list[str]:
    """Return one line for every count outside its range.

    Raises:
        InputError: if the file is malformed or names a count that does not exist.
    """
    pen = read_pen(path, shown_as)
    if pen.faults:
        raise InputError(pen.faults)
    try:
        form = _Form.model_validate(pen.content)
    except ValidationError as error:
        raise InputError(faults_of_form(error, pen, _Form)) from error
    lines = []
    for name, allowed in form.expectations.items():
        place = pen.place("expectations", name)
        if name not in counts:
            raise InputError(unknown("count", name, counts, place))
        if not int(allowed.least) <= counts[name] <= int(allowed.most):
            found = f"{place}: {counts[name]} {name}, expected {allowed.least} to {allowed.most}"
            lines.append(f"{found}; find out what was lost or doubled, or write the new range there if it is meant")
    return lines
