"""The parser's stage: trees for the sentences that may tell of an encounter, none for the others.

Three sentences in four hold no trigger word of any frame, and no stage looks at their trees. Here the parser reads
parts of a `Doc`; what it finds is written into the whole `Doc` at once, so that offsets, sentences and spans are
those of the whole. A part carries its slice of `doc.tensor`: the embedding is not done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

from newsents.rules.parties import PLURAL_PARTIES, PRONOUNS_MANY, PRONOUNS_ONE
from newsents.stages.notes import Range
from newsents.stages.tokens import follows_full_stop

_READ: list[int | str] = ["ORTH", "SPACY", "SENT_START", "TAG"]
_WRITTEN: list[int | str] = ["HEAD", "TAG", "DEP", "POS", "MORPH", "LEMMA"]
_HEAD, _TAG = 0, 1
"""Their columns among those written."""
_LOOK_AHEAD = 2
"""In tokens: how far the parser looks beyond a sentence before it decides on its last words."""
_SENTENCES_BACK = 3
"""How far a pronoun looks back."""
_REFERRING = PRONOUNS_ONE | PRONOUNS_MANY | PLURAL_PARTIES | {"delegation", "pair", "sides", "parties"}

Pipe = Callable[[Iterable[Doc]], Iterable[Doc]]
"""A component that reads Docs in batches, such as `parser.pipe`."""


def find_rough_sentences(doc: Doc) -> list[Range]:
    """Return the sentences of a `Doc` without trees: at the certain starts, and at full stops between them."""
    known = doc.to_array("SENT_START").astype("int64").tolist()
    starts = [
        i
        for i, start in enumerate(known)
        if i == 0 or start == 1 or (start == 0 and follows_full_stop(doc, i))
    ]
    return [[start, end] for start, end in zip(starts, [*starts[1:], len(doc)], strict=True)]


def find_parts(doc: Doc, sentences: Sequence[Range], triggers: Mapping[str, frozenset[str]]) -> list[Range]:
    """Return the stretches of sentences whose trees some stage may look at, in order, disjoint.

    `triggers`: the forms, in small letters, of the words with which an encounter may be told, each with the words of
    which one must stand in the sentence too, if any. The stretches are the sentences with a trigger word and, if one
    of these holds a pronoun, the nearest sentence above that names somebody.
    """
    lower = [token.lower_ for token in doc]
    wanted: set[int] = set()
    for number, (start, end) in enumerate(sentences):
        here = set(lower[start:end])
        if any(not triggers[word] or triggers[word] & here for word in here & triggers.keys()):
            wanted.add(number)
            if not _REFERRING.isdisjoint(here):
                wanted.update(_sentences_above(doc, sentences, number))
    parts: list[Range] = []
    for number in sorted(wanted):
        start, end = sentences[number]
        if parts and parts[-1][1] == start:
            parts[-1][1] = end
        else:
            parts.append([start, end])
    return parts


def _sentences_above(doc: Doc, sentences: Sequence[Range], number: int) -> list[int]:
    """The sentences in which a pronoun may find its person: up to the first that holds a name."""
    above = []
    for other in range(number - 1, max(-1, number - 1 - _SENTENCES_BACK), -1):
        above.append(other)
        if any(_is_name(doc[i]) for i in range(*sentences[other])):
            break
    return above


def _is_name(token: Token) -> bool:
    return token.tag_ in {"NNP", "NNPS"}


def parse_parts(docs: Sequence[Doc], pipes: Sequence[Pipe], triggers: Mapping[str, frozenset[str]]) -> None:
    """Give each `Doc` trees in the parts that need them, and sentence starts everywhere.

    `pipes`: the parser, and what follows it and needs no more than it reads. Outside the parts a token is its own
    head, and `dep_`, `pos_` and `lemma_` are empty.
    """
    docs = [doc for doc in docs if len(doc)]
    sentences = [find_rough_sentences(doc) for doc in docs]
    ranges = [find_parts(doc, found, triggers) for doc, found in zip(docs, sentences, strict=True)]
    parsed: Iterable[Doc] = chain.from_iterable(map(_cut_parts, docs, ranges))
    for pipe in pipes:
        parsed = pipe(parsed)
    results = iter(parsed)
    for doc, found, own in zip(docs, sentences, ranges, strict=True):
        _write_trees(doc, found, [(span, next(results)) for span in own])


def _cut_parts(doc: Doc, ranges: Sequence[Range]) -> Iterable[Doc]:
    """The parts as Docs of their own, each with a little of what follows it."""
    table: Any = doc.to_array(_READ) if ranges else None
    for start, end in ranges:
        rows = table[start : end + _LOOK_AHEAD]
        words, spaces = rows[:, 0].tolist(), rows[:, 1].astype(bool).tolist()
        part = Doc(doc.vocab, words=words, spaces=spaces)
        part.from_array(["SENT_START", "TAG"], rows[:, 2:])
        if len(doc.tensor):
            part.tensor = doc.tensor[start : start + len(rows)]
        yield part


def _write_trees(doc: Doc, sentences: Sequence[Range], parts: Sequence[tuple[Range, Doc]]) -> None:
    """Write heads, labels and all else at once, then the sentence starts, which the heads have wiped."""
    starts: Any = np.full(len(doc), -1, dtype="int64")
    starts[[start for start, _ in sentences]] = 1
    if parts:
        table: Any = np.zeros((len(doc), len(_WRITTEN)), dtype="uint64")
        table[:, _TAG] = doc.to_array("TAG")
        for (start, end), part in parts:
            table[start:end] = part.to_array(_WRITTEN)[: end - start]
            table[start:end, _HEAD] = _heads_within(part, end - start)
            starts[start + 1 : end] = part.to_array("SENT_START").view("int64")[1 : end - start]
        doc.from_array(_WRITTEN, table)
    else:
        _reset_edges(doc)
    doc.from_array(["SENT_START"], starts.view("uint64").reshape(-1, 1))


def _reset_edges(doc: Doc) -> None:
    """Make each token of a `Doc` without trees a tree of its own.

    The tokenizer leaves the edges of its exceptions ("it's", "—") as they lay in memory, and `token.children` then
    reads outside the `Doc` and may end the process. spaCy sets them only where some token has a label.
    """
    table: Any = np.zeros((len(doc), 2), dtype="uint64")
    table[0, 1] = doc.vocab.strings["ROOT"]
    doc.from_array(["HEAD", "DEP"], table)
    table[:] = 0
    doc.from_array(["DEP"], table[:, 1:])


def _heads_within(part: Doc, length: int) -> Any:
    """The relative heads of the first `length` tokens; one that lies beyond makes a root."""
    heads: Any = part.to_array("HEAD").view("int64")[:length].copy()
    heads[np.arange(length) + heads >= length] = 0
    return heads.view("uint64")
