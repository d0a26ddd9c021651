"""Gold and silver as one: every training document gets tags, a tree and names, so that one tok2vec learns all.

Gold stays gold. What a corpus lacks is filled in by the separately trained parts (the teachers); the unlabelled
news gets both from them, its names from the whole newsents pipeline, gazetteer included.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import newsents
from columns import Words, read_columns
from names import Bank, fill, read_bank, swap_names
from newsents.stages.report import build_report
from sentences import SENTENCES

LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
COLUMNS = ["TAG", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE", "SPACY"]
TREE_COPIES = 2


@dataclass(frozen=True)
class Mix:
    """How much of what a training corpus holds, beside twice the gold trees.

    parts: of the gold; the dev part is trained on at the very end, when everything has been chosen by it
    news: words of silver news
    plain: how often each document of gold names is given as it is
    swapped: the share of names replaced by names of the world, for each further copy
    own: how often each of our own sentences is filled with names
    """

    parts: tuple[str, ...]
    news: int
    plain: int
    swapped: tuple[float, ...]
    own: int


#: First much news, so that trees and names settle on one tok2vec; then more gold names; at the end the dev part too.
JOINT = Mix(parts=("train",), news=900_000, plain=1, swapped=(0.6,), own=12)
POLISH = Mix(parts=("train",), news=350_000, plain=2, swapped=(0.4, 0.6, 0.8), own=16)
FINISH = Mix(parts=("train", "dev"), news=300_000, plain=3, swapped=(0.3, 0.5, 0.7), own=16)


def write_corpora(
    teacher: Path, mixes: Mapping[str, Mix], corpora: Path, facts: Path, output: Path, seed: int
) -> None:
    """Write NAME_train.spacy for each mix: documents that hold tags, trees and names throughout.

    teacher: a finished pipeline that fills in what the corpora lack: the separately trained parts, or a former model
    corpora, facts: as for the trainings themselves
    output: a folder
    """
    nlp = spacy.load(teacher)
    rng = random.Random(seed)
    bank = read_bank(facts)
    words = max(mix.news for mix in mixes.values())
    news = list(name_news(teacher, read_news(corpora / "news_unlabelled.jsonl.gz", rng, words)))
    for name, mix in mixes.items():
        docs = list(take_words(news, mix.news))
        for part in mix.parts:
            docs += list(name_trees(nlp, corpora, part)) * TREE_COPIES
            docs += parse_names(nlp, named_columns(nlp, corpora / f"ner_{part}.spacy", bank, rng, mix))
        docs += parse_names(nlp, own_columns(nlp, bank, rng, mix))
        rng.shuffle(docs)
        DocBin(attrs=COLUMNS, docs=docs).to_disk(output / f"{name}_train.spacy")


def write_dev(teacher: Path, corpora: Path, output: Path) -> None:
    """Write joint_dev.spacy: gold trees, with gold names where there are some, and gold names with silver trees."""
    nlp = spacy.load(teacher)
    dev = list(name_trees(nlp, corpora, "dev", silver=False))
    dev += parse_names(nlp, map(read_columns, read_docs(corpora / "ner_dev.spacy", nlp)))
    DocBin(attrs=COLUMNS, docs=dev).to_disk(output / "joint_dev.spacy")


def take_words(docs: Iterable[Doc], words: int) -> Iterator[Doc]:
    """The first documents, as many as hold so many words."""
    for doc in docs:
        yield doc
        words -= len(doc)
        if words < 0:
            return


def read_docs(path: Path, nlp: Language) -> list[Doc]:
    """The documents of a corpus."""
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def bare(words: Words, nlp: Language) -> Doc:
    """The tokens alone."""
    return Doc(nlp.vocab, words=words.words, spaces=words.spaces)


def name_trees(nlp: Language, corpora: Path, part: str, silver: bool = True) -> Iterator[Doc]:
    """The gold trees, with gold names where GUM has them; else with the teacher's, or with none."""
    known = GoldNames(read_docs(corpora / f"ner_gum_{part}.spacy", nlp))
    golds = [read_columns(doc) for doc in read_docs(corpora / f"parse_{part}.spacy", nlp)]
    for gold, guess in zip(golds, nlp.pipe(bare(g, nlp) for g in golds), strict=True):
        guessed = read_columns(guess).ents if silver else [""] * len(gold.words)
        gold.ents = known.find(gold.words) or guessed
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


def named_columns(nlp: Language, path: Path, bank: Bank, rng: random.Random, mix: Mix) -> Iterator[Words]:
    """The gold names: each document as it is and with names of the world."""
    for doc in read_docs(path, nlp):
        for _ in range(mix.plain):
            yield read_columns(doc)
        for share in mix.swapped:
            swapped = read_columns(doc)
            swap_names(swapped, bank, rng, share)
            yield swapped


def own_columns(nlp: Language, bank: Bank, rng: random.Random, mix: Mix) -> Iterator[Words]:
    """Our own sentences, their slots filled with names."""
    for sentence in SENTENCES * mix.own:
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


def name_news(teacher: Path, texts: Iterable[str]) -> Iterator[Doc]:
    """News with the teacher's trees and the names of the whole pipeline."""
    nlp = newsents.load(teacher, parse="all")
    for doc in nlp.pipe(texts):
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
