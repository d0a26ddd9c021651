"""From notes to records: builds the `Report` of a `Doc` when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spacy.tokens import Doc

from newsents.records import (
    Encounter,
    Entity,
    Evidence,
    Mention,
    Participant,
    Report,
    Role,
)
from newsents.stages.notes import (
    EncounterNote,
    EntityNote,
    MentionNote,
    Range,
    RoleNote,
    article_of,
    notes_of,
    published_of,
)


def build_report(doc: Doc) -> Report:
    """Return the records of an analysed `Doc`; offsets are into `doc.text`, which is title, blank line, text."""
    notes, article = notes_of(doc), article_of(doc)
    entities = notes.get("entities", [])
    roles = notes.get("roles", [])
    people = _participants(entities, roles)
    return Report(
        id=article.get("id"),
        title=article.get("title"),
        published=published_of(doc),
        text=doc.text,
        mentions=tuple(_mention(doc, m) for m in notes.get("mentions", [])),
        entities=tuple(map(_entity, entities)),
        roles=tuple(_role(doc, r) for r in roles),
        encounters=tuple(
            _encounter(doc, e, number, people) for number, e in enumerate(notes.get("encounters", []), 1)
        ),
        model=notes.get("model"),
        gazetteer=notes.get("gazetteer"),
        warnings=tuple(notes.get("warnings", [])),
    )


def _evidence(doc: Doc, span: Range) -> Evidence:
    """The words of a token range, without white space at its ends."""
    start, end = span
    while end > start + 1 and doc[end - 1].is_space:
        end -= 1
    while start < end - 1 and doc[start].is_space:
        start += 1
    first, last = doc[start], doc[end - 1]
    return Evidence(start=first.idx, end=last.idx + len(last), text=doc[start:end].text)


def _mention(doc: Doc, mention: MentionNote) -> Mention:
    span = doc[mention["start"] : mention["end"]]
    return Mention.model_validate(
        {
            "start": span.start_char,
            "end": span.end_char,
            "text": span.text,
            "label": mention["label"],
            "form": mention["form"],
            "entity": mention["entity"],
        }
    )


def entity_key(entity: EntityNote) -> str:
    """The identity of an entity across reports: its gazetteer id, else type and casefolded name."""
    return entity["kb_id"] or f"{entity['type']}:{' '.join(entity['name'].casefold().split())}"


def _entity(entity: EntityNote) -> Entity:
    return Entity.model_validate({**entity, "key": entity_key(entity), "mentions": tuple(entity["mentions"])})


def _role(doc: Doc, role: RoleNote) -> Role:
    fields: dict[str, Any] = {name: value for name, value in role.items() if name not in {"start", "end"}}
    return Role.model_validate({**fields, "evidence": _evidence(doc, [role["start"], role["end"]])})


def _encounter(doc: Doc, note: EncounterNote, number: int, people: Mapping[str, Participant]) -> Encounter:
    return Encounter.model_validate(
        {
            "id": f"m{number}",
            "kind": note["kind"],
            "status": note["status"],
            "sides": tuple(tuple(people[e] for e in side) for side in note["sides"]),
            "place": note["place"],
            "date": note["date"],
            "evidence": tuple(_evidence(doc, span) for span in sorted(note["evidence"])),
            "trigger": _evidence(doc, note["trigger"]),
            "rule": note["rule"],
            "attribution": _evidence(doc, note["attribution"]) if note["attribution"] else None,
            "confidence": note["confidence"],
        }
    )


def _participants(entities: list[EntityNote], roles: list[RoleNote]) -> dict[str, Participant]:
    """Each entity as one who takes part, by id: looked up, so that a long text is not searched for each."""
    borne: dict[str, list[RoleNote]] = {}
    for role in roles:
        borne.setdefault(role["person"], []).append(role)
    return {entity["id"]: _participant(entity, borne.get(entity["id"], [])) for entity in entities}


def _participant(entity: EntityNote, own: list[RoleNote]) -> Participant:
    """Who takes part, with the first title that says of what, else the first title."""
    role = next((r for r in own if r["of_name"]), own[0] if own else None)
    return Participant(
        entity=entity["id"],
        name=entity["name"],
        kb_id=entity["kb_id"],
        title=role["title"] if role else None,
        of_name=role["of_name"] if role else None,
    )
