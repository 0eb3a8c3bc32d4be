"""Arguments that several verbs share, and a parser whose faults are one line."""

from __future__ import annotations

import argparse
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence, Sized
    from typing import NoReturn

    from matplotlib.figure import Figure

    from kgraph.graph import Graph


def _formatter(prog: str) -> argparse.HelpFormatter:
    return argparse.RawDescriptionHelpFormatter(prog, width=_columns())


def _columns() -> int:
    given = os.environ.get("COLUMNS", "")
    return max(40, int(given)) if given.isascii() and given.isdigit() and len(given) < 5 else 100


class OneLineParser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line and exits with 2; options may stand anywhere."""

    def __init__(self, prog: str, description: str, examples: str = "") -> None:
        """Name the verb, what it does, and how it is used, line by line."""
        # A width that is given: argparse would import half the archive formats to ask the terminal for it.
        super().__init__(prog, description=description, epilog=examples, formatter_class=_formatter)

    def parse_args(self, args: Sequence[str], namespace: None = None) -> argparse.Namespace:  # type: ignore[override]
        """Parse the arguments of a verb."""
        if list(args).count("--") > 1:
            self.error("'--' stands twice; write it once, before names that begin with a dash")
        found, left = self.parse_known_args(args, namespace)
        if left:
            # Intermixed, which takes longer: `ask QUESTION --format json a=russia` is what people type.
            found, left = self.parse_known_intermixed_args(args, namespace)
        if left and left[0].startswith("-"):
            from kgraph.errors import unknown

            options = [option for option in self._option_string_actions if option.startswith("--")]
            self.error(unknown("option", left[0].partition("=")[0], options))
        if left:
            from kgraph.errors import in_line

            self.error(f"'{in_line(left[0])}' is one argument too many; remove it")
        return found

    def error(self, message: str) -> NoReturn:
        """Print the fault and how to get help."""
        from kgraph.errors import in_line

        print(f"{self.prog}: {in_line(message, 300)}; see '{self.prog} --help'", file=sys.stderr)
        raise SystemExit(2)


def whole_number(text: str) -> int:
    """Return a number from 0 on, as an option gives it."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 0 on")
    return int(text)


def add_home(parser: argparse.ArgumentParser) -> None:
    """Add ``--home``."""
    parser.add_argument(
        "--home",
        metavar="FOLDER",
        help="folder with ontology/, data/ and queries/; default: $KGRAPH_HOME, else the nearest one from here "
        "upwards, else the package's",
    )


def add_view(parser: argparse.ArgumentParser, policy: str = "claims") -> None:
    """Add the options that choose what counts."""
    add_home(parser)
    parser.add_argument(
        "--policy",
        default=policy,
        metavar="POLICY",
        help="whose word counts: facts (the source's own voice), claims (also reported speech), all (also "
        f"expectations); default {policy}",
    )
    parser.add_argument("--as-of", metavar="DATE", help="only what holds then, e.g. 2020-11 or 2019/2020-06")
    parser.add_argument(
        "--from",
        dest="since",
        metavar="DATE",
        help="with --to, or either alone: what holds at some time in between; partner and rival need not be so on the "
        "same day then",
    )
    parser.add_argument("--to", dest="until", metavar="DATE", help="the last day that counts, e.g. 2021-06")
    parser.add_argument(
        "--holds",
        default="possibly",
        metavar="HOW",
        help="possibly (default) or certainly: what an open or approximate date leaves open counts, or does not",
    )
    parser.add_argument(
        "--prefer",
        action="append",
        default=[],
        metavar="SPEAKER",
        help="a claim that this actor denies does not count; may be given several times",
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="KIND:NAME",
        help="leave out source:NAME, speaker:NAME, claim:NAME or actor:NAME; may be given several times",
    )


