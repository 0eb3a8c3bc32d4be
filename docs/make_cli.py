"""Writes docs/cli.md from the parsers of the verbs: ``python docs/make_cli.py``."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from kgraph.cli import EXAMPLES, VERBS

PAGE = Path(__file__).with_name("cli.md")
_HEAD = """# The command line

Made by `python docs/make_cli.py` from the same parsers that `kgraph VERB --help` shows; do not edit.

Results go to stdout, talk to stderr. Exit codes: 0 yes or done; 1 no, or violations; 2 bad input, one line a fault.
Names resolve by id, label or alias in English, Turkish and Russian, and actors also by their codes of ISO 3166 (RU,
RUS), COW (365) and Wikidata (Q159); a name goes before a code. A wrong name is answered with the nearest ones.
Formats go by their usual names: `turtle` is also `ttl`, `nquads` is `nq`, `jsonld` is `JSON-LD`, `md` is `markdown`.

`kgraph` works on the folder that `--home` or `$KGRAPH_HOME` names, else on the nearest home from the current folder
upwards, else on the data of the installed package. A folder that looks like a home (it has `ontology/` or
`data/sources/`) but lacks a file that a home must have is a fault, and never passed over for other data.
"""


def text() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *(_verb(name, summary) for name, summary in VERBS.items())])


def _verb(name: str, summary: str) -> str:
    parser = argparse.ArgumentParser(prog=f"kgraph {name}", add_help=False)
    import_module(f"kgraph.cli.{name}").add_arguments(parser)
    actions = parser._actions
    positional = [action for action in actions if not action.option_strings]
    options = [action for action in actions if action.option_strings]
    usage = " ".join([f"kgraph {name}", *map(_in_usage, positional), "[options]" if options else ""]).rstrip()
    rows = [f"| `{_written(action)}` | {_said(action)} |" for action in (*positional, *options)]
    head = [f"## {name}", "", f"{summary[0].upper()}{summary[1:]}.", "", "```", usage, "```", ""]
    return "\n".join(
        [*head, "| argument or option | meaning |", "|---|---|", *rows, "", "```", *EXAMPLES[name], "```", ""]
    )


def _in_usage(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest)
    return {"?": f"[{name}]", "*": f"[{name} …]"}.get(str(action.nargs), name)


def _written(action: argparse.Action) -> str:
    if not action.option_strings:
        return str(action.metavar or action.dest)
    metavar = action.metavar
    if action.nargs == 0:
        value = ""
    else:
        value = " " + (" ".join(metavar) if isinstance(metavar, tuple) else str(metavar or action.dest.upper()))
    return ", ".join(option + value for option in action.option_strings)


def _said(action: argparse.Action) -> str:
    return str(action.help or "").replace("%%", "%").replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
