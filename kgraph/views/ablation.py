"""On what a conclusion stands or falls, as text or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kgraph.views.viewed import in_words
from kgraph.views.wording import citation, clean, listed, name, sentence, tie

if TYPE_CHECKING:
    from kgraph.analysis.ablation import Ablation, Cuts, Part
    from kgraph.views.holder import GraphLike


def as_text(graph: GraphLike, a: str, relation: str, b: str, found: Ablation) -> str:
    """Return what brings the conclusion down, in plain words."""
    fact = tie(graph, a, relation, b)
    if not found.proofs:
        return f"{fact}: does not hold {in_words(graph)}, so there is nothing to bring down.\n"
    lines = [f"{fact}: holds, {_proofs(found.proofs)} {in_words(graph)}.", ""]
    sources = {source: f"{clean(graph.sources[source].title)} ({source})" for source in found.sources}
    lines += [_verdict("source", found.sources), _verdict("speaker", found.speakers), ""]
    lines += ["Sources:", *_parts(found.sources, sources, found.proofs)]
    lines += [f"  without any of the others ({listed(found.idle_sources)}): no difference"] * bool(found.idle_sources)
    lines += _together("source", found.source_cuts)
    speakers = {speaker: graph.actors[speaker].label for speaker in found.speakers}
    lines += ["", "Speakers:", *_parts(found.speakers, speakers, found.proofs)]
    idle = listed(name(graph, speaker) for speaker in found.idle_speakers)
    lines += [f"  without any of the others ({idle}): no difference"] * bool(idle)
    lines += _together("speaker", found.speaker_cuts)
    lines += ["", *_cuts(graph, found)]
    part = f"{len(found.claims)} {'has' if len(found.claims) == 1 else 'have'} a part in a proof"
    lines += ["", f"Of the claims that count, {part}; {found.idle_claims} make no difference."]
    return "\n".join(lines) + "\n"


def as_json(graph: GraphLike, a: str, relation: str, b: str, found: Ablation) -> str:
    """Return the same as JSON; ``survives`` says whether a proof is left without it."""
    content: dict[str, Any] = {
        "a": a,
        "relation": relation,
        "b": b,
        "policy": graph.view.policy.name,
        "as_of": graph.as_of,
        "holds": graph.view.holds,
        "proofs": found.proofs,
        "smallest_cuts": _json_cuts(found, found.cuts),
        "all_smallest_cuts": found.cuts.every,
        "smallest_source_cuts": _json_cuts(found, found.source_cuts),
        "all_smallest_source_cuts": found.source_cuts.every,
        "smallest_speaker_cuts": _json_cuts(found, found.speaker_cuts),
        "all_smallest_speaker_cuts": found.speaker_cuts.every,
        "claims": _json_parts(found.claims),
        "sources": _json_parts(found.sources),
        "speakers": _json_parts(found.speakers),
        "no_part": {
            "claims": found.idle_claims,
            "sources": list(found.idle_sources),
            "speakers": list(found.idle_speakers),
        },
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _verdict(kind: str, parts: Mapping[str, Part]) -> str:
    """Say in one line whether it survives without any one of a kind."""
    needed = [name for name, part in parts.items() if part.needed]
    if not needed:
        return f"It survives without any one {kind}."
    return f"It does not survive without the {kind}{'' if len(needed) == 1 else 's'} {listed(needed)}."


def _together(kind: str, cuts: Cuts) -> list[str]:
    """Say which several of a kind bring it down together, where no single one does."""
    if cuts.size == 1:
        return []
    fewer = f"single {kind}" if cuts.size == 2 else f"{cuts.size - 1} {kind}s"
    lines = [f"  no {fewer} can bring it down; {cuts.size} together can. It falls without:"]
    lines += [f"    {listed(names)}" for names in cuts.sets]
    return lines if cuts.every else [*lines, f"    and more sets of {cuts.size} {kind}s; --most N lists more"]


def _cuts(graph: GraphLike, found: Ablation) -> list[str]:
    """Return the smallest sets of claims without which it falls; what they have in common is said once."""
    size, sets = found.cuts.size, found.cuts.sets
    common = set(sets[0]).intersection(*sets)
    if size == 1:
        lines = ["It falls without any one of these claims:"]
        lines += [_claim(graph, name, "") for (name,) in sets]
    else:
        fewer = "single claim" if size == 2 else f"{size - 1} claims"
        lines = [f"No {fewer} can bring it down; {size} can. It falls without all of these:"]
        lines += [_claim(graph, name, "") for name in sorted(common)]
        if rest := [[name for name in cut if name not in common] for cut in sets if len(cut) > len(common)]:
            lines += ["together with any one of these sets:" if common else "or all of any one set:"]
            for number, names in enumerate(rest, 1):
                lines += [
                    _claim(graph, name, f"{number}. " if place == 0 else "   ") for place, name in enumerate(names)
                ]
    if not found.cuts.every:
        lines.append("More sets of this size bring it down; --most N lists more.")
    return lines


def _claim(graph: GraphLike, claim_name: str, mark: str) -> str:
    claim = graph.conclusions.claims[claim_name]
    return f"  {mark}{sentence(graph, claim)} [{citation(graph, claim)}; {claim.name}]"


def _parts(parts: Mapping[str, Part], labels: Mapping[str, str], proofs: int) -> list[str]:
    return [f"  without {labels[key]}: {_effect(part, proofs)}" for key, part in parts.items()]


def _effect(part: Part, proofs: int) -> str:
    if part.needed:
        return "it falls"
    return f"it survives, on {proofs - part.proofs} of {_proofs(proofs)}"


def _proofs(count: int) -> str:
    return f"{count} proof{'' if count == 1 else 's'}"


def _json_cuts(found: Ablation, cuts: Cuts) -> list[list[str]]:
    return [list(cut) for cut in cuts.sets] if found.proofs else []


def _json_parts(parts: Mapping[str, Part]) -> dict[str, Any]:
    return {key: {"proofs": part.proofs, "survives": not part.needed} for key, part in parts.items()}
