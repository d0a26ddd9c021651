"""One occasion, one record: tellings of the same encounter joined, and what the story around one adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations, groupby
from typing import cast

from spacy.tokens import Doc

from newsents.rules.meetings import DAY_GOES_ON, DAYS_FROM
from newsents.stages.dates import Precision, ResolvedDate, somewhere_in
from newsents.stages.notes import DateNote, EncounterNote, EntityNote, PlaceNote, Range

_STATUS_RANK = {"happened": 3, "planned": 2, "denied": 1, "possible": 0}
_WEAK_KINDS = frozenset(
    {"call.spoke", "meet.discussion", "call.conversation", "meet.discussed", "meet.exchanged"}
)
"""Frames that say little of whether people met or telephoned."""
_OPENING_REACH = 12
"""In tokens: how near to the beginning of a sentence "later" tells that the day goes on."""
_DAY_MEMORY = 90
"""In tokens: how far above the day was named."""
_MEMORY = 8
"""How many records back "the meeting" may point."""


def find_same_occasion(records: Sequence[EncounterNote], new: EncounterNote) -> EncounterNote | None:
    """The record already made of the same occasion: same parties (or some of them), nothing that contradicts."""
    for record in reversed(records):
        if _same_parties(record, new) and _compatible(record, new):
            return record
    return None


def _same_parties(one: EncounterNote, two: EncounterNote) -> bool:
    if (one["kind"] == "visit") != (two["kind"] == "visit"):
        return False
    if one["kind"] == "visit":
        return bool(set(_everyone(one)) & set(_everyone(two))) and _same_place(one["place"], two["place"])
    pairs, others = _pairs(one), _pairs(two)
    return pairs <= others or others <= pairs


def _everyone(record: EncounterNote) -> list[str]:
    return [e for side in record["sides"] for e in side]


def _pairs(record: EncounterNote) -> set[frozenset[str]]:
    return {frozenset((a, b)) for x, y in combinations(record["sides"], 2) for a in x for b in y}


def _country_pairs(record: EncounterNote, entities: dict[str, EntityNote]) -> set[frozenset[str]]:
    found = set()
    for pair in _pairs(record):
        countries = [entities[e]["country"] for e in sorted(pair)]
        if None in countries or len(set(countries)) < 2:
            return set()
        found.add(frozenset(c for c in countries if c))
    return found


def _countries_of(record: EncounterNote, entities: dict[str, EntityNote]) -> set[frozenset[str]]:
    """The countries that meet, in pairs; for a visit those of the visitors, and only if the place is the same."""
    if record["kind"] != "visit":
        return _country_pairs(record, entities)
    countries = {entities[e]["country"] for e in _everyone(record)}
    place = record["place"]
    if None in countries or place is None:
        return set()
    return {frozenset([f"to {place['kb_id'] or place['name']}", *(c for c in countries if c)])}


def all_countries(record: EncounterNote, entities: dict[str, EntityNote]) -> bool:
    """Whether countries alone take part, no person and no organisation."""
    return all(entities[e]["type"] == "GPE" for e in _everyone(record))


def _compatible(one: EncounterNote, two: EncounterNote) -> bool:
    if not _statuses_agree(one, two) or not _dates_agree(one["date"], two["date"]):
        return False
    if one["kind"] != two["kind"] and not (_weak_kind(one) or _weak_kind(two)):
        return False
    return one["kind"] == "visit" or _places_agree(one["place"], two["place"])


def _weak_kind(record: EncounterNote) -> bool:
    return record["rule"] in _WEAK_KINDS and not record["by_phone"]


def _statuses_agree(one: EncounterNote, two: EncounterNote) -> bool:
    if one["status"] == two["status"] or one["headline"] or two["headline"]:
        return True
    if {one["status"], two["status"]} == {"planned", "happened"}:
        return bool(one["date"] and two["date"])
    return False


def _dates_agree(one: DateNote | None, two: DateNote | None) -> bool:
    return one is None or two is None or (one["start"] <= two["end"] and two["start"] <= one["end"])


def _same_place(one: PlaceNote | None, two: PlaceNote | None) -> bool:
    if one is None or two is None:
        return one is two
    return one["name"] == two["name"] or (one["kb_id"] is not None and one["kb_id"] == two["kb_id"])


def _places_agree(one: PlaceNote | None, two: PlaceNote | None) -> bool:
    if one is None or two is None or _same_place(one, two):
        return True
    if (one["country"] is None) != (two["country"] is None):
        return True  # a building may stand in the town
    return one["country"] is not None and one["country"] == two["country"]


def merge_tellings(record: EncounterNote, new: EncounterNote) -> None:
    """Add what the new telling knows: evidence, the fuller sides, a finer date, a place, the stronger status."""
    if len(_pairs(new)) > len(_pairs(record)) or (
        record["kind"] == "visit" and len(_everyone(new)) > len(_everyone(record))
    ):
        record["sides"] = new["sides"]
    record["evidence"] += [span for span in new["evidence"] if span not in record["evidence"]]
    if _fineness(new["date"]) > _fineness(record["date"]):
        record["date"] = new["date"]
    if record["place"] is None:
        record["place"] = new["place"]
    if record["headline"] and not new["headline"]:
        record["status"], record["headline"] = new["status"], False
    elif not new["headline"] and _STATUS_RANK[new["status"]] > _STATUS_RANK[record["status"]]:
        record["status"] = new["status"]
    if _weak_kind(record) and not _weak_kind(new):
        record["kind"], record["rule"], record["trigger"] = new["kind"], new["rule"], new["trigger"]
    if ["low", "medium", "high"].index(new["confidence"]) > ["low", "medium", "high"].index(
        record["confidence"]
    ):
        record["confidence"] = new["confidence"]
    record["attribution"] = record["attribution"] or new["attribution"]


def _fineness(when: DateNote | None) -> int:
    return 0 if when is None else {"year": 1, "month": 2, "week": 3, "day": 4}[when["precision"]]


def join_countries(
    records: list[EncounterNote], by_country: Sequence[EncounterNote], entities: dict[str, EntityNote]
) -> list[EncounterNote]:
    """ "Russian-German talks" beside "Putin met Schroeder": the countries stand for the persons, one record."""
    for told in by_country:
        countries = _countries_of(told, entities)
        for record in records:
            if record is told or all_countries(record, entities):
                continue
            if (record["kind"] == "visit") != (told["kind"] == "visit"):
                continue
            if countries and _countries_of(record, entities) == countries and _compatible(record, told):
                merge_tellings(record, told)
                records = [r for r in records if r is not told]
                break
    return records


def join_headline(records: list[EncounterNote], entities: dict[str, EntityNote]) -> list[EncounterNote]:
    """ "Brekke meets Kenyan leaders" above "Brekke met Otieno": the country in the headline stands for the person."""
    for told in [r for r in records if r["evidence"][0][0] == 0 and r["kind"] != "visit"]:
        for record in records:
            if record is told or record["kind"] == "visit" or not _stands_for(told, record, entities):
                continue
            if _compatible(record, told):
                merge_tellings(record, {**told, "sides": record["sides"]})
                records = [r for r in records if r is not told]
                break
    return records


def _stands_for(told: EncounterNote, record: EncounterNote, entities: dict[str, EntityNote]) -> bool:
    """Whether each pair of `told` is one of `record`, a country in the place of a person of it for one of the two."""
    found = False
    for pair in _pairs(told):
        fits = [other for other in _pairs(record) if _pair_stands_for(pair, other, entities)]
        if not fits:
            return False
        found = found or pair not in fits
    return found


def _pair_stands_for(pair: frozenset[str], other: frozenset[str], entities: dict[str, EntityNote]) -> bool:
    common = pair & other
    if pair == other:
        return True
    if len(common) != 1:
        return False
    (country,), (person,) = pair - common, other - common
    one, two = entities[country], entities[person]
    return one["type"] == "GPE" and two["type"] == "PERSON" and one["country"] == two["country"] is not None


# --- what the story adds --------------------------------------------------------------------------------------------


def tell_more(records: Sequence[EncounterNote], told: EncounterNote) -> None:
    """Add when and where from a sentence that only points back: "The talks took place in Geneva on Monday".

    `told` has no sides; it speaks of the last record of its kind that it does not contradict.
    """
    for record in reversed(records[-_MEMORY:]):
        if (record["kind"] == "visit") != (told["kind"] == "visit"):
            continue
        if not _dates_agree(record["date"], told["date"]) or not _places_agree(
            record["place"], told["place"]
        ):
            continue
        if record["kind"] == "visit" or not _statuses_agree(record, told):
            return
        if _fineness(told["date"]) > _fineness(record["date"]) or (told["place"] and record["place"] is None):
            merge_tellings(record, {**told, "sides": record["sides"]})
        return


def inherit_from_trips(records: Sequence[EncounterNote]) -> None:
    """Give meetings on a trip its place and time: "flew to Oslo on Monday. She met …", "in Oslo, she met …"."""
    trips = [record for record in records if record["kind"] == "visit"]
    for record in records:
        if record["kind"] == "meeting":
            fitting = [trip for trip in trips if _on_trip(record, trip)]
            before = [trip for trip in fitting if trip["evidence"][0] <= record["evidence"][0]]
            _inherit(record, before or (fitting if len(fitting) == 1 else []), trips)


def _on_trip(record: EncounterNote, trip: EncounterNote) -> bool:
    if not set(_everyone(record)) & set(_everyone(trip)) or record["status"] != trip["status"]:
        return False
    return _places_agree(record["place"], trip["place"]) and _dates_agree(record["date"], trip["date"])


def _inherit(record: EncounterNote, fitting: Sequence[EncounterNote], trips: Sequence[EncounterNote]) -> None:
    if not fitting:
        return
    trip = fitting[-1]
    stations = [other for other in trips if other["evidence"][0] == trip["evidence"][0]]
    if record["place"] is None and len(stations) == 1:
        record["place"] = trip["place"]
    if record["date"] is None and trip["date"] is not None:
        record["date"] = _within(trip["date"])


def _within(span: DateNote) -> DateNote:
    """A time somewhere within the days of a trip."""
    days = ResolvedDate(
        date.fromisoformat(span["start"]), date.fromisoformat(span["end"]), cast(Precision, span["precision"])
    )
    inside = somewhere_in(days)
    return {
        **span,
        "start": inside.start.isoformat(),
        "end": inside.end.isoformat(),
        "precision": inside.precision,
    }


def carry_days(doc: Doc, records: Sequence[EncounterNote]) -> None:
    """ "On Monday she met X. Later she also met Y": the day goes on, where the text says so and names no other.

    "The next day", "a day earlier" are told from that day too.
    """
    told = sorted((r for r in records if r["status"] == "happened"), key=_first_evidence)
    above: tuple[int, DateNote] | None = None
    for (start, _), group in groupby(told, key=_first_evidence):
        here = list(group)
        if above is not None and start - above[0] <= _DAY_MEMORY:
            for record in here:
                _carry_day(doc, record, above[1])
        days = [r["date"] for r in here if r["date"] is not None and r["date"]["precision"] == "day"]
        above = (start, days[-1]) if days else above


def _carry_day(doc: Doc, record: EncounterNote, day: DateNote) -> None:
    """Date a record from the day named above, if its sentence says so."""
    start, end = record["evidence"][0]
    moved = _days_from(doc, record)
    if moved is not None:
        record["date"] = _moved(day, *moved)
    elif record["date"] is None:
        opening = {token.lower_ for token in doc[start : min(end, start + _OPENING_REACH)]}
        record["date"] = None if DAY_GOES_ON.isdisjoint(opening) else day


def _days_from(doc: Doc, record: EncounterNote) -> tuple[int, str] | None:
    """How many days after the day told before, and the words that say so, where the record has no other day.

    The calendar alone takes "[a] day earlier" for the day before publication.
    """
    told = record["date"]["text"].lower() if record["date"] is not None else ""
    if not any(phrase.endswith(told) for phrase in DAYS_FROM):
        return None
    start, end = record["evidence"][0]
    words = [doc[i].lower_ for i in range(start, end)]
    for i in range(len(words) - 2):
        if (days := DAYS_FROM.get(" ".join(words[i : i + 3]))) is not None:
            return days, doc[start + i : start + i + 3].text
    return None


def _moved(day: DateNote, days: int, text: str) -> DateNote:
    """The day so many days later."""
    moved = (date.fromisoformat(day["start"]) + timedelta(days)).isoformat()
    return {**day, "start": moved, "end": moved, "text": text}


def _first_evidence(record: EncounterNote) -> Range:
    return record["evidence"][0]


def spread_stations(records: Sequence[EncounterNote]) -> None:
    """Of several places visited within some days each was visited somewhere in them."""
    for record in records:
        if record["kind"] != "visit" or record["date"] is None:
            continue
        evidence = record["evidence"][0]
        if sum(other["kind"] == "visit" and other["evidence"][0] == evidence for other in records) > 1:
            record["date"] = _within(record["date"])
