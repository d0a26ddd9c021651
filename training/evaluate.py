"""Measure a model on the held-out corpora: trees, tags, names, speed, size."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin, Span, Token
from spacy.training import Example

from vectors import paragraphs

NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
TREE_TESTS = ("parse_test_gum", "parse_test_ewt")
NAME_TESTS = ("ner_gum_test", "ner_crossner_politics_test", "evalonly_ner_worldwide_dev")

Scores = dict[str, float]
Name = tuple[int, int, str]


def examples(nlp: Language, path: Path) -> list[Example]:
    """Gold documents beside what the model says of the same tokens."""
    golds = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    blanks = (
        Doc(nlp.vocab, words=[t.text for t in g], spaces=[bool(t.whitespace_) for t in g]) for g in golds
    )
    return [Example(doc, gold) for doc, gold in zip(nlp.pipe(blanks), golds, strict=True)]


def read_label(token: Token, attribute: str) -> str:
    """An attribute of a token as text, as spaCy's scorer asks for it."""
    return str(token.vocab.strings[getattr(token, attribute)])


def score_trees(nlp: Language, path: Path) -> Scores:
    """UAS and LAS without punctuation, tag accuracy, sentences."""
    found = examples(nlp, path)
    trees = Scorer.score_deps(found, "dep", getter=read_label, ignore_labels=("p", "punct"))
    tags = Scorer.score_token_attr(found, "tag")
    sents = Scorer.score_spans(found, "sents", getter=lambda doc, _: doc.sents)
    return {
        "UAS": trees["dep_uas"],
        "LAS": trees["dep_las"],
        "TAG": tags["tag_acc"],
        "SENT": sents["sents_f"],
    }


def without_article(span: Span) -> Span:
    """The span less a leading "the"."""
    return span[1:] if len(span) > 1 and span[0].lower_ == "the" else span


def names(doc: Doc, unknown: list[tuple[int, int]]) -> Iterator[Name]:
    """The names of a document that touch no token of unknown label."""
    for span in map(without_article, doc.ents):
        if span.label_ in NAMES and not any(a < span.end_char and b > span.start_char for a, b in unknown):
            yield span.start_char, span.end_char, span.label_


def score_names(nlp: Language, path: Path) -> Scores:
    """Precision, recall and F of exact spans of the four labels that matter here."""
    hits = said = wanted = 0
    for example in examples(nlp, path):
        unknown = [(t.idx, t.idx + len(t)) for t in example.reference if t.ent_iob == 0]
        gold, pred = set(names(example.reference, [])), set(names(example.predicted, unknown))
        hits, said, wanted = hits + len(gold & pred), said + len(pred), wanted + len(gold)
    return {"P": hits / max(1, said), "R": hits / max(1, wanted), "F": 2 * hits / max(1, said + wanted)}


def measure_speed(nlp: Language, news: Path, words: int = 60_000) -> float:
    """Tokens a second on running news, one process."""
    texts: list[str] = []
    size = 0
    for paragraph in paragraphs(news):
        texts.append(paragraph)
        size += len(paragraph.split())
        if size > words:
            break
    start = time.perf_counter()
    tokens = sum(len(doc) for doc in nlp.pipe(texts))
    return tokens / (time.perf_counter() - start)


def score_model(nlp: Language, corpora: Path) -> dict[str, Scores]:
    """Every test that the README's table quotes."""
    table = {test: score_trees(nlp, corpora / f"{test}.spacy") for test in TREE_TESTS}
    return table | {test: score_names(nlp, corpora / f"{test}.spacy") for test in NAME_TESTS}


def print_scores(table: dict[str, Scores]) -> None:
    """One line a test."""
    for test, row in table.items():
        print(test, " ".join(f"{what} {value:.3f}" for what, value in row.items()))
