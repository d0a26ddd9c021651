"""Training text made to look like news: headlines, typographic quotes, line breaks."""

from __future__ import annotations

import random
from collections.abc import Callable

from columns import Words

SMALL_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"}
)
SENTENCE_ENDS = frozenset({".", "!", "?"})
CURLY = str.maketrans({"'": "’"})

Change = Callable[[str], str]


def sentences(columns: Words) -> list[tuple[int, int]]:
    """Where sentences begin and end: from the tree, or else from full stops outside names."""
    size = len(columns.words)
    if columns.heads:
        starts = [i for i in range(size) if columns.starts[i] or i == 0]
    else:
        ends = [
            i
            for i in range(size - 1)
            if columns.words[i] in SENTENCE_ENDS
            and columns.spaces[i]
            and not (columns.ents and columns.ents[i + 1].startswith("I"))
        ]
        starts = [0, *(end + 1 for end in ends)]
    return list(zip(starts, [*starts[1:], size], strict=True))


def to_title_case(word: str) -> str:
    """Write a word as a headline does: small words stay small."""
    return word if word in SMALL_WORDS or not word[:1].islower() else word[0].upper() + word[1:]


def change_case(columns: Words, rng: random.Random, share: float) -> None:
    """Write a share of the sentences as headlines, in capitals or in small letters."""
    changes: list[Change] = [to_title_case, str.upper, str.lower]
    for start, end in sentences(columns):
        if rng.random() < share:
            change = rng.choices(changes, weights=[5, 3, 2])[0]
            columns.words[start:end] = [change(word) for word in columns.words[start:end]]


def curl_quotes(columns: Words) -> None:
    """Replace straight quotation marks by typographic ones, as news sites do."""
    for i, word in enumerate(columns.words):
        if word in ('"', "'"):
            opening = not columns.spaces[i] and (i == 0 or columns.spaces[i - 1])
            columns.words[i] = {'"': "“”", "'": "‘’"}[word][0 if opening else 1]
        else:
            columns.words[i] = word.translate(CURLY)


def drop_full_stop(columns: Words, index: int) -> None:
    """Take a sentence's last full stop away, as headlines do, unless something hangs on it."""
    if columns.words[index] != "." or (columns.heads and columns.heads.count(index)):
        return
    if index > 0:
        columns.spaces[index - 1] = columns.spaces[index]
    for column in (
        columns.words,
        columns.spaces,
        columns.tags,
        columns.heads,
        columns.deps,
        columns.starts,
        columns.ents,
    ):
        if column is not None:
            del column[index]
    if columns.heads:
        columns.heads = [head - (head > index) for head in columns.heads]


def insert_break(columns: Words, index: int, text: str) -> None:
    """Put white space before the token at `index`; it hangs on the token before, as in spaCy."""
    columns.spaces[index - 1] = False
    columns.words.insert(index, text)
    columns.spaces.insert(index, False)
    columns.starts.insert(index, False)
    if columns.tags:
        columns.tags.insert(index, "_SP")
    if columns.heads and columns.deps:
        columns.heads = [head + (head >= index) for head in columns.heads]
        columns.heads.insert(index, index - 1)
        columns.deps.insert(index, "dep")
    if columns.ents:
        columns.ents.insert(index, "O")


def break_lines(columns: Words, rng: random.Random, share: float, bare: float) -> None:
    """Part sentences by line breaks and leave out a share of the full stops before them."""
    for _, end in reversed(sentences(columns)[:-1]):
        if rng.random() < share:
            size = len(columns.words)
            if rng.random() < bare:
                drop_full_stop(columns, end - 1)
            insert_break(columns, end - (size - len(columns.words)), rng.choice(["\n\n", "\n\n", "\n"]))
