"""What the codes of event tables mean in our terms: CAMEO (ICEWS, GDELT) and PLOVER (POLECAT).

The reading of each code is a row of a reviewed table, ``ontology/mappings/{cameo,plover}.sssom.tsv``, which
docs/mappings.md explains; the sign is the polarity that the ontology declares of the relation.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from kgraph.errors import InputError, unknown
from kgraph.home import Home
from kgraph.namespaces import KG, PREFIXES
from kgraph.sources.mapping_table import NO_TERM, MappingTable, Row, read_table
from kgraph.store.record import load_ontology
from kgraph.store.words import read_vocabulary

Scheme = Literal["cameo", "plover"]
Quad = Literal["schrodt", "gdelt"]
# In the order in which GDELT, Schrodt and PLOVER number them from 1 to 4.
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
GOLDSTEIN_TABLES = ("icews", "gdelt", "none")
_SHORTEST_CAMEO = 2


class Coded(NamedTuple):
    """What an event of ``code`` is: a relation with its sign, an arena, material or verbal, and its scores.

    ``relation`` and ``arena`` are "" where the code was reviewed and ties nobody to anybody; ``sign`` is then 0, as
    it is for a relation that neither cooperates nor conflicts. ``goldstein`` runs from -10 to 10 and is None where
    the table chosen has no number for the code. ``quad`` numbers `QUADS` from 1. ``read_as`` is the code whose row
    was used: ``code`` itself, or a shorter one of which it is a special case. ``reason`` is the reviewer's comment.
    """

    code: str
    relation: str
    arena: str
    sign: int
    material: bool
    goldstein: float | None
    quad: int
    read_as: str
    confidence: float = 1.0
    reason: str = ""


class CodeTable:
    """The codes of one scheme under one convention of classes and one table of Goldstein scores."""

    def __init__(
        self,
        scheme: Scheme,
        rows: Mapping[str, Row],
        polarities: Mapping[str, int],
        quads: Mapping[str, int],
        goldstein: Mapping[str, float],
    ) -> None:
        """Take reviewed rows by code, polarities by local name of the relation, class numbers and scores by code."""
        self.scheme = scheme
        self._rows = rows
        self._polarities = polarities
        self._quads = quads
        self._goldstein = goldstein

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that have a row of their own, sorted."""
        return tuple(sorted(self._rows))

    def name(self, code: str) -> str:
        """Return the name of a code, or of the code it is read as; "" where there is neither."""
        read_as = self._read_as(code)
        return self._rows[read_as].label if read_as else ""

    def read(self, code: str) -> Coded | None:
        """Return what a code means, or None where neither it nor a shorter form of it was reviewed."""
        read_as = self._read_as(code)
        if not read_as:
            return None
        row = self._rows[read_as]
        relation = "" if row.subject == NO_TERM else row.subject.removeprefix(KG)
        arena = row.more.get("arena", "").removeprefix("domain:") if relation else ""
        quad = self._quads[read_as]
        return Coded(
            code=code,
            relation=relation,
            arena=arena,
            sign=self._polarities[relation] if relation else 0,
            material=quad in (2, 4),
            goldstein=self._goldstein.get(code),
            quad=quad,
            read_as=read_as,
            confidence=row.confidence,
            reason=row.comment,
        )

    def _read_as(self, code: str) -> str:
        """Return the longest reviewed code that ``code`` begins with; CAMEO's are digits, PLOVER's CATEGORY-mode."""
        if code in self._rows:
            return code
        if self.scheme == "plover":
            category = code.partition("-")[0]
            return category if category in self._rows else ""
        if not (code.isascii() and code.isdigit()):
            return ""
        shorter = (code[:length] for length in range(len(code) - 1, _SHORTEST_CAMEO - 1, -1))
        return next((found for found in shorter if found in self._rows), "")


def code_table(home_ontology: Path, scheme: Scheme, *, goldstein: str = "none", quad: Quad) -> CodeTable:
    """Return the codes of a scheme.

    Args:
        home_ontology: the folder with the ontology and its ``mappings/``.
        scheme: whose codes, ``cameo`` or ``plover``.
        goldstein: whose published scores of CAMEO codes, ``icews`` or ``gdelt``, or ``none``. The two differ.
        quad: where CAMEO's roots are cut into classes: GDELT 1-5, 6-9, 10-14, 15-20; Schrodt 1-5, 6-8, 9-13, 14-20.
            PLOVER has one convention, its own.

    Raises:
        InputError: if a table cannot be read, or a choice does not exist.
    """
    for kind, given, known in (
        ("scheme of codes", scheme, ("cameo", "plover")),
        ("convention of classes", quad, ("gdelt", "schrodt")),
        ("table of Goldstein scores", goldstein, GOLDSTEIN_TABLES),
    ):
        if given not in known:
            raise InputError(unknown(kind, given, known))
    if scheme == "plover" and goldstein != "none":
        raise InputError("Goldstein scores are given for CAMEO codes and not for PLOVER; take 'none'")
    vocabulary = read_vocabulary(load_ontology(Home(home_ontology.parent)))
    terms = {KG + name for name in vocabulary.relations} | {PREFIXES["domain"] + name for name in vocabulary.domains}
    table = read_table(home_ontology / "mappings" / f"{scheme}.sssom.tsv", terms)
    if table.faults:
        raise InputError(table.faults)
    column = "quad_plover" if scheme == "plover" else f"quad_{quad}"
    polarities = {name: relation.polarity for name, relation in vocabulary.relations.items()}
    rows = _event_rows(table)
    return CodeTable(scheme, rows, polarities, _quads(table, rows, column), _scores(home_ontology, goldstein))


def _event_rows(table: MappingTable) -> dict[str, Row]:
    """Return the reading of each event code; PLOVER's contexts are of domains and no events."""
    prefix = f"{table.name}:"
    found = {code.removeprefix(prefix): row for code, row in table.readings().items()}
    return {code: row for code, row in found.items() if not row.subject.startswith(PREFIXES["domain"])}


def _quads(table: MappingTable, rows: Mapping[str, Row], column: str) -> dict[str, int]:
    remedy = f"no class in '{column}'; give one of {', '.join(QUADS)}"
    faults = [
        f"{table.name}.sssom.tsv:{row.line}: '{row.object_id}' has {remedy}"
        for row in rows.values()
        if row.more.get(column) not in QUADS
    ]
    if faults:
        raise InputError(faults)
    return {code: QUADS.index(row.more[column]) + 1 for code, row in rows.items()}


def _scores(home_ontology: Path, name: str) -> dict[str, float]:
    """Return Goldstein scores by code from ``mappings/cameo-goldstein.tsv``; a code without a score is left out."""
    if name == "none":
        return {}
    path = home_ontology / "mappings" / "cameo-goldstein.tsv"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    body = [line.split("\t") for line in lines if not line.startswith("#")]
    at = body[0].index(name)
    return {cells[0]: float(cells[at]) for cells in body[1:] if cells[at]}
