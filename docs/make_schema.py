"""Writes data/schema/source.schema.json from ontology, registers and forms: ``python docs/make_schema.py``."""

from __future__ import annotations

from pathlib import Path

from kgraph.home import Home
from kgraph.sources.editor_schema import schema_of
from kgraph.store.record import load_ontology
from kgraph.store.words import read_vocabulary

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "data" / "schema" / "source.schema.json"


def text() -> str:
    """Return the schema."""
    home = Home(ROOT)
    return schema_of(home, read_vocabulary(load_ontology(home)))


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
