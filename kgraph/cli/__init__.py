"""The command line: one file a verb, and only the verb that is asked for is imported."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from kgraph.cli.parser import OneLineParser
from kgraph.errors import KgraphError, in_line, unknown

VERBS = {
    "build": "compile the pens to the record and fill the store, validated; --check only compares",
    "check": "shapes, quality questions, expectations, anchors, store; --dl adds OWL DL with HermiT",
    "ask": "answer a question of the catalogue, an .rq file or a SPARQL text; alone: list the questions",
    "why": "every proof of a relation between two actors, down to claims and paragraphs",
    "dossier": "what unites and what divides two actors, arena by arena, every line cited",
    "rank": "all pairs of actors, the most ambivalent first, and what their signs rest on",
    "dyad": "the profile of two actors: arena by sign, measures and how sure they are, similar pairs",
    "frustration": "how far the network is from two camps, exactly; what pairs with both signs do to it",
    "triads": "triads by sign type, and the single claims that would balance the unbalanced ones",
    "pivots": "who sits between the camps, brokers between rivals, patrons of both sides of a conflict",
    "significance": "which pairs are more ambivalent than their activity explains, against null models",
    "trend": "a pair or the whole network by year or month, with change points; also as a picture",
    "show": "write the page: one HTML file that works offline",
    "export": "write the graph for other programs: RDF, GraphML, GEXF, node-link JSON, CSV",
}
_USAGE = "usage: kgraph VERB …  (kgraph VERB --help tells how to use one)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb; return 0 for yes or done, 1 for no or violations, 2 for bad input."""
    _prepare_streams()
    try:
        try:
            return _run(list(sys.argv[1:] if arguments is None else arguments))
        finally:
            sys.stdout.flush()
    except KgraphError as error:
        return _fail(str(error))
    except OSError as error:
        if error.filename is None:
            # What is left to print goes nowhere, or Python would try once more when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            # Whoever read our output has seen enough.
            return 0
        return _fail(f"{error.filename or 'output'}: {error.strerror or error}; check the place and its free space")
    except KeyboardInterrupt:
        return _fail("interrupted; what was there before is unchanged", 130)


def _run(given: list[str]) -> int:
    if given[:1] == ["help"] and len(given) > 1:
        given = [given[1], "--help"]
    if not given or given[0] in ("-h", "--help", "help"):
        print(_overview(), file=sys.stdout if given else sys.stderr)
        return 0 if given else 2
    if given[0] in ("-V", "--version"):
        from kgraph import __version__

        print(f"kgraph {__version__}")
        return 0
    # A verb runs for moments and ends: collecting garbage would only cost time.
    gc.set_threshold(200_000)
    verb = given[0]
    if verb.startswith("-"):
        return _fail(f"'{in_line(verb)}' stands before the verb; write kgraph VERB {in_line(verb)}")
    if verb not in VERBS:
        return _fail(unknown("verb", verb, VERBS, also="run 'kgraph --help' for all"))
    module = import_module(f"kgraph.cli.{verb}")
    parser = OneLineParser(prog=f"kgraph {verb}", description=f"{VERBS[verb][0].upper()}{VERBS[verb][1:]}.")
    module.add_arguments(parser)
    code: int = module.run(parser.parse_args(given[1:]))
    return code


def _prepare_streams() -> None:
    """Make stdout and stderr take any text, whatever the locale, and exist even where they were closed."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _overview() -> str:
    lines = [f"  {verb:<12} {summary}" for verb, summary in VERBS.items()]
    about = "kgraph: who is whose partner and rival at the same time, over what, through whom, and on whose word."
    return "\n".join(
        [about, "", _USAGE, "", *lines, "", "Data: the checkout you are in, $KGRAPH_HOME, or the package's own."]
    )


def _fail(message: str, code: int = 2) -> int:
    print("\n".join(f"kgraph: {line}" for line in message.splitlines()), file=sys.stderr)
    return code
