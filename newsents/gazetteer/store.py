"""Reads and validates the rows of a gazetteer, and keeps them as text until they are asked for.

A gazetteer is a folder of JSON Lines: `countries`, `organisations`, `places`, `persons` (entries) and
`offices`
(terms of office), and `titles.csv`. Every fault is a `GazetteerError` that names file, line, field and cure.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from newsents.errors import GazetteerError
from newsents.gazetteer.entries import (
    ENTRY_TYPES,
    TITLE_CLASSES,
    Alias,
    Entry,
    EntryType,
    Form,
    Holding,
    Title,
)
from newsents.gazetteer.names import person_variants
from newsents.text import key

Row = Mapping[str, Any]

ENTRY_FILES = ("countries.jsonl", "organisations.jsonl", "places.jsonl", "persons.jsonl")
OFFICE_FILE = "offices.jsonl"
TITLE_FILE = "titles.csv"
INDEX_FILE = "index.marisa"
MANIFEST_FILE = "manifest.json"
FILES = (*ENTRY_FILES, OFFICE_FILE, TITLE_FILE)

MAX_LINE = 100_000
_MOST_KEPT = 4_096
"""Entries: few enough that a long run soon has all that it keeps, so that its memory stays flat."""
_UNFIT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_FORM_OF_FIELD: dict[str, Form] = {
    "names": "name",
    "short": "short",
    "acronyms": "acronym",
    "demonyms": "demonym",
    "weak": "short",
}
_LIST_FIELDS = (*_FORM_OF_FIELD, "countries", "forbid")
_TEXT_FIELDS = (
    "id",
    "type",
    "name",
    "kind",
    "country",
    "qid",
    "tier",
    "surname",
    "source",
    "iso3",
    "capital",
    "gender",
)
_ENTRY_FIELDS = frozenset(
    {*_LIST_FIELDS, *_TEXT_FIELDS, "certain", "weight", "note", "start", "end", "region", "born"}
)
_HOLDING_FIELDS = frozenset(
    """id person name title kind of of_name country start end first_seen last_seen certain tier source
    note""".split()
)


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a row, for messages."""

    file: str
    line: int

    def error(self, field: str, wrong: str, cure: str) -> GazetteerError:
        """Return the error that says what is wrong in which field of which line, and what to do."""
        return GazetteerError(f"{self.file}, line {self.line}, field {field!r}: {wrong}; {cure}")


def find_data() -> Path:
    """Return the folder of the shipped gazetteer: inside an installed package, else in the checkout.

    Raises `GazetteerError` if there is none.
    """
    package = Path(__file__).resolve().parents[1]
    places = (package / "data" / "gazetteer", package.parent / "data" / "gazetteer")
    for place in places:
        if (place / ENTRY_FILES[0]).is_file():
            return place
    raise GazetteerError(
        f"no gazetteer in {places[0]} or {places[1]}; reinstall newsents, or give a path to load()"
    )


def digest_of(folder: Path) -> str:
    """Return a short hex digest of the data files in a folder.

    Raises `GazetteerError` if a file is missing.
    """
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(name.encode())
        digest.update(read_bytes(folder / name))
    return digest.hexdigest()[:16]


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; `GazetteerError` if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read ({error.strerror}); check the path") from error


