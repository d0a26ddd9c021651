"""Seventh stage: encounters. Reads the frames of each sentence, then gives status, date and place, then makes one
record of one occasion.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import combinations, islice, takewhile

from spacy.tokens import Doc

from newsents.gazetteer import Gazetteer
from newsents.rules.meetings import PHONE_WORDS, SPORT_WORDS, TOGETHER, Frame
from newsents.stages.dates import (
    DateExpression,
    ResolvedDate,
    find_date_expressions,
    resolve_date,
)
from newsents.stages.dating import choose_date
from newsents.stages.frames import join_halves, read_sentence
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
from newsents.stages.occasions import (
    all_countries,
    carry_days,
    find_same_occasion,
    inherit_from_trips,
    join_countries,
    join_headline,
    merge_tellings,
    spread_stations,
    tell_more,
)
from newsents.stages.parties import find_groups, find_parties
from newsents.stages.places import (
    find_dateline_place,
    find_place,
    find_welcome_place,
    place_note,
    says_here,
)
from newsents.stages.sentences import FrameReading, SentenceView
from newsents.stages.status import StatusFinding, find_attribution, find_status
from newsents.stages.triggers import FrameIndex
from newsents.text import fold

_HIGH, _MEDIUM = 0.8, 0.6
"""`Frame.precision` from which a rule's records count as high or medium confidence."""
_SPORTS_PAGE = 3
"""Words of sport from which an article is taken to tell of matches."""
_SPORTS_NEAR = 25
"""How many tokens around a sentence words of sport tell that those who meet are teams."""
_RESULT = re.compile(
    r"\b(?:won|win|wins|beat|beats|lost|drew|draw|victory|defeat)\b[^.;]{0,40}?\b\d{1,2} ?[-–] ?\d{1,2}\b"
)
"""How a match ended: "Chelsea won 2-1"."""
_ROUND = re.compile(
    r"[^.;,]{0,60}?\bin (?:the|a) (?:[\w-]+ ){0,2}?"
    r"(?:(?:(?:semi|quarter) ?-? ?)?finals?|semis|last (?:16|sixteen)|round of 16|play-?offs?"
    r"|(?:first|second|third|fourth|opening) round(?! of))\b"
)
"""Where players meet: "will meet X in the quarter-finals"; not "met in the second round of talks"."""
_AWAITED = frozenset({"visit.expected", "visit.due"})
"""Frames whose trigger itself says that the visit lies ahead: "is due in Oslo"."""
_CANCELLING_REACH = 3
"""In tokens: how near to "called off" the day stands on which that was done."""
_OPENING = 4
"""Sentences, the headline's among them, in which a protagonist is introduced."""
_DEFAULT_INDEX = FrameIndex()


def find_readings(doc: Doc, notes: Notes, index: FrameIndex) -> list[FrameReading]:
    """Return what every frame reads in every sentence, in text order."""
    readings: list[FrameReading] = []
    entities = {e["id"]: e for e in notes.get("entities", [])}
    protagonists = find_protagonists(notes)
    countries = {id: entity["country"] for id, entity in entities.items()}
    nations = {
        fold(doc[m["start"]].text): m["entity"]
        for m in notes.get("mentions", [])
        if m["entity"] and entities[m["entity"]]["type"] == "GPE" and m["end"] == m["start"] + 1
    }
    vocabulary = {token.lower_ for token in doc}
    sports = sum(token.lower_ in SPORT_WORDS for token in doc) >= _SPORTS_PAGE
    by_phone, together = not vocabulary.isdisjoint(PHONE_WORDS), not vocabulary.isdisjoint(TOGETHER)
    all_mentions = notes.get("mentions", [])
    starts = [m["start"] for m in all_mentions]
    references = sorted(notes.get("references", []), key=lambda r: r["start"])  # stable, as parties are
    pointers = [r["start"] for r in references]
    for sentence in notes.get("sentences", []):
        if not any(index.knows(doc[i]) for i in range(*sentence)):
            continue
        mentions = all_mentions[bisect_left(starts, sentence[0]) : bisect_left(starts, sentence[1])]
        here = references[bisect_left(pointers, sentence[0]) : bisect_left(pointers, sentence[1])]
        parties = find_parties(doc, {**notes, "mentions": mentions, "references": here}, sentence)
        view = SentenceView(
            doc,
            sentence,
            parties,
            find_groups(doc, parties),
            mentions,
            protagonists,
            countries,
            nations,
            by_phone,
            together,
        )
        readings += [r for r in read_sentence(view, index) if _is_contact(doc, r, entities, sports)]
    bodies = {id for id, entity in entities.items() if entity["type"] == "ORG"}
    return join_halves(readings, bodies, countries)


