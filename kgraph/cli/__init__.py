"""The command line: one file a verb, and only the verb that is asked for is imported."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from kgraph.cli.parser import OneLineParser
from kgraph.errors import KgraphError, in_line, unknown

VERBS = {
    "build": "compile the pens (data/*.yaml) to the record (data/rdf) and fill the store; --check only compares",
    "check": "check pens, record, ontology and store; --texts adds the sources' texts, --dl adds OWL DL with HermiT",
    "ask": "answer a question of the catalogue, an .rq file or a SPARQL text; alone: list the questions",
    "why": "every proof of a relation between two actors, down to claims and paragraphs",
    "ablate": "on which claims, sources and speakers a relation stands or falls",
    "dossier": "what unites and what divides two actors, arena by arena, every line cited",
    "compare": "what sources claim of two actors beside what events were coded, arena by arena",
    "timeline": "when two actors became partners or rivals, arena by arena, and what changed it",
    "rank": "all pairs of actors, the most ambivalent first, and what their signs rest on",
    "dyad": "the profile of two actors: arena by sign, measures and how sure they are, similar pairs",
    "frustration": "how far the network is from two camps, exactly; what pairs with both signs do to it",
    "triads": "triads by sign type, and the single claims that would balance the unbalanced ones",
    "pivots": "who sits between the camps, brokers between rivals, patrons of both sides of a conflict",
    "significance": "which pairs are more ambivalent, or how balanced the whole is, beyond chance: null models",
    "trend": "a pair or the whole network by year or month, with change points; also as a picture",
    "show": "write the page: one HTML file that works offline",
    "docs": "write the reference of the ontology: every term, who uses it, what it corresponds to elsewhere",
    "import": "event and dyad tables, by a mapping: who did what to whom and when, counted and led back to rows",
    "evidence": "the rows of an imported table between two actors",
    "export": "write the graph for other programs: RDF, GraphML, GEXF, node-link JSON, CSV",
}
EXAMPLES = {
    "build": ("kgraph build", "kgraph build --check"),
    "check": ("kgraph check", "kgraph check --texts my-texts --dl"),
    "ask": (
        "kgraph ask",
        "kgraph ask dyads/ties --describe",
        "kgraph ask dyads/ties a=russia b=Türkiye --format csv",
        "kgraph ask 'SELECT ?who { ?who kg:supports actor:assad }'",
        "kgraph ask 'DESCRIBE actor:nato' --format ttl",
    ),
    "why": (
        "kgraph why russia proxyRivalOf turkey",
        "kgraph why US sanctions Турция --format json",
        "kgraph why russia partnerYetRivalOf turkey --as-of 2020-11",
        "kgraph why russia proxyRivalOf turkey --without speaker:un-experts",
    ),
    "ablate": (
        "kgraph ablate russia partnerYetRivalOf turkey",
        "kgraph ablate russia proxyRivalOf turkey --format json",
    ),
    "timeline": (
        "kgraph timeline russia turkey",
        "kgraph timeline russia turkey --holds certainly --from 2019",
        "kgraph timeline russia turkey --plot timeline.pdf",
    ),
    "dossier": (
        "kgraph dossier russia turkey",
        "kgraph dossier 'United States' Türkiye --format md -o dossier.md",
        "kgraph dossier russia turkey --policy facts --as-of 2019/2020-06",
        "kgraph dossier india china --proxy",
    ),
    "compare": ("kgraph compare russia turkey", "kgraph compare russia turkey --from 2018-03 --to 2018-06"),
    "rank": (
        "kgraph rank --most 5",
        "kgraph rank --format json",
        "kgraph rank --year 2018",
        "kgraph rank --year 2018 --class material --significance",
        "kgraph rank --proxy --in syria --year 2018",
    ),
    "dyad": ("kgraph dyad russia turkey", "kgraph dyad russia turkey --plot profile.pdf"),
    "frustration": ("kgraph frustration", "kgraph frustration --plot camps.pdf"),
    "triads": ("kgraph triads", "kgraph triads --undecided --most 3"),
    "pivots": ("kgraph pivots",),
    "significance": ("kgraph significance --null signs --most 1", "kgraph significance --whole --samples 200"),
    "trend": ("kgraph trend --pair russia turkey", "kgraph trend --plot network.pdf"),
    "show": ("kgraph show", "kgraph show --focus russia turkey -o page.html"),
    "docs": ("kgraph docs -o ontology.html",),
    "import": (
        "kgraph import icews18 train.txt valid.txt",
        "kgraph import my-table.yaml 'events-*.csv.gz' --dry-run",
    ),
    "evidence": (
        "kgraph evidence russia turkey",
        "kgraph evidence RUS TUR --sign - --class material --month 2018-09",
    ),
    "export": ("kgraph export turtle -o graph.ttl", "kgraph export graphml --no-derived -o graph.graphml"),
}
_USAGE = "usage: kgraph VERB …  (kgraph VERB --help tells how to use one)"

_NOTES = (
    "Begin with: kgraph dossier russia turkey",
    "Actors:     id, name or alias in English, Turkish or Russian, or a code of ISO 3166, COW or Wikidata",
    "Data:       --home FOLDER, else $KGRAPH_HOME, else the nearest home from here upwards, else the package's",
    "Exit codes: 0 yes or done, 1 no or faults found, 2 bad input",
)


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
    # A verb runs for moments and ends: collecting garbage would only cost time, at its end as well.
    gc.set_threshold(200_000)
    atexit.register(_leave_garbage)
    verb = given[0]
    if verb.startswith("-"):
        return _fail(f"'{in_line(verb)}' stands before the verb; write kgraph VERB {in_line(verb)}")
    if verb not in VERBS:
        return _fail(unknown("verb", verb, VERBS, also="run 'kgraph --help' for all"))
    module = import_module(f"kgraph.cli.{verb}")
    examples = "\n".join(["examples:", *(f"  {example}" for example in EXAMPLES[verb])])
    parser = OneLineParser(f"kgraph {verb}", f"{VERBS[verb][0].upper()}{VERBS[verb][1:]}.", examples)
    module.add_arguments(parser)
    code: int = module.run(parser.parse_args(given[1:]))
    return code


def _leave_garbage() -> None:
    # DuckDB reports what of it is left at the end as leaked.
    if "duckdb" not in sys.modules:
        gc.freeze()


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
    return "\n".join([about, "", _USAGE, "", *lines, "", *_NOTES])


def _fail(message: str, code: int = 2) -> int:
    print("\n".join(f"kgraph: {line}" for line in message.splitlines()), file=sys.stderr)
    return code
