"""`kgraph build`: pens -> record -> store."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress

from kgraph.cli.parser import add_home


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_home(parser)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if record and pens differ")


def run(arguments: argparse.Namespace) -> int:
    """Build, or compare."""
    from kgraph.build import build, compile_home, differences, validate
    from kgraph.home import find_home

    home = find_home(arguments.home)
    if arguments.check:
        pens, texts = compile_home(home)
        validate(home, pens, texts)
        lines = differences(home, texts)
        print("\n".join(lines) if lines else f"record and pens agree: {len(pens.claims)} claims")
        return 1 if lines else 0
    built = build(home, _say)
    pens = built.pens
    print(
        f"{len(pens.sources)} source(s), {len(pens.actors)} actors, {len(pens.theatres)} theatres, "
        f"{len(pens.claims)} claims; {built.derived} derived; {built.quads} quads in the store"
    )
    print(f"record: {', '.join(built.changed) if built.changed else 'unchanged'}")
    if built.store_fault:
        print(f"kgraph: {built.store_fault}", file=sys.stderr)
    return 0


def _say(step: str) -> None:
    # Whoever stops listening does not stop the build.
    with suppress(BrokenPipeError):
        print(f"kgraph: {step}", file=sys.stderr)
