"""Applying the rules of ``ontology/rules`` to the claims that stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from zlib import crc32

from kgraph.dates import Extent, Window, hull, overlap
from kgraph.model import Claim, Derivation
from kgraph.namespaces import KG, iri, local
from kgraph.reasoning.chaining import Fact, chain
from kgraph.reasoning.rulebook import read_rules
from kgraph.reasoning.view import View, meeting
from kgraph.vocabulary import Arena, Vocabulary

# Outside any calendar: unbounded days.
_ALWAYS, _NEVER = -10_000_000, 10_000_000
_MOST_PREMISES = 3
_GROUPED = "grouped_2"


def derive(
    claims: Iterable[Claim], vocabulary: Vocabulary, arenas: Iterable[Arena], rules: Path, view: View | None = None
) -> list[Derivation]:
    """Return every application of a rule to the claims, by name, under a view (by default at any time).

    A rule that is grouped (``grouped_2``) gives one derivation a pair of actors, with all its premises.

    Raises:
        InputError: naming file and line of a rule that does not parse, or that would not come to an end.
    """
    view = view or View()
    window = view.window or Window()
    stated = [claim for claim in claims if claim.agent and claim.target]
    given = starting_facts(stated, vocabulary, {arena.name: arena.kind for arena in arenas}, view)
    facts = chain(read_rules(rules, given, vocabulary.relations), given)
    counts = range(1, _MOST_PREMISES + 1)
    found = [_derivation(fact) for count in counts for fact in facts.get(f"derived_{count}", ())]
    extents = {claim.name: claim.extent.within(window) for claim in stated}
    dated = _dated(found, extents)
    if view.certainly:
        dated = _certain(dated, {claim.name: claim for claim in stated}, window)
    kept = {derivation.name for derivation in dated}
    pairs = (fact for fact in facts.get(_GROUPED, ()) if {str(fact[4]), str(fact[5])} <= kept)
    return sorted(_named([*dated, *_groups(pairs, extents, view)]), key=lambda derivation: derivation.name)


def _certain(derivations: list[Derivation], claims: Mapping[str, Claim], window: Window) -> list[Derivation]:
    """Return those whose premises certainly hold together, or that rest on one claim that certainly holds."""
    roots: dict[str, str | None] = {name: name for name in claims}
    rest = {derivation.name: derivation for derivation in derivations}

    def root_of(name: str) -> str | None:
        if name not in roots:
            premises = rest[name].premises
            roots[name] = root_of(premises[0]) if len(premises) == 1 else None
        return roots[name]

    found = []
    for derivation in derivations:
        root = root_of(derivation.name)
        if derivation.certain or (root is not None and window.must_hold(claims[root].extent)):
            found.append(derivation)
    return found


def _groups(facts: Iterable[Fact], extents: Mapping[str, Extent], view: View) -> list[Derivation]:
    """Return one derivation for all applications of a grouped rule to the same two actors."""
    groups: dict[tuple[str, ...], dict[tuple[str, str], Extent]] = {}
    for rule, relation, a, b, first, second in facts:
        pair = str(first), str(second)
        extent = meeting(extents[pair[0]], extents[pair[1]], view)
        if extent is not None:
            key = (str(rule), str(relation), *sorted((str(a), str(b))))
            groups.setdefault(key, {})[pair] = extent
    return [
        Derivation(
            name=f"{rule}({a} {b})",
            rule=rule,
            agent=local(a),
            relation=local(relation),
            target=local(b),
            arena=None,
            premises=tuple(sorted({premise for pair in pairs for premise in pair})),
            extent=_common(list(pairs.values())),
        )
        for (rule, relation, a, b), pairs in groups.items()
    ]


def _common(extents: list[Extent]) -> Extent:
    """Return when one of them possibly holds, and the longest time for which one certainly does."""
    certain = [(e.certain_until - e.certain_from, e) for e in extents if e.certain_from and e.certain_until]
    around = hull(extents)
    if not certain:
        return around
    longest = max(certain, key=lambda pair: (pair[0], pair[1][2:]))[1]
    return around._replace(certain_from=longest.certain_from, certain_until=longest.certain_until)


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
    names = {derivation.name: _short(derivation.name.encode()) for derivation in derivations}
    assert len(set(names.values())) == len(names), "two derivations have one short name"
    return [
        derivation._replace(
            name=names[derivation.name], premises=tuple(names.get(premise, premise) for premise in derivation.premises)
        )
        for derivation in derivations
    ]


def _short(name: bytes) -> str:
    """Return 64 bits of a name, read both ways; only loading hashlib would take as long as applying all the rules."""
    return f"{crc32(name):08x}{crc32(name[::-1]):08x}"


def starting_facts(
    stated: list[Claim], vocabulary: Vocabulary, kinds: Mapping[str, str], view: View
) -> dict[str, list[Fact]]:
    """Return what the rules start from, by predicate."""
    window = view.window or Window()
    relations = vocabulary.relations.values()
    return {
        "polarity": [(KG + relation.name, relation.polarity) for relation in relations],
        "subRelationOf": [(KG + relation.name, KG + parent) for relation in relations for parent in relation.parents],
        "theatre": [(iri("theatre", name),) for name, kind in sorted(kinds.items()) if kind == "theatre"],
        "stated": [
            (claim.name, iri("actor", str(claim.agent)), KG + claim.relation, iri("actor", str(claim.target)))
            for claim in stated
        ],
        "possible": [(claim.name, *_days(claim.extent.within(window))) for claim in stated],
        "spanning": [("window",)] if view.spanning else [],
        "playsOutIn": [(claim.name, iri(kinds[arena], arena)) for claim in stated for arena in claim.arenas],
    }


def _days(extent: Extent) -> tuple[int, int]:
    """Number the first and the last possible day."""
    return (
        extent.earliest.toordinal() if extent.earliest else _ALWAYS,
        extent.latest.toordinal() if extent.latest else _NEVER,
    )


def _derivation(fact: Fact) -> Derivation:
    rule, name, relation, agent, target, arena, *premises = map(str, fact)
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
