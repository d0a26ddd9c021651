"""Where an encounter took place: the most specific named place in its clause, or the place of a visit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from newsents.gazetteer import Gazetteer
from newsents.rules.meetings import ASIDE_PREPOSITIONS
from newsents.stages.notes import MentionNote, PlaceNote, Range, new_mention

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "aboard"})
_BREAKS = frozenset(
    {"that", "which", "who", "where", "because", "since", "while", "after", "before", ";", "whose", "but"}
)
_TOPICS = frozenset(
    """
    discuss discussed discussing discusses regarding concerning about situation conflict war crisis fighting
    developments violence presence security stability peace implementation efforts
    """.split()
)
"""What stands behind these is talked about: "discussed the conflict in Ethiopia"."""
_EVENTS = frozenset("summit conference forum session meeting assembly congress games".split())
"""An event is no place: "at the Summit of the Lakes"."""
_SEATS = frozenset(
    """
    department ministry embassy consulate university nations headquarters palace house office institute center centre
    parliament residence hotel hall castle villa lodge mansion club cathedral mosque church temple airport base camp
    ranch fort barracks tower chancellery
    kremlin pentagon zhongnanhai elysee élysée matignon malacañang malacanang
    """.split()
)
"""Words in the names of organisations that are buildings too: "at the Ministry of Fisheries"."""
_NAME_JOINTS = frozenset({"'s", "’s", "of", "de"})
_LED_TO = frozenset("meeting talks summit dinner lunch session conference".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENING_MENTIONS = 12
_DATELINE_ENDS = frozenset({"-", "–", "—", "--", ":"})
_DATELINE_REACH = 12
"""How many mentions from the beginning a dateline may stand, and how many tokens it may go on."""
_FAR = 25
"""In tokens: farther from the trigger a place is not taken for the encounter's."""


def find_place(
    doc: Doc, mentions: Sequence[MentionNote], trigger: Range, sentence: Range, taken: Sequence[Range]
) -> MentionNote | None:
    """Return the place mention that says where, or None.

    `taken`: token ranges of parties, which are no places. The nearest locative phrase after the trigger wins, then
    the nearest before it; of "Erbil, Iraq" the first.
    """
    here = [m for m in mentions if sentence[0] <= m["start"] < sentence[1]]
    candidates = [
        m
        for m in sorted([*here, *_unmarked_buildings(doc, here, sentence)], key=lambda m: m["start"])
        if _can_be_place(doc, m)
        and not any(a <= m["start"] < b for a, b in taken)
        and _locative(doc, m["start"], sentence[0]) is not None
    ]
    after = [
        m
        for m in candidates
        if m["start"] >= trigger[1]
        and not _broken(doc, trigger[1], m["start"])
        and not _after_opening(doc, trigger, m["start"], sentence)
        and not _outside_gerund(doc, trigger, m["start"])
    ]
    before = [
        m
        for m in candidates
        if m["end"] <= trigger[0]
        and not _broken(doc, m["end"], trigger[0])
        and not _in_another_phrase(doc, m, trigger, sentence)
    ]
    if after and after[0]["start"] - trigger[1] <= _FAR:
        return after[0]
    if before and trigger[0] - before[-1]["end"] <= _FAR:
        return before[-1]
    return None


def find_welcome_place(
    doc: Doc, mentions: Sequence[MentionNote], trigger: Range, taken: Sequence[Range]
) -> MentionNote | None:
    """Return the place to which a guest is welcomed, or None: "welcomed President X to the White House"."""
    guests = [end for start, end in taken if start >= trigger[1]]
    k = max(guests, default=len(doc))
    if k + 1 >= len(doc) or doc[k].lower_ != "to":
        return None
    start = k + 2 if doc[k + 1].lower_ in {"the", "his", "her"} else k + 1
    return next((m for m in mentions if m["start"] == start and _is_seat_or_place(doc, m)), None)


def _is_seat_or_place(doc: Doc, mention: MentionNote) -> bool:
    words = {token.lower_ for token in doc[mention["start"] : mention["end"]]}
    return mention["label"] in _PLACE_LABELS or (mention["label"] == "ORG" and bool(words & _SEATS))


def _unmarked_buildings(doc: Doc, mentions: Sequence[MentionNote], sentence: Range) -> Iterator[MentionNote]:
    """ "at the Governor's House", "in the Oscarshall Palace": capitalised words behind a preposition that end in the
    name of a building, where no mention is."""
    known = {i for m in mentions if _can_be_place(doc, m) for i in range(m["start"], m["end"])}
    for i in range(sentence[0], sentence[1] - 2):
        if doc[i].lower_ not in _LOCATIVE:
            continue
        start = i + 2 if doc[i + 1].lower_ == "the" else i + 1
        end = start
        while end < sentence[1] and (doc[end].text[0].isupper() or doc[end].lower_ in _NAME_JOINTS):
            end += 1
        while end > start and doc[end - 1].lower_ not in _SEATS:
            end -= 1
        if end - start > 1 and doc[start].text[0].isupper() and known.isdisjoint(range(start, end)):
            yield new_mention(start, end, "FAC", "name", "place")


