"""Reports as tables: one row a mention, entity, role, encounter, or pair that met; and people's own tables as articles.

The rows are made without any library, so that CSV needs none; pandas (extra `frames`) or polars (extra `polars`) is
imported only when a frame is asked for. `CASES` are the columns that hold one of few words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from newsents.errors import ArticleError
from newsents.outputs.extras import import_extra
from newsents.records import (
    Article,
    Confidence,
    Encounter,
    EntityType,
    Kind,
    MentionForm,
    MentionLabel,
    Participant,
    Precision,
    Report,
    Status,
)
from newsents.text import key as text_key

if TYPE_CHECKING:
    import pandas

Table = Literal["mentions", "entities", "roles", "encounters", "pairs"]
Backend = Literal["pandas", "polars"]
Row = tuple[Any, ...]

CASES: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "status": get_args(Status),
    "confidence": get_args(Confidence),
    "precision": get_args(Precision),
    "label": get_args(MentionLabel),
    "form": get_args(MentionForm),
    "type": get_args(EntityType),
}
COLUMNS: dict[str, dict[str, str]] = {
    "mentions": {
        "report_id": "text",
        "start": "int",
        "end": "int",
        "text": "text",
        "label": "case",
        "form": "case",
        "entity_id": "text",
        "key": "text",
        "kb_id": "text",
    },
    "entities": {
        "report_id": "text",
        "entity_id": "text",
        "key": "text",
        "name": "text",
        "kb_name": "text",
        "type": "case",
        "kb_id": "text",
        "country": "text",
        "unnamed": "bool",
        "mentions": "int",
        "link_method": "text",
        "link_alias": "text",
        "link_score": "float",
        "link_runner_up": "text",
    },
    "roles": {
        "report_id": "text",
        "person_id": "text",
        "person_key": "text",
        "person_name": "text",
        "title": "text",
        "of_key": "text",
        "of_name": "text",
        "kind": "text",
        "holding": "text",
        "start": "int",
        "end": "int",
        "evidence": "text",
    },
    "encounters": {
        "report_id": "text",
        "published": "day",
        "encounter_id": "text",
        "kind": "case",
        "status": "case",
        "confidence": "case",
        "date": "text",
        "date_start": "day",
        "date_end": "day",
        "precision": "case",
        "date_text": "text",
        "place": "text",
        "place_kb_id": "text",
        "place_country": "text",
        "sides": "text",
        "participants": "int",
        "cameo": "text",
        "plover": "text",
        "plover_mode": "text",
        "start": "int",
        "end": "int",
        "sentence": "text",
        "attribution": "text",
        "trigger": "text",
        "rule": "text",
    },
    "pairs": {
        "report_id": "text",
        "encounter_id": "text",
        "kind": "case",
        "status": "case",
        "confidence": "case",
        "date": "text",
        "date_start": "day",
        "date_end": "day",
        "precision": "case",
        "place": "text",
        "place_country": "text",
        "a_key": "text",
        "a_name": "text",
        "a_title": "text",
        "a_country": "text",
        "b_key": "text",
        "b_name": "text",
        "b_title": "text",
        "b_country": "text",
        "sentence": "text",
        "rule": "text",
    },
}
"""For each table its columns in order, with what they hold: text, case (one of `CASES`), int, float, bool, day."""


def to_frame(reports: Iterable[Report] | Report, table: Table = "pairs", backend: Backend = "pandas") -> Any:
    """Return one table of reports as a `pandas.DataFrame` (or `polars.DataFrame`), rows in order of the reports.

    `table`: mentions, entities, roles, encounters, or pairs (who met whom, one row a pair across sides; visits
    have none). Columns and types are the same for any input, none included. Offsets are half-open code points.
    Raises `ValueError` for an unknown table or backend, `ImportError` naming the extra if the library is missing.

    >>> list(to_frame([], "pairs").columns[:4])
    ['report_id', 'encounter_id', 'kind', 'status']
    """
    columns = columns_of(table)
    if backend not in get_args(Backend):
        raise ValueError(f"backend {backend!r} is unknown; there are {', '.join(get_args(Backend))}")
    rows = list(table_rows(reports, table))
    values: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    data = dict(zip(columns, values, strict=True))
    return _pandas_frame(data, columns) if backend == "pandas" else _polars_frame(data, columns)


def columns_of(table: str) -> dict[str, str]:
    """Return the columns of a table, and what each holds. Raises `ValueError` if there is no such table."""
    if table not in COLUMNS:
        raise ValueError(f"table {table!r} is unknown; there are {', '.join(COLUMNS)}")
    return COLUMNS[table]


def table_rows(reports: Iterable[Report] | Report, table: str) -> Iterator[Row]:
    """Yield the rows of a table as tuples in the order of its columns; needs no library."""
    columns_of(table)
    rows = _ROWS[table]
    for report in [reports] if isinstance(reports, Report) else reports:
        yield from rows(report)


def _mention_rows(report: Report) -> Iterator[Row]:
    entities = {entity.id: (entity.id, entity.key, entity.kb_id) for entity in report.entities}
    nobody = (None, None, None)
    for mention in report.mentions:
        known = entities.get(mention.entity or "", nobody)
        yield (report.id, mention.start, mention.end, mention.text, mention.label, mention.form, *known)


def _entity_rows(report: Report) -> Iterator[Row]:
    for entity in report.entities:
        link = entity.link
        why = (link.method, link.alias, link.score, link.runner_up) if link else (None, None, None, None)
        yield (
            *(report.id, entity.id, entity.key, entity.name, entity.kb_name, entity.type, entity.kb_id),
            *(entity.country, entity.unnamed, len(entity.mentions), *why),
        )


def _role_rows(report: Report) -> Iterator[Row]:
    entities = {entity.id: entity for entity in report.entities}
    for role in report.roles:
        person, of = entities[role.person], entities.get(role.of or "")
        words = role.evidence
        yield (
            *(report.id, person.id, person.key, person.name, role.title, of.key if of else None),
            *(role.of_name, role.kind, role.holding, words.start, words.end, words.text),
        )


def _encounter_rows(report: Report) -> Iterator[Row]:
    for encounter in report.encounters:
        date, place, first = encounter.date, encounter.place, encounter.evidence[0]
        sides = " | ".join(", ".join(who.name for who in side) for side in encounter.sides)
        yield (
            *(report.id, report.published, encounter.id, encounter.kind, encounter.status),
            encounter.confidence,
            *((date.iso, date.start, date.end, date.precision, date.text) if date else (None,) * 5),
            *((place.name, place.kb_id, place.country) if place else (None,) * 3),
            *(sides, len(encounter.participants), encounter.cameo, *(encounter.plover or (None, None))),
            *(first.start, first.end, first.text),
            encounter.attribution.text if encounter.attribution else None,
            *(encounter.trigger.text, encounter.rule),
        )


def _pair_rows(report: Report) -> Iterator[Row]:
    entities = {entity.id: (entity.key, entity.country) for entity in report.entities}

    def party(who: Participant) -> Row:
        key, country = entities[who.entity]
        return (key, who.name, who.title, country)

    for encounter in report.encounters:
        if pairs := encounter.pairs:
            head, tail = _pair_head(report, encounter), (encounter.evidence[0].text, encounter.rule)
            for a, b in pairs:
                yield (*head, *party(a), *party(b), *tail)


def _pair_head(report: Report, encounter: Encounter) -> Row:
    date, place = encounter.date, encounter.place
    return (
        *(report.id, encounter.id, encounter.kind, encounter.status, encounter.confidence),
        *((date.iso, date.start, date.end, date.precision) if date else (None,) * 4),
        *((place.name, place.country) if place else (None, None)),
    )


_ROWS: dict[str, Callable[[Report], Iterator[Row]]] = {
    "mentions": _mention_rows,
    "entities": _entity_rows,
    "roles": _role_rows,
    "encounters": _encounter_rows,
    "pairs": _pair_rows,
}


def _pandas_frame(data: dict[str, Sequence[Any]], columns: dict[str, str]) -> Any:
    pd = import_extra("pandas", "frames")
    np = import_extra("numpy", "frames")

    def series(name: str, holds: str) -> Any:
        values = data[name]
        if holds == "day":  # seconds: nanoseconds end in 1677 and 2262
            return pd.Series(np.array(values, dtype="datetime64[D]").astype("datetime64[s]"))
        if holds == "case":
            return pd.Series(pd.Categorical(values, categories=CASES[name]))
        dtypes = {"text": "string", "int": "int64", "float": "float64", "bool": "bool"}
        return pd.Series(values, dtype=dtypes[holds])

    return pd.DataFrame({name: series(name, holds) for name, holds in columns.items()})


def _polars_frame(data: dict[str, Sequence[Any]], columns: dict[str, str]) -> Any:
    pl = import_extra("polars", "polars")
    dtypes = {"text": pl.String, "int": pl.Int64, "float": pl.Float64, "bool": pl.Boolean, "day": pl.Date}
    return pl.DataFrame(
        [
            pl.Series(
                name, list(data[name]), dtype=dtypes[holds] if holds in dtypes else pl.Enum(CASES[name])
            )
            for name, holds in columns.items()
        ]
    )


def from_frame(
    df: Any,
    text: str = "text",
    title: str | None = None,
    published: str | None = None,
    id: str | None = None,
) -> Iterator[Article]:
    """Yield an article for each row of a pandas or polars frame, from the columns of these names.

    `title`, `published` and `id` are taken from columns of these very names if there are any. Missing values are
    none; a missing text is an empty one. Dates may be ISO strings, `date`, `datetime` or timestamps.
    Raises `KeyError` for a column that is not there, before the first article, and `ArticleError`, with the number
    of the row (from 0), for a row that holds no article.

    >>> import pandas
    >>> rows = pandas.DataFrame({"body": ["She met him."], "day": ["2020-08-28"], "id": [7]})
    >>> next(from_frame(rows, text="body", published="day")).id
    '7'
    """
    there = [str(name) for name in df.columns]
    named = {"text": text, "title": title, "published": published, "id": id}
    if missing := [name for name in named.values() if name is not None and name not in there]:
        raise KeyError(f"no column {missing[0]!r}; there are {', '.join(there)}")
    fields = {field: name or (field if field in there else None) for field, name in named.items()}
    columns = {field: list(df[name]) for field, name in fields.items() if name}
    return _articles(columns)


def _articles(columns: dict[str, list[Any]]) -> Iterator[Article]:
    for number, cells in enumerate(zip(*columns.values(), strict=True)):
        row = {field: _cell(value) for field, value in zip(columns, cells, strict=True)}
        try:
            yield Article(**{**row, "text": row["text"] or "", "id": _id_text(row.get("id"))})
        except ArticleError as error:
            raise ArticleError(f"row {number}: {error}") from None


def _cell(value: Any) -> Any:
    """A value of a frame, None for what is missing: NaN and NaT differ from themselves, NA from everything."""
    if value is None or type(value).__name__ == "NAType":
        return None
    return value if value == value else None


def _id_text(value: Any) -> str | None:
    """An id as text; a whole number that a missing one beside it made a float is written as the whole number."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return None if value is None else str(value)


