"""Titles worth knowing in text: ranks, honorifics, offices by their common wordings."""

from __future__ import annotations

import csv
from pathlib import Path

from newsents.gazetteer.entries import Title
from newsents.gazetteer.offices import office_kind
from newsents.text import key

_CLASS_OF_KIND = {
    "military_rank": "rank",
    "honorific": "honorific",
    "religious_honorific": "honorific",
    "royal_title": "royal",
    "title_modifier": "modifier",
    "office": "office",
    "role_noun": "role",
}
_NOT_TITLES = frozenset(
    {"the", "m", "sr", "he", "director", "the prince", "the princess", "count", "private", "ig", "fm"}
)


def titles_from(path: Path) -> list[Title]:
    """Return the titles worth knowing in text: ranks, honorifics, offices by their common wordings."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found: dict[str, Title] = {}
    for row in sorted(rows, key=lambda r: (r["source"] != "curated", r["surface"])):
        class_ = _CLASS_OF_KIND.get(row["kind"])
        folded = key(row["surface"])
        if class_ is None or class_ == "role" or not folded or folded in _NOT_TITLES or folded in found:
            continue
        office = office_kind(row["surface"]) or (row["office_type"] or None)
        if class_ in {"rank", "honorific", "modifier"}:
            office = None
        found[folded] = Title(row["surface"].strip(), row["canonical"] or row["surface"], class_, office)  # type: ignore[arg-type]
    return sorted(found.values(), key=lambda t: (t.class_, t.surface))
