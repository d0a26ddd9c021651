"""Third stage: titles, what they are of, and who bears them; and people described by their office alone.

A title is a head noun ("minister") with the modifiers and portfolio words around it. What it is of stands before
("French Defense Minister", "France's defense minister"), after ("President of Uruguay") or after the name
("Prime Minister Olav Brekke of Norway"). Its bearer follows ("President Xi"), precedes in apposition
("Jan Kowal, Speaker of the Sejm") or is told by a copula.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from newsents.rules.titles import (
    AFTER_NAME_ONLY,
    BEFORE_COUNTRY,
    COMPANY_FORMS,
    HEADS,
    HONORIFICS,
    MODIFIERS,
    NOT_ALONE,
    OFFICE_HEADS,
    ORGANISATION_NOUNS,
    PORTFOLIO,
    TITLE_ABBREVIATIONS,
)
from newsents.stages.mentions import extend_person
from newsents.stages.notes import MentionNote, OfficeNote, Range, Resources, new_mention, notes_of
from newsents.text import fold

_OF_LABELS = frozenset({"GPE", "NORP", "ORG", "LOC", "FAC"})
_SENT_TO = frozenset(
    "ambassador envoy representative adviser advisor assistant commissioner counselor aide".split()
)
_HEAD_TAILS = frozenset({"general", "elect", "designate", "emeritus", "ii"})
_COPULA = frozenset(
    "is was became be been as the a an also currently now who has had serves served , -".split()
)
_EDGE_WORDS = frozenset("new newly late then longtime top veteran".split())
_NAME_PARTICLES = frozenset("al el bin ibn ben de da di du dos van von der den la le ul bint abu".split())
_DETERMINERS = frozenset(
    {"a", "an", "any", "no", "every", "each", "some", "another", "one", "many", "several"}
)
_ARTICLES = frozenset({"the", "his", "her", "their", "its", "our", "this", "that"})
_LONGEST_FULL_NAME = 3
"""In tokens: what is longer and taken for a body is one."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CONNECTORS = frozenset({"of", "for", "the", "and", "&", "on"})
_LONGEST_TITLE = 24
"""In tokens: bounds the work at each head noun."""
_FURTHER_OF = 8
"""Tokens of a second "of" between a title and the name: "Speaker of the House of Deputies of Norway Olav Brekke"."""


@dataclass(frozen=True)
class TitlePhrase:
    """Title words `start:end` with their head; `of`: tokens of the country or organisation; `first:last`: all."""

    start: int
    end: int
    head: int
    of: Range | None
    first: int
    last: int
    before: str | None = None
    """ "former" in "former French president"."""


@dataclass
class _Reading:
    """A `Doc` with what is known of each token while titles are read."""

    doc: Doc
    mentions: list[MentionNote]
    folded: list[str] = field(init=False)
    cover: list[MentionNote | None] = field(init=False)
    sentence_start: list[int] = field(init=False)
    sentence_end: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.folded = [fold(token.text) for token in self.doc]
        self.cover = [None] * len(self.doc)
        for mention in self.mentions:
            self.put(mention)
        self.sentence_start, self.sentence_end = [0] * len(self.doc), [len(self.doc)] * len(self.doc)
        for start, end in notes_of(self.doc).get("sentences", []):
            self.sentence_start[start:end] = [start] * (end - start)
            self.sentence_end[start:end] = [end] * (end - start)

    def put(self, mention: MentionNote) -> None:
        span = slice(mention["start"], mention["end"])
        self.cover[span] = [mention] * (mention["end"] - mention["start"])

    def word(self, i: int) -> str:
        return self.folded[i] if 0 <= i < len(self.folded) else ""

    def text(self, i: int) -> str:
        return self.doc[i].text if 0 <= i < len(self.doc) else ""

    def capital(self, i: int) -> bool:
        return self.text(i)[:1].isupper()

    def skip_space(self, i: int, step: int) -> int:
        """The first token from `i` on that is no white space within a line: NBSP is a token of its own."""
        while 0 <= i < len(self.doc) and self.doc[i].is_space and "\n" not in self.doc[i].text:
            i += step
        return i

    def covered(self, i: int) -> MentionNote | None:
        return self.cover[i] if 0 <= i < len(self.cover) else None


