"""Subword vectors (floret) trained on unlabelled news, as a spaCy vocabulary."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import floret  # type: ignore[import-untyped]
import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import DocBin
from spacy.training.initialize import convert_vectors
from spacy.util import compile_infix_regex

DIMENSIONS = 64
BUCKETS = 20_000
#: `U.S.-China` and `Gov.-elect` are one token for spaCy's default tokeniser: part them at the
#: hyphen, but leave a name's initials (`J.-P.`) together.
ABBREVIATION_HYPHENS = (
    r"(?<=[A-Za-z]\.[A-Za-z]\.)[-–—](?=[A-Za-z])",
    r"(?<=[a-z]\.)[-–—](?=[A-Za-z])",
)


def own_tokenizer(nlp: Language) -> Tokenizer:
    """The tokeniser of a pipeline, known to be spaCy's own."""
    assert isinstance(nlp.tokenizer, Tokenizer)
    return nlp.tokenizer


def add_infix(nlp: Language) -> None:
    """Teach the tokeniser to part an abbreviation from a hyphen and a word."""
    infixes = [*(nlp.Defaults.infixes or ()), *ABBREVIATION_HYPHENS]
    own_tokenizer(nlp).infix_finditer = compile_infix_regex(infixes).finditer


def paragraphs(news: Path) -> Iterator[str]:
    """Every paragraph of the unlabelled news, titles included."""
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            for paragraph in [article.get("title") or "", *article["text"].split("\n")]:
                if paragraph.strip():
                    yield paragraph.strip()


def labelled(corpora: Iterable[Path]) -> Iterator[list[str]]:
    """The words of every document of the labelled training corpora."""
    vocab = spacy.blank("en").vocab
    for corpus in corpora:
        for doc in DocBin().from_disk(corpus).get_docs(vocab):
            yield [token.text for token in doc]


def write_words(news: Path, corpora: Iterable[Path], output: Path) -> None:
    """Write one tokenised paragraph a line, the input that floret asks for."""
    nlp = spacy.blank("en")
    add_infix(nlp)
    with output.open("w", encoding="utf-8") as out:
        for doc in own_tokenizer(nlp).pipe(paragraphs(news)):
            out.write(" ".join(token.text for token in doc if not token.is_space) + "\n")
        for words in labelled(corpora):
            out.write(" ".join(words) + "\n")


def train(words: Path, output: Path, threads: int = 2) -> None:
    """Train floret on tokenised text and write its table of buckets."""
    model = floret.train_unsupervised(
        str(words),
        model="skipgram",
        mode="floret",
        hashCount=2,
        bucket=BUCKETS,
        dim=DIMENSIONS,
        minn=3,
        maxn=5,
        minCount=3,
        epoch=5,
        lr=0.05,
        thread=threads,
    )
    model.save_floret_vectors(str(output))


def save_vocabulary(table: Path, output: Path) -> None:
    """Save a blank English pipeline that holds nothing but the vectors."""
    nlp = spacy.blank("en")
    convert_vectors(nlp, table, truncate=0, prune=-1, mode="floret", name="newsents_floret")
    nlp.to_disk(output)
