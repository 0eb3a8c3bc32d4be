"""SHACL: checking the compiled record against ``ontology/shapes.ttl``, each finding traced to its line in the pen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyshacl
from rdflib import RDF, SH, Graph, URIRef

from kgraph.namespaces import local

if TYPE_CHECKING:
    from rdflib.term import Node


def shacl_faults(texts: Iterable[str], ontology: Iterable[Path], shapes: Path, places: Mapping[str, str]) -> list[str]:
    """Return one line for every violation; ``places`` maps claims, actors and sources to ``file:line``.

    Args:
        texts: the record, as Turtle.
        ontology: the modules of the ontology, which shapes may refer to.
        shapes: the shapes.
        places: where each entry is written.
    """
    data = Graph()
    for text in texts:
        data.parse(data=text, format="ox-turtle")
    # Mixed in here and not left to pySHACL, which would drop the annotations that shapes look up.
    for path in ontology:
        data.parse(path, format="ox-turtle")
    shapes_graph = Graph().parse(shapes, format="ox-turtle")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph, inplace=True)
    if conforms:
        return []
    return sorted({_line(report, result, places) for result in report.subjects(RDF.type, SH.ValidationResult)})


def _line(report: Graph, result: Node, places: Mapping[str, str]) -> str:
    focus = str(report.value(result, SH.focusNode))
    message = report.value(result, SH.resultMessage)
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    about = f"{local(str(path))}: " if isinstance(path, URIRef) else ""
    given = f" (given: {local(str(value))})" if value is not None else ""
    return f"{_place(focus, places)}: {about}{message}{given}"


def _place(focus: str, places: Mapping[str, str]) -> str:
    name = local(focus).removesuffix("/amount")
    for key in (name, f"actor:{name}", f"theatre:{name}", f"source:{name}"):
        if key in places:
            return places[key]
    return focus