def _find_titles(reading: _Reading) -> list[TitlePhrase]:
    """The title phrases in order; organisations they name that were not mentions are added to those of `reading`."""
    phrases: list[TitlePhrase] = []
    reached = 0
    for i, word in enumerate(reading.folded):
        if i < reached or not _heads_title(reading, i, word):
            continue
        if (
            word in MODIFIERS
            and reading.word(i + 1) in HEADS | MODIFIERS | PORTFOLIO
            and not _portfolio_ends(reading, i)
        ):
            continue
        phrase = _read_phrase(reading, i, reached)
        if phrase is not None:
            phrases.append(phrase)
            reached = phrase.end
    return phrases


def _portfolio_ends(reading: _Reading, i: int) -> bool:
    """Whether no title head follows the modifiers and portfolio words after `i`: then `i` itself is the head."""
    k = i + 1
    while reading.word(k) in MODIFIERS | PORTFOLIO and reading.word(k) not in HEADS:
        k += 1
    return reading.word(k) not in HEADS


def _heads_title(reading: _Reading, i: int, word: str) -> bool:
    if word in TITLE_ABBREVIATIONS and word not in HEADS:
        return reading.capital(i) and reading.capital(i + 1)
    if word == "assistant" and reading.word(i + 1) == "to" and reading.capital(i):
        return reading.cover[i] is None
    if word not in HEADS or reading.cover[i] is not None:
        return False
    if word in {"chief", "principal", "executive"} and reading.word(i + 1) in HEADS:
        return False
    return word != "chair" or reading.doc[i].tag_.startswith("N")


def _read_phrase(reading: _Reading, head: int, reached: int) -> TitlePhrase | None:
    start = max(_title_start(reading, head), reached)
    end, of, last = _title_end(reading, head)
    first, of_before = _of_before(reading, start)
    of = of or of_before
    first = first if of_before else start
    while start < head and reading.folded[start] in _EDGE_WORDS | {""}:
        start += 1
    word = reading.folded[head]
    if word in NOT_ALONE and not (reading.capital(head) or start < head or of or end > head + 1):
        return None
    first, before = min(first, start), None
    if first < start and reading.word(first - 1) in BEFORE_COUNTRY:
        first, before = first - 1, reading.text(first - 1)
    return TitlePhrase(start, end, head, of, first, last, before)


def _title_start(reading: _Reading, head: int) -> int:
    first = max(reading.sentence_start[head], head - _LONGEST_TITLE)
    capital = reading.capital(head)
    j = head
    while j > first:
        k = j - 1
        word = reading.folded[k]
        if reading.cover[k] is not None:
            break
        if (
            reading.text(k) in {"-", "–"}
            and reading.word(k - 1) in MODIFIERS | PORTFOLIO | HEADS
            and k > first
        ):
            j = k - 1
        elif word in MODIFIERS or (word in PORTFOLIO and (reading.capital(k) or not capital)):
            j = k
        elif (
            (word == "and" or reading.text(k) in {"&", ","})
            and capital
            and k > first
            and reading.word(k - 1) in PORTFOLIO
            and reading.capital(k - 1)
            and reading.word(j) in PORTFOLIO
        ):
            j = k - 1
        else:
            break
    return j


