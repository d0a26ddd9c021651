"""Frames that say who else was there: who was present, who accompanied whom, who led the sides."""

from __future__ import annotations

from newsents.rules.meetings import FRAMES, Frame
from newsents.stages.clauses import after_preposition, are_people, counterpart_of, is_passive, subject_of
from newsents.stages.parties import Group
from newsents.stages.sentences import FrameReading, SentenceView
from newsents.stages.sides import each_its_side, half_of, reading_of
from newsents.stages.triggers import takes_object

GUEST_FRAMES = frozenset(
    {"guest.present", "guest.sat-in", "guest.attended", "guest.accompanied", "meet.delegations"}
)
"""Frames that `read_guests` reads."""
_OCCASION_NOUNS = frozenset(
    "meeting meetings talks discussion discussions session dinner lunch audience encounter conversation".split()
)
_BE = frozenset({"was", "were", "is", "are"})
_OPENING = 3
"""So near to the beginning of a sentence "present" opens a list of guests."""
_LISTING_REACH = 8
"""How many tokens after such an opening its verb may stand: "Present at the talks in Oslo were"."""
_MET = next(frame for frame in FRAMES if frame.id == "meet.met")


def read_guests(view: SentenceView, frame: Frame, i: int) -> FrameReading | None:
    """Read who took part beside those who met; `join_halves` in `frames` finds the occasion."""
    verb = view.doc[i]
    if verb.dep_ == "amod" and frame.pos == "verb" and not takes_object(view, verb):
        return None
    if frame.id == "guest.present":
        return _read_present(view, frame, i)
    if frame.id == "guest.sat-in":
        return _read_present(view, frame, i) if _ends_clause(view, i + 2) else None
    if frame.id == "guest.attended":
        guests = after_preposition(view, i, {"by"}) if is_passive(verb) else _who_also_attended(view, i)
        return half_of(view, frame, i, guests) if guests is not None else None
    if frame.id == "guest.accompanied":
        return _read_company(view, frame, i)
    return _read_leaders(view, frame, i)


def _read_leaders(view: SentenceView, frame: Frame, i: int) -> FrameReading | None:
    """ "delegations led by X and Y", "X led the government team, while Y led labour": each led a side of the talks."""
    if is_passive(view.doc[i]) or view.doc[min(i + 1, len(view.doc) - 1)].lower_ == "by":
        leaders = after_preposition(view, i, {"by"})
        several = leaders is not None and len(leaders.entities) > 1
        return each_its_side(view, frame, i, leaders) if leaders is not None and several else None
    for k in range(i + 1, view.sentence[1]):
        if view.doc[k].lower_ in {"led", "headed", "leads", "heads"} and view.doc[k].tag_ != "VBN":
            one, two = subject_of(view, view.doc[i]), subject_of(view, view.doc[k])
            if one is None or two is None or not are_people(one) or not are_people(two):
                return None
            return reading_of(view, frame, i, [one.entities], [two.entities], [one, two])
    return None


def _read_company(view: SentenceView, frame: Frame, i: int) -> FrameReading | None:
    """ "She was joined by A and B", "A accompanied her": who stands beside whom."""
    subject = subject_of(view, view.doc[i])
    if is_passive(view.doc[i]):
        led, company = subject, after_preposition(view, i, {"by"})
    elif view.doc[i].lower_ == "accompanied":
        led, company = counterpart_of(view, _MET, i)[0], subject
    else:
        return None
    if led is None or company is None or not are_people(company) or set(led.entities) & set(company.entities):
        return None
    taken = tuple([p.start, p.end] for group in (led, company) for p in group.parties)
    sides = (led.entities, company.entities)
    return FrameReading(frame, "meeting", sides, [i, i + 1], list(view.sentence), taken)


def _who_also_attended(view: SentenceView, i: int) -> Group | None:
    """ "Minister X also attended.": a guest of what was told before."""
    also = any(view.doc[k].lower_ == "also" for k in range(max(view.sentence[0], i - 2), i))
    guests = subject_of(view, view.doc[i]) if also and _ends_clause(view, i + 1) else None
    return guests if guests is not None and are_people(guests) else None


def _ends_clause(view: SentenceView, k: int) -> bool:
    return k >= view.sentence[1] or view.doc[k].is_punct or view.doc[k].is_space


def _at_the_meeting(view: SentenceView, k: int) -> bool:
    """ "at the meeting", "during the talks"."""
    if view.doc[k].lower_ not in {"at", "during", "in", "for"} or k + 1 >= view.sentence[1]:
        return False
    named = {view.doc[j].lower_ for j in range(k + 1, min(k + 4, view.sentence[1]))}
    return not _OCCASION_NOUNS.isdisjoint(named)


def _read_present(view: SentenceView, frame: Frame, i: int) -> FrameReading | None:
    """ "Minister X was also present", "Also present were X and Y": guests of a meeting told before."""
    doc = view.doc
    if doc[i].lower_ == "attendance" and doc[max(i - 1, 0)].lower_ != "in":
        return None
    if i - view.sentence[0] < _OPENING:
        be = next(
            (k for k in range(i + 1, min(i + _LISTING_REACH, view.sentence[1])) if doc[k].lower_ in _BE), None
        )
        listed = [group for group in view.groups if be is not None and group.start > be]
        guests = listed[0] if listed else None
    elif frame.id == "guest.present" and not (_ends_clause(view, i + 1) or _at_the_meeting(view, i + 1)):
        return None  # "was present at the creation", "present difficulties"
    else:
        verb = doc[i]
        if doc[i].tag_ not in {"VBD", "VBZ", "VBP"}:
            verb = next(
                (doc[k] for k in range(i - 1, max(view.sentence[0], i - 4), -1) if doc[k].lower_ in _BE), verb
            )
        guests = subject_of(view, verb) if verb.i < i or verb.tag_.startswith("VB") else None
    if guests is None or not are_people(guests):
        return None
    return half_of(view, frame, i, guests)
