"""Long texts are read in pieces, and nothing in the report tells of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

import newsents
from newsents import Article
from newsents.pipeline import make_doc
from newsents.stages.pieces import LONGEST_PIECE, find_pieces
from newsents.stages.report import build_report

PARAGRAPHS = [
    "Swedish Foreign Minister Anna Lindqvist met Norwegian Prime Minister Olav Brekke in Oslo on Tuesday.",
    "The harbour was quiet. Fishing boats lay at the quay, and nobody spoke of the storm of the week before.",
    "President Tomas Varela will receive Chancellor Ilse Brandt in Lima next week, his office said.",
    "Prices rose by four per cent. Farmers near Nairobi blamed the long rains and a lack of lorries.",
]
ATTRIBUTES = ("tag_", "dep_", "pos_", "lemma_", "ent_iob_", "ent_type_", "is_sent_start")


@given(st.lists(st.sampled_from([-1, 0, 1]), max_size=60), st.integers(1, 20))
def test_pieces_cover_the_text_and_are_no_longer_than_asked(starts: list[int], longest: int) -> None:
    pieces = find_pieces(starts, longest)
    assert [i for start, end in pieces for i in range(start, end)] == [*range(len(starts))]
    assert all(0 < end - start <= longest for start, end in pieces)
    for start, end in pieces[:-1]:
        certain = any(starts[i] == 1 for i in range(start + 1, start + longest + 1))
        assert starts[end] == 1 or not certain


def test_a_long_text_gives_the_report_that_it_gives_as_a_whole(nlp: Language) -> None:
    text = "\n\n".join(PARAGRAPHS * 60)
    article = Article(text=text, published="2021-03-12")
    whole = nlp(make_doc(article, nlp))
    assert len(whole) > LONGEST_PIECE
    assert newsents.extract(article, nlp=nlp) == build_report(whole)
    assert next(iter(newsents.extract_many([article], nlp=nlp))) == build_report(whole)


def test_trees_of_pieces_are_those_of_the_whole() -> None:
    nlp = newsents.load("bundled", parse="all")
    article = Article(text="\n\n".join(PARAGRAPHS * 60))
    whole = nlp(make_doc(article, nlp))
    pieces = newsents.pipeline._read(nlp, make_doc(article, nlp))
    for attribute in ATTRIBUTES:
        assert [getattr(t, attribute) for t in pieces] == [getattr(t, attribute) for t in whole], attribute
    assert [t.head.i for t in pieces] == [t.head.i for t in whole]


def test_a_long_text_without_a_sentence_end_is_read(nlp: Language) -> None:
    report = newsents.extract("word " * (2 * LONGEST_PIECE + 7) + "Olav Brekke met Anna Lindqvist", nlp=nlp)
    assert report.error is None and report.text.endswith("Lindqvist")
