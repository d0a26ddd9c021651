"""Frames whose trigger is a verb: "met", "spoke with", "was received by"."""

from __future__ import annotations

from spacy.tokens import Token

from newsents.rules.meetings import (
    CLAUSE_STOPS,
    FRAMES,
    LATER,
    NOT_COUNTERPARTS,
    OTHER_SENSES,
    PHONE_WORDS,
    Frame,
)
from newsents.stages.clauses import (
    SEQUENCE_REACH,
    after_preposition,
    are_people,
    counterpart_of,
    has_nameless_other,
    is_passive,
    is_transparent,
    subject_of,
    unowned_group,
)
from newsents.stages.parties import Group, group_with
from newsents.stages.sentences import FrameReading, SentenceView
from newsents.stages.sides import each_its_side, half_of, reading_of
from newsents.stages.triggers import takes_object
from newsents.text import fold

_MET = next(frame for frame in FRAMES if frame.id == "meet.met")
_OCCASION_NOUNS = frozenset(
    "meeting meetings talks discussion discussions session dinner lunch audience encounter conversation".split()
)
_BE = frozenset({"was", "were", "is", "are"})
_OPENING = 3
"""So near to the beginning of a sentence "present" opens a list of guests."""
_LISTING_REACH = 8
_TOGETHER_REACH = 8
_CALL_REACH = 5
"""How many tokens after "called on" the person may begin."""


def read_verb(view: SentenceView, frame: Frame, i: int) -> FrameReading | None:
    """Read a meeting or a call that a verb tells."""
    doc = view.doc
    qualifies = doc[i].dep_ == "amod" and not takes_object(view, doc[i]) and not _acts(view, frame, i)
    if qualifies or _other_sense(view, frame, i):
        return None
    passive = is_passive(doc[i]) and frame.id != "meet.closeted"
    if frame.id == "guest.attended":
        guests = after_preposition(view, i, {"by"}) if passive else _who_also_attended(view, i)
        return half_of(view, frame, i, guests) if guests is not None else None
    if frame.id == "guest.sat-in":
        return read_present(view, frame, i) if _ends_clause(view, i + 2) else None
    if frame.id == "meet.delegations" and not passive and doc[min(i + 1, len(doc) - 1)].lower_ != "by":
        return _read_leaders(view, frame, i)
    if frame.id == "meet.delegations":
        leaders = after_preposition(view, i, {"by"})
        several = leaders is not None and len(leaders.entities) > 1
        return each_its_side(view, frame, i, leaders) if leaders is not None and several else None
    subject = subject_of(view, doc[i])
    if frame.id == "guest.accompanied":
        return _read_company(view, frame, i, subject, passive)
    if frame.id in {"meet.discussed", "meet.exchanged"}:
        return _read_discussed(view, frame, i, subject)
    other, slot = counterpart_of(view, frame, i)
    if passive and "object" in frame.others:
        agent = after_preposition(view, i, {"by"})
        if agent is not None and subject is not None:
            return reading_of(view, frame, i, [agent.entities], [subject.entities], [agent, subject])
        if frame.id.startswith("host"):
            return None
    if other is None:
        alone = not passive and not has_nameless_other(view, i, frame.follows)
        if frame.id == "meet.saw" and doc[min(i + 1, len(doc) - 1)].lower_ not in {"each", "one"}:
            return None
        reciprocal = (
            frame.reciprocal
            or (frame.id == "call.spoke" and _at_length(view, i))
            or (frame.id == "meet.spent" and _together(view, i))
        )
        if subject is not None and reciprocal and len(subject.entities) > 1 and alone:
            here = frame.id == "call.spoke" and not view.by_phone
            return each_its_side(view, frame, i, subject, "meeting" if here else None)
        nameless = subject is not None and frame.id in {"meet.met", "host.received"} and not passive
        return half_of(view, frame, i, subject) if nameless and subject is not None else None
    if slot in {"between", "among"}:
        return each_its_side(view, frame, i, other) if len(other.entities) > 1 else None
    if frame.persons_only and not any(p.label == "PERSON" or p.form == "delegates" for p in other.parties):
        return None
    if subject is None:
        return None
    if frame.id in {"call.told", "call.agreed"} and not _by_telephone(view, i):
        return None
    if frame.id == "meet.embraced" and not _is_plain_object(view, i, other):
        return None
    if frame.id == "meet.saw" and not _is_plain_object(view, i, other):
        return None
    if frame.id == "call.called" and not _is_plain_object(view, i, other):
        return None
    if frame.id == "guest.called" and not _pays_call(view, i, other):
        return None
    more = _met_later(view, other, slot)
    groups = [subject, other] if more is None else [subject, other, more]
    others = other.entities if more is None else (*other.entities, *more.entities)
    return reading_of(view, frame, i, [subject.entities], [others], groups)


