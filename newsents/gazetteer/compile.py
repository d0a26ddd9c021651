"""Compiles `data/gazetteer/` from the tables of facts: `python -m newsents.gazetteer.compile FACTS DATA`.

What the tables lack or have wrong stands in `DATA/additions/*.jsonl`, written by hand, with source and tier; it is
laid over the tables here. The output is sorted and depends on nothing but its input.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from newsents.errors import GazetteerError
from newsents.gazetteer.entries import Title
from newsents.gazetteer.gazetteer import build_index
from newsents.gazetteer.index import likeness
from newsents.gazetteer.names import core_words, family, person_variants
from newsents.gazetteer.offices import office_kind, seats
from newsents.gazetteer.people import (
    clean_name,
    heads_joined,
    is_name,
    is_spelling,
    may_be_one,
    namesakes_joined,
    office_sharers_joined,
)
from newsents.gazetteer.store import (
    FILES,
    INDEX_FILE,
    MANIFEST_FILE,
    OFFICE_FILE,
    TITLE_FILE,
    Store,
    digest_of,
)
from newsents.text import key, words

Row = dict[str, Any]

VERSION = "2026.1"
FOLDERS = ("countries", "organisations", "places", "persons", "offices")
_ORDER_OF_FIELDS = (
    "id type kind name country countries region iso3 capital names short acronyms demonyms weak surname person title of "
    "of_name start end first_seen last_seen weight certain tier source"
).split()

_SOURCES = (
    ("opensanctions/rigour", "rigour"),
    ("Phoenix.", "petrarch2"),
    ("openeventdata/petrarch2", "petrarch2"),
    ("CIA World Leaders", "cia-leaders"),
    ("MilkMp/CIA-World-Factbooks-Archive", "cia-factbook"),
    ("CIA World Factbook", "cia-factbook"),
    ("factbook", "cia-factbook"),
    ("instituteforgov", "ifg"),
    ("IfG", "ifg"),
    ("unitedstates/congress-legislators", "congress"),
    ("Natural Earth", "natural-earth"),
    ("derived from offices", "offices"),
    ("offices.jsonl", "offices"),
    ("curated", "curated"),
)


def source_codes(text: str) -> str:
    """Return the codes of `SOURCES.md` for a source column of the facts.

    >>> source_codes("CIA World Factbook; openeventdata/petrarch2")
    'cia-factbook petrarch2'
    """
    found = [code for part in text.split(";") for mark, code in _SOURCES if mark in part][:8]
    return " ".join(dict.fromkeys(found)) or "curated"


def read_facts(folder: Path, name: str) -> list[Row]:
    """Return the rows of one table of facts. Raises `GazetteerError` if it cannot be read."""
    path = folder / f"{name}.jsonl.gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    except (OSError, ValueError) as error:
        raise GazetteerError(f"{path}: cannot be read ({error}); give the folder of the facts") from error


def read_additions(folder: Path, name: str) -> list[Row]:
    """Return the hand-written rows for one table, in the order of the file."""
    path = folder / "additions" / f"{name}.jsonl"
    if not path.is_file():
        return []
    rows: list[Row] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("//"):
            try:
                rows.append(json.loads(line))
            except ValueError as error:
                raise GazetteerError(f"{path}, line {number}: not valid JSON ({error}); mend the line") from error
    return rows


def distinct(texts: Iterable[str | None], known: Iterable[str] = ()) -> list[str]:
    """Return the texts without those that fold alike, in order."""
    seen = {key(t) for t in known}
    found = []
    for text in texts:
        text = " ".join((text or "").split())
        folded = key(text)
        if folded and folded not in seen:
            seen.add(folded)
            found.append(text)
    return found


def laid_over(rows: Sequence[Row], additions: Sequence[Row]) -> list[Row]:
    """Return rows with the additions: fields replace, lists join, `drop` removes, `remove` takes aliases away."""
    found = {row["id"]: dict(row) for row in rows}
    for addition in additions:
        id_ = addition["id"]
        if addition.get("drop"):
            found.pop(id_, None)
            continue
        row = found.setdefault(id_, {})
        for field, value in addition.items():
            if field == "remove":
                _remove(row, {key(text) for text in value})
            elif isinstance(value, list) and isinstance(row.get(field), list):
                row[field] = [*row[field], *(v for v in value if v not in row[field])]
            else:
                row[field] = value
    return list(found.values())


def _remove(row: Row, gone: set[str]) -> None:
    for field in ("names", "short", "acronyms", "demonyms", "weak"):
        if field in row:
            row[field] = [text for text in row[field] if key(text) not in gone]


# Countries

_TERRITORIES_OF_NOTE = re.compile(r"\s*\([^)]*\)")
_NOT_A_NAME = re.compile(r"disputed|prior to|,|\bnutome\b|formerly|part of|\d")


def countries_from(facts: Sequence[Row], places: Sequence[Row]) -> list[Row]:
    """Return the entries of countries, territories and their regions; a region that is a city is left to the places."""
    iso_of_code = {row["code"]: row["iso2"] for row in facts if row["iso2"]}
    rows = [_country(row, iso_of_code) for row in facts if row["id"] and not _is_noise_country(row)]
    cities = {row["place_id"] for row in places}
    rows = [row for row in rows if row["kind"] != "region" or row["id"] not in cities]
    better_known = {key(row["name"]) for row in rows if row["kind"] != "region"}
    better_known |= {key(p["name"]) for p in places if p["kind"] == "capital" or (p["population"] or 0) > 500_000}
    for row in rows:
        if row["kind"] == "region":
            row["weak"] += [text for text in [row["name"], *row["names"]] if key(text) in better_known | {"washington"}]
    return rows


def _is_noise_country(row: Row) -> bool:
    return row["region"] == "Supranational" or row["code"] in {"zr", "zz"} or row["name"] == "Antarctica"


def _country(row: Row, iso_of_code: dict[str, str]) -> Row:
    parent = (row["parent"] or row["code"]).split("-")[0]
    kind = "country" if row["is_country"] else "territory" if row["iso2"] else "region"
    iso2 = row["iso2"] or (iso_of_code.get(parent) if kind == "region" else None)
    if row["is_country"] and not row["iso2"]:
        kind = "former_country"
    names = distinct([row["official_name"], *row["aliases"]], [row["name"]])
    names = [n for n in names if not _NOT_A_NAME.search(n)]
    acronyms = [n for n in distinct([*row["abbreviations"], *names]) if _is_acronym(n)]
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
        "names": [_TERRITORIES_OF_NOTE.sub("", n) for n in english if key(n) not in {key(d) for d in demonyms}],
        "acronyms": [a for a in acronyms if key(a) not in {"as", "nl", "ch", "car", "tca"}],
        "demonyms": demonyms,
        "weak": former,
        "weight": 100 if kind == "country" else 50,
        "tier": row["tier"],
        "source": source_codes(row["source"]),
    }


def _is_acronym(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return 2 <= len(letters) <= 5 and all(c.isupper() or c in ". " for c in text)


def _demonyms(row: Row) -> Iterator[str]:
    for text in [*row["demonym_adjectives"], *row["demonym_nouns"]]:
        for part in re.split(r"[;,]\s*|\s+or\s+", text.removeprefix("or ")):
            if part.endswith("(s)"):
                yield part[:-3]
                yield part[:-3] + "s"
            elif not _is_acronym(part) and key(part) != key(row["name"]):
                yield part


# Organisations

_KEPT_TYPES = frozenset({"igo", "armed_group", "military", "government", "party", "ministry"})
_MINISTRY_WORDS = frozenset(
    """foreign affairs external relations defence defense national interior internal home finance justice energy oil
    petroleum trade commerce health education agriculture economy environment labor labour transport culture information
    armed forces international cooperation industry planning communications water electricity european europe""".split()
)
_BROKEN = re.compile(r"[;:/\[\]]|\d{4}|\bother\b|\bnone\b|^note", re.IGNORECASE)


def organisations_from(facts: Sequence[Row], additions: Sequence[Row], countries: Sequence[Row]) -> list[Row]:
    """Return the entries of organisations: one entry a thing, however many tables name it."""
    demonym = {row["country"]: (row.get("demonyms") or [None])[0] for row in countries if row["kind"] == "country"}
    merged: dict[str, Row] = {}
    by_name: dict[tuple[str, str | None], str] = {}
    for row in additions:
        if not row.get("drop"):
            _merge_organisation(dict(row), merged, by_name)
    dropped = {key(text) for row in additions if row.get("drop") for text in [row["name"], *row.get("names", [])]}
    for fact in sorted(facts, key=_organisation_order):
        if not _is_noise_organisation(fact) and key(fact["name"]) not in dropped:
            _merge_organisation(_organisation(fact, demonym), merged, by_name)
    taken = {key(a) for row in [*countries, *merged.values()] if row["kind"] != "party" for a in row.get("acronyms", ())}
    for row in merged.values():
        if row["kind"] in {"party", "armed_group"}:
            row["weak"] = [a for a in row.get("weak", ()) if key(a) not in taken]
    return [_without_clashes(row) for row in merged.values()]


def _organisation_order(fact: Row) -> tuple[int, str]:
    order = ("curated", "instituteforgov", "CIA World Factbook", "factbook", "Phoenix.Mil", "Phoenix", "derived")
    return next(i for i, mark in enumerate(order) if mark in fact["source"]), fact["org_id"]


def _is_noise_organisation(fact: Row) -> bool:
    type_, source = fact["type"], fact["source"]
    if source == "curated":
        return False
    if type_ not in _KEPT_TYPES or _BROKEN.search(fact["name"]) or len(fact["name"]) > 90:
        return True
    if "derived" in source:
        subjects = set(words(fact["name"])) - {"ministry", "of", "and", "the", "for"}
        return not subjects or not subjects <= _MINISTRY_WORDS
    return type_ == "party" and (len(words(fact["name"])) > 9 or "," in fact["name"])


def _organisation(fact: Row, demonym: dict[str, str | None]) -> Row:
    name = re.sub(r"\s*\([^)]*\)", "", re.sub(r"^[Tt]he\s+(?=[A-Z])", "", fact["name"])).strip() or fact["name"]
    country = fact["country_iso2"] or None
    petrarch_code_block = "petrarch2" in fact["source"] and fact["type"] == "igo"
    aliases = [] if petrarch_code_block else [a.removeprefix("the ") for a in fact["aliases"]]
    acronyms = [a.strip(":") for a in fact["acronyms"] if re.fullmatch(r"[\w.+&-]{2,9}:?", a)]
    if _is_acronym(name):
        acronyms = [name, *acronyms]
    kind, source = fact["type"], fact["source"]
    generic = kind == "ministry" and country is not None
    nation = demonym.get(country or "") if generic else None
    national = [f"{nation} {text}" for text in [name, *aliases]] if nation else []
    sure = source == "curated" or kind == "armed_group" or generic
    return {
        "id": fact["qid"] or f"org:{country + ':' if country else ''}{key(name)}",
        "type": "ORG",
        "kind": kind,
        "name": name,
        "country": None if kind == "igo" or country == "EU" else country,
        "names": distinct([*(aliases if sure else []), *national], [name, *acronyms]),
        "acronyms": distinct(a for a in acronyms if "curated" in source or kind == "igo"),
        "weak": distinct([*([] if sure else aliases), *([] if "curated" in source or kind == "igo" else acronyms)]),
        "tier": fact["tier"],
        "source": source_codes(source),
    }


def _merge_organisation(row: Row, merged: dict[str, Row], by_name: dict[tuple[str, str | None], str]) -> None:
    names = [key(text) for text in [row["name"], *row.get("names", [])]]
    if row["kind"] == "igo":
        names += [key(text) for text in row.get("acronyms", []) if len(text) > 2 or row["name"] == text]
        names += [key(text) for text in row.get("acronyms", []) if row["source"] == "knowledge"]
    countries = (row.get("country"),) if row["kind"] == "ministry" else (row.get("country"), None)
    known = [by_name[n, c] for n in names for c in countries if (n, c) in by_name]
    if row["kind"] != "ministry" and row.get("country") is None:
        known += [by_name[n, "*"] for n in names if (n, "*") in by_name]
    if not known and row["id"] not in merged:
        merged[row["id"]] = row
    target = merged[known[0] if known else row["id"]]
    if target is not row:
        _absorb(target, row)
    for name in names:
        for place in (row.get("country"), target.get("country"), *(("*",) if row["kind"] != "ministry" else ())):
            by_name.setdefault((name, place), target["id"])


def _absorb(target: Row, row: Row) -> None:
    for field in ("names", "acronyms", "weak"):
        added = [row["name"], *row.get(field, [])] if field == "names" else row.get(field, [])
        target[field] = [*target.get(field, []), *distinct(added, [target["name"], *target.get(field, [])])]
    if row["source"] not in target["source"].split():
        target["source"] = f"{target['source']} {row['source']}"
    if target["tier"] == "C" and row["tier"] == "A":
        target.setdefault("certain", False)


def _without_clashes(row: Row) -> Row:
    """Each alias once in a row: acronyms win over names, strong ones over weak."""
    taken = [row["name"]] if not _is_acronym(row["name"]) else []
    for field in ("acronyms", "names", "short", "demonyms", "weak"):
        if row.get(field):
            row[field] = distinct(row[field], taken)
            taken = [*taken, *row[field]]
    return row


# Places

_COMMON_WORDS = frozenset(
    """of same reading mobile nice most split man bath male victoria march august sale best hope orange hull deal date
    independence union liberty hamilton lincoln jackson washington columbia douglas stanley florence sofia charlotte
    santiago san santa las los manage many van bar sur as am is be so no us ho wa to ad taste worth young moscow darwin
    perth gap salt kent carson madison monroe trinidad florida mercedes rosario diego barry tours angers nancy lens
    progress police general president concord enterprise normal energy surprise banks essen bergen same page bay buffalo
    phoenix""".split()
)


def places_from(facts: Sequence[Row], countries: Sequence[Row]) -> list[Row]:
    """Return the entries of cities and other places; what is a country or region already is left out."""
    known = {row["id"] for row in countries}
    country_names = {
        key(t) for row in countries if row["kind"] != "region" for t in [row["name"], *row.get("names", ())]
    }
    return [_place(row, country_names) for row in facts if row["place_id"] not in known]


def _place(fact: Row, country_names: set[str]) -> Row:
    type_ = {"military_base": "FAC", "site": "FAC", "water": "LOC", "region": "LOC"}.get(fact["kind"], "GPE")
    kind = {"capital_alt": "city", "region_capital": "city", "admin1_capital": "city"}.get(fact["kind"], fact["kind"])
    name, population = fact["name"], fact["population"] or 0
    weak_name = key(name) in _COMMON_WORDS or len(key(name)) < 4 or key(name) in country_names
    if population < 300_000 and fact["kind"] == "city":
        weak_name = True
    aliases = [a for a in distinct(fact["aliases"], [name]) if a.isascii() and len(key(a)) > 3]
    aliases = [re.sub(r"\s*\([^)]*\)", "", a) for a in aliases if key(a) not in country_names]
    sure = fact["tier"] == "C" or kind == "capital"
    row: Row = {
        "id": fact["qid"] or fact["place_id"].replace("x:", "place:").replace("ne:", "place:"),
        "type": type_,
        "kind": kind,
        "name": name,
        "country": fact["country_iso2"],
        "names": distinct(aliases, [name]) if sure and not weak_name else [],
        "weak": distinct([*([name] if weak_name else []), *([] if sure and not weak_name else aliases)]),
        "weight": min(population // 1000, 40_000),
        "tier": fact["tier"],
        "source": source_codes(fact["source"]),
    }
    return row


# Persons and terms of office

def iso_date(text: str | None, last: bool = False) -> str | None:
    """Return a date of the facts ("2014", "1979-11", "2025-06 (…)") in full; the last day of the span if `last`."""
    found = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text or "")
    if not found:
        return None
    year, month, day = found.groups()
    if day:
        return f"{year}-{month}-{day}"
    if not last:
        return f"{year}-{month or '01'}-01"
    following = date(int(year) + (month in {None, "12"}), 1 if month in {None, "12"} else int(month) + 1, 1)
    return (following - timedelta(days=1)).isoformat()


def persons_from(facts: Sequence[Row]) -> list[Row]:
    """Return the entries of persons."""
    return [_person(fact) for fact in facts]


def _person(fact: Row) -> Row:
    name = clean_name(fact["name"])
    aliases = [
        clean_name(a["alias"])
        for a in fact.get("aliases", ())
        if "same office" in a["source"] or is_spelling(clean_name(a["alias"]), name, fact.get("countries", ()))
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


_SEEN_UNTIL = {"ifg": "2026-06-11", "curated": "2025-06-30"}
"""The day until which a table that gives no last day was kept."""

_LONGEST_GAP = timedelta(days=1100)
"""An end that was inferred from the successor holds only if the holder was seen not long before."""

_HOLE = ("2017-03-28", "2020-11-24", timedelta(days=500))
"""From when to when the archive saw nobody, and the longest gap believed in there."""

_SOURCE_RANK = {"ifg": 0, "congress": 1, "additions": 0, "curated": 2, "cia-factbook": 3, "cia-leaders": 4}


def offices_from(facts: Sequence[Row], bodies: dict[str, Row], names: dict[str, str]) -> list[Row]:
    """Return terms of office: titles without their country, one row for what several tables say.

    `bodies`: entries by id; `names`: folded organisation name to id.
    """
    rows = [row for fact in facts if (row := _term(fact, bodies, names)) is not None]
    return [row for row in rows if is_name(row["name"]) or row["kind"] == "head_of_state"]


def _term(fact: Row, bodies: dict[str, Row], names: dict[str, str]) -> Row | None:
    of, title = _body_and_title(fact, bodies, names)
    if of is None:
        return None
    code = source_codes(fact["source"])
    last_seen = _last_seen(fact)
    if not fact.get("end") and not last_seen:
        last_seen = _SEEN_UNTIL.get(code)
    row = {
        "id": fact["office_id"],
        "person": fact["person_id"],
        "name": clean_name(fact["person_name"]),
        "title": title,
        "kind": _kind(title, fact, bodies[of]),
        "of": of,
        "of_name": bodies[of]["name"],
        "of_kind": bodies[of].get("kind"),
        "country": bodies[of].get("country") or fact.get("country_iso2"),
        "start": iso_date(fact.get("start")),
        "end": iso_date(fact.get("end")),
        "first_seen": iso_date(fact.get("first_seen")),
        "last_seen": last_seen,
        "tier": fact["tier"],
        "source": code.split()[0],
    }
    if row["start"] and row["end"] and row["end"] < row["start"]:
        row["end"] = None
    if "inferred" in (fact.get("end_method") or ""):
        row["inferred"] = True
    if fact.get("end_uncertain") or fact["tier"] == "C":
        row["certain"] = False
    return row


def _last_seen(fact: Row) -> str | None:
    """The last day on which the holder was seen; an edition dated by its year saw it in the middle of that year."""
    text = fact.get("last_seen") or ""
    if not re.fullmatch(r"\d{4}-01-01", text):
        return iso_date(text, last=True)
    begun = iso_date(fact.get("start")) or ""
    return f"{text[:4]}-12-31" if begun[:4] == text[:4] else f"{text[:4]}-06-30"


def _unseen_for_long(row: Row) -> bool:
    """Whether so long passed between the last sight of the holder and the successor that another may have served."""
    seen = row["last_seen"] or row["first_seen"] or row["start"]
    if not seen or not row["end"]:
        return False
    gap = date.fromisoformat(row["end"]) - date.fromisoformat(seen)
    begin, end, longest = _HOLE
    return gap > (longest if seen >= begin and row["end"] <= end else _LONGEST_GAP)


def _ends_believed(rows: Sequence[Row]) -> list[Row]:
    """The terms without inferred ends that are too far from the last sight."""
    found = []
    for row in rows:
        inferred = row.pop("inferred", False)
        found.append({**row, "end": None} if inferred and _unseen_for_long(row) else row)
    return found


_SENIOR_RANKS = frozenset({"SoS", "PM", "DPM", "FM", "Cab", "1st SoS"})


def _kind(title: str, fact: Row, body: Row) -> str | None:
    if fact.get("rank") and fact["rank"] not in _SENIOR_RANKS and (office_kind(title) or "").endswith("_minister"):
        return "deputy_minister"
    if body.get("kind") == "region":
        return "sub_national_head"
    return office_kind(title) or fact.get("office_type")


def _body_and_title(fact: Row, bodies: dict[str, Row], names: dict[str, str]) -> tuple[str | None, str]:
    title = re.sub(r"\s*&\s*", " and ", fact["title"])
    head, _, tail = title.partition(" of ")
    tail_id = names.get(key(re.sub(r"^the ", "", tail)))
    if tail_id and bodies[tail_id]["type"] == "ORG":
        return tail_id, head
    if tail_id and (tail_id == fact.get("country_qid") or bodies[tail_id].get("kind") == "region"):
        return tail_id, head
    org_id = names.get(key(fact["org"])) if fact.get("org") and not fact.get("country_iso2") else None
    country = fact.get("country_qid")
    return org_id or (country if country in bodies else None), title


def _merged_terms(rows: Sequence[Row]) -> list[Row]:
    """One row for one term: the same person, body and seat at overlapping times."""
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        seat = (seats(row["title"]) or (key(row["title"]),))[0]
        groups[row["person"], row["of"], seat].append(row)
    found: list[Row] = []
    for _, group in sorted(groups.items()):
        found.extend(_merged_group(sorted(group, key=_term_order)))
    return found


def _term_order(row: Row) -> tuple[int, str, str]:
    return _SOURCE_RANK.get(row["source"], 5), row["start"] or row["first_seen"] or "", row["id"]


def _merged_group(group: list[Row]) -> list[Row]:
    kept: list[Row] = []
    for row in group:
        same = next((k for k in kept if _same_term(k, row)), None)
        if same is None:
            kept.append(row)
            continue
        same["last_seen"] = max(filter(None, (same["last_seen"], row["last_seen"])), default=None)
        same["first_seen"] = min(filter(None, (same["first_seen"], row["first_seen"])), default=None)
        if same["end"] and not row["end"] and (row["start"] or "") >= same["end"]:
            same["end"] = None
        elif row["end"] and row["end"] > (same["end"] or same["start"] or ""):
            same["end"] = row["end"]
            same["inferred"] = row.get("inferred", False)
        if same.get("certain") is False and row["tier"] != "C" and row["start"] == same["start"]:
            same["tier"] = row["tier"]
    return kept


def _same_term(one: Row, other: Row) -> bool:
    a, b = _span(one), _span(other)
    return a[0] <= b[1] and b[0] <= a[1]


def _span(row: Row) -> tuple[str, str]:
    begin = row["start"] or row["first_seen"] or "0000"
    return begin, row["end"] or row["last_seen"] or begin


# Titles

_CLASS_OF_KIND = {
    "military_rank": "rank",
    "honorific": "honorific",
    "religious_honorific": "honorific",
    "royal_title": "royal",
    "title_modifier": "modifier",
    "office": "office",
    "role_noun": "role",
}
_NOT_TITLES = frozenset({"the", "m", "sr", "he", "director", "the prince", "the princess", "count", "private", "ig", "fm"})


def titles_from(path: Path) -> list[Title]:
    """Return the titles worth knowing in text: ranks, honorifics, offices by their common wordings."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found: dict[str, Title] = {}
    for row in sorted(rows, key=lambda r: (r["source"] != "curated", r["surface"])):
        class_ = _CLASS_OF_KIND.get(row["kind"])
        folded = key(row["surface"])
        if class_ is None or class_ == "role" or not folded or folded in _NOT_TITLES or folded in found:
            continue
        office = office_kind(row["surface"]) or (row["office_type"] or None)
        if class_ in {"rank", "honorific", "modifier"}:
            office = None
        found[folded] = Title(row["surface"].strip(), row["canonical"] or row["surface"], class_, office)  # type: ignore[arg-type]
    return sorted(found.values(), key=lambda t: (t.class_, t.surface))


