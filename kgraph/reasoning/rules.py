"""Running the rules of ``ontology/rules`` with Nemo over the claims that stand."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import nmo_python as nemo

from kgraph.dates import Extent, Window, overlap
from kgraph.errors import InputError
from kgraph.model import Claim, Derivation
from kgraph.namespaces import KG, iri, local
from kgraph.vocabulary import Arena, Vocabulary

# Outside any calendar: unbounded days.
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
    stated = [claim for claim in claims if claim.agent and claim.target]
    # Facts go in as tables: the engine's parser is made for rules and is slow on long programs.
    with TemporaryDirectory(prefix="kgraph-") as folder:
        program = [_prefixes(), *(file.read_text(encoding="utf-8") for file in files)]
        tables = _tables(stated, vocabulary, {arena.name: arena.kind for arena in arenas}, window or Window())
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
        counts = range(1, _MOST_PREMISES + 1)
        found = [_derivation(row, count) for count in counts for row in engine.result(f"derived_{count}")]
    extents = {claim.name: claim.extent.within(window or Window()) for claim in stated}
    return sorted(_named(_dated(found, extents)), key=lambda derivation: derivation.name)


def _dated(derivations: list[Derivation], extents: dict[str, Extent]) -> list[Derivation]:
    """Give each derivation the extent in which its premises hold together."""
    waiting = {derivation.name: derivation for derivation in derivations}

    def extent_of(name: str) -> Extent:
        if name not in extents:
            extents[name] = overlap(extent_of(premise) for premise in waiting[name].premises) or Extent()
        return extents[name]

    return [derivation._replace(extent=extent_of(derivation.name)) for derivation in derivations]


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
    stated: list[Claim], vocabulary: Vocabulary, kinds: Mapping[str, str], window: Window
) -> dict[tuple[str, str], list[_Row]]:
    """Return the given predicates as tables, by name and column formats."""
    relations = vocabulary.relations.values()
    return {
        ("polarity", "any, int"): [(_iri("kg", relation.name), relation.polarity) for relation in relations],
        ("subRelationOf", "any, any"): [
            (_iri("kg", relation.name), _iri("kg", parent)) for relation in relations for parent in relation.parents
        ],
        ("theatre", "any"): [(_iri("theatre", name),) for name, kind in sorted(kinds.items()) if kind == "theatre"],
        ("stated", "string, any, any, any"): [
            (
                claim.name,
                _iri("actor", str(claim.agent)),
                _iri("kg", claim.relation),
                _iri("actor", str(claim.target)),
            )
            for claim in stated
        ],
        ("possible", "string, int, int"): [(claim.name, *_days(claim.extent.within(window))) for claim in stated],
        ("playsOutIn", "string, any"): [
            (claim.name, _iri(kinds[arena], arena)) for claim in stated for arena in claim.arenas
        ],
    }


def _days(extent: Extent) -> tuple[int, int]:
    """Number the first and the last possible day."""
    return (
        extent.earliest.toordinal() if extent.earliest else _ALWAYS,
        extent.latest.toordinal() if extent.latest else _NEVER,
    )


def _derivation(row: list[str | int], count: int) -> Derivation:
    rule, name, relation, agent, target, arena, *premises = (_plain(str(value)) for value in row[: 6 + count])
    return Derivation(
        name=name,
        rule=rule,
        agent=local(agent),
        relation=local(relation),
        target=local(target),
        arena=local(arena) or None,
        premises=tuple(premises),
        extent=Extent(),
    )


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
