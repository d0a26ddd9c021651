"""Compiles `data/gazetteer/` from the tables of facts: `python -m newsents.gazetteer.compile FACTS DATA`.

What the tables lack or have wrong stands in `DATA/additions/*.jsonl`, written by hand, with source and tier;
it is laid over the tables here. The output is sorted and depends on nothing but its input.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from newsents.errors import GazetteerError
from newsents.gazetteer.entries import Title
from newsents.gazetteer.index import Index
from newsents.gazetteer.offices import office_kind
from newsents.gazetteer.store import (
    FILES,
    INDEX_FILE,
    MANIFEST_FILE,
    OFFICE_FILE,
    TITLE_FILE,
    Store,
    digest_of,
)
from newsents.gazetteer.tables.countries import countries_from, demonyms_settled
from newsents.gazetteer.tables.organisations import organisations_from
from newsents.gazetteer.tables.persons import (
    HEADS,
    by_family_name,
    known_person,
    persons_from,
    settled,
    with_office_holders,
)
from newsents.gazetteer.tables.places import places_from
from newsents.gazetteer.tables.reading import Row, laid_over, read_additions, read_facts
from newsents.gazetteer.tables.tenure import ends_believed, merged_terms, offices_from, yielding
from newsents.gazetteer.tables.titles import titles_from
from newsents.text import key

VERSION = "2026.1"
FOLDERS = ("countries", "organisations", "places", "persons", "offices")
_ORDER_OF_FIELDS = (
    "id type kind name country countries region iso3 capital names short acronyms demonyms weak surname "
    "person title of of_name start end first_seen last_seen weight certain tier source"
).split()


def compile_data(facts: Path, data: Path) -> Counter[str]:
    """Write the gazetteer of a folder of facts and of `data/additions` into `data`; return the counts of
    rows.
    """
    tables, titles = compile_tables(facts, data)
    for file, rows in tables.items():
        _write_rows(data / file, rows)
    _write_titles(data / TITLE_FILE, titles)
    _write_index(data, tables[OFFICE_FILE])
    return Counter({name: len(rows) for name, rows in tables.items()} | {TITLE_FILE: len(titles)})


def compile_tables(facts: Path, data: Path) -> tuple[dict[str, list[Row]], list[Title]]:
    """Return the rows of each file, and the titles."""
    corrections = read_additions(data, "corrections")
    ids = {row["id"]: row["becomes"] for row in corrections if "becomes" in row}
    raw = {name: list(read_facts(facts, name)) for name in FOLDERS}
    known = {row["person_id"] for row in raw["persons"]}
    people = {id_: other for id_, other in ids.items() if id_ in known or id_.startswith("n:")}
    others = {id_: other for id_, other in ids.items() if id_ not in people}
    raw = {name: [_renamed(row, others) for row in rows] for name, rows in raw.items()}
    countries = countries_from(raw["countries"], raw["places"])
    countries = demonyms_settled(laid_over(countries, read_additions(data, "countries")))
    organisations = organisations_from(raw["organisations"], read_additions(data, "organisations"), countries)
    places = laid_over(places_from(raw["places"], countries, raw["persons"]), read_additions(data, "places"))
    bodies = {row["id"]: row for row in [*organisations, *countries]}
    terms = offices_from(_corrected(raw["offices"], corrections), bodies, _names_of(countries, organisations))
    persons = laid_over(persons_from(raw["persons"], people), read_additions(data, "persons"))
    persons = [_of_countries(row) for row in persons]
    added = _added_offices(read_additions(data, "offices"), bodies, persons)
    persons, terms = settled(persons, terms, people)
    offices = [*yielding(ends_believed(merged_terms(terms)), added), *added]
    tables = {
        "countries.jsonl": countries,
        "organisations.jsonl": organisations,
        "places.jsonl": places,
        "persons.jsonl": with_office_holders(persons, offices),
        OFFICE_FILE: offices,
    }
    return tables, titles_from(facts / "titles.tsv")


def _of_countries(row: Row) -> Row:
    """The person with the countries served; what is no country is left out."""
    served = row.get("countries") or [row.get("country")]
    served = [iso for iso in served if iso and len(iso) == 2 and iso not in {"EU", "XX"}]
    country = row.get("country") if row.get("country") in served else (served or [None])[0]
    return {**row, "country": country, "countries": served}


def _renamed(row: Row, ids: dict[str, str]) -> Row:
    """The row with ids replaced that `additions/corrections.jsonl` says are better others."""
    return {field: ids.get(value, value) if isinstance(value, str) else value for field, value in row.items()}


def _names_of(countries: Sequence[Row], organisations: Sequence[Row]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in [*countries, *organisations]:
        if row.get("kind") != "ministry":
            for text in [row["name"], *row.get("names", ()), *row.get("acronyms", ())]:
                found.setdefault(key(text), row["id"])
    return found


def _corrected(facts: list[Row], corrections: Sequence[Row]) -> list[Row]:
    """The facts with what `additions/corrections.jsonl` says of an office_id: fields replace, `drop`
    removes.
    """
    by_id = {row["office_id"]: row for row in corrections if "office_id" in row}
    found = [{**fact, **by_id.get(fact["office_id"], {})} for fact in facts]
    return [fact for fact in found if not fact.get("drop")]


def _added_offices(additions: Sequence[Row], bodies: dict[str, Row], persons: Sequence[Row]) -> list[Row]:
    known = {row["id"]: row["name"] for row in persons}
    by_family = by_family_name(persons)
    found = []
    for row in additions:
        if row["of"] not in bodies:
            raise GazetteerError(
                f"additions/offices.jsonl: no entry {row['of']!r} for {row['name']!r}; add it"
            )
        body = bodies[row["of"]]
        kind = "sub_national_head" if body.get("kind") == "region" else office_kind(row["title"])
        filled = {"of_name": body["name"], "country": body.get("country"), "kind": kind, **row}
        if row["person"] not in known:
            filled["person"] = known_person(row["name"], filled["country"], by_family) or row["person"]
        filled["name"] = known.get(filled["person"], row["name"])
        since = row.get("start") or row.get("first_seen") or row.get("last_seen", "")
        filled.setdefault("id", f"{row['person']}:{key(row['title'])}:{row['of']}:{since}")
        filled = {"end": None, "first_seen": None, "last_seen": None, **filled}
        found.append(filled)
    return found


def _write_rows(path: Path, rows: Sequence[Row]) -> None:
    lines = [json.dumps(_tidied(row), ensure_ascii=False) for row in sorted(rows, key=lambda row: row["id"])]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _tidied(row: Row) -> Row:
    """The row without empty fields, in the one order of fields."""
    kept = {field: value for field, value in row.items() if value not in (None, [], "", 0)}
    if kept.get("countries") == [kept.get("country")]:
        del kept["countries"]
    order = {field: i for i, field in enumerate(_ORDER_OF_FIELDS)}
    return {field: kept[field] for field in sorted(kept, key=lambda f: (order.get(f, 99), f))}


def _write_titles(path: Path, titles: Sequence[Title]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["surface", "canonical", "class", "office"])
    writer.writerows([t.surface, t.canonical, t.class_, t.office or ""] for t in titles)
    path.write_text(out.getvalue(), encoding="utf-8")


def _write_index(data: Path, offices: Sequence[Row]) -> None:
    heads = [row["last_seen"] for row in offices if row.get("last_seen") and row["kind"] in HEADS]
    known = [day for day in heads if heads.count(day) > 20]
    Index.of_store(Store.open(data)).save(data / INDEX_FILE)
    note = {"version": VERSION, "digest": digest_of(data), "known_until": max(known)}
    (data / MANIFEST_FILE).write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Compile: `FACTS DATA`. Prints the number of rows of each file; returns the exit status."""
    if len(arguments) != 2:
        print("usage: python -m newsents.gazetteer.compile FACTS DATA", file=sys.stderr)
        return 2
    counts = compile_data(Path(arguments[0]), Path(arguments[1]))
    for name in FILES:
        print(f"{counts[name]:7,} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