# Writing


def compile_data(facts: Path, data: Path) -> Counter[str]:
    """Write the gazetteer of a folder of facts and of `data/additions` into `data`; return the counts of rows."""
    tables, titles = compile_tables(facts, data)
    for name, rows in tables.items():
        _write_rows(data / name, rows)
    _write_titles(data / TITLE_FILE, titles)
    _write_index(data, tables[OFFICE_FILE])
    return Counter({name: len(rows) for name, rows in tables.items()} | {TITLE_FILE: len(titles)})


def compile_tables(facts: Path, data: Path) -> tuple[dict[str, list[Row]], list[Title]]:
    """Return the rows of each file, and the titles."""
    corrections = read_additions(data, "corrections")
    ids = {row["id"]: row["becomes"] for row in corrections if "becomes" in row}
    raw = {name: [_renamed(row, ids) for row in read_facts(facts, name)] for name in FOLDERS}
    countries = countries_from(raw["countries"], raw["places"])
    countries = laid_over(countries, read_additions(data, "countries"))
    organisations = organisations_from(raw["organisations"], read_additions(data, "organisations"), countries)
    places = laid_over(places_from(raw["places"], countries), read_additions(data, "places"))
    bodies = {row["id"]: row for row in [*organisations, *countries]}
    terms = offices_from(_corrected(raw["offices"], corrections), bodies, _names_of(countries, organisations))
    persons = laid_over(persons_from(raw["persons"]), read_additions(data, "persons"))
    added = _added_offices(read_additions(data, "offices"), bodies, persons)
    persons, terms = _settled(persons, terms)
    offices = [*_yielding(_ends_believed(_merged_terms(terms)), added), *added]
    tables = {
        "countries.jsonl": countries,
        "organisations.jsonl": organisations,
        "places.jsonl": places,
        "persons.jsonl": _with_office_holders(persons, offices),
        OFFICE_FILE: offices,
    }
    return tables, titles_from(facts / "titles.tsv")