def _met_later(view: SentenceView, other: Group, slot: str | None) -> Group | None:
    """ "met with X and later with Y": who is met in the same breath."""
    words = [view.doc[k].lower_ for k in range(other.end, min(other.end + 4, view.sentence[1]))]
    if slot is None or "and" not in words or LATER.isdisjoint(words):
        return None
    start = other.end + max(i for i, word in enumerate(words) if word in LATER | {slot}) + 1
    for k in range(start, min(start + 4, view.sentence[1])):
        group = group_with(view.groups, k)
        if group is not None or not is_transparent(view.doc[k]):
            return group
    return None


def _at_length(view: SentenceView, i: int) -> bool:
    """ "X and Y spoke by phone", "talked for two hours": with each other, though nobody says so."""
    following = [view.doc[k].lower_ for k in range(i + 1, min(i + 5, view.sentence[1]))]
    lasting = following[:1] == ["for"] and not {"hours", "hour", "minutes", "minute"}.isdisjoint(following)
    lasting = lasting or not {"one", "face", "privately"}.isdisjoint(following[:1])
    return lasting or not PHONE_WORDS.isdisjoint(following)


def _together(view: SentenceView, i: int) -> bool:
    """ "X and Y spent the evening together"."""
    return any(
        view.doc[k].lower_ == "together" for k in range(i + 2, min(i + _TOGETHER_REACH, view.sentence[1]))
    )


def _by_telephone(view: SentenceView, i: int) -> bool:
    """ "told her by phone", "warned him over the telephone"; not "told her that the phone was dead"."""
    for k in range(i + 2, view.sentence[1]):
        if view.doc[k].lower_ in {"phone", "telephone"}:
            before = view.doc[k - 1].lower_
            return before == "by" or (before == "the" and view.doc[k - 2].lower_ in {"on", "over"})
    return False


def _read_leaders(view: SentenceView, frame: Frame, i: int) -> FrameReading | None:
    """ "X led the government team, while Y led labour": each led a side of the same talks."""
    for k in range(i + 1, view.sentence[1]):
        if view.doc[k].lower_ in {"led", "headed", "leads", "heads"} and view.doc[k].tag_ != "VBN":
            one, two = subject_of(view, view.doc[i]), subject_of(view, view.doc[k])
            if one is None or two is None or not are_people(one) or not are_people(two):
                return None
            return reading_of(view, frame, i, [one.entities], [two.entities], [one, two])
    return None


def _read_company(
    view: SentenceView, frame: Frame, i: int, subject: Group | None, passive: bool
) -> FrameReading | None:
    """ "She was joined by A and B", "A accompanied her": who stands beside whom; `join_halves` finds the occasion."""
    if passive:
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


def read_present(view: SentenceView, frame: Frame, i: int) -> FrameReading | None:
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


