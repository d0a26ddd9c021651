"""The typed records that newsents returns: frozen, validated once, JSON round trip.

All offsets are half-open, in code points, into `Report.text`. The meaning of an encounter, its sides, status,
date and place is that of the annotation guide (see the README, "What counts as an encounter").
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from typing_extensions import Self

from newsents.errors import ArticleError
from newsents.text import key as text_key

SCHEMA_VERSION = "1.0"
TITLE_BREAK = "\n\n"

MentionLabel = Literal["PERSON", "TITLE", "ORG", "GPE", "NORP", "LOC", "FAC", "DATE"]
MentionForm = Literal["name", "short", "acronym", "demonym", "description"]
EntityType = Literal["PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"]
Kind = Literal["meeting", "call", "visit"]
Status = Literal["happened", "planned", "denied", "possible"]
Precision = Literal["day", "week", "month", "year"]
Confidence = Literal["high", "medium", "low"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.,]+(?:Z|[+-]\d{2}:?\d{2})?)?\Z")
_VERBS: dict[tuple[str, str], str] = {
    ("meeting", "happened"): "met",
    ("meeting", "planned"): "to meet",
    ("meeting", "denied"): "did not meet",
    ("meeting", "possible"): "may meet",
    ("call", "happened"): "spoke with",
    ("call", "planned"): "to speak with",
    ("call", "denied"): "did not speak with",
    ("call", "possible"): "may speak with",
    ("visit", "happened"): "visited",
    ("visit", "planned"): "to visit",
    ("visit", "denied"): "did not visit",
    ("visit", "possible"): "may visit",
}


_BUILDINGS = frozenset(
    """
    house palace hall airport airbase hotel department ministry embassy office centre center residence library
    hospital university nations headquarters museum tower station base parliament
    """.split()
)


class Record(BaseModel):
    """Base of all records: immutable, and closed to fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def parse_published(value: Any) -> date | None:
    """Read a publication date: a `date`, a `datetime` or an ISO string (a time of day is dropped).

    Raises `ArticleError` for anything else.

    >>> parse_published("2020-08-28T09:30:00Z")
    datetime.date(2020, 8, 28)
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and (found := _ISO_DATE.match(value.strip())):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError as error:
            raise ArticleError(f"published: {value!r} is no date ({error}); write YYYY-MM-DD") from None
    raise ArticleError(f"published: {value!r} is no date; write YYYY-MM-DD or pass a datetime.date")


def check_text(value: Any, field: str) -> str:
    """Return `value` if it is text that can be analysed, else raise `ArticleError` naming the field."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        raise ArticleError(f"{field}: got bytes; decode them first, e.g. raw.decode('utf-8')")
    if not isinstance(value, str):
        raise ArticleError(f"{field}: expected str, got {type(value).__name__}")
    if found := _SURROGATE.search(value):
        raise ArticleError(
            f"{field}: lone surrogate U+{ord(found[0]):04X} at character {found.start()}; "
            "decode the source as UTF-8 with errors='replace'"
        )
    return value


class Article(Record):
    """An article to read.

    `text` is the body; `title` is analysed too; `published` resolves "Thursday" and "last week".
    Raises `ArticleError` if text or title is no valid text or `published` no date.

    >>> Article(text="She met him.", published="2020-08-28").published
    datetime.date(2020, 8, 28)
    """

    text: str
    title: str | None = None
    published: date | None = None
    id: str | None = None
    publisher: str | None = None
    url: str | None = None

    def __init__(self, text: Any = "", /, **fields: Any) -> None:
        if "text" in fields:
            text = fields.pop("text")
        super().__init__(**{"text": text, **fields})

    @field_validator("text", mode="before")
    @classmethod
    def _text_is_readable(cls, value: Any) -> str:
        return check_text(value, "text")

    @field_validator("title", "id", "publisher", "url", mode="before")
    @classmethod
    def _field_is_readable(cls, value: Any, info: Any) -> str | None:
        return None if value is None else check_text(value, info.field_name)

    @field_validator("published", mode="before")
    @classmethod
    def _published_is_a_date(cls, value: Any) -> date | None:
        return parse_published(value)

    @property
    def full_text(self) -> str:
        """Title, blank line, text: what `Report.text` will be, code point for code point."""
        return f"{self.title}{TITLE_BREAK}{self.text}" if self.title else self.text


