"""Putting claims, derived lines and views into plain English for the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kgraph.dates import Extent, in_words
from kgraph.model import Amount, Claim, Derivation
from kgraph.views.holder import GraphLike

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ISO = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")
_BOUNDS = {"exactly": "", "atLeast": "at least ", "atMost": "at most ", "approximately": "about "}
_STANCES = {"asserts": "Said by", "expects": "Expected by", "denies": "Denied by"}
_POLICIES = {
    "facts": "what the sources state in their own voice",
    "claims": "what the sources state, and what they report others as saying",
    "all": "what the sources state, what they report others as saying, and what is expected",
}


def series(items: Sequence[str]) -> str:
    """Return ``a, b and c``."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def capital(text: str) -> str:
    """Return the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def dated(text: str) -> str:
    """Return a text with its ISO dates spelled out: ``2020-02`` as ``February 2020``."""

    def spelled(match: re.Match[str]) -> str:
        year, month, day = match.groups()
        if not 1 <= int(month) <= 12:
            return match.group()
        return f"{int(day)} {_MONTHS[int(month) - 1]} {year}" if day else f"{_MONTHS[int(month) - 1]} {year}"

    return _ISO.sub(spelled, text)


def when(claim: Claim) -> str:
    """Return when a claim holds, as a reader would say it."""
    return dated(in_words(claim.when, claim.reported_on))


def span(extent: Extent) -> str:
    """Return when a derived relation possibly holds."""
    first, last = (dated(day.isoformat()) if day else "" for day in (extent.earliest, extent.latest))
    if first and last:
        return first if first == last else f"some time between {first} and {last}"
    return f"since {first}" if first else f"some time up to {last}" if last else "dates not given"


def amount(figure: Amount | None) -> str:
    """Return a figure with its unit and bound, such as ``at least 34 soldiers killed``."""
    if figure is None:
        return ""
    whole, dot, part = figure.value.partition(".")
    value = f"{int(whole):,}{dot}{part}" if whole.isdigit() else figure.value
    space = "" if figure.unit.startswith("%") else " "
    return f"{_BOUNDS.get(figure.bound, '')}{value}{space}{figure.unit}"


def view(graph: GraphLike) -> tuple[str, str]:
    """Return what counts under the graph's view, and as of when."""
    at = f"as of {dated(graph.as_of)}" if graph.as_of else "at any date"
    return _POLICIES.get(graph.view.policy.name, graph.view.policy.name), at


class Words:
    """The wording of one graph's facts."""

    def __init__(self, graph: GraphLike) -> None:
        """Take labels from the graph."""
        self._graph = graph

    def actor(self, name: str | None) -> str:
        """Return an actor's label; an actor that the source leaves open is said to be so."""
        if name is None:
            return "somebody not named"
        known = self._graph.actors.get(name)
        return known.label if known else name

    def actors(self, names: Iterable[str]) -> str:
        """Return the labels of several actors, in their order."""
        return series([self.actor(name) for name in names])

    def arena(self, name: str) -> str:
        """Return an arena's label with a capital."""
        return capital(self._graph.arenas[name].label)

    def arenas(self, names: Iterable[str]) -> str:
        """Return the labels of several arenas."""
        return ", ".join(self.arena(name) for name in names)

    def sentence(self, fact: Claim | Derivation) -> str:
        """Return who does what to whom."""
        return capital(" ".join(self._parts(fact)))

    def tie(self, agent: str, relation: str, target: str) -> str:
        """Return the wording of a tie."""
        return f"{self.actor(agent)} {self._graph.vocabulary.relations[relation].phrase} {self.actor(target)}"

    def _parts(self, fact: Claim | Derivation) -> list[str]:
        relation = self._graph.vocabulary.relations[fact.relation]
        if isinstance(fact, Derivation):
            return [self.actor(fact.agent), relation.phrase, self.actor(fact.target)]
        agent = self.actor(fact.agent)
        # A thing that acts or changes by itself (a pipeline, consumption) stands where no actor does.
        if fact.agent is None and fact.about and not relation.needs_target:
            agent = fact.about
        if fact.target is None and not relation.needs_target:
            return [agent, relation.phrase]
        return [agent, relation.phrase, self.actor(fact.target)]

    def detail(self, claim: Claim) -> str:
        """Return what else the claim says: what it is about, how much, through whom, where."""
        as_agent = claim.agent is None and not self._graph.vocabulary.relations[claim.relation].needs_target
        through = f"through {self.actor(claim.through)}" if claim.through else ""
        found = (None if as_agent else claim.about, amount(claim.amount), through, claim.place)
        return "; ".join(part for part in found if part)

    def own_voice(self, claim: Claim) -> bool:
        """Say whether the source speaks for itself."""
        return self._graph.sources[claim.source].voice == claim.said_by

    def said(self, claim: Claim) -> str:
        """Return on whose word a claim rests, and how surely it is said."""
        voice = self.actor(self._graph.sources[claim.source].voice)
        start = _STANCES.get(claim.stance, "Said by")
        text = f"{start} {self.actor(claim.said_by)}"
        if not self.own_voice(claim):
            text += f", reported by {voice}"
        return f"{text}; worded with caution" if claim.sureness == "hedged" else text

    def speakers(self, claims: Iterable[Claim]) -> str:
        """Return everybody on whose word the claims rest, each once, in order of appearance."""
        return self.actors(dict.fromkeys(claim.said_by for claim in claims))

    def paragraphs(self, claims: Iterable[Claim]) -> str:
        """Return the paragraphs of the claims, source by source."""
        by_source: dict[str, set[int]] = {}
        for claim in claims:
            by_source.setdefault(claim.source, set()).add(claim.paragraph)
        lists = {source: ", ".join(str(number) for number in sorted(found)) for source, found in by_source.items()}
        if len(lists) == 1:
            return f"¶ {next(iter(lists.values()))}"
        return "; ".join(f"{source} ¶ {numbers}" for source, numbers in sorted(lists.items()))
