"""Strings: folding words to the form in which they are compared, and splitting text into words.

Nothing here changes the text of an article: offsets always refer to the original code points.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[.'’ʼ`][^\W_]+)*\.?|[^\w\s]|_")
_POSSESSIVE = re.compile(r"(?:['’ʼ`]s|(?<=s)['’ʼ`])$", re.IGNORECASE)
_DROPPED = str.maketrans("", "", ".'’ʼ`´‘\0")
_STROKES = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """Return the word in the form in which words are compared; "" if it is only punctuation.

    Lower case, no accents, no full stops, no apostrophes.

    >>> fold("U.S."), fold("Erdoğan"), fold("—")
    ('us', 'erdogan', '')
    """
    if word.isascii():
        folded = word.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", word.casefold())
        folded = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_STROKES)
    folded = folded.translate(_DROPPED)
    return folded if any(c.isalnum() for c in folded) or folded in {"&", "+", "$", "%"} else ""


def words(text: str) -> list[str]:
    """Split text into folded words; punctuation vanishes, a hyphen separates.

    >>> words("Mustafa al-Kadhimi, the U.S. envoy")
    ['mustafa', 'al', 'kadhimi', 'the', 'us', 'envoy']
    """
    return [folded for piece in _WORD.findall(text) if (folded := fold(piece))]


def key(text: str) -> str:
    """Return the key under which a name is looked up: its folded words, single-spaced.

    >>> key("  Côte d’Ivoire ")
    'cote divoire'
    """
    return " ".join(words(text))


def without_possessive(text: str) -> str:
    """Drop a trailing possessive ending.

    >>> without_possessive("Iraq’s"), without_possessive("the United States'")
    ('Iraq', 'the United States')
    """
    return _POSSESSIVE.sub("", text)


def without_article(text: str) -> str:
    """Drop a leading article.

    >>> without_article("the Islamic State")
    'Islamic State'
    """
    return re.sub(r"^(?:the|an?)\s+", "", text, flags=re.IGNORECASE)
