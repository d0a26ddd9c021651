"""Reads tables of facts and hand-written additions, and what all tables share."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from newsents.errors import GazetteerError
from newsents.text import key

Row = dict[str, Any]

_SOURCES = (
    ("opensanctions/rigour", "rigour"),
    ("Phoenix.", "petrarch2"),
    ("openeventdata/petrarch2", "petrarch2"),
    ("CIA World Leaders", "cia-leaders"),
    ("MilkMp/CIA-World-Factbooks-Archive", "cia-factbook"),
    ("CIA World Factbook", "cia-factbook"),
    ("factbook", "cia-factbook"),
    ("instituteforgov", "ifg"),
    ("IfG", "ifg"),
    ("unitedstates/congress-legislators", "congress"),
    ("Natural Earth", "natural-earth"),
    ("derived from offices", "offices"),
    ("offices.jsonl", "offices"),
    ("curated", "curated"),
)


def source_codes(text: str) -> str:
    """Return the codes of `SOURCES.md` for a source column of the facts.

    >>> source_codes("CIA World Factbook; openeventdata/petrarch2")
    'cia-factbook petrarch2'
    """
    found = [code for part in text.split(";") for mark, code in _SOURCES if mark in part][:8]
    return " ".join(dict.fromkeys(found)) or "curated"


def read_facts(folder: Path, name: str) -> list[Row]:
    """Return the rows of one table of facts. Raises `GazetteerError` if it cannot be read."""
    path = folder / f"{name}.jsonl.gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    except (OSError, ValueError) as error:
        raise GazetteerError(f"{path}: cannot be read ({error}); give the folder of the facts") from error


def read_additions(folder: Path, name: str) -> list[Row]:
    """Return the hand-written rows for one table, in the order of the file."""
    path = folder / "additions" / f"{name}.jsonl"
    if not path.is_file():
        return []
    rows: list[Row] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except ValueError as error:
                raise GazetteerError(
                    f"{path}, line {number}: not valid JSON ({error}); mend the line"
                ) from error
    return rows


def distinct(texts: Iterable[str | None], known: Iterable[str] = ()) -> list[str]:
    """Return the texts without those that fold alike, in order."""
    seen = {key(t) for t in known}
    found = []
    for text in texts:
        text = " ".join((text or "").split())
        folded = key(text)
        if folded and folded not in seen:
            seen.add(folded)
            found.append(text)
    return found


def laid_over(rows: Sequence[Row], additions: Sequence[Row]) -> list[Row]:
    """Return rows with the additions: fields replace, lists join, `drop` removes, `remove` takes aliases
    away.
    """
    found = {row["id"]: dict(row) for row in rows}
    for addition in additions:
        id_ = addition["id"]
        if addition.get("drop"):
            found.pop(id_, None)
            continue
        row = found.setdefault(id_, {})
        for field, value in addition.items():
            if field == "remove":
                _remove(row, {key(text) for text in value})
            elif isinstance(value, list) and isinstance(row.get(field), list):
                row[field] = [*row[field], *(v for v in value if v not in row[field])]
            else:
                row[field] = value
        if "name" in addition and row.get("names"):
            row["names"] = [text for text in row["names"] if key(text) != key(row["name"])]
        raised = {key(text) for field in ("names", "short", "demonyms") for text in addition.get(field, ())}
        kept_weak = {key(text) for text in addition.get("weak", ())}
        if row.get("weak"):
            row["weak"] = [text for text in row["weak"] if key(text) not in raised - kept_weak]
    return list(found.values())


def _remove(row: Row, gone: set[str]) -> None:
    for field in ("names", "short", "acronyms", "demonyms", "weak"):
        if field in row:
            row[field] = [text for text in row[field] if key(text) not in gone]


def is_acronym(text: str) -> bool:
    """Whether a name is an acronym: two to five letters, all capitals."""
    letters = [c for c in text if c.isalpha()]
    return 2 <= len(letters) <= 5 and all(c.isupper() or c in ". " for c in text)
