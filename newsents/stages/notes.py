"""What the stages tell each other: plain, JSON-serialisable notes that travel with the `Doc`.

Offsets in notes are token indices, half-open. Notes hold only dicts, lists, str, numbers, booleans and None, so that
they survive `DocBin(store_user_data=True)`, `Doc.to_bytes` and `nlp.pipe(n_process=2)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypedDict, cast

from spacy.tokens import Doc

from newsents.gazetteer import Gazetteer

ARTICLE = "newsents_article"
NOTES = "newsents_notes"

Range = list[int]


class LinkNote(TypedDict):
    """Why a mention is a gazetteer entry."""

    method: str
    alias: str
    score: float
    runner_up: str | None


class OfficeNote(TypedDict):
    """An office as the text words it: the title tokens, the tokens of what it is of, the tokens of its bearer."""

    title: Range
    head: str
    """The folded head noun: "minister"."""
    of: Range | None
    bearer: Range | None
    before: str | None
    """A word that belongs to the title and stands before what it is of: "former" in "former French president"."""


class MentionNote(TypedDict):
    """A stretch of tokens that names or describes somebody or something."""

    start: int
    end: int
    label: str
    form: str
    source: str
    candidates: list[str]
    """Ids of gazetteer entries, best first."""
    alias: str | None
    office: OfficeNote | None
    kb_id: str | None
    """The gazetteer entry chosen for this mention by itself, or None."""
    link: LinkNote | None
    entity: str | None


class ReferenceNote(TypedDict):
    """A pronoun or a plural such as "the two leaders", and the entities it stands for; no mention."""

    start: int
    end: int
    entities: list[str]


class EntityNote(TypedDict):
    """Somebody or something in the article; `mentions` are indices into the notes of mentions."""

    id: str
    type: str
    name: str
    kb_id: str | None
    kb_name: str | None
    country: str | None
    link: LinkNote | None
    unnamed: bool
    mentions: list[int]


class RoleNote(TypedDict):
    """A title that the text gives to a person; `start:end` are its tokens."""

    person: str
    title: str
    of: str | None
    of_name: str | None
    kind: str | None
    holding: str | None
    start: int
    end: int


class DateNote(TypedDict):
    """A resolved date: ISO days, both included."""

    start: str
    end: str
    precision: str
    text: str


class PlaceNote(TypedDict):
    """Where an encounter took place."""

    name: str
    kb_id: str | None
    country: str | None


class EncounterNote(TypedDict):
    """One occasion; ranges are tokens, `sides` are entity ids."""

    kind: str
    status: str
    sides: list[list[str]]
    place: PlaceNote | None
    date: DateNote | None
    evidence: list[Range]
    trigger: Range
    rule: str
    attribution: Range | None
    confidence: str
    by_phone: bool
    """The sentence names the telephone or a call."""
    headline: bool
    """Told by a noun alone, which says nothing of whether it happened."""


class Notes(TypedDict, total=False):
    """All that the stages have found so far; each stage fills its own part."""

    sentences: list[Range]
    mentions: list[MentionNote]
    entities: list[EntityNote]
    references: list[ReferenceNote]
    roles: list[RoleNote]
    encounters: list[EncounterNote]
    model: str
    gazetteer: str
    warnings: list[str]


def new_mention(
    start: int,
    end: int,
    label: str,
    form: str,
    source: str,
    candidates: list[str] | None = None,
    alias: str | None = None,
) -> MentionNote:
    """A mention that is not linked to an entity yet."""
    return {
        "start": start,
        "end": end,
        "label": label,
        "form": form,
        "source": source,
        "candidates": candidates or [],
        "alias": alias,
        "office": None,
        "kb_id": None,
        "link": None,
        "entity": None,
    }


@dataclass(frozen=True)
class Resources:
    """What the stages work with beside the `Doc`: the gazetteer, the user's frames, the settings."""

    gazetteer: Gazetteer
    frames: tuple[Any, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


Stage = Callable[[Doc, Resources], None]
"""A stage reads the `Doc` and its notes, and writes its part of the notes."""


def register_extensions() -> None:
    """Declare the custom attributes that carry the article and the notes (once; harmless if repeated)."""
    for name in (ARTICLE, NOTES):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def notes_of(doc: Doc) -> Notes:
    """The notes of this `Doc`, created empty when first asked for."""
    register_extensions()
    if doc._.get(NOTES) is None:
        doc._.set(NOTES, {})
    return cast(Notes, doc._.get(NOTES))


def article_of(doc: Doc) -> dict[str, Any]:
    """The article's plain facts (id, title, published …), or an empty dict."""
    register_extensions()
    return cast("dict[str, Any]", doc._.get(ARTICLE) or {})


def published_of(doc: Doc) -> date | None:
    """The publication date that came with the article."""
    value = article_of(doc).get("published")
    return date.fromisoformat(value) if value else None
