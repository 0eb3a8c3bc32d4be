"""The dossier as data: the JSON shape that scripts rely on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kgraph.analysis.context import Aside
from kgraph.analysis.disputes import Dispute
from kgraph.analysis.dyads import Dossier, Line
from kgraph.model import Claim
from kgraph.views import wording
from kgraph.views.dossier.around import REASON_WORDS, around, claim_certainty, copies_of, disputed_by
from kgraph.views.dossier.counts import asserted_measures, count, reconciled
from kgraph.views.dossier.evidence import evidence
from kgraph.views.dossier.summary import summary, viewed
from kgraph.views.dossier.wider import emptiness
from kgraph.views.holder import GraphLike

if TYPE_CHECKING:
    from kgraph.views.coded.tables import CodedPart


def as_json(graph: GraphLike, dossier: Dossier, coded: Sequence[CodedPart] = ()) -> dict[str, Any]:
    """Return the dossier as JSON data; actors, arenas, claims and rules by name, dates as EDTF.

    ``events`` is only there where tables of events are imported.
    """
    lines = (*dossier.unites, *dossier.divides)
    disputes, asides = around(graph, dossier)
    sources = {claim.source for line in lines for claim in line.claims}
    sources |= {claim.source for dispute in disputes for claim in (dispute.claim, *dispute.against)}
    sources |= {aside.claim.source for aside in asides}
    return {
        "a": dossier.a,
        "b": dossier.b,
        "a_label": wording.clean(graph.actors[dossier.a].label),
        "b_label": wording.clean(graph.actors[dossier.b].label),
        "as_of": graph.as_of,
        "policy": graph.view.policy.name,
        "preferred": [graph.actor(speaker) for speaker in graph.view.preferred],
        "viewed": viewed(graph),
        "summary": summary(graph, dossier) if lines else emptiness(graph, dossier),
        "unites": [_line(graph, line) for line in dossier.unites],
        "divides": [_line(graph, line) for line in dossier.divides],
        "disputes": [_dispute(graph, dispute) for dispute in disputes],
        "context": [_aside(graph, aside) for aside in asides],
        "counts": {
            "unites": count(dossier.unites)._asdict(),
            "divides": count(dossier.divides)._asdict(),
            "both": count(lines)._asdict(),
        },
        "numbers": reconciled(graph, dossier) if lines else None,
        "measures": dossier.measures._asdict(),
        "measures_asserted": asserted_measures(dossier)._asdict(),
        "by_arena": {arena: signs._asdict() for arena, signs in dossier.by_arena.items()},
        "sources": [_source(graph, name) for name in sorted(sources)],
        **({"events": [part.data for part in coded]} if coded else {}),
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
        "copies": [claim.name for claim in line.copies],
        "paragraphs": sorted({claim.paragraph for claim in line.claims}),
        "sources": sorted({claim.source for claim in line.claims}),
        "clients": list(line.clients),
        "disputed_by": disputed_by(graph, line.claims),
        "triggered_by": list(line.root.triggered_by) if line.root else [],
        "outcome_of": list(line.root.outcome_of) if line.root else [],
        "sentence": wording.line_sentence(graph, line),
        "evidence": [
            {"part": found.part, "for": found.actor, **_claim(graph, found.claim)} for found in evidence(graph, line)
        ],
    }


def _aside(graph: GraphLike, aside: Aside) -> dict[str, Any]:
    """Return a claim of the context in the shape of a line; what the source leaves unnamed is null."""
    claim, copies = aside.claim, copies_of(graph, aside.claim)
    arena = next((name for name in claim.arenas if graph.arenas[name].is_theatre), next(iter(claim.arenas), None))
    return {
        "arena": arena,
        "arena_label": wording.clean(graph.arenas[arena].label) if arena else None,
        "relation": claim.relation,
        "agent": claim.agent,
        "target": claim.target,
        "when": claim.when,
        "when_words": wording.when(claim),
        "said_by": claim.said_by,
        "speakers": [claim.said_by],
        "reported": wording.is_reported(graph, claim),
        "stance": claim.stance,
        "sureness": claim.sureness,
        "derived": False,
        "rule": None,
        "rules": [],
        "certainty": claim_certainty(graph, claim),
        "claims": [claim.name, *(copy.name for copy in copies)],
        "copies": [copy.name for copy in copies],
        "paragraphs": sorted({each.paragraph for each in (claim, *copies)}),
        "sources": sorted({each.source for each in (claim, *copies)}),
        "clients": [],
        "disputed_by": disputed_by(graph, [claim]),
        "triggered_by": list(claim.triggered_by),
        "outcome_of": list(claim.outcome_of),
        "sentence": wording.sentence(graph, claim),
        "evidence": [{"part": "context", "for": None, **_claim(graph, claim)}],
        "reason": aside.reason,
        "reason_words": REASON_WORDS[aside.reason],
    }


def _dispute(graph: GraphLike, dispute: Dispute) -> dict[str, Any]:
    return {
        "claim": _claim(graph, dispute.claim),
        "disputed_by": [_claim(graph, other) for other in dispute.against],
        "bearing": dispute.bearing,
        "counts": not dispute.fell_on,
        "fell_on": list(dispute.fell_on),
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
