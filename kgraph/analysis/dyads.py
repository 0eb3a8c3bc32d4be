"""The pair of two actors: what unites and what divides them, arena by arena, each line with its claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kgraph.analysis.measures import Measures, Signs, measure
from kgraph.dates import Extent, hull
from kgraph.model import Claim, Derivation
from kgraph.reasoning.proofs import Conclusions
from kgraph.vocabulary import Arena

# Rules whose conclusion is the same tie counted for a principal; the others draw a new relation from several ties.
COUNTED_FOR = frozenset({"acting-for", "done-to"})
# What a source states itself (rival camps) is already a line of its own.
_RIVALRIES = frozenset({"opposed-client", "proxy-rival"})


class Line(NamedTuple):
    """One tie of a pair in one arena: a claim, or what a rule derives from claims.

    ``claims`` are what the line rests on, ``root`` the claim that it words (None where several proofs are drawn
    together), ``copies`` those of the claims that only repeat the root in a source that is no further witness of it,
    ``clients`` the third parties through which a derived rivalry runs. ``facts`` prove the line, each by itself; what
    the copies prove is not among them.
    """

    arena: str
    sign: int
    agent: str
    relation: str
    target: str
    stance: str
    rule: str | None
    certain: bool
    extent: Extent
    claims: tuple[Claim, ...]
    root: Claim | None
    clients: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    copies: tuple[Claim, ...] = ()

    @property
    def derived(self) -> bool:
        """Say whether a rule was needed."""
        return self.rule is not None

    @property
    def witnesses(self) -> tuple[Claim, ...]:
        """The claims without the copies."""
        return tuple(claim for claim in self.claims if claim not in self.copies)


class Dossier(NamedTuple):
    """What unites and what divides two actors under a view."""

    a: str
    b: str
    unites: tuple[Line, ...]
    divides: tuple[Line, ...]
    measures: Measures
    by_arena: Mapping[str, Signs]


def dossier(conclusions: Conclusions, arenas: Mapping[str, Arena], a: str, b: str) -> Dossier:
    """Return the dossier of two actors; lines in the order of arena, paragraph and claim.

    A tie has a line in each of its theatres or, where it has none, in each of its domains; a rivalry by proxy has one
    for each theatre and rule, however many proofs. Every line weighs 1 in ``measures`` and ``by_arena``; `measures` has
    their formulas and sources, `kgraph.analysis.profile` other weights. Two actors without a tie have no lines, and
    measures of 0 or None. A claim that only repeats another one makes no line of its own in the arenas of that one: it
    is a copy on its line.

    Args:
        conclusions: what stands and follows under a view.
        arenas: every arena by name.
        a: the id of an actor.
        b: the id of another one.
    """
    lines: list[Line] = []
    drawn: dict[tuple[str, str, str, str], list[Derivation]] = {}
    counted: dict[tuple[str, str, str, str], list[Claim | Derivation]] = {}
    for fact in conclusions.facts_between(a, b):
        relation = conclusions.vocabulary.relations[fact.relation]
        if isinstance(fact, Claim):
            if relation.polarity:
                lines.extend(_tie_lines(conclusions, arenas, [fact]))
        elif fact.rule in COUNTED_FOR:
            # One tie, however many sources say for whom the actor acts.
            root = root_claim(conclusions, fact).name
            counted.setdefault((root, fact.relation, fact.agent, fact.target), []).append(fact)
        elif fact.rule in _RIVALRIES:
            # Symmetric rivalries are one line whichever way round they were found.
            agent, target = (a, b) if relation.symmetric else (fact.agent, fact.target)
            drawn.setdefault((fact.rule, fact.arena or "", agent, target), []).append(fact)
    for same in counted.values():
        lines.extend(_tie_lines(conclusions, arenas, same))
    lines = _without_repeats(conclusions, lines)
    for (rule, arena, agent, target), group in drawn.items():
        lines.append(_drawn_line(conclusions, rule, arena, agent, target, group))
    lines.sort(key=_order)
    unites = tuple(line for line in lines if line.sign > 0)
    divides = tuple(line for line in lines if line.sign < 0)
    by_arena = signs_by_arena(lines)
    return Dossier(a, b, unites, divides, measure(by_arena), by_arena)


def signs_by_arena(lines: Iterable[Line]) -> dict[str, Signs]:
    """Return, for each arena, how many lines unite and how many divide: every line weighs 1."""
    found: dict[str, Signs] = {}
    for line in lines:
        known = found.get(line.arena, Signs(0, 0))
        found[line.arena] = Signs(known.positive + (line.sign > 0), known.negative + (line.sign < 0))
    return dict(sorted(found.items()))


def theatres_of(dossier: Dossier, arenas: Mapping[str, Arena]) -> frozenset[str]:
    """Return the names of the theatres in which a pair has a line of either sign."""
    return frozenset(line.arena for line in (*dossier.unites, *dossier.divides) if arenas[line.arena].is_theatre)


def with_agents(conclusions: Conclusions, actor: str) -> frozenset[str]:
    """Return the ids of an actor and of everybody who acts for it, at whatever time."""
    links: list[Claim | Derivation] = [*conclusions.claims.values(), *conclusions.derivations.values()]
    acting = (f.agent for f in links if f.target == actor and conclusions.vocabulary.is_a(f.relation, "actsFor"))
    return frozenset((actor, *(agent for agent in acting if agent)))


def pairs(conclusions: Conclusions) -> list[tuple[str, str]]:
    """Return every pair of actors with a tie of either sign, claimed or derived; ids, in the order of names."""
    found = set()
    facts: list[Claim | Derivation] = [*conclusions.claims.values(), *conclusions.derivations.values()]
    for fact in facts:
        if fact.agent and fact.target and conclusions.vocabulary.relations[fact.relation].polarity:
            first, second = sorted((fact.agent, fact.target))
            found.add((first, second))
    return sorted(found)


def _tie_lines(
    conclusions: Conclusions, arenas: Mapping[str, Arena], facts: Sequence[Claim | Derivation]
) -> Iterable[Line]:
    """Return one line for each theatre of a tie, or, where it has none, for each domain.

    ``facts`` are one claim, or the ways in which one claim is counted for the same two actors.
    """
    fact = facts[0]
    names = sorted(each.name for each in facts)
    stances = {conclusions.stance(name) for name in names}
    places = conclusions.arenas(fact)
    theatres = [name for name in places if arenas[name].is_theatre]
    root = root_claim(conclusions, fact)
    assert fact.agent is not None
    assert fact.target is not None
    for arena in theatres or places:
        yield Line(
            arena=arena,
            sign=conclusions.vocabulary.relations[fact.relation].polarity,
            agent=fact.agent,
            relation=fact.relation,
            target=fact.target,
            stance="asserts" if "asserts" in stances else "expects",
            rule=fact.rule if isinstance(fact, Derivation) else None,
            certain=any(each.extent.certain_from is not None for each in facts),
            extent=fact.extent if len(facts) == 1 else hull(each.extent for each in facts),
            claims=_claims(conclusions, names, first=root),
            root=root,
            facts=tuple(names),
        )


def _without_repeats(conclusions: Conclusions, lines: Iterable[Line]) -> list[Line]:
    """Return the lines of ties, those with one root or a copy of it in one arena as one line."""
    alike: dict[tuple[object, ...], list[Line]] = {}
    for line in lines:
        assert line.root is not None
        ends: object = (line.agent, line.target)
        if conclusions.vocabulary.relations[line.relation].symmetric:
            ends = frozenset((line.agent, line.target))
        original = conclusions.repeats.get(line.root.name, line.root.name)
        alike.setdefault((original, line.arena, line.relation, ends, line.derived), []).append(line)
    found = []
    for (name, *_), group in alike.items():
        group.sort(key=lambda line: (line.root is None or line.root.name != name, _order(line)))
        first, *others = group
        copies = tuple(line.root for line in others if line.root)
        further = {claim.name: claim for line in group for claim in line.claims if claim not in first.claims}
        found.append(first._replace(claims=(*first.claims, *further.values()), copies=copies))
    return found


def _drawn_line(
    conclusions: Conclusions, rule: str, arena: str, agent: str, target: str, group: list[Derivation]
) -> Line:
    clients: set[str] = set()
    for derivation in group:
        for premise in derivation.premises:
            fact = conclusions.fact(premise)
            clients |= {end for end in (fact.agent, fact.target) if end} - {agent, target}
    stances = {conclusions.stance(derivation.name) for derivation in group}
    return Line(
        arena=arena,
        sign=conclusions.vocabulary.relations[group[0].relation].polarity,
        agent=agent,
        relation=group[0].relation,
        target=target,
        stance="asserts" if "asserts" in stances else "expects",
        rule=rule,
        certain=any(derivation.certain for derivation in group),
        extent=hull(derivation.extent for derivation in group),
        claims=_claims(conclusions, [derivation.name for derivation in group]),
        root=None,
        clients=tuple(sorted(clients)),
        facts=tuple(sorted(derivation.name for derivation in group)),
    )


def root_claim(conclusions: Conclusions, fact: Claim | Derivation) -> Claim:
    """Return the claim whose tie is counted for somebody else."""
    while isinstance(fact, Derivation):
        fact = conclusions.fact(fact.premises[0])
    return fact


def _claims(conclusions: Conclusions, facts: Iterable[str], first: Claim | None = None) -> tuple[Claim, ...]:
    names = set().union(*(conclusions.leaves(fact) for fact in facts))
    found = sorted(
        (conclusions.claims[name] for name in names), key=lambda claim: (claim.source, claim.paragraph, claim.name)
    )
    return tuple(sorted(found, key=lambda claim: claim is not first)) if first else tuple(found)


def _order(line: Line) -> tuple[object, ...]:
    claim = line.root or line.claims[0]
    return (line.arena, line.root is None, claim.source, claim.paragraph, claim.name, line.relation, line.agent)
