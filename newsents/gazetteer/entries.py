"""What the gazetteer holds, as immutable values: entries with their aliases, terms of office, titles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

EntryType = Literal["PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"]
Strength = Literal["strong", "weak"]
Case = Literal["exact", "any"]
Form = Literal["name", "short", "acronym", "demonym"]
TitleClass = Literal["office", "rank", "honorific", "role", "modifier", "royal"]

ENTRY_TYPES: tuple[EntryType, ...] = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC")
TITLE_CLASSES: tuple[TitleClass, ...] = ("office", "rank", "honorific", "role", "modifier", "royal")


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to write an entry's name.

    `strength`: a strong alias is evidence by itself, a weak one needs support. `case`: an exact alias counts
    only with its own capitals ("IS", never "is"). `form`: what kind of name it is.
    """

    text: str
    strength: Strength = "strong"
    case: Case = "any"
    form: Form = "name"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the world. `id` is its Wikidata QID where known, else an id of our own.

    `country` is ISO alpha-2 (of a person: the country served), `kind` says more than `type` ("city", "igo",
    "ministry"), `weight` orders namesakes (population, rank). `certain` is False for unsourced knowledge
    (tier C).
    """

    id: str
    type: EntryType
    name: str
    country: str | None = None
    aliases: tuple[Alias, ...] = ()
    qid: str | None = None
    kind: str | None = None
    tier: str = "C"
    certain: bool = False
    countries: tuple[str, ...] = ()
    surname: str | None = None
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry together with the alias by which it was found."""

    entry: Entry
    alias: Alias


@dataclass(frozen=True, slots=True)
class Holding:
    """One term of office: `person` (entry id) was `title` of `of` (entry id) from `start` until before `end`.

    `start` None: in office by `first_seen` or `last_seen`. `end` None: unknown after `last_seen`, not
    "still". `certain` is False where the source is unsourced knowledge or the answer is outside what was
    seen.
    """

    id: str
    person: str
    name: str
    kb_id: str
    title: str
    kind: str | None
    of: str
    of_name: str
    country: str | None
    start: date | None
    end: date | None
    first_seen: date | None
    last_seen: date | None
    certain: bool
    tier: str


@dataclass(frozen=True, slots=True)
class Title:
    """A word or phrase that says what somebody is: `office` is the kind of office, None where it is none."""

    surface: str
    canonical: str
    class_: TitleClass
    office: str | None = None
