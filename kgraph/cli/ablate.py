"""`kgraph ablate`: on which claims, sources and speakers a conclusion stands or falls."""

from __future__ import annotations

import argparse

from kgraph.cli.parser import add_output, add_view, choice, load_graph, relation_asked, whole_number, write_out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("a", help="an actor: id, label or alias in any language")
    parser.add_argument("relation", help="a relation such as supports, rivalOf, proxyRivalOf, partnerYetRivalOf")
    parser.add_argument("b", help="the other actor")
    add_view(parser)
    parser.add_argument(
        "--most",
        type=whole_number,
        default=5,
        metavar="N",
        help="list at most N sets of claims, and as many of sources and of speakers (default 5)",
    )
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Show what brings the conclusion down; exit 1 if it does not hold."""
    from kgraph.views.ablation import as_json, as_text

    form = choice("format", arguments.format, ("text", "json"))
    graph = load_graph(arguments, told=True)
    a, relation, b = relation_asked(graph, arguments)
    found = graph.ablate(a, relation, b, max(1, arguments.most))
    write = as_json if form == "json" else as_text
    write_out(write(graph, a, relation, b, found), arguments.output)
    return 0 if found.proofs else 1