def _renamed(row: Row, ids: dict[str, str]) -> Row:
    """The row with ids replaced that `additions/corrections.jsonl` says are better others."""
    return {field: ids.get(value, value) if isinstance(value, str) else value for field, value in row.items()}


def _settled(persons: list[Row], terms: list[Row]) -> tuple[list[Row], list[Row]]:
    """Persons and terms where each person has one id, and each id is one person's."""
    by_id = {row["id"]: row for row in persons}
    for term in terms:
        row = by_id.get(term["person"])
        if row is not None and not may_be_one(term["name"], row["name"], row.get("countries", ())):
            term["person"] = f"n:{term['country'] or 'XX'}:{' '.join(words(term['name']))}"
    terms = [t for t in terms if t["kind"] != "head_of_state" or t["of_kind"] != "territory"]
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
    kept = [row for row in persons if row["id"] not in gone or gone[row["id"]] == row["id"]]
    return [row for row in kept if row["id"] in serving or row["source"] != "cia-factbook"], terms


def _more_names(row: Row, other: Row) -> list[str]:
    variants = [v for text in [row["name"], *row.get("names", ())] for v, _ in person_variants(text)]
    found = distinct([other["name"], *other.get("names", ())], variants)
    return [text for text in found if is_spelling(text, row["name"], row.get("countries", ()))]


