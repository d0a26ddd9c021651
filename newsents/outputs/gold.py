"""Reports in the schema of the annotation guide, for comparison with what a careful reader wrote down."""

from __future__ import annotations

from typing import Any

from newsents.records import Encounter, Entity, Report, Role


def to_gold(report: Report) -> dict[str, Any]:
    """Return a report as one article of the annotation guide: a JSON-serialisable dict.

    Entities are those that take part in an encounter or a role; they keep their ids, as do the encounters.

    >>> to_gold(Report(text="", id="a1"))
    {'id': 'a1', 'published': None, 'entities': [], 'roles': [], 'encounters': []}
    """
    used = {p.entity for encounter in report.encounters for p in encounter.participants}
    used |= {role.person for role in report.roles}
    return {
        "id": report.id,
        "published": report.published.isoformat() if report.published else None,
        "entities": [_entity(entity, report) for entity in report.entities if entity.id in used],
        "roles": [_role(role) for role in report.roles],
        "encounters": [_encounter(encounter) for encounter in report.encounters],
    }


def _entity(entity: Entity, report: Report) -> dict[str, Any]:
    forms = dict.fromkeys([entity.name, *(report.mentions[i].text for i in entity.mentions)])
    row: dict[str, Any] = {"id": entity.id, "name": entity.name, "type": entity.type, "mentions": list(forms)}
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
