"""What spaCy's training needs beside its own registry; the finished model needs none of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.training import Example
from spacy.util import registry

from columns import read_columns
from headlines import break_lines, change_case, curl_quotes
from names import fill, read_bank, swap_names
from sentences import SENTENCES
from vectors import add_infix

Augmenter = Callable[[Language, Example], Iterator[Example]]


def create_news(
    case: float, quotes: float, lines: float, names: float, own: float, facts: str | None, seed: int
) -> Augmenter:
    """Make training text look like news, anew in every epoch.

    case: share of sentences written as headlines, in capitals or in small letters
    quotes: share of documents with typographic quotes
    lines: share of documents with line breaks between sentences
    own: own sentences, their slots filled with names, for each document without a tree
    names: share of names replaced by others from the tables of `facts`, in every second document
    """
    rng = random.Random(seed)
    bank = read_bank(Path(facts)) if facts and names else None

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        columns = read_columns(example.reference)
        if bank and rng.random() < 0.5:
            swap_names(columns, bank, rng, names)
        change_case(columns, rng, case)
        if rng.random() < quotes:
            curl_quotes(columns)
        if rng.random() < lines:
            break_lines(columns, rng, share=0.6, bare=0.35)
        yield columns.to_example(nlp) if columns.words else example
        if bank and not columns.heads and rng.random() < own:
            sentence = fill(rng.choice(SENTENCES), nlp, bank, rng)
            change_case(sentence, rng, case)
            yield sentence.to_example(nlp)

    return augment


def create_infixes() -> Callable[[Language], Language]:
    """Set the tokeniser's infixes before training; they are saved with the tokeniser."""

    def set_infixes(nlp: Language) -> Language:
        add_infix(nlp)
        return nlp

    return set_infixes


registry.augmenters("newsents.news.v1", func=create_news)
registry.callbacks("newsents.infixes.v1", func=create_infixes)