def _read_discussed(view: SentenceView, frame: Frame, i: int, subject: Group | None) -> FrameReading | None:
    """ "A and B discussed trade", "A discussed trade with B": persons, in a finite clause."""
    if subject is None or not (_is_finite(view.doc[i]) or _acts(view, frame, i)):
        return None
    other = _discussed_with(view, i)
    if other is not None:
        return reading_of(view, frame, i, [subject.entities], [other.entities], [subject, other])
    people = [p for p in subject.parties if p.label == "PERSON" and p.form != "reference"]
    return each_its_side(view, frame, i, subject) if len(people) > 1 else None


def _is_finite(verb: Token) -> bool:
    """Whether the verb has a tense; the tagger takes "exchanged" for a participle, though it has a subject."""
    return verb.tag_ in {"VBD", "VBZ", "VBP"} or any(child.dep_ == "nsubj" for child in verb.children)


def _acts(view: SentenceView, frame: Frame, i: int) -> bool:
    """ "X and Y exchanged views": a person before, the frame's own object behind; the tagger may see a participle."""
    before = view.party_at(i - 1) if i > view.sentence[0] else None
    behind = view.doc[min(i + 1, len(view.doc) - 1)].lower_
    return before is not None and before.label == "PERSON" and behind in frame.follows


def _discussed_with(view: SentenceView, i: int) -> Group | None:
    """The persons behind the "with" of the same clause, over what was discussed."""
    for k in range(i + 1, min(view.sentence[1] - 1, i + SEQUENCE_REACH)):
        token = view.doc[k]
        if token.lower_ in CLAUSE_STOPS or token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return None
        if token.lower_ == "with" and view.doc[k - 1].text != ",":
            start = next((j for j in range(k + 1, min(k + 4, view.sentence[1])) if view.party_at(j)), None)
            group = unowned_group(view, start) if start is not None else None
            if group is not None and all(p.label == "PERSON" for p in group.parties):
                return group
    return None


def _other_sense(view: SentenceView, frame: Frame, i: int) -> bool:
    """ "met the deadline", "met with criticism", "spoke to reporters": the word right after is no party."""
    if not frame.id.startswith(("meet", "call", "host")):
        return False
    k = i + 1
    while k < min(i + 6, view.sentence[1]):
        if view.party_at(k) is not None and view.doc[k].tag_ != "PRP$":
            return False
        word = fold(view.doc[k].text)
        if word in OTHER_SENSES or word in NOT_COUNTERPARTS:
            return True
        if view.doc[k].tag_ == "IN" and word not in {"with", "to"}:
            return False  # "meet before the end of May"
        k += 1
    return False


def _is_plain_object(view: SentenceView, i: int, other: Group) -> bool:
    """ "called Macron on Monday", "saw Aoun in Paris"; not "called Macron a liar", "saw Aoun win"."""
    doc, end = view.doc, view.sentence[1]
    if i + 1 < end and doc[i + 1].lower_ in {"on", "for", "out", "upon"}:
        return False
    if other.start - i > 3 or other.parties[0].label != "PERSON":
        return False
    k = other.end
    if k + 1 < end and doc[k].lower_ == "of" and doc[k + 1].text[0].isupper():
        k = next(
            (j for j in range(k + 1, end) if not doc[j].text[0].isupper()), end
        )  # "saw X of Unite on Monday"
    following = doc[k] if k < end else None
    return (
        following is None
        or following.lower_ in {".", ",", "on", "to", "after", "in", "at", "and", "before", "from", "again"}
        or (any(m["start"] == k and m["label"] == "DATE" for m in view.mentions))
    )


def _pays_call(view: SentenceView, i: int, other: Group) -> bool:
    """ "The envoy called on President X at his office", not "called on President X to resign"."""
    doc, end = view.doc, view.sentence[1]
    if doc[i + 1].lower_ != "on" or other.start - i > _CALL_REACH or other.parties[0].label != "PERSON":
        return False
    return all(doc[k].lower_ not in {"to", "for"} for k in range(other.end, min(end, other.end + 2)))