def find_protagonists(notes: Notes) -> list[str]:
    """The persons of whom the article speaks from its opening sentences on, most often told first."""
    opening = [sentence[1] for sentence in notes.get("sentences", [])[:_OPENING]]
    mentions = notes.get("mentions", [])
    people = [
        (len(e["mentions"]), e["id"])
        for e in notes.get("entities", [])
        if e["type"] == "PERSON" and opening and mentions[e["mentions"][0]]["start"] < opening[-1]
    ]
    people.sort(key=lambda item: -item[0])
    return [person for _, person in people]


def _tells_of_sport(doc: Doc, sentence: Range) -> bool:
    """Whether a word of sport stands in the sentence, or two different ones close around it."""
    if any(doc[i].lower_ in SPORT_WORDS for i in range(*sentence)):
        return True
    if _RESULT.search(doc[sentence[0] : sentence[1]].text):
        return True
    near = range(max(0, sentence[0] - _SPORTS_NEAR), min(len(doc), sentence[1] + _SPORTS_NEAR))
    return len({doc[i].lower_ for i in near} & SPORT_WORDS) > 1


def _is_contact(doc: Doc, reading: FrameReading, entities: dict[str, EntityNote], sports: bool) -> bool:
    """A person and their own country are not two parties; teams in a match are none."""
    if reading.kind == "visit":
        return True
    if reading.frame.id == "meet.met" and _ROUND.match(doc[reading.trigger[1] : reading.sentence[1]].text):
        return False
    people = any(entities[e]["type"] == "PERSON" for side in reading.sides for e in side)
    if not people and (sports or _tells_of_sport(doc, reading.sentence)):
        return False
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
    expressions = _outside_names(doc, notes, find_date_expressions(text))
    records: list[EncounterNote] = []
    by_country: list[EncounterNote] = []
    entities = {e["id"]: e for e in notes.get("entities", [])}
    for reading in find_readings(doc, notes, index):
        record = _record(doc, notes, reading, text, expressions, gazetteer, published)
        if record is None:
            continue
        if not reading.sides:
            tell_more(records, record)
            continue
        same = find_same_occasion(records, record)
        if same is not None:
            merge_tellings(same, record)
            continue
        records.append(record)
        headline = reading.sentence[0] == 0
        if (headline or _points_back(doc, reading)) and all_countries(record, entities):
            by_country.append(record)
    records = join_countries(records, by_country, entities)
    records = join_headline(records, entities)
    carry_days(doc, records)
    spread_stations(records)
    inherit_from_trips(records)
    return records


def _outside_names(doc: Doc, notes: Notes, expressions: Sequence[DateExpression]) -> Sequence[DateExpression]:
    """The dates that are no part of a name: not that of the "March 23 Movement"."""
    named = [doc[m["start"] : m["end"]] for m in notes.get("mentions", []) if m["label"] == "ORG"]
    dated = [(n.start_char, n.end_char) for n in named if any(token.like_num for token in n)]
    return (
        [e for e in expressions if not any(a < e.end and e.start < b for a, b in dated)]
        if dated
        else expressions
    )


