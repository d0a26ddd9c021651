"""Last stage: what the reader of the report should be told about the article as a whole."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from newsents.rules.english import FUNCTION_WORDS
from newsents.stages.notes import Resources, notes_of, published_of

_LEAST_WORDS = 25
"""Shorter texts are not judged: a headline has hardly any function words."""
_LEAST_SHARE = 0.15
"""English news has 30 to 45 % function words, lists of names and dates still above 15 %; other languages below 8 %."""
_LEAST_PROSE = 0.45
"""Of the tokens of English news at least half are words; of a table of figures or of code far fewer."""


def find_warnings(doc: Doc, published: date | None, known_until: date) -> list[str]:
    """Return the warnings about an article: no prose, not English, or published later than the gazetteer knows.

    `known_until`: the last day of which the gazetteer knows office-holders.
    """
    warnings = []
    words = [token.lower_ for token in doc if token.is_alpha]
    if not looks_like_prose(len(words), sum(not token.is_space for token in doc)):
        warnings.append("the text looks like a table or code; newsents reads prose only")
    elif not looks_english(words):
        warnings.append("the text does not look English; newsents reads English only")
    if published and published > known_until:
        warnings.append(
            f"published {published}, but the gazetteer knows office-holders until {known_until}: "
            "offices without a name may stay unlinked"
        )
    return warnings


def looks_like_prose(words: int, tokens: int) -> bool:
    """Whether enough of the tokens are words, not figures and marks; True for a text too short to tell.

    >>> looks_like_prose(400, 450), looks_like_prose(40, 200)
    (True, False)
    """
    return tokens < _LEAST_WORDS or words >= _LEAST_PROSE * tokens


def looks_english(words: list[str]) -> bool:
    """Whether enough of the lower-cased words are English function words; True for a text too short to tell.

    >>> looks_english(["le", "ministre", "de", "la", "défense"] * 10), looks_english(["she", "met", "him"] * 10)
    (False, True)
    """
    if len(words) < _LEAST_WORDS:
        return True
    return sum(word in FUNCTION_WORDS for word in words) >= _LEAST_SHARE * len(words)


def note_warnings(doc: Doc, resources: Resources) -> None:
    """Stage `warnings`: note what the reader should be told."""
    notes_of(doc)["warnings"] = find_warnings(doc, published_of(doc), resources.gazetteer.known_until)
