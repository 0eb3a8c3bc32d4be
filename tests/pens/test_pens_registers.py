"""Faults of the registers of actors and theatres: one line each, with place and remedy."""

from pathlib import Path
from typing import Any

import pytest

ACTORS = [
    ("  armenia:\n    kind: State", "  armenia:\n    kind: Stat", "kind: Stat\n", "unknown kind of actor 'Stat'; did"),
    ("  armenia:\n    kind: State", "  armenia:\n    knd: State\n    kind: State", "knd", "unknown key 'knd'; did you"),
    ("  armenia:\n", "  Armenia:\n", "  Armenia:\n", "'Armenia' does not fit an id; write small letters and digits"),
    ("wikidata: Q399\n", "wikidata: '399'\n", "'399'", "'399' does not fit 'wikidata'; write a Wikidata item"),
    ('"Yerevan"', '"Baku"', "Republic of Azerbaijan", "'Baku' already names 'armenia'; keep it on one of the two"),
    ('"Yerevan"', '"TÜRKIYE"', "Türkiye", "'Türkiye' already names 'armenia'; keep it on one of the two"),
    ('"Yerevan"', '"?!"', '"?!"', "'?!' has no letter or digit; write a name"),
    ('tr: "Ermenistan", ', "", "Армения", "key 'tr' is missing; add it"),
    ('alpha2: "AM"', 'alpha2: "am"', '"am"', "'am' does not fit 'alpha2'; write two capital letters such as TR"),
    ('cow: "371"', "cow: armenia", "cow: armenia", "'armenia' does not fit 'cow'; write one to three digits"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "marker", "message"), ACTORS)
def test_faults_of_the_register_of_actors(pen: Any, old: str, new: str, marker: str, message: str) -> None:
    path: Path = pen.home.data / "actors.yaml"
    text = path.read_text(encoding="utf-8").replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    faults = pen.faults()
    numbered = [number for number, line in enumerate(text.split("\n"), 1) if marker in f"{line}\n"]
    assert any(f"data/actors.yaml:{number}: " in faults[0] for number in numbered), faults
    assert message in faults[0]
    assert all(fault.startswith("data/actors.yaml:") for fault in faults)


def test_several_faults_of_the_register_come_at_once(pen: Any) -> None:
    path: Path = pen.home.data / "actors.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('"Yerevan"', '"Baku"').replace("wikidata: Q399\n", "wikidata: x\n")
    path.write_text(text + "  zzz:\n    kind: Stat\n    label: {en: Z, tr: Z, ru: Z}\n", encoding="utf-8")
    told = [fault.split(": ", 1)[1].split(";")[0] for fault in pen.faults() if "Bakü" not in fault]
    assert ["'x' does not fit 'wikidata'", "'Baku' already names 'armenia'", "unknown kind of actor 'Stat'"] == told


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("broader: caucasus", "broader: caucasia", "unknown theatre 'caucasia'; did you mean 'caucasus'?"),
        ('"War in Libya"', '"Energy"', "'Energy' already names 'energy'; keep it on one of the two"),
        ('"Mideast"', '"Karabakh"', "already names 'middle-east'; keep it on one of the two"),
        ('{label: {en: "Libya"}}', '{label: {en: "Libya", xx: "y"}}', "unknown key 'xx'; remove it"),
    ],
)
def test_faults_of_the_register_of_theatres(pen: Any, old: str, new: str, message: str) -> None:
    path: Path = pen.home.data / "theatres.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    faults = pen.faults()
    assert 1 == len(faults), faults
    assert faults[0].startswith("data/theatres.yaml:")
    assert message in faults[0]
