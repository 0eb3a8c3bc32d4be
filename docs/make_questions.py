"""Writes queries/README.md from the front matter of the questions: ``python docs/make_questions.py``."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from kgraph.catalogue.question import Question, all_questions
from kgraph.home import Home

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "queries" / "README.md"
_HEAD = """# The catalogue of questions

Made by `python docs/make_questions.py` from the `#+` lines of the files; do not edit.

`kgraph ask NAME` answers a question, `kgraph ask NAME parameter=value` narrows it, `kgraph ask --describe NAME` says
what it takes and what its columns mean. Each file is valid SPARQL as it stands and runs in any SPARQL 1.1 engine whose
default graph is the union of all graphs. A row of `quality/` is a fault in the data, and `kgraph check` fails on it.
"""


def text() -> str:
    """Return the page."""
    parts = [_HEAD]
    for folder, questions in groupby(all_questions(Home(ROOT)), key=lambda question: question.name.split("/")[0]):
        parts += [f"## {folder}", "", "| question | file | parameters |", "|---|---|---|"]
        parts += [_row(question) for question in questions]
        parts.append("")
    return "\n".join(parts)


def _row(question: Question) -> str:
    parameters = ", ".join(f"`{name}` ({parameter.type})" for name, parameter in question.parameters.items())
    asked = question.question.replace("|", "\\|")
    return f"| {asked} | [{question.name}]({question.name}.rq) | {parameters} |"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
