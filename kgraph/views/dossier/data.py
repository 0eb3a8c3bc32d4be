"""The dossier as data: the JSON shape that scripts rely on."""

from __future__ import annotations

from typing import Any

from kgraph.analysis.dyads import Dossier, Line
from kgraph.model import Claim
from kgraph.views import wording
from kgraph.views.dossier.document import disputed_by, disputes
from kgraph.views.dossier.evidence import evidence
from kgraph.views.dossier.summary import summary
from kgraph.views.dossier.wider import emptiness
from kgraph.views.holder import GraphLike


def as_json(graph: GraphLike, dossier: Dossier) -> dict[str, Any]:
    """Return the dossier as JSON data; actors, arenas, claims and rules by name, dates as EDTF."""
    lines = (*dossier.unites, *dossier.divides)
    disputed = disputes(graph, dossier)
    sources = {claim.source for line in lines for claim in line.claims}
    sources |= {claim.source for claim, against in disputed for claim in (claim, *against)}
    return {
        "a": dossier.a,
        "b": dossier.b,
        "a_label": wording.clean(graph.actors[dossier.a].label),
        "b_label": wording.clean(graph.actors[dossier.b].label),
        "as_of": graph.as_of,
        "policy": graph.view.policy.name,
        "preferred": [graph.actor(speaker) for speaker in graph.view.preferred],
        "summary": summary(graph, dossier) if lines else emptiness(graph, dossier),
        "unites": [_line(graph, line) for line in dossier.unites],
        "divides": [_line(graph, line) for line in dossier.divides],
        "measures": dossier.measures._asdict(),
        "by_arena": {arena: signs._asdict() for arena, signs in dossier.by_arena.items()},
        "disputes": [
            {"claim": _claim(graph, claim), "disputed_by": [_claim(graph, other) for other in against]}
            for claim, against in disputed
        ],
        "sources": [_source(graph, name) for name in sorted(sources)],
    }


def _line(graph: GraphLike, line: Line) -> dict[str, Any]:
    """Return a line; ``said_by`` is null where no single speaker says all that the line rests on."""
    speakers = sorted({claim.said_by for claim in line.claims})
    one = speakers[0] if len(speakers) == 1 else None
    return {
        "arena": line.arena,
        "arena_label": wording.clean(graph.arenas[line.arena].label),
        "relation": line.relation,
        "agent": line.agent,
        "target": line.target,
        "when": line.root.when if line.root else _edtf(line),
        "when_words": wording.line_when(line),
        "said_by": line.root.said_by if line.root else one,
        "speakers": speakers,
        "reported": wording.on_report(graph, line),
        "stance": line.stance,
        "sureness": "hedged" if wording.is_hedged(graph, line) else "plain",
        "derived": line.derived,
        "rule": line.rule,
        "rules": list(wording.rules_of(graph, line)),
        "certainty": wording.certainty(line, graph.view.window),
        "claims": [claim.name for claim in line.claims],
        "paragraphs": sorted({claim.paragraph for claim in line.claims}),
        "sources": sorted({claim.source for claim in line.claims}),
        "clients": list(line.clients),
        "disputed_by": disputed_by(graph, line),
        "sentence": wording.line_sentence(graph, line),
        "evidence": [
            {"part": found.part, "for": found.actor, **_claim(graph, found.claim)} for found in evidence(graph, line)
        ],
    }


def _claim(graph: GraphLike, claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim.name,
        "source": claim.source,
        "paragraph": claim.paragraph,
        "said_by": claim.said_by,
        "stance": claim.stance,
        "sureness": claim.sureness,
        "when": claim.when,
        "sentence": wording.sentence(graph, claim),
        "citation": wording.citation(graph, claim),
        "note": wording.clean(claim.note) if claim.note else None,
    }


def _source(graph: GraphLike, name: str) -> dict[str, Any]:
    source = graph.sources[name]
    return {
        "source": name,
        "title": wording.clean(source.title),
        "issued": source.issued,
        "publisher": source.publisher,
        "creators": [wording.clean(creator) for creator in source.creators],
        "origin": wording.clean(source.origin) if source.origin else None,
        "rights": wording.clean(source.rights) if source.rights else None,
    }


def _edtf(line: Line) -> str | None:
    """Return the extent of a line as some day between two; null where it is unbounded."""
    first, last = line.extent.earliest, line.extent.latest
    if first and first == last:
        return first.isoformat()
    return f"[{first or ''}..{last or ''}]" if first or last else None
