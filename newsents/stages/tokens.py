"""First stage: token and sentence boundaries as news needs them.

Runs twice in a full pipeline: before the tagger and parser, where it proposes sentence starts that the parser
respects, and as the first stage of the composite, where it writes the final sentences into the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc, Span, Token

from newsents.rules.calendar import MONTHS, WEEKDAYS
from newsents.rules.titles import HEADS, HONORIFICS, TITLE_ABBREVIATIONS
from newsents.stages.notes import Range, Resources, notes_of
from newsents.text import fold

_COUNTRY_HYPHEN = re.compile(r"((?:[A-Z]\.){2,})(-)([A-Z][\w.]*)\Z")
_BULLET = re.compile(r"[-*•▪◦‣–—·]\Z")
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_NO_BREAK_AFTER = frozenset(
    HONORIFICS | set(TITLE_ABBREVIATIONS) | _MONTHS | {"no", "vs", "al", "gov", "atty", "insp"}
)
_CLOSING = frozenset({'"', "”", "’", "'", ")", "]", "''"})
_MAY_CLOSE = frozenset(".!?:;…*•|—–-\"”’')]")
"""The last characters of all tokens behind which a sentence may begin, but for white space."""
_CLOSED_LINE = frozenset(".!?:;\"”’'…")
_DATELINE_ENDS = frozenset({"-", "–", "—", "--", ":", ")"})
_LONG_DASHES = frozenset({"–", "—", "--"})
_LONGEST_DATELINE = 14
"""In tokens."""
_LONGEST_PLACE = 5
"""In tokens: "San José, Costa Rica"."""
_SHORTEST_CITY = 3
_WRAPPED_LINE = 60
"""A line at least this long, in characters, may be a wrapped one that goes on in the next."""


def split_country_pairs(doc: Doc) -> None:
    """Split tokens such as `U.S.-China`, which spaCy's default tokeniser leaves whole, into three."""
    if not any(".-" in token.text for token in doc):
        return
    with doc.retokenize() as retokenizer:
        for token in doc:
            if found := _COUNTRY_HYPHEN.match(token.text):
                heads: list[Token | tuple[Token, int]] = [(token, 2), (token, 2), token.head]
                retokenizer.split(token, list(found.groups()), heads=heads)


def starts_sentence(doc: Doc, i: int) -> bool | None:
    """Whether token `i` must (True), must not (False) or may (None) begin a sentence.

    Must: after a blank line, a closed or short line, a dateline, before a bullet. Must not: after "Gen.", "U.S.",
    initials or "al-", unless a line ends there.
    """
    if i == 0:
        return True
    before = doc[i - 1]
    if doc[i].is_space:
        return False
    if before.is_space:
        if any(mark in before.text for mark in "\n\r\x0b"):
            return _breaks_line(doc, i)
        return None if i < 2 or _closes_sentence(doc, i - 2) else False
    if (before.text in {"-", "–"} or doc[i].text in _CLOSING) and not before.whitespace_:
        return False
    if before.text in _DATELINE_ENDS and _ends_dateline(doc, i - 1):
        return True
    if _is_abbreviation(before) or not _closes_sentence(doc, i - 1):
        return False
    return None


def _ends_dateline(doc: Doc, end: int) -> bool:
    """Whether the token at `end` closes a dateline: "NAIROBI, Kenya, May 5 (AP) —", "QUETTA:", "Manila, Philippines —",
    "ABUJA, May 13 (NAN)".
    """
    start = end
    while start > max(0, end - _LONGEST_DATELINE) and not doc[start - 1].is_space:
        start -= 1
    inside = doc[start:end]
    if (
        (start and not doc[start - 1].is_space)
        or not inside
        or end + 1 >= len(doc)
        or len(doc[start]) < _SHORTEST_CITY
    ):
        return False
    if any(token.is_alpha and token.is_lower for token in inside) or not _begins_story(doc, end + 1):
        return False
    if not doc[start].text.isupper():
        return doc[end].text in _LONG_DASHES and _names_place_alone(inside)
    if doc[end].text == ":":
        return inside[1:2].text == "," or all(token.text.isupper() for token in inside)
    return doc[end].text != ")" or (doc[end + 1].is_title and inside[1:2].text in {",", "("})


def _begins_story(doc: Doc, i: int) -> bool:
    """What follows a dateline is a sentence: no further word all in capitals."""
    return not (doc[i].text.isupper() and doc[i].is_alpha and len(doc[i]) > 1)


