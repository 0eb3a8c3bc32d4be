"""`kgraph why`: every proof of a relation."""

from __future__ import annotations

import argparse
import sys

from kgraph.cli.parser import add_output, add_view, choice, load_graph, relation_asked, whole_number, write_out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("a", help="an actor: id, label or alias in any language, or a code such as RU")
    parser.add_argument(
        "relation",
        help="a relation, from a to b, such as supports, rivalOf, proxyRivalOf, partnerYetRivalOf; "
        "'kgraph ask structure/relations' lists all",
    )
    parser.add_argument("b", help="the other actor")
    add_view(parser)
    parser.add_argument(
        "--most",
        type=whole_number,
        default=50,
        metavar="N",
        help="show at most N proofs (default 50; 0: all); the text tells those of partnerYetRivalOf together",
    )
    parser.add_argument(
        "--compared-with",
        metavar="DATE",
        help="with --as-of: show what began and what ended between this earlier date and that one, tie by tie",
    )
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Show the proofs, or what changed between two dates; exit 1 if there is none."""
    from kgraph.views.proofs import as_json, as_text

    form = choice("format", arguments.format, ("text", "json"))
    graph = load_graph(arguments, told=True)
    a, relation, b = relation_asked(graph, arguments)
    if arguments.compared_with is not None:
        from kgraph.views import proof_changes

        found = proof_changes.changes(graph, a, relation, b, arguments.compared_with)
        tell = proof_changes.as_json if form == "json" else proof_changes.as_text
        write_out(tell(graph, a, relation, b, arguments.compared_with, found), arguments.output)
        return 0 if found.began or found.ended else 1
    proofs = graph.conclusions.proofs(a, relation, b)
    most = arguments.most or sys.maxsize
    write = as_json if form == "json" else as_text
    write_out(write(graph, a, relation, b, proofs, most), arguments.output)
    if form == "json" and len(proofs) > most:
        print(f"kgraph: {most} of {len(proofs)} proofs; --most 0 gives all", file=sys.stderr)
    return 0 if proofs else 1
