"""Gold and silver as one: every training document gets tags, a tree and names, so that one tok2vec can learn all.

Gold stays gold. What a corpus lacks is filled in by the separately trained parts (the teachers); the unlabelled
news gets both from them, its names from the whole newsents pipeline, gazetteer included.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import newsents
from columns import Words, read_columns
from names import Bank, fill, read_bank, swap_names
from newsents.stages.report import build_report
from sentences import SENTENCES
from vectors import add_infix

LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
#: Silver news, in words, and how often each gold corpus is given for one time of the news.
NEWS_WORDS = 900_000
TREE_COPIES = 2
OWN_COPIES = 12


def write_silver(teacher: Path, corpora: Path, facts: Path, output: Path, seed: int = 1) -> None:
    """Write the joined training corpus.

    teacher: the assembled pipeline of separately trained parts
    corpora, facts: as for the trainings themselves
    output: a .spacy file
    """
    nlp = spacy.load(teacher)
    rng = random.Random(seed)
    bank = read_bank(facts)
    docs: list[Doc] = []
    trees = list(name_trees(nlp, corpora))
    docs += trees * TREE_COPIES
    docs += parse_names(nlp, named_columns(nlp, corpora / "ner_train.spacy", bank, rng))
    docs += name_news(teacher, corpora / "news_unlabelled.jsonl.gz", rng)
    rng.shuffle(docs)
    DocBin(attrs=["TAG", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE", "SPACY"], docs=docs).to_disk(
        output
    )


def read_docs(path: Path, nlp: Language) -> list[Doc]:
    """The documents of a corpus."""
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def bare(words: Words, nlp: Language) -> Doc:
    """The tokens alone."""
    return Doc(nlp.vocab, words=words.words, spaces=words.spaces)


def name_trees(nlp: Language, corpora: Path) -> Iterator[Doc]:
    """The gold trees, with gold names where GUM has them, else the teacher's."""
    known = GoldNames(read_docs(corpora / "ner_gum_train.spacy", nlp))
    golds = [read_columns(doc) for doc in read_docs(corpora / "parse_train.spacy", nlp)]
    for gold, guess in zip(golds, nlp.pipe(bare(g, nlp) for g in golds), strict=True):
        gold.ents = known.find(gold.words) or read_columns(guess).ents
        yield gold.to_example(nlp).reference


class GoldNames:
    """The gold names of a corpus whose documents are cut elsewhere than the trees'."""

    def __init__(self, docs: Iterable[Doc]) -> None:
        self._ents: list[str] = []
        self._starts: list[int] = []
        words: list[str] = []
        for doc in docs:
            words += [token.text for token in doc]
            self._ents += read_columns(doc).ents or [""] * len(doc)
        size = 1
        for word in words:
            self._starts.append(size)
            size += len(word) + 1
        self._text = "\n" + "\n".join(words) + "\n"
        self._index = {start: i for i, start in enumerate(self._starts)}

    def find(self, words: list[str]) -> list[str] | None:
        """The names of these words, None where the corpus does not hold them."""
        if len(words) < 4:
            return None
        at = self._text.find("\n" + "\n".join(words) + "\n")
        if at < 0:
            return None
        first = self._index[at + 1]
        return self._ents[first : first + len(words)]


def named_columns(nlp: Language, path: Path, bank: Bank, rng: random.Random) -> Iterator[Words]:
    """The gold names: each document as it is and with names of the world, and our own sentences."""
    for doc in read_docs(path, nlp):
        yield read_columns(doc)
        swapped = read_columns(doc)
        swap_names(swapped, bank, rng, 0.6)
        yield swapped
    for sentence in SENTENCES * OWN_COPIES:
        yield fill(sentence, nlp, bank, rng)


def parse_names(nlp: Language, golds: Iterable[Words]) -> Iterator[Doc]:
    """Documents with gold names and the teacher's tags and trees."""
    kept = [gold for gold in golds if gold.words]
    for gold, guess in zip(kept, nlp.pipe(bare(g, nlp) for g in kept), strict=True):
        silver = read_columns(guess)
        silver.ents = gold.ents
        yield silver.to_example(nlp).reference


def read_news(path: Path, rng: random.Random, words: int) -> list[str]:
    """Beginnings of articles, drawn at random, as many as hold so many words."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    rng.shuffle(articles)
    chosen: list[str] = []
    for article in articles:
        text = "\n\n".join([article.get("title") or "", *article["text"].split("\n")[:8]]).strip()[:2500]
        chosen.append(text)
        words -= len(text.split())
        if words < 0:
            break
    return chosen


def name_news(teacher: Path, path: Path, rng: random.Random) -> Iterator[Doc]:
    """News with the teacher's trees and the names of the whole pipeline."""
    nlp = newsents.load(teacher, parse="all")
    add_infix(spacy.blank("en"))
    for doc in nlp.pipe(read_news(path, rng, NEWS_WORDS)):
        silver = read_columns(doc)
        silver.ents = pipeline_names(doc)
        yield silver.to_example(nlp).reference


def pipeline_names(doc: Doc) -> list[str]:
    """Names of four labels as the pipeline says, the others as the model does; missing where they disagree."""
    ents = ["O"] * len(doc)
    for ent in doc.ents:
        tag = "" if ent.label_ in LABELS else ent.label_
        write_name(ents, ent.start, ent.end, tag)
    for mention in build_report(doc).mentions:
        if mention.label in LABELS and mention.form != "description":
            span = doc.char_span(mention.start, mention.end)
            if span is not None:
                for i in range(span.start, span.end):
                    clear_name(ents, i)
                write_name(ents, span.start, span.end, mention.label)
    return ents


def clear_name(ents: list[str], index: int) -> None:
    """Make the whole name at `index` missing."""
    if ents[index][:2] not in ("B-", "I-"):
        return
    start = index
    while ents[start].startswith("I-"):
        start -= 1
    end = index + 1
    while end < len(ents) and ents[end].startswith("I-"):
        end += 1
    ents[start:end] = [""] * (end - start)


def write_name(ents: list[str], start: int, end: int, label: str) -> None:
    """Write a name, or mark its tokens as missing where the label is empty."""
    ents[start:end] = [f"{'I' if i else 'B'}-{label}" if label else "" for i in range(end - start)]
