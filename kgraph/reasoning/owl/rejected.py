"""What a property chain proposes and the rules, which know theatres and times, do not let stand; each with why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kgraph.dates import overlap
from kgraph.model import Claim
from kgraph.namespaces import iri, local
from kgraph.reasoning.owl.fragment import Fragment
from kgraph.reasoning.proofs import Conclusions

OWN_PROXY, SAME_ACTOR = "own proxy", "same actor"
OTHER_THEATRE, NO_OVERLAP = "other theatre", "no overlap in time"


class Step(NamedTuple):
    """A claim, read as a relation from one actor to another: as it is, more generally, or turned round."""

    agent: str
    target: str
    claim: Claim


class Way(NamedTuple):
    """One way along a chain: its claims, and each reason why they make no relation, in words, by its name."""

    claims: tuple[Claim, ...]
    reasons: Mapping[str, str]


class Candidate(NamedTuple):
    """A pair that a chain relates: by which property, and all ways; ``rejected`` if no rule relates it."""

    agent: str
    relation: str
    target: str
    ways: tuple[Way, ...]
    rejected: bool

    @property
    def barred(self) -> tuple[Way, ...]:
        """The ways that something speaks against."""
        return tuple(way for way in self.ways if way.reasons)

    @property
    def line(self) -> str:
        """What speaks against the candidate: each reason, how many ways it bars, and the first of these."""
        said = []
        for reason in (OWN_PROXY, SAME_ACTOR, OTHER_THEATRE, NO_OVERLAP):
            ways = [way for way in self.ways if reason in way.reasons]
            if ways:
                claims = ", ".join(claim.name for claim in ways[0].claims)
                count = f" in {len(ways)} of {len(self.ways)} ways, the first" if len(self.ways) > 1 else ""
                said.append(f"{reason}{count} ({ways[0].reasons[reason]}; claims {claims})")
        fate = "rejected" if self.rejected else "holds otherwise"
        return f"{self.agent} {self.relation} {self.target}: {fate}; {'; '.join(said)}"


def candidates(fragment: Fragment, conclusions: Conclusions, theatres: Iterable[str]) -> list[Candidate]:
    """Return every pair that a chain of the ontology relates over the standing claims, by name."""
    known = frozenset(theatres)
    steps = _steps(fragment, conclusions.claims.values())
    found: dict[tuple[str, str, str], list[Way]] = {}
    for axiom in fragment.axioms:
        if axiom.kind == "chain":
            for path in _paths(axiom.terms[1:], steps):
                actors = (path[0].agent, *(step.target for step in path))
                claims = tuple(step.claim for step in path)
                way = Way(claims, _reasons(actors, claims, known))
                found.setdefault((actors[0], axiom.terms[0], actors[-1]), []).append(way)
    return [
        Candidate(a, local(head), b, tuple(ways), not _holds(conclusions, a, local(fragment.decided_by[head]), b))
        for (a, head, b), ways in sorted(found.items())
    ]


def disagreements(found: Iterable[Candidate], fragment: Fragment, conclusions: Conclusions) -> Iterator[str]:
    """Return a line for each way that nothing speaks against and that no rule takes."""
    deciding = {local(head): local(decided) for head, decided in fragment.decided_by.items()}
    taken = {
        (derivation.relation, frozenset(derivation.premises)) for derivation in conclusions.all_derivations.values()
    }
    for candidate in found:
        decided = deciding[candidate.relation]
        for way in candidate.ways:
            names = frozenset(claim.name for claim in way.claims)
            if not way.reasons and (decided, names) not in taken:
                claims = ", ".join(claim.name for claim in way.claims)
                yield (
                    f"{candidate.agent} {candidate.relation} {candidate.target}: nothing speaks against {decided} "
                    f"({claims}), and no rule gives it; compare ontology/rules with the chain"
                )


def _steps(fragment: Fragment, claims: Iterable[Claim]) -> dict[str, list[Step]]:
    """Return every step that single claims make, by the IRI of the relation that it is read as."""
    edges: dict[str, list[tuple[str, bool]]] = {}
    for axiom in fragment.axioms:
        if axiom.kind == "sub-property":
            edges.setdefault(axiom.terms[0], []).append((axiom.terms[1], False))
        elif axiom.kind == "symmetric":
            edges.setdefault(axiom.terms[0], []).append((axiom.terms[0], True))
        elif axiom.kind == "inverse":
            for one, other in (axiom.terms, axiom.terms[::-1]):
                edges.setdefault(one, []).append((other, True))
    steps: dict[str, list[Step]] = {}
    for claim in sorted(claims, key=lambda claim: claim.name):
        if claim.agent and claim.target:
            for relation, turned in sorted(_readings(iri("kg", claim.relation), edges)):
                ends = (claim.target, claim.agent) if turned else (claim.agent, claim.target)
                steps.setdefault(relation, []).append(Step(*ends, claim))
    return steps


def _readings(relation: str, edges: Mapping[str, list[tuple[str, bool]]]) -> set[tuple[str, bool]]:
    """Return what a relation implies on its own: relations, and whether each is turned round."""
    found: set[tuple[str, bool]] = set()
    waiting = [(relation, False)]
    while waiting:
        if (reading := waiting.pop()) not in found:
            found.add(reading)
            waiting.extend((other, reading[1] != turns) for other, turns in edges.get(reading[0], ()))
    return found


def _paths(links: tuple[str, ...], steps: Mapping[str, list[Step]]) -> Iterator[tuple[Step, ...]]:
    paths: list[tuple[Step, ...]] = [()]
    for link in links:
        onwards: dict[str, list[Step]] = {}
        for step in steps.get(link, ()):
            onwards.setdefault(step.agent, []).append(step)
        everyone = [step for found in onwards.values() for step in found]
        paths = [(*path, step) for path in paths for step in (onwards.get(path[-1].target, ()) if path else everyone)]
    yield from paths


def _reasons(actors: tuple[str, ...], claims: tuple[Claim, ...], theatres: frozenset[str]) -> dict[str, str]:
    """Return what the rules hold against a way, in words, by its name; nothing if they let it stand."""
    found = {}
    if actors[0] == actors[-1]:
        found[OWN_PROXY] = f"{actors[0]} would be its own rival"
    elif len(set(actors)) < len(actors):
        twice = next(actor for actor in actors if actors.count(actor) > 1)
        found[SAME_ACTOR] = f"{twice} stands on both sides"
    places = [sorted(theatres.intersection(claim.arenas)) for claim in claims]
    if not set.intersection(*map(set, places)):
        found[OTHER_THEATRE] = " / ".join(", ".join(names) or "none named" for names in places)
    if overlap(claim.extent for claim in claims) is None:
        found[NO_OVERLAP] = " / ".join(claim.when for claim in claims)
    return found


def _holds(conclusions: Conclusions, a: str, relation: str, b: str) -> bool:
    vocabulary = conclusions.vocabulary
    return a != b and any(
        vocabulary.is_a(fact.relation, relation) and (fact.agent == a or vocabulary.relations[relation].symmetric)
        for fact in conclusions.facts_between(a, b)
    )
