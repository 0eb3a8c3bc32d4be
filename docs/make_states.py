"""Writes the register of states, data/who-is-who/states.tsv: ``python docs/make_states.py``.

Names are the English ones of ISO 3166 (pycountry) and those of CLDR (Babel); ids, further codes and further
names are those of the pen data/who-is-who/state-codes.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pycountry
from babel import Locale

from kgraph.names import fold

FOLDER = Path(__file__).parents[1] / "data" / "who-is-who"
PEN = FOLDER / "state-codes.tsv"
PAGE = FOLDER / "states.tsv"
COLUMNS = ("id", "kind", "iso2", "iso3", "cow", "gw", "fips", "cameo", "wikidata", "en", "tr", "ru", "names", "icews")
LANGUAGES = ("en", "tr", "ru")
HEAD = """\
# Made by 'python docs/make_states.py' from state-codes.tsv, ISO 3166 and CLDR; do not edit. Columns as there.
# Names and labels: Unicode CLDR (Unicode License v3) through Babel; English names of ISO 3166 through pycountry.
"""
# Names that two states bear, or that libraries give to one of them: what is meant cannot be told.
TOO_VAGUE = ("Congo", "Kongo", "Конго", "Korea", "Kore", "Корея")
# Codes that ISO leaves to users, as the European Union uses them.
USER_ASSIGNED = {"XKX": "XK"}


def text() -> str:
    """Return the register: one line a state or territory."""
    lines = [line.split("\t") for line in PEN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    pens = [dict(zip(lines[0], cells, strict=True)) for cells in lines[1:]]
    rows = [_row(pen) for pen in pens]
    bearers: dict[str, set[str]] = {}
    for row in rows:
        for name in (row["en"], row["tr"], row["ru"], *row["names"].split("; ")):
            if name:
                bearers.setdefault(fold(name), set()).add(row["id"])
    shared = {name: ids for name, ids in bearers.items() if len(ids) > 1}
    if shared:
        raise SystemExit(f"names that several states bear: {shared}; mend {PEN.name} or TOO_VAGUE")
    body = ("\t".join(row[column] for column in COLUMNS) for row in rows)
    return HEAD + "\t".join(COLUMNS) + "\n" + "".join(f"{line}\n" for line in body)


def _row(pen: dict[str, str]) -> dict[str, str]:
    country = pycountry.countries.get(alpha_3=pen["iso"]) if pen["iso"] else None
    former = pycountry.historic_countries.get(alpha_3=pen["iso"]) if pen["iso"] and not country else None
    coded = country or former
    code = coded.alpha_2 if coded else USER_ASSIGNED.get(pen["iso"], "")
    labels = {name: pen[name] or (str(Locale(name).territories[code]) if country else "") for name in LANGUAGES}
    names = [name for name in (*_library_names(country, code), *pen["also"].split("; ")) if name not in TOO_VAGUE]
    told = {fold(label) for label in labels.values()}
    kept = {name: None for name in names if name and fold(name) not in told}
    cow = pen["cow"]
    return {
        **{name: pen[name] for name in ("id", "kind", "fips", "wikidata", "icews", "cow")},
        **labels,
        "iso2": code,
        "iso3": pen["iso"],
        "gw": {"-": "", "": cow}.get(pen["gw"], pen["gw"]),
        "cameo": "; ".join(dict.fromkeys(found for found in (pen["iso"], pen["cameo"]) if found)),
        "names": "; ".join(_each_once(kept)),
    }


def _library_names(country: object, code: str) -> Iterator[str]:
    if country is None:
        return
    given = [getattr(country, name, None) for name in ("name", "common_name", "official_name")]
    yield from (name for name in given if name)
    yield from (str(Locale(language).territories[code]) for language in LANGUAGES)


def _each_once(names: dict[str, None]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), name.replace(";", ","))
    return list(found.values())


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
