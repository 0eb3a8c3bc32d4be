"""Plain English for claims and lines: who does what to whom, on whose word, when, and where it is written.

Sentences are in the present tense, as in a chronicle, and go with a date. Nothing here says more than the claim:
reported speech names its speaker, an expectation is called one, a hedge is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from kgraph.dates import Extent, Window, in_words
from kgraph.model import Amount, Claim, Derivation
from kgraph.views.grammar import agree, undergone

# Who words claims words names too.
from kgraph.views.grammar import capital as capital
from kgraph.views.grammar import clean as clean
from kgraph.views.grammar import listed as listed
from kgraph.views.grammar import name as name
from kgraph.views.shares import share

# `why` words claims too and must start quickly.
if TYPE_CHECKING:
    from kgraph.analysis.dyads import Line
    from kgraph.views.holder import GraphLike

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August"]
_MONTHS += ["September", "October", "November", "December"]
_ISO = r"(\d{4})-(\d{2})(?:-(\d{2}))?"
_BOUNDS = {"atLeast": "at least ", "atMost": "at most ", "approximately": "about "}
_REGIONS_WITH_THE = frozenset({"Balkans", "Caucasus", "Horn of Africa", "Middle East", "Sahel", "South China Sea"})
# What the claim is about is the reason here, elsewhere it is the object.
_OVER = ("warns", "isAlarmedBy", "isAngeredBy", "sanctions", "rejectsDictation")


def tie(graph: GraphLike, agent: str, relation: str, target: str) -> str:
    """Return a relation between two actors as a sentence without its full stop."""
    phrase = agree(graph.vocabulary.relations[relation].phrase, graph, agent)
    return capital(f"{name(graph, agent)} {phrase} {undergone(phrase, name(graph, target))}")


def does(graph: GraphLike, agent: str, relation: str) -> str:
    """Return an actor and the verb of a relation as they stand inside a sentence: ``Haftar's forces oppose``."""
    return f"{name(graph, agent)} {agree(clean(graph.vocabulary.relations[relation].phrase), graph, agent)}"


def where(graph: GraphLike, arena: str) -> str:
    """Return an arena as it stands inside a sentence: ``over arms``, ``in the Caucasus``."""
    found = graph.arenas[arena]
    label = clean(found.label)
    if not found.is_theatre:
        return f"over {label}"
    return f"in the {label}" if label in _REGIONS_WITH_THE else f"in {label}"


def clause(graph: GraphLike, claim: Claim, details: bool = True) -> str:
    """Return what a claim says as it stands inside a sentence; ``details`` adds object, figure, means and place."""
    core = _core(graph, claim, details)
    hedged = claim.sureness == "hedged"
    speaker = name(graph, claim.said_by)
    if claim.stance == "expects":
        by = f" by {speaker}" if is_reported(graph, claim) else ""
        return f"expected{by}{', with reservations' if hedged else ''}: {core}"
    if claim.stance == "denies":
        core = f"{speaker} {agree('denies', graph, claim.said_by)} that {core}"
    elif is_reported(graph, claim):
        core = f"according to {speaker}, {core}"
    return f"{core} (said with reservations)" if hedged else core


def sentence(graph: GraphLike, claim: Claim) -> str:
    """Return what a claim says as a sentence."""
    return capital(clause(graph, claim)) + "."


def headline(graph: GraphLike, line: Line) -> str:
    """Return a line of a dossier as a sentence, without what it rests on; never without its rule."""
    if line.root and line.rule is None:
        return sentence(graph, line.root)
    core = _counted(graph, line, line.root) if line.root else _drawn(graph, line)
    return f"{capital(core)} [{listed_rules(graph, line)}]."


def line_sentence(graph: GraphLike, line: Line) -> str:
    """Return a line of a dossier as one sentence, with all that it rests on."""
    said = [clause(graph, claim, details=False) for claim in line.witnesses if claim != line.root]
    if not said:
        return headline(graph, line)
    start, rules = headline(graph, line).removesuffix(".").rsplit(" [", 1)
    return f"{start}: {'; '.join(dict.fromkeys(said))} [{rules}."


def on_report(graph: GraphLike, line: Line) -> bool:
    """Say whether every proof of a line rests on a claim that the source only reports others as saying."""
    claims, leaves = graph.conclusions.claims, graph.conclusions.leaves
    return all(any(is_reported(graph, claims[leaf]) for leaf in leaves(fact)) for fact in line.facts)


