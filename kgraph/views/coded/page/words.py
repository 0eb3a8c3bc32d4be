"""The words of the page of events: what is told of a pair, of a line and of an arena."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kgraph.analysis.coded.carried import Carried, CarriedPair
from kgraph.views import wording
from kgraph.views.coded.page.language import coded_language
from kgraph.views.coded.page.lines import EventLine, place_of
from kgraph.views.holder import GraphLike
from kgraph.views.page.data import words_of
from kgraph.views.page.words import Words


class EventWords:
    """What is told of events in one language: ``own`` holds the names and dates that the page of claims tells too."""

    def __init__(self, graph: GraphLike, found: Carried, code: str) -> None:
        self._graph, self._found = graph, found
        spoken = coded_language(code)
        self.own: Words = words_of(graph, spoken)
        self.say, self.many = spoken.say, spoken.many

    # A pair

    def title(self, pair: CarriedPair, lines: Sequence[EventLine]) -> str:
        """Return the headline: which signs are coded, and whether in words only."""
        say = self.say
        named = say("and", a=self.own.name(pair.found.a), b=self.own.name(pair.found.b))
        parts = []
        for sign, word in ((1, "are_partners"), (-1, "are_rivals")):
            looks = {line.look for line in lines if line.sign == sign}
            if looks:
                parts.append(say(word) if looks != {"reported"} else say("reportedly", words=say(word)))
        if not parts:
            return wording.capital(named)
        joined = say("at_once", a=parts[0], b=parts[1]) if len(parts) > 1 else parts[0]
        return f"{wording.capital(named)}: {joined}"

    def summary(self, lines: Sequence[EventLine]) -> str:
        """Return the numbers of both signs, and the busiest arenas of each."""
        # What a rule finds is told in the dossier, with its proof; the summary has only what is coded.
        if not lines:
            return self.say("no_events")
        numbers: dict[str, str] = {}
        for sign, name in ((1, "plus"), (-1, "minus")):
            own = [line for line in lines if line.sign == sign]
            numbers[name] = f"{events_of(own):,}"
            numbers[f"{name}_material"] = f"{events_of(line for line in own if line.look == 'stated'):,}"
        sentences = [self.say("summary", events=self.many("event", events_of(lines)), **numbers)]
        for key, sign in (("coded_plus", 1), ("coded_minus", -1)):
            names = dict.fromkeys(self.arena(name)["word"] for line in _busiest(lines, sign) for name in line.arenas)
            if names:
                sentences.append(self.say(key, arenas=", ".join(names)) + ".")
        return " ".join(sentences)

    # A line

    def text(self, line: EventLine) -> str:
        """Return a line as a sentence."""
        name = self.own.name
        events = self.many("event", line.events)
        if line.kind == "through" and line.client is not None:
            parts = {"backer": name(line.target), "attacker": name(line.agent), "client": name(line.client.client)}
            return wording.capital(self.say("coded_client", **parts))
        ends = {"a": self.own.label(line.agent), "b": self.own.label(line.target), "events": events}
        if line.tally is None:
            return self.say(f"coded_{line.kind}", **ends)
        more = {"class": self.say(f"class_{line.tally.class_}"), "arena": self.arena(line.arenas[0])["word"]}
        return self.say("coded_both" if line.symmetric else "coded_one", **ends, **more)

    def marks(self, line: EventLine) -> list[dict[str, str]]:
        """Return what a reader must know before believing a line."""
        if line.kind == "through":
            return [{"kind": "derived", "text": self.say("mark_derived", rule=self.say("coded_rule"))}]
        return [{"kind": "reported", "text": self.say("mark_verbal")}] if line.look == "reported" else []

    def who(self, line: EventLine) -> str:
        """Return who did how much of it."""
        label = self.own.label
        if line.tally is None:
            return label(line.agent)
        (a, n), (b, m) = line.tally.by.items()
        return self.say("coded_by", a=label(a), b=label(b), n=f"{n:,}", m=f"{m:,}")

    def when(self, first: date, last: date) -> str:
        """Return the days from and to."""
        days = [self.own.short_day(str(day)) for day in (first, last)]
        return days[0] if first == last else self.say("coded_span", first=days[0], last=days[1])

    # An arena

    def arena(self, name: str) -> dict[str, Any]:
        """Return what the page knows of an arena: a field, or the country in which third parties are."""
        if name in self._graph.arenas:
            return {"label": self.own.arena(name), "word": self.own.labels.arena(name), "theatre": False}
        client = next(one for one in self._found.clients if place_of(one) == name)
        where = client.client_state or client.client
        self._graph.actor(where)
        label = self.own.label(where)
        return {"label": label, "word": label, "theatre": True}


def events_of(lines: Iterable[EventLine]) -> int:
    """Return how many events the lines count together."""
    return sum(line.events for line in lines)


def _busiest(lines: Iterable[EventLine], sign: int) -> list[EventLine]:
    return sorted((line for line in lines if line.sign == sign), key=lambda line: (-line.events, line.id))