def _title_end(reading: _Reading, head: int) -> tuple[int, Range | None, int]:
    """Return the end of the title words, the tokens of what it is of, and the end of the whole phrase."""
    limit = min(reading.sentence_end[head], head + _LONGEST_TITLE)
    end = head + 1
    while (
        end + 1 < limit
        and reading.text(end) == "-"
        and reading.word(end + 1) in _HEAD_TAILS | {"in", "chief"}
    ):
        end += 2
    if end < limit and reading.word(end) in _HEAD_TAILS and reading.capital(end):
        end += 1
    if reading.word(end) == "in" and reading.word(end + 1) == "chief":
        end += 2
    while end < limit and reading.word(end) in {"of", "for", "on", "to"}:
        k = end + 1
        while k < limit and reading.word(k) in {"the", "its"}:
            k += 1
        if k >= limit:
            break
        linker, mention = reading.word(end), reading.covered(k)
        if mention is not None and mention["start"] == k and mention["label"] in _OF_LABELS:
            if linker == "to":
                if reading.folded[head] not in _SENT_TO:
                    break
                end = mention["end"]
                continue
            if linker == "of" and mention["label"] != "NORP":
                of = _nested_of(reading, mention)
                return end, of, of[1]
            sent = linker == "for" and reading.folded[head] in _SENT_TO and mention["label"] in {"GPE", "LOC"}
            if sent and (not reading.capital(mention["end"]) or _is_name(reading, mention["end"])):
                end = mention["end"]
                continue
            if linker != "for" or not reading.capital(head):
                break
        if linker == "to":
            if reading.folded[head] in _SENT_TO and reading.capital(k) and reading.word(k) in HEADS:
                end = k + 1
                continue
            break
        if linker == "of" and mention is None and _names_organisation(reading, k, limit):
            organisation = _name_organisation(reading, k, limit)
            return end, [organisation["start"], organisation["end"]], organisation["end"]
        portfolio_end = _portfolio_end(reading, k, limit, head, linker)
        if portfolio_end > k:
            end = portfolio_end
            continue
        if linker == "of" and reading.capital(k) and reading.capital(head) and mention is None:
            organisation = _name_organisation(reading, k, limit)
            return end, [organisation["start"], organisation["end"]], organisation["end"]
        break
    return end, None, end


def _nested_of(reading: _Reading, mention: MentionNote) -> Range:
    """ "Iraq's Kurdistan Region" after "president of": the last name of a possessive chain, from its start."""
    start, end = mention["start"], mention["end"]
    if reading.text(end) in {"'s", "’s", "'", "’"}:
        inner = reading.covered(end + 1)
        if inner is not None and inner["start"] == end + 1 and inner["label"] in _OF_LABELS:
            return [inner["start"], inner["end"]]
    return [start, end]


def _portfolio_end(reading: _Reading, k: int, limit: int, head: int, linker: str) -> int:
    """Where the portfolio that begins at `k` ends; `k` if none begins there."""
    capital = reading.capital(head)
    end = k
    closed = False  # after "for Eurasian Affairs" or "for Africa" another capital begins a name
    while k < limit:
        mention = reading.covered(k)
        word = reading.word(k)
        if mention is not None and mention["label"] == "PERSON":
            break
        fits = word in PORTFOLIO or (linker == "for" and capital and reading.capital(k) and not closed)
        closed = closed or word in PORTFOLIO or (mention is not None and mention["end"] == k + 1)
        if fits and (reading.capital(k) or not capital) and word not in HEADS | HONORIFICS:
            end = k + 1
            k += 1
        elif (
            (
                reading.text(k) in {",", "&", "-"}
                or word in {"and", "the"}
                or (word == "with" and linker == "for")
            )
            and end == k
            and _goes_on(reading, k, capital, linker)
        ):
            while reading.text(k + 1) == "and" or reading.word(k + 1) == "the":
                k += 1
            end = k + 1
            k += 1
        else:
            break
    while end > k and reading.text(end - 1) in {",", "&", "-"}:
        end -= 1
    return end


def _names_organisation(reading: _Reading, k: int, limit: int) -> bool:
    """Whether the capitalised words from `k` on end in a noun such as Office or Council."""
    found = False
    while k < limit and (reading.capital(k) or reading.word(k) in {"of", "for", "and", "the"}):
        if reading.covered(k) is not None or reading.word(k) in HEADS | HONORIFICS:
            break
        found = found or (
            reading.word(k) in ORGANISATION_NOUNS and reading.capital(k) and reading.word(k) != "house"
        )
        k += 1
    return found


