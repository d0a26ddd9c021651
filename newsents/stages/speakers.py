"""Who says "I": the speaker of a quotation, of a transcript's line, or of a whole statement."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from newsents.rules.parties import FIRST_PERSON
from newsents.rules.speech import OPENING_QUOTES, QUOTES, SAYING_VERBS, STATEMENTS
from newsents.stages.notes import MentionNote, Range

_WE = frozenset({"we", "our"})
_NAME_REACH = 8
"""How many tokens after "Statement by" the name may begin."""


def find_first_person(
    doc: Doc, mentions: Sequence[MentionNote], sentences: Sequence[Range]
) -> list[tuple[int, str]]:
    """Return the tokens "I", "me", "my" with the id of the person who speaks, where that is plain."""
    people = {
        i: m for m in mentions if m["label"] == "PERSON" and m["entity"] for i in range(m["start"], m["end"])
    }
    quoted = _quoted_tokens(doc)
    author = _author(doc, sentences, people)
    by_line = _speakers_of_lines(doc, people)
    found: list[tuple[int, str]] = []
    said_by: str | None = None
    for start, end in sentences:
        outside = [i for i in range(start, end) if i not in quoted]
        if any(i in quoted for i in range(start, end)):
            said_by = _who_says(doc, outside, people) or (said_by if not outside else None)
        else:
            said_by = None
        for i in range(start, end):
            if doc[i].lower_ in FIRST_PERSON or (
                i in quoted and doc[i].lower_ in _WE and _with_whom(doc, i, end)
            ):
                speaker = (
                    (said_by if i in quoted else None)
                    or by_line.get(i)
                    or (author if i not in quoted else None)
                )
                if speaker is not None:
                    found.append((i, speaker))
    return found


def _with_whom(doc: Doc, i: int, end: int) -> bool:
    """ "We had a good meeting with X": the speaker's side."""
    return any(doc[k].lower_ == "with" for k in range(i, end))


def _quoted_tokens(doc: Doc) -> set[int]:
    """Tokens inside quotation marks; a quotation that is not closed ends with its paragraph."""
    inside: set[int] = set()
    opened = False
    for token in doc:
        if "\n" in token.text:
            opened = False
        elif token.text in QUOTES:
            opened = token.text in OPENING_QUOTES or (token.text == '"' and not opened)
        elif opened:
            inside.add(token.i)
    return inside


def _who_says(doc: Doc, outside: Sequence[int], people: dict[int, MentionNote]) -> str | None:
    """The person who is subject of the verb of saying in a sentence, outside its quotation."""
    for i in outside:
        if doc[i].lower_ in SAYING_VERBS and doc[i].tag_.startswith("VB"):
            for subject in _beside(doc[i]):
                if subject in people:
                    return people[subject]["entity"]
    return None


def _beside(verb: Token) -> list[int]:
    """Where the subject of a verb of saying stands: as the tree says, else just before or after it."""
    by_tree = [child.i for child in verb.children if child.dep_ == "nsubj"]
    return [*by_tree, verb.i - 1, verb.i + 1]


def _author(doc: Doc, sentences: Sequence[Range], people: dict[int, MentionNote]) -> str | None:
    """Whose statement the headline says that it is: "Statement by President X on Y"."""
    for start, end in sentences[:1]:
        words = [doc[i].lower_ for i in range(start, end)]
        if STATEMENTS.isdisjoint(words):
            continue
        for i in range(start, end - 1):
            if doc[i].lower_ in {"by", "from", "of"}:
                named = [people[k] for k in range(i + 1, min(i + _NAME_REACH, end)) if k in people]
                if named:
                    return named[0]["entity"]
    return None


def _speakers_of_lines(doc: Doc, people: dict[int, MentionNote]) -> dict[int, str]:
    """In a transcript the person named before a colon at the head of a line speaks until the next such line."""
    spoken: dict[int, str] = {}
    speaker: str | None = None
    fresh = True
    for token in doc:
        if fresh and not token.is_space:
            speaker = _named_before_colon(doc, token.i, people) or speaker
        fresh = "\n" in token.text
        if speaker is not None:
            spoken[token.i] = speaker
    return spoken


def _named_before_colon(doc: Doc, start: int, people: dict[int, MentionNote]) -> str | None:
    for i in range(start, min(start + _NAME_REACH, len(doc))):
        if doc[i].text == ":":
            return people[i - 1]["entity"] if i - 1 in people else None
        if "\n" in doc[i].text:
            return None
    return None
