"""Countries, territories and their regions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from newsents.gazetteer.tables.reading import Row, distinct, is_acronym, source_codes
from newsents.text import key

_TERRITORIES_OF_NOTE = re.compile(r"\s*\([^)]*\)")
_NOT_A_NAME = re.compile(r"disputed|prior to|,|\bnutome\b|formerly|part of|\d")


def countries_from(facts: Sequence[Row], places: Sequence[Row]) -> list[Row]:
    """Return the entries of countries, territories and their regions; a region that is a city is left to
    the places.
    """
    iso_of_code = {row["code"]: row["iso2"] for row in facts if row["iso2"]}
    rows = [_country(row, iso_of_code) for row in facts if row["id"] and not _is_noise_country(row)]
    cities = {row["place_id"] for row in places}
    rows = [row for row in rows if row["kind"] != "region" or row["id"] not in cities]
    better_known = {key(row["name"]) for row in rows if row["kind"] != "region"}
    better_known |= {
        key(p["name"]) for p in places if p["kind"] == "capital" or (p["population"] or 0) > 500_000
    }
    for row in rows:
        if row["kind"] == "region":
            row["weak"] += [
                text for text in [row["name"], *row["names"]] if key(text) in better_known | {"washington"}
            ]
    return rows


def demonyms_settled(countries: Sequence[Row]) -> list[Row]:
    """Return the rows with each nationality strong in one country only: territories yield, peers make it
    weak.
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in countries:
        if row.get("kind") == "country":
            for text in row.get("demonyms", ()):
                bearers[key(text)].add(row["id"])
    settled = []
    for row in countries:
        demonyms = row.get("demonyms", [])
        own = [text for text in demonyms if bearers.get(key(text), {row["id"]}) == {row["id"]}]
        shared = [text for text in demonyms if row["id"] in bearers.get(key(text), ()) and text not in own]
        settled.append({**row, "demonyms": own, "weak": [*row.get("weak", []), *shared]})
    return settled


def _is_noise_country(row: Row) -> bool:
    return row["region"] == "Supranational" or row["code"] in {"zr", "zz"} or row["name"] == "Antarctica"


def _country(row: Row, iso_of_code: dict[str, str]) -> Row:
    parent = (row["parent"] or row["code"]).split("-")[0]
    kind = "country" if row["is_country"] and not row["parent"] else "territory" if row["iso2"] else "region"
    iso2 = row["iso2"] or (iso_of_code.get(parent) if kind == "region" else None)
    if row["is_country"] and not row["iso2"]:
        kind = "former_country"
    names = distinct([row["official_name"], *row["aliases"]], [row["name"]])
    names = [n for n in names if not _NOT_A_NAME.search(n)]
    acronyms = [n for n in distinct([*row["abbreviations"], *names]) if is_acronym(n)]
    demonyms = distinct(_demonyms(row), [row["name"], *acronyms])
    english = [n for n in names if n not in acronyms and n.isascii()]
    former = [n for n in distinct(row["former_names"], [row["name"], *names]) if not _NOT_A_NAME.search(n)]
    return {
        "id": row["qid"] or row["id"],
        "type": "GPE",
        "kind": kind,
        "name": _TERRITORIES_OF_NOTE.sub("", row["name"]),
        "country": iso2,
        "iso3": row["iso3"],
        "region": row["subregion"],
        "capital": row["capital"],
        "names": [
            _TERRITORIES_OF_NOTE.sub("", n) for n in english if key(n) not in {key(d) for d in demonyms}
        ],
        "acronyms": [a for a in acronyms if key(a) not in {"as", "nl", "ch", "car", "tca"}],
        "demonyms": demonyms,
        "weak": former,
        "weight": 100 if kind == "country" else 50,
        "tier": row["tier"],
        "source": source_codes(row["source"]),
    }


def _demonyms(row: Row) -> Iterator[str]:
    for text in [*row["demonym_adjectives"], *row["demonym_nouns"]]:
        for part in re.split(r"[;,]\s*|\s+or\s+", text.removeprefix("or ")):
            if part.endswith("(s)"):
                yield part[:-3]
                yield part[:-3] + "s"
            elif not is_acronym(part) and key(part) != key(row["name"]):
                yield part
