"""Short wordings for the picture and its lists, on top of `kgraph.views.wording`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from kgraph.analysis.dyads import Line
from kgraph.model import Amount, Claim, Derivation
from kgraph.namespaces import iri
from kgraph.views import wording
from kgraph.views.holder import GraphLike
from kgraph.views.page.basis import basis_of
from kgraph.views.viewed import time_in_words

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
    """Return what counts under the graph's view, and when; with what the reader left out."""
    at = time_in_words(graph) or "at any date"
    if graph.view.certainly:
        at += ", only what certainly holds"
    if graph.view.preferred:
        speakers = wording.listed(wording.name(graph, speaker) for speaker in graph.view.preferred)
        at += f"; what is denied by {speakers} does not count"
    if graph.view.without:
        at += f"; left out: {wording.listed(f'{kind} {wording.clean(name)}' for kind, name in graph.view.without)}"
    return _POLICIES.get(graph.view.policy.name, graph.view.policy.name), at


def safe_url(text: str | None) -> str | None:
    """Return a web address, or None for anything that is none."""
    try:
        parts = urlsplit(text or "")
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None


def paragraphs(claims: Iterable[Claim]) -> str:
    """Return the paragraphs of the claims, source by source."""
    by_source: dict[str, set[int]] = {}
    for claim in claims:
        by_source.setdefault(claim.source, set()).add(claim.paragraph)
    lists = {source: ", ".join(str(number) for number in sorted(found)) for source, found in by_source.items()}
    if len(lists) == 1:
        return f"¶ {next(iter(lists.values()))}"
    return "; ".join(f"{source} ¶ {numbers}" for source, numbers in sorted(lists.items()))


def many(count: int, noun: str) -> str:
    """Return ``1 line`` or ``1,200 lines``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


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
            return wording.capital(wording.clause(self._graph, fact))
        return self.drawn(fact.agent, fact.relation, fact.target, (fact.name,))

    def line(self, line: Line) -> str:
        """Return a line of the dossier; a rivalry through others says through whom."""
        if line.root and line.rule is None:
            return self.fact(line.root)
        if line.rule == "proxy-rival":
            return basis_of(self._graph, line.facts).said(self._graph, self._camps(line))
        if line.rule == "opposed-client":
            clients = self.actors(line.clients)
            core = f"{self._does(line.agent, 'opposes')} {clients}, whom {self._does(line.target, 'supports')}"
            return basis_of(self._graph, line.facts).said(self._graph, core)
        return self.drawn(line.agent, line.relation, line.target, line.facts)

    def drawn(self, agent: str, relation: str, target: str, facts: Sequence[str]) -> str:
        """Return a tie that each of these facts proves, with whatever weakens all of them."""
        core = f"{self._does(agent, relation)} {self.actors([target])}"
        return basis_of(self._graph, facts).said(self._graph, core)

    def _camps(self, line: Line) -> str:
        """Return whom each of the two supports, and who of these opposes whom."""
        backed: dict[str, set[str]] = {line.agent: set(), line.target: set()}
        opposed: dict[str, set[str]] = {}
        for name in line.facts:
            fact = self._graph.conclusions.fact(name)
            for premise in fact.premises if isinstance(fact, Derivation) else ():
                part = self._graph.conclusions.fact(premise)
                if part.agent and part.target:
                    side = backed if part.agent in backed else opposed
                    side.setdefault(part.agent, set()).add(part.target)
        parts = [f"{self._does(end, 'supports')} {self.actors(sorted(found))}" for end, found in backed.items()]
        parts += [f"{self._does(end, 'opposes')} {self.actors(sorted(x))}" for end, x in sorted(opposed.items())]
        return "; ".join(parts)

    def _does(self, agent: str, relation: str) -> str:
        return wording.does(self._graph, agent, relation)

    def detail(self, claim: Claim) -> str:
        """Return what else the claim says: what it is about, how much, through whom, where."""
        # What the relation already says is not said twice.
        phrase = self._graph.vocabulary.relations[claim.relation].phrase
        about = claim.about if claim.about and claim.about not in phrase else None
        through = f"through {self.actors([claim.through])}" if claim.through else ""
        found = (about, amount(claim.amount), through, claim.place)
        return "; ".join(wording.clean(part) for part in found if part)

    def citation(self, claim: Claim) -> str:
        """Return what a reader can paste into a text: the claim in our words, its source, and its address here."""
        source = self._graph.sources[claim.source]
        by = f"{wording.listed(wording.clean(creator) for creator in source.creators)}, " if source.creators else ""
        origin = f" {source.origin}" if safe_url(source.origin) else ""
        where = f"{by}“{wording.clean(source.title)}”, {wording.citation(self._graph, claim)}."
        said = f"{wording.sentence(self._graph, claim)} ({wording.when(claim)})"
        return f"{said} {where}{origin} kgraph: {iri('claim', claim.name)}"

    def said(self, claim: Claim) -> str:
        """Return on whose word a claim rests, and how surely it is said."""
        text = f"{_STANCES.get(claim.stance, 'Said by')} {self._speaker(claim)}"
        return f"{text}; with reservations" if claim.sureness == "hedged" else text

    def speakers(self, claims: Iterable[Claim]) -> str:
        """Return everybody on whose word the claims rest, each once, in order of appearance."""
        return "; ".join(dict.fromkeys(self._speaker(claim) for claim in claims))

    def _speaker(self, claim: Claim) -> str:
        said_by = self.actors([claim.said_by])
        if wording.is_reported(self._graph, claim):
            return f"{said_by}, reported by {self.actors([self._graph.sources[claim.source].voice])}"
        return said_by
