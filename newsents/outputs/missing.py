"""What the gazetteer lacks: names that stayed unlinked or doubtful, as rows of an overlay to be edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from newsents.records import Entity, Report
from newsents.text import key

DOUBTFUL = 0.85
"""Links below this score are listed too."""
_TYPES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_LONGEST_SENTENCE = 240


@dataclass
class _Name:
    """All that the reports say of one name."""

    entity: Entity
    sentence: str
    times: int = 0
    reports: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)


def missing(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """Return one overlay row for each unlinked or doubtful name, the most frequent first.

    An unlinked name gets an id of the user's own (`my:person:ada zorblax`), a doubtful one the id that it was linked
    to. `note` says how often, in how many reports, why, and one sentence that holds the name.

    >>> missing([])
    []
    """
    found: dict[str, _Name] = {}
    for report in reports:
        for entity in report.entities:
            if _is_in_doubt(entity):
                name = found.setdefault(entity.key, _Name(entity, _sentence(report, entity)))
                name.times += len(entity.mentions)
                name.reports += 1
                name.forms.update(_forms(report, entity))
                name.countries.update([entity.country] if entity.country else [])
    ordered = sorted(found.items(), key=lambda pair: (-pair[1].times, pair[0]))
    return [_row(name) for _, name in ordered]


def _is_in_doubt(entity: Entity) -> bool:
    if entity.unnamed or entity.type not in _TYPES or not key(entity.name):
        return False
    return entity.link is None or entity.kb_id is None or entity.link.score < DOUBTFUL


def _forms(report: Report, entity: Entity) -> Iterator[str]:
    """The names in the text; no descriptions, which name nobody."""
    for index in entity.mentions:
        mention = report.mentions[index]
        if mention.form != "description" and mention.label != "TITLE":
            yield _plain(mention.text)


def _sentence(report: Report, entity: Entity) -> str:
    """The line or sentence that holds the first mention, cut to a readable length."""
    if not entity.mentions:
        return ""
    mention = report.mentions[entity.mentions[0]]
    begin = max(report.text.rfind(mark, 0, mention.start) for mark in (". ", "! ", "? ", "\n")) + 1
    ends = [at for mark in (". ", "! ", "? ", "\n") if (at := report.text.find(mark, mention.end)) >= 0]
    text = _plain(report.text[begin : min(ends, default=len(report.text)) + 1])
    return text if len(text) <= _LONGEST_SENTENCE else text[: _LONGEST_SENTENCE - 1] + "…"


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _row(name: _Name) -> dict[str, Any]:
    entity = name.entity
    link = entity.link if entity.kb_id else None
    label = _plain(entity.kb_name or entity.name) if link else _plain(entity.name)
    forms = [
        form for form, _ in sorted(name.forms.items(), key=lambda f: (-f[1], f[0])) if key(form) != key(label)
    ]
    row: dict[str, Any] = {
        "id": entity.kb_id if link else f"my:{entity.type.lower()}:{key(entity.name)}",
        "type": entity.type,
        "name": label,
    }
    if name.countries:
        row["country"] = min(name.countries, key=lambda iso: (-name.countries[iso], iso))
    if forms:
        row["weak"] = forms
    why = f"doubtful: {link.method}, score {link.score}" if link else "unlinked"
    row["note"] = f"{name.times} times in {name.reports} reports, {why}; {name.sentence}"
    return row
