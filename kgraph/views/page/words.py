"""Short wordings for the picture and its lists, in one language; English sentences are `kgraph.views.wording`'s."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from kgraph.analysis.dyads import Line
from kgraph.model import Claim, Derivation
from kgraph.namespaces import iri
from kgraph.views import wording
from kgraph.views.grammar import undergone
from kgraph.views.holder import GraphLike
from kgraph.views.page.basis import Basis, basis_of
from kgraph.views.page.language import Labels, Language
from kgraph.views.page.offices import certain_deed, office_dates
from kgraph.views.shares import share
from kgraph.views.viewed import time_in_words

_BOUNDS = {"exactly": "", "atLeast": "at least ", "atMost": "at most ", "approximately": "about "}
_STANCES = {"asserts": "asserts_by", "expects": "expects_by", "denies": "denies_by"}
_ACTING, _DONE_TO = "acting-for", "done-to"
# The rules in a few words, where a reader has not asked for more.
_SHORT_RULES = {(_ACTING,): "rule_acting", (_DONE_TO,): "rule_done", (_DONE_TO, _ACTING): "rule_both"}


class Mark(NamedTuple):
    """Words beside a statement that say what it is not: stated, certain, a fact; ``kind`` is for style and filters."""

    kind: str
    text: str


def amount(claim: Claim) -> str:
    """Return the figure of a claim with its unit and bound, such as ``at least 34 soldiers killed``."""
    figure, words = claim.amount, share(claim)
    if figure is None:
        return ""
    if words:
        return f"{_BOUNDS.get(figure.bound, '')}{words}"
    whole, dot, part = figure.value.partition(".")
    value = f"{int(whole):,}{dot}{part}" if whole.isdecimal() else figure.value
    return f"{_BOUNDS.get(figure.bound, '')}{value} {figure.unit}"


def safe_url(text: str | None) -> str | None:
    """Return a web address, or None for anything that is none."""
    try:
        parts = urlsplit(text or "")
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None


class Words:
    """The wording of one graph's facts in English."""

    def __init__(self, graph: GraphLike, language: Language) -> None:
        """Take labels from the graph."""
        self.graph = graph
        self.language = language
        self.labels = Labels(graph, language.code)
        self.say = language.say
        self._bases: dict[tuple[str, ...], Basis] = {}

    def basis(self, facts: Sequence[str]) -> Basis:
        """Return on what a statement rests that each of these facts proves; looked up once for all its words."""
        key = tuple(facts)
        if key not in self._bases:
            self._bases[key] = basis_of(self.graph, key)
        return self._bases[key]

    # Names

    def label(self, actor: str) -> str:
        """Return an actor's label as it stands alone."""
        return self.labels.actor(actor)

    def name(self, actor: str) -> str:
        """Return an actor's name as it stands in a sentence."""
        return wording.name(self.graph, actor)

    def actors(self, names: Iterable[str]) -> str:
        """Return the names of several actors as they stand in a sentence."""
        return self.listed(self.name(name) for name in names)

    def listed(self, words: Iterable[str]) -> str:
        """Return ``a, b and c``."""
        return wording.listed(words)

    def pair(self, a: str, b: str) -> str:
        """Return the names of two actors as they stand in a sentence."""
        return self.in_a_row([self.name(a), self.name(b)])

    def capital(self, text: str) -> str:
        """Return a text with its first letter raised."""
        return wording.capital(text)

    def in_a_row(self, words: Sequence[str]) -> str:
        """Return ``a, b and c`` in the language of the words."""
        return self.say("and", a=", ".join(words[:-1]), b=words[-1]) if len(words) > 1 else "".join(words)

    def place(self, arena: str) -> str:
        """Return an arena as it stands behind a preposition: ``arms``, ``the Caucasus``."""
        return wording.where(self.graph, arena).split(" ", 1)[1]

    def arena(self, name: str) -> str:
        """Return an arena's label with a capital."""
        return self.capital(self.labels.arena(name))

    def arenas(self, names: Iterable[str]) -> str:
        """Return the labels of several arenas."""
        return ", ".join(self.arena(name) for name in names)

    # What counts

    def view(self) -> tuple[str, str]:
        """Return what counts under the graph's view, and when; with what the reader left out."""
        view = self.graph.view
        at = self.time_asked() or self.say("any_date")
        if view.certainly:
            at = self.say("only_certain", at=at)
        if view.preferred:
            at = self.say("without_denied", at=at, speakers=self.actors(view.preferred))
        if view.without:
            names = wording.listed(f"{kind} {wording.clean(name)}" for kind, name in view.without)
            at = self.say("without", at=at, names=names)
        key = f"policy_{view.policy.name}"
        return self.say(key) if key in self.language.page else view.policy.name, at

    def time_asked(self) -> str:
        """Return the time that the view asks about, or nothing."""
        return time_in_words(self.graph)

    # When

    def day(self, iso: str) -> str:
        """Return an ISO day, month or year."""
        return wording.day(iso)

    def short_day(self, iso: str) -> str:
        """Return an ISO day as short as it can be read."""
        return wording.day(iso, short=True)

    def when(self, claim: Claim) -> str:
        """Return the date of a claim."""
        return wording.when(claim)

    def line_when(self, line: Line) -> str:
        """Return the date of a line: that of the claim it words, or the time that its premises leave open."""
        return wording.line_when(line)

    # Who does what to whom

    def fact(self, fact: Claim | Derivation) -> str:
        """Return who does what to whom; reported speech, expectations and denials are worded as such."""
        if isinstance(fact, Claim):
            return wording.capital(wording.clause(self.graph, fact))
        return self.drawn(fact.agent, fact.relation, fact.target, (fact.name,))

    def line(self, line: Line) -> str:
        """Return a line of the dossier; a rivalry through others says through whom."""
        if line.root and line.rule is None:
            return self.fact(line.root)
        if line.rule == "proxy-rival":
            return self.based(self.basis(line.facts), self._camps(line))
        if line.rule == "opposed-client":
            return self.based(self.basis(line.facts), self.opposed(line))
        return self.drawn(line.agent, line.relation, line.target, line.facts)

    def drawn(self, agent: str, relation: str, target: str, facts: Sequence[str]) -> str:
        """Return a tie that each of these facts proves, with whatever weakens all of them."""
        return self.based(self.basis(facts), self.tie(agent, relation, [target]))

    def tie(self, agent: str, relation: str, targets: Sequence[str]) -> str:
        """Return a relation to one or several actors as it stands inside a sentence."""
        verb = wording.does(self.graph, agent, relation)
        phrase = self.graph.vocabulary.relations[relation].phrase
        return f"{verb} {self.listed(undergone(phrase, self.name(target)) for target in targets)}"

    def opposed(self, line: Line) -> str:
        """Return a rivalry over third actors as it stands inside a sentence."""
        return (
            f"{self.tie(line.agent, 'opposes', line.clients)}, whom {wording.does(self.graph, line.target, 'supports')}"
        )

    def based(self, basis: Basis, core: str) -> str:
        """Return a derived statement as a sentence that says no more than its proofs do."""
        going_by = f"going by {self.actors(basis.speakers)}"
        if basis.expected:
            core = f"expected{f', {going_by}' if basis.speakers else ''}: {core}"
        elif basis.speakers:
            core = f"{going_by}, {core}"
        return wording.capital(f"{core} (in part said with reservations)" if basis.hedged else core)

    def marks(self, facts: Sequence[str]) -> list[dict[str, str]]:
        """Return the marks of what each of these facts proves; reservations are part of its sentence."""
        basis = self.basis(facts)
        found = []
        if basis.rules:
            found.append(Mark("derived", self.say("mark_derived", rule=self._short(basis.rules))))
        if basis.speakers:
            found.append(Mark("reported", self.say("mark_reported_rule" if basis.rules else "mark_reported")))
        if basis.expected:
            found.append(Mark("expected", self.say("mark_expected")))
        if basis.certain is False:
            links = certain_deed(self.graph, facts)
            dates = office_dates(links, self.when) if links else ""
            found.append(
                Mark("office", self.say("mark_office", when=dates))
                if links
                else Mark("possibly", self.say("mark_possibly"))
            )
        return [mark._asdict() for mark in found]

    def detail(self, claim: Claim) -> str:
        """Return what else the claim says, in the words of the pen: object, figure, place."""
        # What the relation already says is not said twice.
        phrase = self.graph.vocabulary.relations[claim.relation].phrase
        about = claim.about if claim.about and claim.about not in phrase else None
        through = f"through {wording.name(self.graph, claim.through)}" if claim.through else ""
        found = (about, amount(claim), through, claim.place)
        return "; ".join(wording.clean(part) for part in found if part)

    def citation(self, claim: Claim) -> str:
        """Return what a reader can paste into a text: the claim in our words, its source, and its address here."""
        source = self.graph.sources[claim.source]
        by = f"{wording.listed(wording.clean(creator) for creator in source.creators)}, " if source.creators else ""
        origin = f" {source.origin}" if safe_url(source.origin) else ""
        where = f"{by}“{wording.clean(source.title)}”, {wording.citation(self.graph, claim)}."
        said = f"{wording.sentence(self.graph, claim)} ({wording.when(claim)})"
        return f"{said} {where}{origin} kgraph: {iri('claim', claim.name)}"

    # On whose word

    def said(self, claim: Claim) -> str:
        """Return on whose word a claim rests, and how surely it is said."""
        text = self.say(_STANCES.get(claim.stance, "asserts_by"), speaker=self._speaker(claim))
        return self.say("with_reservations", said=text) if claim.sureness == "hedged" else text

    def speakers(self, claims: Iterable[Claim]) -> str:
        """Return everybody on whose word the claims rest, each once, in order of appearance."""
        return "; ".join(dict.fromkeys(self._speaker(claim) for claim in claims))

    def cited(self, claims: Sequence[Claim]) -> str:
        """Return on whose word a statement rests, as a phrase."""
        return self.said(claims[0]) if len(claims) == 1 else self.say("on_the_word", speakers=self.speakers(claims))

    def repetition(self, copy: Claim, original: Claim) -> str:
        """Return where a claim is repeated, and what the source that repeats it is to the other one."""
        how = self.say(f"repeat_{wording.kind_of_repetition(self.graph, copy, original)}")
        title = wording.clean(self.graph.sources[copy.source].title)
        where = f"“{title}”, {self._short_source(copy.source)}, ¶ {copy.paragraph}"
        found = self.say("repeated_in", where=where, how=how)
        return found if copy.when == original.when else f"{found}, {self.when(copy)}"

    def paragraphs(self, claims: Iterable[Claim]) -> str:
        """Return the paragraphs of the claims, source by source; a source is named where there are several."""
        by_source: dict[str, set[int]] = {}
        for claim in claims:
            by_source.setdefault(claim.source, set()).add(claim.paragraph)
        lists = {
            source: f"¶ {', '.join(str(number) for number in sorted(found))}" for source, found in by_source.items()
        }
        if len(self.graph.sources) == 1:
            return "; ".join(lists.values())
        # Two sources of one publisher and day may have the same paragraphs: a text and its copy.
        return "; ".join(
            dict.fromkeys(f"{self._short_source(source)}, {found}" for source, found in sorted(lists.items()))
        )

    def _short_source(self, name: str) -> str:
        source = self.graph.sources[name]
        return f"{self.label(source.publisher)}, {self.short_day(source.issued)}"

    def _speaker(self, claim: Claim) -> str:
        said_by = self.name(claim.said_by)
        if wording.is_reported(self.graph, claim):
            return self.say("reported_by", speaker=said_by, voice=self.name(self.graph.sources[claim.source].voice))
        return said_by

    def _short(self, rules: tuple[str, ...]) -> str:
        if f"rule_{rules[0]}" in self.language.page:
            return self.say(f"rule_{rules[0]}")
        acting = tuple(rule for rule in rules if rule in (_DONE_TO, _ACTING))
        return self.say(_SHORT_RULES[acting]) if acting in _SHORT_RULES else self.labels.rule(rules[0])

    def _camps(self, line: Line) -> str:
        """Return whom each of the two supports, and who of these opposes whom."""
        backed: dict[str, set[str]] = {line.agent: set(), line.target: set()}
        opposed: dict[str, set[str]] = {}
        for name in line.facts:
            fact = self.graph.conclusions.fact(name)
            for premise in fact.premises if isinstance(fact, Derivation) else ():
                part = self.graph.conclusions.fact(premise)
                if part.agent and part.target:
                    side = backed if part.agent in backed else opposed
                    side.setdefault(part.agent, set()).add(part.target)
        parts = [self.tie(end, "supports", sorted(found)) for end, found in backed.items()]
        parts += [self.tie(end, "opposes", sorted(found)) for end, found in sorted(opposed.items())]
        return "; ".join(parts)