class Store:
    """The rows of a gazetteer by number: entries first, terms of office after them. Rows are parsed when
    asked for.
    """

    def __init__(self, sources: Mapping[str, bytes]) -> None:
        """`sources`: file name to content; names of ENTRY_FILES hold entries, OFFICE_FILE terms of office."""
        texts: list[bytes] = []
        files: list[tuple[int, str]] = []
        for name in sorted(sources, key=_file_order):
            files.append((len(texts), name))
            texts.extend(sources[name].splitlines())
        self._texts: Sequence[bytes] = texts
        self._files = files
        self._entries = lru_cache(_MOST_KEPT)(self._read_entry)

    @classmethod
    def of_lines(cls, texts: Sequence[bytes], files: list[tuple[int, str]]) -> Store:
        """Take lines that lie elsewhere, with the number of each file's first line, files in the order of lines."""
        store = cls({})
        store._texts, store._files = texts, files
        return store

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Read the files of a folder. Raises `GazetteerError` if one is missing."""
        return cls({name: read_bytes(folder / name) for name in (*ENTRY_FILES, OFFICE_FILE)})

    def __len__(self) -> int:
        return len(self._texts)

    @cached_property
    def first_office(self) -> int:
        """The number of the first term of office."""
        return next((start for start, name in self._files if name == OFFICE_FILE), len(self._texts))

    def where(self, number: int) -> Where:
        """Return the file and line of a row."""
        start, name = [found for found in self._files if found[0] <= number][-1]
        return Where(name, number - start + 1)

    def row(self, number: int) -> Row | None:
        """Return a row as a mapping; None for an empty line. Raises `GazetteerError` if it is no JSON
        object.
        """
        return parse_line(self._texts[number], self.where(number))

    def entry(self, number: int) -> Entry:
        """Return the entry of a row. Raises `GazetteerError` if the row is malformed."""
        return self._entries(number)

    def _read_entry(self, number: int) -> Entry:
        row = self.row(number)
        if row is None:
            raise self.where(number).error("id", "the line is empty", "remove it")
        return entry_of(row, self.where(number))

    def holding(self, number: int) -> Holding:
        """Return the term of office of a row. Raises `GazetteerError` if the row is malformed."""
        row = self.row(number)
        if row is None:
            raise self.where(number).error("id", "the line is empty", "remove it")
        return holding_of(row, self.where(number))

    def entry_numbers(self) -> Iterator[int]:
        """Yield the numbers of all entries."""
        return (number for number in range(self.first_office) if self._texts[number].strip())

    def holding_numbers(self) -> Iterator[int]:
        """Yield the numbers of all terms of office."""
        return (
            number for number in range(self.first_office, len(self._texts)) if self._texts[number].strip()
        )


def _file_order(name: str) -> tuple[int, str]:
    order = {known: i for i, known in enumerate((*ENTRY_FILES, OFFICE_FILE))}
    return order.get(name, -1), name


def parse_line(line: bytes, where: Where) -> Row | None:
    """Return the JSON object of a line, None for a blank line.

    Raises `GazetteerError` for what is too long, not UTF-8, not JSON or not an object.
    """
    if len(line) > MAX_LINE:
        raise where.error("", f"{len(line)} bytes in one line", f"split it; a row has at most {MAX_LINE}")
    if not line.strip():
        return None
    try:
        row = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise where.error("", f"not valid JSON ({error})", "write one JSON object a line") from error
    if not isinstance(row, dict):
        raise where.error("", f"a {type(row).__name__}, not an object", "write one JSON object a line")
    return row


def entry_of(row: Row, where: Where) -> Entry:
    """Return the entry that a row describes.

    Raises `GazetteerError` for unknown, missing or wrongly typed fields.

    >>> row = {"id": "Q796", "type": "GPE", "name": "Iraq", "demonyms": ["Iraqi"]}
    >>> entry_of(row, Where("mine", 1)).aliases[1].form
    'demonym'
    """
    _check_fields(row, _ENTRY_FIELDS, where)
    type_ = row.get("type")
    if type_ not in ENTRY_TYPES:
        raise where.error("type", f"{type_!r} is no type", f"use one of {', '.join(ENTRY_TYPES)}")
    for field in ("id", "name"):
        if not row.get(field) or not str(row[field]).strip():
            raise where.error(field, "missing or empty", "every entry has an id and a name")
    id_, tier = str(row["id"]), str(row.get("tier") or "C")
    country = row.get("country")
    return Entry(
        id=id_,
        type=type_,
        name=str(row["name"]),
        country=country,
        aliases=aliases_of(row, type_, where),
        qid=row.get("qid") or (id_ if _is_qid(id_) else None),
        kind=row.get("kind"),
        tier=tier,
        certain=bool(row.get("certain", tier != "C")),
        countries=tuple(row.get("countries") or ([country] if country else [])),
        surname=row.get("surname"),
        weight=int(row.get("weight") or 0),
    )


def _is_qid(text: str) -> bool:
    return text[:1] == "Q" and text[1:].isdigit()


def _check_fields(row: Row, known: frozenset[str], where: Where) -> None:
    for field in sorted(set(row) - known):
        raise where.error(field, "unknown field", f"fields are {', '.join(sorted(known))}")
    for field in _LIST_FIELDS:
        if field in row and not isinstance(row[field], list):
            raise where.error(field, f"a {type(row[field]).__name__}", "give a list")
    for field in ("countries", "forbid"):
        _texts(row, field, where)
    for field in _TEXT_FIELDS:
        value = row.get(field)
        if value is not None and not isinstance(value, str):
            raise where.error(field, f"a {type(value).__name__}", "give a string")
        if value is not None and _UNFIT.search(value):
            raise where.error(field, "a control character or half a character", "remove it")
    if "certain" in row and not isinstance(row["certain"], bool):
        raise where.error("certain", f"{row['certain']!r}", "give true or false")
    if not isinstance(row.get("weight", 0), int):
        raise where.error("weight", f"{row['weight']!r}", "give a whole number")
    if row.get("tier", "A") not in {"A", "P", "C"}:
        raise where.error("tier", f"{row['tier']!r} is no tier", "use A, P or C")


def aliases_of(row: Row, type_: EntryType, where: Where) -> tuple[Alias, ...]:
    """Return the aliases of a row, its name first, each folded form once; those in `forbid` are left out."""
    found: dict[str, Alias] = {}
    forbidden = {key(str(text)) for text in row.get("forbid", ())}
    weak = {key(str(a)) for a in row.get("weak", ()) if isinstance(a, str)}
    for alias in _written_aliases(row, type_, where):
        folded = key(alias.text)
        if not folded or folded in forbidden:
            continue
        if folded in weak and alias.strength == "strong":
            alias = Alias(alias.text, "weak", alias.case, alias.form)
        found.setdefault(folded, alias)
    return tuple(found.values())


def _written_aliases(row: Row, type_: EntryType, where: Where) -> Iterator[Alias]:
    for text in [row["name"], *_texts(row, "names", where)]:
        yield from _name_aliases(text, type_)
    for field in ("acronyms", "short", "demonyms", "weak"):
        for item in row.get(field, ()):
            yield _alias(item, field, where)


def _texts(row: Row, field: str, where: Where) -> list[str]:
    for item in row.get(field, ()):
        if not isinstance(item, str) or not item.strip():
            raise where.error(field, f"{item!r} is no name", "give non-empty strings")
        if len(item) > 300 or _UNFIT.search(item):
            raise where.error(field, "an alias too long or with control characters", "shorten or clean it")
    return list(row.get(field, ()))


def _name_aliases(text: str, type_: EntryType) -> Iterator[Alias]:
    if type_ == "PERSON":
        for variant, strong in person_variants(text):
            yield Alias(variant, "strong" if strong else "weak")
    elif _looks_like_acronym(text):
        yield Alias(text, "strong", "exact", "acronym")
    else:
        yield Alias(text)


def _alias(item: Any, field: str, where: Where) -> Alias:
    if not isinstance(item, str) or not item.strip() or len(item) > 300 or _UNFIT.search(item):
        raise where.error(field, f"{item!r} is no name", "give non-empty strings of at most 300 characters")
    strength = "weak" if field == "weak" else "strong"
    if field == "acronyms" or (field == "weak" and _looks_like_acronym(item)):
        return Alias(item, strength, "exact", "acronym")  # type: ignore[arg-type]
    return Alias(item, strength, "any", _FORM_OF_FIELD[field])  # type: ignore[arg-type]


def _looks_like_acronym(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return 2 <= len(letters) <= 6 and " " not in text and all(c.isupper() for c in letters)


def holding_of(row: Row, where: Where) -> Holding:
    """Return the term of office that a row describes.

    Raises `GazetteerError` for unknown, missing or wrongly typed fields and for dates that are none.
    """
    _check_fields(row, _HOLDING_FIELDS, where)
    for field in ("person", "name", "title", "of"):
        if not row.get(field):
            raise where.error(field, "missing or empty", "a term of office has person, name, title and of")
    start, end = parse_date(row, "start", where), parse_date(row, "end", where)
    if start and end and end < start:
        raise where.error("end", f"{end} is before the start {start}", "correct one of them")
    tier = str(row.get("tier") or "C")
    person = str(row["person"])
    return Holding(
        id=str(row.get("id") or f"{person}:{key(str(row['title']))}:{row['of']}:{row.get('start') or ''}"),
        person=person,
        name=str(row["name"]),
        kb_id=person,
        title=str(row["title"]),
        kind=row.get("kind"),
        of=str(row["of"]),
        of_name=str(row.get("of_name") or row["of"]),
        country=row.get("country"),
        start=start,
        end=end,
        first_seen=parse_date(row, "first_seen", where),
        last_seen=parse_date(row, "last_seen", where),
        certain=bool(row.get("certain", tier != "C")),
        tier=tier,
    )


def parse_date(row: Row, field: str, where: Where) -> date | None:
    """Return the ISO date in a field, None if there is none; `GazetteerError` if it is no date."""
    value = row.get(field)
    if value is None or value == "":
        return None
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError(value)
        return date.fromisoformat(value)
    except ValueError as error:
        raise where.error(field, f"{value!r} is no date", "write YYYY-MM-DD") from error


def read_titles(folder: Path) -> list[Title]:
    """Read `titles.csv` (columns surface, canonical, class, office). Raises `GazetteerError` on a
    malformed row.
    """
    path = folder / TITLE_FILE
    reader = csv.DictReader(io.StringIO(read_bytes(path).decode("utf-8")))
    return [_title(row, Where(TITLE_FILE, number)) for number, row in enumerate(reader, 2)]


def _title(row: dict[str, str], where: Where) -> Title:
    if not row.get("surface") or not row.get("canonical"):
        raise where.error("surface", "missing or empty", "a title has a surface and a canonical form")
    if row.get("class") not in TITLE_CLASSES:
        raise where.error(
            "class", f"{row.get('class')!r} is no class", f"use one of {', '.join(TITLE_CLASSES)}"
        )
    return Title(row["surface"], row["canonical"], row["class"], row.get("office") or None)  # type: ignore[arg-type]


def read_manifest(folder: Path) -> dict[str, str]:
    """Return what the compiler noted of the data (version, digest, known_until); empty if there is no
    note.
    """
    path = folder / MANIFEST_FILE
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise GazetteerError(f"{path}: not valid JSON ({error}); compile the gazetteer again") from error
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def read_source(path: Path) -> list[tuple[Row, Where]]:
    """Return the rows of a user's JSONL or CSV file with their places; lists in CSV are separated by `|`.

    Raises `GazetteerError` if the file cannot be read or a line is malformed.
    """
    content = read_bytes(path)
    if path.suffix.lower() == ".csv":
        return _csv_rows(content, path)
    rows = (
        (parse_line(line, Where(str(path), n)), Where(str(path), n))
        for n, line in enumerate(content.split(b"\n"), 1)
    )
    return [(row, where) for row, where in rows if row is not None]


def _csv_rows(content: bytes, path: Path) -> list[tuple[Row, Where]]:
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True)
        return [(_csv_row(row, Where(str(path), n)), Where(str(path), n)) for n, row in enumerate(reader, 2)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError(f"{path}: not readable as CSV in UTF-8 ({error}); save it so") from error


def _csv_row(row: Mapping[str | None, str | None], where: Where) -> Row:
    if None in row:
        raise where.error("", "more cells than the header has", "quote cells that hold a comma")
    cells = {str(field): text.strip() for field, text in row.items() if text is not None and text.strip()}
    converted: dict[str, Any] = dict(cells)
    for field in _LIST_FIELDS:
        if field in cells:
            converted[field] = [part.strip() for part in cells[field].split("|") if part.strip()]
    if "certain" in cells:
        converted["certain"] = {"true": True, "false": False}.get(cells["certain"].lower(), cells["certain"])
    if "weight" in cells and cells["weight"].isdigit():
        converted["weight"] = int(cells["weight"])
    return converted
