"""Running the rules of ``ontology/rules`` with Nemo over the claims that stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import nmo_python as nemo

from kgraph.dates import Extent, Window
from kgraph.errors import InputError
from kgraph.model import Claim, Derivation
from kgraph.vocabulary import KG, Arena, Vocabulary, iri, local

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
    facts = "\n".join(_facts(list(claims), vocabulary, arenas, window or Window()))
    outputs = "\n".join(f"@output derived_{count} ." for count in range(1, _MOST_PREMISES + 1))
    program = "\n".join([_prefixes(), *(file.read_text(encoding="utf-8") for file in files), facts, outputs])
    try:
        engine = nemo.NemoEngine(nemo.load_string(program))
        engine.reason()
    except Exception as error:
        raise InputError(_blame(files, error)) from error
    found = [
        _derivation(row, count)
        for count in range(1, _MOST_PREMISES + 1)
        for row in engine.result(f"derived_{count}")
    ]
    return sorted(found, key=lambda derivation: derivation.name)


def _facts(
    claims: list[Claim], vocabulary: Vocabulary, arenas: Iterable[Arena], window: Window
) -> Iterator[str]:
    for relation in vocabulary.relations.values():
        yield f"polarity({_iri('kg', relation.name)}, {relation.polarity}) ."
        for parent in relation.parents:
            yield f"subRelationOf({_iri('kg', relation.name)}, {_iri('kg', parent)}) ."
    kinds = {arena.name: arena.kind for arena in arenas}
    for name, kind in sorted(kinds.items()):
        if kind == "theatre":
            yield f"theatre({_iri('theatre', name)}) ."
    for claim in claims:
        if claim.agent is None or claim.target is None:
            continue
        name = _string(claim.name)
        days = ", ".join(str(day) for day in _days(claim.extent, window))
        agent, target = _iri("actor", claim.agent), _iri("actor", claim.target)
        yield f"stated({name}, {agent}, {_iri('kg', claim.relation)}, {target}, {days}) ."
        for arena in claim.arenas:
            yield f"playsOutIn({name}, {_iri(kinds[arena], arena)}) ."


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


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _prefixes() -> str:
    return f"@prefix kg: <{KG}> ."


def _blame(files: list[Path], error: Exception) -> str:
    """Return one line that names the rule file at fault, found by loading each on its own."""
    for file in files:
        try:
            nemo.load_string(_prefixes() + "\n" + file.read_text(encoding="utf-8"))
        except Exception as fault:
            reason = str(fault).strip().splitlines()
            return f"{file}:1: {reason[0] if reason else 'no rule'}; mend the rule"
    reason = str(error).strip().splitlines()
    return f"{files[0].parent if files else 'rules'}: {reason[0] if reason else 'reasoning failed'}; mend the rules"
