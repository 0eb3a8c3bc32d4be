"""Checking what the pens say against the ontology and the registers, and turning it into the model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from kgraph.dates import Extent, parse_extent
from kgraph.errors import InputError, unknown
from kgraph.model import Actor, Amount, Claim, Source, Theatre
from kgraph.names import fold
from kgraph.namespaces import PREFIXES
from kgraph.sources.form import ActorForm, ActorsPenForm, ClaimForm, SourcePenForm, TheatresPenForm
from kgraph.sources.pen import Pen
from kgraph.vocabulary import Relation, Vocabulary

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_LONGEST_ANCHOR = 5


class Checker:
    """Collects entries pen by pen, and one line for every fault."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Start with the words of the ontology."""
        self.vocabulary = vocabulary
        self.actors: dict[str, Actor] = {}
        self.theatres: dict[str, Theatre] = {}
        self.sources: dict[str, Source] = {}
        self.claims: dict[str, Claim] = {}
        self.places: dict[str, str] = {}
        self.faults: list[str] = []
        self._bearers: dict[str, str] = {}
        self._links: list[tuple[str, str, str]] = []

    def take_actors(self, pen: Pen, form: ActorsPenForm) -> None:
        """Take the register of actors."""
        self._check_characters(pen)
        for name, entry in form.actors.items():
            place = pen.place("actors", name)
            self.places[f"actor:{name}"] = place
            if entry.kind not in self.vocabulary.kinds:
                self._fault(
                    unknown("kind of actor", entry.kind, self.vocabulary.kinds, pen.place("actors", name, "kind"))
                )
            self._check_bearers(pen, name, entry)
            self.actors[name] = Actor(
                name=name,
                kind=entry.kind,
                labels=entry.label.model_dump(),
                aliases=tuple(sorted(entry.aliases)),
                same_as=(PREFIXES["wd"] + entry.wikidata,) if entry.wikidata else (),
                iso_alpha2=entry.iso3166.alpha2 if entry.iso3166 else None,
                iso_alpha3=entry.iso3166.alpha3 if entry.iso3166 else None,
                cow_code=entry.cow,
                description=entry.description,
            )

    def take_theatres(self, pen: Pen, form: TheatresPenForm) -> None:
        """Take the register of theatres."""
        self._check_characters(pen)
        for name, entry in form.theatres.items():
            place = pen.place("theatres", name)
            self.places[f"theatre:{name}"] = place
            if name in self.vocabulary.domains:
                self._fault(f"{place}: theatre '{name}' has the name of a domain; choose another name")
            if entry.broader and entry.broader not in form.theatres:
                self._fault(unknown("theatre", entry.broader, form.theatres, pen.place("theatres", name, "broader")))
            self.theatres[name] = Theatre(
                name=name,
                labels=entry.label.model_dump(),
                aliases=tuple(sorted(entry.aliases)),
                same_as=(PREFIXES["wd"] + entry.wikidata,) if entry.wikidata else (),
                place=entry.place.label["en"] if entry.place and "en" in entry.place.label else None,
                broader=entry.broader,
                description=entry.description,
            )

    def take_source(self, pen: Pen, form: SourcePenForm) -> None:
        """Take one source with its claims."""
        self._check_characters(pen)
        head = form.source
        place = pen.place("source", "id")
        if head.id in self.sources:
            self._fault(
                f"{place}: source '{head.id}' is already written at {self.places[f'source:{head.id}']}; keep one"
            )
        self.places[f"source:{head.id}"] = place
        for key in ("publisher", "voice"):
            self._check_name("actor", getattr(head, key), self.actors, pen.place("source", key))
        self.sources[head.id] = Source(
            name=head.id,
            title=head.title,
            kind=head.kind,
            issued=head.issued,
            publisher=head.publisher,
            voice=head.voice,
            place=head.place,
            creators=tuple(head.creators),
            contributors=tuple(head.contributors),
            origin=head.origin,
            rights=head.rights,
            text_digest=head.text_digest,
            locator=head.locator,
            note=head.note,
        )
        try:
            issued = date.fromisoformat(head.issued)
        except ValueError:
            self._fault(f"{pen.place('source', 'issued')}: '{head.issued}' is no day of the calendar; write YYYY-MM-DD")
            return
        for index, entry in enumerate(form.claims):
            self._take_claim(pen, index, entry, head.id, head.voice, issued)

    def check_links(self) -> None:
        """Check that every claim that another one names is there, once all sources are read."""
        for place, own, other in self._links:
            if other == own:
                self._fault(f"{place}: the claim names itself; name another claim")
            elif other not in self.claims:
                self._fault(unknown("claim", other, self.claims, place))

    def _take_claim(self, pen: Pen, index: int, entry: ClaimForm, source: str, voice: str, issued: date) -> None:
        at = ("claims", index)
        name = f"{source}/{entry.id}"
        if name in self.claims:
            self._fault(
                f"{pen.place(*at, 'id')}: claim '{entry.id}' is already written at {self.places[name]}; rename one"
            )
            return
        self.places[name] = pen.place(*at, "id")
        if int(entry.id.split("-")[0]) != int(entry.paragraph):
            self._fault(
                f"{pen.place(*at, 'id')}: id '{entry.id}' does not begin with paragraph {entry.paragraph}; rename it"
            )
        if len(entry.anchor.split()) > _LONGEST_ANCHOR:
            self._fault(f"{pen.place(*at, 'anchor')}: the anchor has more than {_LONGEST_ANCHOR} words; shorten it")
        self._check_values(pen, at, entry)
        self._check_ends(pen, at, entry)
        reported_on = self._reported_on(pen, at, entry, issued)
        self.claims[name] = Claim(
            name=name,
            source=source,
            paragraph=int(entry.paragraph),
            anchor=entry.anchor,
            agent=entry.agent,
            relation=entry.relation,
            target=entry.target,
            arenas=tuple(sorted(entry.arenas)),
            when=entry.when,
            extent=self._extent(pen, at, entry, reported_on),
            when_basis=entry.basis,
            said_by=entry.said_by or voice,
            stance=entry.stance,
            sureness=entry.sureness,
            reported_on=reported_on.isoformat(),
            through=entry.through,
            about=entry.about,
            place=entry.place,
            amount=Amount(entry.amount.bound, entry.amount.value, entry.amount.unit) if entry.amount else None,
            note=entry.note,
            unnamed=tuple(sorted(entry.unnamed)),
            disputes=self._linked(pen, at, name, "disputes", entry.disputes),
            triggered_by=self._linked(pen, at, name, "triggered_by", entry.triggered_by),
            outcome_of=self._linked(pen, at, name, "outcome_of", entry.outcome_of),
        )

    def _check_values(self, pen: Pen, at: tuple[str | int, ...], entry: ClaimForm) -> None:
        values = self.vocabulary.values
        self._check_name("relation", entry.relation, self.vocabulary.relations, pen.place(*at, "relation"))
        self._check_name("stance", entry.stance, values["Stance"], pen.place(*at, "stance"))
        self._check_name("sureness", entry.sureness, values["Sureness"], pen.place(*at, "sureness"))
        if entry.amount:
            self._check_name("bound", entry.amount.bound, values["Bound"], pen.place(*at, "amount", "bound"))
        for key in ("agent", "target", "through", "said_by"):
            if (named := getattr(entry, key)) is not None:
                self._check_name("actor", named, self.actors, pen.place(*at, key))
        arenas = [*self.vocabulary.domains, *self.theatres]
        for position, arena in enumerate(entry.arenas):
            self._check_name("arena", arena, arenas, pen.place(*at, "arenas", position))
            if arena in entry.arenas[:position]:
                self._fault(f"{pen.place(*at, 'arenas', position)}: arena '{arena}' stands here twice; keep one")

    def _check_ends(self, pen: Pen, at: tuple[str | int, ...], entry: ClaimForm) -> None:
        relation = self.vocabulary.relations.get(entry.relation)
        if relation is None:
            return
        if relation.derived_by:
            self._fault(
                f"{pen.place(*at, 'relation')}: '{relation.name}' is only ever derived; claim what it follows from"
            )
        for key in entry.unnamed:
            self._check_name("end", key, ("agent", "target"), pen.place(*at, "unnamed"))
        for key in _ends(relation):
            given, unnamed = getattr(entry, key) is not None, key in entry.unnamed
            if given and unnamed:
                self._fault(f"{pen.place(*at, key)}: {key} is given and listed as unnamed; keep one of the two")
            elif not given and not unnamed:
                self._fault(
                    f"{pen.place(*at)}: {key} is missing; give it, or write 'unnamed: [{key}]' if the source does not"
                )
        if not relation.needs_target and entry.target is not None:
            self._fault(
                f"{pen.place(*at, 'target')}: '{relation.name}' takes no target; remove it or choose another relation"
            )
        if entry.agent is not None and entry.agent == entry.target:
            self._fault(f"{pen.place(*at, 'target')}: agent and target are both '{entry.agent}'; name two actors")
        if relation.polarity and not entry.arenas:
            self._fault(f"{pen.place(*at)}: no arena; say where the relation plays out, e.g. arenas: [diplomacy]")

    def _reported_on(self, pen: Pen, at: tuple[str | int, ...], entry: ClaimForm, issued: date) -> date:
        if entry.reported_on is None:
            return issued
        try:
            return date.fromisoformat(entry.reported_on)
        except ValueError:
            self._fault(f"{pen.place(*at, 'reported_on')}: '{entry.reported_on}' is no day; write YYYY-MM-DD")
            return issued

    def _extent(self, pen: Pen, at: tuple[str | int, ...], entry: ClaimForm, reported_on: date) -> Extent:
        try:
            return parse_extent(entry.when, reported_on, expected=entry.stance == "expects")
        except InputError as error:
            self._fault(f"{pen.place(*at, 'when')}: {error}")
            return Extent()

    def _linked(
        self, pen: Pen, at: tuple[str | int, ...], own: str, key: str, given: str | list[str] | None
    ) -> tuple[str, ...]:
        """Return full claim names; a name without a slash is one of the same source."""
        if given is None:
            return ()
        names = [given] if isinstance(given, str) else given
        full = sorted(name if "/" in name else f"{own.split('/')[0]}/{name}" for name in names)
        self._links.extend((pen.place(*at, key), own, name) for name in full)
        return tuple(full)

    def _check_bearers(self, pen: Pen, name: str, entry: ActorForm) -> None:
        """Refuse a name that two actors bear: it could not be resolved."""
        for word in (name, *entry.label.model_dump().values(), *entry.aliases):
            bearer = self._bearers.setdefault(fold(word), name)
            if bearer != name:
                self._fault(f"{pen.place('actors', name)}: '{word}' already names '{bearer}'; keep it on one actor")

    def _check_characters(self, pen: Pen) -> None:
        """Refuse line breaks and control characters anywhere: they survive few exports unchanged."""
        for path in pen.lines:
            value: object = pen.content
            for part in path:
                value = value[part]  # type: ignore[index]
            if isinstance(value, str) and _CONTROL.search(value):
                self._fault(f"{pen.place(*path)}: a line break or control character stands in '{path[-1]}'; remove it")

    def _check_name(self, kind: str, name: str, known: Iterable[str], place: str) -> None:
        if name not in known:
            self._fault(unknown(kind, name, known, place))

    def _fault(self, text: str) -> None:
        self.faults.append(text)


def _ends(relation: Relation) -> tuple[str, ...]:
    return ("agent", "target") if relation.needs_target else ("agent",)