def add_weights(parser: argparse.ArgumentParser) -> None:
    """Add ``--weights``."""
    parser.add_argument(
        "--weights",
        default="even",
        metavar="NAME",
        help="what a tie weighs: even, deeds or direct (ontology/weights/), or a file of your own; default even",
    )


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add ``--format``, text or JSON, and ``--output``."""
    parser.add_argument("--format", default="text", metavar="FORMAT", help="text or json")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of stdout")


PICTURES = ("pdf", "png", "svg")


def add_plot(parser: argparse.ArgumentParser, what: str) -> None:
    """Add ``--plot``: a picture of the answer beside the answer."""
    parser.add_argument(
        "--plot", type=_picture, metavar="FILE", help=f"also draw {what} as PDF, PNG or SVG (needs matplotlib)"
    )


def _picture(text: str) -> str:
    """Return the path of a picture, whose ending says what it is."""
    if text.rpartition(".")[2].lower() not in PICTURES:
        raise argparse.ArgumentTypeError(
            f"{text}: pictures are written as {', '.join(PICTURES)}; give the file such an ending"
        )
    return text


def relation_asked(graph: Graph, arguments: argparse.Namespace) -> tuple[str, str, str]:
    """Return the names of the two actors and of the relation that ``A RELATION B`` means, agent first.

    Raises:
        UnknownName, InputError: all faults at once.
    """
    from kgraph.errors import together

    (a, b), relation = together(
        lambda: graph.pair(arguments.a, arguments.b), lambda: graph.relation(arguments.relation)
    )
    return a, relation, b


def load_graph(arguments: argparse.Namespace, told: bool = False) -> Graph:
    """Load the graph that the options choose, and say on stderr when pens were edited since the build.

    Unless the answer itself has ``told`` it, stderr also says what counts at the time that is asked about.
    """
    from kgraph.loading import load

    graph = load(
        arguments.home,
        policy=arguments.policy,
        as_of=arguments.as_of,
        since=arguments.since,
        until=arguments.until,
        holds=arguments.holds,
        prefer=arguments.prefer,
        without=arguments.without,
    )
    if graph.pens_edited:
        print("kgraph: the pens were edited since the last build; run 'kgraph build'", file=sys.stderr)
    if not told and (graph.as_of or graph.view.certainly):
        from kgraph.views.viewed import in_words

        print(f"kgraph: what counts: {in_words(graph)[1:-1]}", file=sys.stderr)
    return graph


def require_drawable(what: Sized, kind: str) -> None:
    """Refuse to draw nothing: an empty picture would look like one that went wrong."""
    if not what:
        from kgraph.errors import InputError

        raise InputError(f"--plot: there is no {kind} to draw; choose another policy, date, arena or layer")


def write_picture(figure: Figure, path: str) -> None:
    """Write a picture that `add_plot` asked for."""
    from pathlib import Path

    from kgraph.analysis.plots import save

    save(figure, Path(path))
    print(f"wrote {path}", file=sys.stderr)


# What people call one format; the first that a verb knows is meant.
_FORMATS = (
    ("turtle", "ttl"),
    ("ntriples", "nt"),
    ("nquads", "nq"),
    ("jsonld",),
    ("nodelink", "nodelinkjson"),
    ("markdown", "md"),
    ("html", "htm"),
    ("text", "txt", "table"),
)


def choice(name: str, given: str, known: tuple[str, ...]) -> str:
    """Return the value of an option that has only a few; a format also by its other names: ``ttl``, ``JSON-LD``.

    Raises:
        UnknownName: with the nearest ones.
    """
    bare = "".join(letter for letter in given.casefold() if letter not in "-_. ")
    called = next((names for names in _FORMATS if bare in names), (bare,))
    for one in called if name == "format" and given not in known else (given,):
        if one in known:
            return one
    from kgraph.errors import UnknownName

    raise UnknownName(name, given, known)


def write_out(text: str | bytes, path: str | None) -> None:
    """Write to a file in one step, or to stdout."""
    data = text.encode() if isinstance(text, str) else text
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from pathlib import Path

    from kgraph.files import write_output

    write_output(Path(path), data)
    print(f"wrote {path}", file=sys.stderr)
