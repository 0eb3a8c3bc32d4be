"""Short wordings for the picture and its lists, on top of `kgraph.views.wording`."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.analysis.dyads import Line, root_claim
from kgraph.model import Amount, Claim, Derivation
from kgraph.views import wording
from kgraph.views.holder import GraphLike

_BOUNDS = {"exactly": "", "atLeast": "at least ", "atMost": "at most ", "approximately": "about "}
_STANCES = {"asserts": "Said by", "expects": "Expected by", "denies": "Denied by"}
_POLICIES = {
    "facts": "what the sources state in their own voice",
    "claims": "what the sources state, and what they report others as saying",
    "all": "what the sources state, what they report others as saying, and what is expected",
}


def amount(figure: Amount | None) -> str:
    """Return a figure with its unit and bound, such as ``at least 34 soldiers killed``."""
    if figure is None:
        return ""
    whole, dot, part = figure.value.partition(".")
    value = f"{int(whole):,}{dot}{part}" if whole.isdecimal() else figure.value
    return f"{_BOUNDS.get(figure.bound, '')}{value} {figure.unit}"


def view(graph: GraphLike) -> tuple[str, str]:
    """Return what counts under the graph's view, and as of when."""
    at = f"as of {wording.dated(graph.as_of)}" if graph.as_of else "at any date"
    return _POLICIES.get(graph.view.policy.name, graph.view.policy.name), at


def paragraphs(claims: Iterable[Claim]) -> str:
    """Return the paragraphs of the claims, source by source."""
    by_source: dict[str, set[int]] = {}
    for claim in claims:
        by_source.setdefault(claim.source, set()).add(claim.paragraph)
    lists = {source: ", ".join(str(number) for number in sorted(found)) for source, found in by_source.items()}
    if len(lists) == 1:
        return f"¶ {next(iter(lists.values()))}"
    return "; ".join(f"{source} ¶ {numbers}" for source, numbers in sorted(lists.items()))


class Words:
    """The wording of one graph's facts."""

    def __init__(self, graph: GraphLike) -> None:
        """Take labels from the graph."""
        self._graph = graph

    def label(self, actor: str) -> str:
        """Return an actor's label as it stands alone."""
        return wording.clean(self._graph.actors[actor].label)

    def actors(self, names: Iterable[str]) -> str:
        """Return the labels of several actors as they stand in a sentence."""
        return wording.listed(wording.name(self._graph, name) for name in names)

    def arena(self, name: str) -> str:
        """Return an arena's label with a capital."""
        return wording.capital(wording.clean(self._graph.arenas[name].label))

    def arenas(self, names: Iterable[str]) -> str:
        """Return the labels of several arenas."""
        return ", ".join(self.arena(name) for name in names)

    def fact(self, fact: Claim | Derivation) -> str:
        """Return who does what to whom; reported speech, expectations and denials are worded as such."""
        if isinstance(fact, Claim):
            return wording.capital(wording.clause(self._graph, fact, details=False))
        return self._plainly(fact, root_claim(self._graph.conclusions, fact))

    def line(self, line: Line) -> str:
        """Return a line of the dossier; a rivalry through others says through whom."""
        if line.root:
            return self.fact(line.root) if line.rule is None else self._plainly(line, line.root)
        if line.rule != "proxy-rival":
            a, b, clients = self.actors([line.agent]), self.actors([line.target]), self.actors(line.clients)
            return wording.capital(f"{a} acts against {clients}, backed by {b}")
        backed: dict[str, set[str]] = {line.agent: set(), line.target: set()}
        for name in line.facts:
            fact = self._graph.conclusions.fact(name)
            for premise in fact.premises if isinstance(fact, Derivation) else ():
                part = self._graph.conclusions.fact(premise)
                if part.agent in backed and part.target:
                    backed[part.agent].add(part.target)
        sides = [f"{self.actors([end])} backs {self.actors(sorted(found))}" for end, found in backed.items()]
        return wording.capital(f"{', '.join(sides)}, and these oppose each other")

    def _plainly(self, fact: Derivation | Line, root: Claim) -> str:
        """Word a derived tie in the manner of the claim at its root, but as nobody's speech."""
        voice = self._graph.sources[root.source].voice
        said = root._replace(
            agent=fact.agent,
            relation=fact.relation,
            target=fact.target,
            said_by=voice,
            stance="asserts",
            sureness="plain",
        )
        return wording.capital(wording.clause(self._graph, said, details=False))

    def detail(self, claim: Claim) -> str:
        """Return what else the claim says: what it is about, how much, through whom, where."""
        # What the relation already says is not said twice.
        phrase = self._graph.vocabulary.relations[claim.relation].phrase
        about = claim.about if claim.about and claim.about not in phrase else None
        through = f"through {self.actors([claim.through])}" if claim.through else ""
        found = (about, amount(claim.amount), through, claim.place)
        return "; ".join(wording.clean(part) for part in found if part)

    def said(self, claim: Claim) -> str:
        """Return on whose word a claim rests, and how surely it is said."""
        text = f"{_STANCES.get(claim.stance, 'Said by')} {self.actors([claim.said_by])}"
        if wording.is_reported(self._graph, claim):
            text += f", reported by {self.actors([self._graph.sources[claim.source].voice])}"
        return f"{text}; with reservations" if claim.sureness == "hedged" else text

    def speakers(self, claims: Iterable[Claim]) -> str:
        """Return everybody on whose word the claims rest, each once, in order of appearance."""
        return self.actors(dict.fromkeys(claim.said_by for claim in claims))