def _goes_on(reading: _Reading, k: int, capital: bool, linker: str) -> bool:
    following = k + 1
    while reading.word(following) in {"and", "the"}:
        following += 1
    mention = reading.covered(following)
    if linker == "for" and capital and reading.text(k) != ",":
        fits = reading.capital(following) and (mention is None or mention["label"] != "PERSON")
        if fits and reading.word(following) not in HEADS | HONORIFICS:
            return True
    return (
        reading.word(following) in PORTFOLIO
        and (reading.capital(following) or not capital)
        and reading.word(following + 1) not in HEADS
    )


def _name_organisation(reading: _Reading, k: int, limit: int) -> MentionNote:
    """Add the capitalised words from `k` on as an organisation: "Chairman of the Board of Pilots"."""
    end = k + 1
    j = end
    while j < limit and reading.covered(j) is None:
        if reading.capital(j) and reading.word(j) not in HONORIFICS and reading.word(j) not in HEADS:
            end = j + 1
        elif reading.word(j) not in _CONNECTORS:
            break
        j += 1
    mention = new_mention(k, end, "ORG", "name", "title")
    reading.mentions.append(mention)
    reading.put(mention)
    return mention


def _of_before(reading: _Reading, start: int) -> tuple[int, Range | None]:
    k = reading.skip_space(start - 1, -1)
    if reading.text(k) in {"'s", "’s", "'", "’"}:
        k = reading.skip_space(k - 1, -1)
    mention = reading.covered(k)
    if mention is None or mention["end"] != k + 1 or mention["label"] not in _OF_LABELS:
        return start, None
    if mention["start"] < reading.sentence_start[start]:
        return start, None
    return mention["start"], [mention["start"], mention["end"]]


@dataclass(frozen=True)
class _Borne:
    phrase: TitlePhrase
    bearer: MentionNote | None
    of: Range | None


def _find_bearers(reading: _Reading, phrases: list[TitlePhrase]) -> list[_Borne]:
    by_first = {phrase.first: phrase for phrase in phrases}
    borne: dict[int, _Borne] = {}
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
            borne[phrase.head] = _Borne(
                phrase, other.bearer, phrase.of or (other.of if not phrase.of else None)
            )
            continue
        bearer = _bearer_after(reading, phrase) or _bearer_before(reading, phrase)
        of = phrase.of or _mislabelled_body(reading, phrase, bearer)
        if bearer is not None and of is None:
            of = _of_after_name(reading, bearer) or _of_after_comma(reading, phrase, bearer)
        borne[phrase.head] = _Borne(phrase, bearer, of)
    result = [borne[phrase.head] for phrase in phrases]
    return _share_of(_go_on_after_name(reading, result))


def _mislabelled_body(reading: _Reading, phrase: TitlePhrase, bearer: MentionNote | None) -> Range | None:
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


def _go_on_after_name(reading: _Reading, borne: list[_Borne]) -> list[_Borne]:
    """ "Olav Brekke, deputy premier and commander of the Guard,": each title of an apposition is the same person's."""
    found: list[_Borne] = []
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


def _joins(reading: _Reading, one: _Borne, two: _Borne) -> bool:
    return reading.text(one.phrase.last) == "and" and two.phrase.first == one.phrase.last + 1


def _closes_titles(reading: _Reading, borne: Sequence[_Borne]) -> bool:
    """Whether the first title, or the last that "and" joins to it, ends an apposition."""
    last, *following = borne
    while following and following[0].bearer is None and _joins(reading, last, following[0]):
        last, *following = following
    return _closes_apposition(reading, last.phrase.last)


