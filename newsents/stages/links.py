"""Fourth stage: which gazetteer entry a name stands for, decided for each mention by itself.

In this order: an exact alias with fitting context (country, office, date), then a surname with its office, then a
guarded fuzzy match for persons. Doubt leaves a name unlinked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from spacy.tokens import Doc

from newsents.gazetteer import Candidate, Entry, Gazetteer
from newsents.gazetteer.gazetteer import case_allows
from newsents.rules.english import FUNCTION_WORDS, NAME_ENDS
from newsents.stages.notes import LinkNote, MentionNote, Range, Resources, notes_of, published_of
from newsents.stages.references import find_acronyms
from newsents.text import key, words

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TOWNS = frozenset({"city", "capital", "admin1_capital"})
_STEM = 5
"""Letters that tell a word in another form or language: "Revolutionary", "Revolucionario"."""
_NONE: Mapping[str, str] = MappingProxyType({})


def find_link(
    doc: Doc,
    mention: MentionNote,
    offices: dict[int, list[MentionNote]],
    gazetteer: Gazetteer,
    on: date | None,
    full_forms: Mapping[str, str] = _NONE,
) -> tuple[str, LinkNote] | None:
    """Return the gazetteer id and the reason for one name, or None if nothing fits or there is doubt.

    `offices` maps the first token of a person's name to the TITLE mentions that it bears, `full_forms` an acronym
    to what the article says it stands for.
    """
    text = doc[mention["start"] : mention["end"]].text
    if mention["label"] == "PERSON":
        return _link_person(doc, text, offices.get(mention["start"], []), gazetteer, on)
    if _goes_on(doc, mention):
        return None
    found = [c for c in gazetteer.lookup(text, on) if case_allows(c.alias, text)]
    candidates = [c for c in found if _type_fits(c.entry, mention)]
    if text in full_forms:
        candidates = [c for c in candidates if _stands_for(c.entry, full_forms[text])]
    return _link_by_alias(doc, mention, candidates, gazetteer)


def _stands_for(entry: Entry, full_form: str) -> bool:
    """Whether an entry shares a word with what the article says an acronym stands for; endings may differ."""
    said = set(map(_stem, words(full_form)))
    names = [entry.name, *(alias.text for alias in entry.aliases if alias.form != "acronym")]
    return any(_stem(word) in said for name in names for word in words(name) if word not in FUNCTION_WORDS)


def _stem(word: str) -> str:
    return word[:_STEM]


def _goes_on(doc: Doc, mention: MentionNote) -> bool:
    """Whether a place is only the beginning of a longer name: "Paris Holdings", "Boston College"."""
    if mention["label"] not in _PLACES or mention["end"] >= len(doc):
        return False
    follower = doc[mention["end"]]
    own = doc[mention["end"] - 1]
    return follower.text in NAME_ENDS and not own.text.isupper() and bool(own.whitespace_)


def _type_fits(entry: Entry, mention: MentionNote) -> bool:
    if mention["label"] == "NORP":
        return entry.type in {"GPE", "NORP", "ORG"}
    if mention["label"] in _PLACES:
        return entry.type in _PLACES
    return entry.type == "ORG" or (mention["source"] != "model" and entry.type == mention["label"])


def _link_by_alias(
    doc: Doc, mention: MentionNote, candidates: list[Candidate], gazetteer: Gazetteer
) -> tuple[str, LinkNote] | None:
    """The only candidate; of several the one whose country stands before the name, or the one ranked first."""
    if mention["candidates"]:
        listed = [c for c in candidates if c.entry.id in mention["candidates"]]
        candidates = listed or candidates
    if not candidates:
        return None
    ids = list(dict.fromkeys(c.entry.id for c in candidates))
    best = candidates[0]
    if len(ids) > 1:
        country = _country_before(doc, mention["start"], gazetteer)
        near = [c for c in candidates if country and c.entry.country == country]
        if near:
            return _linked(near[0], "alias and country", 0.95, [c for c in ids if c != near[0].entry.id])
        if best.entry.kind in _TOWNS and _stands_elsewhere(doc, mention, best.entry, gazetteer):
            return None
        if best.entry.type == "ORG" and best.entry.kind in {"ministry", "party", "government", "military"}:
            return None
        return _linked(best, "alias, ranked first", 0.8 if best.alias.strength == "strong" else 0.6, ids[1:])
    return _linked(best, "alias", 1.0 if best.alias.strength == "strong" else 0.8, [])


def _stands_elsewhere(doc: Doc, mention: MentionNote, town: Entry, gazetteer: Gazetteer) -> bool:
    """Whether the words after a comma put a town into another country: "Birmingham, Ala."."""
    after = doc[mention["end"] : mention["end"] + 3]
    if len(after) < 2 or after[0].text != "," or not after[1].text[0].isupper():
        return False
    for text in (after[1:3].text, after[1].text):
        regions = [c.entry for c in gazetteer.lookup(text) if c.entry.type == "GPE"]
        if regions:
            return all(region.country != town.country for region in regions)
    return False


def _linked(candidate: Candidate, method: str, score: float, others: list[str]) -> tuple[str, LinkNote]:
    if not candidate.entry.certain:
        score = min(score, 0.9)
    return candidate.entry.id, {
        "method": method,
        "alias": candidate.alias.text,
        "score": score,
        "runner_up": others[0] if others else None,
    }


def _country_before(doc: Doc, start: int, gazetteer: Gazetteer) -> str | None:
    """The country whose name or demonym stands in the few words before token `start`."""
    for i in range(start - 1, max(-1, start - 4), -1):
        if doc[i].text[0].isupper():
            entry = gazetteer.country_of(doc[i].text)
            if entry is not None:
                return entry.country
    return None


def _link_person(
    doc: Doc, text: str, titles: list[MentionNote], gazetteer: Gazetteer, on: date | None
) -> tuple[str, LinkNote] | None:
    countries = [c for title in titles if (c := country_of_office(doc, title, gazetteer))]
    name = words(text)
    by_office = _holder_with_name(doc, name, titles, gazetteer, on)
    if len(name) < 2:
        by_title = by_office or _surname_in_office(doc, name, titles, countries, gazetteer, on)
        return by_title or _known_by_one_name(text, gazetteer)
    exact = [c for c in gazetteer.lookup(text, on) if c.entry.type == "PERSON"]
    ids = list(dict.fromkeys(c.entry.id for c in exact))
    if len(ids) == 1 and _country_agrees(exact[0].entry, countries):
        return _linked(exact[0], "full name", 1.0, [])
    if by_office:
        return by_office
    if len(ids) > 1:
        near = [c for c in exact if countries and c.entry.country in countries]
        if len({c.entry.id for c in near}) == 1:
            return _linked(near[0], "full name and country", 0.95, [i for i in ids if i != near[0].entry.id])
        return None
    if not ids:
        found = gazetteer.person(text, country=countries[0] if countries else None, on=on)
        if found is not None and _country_agrees(found[0].entry, countries):
            winner, score, second = found
            return _linked(winner, "similar name", min(score, 0.9), [second.entry.id] if second else [])
    return None


def _known_by_one_name(text: str, gazetteer: Gazetteer) -> tuple[str, LinkNote] | None:
    """The one person whom the world calls by this single name: "Saddam"."""
    known = [c for c in gazetteer.lookup(text) if c.entry.type == "PERSON" and c.alias.form == "short"]
    strong = [c for c in known if c.alias.strength == "strong"]
    return _linked(strong[0], "one name", 0.85, []) if len(strong) == 1 else None


def _country_agrees(entry: Entry, countries: list[str]) -> bool:
    """A president of France is a prince of Andorra as well: any of a person's countries will do."""
    return (
        not countries or entry.country is None or not {entry.country, *entry.countries}.isdisjoint(countries)
    )


