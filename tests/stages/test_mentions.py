"""Mentions: where a name begins and ends, whatever the model ran together or left over."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Span

from marks import read_marks
from newsents.gazetteer import Gazetteer
from newsents.stages.mentions import find_names

BLANK = spacy.blank("en")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("named_by_model", "name"),
    [
        ("[Pak Jong-un](PERSON) waited in the hall.", "Pak Jong-un"),
        ("[Seo Jae-in](PERSON) waited in the hall.", "Seo Jae-in"),
        ("[Pak joins](PERSON) the others.", "Pak"),
        ("[Vera de la Oz](PERSON) waited in the hall.", "Vera de la Oz"),
        ("[Upper Lagting Monday](ORG) was closed.", "Upper Lagting"),
        ("She saw on [Monday Upper Lagting](ORG) members.", "Upper Lagting"),
    ],
)
def test_a_name_ends_before_common_words(named_by_model: str, name: str, gazetteer: Gazetteer) -> None:
    text, marks = read_marks(named_by_model)
    doc = BLANK(text)
    spans = [doc.char_span(start, end, label=label) for start, end, label in marks]
    doc.ents = [span for span in spans if span is not None]
    names = [doc[m["start"] : m["end"]].text for m in find_names(doc, gazetteer)]
    assert names == [name]


def test_a_city_before_a_name_is_no_part_of_it(gazetteer: Gazetteer) -> None:
    doc = BLANK("She saw in Oslo Vera Oz again.")
    doc.ents = [Span(doc, 3, 6, label="PERSON")]
    assert [doc[m["start"] : m["end"]].text for m in find_names(doc, gazetteer)] == ["Oslo", "Vera Oz"]