def _coordinated(
    reading: _Reading, phrase: TitlePhrase, by_first: dict[int, TitlePhrase]
) -> TitlePhrase | None:
    """The title that follows at once ("Secretary of State Cardinal …") or after "and" ("President and CEO …")."""
    if phrase.last in by_first:
        return by_first[phrase.last]
    k = phrase.last
    if reading.text(k) == "," and reading.capital(phrase.head):
        k += 1
    if reading.word(k) == "and":
        k += 1
    if k > phrase.last and reading.word(phrase.first - 1) not in _ARTICLES:
        follower = by_first.get(k)
        alike = follower is not None and reading.capital(follower.head) == reading.capital(phrase.head)
        if follower is not None and (alike or _precedes_name(reading, follower)):
            return follower if follower.first == follower.start else None
    return None


def _precedes_name(reading: _Reading, phrase: TitlePhrase) -> bool:
    """ "and economy minister, Olav Brekke,": a name in apposition to the title."""
    named = reading.covered(phrase.last + 1)
    return (
        reading.text(phrase.last) == ","
        and named is not None
        and named["start"] == phrase.last + 1
        and named["label"] == "PERSON"
        and _closes_apposition(reading, named["end"])
    )


def _share_of(borne: list[_Borne]) -> list[_Borne]:
    """ "Norwegian Deputy Premier and Finance Minister Brekke": both are of Norway."""
    shared: list[_Borne] = []
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


def _bearer_after(reading: _Reading, phrase: TitlePhrase) -> MentionNote | None:
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


def _names_in_apposition(reading: _Reading, phrase: TitlePhrase, q: int, limit: int) -> bool:
    """ "the Senate President, Anyim Okoro,": two capitalised words or more that nobody knows as anything else."""
    end = _name_end(reading, q, limit)
    known = [mention for k in range(q, end) if (mention := reading.covered(k)) is not None]
    return (
        reading.folded[phrase.head] in OFFICE_HEADS
        and end - q >= 2
        and all(m["source"] == "model" and not m["candidates"] and q <= m["start"] for m in known)
        and all(m["end"] <= end for m in known)
        and _closes_apposition(reading, end)
    )


def _after_further_of(reading: _Reading, phrase: TitlePhrase) -> int:
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


def _sounds_like_body(reading: _Reading, mention: MentionNote) -> bool:
    return any(reading.word(k) in ORGANISATION_NOUNS for k in range(mention["start"], mention["end"]))


def _after_honorifics(reading: _Reading, q: int) -> int:
    """The first token after "Hon.", "the Right Honourable", an opening bracket or quotation mark."""
    while not _is_name(reading, q) and (
        reading.word(q) in HONORIFICS
        or reading.text(q) in {"(", "“", '"'}
        or (reading.text(q) == "." and reading.word(q - 1) in HONORIFICS)
        or _is_chieftaincy(reading, q)
    ):
        q += 1
    return q


def _is_chieftaincy(reading: _Reading, q: int) -> bool:
    """ "the Secretary, Chief Ade Okoro,": an honour, no office."""
    return (
        reading.text(q) == "Chief"
        and reading.text(q - 1) == ","
        and reading.capital(q + 1)
        and reading.word(q + 1) not in HEADS | MODIFIERS | PORTFOLIO
    )


def _is_name(reading: _Reading, q: int) -> bool:
    mention = reading.covered(q)
    return mention is not None and mention["label"] == "PERSON"


def _closes_apposition(reading: _Reading, end: int) -> bool:
    return reading.text(end) in {",", ".", ";", ")", "—", "–", "-", ":"} or end >= len(reading.doc)


def _name_person(reading: _Reading, phrase: TitlePhrase, q: int, limit: int) -> MentionNote | None:
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
    end = _name_end(reading, q, limit)
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


def _strip(reading: _Reading, phrase: TitlePhrase) -> bool:
    return reading.folded[phrase.head] in TITLE_ABBREVIATIONS


def _name_end(reading: _Reading, q: int, limit: int) -> int:
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


