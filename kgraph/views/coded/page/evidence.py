"""What a line of events rests on: the counts and rows behind it, the rule that found it, and the data set."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any

from kgraph.analysis.coded.events import CodedEvents
from kgraph.events.proxy import LEAST
from kgraph.views import wording
from kgraph.views.coded.page.lines import RULE, EventLine
from kgraph.views.coded.page.query import values
from kgraph.views.coded.page.words import EventWords, events_of
from kgraph.views.coded.pair import ROOTS, command
from kgraph.views.page.words import safe_url

_ROWS = 5


class Evidence:
    """What the evidence of each line holds, in the words of one language."""

    def __init__(self, events: CodedEvents, words: EventWords) -> None:
        self._events, self._words = events, words

    def claim(self, line: EventLine) -> dict[str, Any]:
        """Return the counts of a line as the page takes a claim."""
        about = self._events.data_set.about["dataset"]
        tally = line.tally
        relations = (
            [self._words.own.labels.relation(name) for name in tally.relations if name not in ROOTS] if tally else []
        )
        relations = relations or sorted({self._words.own.labels.relation(row.relation) for row in line.rows})
        when = self._words.when(line.first, line.last)
        return {
            "text": self._words.text(line),
            "sign": line.sign,
            "arenas": ", ".join(self._words.arena(name)["label"] for name in line.arenas),
            "said": self._words.who(line),
            "speaker": line.agent,
            "actors": [line.agent, line.target],
            "when": when,
            "paragraph": 0,
            "paragraphs": self._events.name,
            "source": self._events.name,
            "citation": f"{self._words.text(line)} ({when}). {about['citation']}; kgraph.",
            "counted": True,
            "repeats": [], "disputes": [], "triggered_by": [], "outcome_of": [],
            "coded": {
                "events": line.events,
                "reports": tally.reports if tally else len(line.rows),
                "share": self._words.say("coded_share_of", share=f"{tally.share:.1%}") if tally else "",
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

    def proof(self, line: EventLine) -> dict[str, Any]:
        """Return how the rule found a line."""
        premises = [{"claim": f"{line.id}/{side}"} for side in ("backs", "fights")]
        return {"rule": RULE, "text": self._words.text(line), "premises": premises}

    def rule(self) -> dict[str, Any]:
        """Return the rule by which third parties are found, in words."""
        say = self._words.say
        definition = say("coded_definition", least=LEAST)
        return {"label": say("coded_rule"), "definition": definition, "parts": [say("part_backs"), say("part_fights")]}

    def source(self, lines: Sequence[EventLine]) -> dict[str, Any]:
        """Return the data set as the page takes a source; ``lines`` are those of the page."""
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
            "claims": self._words.many("event", events_of(line for line in lines if line.kind == "counted")),
            "paragraphs": "",
        }
