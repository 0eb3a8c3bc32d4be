"""The paragraph on top of a dossier, its measures in plain words, and the view it was made under."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kgraph.analysis.dyads import Dossier, Line
from kgraph.views import wording
from kgraph.views.dossier.counts import asserted_measures
from kgraph.views.holder import GraphLike
from kgraph.views.viewed import beginning, time_in_words

POLICY_WORDS = {
    "facts": "only what sources say in their own voice",
    "claims": "what sources say in their own voice or report others as saying",
    "all": "what sources say or report others as saying, and what is expected",
}


class Measure(NamedTuple):
    """A measure of the pair: its name, its values as text, and what it tells.

    The first value leaves out lines that are merely expected; the second counts them, and is only there if some are.
    """

    name: str
    values: tuple[str, ...]
    meaning: str


# The heads of the two values of a measure.
MEASURED = ("Asserted", "With expected")


def viewed(graph: GraphLike) -> str:
    """Say which policy and date the dossier was made under."""
    policy = graph.view.policy.name
    held = "what certainly held then" if graph.view.certainly else "what may have held then"
    date = f"{wording.capital(time_in_words(graph))}: {held} counts." if graph.as_of else "All dates."
    words = f"Policy “{policy}”: {POLICY_WORDS.get(policy, policy)}. {date}"
    if graph.view.preferred:
        speakers = wording.listed(wording.name(graph, graph.actor(speaker)) for speaker in graph.view.preferred)
        words += f" Preferred: {speakers}; what they deny does not count, and is listed as disputed."
    if graph.view.without:
        words += f" Left out: {wording.listed(f'{kind} {wording.clean(name)}' for kind, name in graph.view.without)}."
    return words


def summary(graph: GraphLike, dossier: Dossier) -> str:
    """Return one paragraph: partners on what, at odds where, by proxy where, and what rests on mere speech."""
    a, b = wording.name(graph, dossier.a), wording.name(graph, dossier.b)
    lines = (*dossier.unites, *dossier.divides)
    stated = [line for line in lines if line.stance != "expects"]
    unites = [line for line in stated if line.sign > 0]
    divides = [line for line in stated if line.sign < 0]
    parts = []
    if unites:
        parts.append(f"partners {_arenas(graph, unites)} ({_count(unites)})")
    if divides:
        parts.append(f"at odds {_arenas(graph, divides, 'over')} ({_count(divides)})")
    said = wording.capital(f"{beginning(graph)}{a} and {b} are {wording.listed(parts)}.")
    sentences = [said if parts else f"Of {a} and {b} the graph holds expectations only."]
    if parts and not unites:
        sentences.append("Under this view the graph holds no tie that unites them.")
    if parts and not divides:
        sentences.append("Under this view the graph holds nothing that divides them.")
    sentences.extend(_without_beginning(graph, stated))
    sentences.extend(_by_proxy(graph, stated))
    sentences.extend(_on_speech(graph, lines))
    return " ".join(sentences)


def measures(dossier: Dossier) -> tuple[Measure, ...]:
    """Return the measures of the pair in plain words; nothing nets the two signs."""
    asserted = asserted_measures(dossier)
    found = [asserted] if asserted == dossier.measures else [asserted, dossier.measures]

    def number(name: str) -> tuple[str, ...]:
        return tuple(_number(getattr(one, name)) for one in found)

    def share(name: str) -> tuple[str, ...]:
        return tuple(_share(getattr(one, name)) for one in found)

    return (
        Measure("Ties that unite", number("positive"), "lines that unite, each of weight 1"),
        Measure("Ties that divide", number("negative"), "lines that divide, each of weight 1"),
        Measure("Volume", number("volume"), "the smaller of the two: how much there is of the weaker side"),
        Measure("Symmetry", share("symmetry"), "0 where all ties have one sign, 1 where both signs weigh the same"),
        Measure(
            "Ambivalence (Griffin)",
            number("griffin"),
            "the mean of the two sides less their difference: high where both are strong, negative where one prevails",
        ),
        Measure(
            "Compartmentalisation",
            share("compartmentalisation"),
            "1 where every arena holds one sign only, 0 where the arena tells nothing of the sign; "
            "undefined where all ties have one sign",
        ),
    )


def _without_beginning(graph: GraphLike, lines: Sequence[Line]) -> Iterable[str]:
    """Say how many lines count at the time asked about only because nobody says since when."""
    if graph.view.window is None or graph.view.certainly:
        return
    window, claims, leaves = graph.view.window, graph.conclusions.claims, graph.conclusions.leaves
    found = [
        line
        for line in lines
        if wording.certainty(line, window) == "possibly"
        and all(any(claims[leaf].extent.earliest is None for leaf in leaves(fact)) for fact in line.facts)
    ]
    if found:
        which = "All of these" if len(found) == len(lines) > 1 else _count(found)
        count, may = ("count", "they may") if len(found) > 1 else ("counts", "it may")
        left_open = "no source says since when, or on which day before its own"
        yield f"{which} {count} only because {left_open}: {may} have come about later."


def _by_proxy(graph: GraphLike, lines: Iterable[Line]) -> Iterable[str]:
    found = list(lines)
    kinds = (
        ("By proxy, they back opposite sides", [line for line in found if line.rule == "proxy-rival"]),
        ("A source says itself that they back rival camps", [x for x in found if x.relation == "backsRivalCampTo"]),
        ("One opposes whom the other supports", [line for line in found if line.rule == "opposed-client"]),
    )
    return [f"{start} {_arenas(graph, kept)}." for start, kept in kinds if kept]


def _on_speech(graph: GraphLike, lines: Iterable[Line]) -> Iterable[str]:
    found = list(lines)
    reported = [line for line in found if line.stance != "expects" and wording.on_report(graph, line)]
    expected = [line for line in found if line.stance == "expects"]
    if reported:
        speakers = {
            wording.name(graph, claim.said_by)
            for line in reported
            for claim in line.claims
            if wording.is_reported(graph, claim)
        }
        yield (
            f"Without reported speech (by {wording.listed(sorted(speakers))}), {_count(reported)} "
            f"{_arenas(graph, reported)} would not hold."
        )
    else:
        yield "No line depends on reported speech, expectations aside."
    if expected:
        are = "is merely expected and" if len(expected) == 1 else "are merely expected and"
        yield f"{_count(expected)} {_arenas(graph, expected)} {are} not in these numbers."
    derived = [line for line in found if line.derived]
    if derived:
        which = f"{len(derived)} of the {len(found)} lines" if len(found) > 1 else "The line"
        yield f"{which} below follow{'s' if len(derived) == 1 else ''} by rules."


def _arenas(graph: GraphLike, lines: Iterable[Line], domains: str = "on") -> str:
    """Return ``on arms and energy and in Libya``: domains first, with the preposition given, then theatres."""
    names = sorted({line.arena for line in lines})
    parts = []
    for preposition, theatre in ((domains, False), ("in", True)):
        found = [wording.where(graph, name) for name in names if graph.arenas[name].is_theatre == theatre]
        if found:
            parts.append(f"{preposition} {wording.listed(words.split(' ', 1)[1] for words in found)}")
    return " and ".join(parts)


def _count(lines: list[Line]) -> str:
    return f"{len(lines)} {'line' if len(lines) == 1 else 'lines'}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-", "−")


def _share(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.2f}"