def _after_opening(doc: Doc, trigger: Range, start: int, sentence: Range) -> bool:
    """ "Following their talks, they signed a pact on trade in Europe": the place belongs to the clause that follows."""
    opening = range(sentence[0], trigger[0])
    if not any(doc[i].lower_ in ASIDE_PREPOSITIONS for i in opening[:2]) or any(
        doc[i].tag_ in _FINITE for i in opening
    ):
        return False
    comma = next((i for i in range(trigger[1], start) if doc[i].text == ","), start)
    return any(doc[i].tag_ in _FINITE for i in range(comma, start))


def _outside_gerund(doc: Doc, trigger: Range, start: int) -> bool:
    """ "Merkel, after meeting with Brekke, flew to Rome": the place is not of the gerund's phrase."""
    verb = doc[trigger[0]]
    return verb.dep_ == "pcomp" and start > verb.right_edge.i


def _in_another_phrase(doc: Doc, mention: MentionNote, trigger: Range, sentence: Range) -> bool:
    """ "Noting the need for peace in Chechnya, Putin met …": the place belongs to another phrase."""
    if all(doc[i].text != "," for i in range(mention["end"], trigger[0])):
        return False
    locative = _locative(doc, mention["start"], sentence[0])
    return locative is not None and locative > sentence[0] + 1


def _can_be_place(doc: Doc, mention: MentionNote) -> bool:
    """Places, and the seats of organisations: "at the Ministry of Fisheries"."""
    words = {token.lower_ for token in doc[mention["start"] : mention["end"]]}
    if words & _EVENTS or (mention["end"] < len(doc) and doc[mention["end"]].text in {"-", "–"}):
        return False
    if mention["label"] in _PLACE_LABELS:
        return True
    start = mention["start"] - (doc[mention["start"] - 1].lower_ == "the" if mention["start"] else 0)
    inside = mention["label"] == "ORG" and start > 0 and doc[start - 1].lower_ in {"at", "inside"}
    return inside and bool(words & _SEATS)


def _locative(doc: Doc, start: int, limit: int) -> int | None:
    """The index of the "in" or "at" before a place, over articles and adjectives."""
    k = start - 1
    while k >= limit and start - k <= 5:
        if doc[k].lower_ in _LOCATIVE:
            return k
        if doc[k].pos_ not in {"DET", "ADJ", "NOUN", "PROPN"} or doc[k].tag_ == "NNS":
            return None
        k -= 1
    return None


def _broken(doc: Doc, start: int, end: int) -> bool:
    """Whether a clause begins, or a topic is named, between the trigger and the place.

    "in Algeria, where he will meet …" does not break: the place is that of the clause. Nor does a meeting to
    which the trigger leads: "greets X ahead of talks in Oslo".
    """
    for i in range(start, end):
        word = doc[i].lower_
        if word == "where" and i <= start + 1:
            continue
        if word in {"before", "after", "ahead"} and _LED_TO & {t.lower_ for t in doc[i + 1 : i + 5]}:
            continue
        if word in _BREAKS or word in _TOPICS:
            return True
    return False


def says_here(doc: Doc, trigger: Range, sentence: Range) -> bool:
    """ "met here on Monday": where the dateline says."""
    return any(doc[i].lower_ == "here" for i in range(trigger[1], min(sentence[1], trigger[1] + _FAR)))


def find_dateline_place(doc: Doc, mentions: Sequence[MentionNote]) -> MentionNote | None:
    """The place that the dateline of the first lines names, in capitals: "NAIROBI, May 5 (Xinhua) --"."""
    for mention in mentions[:_OPENING_MENTIONS]:
        span = doc[mention["start"] : mention["end"]]
        fresh = mention["start"] == 0 or doc[mention["start"] - 1].is_space
        if fresh and mention["label"] in _PLACE_LABELS and _opens_dateline(doc, span):
            return mention
    return None


def _opens_dateline(doc: Doc, city: Span) -> bool:
    """Whether nothing but names, numbers and marks stand from a city to the end of a dateline: "NAIROBI, May 5
    (Xinhua) --", "Manila, Philippines —", "ABUJA, May 13 (NAN)".
    """
    shouted = city.text.isupper()
    for token in doc[city.end : city.end + _DATELINE_REACH]:
        if token.text in _DATELINE_ENDS or (token.text == ")" and shouted):
            return True
        if token.is_alpha and token.is_lower and not shouted:
            return False
    return False


def place_note(doc: Doc, mention: MentionNote, gazetteer: Gazetteer) -> PlaceNote:
    """The place as a record: verbatim name, gazetteer id and country."""
    entry = gazetteer.entry(mention["kb_id"]) if mention["kb_id"] else None
    name = doc[mention["start"] : mention["end"]].text
    return {"name": name, "kb_id": mention["kb_id"], "country": entry.country if entry else None}
