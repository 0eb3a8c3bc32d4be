"""The data of the page of events: as those of the page of claims, so that the same script shows them."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any

from kgraph.analysis.coded.carried import Carried, CarriedPair
from kgraph.analysis.coded.events import CodedEvents
from kgraph.views import wording
from kgraph.views.coded.page.evidence import Evidence
from kgraph.views.coded.page.lines import RULE, EventLine
from kgraph.views.coded.page.query import query
from kgraph.views.coded.page.words import EventWords, events_of
from kgraph.views.holder import GraphLike
from kgraph.views.page.data import actor_of

_SIGNS = {1: "cooperatesWith", -1: "conflictsWith"}
_WAYS = {1: "cooperate", -1: "odds"}
Time = tuple[str | None, str | None]


def page_data(
    graph: GraphLike, events: CodedEvents, found: Carried, lines: Sequence[EventLine], time: Time, code: str
) -> dict[str, Any]:
    """Return what the page shows in one language; texts are plain, never markup.

    Args:
        graph: knows the label of every actor of the lines.
        events: the data set.
        found: the pairs that the page carries.
        lines: their lines.
        time: the first and the last month asked for.
        code: the language.
    """
    return _Builder(graph, events, found, lines, time, code).build()


class _Builder:
    def __init__(
        self, graph: GraphLike, events: CodedEvents, found: Carried, lines: Sequence[EventLine], time: Time, code: str
    ) -> None:
        self._graph, self._events, self._found, self._lines, self._time = graph, events, found, lines, time
        self._words = EventWords(graph, found, code)
        self._say, self._many = self._words.say, self._words.many
        self._code = code

    def build(self) -> dict[str, Any]:
        lines, words = self._lines, self._words
        evidence = Evidence(self._events, words)
        focus = self._found.pairs[0].found
        actors = sorted({end for line in lines for end in (line.agent, line.target)} | {focus.a, focus.b})
        arenas = sorted({name for line in lines for name in line.arenas})
        through = [line for line in lines if line.kind == "through"]
        return {
            "coded": True,
            "language": self._code,
            "words": {**words.own.language.page, **self._filled_in()},
            "query": "",
            "aggregates": query(*self._time),
            "focus": (focus.a, focus.b),
            "open": None,
            "pairs": [self._pair(pair) for pair in self._found.pairs],
            "actors": {name: actor_of(words.own, name) for name in actors},
            "arenas": {name: words.arena(name) for name in arenas},
            "relations": {name: words.own.labels.relation(name) for name in _SIGNS.values()},
            "claims": {line.id: evidence.claim(line) for line in lines if line.kind != "through"},
            "ties": [self._tie(line) for line in lines],
            "camps": {"members": {}, "against": 0, "all": 0, "certain": False},
            "loose": [],
            "proofs": {line.id: evidence.proof(line) for line in through},
            "rules": {RULE: evidence.rule()} if through else {},
            "timed": True,
            "sources": [evidence.source(lines)],
            "view": {"counts": self._say("policy_events", title=self._events.title), "at": self._at()},
            "counts": self._counts(),
            "no_pair": [],
            "not_counted": [],
        }

    # Which pairs, and when

    def _at(self) -> str:
        since, until = self._time
        day, whole = self._words.own.day, self._found.pairs[0].found
        first, last = day(str(whole.first)), day(str(whole.last))
        if since is None and until is None:
            return self._say("any_date", first=first, last=last)
        return self._say("in_time", first=day(since) if since else first, last=day(until) if until else last)

    def _counts(self) -> str:
        carried, total = len(self._found.pairs), self._found.total
        return self._say(
            "counts_of_page",
            lines=self._many("line", len(self._lines)), n=carried, all=f"{total:,}", left=f"{self._left():,}",
        )  # fmt: skip

    def _left(self) -> int:
        # A pair that was asked for may have no event.
        return self._found.total - sum(bool(pair.lines) for pair in self._found.pairs)

    def _filled_in(self) -> dict[str, str]:
        """Return the words whose gaps are the same wherever the script says them."""
        since, until = self._time
        ranked = ["kgraph", "rank", "--events", self._events.name]
        ranked += [word for name, value in (("--from", since), ("--to", until)) if value for word in (name, value)]
        fixed = {
            "n": f"{len(self._found.pairs):,}",
            "all": f"{self._found.total:,}",
            "left": f"{self._left():,}",
            "command": shlex.join([*ranked, "--most", "0"]),
            "weight": f"{self._found.weight_of_material:.1f}",
        }
        note = self._say("pairs_note", **fixed)
        if self._found.clients_left:
            a, b = self._found.pairs[0].found[:2]
            more = shlex.join(["kgraph", "dossier", a, b, "--events", self._events.name, "--proxy"])
            note += " " + self._say("coded_clients_left", n=self._found.clients_left, command=more)
        title, version = self._events.title, str(self._events.data_set.about["dataset"]["version"])
        return {
            "credit": self._say("credit", title=title, version=version),
            "pairs_note": note,
            "ambivalence_note": self._say("ambivalence_note", **fixed),
            "nothing_ties": self._words.own.language.page["nothing_ties"].replace("{data_set}", self._events.name),
        }

    # A pair

    def _pair(self, pair: CarriedPair) -> dict[str, Any]:
        a, b = pair.found.a, pair.found.b
        own = [line for line in self._lines if line.pair is pair]
        through = [line for line in self._lines if line.kind == "through" and {line.agent, line.target} == {a, b}]
        divides = [line for line in own if line.sign < 0]
        return {
            "a": a,
            "b": b,
            "title": self._words.title(pair, own),
            "summary": self._words.summary(own),
            "expected": [],
            "sides": [
                self._side("unites", "+", [line for line in own if line.sign > 0]),
                self._side("divides", "−", [*divides, *through]),
            ],
        }

    def _side(self, kind: str, mark: str, lines: Sequence[EventLine]) -> dict[str, Any]:
        by_arena: dict[str, list[EventLine]] = {}
        for line in lines:
            by_arena.setdefault(line.arenas[0], []).append(line)
        # The busiest arenas first; what a rule finds, which counts no event, last.
        order = sorted(by_arena.items(), key=lambda part: (-events_of(part[1]), part[0]))
        parts = [
            {"arena": arena, "camps": self._camps(found), "lines": [self._line(line) for line in found]}
            for arena, found in order
        ]
        counted = [line for line in lines if line.kind == "counted"]
        material = f"{events_of(line for line in counted if line.look == 'stated'):,}"
        counts = self._say("side_counts", events=self._many("event", events_of(counted)), material=material)
        return {
            "kind": kind, "mark": mark, "heading": self._say(kind), "parts": parts,
            "counts": counts if counted else self._say("nothing_counts"),
        }  # fmt: skip

    def _line(self, line: EventLine) -> dict[str, Any]:
        words = self._words
        return {
            "tie": line.id,
            "way": "camps" if line.kind == "through" else _WAYS[line.sign],
            "text": words.text(line),
            "via": "",
            "marks": words.marks(line),
            "said": words.who(line),
            "when": words.when(line.first, line.last),
            "paragraphs": self._events.name,
        }

    def _camps(self, lines: Sequence[EventLine]) -> list[dict[str, Any]]:
        """Return whom each of the two backs or fights, with the lines that count it."""
        clients = [line.client for line in lines if line.kind == "through"]
        result = []
        for line in self._lines:
            if line.kind in ("backs", "fights") and line.client in clients:
                name = self._words.own.name
                text = self._say(f"coded_camp_{line.kind}", a=name(line.agent), b=name(line.target))
                tie = {key: value for key, value in self._line(line).items() if key not in ("way", "via", "marks")}
                result.append({"text": wording.capital(text), "marks": [], "ties": [tie], **self._timed(line)})
        return result

    # A line

    def _tie(self, line: EventLine) -> dict[str, Any]:
        own = line.kind == "counted"
        weight = self._found.weight_of_material if line.look == "stated" else 1
        rests = [line.id] if line.kind != "through" else [f"{line.id}/backs", f"{line.id}/fights"]
        return {
            "id": line.id,
            "agent": line.agent,
            "relation": _SIGNS[line.sign],
            "target": line.target,
            "sign": line.sign,
            "counted": True,
            "symmetric": line.symmetric,
            "acts": False,
            "places": list(line.arenas),
            "arenas": ", ".join(self._words.arena(name)["label"] for name in line.arenas),
            "when": self._words.when(line.first, line.last),
            "rule": None if own else RULE,
            "onBehalf": line.kind in ("backs", "fights"),
            "text": self._words.text(line),
            "look": line.look,
            "marks": self._words.marks(line),
            "said": self._words.who(line),
            "cited": self._words.who(line),
            "paragraphs": self._events.name,
            "claims": rests,
            "proofs": [line.id] if line.kind == "through" else [],
            "class": self._say(f"class_{line.tally.class_ if line.tally else 'material'}"),
            "events": line.events if own else 0,
            "number": line.events,
            "unit": round(weight, 6),
            **self._timed(line),
        }

    def _timed(self, line: EventLine) -> dict[str, Any]:
        days = [line.first.isoformat(), line.last.isoformat()]
        return {"times": [[*days, *days, "claim"]], "runs": [], "months": dict(sorted(line.months.items()))}
