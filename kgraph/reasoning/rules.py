"""Running the rules of ``ontology/rules`` with Nemo over the claims that stand."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import nmo_python as nemo

from kgraph.dates import Extent, Window
from kgraph.errors import InputError
from kgraph.model import Claim, Derivation
from kgraph.namespaces import KG, iri, local
from kgraph.vocabulary import Arena, Vocabulary

# Outside any calendar: an unbounded day, and a certain extent that is empty.
_ALWAYS, _NEVER = -10_000_000, 10_000_000
_MOST_PREMISES = 3


def derive(
    claims: Iterable[Claim], vocabulary: Vocabulary, arenas: Iterable[Arena], rules: Path, window: Window | None = None
) -> list[Derivation]:
    """Return every application of a rule to the claims, by name; within the window if one is given.

    Raises:
        InputError: naming the rule file that does not parse.
    """
    files = sorted(rules.glob("*.rls"))
    # Facts go in as tables: the engine's parser is made for rules and is slow on long programs.
    with TemporaryDirectory(prefix="kgraph-") as folder:
        program = [_prefixes(), *(file.read_text(encoding="utf-8") for file in files)]
        tables = _tables(list(claims), vocabulary, {arena.name: arena.kind for arena in arenas}, window or Window())
        for (name, form), rows in tables.items():
            path = Path(folder, f"{name}.csv")
            with path.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream, lineterminator="\n").writerows(rows)
            program.append(f'@import {name} :- csv{{resource = "{path.as_posix()}", format = ({form})}} .')
        program += [f"@output derived_{count} ." for count in range(1, _MOST_PREMISES + 1)]
        try:
            engine = nemo.NemoEngine(nemo.load_string("\n".join(program)))
            engine.reason()
        except Exception as error:
            raise InputError(_blame(files, error)) from error
        found = [
            _derivation(row, count)
            for count in range(1, _MOST_PREMISES + 1)
            for row in engine.result(f"derived_{count}")
        ]
    return sorted(_named(found), key=lambda derivation: derivation.name)


def _named(derivations: list[Derivation]) -> list[Derivation]:
    """Return the derivations under short names that stay the same as long as rule and premises do."""
    names = {derivation.name: sha256(derivation.name.encode()).hexdigest()[:16] for derivation in derivations}
    return [
        derivation._replace(
            name=names[derivation.name], premises=tuple(names.get(premise, premise) for premise in derivation.premises)
        )
        for derivation in derivations
    ]


_Row = tuple[str | int, ...]


def _tables(
    claims: list[Claim], vocabulary: Vocabulary, kinds: Mapping[str, str], window: Window
) -> dict[tuple[str, str], list[_Row]]:
    """Return the given predicates as tables, by name and column formats."""
    relations = vocabulary.relations.values()
    stated = [claim for claim in claims if claim.agent and claim.target]
    return {
        ("polarity", "any, int"): [(_iri("kg", relation.name), relation.polarity) for relation in relations],
        ("subRelationOf", "any, any"): [
            (_iri("kg", relation.name), _iri("kg", parent)) for relation in relations for parent in relation.parents
        ],
        ("theatre", "any"): [(_iri("theatre", name),) for name, kind in sorted(kinds.items()) if kind == "theatre"],
        ("stated", "string, any, any, any, int, int, int, int"): [
            (
                claim.name,
                _iri("actor", str(claim.agent)),
                _iri("kg", claim.relation),
                _iri("actor", str(claim.target)),
                *_days(claim.extent, window),
            )
            for claim in stated
        ],
        ("playsOutIn", "string, any"): [
            (claim.name, _iri(kinds[arena], arena)) for claim in stated for arena in claim.arenas
        ],
    }


def _days(extent: Extent, window: Window) -> tuple[int, int, int, int]:
    """Number the days of an extent, cut to the window."""
    first = max((day.toordinal() for day in (extent.earliest, window.first) if day), default=_ALWAYS)
    last = min((day.toordinal() for day in (extent.latest, window.last) if day), default=_NEVER)
    if not extent.certain_from or not extent.certain_until:
        return first, last, _NEVER, _ALWAYS
    sure_first = max(day.toordinal() for day in (extent.certain_from, window.first) if day)
    sure_last = min(day.toordinal() for day in (extent.certain_until, window.last) if day)
    return (first, last, sure_first, sure_last) if sure_first <= sure_last else (first, last, _NEVER, _ALWAYS)


def _derivation(row: list[str | int], count: int) -> Derivation:
    rule, name, relation, agent, target, arena = (_plain(str(value)) for value in row[:6])
    premises = tuple(_plain(str(value)) for value in row[6 : 6 + count])
    first, last, sure_first, sure_last = (int(value) for value in row[6 + count :])
    certain = sure_first <= sure_last
    return Derivation(
        name=name,
        rule=rule,
        agent=local(agent),
        relation=local(relation),
        target=local(target),
        arena=local(arena) or None,
        premises=premises,
        extent=Extent(
            _date(first), _date(last), _date(sure_first) if certain else None, _date(sure_last) if certain else None
        ),
    )


def _date(day: int) -> date | None:
    return date.fromordinal(day) if _ALWAYS < day < _NEVER else None


def _plain(value: str) -> str:
    """Return a constant of the engine without its quotes or brackets."""
    if value[:1] + value[-1:] in ("<>", '""'):
        return value[1:-1]
    return value


def _iri(prefix: str, name: str) -> str:
    return f"<{iri(prefix, name)}>"


def _prefixes() -> str:
    return f"@prefix kg: <{KG}> ."


def _blame(files: list[Path], error: Exception) -> str:
    """Return one line that names the rule file at fault, found by loading each on its own."""
    for file in files:
        try:
            nemo.load_string(_prefixes() + "\n" + file.read_text(encoding="utf-8"))
        except Exception as fault:  # noqa: BLE001 - the engine has one error type for all
            reason = str(fault).strip().splitlines()
            return f"{file}:1: {reason[0] if reason else 'no rule'}; mend the rule"
    reason = str(error).strip().splitlines()
    return f"{files[0].parent if files else 'rules'}: {reason[0] if reason else 'reasoning failed'}; mend the rules"
