"""Sentences without inflected names, for languages whose grammar this house does not speak: who → whom: what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgraph.analysis.dyads import Line
from kgraph.dates import Extent
from kgraph.model import Claim, Derivation
from kgraph.namespaces import iri
from kgraph.views import wording
from kgraph.views.page.basis import Basis
from kgraph.views.page.language import filled
from kgraph.views.page.numeric import day, edtf, extent
from kgraph.views.page.phrases import figure, phrase, without_marks
from kgraph.views.page.words import Words, safe_url
from kgraph.views.shares import share


class PlainWords(Words):
    """The wording of one graph's facts by the ``[sentences]`` of a language."""

    def name(self, actor: str) -> str:
        """Return an actor's label; no name is inflected."""
        return self.labels.actor(actor)

    def place(self, arena: str) -> str:
        """Return an arena's label as it stands in a list."""
        return self.labels.arena(arena)

    def capital(self, text: str) -> str:
        """Return a text with its first letter raised, which Turkish does in a way of its own."""
        return f"İ{text[1:]}" if self.language.code == "tr" and text.startswith("i") else wording.capital(text)

    def listed(self, words: Iterable[str]) -> str:
        """Return ``a, b, c``."""
        return ", ".join(words)

    def time_asked(self) -> str:
        """Return the time that the view asks about, or nothing."""
        graph = self.graph
        if not graph.as_of:
            return ""
        return self._put("as_of", date=" – ".join(day(part) for part in graph.as_of.split("/")))

    def day(self, iso: str) -> str:
        """Return ``2021-09-28`` as ``28.09.2021``."""
        return day(iso)

    def short_day(self, iso: str) -> str:
        """Return an ISO day as short as it can be read."""
        return day(iso)

    def when(self, claim: Claim) -> str:
        """Return the date of a claim."""
        return edtf(claim.when, claim.reported_on, self.language.sentences)

    def line_when(self, line: Line) -> str:
        """Return the date of a line: that of the claim it words, or the time that its premises leave open."""
        return self.when(line.root) if line.root else self._extent(line.extent)

    def fact(self, fact: Claim | Derivation) -> str:
        """Return who does what to whom; reported speech, expectations and denials are worded as such."""
        if not isinstance(fact, Claim):
            return self.drawn(fact.agent, fact.relation, fact.target, (fact.name,))
        text, speaker = self._core(fact), self.name(fact.said_by)
        reported = wording.is_reported(self.graph, fact)
        if fact.stance == "expects":
            text = (
                self._put("expected_by", text=text, speaker=speaker) if reported else self._put("expected", text=text)
            )
        elif fact.stance == "denies":
            text = self._put("denied", text=text, speaker=speaker)
        elif reported:
            text = self._put("said_by", text=text, speaker=speaker)
        return self.capital(self._put("hedged", text=text) if fact.sureness == "hedged" else text)

    def tie(self, agent: str, relation: str, targets: Sequence[str]) -> str:
        """Return ``who → whom: what``."""
        target = self.listed(self.name(name) for name in targets)
        return self._tied(self.name(agent), relation, target)

    def opposed(self, line: Line) -> str:
        """Return a rivalry over third actors: who opposes them, who supports them."""
        return "; ".join(
            (self.tie(line.agent, "opposes", line.clients), self.tie(line.target, "supports", line.clients))
        )

    def based(self, basis: Basis, core: str) -> str:
        """Return a derived statement that says no more than its proofs do."""
        if basis.speakers:
            core = self._put("going_by", text=core, speakers=self.actors(basis.speakers))
        if basis.expected:
            core = self._put("expected", text=core)
        return self.capital(self._put("hedged", text=core) if basis.hedged else core)

    def citation(self, claim: Claim) -> str:
        """Return what a reader can paste into a text: the claim in our words, its source, and its address here."""
        source = self.graph.sources[claim.source]
        reported = wording.is_reported(self.graph, claim)
        return self._put(
            "citation",
            text=without_marks(self.fact(claim)),
            when=self.when(claim),
            by="".join(f"{wording.clean(creator)}, " for creator in source.creators),
            title=wording.clean(source.title),
            publisher=self.name(source.publisher),
            issued=day(source.issued),
            paragraph=claim.paragraph,
            quoting=self._put("quoting", speaker=self.name(claim.said_by)) if reported else "",
            origin=f" {source.origin}" if safe_url(source.origin) else "",
            iri=iri("claim", claim.name),
        )

    def _core(self, claim: Claim) -> str:
        relation = self.graph.vocabulary.relations[claim.relation]
        nobody = self.language.sentences["unnamed" if relation.needs_target else "something"]
        agent = self.name(claim.agent) if claim.agent else nobody
        if claim.target or "target" in claim.unnamed:
            unnamed = self.language.sentences["unnamed" if claim.agent else "another"]
            target = self.name(claim.target) if claim.target else unnamed
            text = self._tied(agent, claim.relation, target)
        else:
            text = self._put("alone", agent=agent, relation=self._relation(claim.relation))
        more = self.detail(claim)
        return self._put("in_brackets", text=text, more=more) if more else text

    def detail(self, claim: Claim) -> str:
        """Return what else the claim says: object, figure, means and place, the same as the English sentence has."""
        phrase_of = self.graph.vocabulary.relations[claim.relation].phrase
        found = []
        if claim.about and wording.clean(claim.about) not in phrase_of:
            found.append(phrase(claim.about, self.language))
        if claim.amount:
            found.append(figure(claim.amount, share(claim), self.language))
        if claim.through:
            found.append(self._put("through", actor=self.name(claim.through)))
        if claim.place:
            found.append(self._put("place", place=phrase(claim.place, self.language)))
        return "; ".join(found)

    def _tied(self, agent: str, relation: str, target: str) -> str:
        """Return who does what to whom; each relation that needs one has a form of its own."""
        own = self.language.relations.get(relation)
        if own:
            return filled(own, {"agent": agent, "target": target})
        return self._put("tie", agent=agent, target=target, relation=self._relation(relation))

    def _relation(self, name: str) -> str:
        # A postposition belongs to the name before it, which stands elsewhere here.
        return self.labels.relation(name).removeprefix(self.language.sentences["postposition"])

    def _extent(self, found: Extent) -> str:
        return extent(found, self.language.sentences)

    def _put(self, key: str, **values: object) -> str:
        return filled(self.language.sentences[key], values)
