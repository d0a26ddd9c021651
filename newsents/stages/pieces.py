"""Long texts read piece by piece: the model's arrays stay as small as for an article of common length.

The model reads each piece for itself; what it finds is written into the whole `Doc` at once, so that offsets and
spans are those of the whole, and all later stages see one text. A piece ends where a sentence begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc

from newsents.stages.notes import Range

LONGEST_PIECE = 4_000
"""In tokens; an article of common length has a tenth of it."""
_READ: list[int | str] = ["ORTH", "SPACY", "SENT_START"]
_WRITTEN: list[int | str] = [
    "HEAD",
    "TAG",
    "DEP",
    "POS",
    "MORPH",
    "LEMMA",
    "ENT_IOB",
    "ENT_TYPE",
    "ENT_KB_ID",
]

Pipe = Callable[[Iterable[Doc]], Iterable[Doc]]
"""A component that reads Docs in batches, such as `tagger.pipe`."""


def find_pieces(starts: Sequence[int], longest: int = LONGEST_PIECE) -> list[Range]:
    """Return token ranges of at most `longest` tokens that cover a text, in order.

    `starts`: for each token 1 if it certainly begins a sentence. A piece ends before the last such token that it
    could hold, or where it must.

    >>> find_pieces([1, 0, 0, 1, 0, 0, 0, 0, 0], longest=5)
    [[0, 3], [3, 8], [8, 9]]
    """
    pieces: list[Range] = []
    begin = 0
    while begin < len(starts):
        end = min(begin + longest, len(starts))
        if end < len(starts):
            end = next((i for i in range(end, begin, -1) if starts[i] == 1), end)
        pieces.append([begin, end])
        begin = end
    return pieces


def read_in_pieces(doc: Doc, pipes: Sequence[Pipe]) -> None:
    """Let the components read a long `Doc` piece by piece, and write what they find into it.

    `pipes`: the model's components in order; what they write is tags, trees, lemmas and names.
    """
    table: Any = doc.to_array(_READ)
    ranges = find_pieces(table[:, 2].astype("int64").tolist())
    pieces: Iterable[Doc] = (_cut(doc, table, piece) for piece in ranges)
    for pipe in pipes:
        pieces = pipe(pieces)
    tables = [(piece.to_array(_WRITTEN), piece.to_array("SENT_START").reshape(-1, 1)) for piece in pieces]
    written: Any = np.concatenate([rows for rows, _ in tables])
    starts: Any = np.concatenate([rows for _, rows in tables])
    doc.from_array(_WRITTEN, written)
    doc.from_array(["SENT_START"], starts)


def _cut(doc: Doc, table: Any, piece: Range) -> Doc:
    rows = table[slice(*piece)]
    words, spaces = rows[:, 0].tolist(), rows[:, 1].astype(bool).tolist()
    part = Doc(doc.vocab, words=words, spaces=spaces)
    part.from_array(["SENT_START"], rows[:, 2:])
    return part
