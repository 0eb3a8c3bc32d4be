"""`kgraph ask`: questions of the catalogue, files and SPARQL texts."""

from __future__ import annotations

import argparse
import sys

from kgraph.cli.parser import add_view, choice, load_graph, write_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kgraph.catalogue.answer import Answer

FORMATS = ("table", "plain", "json", "csv", "tsv", "xml", "nt", "ttl")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "question",
        nargs="?",
        help="a name of the catalogue such as dyads/both-signs (the folder may be left out), the path of an .rq file, "
        "or a SPARQL text; in files and texts, kg:, actor: and our other prefixes need no declaration",
    )
    parser.add_argument(
        "parameters", nargs="*", metavar="name=value", help="parameters of the question; --describe tells which"
    )
    add_view(parser)
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        help="table, plain (tab-separated, short names), or W3C json, csv, tsv, xml; triples also nt, ttl; "
        "default: table on a terminal, else plain",
    )
    parser.add_argument(
        "--events", metavar="DATASET", help="also ask an imported event table; for the questions in events/"
    )
    parser.add_argument("--describe", action="store_true", help="say what the question asks and takes; do not run it")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of stdout")


def run(arguments: argparse.Namespace) -> int:
    """List, describe or answer."""
    from kgraph.catalogue.answer import answer as answer_to

    form = choice("format", arguments.format or ("table" if sys.stdout.isatty() else "plain"), FORMATS)
    if arguments.question is None:
        return _list(arguments)
    if arguments.describe:
        return _describe(arguments)
    parameters = _parameters(arguments.parameters)
    # Not by keyword: a parameter may have any name.
    graph = load_graph(arguments)
    if arguments.events is not None:
        graph = graph.with_events(arguments.events)
    answer = answer_to(graph, arguments.question, parameters)
    if form in ("table", "plain"):
        from kgraph.views.table import plain, table

        write_out(table(answer) if form == "table" else plain(answer), arguments.output)
    else:
        write_out(answer.serialize(form), arguments.output)
    return _exit_code(answer)


def _exit_code(answer: Answer) -> int:
    return 1 if answer.boolean is False else 0


def _parameters(given: list[str]) -> dict[str, str]:
    from kgraph.errors import InputError

    parameters = {}
    for text in given:
        name, mark, value = text.partition("=")
        if not mark:
            raise InputError(f"'{text}' is no parameter; write name=value")
        if name in parameters:
            raise InputError(f"parameter '{name}' is given twice; give it once")
        parameters[name] = value
    return parameters


def _list(arguments: argparse.Namespace) -> int:
    from kgraph.catalogue.question import all_questions
    from kgraph.home import find_home

    lines = []
    folder = ""
    for question in all_questions(find_home(arguments.home)):
        if (place := question.name.split("/")[0]) != folder:
            folder = place
            lines.append(f"{folder}/")
        takes = f"  [{', '.join(question.parameters)}]" if question.parameters else ""
        lines.append(f"  {question.name:<44} {question.title}{takes}")
    write_out("\n".join(lines) + "\n", arguments.output)
    return 0


def _describe(arguments: argparse.Namespace) -> int:
    from kgraph.catalogue.answer import describe
    from kgraph.home import find_home

    question = describe(find_home(arguments.home), arguments.question)
    lines = [f"{question.name}: {question.title}", question.question]
    lines += [
        f"  {parameter.name}={parameter.type}  {parameter.description}" for parameter in question.parameters.values()
    ]
    lines += [f"  ?{column}  {meaning}" for column, meaning in question.columns.items()]
    write_out("\n".join([*lines, "", question.text]), arguments.output)
    return 0
