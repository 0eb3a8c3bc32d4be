"""The command line: one file a verb, and only the verb that is asked for is imported."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module

from kgraph.cli.parser import OneLineParser
from kgraph.errors import KgraphError, unknown

VERBS = {
    "build": "compile the pens to the record and fill the store, validated; --check only compares",
    "check": "shapes, quality questions, expectations, anchors, store; --dl adds OWL DL with HermiT",
    "ask": "answer a question of the catalogue, an .rq file or a SPARQL text; alone: list the questions",
    "why": "every proof of a relation between two actors, down to claims and paragraphs",
    "dossier": "what unites and what divides two actors, arena by arena, every line cited",
    "rank": "all pairs of actors, the most ambivalent first",
    "show": "write the page: one HTML file that works offline",
    "export": "write the graph for other programs: RDF, GraphML, GEXF, node-link JSON, CSV",
}
_USAGE = "usage: kgraph VERB …  (kgraph VERB --help tells how to use one)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb; return 0 for yes or done, 1 for no or violations, 2 for bad input."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] in ("-h", "--help", "help"):
        print(_overview())
        return 0 if given else 2
    if given[0] in ("-V", "--version"):
        from kgraph import __version__

        print(f"kgraph {__version__}")
        return 0
    # A verb runs for moments and ends: collecting garbage would only cost time.
    gc.set_threshold(200_000)
    verb = given[0]
    if verb not in VERBS:
        return _fail(unknown("verb", verb, VERBS))
    try:
        module = import_module(f"kgraph.cli.{verb}")
        parser = OneLineParser(prog=f"kgraph {verb}", description=f"{VERBS[verb][0].upper()}{VERBS[verb][1:]}.")
        module.add_arguments(parser)
        code: int = module.run(parser.parse_args(given[1:]))
        sys.stdout.flush()
        return code
    except KgraphError as error:
        return _fail(str(error))
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return _fail("interrupted; what was there before is unchanged", 130)


def _overview() -> str:
    lines = [f"  {verb:<8} {summary}" for verb, summary in VERBS.items()]
    about = "kgraph: who is whose partner and rival at the same time, over what, through whom, and on whose word."
    return "\n".join(
        [about, "", _USAGE, "", *lines, "", "Data: the checkout you are in, $KGRAPH_HOME, or the package's own."]
    )


def _fail(message: str, code: int = 2) -> int:
    print("\n".join(f"kgraph: {line}" for line in message.splitlines()), file=sys.stderr)
    return code
