"""The reference of the ontology: every term with its definition, its examples, and who uses it in the data."""

from __future__ import annotations

from kgraph.home import Home
from kgraph.views.holder import GraphLike


def reference(graph: GraphLike, home: Home) -> str:
    """Return the reference of a home's ontology as one HTML page.

    Raises:
        InputError: if the ontology has no header, or a question or a mapping table has faults.
    """
    from kgraph.catalogue.question import all_questions
    from kgraph.sources.mapping_table import read_tables
    from kgraph.store.record import load_ontology
    from kgraph.views.reference.document import reference_of
    from kgraph.views.reference.html import as_html
    from kgraph.views.reference.terms import read_header, read_terms

    store = load_ontology(home)
    terms = read_terms(store)
    tables = read_tables(home.ontology / "mappings", terms)
    return as_html(reference_of(graph, read_header(store), terms, all_questions(home), tables))
