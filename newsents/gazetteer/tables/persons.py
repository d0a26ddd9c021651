"""Persons: one entry a person, and one id for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsents.gazetteer.index import likeness
from newsents.gazetteer.names import core_words, family, person_variants
from newsents.gazetteer.tables.people import (
    clean_name,
    heads_joined,
    is_spelling,
    may_be_one,
    namesakes_joined,
    office_sharers_joined,
)
from newsents.gazetteer.tables.reading import Row, distinct, source_codes
from newsents.gazetteer.tables.tenure import single_seat
from newsents.text import key, words


def persons_from(facts: Sequence[Row], becomes: Mapping[str, str]) -> list[Row]:
    """Return the entries of persons; those that `becomes` gives another id give that one their names."""
    rows = [_person(fact) for fact in facts]
    found = {row["id"]: row for row in rows if row["id"] not in becomes}
    for row in rows:
        kept = becomes.get(row["id"])
        if kept is not None:
            found[kept] = _joined(found[kept], row) if kept in found else {**row, "id": kept}
    return list(found.values())


def _joined(row: Row, other: Row) -> Row:
    """The row with the names and countries of another row of the same person."""
    variants = [v for text in [row["name"], *row["names"]] for v, _ in person_variants(text)]
    more = distinct([other["name"], *other["names"]], variants)
    sources = dict.fromkeys([*row["source"].split(), *other["source"].split()])
    return {
        **row,
        "names": [*row["names"], *more],
        "countries": list(dict.fromkeys([*row["countries"], *other["countries"]])),
        "country": row["country"] or other["country"],
        "surname": row["surname"] or other["surname"],
        "tier": min(row["tier"], other["tier"]),
        "source": " ".join(sorted(sources)),
    }


def _person(fact: Row) -> Row:
    name = clean_name(fact["name"])
    aliases = [
        clean_name(a["alias"])
        for a in fact.get("aliases", ())
        if "same office" in a["source"]
        or is_spelling(clean_name(a["alias"]), name, fact.get("countries", ()))
    ]
    variants = [text for text, _ in person_variants(name)]
    surname = fact.get("surname")
    return {
        "id": fact["person_id"],
        "type": "PERSON",
        "name": name,
        "country": (fact.get("countries") or [None])[0],
        "countries": fact.get("countries", []),
        "names": distinct(aliases, variants),
        "surname": surname if surname and key(surname) != (words(name) or [""])[-1] else None,
        "tier": fact["tier"],
        "source": source_codes(fact["source"]),
    }


_SOVEREIGN = frozenset({"head_of_state", "vice_president"})
"""Kinds of office that a territory's table lists for the state that it belongs to."""


def settled(persons: list[Row], terms: list[Row], becomes: Mapping[str, str]) -> tuple[list[Row], list[Row]]:
    """Return persons and terms where each person has one id, and each id is one person's.

    `becomes`: ids of the terms that are better others, as `additions/corrections.jsonl` says.
    """
    by_id = {row["id"]: row for row in persons}
    for term in terms:
        row = by_id.get(term["person"])
        if row is not None and not may_be_one(term["name"], row["name"], row.get("countries", ())):
            term["person"] = f"n:{term['country'] or 'XX'}:{' '.join(words(term['name']))}"
        term["person"] = becomes.get(term["person"], term["person"])
    terms = [t for t in terms if t["of_kind"] != "territory" or t["kind"] not in _SOVEREIGN]
    for term in terms:
        del term["of_kind"]
    joined = {**namesakes_joined(persons), **heads_joined(terms, single_seat)}
    terms = [{**term, "person": joined.get(term["person"], term["person"])} for term in terms]
    sharers = office_sharers_joined(terms, single_seat)
    terms = [{**term, "person": sharers.get(term["person"], term["person"])} for term in terms]
    gone = {**joined, **sharers}
    for id_, kept in sorted(gone.items()):
        if id_ in by_id and kept in by_id and id_ != kept:
            by_id[kept]["names"] = [*by_id[kept].get("names", ()), *_more_names(by_id[kept], by_id[id_])]
    serving = {term["person"] for term in terms}
    left = [row for row in persons if row["id"] not in gone or gone[row["id"]] == row["id"]]
    return [row for row in left if row["id"] in serving or row["source"] != "cia-factbook"], terms


def _more_names(row: Row, other: Row) -> list[str]:
    variants = [v for text in [row["name"], *row.get("names", ())] for v, _ in person_variants(text)]
    found = distinct([other["name"], *other.get("names", ())], variants)
    return [text for text in found if is_spelling(text, row["name"], row.get("countries", ()))]


def by_family_name(persons: Sequence[Row]) -> dict[str, list[Row]]:
    """Return persons by the family of their last name."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in persons:
        for text in [row["name"], *row.get("names", ())]:
            core = core_words(text)
            if core and row not in found[family(core[-1])]:
                found[family(core[-1])].append(row)
    return found


def known_person(name: str, country: str | None, by_family: dict[str, list[Row]]) -> str | None:
    """Return the id of the one person of a country whose name is a transliteration of this one."""
    core = core_words(name)
    scored: dict[str, float] = {}
    for row in by_family.get(family(core[-1]), ()):
        countries = row.get("countries") or [row.get("country")]
        if country is None or country in countries:
            names = [row["name"], *row.get("names", ())]
            scored[row["id"]] = max(likeness(core, core_words(text), [country or ""]) for text in names)
    best = [id_ for id_, score in scored.items() if score >= (0.9 if country else 1.0)]
    with_qid = [id_ for id_ in best if id_.startswith("Q")]
    return with_qid[0] if len(with_qid) == 1 else best[0] if len(best) == 1 else None


def with_office_holders(persons: list[Row], offices: Sequence[Row]) -> list[Row]:
    """Return persons with an entry for whoever holds an office and has none, and the spellings that the
    terms use.
    """
    found = {row["id"]: row for row in persons}
    for term in offices:
        row = found.get(term["person"])
        if row is None:
            row = found[term["person"]] = {
                "id": term["person"], "type": "PERSON", "name": term["name"], "country": term["country"],
                "countries": [term["country"]] if term["country"] else [], "names": [], "tier": term["tier"],
                "source": term["source"],
            }  # fmt: skip
        variants = [v for text in [row["name"], *row.get("names", ())] for v, _ in person_variants(text)]
        if is_spelling(term["name"], row["name"], row.get("countries", ())):
            row["names"] = [*row.get("names", ()), *distinct([term["name"]], variants)]
        row["weight"] = max(row.get("weight", 0), 20 if term["kind"] in HEADS else 10)
        term["name"] = row["name"]
    return list(found.values())


HEADS = frozenset({"head_of_state", "head_of_government"})
