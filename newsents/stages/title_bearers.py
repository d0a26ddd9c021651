"""Who bears a title: the name follows ("President Xi"), precedes in apposition ("Jan Kowal, Speaker of the Sejm") or
is told by a copula; and what the title is of, where that stands behind the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsents.rules.titles import (
    COMPANY_FORMS,
    HEADS,
    HONORIFICS,
    MODIFIERS,
    OFFICE_HEADS,
    ORGANISATION_NOUNS,
    PORTFOLIO,
    TITLE_ABBREVIATIONS,
)
from newsents.stages.mentions import extend_person
from newsents.stages.notes import MentionNote, Range, new_mention
from newsents.stages.title_phrases import ARTICLES, OF_LABELS, Reading, TitlePhrase

_COPULA = frozenset(
    "is was became be been as the a an also currently now who has had serves served , -".split()
)
_NAME_PARTICLES = frozenset("al el bin ibn ben de da di du dos van von der den la le ul bint abu".split())
_LONGEST_FULL_NAME = 3
"""In tokens: what is longer and taken for a body is one."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FURTHER_OF = 8
"""Tokens of a second "of" between a title and the name: "Speaker of the House of Deputies of Norway Olav Brekke"."""


@dataclass(frozen=True)
class Borne:
    """A title with the mention that bears it, and the tokens of what it is of."""

    phrase: TitlePhrase
    bearer: MentionNote | None
    of: Range | None


def find_bearers(reading: Reading, phrases: list[TitlePhrase]) -> list[Borne]:
    """Return each title phrase with its bearer, in order; names that were no mentions join those of `reading`."""
    by_first = {phrase.first: phrase for phrase in phrases}
    borne: dict[int, Borne] = {}
    for phrase in reversed(phrases):
        follower = _coordinated(reading, phrase, by_first)
        own = (
            _bearer_after(reading, phrase)
            if follower is not None and reading.text(phrase.last) == ","
            else None
        )
        if (
            follower is not None
            and own is None
            and follower.head in borne
            and borne[follower.head].bearer is not None
        ):
            other = borne[follower.head]
            borne[phrase.head] = Borne(
                phrase, other.bearer, phrase.of or (other.of if not phrase.of else None)
            )
            continue
        bearer = _bearer_after(reading, phrase) or _bearer_before(reading, phrase)
        of = phrase.of or _mislabelled_body(reading, phrase, bearer)
        if bearer is not None and of is None:
            of = _of_after_name(reading, bearer) or _of_after_comma(reading, phrase, bearer)
        borne[phrase.head] = Borne(phrase, bearer, of)
    result = [borne[phrase.head] for phrase in phrases]
    return _share_of(_go_on_after_name(reading, result))


def _mislabelled_body(reading: Reading, phrase: TitlePhrase, bearer: MentionNote | None) -> Range | None:
    """ "Fjord Motor Chairman Olav Brekke": what stands before the title was taken for a person, and is a body."""
    before = reading.covered(phrase.first - 1)
    if bearer is None or before is None or before["label"] != "PERSON" or before is bearer:
        return None
    adjoining = before["end"] == phrase.first and phrase.last == bearer["start"]
    if not adjoining or before["source"] != "model" or before["candidates"]:
        return None
    if before["end"] - before["start"] < 2 or not reading.capital(phrase.head):
        return None
    before["label"] = "ORG"
    return [before["start"], before["end"]]


def _go_on_after_name(reading: Reading, borne: list[Borne]) -> list[Borne]:
    """ "Olav Brekke, deputy premier and commander of the Guard,": each title of an apposition is the same person's."""
    found: list[Borne] = []
    for number, item in enumerate(borne):
        before = found[-1] if found else None
        if (
            item.bearer is None
            and before is not None
            and before.bearer is not None
            and before.bearer["end"] <= before.phrase.first
            and _joins(reading, before, item)
            and _closes_titles(reading, borne[number:])
        ):
            item = replace(item, bearer=before.bearer)
        found.append(item)
    return found


def _joins(reading: Reading, one: Borne, two: Borne) -> bool:
    return reading.text(one.phrase.last) == "and" and two.phrase.first == one.phrase.last + 1


def _closes_titles(reading: Reading, borne: Sequence[Borne]) -> bool:
    """Whether the first title, or the last that "and" joins to it, ends an apposition."""
    last, *following = borne
    while following and following[0].bearer is None and _joins(reading, last, following[0]):
        last, *following = following
    return _closes_apposition(reading, last.phrase.last)


def _coordinated(
    reading: Reading, phrase: TitlePhrase, by_first: dict[int, TitlePhrase]
) -> TitlePhrase | None:
    """The title that follows at once ("Secretary of State Cardinal …") or after "and" ("President and CEO …")."""
    if phrase.last in by_first:
        return by_first[phrase.last]
    k = phrase.last
    if reading.text(k) == "," and reading.capital(phrase.head):
        k += 1
    if reading.word(k) == "and":
        k += 1
    if k > phrase.last and reading.word(phrase.first - 1) not in ARTICLES:
        follower = by_first.get(k)
        alike = follower is not None and reading.capital(follower.head) == reading.capital(phrase.head)
        if follower is not None and (alike or _precedes_name(reading, follower)):
            return follower if follower.first == follower.start else None
    return None


