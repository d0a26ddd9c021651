"""Reports in the schema of the annotation guide, for comparison with what a careful reader wrote down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsents.records import Encounter, Entity, Mention, Report, Role

_OF_LABELS = frozenset({"GPE", "NORP", "ORG"})
_POSSESSIVES = frozenset({"", "'s", "’s", "'", "’"})


def to_gold(report: Report) -> dict[str, Any]:
    """Return a report as one article of the annotation guide: a JSON-serialisable dict.

    Entities are those that take part in an encounter or a role; they keep their ids, as do the encounters. The
    guide counts "President Biden" and "Iraqi President Barham Salih" among the forms of a name, and calls a
    country that the article has only as "Turkish" by its name.

    >>> to_gold(Report(text="", id="a1"))
    {'id': 'a1', 'published': None, 'entities': [], 'roles': [], 'encounters': []}
    """
    used = {p.entity for encounter in report.encounters for p in encounter.participants}
    used |= {role.person for role in report.roles}
    titled = _titled_names(report)
    return {
        "id": report.id,
        "published": report.published.isoformat() if report.published else None,
        "entities": [_entity(e, report, titled.get(e.id, [])) for e in report.entities if e.id in used],
        "roles": [_role(role) for role in report.roles],
        "encounters": [_encounter(encounter) for encounter in report.encounters],
    }


def _titled_names(report: Report) -> dict[str, list[str]]:
    """For each person the forms with title, and with country or organisation before the title."""
    forms: dict[str, list[str]] = {}
    mentions = [m for m in report.mentions if m.form != "description"]
    for i, mention in enumerate(mentions):
        if mention.label == "PERSON" and mention.entity:
            forms.setdefault(mention.entity, []).extend(_titled(report.text, mentions[:i], mention))
    return forms


def _titled(text: str, before: list[Mention], name: Mention) -> Iterator[str]:
    if before and before[-1].label == "TITLE" and not text[before[-1].end : name.start].strip():
        title = before[-1]
        yield text[title.start : name.end]
        of = before[-2] if len(before) > 1 else None
        if of and of.label in _OF_LABELS and text[of.end : title.start].strip() in _POSSESSIVES:
            yield text[of.start : name.end]


def _entity(entity: Entity, report: Report, titled: list[str]) -> dict[str, Any]:
    mentions = [report.mentions[i] for i in entity.mentions]
    only_demonyms = bool(mentions) and all(mention.form == "demonym" for mention in mentions)
    name = entity.kb_name if only_demonyms and entity.kb_name else entity.name
    forms = dict.fromkeys([name, *(mention.text for mention in mentions), *titled])
    row: dict[str, Any] = {"id": entity.id, "name": name, "type": entity.type, "mentions": list(forms)}
    return {**row, "unnamed": True} if entity.unnamed else row


def _role(role: Role) -> dict[str, Any]:
    return {"person": role.person, "title": role.title, "of": role.of_name}


def _encounter(encounter: Encounter) -> dict[str, Any]:
    return {
        "id": encounter.id,
        "kind": encounter.kind,
        "status": encounter.status,
        "sides": [[participant.entity for participant in side] for side in encounter.sides],
        "place": encounter.place.name if encounter.place else None,
        "date": encounter.date.iso if encounter.date else None,
        "date_text": encounter.date.text if encounter.date else None,
        "evidence": [piece.text for piece in encounter.evidence],
    }
