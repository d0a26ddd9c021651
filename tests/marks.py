"""Sentences with their mentions marked: `[Anna Lind](PERSON), [[Swedish](NORP) premier](PERSON), left.`

What a mark says is compared with what was found, exactly; a sentence without a mark is an error of the test.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from newsents import Report

Mark = tuple[int, int, str]

_PIECE = re.compile(r"\[|\]\((\w+)\)|[^\[\]]+|\]")


def read_marks(sentence: str) -> tuple[str, list[Mark]]:
    """Return the bare text and the marks in it as (start, end, label), sorted by (start, -end).

    >>> read_marks("[Anna](PERSON) left [the [Swedish](NORP) port](FAC)")
    ('Anna left the Swedish port', [(0, 4, 'PERSON'), (10, 26, 'FAC'), (14, 21, 'NORP')])
    """
    text, open_starts, marks = "", [], []
    for piece in _PIECE.finditer(sentence):
        if piece[0] == "[":
            open_starts.append(len(text))
        elif piece[1]:
            if not open_starts or open_starts[-1] == len(text):
                raise ValueError(f"a mark that closes nothing, or is empty: {sentence!r}")
            marks.append((open_starts.pop(), len(text), piece[1]))
        elif piece[0] == "]":
            raise ValueError(f"a mark without a label: {sentence!r}")
        else:
            text += piece[0]
    if open_starts or not marks:
        raise ValueError(f"a mark is not closed, or there is none: {sentence!r}")
    return text, sorted(marks, key=lambda mark: (mark[0], -mark[1]))


def assert_mentions(report: Report, marks: Collection[Mark], labels: Collection[str] | None = None) -> None:
    """Compare the mentions of a report with the marks; with `labels` only those of these labels."""
    wanted = [mark for mark in marks if labels is None or mark[2] in labels]
    assert wanted, "no mark has one of these labels"
    found = [(m.start, m.end, m.label) for m in report.mentions if labels is None or m.label in labels]
    assert _shown(report.text, found) == _shown(report.text, wanted)


def _shown(text: str, marks: Collection[Mark]) -> list[str]:
    return [f"{start}:{end} {text[start:end]} ({label})" for start, end, label in marks]
