"""The custom attributes of a spaCy `Doc`: the article, the notes, and the report that is built on reading."""

from __future__ import annotations

from spacy.tokens import Doc

from newsents.stages.notes import register_extensions
from newsents.stages.report import build_report

REPORT = "newsents"


def register_attributes() -> None:
    """Declare `doc._.newsents` (a `Report`, read only) and what it rests on; harmless if repeated."""
    register_extensions()
    if not Doc.has_extension(REPORT):
        Doc.set_extension(REPORT, getter=build_report)
