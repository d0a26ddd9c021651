"""Finds rows by name: one trie for exact look-ups, and guarded likeness for persons.

The only place that knows marisa-trie and rapidfuzz. The first letter of a key in the trie says which look-up
it serves, so that one file, opened by mmap, holds all of them; nothing here grows with the gazetteer per
look-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from marisa_trie import RecordTrie
from rapidfuzz.distance import Levenshtein

from newsents.gazetteer.entries import Entry, Holding
from newsents.gazetteer.names import (
    LINKS,
    SUFFIXES,
    UNROMANISED,
    consonants_levelled,
    core_words,
    family,
    surnames,
)
from newsents.text import key

BY_ID, BY_ALIAS, BY_SURNAME, BY_FAMILY, BY_LIKENESS, BY_OFFICE, BY_PERSON, BY_ISO = "iasfkopc"
"""The look-ups: what the key after the first letter is."""

_FORMAT = "<I"
_MIN_LIKENESS = 0.65
_MIN_FUZZY = 0.8
_MIN_FUZZY_LENGTH = 5


class Index:
    """Row numbers by key."""

    def __init__(self, trie: RecordTrie) -> None:
        self._trie = trie

    @classmethod
    def build(cls, pairs: Iterable[tuple[str, int]]) -> Index:
        """Build from (key with its look-up letter, row number); the same pairs give the same bytes."""
        return cls(RecordTrie(_FORMAT, ((text, (number,)) for text, number in sorted(set(pairs)))))

    @classmethod
    def open(cls, path: Path) -> Index:
        """Open a built index by mmap."""
        return cls(RecordTrie(_FORMAT).mmap(str(path)))

    def save(self, path: Path) -> None:
        """Write the index to a file."""
        self._trie.save(str(path))

    def numbers(self, lookup: str, text: str) -> list[int]:
        """Return the numbers of the rows under a key, ascending."""
        try:
            return sorted(number for (number,) in self._trie.get(lookup + text, ()))
        except UnicodeEncodeError:  # half a character is nobody's name
            return []

    def prefixes(self, text: str) -> list[str]:
        """Return the alias keys that begin `text` and end at a word boundary, longest first."""
        try:
            found = [prefix[1:] for prefix in self._trie.prefixes(BY_ALIAS + text)]
        except UnicodeEncodeError:
            return []
        whole = [p for p in found if p and (len(p) == len(text) or text[len(p)] == " ")]
        return sorted(whole, key=len, reverse=True)


def entry_keys(entry: Entry) -> list[str]:
    """Return the keys under which an entry is indexed."""
    keys = [BY_ID + entry.id]
    keys += [BY_ALIAS + key(alias.text) for alias in entry.aliases]
    if entry.kind == "country" and entry.country:
        keys.append(BY_ISO + entry.country)
    if entry.type == "PERSON":
        keys += _person_keys(entry)
    return keys


def _person_keys(entry: Entry) -> list[str]:
    keys = [BY_SURNAME + surname for surname in surnames(entry.name, entry.surname, entry.countries)]
    for alias in entry.aliases:
        core = core_words(alias.text)
        if len(core) > 1:
            keys.append(BY_FAMILY + family_key(core))
            keys += [BY_LIKENESS + block for block in likeness_blocks(core)]
    return keys


def holding_keys(holding: Holding) -> list[str]:
    """Return the keys under which a term of office is indexed."""
    return [BY_OFFICE + holding.of, BY_PERSON + holding.person]


def family_key(core: Sequence[str]) -> str:
    """Return the key that transliterations of one name share."""
    return " ".join(family(word) for word in core)


def likeness_blocks(core: Sequence[str]) -> list[str]:
    """Return the blocks in which a name is compared: its last word's family; its first word's with an
    initial.
    """
    last, first = family(core[-1]), family(core[0])
    return [last, f"{first} {last[:1]}"]


def likeness(one: Sequence[str], other: Sequence[str], countries: Iterable[str]) -> float:
    """Return how surely two names, as core words, are the same person's: 0 (no) to 1 (the same words).

    Word by word: each pair must be the same, of one family, or a typing error apart, and one pair at least
    must be more than a typing error.

    >>> likeness(["volodymyr", "zelenskiy"], ["volodymyr", "zelensky"], ["UA"]) > 0.9
    True
    >>> likeness(["wang", "yi"], ["wang", "ji"], ["CN"])
    0.0
    >>> likeness(["donald", "trump"], ["donald", "trump", "jr"], ["US"])
    0.0
    """
    if SUFFIXES.intersection(one) != SUFFIXES.intersection(other):
        return 0.0
    pairs = _aligned(one, other)
    if not pairs:
        return 0.0
    exact_only = not UNROMANISED.isdisjoint(countries)
    scores = [1.0 if a == b else 0.0 if exact_only else _word_likeness(a, b) for a, b in pairs]
    if min(scores) == 0.0 or max(scores) < 0.9:
        return 0.0
    return sum(scores) / len(scores) - (0.05 if len(one) != len(other) else 0.0)


def _aligned(one: Sequence[str], other: Sequence[str]) -> list[tuple[str, str]]:
    """Words side by side; of a longer name the middle words are left out."""
    if len(one) == len(other):
        return list(zip(one, other, strict=True))
    short, long = sorted((one, other), key=len)
    if len(short) != 2 or LINKS.intersection(long):
        return []
    return [(short[0], long[0]), (short[1], long[-1])]


def _word_likeness(a: str, b: str) -> float:
    if family(a) == family(b) and min(len(a), len(b)) > 3:
        alike = Levenshtein.normalized_similarity(consonants_levelled(a), consonants_levelled(b))
        return 0.95 if alike >= _MIN_LIKENESS else 0.0
    if min(len(a), len(b)) < _MIN_FUZZY_LENGTH or a[0] != b[0]:
        return 0.0
    alike = Levenshtein.normalized_similarity(a, b)
    return float(alike) if alike >= _MIN_FUZZY else 0.0