def who_met(
    pairs: pandas.DataFrame,
    who: str,
    *,
    before: str | date | None = None,
    after: str | date | None = None,
    status: Sequence[str] = ("happened",),
) -> pandas.DataFrame:
    """Return whom `who` met, by date, from a frame of pairs: `who` stands as a, the others as b.

    `who` is a key, a name, or the end of one ("Kadhimi"). `before` and `after` are a day (`date` or ISO string), or
    again somebody: then it is the first dated occasion on which the two met. Dated rows alone can be before or after;
    those that overlap the day are neither. Raises `KeyError` if nobody in the frame is called so, or if the two never
    met on a dated occasion.

    >>> import newsents
    >>> who_met(newsents.to_frame([], "pairs"), "Kadhimi")
    Traceback (most recent call last):
    KeyError: "nobody in these pairs is called 'Kadhimi'"
    """
    found = _from_the_side_of(pairs[pairs["status"].isin(list(status))], keys_called(pairs, who))
    if before is not None:
        found = found[found["date_end"] < _day(found, pairs, before)]
    if after is not None:
        found = found[found["date_start"] > _day(found, pairs, after)]
    return found.reset_index(drop=True)


def keys_called(pairs: pandas.DataFrame, who: str) -> set[str]:
    """Return the keys of everyone who is called so in a frame of pairs. Raises `KeyError` if there is nobody."""
    wanted = text_key(who)
    names = set(zip(pairs["a_key"], pairs["a_name"], strict=True)) | set(
        zip(pairs["b_key"], pairs["b_name"], strict=True)
    )
    exact = {key for key, name in names if who == key or text_key(name) == wanted}
    found = exact or {key for key, name in names if wanted and text_key(name).endswith(f" {wanted}")}
    if not found:
        raise KeyError(f"nobody in these pairs is called {who!r}")
    return found


def _from_the_side_of(pairs: pandas.DataFrame, keys: set[str]) -> pandas.DataFrame:
    """The rows with one of the keys, turned so that it stands as a; by date, those without at the end."""
    pd = import_extra("pandas", "frames")
    turned = {f"{one}_{name}": f"{other}_{name}" for one, other in ("ab", "ba") for name in _PARTY}
    as_a = pairs[pairs["a_key"].isin(keys)]
    as_b = pairs[pairs["b_key"].isin(keys) & ~pairs["a_key"].isin(keys)].rename(columns=turned)
    both = pd.concat([as_a, as_b[list(pairs.columns)]])
    return both.sort_index(kind="stable").sort_values("date_start", kind="stable")


_PARTY = ("key", "name", "title", "country")


def _day(found: pandas.DataFrame, pairs: pandas.DataFrame, when: str | date) -> Any:
    """A day as timestamp: the day itself, or the first on which they met this one."""
    pd = import_extra("pandas", "frames")
    if isinstance(when, date) or when[:4].isdigit():
        return pd.Timestamp(when)
    first = found.loc[found["b_key"].isin(keys_called(pairs, when)), "date_start"].min()
    if pd.isna(first):
        raise KeyError(f"they never met {when!r} on a dated occasion")
    return first
