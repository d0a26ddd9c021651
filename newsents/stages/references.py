"""Whom pronouns and plurals stand for: "he", "the delegation", "the two leaders", "both sides".

They become references, not mentions. Where no candidate, or more than fit, is at hand, nothing is noted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from spacy.tokens import Doc

from newsents.rules.parties import (
    COUNTRY_PLURALS,
    FEMALE_WORDS,
    MALE_WORDS,
    OFFICE_WORDS,
    PLURAL_HEADS,
    PLURAL_PARTIES,
    PRONOUNS_MANY,
    PRONOUNS_ONE,
    STYLED,
    STYLES,
)
from newsents.stages.notes import MentionNote, Range, ReferenceNote

_SENTENCES_BACK = 3
"""How far a pronoun looks back."""
_SIZES = {"two": (2, 2), "both": (2, 2), "three": (3, 3), "four": (4, 4), "five": (5, 5)}
_MANY = (2, 9)
_NOT_A_PARTY = frozenset({"of", "led", "from", "headed"})
"""After "the delegation" these tell whose it is."""
_MEMBERSHIP = frozenset({"led", "headed", "including", "included", "comprising", "consisting", "composed"})
"""After "a delegation" these tell who is of it."""
_CUE_REACH = 8


@dataclass
class _Story:
    """What has been told when a reference is read."""

    doc: Doc
    people: Sequence[MentionNote]
    countries: Sequence[MentionNote]
    heads: dict[str, set[str]]
    sexes: dict[str, str]
    spoken: Sequence[tuple[int, str]] = ()
    references: list[ReferenceNote] = field(default_factory=list)
    delegation: list[str] = field(default_factory=list)
    """Who is said to be of the delegation, once it has been said."""

    def subjects(self, start: int, end: int) -> list[str]:
        """The persons who are subjects in a stretch, names and pronouns, in order."""
        named = [(m["start"], m["entity"] or "") for m in within(self.people, start, end) if m["end"] <= end]
        spoken = [
            (r["start"], r["entities"][0])
            for r in takewhile(lambda r: r["start"] >= start, reversed(self.references))
            if r["start"] < end and len(r["entities"]) == 1
        ]
        return [entity for i, entity in sorted(named + spoken) if self.is_subject(i, end)]

    def is_subject(self, start: int, end: int) -> bool:
        """Whether the name that begins at `start` is the subject of its clause."""
        covering = [m["end"] for m in within(self.people, start, start + 1)]
        stop = covering[0] if covering else start + 1
        return any(self.doc[j].dep_ in {"nsubj", "nsubjpass"} for j in range(start, min(stop, end)))


def within(mentions: Sequence[MentionNote], start: int, end: int) -> Sequence[MentionNote]:
    """The mentions, of many in order, that begin between two tokens."""
    first = bisect_left(mentions, start, key=_start)
    return mentions[first : bisect_left(mentions, end, key=_start)]


def _start(mention: MentionNote) -> int:
    return mention["start"]


def find_references(
    doc: Doc,
    mentions: list[MentionNote],
    sentences: list[Range],
    spoken: Sequence[tuple[int, str]] = (),
) -> list[ReferenceNote]:
    """Return pronouns and plurals with the entities for which they stand, where that is plain.

    `spoken`: the tokens "I" and "my" with their speakers, for whom no "he" beside them stands.
    """
    covered = {i for m in mentions for i in range(m["start"], m["end"]) if m["label"] != "DATE"}
    people = [m for m in mentions if m["label"] == "PERSON" and m["entity"]]
    countries = [m for m in mentions if m["label"] in {"GPE", "NORP"} and m["entity"]]
    story = _Story(doc, people, countries, _heads_by_entity(mentions), _sexes(doc, people), spoken)
    for number, (start, end) in enumerate(sentences):
        window = sentences[max(0, number - _SENTENCES_BACK) : number]
        story.delegation = _members(story, start, end) or story.delegation
        for i in range(start, end):
            if i in covered:
                continue
            entities = _referents(story, i, [start, end], window)
            if entities:
                first = _phrase_start(doc, i)
                story.references.append({"start": first, "end": i + 1, "entities": entities})
    return story.references


def _heads_by_entity(mentions: list[MentionNote]) -> dict[str, set[str]]:
    """The heads of the titles that each person bears."""
    bearers = {m["start"]: m["entity"] for m in mentions if m["label"] == "PERSON" and m["entity"]}
    heads: dict[str, set[str]] = {}
    for mention in mentions:
        office = mention["office"]
        if office is None:
            continue
        bearer = (
            bearers.get(office["bearer"][0]) if mention["label"] == "TITLE" and office["bearer"] else None
        )
        for entity in (mention["entity"], bearer):
            if entity:
                heads.setdefault(entity, set()).add(office["head"])
    return heads


def _sexes(doc: Doc, people: Sequence[MentionNote]) -> dict[str, str]:
    """ "f" or "m" for persons before whose name a word says so: "Ms", "King", "spokeswoman"."""
    sexes: dict[str, str] = {}
    for mention in people:
        before = {doc[i].lower_.rstrip(".") for i in range(max(0, mention["start"] - 2), mention["start"])}
        if before & FEMALE_WORDS:
            sexes[mention["entity"] or ""] = "f"
        elif before & MALE_WORDS:
            sexes.setdefault(mention["entity"] or "", "m")
    return sexes


def _members(story: _Story, start: int, end: int) -> list[str]:
    """Who leads or makes up a delegation: "a delegation led by A and B", "the delegation included C"."""
    doc = story.doc
    at = next((i for i in range(start, end) if doc[i].lower_ in {"delegation", "delegations"}), None)
    if at is None or doc[at].lower_ == "delegations":
        return []
    cue = next((i for i in range(at + 1, min(end, at + _CUE_REACH)) if doc[i].lower_ in _MEMBERSHIP), None)
    if cue is None:
        return []
    stop = next((i for i in range(cue + 1, end) if doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"}), end)
    return list(dict.fromkeys(m["entity"] or "" for m in within(story.people, cue, stop)))


def _phrase_start(doc: Doc, i: int) -> int:
    start = i
    while start > 0 and doc[start - 1].lower_ in {"the", "these", *_SIZES} | OFFICE_WORDS:
        start -= 1
    return start - 1 if doc[i].lower_ in STYLES else start


def _referents(story: _Story, i: int, sentence: Range, window: Sequence[Range]) -> list[str]:
    doc, word = story.doc, story.doc[i].lower_
    before = doc[i - 1].lower_ if i else ""
    if word in PRONOUNS_ONE:
        return _one_before(story, i, sentence, window)
    if word in STYLES and before in {"his", "her"}:
        return _styled_before(story, i)
    if word == "delegation" and before == "the" and doc[min(i + 1, len(doc) - 1)].lower_ not in _NOT_A_PARTY:
        return story.delegation or _most_told(story, i)
    if word == "both" and not _stands_for_both(doc, i):
        return []
    if word in PRONOUNS_MANY or (word == "pair" and before == "the"):
        found = _several_before(i, sentence, window, story.people, _MANY)
        return found or (
            _several_before(i, sentence, window, story.countries, (2, 3)) if word != "both" else []
        )
    return _plural_before(story, i, sentence, window)


def _stands_for_both(doc: Doc, i: int) -> bool:
    """Whether "both" is a party: "Both met", not "both countries' laws"."""
    return i + 1 >= len(doc) or doc[i + 1].lower_ in {"met", "leaders", "sides", "men"}


def _plural_before(story: _Story, i: int, sentence: Range, window: Sequence[Range]) -> list[str]:
    """Whom "the two leaders", "the prime ministers", "both sides", "the three countries" stand for."""
    doc, word = story.doc, story.doc[i].lower_
    k = i - 1
    while k > sentence[0] and doc[k].lower_ in OFFICE_WORDS:
        k -= 1
    determiner = doc[k].lower_ if k >= 0 else ""
    if determiner not in {"the", *_SIZES}:
        return []
    if word == "two" and i + 1 < len(doc) and doc[i + 1].tag_.startswith(("NN", "JJ")):
        return []  # "the two leaders": the noun tells who they are
    if determiner in _SIZES and word in {"men", "women"} and doc[k - 1].lower_ != "the":
        return []  # "two women": others, whom the text has not named
    sides = word in {"sides", "parties"}
    if sides and determiner in _SIZES and doc[k - 1].tag_ == "IN":
        return []  # "leaders of two parties": political ones
    size = _SIZES.get(determiner, (2, 2) if sides else _MANY)
    if word in COUNTRY_PLURALS or sides:
        found = _several_before(i, sentence, window, story.countries, size)
        return found or (_several_before(i, sentence, window, story.people, size) if sides else [])
    if word not in PLURAL_PARTIES:
        return []
    head = PLURAL_HEADS.get(word)
    fitting = [m for m in story.people if head is None or head in story.heads.get(m["entity"] or "", set())]
    found = _several_before(i, sentence, window, fitting, size)
    return found or (_several_before(i, sentence, window, story.people, size) if size == (2, 2) else [])


def _one_before(story: _Story, i: int, sentence: Range, window: Sequence[Range]) -> list[str]:
    """Whom "he" or "her" stands for: the subject before it in this sentence, else of the nearest one above."""
    stretches = [[sentence[0], i], *reversed(window)]
    speakers = {who for at, who in story.spoken if sentence[0] <= at < sentence[1]}
    for start, end in stretches:
        there = [m["entity"] or "" for m in within(story.people, start, end) if m["end"] <= end]
        fitting = [
            e for e in [*story.subjects(start, end), *there] if _sex_fits(story, i, e) and e not in speakers
        ]
        if fitting:
            return fitting[:1]
    return []


def _styled_before(story: _Story, i: int) -> list[str]:
    """ "His Majesty" without a name: the last monarch or pope of whom the text has spoken."""
    if i + 1 < len(story.doc) and story.doc[i + 1].text[:1].isupper():
        return []  # "His Majesty King Olav"
    told = [m["entity"] or "" for m in story.people if m["end"] <= i]
    return next(([e] for e in reversed(told) if story.heads.get(e, set()) & STYLED), [])


def _sex_fits(story: _Story, i: int, entity: str) -> bool:
    told = story.sexes.get(entity)
    female = story.doc[i].lower_ in {"she", "her", "herself"}
    return told is None or told == ("f" if female else "m")


def _most_told(story: _Story, i: int) -> list[str]:
    """Who leads "the delegation": the person of whom the text has spoken most so far."""
    told = Counter(m["entity"] or "" for m in story.people if m["end"] <= i)
    return [told.most_common(1)[0][0]] if told else []


def _several_before(
    i: int, sentence: Range, window: Sequence[Range], mentions: Sequence[MentionNote], size: tuple[int, int]
) -> list[str]:
    """The entities of the nearest stretch above (this sentence up to `i`, then one sentence after the other)."""
    least, most = size
    gathered: list[str] = []
    for start, end in [[sentence[0], i], *reversed(window)]:
        here = (m["entity"] or "" for m in within(mentions, start, end) if m["end"] <= end)
        found = list(dict.fromkeys(here))
        gathered = found + [e for e in gathered if e not in found]
        if len(gathered) >= least:
            return gathered if len(gathered) <= most else []
    return []


def find_acronyms(doc: Doc, mentions: list[MentionNote]) -> dict[int, int]:
    """ "Islamic State (IS)": index of the mention in brackets → index of the mention before it."""
    found = {}
    for i in range(1, len(mentions)):
        before, mention = mentions[i - 1], mentions[i]
        if (
            mention["start"] == before["end"] + 1
            and doc[before["end"]].text == "("
            and mention["end"] < len(doc)
            and doc[mention["end"]].text == ")"
            and before["label"] == mention["label"] == "ORG"
        ):
            found[i] = i - 1
    return found