def _precedes_name(reading: Reading, phrase: TitlePhrase) -> bool:
    """ "and economy minister, Olav Brekke,": a name in apposition to the title."""
    named = reading.covered(phrase.last + 1)
    return (
        reading.text(phrase.last) == ","
        and named is not None
        and named["start"] == phrase.last + 1
        and named["label"] == "PERSON"
        and _closes_apposition(reading, named["end"])
    )


def _share_of(borne: list[Borne]) -> list[Borne]:
    """ "Norwegian Deputy Premier and Finance Minister Brekke": both are of Norway."""
    shared: list[Borne] = []
    for item in borne:
        before = shared[-1] if shared else None
        if (
            before is not None
            and item.of is None
            and before.of is not None
            and item.bearer is not None
            and before.bearer is item.bearer
            and before.phrase.last + 1 >= item.phrase.first - 1
            and item.phrase.first - before.phrase.last <= 1
        ):
            item = replace(item, of=before.of)
        shared.append(item)
    return shared


def _bearer_after(reading: Reading, phrase: TitlePhrase) -> MentionNote | None:
    q = reading.skip_space(_after_further_of(reading, phrase), 1)
    limit = reading.sentence_end[phrase.head]
    comma = reading.text(q) == ","
    if comma and (
        reading.word(phrase.first - 1) in {"the", "minister", "its", "his", "her", "their", "and"}
        or phrase.first < phrase.start
        or phrase.of is not None
    ):
        q += 1
        q += reading.word(q) == "the" and reading.word(q + 1) in HONORIFICS
    elif comma:
        return None
    q += reading.text(q) in COMPANY_FORMS
    q = _after_honorifics(reading, q)
    if q >= limit:
        return None
    mention = reading.covered(q)
    if mention is not None and mention["start"] == q and mention["label"] == "PERSON":
        return mention if not comma or _closes_apposition(reading, mention["end"]) else None
    if comma and not _names_in_apposition(reading, phrase, q, limit):
        return None
    return _name_person(reading, phrase, q, limit)


def _names_in_apposition(reading: Reading, phrase: TitlePhrase, q: int, limit: int) -> bool:
    """ "the Senate President, Anyim Okoro,": two capitalised words or more that nobody knows as anything else."""
    end = name_end(reading, q, limit)
    known = [mention for k in range(q, end) if (mention := reading.covered(k)) is not None]
    return (
        reading.folded[phrase.head] in OFFICE_HEADS
        and end - q >= 2
        and all(m["source"] == "model" and not m["candidates"] and q <= m["start"] for m in known)
        and all(m["end"] <= end for m in known)
        and _closes_apposition(reading, end)
    )


def _after_further_of(reading: Reading, phrase: TitlePhrase) -> int:
    """Where the name begins after "President of the Senate [of Norway]", "Head of the Mission [of the Baltic Bank]"."""
    q = phrase.last
    if reading.word(q) not in {"of", "to"}:
        return q
    for k in range(q + 1, min(q + _FURTHER_OF, reading.sentence_end[phrase.head])):
        named = reading.covered(_after_honorifics(reading, k))
        if named is not None and named["label"] == "PERSON":
            return q if _sounds_like_body(reading, named) else k
        if not reading.capital(k) and reading.word(k) not in {"of", "the"}:
            break
    return q


def _sounds_like_body(reading: Reading, mention: MentionNote) -> bool:
    return any(reading.word(k) in ORGANISATION_NOUNS for k in range(mention["start"], mention["end"]))


def _after_honorifics(reading: Reading, q: int) -> int:
    """The first token after "Hon.", "the Right Honourable", an opening bracket or quotation mark."""
    while not reading.names_person(q) and (
        reading.word(q) in HONORIFICS
        or reading.text(q) in {"(", "“", '"'}
        or (reading.text(q) == "." and reading.word(q - 1) in HONORIFICS)
        or _is_chieftaincy(reading, q)
    ):
        q += 1
    return q


def _is_chieftaincy(reading: Reading, q: int) -> bool:
    """ "the Secretary, Chief Ade Okoro,": an honour, no office."""
    return (
        reading.text(q) == "Chief"
        and reading.text(q - 1) == ","
        and reading.capital(q + 1)
        and reading.word(q + 1) not in HEADS | MODIFIERS | PORTFOLIO
    )


def _closes_apposition(reading: Reading, end: int) -> bool:
    return reading.text(end) in {",", ".", ";", ")", "—", "–", "-", ":"} or end >= len(reading.doc)


