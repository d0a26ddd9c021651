"""The same occasion told by several articles: encounters joined across reports, all sources kept.

Two encounters are one occasion if kind, parties, days and places agree and neither was denied while the other was not.
They are looked up by parties and day, never compared all with all: time grows with the number of encounters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, islice

from newsents.gazetteer import Gazetteer
from newsents.records import (
    Confidence,
    Encounter,
    Entity,
    EntityType,
    EventDate,
    Evidence,
    Kind,
    Participant,
    Place,
    Record,
    Report,
    Status,
)
from newsents.text import key as text_key

_STATUSES: tuple[Status, ...] = ("happened", "planned", "possible", "denied")
"""The first of those that the sources say wins; `denied` stands alone."""
_CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
_NEAR = timedelta(days=1)
"""Two full dates this far apart may be one occasion: midnight passes, and time zones differ."""
_NEWS = timedelta(days=3)
"""What happened and has no date happened in so many days before publication."""
_MOST = 25
"""So many clusters of one day and parties are compared: of ten thousand unlinked John Smiths none is like another."""
_VAGUE = 31
"""Days: a longer stretch ("in 2019") agrees with the same stretch only."""


class Party(Record):
    """One who takes part in an occasion: `key` is the identity across reports, `name` that of the first source."""

    key: str
    name: str
    type: EntityType
    kb_id: str | None = None
    kb_name: str | None = None
    country: str | None = None
    title: str | None = None
    of_name: str | None = None

    def __str__(self) -> str:
        return str(Participant(entity="", name=self.name, title=self.title, of_name=self.of_name))


class Source(Record):
    """Who told of an occasion: the report and the encounter in it, its status there, and the words."""

    report_id: str | None
    published: date | None
    encounter_id: str
    status: Status
    evidence: Evidence


class Occasion(Record):
    """One occasion on which some met, called or visited, with everyone who told of it.

    `sides` are those of the source that names most, `date` and `place` the most precise; `status` is what
    happened before what was planned before what was possible; `confidence` that of the surest source.
    """

    id: str
    kind: Kind
    status: Status
    sides: tuple[tuple[Party, ...], ...]
    place: Place | None = None
    date: EventDate | None = None
    confidence: Confidence
    sources: tuple[Source, ...]

    @property
    def participants(self) -> tuple[Party, ...]:
        """All who take part, in the order of the sides."""
        return tuple(party for side in self.sides for party in side)

    @property
    def pairs(self) -> tuple[tuple[Party, Party], ...]:
        """Who met whom: every pair across two sides; empty for a visit."""
        return tuple((a, b) for one, two in combinations(self.sides, 2) for a in one for b in two)

    def __str__(self) -> str:
        first = self.sources[0].evidence
        told = Encounter(
            id=self.id,
            kind=self.kind,
            status=self.status,
            sides=tuple(tuple(map(_as_participant, side)) for side in self.sides),
            place=self.place,
            date=self.date,
            evidence=(first,),
            trigger=first,
            rule="merge",
            confidence=self.confidence,
        )
        more = len(self.sources)
        return f"{told}  ({more} source{'s' if more > 1 else ''})"


def merge(reports: Iterable[Report]) -> tuple[Occasion, ...]:
    """Return the occasions that reports tell of, by date, those without at the end.

    Encounters are one occasion if they have the same kind and parties (by key; on the same day one may name fewer of
    two sides), days no more than one apart or one stretch within the other, and no places that exclude each other.
    Namesakes that are not linked must also share a country or an office. Two encounters of one report stay two.
    What was denied joins only what was denied. The order of the reports makes no difference to what is joined.

    >>> merge([])
    ()
    """
    shelf = _Shelf()
    for order, told in enumerate(sorted(_tellings(reports), key=_Telling.rank)):
        told.order = order
        shelf.put(told)
    occasions = sorted(shelf.clusters, key=lambda cluster: _by_date(cluster.first))
    return tuple(cluster.occasion(f"o{number}") for number, cluster in enumerate(occasions, 1))


@dataclass(slots=True)
class _Telling:
    """An encounter with what is needed to compare it: its parties by key, their keys as one text, its days."""

    number: int
    report: Report
    encounter: Encounter
    entities: dict[str, Entity]
    parties: dict[str, Participant]
    names: str
    window: tuple[date, date] | None
    order: int = 0

    @property
    def denied(self) -> bool:
        return self.encounter.status == "denied"

    @property
    def length(self) -> int:
        """Days of the window; a thousand years if nothing is known."""
        return (self.window[1] - self.window[0]).days + 1 if self.window else 365_000

    @property
    def two_sided_day(self) -> bool:
        return self.length == 1 and len(self.encounter.sides) == 2

    def rank(self) -> tuple[object, ...]:
        """The most precise first, then by day, then those that name most: the later ones join the earlier."""
        return (
            self.encounter.date is None,
            self.length,
            self.window or _NEVER,
            -len(self.parties),
            self.names,
            _STATUSES.index(self.encounter.status),
            self.report.published or date.max,
            self.report.id or "",
            self.encounter.id,
            self.encounter.evidence[0].text,
            self.number,
        )

    def key_sides(self) -> list[list[str]]:
        """The sides, each party by its key."""
        return [[self.entities[who.entity].key for who in side] for side in self.encounter.sides]

    def party(self, key: str) -> Party:
        return party_of(self.parties[key], self.entities)


_NEVER = (date.max, date.max)


def _by_date(told: _Telling) -> tuple[object, ...]:
    return (told.encounter.date is None, told.window or _NEVER, told.order)


def _by_publication(told: _Telling) -> tuple[object, ...]:
    return (told.report.published or date.max, told.report.id or "", told.order)


def _tellings(reports: Iterable[Report]) -> Iterator[_Telling]:
    for number, report in enumerate(reports):
        entities = {entity.id: entity for entity in report.entities} if report.encounters else {}
        for encounter in report.encounters:
            parties = {entities[who.entity].key: who for who in encounter.participants}
            names = "\0".join(sorted(parties))
            yield _Telling(number, report, encounter, entities, parties, names, _window(encounter, report))


def party_of(who: Participant, entities: dict[str, Entity]) -> Party:
    """Return a participant under the key that holds across reports; `entities` are those of the report, by id."""
    entity = entities[who.entity]
    return _party(
        entity.key,
        who.name,
        entity.type,
        entity.kb_id,
        entity.kb_name,
        entity.country,
        who.title,
        who.of_name,
    )


@lru_cache(maxsize=65_536)
def _party(
    key: str,
    name: str,
    type: EntityType,
    kb_id: str | None,
    kb_name: str | None,
    country: str | None,
    title: str | None,
    of_name: str | None,
) -> Party:
    """One object for all equal parties; the parts were validated with their report."""
    return Party.model_construct(
        key=key,
        name=name,
        type=type,
        kb_id=kb_id,
        kb_name=kb_name,
        country=country,
        title=title,
        of_name=of_name,
    )


def _as_participant(party: Party) -> Participant:
    return Participant(entity=party.key, name=party.name, title=party.title, of_name=party.of_name)


def _window(encounter: Encounter, report: Report) -> tuple[date, date] | None:
    """The first and last day on which an encounter may have been; None if nothing says so."""
    if encounter.date:
        return encounter.date.start, encounter.date.end
    if report.published and encounter.status == "happened":
        return report.published - min(_NEWS, report.published - date.min), report.published
    return None


@dataclass
class _Cluster:
    """What is told of one occasion; `first` is the most precise, and everything else is compared with it."""

    first: _Telling
    members: list[_Telling] = field(default_factory=list)
    reports: set[int] = field(default_factory=set)
    placed: list[Place] = field(default_factory=list)
    """The places of the first two that name one: one may be a country, the next a town in it."""

    def add(self, told: _Telling) -> None:
        self.members.append(told)
        self.reports.add(told.number)
        if told.encounter.place and len(self.placed) < 2:
            self.placed.append(told.encounter.place)

    def takes(self, told: _Telling) -> bool:
        """Whether one more telling fits, its kind, parties and days already found to agree."""
        return (
            told.number not in self.reports
            and all(_is_same(key, told, self.first) for key in told.parties)
            and all(_agree(told.encounter.place, place) for place in self.placed)
        )

    def occasion(self, id: str) -> Occasion:
        fullest = max(self.members, key=lambda told: len(told.parties))
        told = sorted(self.members, key=_by_publication)
        return Occasion.model_construct(  # its parts were validated with the reports
            id=id,
            kind=self.first.encounter.kind,
            status=min((t.encounter.status for t in told), key=_STATUSES.index),
            sides=tuple(tuple(map(fullest.party, side)) for side in fullest.key_sides()),
            place=self._place(),
            date=self.first.encounter.date,
            confidence=min((t.encounter.confidence for t in told), key=_CONFIDENCES.index),
            sources=tuple(map(_source, told)),
        )

    def _place(self) -> Place | None:
        places = [told.encounter.place for told in self.members if told.encounter.place]
        return next((place for place in places if not _is_country(place.kb_id)), next(iter(places), None))


def _source(told: _Telling) -> Source:
    return Source.model_construct(
        report_id=told.report.id,
        published=told.report.published,
        encounter_id=told.encounter.id,
        status=told.encounter.status,
        evidence=told.encounter.evidence[0],
    )


class _Shelf:
    """The clusters so far, found by kind, parties and day."""

    def __init__(self) -> None:
        self.clusters: list[_Cluster] = []
        self._places: dict[tuple[object, ...], list[_Cluster]] = {}

    def put(self, told: _Telling) -> None:
        """Add a telling to the first cluster that takes it, or to a new one."""
        found = islice(self._candidates(told), _MOST)
        cluster = next((cluster for cluster in found if cluster.takes(told)), None)
        if cluster is None:
            cluster = _Cluster(told)
            self.clusters.append(cluster)
            for place in self._addresses(told):
                self._places.setdefault(place, []).append(cluster)
        cluster.add(told)

    def _candidates(self, told: _Telling) -> Iterator[_Cluster]:
        """Those with the same parties, nearest day first; then those with more parties on the very day."""
        for day in _days_of_search(told):
            yield from self._places.get((told.encounter.kind, told.denied, told.names, day), ())
        if told.two_sided_day:
            for pair in _pairs(told)[:1]:
                found = self._places.get((told.encounter.kind, told.denied, pair, told.window), ())
                yield from (cluster for cluster in found if _is_part_of(told, cluster.first))

    def _addresses(self, told: _Telling) -> Iterator[tuple[object, ...]]:
        for day in _days_of(told):
            yield (told.encounter.kind, told.denied, told.names, day)
        if told.two_sided_day:
            for pair in _pairs(told):
                yield (told.encounter.kind, told.denied, pair, told.window)


def _pairs(told: _Telling) -> list[tuple[str, ...]]:
    one, other = told.key_sides()
    return [tuple(sorted((a, b))) for a in one for b in other]


def _is_part_of(told: _Telling, other: _Telling) -> bool:
    """Whether each of two sides stands whole on a side of the other."""
    sides, wholes = ([set(side) for side in t.key_sides()] for t in (told, other))
    straight = sides[0] <= wholes[0] and sides[1] <= wholes[1]
    return straight or (sides[0] <= wholes[1] and sides[1] <= wholes[0])


def _days_of(told: _Telling) -> list[object]:
    """The days of a short window; a long one is its own only day; a telling without date has none."""
    if told.window is None:
        return []
    start, end = told.window
    return (
        [start + timedelta(n) for n in range((end - start).days + 1)]
        if told.length <= _VAGUE
        else [(start, end)]
    )


def _days_of_search(told: _Telling) -> list[object]:
    """The days on which to look, the likeliest first: of a stretch the last, for news tells of what is new."""
    days = _days_of(told)
    if told.length == 1 and told.window:
        day = told.window[0]
        before = [day - _NEAR] if day > date.min else []
        return [day, *before, *([day + _NEAR] if day < date.max else [])]
    return days[::-1]


def _is_same(key: str, told: _Telling, other: _Telling) -> bool:
    """Whether two of one key are one: linked, or with a country or an office in common and no country against it."""
    one, two = told.parties[key], other.parties[key]
    entity, other_entity = told.entities[one.entity], other.entities[two.entity]
    if entity.kb_id and entity.kb_id == other_entity.kb_id:
        return True
    if entity.country and other_entity.country:
        return entity.country == other_entity.country
    return bool(one.title and two.title and _office(one) == _office(two))


def _office(who: Participant) -> str:
    return text_key(f"{who.title} {who.of_name or ''}")


def _agree(one: Place | None, other: Place | None) -> bool:
    """Whether two places may be one: the same, a country and somewhere in it, or either not told."""
    if one is None or other is None or text_key(one.name) == text_key(other.name):
        return True
    if one.kb_id and one.kb_id == other.kb_id:
        return True
    if not one.country or one.country != other.country:
        return False
    return _is_country(one.kb_id) or _is_country(other.kb_id) or not (_is_town(one) and _is_town(other))


def _is_town(place: Place) -> bool:
    """Whether a place is a town or region: two of them exclude each other, a palace and its town do not."""
    entry = _entry_kind(place.kb_id)
    return entry is not None and entry[0] == "GPE"


def _is_country(kb_id: str | None) -> bool:
    entry = _entry_kind(kb_id)
    return entry is not None and entry[1] == "country"


@lru_cache(maxsize=65_536)
def _entry_kind(kb_id: str | None) -> tuple[str, str | None] | None:
    entry = Gazetteer.load().entry(kb_id) if kb_id else None
    return (entry.type, entry.kind) if entry else None