class Span(Record):
    """A stretch of the text: `report.text[start:end] == text`."""

    start: int = Field(ge=0)
    end: int
    text: str

    @model_validator(mode="after")
    def _offsets_fit(self) -> Self:
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"span {self.start}:{self.end} does not fit its text {self.text[:40]!r}")
        return self


class Evidence(Span):
    """The words of the article that a record rests on."""


class Mention(Span):
    """A name, title, date or definite description in the text; `entity` is an `Entity.id` or None."""

    label: MentionLabel
    form: MentionForm
    entity: str | None = None


class Link(Record):
    """Why an entity is the gazetteer's: the method, the alias that matched, score 0 to 1, the next best."""

    method: str
    alias: str
    score: float = Field(ge=0, le=1)
    runner_up: str | None = None


class Entity(Record):
    """Somebody or something in the article.

    `id` is local to the report, `key` the identity across reports; `name` the fullest form of this article,
    `kb_name` and `kb_id` the gazetteer's; `mentions` are indices into `Report.mentions`.
    """

    id: str
    key: str
    name: str
    kb_name: str | None = None
    type: EntityType
    kb_id: str | None = None
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    mentions: tuple[int, ...] = ()
    link: Link | None = None
    unnamed: bool = False


class Role(Record):
    """A title that the text gives to a named person, of what (as the text says), and the dated office if known."""

    person: str
    title: str
    of: str | None = None
    of_name: str | None = None
    kind: str | None = None
    holding: str | None = None
    evidence: Evidence


class Participant(Record):
    """One who takes part: `entity` is an `Entity.id`; `title` and `of_name` the office in which."""

    entity: str
    name: str
    kb_id: str | None = None
    title: str | None = None
    of_name: str | None = None

    def __str__(self) -> str:
        office = ", ".join(part for part in (self.title, self.of_name) if part)
        return f"{self.name} ({office})" if office else self.name


class Place(Record):
    """Where: the name as the text gives it, the gazetteer's id, the country as ISO alpha-2."""

    name: str
    kb_id: str | None = None
    country: str | None = None


class EventDate(Record):
    """When: first and last day (both included), to which precision, and the words it came from.

    >>> EventDate(start="2020-08-01", end="2020-08-31", precision="month", text="in August").iso
    '2020-08'
    """

    start: date
    end: date
    precision: Precision
    text: str

    @model_validator(mode="after")
    def _days_fit(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"date ends {self.end} before it starts {self.start}")
        return self

    @property
    def iso(self) -> str:
        """The date as `2020-08-27`, `2020-08` or `2020`; a week is the month that holds its Monday."""
        if self.precision == "day":
            return self.start.isoformat()
        if self.precision == "year":
            return f"{self.start.year:04d}"
        return f"{self.start.year:04d}-{self.start.month:02d}"

    def __str__(self) -> str:
        return self.iso

    @classmethod
    def of_day(cls, day: date, text: str) -> EventDate:
        """The date of one day."""
        return cls(start=day, end=day, precision="day", text=text)

    @classmethod
    def of_week(cls, day: date, text: str) -> EventDate:
        """The week, Monday to Sunday, that holds `day`."""
        monday = day - timedelta(days=day.weekday())
        return cls(start=monday, end=monday + timedelta(days=6), precision="week", text=text)

    @classmethod
    def of_month(cls, year: int, month: int, text: str) -> EventDate:
        """A whole month."""
        last = calendar.monthrange(year, month)[1]
        return cls(start=date(year, month, 1), end=date(year, month, last), precision="month", text=text)

    @classmethod
    def of_year(cls, year: int, text: str) -> EventDate:
        """A whole year."""
        return cls(start=date(year, 1, 1), end=date(year, 12, 31), precision="year", text=text)


Side = tuple[Participant, ...]


