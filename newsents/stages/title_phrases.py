"""Title phrases: a head noun ("minister") with the modifiers and portfolio words around it, and what it is of.

What it is of stands before ("French Defense Minister", "France's defense minister") or after ("President of Uruguay").
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from newsents.rules.titles import (
    BEFORE_COUNTRY,
    HEADS,
    HONORIFICS,
    MODIFIERS,
    NOT_ALONE,
    ORGANISATION_NOUNS,
    PORTFOLIO,
    TITLE_ABBREVIATIONS,
)
from newsents.stages.notes import MentionNote, Range, new_mention, notes_of
from newsents.text import fold

OF_LABELS = frozenset({"GPE", "NORP", "ORG", "LOC", "FAC"})
ARTICLES = frozenset({"the", "his", "her", "their", "its", "our", "this", "that"})
_SENT_TO = frozenset(
    "ambassador envoy representative adviser advisor assistant commissioner counselor aide".split()
)
_HEAD_TAILS = frozenset({"general", "elect", "designate", "emeritus", "ii"})
_EDGE_WORDS = frozenset("new newly late then longtime top veteran".split())
_CONNECTORS = frozenset({"of", "for", "the", "and", "&", "on"})
_LONGEST_TITLE = 24
"""In tokens: bounds the work at each head noun."""


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
class Reading:
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

    def names_person(self, i: int) -> bool:
        mention = self.covered(i)
        return mention is not None and mention["label"] == "PERSON"


def find_titles(reading: Reading) -> list[TitlePhrase]:
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


def _portfolio_ends(reading: Reading, i: int) -> bool:
    """Whether no title head follows the modifiers and portfolio words after `i`: then `i` itself is the head."""
    k = i + 1
    while reading.word(k) in MODIFIERS | PORTFOLIO and reading.word(k) not in HEADS:
        k += 1
    return reading.word(k) not in HEADS


def _heads_title(reading: Reading, i: int, word: str) -> bool:
    if word in TITLE_ABBREVIATIONS and word not in HEADS:
        return reading.capital(i) and reading.capital(i + 1)
    if word == "assistant" and reading.word(i + 1) == "to" and reading.capital(i):
        return reading.cover[i] is None
    if word not in HEADS or reading.cover[i] is not None:
        return False
    if word in {"chief", "principal", "executive"} and reading.word(i + 1) in HEADS:
        return False
    return word != "chair" or reading.doc[i].tag_.startswith("N")


def _read_phrase(reading: Reading, head: int, reached: int) -> TitlePhrase | None:
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
    ahead = reading.word(first - 1)
    if first < start and (ahead in BEFORE_COUNTRY or (ahead, reading.word(head)) == ("top", "diplomat")):
        first, before = first - 1, reading.text(first - 1)
    return TitlePhrase(start, end, head, of, first, last, before)


def _title_start(reading: Reading, head: int) -> int:
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


def _title_end(reading: Reading, head: int) -> tuple[int, Range | None, int]:
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
        if mention is not None and mention["start"] == k and mention["label"] in OF_LABELS:
            if linker == "to":
                if reading.folded[head] not in _SENT_TO:
                    break
                end = mention["end"]
                continue
            if linker == "of" and mention["label"] != "NORP":
                of = _nested_of(reading, mention)
                return end, of, of[1]
            sent = linker == "for" and reading.folded[head] in _SENT_TO and mention["label"] in {"GPE", "LOC"}
            if sent and (not reading.capital(mention["end"]) or reading.names_person(mention["end"])):
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


def _nested_of(reading: Reading, mention: MentionNote) -> Range:
    """ "Iraq's Kurdistan Region" after "president of": the last name of a possessive chain, from its start."""
    start, end = mention["start"], mention["end"]
    if reading.text(end) in {"'s", "’s", "'", "’"}:
        inner = reading.covered(end + 1)
        if inner is not None and inner["start"] == end + 1 and inner["label"] in OF_LABELS:
            return [inner["start"], inner["end"]]
    return [start, end]


def _portfolio_end(reading: Reading, k: int, limit: int, head: int, linker: str) -> int:
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


def _names_organisation(reading: Reading, k: int, limit: int) -> bool:
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


def _goes_on(reading: Reading, k: int, capital: bool, linker: str) -> bool:
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


def _name_organisation(reading: Reading, k: int, limit: int) -> MentionNote:
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


def _of_before(reading: Reading, start: int) -> tuple[int, Range | None]:
    k = reading.skip_space(start - 1, -1)
    if reading.text(k) in {"'s", "’s", "'", "’"}:
        k = reading.skip_space(k - 1, -1)
    mention = reading.covered(k)
    if mention is None or mention["end"] != k + 1 or mention["label"] not in OF_LABELS:
        return start, None
    if mention["start"] < reading.sentence_start[start]:
        return start, None
    return mention["start"], [mention["start"], mention["end"]]