_SINGLE_SEATS = ("president", "monarch", "prime_minister", "supreme_leader", "foreign_minister", "defence_minister")


def single_seat(row: Row) -> str | None:
    """Return the seat of a term if one person holds it at a time and news is likely to name it."""
    return next((seat for seat in seats(row["title"]) if seat in _SINGLE_SEATS), None)


def _yielding(terms: Sequence[Row], added: Sequence[Row]) -> list[Row]:
    """The terms of the tables, without what the additions and dated terms of the same seat contradict."""
    ruling: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in added:
        if (seat := single_seat(row)) and row.get("start"):
            ruling[row["of"], seat].append(row)
    kept = [row for term in terms for row in _cut(term, ruling.get((term["of"], single_seat(term) or ""), []))]
    dated: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in [*kept, *added]:
        if row.get("start") and (seat := single_seat(row)):
            dated[row["of"], seat].append(row)
    return [t for t in kept if not _outdated(t, dated.get((t["of"], single_seat(t) or ""), []))]


def _cut(term: Row, rulings: Sequence[Row]) -> list[Row]:
    """A term cut where an added term of the same seat begins or ends; nothing if it lies inside one."""
    for ruling in rulings:
        begin, end = _span(term)
        ruled, until = ruling["start"], ruling["end"] or ruling["last_seen"]
        if not (begin < until and ruled < end or begin == ruled):
            continue
        if ruling["person"] == term["person"]:
            _confirm(ruling, term)
            return []
        if begin < ruled:
            term = {**term, "end": ruled}
        elif term["start"] and end > until and _days(begin, until) <= 45:
            term = {**term, "start": until}
        else:
            return []
    return [term]


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def _confirm(ruling: Row, term: Row) -> None:
    """Let a term of the tables prolong what is known of an added one."""
    if not ruling["end"]:
        ruling["last_seen"] = max(filter(None, (ruling["last_seen"], term["last_seen"])), default=None)
        if term["end"] and term["end"] > ruling["start"]:
            ruling["end"] = term["end"]
    if term["tier"] != "C" and term["start"] == ruling["start"] and term["end"] == ruling["end"]:
        ruling.update(tier=term["tier"], certain=term.get("certain", True), source=f"{term['source']} knowledge")