def country_of_office(doc: Doc, title: MentionNote, gazetteer: Gazetteer) -> str | None:
    """The country, as ISO alpha-2, that the words beside a title name."""
    office = title["office"]
    if office is None or office["of"] is None:
        return None
    entry = gazetteer.country_of(doc[slice(*office["of"])].text)
    return entry.country if entry else None


def _holder_with_name(
    doc: Doc, name: list[str], titles: list[MentionNote], gazetteer: Gazetteer, on: date | None
) -> tuple[str, LinkNote] | None:
    """Whoever held the office on the day, if the name in the text fits: "French President Macron"."""
    if on is None:
        return None
    for title in titles:
        office = title["office"]
        if office is None or office["of"] is None or office["before"]:
            continue
        held = gazetteer.holder(_text(doc, office["title"]), _text(doc, office["of"]), on=on)
        if held is not None and name and name[-1] in words(held.name):
            return held.person, {
                "method": "name and office",
                "alias": held.name,
                "score": 0.95 if held.certain else 0.85,
                "runner_up": None,
            }
    return None


def _surname_in_office(
    doc: Doc,
    name: list[str],
    titles: list[MentionNote],
    countries: list[str],
    gazetteer: Gazetteer,
    on: date | None,
) -> tuple[str, LinkNote] | None:
    """The only person of this surname who held an office of this title on the day: "President Xi"."""
    if on is None or not name or not titles:
        return None
    wanted = {key(_text(doc, title["office"]["title"])) for title in titles if title["office"]}
    fitting: dict[str, str] = {}
    for entry in gazetteer.persons_named(name[-1]):
        if not _country_agrees(entry, countries):
            continue
        if any(key(held.title) in wanted for held in gazetteer.offices(entry.id, on=on)):
            fitting.setdefault(entry.id, entry.name)
    if len(fitting) != 1:
        return None
    [(id, full_name)] = fitting.items()
    return id, {"method": "surname and title", "alias": full_name, "score": 0.85, "runner_up": None}