def _of_after_name(reading: _Reading, bearer: MentionNote) -> Range | None:
    k = bearer["end"]
    if reading.word(k) != "of":
        return None
    k += 1
    while reading.word(k) == "the":
        k += 1
    mention = reading.covered(k)
    if mention is not None and mention["start"] == k and mention["label"] in _OF_LABELS:
        return [mention["start"], mention["end"]]
    return None


def _of_after_comma(reading: _Reading, phrase: TitlePhrase, bearer: MentionNote) -> Range | None:
    """ "Wang Lili, Senior Vice President, Bank of China": the organisation after a title in apposition."""
    if bearer["start"] > phrase.start or reading.text(phrase.last) != ",":
        return None
    mention = reading.covered(phrase.last + 1)
    if mention is not None and mention["start"] == phrase.last + 1 and mention["label"] == "ORG":
        return [mention["start"], mention["end"]]
    return None


def _bearer_before(reading: _Reading, phrase: TitlePhrase) -> MentionNote | None:
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


def _is_mislabelled_person(reading: _Reading, mention: MentionNote, phrase: TitlePhrase) -> bool:
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
        and reading.word(mention["end"] + 1) in _ARTICLES
        and (phrase.last >= len(reading.doc) or reading.doc[phrase.last].tag_ not in _FINITE)
    )


def _is_bridge(reading: _Reading, bridge: list[str], phrase: TitlePhrase) -> bool:
    """Whether the words between name and title join them: ", the", ", a", "is the", ", as"; not a bare "the"."""
    words = bridge[::-1]
    if words[0] in {",", "-"}:
        rest = words[1:]
        return (not rest or set(rest) <= _COPULA) and reading.folded[phrase.head] in HEADS
    return (
        words[0] in {"is", "was", "became", "as", "serves", "served", "has", "had", "who"} and len(words) <= 4
    )


def mark_titles(doc: Doc, resources: Resources) -> None:
    """Stage `titles`: add TITLE mentions, people that follow a title, people called by surname or office alone."""
    notes = notes_of(doc)
    mentions = list(notes.get("mentions", []))
    reading = _Reading(doc, mentions)
    _trim_headline_names(reading)
    borne = _find_bearers(reading, _find_titles(reading))
    _name_after_honorifics(reading)
    _spread_names(reading)
    for item in borne:
        _note_title(reading, item)
    unique = {(m["start"], m["end"]): m for m in sorted(reading.mentions, key=_preference)}
    notes["mentions"] = _without_crossings(sorted(unique.values(), key=lambda m: (m["start"], -m["end"])))


def _preference(mention: MentionNote) -> int:
    return 1 if mention["form"] == "description" else 0


def _without_crossings(mentions: list[MentionNote]) -> list[MentionNote]:
    kept: list[MentionNote] = []
    open_: list[MentionNote] = []
    for mention in mentions:
        while open_ and open_[-1]["end"] <= mention["start"]:
            open_.pop()
        if open_ and mention["end"] > open_[-1]["end"]:
            continue
        if open_ and open_[-1]["form"] != "description":
            continue
        kept.append(mention)
        open_.append(mention)
    return kept


def _note_title(reading: _Reading, item: _Borne) -> None:
    phrase = item.phrase
    head = reading.folded[phrase.head]
    office: OfficeNote = {
        "title": [phrase.start, phrase.end],
        "head": head,
        "of": item.of,
        "bearer": [item.bearer["start"], item.bearer["end"]] if item.bearer is not None else None,
        "before": phrase.before,
    }
    if item.bearer is not None:
        title = new_mention(phrase.start, phrase.end, "TITLE", "name", "title")
        title["office"] = office
        reading.mentions.append(title)
    elif _describes(reading, phrase, head):
        if (phrase.first, phrase.last) != (phrase.start, phrase.end):
            reading.mentions.append(new_mention(phrase.start, phrase.end, "TITLE", "name", "title"))
        described = new_mention(phrase.first, phrase.last, "PERSON", "description", "title")
        described["office"] = office
        reading.mentions.append(described)


