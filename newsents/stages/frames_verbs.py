"""Frames whose trigger is a verb: "met", "spoke with", "was received by"."""

from __future__ import annotations

from spacy.tokens import Token

from newsents.rules.meetings import (
    CLAUSE_STOPS,
    LATER,
    NOT_COUNTERPARTS,
    OTHER_SENSES,
    PHONE_WORDS,
    Frame,
)
from newsents.stages.clauses import (
    SEQUENCE_REACH,
    after_preposition,
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

_TOGETHER_REACH = 8
"""How many tokens after "spent" a "together" may stand: "spent most of Monday afternoon together"."""
_ON_AN_OCCASION = frozenset({"ahead", "before", "after", "during", "following"})
"""Behind "speaking" these open another occasion: "speaking ahead of a meeting with X"."""
_CALL_REACH = 5
"""How many tokens after "called on" the person may begin."""


def read_verb(view: SentenceView, frame: Frame, i: int) -> FrameReading | None:
    """Read a meeting or a call that a verb tells."""
    verb = view.doc[i]
    qualifies = verb.dep_ == "amod" and not takes_object(view, verb) and not _acts(view, frame, i)
    if qualifies or _other_sense(view, frame, i):
        return None
    passive = is_passive(verb) and frame.id != "meet.closeted"  # "were closeted": nobody closets them
    subject = subject_of(view, verb)
    if frame.id in {"meet.discussed", "meet.exchanged"}:
        return _read_discussed(view, frame, i, subject)
    if passive and "object" in frame.others:
        agent = after_preposition(view, i, {"by"})
        if agent is not None and subject is not None:
            return reading_of(view, frame, i, [agent.entities], [subject.entities], [agent, subject])
        if frame.id.startswith("host"):
            return None
    other, slot = counterpart_of(view, frame, i)
    if other is None:
        return _read_alone(view, frame, i, subject, passive)
    if slot in {"between", "among"}:
        return each_its_side(view, frame, i, other) if len(other.entities) > 1 else None
    if subject is None or not _may_be_met(view, frame, i, other):
        return None
    more = _met_later(view, other, slot)
    groups = [subject, other] if more is None else [subject, other, more]
    others = other.entities if more is None else (*other.entities, *more.entities)
    return reading_of(view, frame, i, [subject.entities], [others], groups)


def _read_alone(
    view: SentenceView, frame: Frame, i: int, subject: Group | None, passive: bool
) -> FrameReading | None:
    """ "X and Y met", "X met …": nobody stands on the other side of the verb."""
    if subject is None or passive:
        return None
    if frame.id == "meet.saw" and view.doc[min(i + 1, len(view.doc) - 1)].lower_ not in {"each", "one"}:
        return None
    several = len(subject.entities) > 1 and not has_nameless_other(view, i, frame.follows)
    if several and _tells_of_each_other(view, frame, i):
        here = frame.id == "call.spoke" and not view.by_phone
        return each_its_side(view, frame, i, subject, "meeting" if here else None)
    return half_of(view, frame, i, subject) if frame.id in {"meet.met", "host.received"} else None


def _tells_of_each_other(view: SentenceView, frame: Frame, i: int) -> bool:
    """Whether a plural subject alone is enough."""
    if frame.id == "call.spoke":
        return _at_length(view, i)
    return frame.reciprocal or (frame.id == "meet.spent" and _together(view, i))


def _may_be_met(view: SentenceView, frame: Frame, i: int, other: Group) -> bool:
    """Whether who stands on the other side is one whom this verb can meet."""
    if frame.persons_only and not any(p.label == "PERSON" or p.form == "delegates" for p in other.parties):
        return False
    if frame.id in {"call.told", "call.agreed"}:
        return _by_telephone(view, i)
    if frame.id in {"meet.saw", "meet.embraced", "call.called"}:
        return _is_plain_object(view, i, other)
    return frame.id != "guest.called" or _pays_call(view, i, other)


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
    if frame.id == "call.spoke" and k < view.sentence[1] and view.doc[k].lower_ in _ON_AN_OCCASION:
        return True
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
        # "saw X of Unite on Monday"
        k = next((j for j in range(k + 1, end) if not doc[j].text[0].isupper()), end)
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