def is_hedged(graph: GraphLike, line: Line) -> bool:
    """Say whether every proof of a line rests on a claim that is said with reservations."""
    claims, leaves = graph.conclusions.claims, graph.conclusions.leaves
    return all(any(claims[leaf].sureness == "hedged" for leaf in leaves(fact)) for fact in line.facts)


def listed_rules(graph: GraphLike, line: Line) -> str:
    """Return the rules of a line as it names them: ``rules: proxy rival, acting for``."""
    rules = [clean(rule.replace("-", " ")) for rule in rules_of(graph, line)]
    return f"{'rule' if len(rules) == 1 else 'rules'}: {', '.join(rules)}"


def rules_of(graph: GraphLike, line: Line) -> tuple[str, ...]:
    """Return the names of the rules that a line needed: its own first, then those of its premises, by name."""
    if line.rule is None:
        return ()
    found: set[str] = set()
    todo = list(line.facts)
    while todo:
        fact = graph.conclusions.fact(todo.pop())
        if isinstance(fact, Derivation):
            found.add(fact.rule)
            todo.extend(fact.premises)
    return (line.rule, *sorted(found - {line.rule}))


def is_reported(graph: GraphLike, claim: Claim) -> bool:
    """Say whether the source reports what somebody else says, and does not speak in its own voice."""
    return claim.said_by != graph.sources[claim.source].voice


def citation(graph: GraphLike, claim: Claim) -> str:
    """Return where a claim stands and who speaks: ``Reuters, 28 Sep 2021, ¶12, quoting United Nations experts``."""
    source = graph.sources[claim.source]
    quoting = f", quoting {name(graph, claim.said_by)}" if is_reported(graph, claim) else ""
    return f"{name(graph, source.publisher)}, {day(source.issued, short=True)}, ¶{claim.paragraph}{quoting}"


_REPETITIONS = {
    "same_report": "on the same report",
    "copy": "a copy of it",
    "resting": "which rests on it",
    "same_address": "of the same address",
    "rested_on": "on which it rests",
}


def kind_of_repetition(graph: GraphLike, copy: Claim, original: Claim) -> str:
    """Return what the source that repeats a claim is to the other one."""
    source, other = graph.sources[copy.source], graph.sources[original.source]
    same_address = source.origin is not None and source.origin == other.origin
    if rests_on(graph, source.name, other.name):
        return "copy" if same_address else "resting"
    if same_address:
        return "same_address"
    return "rested_on" if rests_on(graph, other.name, source.name) else "same_report"


def repetition(graph: GraphLike, copy: Claim, original: Claim) -> str:
    """Return where a claim is repeated, and what the source that repeats it is to the other one."""
    how = _REPETITIONS[kind_of_repetition(graph, copy, original)]
    # What the two say differently is not lost.
    dated_otherwise = f", {when(copy)}" if copy.when != original.when else ""
    worded_otherwise = f": {clause(graph, copy)}" if _core(graph, copy, True) != _core(graph, original, True) else ""
    return f"also in {citation(graph, copy)} ({copy.source}), {how}{dated_otherwise}{worded_otherwise}"


def rests_on(graph: GraphLike, source: str, other: str) -> bool:
    """Say whether a source rests on another one, directly or step by step."""
    above = graph.sources[source].derived_from
    return other in above or any(rests_on(graph, each, other) for each in above if each in graph.sources)


def when(claim: Claim) -> str:
    """Return the date of a claim in words."""
    year = claim.when[:4]
    if claim.when == f"{year}-01-01/{year}-12-31":
        return f"the whole of {year}"
    return dated(in_words(claim.when, claim.reported_on))


def dated(text: str) -> str:
    """Return a text with its ISO days and months in words."""
    return re.sub(_ISO, lambda found: day(found[0]), clean(text))


def line_when(line: Line) -> str:
    """Return the date of a line in words: that of the claim it words, or the time that its premises leave open."""
    return when(line.root) if line.root else extent_words(line.extent)


def certainty(line: Line, window: Window | None) -> str | None:
    """Return ``certainly`` or ``possibly``: by the dates, a derived line holds, or a stated one holds in the window."""
    if not line.derived and window is None:
        return None
    certain = line.certain if line.derived or window is None else window.must_hold(line.extent)
    return "certainly" if certain else "possibly"


