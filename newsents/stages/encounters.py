"""Seventh stage: encounters. Reads the frames of each sentence, then gives status, date and place, then makes one
record of one occasion.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations

from spacy.tokens import Doc

from newsents.gazetteer import Gazetteer
from newsents.rules.meetings import Frame
from newsents.stages.dates import DateExpression, choose_date, find_date_expressions
from newsents.stages.frames import FrameIndex, FrameReading, SentenceView, join_attendance, read_sentence
from newsents.stages.notes import (
    DateNote,
    EncounterNote,
    EntityNote,
    Notes,
    PlaceNote,
    Range,
    Resources,
    notes_of,
    published_of,
)
from newsents.stages.parties import find_groups, find_parties
from newsents.stages.places import find_place, place_note
from newsents.stages.status import find_attribution, find_status

_STATUS_RANK = {"happened": 3, "planned": 2, "denied": 1, "possible": 0}
_HIGH, _MEDIUM = 0.8, 0.6
"""Precision, measured on the dev articles, from which a rule's records count as high or medium confidence."""
_DEFAULT_INDEX = FrameIndex()


def find_readings(doc: Doc, notes: Notes, index: FrameIndex) -> list[FrameReading]:
    """Return what every frame reads in every sentence, in text order."""
    readings: list[FrameReading] = []
    entities = {e["id"]: e for e in notes.get("entities", [])}
    all_mentions = notes.get("mentions", [])
    starts = [m["start"] for m in all_mentions]
    for sentence in notes.get("sentences", []):
        if not any(index.knows(doc[i]) for i in range(*sentence)):
            continue
        mentions = all_mentions[bisect_left(starts, sentence[0]) : bisect_left(starts, sentence[1])]
        parties = find_parties(doc, {**notes, "mentions": mentions}, sentence)
        view = SentenceView(doc, sentence, parties, find_groups(doc, parties), mentions)
        readings += [r for r in read_sentence(view, index) if _is_contact(r, entities)]
    return join_attendance(readings, {id for id, entity in entities.items() if entity["type"] == "ORG"})


def _is_contact(reading: FrameReading, entities: dict[str, EntityNote]) -> bool:
    """A person and their own country are not two parties."""
    if reading.kind == "visit":
        return True
    for one, two in combinations(reading.sides, 2):
        for a in one:
            for b in two:
                if _owns(entities[a], entities[b]) or _owns(entities[b], entities[a]):
                    return False
    return True


def _owns(country: EntityNote, person: EntityNote) -> bool:
    return (
        country["type"] == "GPE"
        and person["type"] == "PERSON"
        and country["country"] is not None
        and country["country"] == person["country"]
    )


def find_encounters(
    doc: Doc, notes: Notes, gazetteer: Gazetteer, published: date | None, index: FrameIndex
) -> list[EncounterNote]:
    """Return the encounters of the article, one for each occasion, in order of first evidence."""
    text = doc.text
    expressions = find_date_expressions(text)
    records: list[EncounterNote] = []
    by_country: list[EncounterNote] = []
    entities = {e["id"]: e for e in notes.get("entities", [])}
    for reading in find_readings(doc, notes, index):
        record = _record(doc, notes, reading, text, expressions, gazetteer, published)
        if record is None:
            continue
        same = _same_occasion(records, record)
        if same is not None:
            _merge(same, record)
            continue
        records.append(record)
        if _points_back(doc, reading) and _all_countries(record, entities):
            by_country.append(record)
    return _join_countries(records, by_country, entities)


def _join_countries(
    records: list[EncounterNote], by_country: Sequence[EncounterNote], entities: dict[str, EntityNote]
) -> list[EncounterNote]:
    """ "Russian-German talks" beside "Putin met Schroeder": the countries stand for the persons, one record."""
    for told in by_country:
        countries = _country_pairs(told, entities)
        for record in records:
            if record is told or _all_countries(record, entities) or record["kind"] == "visit":
                continue
            if countries and _country_pairs(record, entities) == countries and _compatible(record, told):
                _merge(record, told)
                records = [r for r in records if r is not told]
                break
    return records