class Encounter(Record):
    """Direct contact on one occasion: who met, called or visited whom.

    A meeting or call has at least two sides; a visit exactly one, and a place. `rule` is the id of the frame
    that found it, `trigger` its word, `attribution` the words that name who says so.
    """

    id: str
    kind: Kind
    status: Status
    sides: tuple[Side, ...]
    place: Place | None = None
    date: EventDate | None = None
    evidence: tuple[Evidence, ...]
    trigger: Evidence
    rule: str
    attribution: Evidence | None = None
    confidence: Confidence

    @model_validator(mode="after")
    def _sides_fit(self) -> Self:
        ids = [participant.entity for side in self.sides for participant in side]
        if not all(self.sides) or len(ids) != len(set(ids)):
            raise ValueError(f"encounter {self.id}: every side needs a participant, and nobody stands on two")
        if self.kind == "visit" and (len(self.sides) != 1 or self.place is None):
            raise ValueError(f"encounter {self.id}: a visit has exactly one side and a place")
        if self.kind != "visit" and len(self.sides) < 2:
            raise ValueError(f"encounter {self.id}: a {self.kind} has at least two sides")
        if not self.evidence:
            raise ValueError(f"encounter {self.id}: no evidence")
        return self

    @property
    def participants(self) -> Side:
        """All who take part, in the order of the sides."""
        return tuple(participant for side in self.sides for participant in side)

    @property
    def pairs(self) -> tuple[tuple[Participant, Participant], ...]:
        """Who met whom: every pair across two sides; empty for a visit."""
        return tuple((a, b) for one, two in combinations(self.sides, 2) for a in one for b in two)

    @property
    def cameo(self) -> str | None:
        """The CAMEO code, first side as source: 042 and 043 from the rule, 041 for a call, else 040.

        030 for what is planned, 120 for what was refused, None for what is only possible.
        """
        if self.status == "possible":
            return None
        if self.status == "planned":
            return "030"
        if self.status == "denied":
            return "120"
        if self.kind == "call":
            return "041"
        if self.kind == "visit":
            return "042"
        return {"host": "043", "guest": "042"}.get(self.rule.partition(".")[0], "040")

    @property
    def plover(self) -> tuple[str, str | None] | None:
        """The PLOVER event type and mode: CONSULT for what happened, AGREE or REJECT (mode meet) before."""
        if self.status == "possible":
            return None
        if self.status != "happened":
            return ("AGREE" if self.status == "planned" else "REJECT", "meet")
        modes: dict[str, str | None] = {"call": "phone", "visit": "visit"}
        return ("CONSULT", modes.get(self.kind, "multilateral" if len(self.sides) > 2 else None))

    def __str__(self) -> str:
        day = self.date.iso if self.date else "undated"
        groups = [", ".join(map(str, side)) for side in self.sides]
        verb = _VERBS[self.kind, self.status]
        if self.kind == "visit":
            told = f"{groups[0]} {verb} {self.place.name if self.place else '?'}"
        elif len(groups) == 2:
            told = f"{groups[0]} {verb} {groups[1]}"
        else:
            told = f"{'; '.join(groups[:-1])} and {groups[-1]} {verb}".replace(" with", "")
        where = (
            f" {_preposition(self.place)} {self.place.name}" if self.place and self.kind != "visit" else ""
        )
        return f"{day}  {told}{where}  [{self.status}]"

    def explain(self) -> str:
        """Say in words why this record is what it is."""
        lines = [
            str(self),
            f"  found by rule {self.rule} at the words {self.trigger.text!r} (confidence {self.confidence})",
        ]
        if self.date:
            lines.append(
                f"  {self.date.precision} {self.date.iso} from the words {self.date.text!r}"
                if self.date.text
                else f"  {self.date.precision} {self.date.iso} from the publication date"
            )
        if self.place:
            lines.append(
                f"  place {self.place.name}" + (f" ({self.place.country})" if self.place.country else "")
            )
        if self.attribution:
            lines.append(f"  according to: {self.attribution.text!r}")
        lines += [f"  evidence {piece.start}:{piece.end} {piece.text!r}" for piece in self.evidence]
        return "\n".join(lines)


def _preposition(place: Place) -> str:
    """ "in" for towns and countries, "at" for buildings."""
    return "at" if _BUILDINGS & set(place.name.casefold().split()) else "in"