def _points_back(doc: Doc, reading: FrameReading) -> bool:
    """Whether a noun trigger may repeat what is told elsewhere: "the meeting", "Russian-German talks"."""
    i = reading.trigger[0]
    if reading.frame.pos != "noun":
        return False
    first = max(reading.sentence[0], i - 5)
    if reading.sentence[0] > 0 and any(doc[k].lower_ in {"a", "an"} for k in range(first, i)):
        return False
    return any(
        doc[k].lower_ in {"the", "their", "this"} or doc[k].text in {"-", "–"} for k in range(first, i)
    )


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
    if status.status == "happened" and (reading.frame.id in _AWAITED or _sets_out(doc, reading)):
        status = StatusFinding("planned", "planned.awaited")
    attribution = find_attribution(doc, trigger, sentence)
    ahead = status.status == "planned" or (status.cue or "").startswith("planned")
    when = _date(doc, reading, text, expressions, published, ahead)
    if (
        when is not None
        and status.cue == "denied.cancelled"
        and _is_day_of_cue(doc, status.span, when["text"])
    ):
        when = None
    if when is None and status.cue == "planned.schedule":
        when = _date_of_programme(doc, notes, expressions, published)
    place = _place(doc, notes, reading, gazetteer)
    if reading.kind == "visit" and place is None:
        return None
    if reading.frame.id == "call.spoke" and place is not None and not _says_phone(doc, reading):
        reading = replace(reading, kind="meeting")
    return {
        "kind": reading.kind,
        "status": status.status,
        "sides": [list(dict.fromkeys(side)) for side in reading.sides],
        "place": place,
        "date": when,
        "evidence": [reading.sentence, *reading.also],
        "trigger": reading.trigger,
        "rule": reading.frame.id,
        "attribution": list(attribution) if attribution else None,
        "confidence": _confidence(reading),
        "by_phone": reading.kind == "call" and _says_phone(doc, reading),
        "headline": status.cue is None and _is_bare_noun(doc, reading),
    }


def _sets_out(doc: Doc, reading: FrameReading) -> bool:
    """ "is leaving for Oslo today": under way, and not there yet."""
    i = reading.trigger[0]
    return doc[i].lower_ in {"leaving", "departing"} and i > 0 and doc[i - 1].lower_ in {"is", "are"}


def _is_day_of_cue(doc: Doc, cue: tuple[int, int] | None, day: str) -> bool:
    """ "on Monday called off talks", "were called off on Monday": when it was cancelled, not when it was to be."""
    if cue is None:
        return False
    around = (
        doc[max(cue[0] - _CANCELLING_REACH, doc[cue[0]].sent.start) : cue[0]].text,
        doc[cue[1] : cue[1] + _CANCELLING_REACH].text,
    )
    return around[0].rstrip().endswith(day) or around[1].removeprefix("on ").startswith(day)


def _says_phone(doc: Doc, reading: FrameReading) -> bool:
    return any(doc[i].lower_ in PHONE_WORDS for i in range(*reading.sentence))


def _is_bare_noun(doc: Doc, reading: FrameReading) -> bool:
    """A noun in a line without a finite verb says nothing of time: "Meeting between A and B"."""
    finite = {"VBD", "VBZ", "VBP", "MD"}
    return reading.frame.pos == "noun" and not any(doc[i].tag_ in finite for i in range(*reading.sentence))


def _place(doc: Doc, notes: Notes, reading: FrameReading, gazetteer: Gazetteer) -> PlaceNote | None:
    mentions = notes.get("mentions", [])
    mention = reading.place or find_place(doc, mentions, reading.trigger, reading.sentence, reading.taken)
    if mention is None and reading.frame.id == "host.received":
        mention = find_welcome_place(doc, mentions, reading.trigger, reading.taken)
    if mention is None and says_here(doc, reading.trigger, reading.sentence):
        mention = find_dateline_place(doc, mentions)
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
    following = islice(expressions, bisect_left(expressions, start, key=_begin), None)
    here = [e for e in takewhile(lambda e: e.start < end, following) if e.end <= end]
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
    return _date_note(*chosen)


def _begin(expression: DateExpression) -> int:
    return expression.start


def _date_of_programme(
    doc: Doc, notes: Notes, expressions: Sequence[DateExpression], published: date | None
) -> DateNote | None:
    """The day that the headline of a programme names: "Diary – March 9, 2021"."""
    end = _characters(doc, notes["sentences"][0])[1]
    for expression in expressions:
        resolved = resolve_date(expression, published)
        if expression.end <= end and resolved is not None and resolved.precision == "day":
            return _date_note(expression, resolved)
    return None


def _date_note(expression: DateExpression, resolved: ResolvedDate) -> DateNote:
    return {
        "start": resolved.start.isoformat(),
        "end": resolved.end.isoformat(),
        "precision": resolved.precision,
        "text": expression.text,
    }


def _characters(doc: Doc, span: Range) -> tuple[int, int]:
    last = doc[span[1] - 1]
    return doc[span[0]].idx, last.idx + len(last)


def _confidence(reading: FrameReading) -> str:
    precision = reading.frame.precision - (0.15 if reading.by_reference else 0.0)
    return "high" if precision >= _HIGH else "medium" if precision >= _MEDIUM else "low"


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