def _record(
    doc: Doc,
    notes: Notes,
    reading: FrameReading,
    text: str,
    expressions: Sequence[DateExpression],
    gazetteer: Gazetteer,
    published: date | None,
) -> EncounterNote | None:
    trigger = (reading.trigger[0], reading.trigger[1])
    sentence = (reading.sentence[0], reading.sentence[1])
    status = find_status(doc, trigger, sentence)
    attribution = find_attribution(doc, trigger, sentence)
    place = _place(doc, notes, reading, gazetteer)
    if reading.kind == "visit" and place is None:
        return None
    return {
        "kind": reading.kind,
        "status": status.status,
        "sides": [list(side) for side in reading.sides],
        "place": place,
        "date": _date(doc, reading, text, expressions, published, status.status == "planned"),
        "evidence": [reading.sentence, *reading.also],
        "trigger": reading.trigger,
        "rule": reading.frame.id,
        "attribution": list(attribution) if attribution else None,
        "confidence": _confidence(reading, notes),
    }


def _place(doc: Doc, notes: Notes, reading: FrameReading, gazetteer: Gazetteer) -> PlaceNote | None:
    mention = reading.place or find_place(
        doc, notes.get("mentions", []), reading.trigger, reading.sentence, reading.taken
    )
    return place_note(doc, mention, gazetteer) if mention is not None else None


def _date(
    doc: Doc,
    reading: FrameReading,
    text: str,
    expressions: Sequence[DateExpression],
    published: date | None,
    future: bool,
) -> DateNote | None:
    start, end = _characters(doc, reading.sentence)
    here = [e for e in expressions if start <= e.start and e.end <= end]
    chosen = choose_date(
        here,
        trigger=_characters(doc, reading.trigger),
        published=published,
        future=future,
        sentence=(start, end),
        text=text,
    )
    if chosen is None:
        return None
    expression, resolved = chosen
    return {
        "start": resolved.start.isoformat(),
        "end": resolved.end.isoformat(),
        "precision": resolved.precision,
        "text": expression.text,
    }


def _characters(doc: Doc, span: Range) -> tuple[int, int]:
    last = doc[span[1] - 1]
    return doc[span[0]].idx, last.idx + len(last)


def _confidence(reading: FrameReading, notes: Notes) -> str:
    precision = reading.frame.precision - (0.15 if reading.by_reference else 0.0)
    return "high" if precision >= _HIGH else "medium" if precision >= _MEDIUM else "low"


# --- one occasion, one record --------------------------------------------------------------------------------------


def _same_occasion(records: Sequence[EncounterNote], new: EncounterNote) -> EncounterNote | None:
    """The record already made of the same occasion: same parties (or some of them), nothing that contradicts."""
    for record in reversed(records):
        if _same_parties(record, new) and _compatible(record, new):
            return record
    return None


def _points_back(doc: Doc, reading: FrameReading) -> bool:
    """Whether a noun trigger may repeat what is told elsewhere: "the meeting", "Russian-German talks"."""
    i = reading.trigger[0]
    if reading.frame.pos != "noun":
        return False
    first = max(reading.sentence[0], i - 5)
    return any(
        doc[k].lower_ in {"the", "their", "this"} or doc[k].text in {"-", "–"} for k in range(first, i)
    )


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


def _all_countries(record: EncounterNote, entities: dict[str, EntityNote]) -> bool:
    return all(entities[e]["type"] == "GPE" for e in _everyone(record))


def _compatible(one: EncounterNote, two: EncounterNote) -> bool:
    if not _statuses_agree(one, two) or not _dates_agree(one["date"], two["date"]):
        return False
    if one["kind"] != two["kind"] and not (_weak_kind(one) or _weak_kind(two)):
        return False
    return one["kind"] == "visit" or _places_agree(one["place"], two["place"])


def _weak_kind(record: EncounterNote) -> bool:
    return record["rule"] in {"call.spoke", "meet.discussion", "call.conversation"}


def _statuses_agree(one: EncounterNote, two: EncounterNote) -> bool:
    if one["status"] == two["status"]:
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
    return one["country"] is not None and one["country"] == two["country"]


def _merge(record: EncounterNote, new: EncounterNote) -> None:
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
    if _STATUS_RANK[new["status"]] > _STATUS_RANK[record["status"]]:
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


def frame_index(frames: Sequence[Frame]) -> FrameIndex:
    """The index of the shipped frames, or of these and the user's; built once for the same frames."""
    return _index_with(tuple(frames)) if frames else _DEFAULT_INDEX


@lru_cache(maxsize=16)
def _index_with(frames: tuple[Frame, ...]) -> FrameIndex:
    return FrameIndex([*_DEFAULT_INDEX.frames, *frames])


def note_encounters(doc: Doc, resources: Resources) -> None:
    """Stage `encounters`: note who met whom, when, where, and whether it happened."""
    notes = notes_of(doc)
    notes["encounters"] = find_encounters(
        doc, notes, resources.gazetteer, published_of(doc), frame_index(resources.frames)
    )
