"""What spaCy's training needs beside its own registry; the finished model needs none of it."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.util import registry

from headlines import create_headlines
from vectors import add_infix


def create_infixes() -> Callable[[Language], Language]:
    """Set the tokeniser's infixes before training; they are saved with the tokeniser."""

    def set_infixes(nlp: Language) -> Language:
        add_infix(nlp)
        return nlp

    return set_infixes


registry.augmenters("newsents.headlines.v1", func=create_headlines)
registry.callbacks("newsents.infixes.v1", func=create_infixes)
