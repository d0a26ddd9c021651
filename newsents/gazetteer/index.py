"""Finds rows by name: one trie for exact look-ups, and guarded likeness for persons.

The only place that knows marisa-trie and rapidfuzz. The first letter of a key in the trie says which look-up
it serves, so that one file, opened by mmap, holds all of them; nothing here grows with the gazetteer per
look-up.
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path

from marisa_trie import RecordTrie
from rapidfuzz import fuzz, process
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
from newsents.gazetteer.store import Store
from newsents.text import key

BY_ID, BY_ALIAS, BY_SURNAME, BY_FAMILY, BY_LIKENESS, BY_OFFICE, BY_PERSON, BY_ISO = "iasfkopc"
"""The look-ups: what the key after the first letter is."""

_FORMAT = "<I"
_MIN_LIKENESS = 0.65
_MIN_FUZZY = 0.8
_LEAST_NEAR = 70
_MOST_BLOCK_BITS = 20
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

    @classmethod
    def of_buffer(cls, content: memoryview) -> Index:
        """Open a built index that lies in memory or in a mapped file; nothing is copied."""
        return cls(RecordTrie(_FORMAT).map(content))

    @classmethod
    def of_store(cls, store: Store, *, likeness: bool = True) -> Index:
        """Build the index of all rows of a store; without `likeness` where `Neighbours` serve for it.

        Raises `GazetteerError` at the first malformed row.
        """
        left_out = "" if likeness else BY_LIKENESS
        pairs = [
            (k, n) for n in store.entry_numbers() for k in entry_keys(store.entry(n)) if k[0] != left_out
        ]
        pairs += [(k, n) for n in store.holding_numbers() for k in holding_keys(store.holding(n))]
        return cls.build(pairs)

    def to_bytes(self) -> bytes:
        """Return the index as bytes for `of_buffer`."""
        return bytes(self._trie.tobytes())

    def save(self, path: Path) -> None:
        """Write the index to a file."""
        self._trie.save(str(path))

    def numbers(self, lookup: str, text: str) -> list[int]:
        """Return the numbers of the rows under a key, ascending."""
        if "\0" in text:  # nobody's name either, and marisa-trie ends its keys there
            return []
        try:
            return sorted(number for (number,) in self._trie.get(lookup + text, ()))
        except UnicodeEncodeError:  # half a character is nobody's name
            return []

    def prefixes(self, text: str) -> list[str]:
        """Return the alias keys that begin `text` and end at a word boundary, longest first."""
        text = text.partition("\0")[0]
        try:
            found = [prefix[1:] for prefix in self._trie.prefixes(BY_ALIAS + text)]
        except UnicodeEncodeError:
            return []
        whole = [p for p in found if p and (len(p) == len(text) or text[len(p)] == " ")]
        return sorted(whole, key=len, reverse=True)


class Neighbours:
    """Names of persons near a name, in blocks of which one at least survives one or two typing errors.

    `names`: folded core words, joined by spaces; `rows`: the row of each name; `members`: the numbers of names, block
    after block; `starts`: where each block begins in `members`, one more than there are blocks (a power of two). A
    block is the upper bits of a checksum, so that a few strangers share it.
    """

    def __init__(
        self, names: Sequence[bytes], rows: Sequence[int], starts: Sequence[int], members: Sequence[int]
    ) -> None:
        self._names, self._rows, self._starts, self._members = names, rows, starts, members
        self._shift = 33 - (len(starts) - 1).bit_length()

    @staticmethod
    def parts(entries: Iterable[tuple[int, Entry]]) -> tuple[list[bytes], array[int], array[int], array[int]]:
        """Return names, rows, starts and members of numbered entries."""
        names: list[bytes] = []
        rows, blocks = array("I"), array("Q")
        for row, entry in entries:
            if entry.type != "PERSON":
                continue
            for core in dict.fromkeys(tuple(core_words(alias.text)) for alias in entry.aliases):
                if len(core) > 1:
                    blocks.extend((_checksum(text) << 32) + len(names) for text in error_blocks(core))
                    names.append(" ".join(core).encode())
                    rows.append(row)
        count = 1 << min(_MOST_BLOCK_BITS, max(1, len(blocks).bit_length()))
        shift = 65 - count.bit_length()
        ordered = sorted(blocks, key=lambda number: (number >> shift, number & 0xFFFFFFFF))
        sizes = Counter(number >> shift for number in ordered)
        starts = array("I", accumulate((sizes[block] for block in range(count)), initial=0))
        return names, rows, starts, array("I", (number & 0xFFFFFFFF for number in ordered))

    def near(self, core: Sequence[str], most: int) -> list[tuple[int, float]]:
        """Return the rows of the names nearest to a name's core words, each with its likeness 0 to 1, best first."""
        numbers: set[int] = set()
        for text in error_blocks(core):
            block = _checksum(text) >> self._shift
            numbers.update(self._members[self._starts[block] : self._starts[block + 1]])
        found = sorted(numbers)
        texts = [self._names[number].decode("utf-8", "replace") for number in found]
        best = process.extract(
            " ".join(core), texts, scorer=fuzz.ratio, processor=None, limit=most, score_cutoff=_LEAST_NEAR
        )
        return [(self._rows[found[position]], score / 100) for _, score, position in best]


def _checksum(text: str) -> int:
    return zlib.crc32(text.encode())


def error_blocks(core: Sequence[str]) -> list[str]:
    """Return the blocks of a name: the ends of its first and last word in pairs, and each word whole with one
    letter of the other. One error in each word leaves a pair of ends; two in one leave the other word whole.
    """
    first, last = core[0], core[-1]
    ends = [f"{a}{f} {b}{z}" for a, f in _ends(first, 2) for b, z in _ends(last, 2)]
    ends += [f"whole {first} {b}{z}" for b, z in _ends(last, 1)]
    return ends + [f"{a}{f} whole {last}" for a, f in _ends(first, 1)]


def _ends(word: str, length: int) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("<", word[:length]), (">", word[-length:])


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
