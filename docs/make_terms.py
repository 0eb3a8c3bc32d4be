"""Writes the list of terms of the ontology's version, ontology/versions/VERSION.tsv: ``python docs/make_terms.py``."""

from __future__ import annotations

from pathlib import Path

from kgraph.home import Home
from kgraph.namespaces import curie
from kgraph.store.record import load_ontology
from kgraph.views.reference.terms import read_header, read_terms

ROOT = Path(__file__).parents[1]
_STORE = load_ontology(Home(ROOT))
PAGE = ROOT / "ontology" / "versions" / f"{read_header(_STORE).version}.tsv"
COLUMNS = ("term", "kind", "polarity", "parents", "deprecated")


def text() -> str:
    """Return the list: one line a term with what users rely on."""
    lines = []
    for term in read_terms(_STORE).values():
        polarity = "" if term.polarity is None else str(term.polarity)
        parents = " ".join(sorted(curie(iri) for iri in term.above))
        lines.append("\t".join((term.curie, term.kind, polarity, parents, "yes" if term.deprecated else "")))
    return "\n".join(["\t".join(COLUMNS), *sorted(lines)]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
