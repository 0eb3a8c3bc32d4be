"""Checking what the pens say against the ontology and the registers, and turning it into the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kgraph.dates import Extent, parse_extent
from kgraph.errors import InputError, in_line, nearest, unknown
from kgraph.model import Actor, Amount, Claim, Source, Theatre
from kgraph.names import fold
from kgraph.namespaces import PREFIXES
from kgraph.sources.form import ActorForm, ActorsPenForm, ClaimForm, SourcePenForm, TheatreForm, TheatresPenForm
from kgraph.sources.pen import Pen
from kgraph.vocabulary import Relation, Vocabulary

_LONGEST_ANCHOR = 5


class Checker:
    """Collects entries pen by pen, and one line for every fault.

    An empty text is one whose fault is known already (see `kgraph.sources.form`): it is not looked at.
    """

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
        self._arena_bearers = {
            fold(word): domain.name
            for domain in vocabulary.domains.values()
            for word in (domain.name, domain.label, *domain.words)
        }
        self._links: list[tuple[str, str, str]] = []
        self._source_links: list[tuple[str, str, str]] = []
        # Claims and sources whose names cannot be read: what others call them cannot be looked up then.
        self._nameless = 0
        self._nameless_sources = 0
        # Whether a pen of a source could not be read: what it holds cannot be looked up either.
        self.unread = False

    def take_actors(self, pen: Pen, form: ActorsPenForm) -> None:
        """Take the register of actors."""
        for name, entry in form.actors.items():
            place = pen.place("actors", name)
            self.places[f"actor:{name}"] = place
            self._check_name("kind of actor", entry.kind, self.vocabulary.kinds, pen.place("actors", name, "kind"))
            self._check_bearers(pen, "actors", name, entry, self._bearers)
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
        for name, entry in form.theatres.items():
            place = pen.place("theatres", name)
            self.places[f"theatre:{name}"] = place
            self._check_bearers(pen, "theatres", name, entry, self._arena_bearers)
            if entry.broader is not None:
                self._check_name("theatre", entry.broader, form.theatres, pen.place("theatres", name, "broader"))
            self.theatres[name] = Theatre(
                name=name,
                labels=entry.label.model_dump(),
                aliases=tuple(sorted(entry.aliases)),
                same_as=(PREFIXES["wd"] + entry.wikidata,) if entry.wikidata else (),
                place=entry.place.label.en if entry.place else None,
                broader=entry.broader,
                description=entry.description,
            )

    def take_source(self, pen: Pen, form: SourcePenForm) -> None:
        """Take one source with its claims."""
        head = form.source
        place = pen.place("source", "id")
        if head.id and head.id in self.sources:
            self._fault(
                f"{place}: source '{head.id}' is already written at {self.places[f'source:{head.id}']}; keep one"
            )
        if not head.id:
            self._nameless_sources += 1
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
            derived_from=self._derived_from(pen, head.id, head.derived_from),
        )
        issued = self._day(head.issued, pen.place("source", "issued"))
        for index, entry in enumerate(form.claims):
            self._take_claim(pen, index, entry, head.id, head.voice, issued)

    def check_links(self) -> None:
        """Check that every claim that another one names is there, once all sources are read."""
        for place, own, other in self._links:
            if other == own:
                self._fault(f"{place}: the claim names itself; name another claim")
            elif other not in self.claims and not self._nameless:
                source = other.split("/")[0]
                if source in self.sources:
                    self._fault(unknown("claim", other, self.claims, place))
                elif not self.unread:
                    self._fault(self._no_source("claim", other, source, place))

    def check_source_links(self) -> None:
        """Check that what a source rests on is there and does not rest on it in turn, once all sources are read."""
        above: dict[str, set[str]] = {}
        for place, own, other in self._source_links:
            if other == own:
                self._fault(f"{place}: the source names itself; name another source")
            elif other not in self.sources and not self._nameless_sources:
                if not self.unread:
                    self._fault(self._no_source("source", other, other, place))
            elif own in _reached(other, above):
                self._fault(f"{place}: '{other}' is itself derived from '{own}'; remove one of the two links")
            else:
                above.setdefault(own, set()).add(other)

    def _no_source(self, kind: str, name: str, source: str, place: str) -> str:
        """Return the fault of naming something of a source that has no pen."""
        near = nearest(source, self.sources)
        meant = f"did you mean {' or '.join(repr(other) for other in near)}? If not, " if near else ""
        where = f": no pen has the source '{in_line(source)}'" if name != source else ""
        return f"{place}: unknown {kind} '{in_line(name)}'{where}; {meant}add its pen to data/sources/"

    def _take_claim(self, pen: Pen, index: int, entry: ClaimForm, source: str, voice: str, issued: date) -> None:
        at = ("claims", index)
        name = f"{source}/{entry.id}"
        if not source or not entry.id:
            self._nameless += 1
        elif name in self.claims:
            self._fault(
                f"{pen.place(*at, 'id')}: claim '{entry.id}' is already written at {self.places[name]}; rename one"
            )
        else:
            self.places[name] = pen.place(*at, "id")
        if entry.id and entry.paragraph and int(entry.id.split("-")[0]) != int(entry.paragraph):
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
            paragraph=int(entry.paragraph or 0),
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
            if arena and arena in entry.arenas[:position]:
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
        if entry.agent and entry.agent == entry.target:
            self._fault(f"{pen.place(*at, 'target')}: agent and target are both '{entry.agent}'; name two actors")
        if relation.polarity and not entry.arenas:
            self._fault(f"{pen.place(*at)}: no arena; say where the relation plays out, e.g. arenas: [diplomacy]")

    def _reported_on(self, pen: Pen, at: tuple[str | int, ...], entry: ClaimForm, issued: date) -> date:
        return self._day(entry.reported_on, pen.place(*at, "reported_on")) if entry.reported_on else issued

    def _day(self, text: str, place: str) -> date:
        """Return a day; where there is none, the last one, before which everything may lie."""
        try:
            return date.fromisoformat(text) if text else date.max
        except ValueError:
            self._fault(f"{place}: '{text}' is no day of the calendar; write YYYY-MM-DD")
            return date.max

    def _extent(self, pen: Pen, at: tuple[str | int, ...], entry: ClaimForm, reported_on: date) -> Extent:
        try:
            return parse_extent(entry.when, reported_on, expected=entry.stance == "expects") if entry.when else Extent()
        except InputError as error:
            self._fault(f"{pen.place(*at, 'when')}: {error}")
            return Extent()

    def _linked(
        self, pen: Pen, at: tuple[str | int, ...], own: str, key: str, given: str | list[str] | None
    ) -> tuple[str, ...]:
        """Return full claim names; a name without a slash is one of the same source."""
        if not given:
            return ()
        names = [given] if isinstance(given, str) else given
        full = sorted(name if "/" in name else f"{own.split('/')[0]}/{name}" for name in names)
        self._links.extend((pen.place(*at, key), own, name) for name in full)
        return tuple(full)

    def _derived_from(self, pen: Pen, own: str, given: str | list[str] | None) -> tuple[str, ...]:
        if not given:
            return ()
        names = [given] if isinstance(given, str) else given
        self._source_links.extend((pen.place("source", "derived_from"), own, name) for name in names if name)
        return tuple(sorted(set(names)))

    def _check_bearers(
        self, pen: Pen, register: str, name: str, entry: ActorForm | TheatreForm, bearers: dict[str, str]
    ) -> None:
        """Refuse a name that two actors or two arenas bear: it could not be resolved."""
        words: list[tuple[str, tuple[str | int, ...]]] = [(name, ())]
        words += [(word, ("label", key)) for key, word in entry.label.model_dump().items()]
        words += [(word, ("aliases", index)) for index, word in enumerate(entry.aliases)]
        for word, at in words:
            place = pen.place(register, name, *at)
            if word and not fold(word):
                self._fault(f"{place}: '{in_line(word)}' has no letter or digit; write a name")
            elif word and (bearer := bearers.setdefault(fold(word), name)) != name:
                self._fault(f"{place}: '{in_line(word)}' already names '{bearer}'; keep it on one of the two")

    def _check_name(self, kind: str, name: str, known: Iterable[str], place: str) -> None:
        if name and name not in known:
            self._fault(unknown(kind, name, known, place))

    def _fault(self, text: str) -> None:
        self.faults.append(text)


def _reached(start: str, above: Mapping[str, set[str]]) -> set[str]:
    """Return a source and all that it is derived from, directly or step by step."""
    found, waiting = {start}, [start]
    while waiting:
        new = above.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found


def _ends(relation: Relation) -> tuple[str, ...]:
    return ("agent", "target") if relation.needs_target else ("agent",)