def _outdated(term: Row, dated: Sequence[Row]) -> bool:
    """Whether an undated sight contradicts a dated term of another person that spans it."""
    if term["start"] or not term["first_seen"]:
        return False
    return any(
        d["start"] <= term["first_seen"] and (d.get("end") or d.get("last_seen") or "") >= (term["last_seen"] or "")
        for d in dated
        if d["person"] != term["person"]
    )


def _names_of(countries: Sequence[Row], organisations: Sequence[Row]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in [*countries, *organisations]:
        if row.get("kind") != "ministry":
            for text in [row["name"], *row.get("names", ()), *row.get("acronyms", ())]:
                found.setdefault(key(text), row["id"])
    return found


def _corrected(facts: list[Row], corrections: Sequence[Row]) -> list[Row]:
    """The facts with what `additions/corrections.jsonl` says of an office_id: fields replace, `drop` removes."""
    by_id = {row["office_id"]: row for row in corrections if "office_id" in row}
    found = [{**fact, **by_id.get(fact["office_id"], {})} for fact in facts]
    return [fact for fact in found if not fact.get("drop")]


def _added_offices(additions: Sequence[Row], bodies: dict[str, Row], persons: Sequence[Row]) -> list[Row]:
    known = {row["id"]: row["name"] for row in persons}
    by_family = _by_family(persons)
    found = []
    for row in additions:
        if row["of"] not in bodies:
            raise GazetteerError(f"additions/offices.jsonl: no entry {row['of']!r} for {row['name']!r}; add it")
        body = bodies[row["of"]]
        kind = "sub_national_head" if body.get("kind") == "region" else office_kind(row["title"])
        filled = {"of_name": body["name"], "country": body.get("country"), "kind": kind, **row}
        if row["person"] not in known:
            filled["person"] = _known_person(row["name"], filled["country"], by_family) or row["person"]
        filled["name"] = known.get(filled["person"], row["name"])
        filled.setdefault("id", f"{row['person']}:{key(row['title'])}:{row['of']}:{row.get('start', '')}")
        filled = {"end": None, "first_seen": None, "last_seen": None, **filled}
        found.append(filled)
    return found


def _by_family(persons: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in persons:
        for text in [row["name"], *row.get("names", ())]:
            core = core_words(text)
            if core and row not in found[family(core[-1])]:
                found[family(core[-1])].append(row)
    return found


def _known_person(name: str, country: str | None, by_family: dict[str, list[Row]]) -> str | None:
    """The id of the one person of a country whose name is a transliteration of this one."""
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


def _with_office_holders(persons: list[Row], offices: Sequence[Row]) -> list[Row]:
    """Persons, with an entry for whoever holds an office and has none, and the spellings that the terms use."""
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
        row["weight"] = max(row.get("weight", 0), 20 if term["kind"] in _HEADS else 10)
        term["name"] = row["name"]
    return list(found.values())


_HEADS = frozenset({"head_of_state", "head_of_government"})


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
    heads = [row["last_seen"] for row in offices if row.get("last_seen") and row["kind"] in _HEADS]
    known = [day for day in heads if heads.count(day) > 20]
    build_index(Store.open(data)).save(data / INDEX_FILE)
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
