"""The data of the page of events: as those of the page of claims, so that the same script shows them."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kgraph.analysis.coded.carried import Carried, CarriedPair
from kgraph.analysis.coded.events import CodedEvents
from kgraph.events.proxy import LEAST
from kgraph.views import wording
from kgraph.views.coded.page.language import coded_language
from kgraph.views.coded.page.lines import RULE, EventLine, lines_of, place_of, width
from kgraph.views.coded.page.query import query, values
from kgraph.views.coded.pair import ROOTS, command
from kgraph.views.holder import GraphLike
from kgraph.views.page.data import words_of
from kgraph.views.page.words import Words, safe_url

__all__ = ["lines_of", "page_data", "width"]

_ROWS = 5
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
        spoken = coded_language(code)
        self._words: Words = words_of(graph, spoken)
        self._say, self._many = spoken.say, spoken.many
        self._code = code

    def build(self) -> dict[str, Any]:
        lines, about = self._lines, self._events.data_set.about["dataset"]
        focus = self._found.pairs[0].found
        actors = sorted({end for line in lines for end in (line.agent, line.target)} | {focus.a, focus.b})
        arenas = sorted({name for line in lines for name in line.arenas})
        through = [line for line in lines if line.kind == "through"]
        return {
            "coded": True,
            "language": self._code,
            "words": {**self._words.language.page, **self._filled_in()},
            "query": "",
            "aggregates": query(*self._time),
            "focus": (focus.a, focus.b),
            "open": None,
            "pairs": [self._pair(pair) for pair in self._found.pairs],
            "actors": {name: self._actor(name) for name in actors},
            "arenas": {name: self._arena(name) for name in arenas},
            "relations": {name: self._words.labels.relation(name) for name in _SIGNS.values()},
            "claims": {line.id: self._claim(line) for line in lines if line.kind != "through"},
            "ties": [self._tie(line) for line in lines],
            "camps": {"members": {}, "against": 0, "all": 0},
            "loose": [],
            "proofs": {line.id: self._proof(line) for line in through},
            "rules": {RULE: self._rule()} if through else {},
            "credit": self._say("credit", title=self._events.title, version=str(about["version"])),
            "timed": True,
            "sources": [self._source()],
            "view": {"counts": self._say("policy_events", title=self._events.title), "at": self._at()},
            "counts": self._counts(),
            "no_pair": [],
            "not_counted": [],
        }

    # Which pairs, and when

    def _at(self) -> str:
        since, until = self._time
        first, last = (
            self._words.day(str(day)) for day in (self._found.pairs[0].found.first, self._found.pairs[0].found.last)
        )
        if since is None and until is None:
            return self._say("any_date", first=first, last=last)
        return self._say(
            "in_time", first=self._words.day(since) if since else first, last=self._words.day(until) if until else last
        )

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
        return {
            "pairs_note": note,
            "ambivalence_note": self._say("ambivalence_note", **fixed),
            "nothing_ties": self._words.language.page["nothing_ties"].replace("{data_set}", self._events.name),
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
            "title": self._title(pair, own),
            "summary": self._summary(own),
            "expected": [],
            "sides": [
                self._side("unites", "+", [line for line in own if line.sign > 0]),
                self._side("divides", "−", [*divides, *through]),
            ],
        }

    def _title(self, pair: CarriedPair, lines: Sequence[EventLine]) -> str:
        say = self._say
        named = say("and", a=self._words.name(pair.found.a), b=self._words.name(pair.found.b))
        parts = []
        for sign, word in ((1, "are_partners"), (-1, "are_rivals")):
            looks = {line.look for line in lines if line.sign == sign}
            if looks:
                parts.append(say(word) if looks != {"reported"} else say("reportedly", words=say(word)))
        if not parts:
            return wording.capital(named)
        joined = say("at_once", a=parts[0], b=parts[1]) if len(parts) > 1 else parts[0]
        return f"{wording.capital(named)}: {joined}"

    def _summary(self, lines: Sequence[EventLine]) -> str:
        # What a rule finds is told in the dossier, with its proof; the summary has only what is coded.
        if not lines:
            return self._say("no_events")
        numbers: dict[str, str] = {}
        for sign, name in ((1, "plus"), (-1, "minus")):
            own = [line for line in lines if line.sign == sign]
            numbers[name] = f"{_events(own):,}"
            numbers[f"{name}_material"] = f"{_events(line for line in own if line.look == 'stated'):,}"
        sentences = [self._say("summary", events=self._many("event", _events(lines)), **numbers)]
        for key, sign in (("coded_plus", 1), ("coded_minus", -1)):
            names = dict.fromkeys(self._arena(name)["word"] for line in _busiest(lines, sign) for name in line.arenas)
            if names:
                sentences.append(self._say(key, arenas=", ".join(names)) + ".")
        return " ".join(sentences)

    def _side(self, kind: str, mark: str, lines: Sequence[EventLine]) -> dict[str, Any]:
        by_arena: dict[str, list[EventLine]] = {}
        for line in lines:
            by_arena.setdefault(line.arenas[0], []).append(line)
        # The busiest arenas first; what a rule finds, which counts no event, last.
        order = sorted(by_arena.items(), key=lambda part: (-_events(part[1]), part[0]))
        parts = [
            {"arena": arena, "camps": self._camps(found), "lines": [self._line(line) for line in found]}
            for arena, found in order
        ]
        counted = [line for line in lines if line.kind == "counted"]
        material = f"{_events(line for line in counted if line.look == 'stated'):,}"
        counts = self._say("side_counts", events=self._many("event", _events(counted)), material=material)
        return {
            "kind": kind, "mark": mark, "heading": self._say(kind), "parts": parts,
            "counts": counts if counted else self._say("nothing_counts"),
        }  # fmt: skip

    def _line(self, line: EventLine) -> dict[str, Any]:
        way = "camps" if line.kind == "through" else _WAYS[line.sign]
        return {"tie": line.id, "way": way, "text": self._text(line), "via": "", "marks": self._marks(line)} | {
            "said": self._who(line), "when": self._when(line.first, line.last), "paragraphs": self._events.name,
        }  # fmt: skip

    def _camps(self, lines: Sequence[EventLine]) -> list[dict[str, Any]]:
        """Return whom each of the two backs or fights, with the lines that count it."""
        clients = [line.client for line in lines if line.kind == "through"]
        result = []
        for line in self._lines:
            if line.kind in ("backs", "fights") and line.client in clients:
                name = self._words.name
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
            "arenas": ", ".join(self._arena(name)["label"] for name in line.arenas),
            "when": self._when(line.first, line.last),
            "rule": None if own else RULE,
            "onBehalf": line.kind in ("backs", "fights"),
            "text": self._text(line),
            "look": line.look,
            "marks": self._marks(line),
            "said": self._who(line),
            "cited": self._who(line),
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

    def _text(self, line: EventLine) -> str:
        name = self._words.name
        events = self._many("event", line.events)
        if line.kind == "through" and line.client is not None:
            parts = {"backer": name(line.target), "attacker": name(line.agent), "client": name(line.client.client)}
            return wording.capital(self._say("coded_client", **parts))
        ends = {"a": self._words.label(line.agent), "b": self._words.label(line.target), "events": events}
        if line.tally is None:
            return self._say(f"coded_{line.kind}", **ends)
        more = {"class": self._say(f"class_{line.tally.class_}"), "arena": self._arena(line.arenas[0])["word"]}
        return self._say("coded_both" if line.symmetric else "coded_one", **ends, **more)

    def _marks(self, line: EventLine) -> list[dict[str, str]]:
        if line.kind == "through":
            return [{"kind": "derived", "text": self._say("mark_derived", rule=self._say("coded_rule"))}]
        return [{"kind": "reported", "text": self._say("mark_verbal")}] if line.look == "reported" else []

    def _who(self, line: EventLine) -> str:
        label = self._words.label
        if line.tally is None:
            return label(line.agent)
        (a, n), (b, m) = line.tally.by.items()
        return self._say("coded_by", a=label(a), b=label(b), n=f"{n:,}", m=f"{m:,}")

    def _when(self, first: date, last: date) -> str:
        days = [self._words.short_day(str(day)) for day in (first, last)]
        return days[0] if first == last else self._say("coded_span", first=days[0], last=days[1])

    # What it counts

    def _claim(self, line: EventLine) -> dict[str, Any]:
        about = self._events.data_set.about["dataset"]
        tally = line.tally
        relations = (
            [self._words.labels.relation(name) for name in tally.relations if name not in ROOTS] if tally else []
        )
        relations = relations or sorted({self._words.labels.relation(row.relation) for row in line.rows})
        when = self._when(line.first, line.last)
        return {
            "text": self._text(line),
            "sign": line.sign,
            "arenas": ", ".join(self._arena(name)["label"] for name in line.arenas),
            "said": self._who(line),
            "speaker": line.agent,
            "actors": [line.agent, line.target],
            "when": when,
            "paragraph": 0,
            "paragraphs": self._events.name,
            "source": self._events.name,
            "citation": f"{self._text(line)} ({when}). {about['citation']}; kgraph.",
            "counted": True,
            "repeats": [], "disputes": [], "triggered_by": [], "outcome_of": [],
            "coded": {
                "events": line.events,
                "reports": tally.reports if tally else len(line.rows),
                "share": self._say("coded_share_of", share=f"{tally.share:.1%}") if tally else "",
                "done": ", ".join(relations),
                "months": dict(sorted(line.months.items())),
                "rows": self._first_rows(line),
                "command": self._command(line),
                "values": values(line),
                "terms": about["licence"],
            },
        }  # fmt: skip

    def _first_rows(self, line: EventLine) -> str:
        return ", ".join(f"{row.file}:{row.line}" for row in line.rows[:_ROWS])

    def _command(self, line: EventLine) -> str:
        if line.pair is not None:
            return command(line.pair.found, line.tally, self._events.name)
        assert line.client is not None
        ends = sorted((line.client.backer, line.client.attacker))
        return shlex.join(["kgraph", "dossier", *ends, "--events", self._events.name, "--proxy", "--format", "json"])

    def _proof(self, line: EventLine) -> dict[str, Any]:
        premises = [{"claim": f"{line.id}/{side}"} for side in ("backs", "fights")]
        return {"rule": RULE, "text": self._text(line), "premises": premises}

    def _rule(self) -> dict[str, Any]:
        say = self._say
        definition = say("coded_definition", least=LEAST)
        return {"label": say("coded_rule"), "definition": definition, "parts": [say("part_backs"), say("part_fights")]}

    # What all rests on

    def _actor(self, name: str) -> dict[str, Any]:
        actor = self._graph.actors[name]
        names = dict.fromkeys(wording.clean(text) for text in (*actor.labels.values(), *actor.aliases))
        return {
            "label": self._words.label(name),
            "name": self._words.name(name),
            "kind": actor.kind,
            "names": list(names),
            "description": actor.description,
        }

    def _arena(self, name: str) -> dict[str, Any]:
        if name in self._graph.arenas:
            return {"label": self._words.arena(name), "word": self._words.labels.arena(name), "theatre": False}
        client = next(one for one in self._found.clients if place_of(one) == name)
        where = client.client_state or client.client
        self._graph.actor(where)
        label = self._words.label(where)
        return {"label": label, "word": label, "theatre": True}

    def _source(self) -> dict[str, Any]:
        about = self._events.data_set.about["dataset"]
        note = " ".join(part for part in (f"{wording.capital(self._events.conventions)}.", about.get("note")) if part)
        return {
            "id": self._events.name,
            "title": self._events.title,
            "kind": "",
            "share": 1,
            "how_read": "",
            "issued": str(about["version"]),
            "publisher": self._events.name,
            "creators": [str(about["citation"])],
            "url": safe_url(about["origin"]),
            "origin": about["origin"],
            "rights": about["licence"],
            "locator": "",
            "note": note,
            "claims": self._many("event", _events(line for line in self._lines if line.kind == "counted")),
            "paragraphs": "",
        }


def _events(lines: Iterable[EventLine]) -> int:
    return sum(line.events for line in lines)


def _busiest(lines: Iterable[EventLine], sign: int) -> list[EventLine]:
    return sorted((line for line in lines if line.sign == sign), key=lambda line: (-line.events, line.id))
