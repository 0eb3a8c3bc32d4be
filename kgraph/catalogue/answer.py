"""Answering: a question is found, its parameters are typed and bound, and the answer can be written in many forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from kgraph.catalogue.files import find_question
from kgraph.errors import InputError, MissingLibrary, UnknownName, as_utf8, together
from kgraph.files import read_text
from kgraph.home import Home
from kgraph.namespaces import PREFIXES, curie
from kgraph.store.embedded import EmbeddedStore

# Not imported from typing, which costs as much as answering a question.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from kgraph.catalogue.answering import Answering
    from kgraph.catalogue.question import Question

_TEXT_MARKS = ("{", "\n")
# How a query on one line without braces begins, such as `DESCRIBE actor:turkey`; updates are told to be refused.
_FORMS = "SELECT|ASK|CONSTRUCT|DESCRIBE|PREFIX|BASE|INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH"
_BEGINNING = rf"\s*(?:#|(?:{_FORMS})[\s<*?$(])"
_ENDING = ".rq"
# How the store begins what it says of a query: `query:3: …`.
_QUERY = "query:"
_RESULTS = {"json": "JSON", "csv": "CSV", "tsv": "TSV", "xml": "XML"}


class Answer:
    """The rows, the yes or no, or the triples that a query gives."""

    def __init__(self, store: EmbeddedStore, text: str, prefixes: Mapping[str, str] | None = None) -> None:
        """Run the query; ``prefixes`` need no declaration in the text."""
        self.text = text
        self._store = store
        self._prefixes = prefixes
        result = store.query(text, prefixes)
        self.boolean: bool | None = None
        self.columns: tuple[str, ...] = ()
        self.rows: list[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...]] = []
        if isinstance(result, ox.QueryBoolean):
            self.boolean = bool(result)
        elif isinstance(result, ox.QuerySolutions):
            self.columns = tuple(variable.value for variable in result.variables)
            with store.reading():
                self.rows = [tuple(solution) for solution in result]
        else:
            self.columns = ("subject", "predicate", "object")
            with store.reading():
                self.rows = [(triple.subject, triple.predicate, triple.object) for triple in result]

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        """Return each row as a mapping of column to plain value; our own IRIs in their short form."""
        for row in self.rows:
            yield dict(zip(self.columns, map(_plain, row), strict=True))

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def serialize(self, form: str) -> bytes:
        """Return the answer in a W3C results format (json, csv, tsv, xml), or triples as N-Triples.

        Raises:
            InputError: if the format does not fit the answer.
        """
        result = self._store.query(self.text, self._prefixes)
        out = BytesIO()
        if isinstance(result, ox.QueryTriples):
            if form not in ("nt", "ttl"):
                raise InputError(f"the query gives triples, which '{form}' cannot hold; use nt or ttl")
            triples = sorted(result, key=str)
            to = ox.RdfFormat.TURTLE if form == "ttl" else ox.RdfFormat.N_TRIPLES
            ox.serialize(triples, out, format=to, prefixes=dict(PREFIXES) if form == "ttl" else None)
            return out.getvalue()
        if form not in _RESULTS or (isinstance(result, ox.QueryBoolean) and form in ("csv", "tsv")):
            raise InputError(f"the answer cannot be written as '{form}'; use json")
        result.serialize(out, format=getattr(ox.QueryResultsFormat, _RESULTS[form]))
        return out.getvalue()

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a pandas DataFrame of texts.

        Raises:
            MissingLibrary: if pandas is not installed.
        """
        try:
            import pandas
        except ModuleNotFoundError as error:
            raise MissingLibrary("pandas", "to_pandas()") from error
        return pandas.DataFrame(list(self), columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """Return the rows as a polars DataFrame of texts.

        Raises:
            MissingLibrary: if polars is not installed.
        """
        try:
            import polars
        except ModuleNotFoundError as error:
            raise MissingLibrary("polars", "to_polars()") from error
        return polars.DataFrame(self._texts(), schema=dict.fromkeys(self.columns, polars.String))

    def to_arrow(self) -> pyarrow.Table:
        """Return the rows as an Arrow table of texts.

        Raises:
            MissingLibrary: if pyarrow is not installed.
        """
        try:
            import pyarrow
        except ModuleNotFoundError as error:
            raise MissingLibrary("pyarrow", "to_arrow()") from error
        return pyarrow.table(self._texts(), schema=pyarrow.schema([(name, pyarrow.string()) for name in self.columns]))

    def _texts(self) -> dict[str, list[str | None]]:
        """Return the plain values column by column."""
        rows = list(self)
        return {column: [row[column] for row in rows] for column in self.columns}


def answer(graph: Answering, question: str, parameters: Mapping[str, str]) -> Answer:
    """Answer a catalogue question, an ``.rq`` file or a SPARQL text.

    Raises:
        InputError: on an unknown question or parameter, or a bad value.
    """
    if is_text(question):
        if parameters:
            raise InputError(f"a query text takes no parameters; leave '{next(iter(parameters))}' out")
        return answer_text(graph, question)
    name, path = find(graph.home, question)
    # A question of the catalogue is valid SPARQL as it stands; a file of one's own may leave our prefixes out.
    prefixes = PREFIXES if name.endswith(_ENDING) else None
    with _blaming(path):
        return Answer(graph.store, _filled_in(graph, name, path, parameters), prefixes)


def _filled_in(graph: Answering, name: str, path: Path, parameters: Mapping[str, str]) -> str:
    """Return the text of a question with its parameters in place."""
    if not parameters:
        return read_text(path)
    from kgraph.catalogue.parameters import term_of
    from kgraph.catalogue.question import read_question
    from kgraph.store.bind import bind

    question = read_question(path, name)
    terms = {}

    def type_one(key: str, value: str) -> None:
        if not question.parameters:
            raise InputError(f"question '{name}' takes no parameters; leave '{key}' out")
        if key not in question.parameters:
            raise UnknownName("parameter", key, question.parameters)
        terms[key] = term_of(graph, question.parameters[key], value)

    together(*(partial(type_one, *given) for given in parameters.items()))
    text = question.text
    for key, term in terms.items():
        text = bind(text, key, [term])
    return text


@contextmanager
def _blaming(path: Path) -> Iterator[None]:
    """Let faults of a query name the file it was read from."""
    try:
        yield
    except InputError as error:
        if not any(fault.startswith(_QUERY) for fault in error.faults):
            raise
        raise InputError(
            f"{path}:{fault.removeprefix(_QUERY)}" if fault.startswith(_QUERY) else fault for fault in error.faults
        ) from error


def answer_text(graph: Answering, text: str) -> Answer:
    """Answer a SPARQL text; it may use our prefixes without declaring them."""
    return Answer(graph.store, as_utf8(text), PREFIXES)


def is_text(question: str) -> bool:
    """Say whether a question is a SPARQL text and not a name or a path."""
    if any(mark in question for mark in _TEXT_MARKS):
        return True
    if question.replace("/", "").replace("-", "").isalnum():
        return False
    return not question.endswith(_ENDING) and re.match(_BEGINNING, question, re.IGNORECASE) is not None


def find(home: Home, question: str) -> tuple[str, Path]:
    """Return the name and the file of a question, given by its name in the catalogue or as a path.

    Raises:
        UnknownName: with the nearest names.
    """
    if question.endswith(_ENDING):
        path = Path(question)
        inside = home.queries / path
        return (question, path) if path.exists() or not inside.is_file() else find_question(home, question[:-3])
    return find_question(home, question)


def describe(home: Home, question: str) -> Question:
    """Return a question with its front matter.

    Raises:
        InputError: if it is a SPARQL text, unknown, or its file cannot be read.
    """
    from kgraph.catalogue.question import read_question

    if is_text(question):
        raise InputError("a query text has no description; name a question of the catalogue or an .rq file")
    name, path = find(home, question)
    return read_question(path, name)


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str | None:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return curie(term.value)
    return str(term) if isinstance(term, ox.Triple) else term.value