def _names_place_alone(span: Span) -> bool:
    """ "Manila, Philippines": a few capitalised words and commas, no office among them, and a sentence follows."""
    following = span.doc[span.end + 1]
    return (
        len(span) <= _LONGEST_PLACE
        and following.lower_ not in MONTHS.keys() | WEEKDAYS.keys()
        and (following.is_title or following.is_quote or following.text == "A")
        and all(token.text == "," or (token.is_alpha and token.is_title) for token in span)
        and not any(fold(token.text) in HEADS | HONORIFICS for token in span)
    )


def _certain_starts(doc: Doc) -> Iterator[bool | None]:
    """What `starts_sentence` says of each token; most stand behind a plain word and need no second look."""
    before = ""
    for i, token in enumerate(doc):
        text = token.text
        plain = i > 0 and before[-1] not in _MAY_CLOSE and not before.isspace()
        yield False if plain else starts_sentence(doc, i)
        before = text


def _closes_sentence(doc: Doc, i: int) -> bool:
    """Whether token `i` ends in a mark after which a sentence may begin, closing quotes and brackets aside."""
    while i > 0 and doc[i].text in _CLOSING:
        i -= 1
    return doc[i].text[-1] in ".!?:;…*•|—–-" or doc[i].text in {")", "]"}


def _breaks_line(doc: Doc, i: int) -> bool | None:
    gap = doc[i - 1].text
    if gap.count("\n") >= 2 or "\x0b" in gap:
        return True
    if "\n" not in gap and "\r" not in gap:
        return None
    line_end = i - 2
    if line_end < 0 or _BULLET.match(doc[i].text) or doc[line_end].text[-1] in _CLOSED_LINE:
        return True
    return True if _is_short_line(doc, line_end) else None


def _is_short_line(doc: Doc, line_end: int) -> bool:
    i = line_end
    while i > 0 and "\n" not in doc[i - 1].text:
        i -= 1
        if doc[line_end].idx - doc[i].idx >= _WRAPPED_LINE:
            return False
    return True


def _is_abbreviation(token: Token) -> bool:
    text = token.text
    if text == "." and token.i and not token.nbor(-1).whitespace_:
        text = token.nbor(-1).text + "."
        numbered = fold(text) == "no" and token.i + 1 < len(token.doc) and token.nbor(1).like_num
        return text[0].isupper() and (fold(text) in HONORIFICS or numbered)
    if not text.endswith("."):
        return False
    letters = text[:-1]
    if fold(text) in _NO_BREAK_AFTER:
        return True
    return len(letters) == 1 and letters.isupper() and letters != "I"


def propose_sentence_starts(doc: Doc) -> None:
    """Write the certain starts and non-starts into a `Doc` that has no trees yet; the parser respects them."""
    starts: Any = doc.to_array("SENT_START").astype("int64")
    for i, must in enumerate(_certain_starts(doc)):
        if i > 0 and must is not None:
            starts[i] = 1 if must else -1
    # at once: each write to a single token would look through the whole Doc for trees
    doc.from_array(["SENT_START"], starts.view("uint64").reshape(-1, 1))


def find_sentences(doc: Doc) -> list[Range]:
    """Return the sentences as token ranges: those of the parser, mended by `starts_sentence`.

    Without a parser a sentence ends at a full stop, question or exclamation mark.
    """
    known = doc.has_annotation("SENT_START") and any(token.is_sent_start is False for token in doc)
    starts = []
    for i, must in enumerate(_certain_starts(doc)):
        if must is None:
            must = bool(doc[i].is_sent_start) if known else follows_full_stop(doc, i)
        if must:
            starts.append(i)
    return [[start, end] for start, end in zip(starts, [*starts[1:], len(doc)], strict=True)]


def follows_full_stop(doc: Doc, i: int) -> bool:
    """Whether a sentence begins with token `i` by the marks alone: after a full stop, not in small letters."""
    j = i - 1
    while j > 0 and doc[j].is_quote:
        j -= 1
    return doc[j].text in {".", "!", "?"} and not doc[i].is_lower and not doc[i].is_punct


def mark_sentences(doc: Doc, resources: Resources) -> None:
    """Stage `tokens`: split country pairs, then propose sentence starts or note the final sentences."""
    notes = notes_of(doc)
    if "sentences" not in notes:
        split_country_pairs(doc)
    if not doc.has_annotation("DEP"):
        propose_sentence_starts(doc)
    notes["sentences"] = find_sentences(doc)
