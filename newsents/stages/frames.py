"""Reading encounter frames in a sentence: who stands where around the trigger word.

The tree decides where it is plain; where it names nobody, a grammar over the sequence of parties, prepositions and
transparent words decides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from newsents.rules.meetings import HABITUAL, Frame
from newsents.stages.frames_guests import GUEST_FRAMES, read_guests
from newsents.stages.frames_nouns import read_noun
from newsents.stages.frames_verbs import read_verb
from newsents.stages.frames_visits import read_visit
from newsents.stages.notes import Range
from newsents.stages.sentences import FrameReading, SentenceView
from newsents.stages.triggers import FrameIndex, is_verb, only_modifies
from newsents.text import fold

_ATTENDANCE_REACH = 250
"""How many tokens after a meeting its attendance may be told."""
_GUESTS = frozenset({"guest.attended", "guest.present", "guest.sat-in"})
_GUESTS_REACH = 60
"""The same where both sides of the meeting are known."""


def read_sentence(view: SentenceView, index: FrameIndex) -> list[FrameReading]:
    """Return the readings of all frames in one sentence, in order of their triggers."""
    readings: list[FrameReading] = []
    for i in range(*view.sentence):
        token = view.doc[i]
        if not index.knows(token) or view.party_at(i) is not None or only_modifies(view, token):
            continue
        for frame in index.at(token, is_verb(view, token)):
            found = _read(view, frame, i)
            if found:
                readings += found
                break
    return readings


def _read(view: SentenceView, frame: Frame, i: int) -> list[FrameReading]:
    if any(
        view.doc[k].lower_ in HABITUAL
        for k in range(max(view.sentence[0], i - 2), min(i + 2, view.sentence[1]))
    ):
        return []
    if frame.needs and not any(fold(view.doc[j].text) in frame.needs for j in range(*view.sentence)):
        return []
    if frame.follows and not any(
        view.doc[j].lower_ in frame.follows for j in range(i + 1, min(i + 4, view.sentence[1]))
    ):
        return []
    if frame.kind == "visit":
        return read_visit(view, frame, i)
    if frame.id in GUEST_FRAMES:
        reading = read_guests(view, frame, i)
    else:
        reading = read_verb(view, frame, i) if frame.pos == "verb" else read_noun(view, frame, i)
    return _apart(view, i, reading) if reading is not None else []


def _apart(view: SentenceView, i: int, reading: FrameReading) -> list[FrameReading]:
    """ "held separate meetings with X and Y": one with each of them; "separate talks" may be with both."""
    if view.doc[i].lower_ in {"talks", "talk", "meeting"} or "separate" not in {
        view.doc[k].lower_ for k in range(max(view.sentence[0], i - 2), i)
    }:
        return [reading]
    if len(reading.sides) != 2 or len(reading.sides[1]) < 2:
        return [reading]
    return [replace(reading, sides=(reading.sides[0], (other,))) for other in reading.sides[1]]


def join_halves(
    readings: Sequence[FrameReading], bodies: Collection[str], countries: Mapping[str, str | None]
) -> list[FrameReading]:
    """Join "X held a meeting" with "The meeting was attended by Y and Z"; other halves are dropped.

    `bodies`: ids of organisations; where X met a body ("the Security Council"), those who attended stand for it.
    `countries`: the country of each entity. Company told later ("She was joined by Y") goes to the side of whom it
    joined; guests of a meeting that has both its sides ("Y was also present") to that of their country, else to the
    host's.
    """
    joined: list[FrameReading] = []
    held: FrameReading | None = None
    for reading in readings:
        if reading.frame.id == "guest.accompanied":
            _add_company(joined, reading)
        elif reading.kind == "visit" or not reading.sides:
            joined.append(reading)
        elif reading.frame.id not in _GUESTS:
            if len(reading.sides) > 1:
                joined.append(reading)
            of_body = len(reading.sides) == 2 and all(e in bodies for e in reading.sides[1])
            held = reading if len(reading.sides) == 1 or of_body else held
        elif held is None or (reading.frame.id != "guest.attended" and _told_after(joined, held)):
            _add_guests(joined, reading, countries)
        elif reading.sentence[0] - held.sentence[1] <= _ATTENDANCE_REACH:
            attended = _attended(held, reading)
            if attended is not None:
                joined = [r for r in joined if r is not held]
                joined.append(attended)
            held = None
    return joined


def _told_after(joined: Sequence[FrameReading], held: FrameReading) -> bool:
    """Whether a meeting with both its sides was told after the half that waits for its guests."""
    full = next((r for r in reversed(joined) if len(r.sides) > 1), None)
    return full is not None and held.trigger < full.trigger


def _add_guests(
    joined: list[FrameReading], guests: FrameReading, countries: Mapping[str, str | None]
) -> None:
    """Put guests beside the party of their own country in the last meeting, else beside the host."""
    for place, told in reversed(list(enumerate(joined))):
        if len(told.sides) < 2:
            continue
        present = {e for side in told.sides for e in side}
        company = tuple(e for e in guests.sides[0] if e not in present)
        if company and guests.sentence[0] - told.sentence[1] <= _GUESTS_REACH:
            number = _own_side(told, company, countries)
            wider = (*told.sides[number], *company)
            sides = (*told.sides[:number], wider, *told.sides[number + 1 :])
            joined[place] = replace(told, sides=sides, also=(*told.also, guests.sentence))
        return


def _own_side(told: FrameReading, company: Sequence[str], countries: Mapping[str, str | None]) -> int:
    """The number of the side of whose country the company is, if only one is; else that of the host."""
    theirs = {countries.get(e) for e in company} - {None}
    fitting = [n for n, side in enumerate(told.sides) if theirs & {countries.get(e) for e in side}]
    if len(fitting) == 1:
        return fitting[0]
    return 1 if told.frame.id.startswith("guest") else 0


def _attended(held: FrameReading, guests: FrameReading) -> FrameReading | None:
    """The meeting that `held` tells, with the guests on the other side."""
    others = tuple(e for e in guests.sides[0] if e not in held.sides[0])
    if not others:
        return None
    taken = held.taken + guests.taken
    return replace(
        held, frame=guests.frame, sides=(held.sides[0], others), taken=taken, also=(guests.sentence,)
    )


def _add_company(joined: list[FrameReading], reading: FrameReading) -> None:
    """Put those who accompanied somebody beside them in the last occasion in which they take part."""
    led, company = reading.sides
    found: Range | None = None
    for place, told in reversed(list(enumerate(joined))):
        if reading.sentence[0] - told.sentence[1] > _ATTENDANCE_REACH or found not in (None, told.sentence):
            return
        for number, side in enumerate(told.sides):
            if set(side) & set(led):
                others = {e for other in told.sides for e in other}
                wider = (*side, *(e for e in company if e not in others))
                sides = (*told.sides[:number], wider, *told.sides[number + 1 :])
                joined[place] = replace(told, sides=sides, also=(*told.also, reading.sentence))
                found = told.sentence if told.kind == "visit" else [-1, -1]
                break