def _name_person(reading: Reading, phrase: TitlePhrase, q: int, limit: int) -> MentionNote | None:
    """Take the capitalised words after a title as a name that the model missed or mislabelled: "President Xi"."""
    office = reading.folded[phrase.head] in OFFICE_HEADS or _strip(reading, phrase)
    if not office and not reading.capital(phrase.head):
        return None
    there = reading.covered(q)
    if there is not None and (
        there["source"] == "gazetteer" or there["start"] != q or there["label"] == "DATE"
    ):
        return None
    if there is not None and (there["end"] - there["start"] > 3 or not reading.capital(phrase.head)):
        return None
    end = name_end(reading, q, limit)
    if any(reading.word(k) in ORGANISATION_NOUNS for k in range(q, end)):
        return None
    if end == q or (not (office and reading.capital(phrase.head)) and end - q < 2):
        return None
    if there is not None and there in reading.mentions:
        reading.mentions.remove(there)
    end = extend_person(reading.doc, end)
    mention = new_mention(q, end, "PERSON", "name", "title")
    reading.mentions.append(mention)
    reading.put(mention)
    return mention


def _strip(reading: Reading, phrase: TitlePhrase) -> bool:
    return reading.folded[phrase.head] in TITLE_ABBREVIATIONS


def name_end(reading: Reading, q: int, limit: int) -> int:
    """Where the capitalised words that may be a name end; `q` if none begins there."""
    end = j = q
    while j < limit and j - q < 6:
        token = reading.doc[j]
        word = reading.folded[j]
        there = reading.covered(j)
        if there is not None and j > q and there["source"] == "gazetteer":
            break
        if word in HEADS or (token.tag_ in {"VBZ", "VBD"} and j > q) or token.like_num:
            break
        if (
            reading.capital(j)
            and token.is_alpha
            and not (token.is_stop and token.tag_ in {"DT", "IN", "CC", "PRP", "MD", "WRB", "WP"})
        ):
            end = j + 1
        elif reading.capital(j) and len(token.text) == 2 and token.text[1] == ".":
            end = j + 1
        elif not (word in _NAME_PARTICLES or token.text in {"-", "'"}) or token.is_space:
            break
        j += 1
    return end


def _of_after_name(reading: Reading, bearer: MentionNote) -> Range | None:
    k = bearer["end"]
    if reading.word(k) != "of":
        return None
    k += 1
    while reading.word(k) == "the":
        k += 1
    mention = reading.covered(k)
    if mention is not None and mention["start"] == k and mention["label"] in OF_LABELS:
        return [mention["start"], mention["end"]]
    return None


def _of_after_comma(reading: Reading, phrase: TitlePhrase, bearer: MentionNote) -> Range | None:
    """ "Wang Lili, Senior Vice President, Bank of China": the organisation after a title in apposition."""
    if bearer["start"] > phrase.start or reading.text(phrase.last) != ",":
        return None
    mention = reading.covered(phrase.last + 1)
    if mention is not None and mention["start"] == phrase.last + 1 and mention["label"] == "ORG":
        return [mention["start"], mention["end"]]
    return None


def _bearer_before(reading: Reading, phrase: TitlePhrase) -> MentionNote | None:
    k = phrase.first - 1
    bridge: list[str] = []
    while k >= reading.sentence_start[phrase.head] and phrase.first - k <= 6:
        mention = reading.covered(k)
        if mention is not None:
            if not bridge or not _is_bridge(reading, bridge, phrase):
                return None
            if _is_mislabelled_person(reading, mention, phrase):
                mention["label"] = "PERSON"
            return mention if mention["label"] == "PERSON" else None
        bridge.append(reading.doc[k].lower_)
        if bridge[-1] not in _COPULA:
            return None
        k -= 1
    return None


def _is_mislabelled_person(reading: Reading, mention: MentionNote, phrase: TitlePhrase) -> bool:
    """ "Helga Lindqvist, the director of the port": two or three words that the model took for a body nobody knows;
    not "Lowland Ports, the chairman said"."""
    words = range(mention["start"], mention["end"])
    return (
        mention["label"] in {"ORG", "GPE"}
        and mention["source"] == "model"
        and not mention["candidates"]
        and 2 <= len(words) <= _LONGEST_FULL_NAME
        and all(reading.doc[k].is_title and reading.word(k) not in ORGANISATION_NOUNS for k in words)
        and reading.text(mention["end"]) == ","
        and reading.word(mention["end"] + 1) in ARTICLES
        and (phrase.last >= len(reading.doc) or reading.doc[phrase.last].tag_ not in _FINITE)
    )


def _is_bridge(reading: Reading, bridge: list[str], phrase: TitlePhrase) -> bool:
    """Whether the words between name and title join them: ", the", ", a", "is the", ", as"; not a bare "the"."""
    words = bridge[::-1]
    if words[0] in {",", "-"}:
        rest = words[1:]
        return (not rest or set(rest) <= _COPULA) and reading.folded[phrase.head] in HEADS
    return (
        words[0] in {"is", "was", "became", "as", "serves", "served", "has", "had", "who"} and len(words) <= 4
    )
