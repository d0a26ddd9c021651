"""Reports made by hand, for tests of what leaves: a few words say who met whom."""

from __future__ import annotations

from typing import Any

from newsents import Encounter, Entity, EventDate, Evidence, Mention, Participant, Place, Report, Role

WORDS = "They met, and said so."


def made_report(id: str | None, *encounters: dict[str, Any], published: str | None = None) -> Report:
    """A report of encounters, each a dict with `sides` and whatever else differs from a meeting that happened.

    A party is written "Q142 Emmanuel Macron / President, France / FR"; without the gazetteer id it is not linked.
    """
    parties = dict.fromkeys(party for e in encounters for side in e["sides"] for party in side)
    ids = {party: f"e{i}" for i, party in enumerate(parties, 1)}
    return Report(
        id=id,
        published=published,
        text=WORDS,
        mentions=(Mention(start=0, end=4, text="They", label="PERSON", form="name", entity="e1"),)
        * bool(ids),
        entities=tuple(entity_of(party, ids[party]) for party in parties),
        roles=tuple(role_of(party, ids[party]) for party in parties if "/" in party),
        encounters=tuple(encounter_of(number, ids, **e) for number, e in enumerate(encounters, 1)),
    )


def parts(party: str) -> tuple[str | None, str, str | None, str | None, str | None]:
    named, *more = (part.strip() for part in party.split("/"))
    first, _, rest = named.partition(" ")
    kb_id, name = (first, rest) if first[1:].isdigit() else (None, named)
    title, _, of = (more[0] if more else "").partition(", ")
    return kb_id, name, title or None, of or None, more[1] if len(more) > 1 else None


def entity_of(party: str, id: str) -> Entity:
    kb_id, name, _, _, country = parts(party)
    key = kb_id or f"PERSON:{name.casefold()}"
    return Entity(id=id, key=key, name=name, type="PERSON", kb_id=kb_id, country=country)


def role_of(party: str, id: str) -> Role:
    _, _, title, of, _ = parts(party)
    words = Evidence(start=0, end=4, text="They")
    return Role(person=id, title=title or "Envoy", of_name=of, evidence=words)


def encounter_of(number: int, ids: dict[str, str], sides: Any, **more: Any) -> Encounter:
    words = Evidence(start=0, end=len(WORDS), text=WORDS)
    return Encounter(
        **{
            "id": f"m{number}",
            "kind": "meeting",
            "status": "happened",
            "sides": tuple(tuple(participant_of(party, ids[party]) for party in side) for side in sides),
            "place": place_of(more.pop("place", None)),
            "date": date_of(more.pop("date", None)),
            "evidence": (words,),
            "trigger": Evidence(start=5, end=8, text="met"),
            "rule": "meet.verb",
            "confidence": "high",
            **more,
        }
    )


def participant_of(party: str, id: str) -> Participant:
    kb_id, name, title, of, _ = parts(party)
    return Participant(entity=id, name=name, kb_id=kb_id, title=title, of_name=of)


def place_of(place: str | None) -> Place | None:
    """A place written "Q90 Paris / FR"."""
    if place is None:
        return None
    kb_id, name, country, _, _ = parts(place)
    return Place(name=name, kb_id=kb_id, country=country)


def date_of(date: str | None) -> EventDate | None:
    """A date written as day, month or year."""
    if date is None:
        return None
    year, *rest = map(int, date.split("-"))
    if not rest:
        return EventDate.of_year(year, date)
    if len(rest) == 1:
        return EventDate.of_month(year, rest[0], date)
    return EventDate(start=date, end=date, precision="day", text=date)
