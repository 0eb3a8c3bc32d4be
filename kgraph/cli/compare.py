"""`kgraph compare`: what sources claim of a pair beside what events were coded."""

from __future__ import annotations

import argparse
import json

from kgraph.cli.coded import add_events, has_events
from kgraph.cli.parser import add_output, add_view, choice, load_graph, write_out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("a", help="an actor: id, label or alias in any language, or its name in imported events")
    parser.add_argument("b", help="the other actor")
    add_view(parser)
    add_events(parser)
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Compare arena by arena; exit 1 if neither claims nor events know anything of the pair."""
    from kgraph.views.coded import pair as words
    from kgraph.views.coded.tables import as_lines

    form = choice("format", arguments.format, ("text", "json"))
    graph = load_graph(arguments)
    has_events(graph, arguments.events, needed=True)
    dossier = graph.dossier(arguments.a, arguments.b)
    given = words.asked(graph, dossier.a, dossier.b, arguments.events)
    found = [(each, words.compared_with(graph, dossier, each)) for each in given]
    if form == "json":
        content = [
            {
                "a": dossier.a,
                "b": dossier.b,
                "data_set": each.events.name,
                "conventions": each.events.conventions,
                "from": str(words.shared(each, graph.view.window).first),
                "to": str(words.shared(each, graph.view.window).last),
                "policy": graph.view.policy.name,
                "arenas": words.compared_data(graph, compared),
            }
            for each, compared in found
        ]
        write_out(json.dumps(content, indent=2, ensure_ascii=False) + "\n", arguments.output)
    else:
        a, b = (graph.actors[end].label for end in (dossier.a, dossier.b))
        lines = []
        for each, compared in found:
            lines += [f"{a} and {b}: the claims beside '{each.events.name}' ({each.events.title})"]
            lines += words.about(each)
            lines += as_lines([words.beside_table(graph, compared, each)]) if compared else []
            lines += ["", *words.cited(graph, compared), ""]
        write_out("\n".join(lines).rstrip("\n") + "\n", arguments.output)
    return 0 if any(compared for _, compared in found) else 1