class Failure(Record):
    """Why an article has no report: the kind of error and its message."""

    kind: str
    message: str


class Report(Record):
    """What was read in one article. `text` is title, blank line and text; all offsets are into it."""

    schema_version: str = SCHEMA_VERSION
    id: str | None = None
    title: str | None = None
    published: date | None = None
    text: str
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    roles: tuple[Role, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    model: str | None = None
    gazetteer: str | None = None
    warnings: tuple[str, ...] = ()
    error: Failure | None = None

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        self._check_version()
        self._check_spans()
        self._check_references()
        return self

    def _check_version(self) -> None:
        if self.schema_version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
            raise ValueError(f"schema_version {self.schema_version!r} cannot be read by {SCHEMA_VERSION}")

    def _check_spans(self) -> None:
        spans: list[Span] = [*self.mentions, *(role.evidence for role in self.roles)]
        for encounter in self.encounters:
            spans += [encounter.trigger, *encounter.evidence]
            spans += [encounter.attribution] if encounter.attribution else []
        for span in spans:
            if self.text[span.start : span.end] != span.text:
                raise ValueError(f"{span.text[:40]!r} does not stand at {span.start}:{span.end}")
        places = [(mention.start, -mention.end) for mention in self.mentions]
        if places != sorted(set(places)):
            raise ValueError("mentions are not sorted by (start, -end), or one span comes twice")
        open_ends: list[int] = []
        for mention in self.mentions:
            while open_ends and open_ends[-1] <= mention.start:
                open_ends.pop()
            if open_ends and mention.end > open_ends[-1]:
                raise ValueError(f"mention {mention.text[:40]!r} at {mention.start} crosses another")
            open_ends.append(mention.end)

    def _check_references(self) -> None:
        ids = [entity.id for entity in self.entities]
        if len(ids) != len(set(ids)):
            raise ValueError("two entities share an id")
        known = set(ids)
        named = [mention.entity for mention in self.mentions if mention.entity]
        named += [role.person for role in self.roles] + [role.of for role in self.roles if role.of]
        named += [p.entity for encounter in self.encounters for p in encounter.participants]
        if missing := [name for name in named if name not in known]:
            raise ValueError(f"no entity has the id {missing[0]!r}")
        for entity in self.entities:
            if any(not 0 <= i < len(self.mentions) for i in entity.mentions):
                raise ValueError(f"entity {entity.id} points to a mention that does not exist")

    def entity(self, id: str) -> Entity:
        """The entity with this local id; KeyError if there is none."""
        for entity in self.entities:
            if entity.id == id:
                return entity
        raise KeyError(id)

    def who_met(self, who: str) -> tuple[Entity, ...]:
        """Everyone that `who` met or spoke with (status happened), in order of the encounters.

        `who` is a key, a gazetteer id, or any name by which the article calls the entity.
        """
        wanted = {entity.id for entity in self.entities if self._is_called(entity, who)}
        others: dict[str, None] = {}
        for encounter in self.encounters:
            if encounter.status == "happened":
                for a, b in encounter.pairs:
                    if a.entity in wanted:
                        others.setdefault(b.entity)
                    if b.entity in wanted:
                        others.setdefault(a.entity)
        return tuple(self.entity(id) for id in others)

    def _is_called(self, entity: Entity, who: str) -> bool:
        if who in (entity.key, entity.kb_id):
            return True
        names = {entity.name, entity.kb_name, *(self.mentions[i].text for i in entity.mentions)}
        return text_key(who) in {text_key(name) for name in names if name}

    def __str__(self) -> str:
        if self.error:
            return f"{self.id or 'article'}: {self.error.kind}: {self.error.message}"
        return "\n".join(map(str, self.encounters)) or "no encounters"

    def __repr__(self) -> str:
        found = "error" if self.error else f"{len(self.encounters)} encounters, {len(self.entities)} entities"
        return f"<Report {self.id or self.title or 'of an article'}: {found}>"

    def _repr_html_(self) -> str:
        from newsents.outputs.html import report_html  # not at the top: the outputs are built on the records

        return report_html(self)