def _text(doc: Doc, span: Range) -> str:
    return doc[slice(*span)].text


def _surnames_of_persons(doc: Doc, mentions: list[MentionNote]) -> dict[str, int]:
    """The last words of the full names of persons in the article, each with the token where one first stands."""
    found: dict[str, int] = {}
    for mention in mentions:
        name = doc[mention["start"] : mention["end"]]
        if mention["label"] == "PERSON" and len(name) > 1 and all(t.text[0].isupper() for t in name):
            found.setdefault(name[-1].lower_, mention["end"] - 1)
    return found


def _is_a_surname(doc: Doc, mention: MentionNote, surnames: dict[str, int]) -> bool:
    """Whether a single word that names a people or a month too is a surname said in full before: "Finn", "May"."""
    alone = mention["end"] - mention["start"] == 1 and mention["label"] in {"NORP", "ORG", "LOC"}
    said = surnames.get(doc[mention["start"]].lower_)
    return alone and said is not None and said < mention["start"]


def _full_forms(doc: Doc, mentions: list[MentionNote]) -> dict[str, str]:
    """What acronyms stand for where the article puts them in brackets: "Federation of Ports (FP)"."""
    found: dict[str, str] = {}
    for short, full in find_acronyms(doc, mentions).items():
        acronym = doc[mentions[short]["start"] : mentions[short]["end"]].text
        if acronym.isupper():
            found.setdefault(acronym, doc[mentions[full]["start"] : mentions[full]["end"]].text)
    return found


def link_mentions(doc: Doc, resources: Resources) -> None:
    """Stage `links`: note for each name the gazetteer entry that it stands for, with the reason."""
    notes = notes_of(doc)
    mentions = notes.get("mentions", [])
    on = published_of(doc)
    offices: dict[int, list[MentionNote]] = {}
    for mention in mentions:
        if mention["label"] == "TITLE" and mention["office"] and mention["office"]["bearer"]:
            offices.setdefault(mention["office"]["bearer"][0], []).append(mention)
    surnames = _surnames_of_persons(doc, mentions)
    full_forms = _full_forms(doc, mentions)
    for mention in mentions:
        if mention["label"] in {"TITLE", "DATE"} or mention["form"] == "description":
            continue
        if mention["label"] != "PERSON" and _is_a_surname(doc, mention, surnames):
            continue
        found = find_link(doc, mention, offices, resources.gazetteer, on, full_forms)
        if found is not None:
            mention["kb_id"], mention["link"] = found