def _describes(reading: _Reading, phrase: TitlePhrase, head: str) -> bool:
    """Whether a title without a name stands for one person: "the minister", "France's defense minister"."""
    if head not in OFFICE_HEADS or head in AFTER_NAME_ONLY:
        return False
    before = reading.word(phrase.first - 1)
    if before in _DETERMINERS:
        return False
    if reading.doc[phrase.head].tag_ in {"NNS", "NNPS"}:
        return False
    following = reading.covered(phrase.last)
    if following is not None and following["label"] in {"ORG", "FAC"} and following["start"] == phrase.last:
        return False
    if phrase.of is not None:
        return True
    return before in _ARTICLES or reading.capital(phrase.head)


def _name_after_honorifics(reading: _Reading) -> None:
    """ "Mr Aliyev", "Dr. Ashwari": a capitalised word after an honorific is a person."""
    for i, word in enumerate(reading.folded[:-1]):
        if word not in {"mr", "mrs", "ms", "dr", "gen", "lt", "col", "sheikh", "sir", "lord", "dame"}:
            continue
        if not reading.capital(i) or reading.cover[i] is not None:
            continue
        there = reading.covered(i + 1)
        if there is not None and (there["label"] == "PERSON" or there["start"] != i + 1):
            continue
        if reading.sentence_end[i] <= i + 1 and reading.word(i) not in {"mr", "mrs", "ms", "dr"}:
            continue
        end = _name_end(reading, i + 1, min(len(reading.doc), i + 8))
        if end > i + 1:
            if there is not None:
                if there["end"] > end:
                    end = there["end"]
                reading.mentions.remove(there)
            mention = new_mention(i + 1, end, "PERSON", "name", "title")
            reading.mentions.append(mention)
            reading.put(mention)


def _surnames(reading: _Reading) -> set[str]:
    """Last words of full names, and names that a title alone introduces."""
    people = [m for m in reading.mentions if m["label"] == "PERSON"]
    full = {reading.folded[m["end"] - 1] for m in people if m["end"] - m["start"] > 1}
    titled = {
        reading.folded[m["start"]] for m in people if m["source"] == "title" and m["end"] - m["start"] == 1
    }
    return (full | titled) - {""}


def _trim_headline_names(reading: _Reading) -> None:
    """Cut "Brandt Praises Harbour" to "Brandt" if Ilse Brandt stands elsewhere: capitals mislead in headlines."""
    people = [m for m in reading.mentions if m["label"] == "PERSON" and m["form"] != "description"]
    full = [[reading.folded[i] for i in range(m["start"], m["end"])] for m in people]
    by_surname: dict[str, list[list[str]]] = {}
    for name in full:
        if len(name) > 1:
            by_surname.setdefault(name[-1], []).append(name)
    for mention, name in zip(people, full, strict=True):
        if len(name) < 2:
            continue
        owners = [other for other in by_surname.get(name[0], ()) if other is not name]
        if owners and not any(name[1] in other for other in owners):
            for i in range(mention["start"] + 1, mention["end"]):
                reading.cover[i] = None
            mention["end"] = mention["start"] + 1


def _spread_names(reading: _Reading) -> None:
    """A surname that follows or precedes its full name is a person wherever it stands alone with a capital."""
    surnames = _surnames(reading)
    for i, word in enumerate(reading.folded):
        if len(word) < 3 or word not in surnames or not reading.capital(i) or word in HEADS:
            continue
        there = reading.covered(i)
        if there is None:
            if reading.capital(i + 1) and reading.covered(i + 1) is None and reading.doc[i + 1].is_alpha:
                continue
            mention = new_mention(i, i + 1, "PERSON", "short", "title")
            reading.mentions.append(mention)
            reading.put(mention)
        elif (
            there["end"] - there["start"] == 1
            and there["source"] == "model"
            and there["label"] not in {"PERSON", "DATE"}
        ):
            there["label"], there["form"] = "PERSON", "short"
