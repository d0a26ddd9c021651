"""Every shipped frame reads its own examples."""

from __future__ import annotations

import pytest
from spacy.language import Language

import newsents
from newsents.rules.meetings import FRAMES, Frame

EXAMPLES = [(frame, example) for frame in FRAMES for example in frame.examples]
TOLD_BY = {
    "guest.listed": "guest.attended",
    "guest.accompanied": "meet.met",
    "guest.sat-in": "meet.met",
    "guest.present": "host.received",
}
"""Frames that only say who else was there, and the rule that their examples carry."""


@pytest.mark.parametrize(("frame", "example"), EXAMPLES, ids=[frame.id for frame, _ in EXAMPLES])
def test_frames_read_their_examples(frame: Frame, example: str, nlp: Language) -> None:
    encounters = newsents.extract(example, nlp=nlp).encounters
    assert (frame.kind, TOLD_BY.get(frame.id, frame.id)) in [(e.kind, e.rule) for e in encounters]


def test_every_frame_has_examples() -> None:
    assert [frame.id for frame in FRAMES if not frame.examples] == []


def test_company_stands_beside_whom_it_accompanied(nlp: Language) -> None:
    (example,) = next(frame.examples for frame in FRAMES if frame.id == "guest.accompanied")
    (encounter,) = newsents.extract(example, nlp=nlp).encounters
    assert [p.name for p in encounter.sides[0]] == ["Angela Merkel", "Heiko Maas"]
