"""Sixth stage: roles. One row for each title that the text gives to a named person."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from newsents.gazetteer import Gazetteer, Holding
from newsents.gazetteer.terms import office_kind
from newsents.rules.titles import HONORIFICS, RANKING, TITLE_ABBREVIATIONS
from newsents.stages.notes import (
    EntityNote,
    MentionNote,
    Notes,
    Range,
    Resources,
    RoleNote,
    notes_of,
    published_of,
)
from newsents.text import fold, key, words

_NO_ROLE = frozenset({"counterpart"})
_RANKS = HONORIFICS - {"gov"}


def find_roles(doc: Doc, notes: Notes, gazetteer: Gazetteer, on: date | None) -> list[RoleNote]:
    """Return the roles in text order, one for each person and casefolded title; `of` from any place that tells it."""
    entities = {e["id"]: e for e in notes.get("entities", [])}
    mentions = notes.get("mentions", [])
    spans = {(m["start"], m["end"]): m for m in mentions}
    roles: dict[tuple[str, str], RoleNote] = {}
    for mention in mentions:
        office = mention["office"]
        person = mention["entity"]
        if office is None or person is None or entities[person]["unnamed"]:
            continue
        if not _is_role(doc, mention):
            continue
        title = " ".join(filter(None, [office["before"], _title_text(doc, office["title"])]))
        place = (person, title.casefold())
        of, of_name = _of(doc, office["of"], spans, mentions, entities)
        role = roles.get(place)
        if role is None:
            start, end = office["title"]
            roles[place] = {
                "person": person,
                "title": title,
                "of": of,
                "of_name": of_name,
                "kind": office_kind(title),
                "holding": None,
                "start": start,
                "end": end,
            }
        elif role["of_name"] is None:
            role["of"], role["of_name"] = of, of_name
    found = _without_shorter(list(roles.values()))
    _share_country(found, entities)
    _name_country(found, doc, mentions, entities, gazetteer)
    for role in found:
        held = _holding(role, entities[role["person"]]["kb_id"], gazetteer, on)
        role["holding"] = held.id if held else None
    return found


def _is_role(doc: Doc, mention: MentionNote) -> bool:
    """A description gives a role only by what it adds; ranks and honorifics alone are none."""
    office = mention["office"]
    assert office is not None
    if office["head"] in _NO_ROLE:
        return False
    if mention["label"] != "TITLE":
        return office["of"] is not None and doc[office["title"][0]].text[0].isupper()
    title = doc[slice(*office["title"])]
    return not all(fold(token.text) in _RANKS for token in title)


def _title_text(doc: Doc, span: Range) -> str:
    text = " ".join(doc[slice(*span)].text.split())
    return TITLE_ABBREVIATIONS.get(fold(text), text)


def _of(
    doc: Doc,
    of: Range | None,
    spans: dict[tuple[int, int], MentionNote],
    mentions: list[MentionNote],
    entities: dict[str, EntityNote],
) -> tuple[str | None, str | None]:
    """What the title is of: its entity and its name; "French" gives France, by that name if the text has it."""
    if of is None:
        return None, None
    text = doc[slice(*of)].text
    mention = spans.get((of[0], of[1]))
    if mention is None or mention["entity"] is None:
        return None, text
    entity = entities[mention["entity"]]
    if mention["form"] not in {"demonym", "acronym"}:
        return mention["entity"], text
    return mention["entity"], _name_in_text(doc, mentions, entity) or text


def _without_shorter(roles: list[RoleNote]) -> list[RoleNote]:
    """ "Secretary Blinken" of a Secretary of State, "the minister" of a Defense Minister tell nothing new."""
    return [
        role
        for role in roles
        if not any(
            other is not role
            and other["person"] == role["person"]
            and _shortens(words(role["title"]), words(other["title"]))
            for other in roles
        )
    ]


def _shortens(short: list[str], full: list[str]) -> bool:
    """Whether a title is a short form of another: not of one that names a lower or past office."""
    if len(short) >= len(full):
        return False
    if full[: len(short)] == short:
        return True
    before = full[: len(full) - len(short)]
    return full[len(before) :] == short and RANKING.isdisjoint(before)


def _share_country(roles: list[RoleNote], entities: dict[str, EntityNote]) -> None:
    """A title that does not say of what is of the country that another title of the same person names; not of a body:
    a deputy premier and commander of the Guard is no deputy premier of the Guard."""
    for role in roles:
        if role["of_name"] is None:
            for other in roles:
                country = other["of"] is not None and entities[other["of"]]["type"] == "GPE"
                if other["person"] == role["person"] and country and other["kind"] and role["kind"]:
                    role["of"], role["of_name"] = other["of"], other["of_name"]
                    break


def _name_country(
    roles: list[RoleNote],
    doc: Doc,
    mentions: list[MentionNote],
    entities: dict[str, EntityNote],
    gazetteer: Gazetteer,
) -> None:
    """A public office that does not say of what is of the person's country, if the article names that country."""
    countries: dict[str, EntityNote] = {}
    for entity in entities.values():
        entry = gazetteer.entry(entity["kb_id"]) if entity["kb_id"] else None
        if entry is not None and entry.kind == "country" and entry.country:
            countries.setdefault(entry.country, entity)
    for role in roles:
        country = countries.get(entities[role["person"]]["country"] or "")
        public = role["kind"] is not None and role["kind"] not in _OF_NO_COUNTRY
        if role["of_name"] is None and public and country is not None:
            role["of"], role["of_name"] = country["id"], _name_in_text(doc, mentions, country)


_OF_NO_COUNTRY = frozenset({"other_official", "party_leader"})
"""Kinds of office that are of a ministry or a party rather than of the country: spokespeople, opposition leaders."""


def _name_in_text(doc: Doc, mentions: list[MentionNote], entity: EntityNote) -> str | None:
    """The first full name in the article; a country told only by its nationality has the gazetteer's name."""
    own = [mentions[i] for i in entity["mentions"]]
    named = [mention for mention in own if mention["form"] == "name"]
    if named:
        return doc[slice(named[0]["start"], named[0]["end"])].text
    if own and own[0]["form"] == "demonym":
        return entity["kb_name"]
    return doc[slice(own[0]["start"], own[0]["end"])].text if own else None


def _holding(role: RoleNote, person: str | None, gazetteer: Gazetteer, on: date | None) -> Holding | None:
    """The dated office of the gazetteer that this role is."""
    if person is None or on is None:
        return None
    held = [h for h in gazetteer.offices(person, on=on) if role["kind"] and h.kind == role["kind"]]
    named = [h for h in held if key(h.title) == key(role["title"])]
    return next(iter(named or held), None)


def note_roles(doc: Doc, resources: Resources) -> None:
    """Stage `roles`: note who bears which title of what."""
    notes = notes_of(doc)
    notes["roles"] = find_roles(doc, notes, resources.gazetteer, published_of(doc))