def day(iso: str, short: bool = False) -> str:
    """Return ``2021-09-28`` as ``28 September 2021`` or ``28 Sep 2021``, and ``2020-02`` as ``February 2020``."""
    found = re.fullmatch(_ISO, iso)
    if not found or not 1 <= int(found[2]) <= 12:
        return clean(iso)
    month = _MONTHS[int(found[2]) - 1]
    number = f"{int(found[3])} " if found[3] else ""
    return f"{number}{month[:3] if short else month} {found[1]}"


def _core(graph: GraphLike, claim: Claim, details: bool) -> str:
    relation = graph.vocabulary.relations[claim.relation]
    unnamed = "someone (it is not said who)" if relation.needs_target else "someone or something unnamed"
    agent = name(graph, claim.agent) if claim.agent else unnamed
    words = [agent, agree(clean(relation.phrase), graph, claim.agent)]
    if claim.target or "target" in claim.unnamed:
        unnamed = "someone (it is not said whom)" if claim.agent else "another"
        words.append(undergone(words[1], name(graph, claim.target)) if claim.target else unnamed)
    if not details:
        return " ".join(words)
    more = []
    if claim.about and clean(claim.about) not in relation.phrase:
        about = clean(claim.about)
        if any(graph.vocabulary.is_a(claim.relation, general) for general in _OVER):
            words.append(f"over {about}")
        else:
            more.append(about)
    if claim.amount:
        more.append(_figure(claim.amount, share(claim)))
    if claim.through:
        more.append(f"through {name(graph, claim.through)}")
    if claim.place:
        more.append(f"place: {clean(claim.place)}")
    return " ".join(words) + (f" ({'; '.join(more)})" if more else "")


def _figure(amount: Amount, words: str | None) -> str:
    if words:
        return f"{_BOUNDS.get(amount.bound, '')}{clean(words)}"
    whole, point, rest = amount.value.partition(".")
    return f"{_BOUNDS.get(amount.bound, '')}{int(whole):,}{point}{rest} {clean(amount.unit)}"


def _counted(graph: GraphLike, line: Line, root: Claim) -> str:
    """Return the tie of the root claim and for whom it counts."""
    a, b = name(graph, line.agent), name(graph, line.target)
    parts = [f"for {a}"] if root.agent != line.agent else []
    if root.target != line.target:
        both = parts and graph.vocabulary.relations[line.relation].symmetric
        parts.append(b if both else f"as done to {b}")
    speakers = _speakers(graph, [link for link in line.witnesses if link.said_by != root.said_by])
    return f"{clause(graph, root)}; {speakers and f'going by {speakers}, '}counted {' and '.join(parts)}"


def _drawn(graph: GraphLike, line: Line) -> str:
    """Return a rivalry that a rule draws from several ties, with whatever weakens all of its proofs."""
    a, b = name(graph, line.agent), name(graph, line.target)
    opposes, supports = agree("opposes", graph, line.agent), agree("supports", graph, line.target)
    core = f"{a} {opposes} {listed(name(graph, client) for client in line.clients)}, whom {b} {supports}"
    if line.rule == "proxy-rival":
        core = f"{a} and {b} back opposite sides"
    if on_report(graph, line):
        core = f"going by {_speakers(graph, line.claims)}, {core}"
    core = f"{where(graph, line.arena)}, {core}"
    if line.stance == "expects":
        core = f"expected: {core}"
    return f"{core} (in part said with reservations)" if is_hedged(graph, line) else core


def _speakers(graph: GraphLike, claims: Iterable[Claim]) -> str:
    return listed(sorted({name(graph, claim.said_by) for claim in claims if is_reported(graph, claim)}))


def extent_words(extent: Extent) -> str:
    """Return between which days something possibly holds, in words."""
    first, last = extent.earliest, extent.latest
    if not first or not last:
        open_end = f"some time after {day(str(first))}" if first else "at a time that is not given"
        return f"by {day(str(last))}" if last else open_end
    if first == last:
        return day(str(first))
    if first.day == (last + timedelta(days=1)).day == 1 and (last - first).days < 31:
        return f"some time in {day(str(first)[:7])}"
    return f"some time between {day(str(first))} and {day(str(last))}"
