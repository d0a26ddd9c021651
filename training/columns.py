"""A gold document as columns that can be changed and made into a document again."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example


@dataclass
class Words:
    """The columns of a document, to be changed and made into a new one."""

    words: list[str]
    spaces: list[bool]
    tags: list[str] | None
    heads: list[int] | None
    deps: list[str] | None
    starts: list[bool | int | None]
    ents: list[str] | None

    def to_example(self, nlp: Language) -> Example:
        """The example whose gold document holds these columns."""
        gold = Doc(
            nlp.vocab,
            words=self.words,
            spaces=self.spaces,
            tags=self.tags,
            heads=self.heads,
            deps=self.deps,
            sent_starts=None if self.heads else self.starts,
            ents=self.ents,
        )
        return Example(Doc(nlp.vocab, words=self.words, spaces=self.spaces), gold)


def read_columns(doc: Doc) -> Words:
    """Take the gold columns out of a document; names of unknown label stay missing ("")."""
    tree, named = doc.has_annotation("DEP"), doc.has_annotation("ENT_IOB")
    iob = [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_iob_ in ("B", "I") else t.ent_iob_ for t in doc]
    return Words(
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=[t.tag_ for t in doc] if doc.has_annotation("TAG") else None,
        heads=[t.head.i for t in doc] if tree else None,
        deps=[t.dep_ for t in doc] if tree else None,
        starts=[t.is_sent_start for t in doc],
        ents=iob if named else None,
    )
