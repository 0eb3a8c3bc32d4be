"""The whole job with kgraph in one process: record, store, rules, five questions, N-Quads. Prints a summary as JSON."""

from __future__ import annotations

import json

import pyoxigraph as ox

import benchmarks.collecting  # noqa: F401  (first: it tells Python how to collect garbage)
from kgraph.loading import load

# Both sides of the comparison ask these; the last one asks for what only rules can tell.
QUESTIONS = (
    "provenance/triggers",
    "provenance/disputes",
    "provenance/speakers",
    "theatres/arenas",
)
RIVALS = "SELECT DISTINCT ?a ?b WHERE { ?a kg:proxyRivalOf ?b } ORDER BY ?a ?b"


def main() -> None:
    """Do the job."""
    graph = load()
    answers = {name: [[_value(term) for term in row] for row in graph.ask(name).rows] for name in QUESTIONS}
    rivals = [[_value(term) for term in row] for row in graph.sparql(RIVALS).rows]
    quads = graph.store.inner.dump(format=ox.RdfFormat.N_QUADS)
    assert quads is not None
    print(json.dumps({"answers": answers, "rivals": rivals, "lines": quads.count(b"\n")}))


def _value(term: object) -> str | None:
    return None if term is None else str(getattr(term, "value", term))
